//! Texts that come and go: the pairs that [`super::join`] finds in all texts
//! at once, kept up to date one text at a time.
//!
//! Holds every shingle of every text in memory (some 25 kB for a text of 470
//! words). What it gives depends on the texts it holds alone, not on the order
//! in which they came, and is what the join gives.

use super::join::{Bounds, both, content, in_both, leaders};
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
    /// The texts that lead each common shingle.
    leaders: HashMap<u64, Vec<u32>>,
}

#[derive(Debug, Default)]
struct Text {
    content: u128,
    shingles: Vec<u64>,
    keys: BTreeSet<String>,
    /// Shared shingles with each text that makes a pair with it.
    near: BTreeMap<u32, u32>,
}

/// What one text shares with all others.
struct Counts {
    shared: Vec<u32>,
    /// The pair is looked at.
    met: Vec<bool>,
    touched: Vec<u32>,
}

impl Counts {
    fn new(texts: usize) -> Self {
        Counts {
            shared: vec![0; texts],
            met: vec![false; texts],
            touched: Vec::new(),
        }
    }

    /// One more shingle that these texts share with text `at`.
    fn add(&mut self, list: &[u32], at: u32, meets: impl Fn(u32) -> bool) {
        for &other in list.iter().filter(|other| **other != at) {
            let shared = &mut self.shared[other as usize];
            if *shared == 0 {
                self.touched.push(other);
            }
            *shared += 1;
            self.met[other as usize] |= meets(other);
        }
    }
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
            leaders: HashMap::new(),
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
        let mut counts = Counts::new(self.texts.len());
        let mut unsettled = BTreeSet::new();
        for &shingle in &shingles {
            let before = self.put(shingle, at);
            let list = self.list(shingle);
            if list.len() <= self.bounds.common {
                counts.add(list, at, |_| true);
                continue;
            }
            // Pairs that were looked at because of this shingle may be so no
            // longer: it has become common, or this text leads in another's
            // place.
            let (led, now) = self.enter(shingle, at, before);
            let list = self.list(shingle);
            if before == self.bounds.common {
                unsettled.extend(self.pairs_in(list, list));
            } else if now.contains(&at) {
                let demoted: Vec<u32> = led
                    .into_iter()
                    .filter(|leader| !now.contains(leader))
                    .collect();
                unsettled.extend(self.pairs_in(&demoted, list));
            }
            counts.add(list, at, |other| now.contains(&at) || now.contains(&other));
        }
        for (a, b) in unsettled {
            if !self.meet(a, b) {
                self.texts[a as usize].near.remove(&b);
                self.texts[b as usize].near.remove(&a);
            }
        }
        for other in counts.touched {
            let shared = counts.shared[other as usize];
            let sizes = (
                shingles.len() as u32,
                self.texts[other as usize].shingles.len() as u32,
            );
            if counts.met[other as usize] && self.bounds.keep(shared, sizes.0, sizes.1) {
                self.texts[at as usize].near.insert(other, shared);
                self.texts[other as usize].near.insert(at, shared);
            }
        }
        self.texts[at as usize].shingles = shingles;
        at
    }

    /// A text enters the list of a common shingle: who led it, and who does.
    fn enter(&mut self, shingle: u64, at: u32, before: usize) -> (Vec<u32>, Vec<u32>) {
        let led = match self.leaders.get(&shingle) {
            Some(led) if before > self.bounds.common => led.clone(),
            _ => Vec::new(),
        };
        let mut now = led.clone();
        if now.is_empty() {
            now = self.list(shingle).to_vec();
        } else {
            now.push(at);
        }
        let now = self.leading(&now);
        self.leaders.insert(shingle, now.clone());
        (led, now)
    }

    /// The pairs of some texts with some others.
    fn pairs_in(&self, texts: &[u32], others: &[u32]) -> Vec<(u32, u32)> {
        let others: HashSet<u32> = others.iter().copied().collect();
        let pairs = texts.iter().flat_map(|text| {
            let near = self.texts[*text as usize].near.keys();
            near.map(move |other| (*text.min(other), *text.max(other)))
        });
        pairs
            .filter(|(a, b)| others.contains(a) && others.contains(b))
            .collect()
    }

    fn drop_text(&mut self, at: u32) {
        let text = std::mem::take(&mut self.texts[at as usize]);
        self.by_content.remove(&text.content);
        for other in text.near.keys() {
            self.texts[*other as usize].near.remove(&at);
        }
        let mut pairs: Vec<(u32, HashSet<u32>)> = Vec::new();
        for &shingle in &text.shingles {
            self.take(shingle, at);
            let list = self.list(shingle);
            let led = self
                .leaders
                .get(&shingle)
                .is_some_and(|led| led.contains(&at));
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
                self.leaders.remove(&shingle);
            } else if led {
                let now = self.leading(list);
                pairs.extend(now.iter().copied().map(others));
                self.leaders.insert(shingle, now);
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

    /// Two texts share a shingle that is not common, or that one of them leads.
    fn meet(&self, a: u32, b: u32) -> bool {
        let [a_set, b_set] = [a, b].map(|at| &self.texts[at as usize].shingles);
        both(a_set, b_set).any(|shingle| {
            self.list(*shingle).len() <= self.bounds.common
                || self
                    .leaders
                    .get(shingle)
                    .is_some_and(|led| led.contains(&a) || led.contains(&b))
        })
    }

    fn leading(&self, list: &[u32]) -> Vec<u32> {
        leaders(list, &self.bounds, |text| {
            self.texts[*text as usize].content
        })
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
