//! Which units of a paper are read for what they think.

use crate::document::DocumentKind;
use crate::paper::Paper;
use crate::unit::{Unit, UnitKind};
use std::collections::HashSet;

/// Proposals and the respondents whose answer to them a paper prints.
pub(super) type Answered<'p> = HashSet<(Option<usize>, Option<&'p str>)>;

/// The answers that a paper prints.
pub(super) fn answered(paper: &Paper) -> Answered<'_> {
    let units = paper.segmentation.units.iter();
    let answers = units.filter(|unit| unit.kind == UnitKind::Yttrande);
    answers
        .map(|unit| (unit.referral, unit.respondent.as_deref()))
        .collect()
}

/// Answers, statements and views of councils; no pointers to them. A bare
/// decision or a summary where no answer is printed; what a compilation says of
/// each body.
pub(super) fn speaks(paper: &Paper, unit: &Unit, answered: &Answered<'_>) -> bool {
    let printed = || answered.contains(&(unit.referral, unit.respondent.as_deref()));
    let speaks = match unit.kind {
        UnitKind::Yttrande | UnitKind::Radsyttrande => true,
        UnitKind::Beslut => !printed(),
        UnitKind::Sammanfattning => is_account(paper) || !printed(),
        kind => kind.is_statement(),
    };
    speaks && !unit.pointer
}

/// The sender's account of the answers.
fn is_account(paper: &Paper) -> bool {
    paper.segmentation.kind == DocumentKind::Remissammanstallning
}
