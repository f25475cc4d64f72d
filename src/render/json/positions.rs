//! Positions as JSON, by the contract.

use super::{Rows, Who};
use crate::corpus::Bodies;
use crate::known::Review;
use crate::position::{Ask, Correction, Evidence, Missing, Position, Verdict};
use crate::text::Cited;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct PositionJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    #[serde(flatten)]
    who: Who<'a>,
    document: &'a str,
    unit: &'a str,
    unit_kind: &'a str,
    date: Option<&'a str>,
    parties: Vec<&'a str>,
    area_kind: &'a str,
    focus_area: &'a str,
    focus_area_name: &'a str,
    reference: Option<&'a str>,
    verdict: Option<&'a str>,
    stance: &'a str,
    confidence: f64,
    evidence: Vec<EvidenceJson<'a>>,
    reservation: Option<AskJson<'a>>,
    asks: Vec<AskJson<'a>>,
    inherited: bool,
    review: Review,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<&'a Correction>,
}

#[derive(Serialize, JsonSchema)]
struct EvidenceJson<'a> {
    #[serde(flatten)]
    lines: Cited,
    quote: &'a str,
    cue: &'a str,
    cue_id: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct AskJson<'a> {
    #[serde(flatten)]
    lines: Cited,
    quote: &'a str,
    addressee: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<AskSaidJson<'a>>,
}

/// What a person has judged of an ask.
#[derive(Serialize, JsonSchema)]
struct AskSaidJson<'a> {
    by: &'a str,
    on: &'a str,
    note: &'a str,
    /// The words that were read; nothing where no ask was read.
    read: Option<&'a str>,
}

fn value<'a>(position: &'a Position, bodies: &'a Bodies) -> PositionJson<'a> {
    PositionJson {
        referral: &position.referral.title,
        diarienummer: position.referral.diarienummer.as_deref(),
        who: who(position, bodies),
        document: &position.document,
        unit: &position.unit,
        unit_kind: position.kind.name(),
        date: position.date.as_deref(),
        parties: parties(position),
        area_kind: position.area_kind.name(),
        focus_area: &position.area,
        focus_area_name: &position.area_name,
        reference: position.reference.as_deref(),
        verdict: position.verdict.map(Verdict::name),
        stance: position.stance.name(),
        confidence: position.confidence,
        evidence: position.evidence.iter().map(evidence_json).collect(),
        reservation: position.reservation.as_ref().map(ask_json),
        asks: position.asks.iter().map(ask_json).collect(),
        inherited: position.inherited,
        review: position.review(),
        corrected: position.corrected.as_ref(),
    }
}

/// Nobody where nobody is known to speak.
fn who<'a>(position: &'a Position, bodies: &'a Bodies) -> Who<'a> {
    let name = position.respondent.as_str();
    Who {
        respondent: Some(name),
        ..Who::of(Some(name).filter(|name| !name.is_empty()), bodies)
    }
}

fn parties(position: &Position) -> Vec<&str> {
    let signers = position.signers.iter();
    signers.map(|signer| signer.party.as_str()).collect()
}

fn evidence_json(evidence: &Evidence) -> EvidenceJson<'_> {
    EvidenceJson {
        lines: evidence.lines,
        quote: &evidence.quote,
        cue: &evidence.cue,
        cue_id: &evidence.cue_id,
    }
}

fn ask_json(ask: &Ask) -> AskJson<'_> {
    AskJson {
        lines: ask.lines,
        quote: &ask.quote,
        addressee: ask.addressee.name(),
        corrected: said_json(ask),
    }
}

fn said_json(ask: &Ask) -> Option<AskSaidJson<'_>> {
    let said = ask.said.as_ref()?;
    Some(AskSaidJson {
        by: &said.by,
        on: &said.on,
        note: &said.note,
        read: said.was_read.then_some(said.quote.as_str()),
    })
}

/// An object per position.
pub fn positions(positions: &[Position], bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    let mut positions = positions.iter();
    positions.try_for_each(|row| rows.push(&value(row, bodies)))
}

#[derive(Serialize, JsonSchema)]
pub(super) struct AskedJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    #[serde(flatten)]
    who: Who<'a>,
    document: &'a str,
    unit: &'a str,
    unit_kind: &'a str,
    date: Option<&'a str>,
    parties: Vec<&'a str>,
    focus_area: &'a str,
    focus_area_name: &'a str,
    #[serde(flatten)]
    lines: Cited,
    quote: &'a str,
    addressee: &'a str,
    review: Review,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<AskSaidJson<'a>>,
}

/// An object per ask.
pub fn asks(positions: &[Position], bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    let all = positions
        .iter()
        .flat_map(|row| row.asks.iter().map(move |ask| (row, ask)));
    let mut values = all.map(|(row, ask)| AskedJson {
        referral: &row.referral.title,
        diarienummer: row.referral.diarienummer.as_deref(),
        who: who(row, bodies),
        document: &row.document,
        unit: &row.unit,
        unit_kind: row.kind.name(),
        date: row.date.as_deref(),
        parties: parties(row),
        focus_area: &row.area,
        focus_area_name: &row.area_name,
        lines: ask.lines,
        quote: &ask.quote,
        addressee: ask.addressee.name(),
        review: ask.review(),
        corrected: said_json(ask),
    });
    values.try_for_each(|value| rows.push(&value))
}

/// A row of a complete table.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "the shape of what two functions write")]
pub(super) enum CellJson<'a> {
    Position(Box<PositionJson<'a>>),
    Missing(MissingJson<'a>),
}

/// A cell of a complete table that holds no position.
#[derive(Serialize, JsonSchema)]
pub(super) struct MissingJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    #[serde(flatten)]
    who: Who<'a>,
    focus_area: &'a str,
    focus_area_name: &'a str,
    /// Why: not_asked, not_answered, not_among_papers, unreadable, silent,
    /// below_bar.
    missing: &'a str,
}

/// An object per cell without a position.
pub fn missing(cells: &[Missing], bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    let mut values = cells.iter().map(|cell| MissingJson {
        referral: &cell.referral.title,
        diarienummer: cell.referral.diarienummer.as_deref(),
        who: Who::of(Some(&cell.respondent), bodies),
        focus_area: &cell.area.0,
        focus_area_name: &cell.area.1,
        missing: cell.reason.name(),
    });
    values.try_for_each(|value| rows.push(&value))
}
