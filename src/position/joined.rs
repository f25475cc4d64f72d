//! Statements that others can join: "instämmer i uttalandet från (S)" takes
//! over what the nearest statement of one of these parties says.

use crate::unit::{Joins, Unit, UnitKind};
use std::collections::{BTreeSet, HashMap};

/// Proposal, party, and where they matter the respondent and the kind.
type Key<'u> = (
    Option<usize>,
    &'u str,
    Option<Option<&'u str>>,
    Option<UnitKind>,
);

/// A paper's statements with an argument of their own, in order, by what those
/// who join them name.
pub(super) struct Joinable<'u> {
    made_by: HashMap<Key<'u>, Vec<usize>>,
}

impl<'u> Joinable<'u> {
    /// The units of a paper, each with whether it speaks.
    pub(super) fn of(units: impl Iterator<Item = (&'u Unit, bool)>) -> Self {
        let mut made_by: HashMap<Key<'u>, Vec<usize>> = HashMap::new();
        for (at, (unit, speaks)) in units.enumerate() {
            if !speaks || unit.joins.is_some() || !unit.kind.is_statement() {
                continue;
            }
            let (own, kind) = (Some(unit.respondent.as_deref()), Some(unit.kind));
            let parties: BTreeSet<&str> = unit
                .signers
                .iter()
                .map(|signer| signer.party.as_str())
                .collect();
            for party in parties {
                for (own, kind) in [(own, kind), (own, None), (None, kind), (None, None)] {
                    let key = (unit.referral, party, own, kind);
                    made_by.entry(key).or_default().push(at);
                }
            }
        }
        Joinable { made_by }
    }

    /// The statement that unit `at` joins: made by one of the parties it names,
    /// of the same respondent before others, of its kind before others.
    pub(super) fn nearest(&self, at: usize, unit: &Unit, joins: &Joins) -> Option<usize> {
        let (own, kind) = (Some(unit.respondent.as_deref()), Some(joins.kind));
        let ranks = [(own, kind), (own, None), (None, kind), (None, None)];
        ranks.into_iter().find_map(|(own, kind)| {
            let lists = joins.parties.iter().filter_map(|party| {
                let key = (unit.referral, party.as_str(), own, kind);
                self.made_by.get(&key)
            });
            let near = lists.flat_map(|list| {
                let next = list.partition_point(|other| *other < at);
                list[next.saturating_sub(1)..].iter().take(2)
            });
            near.copied()
                .min_by_key(|other| (other.abs_diff(at), *other))
        })
    }
}
