//! Which part of the proposal a heading or a sentence is about: by the number it
//! cites, else by the name.

use super::draft::{Draft, Sentence};
use super::sources::{Part, Sources};
use super::words::{Word, data, is_in};

/// A part as it is cited: "6.4", "5 §".
pub(super) type Reference = String;

/// Numbers of parts in a text: "avsnitt 6.4", "8.1–8.3", "11 och 14 §§",
/// "kapitel 5"; a bare number with a point counts, a bare figure does not.
pub(super) fn cited(words: &[Word], text: &str) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    let digits = |at: usize| {
        let word: Option<&Word> = words.get(at);
        word.filter(|word| word.low.len() < 4 && word.low.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut at = 0;
    while at < words.len() {
        let Some(first) = digits(at) else {
            at += 1;
            continue;
        };
        let joined = |one: &Word, other: &Word| text.get(one.range.end..other.range.start);
        let next = digits(at + 1).filter(|next| joined(first, next) == Some("."));
        let (number, last) = match next {
            Some(next) => (format!("{}.{}", first.low, next.low), at + 1),
            None => (first.low.clone(), at),
        };
        let behind = &text[words[last].range.end..];
        let named = at > 0 && data().cited.contains(&words[at - 1].low);
        let paragraph = behind.trim_start().starts_with('§');
        // "11 och 14 §§": the sign stands behind the last.
        let shared = || {
            let rest =
                behind.trim_start_matches(|c: char| c.is_ascii_digit() || " ,–-".contains(c));
            let rest = rest.strip_prefix("och ").unwrap_or(rest);
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            behind.len() > rest.len() && rest.starts_with("§§")
        };
        if paragraph || shared() {
            found.push(format!("{number} §"));
        } else if next.is_some() || named {
            range(&mut found, &number, behind);
            found.push(number);
        }
        at = last + 1;
    }
    found
}

/// "8.1–8.3": what lies between.
fn range(found: &mut Vec<Reference>, number: &str, behind: &str) {
    let Some(rest) = behind.strip_prefix(['–', '-']) else {
        return;
    };
    let digits = |text: &str| -> String { text.chars().take_while(char::is_ascii_digit).collect() };
    let chapter = digits(rest);
    let last = rest
        .get(chapter.len() + 1..)
        .map(digits)
        .unwrap_or_default();
    let Some((own, first)) = number.split_once('.') else {
        return;
    };
    let ends = (first.parse::<u8>(), last.parse::<u8>());
    if let (Ok(first), Ok(last), true) = (ends.0, ends.1, own == chapter) {
        found.extend((first + 1..last).map(|part| format!("{own}.{part}")));
    }
}

/// What a sentence is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The proposal as a whole.
    Whole,
    /// These parts of it.
    Parts(Vec<String>),
    /// Something that is no part of it, or nobody knows what.
    Other,
}

/// What a sentence is about: what it cites itself, else its heading.
pub(super) fn about(draft: &Draft, sentence: &Sentence, sources: &Sources) -> About {
    let own = parts_of(&sentence.cites, sources);
    if !own.is_empty() {
        return About::Parts(own);
    }
    match draft.heading(sentence) {
        Some(heading) => of_heading(heading, sources),
        None => About::Whole,
    }
}

/// What a heading is about.
pub(super) fn of_heading(heading: &Sentence, sources: &Sources) -> About {
    let cited = parts_of(&heading.cites, sources);
    if !cited.is_empty() {
        return About::Parts(cited);
    }
    if !heading.cites.is_empty() {
        return About::Other;
    }
    // The title names the proposal, whatever words its parts share with it.
    if heading.title {
        return About::Whole;
    }
    let named: Vec<String> = sources
        .parts
        .iter()
        .filter(|part| is_named(part, &heading.words))
        .map(|part| part.id.clone())
        .collect();
    if !named.is_empty() {
        return About::Parts(named);
    }
    let whole = heading
        .words
        .iter()
        .any(|word| is_in(&data().whole, &word.low));
    match whole {
        true => About::Whole,
        false => About::Other,
    }
}

/// The heading has a telling word of the part's name, in any form.
fn is_named(part: &Part, heading: &[Word]) -> bool {
    /// Bytes of an ending of inflection.
    const ENDING: usize = 3;
    let same = |word: &Word, name: &String| {
        // "Helheten" is not "Helhetssyn", whatever beginning they share.
        let of_all = is_in(&data().whole, &word.low);
        let (word, name) = (word.low.as_str(), name.as_str());
        if of_all {
            let (short, long) = match word.len() < name.len() {
                true => (word, name),
                false => (name, word),
            };
            return long.starts_with(short) && long.len() <= short.len() + ENDING;
        }
        let common = word
            .chars()
            .zip(name.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let shorter = word.chars().count().min(name.chars().count());
        common >= 6 && common + 3 >= shorter
    };
    heading
        .iter()
        .any(|word| part.words.iter().any(|name| same(word, name)))
}

/// Ids of the parts that are cited. A chapter is all its sections.
fn parts_of(cites: &[Reference], sources: &Sources) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for cite in cites {
        let parts = sources.parts.iter();
        let chapter = format!("{cite}.");
        let ours = parts.filter(|part| {
            part.number == *cite || !cite.contains(['.', '§']) && part.number.starts_with(&chapter)
        });
        for part in ours {
            if !found.contains(&part.id) {
                found.push(part.id.clone());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn a_heading_of_the_whole_names_no_part_that_begins_like_it() {
        let part = Part {
            id: "helhetssyn".to_owned(),
            number: String::new(),
            words: vec!["helhetssyn".to_owned()],
        };
        assert!(!is_named(&part, &words("Helheten")));
        assert!(is_named(&part, &words("Helhetssynen")));
    }
}
