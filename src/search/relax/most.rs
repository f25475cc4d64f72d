//! Most of the words, the rarest first.
//!
//! Words that more than half of all units hold tell nothing: whether a unit
//! lacks one is said, but does not count. What must hold, must: phrases,
//! numbers, properties and everything else that is no free word.

use super::super::Asked;
use super::is_plain;
use crate::archive::Reader;
use crate::error::Result;
use crate::matching::Plan;
use crate::query::{Kind, Node};

/// A query of which most will do.
pub(super) struct Most {
    /// What a unit must hold: all that is no free word.
    pub(super) must: Vec<Plan>,
    /// The words that tell, and of how many a unit holds some at least.
    pub(super) telling: Vec<Plan>,
    pub(super) least: usize,
    /// Every free word.
    pub(super) words: Vec<Asked>,
}

impl Most {
    /// Sorts the parts of a query as typed, each with its plan; nothing if too
    /// few are free.
    pub(super) fn of(
        reader: &Reader,
        parts: Vec<(&Node, Plan)>,
        filters: &[Plan],
    ) -> Result<Option<Self>> {
        let half = reader.unit_count()? / 2;
        let mut most = Most {
            must: filters.to_vec(),
            telling: Vec::new(),
            least: 0,
            words: Vec::new(),
        };
        for (node, plan) in parts {
            if !is_free(node) {
                most.must.push(plan);
                continue;
            }
            if reader.find(&plan, 0)?.total <= half {
                most.telling.push(plan.clone());
            }
            most.words.push(Asked {
                typed: node.to_string(),
                plan,
                meant: Vec::new(),
            });
        }
        most.least = most.telling.len().div_ceil(2);
        let enough = most.words.len() > 1 && !most.telling.is_empty();
        Ok(enough.then_some(most))
    }

    /// The same as one plan.
    pub(super) fn plan(&self) -> Plan {
        let most = Plan::Most(self.telling.clone(), self.least);
        Plan::All(
            [most]
                .into_iter()
                .chain(self.must.iter().cloned())
                .collect(),
        )
    }
}

/// Whether a unit may lack a part of a query: a word, or any of some words.
fn is_free(node: &Node) -> bool {
    match &node.kind {
        Kind::Word(word) => is_plain(word),
        Kind::Any(nodes) => nodes.iter().all(is_free),
        _ => false,
    }
}
