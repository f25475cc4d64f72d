//! A text made ready to be read: its words, its sentences, and which words
//! are another's. Made once, however many readers there are.

use super::cues::lexicon;
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
}

impl Marked {
    pub(super) fn of(text: &str, analyser: &Analyser) -> Self {
        let tokens = analyser.tokens(text);
        Marked {
            quoted: quoted(text, &tokens),
            sentences: sentences(text, &lexicon().abbreviations),
            tokens,
        }
    }

    /// The words of a place in the text, by number.
    pub(super) fn words_of(&self, place: &Range<usize>) -> Range<usize> {
        words_of(&self.tokens, place)
    }
}

/// The words of a place in the text that these are the words of, by number.
pub(super) fn words_of(tokens: &[Token], place: &Range<usize>) -> Range<usize> {
    let at = |byte| tokens.partition_point(|token| token.range.start < byte);
    at(place.start)..at(place.end)
}
