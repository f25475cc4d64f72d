//! What a position says in the words of the trade: the verdict where one is
//! given, else the stance; in a ministry's order.

use crate::position::{Position, Stance, Verdict};

/// A verdict, or the stance where none is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    /// "tillstyrker"
    Verdict(Verdict),
    /// "stöd med förbehåll"
    Stance(Stance),
}

impl Said {
    /// What a row says. What a person corrected without a verdict is the stance.
    pub(super) fn of(row: &Position) -> Self {
        let corrected = row.corrected.as_ref();
        let plain = corrected.is_some_and(|said| said.verdict.is_empty());
        let verdict = row.verdict.filter(|_| !plain);
        verdict.map_or(Said::Stance(row.stance), Said::Verdict)
    }

    /// The stance that it is shown as: a verdict is what it says, whatever is asked
    /// beside it.
    pub(super) fn stance(self) -> Stance {
        match self {
            Said::Verdict(verdict) => verdict.stance(false),
            Said::Stance(stance) => stance,
        }
    }

    /// The name in machine-readable output, and in the catalogue behind "said-".
    pub(super) fn name(self) -> &'static str {
        match self {
            Said::Verdict(verdict) => verdict.name(),
            Said::Stance(stance) => stance.name(),
        }
    }
}
