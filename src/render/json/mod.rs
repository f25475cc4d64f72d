//! The machine-readable contract: field names here are stable.

mod apart;
mod documents;
mod lost;
mod positions;
mod relaxed;
mod reuse;
mod search;

pub use apart::loose_line;
pub use documents::{document, why};
pub use lost::{lost, themes};
pub use positions::{asks, positions};
pub use reuse::{recycled, reuse};
pub use search::{Each, group_lines, groups, hit_line, hits, kwic, kwic_lines};

use crate::ledger::{Ledger, Place};
use crate::paper::Paper;
use crate::text::Cited;
use crate::unit::{Joins, Referral, Signer, Unit};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct DocumentJson<'a> {
    name: &'a str,
    sha256: &'a str,
    kind: &'a str,
}

#[derive(Serialize)]
struct ReferralJson<'a> {
    title: &'a str,
    diarienummer: Option<&'a str>,
    own_diarienummer: Option<&'a str>,
    numbers: &'a [String],
    answer_by: Option<&'a str>,
}

impl<'a> From<&'a Referral> for ReferralJson<'a> {
    fn from(referral: &'a Referral) -> Self {
        ReferralJson {
            title: &referral.title,
            diarienummer: referral.diarienummer.as_deref(),
            own_diarienummer: referral.own_diarienummer.as_deref(),
            numbers: &referral.numbers,
            answer_by: referral.answer_by.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct UnitJson<'a> {
    id: &'a str,
    document: DocumentJson<'a>,
    kind: &'a str,
    respondent: Option<&'a str>,
    respondent_kind: Option<&'a str>,
    deciding_body: Option<&'a str>,
    spelling: Option<&'a str>,
    referral: Option<ReferralJson<'a>>,
    lines: [u32; 2],
    intro_lines: Option<[u32; 2]>,
    page: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_lines: Option<[u32; 2]>,
    bytes: Option<[u64; 2]>,
    date: Option<&'a str>,
    signers: &'a [Signer],
    joins: Option<&'a Joins>,
    pointer: bool,
    guessed: &'a [String],
    text: &'a str,
}

/// Values in a row: an object a line, or the elements of an array.
pub struct Sequence<'s> {
    /// Where to.
    pub out: &'s mut dyn Write,
    /// Write an array; its closing bracket is left to the caller.
    pub array: bool,
    /// Nothing has been written yet.
    pub first: &'s mut bool,
}

impl Sequence<'_> {
    fn push(&mut self, value: &impl Serialize) -> io::Result<()> {
        if self.array {
            self.out
                .write_all(if *self.first { b"[\n" } else { b",\n" })?;
        }
        *self.first = false;
        serde_json::to_writer(&mut *self.out, value)?;
        if !self.array {
            writeln!(self.out)?;
        }
        Ok(())
    }
}

/// The units of a paper that are wanted, in document order.
pub fn units(
    paper: &Paper,
    keep: &dyn Fn(&Unit) -> bool,
    out: &mut Sequence<'_>,
) -> io::Result<()> {
    each_unit(paper, keep, |unit| out.push(unit))
}

