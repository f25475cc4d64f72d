//! What a search found apart from units: marked, and counted nowhere.

use super::Rows;
use crate::render::fragment_of;
use crate::search::{Elsewhere, Loose};
use schemars::JsonSchema;
use std::io;
use std::ops::Range;

/// A paper that matches apart from units.
#[derive(serde::Serialize, JsonSchema)]
pub(super) struct LooseJson<'a> {
    document: &'a str,
    sha256: &'a str,
    kind: &'a str,
    recognised: bool,
    /// It has units, and what matches stands around them.
    around_units: bool,
    snippet: String,
    lines_matched: Vec<u32>,
}

/// Where a word stands that no unit holds.
#[derive(serde::Serialize, JsonSchema)]
pub(super) struct ElsewhereJson<'a> {
    asked: &'a str,
    papers: usize,
    places: Vec<PlaceJson<'a>>,
}

#[derive(serde::Serialize, JsonSchema)]
struct PlaceJson<'a> {
    document: &'a str,
    lines_matched: &'a [u32],
}

pub(super) fn loose_json(hit: &Loose) -> LooseJson<'_> {
    let ranges: Vec<Range<usize>> = hit.marks.iter().map(|mark| mark.range.clone()).collect();
    LooseJson {
        document: &hit.paper.document.name,
        sha256: &hit.paper.document.sha256,
        kind: hit.paper.segmentation.kind.name(),
        recognised: hit.is_recognised(),
        around_units: hit.around,
        snippet: fragment_of(&hit.flow.text, &ranges, "**", "**"),
        lines_matched: hit.all_lines(),
    }
}

/// An object per paper without units; a table of units has no row for it.
pub fn loose(found: &[Loose], rows: &mut Rows<'_>) -> io::Result<()> {
    if rows.is_table() {
        return Ok(());
    }
    found.iter().try_for_each(|hit| rows.push(&loose_json(hit)))
}

pub(super) fn elsewhere(found: &[Elsewhere]) -> Vec<ElsewhereJson<'_>> {
    let json = found.iter().map(|one| ElsewhereJson {
        asked: &one.asked,
        papers: one.papers,
        places: one
            .places
            .iter()
            .map(|(document, lines)| PlaceJson {
                document,
                lines_matched: lines,
            })
            .collect(),
    });
    json.collect()
}
