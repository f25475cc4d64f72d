//! Two texts laid side by side: the runs of words that stand in both, the
//! passages they make up, and the edits that turn one text into the other.
//!
//! Seed and extend, as in BLAST and passim: shingles that stand once in each
//! text are seeds; each is extended to the longest equal run. Of runs that
//! overlap the longer keeps the words. Between runs, words are aligned by
//! their longest common subsequence.

use super::words::{SHINGLE, Words};
use std::collections::HashMap;
use std::ops::Range;

/// Equal words: so many, from here in one text and from there in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) len: usize,
}

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
/// Cells of the largest table that is filled to align what lies between runs.
const CELLS: usize = 1 << 20;

/// The equal runs of at least [`SHINGLE`] words, by their place in `a`. No
/// word is in two.
pub(super) fn runs(a: &Words, b: &Words) -> Vec<Run> {
    let mut found = maximal_runs(a, b);
    found.sort_by_key(|run| (std::cmp::Reverse(run.len), run.a, run.b));
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut kept = Vec::new();
    for run in found {
        let Some((skip, len)) = longest_free(&run, &used_a, &used_b) else {
            continue;
        };
        let run = Run {
            a: run.a + skip,
            b: run.b + skip,
            len,
        };
        used_a[run.a..run.a + len].fill(true);
        used_b[run.b..run.b + len].fill(true);
        kept.push(run);
    }
    kept.sort_unstable_by_key(|run| run.a);
    kept
}

/// Every seed extended as far as words are equal.
fn maximal_runs(a: &Words, b: &Words) -> Vec<Run> {
    let places = |words: &Words| {
        let mut once: HashMap<u64, Option<usize>> = HashMap::with_capacity(words.len());
        for (at, shingle) in words.shingles().enumerate() {
            once.entry(shingle)
                .and_modify(|place| *place = None)
                .or_insert(Some(at));
        }
        once
    };
    let (in_a, in_b) = (places(a), places(b));
    let mut found: Vec<Run> = Vec::new();
    let mut ends: HashMap<usize, usize> = HashMap::new();
    for (at_b, shingle) in b.shingles().enumerate() {
        let (Some(Some(at_a)), Some(Some(_))) = (in_a.get(&shingle), in_b.get(&shingle)) else {
            continue;
        };
        // Runs on one diagonal do not overlap: this seed may lie in the last.
        let diagonal = ends.entry(at_a + b.len() - at_b).or_insert(0);
        if at_b < *diagonal {
            continue;
        }
        let run = extended(a, b, *at_a, at_b);
        *diagonal = run.b + run.len;
        found.push(run);
    }
    found
}

fn extended(a: &Words, b: &Words, at_a: usize, at_b: usize) -> Run {
    let (a, b) = (&a.hashes, &b.hashes);
    let back = a[..at_a].iter().rev().zip(b[..at_b].iter().rev());
    let back = back.take_while(|(a, b)| a == b).count();
    let ahead = a[at_a..].iter().zip(&b[at_b..]);
    let ahead = ahead.take_while(|(a, b)| a == b).count();
    Run {
        a: at_a - back,
        b: at_b - back,
        len: back + ahead,
    }
}

/// The longest part of a run whose words are free in both texts, if it is
/// long enough: how many words in, and its length.
fn longest_free(run: &Run, used_a: &[bool], used_b: &[bool]) -> Option<(usize, usize)> {
    let (mut best, mut start) = ((0, 0), 0);
    for at in 0..=run.len {
        if at == run.len || used_a[run.a + at] || used_b[run.b + at] {
            if at - start > best.1 {
                best = (start, at - start);
            }
            start = at + 1;
        }
    }
    (best.1 >= SHINGLE).then_some(best)
}

