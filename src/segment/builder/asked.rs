//! What the reader has learned so far of who was asked.

use super::Builder;
use crate::lexicon::Resolved;
use crate::unit::{Fact, LedgerFact, UnitKind};

impl Builder<'_> {
    /// Lines on which those asked are listed.
    pub(crate) fn asked_lines(&self) -> std::collections::BTreeSet<usize> {
        let line = |at: u32| self.lines.document().index.line_of(at) as usize - 1;
        asked(&self.facts)
            .map(|fact| line(fact.span.start))
            .collect()
    }

    /// Names in the list of those asked, as spelt and resolved.
    pub(crate) fn asked(&self) -> Vec<(String, Resolved)> {
        asked(&self.facts)
            .map(|fact| {
                (
                    fact.spelling.clone(),
                    Resolved::known(fact.respondent.clone()),
                )
            })
            .collect()
    }

    /// How many were asked.
    pub(crate) fn asked_count(&self) -> usize {
        asked(&self.facts).count()
    }

    /// The paper lists this respondent among those asked.
    pub(crate) fn was_asked(&self, respondent: &str) -> bool {
        lists(&self.facts, respondent)
    }

    /// Drops summaries of those who were not asked.
    pub(crate) fn keep_asked(&mut self) {
        let facts = &self.facts;
        self.units.retain(|unit| {
            let asked = |name: &str| lists(facts, name);
            unit.kind != UnitKind::Sammanfattning || unit.respondent.as_deref().is_some_and(asked)
        });
    }
}

/// Those asked, among the facts.
fn asked(facts: &[LedgerFact]) -> impl Iterator<Item = &LedgerFact> {
    facts.iter().filter(|fact| fact.fact == Fact::Asked)
}

fn lists(facts: &[LedgerFact], respondent: &str) -> bool {
    asked(facts).any(|fact| fact.respondent == respondent)
}
