//! Judgements of stances over whose words the paper has changed.

use super::{Away, LOOK, Lineage, problem};
use crate::archive::{Reader, Stored};
use crate::error::{Error, Result};
use crate::known::judgement::{Correction, Judgements};
use std::collections::BTreeMap;

/// What a person should know of stances that were judged. A judgement goes with
/// its answer through a change of the file, and is told unless the sentence that
/// was judged still stands there, or somebody has judged the same since.
pub(super) fn changed(
    judgements: &Judgements,
    papers: &[Stored],
    lineage: &Lineage,
    reader: &Reader,
    away: &mut Away,
) -> Result<Vec<Error>> {
    let all: Vec<&Correction> = judgements.stances().collect();
    let mut by_paper: BTreeMap<usize, Vec<&Correction>> = BTreeMap::new();
    for (at, judged) in all.iter().enumerate() {
        let is_own = |stored: &Stored| judged.unit.split(':').next() == Some(stored.id());
        if papers.iter().any(is_own) {
            continue;
        }
        let named = papers
            .iter()
            .position(|stored| stored.name == judged.document);
        let Some(paper) = lineage.held_unit(&judged.unit).or(named) else {
            away.add(&judged.document);
            continue;
        };
        let again = |later: &&Correction| {
            let now = later.unit.split(':').next() == Some(papers[paper].id());
            now && later.focus_area == judged.focus_area && later.respondent == judged.respondent
        };
        if !all[at + 1..].iter().any(again) {
            by_paper.entry(paper).or_default().push(judged);
        }
    }
    let mut problems = Vec::new();
    for (at, judged) in by_paper {
        let flows = reader.paper(&papers[at])?.flows();
        let stands = |one: &Correction| {
            // Under another name it goes with its answer no more.
            one.document == papers[at].name
                && !one.quote.is_empty()
                && flows.iter().any(|flow| flow.find(&one.quote).is_some())
        };
        let changed = judged.into_iter().filter(|one| !stands(one));
        problems.extend(changed.map(|one| {
            let area = &one.focus_area;
            let what = format!("has changed since {} judged {area} on {}", one.by, one.on);
            problem(&papers[at].name, what, LOOK)
        }));
    }
    Ok(problems)
}
