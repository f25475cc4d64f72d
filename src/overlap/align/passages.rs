//! Passages: runs that follow one another in both texts, with few changed
//! words between them.

use super::runs::{Run, common, runs};
use crate::overlap::words::Words;
use std::ops::Range;

/// A stretch that stands in both texts, word for word or nearly so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Words of the first text.
    pub a: Range<usize>,
    /// Words of the second text.
    pub b: Range<usize>,
    /// Equal runs inside: word of the first, word of the second, how many.
    pub runs: Vec<(usize, usize, usize)>,
}

impl Passage {
    /// Words that are equal.
    pub fn words(&self) -> usize {
        self.runs.iter().map(|(_, _, len)| len).sum()
    }

    /// The same passage seen from the other text.
    #[must_use]
    pub fn turned(&self) -> Self {
        let runs = self.runs.iter();
        Passage {
            a: self.b.clone(),
            b: self.a.clone(),
            runs: runs.map(|&(a, b, len)| (b, a, len)).collect(),
        }
    }
}

/// Words in a passage, at least.
pub const PASSAGE: usize = 12;
/// Words that may have changed in a row inside a passage.
const GAP: usize = 12;
/// The passages that two texts share, by place in `a`.
pub fn passages(a: &Words, b: &Words) -> Vec<Passage> {
    let mut found: Vec<Vec<Run>> = Vec::new();
    let runs = runs(a, b);
    // What stands between two runs of a chain may have moved, and be another's.
    let mut used = vec![false; b.len()];
    for run in &runs {
        used[run.b..run.b + run.len].fill(true);
    }
    for run in runs {
        let last = found.last_mut();
        match last.filter(|chain| chain.last().is_some_and(|before| is_next(before, &run))) {
            Some(chain) => {
                let before = chain[chain.len() - 1];
                let gap = (before.a + before.len..run.a, before.b + before.len..run.b);
                for equal in common(a, b, gap) {
                    let words = &mut used[equal.b..equal.b + equal.len];
                    if !words.contains(&true) {
                        words.fill(true);
                        chain.push(equal);
                    }
                }
                chain.push(run);
            }
            None => found.push(vec![run]),
        }
    }
    let passages = found.into_iter().filter_map(|chain| {
        let (first, last) = (chain.first()?, chain.last()?);
        Some(Passage {
            a: first.a..last.a + last.len,
            b: first.b..last.b + last.len,
            runs: chain.iter().map(|run| (run.a, run.b, run.len)).collect(),
        })
    });
    passages
        .filter(|passage| passage.words() >= PASSAGE)
        .collect()
}

/// `next` goes on where `run` ends, but for a few words.
fn is_next(run: &Run, next: &Run) -> bool {
    let near = |end: usize, start: usize| start >= end && start - end <= GAP;
    near(run.a + run.len, next.a) && near(run.b + run.len, next.b)
}
