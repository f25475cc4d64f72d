//! Titles compared: the same words first, then the same words but for their
//! subtitle, then strict likeness weighed by how rare a word is.
//!
//! Of two referrals that differ in one telling word (a year, "del 2",
//! "kompletterande", "höjd" for "sänkt") none is taken for the other.

use super::{Entry, Map};
use crate::numbers;
use crate::text::lower;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words that open the name of a paper, not of the proposal.
const LEADS: [&str; 46] = [
    "remiss",
    "remissen",
    "remissvar",
    "remissyttrande",
    "yttrande",
    "svar",
    "synpunkter",
    "på",
    "av",
    "om",
    "över",
    "till",
    "från",
    "gällande",
    "angående",
    "avseende",
    "rörande",
    "avs",
    "ang",
    "betänkande",
    "betänkandet",
    "delbetänkande",
    "delbetänkandet",
    "slutbetänkande",
    "slutbetänkandet",
    "promemoria",
    "promemorian",
    "rapport",
    "rapporten",
    "departementspromemoria",
    "departementspromemorian",
    "skrivelse",
    "skrivelsen",
    "hemställan",
    "utkast",
    "lagrådsremiss",
    "sou",
    "ds",
    "dnr",
    "förslag",
    "förslaget",
    "utredningens",
    "remittering",
    "svaret",
    "er",
    "remisser",
];

/// Words that make another referral of the same inquiry.
const COMPLEMENTS: [&str; 14] = [
    "kompletterande",
    "komplettering",
    "kompletteringar",
    "ytterligare",
    "vissa",
    "tillägg",
    "del",
    "delredovisning",
    "slutredovisning",
    "förordningsförslag",
    "supplement",
    "reviderad",
    "bilaga",
    "fortsatt",
];

/// Words of which each makes the contrary of the other.
const CONTRARY: [[&str; 2]; 6] = [
    ["höj", "sänk"],
    ["förläng", "upphäv"],
    ["förläng", "förkort"],
    ["utök", "minsk"],
    ["införa", "avskaffa"],
    ["skärp", "mildr"],
];

/// Lowest likeness that is one. Among 3,121 titles of different referrals 83
/// pairs are as like by weight, half of them doublets and complements.
const BAR: f32 = 0.8;

/// How much better than the next best it must be.
const LEAD: f32 = 0.05;

/// Rare words of a title that are looked up.
const LOOKED_UP: usize = 6;

/// A word of more titles than this finds too many.
const COMMON: usize = 250;

/// Shortest title in which a letter may be off, and how many letters at
/// either end lead to it.
const SHORTEST_SLIP: usize = 10;
const END: usize = 5;

/// The titles of a register.
pub(super) struct Index {
    same: Map<String, Vec<u32>>,
    main: Map<String, Vec<u32>>,
    words: Map<String, Vec<u32>>,
    /// Titles by their first and last letters, one of which a slip leaves.
    ends: Map<String, Vec<String>>,
    /// The words of each title.
    of: Vec<Vec<String>>,
}

