//! The edits that turn one text into another: what stays in order, what moved,
//! and what changed between.

use super::runs::{Run, common, runs};
use crate::overlap::words::Words;
use std::ops::Range;

/// What happened to some words on the way from one text to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// Stand in both.
    Keep,
    /// Stand in the first only.
    Delete,
    /// Stand in the second only.
    Insert,
    /// Other words in the same place.
    Replace,
    /// Came here from elsewhere in the first.
    MovedHere,
    /// Went elsewhere in the second.
    MovedAway,
}

/// Words of both texts and what happened to them.
///
/// In order, the ranges in the first text divide it (those of
/// [`Op::MovedHere`] aside), and those in the second divide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What happened.
    pub op: Op,
    /// Words of the first text; where [`Op::MovedHere`] words came from.
    pub a: Range<usize>,
    /// Words of the second text.
    pub b: Range<usize>,
}

/// The edits that turn `a` into `b`.
pub fn edits(a: &Words, b: &Words) -> Vec<Edit> {
    let runs = runs(a, b);
    let (backbone, moved) = backbone(&runs);
    let mut edits = Edits {
        done: Vec::new(),
        a: 0,
        b: 0,
    };
    let end = Run {
        a: a.len(),
        b: b.len(),
        len: 0,
    };
    for run in backbone.iter().chain([&end]) {
        edits.between(a, b, run, &moved);
        edits.push(Op::Keep, run.len, run.len);
    }
    edits.done
}

/// Runs that stand in the same order in both texts, as many words as can be,
/// and the others.
fn backbone(runs: &[Run]) -> (Vec<Run>, Vec<Run>) {
    // Heaviest chain of runs that ends in each.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let before = (0..at)
            .filter(|&other| runs[other].b + runs[other].len <= run.b)
            .max_by_key(|&other| (best[other].0, std::cmp::Reverse(other)));
        let weight = before.map_or(0, |before| best[before].0) + run.len;
        best.push((weight, before));
    }
    let mut is_kept = vec![false; runs.len()];
    let mut next = (0..runs.len()).max_by_key(|&at| (best[at].0, std::cmp::Reverse(at)));
    while let Some(at) = next {
        is_kept[at] = true;
        next = best[at].1;
    }
    let pick = |wanted: bool| {
        let marked = runs.iter().zip(&is_kept);
        marked
            .filter(|(_, kept)| **kept == wanted)
            .map(|(run, _)| *run)
            .collect()
    };
    (pick(true), pick(false))
}

struct Edits {
    done: Vec<Edit>,
    /// Words of each text that are accounted for.
    a: usize,
    b: usize,
}

impl Edits {
    fn push(&mut self, op: Op, in_a: usize, in_b: usize) {
        if in_a + in_b == 0 {
            return;
        }
        let edit = Edit {
            op,
            a: self.a..self.a + in_a,
            b: self.b..self.b + in_b,
        };
        self.a += in_a;
        self.b += in_b;
        match self.done.last_mut() {
            Some(last) if last.op == op => {
                last.a.end = edit.a.end;
                last.b.end = edit.b.end;
            }
            _ => self.done.push(edit),
        }
    }

    /// What lies before `next`: moved runs, words in common, and the rest.
    fn between(&mut self, a: &Words, b: &Words, next: &Run, moved: &[Run]) {
        let inside_a = |run: &&Run| (self.a..next.a).contains(&run.a);
        let inside_b = |run: &&Run| (self.b..next.b).contains(&run.b);
        let away: Vec<Run> = moved.iter().filter(inside_a).copied().collect();
        let mut here: Vec<Run> = moved.iter().filter(inside_b).copied().collect();
        here.sort_unstable_by_key(|run| run.b);
        if away.is_empty() && here.is_empty() {
            for run in common(a, b, (self.a..next.a, self.b..next.b)) {
                self.changed(run.a, run.b);
                self.push(Op::Keep, run.len, run.len);
            }
            return self.changed(next.a, next.b);
        }
        for run in away {
            self.changed(run.a, self.b);
            self.push(Op::MovedAway, run.len, 0);
        }
        self.changed(next.a, self.b);
        for run in here {
            self.changed(self.a, run.b);
            self.done.push(Edit {
                op: Op::MovedHere,
                a: run.a..run.a + run.len,
                b: run.b..run.b + run.len,
            });
            self.b += run.len;
        }
        self.changed(self.a, next.b);
    }

    /// Words up to here have nothing in common.
    fn changed(&mut self, to_a: usize, to_b: usize) {
        let (in_a, in_b) = (to_a - self.a, to_b - self.b);
        let op = match (in_a, in_b) {
            (_, 0) => Op::Delete,
            (0, _) => Op::Insert,
            _ => Op::Replace,
        };
        self.push(op, in_a, in_b);
    }
}
