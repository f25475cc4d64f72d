//! The lists in which papers name the parts of a proposal: "Programmet har tre
//! fokusområden: 1. En öppen kaj, där …".
//!
//! Knows lines and the words of `areas.toml`; chooses nothing among lists.

use crate::document::DocumentKind;
use crate::line::{BULLETS, Lines};
use crate::paper::Paper;
use crate::unit::{CentralKind, UnitKind};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// The words before such lists and of their items.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AreaWords {
    pub(super) kinds: Vec<String>,
    others: Vec<String>,
    counts: Vec<String>,
    ends: Vec<String>,
    opens: Vec<String>,
    verbs: Vec<String>,
    adopted: Vec<String>,
    owners: Vec<String>,
    pub(super) common: Vec<String>,
}

static WORDS: LazyLock<AreaWords> =
    LazyLock::new(|| toml::from_str(include_str!("../lexicon/areas.toml")).unwrap_or_default());

/// The data of `areas.toml`.
pub(super) fn area_words() -> &'static AreaWords {
    &WORDS
}

/// A list of parts in one paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List {
    /// The proposal, by its number in the paper.
    pub(super) referral: Option<usize>,
    /// The sender's own, not an answer's account of it.
    pub(super) sender: bool,
    /// What the parts are called: "fokusområde".
    pub(super) kind: &'static str,
    /// It has as many items as the words before it promise.
    pub(super) counted: bool,
    /// Its items carry numbers.
    pub(super) numbered: bool,
    /// The names of its items, in order.
    pub(super) names: Vec<String>,
}

/// Items that such a list has.
const ITEMS: Range<usize> = 3..13;
/// Lines that the words before a list take, and one item.
const LONG: usize = 5;

/// The lists of parts in a paper, in order.
pub(super) fn lists(paper: &Paper, lines: &Lines<'_>) -> Vec<List> {
    let mut found = Vec::new();
    for (range, referral, sender) in voices(paper, lines) {
        let mut at = range.start;
        while at < range.end {
            let marked = item(lines, at).is_some();
            // A list whose marks were lost is lines behind an empty one.
            let opens = marked || !lines.is_blank(at) && at > 0 && lines.is_blank(at - 1);
            let lead = opens.then(|| lead(lines, at, range.start)).flatten();
            let Some((kind, promised)) = lead else {
                at += 1;
                continue;
            };
            let (items, next) = match marked {
                true => items(lines, at..range.end),
                false => plain(lines, at..range.end),
            };
            let names: Vec<String> = items
                .iter()
                .filter_map(|(_, words)| name(words, false))
                .collect();
            if ITEMS.contains(&names.len()) && names.len() == items.len() {
                found.push(List {
                    referral,
                    sender,
                    kind,
                    counted: promised == Some(names.len()),
                    numbered: items.iter().all(|(number, _)| *number),
                    names,
                });
            }
            at = next.max(at + 1);
        }
    }
    found
}

