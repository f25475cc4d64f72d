//! Whether an answer came in time: by the day on which it came in, else by its
//! own day, against its respondent's last day, else the referral's.

use crate::paper::Paper;
use crate::unit::{Fact, LedgerFact, Unit};

/// Whether an answer came after the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// It did.
    pub late: bool,
    /// Only the day of the answer tells, not that on which it came in.
    pub guessed: bool,
}

/// The days of one respondent.
#[derive(Clone, Debug, Default)]
pub(super) struct Days {
    /// When the first of its answers came in.
    pub(super) received: Option<String>,
    /// The day of the first.
    dated: Option<String>,
    /// Its own last day.
    pub(super) last: Option<String>,
}

impl Days {
    /// The days of an answer.
    pub(super) fn of(paper: &Paper, unit: &Unit) -> Self {
        let head = &paper.segmentation.head;
        let own = head.respondent == unit.respondent;
        Days {
            received: head.received.clone().filter(|_| own),
            dated: unit.date.clone(),
            last: None,
        }
    }

    /// Adds the days of another answer of the same respondent.
    pub(super) fn add(&mut self, other: Days) {
        earlier(&mut self.received, other.received);
        earlier(&mut self.dated, other.dated);
    }

    /// Adds what a list tells.
    pub(super) fn add_fact(&mut self, fact: &LedgerFact) {
        match fact.fact {
            Fact::Answered => earlier(&mut self.received, fact.day.clone()),
            // A respite is later than the day first set.
            Fact::Asked => self.last = self.last.take().max(fact.day.clone()),
            _ => {}
        }
    }

    /// Whether the answer came after `all`, the last day for everybody.
    pub(super) fn late(&self, all: Option<&str>) -> Option<Late> {
        let last = self.last.as_deref().or(all)?;
        let day = self.received.as_ref().or(self.dated.as_ref())?;
        Some(Late {
            late: day.as_str() > last,
            guessed: self.received.is_none(),
        })
    }
}

fn earlier(day: &mut Option<String>, other: Option<String>) {
    let both = day.take().into_iter().chain(other);
    *day = both.min();
}
