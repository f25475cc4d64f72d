//! The sender's own sentences: what answers repeat from the account of the
//! case and from the letter of the office that wrote the proposal.

use crate::analyse::Token;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words that are compared in a row.
const RUN: usize = 6;

/// Runs of words of the sender's texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Recital {
    runs: HashSet<u64>,
}

impl Recital {
    /// Adds a text of the sender's, by its runs of words.
    pub(super) fn add(&mut self, runs: &[u64]) {
        self.runs.extend(runs);
    }

    /// More than half of the sentence's runs of words stand there too.
    pub(super) fn holds(&self, tokens: &[Token]) -> bool {
        if self.runs.is_empty() || tokens.len() < RUN {
            return false;
        }
        let known = runs(tokens).filter(|run| self.runs.contains(run)).count();
        known * 2 > tokens.len() + 1 - RUN
    }
}

/// The runs of words of a text.
pub(super) fn runs(tokens: &[Token]) -> impl Iterator<Item = u64> {
    tokens.windows(RUN).map(|run| {
        let mut hasher = DefaultHasher::new();
        for token in run {
            token.word.exact.hash(&mut hasher);
        }
        hasher.finish()
    })
}
