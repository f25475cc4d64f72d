//! Whether an answer came in time: by the day on which it came in, else by its
//! own day, against its respondent's last day, else the referral's. A last day
//! for a part of the proposal is the part's alone.

use super::Place;
use crate::paper::Paper;
use crate::unit::{Fact, LedgerFact, Unit};
use std::collections::BTreeMap;

/// Whether an answer came after the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// It did.
    pub late: bool,
    /// Only the day of the answer tells, not that on which it came in.
    pub guessed: bool,
}

/// A part of the proposal that may be answered until another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDay {
    /// The part as the list names it.
    pub part: String,
    /// Its last day.
    pub answer_by: String,
    /// Where that is said.
    pub place: Place,
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
    /// Last days of parts.
    parts: BTreeMap<String, (String, Place)>,
    /// It was asked on the whole.
    on_whole: bool,
}

impl Days {
    /// The days of an answer.
    pub(super) fn of(paper: &Paper, unit: &Unit) -> Self {
        let head = &paper.segmentation.head;
        let own = head.respondent == unit.respondent;
        Days {
            received: head.received.clone().filter(|_| own),
            dated: unit.date.clone(),
            ..Days::default()
        }
    }

    /// Adds the days of another answer of the same respondent.
    pub(super) fn add(&mut self, other: Days) {
        earlier(&mut self.received, other.received);
        earlier(&mut self.dated, other.dated);
    }

    /// Adds what a list tells.
    pub(super) fn add_fact(&mut self, fact: &LedgerFact, place: &Place) {
        match fact.fact {
            Fact::Answered => earlier(&mut self.received, fact.day.clone()),
            Fact::Asked if fact.part.is_some() => self.add_part(fact, place),
            // A respite is later than the day first set.
            Fact::Asked => {
                self.on_whole = true;
                self.last = self.last.take().max(fact.day.clone());
            }
            _ => {}
        }
    }

    fn add_part(&mut self, fact: &LedgerFact, place: &Place) {
        let (Some(part), Some(day)) = (&fact.part, &fact.day) else {
            return;
        };
        let known = self.parts.get(part);
        // Here too a respite is the later one.
        if known.is_none_or(|(known, _)| known < day) {
            let said = (day.clone(), place.clone());
            self.parts.insert(part.clone(), said);
        }
    }

    /// Parts with last days of their own, in the order of their names.
    pub(super) fn parts(&self) -> Vec<PartDay> {
        let parts = self.parts.iter().map(|(part, (day, place))| PartDay {
            part: part.clone(),
            answer_by: day.clone(),
            place: place.clone(),
        });
        parts.collect()
    }

    /// Its own last day: of the whole; where it was asked on parts alone the
    /// last of theirs.
    fn own(&self) -> Option<&str> {
        let parts = self.parts.values().map(|(day, _)| day.as_str());
        let of_parts = parts.max().filter(|_| !self.on_whole);
        self.last.as_deref().or(of_parts)
    }

    /// When its first answer came in, else the day of that.
    pub(super) fn day(&self) -> Option<&str> {
        self.received.as_deref().or(self.dated.as_deref())
    }

    /// Whether the answer came after `all`, the last day for everybody.
    pub(super) fn late(&self, all: Option<&str>) -> Option<Late> {
        let last = self.own().or(all)?;
        let day = self.day()?;
        Some(Late {
            late: day > last,
            guessed: self.received.is_none(),
        })
    }
}

fn earlier(day: &mut Option<String>, other: Option<String>) {
    let both = day.take().into_iter().chain(other);
    *day = both.min();
}
