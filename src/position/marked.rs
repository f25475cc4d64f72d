//! A text made ready to be read: its words, its sentences, and which words
//! are another's. Made once, however many readers there are.

use super::reading::quoted;
use super::sentence::{Sentence, sentences};
use crate::analyse::{Analyser, Token};
use std::ops::Range;

/// Words and sentences of a text.
pub(super) struct Marked {
    /// Its words, in order.
    pub(super) tokens: Vec<Token>,
    /// Which of them stand inside quotation marks.
    pub(super) quoted: Vec<bool>,
    /// Its sentences, in order.
    pub(super) sentences: Vec<Sentence>,
    /// It is a form with boxes to tick.
    pub(super) form: bool,
}

impl Marked {
    pub(super) fn of(text: &str, analyser: &Analyser) -> Self {
        let tokens = analyser.tokens(text);
        let form = is_form(text);
        let sentences = sentences(text);
        Marked {
            quoted: match is_quoted_whole(text) {
                true => vec![false; tokens.len()],
                false => quoted(text, &tokens),
            },
            sentences: match form {
                true => ticked(text, sentences),
                false => sentences,
            },
            form,
            tokens,
        }
    }

    /// The words of a place in the text, by number.
    pub(super) fn words_of(&self, place: &Range<usize>) -> Range<usize> {
        words_of(&self.tokens, place)
    }
}

/// Marks stand around all of a text, as minutes print the answer they decide on:
/// what is between them is nobody else's.
fn is_quoted_whole(text: &str) -> bool {
    const MARKS: [char; 5] = ['”', '"', '“', '»', '«'];
    let inner = text.trim_end_matches('.').strip_suffix(MARKS);
    let inner = inner.and_then(|inner| inner.strip_prefix(MARKS));
    inner.is_some_and(|inner| !inner.contains(MARKS))
}

/// Marks before what a form offers, where it was not chosen and where it was.
const OPEN: [&str; 4] = ["( )", "[ ]", "☐", "□"];
const TICKED: [&str; 10] = [
    "(x)", "(X)", "[x]", "[X]", "(o)", "(•)", "(*)", "☒", "☑", "✓",
];

/// The text holds boxes that were left open.
fn is_form(text: &str) -> bool {
    OPEN.iter().any(|mark| text.contains(mark))
}

/// Of what a form offers only what was chosen is said: "( ) Tillstyrker (x)
/// Avstyrker" says no.
fn ticked(text: &str, sentences: Vec<Sentence>) -> Vec<Sentence> {
    let said = sentences.into_iter().flat_map(|sentence| {
        let marks = marks(text, &sentence.range);
        let cuts = marks.iter().map(|(at, _)| *at);
        let mut ends: Vec<usize> = cuts.chain([sentence.range.end]).collect();
        let first = ends.remove(0);
        let chosen = marks.iter().zip(ends).filter(|((_, ticked), _)| *ticked);
        let chosen = chosen.map(|((at, _), end)| *at..end);
        let before = Some(sentence.range.start..first).filter(|before| !before.is_empty());
        let ranges: Vec<Range<usize>> = before.into_iter().chain(chosen).collect();
        let of = move |range: Range<usize>| {
            let words = &text[range.clone()];
            let range = range.start..range.start + words.trim_end().len();
            Sentence {
                range,
                ..sentence.clone()
            }
        };
        ranges.into_iter().map(of).collect::<Vec<_>>()
    });
    said.collect()
}

/// Where the marks of a sentence stand, and which of them are ticked.
fn marks(text: &str, range: &Range<usize>) -> Vec<(usize, bool)> {
    let words = &text[range.clone()];
    let find = |mark: &'static str, ticked: bool| {
        let found = words.match_indices(mark);
        let opens = found.filter(|(at, _)| *at == 0 || words[..*at].ends_with(char::is_whitespace));
        opens.map(move |(at, _)| (range.start + at, ticked))
    };
    let open = OPEN.iter().flat_map(|mark| find(mark, false));
    let mut all: Vec<(usize, bool)> = open.collect();
    all.extend(TICKED.iter().flat_map(|mark| find(mark, true)));
    all.sort_unstable();
    all
}

/// The words of a place in the text that these are the words of, by number.
pub(super) fn words_of(tokens: &[Token], place: &Range<usize>) -> Range<usize> {
    let at = |byte| tokens.partition_point(|token| token.range.start < byte);
    at(place.start)..at(place.end)
}
