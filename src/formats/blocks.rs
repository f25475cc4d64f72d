//! Paragraphs, list items and rows → lines of text. The one place that knows
//! how a document's structure is written down; knows no file format.

use crate::decode::{LINE_ENDS, NotText};
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

/// A paragraph with the number or bullet that the program sets before it.
pub(super) fn numbered(heading: Option<u8>, marker: Option<String>, text: &str) -> (Kind, String) {
    let text = text.trim();
    let with = |marker: String| format!("{marker} {text}");
    match (heading, marker) {
        (Some(level), Some(marker)) if marker != "-" => (Kind::Heading(level), with(marker)),
        (Some(level), _) => (Kind::Heading(level), text.to_owned()),
        // Numbered paragraphs of minutes are no list.
        (None, Some(marker)) if marker.starts_with('§') => (Kind::Paragraph, with(marker)),
        (None, Some(marker)) => (Kind::Item(marker), text.to_owned()),
        (None, None) => (Kind::Paragraph, text.to_owned()),
    }
}

/// A cell with its pieces.
type Cell = Vec<(Kind, String)>;

/// A table that is open.
#[derive(Default)]
struct Table {
    /// Cells of the row being read.
    row: Vec<Cell>,
    /// It shows that it is one: by lines, or a row of headings.
    shown: bool,
    /// A row of it has been written.
    begun: bool,
    /// The row being read was deleted.
    dropped: bool,
}

/// Text as it grows, and the tables that are open.
#[derive(Default)]
pub(super) struct Blocks {
    out: String,
    last: Option<Kind>,
    tables: Vec<Table>,
    notes: Vec<String>,
    /// Bytes of all notes: one note may stand in many places.
    notes_size: usize,
    limits: Limits,
}

/// A cell with more pieces than this lays out a page rather than a table.
pub(super) const LONGEST_CELL: usize = 3;

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
        if kind == Kind::Paragraph
            && self.tables.is_empty()
            && let Some((label, body)) = in_margin(&text)
        {
            self.lay(Kind::Paragraph, label.to_owned())?;
            return self.lay(Kind::Paragraph, body.to_owned());
        }
        self.lay(kind, text)
    }

    /// The same for a piece whose lines are as they are to be.
    fn lay(&mut self, kind: Kind, text: String) -> Result<(), NotText> {
        if let Some(cell) = self
            .tables
            .last_mut()
            .and_then(|table| table.row.last_mut())
        {
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
        self.tables.push(Table::default());
    }

    pub(super) fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// The open table shows that it is one, or does not: it may lay out a page.
    pub(super) fn show_table(&mut self, shown: bool) {
        if let Some(table) = self.tables.last_mut() {
            table.shown = shown;
        }
    }

    pub(super) fn open_row(&mut self) -> Result<(), NotText> {
        self.close_row()
    }

    pub(super) fn open_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.row.push(Cell::new());
        }
    }

    /// The row being read counts as never written: it was deleted.
    pub(super) fn drop_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.dropped = true;
        }
    }

    pub(super) fn close_row(&mut self) -> Result<(), NotText> {
        // What is open now is the cell around the table, if there is one.
        let Some(mut table) = self.tables.pop() else {
            return Ok(());
        };
        let mut row = std::mem::take(&mut table.row);
        if std::mem::take(&mut table.dropped) {
            row.clear();
        }
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        table.shown |= !table.begun && is_header(&row);
        table.begun |= filled > 0;
        let lays_out = filled == 1
            || row.iter().any(|cell| cell.len() > LONGEST_CELL)
            || !table.shown && is_margin(&row);
        if lays_out {
            for (kind, text) in row.into_iter().flatten() {
                self.lay(kind, text)?;
            }
        } else if filled > 0 {
            // An empty cell keeps its place, at the start of a line too.
            let cells: Vec<String> = row.iter().map(|cell| joined(cell)).collect();
            self.lay(Kind::Row, cells.join("\t").trim_end().to_owned())?;
        }
        self.tables.push(table);
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

    /// What there is so far; empty and under the same limits afterwards.
    pub(super) fn take(&mut self) -> Self {
        let empty = Blocks::new(self.limits);
        std::mem::replace(self, empty)
    }

    /// The whole text under what stands above it on the first page: a letter
    /// has its date there, minutes their board.
    pub(super) fn finish_under(self, head: Option<String>) -> Result<String, NotText> {
        let text = self.finish()?;
        let head = head.filter(|head| !head.is_empty() && !text.is_empty());
        Ok(match head {
            Some(head) => format!("{head}\n\n{text}"),
            None => text,
        })
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

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Bare words in every cell: what the columns are called.
fn is_header(row: &[Cell]) -> bool {
    row.len() > 1
        && row
            .iter()
            .all(|cell| matches!(&cell[..], [(_, text)] if words(text) <= 3 && is_bare(text)))
}

fn is_bare(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/'))
}

/// Words of the longest label in a margin.
const LABEL: usize = 6;
/// Words that make a sentence, which no other column of a table holds.
const SENTENCE: usize = 8;

/// Minutes set their headings in a margin: a label, and beside it what was
/// said, "Beslut | Nämnden beslutar …".
fn is_margin(row: &[Cell]) -> bool {
    let [label, body] = row else { return false };
    let length: usize = label.iter().map(|(_, text)| words(text)).sum();
    (1..=LABEL).contains(&length)
        && !label.iter().any(|(_, text)| text.ends_with('.'))
        && body.iter().any(|(_, text)| words(text) >= SENTENCE)
}

/// The same by a hanging indent: the label and what stands beside it.
fn in_margin(paragraph: &str) -> Option<(&str, &str)> {
    let (label, body) = paragraph.split_once('\t')?;
    let (label, body) = (label.trim_end(), body.trim_start());
    let says = words(body) >= SENTENCE || body.ends_with(':') && words(body) >= SENTENCE / 2;
    let is = words(label) <= LABEL
        && label.starts_with(char::is_uppercase)
        && is_bare(label)
        && !body.contains('\t');
    (is && says).then_some((label, body))
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
    let lines = text.split(LINE_ENDS).map(str::trim);
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
