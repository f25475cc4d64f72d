//! Agreement in one figure: the share of pairs, Cohen's and Fleiss' kappa,
//! Krippendorff's alpha.
//!
//! After J. Cohen (1960), J. L. Fleiss (1971) and K. Krippendorff (2011,
//! "Computing Krippendorff's Alpha-Reliability"). Weights say how many units
//! are coded in each way; nothing here draws.

use super::OfCategory;
use super::patterns::{Pattern, Patterns};

/// The figures of some codings; each is nothing where it is not defined.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// The share of pairs of codes of one unit that are the same.
    pub percent: Option<f64>,
    /// Cohen's kappa of two coders, Fleiss' of more, over units that all coded.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha for names.
    pub nominal: Option<f64>,
    /// Krippendorff's alpha for ranks.
    pub ordinal: Option<f64>,
}

pub(super) fn figures(patterns: &Patterns, weights: &[u32]) -> Figures {
    let pairs = Coincidences::of(patterns, weights);
    Figures {
        percent: percent(patterns, weights),
        kappa: match patterns.coders {
            2 => cohen(patterns, weights),
            _ => fleiss(patterns, weights),
        },
        nominal: pairs.alpha(|_, _| 1.0),
        ordinal: match patterns.ordered {
            true => pairs.ordinal(),
            false => None,
        },
    }
}

/// A share, where there is something to share.
fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

fn weighted<'p>(
    patterns: &'p Patterns,
    weights: &'p [u32],
) -> impl Iterator<Item = (&'p Pattern, f64)> {
    let pairs = patterns.all.iter().zip(weights);
    pairs
        .filter(|(_, weight)| **weight > 0)
        .map(|(pattern, weight)| (pattern, f64::from(*weight)))
}

fn percent(patterns: &Patterns, weights: &[u32]) -> Option<f64> {
    let pairs = |count: u32| f64::from(count) * (f64::from(count) - 1.0) / 2.0;
    let (mut same, mut all) = (0.0, 0.0);
    for (pattern, weight) in weighted(patterns, weights) {
        let given = pattern.given.iter();
        same += weight * given.map(|(_, count)| pairs(*count)).sum::<f64>();
        all += weight * pairs(pattern.coders);
    }
    share(same, all)
}

/// (agreement − chance) / (1 − chance); nothing where chance alone agrees.
fn beyond_chance(agreement: f64, chance: f64) -> Option<f64> {
    share(agreement - chance, 1.0 - chance)
}

fn cohen(patterns: &Patterns, weights: &[u32]) -> Option<f64> {
    let mut given = [
        vec![0.0; patterns.categories],
        vec![0.0; patterns.categories],
    ];
    let (mut same, mut units) = (0.0, 0.0);
    for (pattern, weight) in weighted(patterns, weights) {
        let [Some(first), Some(second)] = pattern.codes[..] else {
            continue;
        };
        units += weight;
        given[0][first] += weight;
        given[1][second] += weight;
        same += if first == second { weight } else { 0.0 };
    }
    let both = given[0].iter().zip(&given[1]);
    let chance: f64 = both.map(|(first, second)| first * second).sum();
    beyond_chance(share(same, units)?, share(chance, units * units)?)
}

fn fleiss(patterns: &Patterns, weights: &[u32]) -> Option<f64> {
    let coders = patterns.coders as f64;
    let mut given = vec![0.0; patterns.categories];
    let (mut same, mut units) = (0.0, 0.0);
    for (pattern, weight) in weighted(patterns, weights) {
        if pattern.coders as usize != patterns.coders {
            continue;
        }
        units += weight;
        for (category, count) in &pattern.given {
            let count = f64::from(*count);
            given[*category] += weight * count;
            same += weight * count * (count - 1.0);
        }
    }
    let agreement = share(same, units * coders * (coders - 1.0))?;
    let shares = given.iter().map(|given| given / (units * coders));
    beyond_chance(agreement, shares.map(|share| share * share).sum())
}

/// How often one category meets another in pairs of codes of one unit, each
/// unit weighing as much as it has codes.
struct Coincidences {
    categories: usize,
    met: Vec<f64>,
    given: Vec<f64>,
    all: f64,
}

impl Coincidences {
    fn of(patterns: &Patterns, weights: &[u32]) -> Self {
        let categories = patterns.categories;
        let mut met = vec![0.0; categories * categories];
        for (pattern, weight) in weighted(patterns, weights) {
            if pattern.coders < 2 {
                continue;
            }
            let others = f64::from(pattern.coders - 1);
            for (one, count) in &pattern.given {
                for (other, with) in &pattern.given {
                    let same = f64::from(u8::from(one == other));
                    let pairs = f64::from(*count) * (f64::from(*with) - same);
                    met[one * categories + other] += weight * pairs / others;
                }
            }
        }
        let rows = met.chunks(categories.max(1));
        let given: Vec<f64> = rows.map(|row| row.iter().sum()).collect();
        Coincidences {
            categories,
            all: given.iter().sum(),
            met,
            given,
        }
    }

    /// 1 − observed / expected disagreement, of differences that are given;
    /// nothing where no disagreement could be expected.
    fn alpha(&self, difference: impl Fn(usize, usize) -> f64) -> Option<f64> {
        let (mut observed, mut expected) = (0.0, 0.0);
        for one in 0..self.categories {
            if self.given[one] == 0.0 {
                continue;
            }
            for other in one + 1..self.categories {
                if self.given[other] > 0.0 {
                    let apart = difference(one, other);
                    observed += apart * self.met[one * self.categories + other];
                    expected += apart * self.given[one] * self.given[other];
                }
            }
        }
        Some(1.0 - (self.all - 1.0) * share(observed, expected)?)
    }

    /// Ranks are as far apart as there are codes between, half of their own
    /// with them.
    fn ordinal(&self) -> Option<f64> {
        let mut below = Vec::with_capacity(self.categories);
        let mut sum = 0.0;
        for given in &self.given {
            below.push(sum + given / 2.0);
            sum += given;
        }
        self.alpha(|one, other| (below[other] - below[one]).powi(2))
    }
}

/// How far coders agree on each category.
pub(super) fn by_category(patterns: &Patterns) -> Vec<OfCategory> {
    let pairs = Coincidences::of(patterns, &patterns.counts());
    let one = |category: usize| {
        let (given, all) = (pairs.given[category], pairs.all);
        let apart = given - pairs.met[category * pairs.categories + category];
        OfCategory {
            given,
            share: share(given, all).unwrap_or_default(),
            agreement: share(given - apart, given),
            alpha: share(apart, given * (all - given)).map(|lost| 1.0 - (all - 1.0) * lost),
        }
    };
    (0..patterns.categories).map(one).collect()
}
