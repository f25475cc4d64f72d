//! One letter that many sent: told once, with its senders.

use super::Reuse;
use crate::overlap::family::families;
use std::collections::{BTreeMap, BTreeSet};

/// A text that three and more respondents sent, word for word or nearly so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The earliest of its texts.
    pub text: usize,
    /// All of them, by number.
    pub texts: Vec<usize>,
    /// Different respondents who sent it.
    pub senders: usize,
}

/// Senders that make a letter.
const SENDERS: usize = 3;
/// Share of all runs of words that two copies have in common.
const COPY: f64 = 0.7;

/// The letters among some answers, the most sent first.
pub(super) fn letters(found: &Reuse) -> Vec<Letter> {
    let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (text, first) in found.same.iter().enumerate() {
        copies.entry(*first as usize).or_default().push(text);
    }
    let weights: Vec<u32> = (0..found.texts.len())
        .map(|at| copies.get(&at).map_or(1, |copies| copies.len() as u32))
        .collect();
    let near = found.pairs.iter().filter(|pair| pair.jaccard >= COPY);
    let edges: Vec<(usize, usize, f64)> = near.map(|pair| (pair.a, pair.b, pair.jaccard)).collect();
    let letters = families(&weights, &edges).into_iter().filter_map(|family| {
        let members = family.members.iter().flat_map(|first| &copies[first]);
        let mut texts: Vec<usize> = members.copied().collect();
        texts.sort_unstable();
        let named: BTreeSet<&str> = texts
            .iter()
            .filter_map(|at| found.texts[*at].respondent())
            .collect();
        let unnamed = texts
            .iter()
            .filter(|at| found.texts[**at].respondent().is_none());
        let senders = named.len() + unnamed.count();
        let text = texts
            .iter()
            .copied()
            .min_by_key(|at| found.texts[*at].order(*at))?;
        (senders >= SENDERS).then_some(Letter {
            text,
            texts,
            senders,
        })
    });
    let mut letters: Vec<Letter> = letters.collect();
    letters.sort_by_key(|letter| (std::cmp::Reverse(letter.senders), letter.text));
    letters
}
