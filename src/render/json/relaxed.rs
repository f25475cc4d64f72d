//! How a query was read that finds nothing as it is.

use crate::search::{Relaxed, Why};
use schemars::JsonSchema;

#[derive(serde::Serialize, JsonSchema)]
pub(super) struct ReadingJson<'a> {
    asked: &'a str,
    read_as: &'a str,
    why: &'a str,
}

/// A step that was taken, the closest first, and what it found.
#[derive(serde::Serialize, JsonSchema)]
pub(super) struct StepJson<'a> {
    why: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lacking: Option<usize>,
    units: usize,
}

pub(super) fn readings(relaxed: Option<&Relaxed>) -> Vec<ReadingJson<'_>> {
    let readings = relaxed.into_iter().flat_map(|relaxed| &relaxed.readings);
    let json = readings.map(|reading| ReadingJson {
        asked: &reading.asked,
        read_as: &reading.read_as,
        why: reading.why.name(),
    });
    json.collect()
}

pub(super) fn steps(relaxed: Option<&Relaxed>) -> Vec<StepJson<'_>> {
    let steps = relaxed.into_iter().flat_map(|relaxed| &relaxed.steps);
    let json = steps.map(|step| StepJson {
        why: step.why.name(),
        lacking: (step.why == Why::Most).then_some(step.lacking),
        units: step.units,
    });
    json.collect()
}
