//! Answers → text, JSON and CSV. Line numbers and quotations are made here.
//!
//! Knows nothing of files or of how an answer came about. Every format
//! writes into whatever it is given; styles are ANSI and are stripped at the
//! rim where nobody can see them.

pub mod html;
pub mod json;
pub mod qdpx;
mod reuse;
mod reuse_report;
mod rows;
pub mod sheet;
pub mod table;
pub mod text;

pub(crate) use reuse_report::diff;
pub use reuse_report::reuse_report;
pub use rows::Rows;

use crate::called::Name;
use crate::document::Document;
use crate::paper::Paper;
use crate::text::{Cited, OnPage};
use crate::unit::{Signer, Unit, UnitKind};

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON value.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values with a heading line.
    Csv,
    /// The same as Excel set to Swedish opens it: semicolons, decimal commas.
    CsvExcel,
}

impl Format {
    /// It is a table.
    pub fn is_table(self) -> bool {
        matches!(self, Format::Csv | Format::CsvExcel)
    }
}

/// "Eva Ek m.fl. (S), Lo Ask (V)".
pub(crate) fn signer_list(signers: &[Signer]) -> String {
    let printed = signers.iter().map(Signer::to_string);
    printed.collect::<Vec<_>>().join(", ")
}

/// "2574–2621", or one number.
pub(crate) fn line_range(lines: Cited) -> String {
    range(lines.range())
}

/// The same with the page and the line on it, where there are pages:
/// "2574–2621 (p. 44:3)".
pub(crate) fn cited(lines: Cited) -> String {
    match lines.pages {
        Some([first, _]) => format!("{} (p. {}:{})", line_range(lines), first.page, first.line),
        None => line_range(lines),
    }
}

/// A place as every output cites it, and `show` finds it: "100:2574–2621".
pub(crate) fn place(document: &Name, lines: Cited) -> String {
    format!("{}:{}", document.cited(), cited(lines))
}

/// A line as it is cited: "123", with pages "123 (p. 4:12)".
pub(crate) fn cited_line(document: &Document, line: u32) -> String {
    cited_on(line, document.index.on_page(line))
}

/// The same with its place on the page known.
pub(crate) fn cited_on(line: u32, page: Option<OnPage>) -> String {
    match page {
        Some(place) => format!("{line} (p. {}:{})", place.page, place.line),
        None => line.to_string(),
    }
}

/// "12–14", or one number.
pub(crate) fn range([first, last]: [u32; 2]) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}

pub(crate) fn lines_of(paper: &Paper, unit: &Unit) -> Cited {
    paper.document.index.cite(unit.span)
}

/// The fragment of a hit with `open` and `close` around every match.
pub(crate) fn snippet(hit: &crate::search::Hit, open: &str, close: &str) -> String {
    fragment_of(&hit.flow.text, &hit.ranges(), open, close)
}

/// The fragment of a text that shows most of some matches.
pub(crate) fn fragment_of(
    text: &str,
    matches: &[std::ops::Range<usize>],
    open: &str,
    close: &str,
) -> String {
    const WIDTH: usize = 200;
    let place = crate::search::fragment(text, matches, WIDTH);
    let mut snippet = String::new();
    if place.start > 0 {
        snippet.push_str("… ");
    }
    mark(&mut snippet, text, place.clone(), matches, open, close);
    if place.end < text.len() {
        snippet.push_str(" …");
    }
    snippet.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Copies `place` of `text` with marks around the matches inside it.
fn mark(
    out: &mut String,
    text: &str,
    place: std::ops::Range<usize>,
    matches: &[std::ops::Range<usize>],
    open: &str,
    close: &str,
) {
    let mut at = place.start;
    for found in matches
        .iter()
        .filter(|m| m.start >= place.start && m.end <= place.end)
    {
        out.push_str(&text[at..found.start]);
        out.push_str(open);
        out.push_str(&text[found.clone()]);
        out.push_str(close);
        at = found.end;
    }
    out.push_str(&text[at..place.end]);
}

/// A kind of unit in words.
pub(crate) fn kind_words(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Beslut => "beslut",
        UnitKind::Yttrande => "yttrande",
        UnitKind::Sammanfattning => "sammanfattning",
        UnitKind::SarskiltUttalande => "särskilt uttalande",
        UnitKind::Reservation => "reservation",
        UnitKind::Ersattaryttrande => "ersättaryttrande",
        UnitKind::SarskiltYttrande => "särskilt yttrande",
        UnitKind::Radsyttrande => "rådsyttrande",
    }
}
