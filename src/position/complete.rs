//! The cells of a table of positions that hold none, each with the reason.

use super::rows::{Answer, Position};
use super::stance::CONFIDENT;
use crate::ledger::{Ledger, Status};
use crate::unit::Referral;
use std::collections::{BTreeMap, HashMap};

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It was asked and has not answered.
    NotAnswered,
    /// It answered and says nothing of the area.
    Silent,
    /// What it says is too thin to be a position.
    BelowBar,
}

impl Reason {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NotAnswered => "not_answered",
            Reason::Silent => "silent",
            Reason::BelowBar => "below_bar",
        }
    }
}

/// A cell without a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The proposal.
    pub referral: Referral,
    /// Whose cell it is.
    pub respondent: String,
    /// Id and name of the area.
    pub area: (String, String),
    /// Why nothing stands there.
    pub reason: Reason,
}

type Cell = (String, Option<String>, String, String);

fn cell(referral: &Referral, respondent: &str, area: &str) -> Cell {
    (
        referral.title.clone(),
        referral.diarienummer.clone(),
        respondent.to_owned(),
        area.to_owned(),
    )
}

/// The cells that positions fill, gathered some at a time.
#[derive(Debug, Default)]
pub struct Cells {
    /// With whether one of its positions is sure enough to be shown.
    filled: HashMap<Cell, bool>,
}

impl Cells {
    /// Adds some positions of answers, of low confidence too.
    pub fn add(&mut self, rows: &[Position]) {
        for row in rows.iter().filter(|row| row.is_answer()) {
            let cell = cell(&row.referral, &row.respondent, &row.area);
            *self.filled.entry(cell).or_default() |= row.confidence >= CONFIDENT;
        }
    }

    /// The cells of these answers, and of those who were asked and did not
    /// answer, that hold no position.
    pub fn missing(&self, answers: &[Answer], ledgers: &[Ledger]) -> Vec<Missing> {
        let mut missing = Vec::new();
        let mut areas: BTreeMap<&str, &Answer> = BTreeMap::new();
        for answer in answers {
            areas.entry(&answer.referral.title).or_insert(answer);
            for area in answer.areas.iter() {
                let filled = self
                    .filled
                    .get(&cell(&answer.referral, &answer.respondent, &area.id));
                let reason = match filled {
                    Some(true) => continue,
                    Some(false) => Reason::BelowBar,
                    None => Reason::Silent,
                };
                missing.push(Missing {
                    referral: answer.referral.clone(),
                    respondent: answer.respondent.clone(),
                    area: (area.id.clone(), area.name.clone()),
                    reason,
                });
            }
        }
        let silent = |status| {
            matches!(
                status,
                Status::Abstained | Status::Unaccounted | Status::NotAmongPapers
            )
        };
        for ledger in ledgers {
            let Some(answer) = areas.get(ledger.referral.title.as_str()) else {
                continue;
            };
            let unanswered = ledger.entries.iter().filter(|entry| silent(entry.status));
            missing.extend(unanswered.flat_map(|entry| {
                answer.areas.iter().map(|area| Missing {
                    referral: ledger.referral.clone(),
                    respondent: entry.respondent.clone(),
                    area: (area.id.clone(), area.name.clone()),
                    reason: Reason::NotAnswered,
                })
            }));
        }
        missing
    }
}
