//! Lists of units, ascending, with scores, and how they combine.

use tantivy::DocId;

/// Units of one segment, ascending, with scores.
pub(super) type Scored = Vec<(DocId, f32)>;

pub(super) fn unscored(docs: Vec<DocId>) -> Scored {
    docs.into_iter().map(|doc| (doc, 0.0)).collect()
}

pub(super) fn zip(
    a: Vec<Scored>,
    b: Vec<Scored>,
    join: impl Fn(Scored, Scored) -> Scored,
) -> Vec<Scored> {
    a.into_iter().zip(b).map(|(a, b)| join(a, b)).collect()
}

/// In both; scores add up. The shorter list is walked, the longer searched
/// from where it was left.
pub(super) fn both(a: Scored, b: Scored) -> Scored {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = &many[..];
    let mut found = Vec::with_capacity(few.len());
    for (doc, score) in few {
        rest = beyond(rest, doc);
        if let Some((other, more)) = rest.first()
            && *other == doc
        {
            found.push((doc, score + more));
        }
    }
    found
}

/// In the first and not in the second.
pub(super) fn minus(a: Scored, b: Scored) -> Scored {
    let mut b = b.into_iter().peekable();
    let keep = |(doc, _): &(DocId, f32)| {
        while b.next_if(|(other, _)| other < doc).is_some() {}
        b.peek().is_none_or(|(other, _)| other != doc)
    };
    a.into_iter().filter(keep).collect()
}

/// A list with what its scores are multiplied by.
pub(super) type Part = (Scored, f32);

/// Units that are put together at a time, in a table that stays in the
/// processor's nearest memory.
const WINDOW: usize = 4096;

/// Some neighbouring units: which of them are held, as bits, and their scores.
struct Window {
    first: DocId,
    table: [f32; WINDOW],
    held: [u64; WINDOW / 64],
}

impl Window {
    fn new() -> Self {
        Window {
            first: 0,
            table: [0.0; WINDOW],
            held: [0; WINDOW / 64],
        }
    }

    /// Moves to where a unit is.
    fn begin(&mut self, unit: DocId) {
        self.first = unit - unit % WINDOW as u32;
    }

    /// Puts in what a list holds of these units, and leaves the rest of it.
    fn put(&mut self, rest: &mut &[(DocId, f32)], put: impl Fn(f32, f32) -> f32) {
        let after = beyond(rest, self.first.saturating_add(WINDOW as u32));
        for (doc, score) in &rest[..rest.len() - after.len()] {
            let at = (doc - self.first) as usize % WINDOW;
            self.table[at] = put(self.table[at], *score);
            self.held[at / 64] |= 1 << (at % 64);
        }
        *rest = after;
    }

    /// Takes out the units that are held.
    fn take(&mut self, found: &mut Scored) {
        for (word, bits) in self.held.iter_mut().enumerate() {
            while *bits != 0 {
                let at = word * 64 + bits.trailing_zeros() as usize;
                found.push((
                    self.first + at as DocId,
                    std::mem::take(&mut self.table[at]),
                ));
                *bits &= *bits - 1;
            }
        }
    }
}

/// In any; scores of the same unit, none of them below nought, are joined in
/// the order of the lists: what joins gives the other's score if one is nought.
pub(super) fn any(mut lists: Vec<Part>, join: impl Fn(f32, f32) -> f32) -> Scored {
    lists.retain(|(list, _)| !list.is_empty());
    if lists.len() < 2 {
        let only = lists.pop();
        return only.map_or_else(Scored::new, |(list, times)| multiplied(list, times));
    }
    let mut found = Vec::with_capacity(lists.iter().map(|(list, _)| list.len()).sum());
    let mut rests: Vec<(&[(DocId, f32)], f32)> = lists
        .iter()
        .map(|(list, times)| (&list[..], *times))
        .collect();
    let mut window = Window::new();
    let next = |rests: &[(&[(DocId, f32)], f32)]| {
        let firsts = rests.iter().filter_map(|(rest, _)| rest.first());
        firsts.map(|(doc, _)| *doc).min()
    };
    while let Some(next) = next(&rests) {
        window.begin(next);
        for (rest, times) in &mut rests {
            window.put(rest, |sum, score| join(sum, *times * score));
        }
        window.take(&mut found);
    }
    found
}

/// In all of some lists, at least one; scores add up in their order.
pub(super) fn all(lists: &[Part]) -> Scored {
    let mut rests: Vec<(&[(DocId, f32)], f32)> = lists
        .iter()
        .map(|(list, times)| (&list[..], *times))
        .collect();
    let rarest = (0..rests.len()).min_by_key(|at| rests[*at].0.len());
    let Some(rarest) = rarest else {
        return Scored::new();
    };
    let mut found = Vec::with_capacity(rests[rarest].0.len());
    let mut window = Window::new();
    while let Some((next, _)) = rests[rarest].0.first() {
        window.begin(*next);
        let mut held = [u64::MAX; WINDOW / 64];
        for (at, (rest, times)) in rests.iter_mut().enumerate() {
            *rest = beyond(rest, window.first);
            match at {
                // What was left in the table of units that not all hold goes.
                0 => window.put(rest, |_, score| *times * score),
                _ => window.put(rest, |sum, score| sum + *times * score),
            }
            for (all, one) in held.iter_mut().zip(&mut window.held) {
                *all &= std::mem::take(one);
            }
        }
        window.held = held;
        window.take(&mut found);
    }
    found
}

/// A list, its scores multiplied.
pub(super) fn multiplied(mut list: Scored, times: f32) -> Scored {
    for (_, score) in &mut list {
        *score *= times;
    }
    list
}

/// A list from the first unit that is not before one: reached in leaps.
fn beyond(list: &[(DocId, f32)], doc: DocId) -> &[(DocId, f32)] {
    let mut reach = 1;
    while reach < list.len() && list[reach].0 < doc {
        reach *= 2;
    }
    let near = &list[..(reach + 1).min(list.len())];
    &list[near.partition_point(|(other, _)| *other < doc)..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn list() -> impl Strategy<Value = Scored> {
        let docs = prop::collection::btree_map(0u32..20_000, 0u8..9, 0..300);
        docs.prop_map(|docs| {
            docs.into_iter()
                .map(|(doc, score)| (doc, score.into()))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn any_and_both_are_what_tables_of_all_units_give(lists in prop::collection::vec(list(), 0..5)) {
            let mut all: BTreeMap<DocId, Vec<f32>> = BTreeMap::new();
            for (doc, score) in lists.iter().flatten() {
                all.entry(*doc).or_default().push(*score);
            }
            let sums = all.iter().map(|(doc, scores)| (*doc, scores.iter().sum()));
            let parts = || lists.iter().map(|list| (list.clone(), 1.0)).collect::<Vec<Part>>();
            prop_assert_eq!(super::any(parts(), |a, b| a + b), sums.clone().collect::<Scored>());
            let best = all.iter().map(|(doc, scores)| (*doc, scores.iter().copied().fold(0.0, f32::max)));
            prop_assert_eq!(super::any(parts(), f32::max), best.collect::<Scored>());
            if let [a, b, ..] = &lists[..] {
                let of_both = super::all(&[(a.clone(), 1.0), (b.clone(), 1.0)]);
                prop_assert_eq!(of_both, both(a.clone(), b.clone()));
            }
            let of_all = sums.filter(|(doc, _)| all[doc].len() == lists.len());
            prop_assert_eq!(super::all(&parts()), of_all.collect::<Scored>());
        }
    }
}
