//! Hits of the index → places in texts: papers loaded, words read again,
//! matches found.

use super::Hit;
use crate::archive::{Reader, UnitHit};
use crate::error::Result;
use crate::flow::Flow;
use crate::line::Lines;
use crate::matching::{Plan, marks};
use crate::paper::Paper;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Finds the matches of some hits, in their order; nothing for a unit that is
/// gone.
pub(super) fn resolve(
    reader: &Reader,
    found: &[&UnitHit],
    plan: &Plan,
) -> Result<Vec<Option<Hit>>> {
    let read = each_paper(reader, found, |paper, places| {
        let (ids, lines) = (paper.unit_ids(), Lines::new(&paper.document));
        let hits = places.iter().map(|&at| {
            let hit = read(reader, &paper, found[at], plan, (&ids, &lines));
            (at, hit)
        });
        hits.collect()
    })?;
    let mut hits: Vec<Option<Hit>> = found.iter().map(|_| None).collect();
    for (at, hit) in read {
        hits[at] = hit;
    }
    Ok(hits)
}

/// Loads the papers of some hits and reads each once, with the places of its
/// hits.
pub(super) fn each_paper<T: Send>(
    reader: &Reader,
    found: &[&UnitHit],
    read: impl Fn(Arc<Paper>, &[usize]) -> Vec<T> + Sync,
) -> Result<Vec<T>> {
    let mut by_paper: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, hit) in found.iter().enumerate() {
        by_paper.entry(&hit.sha256).or_default().push(at);
    }
    let by_paper: Vec<(&str, Vec<usize>)> = by_paper.into_iter().collect();
    let read: Result<Vec<Vec<T>>> = by_paper
        .par_iter()
        .map(|(sha256, places)| {
            let paper = reader.paper_by_hash(sha256)?;
            Ok(paper.map_or_else(Vec::new, |paper| read(Arc::new(paper), places)))
        })
        .collect();
    Ok(read?.into_iter().flatten().collect())
}

/// One hit in a paper.
fn read(
    reader: &Reader,
    paper: &Arc<Paper>,
    found: &UnitHit,
    plan: &Plan,
    (ids, lines): (&[String], &Lines<'_>),
) -> Option<Hit> {
    let span = paper.segmentation.units.get(found.unit)?.span;
    let flow = Flow::of_span(lines, &paper.layout, span);
    let tokens = reader.analyser().tokens(&flow.text);
    let mut hit = Hit {
        paper: paper.clone(),
        unit: found.unit,
        id: ids[found.unit].clone(),
        score: found.score,
        marks: marks(plan, &tokens),
        tokens,
        flow,
        lines: Vec::new(),
        same: Vec::new(),
        lacks: Vec::new(),
    };
    let matched: BTreeSet<u32> = hit
        .marks
        .iter()
        .map(|mark| hit.line_of(&mark.range))
        .collect();
    hit.lines = matched.into_iter().collect();
    Some(hit)
}
