//! A row a paper, units or not: what it is, whose, about what, when.

use super::{ReferralJson, Rows, Who, pretty};
use crate::corpus::Bodies;
use crate::document::DocumentKind;
use crate::known::Review;
use crate::paper::Paper;
use crate::segment::why as fields;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize, JsonSchema)]
pub(super) struct DocumentRow<'a> {
    name: &'a str,
    sha256: &'a str,
    kind: &'a str,
    recognised: bool,
    #[serde(flatten)]
    who: Who<'a>,
    deciding_body: Option<&'a str>,
    referral: Option<ReferralJson<'a>>,
    date: Option<&'a str>,
    received: Option<&'a str>,
    asked_count: usize,
    guessed: &'a [String],
    note: Option<&'a str>,
    /// What people have done about it.
    review: Review,
}

/// The row of one paper.
pub fn document(paper: &Paper, bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    let (read, head) = (&paper.segmentation, &paper.segmentation.head);
    let referral = head.referral.and_then(|at| read.referrals.get(at));
    rows.push(&DocumentRow {
        name: &paper.document.name,
        sha256: &paper.document.sha256,
        kind: read.kind.name(),
        recognised: read.kind != DocumentKind::Okand,
        who: Who {
            respondent_kind: head.respondent_kind.as_deref(),
            ..Who::of(head.respondent.as_deref(), bodies)
        },
        deciding_body: head.deciding_body.as_deref(),
        referral: referral.map(ReferralJson::from),
        date: head.date.as_deref(),
        received: head.received.as_deref(),
        asked_count: read.asked_count(),
        guessed: &head.guessed,
        note: read.notes.first().map(|note| note.text.as_str()),
        review: paper.known.review,
    })
}

#[derive(Serialize, JsonSchema)]
struct FieldJson<'a> {
    field: &'static str,
    /// What people know of it, which holds before all candidates.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<KnownJson<'a>>,
    candidates: Vec<CandidateJson>,
}

#[derive(Serialize, JsonSchema)]
struct KnownJson<'a> {
    value: &'a str,
    /// A person and the day, or a list and its row.
    by: String,
}

#[derive(Serialize, JsonSchema)]
struct CandidateJson {
    value: String,
    total: f32,
    signs: Vec<SignJson>,
}

#[derive(Serialize, JsonSchema)]
struct SignJson {
    sign: String,
    line: u32,
    weight: f32,
}

/// The candidates of each field of a paper, with their signs.
pub fn why(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    let fields = fields(&paper.document).into_iter().map(|field| FieldJson {
        field: field.name,
        known: paper
            .known
            .says(field.name)
            .map(|(value, by)| KnownJson { value, by }),
        candidates: field
            .candidates
            .into_iter()
            .map(|candidate| CandidateJson {
                value: candidate.value,
                total: candidate.total,
                signs: candidate
                    .signs
                    .into_iter()
                    .map(|(sign, line, weight)| SignJson { sign, line, weight })
                    .collect(),
            })
            .collect(),
    });
    pretty(&fields.collect::<Vec<_>>(), out)
}
