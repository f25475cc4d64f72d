//! Texts that come and go: the pairs that [`super::join`] finds in all texts
//! at once, kept up to date one text at a time.
//!
//! Holds every shingle of every text in memory (some 14 kB for a text of 470
//! words). What it gives depends on the texts it holds alone, not on the order
//! in which they came, and is what the join gives.

use super::join::{Bounds, content, in_both, leaders};
use super::words::Words;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Texts by key, and what they share.
#[derive(Debug)]
pub struct Index {
    bounds: Bounds,
    keys: BTreeMap<String, u32>,
    /// Different texts; a place whose text is gone is filled again.
    texts: Vec<Text>,
    free: Vec<u32>,
    by_content: HashMap<u128, u32>,
    /// The text that holds a shingle, or a place in `lists`, marked.
    postings: HashMap<u64, u32, FixedState>,
    lists: Vec<Vec<u32>>,
}

#[derive(Debug, Default)]
struct Text {
    content: u128,
    shingles: Vec<u64>,
    keys: BTreeSet<String>,
    /// Shared shingles with each text that makes a pair with it.
    near: BTreeMap<u32, u32>,
}

/// Marks a place in the lists.
const LIST: u32 = 1 << 31;

/// A text that shares something with another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// Its key.
    pub key: String,
    /// Different shingles that both hold.
    pub shared: u32,
    /// Different shingles that it holds.
    pub size: u32,
}

impl Index {
    /// An index without texts.
    pub fn new(bounds: Bounds) -> Self {
        Index {
            bounds,
            keys: BTreeMap::new(),
            texts: Vec::new(),
            free: Vec::new(),
            by_content: HashMap::new(),
            postings: HashMap::default(),
            lists: Vec::new(),
        }
    }

    /// Adds a text, in place of one with the same key.
    pub fn insert(&mut self, key: &str, text: &str) {
        let words = Words::of(text);
        let content = content(&words.hashes);
        if let Some(&known) = self.keys.get(key) {
            if self.texts[known as usize].content == content {
                return;
            }
            self.remove(key);
        }
        let at = match self.by_content.get(&content) {
            Some(&at) => at,
            None => self.add(content, words.shingle_set()),
        };
        self.texts[at as usize].keys.insert(key.to_owned());
        self.keys.insert(key.to_owned(), at);
    }

