//! What several respondents ask and no account holds: asks gathered about the
//! one that is nearest to most others.

use super::{Dropped, Fate, Lost};
use crate::comparison::{Meant, Outcome, Rarity, asked_of_both, compare};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Respondents that must raise it.
pub(super) const SEVERAL: usize = 3;
/// Two asks are one if they share two things as rare as this, and this part of
/// what the shorter asks about: told by what a city's boards really ask together.
const RARE: (f64, f64) = (0.5, 0.4);
const SHARE: f64 = 0.35;
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
        // Held for one is held.
        let held = like[at]
            .iter()
            .any(|one| asks[*one].0.fate != Fate::NotGiven);
        let together = together(at, &like, &taken, asks);
        if held || together.len() < SEVERAL {
            continue;
        }
        taken.extend(&together);
        dropped.push(Dropped { asks: together });
    }
    dropped
}

/// Asks of different respondents each of which is like each other: what is told
/// as one is one.
fn together(
    at: usize,
    like: &[Vec<usize>],
    taken: &BTreeSet<usize>,
    asks: &[(Lost, Meant)],
) -> Vec<usize> {
    let mut found = vec![at];
    for &one in like[at].iter().filter(|one| !taken.contains(one)) {
        let other = |known: &usize| {
            let same = asks[*known].0.respondent == asks[one].0.respondent;
            !same && like[one].contains(known)
        };
        if found.iter().all(other) {
            found.push(one);
        }
    }
    found
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

/// Two asks are one: they share rare things, much of what the shorter is about,
/// and neither turns the other.
fn is_one(first: &Meant, second: &Meant, rarity: &Rarity) -> bool {
    let common = asked_of_both(first, second, rarity);
    let rare = matches!(common.rare[..], [one, other, ..] if one >= RARE.0 && other >= RARE.1);
    rare && common.share >= SHARE && compare(first, second, rarity).outcome != Outcome::Turned
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
        .filter(|other| is_one(meant, &asks[*other].1, rarity))
        .collect();
    like.sort_unstable();
    like
}
