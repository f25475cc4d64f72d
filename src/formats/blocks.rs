//! Paragraphs, list items and rows → lines of text. The one place that knows
//! how a document's structure is written down; knows no file format.

use crate::decode::NotText;
use crate::limits::{Limit, Limits};

/// What a piece of text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// Level 1 to 6.
    Heading(u8),
    /// With its marker: "-", "2.", "a)".
    Item(String),
    Row,
}

/// Cells of the row being read, each with its pieces.
type Row = Vec<Vec<(Kind, String)>>;

/// Text as it grows, and the tables that are open.
#[derive(Default)]
pub(super) struct Blocks {
    out: String,
    last: Option<Kind>,
    tables: Vec<Row>,
    notes: Vec<String>,
    /// Bytes of all notes: one note may stand in many places.
    notes_size: usize,
    limits: Limits,
}

/// A cell with more pieces than this lays out a page rather than a table.
const LONGEST_CELL: usize = 3;

impl Blocks {
    pub(super) fn new(limits: Limits) -> Self {
        Blocks {
            limits,
            ..Blocks::default()
        }
    }

    /// A finished piece, into the open cell or else into the text.
    pub(super) fn put(&mut self, kind: Kind, text: &str) -> Result<(), NotText> {
        let text = lines_of(text);
        if text.is_empty() {
            return Ok(());
        }
        if let Some(cell) = self.tables.last_mut().and_then(|row| row.last_mut()) {
            cell.push((kind, text));
            return Ok(());
        }
        self.write(kind, &text)
    }

    fn write(&mut self, kind: Kind, text: &str) -> Result<(), NotText> {
        self.within(self.out.len() + text.len())?;
        let tight = matches!(
            (&self.last, &kind),
            (Some(Kind::Item(_)), Kind::Item(_)) | (Some(Kind::Row), Kind::Row)
        );
        if self.last.is_some() {
            self.out.push_str(if tight { "\n" } else { "\n\n" });
        }
        match &kind {
            Kind::Heading(level) => {
                self.out
                    .extend(std::iter::repeat_n('#', usize::from(*level)));
                self.out.push(' ');
                self.out.push_str(&text.replace('\n', " "));
            }
            Kind::Item(marker) => {
                self.out.push_str(marker);
                self.out.push(' ');
                self.out.push_str(text);
            }
            Kind::Paragraph | Kind::Row => self.out.push_str(text),
        }
        self.last = Some(kind);
        Ok(())
    }

    /// A table begins; inside a cell, its rows go into that cell.
    pub(super) fn open_table(&mut self) {
        self.tables.push(Row::new());
    }

    pub(super) fn open_row(&mut self) -> Result<(), NotText> {
        self.close_row()
    }

    pub(super) fn open_cell(&mut self) {
        if let Some(row) = self.tables.last_mut() {
            row.push(Vec::new());
        }
    }

    /// The row counts as never written: it was deleted.
    pub(super) fn drop_row(&mut self) {
        if let Some(row) = self.tables.last_mut() {
            row.clear();
        }
    }

    pub(super) fn close_row(&mut self) -> Result<(), NotText> {
        let Some(row) = self.tables.last_mut().map(std::mem::take) else {
            return Ok(());
        };
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        let lays_out = filled == 1 || row.iter().any(|cell| cell.len() > LONGEST_CELL);
        // What is open now is the cell around the table, if there is one.
        let table = self.tables.pop();
        if lays_out {
            for (kind, text) in row.into_iter().flatten() {
                self.put(kind, &text)?;
            }
        } else if filled > 0 {
            let cells: Vec<String> = row.iter().map(|cell| joined(cell)).collect();
            self.put(Kind::Row, cells.join("\t").trim_end())?;
        }
        self.tables.extend(table);
        Ok(())
    }

    pub(super) fn close_table(&mut self) -> Result<(), NotText> {
        self.close_row()?;
        self.tables.pop();
        Ok(())
    }

    /// Keeps a note for the end of the document. Gives the figures that stand
    /// for it in the text.
    pub(super) fn note(&mut self, text: &str) -> Result<String, NotText> {
        self.notes_size += text.len();
        self.within(self.notes_size)?;
        self.notes.push(lines_of(text).replace('\n', " "));
        Ok(raised(self.notes.len()))
    }

    fn within(&self, size: usize) -> Result<(), NotText> {
        self.limits.check_bytes(Limit::Text, size as u64)
    }

    /// The whole text, its notes last.
    pub(super) fn finish(mut self) -> Result<String, NotText> {
        while !self.tables.is_empty() {
            self.close_table()?;
        }
        for (at, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.write(Kind::Paragraph, &format!("{} {note}", raised(at + 1)))?;
        }
        Ok(self.out)
    }
}

fn joined(cell: &[(Kind, String)]) -> String {
    let pieces = cell.iter().map(|(kind, text)| {
        let text = text.replace(['\n', '\t'], " ");
        match kind {
            Kind::Item(marker) => format!("{marker} {text}"),
            _ => text,
        }
    });
    pieces.collect::<Vec<_>>().join(" ")
}

/// Each line trimmed, empty lines dropped. A soft hyphen is no letter.
fn lines_of(text: &str) -> String {
    let text = text
        .replace('\u{AD}', "")
        .replace(['\u{2010}', '\u{2011}'], "-");
    let lines = text.split(['\n', '\r']).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// "¹²": the layout knows a paragraph that opens so as a note.
pub(super) fn raised(number: usize) -> String {
    let figures = number.to_string();
    figures.chars().map(raise).collect()
}

/// The raised form of a figure; anything else as it is.
pub(super) fn raise(figure: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    figure
        .to_digit(10)
        .and_then(|digit| RAISED.get(digit as usize).copied())
        .unwrap_or(figure)
}
