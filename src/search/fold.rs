//! Hits with nearly the same text, gathered under the first of them.
//!
//! Nearly the same: at least nine in ten of all runs of five words are in
//! both. Nothing is dropped.

use super::resolve::each_paper;
use super::{AT_ONCE, Ranked};
use crate::archive::{Reader, UnitHit};
use crate::error::Result;
use crate::flow::Flow;
use crate::line::Lines;
use crate::overlap::join::in_both;
use crate::overlap::words::{SHINGLE, Words};
use std::collections::HashMap;

/// Runs by which texts are brought together before they are compared: the
/// smallest few by hash (MinHash, Broder 1997). Texts that share nine in ten
/// runs share one of these in all but one in ten thousand cases.
const SMALLEST: usize = 4;

/// Gathers hits in their order, until there are `limit` that stand first; all
/// if that is 0. Of each text only its runs are kept.
pub(super) fn folded(reader: &Reader, found: Vec<UnitHit>, limit: usize) -> Result<Vec<Ranked>> {
    let mut folded = Folded::default();
    for some in found.chunks(if limit == 0 {
        AT_ONCE
    } else {
        limit.min(AT_ONCE)
    }) {
        let some: Vec<&UnitHit> = some.iter().collect();
        let read = each_paper(reader, &some, |paper, places| {
            let lines = Lines::new(&paper.document);
            let runs = places.iter().filter_map(|&at| {
                let unit = paper.segmentation.units.get(some[at].unit)?;
                let flow = Flow::of_span(&lines, &paper.layout, unit.span);
                Some((at, runs(&flow.text)))
            });
            runs.collect()
        })?;
        let mut read: Vec<(usize, Vec<u64>)> = read;
        read.sort_by_key(|(at, _)| *at);
        for (at, runs) in read {
            folded.add(some[at].clone(), runs);
        }
        if limit > 0 && folded.hits.len() >= limit {
            folded.hits.truncate(limit);
            break;
        }
    }
    Ok(folded.hits)
}

/// Hits in order, later ones under earlier ones.
#[derive(Default)]
struct Folded {
    hits: Vec<Ranked>,
    /// Half of each run's hash is enough to tell texts apart.
    runs: Vec<Box<[u32]>>,
    /// Hits by their smallest runs.
    by_run: HashMap<u64, Vec<usize>>,
}

impl Folded {
    /// Adds a hit, under an earlier one if it has nearly the same text.
    fn add(&mut self, hit: UnitHit, runs: Vec<u64>) {
        let smallest = &runs[..SMALLEST.min(runs.len())];
        let near = smallest
            .iter()
            .filter_map(|run| self.by_run.get(run))
            .flatten();
        let mut near: Vec<usize> = near.copied().collect();
        near.sort_unstable();
        near.dedup();
        // Sorted by all of the hash, so by its first half.
        let halves: Box<[u32]> = runs.iter().map(|run| (run >> 32) as u32).collect();
        if let Some(&first) = near.iter().find(|&&at| alike(&self.runs[at], &halves)) {
            self.hits[first].same.push(hit);
            return;
        }
        for run in smallest {
            self.by_run.entry(*run).or_default().push(self.hits.len());
        }
        self.hits.push(Ranked {
            hit,
            same: Vec::new(),
        });
        self.runs.push(halves);
    }
}

/// The different runs of words; the words themselves of a shorter text.
fn runs(text: &str) -> Vec<u64> {
    let words = Words::of(text);
    if words.len() >= SHINGLE {
        return words.shingle_set();
    }
    let mut words = words.hashes;
    words.sort_unstable();
    words.dedup();
    words
}

fn alike(a: &[u32], b: &[u32]) -> bool {
    let shared = in_both(a, b) as usize;
    shared * 10 >= (a.len() + b.len() - shared) * 9
}
