//! Several plans together: units that all of them match, or any.
//!
//! Of words that must all be there only those units are scored that hold all,
//! looked for in the rarest word's list first.

use super::evaluate::Evaluation;
use super::lists::{Scored, add, any, keep, minus, zip};
use super::norms::lifted;
use super::postings::Weighted;
use crate::error::Result;
use crate::matching::Plan;
use tantivy::DocId;

/// What must be there: a word not scored yet with how rare it is, or anything
/// else.
enum Part {
    Word(Vec<Weighted>, f32),
    Scored(Vec<Scored>),
}

impl Part {
    fn len(&self, segment: usize) -> usize {
        match self {
            Part::Word(lists, _) => lists[segment].len(),
            Part::Scored(lists) => lists[segment].len(),
        }
    }

    fn docs(&self, segment: usize) -> Vec<DocId> {
        match self {
            Part::Word(lists, _) => lists[segment].iter().map(|(doc, _)| *doc).collect(),
            Part::Scored(lists) => lists[segment].iter().map(|(doc, _)| *doc).collect(),
        }
    }

    fn keep(&self, segment: usize, docs: &mut Vec<DocId>) {
        match self {
            Part::Word(lists, _) => keep(docs, &lists[segment]),
            Part::Scored(lists) => keep(docs, &lists[segment]),
        }
    }
}

impl Evaluation<'_> {
    /// Units that all plans match; their scores added in the order of the plans.
    pub(super) fn all(&self, plans: &[Plan]) -> Result<Vec<Scored>> {
        let (without, with): (Vec<&Plan>, Vec<&Plan>) =
            plans.iter().partition(|plan| matches!(plan, Plan::Not(_)));
        let mut found = match with[..] {
            [] => self.units()?,
            [one] => self.plan(one)?,
            _ => self.with_all(&with)?,
        };
        for plan in without {
            if let Plan::Not(plan) = plan {
                found = zip(found, self.plan(plan)?, minus);
            }
        }
        Ok(found)
    }

    fn with_all(&self, plans: &[&Plan]) -> Result<Vec<Scored>> {
        let part = |plan: &&Plan| match plan {
            Plan::Word(slot) => self
                .weighed(slot)
                .map(|(lists, idf)| Part::Word(lists, idf)),
            other => self.plan(other).map(Part::Scored),
        };
        let parts: Result<Vec<Part>> = plans.iter().map(part).collect();
        let parts = parts?;
        let segments = 0..self.segments.len();
        Ok(segments.map(|at| self.in_segment(&parts, at)).collect())
    }

    fn in_segment(&self, parts: &[Part], at: usize) -> Scored {
        let mut rarest: Vec<&Part> = parts.iter().collect();
        rarest.sort_by_key(|part| part.len(at));
        let mut docs = rarest.first().map_or_else(Vec::new, |part| part.docs(at));
        for part in rarest.iter().skip(1) {
            part.keep(at, &mut docs);
        }
        let mut found: Scored = docs.into_iter().map(|doc| (doc, 0.0)).collect();
        let norms = &self.norms.readers[at];
        for part in parts {
            match part {
                Part::Word(lists, idf) => add(&mut found, &lists[at], |doc, weights| {
                    idf * lifted(*weights, self.norms.of(norms, doc))
                }),
                Part::Scored(lists) => add(&mut found, &lists[at], |_, score| *score),
            }
        }
        found
    }

    /// Units that any plan matches; their scores joined in the order of the
    /// plans.
    pub(super) fn fold(
        &self,
        plans: &[Plan],
        join: impl Fn(f32, f32) -> f32 + Copy,
    ) -> Result<Vec<Scored>> {
        let mut lists: Vec<Vec<Scored>> = self.segments.iter().map(|_| Vec::new()).collect();
        for plan in plans {
            let found = self.plan(plan)?.into_iter();
            lists
                .iter_mut()
                .zip(found)
                .for_each(|(lists, found)| lists.push(found));
        }
        Ok(lists.into_iter().map(|lists| any(lists, join)).collect())
    }
}
