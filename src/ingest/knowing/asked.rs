//! Judgements of asks whose words stand in no answer any more.

use super::{Away, Lineage, problem};
use crate::archive::{Reader, Stored};
use crate::error::{Error, Result};
use crate::known::judgement::{AskJudged, Judgements};
use std::collections::BTreeMap;

/// What a person should know of asks that were judged.
pub(super) fn gone(
    judgements: &Judgements,
    papers: &[Stored],
    lineage: &Lineage,
    reader: &Reader,
    away: &mut Away,
) -> Result<Vec<Error>> {
    let mut by_paper: BTreeMap<usize, Vec<&AskJudged>> = BTreeMap::new();
    let mut problems = Vec::new();
    for judged in judgements.asks() {
        let id = judged.unit.split(':').next().unwrap_or_default();
        let own = papers.iter().position(|stored| stored.id() == id);
        let named = || {
            papers
                .iter()
                .position(|stored| stored.name == judged.document)
        };
        let held = || lineage.held_unit(&judged.unit);
        match own.or_else(held).or_else(named) {
            Some(at) => by_paper.entry(at).or_default().push(judged),
            None => away.add(&judged.document),
        }
    }
    for (at, judged) in by_paper {
        let flows = reader.paper(&papers[at])?.flows();
        let stands = |one: &AskJudged| flows.iter().any(|flow| flow.find(&one.quote).is_some());
        let name = &papers[at].name;
        problems.extend(judged.into_iter().filter_map(|one| {
            // Under another name and content it is not put in force.
            let followed = one.unit.starts_with(papers[at].id()) || one.document == *name;
            match (stands(one), followed) {
                (false, _) => Some(told(
                    name,
                    one,
                    "the words stand in no answer there any more",
                )),
                (true, false) => Some(told(name, one, "the paper was moved, and has changed")),
                (true, true) => None,
            }
        }));
    }
    Ok(problems)
}

fn told(name: &str, judged: &AskJudged, why: &str) -> Error {
    let what = format!(
        "\"{}\" that {} judged on {}: {why}",
        judged.quote, judged.by, judged.on
    );
    problem(name, what, "judge what stands there now")
}
