//! Several plans together: units that all of them match, or any.
//!
//! The scores of a word are multiplied by how rare it is only where it meets
//! the others: that is known once all its units are.

use super::evaluate::Evaluation;
use super::lists::{Part, Scored, all, any, minus, zip};
use crate::error::Result;
use crate::matching::Plan;

impl Evaluation<'_> {
    /// Units that all plans match; their scores added in the order of the plans.
    pub(super) fn all(&self, plans: &[Plan]) -> Result<Vec<Scored>> {
        let (without, with): (Vec<&Plan>, Vec<&Plan>) =
            plans.iter().partition(|plan| matches!(plan, Plan::Not(_)));
        let mut found = match with[..] {
            [] => self.units()?,
            [one] => self.plan(one)?,
            _ => {
                let lists = self.parts(with.into_iter())?.into_iter();
                lists.map(|lists| all(&lists)).collect()
            }
        };
        for plan in without {
            if let Plan::Not(plan) = plan {
                found = zip(found, self.plan(plan)?, minus);
            }
        }
        Ok(found)
    }

    /// Units that any plan matches; their scores joined in the order of the
    /// plans.
    pub(super) fn fold(
        &self,
        plans: &[Plan],
        join: impl Fn(f32, f32) -> f32 + Copy,
    ) -> Result<Vec<Scored>> {
        let lists = self.parts(plans.iter())?.into_iter();
        Ok(lists.map(|lists| any(lists, join)).collect())
    }

    /// The units of some plans, segment by segment.
    fn parts<'p>(&self, plans: impl Iterator<Item = &'p Plan>) -> Result<Vec<Vec<Part>>> {
        let mut parts: Vec<Vec<Part>> = self.segments.iter().map(|_| Vec::new()).collect();
        for plan in plans {
            let (lists, times) = match plan {
                Plan::Word(slot) => self.weighed(slot)?,
                other => (self.plan(other)?, 1.0),
            };
            for (parts, list) in parts.iter_mut().zip(lists) {
                parts.push((list, times));
            }
        }
        Ok(parts)
    }
}
