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

/// Units that are put together at a time, in a table that stays in the
/// processor's nearest memory.
const WINDOW: usize = 4096;

/// In any; scores of the same unit are joined in the order of the lists.
pub(super) fn any(mut lists: Vec<Scored>, join: impl Fn(f32, f32) -> f32) -> Scored {
    lists.retain(|list| !list.is_empty());
    if lists.len() < 2 {
        return lists.pop().unwrap_or_default();
    }
    let longest = lists.iter().map(Vec::len).max();
    let mut found = Vec::with_capacity(longest.unwrap_or(0));
    let mut rests: Vec<&[(DocId, f32)]> = lists.iter().map(Vec::as_slice).collect();
    let mut table = [0.0; WINDOW];
    let mut held = [0u64; WINDOW / 64];
    let next = |rests: &[&[(DocId, f32)]]| {
        let firsts = rests.iter().filter_map(|rest| rest.first());
        firsts.map(|(doc, _)| *doc).min()
    };
    while let Some(next) = next(&rests) {
        let first = next - next % WINDOW as u32;
        let end = first.saturating_add(WINDOW as u32);
        for rest in &mut rests {
            let mut some = 0;
            for (doc, score) in rest.iter().take_while(|(doc, _)| *doc < end) {
                let at = (doc - first) as usize;
                let (word, bit) = (at / 64, 1 << (at % 64));
                table[at] = match held[word] & bit {
                    0 => *score,
                    _ => join(table[at], *score),
                };
                held[word] |= bit;
                some += 1;
            }
            *rest = &rest[some..];
        }
        for (word, bits) in held.iter_mut().enumerate() {
            while *bits != 0 {
                let at = word * 64 + bits.trailing_zeros() as usize;
                found.push((first + at as DocId, table[at]));
                *bits &= *bits - 1;
            }
        }
    }
    found
}

/// Leaves the units that a list holds too, found from where the last was.
pub(super) fn keep<W>(docs: &mut Vec<DocId>, list: &[(DocId, W)]) {
    let mut rest = list;
    docs.retain(|doc| {
        rest = beyond(rest, *doc);
        rest.first().is_some_and(|(other, _)| other == doc)
    });
}

/// Adds to the scores of units what a list that holds them all gives each.
pub(super) fn add<W>(units: &mut Scored, list: &[(DocId, W)], score: impl Fn(DocId, &W) -> f32) {
    let mut rest = list;
    for (doc, sum) in units {
        rest = beyond(rest, *doc);
        if let Some((_, weight)) = rest.first() {
            *sum += score(*doc, weight);
        }
    }
}

/// A list from the first unit that is not before one: reached in leaps.
fn beyond<W>(list: &[(DocId, W)], doc: DocId) -> &[(DocId, W)] {
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
            prop_assert_eq!(super::any(lists.clone(), |a, b| a + b), sums.collect::<Scored>());
            let best = all.iter().map(|(doc, scores)| (*doc, scores.iter().copied().fold(0.0, f32::max)));
            prop_assert_eq!(super::any(lists.clone(), f32::max), best.collect::<Scored>());
            if let [a, b, ..] = &lists[..] {
                let mut docs: Vec<DocId> = a.iter().map(|(doc, _)| *doc).collect();
                keep(&mut docs, b);
                let mut units = docs.into_iter().map(|doc| (doc, 0.0)).collect();
                add(&mut units, a, |_, score| *score);
                add(&mut units, b, |_, score| *score);
                prop_assert_eq!(units, both(a.clone(), b.clone()));
            }
        }
    }
}
