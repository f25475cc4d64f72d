//! Equal runs of two texts, and equal words between them.

use crate::overlap::words::{SHINGLE, Words};
use std::collections::HashMap;
use std::ops::Range;

/// Equal words: so many, from here in one text and from there in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) len: usize,
}

/// Places of a shingle in one text, at most, from which runs are sought: a
/// summary repeats its body, a chorus says nothing.
const REPEATS: usize = 4;
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
    let (in_a, in_b) = (places(a), places(b));
    let mut found: Vec<Run> = Vec::new();
    let mut ends: HashMap<usize, usize> = HashMap::new();
    for (at_b, shingle) in b.shingles().enumerate() {
        let (Some(Some(all_in_a)), Some(Some(_))) = (in_a.get(&shingle), in_b.get(&shingle)) else {
            continue;
        };
        for &at_a in all_in_a {
            // Runs on one diagonal do not overlap: this seed may lie in the
            // last.
            let diagonal = ends.entry(at_a + b.len() - at_b).or_insert(0);
            if at_b < *diagonal {
                continue;
            }
            let run = extended(a, b, at_a, at_b);
            *diagonal = run.b + run.len;
            found.push(run);
        }
    }
    found
}

/// Where each shingle stands; nothing for those that stand in many places.
fn places(words: &Words) -> HashMap<u64, Option<Vec<usize>>> {
    let mut found: HashMap<u64, Option<Vec<usize>>> = HashMap::with_capacity(words.len());
    for (at, shingle) in words.shingles().enumerate() {
        let places = found.entry(shingle).or_insert_with(|| Some(Vec::new()));
        if places
            .as_ref()
            .is_some_and(|places| places.len() == REPEATS)
        {
            *places = None;
        } else if let Some(places) = places {
            places.push(at);
        }
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

/// Equal words in order between two runs: a longest common subsequence, what
/// meets by chance left out.
pub(super) fn common(a: &Words, b: &Words, (in_a, in_b): (Range<usize>, Range<usize>)) -> Vec<Run> {
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
