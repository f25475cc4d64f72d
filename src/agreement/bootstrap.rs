//! Intervals by resampling: as many units as there are, drawn with
//! replacement, many times over, and the figures of each draw.
//!
//! Percentile intervals over units. Units coded once are drawn too: how many
//! are left for a figure varies with the draw, as it would.

use super::figures::{Figures, figures};
use super::patterns::Patterns;
use super::share::Interval;
use rayon::prelude::*;

/// SplitMix64 (Steele, Lea and Flood 2014): a few lines, the same numbers on
/// every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; what is uneven about it is below 2⁻³².
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

/// The interval of each figure.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Intervals {
    pub percent: Option<Interval>,
    pub kappa: Option<Interval>,
    pub nominal: Option<Interval>,
    pub ordinal: Option<Interval>,
}

/// Draws so often; every draw has a seed of its own, so that it does not matter
/// which thread makes it.
pub(super) fn intervals(patterns: &Patterns, seed: u64, resamples: usize) -> Intervals {
    if patterns.of_units.len() < 2 {
        return Intervals::default();
    }
    let mut seeds = Random(seed);
    let seeds: Vec<u64> = (0..resamples).map(|_| seeds.next()).collect();
    let drawn: Vec<Figures> = seeds.par_iter().map(|seed| draw(patterns, *seed)).collect();
    let of = |figure: fn(&Figures) -> Option<f64>| {
        middle(drawn.iter().filter_map(figure).collect(), resamples)
    };
    Intervals {
        percent: of(|drawn| drawn.percent),
        kappa: of(|drawn| drawn.kappa),
        nominal: of(|drawn| drawn.nominal),
        ordinal: of(|drawn| drawn.ordinal),
    }
}

fn draw(patterns: &Patterns, seed: u64) -> Figures {
    let mut random = Random(seed);
    let mut weights = vec![0; patterns.all.len()];
    for _ in 0..patterns.of_units.len() {
        let unit = random.below(patterns.of_units.len());
        weights[patterns.of_units[unit]] += 1;
    }
    figures(patterns, &weights)
}

/// Between which the middle 95 of 100 lie. Nothing if a figure was undefined in
/// more than every other draw.
fn middle(mut values: Vec<f64>, resamples: usize) -> Option<Interval> {
    if values.len() * 2 < resamples.max(1) {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let (below, above) = (place.floor() as usize, place.ceil() as usize);
        values[below] + (values[above] - values[below]) * place.fract()
    };
    Some(Interval {
        low: at(0.025),
        high: at(0.975),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the reference implementation from seed 1234567.
    #[test]
    fn the_generator_is_splitmix64() {
        let mut random = Random(1_234_567);
        let first = [random.next(), random.next(), random.next()];
        let known = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
        ];
        assert_eq!(first, known);
    }

    #[test]
    fn the_middle_of_values_is_interpolated() {
        let values: Vec<f64> = (0..=40).map(f64::from).collect();
        let middle = middle(values, 41).unwrap();
        assert_eq!((middle.low, middle.high), (1.0, 39.0));
    }
}
