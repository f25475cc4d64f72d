//! What several respondents ask and no account holds: asks gathered about the
//! one that is nearest to most others.

use super::{Dropped, Fate, Lost};
use crate::comparison::{Meant, Outcome, Rarity, compare};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Respondents that must raise it.
pub(super) const SEVERAL: usize = 3;
/// From this likeness on two asks are one.
const ONE: f64 = 0.4;
/// Asks under one key that are still told apart by it, and asks that one is
/// compared with.
const TELLING: usize = 60;
const COMPARED: usize = 200;

/// Gathers the asks, and tells each how many raise it.
pub(super) fn shared(asks: &mut [(Lost, Meant)], rarity: &Rarity) -> Vec<Dropped> {
    let mut by_key: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (at, (lost, meant)) in asks.iter().enumerate() {
        for key in meant.keys() {
            let key = (lost.referral.title.clone(), key);
            by_key.entry(key).or_default().push(at);
        }
    }
    let like: Vec<Vec<usize>> = (0..asks.len())
        .into_par_iter()
        .map(|at| like(at, asks, &by_key, rarity))
        .collect();
    let raised: Vec<usize> = like
        .iter()
        .enumerate()
        .map(|(at, like)| respondents(at, like, asks).len() + 1)
        .collect();
    for ((lost, _), raised) in asks.iter_mut().zip(&raised) {
        lost.raised_by = *raised;
    }
    let mut order: Vec<usize> = (0..asks.len()).collect();
    order.sort_by_key(|&at| (Reverse(raised[at]), at));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut dropped = Vec::new();
    for at in order {
        if raised[at] < SEVERAL || taken.contains(&at) || asks[at].0.fate != Fate::NotGiven {
            continue;
        }
        let near = like[at].iter().copied();
        let near: Vec<usize> = near.filter(|one| !taken.contains(one)).collect();
        // Held for one is held.
        let held = near.iter().any(|one| asks[*one].0.fate != Fate::NotGiven);
        let by = respondents(at, &near, asks);
        if held || by.len() + 1 < SEVERAL {
            continue;
        }
        taken.insert(at);
        taken.extend(near);
        let first = by.into_values();
        dropped.push(Dropped {
            asks: [at].into_iter().chain(first).collect(),
        });
    }
    dropped
}

/// The first of some asks of each respondent but the one who asks this.
fn respondents<'a>(
    at: usize,
    near: &[usize],
    asks: &'a [(Lost, Meant)],
) -> BTreeMap<&'a str, usize> {
    let mut by = BTreeMap::new();
    for &one in near {
        let respondent = asks[one].0.respondent.as_str();
        if respondent != asks[at].0.respondent {
            by.entry(respondent).or_insert(one);
        }
    }
    by
}

/// The asks of others that ask the same.
fn like(
    at: usize,
    asks: &[(Lost, Meant)],
    by_key: &HashMap<(String, String), Vec<usize>>,
    rarity: &Rarity,
) -> Vec<usize> {
    let (lost, meant) = &asks[at];
    let mut near: BTreeMap<usize, usize> = BTreeMap::new();
    for key in meant.keys() {
        let listed = by_key.get(&(lost.referral.title.clone(), key));
        let listed = listed.filter(|listed| listed.len() <= TELLING);
        for &other in listed.into_iter().flatten().filter(|other| **other != at) {
            *near.entry(other).or_default() += 1;
        }
    }
    let mut near: Vec<(usize, usize)> = near.into_iter().collect();
    near.sort_by_key(|(other, keys)| (Reverse(*keys), *other));
    near.truncate(COMPARED);
    let mut like: Vec<usize> = near
        .into_iter()
        .map(|(other, _)| other)
        .filter(|other| {
            let compared = compare(meant, &asks[*other].1, rarity);
            compared.outcome == Outcome::Same && compared.score >= ONE
        })
        .collect();
    like.sort_unstable();
    like
}
