//! Where sentences end: the one place that knows. A full stop ends one unless
//! an abbreviation, an initial or a number wears it.
//!
//! Knows words and marks; what kind of paragraph a sentence stands in, and
//! where text on lines or pages goes on, is decided by whoever reads it.

use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// What a full stop belongs to, as in `abbreviations.toml`.
#[derive(Deserialize)]
struct Abbreviations {
    never_ends: Vec<String>,
    never_ends_before_number: Vec<String>,
}

static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    toml::from_str(include_str!("lexicon/abbreviations.toml"))
        .expect("abbreviations.toml is well formed")
});

/// What may close a quotation or an aside behind the mark that ends it.
const CLOSING: [char; 5] = ['”', '"', '’', ')', '»'];

/// The words end in a full stop, colon, or another mark that closes a sentence.
pub(crate) fn is_closed(words: &str) -> bool {
    let bare = words.trim_end_matches(|c| CLOSING.contains(&c) || c == '*');
    bare.ends_with(['.', ':', '!', '?', ';', '…'])
}

/// The sentences of some words, in order, as bytes without the space around
/// them; the end of a line ends one too.
pub(crate) fn sentences(words: &str) -> impl Iterator<Item = Range<usize>> {
    words.split('\n').flat_map(|line| {
        let from = line.as_ptr() as usize - words.as_ptr() as usize;
        let mut start = 0;
        let stops = ends(line).into_iter().chain([line.len()]);
        stops.filter_map(move |end| {
            let sentence = &line[start..end];
            let first = from + start + (sentence.len() - sentence.trim_start().len());
            start = end;
            let sentence = sentence.trim();
            (!sentence.is_empty()).then(|| first..first + sentence.len())
        })
    })
}

/// More than one sentence stands there, or a whole one and the next begun.
pub(crate) fn is_several(words: &str) -> bool {
    !ends(words).is_empty()
}

/// The last sentence of some words, ended or not.
pub(crate) fn last(words: &str) -> &str {
    let last = sentences(words).last();
    last.map_or("", |last| &words[last])
}

/// Bytes behind each mark that ends a sentence inside a line of words; the end
/// of the words is none.
pub(crate) fn ends(words: &str) -> Vec<usize> {
    const STOPS: [char; 3] = ['.', '?', '!'];
    let mut ends = Vec::new();
    // Stops and what closes behind them are one run; it is looked at once.
    let mut end = 0;
    for (at, _) in words.match_indices(STOPS) {
        if at < end {
            continue;
        }
        let rest =
            words[at + 1..].trim_start_matches(|c| CLOSING.contains(&c) || STOPS.contains(&c));
        end = words.len() - rest.len();
        let next = rest.trim_start();
        if !rest.starts_with(char::is_whitespace) || next.is_empty() {
            continue;
        }
        let opens = next.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '”' | '"' | '–' | '…' | '(')
        });
        let several = words[at + 1..end].contains(STOPS);
        if opens && (several || !wears_a_stop(&words[..at], rest)) && !heads_by_number(words, at) {
            ends.push(end);
        }
    }
    ends
}

/// "Avsnitt 9.3. Statligt stöd": the number of a heading wears its stop.
fn heads_by_number(words: &str, at: usize) -> bool {
    const LONGEST: usize = 90;
    let before = words[..at].trim_start_matches(|c: char| !c.is_alphanumeric());
    let numbered = before.rsplit_once(' ').is_some_and(|(name, number)| {
        let figures = number.chars().all(|c| c.is_ascii_digit() || c == '.');
        figures && !number.is_empty() && is_section(name)
    });
    let rest = words[at + 1..].trim_end();
    numbered && rest.len() < LONGEST && !rest.ends_with('.')
}

/// The word before the number of a section, by itself.
fn is_section(word: &str) -> bool {
    matches!(word, "Avsnitt" | "Kapitel" | "Kap.")
}

/// A full stop between these words belongs to the last of those before it.
pub(crate) fn wears_a_stop(before: &str, after: &str) -> bool {
    let number = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '”' | '"' | '/'))
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    let last = before[start..].to_lowercase();
    let initial =
        before[start..].chars().count() == 1 && before[start..].starts_with(char::is_uppercase);
    initial
        || ABBREVIATIONS.never_ends.contains(&last)
        || number && ABBREVIATIONS.never_ends_before_number.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &str) -> Vec<&str> {
        sentences(words).map(|one| &words[one]).collect()
    }

    #[test]
    fn a_stop_belongs_to_an_abbreviation_or_ends_a_sentence() {
        assert_eq!(
            split(
                "Vi ser t.ex. Vision 2040 som mål. Enligt E. Ek m.fl. (S) är det bra m.m. Dock inte."
            ),
            [
                "Vi ser t.ex. Vision 2040 som mål.",
                "Enligt E. Ek m.fl. (S) är det bra m.m.",
                "Dock inte."
            ]
        );
        assert_eq!(split("Sagt ”nu.” Sedan."), ["Sagt ”nu.”", "Sedan."]);
        assert_eq!(
            split("I art. 4 sägs det. Av annan art. Dock inte."),
            ["I art. 4 sägs det.", "Av annan art.", "Dock inte."]
        );
    }

    #[test]
    fn a_line_ends_a_sentence() {
        assert_eq!(split(" Ett. Två \n\nTre.\n"), ["Ett.", "Två", "Tre."]);
        assert_eq!(last("Ett. Två: tre. Fyra:"), "Fyra:");
        assert_eq!(last(""), "");
        assert!(is_several("Ett. Två") && !is_several("Ett, t.ex. Två."));
    }

    #[test]
    fn marks_close_a_sentence_inside_what_is_quoted() {
        assert!(is_closed("Ja.”") && is_closed("(se bilaga.)") && is_closed("**Nej:**"));
        assert!(!is_closed("Ja") && !is_closed(""));
    }
}
