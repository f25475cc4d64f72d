//! A row a trace of a person.

use super::Rows;
use crate::paper::Paper;
use crate::persons::{Kind, Sure, Trace};
use crate::text::Cited;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct TraceJson<'a> {
    document: &'a str,
    sha256: &'a str,
    #[serde(flatten)]
    lines: Cited,
    kind: Kind,
    text: &'a str,
    sure: Sure,
    by: &'a str,
}

/// The traces in one paper.
pub fn persons(paper: &Paper, traces: &[Trace], rows: &mut Rows<'_>) -> io::Result<()> {
    let document = &paper.document;
    let mut all = traces.iter().map(|trace| TraceJson {
        document: &document.name,
        sha256: &document.sha256,
        lines: document.index.cite(trace.span),
        kind: trace.kind,
        text: &trace.text,
        sure: trace.sure,
        by: trace.by,
    });
    all.try_for_each(|trace| rows.push(&trace))
}
