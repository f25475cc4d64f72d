//! Rows drawn at random to be judged or coded by people, and the sheets that
//! come back.
//!
//! A row's place in the draw follows from the seed and its id alone, so that
//! threads and the order of papers change nothing, and a paper more leaves most
//! rows where they were. Does no IO and prints nothing.

mod allocate;
mod codes;
mod context;
mod judged;
mod row;
mod sheets;

pub use allocate::{Allotment, allot};
pub use codes::{Code, CodeBook, Scale};
pub use context::in_context;
pub use judged::{Judged, Judgement, judgement};
pub use row::{By, Row, row_ids, shared_text};
pub use sheets::{Coded, CodedUnit, Sheet};

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Where a row stands in the draw: the first so many are drawn.
fn place(seed: u64, id: &str) -> u64 {
    let hash = Sha256::new()
        .chain_update(seed.to_le_bytes())
        .chain_update(id)
        .finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    u64::from_le_bytes(first)
}

/// A draw in the making: of each stratum how many rows there are, and the
/// first of them.
#[derive(Clone, Debug)]
pub struct Draw {
    size: usize,
    seed: u64,
    strata: BTreeMap<Vec<String>, Kept>,
    /// What stands for each text that is drawn once: its id and stratum.
    once: BTreeMap<[u8; 32], (String, Vec<String>)>,
}

#[derive(Clone, Debug, Default)]
struct Kept {
    population: usize,
    first: BTreeMap<(u64, String), ()>,
}

/// A stratum, and how much of it was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stratum {
    /// Its values, in the order in which they were asked for; none if rows
    /// were drawn from all.
    pub values: Vec<String>,
    /// Its rows.
    pub population: usize,
    /// Those that were drawn.
    pub drawn: usize,
}

impl Stratum {
    /// "namnd · 2021"; "all" where nothing divides.
    pub fn name(&self) -> String {
        match &self.values[..] {
            [] => "all".to_owned(),
            values => values.join(" · "),
        }
    }

    /// How many rows each drawn one stands for.
    pub fn weight(&self) -> Option<f64> {
        (self.drawn > 0).then(|| self.population as f64 / self.drawn as f64)
    }
}

/// What was drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// Ids of rows, in the order of the draw: it tells nothing of strata.
    pub ids: Vec<String>,
    /// All strata.
    pub strata: Vec<Stratum>,
}

impl Draw {
    /// Of so many rows, none yet.
    pub fn new(size: usize, seed: u64) -> Self {
        Draw {
            size,
            seed,
            strata: BTreeMap::new(),
            once: BTreeMap::new(),
        }
    }

    /// Adds a row unless one with the same text is added: of these the first
    /// by its id stands for all.
    pub fn add_once(&mut self, text: &str, stratum: Vec<String>, id: String) {
        let one = self.once.entry(Sha256::digest(text).into());
        let first = one.or_insert_with(|| (id.clone(), stratum.clone()));
        if id < first.0 {
            *first = (id, stratum);
        }
    }

    /// Adds a row of a stratum.
    pub fn add(&mut self, stratum: Vec<String>, id: String) {
        let kept = self.strata.entry(stratum).or_default();
        kept.population += 1;
        kept.first.insert((place(self.seed, &id), id), ());
        if kept.first.len() > self.size {
            kept.first.pop_last();
        }
    }

    /// Draws.
    pub fn finish(mut self, allotment: Allotment) -> Sample {
        for (id, stratum) in std::mem::take(&mut self.once).into_values() {
            self.add(stratum, id);
        }
        let populations: Vec<usize> = self.strata.values().map(|kept| kept.population).collect();
        let shares = allot(&populations, self.size, allotment);
        let mut drawn = Vec::new();
        let mut strata = Vec::new();
        for ((values, kept), share) in self.strata.into_iter().zip(shares) {
            strata.push(Stratum {
                values,
                population: kept.population,
                drawn: share,
            });
            drawn.extend(kept.first.into_keys().take(share));
        }
        drawn.sort_unstable();
        Sample {
            ids: drawn.into_iter().map(|(_, id)| id).collect(),
            strata,
        }
    }
}

impl Sample {
    /// All rows there were.
    pub fn population(&self) -> usize {
        self.strata.iter().map(|stratum| stratum.population).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(ids: impl Iterator<Item = usize>, size: usize, seed: u64) -> Sample {
        let mut draw = Draw::new(size, seed);
        ids.for_each(|id| draw.add(vec![(id % 3).to_string()], format!("rad {id}")));
        draw.finish(Allotment::Equal)
    }

    #[test]
    fn the_same_seed_draws_the_same_rows_in_whatever_order_they_come() {
        let one = drawn(0..300, 30, 7);
        assert_eq!(drawn((0..300).rev(), 30, 7), one);
        assert_ne!(drawn(0..300, 30, 8).ids, one.ids);
        assert_eq!((one.ids.len(), one.population()), (30, 300));
        assert!(one.strata.iter().all(|stratum| stratum.drawn == 10));
        assert_eq!(one.strata[0].weight(), Some(10.0));
        // A paper more moves few rows.
        let more = drawn(0..310, 30, 7);
        let kept = one.ids.iter().filter(|id| more.ids.contains(id)).count();
        assert!(kept >= 26, "{kept}");
    }

    #[test]
    fn every_row_is_drawn_as_often_as_another() {
        let mut counts = [0; 40];
        for seed in 0..2000 {
            let mut draw = Draw::new(10, seed);
            (0..40).for_each(|id| draw.add(Vec::new(), id.to_string()));
            for id in draw.finish(Allotment::Proportional).ids {
                counts[id.parse::<usize>().unwrap()] += 1;
            }
        }
        // 500 are awaited of each, with a standard deviation of 19.
        assert!(
            counts.iter().all(|count| (415..=585).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn a_text_that_several_share_is_drawn_once() {
        let draw = |ids: [&str; 3]| {
            let mut draw = Draw::new(9, 1);
            for id in ids {
                let text = if id == "c" { "annat" } else { "samma" };
                draw.add_once(text, Vec::new(), id.to_owned());
            }
            draw.finish(Allotment::Equal)
        };
        let drawn = draw(["b", "c", "a"]);
        assert_eq!(drawn, draw(["a", "b", "c"]));
        assert_eq!(
            (drawn.population(), drawn.ids.contains(&"b".to_owned())),
            (2, false)
        );
    }

    #[test]
    fn of_few_rows_all_are_drawn() {
        assert_eq!(drawn(0..5, 30, 1).ids.len(), 5);
        assert_eq!(drawn(0..0, 30, 1), Sample::default());
    }
}
