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

use super::words::{SHINGLE, each_word, mix, shingle};
use rayon::prelude::*;
use std::collections::HashMap;

/// Where the join stops looking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// A shingle in more texts than this is common.
    pub common: usize,
    /// Texts of a common shingle that are paired with all others.
    pub leaders: usize,
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

/// Texts that one task reads.
const CHUNK: usize = 1024;
/// Partitions of the shingles, by their first ten bits: each fits the cache.
const PARTITIONS: usize = 1 << 10;

/// The shingles of some texts, by partition.
struct Thrown {
    /// The rest of the hash, with the text's number in the last bits.
    shingles: Box<[u64]>,
    /// Where each partition starts.
    starts: Vec<u32>,
    /// Shingles of each text.
    sizes: Vec<u32>,
    /// A hash of each text's words in order.
    contents: Vec<u128>,
}

impl Thrown {
    fn of<T: AsRef<str>>(texts: &[T], first: usize, bits: u32) -> Self {
        let mut found: Vec<u64> = Vec::new();
        let (mut sizes, mut contents) = (Vec::new(), Vec::new());
        let mut ends = Vec::new();
        let mut words = Vec::new();
        let mut starts = vec![0_u32; PARTITIONS + 1];
        for text in texts {
            words.clear();
            each_word(text.as_ref(), |hash, _| words.push(hash));
            let before = found.len();
            for run in words.windows(SHINGLE) {
                let hash = shingle(run);
                starts[partition(hash) + 1] += 1;
                found.push(hash);
            }
            sizes.push((found.len() - before) as u32);
            ends.push(found.len());
            contents.push(content(&words));
        }
        for at in 0..PARTITIONS {
            starts[at + 1] += starts[at];
        }
        let mut shingles = vec![0; found.len()].into_boxed_slice();
        let mut next = starts.clone();
        let mut from = 0;
        for (at, end) in ends.into_iter().enumerate() {
            let text = (first + at) as u64;
            for &hash in &found[from..end] {
                let place = &mut next[partition(hash)];
                shingles[*place as usize] = packed(hash, text, bits);
                *place += 1;
            }
            from = end;
        }
        Thrown {
            shingles,
            starts,
            sizes,
            contents,
        }
    }

