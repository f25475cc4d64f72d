//! The machine-readable contract: field names here are stable.

mod agree;
mod apart;
mod check;
mod documents;
mod gathered;
mod judgements;
mod lost;
mod memory;
mod papers;
mod persons;
mod positions;
mod recycled;
mod related;
mod relaxed;
mod reuse;
mod reuse_rows;
mod sample;
mod schema;
mod search;
mod searches;
mod settings;
mod uptake;

pub use agree::{agreement, disagreements};
pub use apart::loose;
pub use check::checked;
pub use documents::{document, why};
pub use gathered::{group_rows, groups, kwic, kwic_rows};
pub use judgements::judgements;
pub use lost::{lost, themes};
pub use memory::remembered;
pub use papers::paper;
pub use persons::persons;
pub use positions::{asks, missing, positions};
pub use recycled::recycled;
pub use related::related;
pub use reuse::reuse;
pub use reuse_rows::{pair_rows, recycled_rows, reuse_rows};
pub use sample::{codes, coding, drawn, judged, sample};
pub use schema::{schemas, write_schemas};
pub use search::{Each, hit, hits};
pub(crate) use searches::searches;
pub(crate) use settings::settings;
pub use uptake::uptakes;

use super::rows::Rows;
use crate::corpus::Bodies;
use crate::known::Review;
use crate::ledger::{Ledger, PartDay, Place};
use crate::paper::Paper;
use crate::text::Cited;
use crate::unit::{Joins, Referral, Signer};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize, JsonSchema)]
struct DocumentJson<'a> {
    name: &'a str,
    sha256: &'a str,
    kind: &'a str,
}

#[derive(Serialize, JsonSchema)]
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

/// Who speaks, and what body that is.
#[derive(Serialize, JsonSchema)]
struct Who<'a> {
    respondent: Option<&'a str>,
    respondent_id: Option<String>,
    respondent_kind: Option<&'a str>,
}

impl<'a> Who<'a> {
    fn of(name: Option<&'a str>, bodies: &'a Bodies) -> Self {
        Who {
            respondent: name,
            respondent_id: name.and_then(|name| bodies.id(name)),
            respondent_kind: name.and_then(|name| bodies.kind(name)),
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct UnitJson<'a> {
    id: &'a str,
    document: DocumentJson<'a>,
    kind: &'a str,
    #[serde(flatten)]
    who: Who<'a>,
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
    /// What people have done about the paper.
    review: Review,
    text: &'a str,
}

/// The units of a paper that are wanted, in document order.
pub fn units(
    paper: &Paper,
    chosen: &[bool],
    bodies: &Bodies,
    rows: &mut Rows<'_>,
) -> io::Result<()> {
    each_unit(paper, chosen, bodies, |unit| rows.push(unit))
}

fn each_unit(
    paper: &Paper,
    chosen: &[bool],
    bodies: &Bodies,
    mut each: impl FnMut(&UnitJson<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let document = &paper.document;
    let (ids, flows) = (paper.unit_ids(), paper.flows());
    let units = paper.segmentation.units.iter().zip(&ids).zip(&flows);
    let units = units.zip(chosen).filter(|(_, chosen)| **chosen);
    for (((unit, id), flow), _) in units {
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
            who: Who::of(unit.respondent.as_deref(), bodies),
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
            review: paper.known.review,
            text: &flow.text,
        })?;
    }
    Ok(())
}

#[derive(Serialize, JsonSchema)]
struct NoteJson<'a> {
    document: &'a str,
    line: u32,
    note: &'a str,
}

/// The notes of a paper.
pub fn notes(paper: &Paper, rows: &mut Rows<'_>) -> io::Result<()> {
    let notes = paper.segmentation.notes.iter();
    let mut notes = notes.map(|note| NoteJson {
        document: &paper.document.name,
        line: note.line,
        note: &note.text,
    });
    notes.try_for_each(|note| rows.push(&note))
}

#[derive(Serialize, JsonSchema)]
struct TextJson<'a> {
    document: &'a str,
    sha256: &'a str,
    read_as: &'a str,
    pages: usize,
    text: &'a str,
}

/// The whole text of a paper, as it was read.
pub fn text(paper: &Paper, rows: &mut Rows<'_>) -> io::Result<()> {
    let document = &paper.document;
    rows.push(&TextJson {
        document: &document.name,
        sha256: &document.sha256,
        read_as: &document.encoding,
        pages: document.index.page_count(),
        text: &document.text,
    })
}

#[derive(Serialize, JsonSchema)]
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

#[derive(Serialize, JsonSchema)]
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

/// A part of the proposal with a last day of its own.
#[derive(Serialize, JsonSchema)]
struct PartDayJson<'a> {
    part: &'a str,
    answer_by: &'a str,
    at: PlaceJson<'a>,
}

impl<'a> From<&'a PartDay> for PartDayJson<'a> {
    fn from(day: &'a PartDay) -> Self {
        PartDayJson {
            part: &day.part,
            answer_by: &day.answer_by,
            at: PlaceJson::from(&day.place),
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct EntryJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    answer_by: Option<&'a str>,
    #[serde(flatten)]
    who: Who<'a>,
    asked: bool,
    status: &'a str,
    received: Option<&'a str>,
    late: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Vec<PartDayJson<'a>>>,
    guessed: &'static [&'static str],
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
    /// What people have done about the paper of the answer.
    review: Option<Review>,
}

/// An object per respondent of a referral.
pub fn ledger(
    ledgers: &[Ledger],
    bodies: &Bodies,
    reviews: &BTreeMap<String, Review>,
    rows: &mut Rows<'_>,
) -> io::Result<()> {
    let all = ledgers.iter().flat_map(|ledger| {
        let entries = ledger.entries.iter();
        entries.map(|entry| (&ledger.referral, entry))
    });
    let mut all = all.map(|(referral, entry)| EntryJson {
        referral: &referral.title,
        diarienummer: referral.diarienummer.as_deref(),
        answer_by: entry.answer_by.as_deref().or(referral.answer_by.as_deref()),
        who: Who::of(Some(&entry.respondent), bodies),
        asked: entry.asked,
        status: entry.status.name(),
        received: entry.received.as_deref(),
        late: entry.late.map(|late| late.late),
        parts: (!entry.parts.is_empty())
            .then(|| entry.parts.iter().map(PartDayJson::from).collect()),
        guessed: match entry.late {
            Some(late) if late.guessed => &["late"],
            _ => &[],
        },
        via: entry.via.as_deref(),
        document: entry.place.as_ref().map(|place| place.document.as_str()),
        lines: entry.place.as_ref().map(|place| place.lines.range()),
        page: entry.place.as_ref().and_then(|place| place.lines.page()),
        asked_at: entry.asked_at.as_ref().map(PlaceJson::from),
        partial_at: entry.partial_at.as_ref().map(PlaceJson::from),
        also: entry.also.iter().map(PlaceJson::from).collect(),
        spellings: &entry.spellings,
        signer_spellings: &entry.signer_spellings,
        review: entry.place.as_ref().map(|place| {
            let review = reviews.get(place.document.as_str()).copied();
            review.unwrap_or_default()
        }),
    });
    all.try_for_each(|entry| rows.push(&entry))
}

/// One unit of a paper.
pub fn unit(paper: &Paper, at: usize, bodies: &Bodies, out: &mut dyn Write) -> io::Result<()> {
    let units = 0..paper.segmentation.units.len();
    let chosen: Vec<bool> = units.map(|other| other == at).collect();
    each_unit(paper, &chosen, bodies, |unit| pretty(unit, out))
}

pub(crate) fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
