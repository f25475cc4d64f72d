//! Text apart from all units: of papers that were not recognised or hold no
//! answer, and what stands around the answers of the others. It is indexed
//! with the papers themselves, in fields of its own, so that it is found when
//! asked for and counts in no answer.

use super::evaluate::{Evaluation, steps};
use super::lists::{both, minus, zip};
use super::read::Reader;
use super::schema::{EMPTY, LOOSE, UNKNOWN};
use crate::document::DocumentKind;
use crate::error::Result;
use crate::matching::{Filter, Plan};
use crate::unit::Segmentation;
use std::cmp::Reverse;
use tantivy::DocAddress;

/// Which papers' text is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Apart {
    /// Of papers without units.
    Loose,
    /// Of papers with units.
    Around,
    /// Of all papers.
    All,
}

/// What a paper that was not recognised is filed as.
pub(crate) fn unrecognised() -> Filter {
    Filter::Kinds(vec![UNKNOWN.to_owned()])
}

/// As what a paper is filed beside its kind.
pub(super) fn marks_of(found: &Segmentation) -> impl Iterator<Item = &'static str> {
    let is_loose = found.units.is_empty() && found.twins.is_empty();
    let marks = [
        (is_loose, LOOSE),
        (is_loose && found.kind.is_answer(), EMPTY),
        (found.kind == DocumentKind::Okand, UNKNOWN),
    ];
    marks
        .into_iter()
        .filter_map(|(is, mark)| is.then_some(mark))
}

impl Reader {
    /// How many papers were not recognised.
    pub(crate) fn unrecognised(&self) -> Result<usize> {
        self.papers_marked(UNKNOWN)
    }

    /// How many papers look like answers and hold none.
    pub(crate) fn without_answer(&self) -> Result<usize> {
        self.papers_marked(EMPTY)
    }

    fn papers_marked(&self, mark: &str) -> Result<usize> {
        let unknown = Plan::Filter(Filter::Kinds(vec![mark.to_owned()]));
        if let Some(far) = self.far() {
            return Ok(far.find_apart(&unknown, Apart::All, 0)?.1);
        }
        let evaluation = Evaluation::apart(self)?;
        let lists = self.without_private(evaluation.living(evaluation.plan(&unknown)?));
        Ok(lists.iter().map(|list| list.len()).sum())
    }

    /// The papers whose text apart from units a plan matches, best first: the
    /// content hashes of the first `limit`, and how many there are.
    pub(crate) fn find_apart(
        &self,
        plan: &Plan,
        which: Apart,
        limit: usize,
    ) -> Result<(Vec<String>, usize)> {
        if let Some(far) = self.far() {
            return far.find_apart(plan, which, limit);
        }
        let evaluation = Evaluation::apart(self)?;
        let mut lists = self.without_private(evaluation.living(evaluation.plan(plan)?));
        if which != Apart::All {
            let loose = evaluation.plan(&Plan::Filter(Filter::Kinds(vec![LOOSE.to_owned()])))?;
            let some = match which {
                Apart::Loose => both,
                _ => minus,
            };
            lists = zip(lists, loose, some);
        }
        let mut ranked = Vec::new();
        for (at, list) in lists.iter().enumerate() {
            let at = at as u32;
            ranked.extend(
                list.iter()
                    .map(|(doc, score)| (Reverse(steps(*score)), at, *doc)),
            );
        }
        let total = ranked.len();
        let mut best = Vec::with_capacity(total.min(limit));
        // Where nothing is to be shown, counting is enough.
        if limit > 0 {
            for (score, at, doc) in ranked {
                best.push((score, self.hash_at(DocAddress::new(at, doc))?));
            }
            best.sort_unstable();
            best.truncate(limit);
        }
        Ok((best.into_iter().map(|(_, hash)| hash).collect(), total))
    }
}
