//! Shingles → posting lists: every text's shingles thrown into partitions,
//! those of one text alone dropped, the rest sorted.

use crate::overlap::words::{SHINGLE, each_word, mix, shingle};

/// Texts that one task reads.
pub(super) const CHUNK: usize = 1024;
/// Partitions of the shingles, by their first ten bits: each fits the cache.
pub(super) const PARTITIONS: usize = 1 << 10;

/// The shingles of some texts, by partition.
pub(super) struct Thrown {
    /// The rest of the hash, with the text's number in the last bits.
    shingles: Box<[u64]>,
    /// Where each partition starts.
    starts: Vec<u32>,
    /// Shingles of each text.
    pub(super) sizes: Vec<u32>,
    /// A hash of each text's words in order.
    pub(super) contents: Vec<u128>,
}

impl Thrown {
    pub(super) fn of<T: AsRef<str>>(texts: &[T], first: usize, bits: u32) -> Self {
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
pub(crate) fn content(words: &[u64]) -> u128 {
    let (mut low, mut high) = (words.len() as u64, !(words.len() as u64));
    for &word in words {
        low = mix(low, word);
        high = mix(high.rotate_left(7), word.rotate_left(32));
    }
    u128::from(high) << 64 | u128::from(low)
}

/// The posting lists of one partition.
pub(super) struct Lists {
    /// The texts of each list, the last marked.
    pub(super) texts: Vec<u32>,
    /// A text for each shingle that it holds once more.
    pub(super) repeated: Vec<u32>,
}

/// Marks the last text of a list.
pub(super) const LAST: u32 = 1 << 31;

impl Lists {
    pub(super) fn of(thrown: &[Thrown], partition: usize, same: &[u32], bits: u32) -> Self {
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
