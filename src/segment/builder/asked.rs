//! What the reader has learned so far of who was asked.

use super::Builder;
use crate::lexicon::Resolved;
use crate::unit::{Fact, UnitKind};

impl Builder<'_> {
    /// Lines on which those asked are listed.
    pub(crate) fn asked_lines(&self) -> std::collections::BTreeSet<usize> {
        let asked = self.facts.iter().filter(|fact| fact.fact == Fact::Asked);
        let line = |at: u32| self.lines.document().index.line_of(at) as usize - 1;
        asked.map(|fact| line(fact.span.start)).collect()
    }

    /// Names in the list of those asked, as spelt and resolved.
    pub(crate) fn asked(&self) -> Vec<(String, Resolved)> {
        let asked = self.facts.iter().filter(|fact| fact.fact == Fact::Asked);
        asked
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
        let asked = self.facts.iter().filter(|fact| fact.fact == Fact::Asked);
        asked.count()
    }

    /// The paper lists this respondent among those asked.
    pub(crate) fn was_asked(&self, respondent: &str) -> bool {
        self.facts
            .iter()
            .any(|fact| fact.fact == Fact::Asked && fact.respondent == respondent)
    }

    /// Drops summaries of those who were not asked.
    pub(crate) fn keep_asked(&mut self) {
        let facts = &self.facts;
        let asked = |name: &str| {
            facts
                .iter()
                .any(|f| f.fact == Fact::Asked && f.respondent == name)
        };
        self.units.retain(|unit| {
            unit.kind != UnitKind::Sammanfattning || unit.respondent.as_deref().is_some_and(asked)
        });
    }
}
