//! What the page put between the words: furniture (page numbers, running
//! heads, address blocks, footnotes) and line-end hyphens.
//!
//! Works on whole documents because both need the rest of the document as
//! evidence. Removes nothing: it only says which lines to read past and how
//! a broken word goes on, so that the map to physical lines stays whole.

mod feet;
mod furniture;
mod hyphens;
mod turns;

pub(crate) use furniture::is_page_of_pages;

use crate::column::Column;
use crate::line::Lines;
use serde::{Deserialize, Serialize};

/// How a line that ends in a hyphen goes on in the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Join {
    /// The hyphen was put in by the typesetter: "man-⏎dat".
    Soft,
    /// The hyphen belongs to the word: "it-⏎leveransen".
    Hard,
    /// The hyphen stands for a part that comes later: "digitaliserings-⏎och".
    Suspended,
}

/// The layout of one document; lines are 0-based.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Lines to read past, ascending.
    pub furniture: Vec<u32>,
    /// Lines that end in a hyphen, ascending.
    pub joins: Vec<(u32, Join)>,
    /// Texts that run down a column of a table, by the byte at which they begin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<(u32, Column)>,
}

impl Layout {
    /// Reads the whole document.
    pub fn new(lines: &Lines<'_>) -> Self {
        let furniture = furniture::furniture(lines);
        let joins = hyphens::joins(lines, &furniture);
        Layout {
            furniture,
            joins,
            columns: Vec::new(),
        }
    }

    /// The column down which a text runs that begins at this byte.
    pub(crate) fn column(&self, start: u32) -> Option<Column> {
        let found = self
            .columns
            .binary_search_by_key(&start, |(start, _)| *start);
        found.ok().map(|at| self.columns[at].1)
    }

    /// Line `at` is not part of the running text.
    pub fn is_furniture(&self, at: usize) -> bool {
        self.furniture.binary_search(&(at as u32)).is_ok()
    }

    /// How line `at` goes on, if it ends in a hyphen.
    pub fn join(&self, at: usize) -> Option<Join> {
        let found = self.joins.binary_search_by_key(&(at as u32), |join| join.0);
        found.ok().map(|i| self.joins[i].1)
    }
}
