//! Units that are coded alike, counted: however many units there are, figures
//! are reckoned over the few ways in which they are coded.

use super::Codings;
use std::collections::BTreeMap;

/// A way in which units are coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// What each coder gave.
    pub codes: Vec<Option<usize>>,
    /// How many gave each category that somebody gave, by category.
    pub given: Vec<(usize, u32)>,
    /// How many gave any.
    pub coders: u32,
}

/// All ways, and which unit is coded in which.
#[derive(Clone, Debug)]
pub(super) struct Patterns {
    pub all: Vec<Pattern>,
    /// The number of its pattern for each unit that somebody coded.
    pub of_units: Vec<usize>,
    pub coders: usize,
    pub categories: usize,
    pub ordered: bool,
}

impl Patterns {
    pub(super) fn of(codings: &Codings) -> Self {
        let mut known: BTreeMap<&[Option<usize>], usize> = BTreeMap::new();
        let mut patterns = Patterns {
            all: Vec::new(),
            of_units: Vec::with_capacity(codings.units.len()),
            coders: codings.coders,
            categories: codings.categories,
            ordered: codings.ordered,
        };
        for unit in &codings.units {
            if unit.iter().all(Option::is_none) {
                continue;
            }
            let all = &mut patterns.all;
            let number = *known.entry(unit).or_insert_with(|| {
                all.push(Pattern::of(unit));
                all.len() - 1
            });
            patterns.of_units.push(number);
        }
        patterns
    }

    /// How many units are coded in each.
    pub(super) fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.all.len()];
        self.of_units.iter().for_each(|number| counts[*number] += 1);
        counts
    }
}

impl Pattern {
    fn of(codes: &[Option<usize>]) -> Self {
        let mut given: BTreeMap<usize, u32> = BTreeMap::new();
        for code in codes.iter().flatten() {
            *given.entry(*code).or_insert(0) += 1;
        }
        Pattern {
            codes: codes.to_vec(),
            coders: given.values().sum(),
            given: given.into_iter().collect(),
        }
    }
}
