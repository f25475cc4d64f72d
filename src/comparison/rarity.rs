//! How rare words are in the papers at hand, or the keys that they are found by: a
//! rare one says more of what two sentences have in common.

use super::meant::{Meant, Telling};
use std::collections::HashMap;

/// Sentences counted, and of each stem or key the sentences that have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rarity {
    sentences: u32,
    with: HashMap<String, u32>,
}

/// Sentences that are thought beside those counted, so that few papers make no
/// word common.
const THOUGHT: f64 = 60.0;

impl Rarity {
    /// Counts a sentence.
    pub fn add(&mut self, sentence: &Meant) {
        self.add_of(sentence.stems());
    }

    /// Counts a sentence by what it has, each once.
    pub fn add_of<'s>(&mut self, has: impl IntoIterator<Item = &'s str>) {
        self.sentences += 1;
        for one in has {
            self.raise(one, 1);
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add_all(&mut self, other: Rarity) {
        self.sentences += other.sentences;
        // Sums: the order does not matter.
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums do not depend on the order"
        )]
        for (stem, count) in other.with {
            self.raise(&stem, count);
        }
    }

    fn raise(&mut self, stem: &str, by: u32) {
        match self.with.get_mut(stem) {
            Some(count) => *count += by,
            None => drop(self.with.insert(stem.to_owned(), by)),
        }
    }

    /// From 0, in every sentence, to 1, in none.
    pub fn of(&self, stem: &str) -> f64 {
        let with = self.with.get(stem).copied().unwrap_or(0);
        let all = f64::from(self.sentences) + THOUGHT;
        (all / (f64::from(with) + 1.0)).ln().max(0.0) / all.ln()
    }

    /// A compound is as rare as it is itself, but no rarer than its parts
    /// together.
    pub(super) fn of_word(&self, word: &Telling) -> f64 {
        let own = self.of(&word.stem);
        match &word.parts[..] {
            [] => own,
            parts => {
                let sum: f64 = parts.iter().map(|part| self.of(part)).sum();
                own.min(sum)
            }
        }
    }
}
