//! What one paper tells before it is read: its proposals, who answers them,
//! and what their sender says. Knows nothing of stances.

use super::lists::{List, adopted, lists};
use super::named::{Heading, cited, headings};
use super::recital::runs;
use crate::analyse::Analyser;
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::unit::{CentralKind, CentralText, Referral, Unit, UnitKind};
use std::collections::BTreeMap;

/// What one paper tells before it is read: its proposals, who answers them,
/// and what their sender says.
pub struct Told {
    pub(super) referrals: Vec<Referral>,
    /// Proposal and respondent of each answer.
    pub(super) answers: Vec<(Option<usize>, String)>,
    /// Proposal and runs of words of each of the sender's texts.
    pub(super) recitals: Vec<(Option<usize>, Vec<u64>)>,
    /// Numbered parts of its one proposal, as it calls them.
    pub(super) headings: Vec<Heading>,
    /// Those it cites, with a heading or without.
    pub(super) cited: BTreeMap<String, String>,
    /// Its lists of parts.
    pub(super) lists: Vec<List>,
}

impl Told {
    /// What this paper tells.
    pub fn of(paper: &Paper, analyser: &Analyser) -> Self {
        let found = &paper.segmentation;
        let lines = Lines::new(&paper.document);
        let before = found
            .central
            .iter()
            .filter(|central| central.kind != CentralKind::Synpunkter);
        let recital = |central: &CentralText| {
            let flow = Flow::of_span(&lines, &paper.layout, central.span);
            (
                central.referral,
                runs(&analyser.tokens(&flow.text)).collect(),
            )
        };
        let answers = found
            .units
            .iter()
            .filter(|unit| unit.kind == UnitKind::Yttrande && !unit.pointer);
        let answer = |unit: &Unit| (unit.referral, unit.respondent.clone().unwrap_or_default());
        Told {
            answers: answers.map(answer).collect(),
            recitals: before.map(recital).collect(),
            referrals: found.referrals.clone(),
            headings: match found.referrals.len() {
                1 => headings(paper, &lines),
                _ => Vec::new(),
            },
            cited: match found.referrals.len() {
                1 => cited(&lines),
                _ => BTreeMap::new(),
            },
            lists: lists(paper, &lines)
                .into_iter()
                .chain(adopted(paper, &lines))
                .collect(),
        }
    }
}