/// The passages that two texts share, by place in `a`.
pub fn passages(a: &Words, b: &Words) -> Vec<Passage> {
    let mut found: Vec<Vec<Run>> = Vec::new();
    for run in runs(a, b) {
        let last = found.last_mut();
        match last.filter(|chain| chain.last().is_some_and(|before| is_next(before, &run))) {
            Some(chain) => {
                let before = chain[chain.len() - 1];
                let gap = (before.a + before.len..run.a, before.b + before.len..run.b);
                chain.extend(common(a, b, gap));
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

/// Equal words in order between two runs: a longest common subsequence, what
/// meets by chance left out.
fn common(a: &Words, b: &Words, (in_a, in_b): (Range<usize>, Range<usize>)) -> Vec<Run> {
    let (rows, columns) = (in_a.len(), in_b.len());
    if rows == 0 || columns == 0 || rows * columns > CELLS {
        return Vec::new();
    }
    let equal =
        |row: usize, column: usize| a.hashes[in_a.start + row] == b.hashes[in_b.start + column];
    // Longest common subsequence of what is left from each place on.
    let width = columns + 1;
    let mut longest = vec![0_u32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            longest[row * width + column] = if equal(row, column) {
                longest[(row + 1) * width + column + 1] + 1
            } else {
                longest[(row + 1) * width + column].max(longest[row * width + column + 1])
            };
        }
    }
    let mut found: Vec<Run> = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if equal(row, column) {
            let (at_a, at_b) = (in_a.start + row, in_b.start + column);
            match found.last_mut() {
                Some(run) if run.a + run.len == at_a && run.b + run.len == at_b => run.len += 1,
                _ => found.push(Run {
                    a: at_a,
                    b: at_b,
                    len: 1,
                }),
            }
            row += 1;
            column += 1;
        } else if longest[(row + 1) * width + column] >= longest[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    without_chance(found, in_a, in_b)
}

/// Drops equal words that stand among more changed ones on both sides.
fn without_chance(found: Vec<Run>, in_a: Range<usize>, in_b: Range<usize>) -> Vec<Run> {
    const SURE: usize = 3;
    let mut kept: Vec<Run> = Vec::new();
    for (at, run) in found.iter().enumerate() {
        let (from_a, from_b) = kept.last().map_or((in_a.start, in_b.start), |last| {
            (last.a + last.len, last.b + last.len)
        });
        let (to_a, to_b) = found
            .get(at + 1)
            .map_or((in_a.end, in_b.end), |next| (next.a, next.b));
        let before = (run.a - from_a).max(run.b - from_b);
        let after = (to_a - run.a - run.len).max(to_b - run.b - run.len);
        if run.len >= SURE || before.min(after) <= run.len {
            kept.push(*run);
        }
    }
    kept
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(a: &str, b: &str) -> String {
        let (words_a, words_b) = (Words::of(a), Words::of(b));
        let slice = |text: &str, words: &Words, range: &Range<usize>| {
            if range.is_empty() {
                return String::new();
            }
            text[words.bytes(range.clone())].to_owned()
        };
        let one = |edit: Edit| {
            let (a, b) = (slice(a, &words_a, &edit.a), slice(b, &words_b, &edit.b));
            match edit.op {
                Op::Keep => b,
                Op::Delete => format!("[-{a}-]"),
                Op::Insert => format!("[+{b}+]"),
                Op::Replace => format!("[-{a}-+{b}+]"),
                Op::MovedHere => format!("[>{b}>]"),
                Op::MovedAway => format!("[<{a}<]"),
            }
        };
        let told: Vec<String> = edits(&words_a, &words_b).into_iter().map(one).collect();
        told.join(" ")
    }

    #[test]
    fn single_words_change() {
        assert_eq!(
            told(
                "en stad där alla kan bo bra och arbeta länge",
                "en by där alla kan bo bra och få arbeta"
            ),
            "en [-stad-+by+] där alla kan bo bra och [+få+] arbeta [-länge-]"
        );
    }

    #[test]
    fn a_block_that_moved_is_a_move() {
        let one = "först kommer den ena delen av texten";
        let other = "sedan följer den andra delen som är något längre än så";
        assert_eq!(
            told(&format!("{one} {other}"), &format!("{other} {one}")),
            format!("[<{one}<] {other} [>{one}>]")
        );
    }

    #[test]
    fn words_that_meet_by_chance_are_not_kept() {
        assert_eq!(
            told(
                "vi vill se helt andra saker och mer av det som är nytt",
                "nu kräver partiet besked om budgeten och inga fler löften från er sida"
            ),
            "[-vi vill se helt andra saker och mer av det som är nytt-+nu kräver partiet besked om budgeten och inga fler löften från er sida+]"
        );
    }

    #[test]
    fn a_passage_reads_over_changed_words() {
        let a = Words::of(
            "inledning helt egen x ett två tre fyra fem sex sju 2017 åtta nio tio elva tolv tretton slut",
        );
        let b = Words::of(
            "annat ett två tre fyra fem sex sju 20 I 7 åtta nio tio elva tolv tretton mer",
        );
        let found = passages(&a, &b);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].a.clone(), found[0].b.clone()), (4..18, 1..17));
        assert_eq!(found[0].words(), 13);
    }
}