fn each_unit(
    paper: &Paper,
    keep: &dyn Fn(&Unit) -> bool,
    mut each: impl FnMut(&UnitJson<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let document = &paper.document;
    let (ids, flows) = (paper.unit_ids(), paper.flows());
    let units = paper.segmentation.units.iter().zip(&ids).zip(&flows);
    for ((unit, id), flow) in units.filter(|((unit, _), _)| keep(unit)) {
        let referral = unit
            .referral
            .and_then(|at| paper.segmentation.referrals.get(at));
        let lines = document.index.cite(unit.span);
        // What the paper tells of itself holds for the units of its own body.
        let head = &paper.segmentation.head;
        let head = (head.respondent == unit.respondent).then_some(head);
        each(&UnitJson {
            id,
            document: DocumentJson {
                name: &document.name,
                sha256: &document.sha256,
                kind: paper.segmentation.kind.name(),
            },
            kind: unit.kind.name(),
            respondent: unit.respondent.as_deref(),
            respondent_kind: head.and_then(|head| head.respondent_kind.as_deref()),
            deciding_body: head.and_then(|head| head.deciding_body.as_deref()),
            spelling: unit.spelling.as_deref(),
            referral: referral.map(ReferralJson::from),
            lines: lines.range(),
            intro_lines: unit.intro.map(|intro| document.index.lines_of(intro)),
            page: lines.page(),
            page_lines: lines.page_lines(),
            bytes: document.file_bytes(unit.span),
            date: unit.date.as_deref(),
            signers: &unit.signers,
            joins: unit.joins.as_ref(),
            pointer: unit.pointer,
            guessed: head.map_or(&[], |head| &head.guessed),
            text: &flow.text,
        })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct NoteJson<'a> {
    document: &'a str,
    line: u32,
    note: &'a str,
}

/// The notes of a paper.
pub fn notes(paper: &Paper, out: &mut Sequence<'_>) -> io::Result<()> {
    let notes = paper.segmentation.notes.iter();
    let mut notes = notes.map(|note| NoteJson {
        document: &paper.document.name,
        line: note.line,
        note: &note.text,
    });
    notes.try_for_each(|note| out.push(&note))
}

#[derive(Serialize)]
struct TextJson<'a> {
    document: &'a str,
    sha256: &'a str,
    read_as: &'a str,
    pages: usize,
    text: &'a str,
}

/// The whole text of a paper, as it was read.
pub fn text(paper: &Paper, out: &mut Sequence<'_>) -> io::Result<()> {
    let document = &paper.document;
    out.push(&TextJson {
        document: &document.name,
        sha256: &document.sha256,
        read_as: &document.encoding,
        pages: document.index.page_count(),
        text: &document.text,
    })
}

#[derive(Serialize)]
struct PageJson<'a> {
    document: &'a str,
    page: u32,
    pages: usize,
    lines: [u32; 2],
    text: &'a str,
}

/// One page of a paper, as it was read; nothing where it has no such page.
pub fn page(paper: &Paper, page: u32, out: &mut dyn Write) -> io::Result<()> {
    let index = &paper.document.index;
    let Some(lines) = index.lines_of_page(page) else {
        return Ok(());
    };
    let start = index.span_of_line(lines[0]).map(|span| span.start);
    let end = index.span_of_line(lines[1]).map(|span| span.end);
    let span = match (start, end) {
        (Some(start), Some(end)) if start <= end => start as usize..end as usize,
        _ => 0..0,
    };
    let value = PageJson {
        document: &paper.document.name,
        page,
        pages: index.page_count(),
        lines,
        text: paper.document.text[span].trim_matches('\u{C}').trim(),
    };
    pretty(&value, out)
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    document: &'a str,
    #[serde(flatten)]
    lines: Cited,
}

impl<'a> From<&'a Place> for PlaceJson<'a> {
    fn from(place: &'a Place) -> Self {
        PlaceJson {
            document: &place.document,
            lines: place.lines,
        }
    }
}

#[derive(Serialize)]
struct EntryJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    answer_by: Option<&'a str>,
    respondent: &'a str,
    asked: bool,
    status: &'a str,
    via: Option<&'a str>,
    document: Option<&'a str>,
    lines: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<[u32; 2]>,
    asked_at: Option<PlaceJson<'a>>,
    partial_at: Option<PlaceJson<'a>>,
    also: Vec<PlaceJson<'a>>,
    spellings: &'a [String],
    signer_spellings: &'a [Vec<String>],
}

/// All ledgers as one array.
pub fn ledger(ledgers: &[Ledger], out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<EntryJson<'_>> = ledgers
        .iter()
        .flat_map(|ledger| {
            ledger.entries.iter().map(|entry| EntryJson {
                referral: &ledger.referral.title,
                diarienummer: ledger.referral.diarienummer.as_deref(),
                answer_by: ledger.referral.answer_by.as_deref(),
                respondent: &entry.respondent,
                asked: entry.asked,
                status: entry.status.name(),
                via: entry.via.as_deref(),
                document: entry.place.as_ref().map(|place| place.document.as_str()),
                lines: entry.place.as_ref().map(|place| place.lines.range()),
                page: entry.place.as_ref().and_then(|place| place.lines.page()),
                asked_at: entry.asked_at.as_ref().map(PlaceJson::from),
                partial_at: entry.partial_at.as_ref().map(PlaceJson::from),
                also: entry.also.iter().map(PlaceJson::from).collect(),
                spellings: &entry.spellings,
                signer_spellings: &entry.signer_spellings,
            })
        })
        .collect();
    pretty(&rows, out)
}

/// One unit of a paper.
pub fn unit(paper: &Paper, at: usize, out: &mut dyn Write) -> io::Result<()> {
    let wanted = paper.segmentation.units[at].span;
    each_unit(paper, &|unit| unit.span == wanted, |unit| pretty(unit, out))
}

fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
