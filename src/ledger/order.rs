//! In what order respondents are listed: as they were asked, by kind, by name, by
//! the day of their answers. Knows no table.

use super::{Entry, Ledger};
use crate::alphabet::compare;
use crate::corpus::Bodies;
use crate::unit::Referral;
use std::cmp::Ordering;
use std::collections::HashMap;

/// How respondents follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As the list of those asked has them, the others behind as they were met.
    Lista,
    /// By what they are, courts first; then by name.
    Slag,
    /// By name.
    Alfabet,
    /// By the day on which the answer came in, else by its own; who has none last.
    Datum,
}

/// Kinds of respondents as a ministry lists those asked; others behind them.
const KINDS: [&str; 12] = [
    "domstol",
    "riksdagsmyndighet",
    "myndighet",
    "lansstyrelse",
    "larosate",
    "region",
    "kommunforbund",
    "kommun",
    "namnd",
    "statligt_bolag",
    "bolag",
    "civilsamhalle",
];

impl Order {
    /// Puts the respondents of every ledger into this order.
    pub fn arrange(self, ledgers: &mut [Ledger], bodies: &Bodies) {
        let by_name = |a: &Entry, b: &Entry| compare(&a.respondent, &b.respondent);
        for ledger in ledgers {
            let entries = &mut ledger.entries;
            match self {
                Order::Lista => {}
                Order::Alfabet => entries.sort_by(by_name),
                Order::Slag => {
                    let kind = |entry: &Entry| place(bodies.kind(&entry.respondent));
                    entries.sort_by(|a, b| kind(a).cmp(&kind(b)).then_with(|| by_name(a, b)));
                }
                Order::Datum => entries.sort_by(|a, b| by_day(a, b).then_with(|| by_name(a, b))),
            }
        }
    }
}

/// Where a kind stands, and its name among those that no list holds.
fn place(kind: Option<&str>) -> (usize, &str) {
    let known = kind.and_then(|kind| KINDS.iter().position(|one| *one == kind));
    match (known, kind) {
        (Some(at), _) => (at, ""),
        (None, Some(kind)) => (KINDS.len(), kind),
        (None, None) => (KINDS.len() + 1, ""),
    }
}

fn by_day(a: &Entry, b: &Entry) -> Ordering {
    let unknown = a.day.is_none().cmp(&b.day.is_none());
    unknown.then_with(|| a.day.cmp(&b.day))
}

/// The place of every respondent of a proposal, by the proposal's key.
#[derive(Clone, Debug, Default)]
pub struct Places(HashMap<String, HashMap<String, usize>>);

impl Places {
    /// As the ledgers have them.
    pub fn of(ledgers: &[Ledger]) -> Self {
        let places = ledgers.iter().map(|ledger| {
            let entries = ledger.entries.iter().enumerate();
            let entries = entries.map(|(at, entry)| (entry.respondent.clone(), at));
            (ledger.referral.key(), entries.collect())
        });
        Places(places.collect())
    }

    /// Nobody stands anywhere.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// None for who was not asked and does not answer, as those who decide: before
    /// all others.
    pub fn place(&self, referral: &Referral, respondent: &str) -> Option<usize> {
        self.0.get(&referral.key())?.get(respondent).copied()
    }
}