impl Index {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let mut index = Index {
            same: Map::default(),
            main: Map::default(),
            words: Map::default(),
            ends: Map::default(),
            of: Vec::with_capacity(entries.len()),
        };
        for (at, entry) in (0..).zip(entries) {
            let words = words(&entry.title);
            let key = words.join(" ");
            for end in ends(&key) {
                let titles = index.ends.entry(end).or_default();
                if titles.last() != Some(&key) {
                    titles.push(key.clone());
                }
            }
            index.same.entry(key).or_default().push(at);
            if let Some(main) = main_title(&entry.title) {
                let key = super::titles::words(main).join(" ");
                index.main.entry(key).or_default().push(at);
            }
            for word in words.iter().collect::<BTreeSet<_>>() {
                index.words.entry(word.clone()).or_default().push(at);
            }
            index.of.push(words);
        }
        index
    }

    /// The same title is here.
    pub(super) fn has(&self, title: &str) -> bool {
        self.same.contains_key(&words(title).join(" "))
    }

    pub(super) fn find(&self, entries: &[Entry], text: &str) -> Option<(u32, f32)> {
        for text in [text, quoted(text).unwrap_or("")] {
            let all = words(text);
            for words in [&all[..], without_leads(&all)] {
                if let Some(found) = self.by_same(entries, words) {
                    return Some(found);
                }
            }
        }
        let all = words(text);
        let bare = without_leads(&all);
        self.by_slip(entries, bare)
            .or_else(|| self.by_likeness(entries, bare))
            .or_else(|| {
                // The subtitle is another's or nobody's.
                let main = words(main_title(text)?);
                let main = without_leads(&main);
                let (at, _) = self.by_same(entries, main)?;
                (main.len() >= 3).then_some((at, 0.9))
            })
    }

    fn by_same(&self, entries: &[Entry], words: &[String]) -> Option<(u32, f32)> {
        let key = words.join(" ");
        if let Some(same) = self.same.get(&key) {
            return one_of(entries, same).map(|at| (at, 1.0));
        }
        // A main title of one or two words is another's as well.
        let main = self.main.get(&key).filter(|_| words.len() >= 3)?;
        one_of(entries, main).map(|at| (at, 0.95))
    }

    /// The whole title with one letter off.
    fn by_slip(&self, entries: &[Entry], words: &[String]) -> Option<(u32, f32)> {
        let key = words.join(" ");
        if key.chars().count() < SHORTEST_SLIP {
            return None;
        }
        let near = ends(&key).map(|end| self.ends.get(&end));
        let mut found: Option<&String> = None;
        for other in near.into_iter().flatten().flatten() {
            let same_words = other.split(' ').count() == words.len();
            let apart = || words.iter().map(String::as_str).zip(other.split(' '));
            let slips = same_words && apart().all(|(a, b)| a == b || slip(a, b));
            if !slips || strsim::osa_distance(&key, other) != 1 || found == Some(other) {
                continue;
            }
            if found.is_some() {
                return None;
            }
            found = Some(other);
        }
        one_of(entries, self.same.get(found?)?).map(|at| (at, 0.97))
    }

    fn by_likeness(&self, entries: &[Entry], wanted: &[String]) -> Option<(u32, f32)> {
        if wanted.len() < 3 {
            return None;
        }
        let mut rare: Vec<(usize, &String)> = wanted
            .iter()
            .filter_map(|word| Some((self.words.get(word)?.len(), word)))
            .filter(|(count, _)| *count <= COMMON)
            .collect();
        rare.sort_unstable();
        rare.dedup();
        let near: BTreeSet<u32> = rare
            .iter()
            .take(LOOKED_UP)
            .filter_map(|(_, word)| self.words.get(*word))
            .flatten()
            .copied()
            .collect();
        let mut scored: Vec<(f32, u32)> = near
            .into_iter()
            .map(|at| (self.likeness(wanted, &self.of[at as usize]), at))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let (best, at) = *scored.first().filter(|(score, _)| *score >= BAR)?;
        let rival = scored.iter().skip(1).find(|(_, other)| {
            let [a, b] = [at, *other].map(|at| &entries[at as usize]);
            a.number != b.number || a.title != b.title
        });
        let clear = rival.is_none_or(|(score, _)| best - score >= LEAD);
        (clear && !tells_apart(wanted, &self.of[at as usize])).then_some((at, best))
    }

    /// How rare a word is.
    fn weight(&self, word: &str) -> f32 {
        let count = self.words.get(word).map_or(0, Vec::len);
        (self.of.len() as f32 / (1.0 + count as f32)).ln().max(0.1)
    }

    /// Weight of the words in common by that of all.
    fn likeness(&self, wanted: &[String], title: &[String]) -> f32 {
        let mut left: Vec<&String> = title.iter().collect();
        let (mut common, mut all) = (0.0, 0.0);
        for word in wanted {
            let held = left.iter().position(|other| *other == word);
            let held = held.or_else(|| left.iter().position(|other| slip(word, other)));
            match held {
                Some(at) => {
                    let weight = self.weight(left.swap_remove(at));
                    common += weight;
                    all += weight;
                }
                // A word that no title has weighs as much as the rarest.
                None => all += self.weight(word),
            }
        }
        all += left.into_iter().map(|word| self.weight(word)).sum::<f32>();
        if all > 0.0 { common / all } else { 0.0 }
    }
}

fn ends(key: &str) -> [String; 2] {
    let letters: Vec<char> = key.chars().collect();
    let last = letters.len().saturating_sub(END);
    [
        format!("^{}", letters.iter().take(END).collect::<String>()),
        format!("{}$", letters[last..].iter().collect::<String>()),
    ]
}

/// Of several entries the one they agree on: the same number, or one with a
/// number beside some without.
fn one_of(entries: &[Entry], found: &[u32]) -> Option<u32> {
    let numbered: Vec<u32> = found
        .iter()
        .copied()
        .filter(|at| entries[*at as usize].number.is_some())
        .collect();
    let pool = if numbered.is_empty() {
        found
    } else {
        &numbered
    };
    let first = pool.first()?;
    let of = |at: u32| &entries[at as usize];
    let same = |at: &u32| {
        of(*at).number == of(*first).number
            && (of(*first).number.is_some() || of(*at).other_numbers == of(*first).other_numbers)
    };
    // The one that knows the last day knows more.
    let best = pool.iter().find(|at| of(**at).answer_by.is_some());
    pool.iter().all(same).then(|| *best.unwrap_or(first))
}

