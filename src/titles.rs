//! Titles that are alike: one holds four in five of the other's words.
//!
//! Found through the words they share, never by going through all titles. Of
//! words of which four in five are shared, any fifth and one more hold one
//! that is; so a title is looked for by its few rarest words, and found by the
//! few that were rarest when it came. Knows nothing of numbers or papers.

use std::collections::{BTreeSet, HashMap};

/// Numbered titles, by their words.
#[derive(Debug, Default)]
pub(crate) struct Titles {
    /// Titles that have a word.
    with: HashMap<String, BTreeSet<usize>>,
    /// Titles that are looked up by a word.
    led_by: HashMap<String, BTreeSet<usize>>,
    /// Titles of just these words.
    exactly: HashMap<BTreeSet<String>, BTreeSet<usize>>,
}

/// Words of the shorter title from which on likeness tells something.
const LEAST: usize = 3;
/// Titles that are looked at more closely, at most. Where so many share even
/// the rarest word of a title, they are the forms of one office, and the word
/// that tells them apart is a number.
const LOOKED_AT: usize = 256;

impl Titles {
    /// Adds a title.
    pub(crate) fn add(&mut self, at: usize, words: &BTreeSet<String>) {
        for word in self.rarest(words) {
            self.led_by.entry(word.clone()).or_default().insert(at);
        }
        for word in words {
            self.with.entry(word.clone()).or_default().insert(at);
        }
        self.exactly.entry(words.clone()).or_default().insert(at);
    }

    /// Takes a title out again.
    pub(crate) fn remove(&mut self, at: usize, words: &BTreeSet<String>) {
        for word in words {
            for lists in [&mut self.with, &mut self.led_by] {
                if let Some(list) = lists.get_mut(word) {
                    list.remove(&at);
                }
            }
        }
        if let Some(list) = self.exactly.get_mut(words) {
            list.remove(&at);
        }
    }

    /// The first title that is alike; `all` are the words of all titles.
    pub(crate) fn alike(
        &self,
        words: &BTreeSet<String>,
        all: &[BTreeSet<String>],
    ) -> Option<usize> {
        let longer = self
            .rarest(words)
            .into_iter()
            .filter_map(|word| self.with.get(word));
        let shorter = words.iter().filter_map(|word| self.led_by.get(word));
        let same = self.exactly.get(words);
        let lists = longer.chain(shorter).chain(same);
        let near: BTreeSet<usize> = lists
            .flat_map(|list| list.iter().take(LOOKED_AT))
            .copied()
            .collect();
        let exact = same.and_then(BTreeSet::first).copied();
        let mut near = near.into_iter().take(LOOKED_AT);
        let near = near.find(|&at| are_alike(words, &all[at]));
        near.into_iter()
            .chain(exact.filter(|_| words.len() >= LEAST))
            .min()
    }

    /// A fifth of the words and one more, the rarest.
    fn rarest<'w>(&self, words: &'w BTreeSet<String>) -> Vec<&'w String> {
        let mut words: Vec<&String> = words.iter().collect();
        words.sort_by_key(|word| (self.with.get(*word).map_or(0, BTreeSet::len), *word));
        words.truncate(words.len() / 5 + 1);
        words
    }
}

/// One holds four in five of the other's words.
fn are_alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.len() >= LEAST && few.intersection(many).count() * 10 >= few.len() * 8
}

/// Words of more than three letters, without a genitive -s.
pub(crate) fn title_words(title: &str) -> BTreeSet<String> {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect()
}
