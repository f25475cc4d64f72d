//! What stands above the text of the first section's pages, and which of it on
//! the first. Knows no words.

use crate::formats::blocks::Blocks;

#[derive(Default)]
pub(super) struct Heads {
    /// Of every page, and of the first if it has one of its own.
    usual: Option<String>,
    first: Option<String>,
    pub(super) first_differs: bool,
    /// The one being read is of the first page only.
    at_first: bool,
    /// The text that it interrupts, and whether a table is open there.
    under: Option<(Blocks, bool)>,
}

impl Heads {
    pub(super) fn is_open(&self) -> bool {
        self.under.is_some()
    }

    /// A head opens, of all pages or of the first, and interrupts a text.
    pub(super) fn open(&mut self, at_first: bool, under: Blocks, in_rows: bool) {
        self.at_first = at_first;
        self.under = Some((under, in_rows));
    }

    /// What the head that is open interrupts.
    pub(super) fn leave(&mut self) -> Option<(Blocks, bool)> {
        self.under.take()
    }

    /// Keeps the text of a head: the first of its kind is the first section's.
    pub(super) fn keep(&mut self, text: String) {
        let kept = match self.at_first {
            true => &mut self.first,
            false => &mut self.usual,
        };
        kept.get_or_insert(text);
    }

    pub(super) fn of_first_page(self) -> Option<String> {
        match self.first_differs {
            true => self.first,
            false => self.usual,
        }
    }
}
