//! What is written in several ways and is one word: numbers with their
//! thousands apart, abbreviations, units with a raised digit, words with the
//! number of a note behind them.

use super::token::{Note, Raw};
use foldhash::fast::RandomState;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Words with one abbreviation, at most ("fr o m").
const MOST_PARTS: usize = 3;
/// Letters of the longest part of an abbreviation.
const LONGEST_PART: usize = 4;
/// Letters of the shortest word that a note's number stands behind: shorter
/// ones are names ("SL3", "E20").
const SHORTEST_NOTED: usize = 4;
/// Units that are squared and cubed.
const UNITS: [&str; 6] = ["m", "km", "dm", "cm", "mm", "hm"];

#[derive(Deserialize)]
struct Data {
    apart: String,
    joined: String,
}

/// What is written with full stops or as one word.
struct Abbreviations {
    /// As written, to what they are found under.
    found_under: HashMap<String, String, RandomState>,
    /// What they begin with, up to a full stop or whole.
    begins: HashSet<String, RandomState>,
}

static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    let data: Data = toml::from_str(include_str!("../lexicon/abbreviations.toml"))
        .expect("abbreviations.toml is well formed");
    let apart = data.apart.split_whitespace().map(|word| (word, word));
    let joined = data.joined.split_whitespace();
    let joined = joined.filter_map(|pair| pair.split_once('='));
    let all: Vec<(&str, &str)> = apart.chain(joined).collect();
    let begins = all.iter().flat_map(|(from, _)| {
        let stops = from.match_indices('.').map(|(at, _)| &from[..at]);
        stops.chain([*from]).map(str::to_owned)
    });
    Abbreviations {
        begins: begins.collect(),
        found_under: all
            .iter()
            .map(|(from, to)| ((*from).to_owned(), (*to).to_owned()))
            .collect(),
    }
});

/// The words with those joined that are one, in order.
pub(super) fn join(text: &str, words: Vec<Raw>) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let here = &words[at..];
        let count = if here[0].note == Note::Plain {
            let joined = number(text, here)
                .or_else(|| abbreviation(text, here))
                .or_else(|| raised(text, here));
            joined
                .map(|(word, count)| found.push(written(word, &here[..count])))
                .map_or(0, |()| found.last().map_or(1, parts))
        } else {
            0
        };
        if count == 0 {
            found.push(alone(text, &here[0]));
        }
        at += count.max(1);
    }
    found
}

fn parts(raw: &Raw) -> usize {
    match &raw.note {
        Note::Written(_, parts) => parts.len().max(1),
        _ => 1,
    }
}

fn written(word: String, raws: &[Raw]) -> Raw {
    let parts: Vec<Range<usize>> = raws.iter().map(|raw| raw.range.clone()).collect();
    let range = parts[0].start..parts[parts.len() - 1].end;
    Raw {
        range,
        note: Note::Written(word, parts),
    }
}

/// "12 500": the number, and how many words it is written as.
fn number(text: &str, words: &[Raw]) -> Option<(String, usize)> {
    let digits = |raw: &Raw| {
        let word = &text[raw.range.clone()];
        word.bytes().all(|c| c.is_ascii_digit()).then_some(word)
    };
    let first = digits(&words[0]).filter(|first| first.len() <= 3 && !first.starts_with('0'))?;
    let next = |at: usize| {
        let gap = &text[words[at - 1].range.end..words.get(at)?.range.start];
        let word = digits(&words[at])?;
        is_space(gap).then_some(word)
    };
    let mut number = first.to_owned();
    let mut count = 1;
    while let Some(group) = next(count).filter(|group| group.len() == 3) {
        number.push_str(group);
        count += 1;
    }
    // The number of a telephone goes on in twos: "508 290 00".
    let telephone = next(count).is_some_and(|group| group.len() == 2);
    (count > 1 && !telephone).then_some((number, count))
}

fn is_space(gap: &str) -> bool {
    let mut letters = gap.chars();
    let space = letters
        .next()
        .is_some_and(|c| c.is_whitespace() && c != '\n');
    space && letters.next().is_none()
}

/// "bl a", "bl. a.", "dvs": the abbreviation, and how many words it is
/// written as.
fn abbreviation(text: &str, words: &[Raw]) -> Option<(String, usize)> {
    let first = &text[words[0].range.clone()];
    if first.len() > LONGEST_PART || !first.starts_with(char::is_alphabetic) {
        return None;
    }
    let known = &*ABBREVIATIONS;
    if !begins(known, first) {
        return None;
    }
    let mut letters = small(first)?;
    let mut found = known
        .found_under
        .get(&letters)
        .filter(|to| **to != letters)
        .map(|to| (to.clone(), 1));
    for count in 2..=MOST_PARTS.min(words.len()) {
        let gap = &text[words[count - 2].range.end..words[count - 1].range.start];
        let word = &text[words[count - 1].range.clone()];
        let near =
            matches!(gap, "." | ". ") || is_space(gap) || is_space(gap.trim_start_matches('.'));
        if !near || words[count - 1].note != Note::Plain || word.len() > LONGEST_PART {
            break;
        }
        letters.push('.');
        letters.push_str(word);
        if let Some(to) = known.found_under.get(&letters) {
            found = Some((to.clone(), count));
        }
    }
    found
}