    fn partition(&self, at: usize) -> &[u64] {
        &self.shingles[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

fn partition(hash: u64) -> usize {
    (hash >> (64 - PARTITIONS.trailing_zeros())) as usize
}

/// Bits of the hash that the partition does not tell, then the text.
fn packed(hash: u64, text: u64, bits: u32) -> u64 {
    let rest = hash << PARTITIONS.trailing_zeros();
    rest >> bits << bits | text
}

/// A hash of all words in order, in 128 bits: equal ones are taken for equal
/// texts.
pub(super) fn content(words: &[u64]) -> u128 {
    let (mut low, mut high) = (words.len() as u64, !(words.len() as u64));
    for &word in words {
        low = mix(low, word);
        high = mix(high.rotate_left(7), word.rotate_left(32));
    }
    u128::from(high) << 64 | u128::from(low)
}

/// For each text the first with the same words.
fn first_of_each(contents: &[u128]) -> Vec<u32> {
    let mut first: HashMap<u128, u32> = HashMap::new();
    let contents = contents.iter().zip(0..);
    contents
        .map(|(content, at)| *first.entry(*content).or_insert(at))
        .collect()
}

/// The posting lists of one partition.
struct Lists {
    /// The texts of each list, the last marked.
    texts: Vec<u32>,
    /// A text for each shingle that it holds once more.
    repeated: Vec<u32>,
}

/// Marks the last text of a list.
const LAST: u32 = 1 << 31;

impl Lists {
    fn of(thrown: &[Thrown], partition: usize, same: &[u32], bits: u32) -> Self {
        let text_of = |posting: u64| (posting & ((1 << bits) - 1)) as u32;
        let is_first = |posting: &u64| {
            let text = text_of(*posting);
            same[text as usize] == text
        };
        let all = || {
            thrown
                .iter()
                .flat_map(|thrown| thrown.partition(partition))
                .copied()
        };
        let mut postings = not_alone(|| all().filter(is_first), bits);
        postings.sort_unstable();
        let mut lists = Lists {
            texts: Vec::new(),
            repeated: Vec::new(),
        };
        let mut from = 0;
        while from < postings.len() {
            let shingle = postings[from] >> bits;
            let start = lists.texts.len();
            while let Some(&posting) = postings.get(from).filter(|next| *next >> bits == shingle) {
                let text = text_of(posting);
                if lists.texts.len() > start && lists.texts.last() == Some(&text) {
                    lists.repeated.push(text);
                } else {
                    lists.texts.push(text);
                }
                from += 1;
            }
            if lists.texts.len() == start + 1 {
                lists.texts.pop();
            } else if let Some(last) = lists.texts.last_mut() {
                *last |= LAST;
            }
        }
        lists
    }
}

/// Postings whose shingle comes more than once, and a few others: two bits
/// for each value of part of the hash, "seen" and "seen again".
fn not_alone<I: Iterator<Item = u64>>(all: impl Fn() -> I, bits: u32) -> Vec<u64> {
    const SLOTS: u32 = 19;
    let mut seen = vec![0_u64; 1 << (SLOTS - 6)];
    let mut again = vec![0_u64; 1 << (SLOTS - 6)];
    // The first bits of the rest of the hash; the text's are the last.
    let slot = |posting: u64| {
        let slot = (posting >> (64 - SLOTS)) as usize;
        (slot >> 6, 1_u64 << (slot & 63))
    };
    debug_assert!(bits <= 64 - SLOTS);
    for posting in all() {
        let (word, bit) = slot(posting);
        again[word] |= seen[word] & bit;
        seen[word] |= bit;
    }
    let is_again = |posting: &u64| {
        let (word, bit) = slot(*posting);
        again[word] & bit != 0
    };
    all().filter(is_again).collect()
}

/// All lists, and for each text its places in them.
struct Forward {
    /// The lists of shingles that are not common, end to end.
    texts: Vec<u32>,
    /// For each text the places right behind it in its lists.
    places: Grouped,
    /// The texts of common shingles, and those of them that lead.
    common_texts: Vec<(Vec<u32>, Vec<u32>)>,
    /// For each text which of [`Forward::profiles`] it has.
    profile: Vec<u32>,
    /// Different sets of common shingles, sorted; boilerplate comes in few.
    profiles: Vec<Vec<u32>>,
    /// Shingles of the smallest text that has any.
    smallest: u32,
}

/// Numbers by text.
struct Grouped {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Grouped {
    /// Groups pairs of text and value; `each` calls back with all of them, the
    /// same ones each time.
    fn of(texts: usize, each: impl Fn(&mut dyn FnMut(u32, u32))) -> Self {
        let mut starts = vec![0_u32; texts + 1];
        each(&mut |text, _| starts[text as usize + 1] += 1);
        for at in 0..texts {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut values = vec![0; starts[texts] as usize];
        each(&mut |text, value| {
            values[next[text as usize] as usize] = value;
            next[text as usize] += 1;
        });
        Grouped { starts, values }
    }

    fn get(&self, text: u32) -> &[u32] {
        let text = text as usize;
        &self.values[self.starts[text] as usize..self.starts[text + 1] as usize]
    }
}

impl Forward {
    fn of(lists: Vec<Lists>, contents: &[u128], sizes: &[u32], bounds: &Bounds) -> Self {
        let count = contents.len();
        let mut texts = Vec::with_capacity(lists.iter().map(|lists| lists.texts.len()).sum());
        let mut common_texts = Vec::new();
        for lists in lists {
            for list in lists.texts.split_inclusive(|text| text & LAST != 0) {
                if list.len() > bounds.common {
                    let list: Vec<u32> = list.iter().map(|text| text & !LAST).collect();
                    let leaders = leaders(&list, bounds, |text| contents[*text as usize]);
                    common_texts.push((list, leaders));
                } else {
                    texts.extend_from_slice(list);
                }
            }
        }
        let places = Grouped::of(count, |put| {
            for (at, text) in texts.iter().enumerate() {
                if text & LAST == 0 {
                    put(*text, at as u32 + 1);
                }
            }
        });
        let common = Grouped::of(count, |put| {
            for (number, (list, _)) in common_texts.iter().enumerate() {
                list.iter().for_each(|text| put(*text, number as u32));
            }
        });
        let (mut numbers, mut profiles) = (HashMap::new(), Vec::new());
        let number = |text: usize| {
            let common = common.get(text as u32);
            *numbers.entry(common).or_insert_with(|| {
                profiles.push(common.to_vec());
                profiles.len() as u32 - 1
            })
        };
        let profile = (0..count).map(number).collect();
        Forward {
            texts,
            places,
            common_texts,
            profile,
            profiles,
            smallest: sizes
                .iter()
                .copied()
                .filter(|size| *size > 0)
                .min()
                .unwrap_or(0),
        }
    }

    fn count(&self, sizes: &[u32], bounds: &Bounds) -> Vec<Overlap> {
        const TASK: usize = 256;
        let tasks = sizes.len().div_ceil(TASK);
        let found: Vec<Vec<Overlap>> = (0..tasks)
            .into_par_iter()
            .map_init(
                || Counter::new(self),
                |counter, task| {
                    let texts = task * TASK..((task + 1) * TASK).min(sizes.len());
                    let mut pairs = Vec::new();
                    for text in texts {
                        self.count_one(text as u32, sizes, bounds, counter, &mut pairs);
                    }
                    pairs
                },
            )
            .collect();
        found.concat()
    }

    /// The pairs of text `a` with later ones.
    fn count_one(
        &self,
        a: u32,
        sizes: &[u32],
        bounds: &Bounds,
        counter: &mut Counter,
        pairs: &mut Vec<Overlap>,
    ) {
        for &place in self.places.get(a) {
            for &text in &self.texts[place as usize..] {
                counter.add(text & !LAST, 1);
                if text & LAST != 0 {
                    break;
                }
            }
        }
        let common = &self.profiles[self.profile[a as usize] as usize];
        for &number in common {
            counter.marked[number as usize] = a;
            let (list, leaders) = &self.common_texts[number as usize];
            let others = if leaders.contains(&a) { list } else { leaders };
            let later = others.iter().filter(|text| **text > a);
            later.for_each(|&text| counter.add(text, 0));
        }
        let least = bounds.least(sizes[a as usize], self.smallest);
        let before = pairs.len();
        for b in counter.touched.drain(..) {
            let slot = &mut counter.slots[b as usize];
            let rare = std::mem::take(&mut slot.count) - 1;
            let known = &mut counter.common[slot.profile as usize];
            if known.0 != a {
                let numbers = self.profiles[slot.profile as usize].iter();
                let both = numbers.filter(|number| counter.marked[**number as usize] == a);
                *known = (a, both.count() as u32);
            }
            let shared = rare + known.1;
            if shared >= least && bounds.keep(shared, sizes[a as usize], sizes[b as usize]) {
                pairs.push(Overlap { a, b, shared });
            }
        }
        pairs[before..].sort_unstable();
    }
}

/// What one text shares with others.
struct Counter {
    slots: Vec<Slot>,
    touched: Vec<u32>,
    /// Common shingles by profile, and the text they were counted for.
    common: Vec<(u32, u32)>,
    /// By common shingle the last text that was found to hold it.
    marked: Vec<u32>,
}

/// A text as it is counted; both numbers lie on one cache line.
#[derive(Clone, Copy)]
struct Slot {
    /// Rare shingles shared; one more than their number once touched.
    count: u32,
    profile: u32,
}

impl Counter {
    fn new(index: &Forward) -> Self {
        let slot = |profile: &u32| Slot {
            count: 0,
            profile: *profile,
        };
        Counter {
            slots: index.profile.iter().map(slot).collect(),
            touched: Vec::new(),
            common: vec![(u32::MAX, 0); index.profiles.len()],
            marked: vec![u32::MAX; index.common_texts.len()],
        }
    }

    #[inline]
    fn add(&mut self, text: u32, shared: u32) {
        let count = &mut self.slots[text as usize].count;
        if *count == 0 {
            self.touched.push(text);
            *count = 1;
        }
        *count += shared;
    }
}

/// The texts of a common shingle that are paired with all others: those whose
/// words have the smallest hash.
pub(super) fn leaders(list: &[u32], bounds: &Bounds, content: impl Fn(&u32) -> u128) -> Vec<u32> {
    let mut leaders = list.to_vec();
    if leaders.len() > bounds.leaders {
        leaders.select_nth_unstable_by_key(bounds.leaders, &content);
        leaders.truncate(bounds.leaders);
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
