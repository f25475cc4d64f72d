//! The words of some lines as running text, with the byte in the document of
//! each piece. Knows no sentences.

use crate::line_end::push_words;
use crate::text::Span;

/// Lines put together.
#[derive(Default)]
pub(crate) struct Joined {
    pub(crate) text: String,
    /// Where a piece begins in the text, and in the document.
    pieces: Vec<(usize, u32)>,
}

impl Joined {
    /// Goes on with the words of a line, which begin at `source`.
    pub(crate) fn push(&mut self, words: &str, source: u32) {
        let start = push_words(&mut self.text, words);
        self.pieces.push((start, source));
    }

    /// A place of the text in the document.
    pub(crate) fn source(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| {
            let piece = self.pieces.partition_point(|piece| piece.0 <= at).max(1) - 1;
            let (from, source) = self.pieces[piece];
            source as usize + at.saturating_sub(from)
        };
        let last = place(end.max(start + 1) - 1) + 1;
        Span::new(place(start), last.max(place(start)))
    }
}
