//! Which positions were asked for: by focus area, stance and confidence, in
//! answers of a scope.

use super::rows::{Answer, Position};
use super::stance::{CONFIDENT, Stance};
use crate::corpus::Scope;

/// What a person wants to see.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Whose answers to what.
    pub scope: Scope,
    /// Ids of focus areas; any if empty.
    pub areas: Vec<String>,
    /// Stances; any if empty.
    pub stances: Vec<Stance>,
    /// Rows of low confidence too.
    pub all: bool,
    /// Only what somebody has looked at.
    pub reviewed: bool,
}

impl Choice {
    /// A position in an answer of the scope was asked for.
    pub fn has(&self, row: &Position) -> bool {
        (self.all || row.confidence >= CONFIDENT)
            && (!self.reviewed || row.review().is_reviewed())
            && (self.areas.is_empty() || self.areas.contains(&row.area))
            && (self.stances.is_empty() || self.stances.contains(&row.stance))
    }

    /// The same of asks, each of which is looked at on its own: positions nobody
    /// has looked at are in it, and [`keep_asks`](Self::keep_asks) chooses.
    pub fn of_asks(&self) -> Choice {
        Choice {
            reviewed: false,
            ..self.clone()
        }
    }

    /// Leaves the asks that were asked for, and the rows that still say something.
    pub fn keep_asks(&self, rows: &mut Vec<Position>) {
        if !self.reviewed {
            return;
        }
        rows.retain_mut(|row| {
            if !row.review().is_reviewed() {
                row.asks.retain(|ask| ask.review().is_reviewed());
                row.objections.clear();
            }
            row.review().is_reviewed() || !row.asks.is_empty()
        });
    }

    /// The answers that may hold such a position.
    pub fn answers(&self, answers: &[Answer]) -> Vec<Answer> {
        let ours = answers.iter().filter(|answer| self.is_of(answer));
        ours.cloned().collect()
    }

    /// An answer may hold such a position.
    pub fn is_of(&self, answer: &Answer) -> bool {
        let respondent = Some(answer.respondent.as_str()).filter(|name| !name.is_empty());
        self.scope.has_group(answer.group) && self.scope.has_respondent(respondent)
    }
}
