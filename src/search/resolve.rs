//! Hits of the index → places in texts: papers loaded, words read again,
//! matches found, texts that are nearly the same gathered.

use super::{Hit, Request, fold};
use crate::archive::{Reader, UnitHit};
use crate::error::Result;
use crate::flow::Flow;
use crate::line::Lines;
use crate::matching::{Plan, marks};
use crate::paper::Paper;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Finds the matches of the hits, in order, and gathers those with nearly the
/// same text.
pub(super) fn resolve(
    reader: &Reader,
    found: &[UnitHit],
    plan: &Plan,
    request: &Request,
) -> Result<Vec<Hit>> {
    let mut papers: HashMap<&str, Arc<Paper>> = HashMap::new();
    let mut hits = fold::Folded::default();
    let chunk = if request.limit == 0 {
        found.len()
    } else {
        request.limit
    };
    for some in found.chunks(chunk.max(1)) {
        let new: BTreeSet<&str> = some
            .iter()
            .map(|hit| hit.sha256.as_str())
            .filter(|sha256| !papers.contains_key(sha256))
            .collect();
        let new: Vec<&str> = new.into_iter().collect();
        let loaded: Result<Vec<_>> = new
            .par_iter()
            .map(|sha256| reader.paper_by_hash(sha256))
            .collect();
        for (sha256, paper) in new.into_iter().zip(loaded?) {
            papers.extend(paper.map(|paper| (sha256, Arc::new(paper))));
        }
        let mut by_paper: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, hit) in some.iter().enumerate() {
            by_paper.entry(&hit.sha256).or_default().push(at);
        }
        let by_paper: Vec<(&str, Vec<usize>)> = by_paper.into_iter().collect();
        let read = by_paper.par_iter().flat_map_iter(|(sha256, places)| {
            papers
                .get(sha256)
                .map(|paper| read(reader, paper, some, places, plan))
                .unwrap_or_default()
        });
        let mut resolved: Vec<(usize, Hit)> = read.collect();
        resolved.sort_by_key(|(at, _)| *at);
        for (_, hit) in resolved {
            hits.add(hit, request.fold);
        }
        if request.limit > 0 && hits.len() >= request.limit {
            break;
        }
    }
    let mut hits = hits.finish();
    if request.limit > 0 {
        hits.truncate(request.limit);
    }
    Ok(hits)
}

/// The hits in one paper, each with its number in `found`.
fn read(
    reader: &Reader,
    paper: &Arc<Paper>,
    found: &[UnitHit],
    places: &[usize],
    plan: &Plan,
) -> Vec<(usize, Hit)> {
    let (ids, lines) = (paper.unit_ids(), Lines::new(&paper.document));
    let mut hits = Vec::with_capacity(places.len());
    for &at in places {
        let UnitHit { unit, score, .. } = found[at];
        let Some(span) = paper.segmentation.units.get(unit).map(|unit| unit.span) else {
            continue;
        };
        let flow = Flow::of_span(&lines, &paper.layout, span);
        let tokens = reader.analyser().tokens(&flow.text);
        let mut hit = Hit {
            paper: paper.clone(),
            unit,
            id: ids[unit].clone(),
            score,
            marks: marks(plan, &tokens),
            tokens,
            flow,
            lines: Vec::new(),
            same: Vec::new(),
        };
        let matched: BTreeSet<u32> = hit
            .marks
            .iter()
            .map(|mark| hit.line_of(&mark.range))
            .collect();
        hit.lines = matched.into_iter().collect();
        hits.push((at, hit));
    }
    hits
}
