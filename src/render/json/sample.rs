//! Drawn rows, strata, and what became of a sheet, as JSON by the contract.

use super::{Rows, Who, pretty};
use crate::agreement::Share;
use crate::corpus::Bodies;
use crate::render::place;
use crate::sampling::{Code, Judged, Row, Stratum};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A position that was drawn, with empty fields for the judgement.
#[derive(Serialize, JsonSchema)]
pub(super) struct SampleJson<'a> {
    id: &'a str,
    #[serde(flatten)]
    who: Who<'a>,
    unit_kind: &'a str,
    parties: &'a [String],
    area: &'a str,
    area_kind: &'a str,
    verdict: Option<&'a str>,
    stance: &'a str,
    confidence: f64,
    document: &'a str,
    lines: Option<[u32; 2]>,
    page: Option<[u32; 2]>,
    citation: String,
    quote: &'a str,
    text: &'a str,
    ratt: Option<&'a str>,
    kommentar: Option<&'a str>,
}

/// The same to be coded: nothing of what was read.
#[derive(Serialize, JsonSchema)]
pub(super) struct CodingJson<'a> {
    id: &'a str,
    #[serde(flatten)]
    who: Who<'a>,
    unit_kind: &'a str,
    parties: &'a [String],
    area: &'a str,
    text: &'a str,
    document: &'a str,
    lines: Option<[u32; 2]>,
    page: Option<[u32; 2]>,
    citation: String,
    kod: Option<&'a str>,
    kommentar: Option<&'a str>,
}

fn citation(row: &Row) -> String {
    row.lines
        .map_or_else(String::new, |lines| place(&row.document, lines))
}

/// An object per row to be judged.
pub fn sample(drawn: &[Row], bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    drawn.iter().try_for_each(|row| {
        rows.push(&SampleJson {
            id: &row.id,
            who: who(row, bodies),
            unit_kind: row.kind.name(),
            parties: &row.parties,
            area: &row.area,
            area_kind: row.area_kind,
            verdict: row.verdict,
            stance: row.stance,
            confidence: row.confidence,
            document: &row.document,
            lines: row.lines.map(|lines| lines.range()),
            page: row.lines.and_then(|lines| lines.page()),
            citation: citation(row),
            quote: &row.quote,
            text: &row.text,
            ratt: None,
            kommentar: None,
        })
    })
}

/// An object per row to be coded.
pub fn coding(drawn: &[Row], bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    drawn.iter().try_for_each(|row| {
        rows.push(&CodingJson {
            id: &row.id,
            who: who(row, bodies),
            unit_kind: row.kind.name(),
            parties: &row.parties,
            area: &row.area,
            text: &row.text,
            document: &row.document,
            lines: row.lines.map(|lines| lines.range()),
            page: row.lines.and_then(|lines| lines.page()),
            citation: citation(row),
            kod: None,
            kommentar: None,
        })
    })
}

fn who<'a>(row: &'a Row, bodies: &'a Bodies) -> Who<'a> {
    Who {
        respondent: Some(&row.respondent),
        ..Who::of(
            Some(row.respondent.as_str()).filter(|name| !name.is_empty()),
            bodies,
        )
    }
}

#[derive(Serialize)]
struct StratumJson<'a> {
    stratum: &'a str,
    population: Option<usize>,
    drawn: Option<usize>,
    weight: Option<f64>,
    note: Option<&'a str>,
}

/// An object per stratum, then one for each of the notes: a name and what it
/// says.
pub fn drawn(strata: &[Stratum], notes: &[(&str, String)], rows: &mut Rows<'_>) -> io::Result<()> {
    for stratum in strata {
        rows.push(&StratumJson {
            stratum: &stratum.name(),
            population: Some(stratum.population),
            drawn: Some(stratum.drawn),
            weight: stratum.weight(),
            note: None,
        })?;
    }
    notes.iter().try_for_each(|(name, note)| {
        rows.push(&StratumJson {
            stratum: name,
            population: None,
            drawn: None,
            weight: None,
            note: Some(note),
        })
    })
}

#[derive(Serialize)]
struct CodeJson<'a> {
    code: &'a str,
    definition: &'a str,
}

/// An object per code.
pub fn codes(codes: &[Code], rows: &mut Rows<'_>) -> io::Result<()> {
    codes.iter().try_for_each(|one| {
        rows.push(&CodeJson {
            code: &one.code,
            definition: &one.definition,
        })
    })
}

/// How many of the judged rows are right, with Wilson's 95 % interval.
#[derive(Serialize, JsonSchema)]
struct ShareJson {
    judged: usize,
    right: usize,
    share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl From<Share> for ShareJson {
    fn from(share: Share) -> Self {
        let interval = share.interval();
        ShareJson {
            judged: share.all,
            right: share.part,
            share: share.value(),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    }
}

/// What people said of drawn rows.
#[derive(Serialize, JsonSchema)]
pub(super) struct JudgedJson<'a> {
    #[serde(flatten)]
    all: ShareJson,
    skipped: usize,
    stances: BTreeMap<&'a str, ShareJson>,
    area_kinds: BTreeMap<&'a str, ShareJson>,
}

/// One object.
pub fn judged(found: &Judged, out: &mut dyn Write) -> io::Result<()> {
    fn group(shares: &BTreeMap<String, Share>) -> BTreeMap<&str, ShareJson> {
        let shares = shares.iter();
        shares
            .map(|(name, share)| (name.as_str(), (*share).into()))
            .collect()
    }
    let value = JudgedJson {
        all: found.all.into(),
        skipped: found.skipped,
        stances: group(&found.stances),
        area_kinds: group(&found.kinds),
    };
    pretty(&value, out)
}
