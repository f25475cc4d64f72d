//! What a draft's check found, as JSON.

use super::lost::{PassageJson, passage};
use super::{Rows, Who};
use crate::check::Finding;
use crate::corpus::Bodies;
use crate::text::Cited;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct FindingJson<'a> {
    draft: &'a str,
    /// body, verdict, quote, count, omission.
    kind: &'a str,
    #[serde(flatten)]
    lines: Cited,
    /// The draft's words.
    words: &'a str,
    #[serde(flatten)]
    who: Who<'a>,
    message: &'a str,
    /// Where the papers say so.
    proof: Vec<PassageJson<'a>>,
}

/// An object per finding.
pub fn checked(
    draft: &str,
    found: &[Finding],
    bodies: &Bodies,
    rows: &mut Rows<'_>,
) -> io::Result<()> {
    let mut values = found.iter().map(|finding| FindingJson {
        draft,
        kind: finding.kind.name(),
        lines: finding.lines,
        words: &finding.words,
        who: Who::of(finding.respondent.as_deref(), bodies),
        message: &finding.message,
        proof: finding.proof.iter().map(passage).collect(),
    });
    values.try_for_each(|value| rows.push(&value))
}
