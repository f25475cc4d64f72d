//! The exact join: for every two texts, how many different shingles they
//! share. No sampling, no estimate.
//!
//! Shingles are thrown into partitions by their first bits; in each, those
//! that only one text holds fall out first (most do), the rest is sorted into
//! posting lists. Each text then counts through the lists it stands in.
//!
//! A shingle that more than [`Bounds::common`] texts hold is common:
//! boilerplate, or one family's own words. Counting every pair of its texts
//! would cost their square, so only its leaders, the first few, are paired
//! with all others: no family falls apart, and what a pair shares is still
//! counted in full. Which pairs are looked at depends on the texts and their
//! order alone.

mod count;
mod lists;

pub(crate) use lists::content;

use count::Forward;
use lists::{CHUNK, Lists, PARTITIONS, Thrown};
use rayon::prelude::*;
use std::collections::HashMap;

/// Where the join stops looking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// A shingle in more texts than this is common.
    pub common: usize,
    /// Texts of a common shingle that are paired with all others.
    pub leaders: usize,
    /// What is common is asked for its sources alone: the first text leads,
    /// besides those whose words have the smallest hash, and makes no pairs
    /// but with the leaders, however much of it two texts share.
    pub sources: bool,
    /// Shared shingles that make a pair: a run of 12 words has 8.
    pub shared: u32,
    /// Share of the smaller text that makes a pair, however few the shingles.
    pub containment: f64,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            common: 256,
            leaders: 8,
            sources: false,
            shared: 8,
            containment: 0.3,
        }
    }
}

impl Bounds {
    /// So many shared shingles are enough for texts of these sizes.
    pub(super) fn keep(&self, shared: u32, a: u32, b: u32) -> bool {
        let smaller = f64::from(a.min(b));
        shared >= self.shared || shared > 0 && f64::from(shared) >= self.containment * smaller
    }

    /// Fewer shared shingles than this are not enough for a text of this size
    /// with any that is not smaller than `smallest`.
    fn least(&self, size: u32, smallest: u32) -> u32 {
        let part = self.containment * f64::from(size.min(smallest));
        self.shared.min(part.floor() as u32)
    }
}

/// Two texts and what they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// The earlier text in the order given.
    pub a: u32,
    /// The later one.
    pub b: u32,
    /// Different shingles that both hold.
    pub shared: u32,
}

/// What the join finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlaps {
    /// Different shingles of each text.
    pub sizes: Vec<u32>,
    /// For each text the first that has the same words: itself, mostly.
    pub same: Vec<u32>,
    /// Pairs of first texts, in order.
    pub pairs: Vec<Overlap>,
}

/// Joins texts with one another.
///
/// At most 2³¹ texts and 2³¹ shared shingles in all.
pub fn overlaps<T: AsRef<str> + Sync>(texts: &[T], bounds: &Bounds) -> Overlaps {
    let bits = 32 - (texts.len() as u32).leading_zeros();
    let thrown: Vec<Thrown> = texts
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(at, chunk)| Thrown::of(chunk, at * CHUNK, bits))
        .collect();
    let contents: Vec<u128> = thrown
        .iter()
        .flat_map(|thrown| &thrown.contents)
        .copied()
        .collect();
    let same = first_of_each(&contents);
    let mut sizes: Vec<u32> = thrown
        .iter()
        .flat_map(|thrown| &thrown.sizes)
        .copied()
        .collect();
    let lists: Vec<Lists> = (0..PARTITIONS)
        .into_par_iter()
        .map(|partition| Lists::of(&thrown, partition, &same, bits))
        .collect();
    drop(thrown);
    for text in lists.iter().flat_map(|lists| &lists.repeated) {
        sizes[*text as usize] -= 1;
    }
    for at in 0..same.len() {
        sizes[at] = sizes[same[at] as usize];
    }
    let index = Forward::of(lists, &contents, &sizes, bounds);
    let pairs = index.count(&sizes, bounds);
    Overlaps { sizes, same, pairs }
}

/// For each text the first with the same words.
fn first_of_each(contents: &[u128]) -> Vec<u32> {
    let mut first: HashMap<u128, u32> = HashMap::new();
    let contents = contents.iter().zip(0..);
    contents
        .map(|(content, at)| *first.entry(*content).or_insert(at))
        .collect()
}

/// The texts of a common shingle that are paired with all others: those whose
/// words have the smallest hash.
pub(super) fn leaders(list: &[u32], bounds: &Bounds, content: impl Fn(&u32) -> u128) -> Vec<u32> {
    let mut leaders = list.to_vec();
    if leaders.len() > bounds.leaders {
        leaders.select_nth_unstable_by_key(bounds.leaders, &content);
        leaders.truncate(bounds.leaders);
        let first = list.iter().min().filter(|_| bounds.sources);
        if let Some(first) = first.filter(|first| !leaders.contains(first)) {
            leaders.push(*first);
        }
    }
    leaders
}

/// How many values stand in both of two sorted lists.
pub fn in_both<V: Ord>(a: &[V], b: &[V]) -> u32 {
    both(a, b).count() as u32
}

/// The values that stand in both of two sorted lists.
pub(super) fn both<'v, V: Ord>(a: &'v [V], b: &'v [V]) -> impl Iterator<Item = &'v V> {
    let (mut at, mut other) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let value = a.get(at)?;
            match value.cmp(b.get(other)?) {
                std::cmp::Ordering::Less => at += 1,
                std::cmp::Ordering::Greater => other += 1,
                std::cmp::Ordering::Equal => {
                    at += 1;
                    other += 1;
                    return Some(value);
                }
            }
        }
    })
}
