//! Where units stand: on which lines, and down which column.

use super::Builder;
use crate::column::Column;

impl Builder<'_> {
    /// The first line of the first unit taken so far.
    pub(crate) fn first_unit_line(&self) -> Option<usize> {
        let starts = self
            .units
            .iter()
            .map(|unit| unit.intro.unwrap_or(unit.span).start);
        let start = starts.min()?;
        Some(self.lines.document().index.line_of(start) as usize - 1)
    }

    /// The text that begins at this byte runs down a column.
    pub(crate) fn run_down(&mut self, start: u32, column: Column) {
        self.columns.push((start, column));
    }
}