/// What a report wants adopted beside its proposal: "Stadens riktlinje för
/// bojar godkänns enligt bilaga 2". A list without a kind.
pub(super) fn adopted(paper: &Paper, lines: &Lines<'_>) -> Option<List> {
    const HEAD: usize = 80;
    let found = &paper.segmentation;
    let report = found.kind == DocumentKind::Utlatande && found.referrals.len() == 1;
    let title = &found.referrals.first().filter(|_| report)?.title;
    let title = title.to_lowercase();
    let end = lines.len().min(HEAD);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < end {
        let (mut some, next) = items(lines, at..end);
        found.append(&mut some);
        at = next.max(at + 1);
    }
    let names = found.iter().filter_map(|(number, words)| {
        let words: Vec<&str> = words.split_whitespace().collect();
        let is = |word: &str, list: &[String]| list.iter().any(|one| one == &word.to_lowercase());
        let verb = words
            .iter()
            .position(|word| is(word, &area_words().adopted))?;
        let own = |word: &&&str| is(word, &area_words().owners) || word.ends_with("stads");
        let first = words[..verb].iter().take_while(own).count();
        let name = name(&words[first..verb].join(" "), true)?;
        let told = |word: &str| word.chars().count() > 3 && title.contains(&word.to_lowercase());
        let same = name.split_whitespace().filter(|word| told(word)).count();
        (*number && same * 2 < name.split_whitespace().count()).then_some(name)
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then_some(List {
        referral: Some(0),
        sender: true,
        kind: "",
        counted: false,
        numbered: false,
        names,
    })
}

/// A stretch of lines, the proposal it is on, and whether its sender speaks.
type Voice = (Range<usize>, Option<usize>, bool);

/// Who speaks where: the sender, and those who answer.
fn voices(paper: &Paper, lines: &Lines<'_>) -> Vec<Voice> {
    let found = &paper.segmentation;
    if matches!(found.kind, DocumentKind::Forslag | DocumentKind::Missiv) {
        let one = (found.referrals.len() == 1).then_some(0);
        return vec![(0..lines.len(), one, true)];
    }
    let index = &paper.document.index;
    let range = |span| {
        let [first, last] = index.lines_of(span);
        (first as usize).saturating_sub(1)..(last as usize).min(lines.len())
    };
    let sender = found
        .central
        .iter()
        .filter(|central| central.kind != CentralKind::Synpunkter)
        .map(|central| (range(central.span), central.referral, true));
    let answers = found
        .units
        .iter()
        .filter(|unit| unit.kind == UnitKind::Yttrande && !unit.pointer)
        .map(|unit| (range(unit.span), unit.referral, false));
    sender.chain(answers).collect()
}

/// The words of a line that opens an item, and whether it has a number.
fn item<'d>(lines: &Lines<'d>, at: usize) -> Option<(bool, &'d str)> {
    let raw = lines.raw(at);
    let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let words = raw[digits..].strip_prefix(['.', ')'])?;
        return words
            .starts_with(' ')
            .then_some((true, words.trim()))
            .filter(|(_, words)| words.contains(char::is_alphabetic));
    }
    let mark = |c: char| c == '*' || BULLETS.contains(&c) || c.is_whitespace();
    let words = raw.trim_start_matches(mark);
    let marked = lines.line(at).bullet || words.len() < raw.len();
    (marked && words.contains(char::is_alphabetic)).then_some((false, words))
}

/// What the words right before a list say that it lists, and how many.
fn lead(lines: &Lines<'_>, at: usize, start: usize) -> Option<(&'static str, Option<usize>)> {
    const GAP: usize = 3;
    let last = lines.previous_words(at, start)?;
    if at - last > GAP {
        return None;
    }
    let first = (start..last)
        .rev()
        .take(LONG - 1)
        .find(|&before| lines.is_blank(before))
        .map_or(last.saturating_sub(LONG - 1).max(start), |blank| blank + 1);
    let words = lines.joined(first, last + 1);
    if words.ends_with(['.', ';', ',']) {
        return None;
    }
    let sentence = crate::prose::last(&words).to_lowercase();
    let data = area_words();
    let words: Vec<&str> = sentence
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let kind_of = |word: &str| {
        const ENDING: usize = 4;
        let of =
            |kind: &&String| word.starts_with(kind.as_str()) && word.len() <= kind.len() + ENDING;
        data.kinds.iter().find(of).map(String::as_str)
    };
    let (place, kind) = words
        .iter()
        .enumerate()
        .rev()
        .find_map(|(place, word)| Some((place, kind_of(word)?)))?;
    if words
        .iter()
        .any(|word| data.others.iter().any(|other| other == word))
    {
        return None;
    }
    let before = &words[place.saturating_sub(2)..place];
    let promised = before
        .iter()
        .find_map(|word| data.counts.iter().position(|count| count == word));
    let leads = sentence.ends_with(':') || words.contains(&"följande");
    if promised.is_none() && !leads {
        return None;
    }
    Some((kind, promised.map(|at| at + 2)))
}

