//! Families: texts that for the greater part are one text.
//!
//! A family gathers round its medoid, the text that shares most with all
//! others: every member holds half of the medoid or is held by it by half.
//! Being near to a member is not enough, so a text that borrows from two
//! families does not glue them together.

use std::collections::{BTreeMap, BTreeSet};

/// A family's texts by number, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The text in its middle.
    pub medoid: usize,
    /// All its texts, the medoid among them.
    pub members: Vec<usize>,
}

/// Share of the smaller text from which on two texts are of one family.
pub const KIN: f64 = 0.5;

/// Gathers texts into families of two and more, larger ones first.
///
/// `weights` tells how many copies each text stands for, `edges` two texts
/// and the larger of their containments.
pub fn families(weights: &[u32], edges: &[(usize, usize, f64)]) -> Vec<Family> {
    let mut near: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
    for &(a, b, containment) in edges
        .iter()
        .filter(|(_, _, containment)| *containment >= KIN)
    {
        near.entry(a).or_default().insert(b, containment);
        near.entry(b).or_default().insert(a, containment);
    }
    let alone = (0..weights.len()).filter(|at| weights[*at] > 1 && !near.contains_key(at));
    let mut found: Vec<Family> = alone
        .map(|at| Family {
            medoid: at,
            members: vec![at],
        })
        .collect();
    let mut left: BTreeSet<usize> = near.keys().copied().collect();
    while let Some(&first) = left.first() {
        let mut component = reached(first, &near, &left);
        left.retain(|at| !component.contains(at));
        while let Some(family) = gather(&mut component, weights, &near) {
            if family.members.len() > 1 || weights[family.medoid] > 1 {
                found.push(family);
            }
        }
    }
    let texts = |family: &Family| -> u32 { family.members.iter().map(|at| weights[*at]).sum() };
    found.sort_by_key(|family| (std::cmp::Reverse(texts(family)), family.members[0]));
    found
}

/// Takes the family round the weightiest medoid out of some texts.
fn gather(
    texts: &mut BTreeSet<usize>,
    weights: &[u32],
    near: &BTreeMap<usize, BTreeMap<usize, f64>>,
) -> Option<Family> {
    let weight = |at: &usize| -> f64 {
        let others = near[at].iter().filter(|(other, _)| texts.contains(other));
        let others: f64 = others
            .map(|(other, containment)| f64::from(weights[*other]) * containment)
            .sum();
        others + f64::from(weights[*at] - 1)
    };
    let mut best: Option<(usize, f64)> = None;
    for at in &*texts {
        let weight = weight(at);
        if best.is_none_or(|(_, most)| weight > most) {
            best = Some((*at, weight));
        }
    }
    let (medoid, _) = best?;
    let is_member = |at: &usize| *at == medoid || near[&medoid].contains_key(at);
    let members: Vec<usize> = texts.iter().filter(|at| is_member(at)).copied().collect();
    texts.retain(|at| !is_member(at));
    Some(Family { medoid, members })
}

/// Everything that hangs together with a text.
fn reached(
    first: usize,
    near: &BTreeMap<usize, BTreeMap<usize, f64>>,
    left: &BTreeSet<usize>,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::from([first]);
    let mut open = vec![first];
    while let Some(at) = open.pop() {
        for other in near[&at].keys().filter(|other| left.contains(other)) {
            if found.insert(*other) {
                open.push(*other);
            }
        }
    }
    found
}
