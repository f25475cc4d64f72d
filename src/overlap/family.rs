//! Families: texts that for the greater part are one text.
//!
//! A family gathers round its medoid, the text that shares most with all
//! others: every member holds half of the medoid or is held by it by half.
//! Being near to a member is not enough, so a text that borrows from two
//! families does not glue them together.

use std::cmp::Reverse;
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
        let component = reached(first, &near, &left);
        for at in &component {
            left.remove(at);
        }
        let mut component = Component::of(component, weights, &near);
        while let Some(family) = component.gather() {
            if family.members.len() > 1 || weights[family.medoid] > 1 {
                found.push(family);
            }
        }
    }
    let texts = |family: &Family| -> u32 { family.members.iter().map(|at| weights[*at]).sum() };
    found.sort_by_key(|family| (std::cmp::Reverse(texts(family)), family.members[0]));
    found
}

/// Texts that hang together, not yet in a family.
struct Component<'n> {
    texts: BTreeSet<usize>,
    weights: &'n [u32],
    near: &'n BTreeMap<usize, BTreeMap<usize, f64>>,
    /// What each shares with the others, in the bits of a positive number,
    /// which rank as it does; of equal ones the first text is the last here.
    ranked: BTreeSet<(u64, Reverse<usize>)>,
    shares: BTreeMap<usize, u64>,
}

impl<'n> Component<'n> {
    fn of(
        texts: BTreeSet<usize>,
        weights: &'n [u32],
        near: &'n BTreeMap<usize, BTreeMap<usize, f64>>,
    ) -> Self {
        let mut component = Component {
            weights,
            near,
            ranked: BTreeSet::new(),
            shares: BTreeMap::new(),
            texts,
        };
        for at in component.texts.clone() {
            component.rank(at);
        }
        component
    }

    /// Ranks a text by what it shares with those that are left.
    fn rank(&mut self, at: usize) {
        let others = self.near[&at]
            .iter()
            .filter(|(other, _)| self.texts.contains(other));
        let others: f64 = others
            .map(|(other, containment)| f64::from(self.weights[*other]) * containment)
            .sum();
        let share = (others + f64::from(self.weights[at] - 1))
            .max(0.0)
            .to_bits();
        if let Some(before) = self.shares.insert(at, share) {
            self.ranked.remove(&(before, Reverse(at)));
        }
        self.ranked.insert((share, Reverse(at)));
    }

    /// Takes out the family round the weightiest medoid.
    fn gather(&mut self) -> Option<Family> {
        let (_, Reverse(medoid)) = *self.ranked.last()?;
        let near = self.near[&medoid].keys().chain([&medoid]);
        let members: BTreeSet<usize> = near.filter(|at| self.texts.contains(at)).copied().collect();
        for at in &members {
            self.texts.remove(at);
            if let Some(share) = self.shares.remove(at) {
                self.ranked.remove(&(share, Reverse(*at)));
            }
        }
        let beside = members.iter().flat_map(|at| self.near[at].keys());
        let beside: BTreeSet<usize> = beside
            .filter(|at| self.texts.contains(at))
            .copied()
            .collect();
        beside.into_iter().for_each(|at| self.rank(at));
        Some(Family {
            medoid,
            members: members.into_iter().collect(),
        })
    }
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
