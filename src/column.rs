//! A column of a table that spaces set out: a text that opens in a cell beside
//! others and runs down below it, so that what stands left and right of it on the
//! same lines is none of it.
//!
//! ```text
//! Instans          Synpunkt                    Kommentar
//! Norra            Nämnden vill att tiden      Tiden är
//! hamnnämnden      förlängs.                   förlängd.
//! ```
//!
//! Knows cells and places; knows no paper.

use crate::line::{Cell, Lines};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Columns that are a little off are the same.
pub(crate) const OFF: usize = 2;

/// What parts columns at the least.
const GAP: &str = "  ";

/// A column, in characters from the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Where it begins.
    pub left: usize,
    /// Where the next one begins.
    pub right: usize,
}

impl Column {
    /// Down to the end of the line.
    pub(crate) fn from(left: usize) -> Self {
        Column {
            left,
            right: usize::MAX,
        }
    }

    /// What stands on the line cannot be told apart by the column: a cell reaches
    /// over an edge of it, or several begin in it; `inner` are the columns in it.
    pub(crate) fn is_crossed(&self, lines: &Lines<'_>, at: usize, inner: &[usize]) -> bool {
        let row = lines.cells(at);
        let end = |cell: &Cell| cell.column + cell.text.chars().count();
        let left = row.iter().any(|cell| {
            let reaches = cell.column + OFF < self.left && end(cell) > self.left;
            reaches && self.cut(lines, cell).is_none()
        });
        let held: Vec<&Cell> = row.iter().filter(|cell| self.holds(cell)).collect();
        let right = held
            .iter()
            .any(|cell| end(cell) > self.right && cut_at(lines, cell, self.right).is_none());
        // The first of them begins it, if nothing before it reaches in.
        let begun = row.iter().any(|cell| self.cut(lines, cell).is_some());
        let further = held.iter().skip(usize::from(!begun)).any(|cell| {
            !inner
                .iter()
                .any(|column| column.abs_diff(cell.column) <= OFF)
        });
        left || right || further
    }

    /// "Miljö- och klimatnämnden  Inga synpunkter": where what fills its column leaves
    /// too small a gap for two cells, the byte at which this column begins.
    pub(crate) fn cut(&self, lines: &Lines<'_>, cell: &Cell) -> Option<usize> {
        (cell.column + OFF < self.left).then(|| cut_at(lines, cell, self.left))?
    }

    /// A cell begins in it.
    pub(crate) fn holds(&self, cell: &Cell) -> bool {
        cell.column + OFF >= self.left && cell.column.saturating_add(OFF) < self.right
    }

    /// The bytes of the document that stand in the column on this line.
    pub(crate) fn piece(&self, lines: &Lines<'_>, at: usize) -> Option<Span> {
        let row = lines.cells(at);
        let cut = row
            .iter()
            .enumerate()
            .find_map(|(nth, cell)| Some((nth, self.cut(lines, cell)?)));
        let own = || {
            let first = row.iter().position(|cell| self.holds(cell))?;
            Some((first, start_of(lines, &row[first])?))
        };
        let (first, start) = cut.or_else(own)?;
        let behind = row[first + 1..].iter().find(|cell| !self.holds(cell));
        let whole = lines.line(at).span.end as usize;
        let end = behind.map_or(Some(whole), |next| start_of(lines, next))?;
        let mut held = row[first..].iter();
        let cut = held.find_map(|cell| cut_at(lines, cell, self.right));
        let end = cut.map_or(end, |cut| cut.min(end));
        let text = &lines.document().text[start..end];
        // What parts cells is no part of them.
        let parts = |c: char| c.is_whitespace() || matches!(c, '│' | '|' | '·');
        Some(Span::new(start, start + text.trim_end_matches(parts).len()))
    }
}

/// The byte of the document at which a column begins inside a cell, behind a gap
/// that is too small for two cells.
fn cut_at(lines: &Lines<'_>, cell: &Cell, column: usize) -> Option<usize> {
    let row = lines.cells(cell.line);
    let raw = lines.raw(cell.line);
    let end = cell.column + cell.text.chars().count();
    if cell.column >= column || end <= column {
        return None;
    }
    let indent = row.first()?.column;
    let (byte, _) = raw.char_indices().nth(column.checked_sub(indent)?)?;
    let cut = raw[..byte].ends_with(GAP) && !raw[byte..].starts_with(' ');
    cut.then(|| lines.line(cell.line).span.start as usize + byte)
}

/// The byte of the document at which a cell begins; cells tell their place by
/// characters.
pub(crate) fn start_of(lines: &Lines<'_>, cell: &Cell) -> Option<usize> {
    let row = lines.cells(cell.line);
    let raw = lines.raw(cell.line);
    let indent = row.first()?.column;
    let (byte, _) = raw.char_indices().nth(cell.column.checked_sub(indent)?)?;
    Some(lines.line(cell.line).span.start as usize + byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn a_text_runs_down_its_column() {
        let table = "Instans        Synpunkt                   Kommentar\n\
            Norra          Nämnden vill att tiden     Tiden är\n\
            hamnnämnden    förlängs.                  förlängd.\n\
            Länsstyrelsen i Södra  vill inget annat.  Noteras.\n\
            Kulturnämnden  Avstyrks.     Rättas.\n";
        let document = Document::from_text("x.txt", table);
        let lines = Lines::new(&document);
        let column = Column {
            left: 15,
            right: 42,
        };
        let piece = |at| document.slice(column.piece(&lines, at).unwrap()).to_owned();
        assert_eq!(piece(1), "Nämnden vill att tiden");
        assert_eq!(piece(2), "förlängs.");
        let crossed = |at| column.is_crossed(&lines, at, &[]);
        assert!(!crossed(1) && !crossed(2));
        assert!(crossed(3), "a name reaches over the edge");
        assert!(crossed(4), "two cells begin in it");
    }
}
