//! Posting lists → pairs: each text counts through the lists it stands in.

use super::lists::{LAST, Lists};
use super::{Bounds, Overlap, leaders};
use rayon::prelude::*;
use std::collections::HashMap;

/// All lists, and for each text its places in them.
pub(super) struct Forward {
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
    pub(super) fn of(lists: Vec<Lists>, contents: &[u128], sizes: &[u32], bounds: &Bounds) -> Self {
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

    pub(super) fn count(&self, sizes: &[u32], bounds: &Bounds) -> Vec<Overlap> {
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
            for &text in later {
                counter.add(text, 0);
                counter.led[text as usize] = a;
            }
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
            let led = !bounds.sources || counter.led[b as usize] == a;
            let telling = if led { shared } else { rare };
            if telling >= least && bounds.keep(telling, sizes[a as usize], sizes[b as usize]) {
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
    /// By text the last one that it was paired with as, or by, a leader.
    led: Vec<u32>,
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
            led: vec![u32::MAX; index.profile.len()],
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
