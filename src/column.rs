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

/// Columns that are a little off are the same.
pub(crate) const OFF: usize = 2;

/// What parts columns at the least.
const GAP: &str = "  ";

/// A column, in characters from the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) left: usize,
    /// Where the next one begins.
    pub(crate) right: usize,
}

impl Column {
    /// The column down which a span runs that opens in a cell beside others; none
    /// where a line crosses its edge, as prose does.
    pub(crate) fn of(lines: &Lines<'_>, span: Span) -> Option<Self> {
        let [first, last] = lines.document().index.lines_of(span);
        let (first, last) = (first as usize - 1, last as usize - 1);
        if first == last || lines.cells(first).is_empty() {
            return None;
        }
        let row = lines.cells(first);
        let text = &lines.document().text;
        let before = &text[lines.line(first).span.start as usize..span.start as usize];
        if before.trim().is_empty() || !before.ends_with(GAP) {
            return None;
        }
        let left = row[0].column + before.chars().count();
        let next = row.iter().find(|cell| cell.column > left);
        let column = Column {
            left,
            right: next.map_or(usize::MAX, |next| next.column),
        };
        let below = first + 1..=last;
        let kept = below
            .clone()
            .all(|at| !column.is_crossed(lines, lines.cells(at)));
        let goes_on = below.clone().any(|at| column.piece(lines, at).is_some());
        (kept && goes_on).then_some(column)
    }

    /// A cell that begins left of the column reaches into it.
    fn is_crossed(&self, lines: &Lines<'_>, row: &[Cell]) -> bool {
        row.iter().any(|cell| {
            let end = cell.column + cell.text.chars().count();
            let reaches = cell.column + OFF < self.left && end > self.left;
            reaches && self.cut(lines, cell).is_none()
        })
    }

    /// "Miljö- och klimatnämnden  Inga synpunkter": where a name that fills its column
    /// leaves too small a gap for two cells, the byte at which this one begins.
    pub(crate) fn cut(&self, lines: &Lines<'_>, cell: &Cell) -> Option<usize> {
        let row = lines.cells(cell.line);
        let raw = lines.raw(cell.line);
        let end = cell.column + cell.text.chars().count();
        if cell.column + OFF >= self.left || end <= self.left {
            return None;
        }
        let indent = row.first()?.column;
        let (byte, _) = raw.char_indices().nth(self.left.checked_sub(indent)?)?;
        let cut = raw[..byte].ends_with(GAP) && !raw[byte..].starts_with(' ');
        cut.then(|| lines.line(cell.line).span.start as usize + byte)
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
        let text = &lines.document().text[start..end];
        // What parts cells is no part of them.
        let parts = |c: char| c.is_whitespace() || matches!(c, '│' | '|' | '·');
        Some(Span::new(start, start + text.trim_end_matches(parts).len()))
    }
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

    const TABLE: &str = "Instans        Synpunkt                   Kommentar\n\
        Norra          Nämnden vill att tiden     Tiden är\n\
        hamnnämnden    förlängs.                  förlängd.\n";

    #[test]
    fn a_text_runs_down_its_column() {
        let document = Document::from_text("x.txt", TABLE);
        let lines = Lines::new(&document);
        let start = TABLE.find("Nämnden").unwrap();
        let end = TABLE.find("förlängs.").unwrap() + "förlängs.".len();
        let column = Column::of(&lines, Span::new(start, end)).unwrap();
        let piece = |at| document.slice(column.piece(&lines, at).unwrap()).to_owned();
        assert_eq!(piece(1), "Nämnden vill att tiden");
        assert_eq!(piece(2), "förlängs.");
    }

    #[test]
    fn prose_behind_a_label_has_no_column() {
        let text = "Beslut     Nämnden lämnar yttrandet\nnedan som sitt svar på remissen.\n";
        let document = Document::from_text("x.txt", text);
        let lines = Lines::new(&document);
        let start = text.find("Nämnden").unwrap();
        assert_eq!(Column::of(&lines, Span::new(start, text.len() - 1)), None);
    }
}