/// Short lines in a row, each an item.
fn plain(lines: &Lines<'_>, range: Range<usize>) -> (Vec<(bool, String)>, usize) {
    const WORDS: usize = 6;
    let start = range.start;
    let end = lines.paragraph_end(start, range.end);
    let short = |at: usize| {
        let line = lines.raw(at);
        line.starts_with(char::is_uppercase)
            && line.split_whitespace().count() <= WORDS
            && !line.ends_with(['.', ',', ':', ';'])
    };
    match (start..end).all(short) {
        true => {
            let items = (start..end).map(|at| (false, lines.raw(at).to_owned()));
            (items.collect(), end)
        }
        false => (Vec::new(), start + 1),
    }
}

/// The items of a list: whether each has a number, and its words; and the line
/// behind the list.
fn items(lines: &Lines<'_>, range: Range<usize>) -> (Vec<(bool, String)>, usize) {
    let mut items: Vec<(bool, String)> = Vec::new();
    let (mut at, mut long) = (range.start, 0);
    while at < range.end {
        if let Some((number, words)) = item(lines, at) {
            items.push((number, words.to_owned()));
            long = 1;
        } else if lines.is_blank(at) {
            long = LONG;
        } else if long < LONG {
            if let Some((_, words)) = items.last_mut() {
                words.push(' ');
                words.push_str(lines.raw(at));
            }
            long += 1;
        } else {
            break;
        }
        at += 1;
    }
    (items, at)
}

/// The name of an item: "En öppen kaj, där alla …" is "Öppen kaj". A whole one is kept to its end.
fn name(item: &str, whole: bool) -> Option<String> {
    const MOST: usize = 8;
    let data = area_words();
    let is = |word: &str, list: &[String]| list.iter().any(|one| one == &word.to_lowercase());
    let end = item
        .find([',', '.', ';', ':', '(', '–', '|'])
        .unwrap_or(item.len());
    let mut words: Vec<&str> = item[..end].split_whitespace().collect();
    if words
        .first()
        .is_some_and(|word| is(word, &["att".to_owned()]))
    {
        let verb = words
            .iter()
            .take(LONG)
            .position(|word| is(word, &data.verbs));
        let behind = verb.map_or(1, |at| at + 1);
        words.drain(..behind);
        if words.first() == Some(&"att") {
            words.remove(0);
        }
    }
    if words.len() > 1 && is(words[0], &data.opens) {
        words.remove(0);
    }
    let stop = (1..words.len()).find(|&at| !whole && is(words[at], &data.ends));
    words.truncate(stop.unwrap_or(MOST).min(MOST));
    let name = words.join(" ");
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let mut chars = name.chars();
    let first = chars.next().filter(|_| letters > 3)?;
    Some(first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn read(text: &str) -> Vec<List> {
        lists(
            &Paper::read(Document::from_text("a.txt", text)),
            &Lines::new(&Document::from_text("a.txt", text)),
        )
    }

    #[test]
    fn names_lose_their_articles_and_what_follows_them() {
        let told = |item: &str| name(item, false).unwrap_or_default();
        assert_eq!(told("En god ordning, där alla hittar."), "God ordning");
        assert_eq!(
            told("Att hamnen kan bruka gamla bojars värde, bland annat"),
            "Bruka gamla bojars värde"
        );
        assert_eq!(
            told("Att hamnen fortsätter att rusta sköna bryggor samt bygger bodar"),
            "Rusta sköna bryggor"
        );
        assert_eq!(told("5"), "");
    }

    #[test]
    fn a_list_needs_words_before_it_that_say_what_it_lists() {
        let letter = |lead: &str| {
            format!(
                "Remissvar\n\nKulturnämnden\n\nDiarienummer KN 2024/7\n2024-05-02\n\nYttrande över program för hamnen (KS 2024/9)\n\n\
                 Nämnden har läst programmet och svarar så här.\n\n{lead}\n\n- En öppen kaj\n- Trygga båtar\n- Levande bodar\n\nNämnden tillstyrker programmet.\n"
            )
        };
        let found = read(&letter("Programmet har tre fokusområden:"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].counted && found[0].kind == "fokusområde");
        assert_eq!(
            found[0].names,
            ["Öppen kaj", "Trygga båtar", "Levande bodar"]
        );
        assert_eq!(read(&letter("Nämnden har läst följande:")), []);
        assert_eq!(read(&letter("De stöder visionens tre målområden:")), []);
    }
}
