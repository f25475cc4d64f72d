//! Tables as RFC 4180 CSV. A cell that a spreadsheet would take for a
//! formula is written with an apostrophe in front.

mod lost;
mod positions;
mod reuse;
mod search;

pub use lost::{lost, themes};
pub use positions::{ASK_HEADING, POSITION_HEADING, asks, positions};
pub use reuse::{recycled, reuse};
pub use search::{HIT_HEADING, groups, hit, kwic};

use super::{line_range, lines_of, page_range, signer_list};
use crate::ledger::Ledger;
use crate::paper::Paper;
use std::io::{self, Write};
use unicode_normalization::UnicodeNormalization;

/// A table being written.
pub struct Table<'w> {
    writer: csv::Writer<&'w mut dyn Write>,
}

impl<'w> Table<'w> {
    /// Writes the heading line.
    pub fn new(out: &'w mut dyn Write, heading: &[&str]) -> io::Result<Self> {
        let mut table = Table {
            writer: csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(out),
        };
        table.row(heading.iter().map(|cell| (*cell).to_owned()))?;
        Ok(table)
    }

    /// Writes one row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        let cells: Vec<String> = cells.into_iter().map(|cell| guarded(&cell)).collect();
        Ok(self.writer.write_record(cells)?)
    }

    /// Flushes what is left.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Heading of the table of units.
pub const UNIT_HEADING: [&str; 14] = [
    "id",
    "document",
    "kind",
    "respondent",
    "referral",
    "diarienummer",
    "date",
    "first_line",
    "last_line",
    "signers",
    "joins",
    "pointer",
    "text",
    "page",
];

/// Heading of the table of notes.
pub const NOTE_HEADING: [&str; 3] = ["document", "line", "note"];

/// Heading of the table of texts.
pub const TEXT_HEADING: [&str; 4] = ["document", "read_as", "pages", "text"];

/// Heading of the table of documents.
pub const DOCUMENT_HEADING: [&str; 16] = [
    "referral",
    "diarienummer",
    "respondent",
    "respondent_kind",
    "document",
    "kind",
    "date",
    "deciding_body",
    "own_diarienummer",
    "numbers",
    "answer_by",
    "received",
    "asked_count",
    "guessed",
    "note",
    "sha256",
];

/// A row for the paper as a whole; always true.
pub fn document(paper: &Paper, table: &mut Table<'_>) -> io::Result<bool> {
    let (read, head) = (&paper.segmentation, &paper.segmentation.head);
    let referral = head.referral.and_then(|at| read.referrals.get(at));
    let referral = referral.cloned().unwrap_or_default();
    let cell = |text: &Option<String>| text.clone().unwrap_or_default();
    table.row([
        referral.title,
        referral.diarienummer.unwrap_or_default(),
        cell(&head.respondent),
        cell(&head.respondent_kind),
        paper.document.name.clone(),
        read.kind.name().to_owned(),
        cell(&head.date),
        cell(&head.deciding_body),
        referral.own_diarienummer.unwrap_or_default(),
        referral.numbers.join("; "),
        referral.answer_by.unwrap_or_default(),
        cell(&head.received),
        read.asked_count().to_string(),
        head.guessed.join(" "),
        read.notes
            .first()
            .map(|note| note.text.clone())
            .unwrap_or_default(),
        paper.document.sha256.clone(),
    ])?;
    Ok(true)
}

/// A row for the whole text; always true.
pub fn text(paper: &Paper, table: &mut Table<'_>) -> io::Result<bool> {
    let document = &paper.document;
    table.row([
        document.name.clone(),
        document.encoding.clone(),
        document.index.page_count().to_string(),
        document.text.clone(),
    ])?;
    Ok(true)
}

/// A row per note; true if there was one.
pub fn notes(paper: &Paper, table: &mut Table<'_>) -> io::Result<bool> {
    for note in &paper.segmentation.notes {
        table.row([
            paper.document.name.clone(),
            note.line.to_string(),
            note.text.clone(),
        ])?;
    }
    Ok(!paper.segmentation.notes.is_empty())
}

/// A row per wanted unit; true if there was one.
pub fn units(paper: &Paper, chosen: &[bool], table: &mut Table<'_>) -> io::Result<bool> {
    let (ids, flows) = (paper.unit_ids(), paper.flows());
    let units = paper.segmentation.units.iter().zip(ids).zip(flows);
    let units = units.zip(chosen).filter(|(_, chosen)| **chosen);
    let mut any = false;
    for (((unit, id), flow), _) in units {
        any = true;
        let lines = lines_of(paper, unit);
        let referral = unit
            .referral
            .and_then(|at| paper.segmentation.referrals.get(at))
            .cloned()
            .unwrap_or_default();
        let joins = unit
            .joins
            .as_ref()
            .map(|joins| format!("{} {}", joins.kind.name(), joins.parties.join(" ")));
        table.row([
            id,
            paper.document.name.clone(),
            unit.kind.name().to_owned(),
            unit.respondent.clone().unwrap_or_default(),
            referral.title,
            referral.diarienummer.unwrap_or_default(),
            unit.date.clone().unwrap_or_default(),
            lines.first.to_string(),
            lines.last.to_string(),
            signer_list(&unit.signers),
            joins.unwrap_or_default(),
            unit.pointer.to_string(),
            flow.text,
            page_range(lines),
        ])?;
    }
    Ok(any)
}

/// A row per respondent and referral.
pub fn ledger(ledgers: &[Ledger], out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(
        out,
        &[
            "referral",
            "diarienummer",
            "respondent",
            "asked",
            "status",
            "via",
            "document",
            "lines",
            "spellings",
        ],
    )?;
    for ledger in ledgers {
        for entry in &ledger.entries {
            table.row([
                ledger.referral.title.clone(),
                ledger.referral.diarienummer.clone().unwrap_or_default(),
                entry.respondent.clone(),
                entry.asked.to_string(),
                entry.status.name().to_owned(),
                entry.via.clone().unwrap_or_default(),
                entry
                    .place
                    .as_ref()
                    .map(|place| place.document.clone())
                    .unwrap_or_default(),
                entry
                    .place
                    .as_ref()
                    .map(|place| line_range(place.lines))
                    .unwrap_or_default(),
                entry.spellings.join("; "),
            ])?;
        }
    }
    table.finish()
}

/// `=SUM(A1)` in a document must not run in the reader's spreadsheet, nor may
/// a wide or small form of the sign, which some take for it.
fn guarded(cell: &str) -> String {
    let opens = cell.chars().take(1).nfkc().next();
    if matches!(opens, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n')) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_quotes_doubled() {
        let mut out = Vec::new();
        let mut table = Table::new(&mut out, &["a"]).unwrap();
        table.row(["=1+1".to_owned()]).unwrap();
        table.row(["säg \"hej\"".to_owned()]).unwrap();
        table.row(["＝1".to_owned()]).unwrap();
        table.row(["﹣1".to_owned()]).unwrap();
        table.finish().unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "a\r\n'=1+1\r\n\"säg \"\"hej\"\"\"\r\n'＝1\r\n'﹣1\r\n"
        );
    }
}