/// The lower-case words of a title, its numbers in series left out.
fn words(title: &str) -> Vec<String> {
    let numbered: Vec<Range<usize>> = if title.contains(':') {
        let public = |one: &numbers::Numbered| one.number.is_public();
        let all = numbers::numbers(title).into_iter();
        all.filter(public).map(|one| one.range).collect()
    } else {
        Vec::new()
    };
    let mut plain = String::with_capacity(title.len());
    for (at, c) in title.char_indices() {
        if !numbered.iter().any(|range| range.contains(&at)) {
            plain.push(if c == '-' || c.is_alphanumeric() {
                c
            } else {
                ' '
            });
        }
    }
    lower(&plain)
        .split_whitespace()
        .map(|word| word.trim_matches('-').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Without the words in front that name the paper; never without all.
fn without_leads(words: &[String]) -> &[String] {
    let lead = words
        .iter()
        .take_while(|word| LEADS.contains(&word.as_str()))
        .count();
    if lead == words.len() {
        words
    } else {
        &words[lead..]
    }
}

/// What stands inside quotation marks, if it is long enough for a title.
fn quoted(text: &str) -> Option<&str> {
    let start = text.find(['”', '"', '“', '»', '’'])?;
    let open = text[start..].chars().next()?;
    let inside = &text[start + open.len_utf8()..];
    let end = inside.find(['”', '"', '“', '»', '«', '’'])?;
    let inside = &inside[..end];
    (inside.split_whitespace().count() >= 3).then_some(inside)
}

/// The title in front of its subtitle.
fn main_title(title: &str) -> Option<&str> {
    let at = [" – ", " - ", " — ", "– ", ": "]
        .iter()
        .filter_map(|mark| title.find(mark))
        .min()?;
    Some(title[..at].trim_end()).filter(|main| main.contains(' '))
}

/// A title without its own number behind it.
pub(super) fn without_number<'a>(title: &'a str, number: &str) -> &'a str {
    if number.is_empty() {
        return title;
    }
    let bare = title.trim_end_matches([')', '.', ' ']);
    match bare.strip_suffix(number) {
        Some(bare) if !bare.trim().is_empty() => bare.trim_end_matches(['(', ',', ' ', '-', '–']),
        _ => title,
    }
}

/// A letter lost, doubled, changed or swapped in a long word.
fn slip(one: &str, other: &str) -> bool {
    one.len().abs_diff(other.len()) <= 2
        && one.chars().count() >= 7
        && !one.bytes().any(|b| b.is_ascii_digit())
        && one.chars().next() == other.chars().next()
        && strsim::osa_distance(one, other) == 1
}

/// A word on one side only that makes another referral.
fn tells_apart(one: &[String], other: &[String]) -> bool {
    let only = |left: &[String], right: &[String]| -> Vec<String> {
        let missing =
            |word: &&String| !right.contains(word) && !right.iter().any(|r| slip(word, r));
        left.iter().filter(missing).cloned().collect()
    };
    let [left, right] = [only(one, other), only(other, one)];
    let telling = |word: &String| {
        COMPLEMENTS.contains(&word.as_str()) || word.bytes().any(|b| b.is_ascii_digit())
    };
    let holds = |words: &[String], stem: &str| words.iter().any(|word| word.starts_with(stem));
    left.iter().chain(&right).any(telling)
        || CONTRARY.iter().any(|[a, b]| {
            holds(&left, a) && holds(&right, b) || holds(&left, b) && holds(&right, a)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(title: &str) -> Vec<String> {
        words(title)
    }

    #[test]
    fn leads_numbers_and_quotation_marks_fall_away() {
        let all = split("Remiss av betänkandet Hamnar för alla (SOU 2031:6)");
        assert_eq!(without_leads(&all), ["hamnar", "för", "alla"]);
        assert_eq!(
            quoted("Svar på ”Hamnar för alla” från"),
            Some("Hamnar för alla")
        );
        assert_eq!(
            main_title("Hamnar för alla – en översyn"),
            Some("Hamnar för alla")
        );
        assert_eq!(
            without_number("Ny lagSOU 2025:103", "SOU 2025:103"),
            "Ny lag"
        );
    }

    #[test]
    fn one_word_may_make_another_referral() {
        let apart = |a, b| tells_apart(&split(a), &split(b));
        assert!(apart("Höjd skatt på el", "Sänkt skatt på el"));
        assert!(apart("Hamnar för alla", "Hamnar för alla del 2"));
        assert!(apart("Hamnar 2030", "Hamnar 2031"));
        assert!(!apart("Hamnar för alla", "Hamnar åt alla"));
        assert!(!apart("Avfallsförordningen", "Avfallsförordnigen"));
    }
}
