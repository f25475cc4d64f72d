//! A row a paper, with how everything in it was found.

use super::{ReferralJson, Rows, Who};
use crate::corpus::{Bodies, Found, PaperRow};
use crate::known::listed::Other;
use crate::known::{Field, Review};
use crate::paper::Paper;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct PaperJson<'a> {
    paper: &'a str,
    kind: &'a str,
    #[serde(flatten)]
    who: Who<'a>,
    deciding_body: Option<&'a str>,
    referral: Option<ReferralJson<'a>>,
    date: Option<&'a str>,
    received: Option<&'a str>,
    units: usize,
    lines: Option<[u32; 2]>,
    found: &'a BTreeMap<&'static str, Found>,
    doubt: f32,
    review: Review,
    note: Option<&'a str>,
    sha256: &'a str,
    /// What lists say in columns that nobody knows.
    other: &'a [Other],
    /// The document in which the same answer counts, by what a person says.
    #[serde(skip_serializing_if = "Option::is_none")]
    twin: Option<&'a str>,
    /// The document whose answer this one replaces, the same way.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<&'a str>,
}

/// One row of a paper.
pub fn paper(
    paper: &Paper,
    row: &PaperRow,
    bodies: &Bodies,
    rows: &mut Rows<'_>,
) -> io::Result<()> {
    let (read, head) = (&paper.segmentation, &paper.segmentation.head);
    let lines = row.units.iter().map(|at| {
        let span = read.units[*at].span;
        paper.document.index.lines_of(span)
    });
    let who = Who::of(row.respondent.as_deref(), bodies);
    rows.push(&PaperJson {
        paper: &row.name,
        kind: read.kind.name(),
        who: Who {
            respondent_kind: row.respondent_kind(paper, bodies),
            ..who
        },
        deciding_body: row.deciding_body.as_deref(),
        referral: row.referral.as_ref().map(ReferralJson::from),
        date: row.date.as_deref(),
        received: head.received.as_deref(),
        units: row.units.len(),
        lines: lines.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]),
        found: &row.found,
        doubt: (row.doubt() * 100.0).round() / 100.0,
        review: row.review,
        note: read.notes.first().map(|note| note.text.as_str()),
        sha256: &paper.document.sha256,
        other: &paper.known.other,
        twin: paper.known.get(Field::Twin),
        replaces: paper.known.get(Field::Replaces),
    })
}
