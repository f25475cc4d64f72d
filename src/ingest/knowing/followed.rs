//! Judgements of stances and asks led to where the sentence now stands that they
//! were made over: their paper is another than it was, or is read otherwise, and
//! what it is called may be another, too. One function decides it, whatever is told and whatever is put in
//! force.

use super::lineage::Lineage;
use crate::archive::{Reader, Stored};
use crate::error::Result;
use crate::known::judgement::{Judged, Judgements};
use crate::paper::Paper;
use std::collections::BTreeMap;

/// A sentence over which somebody judged, and whose answer it stood in.
pub(super) struct Sentence<'j> {
    pub(super) unit: &'j str,
    pub(super) document: &'j str,
    pub(super) respondent: &'j str,
    pub(super) kind: &'j str,
    pub(super) quote: &'j str,
}

/// Where a sentence stands in what its paper has become.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// At one place, in the unit with this id.
    Once(String),
    /// At several, on these lines; all in one unit or not.
    Often { lines: Vec<u32>, in_one: bool },
    /// Nowhere word for word, or no sentence decided.
    Nowhere,
}

impl<'j> Sentence<'j> {
    /// That of a judgement of a stance or of an ask.
    pub(super) fn of(judged: &'j Judged) -> Option<Self> {
        let (unit, document, respondent, kind, quote) = match judged {
            Judged::Paper(_) => return None,
            Judged::Stance(one) => (
                &one.unit,
                &one.document,
                &one.respondent,
                &one.unit_kind,
                &one.quote,
            ),
            Judged::Ask(one) => (
                &one.unit,
                &one.document,
                &one.respondent,
                &one.unit_kind,
                &one.quote,
            ),
        };
        Some(Sentence {
            unit,
            document,
            respondent,
            kind,
            quote,
        })
    }

    /// Where it stands in this paper. What several units share, as a statement that
    /// others join, is one place, and of the answer that was judged.
    pub(super) fn stands(&self, paper: &Paper) -> Stands {
        let mut places: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
        for (at, flow) in paper.flows().iter().enumerate() {
            for range in flow.find_all(self.quote) {
                let span = flow.source(range);
                places.entry((span.start, span.end)).or_default().push(at);
            }
        }
        let units = &paper.segmentation.units;
        let is_own = |at: &usize| {
            let unit = &units[*at];
            let respondent = unit.respondent.as_deref().unwrap_or_default();
            respondent == self.respondent && unit.kind.name() == self.kind
        };
        let mut all = places.iter();
        let Some(((start, _), first)) = all.next() else {
            return Stands::Nowhere;
        };
        let own: Vec<usize> = first.iter().copied().filter(is_own).collect();
        match (places.len(), &own[..], &first[..]) {
            (1, [at], _) | (1, [], [at]) => Stands::Once(paper.unit_ids().swap_remove(*at)),
            _ => {
                let starts = std::iter::once(start).chain(all.map(|((start, _), _)| start));
                let line = |start: &u32| paper.document.index.line_of(*start);
                Stands::Often {
                    lines: starts.map(line).collect(),
                    in_one: places.values().all(|units| units == first),
                }
            }
        }
    }
}

/// Judgements with those of stances and asks led to where their sentences stand
/// now. What stands at several places, or nowhere, is left as it was said: of a
/// paper of the same name it may still go with its answer.
pub(crate) fn followed(mut judgements: Judgements, reader: &Reader) -> Result<Judgements> {
    if judgements.stances().next().is_none() && judgements.asks().next().is_none() {
        return Ok(judgements);
    }
    let papers = reader.papers()?;
    let lineage = Lineage::of(&papers, &judgements, reader)?;
    let mut by_paper: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, entry) in judgements.entries.iter().enumerate() {
        let sentence = Sentence::of(&entry.judged).filter(|_| entry.undone.is_none());
        let paper = sentence.and_then(|one| match one.is_here(&papers) {
            // The paper may be read otherwise now; an ask is found by its words.
            Some(here) => Some(here).filter(|_| matches!(entry.judged, Judged::Stance(_))),
            None => one.moved_to(&lineage, &papers),
        });
        if let Some(paper) = paper {
            by_paper.entry(paper).or_default().push(at);
        }
    }
    for (paper, entries) in by_paper {
        let paper = reader.paper(&papers[paper])?;
        let ids = paper.unit_ids();
        for at in entries {
            let judged = &mut judgements.entries[at].judged;
            let sentence = Sentence::of(judged).filter(|one| !one.is_in(&ids));
            let stands = sentence.map(|one| one.stands(&paper));
            if let Some(Stands::Once(unit)) = stands {
                lead(judged, unit, &paper.document.name);
            }
        }
    }
    Ok(judgements)
}

impl Sentence<'_> {
    /// Its unit is one of these.
    pub(super) fn is_in(&self, ids: &[String]) -> bool {
        ids.iter().any(|id| id == self.unit)
    }

    /// The paper with what it stood in is here as it was.
    pub(super) fn is_here(&self, papers: &[Stored]) -> Option<usize> {
        let id = self.unit.split(':').next().unwrap_or_default();
        papers.iter().position(|stored| stored.id() == id)
    }

    /// The place of the paper that it stood in, if that is another than it was.
    pub(super) fn moved_to(&self, lineage: &Lineage, papers: &[Stored]) -> Option<usize> {
        match self.is_here(papers) {
            Some(_) => None,
            None => lineage.now(self.unit, self.document, papers),
        }
    }
}

fn lead(judged: &mut Judged, to: String, document: &str) {
    let (unit, name) = match judged {
        Judged::Paper(_) => return,
        Judged::Stance(one) => (&mut one.unit, &mut one.document),
        Judged::Ask(one) => (&mut one.unit, &mut one.document),
    };
    *unit = to;
    document.clone_into(name);
}