/// Whether an abbreviation may begin with a word that is no longer than their
/// parts: most short words are told from them here.
fn begins(known: &Abbreviations, first: &str) -> bool {
    let mut small = [0; LONGEST_PART];
    let small = &mut small[..first.len()];
    small.copy_from_slice(first.as_bytes());
    small.make_ascii_lowercase();
    let ascii = std::str::from_utf8(small).is_ok_and(|small| known.begins.contains(small));
    ascii || !first.is_ascii()
}

/// A word in small letters but for its first.
fn small(word: &str) -> Option<String> {
    let rest = word.chars().skip(1);
    rest.clone()
        .all(|c| !c.is_uppercase())
        .then(|| word.to_lowercase())
}

/// "m²": the unit with its digit.
fn raised(text: &str, words: &[Raw]) -> Option<(String, usize)> {
    let unit = &text[words[0].range.clone()];
    let next = words.get(1).filter(|_| UNITS.contains(&unit))?;
    let digit = match &text[next.range.clone()] {
        "²" => '2',
        "³" => '3',
        _ => return None,
    };
    (next.range.start == words[0].range.end).then(|| (format!("{unit}{digit}"), 2))
}

/// A word, with what stands before a note's number.
fn alone(text: &str, raw: &Raw) -> Raw {
    let word = &text[raw.range.clone()];
    let mut raw = raw.clone();
    if raw.note != Note::Plain {
        return raw;
    }
    if word.ends_with(|c: char| c.is_ascii_digit()) {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = word.len() - letters.len();
        let noted = digits <= 2
            && letters.chars().nth(SHORTEST_NOTED - 1).is_some()
            && letters.chars().all(char::is_alphabetic)
            && letters.chars().skip(1).all(char::is_lowercase);
        if noted {
            raw.note = Note::Noted(raw.range.start + letters.len());
        }
    }
    raw
}

#[cfg(test)]
mod tests {
    use super::super::Analyser;

    /// What stands at each place.
    fn read(text: &str) -> Vec<Vec<String>> {
        let tokens = Analyser::default().tokens(text);
        let at = |token: &super::super::Token| {
            let words = [&token.word].into_iter().chain(&token.also);
            words.map(|word| word.exact.clone()).collect()
        };
        tokens.iter().map(at).collect()
    }

    #[test]
    fn a_number_with_its_thousands_apart_is_one() {
        for text in [
            "12 500 kr",
            "12\u{A0}500 kr",
            "12\u{202F}500 kr",
            "12\u{2009}500 kr",
        ] {
            assert_eq!(
                read(text),
                [vec!["12500", "12", "500"], vec!["kr"]],
                "{text}"
            );
        }
        assert_eq!(read("2 000 000")[0][0], "2000000");
        for text in ["2024 300", "05 300", "12 50", "08-508 290 00", "12, 500"] {
            assert!(read(text).iter().all(|words| words.len() == 1), "{text}");
        }
    }

    #[test]
    fn an_abbreviation_is_one_word_however_it_is_written() {
        for text in ["bl.a.", "bl a", "Bl. a.", "bl.a"] {
            assert_eq!(read(text)[0][0].trim_end_matches('.'), "bl.a", "{text}");
        }
        for text in ["fr.o.m.", "fr o m", "fr. o. m."] {
            assert_eq!(read(text)[0][0], "fr.o.m", "{text}");
        }
        assert_eq!(read("dvs. mest"), [vec!["d.v.s", "dvs"], vec!["mest"]]);
        assert_eq!(read("S K Svensson").len(), 3);
    }

    #[test]
    fn a_raised_digit_belongs_to_a_unit_and_not_to_a_word() {
        assert_eq!(
            read("30 m² golv"),
            [vec!["30"], vec!["m2", "m", "²"], vec!["golv"]]
        );
        assert_eq!(read("bänkar² och"), [["bänkar"], ["²"], ["och"]]);
    }

    #[test]
    fn a_notes_number_does_not_hide_the_word() {
        assert_eq!(
            read("bänkar1 finns"),
            [vec!["bänkar1", "bänkar"], vec!["finns"]]
        );
        for text in ["SL3", "E20", "covid2019", "rum1"] {
            assert_eq!(read(text)[0].len(), 1, "{text}");
        }
    }

    #[test]
    fn a_space_may_be_missing_or_another() {
        assert_eq!(
            read("tillstyrker.Bänkar behövs"),
            [["tillstyrker"], ["bänkar"], ["behövs"]]
        );
        assert_eq!(read("se www.kommunen.se/remiss.html").len(), 3);
        assert_eq!(read("remissvar.pdf"), [["remissvar.pdf"]]);
        assert_eq!(read("000\u{202F}kronor"), [["000"], ["kronor"]]);
        assert_eq!(read("noll\u{200B}visionen"), [["nollvisionen"]]);
    }
}
