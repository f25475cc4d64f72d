//! How rare words are in the papers at hand: a rare one says more of what two
//! sentences have in common.

use super::meant::{Meant, Telling, stems_of};
use crate::analyse::Analyser;
use std::collections::HashMap;

/// Sentences counted, and of each stem the sentences that have it.
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
        self.sentences += 1;
        for stem in sentence.stems() {
            self.raise(stem, 1);
        }
    }

    /// Counts a sentence that is not compared.
    pub fn count(&mut self, sentence: &str, analyser: &Analyser) {
        self.sentences += 1;
        for stem in stems_of(sentence, analyser) {
            self.raise(&stem, 1);
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
