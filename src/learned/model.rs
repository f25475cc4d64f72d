//! The learned weights, as the program reads them.

use super::features::Feature;
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// What a sentence can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// It wants something.
    Asks,
    /// It says yes, to the whole or a part.
    Accepts,
    /// It says no.
    Rejects,
    /// It has nothing against it.
    Objectless,
}

/// All of them, in the order of the columns.
pub(super) const DEEDS: [Deed; 4] = [Deed::Asks, Deed::Accepts, Deed::Rejects, Deed::Objectless];

/// How much speaks for each deed: the logarithm of the odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scores([f32; DEEDS.len()]);

impl Scores {
    /// For one.
    pub(crate) fn of(&self, deed: Deed) -> f32 {
        self.0[deed as usize]
    }
}

/// The weights.
#[derive(Debug)]
pub(crate) struct Model {
    hasher: foldhash::fast::FixedState,
    bias: [f32; DEEDS.len()],
    weights: HashMap<u64, [f32; DEEDS.len()]>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    Model::parse(include_str!("../lexicon/learned.tsv")).expect("learned.tsv is well formed")
});

/// The weights that the program has.
pub(crate) fn model() -> &'static Model {
    &MODEL
}

impl Model {
    /// Reads the data: a feature, a tab, and its weight for each deed in
    /// hundredths; the first line is what stands for itself.
    fn parse(text: &str) -> Result<Self> {
        let mut model = Model {
            hasher: foldhash::fast::FixedState::default(),
            bias: [0.0; DEEDS.len()],
            weights: HashMap::new(),
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let bad = || Error::new(format!("learned.tsv: {line:?} is no feature with weights"));
            let (name, weights) = line.split_once('\t').ok_or_else(bad)?;
            let mut row = [0.0; DEEDS.len()];
            let mut cells = weights.split('\t');
            for weight in &mut row {
                let hundredths: i32 = match cells.next() {
                    Some("") | None => 0,
                    Some(cell) => cell.parse().map_err(|_| bad())?,
                };
                *weight = hundredths as f32 / 100.0;
            }
            let mut words = name.splitn(3, ' ');
            let mut next = || words.next().unwrap_or("");
            match (next(), next(), next()) {
                ("bias", ..) => model.bias = row,
                (kind, first, second) => {
                    let key = model.key(kind, first, second);
                    model.weights.insert(key, row);
                }
            }
        }
        Ok(model)
    }

    fn key(&self, kind: &str, first: &str, second: &str) -> u64 {
        self.hasher.hash_one((kind, first, second))
    }

    /// What speaks for each deed.
    pub(crate) fn scores(&self, features: &[Feature<'_>]) -> Scores {
        let mut sum = self.bias;
        for feature in features {
            let key = self.key(feature.kind, feature.first, feature.second);
            if let Some(row) = self.weights.get(&key) {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += weight;
                }
            }
        }
        Scores(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_well_formed() {
        assert!(model().weights.len() > 1000);
    }
}
