//! What has become of the papers that judgements speak of.

use crate::archive::{Reader, Stored};
use crate::error::Result;
use crate::known::judgement::Judgements;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Papers by what their files held before: where one was moved and then changed
/// neither its content nor its name tells what was judged of it.
#[derive(Default)]
pub(super) struct Lineage(HashMap<String, usize>);

impl Lineage {
    /// Looks into the papers only where something that was judged is not here.
    pub(super) fn of(papers: &[Stored], judgements: &Judgements, reader: &Reader) -> Result<Self> {
        let here: HashSet<&str> = papers.iter().map(|stored| stored.sha256.as_str()).collect();
        let ids: HashSet<&str> = papers.iter().map(Stored::id).collect();
        let is_here = |unit: &str| ids.contains(unit.split(':').next().unwrap_or_default());
        let all_here = judgements
            .papers()
            .all(|one| here.contains(one.sha256.as_str()))
            && judgements.stances().all(|one| is_here(&one.unit))
            && judgements.asks().all(|one| is_here(&one.unit));
        let mut lineage = Lineage::default();
        if !all_here {
            let earlier = papers.par_iter().map(|stored| reader.earlier(stored));
            let earlier: Result<Vec<Vec<String>>> = earlier.collect();
            for (at, hashes) in earlier?.into_iter().enumerate() {
                for sha256 in hashes {
                    lineage.0.entry(sha256).or_insert(at);
                }
            }
        }
        Ok(lineage)
    }

    /// The paper whose file once held this.
    pub(super) fn held(&self, sha256: &str) -> Option<usize> {
        self.0.get(sha256).copied()
    }

    /// The same by the id of a unit in it.
    fn held_unit(&self, unit: &str) -> Option<usize> {
        let id = unit.split(':').next().filter(|id| !id.is_empty())?;
        let mut all = self.0.iter();
        all.find(|(sha256, _)| sha256.starts_with(id))
            .map(|(_, at)| *at)
    }

    /// The place of the paper that a unit stood in, where its file holds something
    /// else now: by what the file held, else by its name, if one alone has it.
    pub(super) fn now(&self, unit: &str, document: &str, papers: &[Stored]) -> Option<usize> {
        let named = || {
            let mut named = papers.iter().enumerate();
            let mut named = named.by_ref().filter(|(_, stored)| stored.name == document);
            let first = named.next()?.0;
            named.next().is_none().then_some(first)
        };
        self.held_unit(unit).or_else(named)
    }
}
