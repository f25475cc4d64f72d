//! Judgements of stances and of asks whose sentence has changed with its paper.

use super::followed::{Sentence, Stands};
use super::lineage::Lineage;
use super::{Away, problem};
use crate::archive::{Reader, Stored};
use crate::error::{Error, Result};
use crate::known::judgement::{Correction, Judged, Judgements};
use crate::paper::Paper;
use crate::text::lower;
use std::collections::BTreeMap;

/// What a person should know of them. A judgement goes with its sentence through
/// changes and moves of the file, and is told where that stands no longer, or at
/// several places, unless somebody has judged the same since.
pub(super) fn changed(
    judgements: &Judgements,
    papers: &[Stored],
    lineage: &Lineage,
    reader: &Reader,
    away: &mut Away,
) -> Result<Vec<Error>> {
    let all: Vec<&Judged> = judgements.in_force().collect();
    let mut by_paper: BTreeMap<usize, Vec<&Judged>> = BTreeMap::new();
    for (at, judged) in all.iter().enumerate() {
        let Some(sentence) = Sentence::of(judged) else {
            continue;
        };
        let here = sentence.is_here(papers);
        let Some(paper) = here.or_else(|| sentence.moved_to(lineage, papers)) else {
            away.add(sentence.document);
            continue;
        };
        if !is_said_again(judged, &all[at + 1..], papers[paper].id()) {
            by_paper.entry(paper).or_default().push(judged);
        }
    }
    let mut problems = Vec::new();
    for (at, judged) in by_paper {
        let paper = reader.paper(&papers[at])?;
        let ids = paper.unit_ids();
        // What is read otherwise than it was has other units. An ask is looked for
        // by its words in the same ones, too.
        let stands = |one: &&Judged| match one {
            Judged::Stance(_) => Sentence::of(one).is_some_and(|one| one.is_in(&ids)),
            _ => false,
        };
        let lost = judged.into_iter().filter(|one| !stands(one));
        problems.extend(lost.filter_map(|one| told(one, &paper)));
    }
    Ok(problems)
}

/// Somebody has judged the same of what the paper is now.
fn is_said_again(judged: &Judged, later: &[&Judged], id: &str) -> bool {
    let now = |unit: &str| unit.split(':').next() == Some(id);
    later.iter().any(|later| match (judged, later) {
        (Judged::Stance(one), Judged::Stance(later)) => {
            now(&later.unit)
                && later.focus_area == one.focus_area
                && later.respondent == one.respondent
        }
        (Judged::Ask(one), Judged::Ask(later)) => now(&later.unit) && later.is_of(&one.quote),
        _ => false,
    })
}

/// What has become of the sentence, if the judgement does not go with it.
fn told(judged: &Judged, paper: &Paper) -> Option<Error> {
    let sentence = Sentence::of(judged)?;
    let name = &paper.document.name;
    let stands = sentence.stands(paper);
    let carried = match &stands {
        Stands::Once(_) => true,
        // Under its name it goes with its answer, which has the sentence twice.
        Stands::Often { in_one, .. } => *in_one && *name == sentence.document,
        Stands::Nowhere => false,
    };
    if carried {
        return None;
    }
    let why = match &stands {
        Stands::Often { lines, .. } => {
            let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
            format!("stands there several times, on lines {}", lines.join(", "))
        }
        _ => "stands in no answer there any more".to_owned(),
    };
    let (what, typed) = match judged {
        Judged::Paper(_) => return None,
        Judged::Stance(one) => (
            of_stance(one, &why, paper),
            format!("focus={} stance=…", one.focus_area),
        ),
        Judged::Ask(one) => (
            format!(
                "\"{}\" that {} judged on {}: it {why}",
                one.quote, one.by, one.on
            ),
            "ask=… or not_ask=…".to_owned(),
        ),
    };
    let cure = format!(
        "it is kept: judge what stands there now, `remiss correct {} {typed} --by NAME`, or take \
         it back (`remiss correct --list` gives the ids)",
        citation(&sentence, &stands, paper)
    );
    Some(problem(name, what, &cure))
}

fn of_stance(one: &Correction, why: &str, paper: &Paper) -> String {
    let (by, area, on) = (&one.by, &one.focus_area, &one.on);
    let said = Some(&one.verdict).filter(|verdict| !verdict.is_empty());
    let said = said.unwrap_or(&one.stance);
    let sentence = match one.quote.as_str() {
        "" => "no sentence tells where it stands now".to_owned(),
        quote => format!("\"{quote}\" {why}"),
    };
    let same = one.unit.split(':').next() == Some(paper.document.id());
    let is = if same {
        "is read otherwise"
    } else {
        "has changed"
    };
    format!("{is} since {by} judged {area} to be {said} on {on}: {sentence}")
}

/// The answer that can be judged now: the first with the sentence, else the one
/// of that respondent, else the first.
fn citation(sentence: &Sentence<'_>, stands: &Stands, paper: &Paper) -> String {
    let name = &paper.document.name;
    let first = |unit: &crate::unit::Unit| paper.document.index.lines_of(unit.span)[0];
    let units = &paper.segmentation.units;
    let own = units
        .iter()
        .find(|unit| unit.respondent.as_deref().map(lower) == Some(lower(sentence.respondent)));
    let line = match stands {
        Stands::Often { lines, .. } => lines.first().copied(),
        _ => own.or(units.first()).map(first),
    };
    line.map_or_else(|| name.to_string(), |line| format!("{name}:{line}"))
}
