//! Titles that may be alike, found through the words they share, never by going
//! through all. Knows nothing of numbers or papers.
//!
//! Two titles are one where most of the shorter one's weight is shared, and the
//! rare words weigh most: so a title is looked for by its few rarest words, and
//! found by the few that were rarest when it came.

use super::alike::Rarity;
use std::collections::{BTreeSet, HashMap};

/// Groups of referrals, by the words of their titles.
#[derive(Debug, Default)]
pub(super) struct Titles {
    with: HashMap<String, BTreeSet<usize>>,
}

/// Groups that are looked at more closely for one word, at most. Where so many
/// share even a rare word of a title, they are the forms of one office, and the
/// word that tells them apart is a number.
const LOOKED_AT: usize = 256;

impl Titles {
    /// Adds a title of a group.
    pub(super) fn add(&mut self, at: usize, words: &BTreeSet<String>) {
        for word in words {
            self.with.entry(word.clone()).or_default().insert(at);
        }
    }

    /// The groups of which a title may be alike, in the order they were met.
    pub(super) fn near(&self, words: &BTreeSet<String>, rarity: &Rarity) -> BTreeSet<usize> {
        let mut lists: Vec<&BTreeSet<usize>> = rarity
            .rarest_first(words)
            .into_iter()
            .filter_map(|word| self.with.get(word))
            .collect();
        // A word that no other title has finds nobody: the rarest of those that
        // do, which are more than the others may lack.
        lists.truncate(words.len() / 2 + 2);
        let near = lists
            .into_iter()
            .flat_map(|list| list.iter().take(LOOKED_AT));
        near.copied().collect()
    }
}
