//! How far coders agree: codes by coder and unit → figures with their
//! intervals, by code, and the units on which they part.
//!
//! Statistics alone: knows no sheets, no positions, no printing. A unit is
//! what is coded once by each coder; a code that is missing is left out as each
//! figure allows. All figures are of what was coded twice at least.

mod bootstrap;
mod figures;
mod patterns;
mod share;

pub use figures::Figures;
pub use share::{Interval, Share};

use patterns::Patterns;

/// Codes at most: a column with more holds something else.
pub const CODES: usize = 500;

/// What was coded: categories are numbers below [`Codings::categories`], in
/// the order of their scale where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codings {
    /// How many coded.
    pub coders: usize,
    /// How many categories there are.
    pub categories: usize,
    /// For each unit the category that each coder gave, in one order.
    pub units: Vec<Vec<Option<usize>>>,
    /// The categories stand in the order of a scale.
    pub ordered: bool,
}

/// A figure and where it would lie in 95 of 100 such samples of units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The figure; nothing where it is not defined: no unit was coded twice,
    /// or one code alone was given.
    pub value: Option<f64>,
    /// Its interval, by resampling units; nothing of fewer than two units.
    pub interval: Option<Interval>,
}

/// How far coders agree on one category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfCategory {
    /// How often each coder gave it, in units coded by two at least, together.
    pub given: f64,
    /// Its share of all codes in these.
    pub share: f64,
    /// Where one gave it, how often another did: 2a / (2a + b + c) of two.
    pub agreement: Option<f64>,
    /// Krippendorff's alpha of this category against all others.
    pub alpha: Option<f64>,
}

/// How far two of several coders agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfPair {
    /// Their numbers.
    pub coders: [usize; 2],
    /// Units that both coded.
    pub units: usize,
    /// The figures of the two alone.
    pub figures: Figures,
}

/// All that is told of some codings.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Units that somebody coded.
    pub units: usize,
    /// Units that two coded at least: what alpha rests on.
    pub pairable: usize,
    /// Units that all coded: what kappa rests on.
    pub complete: usize,
    /// The share of pairs of codes of one unit that are the same.
    pub percent: Estimate,
    /// Cohen's kappa of two coders, Fleiss' of more.
    pub kappa: Estimate,
    /// Krippendorff's alpha, every difference as large as another.
    pub nominal: Estimate,
    /// The same, differences as large as the codes between; nothing where
    /// codes have no order.
    pub ordinal: Option<Estimate>,
    /// Of more than two coders every two.
    pub pairs: Vec<OfPair>,
    /// By category, in their order.
    pub categories: Vec<OfCategory>,
    /// Numbers of the units to which two coders gave different codes.
    pub disagreements: Vec<usize>,
}

/// Resamples from which intervals are taken.
pub const RESAMPLES: usize = 2000;

/// Reckons all figures; the same seed gives the same intervals.
pub fn agreement(codings: &Codings, seed: u64) -> Agreement {
    let patterns = Patterns::of(codings);
    let found = figures::figures(&patterns, &patterns.counts());
    let resampled = bootstrap::intervals(&patterns, seed, RESAMPLES);
    let with = |value, interval| Estimate { value, interval };
    let coded = |unit: &Vec<Option<usize>>| unit.iter().flatten().count();
    let parts = |unit: &Vec<Option<usize>>| {
        let mut codes = unit.iter().flatten();
        let first = codes.next();
        codes.any(|code| Some(code) != first)
    };
    let units = codings.units.iter();
    Agreement {
        units: units.clone().filter(|unit| coded(unit) > 0).count(),
        pairable: units.clone().filter(|unit| coded(unit) > 1).count(),
        complete: units
            .clone()
            .filter(|unit| coded(unit) == codings.coders)
            .count(),
        percent: with(found.percent, resampled.percent),
        kappa: with(found.kappa, resampled.kappa),
        nominal: with(found.nominal, resampled.nominal),
        ordinal: codings
            .ordered
            .then(|| with(found.ordinal, resampled.ordinal)),
        pairs: match codings.coders {
            0..=2 => Vec::new(),
            _ => pairs(codings),
        },
        categories: figures::by_category(&patterns),
        disagreements: (0..)
            .zip(units)
            .filter(|(_, unit)| parts(unit))
            .map(|(at, _)| at)
            .collect(),
    }
}

/// Every two coders by themselves.
fn pairs(codings: &Codings) -> Vec<OfPair> {
    let firsts = 0..codings.coders;
    let pairs =
        firsts.flat_map(|first| (first + 1..codings.coders).map(move |second| [first, second]));
    let of = |coders: [usize; 2]| {
        let two = |unit: &Vec<Option<usize>>| coders.map(|coder| unit[coder]).to_vec();
        let alone = Codings {
            coders: 2,
            units: codings.units.iter().map(two).collect(),
            ..codings.clone()
        };
        let patterns = Patterns::of(&alone);
        let both = |unit: &&Vec<Option<usize>>| unit.iter().all(Option::is_some);
        OfPair {
            coders,
            units: alone.units.iter().filter(both).count(),
            figures: figures::figures(&patterns, &patterns.counts()),
        }
    };
    pairs.map(of).collect()
}

#[cfg(test)]
mod tests;
