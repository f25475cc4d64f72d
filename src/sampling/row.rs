//! A position as a row to be judged or coded: what it is called, what stratum
//! it is of, and what a person is shown of it.

use super::context::in_context;
use crate::called::Name;
use crate::position::Position;
use crate::text::Cited;
use crate::unit::UnitKind;
use std::collections::HashMap;

/// What rows are divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// Kind of respondent.
    #[value(alias = "kind")]
    Slag,
    /// Year.
    #[value(name = "år", alias = "ar", alias = "year")]
    År,
    /// What it is on.
    #[value(name = "område", alias = "omrade", alias = "area")]
    Område,
    /// The stance that the program read.
    #[value(name = "ställning", alias = "stallning", alias = "stance")]
    Ställning,
    /// Kind of unit.
    #[value(alias = "unit")]
    Enhet,
}

/// What a stratum is called that nothing is known of.
const UNKNOWN: &str = "okänt";

impl By {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            By::Slag => "slag",
            By::År => "år",
            By::Område => "område",
            By::Ställning => "ställning",
            By::Enhet => "enhet",
        }
    }

    /// The value of a position whose respondent is of this kind.
    pub fn value(self, row: &Position, kind: Option<&str>) -> String {
        let year = || row.date.as_deref().and_then(|date| date.get(..4));
        let value = match self {
            By::Slag => kind,
            By::År => year(),
            By::Område => Some(row.area_name.as_str()),
            By::Ställning => Some(row.stance.name()),
            By::Enhet => Some(row.kind.name()),
        };
        value.unwrap_or(UNKNOWN).to_owned()
    }
}

/// Ids of the positions of one paper: the unit and the area. They tell nothing
/// of what was read, and stay as long as the paper does.
pub fn row_ids<'p>(rows: impl Iterator<Item = &'p Position>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let id = |row: &Position| {
        let id = format!("{}/{}", row.unit, row.area);
        let count = seen.entry(id.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => id,
            count => format!("{id}.{count}"),
        }
    };
    rows.map(id).collect()
}

/// What makes positions one that several respondents share: what it is on, and
/// all sentences that it rests on.
pub fn shared_text(row: &Position) -> String {
    let quotes = row.evidence.iter().map(|one| one.quote.as_str());
    let words = quotes.flat_map(str::split_whitespace);
    std::iter::once(row.area.as_str())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a person is shown of a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Who speaks.
    pub respondent: String,
    /// Kind of the unit.
    pub kind: UnitKind,
    /// The parties that signed it.
    pub parties: Vec<String>,
    /// Name of the area, a part of the proposal with its place.
    pub area: String,
    /// "whole", "proposal" or "focus".
    pub area_kind: &'static str,
    /// The stance that was read.
    pub stance: &'static str,
    /// The verdict that was read.
    pub verdict: Option<&'static str>,
    /// 0 to 1.
    pub confidence: f64,
    /// The sentence that decides.
    pub quote: String,
    /// It and what else bears the position, with what stands around.
    pub text: String,
    /// Name of the document.
    pub document: Name,
    /// Where the deciding sentence stands.
    pub lines: Option<Cited>,
}

impl Row {
    /// The row of a position; `flow` is the text of its unit.
    pub fn of(id: String, position: &Position, flow: &str) -> Self {
        let evidence = &position.evidence;
        let quotes: Vec<&str> = evidence.iter().map(|one| one.quote.as_str()).collect();
        let area = match &position.reference {
            Some(reference) if *reference != position.area_name => {
                format!("{} ({reference})", position.area_name)
            }
            _ => position.area_name.clone(),
        };
        Row {
            id,
            respondent: position.respondent.clone(),
            kind: position.kind,
            parties: position
                .signers
                .iter()
                .map(|signer| signer.party.clone())
                .collect(),
            area,
            area_kind: position.area_kind.name(),
            stance: position.stance.name(),
            verdict: position.verdict.map(|verdict| verdict.name()),
            confidence: position.confidence,
            quote: quotes.first().copied().unwrap_or("").to_owned(),
            text: in_context(flow, &quotes),
            document: position.document.clone(),
            lines: evidence.first().map(|one| one.lines),
        }
    }
}
