//! The papers that persons' judgements speak of: by their content; where that
//! is gone by their name, which is said; the unit by its line, else by the words
//! it begins with.

use super::rows::Told;
use super::{Away, LOOK, Lineage, problem};
use crate::archive::{Reader, Stored};
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::known::force::known;
use crate::known::judgement::{Judgement, Judgements};
use crate::known::{Field, Known};
use crate::line::Lines;
use crate::paper::Paper;
use crate::unit::UnitKind;
use std::collections::{BTreeMap, HashMap};

/// Judgements by the places of the papers they speak of.
pub(super) struct Judged<'j> {
    by_paper: BTreeMap<usize, Vec<&'j Judgement>>,
    /// Papers whose answer another is said to replace, by whom.
    replaced: BTreeMap<usize, (usize, &'j Judgement)>,
}

impl<'j> Judged<'j> {
    pub(super) fn of(
        papers: &[Stored],
        judgements: &'j Judgements,
        lineage: &Lineage,
        away: &mut Away,
        problems: &mut Vec<Error>,
    ) -> Self {
        let by_hash = papers.iter().enumerate();
        let by_hash: HashMap<&str, usize> = by_hash
            .map(|(at, stored)| (stored.sha256.as_str(), at))
            .collect();
        let mut judged = Judged {
            by_paper: BTreeMap::new(),
            replaced: BTreeMap::new(),
        };
        let all: Vec<&Judgement> = judgements.papers().collect();
        for (nth, judgement) in all.iter().copied().enumerate() {
            let document = judgement.document.as_str();
            let at = match by_hash.get(judgement.sha256.as_str()) {
                Some(at) => *at,
                None => {
                    let named = papers.iter().enumerate();
                    let mut named = named.filter(|(_, stored)| stored.name == document);
                    let named = match (named.next(), named.next()) {
                        (Some((at, _)), None) => Some(at),
                        _ => None,
                    };
                    match lineage.held(&judgement.sha256).or(named) {
                        Some(at) => {
                            let stored = &papers[at];
                            // Who has judged it since has seen what it is now.
                            let again = |later: &&Judgement| later.sha256 == stored.sha256;
                            if !all[nth + 1..].iter().any(again) {
                                let (by, on) = (&judgement.by, &judgement.on);
                                let what = format!("has changed since {by} judged on {on}");
                                problems.push(problem(&stored.name, what, LOOK));
                            }
                            at
                        }
                        None => {
                            away.add(document);
                            continue;
                        }
                    }
                }
            };
            judged.by_paper.entry(at).or_default().push(judgement);
            if let Some(name) = judgement.set.get(&Field::Replaces)
                && let Some(other) = called(papers, name)
            {
                judged.replaced.insert(other, (at, judgement));
            }
        }
        judged
    }

    /// Somebody has judged the paper, or one that replaces it.
    pub(super) fn speaks_of(&self, at: usize) -> bool {
        self.by_paper.contains_key(&at) || self.replaced.contains_key(&at)
    }

    /// Somebody has said what this is of the paper.
    pub(super) fn settles(&self, at: usize, field: Field) -> bool {
        let all = self.by_paper.get(&at).into_iter().flatten();
        let mut of_paper = all.filter(|judgement| judgement.line.is_none());
        of_paper.any(|judgement| judgement.set.contains_key(&field))
    }

    /// The paper with what is known of it now, if that has changed, and what a
    /// person should know.
    pub(super) fn renewed(
        &self,
        at: usize,
        paper: Paper,
        listed: Told,
        reader: &Reader,
        papers: &[Stored],
    ) -> Result<(Option<Paper>, Vec<Error>)> {
        let all = self.by_paper.get(&at).map_or(&[][..], Vec::as_slice);
        let of_paper = all.iter().filter(|judgement| judgement.line.is_none());
        let of_paper: Vec<_> = of_paper.map(|judgement| (*judgement, None)).collect();
        let whole = known(listed.fields.clone(), &of_paper);
        let mut problems = Vec::new();
        let base = match paper.known.fields == whole.fields {
            true => None,
            false => Some(Paper::read_knowing(paper.document.clone(), whole)),
        };
        let mut lined = Vec::with_capacity(all.len());
        for judgement in all {
            match judgement.line {
                None => lined.push((*judgement, None)),
                Some(_) => match line_of(base.as_ref().unwrap_or(&paper), judgement) {
                    Some(line) => lined.push((*judgement, Some(line))),
                    None => problems.push(problem(
                        &judgement.document,
                        format!(
                            "the unit \"{}\" that {} judged stands there no longer",
                            judgement.quote, judgement.by
                        ),
                        "correct the unit that took its place",
                    )),
                },
            }
        }
        let mut full = known(listed.fields, &lined);
        full.other = listed.other;
        full.counts_in = self.counts_in(at, &full, reader, papers)?;
        for conflict in &full.conflicts {
            let said = conflict.said.iter();
            let said: Vec<String> = said
                .map(|said| format!("{} by {}", said.value, said.by))
                .collect();
            let name = &paper.document.name;
            let of_unit = conflict.line.map(|line| format!(" of line {line}"));
            let of_unit = of_unit.unwrap_or_default();
            problems.push(problem(
                name,
                format!("{}{of_unit}: {}", conflict.field.name(), said.join(", ")),
                &format!(
                    "neither is in force; one of you yields, or `remiss correct {name} --decide NAME`"
                ),
            ));
        }
        let changed = full != paper.known;
        let paper = changed.then(|| Paper::read_knowing(paper.document, full));
        Ok((paper, problems))
    }

    /// Where the answer of a paper counts by what persons say.
    fn counts_in(
        &self,
        at: usize,
        known: &Known,
        reader: &Reader,
        papers: &[Stored],
    ) -> Result<Option<(String, String)>> {
        let twin = known.get(Field::Twin).and_then(|name| called(papers, name));
        let in_paper = twin.or(self.replaced.get(&at).map(|(by, _)| *by));
        let Some(other) = in_paper.filter(|other| *other != at) else {
            return Ok(None);
        };
        let other = reader.paper(&papers[other])?;
        let is_answer = |kind| matches!(kind, UnitKind::Yttrande | UnitKind::Radsyttrande);
        let ids = other.unit_ids().into_iter().zip(&other.segmentation.units);
        let first = ids.into_iter().find(|(_, unit)| is_answer(unit.kind));
        Ok(first.map(|(id, _)| (other.document.sha256.clone(), id)))
    }
}

/// The place of the one paper that is called so, or whose content is named.
fn called(papers: &[Stored], name: &str) -> Option<usize> {
    let one = Stored::only(name, papers).ok()?;
    papers.iter().position(|stored| stored == one)
}

/// The first words of a unit, by which it is found again.
pub(crate) fn quote_of(paper: &Paper, at: usize) -> String {
    const WORDS: usize = 12;
    let lines = Lines::new(&paper.document);
    let unit = &paper.segmentation.units[at];
    let text = Flow::of_span(&lines, &paper.layout, unit.span).text;
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    words.join(" ")
}

/// The line on which the unit of a judgement now begins.
fn line_of(paper: &Paper, judgement: &Judgement) -> Option<u32> {
    let units = 0..paper.segmentation.units.len();
    let first = |at: usize| {
        let unit = &paper.segmentation.units[at];
        paper.document.index.lines_of(unit.span)[0]
    };
    let own = units.clone().find(|at| Some(first(*at)) == judgement.line);
    let same = |at: &usize| quote_of(paper, *at) == judgement.quote;
    let own = own.filter(|at| judgement.quote.is_empty() || same(at));
    own.or_else(|| units.clone().find(same)).map(first)
}
