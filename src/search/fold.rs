//! Hits with nearly the same text, gathered under the first of them.
//!
//! Nearly the same: at least nine in ten of all runs of five words are in
//! both. Nothing is dropped.

use super::each::AT_ONCE;
use super::resolve::each_paper;
use super::{Ranked, names, start_of};
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

/// Texts that are compared with one, at most: what more share is a sentence
/// that many were written with.
const LOOKED_AT: usize = 64;

/// Gathers hits in their order, until there are `limit` that stand first; all
/// if that is 0. Of each text only its runs are kept.
pub(super) fn folded(reader: &Reader, found: Vec<UnitHit>, limit: usize) -> Result<Vec<Ranked>> {
    let mut folded = Folded::default();
    if limit == 0 {
        // All are read anyway, so in the order in which they are stored.
        let mut order: Vec<usize> = (0..found.len()).collect();
        let papers = reader.papers()?;
        let names = names(&papers);
        order.sort_by_key(|at| (names.get(start_of(&found[*at].sha256)), found[*at].unit));
        let mut all: Vec<Option<Runs>> = found.iter().map(|_| None).collect();
        for some in order.chunks(AT_ONCE) {
            let hits: Vec<&UnitHit> = some.iter().map(|at| &found[*at]).collect();
            for (at, runs) in read(reader, &hits)? {
                all[some[at]] = Some(runs);
            }
        }
        for (hit, runs) in found.into_iter().zip(all) {
            if let Some(runs) = runs {
                folded.add(hit, runs);
            }
        }
        return Ok(folded.hits);
    }
    for some in found.chunks(limit.min(AT_ONCE)) {
        let hits: Vec<&UnitHit> = some.iter().collect();
        for (at, runs) in read(reader, &hits)? {
            folded.add(some[at].clone(), runs);
        }
        if folded.hits.len() >= limit {
            folded.hits.truncate(limit);
            break;
        }
    }
    Ok(folded.hits)
}

/// The runs of some hits, each with its number, in their order.
fn read(reader: &Reader, hits: &[&UnitHit]) -> Result<Vec<(usize, Runs)>> {
    let mut read = each_paper(reader, hits, |paper, places| {
        let lines = Lines::new(&paper.document);
        let runs = places.iter().filter_map(|&at| {
            let unit = paper.segmentation.units.get(hits[at].unit)?;
            let flow = Flow::of_span(&lines, &paper.layout, unit.span);
            Some((at, Runs::of(&flow.text)))
        });
        runs.collect()
    })?;
    read.sort_by_key(|(at, _)| *at);
    Ok(read)
}

/// The different runs of a text.
struct Runs {
    /// The smallest few.
    smallest: Vec<u64>,
    /// All, sorted; half of each hash is enough to tell texts apart.
    halves: Box<[u32]>,
}

impl Runs {
    fn of(text: &str) -> Self {
        let runs = runs(text);
        Runs {
            smallest: runs[..SMALLEST.min(runs.len())].to_vec(),
            halves: runs.iter().map(|run| (run >> 32) as u32).collect(),
        }
    }
}

/// Hits in order, later ones under earlier ones.
#[derive(Default)]
struct Folded {
    hits: Vec<Ranked>,
    runs: Vec<Box<[u32]>>,
    /// Hits by their smallest runs.
    by_run: HashMap<u64, Vec<usize>>,
}

impl Folded {
    /// Adds a hit, under an earlier one if it has nearly the same text.
    fn add(&mut self, hit: UnitHit, Runs { smallest, halves }: Runs) {
        // A run that few have tells more than one that many have.
        let mut lists: Vec<&Vec<usize>> = smallest
            .iter()
            .filter_map(|run| self.by_run.get(run))
            .collect();
        lists.sort_by_key(|list| list.len());
        let near = lists.into_iter().flatten().take(LOOKED_AT);
        let mut near: Vec<usize> = near.copied().collect();
        near.sort_unstable();
        near.dedup();
        if let Some(&first) = near.iter().find(|&&at| alike(&self.runs[at], &halves)) {
            self.hits[first].same.push(hit);
            return;
        }
        for run in smallest {
            self.by_run.entry(run).or_default().push(self.hits.len());
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
    if a.len().min(b.len()) * 10 < a.len().max(b.len()) * 9 {
        return false;
    }
    let shared = in_both(a, b) as usize;
    shared * 10 >= (a.len() + b.len() - shared) * 9
}