    /// Removes a text; false if there is none with this key.
    pub fn remove(&mut self, key: &str) -> bool {
        let Some(at) = self.keys.remove(key) else {
            return false;
        };
        self.texts[at as usize].keys.remove(key);
        if self.texts[at as usize].keys.is_empty() {
            self.drop_text(at);
        }
        true
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// There is no text.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Different shingles of the text with this key.
    pub fn size(&self, key: &str) -> Option<u32> {
        let at = *self.keys.get(key)?;
        Some(self.texts[at as usize].shingles.len() as u32)
    }

    /// Every text that makes a pair with the one with this key, those with
    /// the same words included, by key.
    pub fn near(&self, key: &str) -> Vec<Near> {
        let Some(&at) = self.keys.get(key) else {
            return Vec::new();
        };
        let own = &self.texts[at as usize];
        let near = own.near.iter().map(|(at, shared)| (*at, *shared));
        let mut found: Vec<Near> = near
            .chain([(at, own.shingles.len() as u32)])
            .flat_map(|(at, shared)| {
                let text = &self.texts[at as usize];
                text.keys.iter().map(move |key| Near {
                    key: key.clone(),
                    shared,
                    size: text.shingles.len() as u32,
                })
            })
            .filter(|near| near.key != key)
            .collect();
        found.sort();
        found
    }

    fn add(&mut self, content: u128, shingles: Vec<u64>) -> u32 {
        let at = self.free.pop().unwrap_or(self.texts.len() as u32);
        if at as usize == self.texts.len() {
            self.texts.push(Text::default());
        }
        self.by_content.insert(content, at);
        self.texts[at as usize].content = content;
        let mut near = HashSet::new();
        for &shingle in &shingles {
            let before = self.put(shingle, at);
            let list = self.list(shingle);
            if list.len() <= self.bounds.common {
                near.extend(list.iter().filter(|other| **other != at));
                continue;
            }
            let now = self.leaders(list);
            let leads = now.contains(&at);
            let others: Vec<u32> = list.iter().filter(|other| **other != at).copied().collect();
            // Pairs that were looked at because of this shingle may be so no
            // longer: it has become common, or this text leads in another's
            // place.
            let unsettled: Vec<u32> = if before == self.bounds.common {
                others.clone()
            } else if leads {
                let led = self.leaders(&others).into_iter();
                led.filter(|leader| !now.contains(leader)).collect()
            } else {
                Vec::new()
            };
            self.look_again(&unsettled, &others);
            near.extend(if leads { others } else { now });
        }
        self.texts[at as usize].shingles = shingles;
        self.pair(at, near);
        at
    }

    fn drop_text(&mut self, at: u32) {
        let text = std::mem::take(&mut self.texts[at as usize]);
        self.by_content.remove(&text.content);
        for other in text.near.keys() {
            self.texts[*other as usize].near.remove(&at);
        }
        let mut pairs: Vec<(u32, HashSet<u32>)> = Vec::new();
        for &shingle in &text.shingles {
            let led = self.leads(shingle, at, text.content);
            self.take(shingle, at);
            let list = self.list(shingle);
            let others = |leader: u32| {
                let others: HashSet<u32> = list
                    .iter()
                    .filter(|other| **other != leader)
                    .copied()
                    .collect();
                (leader, others)
            };
            if list.len() == self.bounds.common {
                pairs.extend(list.iter().map(|text| others(*text)));
            } else if list.len() > self.bounds.common && led {
                pairs.extend(self.leaders(list).into_iter().map(others));
            }
        }
        for (text, others) in pairs {
            self.pair(text, others);
        }
        self.free.push(at);
    }

    /// Counts what a text shares with others, and keeps what makes a pair.
    #[expect(
        clippy::iter_over_hash_type,
        reason = "each pair is kept under its texts, in whatever order they come"
    )]
    fn pair(&mut self, at: u32, others: HashSet<u32>) {
        for other in others {
            let (a, b) = (
                &self.texts[at as usize].shingles,
                &self.texts[other as usize].shingles,
            );
            let shared = in_both(a, b);
            if self.bounds.keep(shared, a.len() as u32, b.len() as u32) {
                self.texts[at as usize].near.insert(other, shared);
                self.texts[other as usize].near.insert(at, shared);
            }
        }
    }

    /// Drops pairs of `texts` with any of `all` that are looked at no longer.
    fn look_again(&mut self, texts: &[u32], all: &[u32]) {
        let all: HashSet<u32> = all.iter().copied().collect();
        for &text in texts {
            let near = self.texts[text as usize].near.keys();
            let gone: Vec<u32> = near
                .filter(|other| all.contains(other) && !self.meet(text, **other))
                .copied()
                .collect();
            for other in gone {
                self.texts[text as usize].near.remove(&other);
                self.texts[other as usize].near.remove(&text);
            }
        }
    }

    /// Two texts share a shingle that is not common, or that one of them leads.
    fn meet(&self, a: u32, b: u32) -> bool {
        let in_b = &self.texts[b as usize].shingles;
        let shared = self.texts[a as usize].shingles.iter();
        let mut shared = shared.filter(|shingle| in_b.binary_search(shingle).is_ok());
        shared.any(|&shingle| {
            let list = self.list(shingle);
            list.len() <= self.bounds.common || {
                let leaders = self.leaders(list);
                leaders.contains(&a) || leaders.contains(&b)
            }
        })
    }

    fn leaders(&self, list: &[u32]) -> Vec<u32> {
        leaders(list, &self.bounds, |text| {
            self.texts[*text as usize].content
        })
    }

    /// A text with this content leads among the texts of a shingle.
    fn leads(&self, shingle: u64, at: u32, content: u128) -> bool {
        let list = self.list(shingle);
        let smaller = list.iter().filter(|other| **other != at);
        let smaller = smaller.filter(|other| self.texts[**other as usize].content < content);
        smaller.count() < self.bounds.leaders
    }

    /// The texts that hold a shingle.
    fn list(&self, shingle: u64) -> &[u32] {
        match self.postings.get(&shingle) {
            None => &[],
            Some(place) if place & LIST != 0 => &self.lists[(place & !LIST) as usize],
            Some(text) => std::slice::from_ref(text),
        }
    }

    /// Notes that a text holds a shingle; how many did before.
    fn put(&mut self, shingle: u64, text: u32) -> usize {
        match self.postings.get_mut(&shingle) {
            None => {
                self.postings.insert(shingle, text);
                0
            }
            Some(place) if *place & LIST != 0 => {
                let list = &mut self.lists[(*place & !LIST) as usize];
                list.push(text);
                list.len() - 1
            }
            Some(place) => {
                self.lists.push(vec![*place, text]);
                *place = (self.lists.len() as u32 - 1) | LIST;
                1
            }
        }
    }

    fn take(&mut self, shingle: u64, text: u32) {
        match self.postings.get(&shingle) {
            Some(place) if place & LIST != 0 => {
                self.lists[(place & !LIST) as usize].retain(|other| *other != text);
            }
            _ => {
                self.postings.remove(&shingle);
            }
        }
    }
}
