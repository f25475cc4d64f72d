//! The signs of a paper: what speaks for a kind, a respondent, a date, a
//! number, each with its weight and its line.
//!
//! Nothing here decides by itself: every find is a [`Ground`], grounds of one
//! value add up, and the highest sum wins. Cuts no units.

pub(crate) mod bodies;
pub(crate) mod dates;
pub(crate) mod flattened;
pub(crate) mod kinds;
pub(crate) mod names;
pub(crate) mod numbers;
mod shape;
pub(crate) mod sheet;
pub(crate) mod titles;

/// One find that speaks for or against a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ground {
    /// What it is, in words.
    pub(crate) sign: String,
    /// 0-based line.
    pub(crate) line: usize,
    pub(crate) weight: f32,
}

impl Ground {
    pub(crate) fn new(sign: impl Into<String>, line: usize, weight: f32) -> Self {
        Ground {
            sign: sign.into(),
            line,
            weight,
        }
    }
}

/// A value with what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scored<T> {
    pub(crate) value: T,
    pub(crate) total: f32,
    pub(crate) grounds: Vec<Ground>,
}

impl<T> Scored<T> {
    pub(crate) fn new(value: T) -> Self {
        Scored {
            value,
            total: 0.0,
            grounds: Vec::new(),
        }
    }

    pub(crate) fn ground(&mut self, ground: Ground) {
        self.total += ground.weight;
        self.grounds.push(ground);
    }

    /// Highest sum first, then the one that stands first in the paper.
    pub(crate) fn order(a: &Self, b: &Self) -> std::cmp::Ordering {
        let line = |of: &Self| of.grounds.first().map_or(usize::MAX, |ground| ground.line);
        b.total.total_cmp(&a.total).then(line(a).cmp(&line(b)))
    }
}

impl<T: PartialEq> Scored<T> {
    /// Adds a ground to the value's candidate; of dates and the like the best
    /// single ground counts in full, the others a little.
    pub(crate) fn add(all: &mut Vec<Self>, value: T, ground: Ground) {
        const AGAIN: f32 = 0.1;
        match all.iter_mut().find(|scored| scored.value == value) {
            Some(scored) => {
                scored.total = scored.total.max(ground.weight) + AGAIN;
                scored.grounds.push(ground);
            }
            None => {
                let mut scored = Scored::new(value);
                scored.ground(ground);
                all.push(scored);
            }
        }
    }
}
