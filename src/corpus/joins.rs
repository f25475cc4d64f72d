//! Statements that others join: "instämmer i uttalandet från (S)" takes over
//! what a statement of the parties that it names says. Decided here alone.
//!
//! It is one that all of these parties signed, by a respondent that is named
//! else by the same, of the kind that is named before others, and of several
//! the nearest. What joins
//! nobody here may join a statement of another paper, by the same rule.

use crate::text::lower;
use crate::unit::{Joins, Unit, UnitKind};
use aho_corasick::AhoCorasick;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Proposal, respondent, one of the parties, and where it matters the kind.
type Key<'u> = (Option<usize>, Option<&'u str>, &'u str, Option<UnitKind>);

/// Statements with an argument of their own, in order, by what those who join
/// them name.
#[derive(Default)]
pub(crate) struct Joinable<'u> {
    statements: Vec<&'u Unit>,
    made_by: HashMap<Key<'u>, Vec<usize>>,
    /// The respondents' names, and what finds them in words of small letters.
    finder: OnceCell<(Vec<&'u str>, Option<AhoCorasick>)>,
}

/// Statements that are looked at before and behind the one that joins. More of
/// one respondent and party stand in no paper.
const NEAR: usize = 16;

impl<'u> Joinable<'u> {
    /// The units of a paper, each with whether it speaks.
    pub(crate) fn of(units: impl Iterator<Item = (&'u Unit, bool)>) -> Self {
        let mut joinable = Joinable::default();
        for (unit, speaks) in units {
            let makes = speaks && unit.joins.is_none() && unit.kind.is_statement();
            joinable.add(unit, unit.referral, makes);
        }
        joinable
    }

    /// Adds the next unit, with the proposal that it answers, and whether it
    /// can be joined.
    pub(crate) fn add(&mut self, unit: &'u Unit, referral: Option<usize>, makes: bool) {
        let at = self.statements.len();
        self.statements.push(unit);
        if !makes {
            return;
        }
        let signers = unit.signers.iter();
        let parties: BTreeSet<&str> = signers.map(|signer| signer.party.as_str()).collect();
        for party in parties {
            for kind in [Some(unit.kind), None] {
                let key = (referral, unit.respondent.as_deref(), party, kind);
                self.made_by.entry(key).or_default().push(at);
            }
        }
    }

    /// The statement that somebody joins who answers this proposal for this
    /// respondent, at this place, in these words.
    pub(crate) fn joined(
        &self,
        at: usize,
        (referral, own): (Option<usize>, Option<&str>),
        joins: &Joins,
        said: &str,
    ) -> Option<usize> {
        let named = self.named_in(said, own).into_iter();
        let others = named.map(Some).filter(|name| *name != own);
        let mut respondents = others.chain([own]);
        respondents.find_map(|name| self.made_by_one(at, (referral, name), joins))
    }

    fn made_by_one(
        &self,
        at: usize,
        (referral, respondent): (Option<usize>, Option<&str>),
        joins: &Joins,
    ) -> Option<usize> {
        let party = joins.parties.first()?.as_str();
        let by_all = |other: &&usize| {
            let signers = &self.statements[**other].signers;
            let signed = |party: &String| signers.iter().any(|signer| signer.party == *party);
            joins.parties.iter().all(signed)
        };
        [Some(joins.kind), None].into_iter().find_map(|kind| {
            let list = self.made_by.get(&(referral, respondent, party, kind))?;
            let next = list.partition_point(|other| *other < at);
            let near = &list[next.saturating_sub(NEAR)..list.len().min(next + NEAR)];
            let near = near.iter().filter(by_all).copied();
            near.min_by_key(|other| (other.abs_diff(at), *other))
        })
    }

    /// The respondents of statements that some words name: by their whole names,
    /// which are not part of a longer one, or of that of who joins.
    fn named_in(&self, said: &str, own: Option<&str>) -> BTreeSet<&str> {
        let (names, finder) = self.finder.get_or_init(|| {
            let names = self.made_by.keys().filter_map(|(_, name, _, _)| *name);
            let names: Vec<&str> = names.collect::<BTreeSet<_>>().into_iter().collect();
            let finder = AhoCorasick::new(names.iter().map(|name| lower(name)));
            (names, finder.ok())
        });
        let (said, own) = (lower(said), own.map(lower).unwrap_or_default());
        let found = finder
            .iter()
            .flat_map(|finder| finder.find_overlapping_iter(&said));
        let found = found.map(|found| (found.range(), names[found.pattern()]));
        let found: Vec<_> = found.filter(|(at, _)| stands(&said, at)).collect();
        let places = found.iter().map(|(at, _)| at.clone());
        let own = said.match_indices(&own).filter(|(_, own)| !own.is_empty());
        let own = own.map(|(at, own)| at..at + own.len());
        let places: Vec<Range<usize>> = places.chain(own).collect();
        let is_whole = |at: &Range<usize>| {
            let mut longer = places.iter().filter(|other| other.len() > at.len());
            !longer.any(|other| other.start <= at.start && at.end <= other.end)
        };
        let whole = found.iter().filter(|(at, _)| is_whole(at));
        whole.map(|(_, name)| *name).collect()
    }
}

/// A name stands there as words of its own, with an ending at most: "nämndens".
fn stands(said: &str, at: &Range<usize>) -> bool {
    const ENDING: usize = 3;
    let before = said[..at.start].chars().next_back();
    let behind = said[at.end..].chars();
    let behind = behind.take_while(|c| c.is_alphanumeric()).count();
    !before.is_some_and(char::is_alphanumeric) && behind <= ENDING
}
