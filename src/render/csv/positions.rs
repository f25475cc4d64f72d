//! Positions as a table, a row per respondent and focus area.

use super::Table;
use crate::position::{Ask, Position, Verdict};
use crate::render::{line_range, page_range};
use std::io;

/// Heading of the table of positions.
pub const POSITION_HEADING: [&str; 23] = [
    "referral",
    "diarienummer",
    "respondent",
    "document",
    "unit",
    "unit_kind",
    "parties",
    "date",
    "focus_area",
    "stance",
    "confidence",
    "lines",
    "quote",
    "cue",
    "asks",
    "inherited",
    "corrected_by",
    "page",
    "area_kind",
    "focus_area_name",
    "reference",
    "verdict",
    "reservation",
];

/// Heading of the table of asks.
pub const ASK_HEADING: [&str; 9] = [
    "referral",
    "respondent",
    "document",
    "unit",
    "unit_kind",
    "focus_area",
    "lines",
    "quote",
    "page",
];

/// A row per position, the deciding sentence with its lines in it.
pub fn positions(rows: &[Position], table: &mut Table<'_>) -> io::Result<()> {
    for row in rows {
        let first = row.evidence.first();
        let parties: Vec<&str> = row
            .signers
            .iter()
            .map(|signer| signer.party.as_str())
            .collect();
        table.row([
            row.referral.title.clone(),
            row.referral.diarienummer.clone().unwrap_or_default(),
            row.respondent.clone(),
            row.document.clone(),
            row.unit.clone(),
            row.kind.name().to_owned(),
            parties.join(" "),
            row.date.clone().unwrap_or_default(),
            row.area.clone(),
            row.stance.name().to_owned(),
            format!("{:.2}", row.confidence),
            first
                .map(|evidence| line_range(evidence.lines))
                .unwrap_or_default(),
            first
                .map(|evidence| evidence.quote.clone())
                .unwrap_or_default(),
            first
                .map(|evidence| evidence.cue.clone())
                .unwrap_or_default(),
            row.asks.len().to_string(),
            row.inherited.to_string(),
            row.corrected
                .as_ref()
                .map(|c| c.by.clone())
                .unwrap_or_default(),
            first
                .map(|evidence| page_range(evidence.lines))
                .unwrap_or_default(),
            row.area_kind.name().to_owned(),
            row.area_name.clone(),
            row.reference.clone().unwrap_or_default(),
            row.verdict
                .map(Verdict::name)
                .unwrap_or_default()
                .to_owned(),
            row.reservation
                .as_ref()
                .map(|ask| ask.quote.clone())
                .unwrap_or_default(),
        ])?;
    }
    Ok(())
}

/// A row per ask.
pub fn asks(rows: &[Position], table: &mut Table<'_>) -> io::Result<()> {
    for (row, ask) in rows
        .iter()
        .flat_map(|row| row.asks.iter().map(move |ask: &Ask| (row, ask)))
    {
        table.row([
            row.referral.title.clone(),
            row.respondent.clone(),
            row.document.clone(),
            row.unit.clone(),
            row.kind.name().to_owned(),
            row.area.clone(),
            line_range(ask.lines),
            ask.quote.clone(),
            page_range(ask.lines),
        ])?;
    }
    Ok(())
}
