//! Statements without an argument of their own, and the ones they join.

use super::texts::Text;
use crate::text::lower;

/// A statement that joins another.
#[derive(Clone, Debug)]
pub struct Joining {
    /// The statement.
    pub text: Text,
    /// Number of the text it joins, if that stands here.
    pub target: Option<usize>,
}

/// Finds what each of these joins: a statement of the kind and the parties
/// that it names, by the same respondent, or by one that it names.
pub(super) fn resolve(joining: Vec<Text>, texts: &[Text]) -> Vec<Joining> {
    let target = |text: &Text| {
        let joins = text.unit().and_then(|unit| unit.joins.as_ref())?;
        let said = lower(&text.flow.text);
        let fits = |other: &Text| {
            let parties = other.parties();
            let kind = other.unit().is_some_and(|unit| unit.kind == joins.kind);
            kind && other.referral == text.referral
                && joins
                    .parties
                    .iter()
                    .all(|party| parties.contains(&party.as_str()))
        };
        let rank = |other: &Text| {
            let here = other.paper.document.sha256 == text.paper.document.sha256;
            let own = other.respondent() == text.respondent();
            let named = other
                .respondent()
                .is_some_and(|name| said.contains(&lower(name)));
            (named, own, here)
        };
        let candidates = texts.iter().enumerate().filter(|(_, other)| fits(other));
        let mut candidates: Vec<(usize, (bool, bool, bool))> = candidates
            .map(|(at, other)| (at, rank(other)))
            .filter(|(_, (named, own, _))| *named || *own)
            .collect();
        candidates.sort_by_key(|(at, rank)| (std::cmp::Reverse(*rank), *at));
        candidates.first().map(|(at, _)| *at)
    };
    joining
        .into_iter()
        .map(|text| Joining {
            target: target(&text),
            text,
        })
        .collect()
}
