//! Hits with nearly the same text, gathered under the first of them.
//!
//! Nearly the same: at least nine in ten of all runs of five words are in
//! both. Nothing is dropped.

use super::Hit;
use crate::overlap::join::in_both;
use crate::overlap::words::{SHINGLE, Words};
use std::collections::HashMap;

/// Runs by which texts are brought together before they are compared: the
/// smallest few by hash (MinHash, Broder 1997). Texts that share nine in ten
/// runs share one of these in all but one in ten thousand cases.
const SMALLEST: usize = 4;

/// Hits in order, later ones under earlier ones.
#[derive(Default)]
pub(super) struct Folded {
    hits: Vec<Hit>,
    runs: Vec<Vec<u64>>,
    /// Hits by their smallest runs.
    by_run: HashMap<u64, Vec<usize>>,
}

impl Folded {
    /// Adds a hit, under an earlier one if it has nearly the same text.
    pub(super) fn add(&mut self, hit: Hit, fold: bool) {
        if !fold {
            self.hits.push(hit);
            return;
        }
        let runs = runs(&hit);
        let smallest = runs[..SMALLEST.min(runs.len())].to_vec();
        let near = smallest
            .iter()
            .filter_map(|run| self.by_run.get(run))
            .flatten();
        let mut near: Vec<usize> = near.copied().collect();
        near.sort_unstable();
        near.dedup();
        if let Some(&first) = near.iter().find(|&&at| alike(&self.runs[at], &runs)) {
            self.hits[first].same.push(hit);
            return;
        }
        for run in smallest {
            self.by_run.entry(run).or_default().push(self.hits.len());
        }
        self.hits.push(hit);
        self.runs.push(runs);
    }

    /// Hits that stand first.
    pub(super) fn len(&self) -> usize {
        self.hits.len()
    }

    pub(super) fn finish(self) -> Vec<Hit> {
        self.hits
    }
}

/// The different runs of words; the words themselves of a shorter text.
fn runs(hit: &Hit) -> Vec<u64> {
    let words = Words::of(&hit.flow.text);
    if words.len() >= SHINGLE {
        return words.shingle_set();
    }
    let mut words = words.hashes;
    words.sort_unstable();
    words.dedup();
    words
}

fn alike(a: &[u64], b: &[u64]) -> bool {
    let shared = in_both(a, b) as usize;
    shared * 10 >= (a.len() + b.len() - shared) * 9
}
