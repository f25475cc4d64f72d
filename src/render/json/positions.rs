//! Positions as JSON, by the contract.

use super::Sequence;
use crate::position::{Ask, Correction, Evidence, Position, Verdict};
use crate::text::Cited;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct PositionJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    respondent: &'a str,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<&'a Correction>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    #[serde(flatten)]
    lines: Cited,
    quote: &'a str,
    cue: &'a str,
    cue_id: &'a str,
}

#[derive(Serialize)]
struct AskJson<'a> {
    #[serde(flatten)]
    lines: Cited,
    quote: &'a str,
}

fn value(position: &Position) -> PositionJson<'_> {
    PositionJson {
        referral: &position.referral.title,
        diarienummer: position.referral.diarienummer.as_deref(),
        respondent: &position.respondent,
        document: &position.document,
        unit: &position.unit,
        unit_kind: position.kind.name(),
        date: position.date.as_deref(),
        parties: position
            .signers
            .iter()
            .map(|signer| signer.party.as_str())
            .collect(),
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
        corrected: position.corrected.as_ref(),
    }
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
    }
}

/// An object per position.
pub fn positions(positions: &[Position], out: &mut Sequence<'_>) -> io::Result<()> {
    positions.iter().try_for_each(|row| out.push(&value(row)))
}

#[derive(Serialize)]
struct AskedJson<'a> {
    referral: &'a str,
    respondent: &'a str,
    document: &'a str,
    unit: &'a str,
    unit_kind: &'a str,
    focus_area: &'a str,
    #[serde(flatten)]
    lines: Cited,
    quote: &'a str,
}

/// An object per ask.
pub fn asks(positions: &[Position], out: &mut Sequence<'_>) -> io::Result<()> {
    let all = positions
        .iter()
        .flat_map(|row| row.asks.iter().map(move |ask| (row, ask)));
    let mut values = all.map(|(row, ask)| AskedJson {
        referral: &row.referral.title,
        respondent: &row.respondent,
        document: &row.document,
        unit: &row.unit,
        unit_kind: row.kind.name(),
        focus_area: &row.area,
        lines: ask.lines,
        quote: &ask.quote,
    });
    values.try_for_each(|value| out.push(&value))
}

/// Writes values as an array, or a line each.
pub(super) fn sequence<T: Serialize>(
    values: impl Iterator<Item = T>,
    lines: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut first = true;
    let mut rows = Sequence {
        out,
        array: !lines,
        first: &mut first,
    };
    for value in values {
        rows.push(&value)?;
    }
    if !lines {
        writeln!(out, "{}", if first { "[]" } else { "\n]" })?;
    }
    Ok(())
}
