//! Tables with tabs: the form of the project's own lists and of those that
//! are given. A line is a row, the first names the columns; nothing is quoted.

/// Rows, the first line left out.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split('\t').collect())
}

/// A cell; a missing one is empty.
pub(crate) fn cell<'a>(row: &[&'a str], at: usize) -> &'a str {
    row.get(at).copied().unwrap_or("").trim()
}

/// The entries of a cell that is a list.
pub(crate) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|')
        .map(str::trim)
        .filter(|form| !form.is_empty())
}

/// A table that is given: columns in any order, some of them missing.
pub(crate) struct Given<'a> {
    text: &'a str,
    columns: Vec<&'a str>,
}

impl<'a> Given<'a> {
    /// The table, if its first line names this column.
    pub(crate) fn new(text: &'a str, needed: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let head = text.lines().next().unwrap_or("");
        let columns: Vec<&str> = head.split('\t').map(str::trim).collect();
        if columns.contains(&needed) {
            Ok(Given { text, columns })
        } else {
            Err(format!(
                "the first line must name the columns, one of them `{needed}`"
            ))
        }
    }

    /// Rows that are not empty, with the number of their line.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (usize, Vec<&'a str>)> {
        let filled = |row: &Vec<&str>| row.iter().any(|cell| !cell.trim().is_empty());
        (2..)
            .zip(rows(self.text))
            .filter(move |(_, row)| filled(row))
    }

    /// The cell below a column's name.
    pub(crate) fn cell(&self, row: &[&'a str], column: &str) -> &'a str {
        let at = self.columns.iter().position(|known| *known == column);
        at.map_or("", |at| cell(row, at))
    }
}
