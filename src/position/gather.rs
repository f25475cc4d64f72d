//! All positions of an archive: every answer and statement read with the
//! focus areas of its referral, in document order.
//!
//! In two passes, neither of which holds more than a paper: what all papers
//! tell of their proposals ([`Told`]), then each paper read with that
//! ([`Readings`]).

use super::areas::{Area, meant};
use super::asks::Addressee;
use super::group::{Found, Group, groups};
use super::lists::List;
use super::named::Gathered;
use super::others::{facts, others};
use super::own::themes;
use super::passage::{Sections, on_its_section};
use super::recital::Recital;
use super::rows::{Answer, AreaKind, Ask, Evidence, Position, Positions};
use super::ruled::ruled;
use super::said::{Decisions, Read, is_beside, said_of};
use super::speaks::{answered, speaks};
use super::stance::{Judgement, Stance};
use super::told::Told;
use super::wording::wording;
use crate::analyse::Analyser;
use crate::corpus::Joinable;
use crate::error::Result;
use crate::flow::Flow;
use crate::focus::FocusFiles;
use crate::line::Lines;
use crate::paper::Paper;
use crate::referrals::Referrals;
use crate::unit::{Referral, Unit, UnitKind};
use rayon::prelude::*;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// What all answers are read with.
pub struct Readings<'f> {
    referrals: &'f Referrals,
    /// A group for each proposal, and a last one for units that name none.
    groups: Vec<Group<'f>>,
    answers: Vec<Answer>,
    analyser: &'f Analyser,
}

/// The positions of all papers, in the order given.
pub fn positions(papers: &[Paper], files: &FocusFiles, analyser: &Analyser) -> Positions {
    let told: Vec<Told> = papers
        .par_iter()
        .map(|paper| Told::of(paper, analyser))
        .collect();
    let referrals = Referrals::in_papers(papers.iter().map(|paper| &paper.segmentation));
    let readings = Readings::new(told, &referrals, files, analyser);
    let found: Vec<Vec<Position>> = papers
        .par_iter()
        .map(|paper| readings.of_paper(paper))
        .collect();
    Positions {
        rows: found.into_iter().flatten().collect(),
        answers: readings.answers,
    }
}

impl<'f> Readings<'f> {
    /// Prepares to read the papers that told this, in their order.
    pub fn new(
        told: Vec<Told>,
        referrals: &'f Referrals,
        files: &'f FocusFiles,
        analyser: &'f Analyser,
    ) -> Self {
        let mut names: Vec<Vec<&Referral>> = referrals.all().iter().map(|one| vec![one]).collect();
        names.push(Vec::new());
        let unnamed = names.len() - 1;
        let mut recitals = vec![Recital::default(); names.len()];
        let mut named: Vec<Gathered<'_>> = names.iter().map(|_| Gathered::default()).collect();
        let mut lists: Vec<Vec<&List>> = vec![Vec::new(); names.len()];
        let mut answers = Vec::new();
        let (mut spelt, mut answered) = (HashSet::new(), HashSet::new());
        for (paper, told) in told.iter().enumerate() {
            let group_of = |at: Option<usize>| {
                let named = at.and_then(|at| told.referrals.get(at));
                named
                    .and_then(|named| referrals.find(named))
                    .unwrap_or(unnamed)
            };
            for (at, referral) in told.referrals.iter().enumerate() {
                if spelt.insert((&referral.title, &referral.diarienummer)) {
                    names[group_of(Some(at))].push(referral);
                }
            }
            let one = group_of((told.referrals.len() == 1).then_some(0));
            if one < unnamed {
                named[one].add(paper, &told.headings, &told.cited);
            }
            for list in &told.lists {
                lists[group_of(list.referral)].push(list);
            }
            for (at, runs) in &told.recitals {
                recitals[group_of(*at)].add(runs);
            }
            for (at, respondent) in &told.answers {
                if answered.insert((group_of(*at), respondent)) {
                    answers.push((group_of(*at), respondent.clone()));
                }
            }
        }
        lists[unnamed].clear();
        let found = recitals.into_iter().zip(&named).zip(&lists);
        let found = found.map(|((recital, named), lists)| {
            let parts = named.parts(analyser);
            let numbered = named.columns(&parts);
            Found {
                recital,
                parts,
                numbered,
                themes: themes(lists, analyser),
            }
        });
        let groups = groups(&names, found, files, analyser);
        let answers = answers.into_iter().map(|(group, respondent)| Answer {
            group: (group < unnamed).then_some(group),
            referral: groups[group].referral.clone(),
            areas: Arc::clone(&groups[group].areas),
            respondent,
        });
        Readings {
            answers: answers.collect(),
            groups,
            referrals,
            analyser,
        }
    }

    /// Who answers which proposal, in document order.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// The area that is meant, among those of these proposals: by id or name, by
    /// its number, or by a part of its name that fits one.
    pub fn area(&self, wanted: &str, of: impl Fn(usize) -> bool) -> Result<&Area> {
        let groups = self.groups.iter().enumerate().filter(|(at, _)| of(*at));
        meant(wanted, groups.flat_map(|(_, group)| group.areas.iter()))
    }

    /// The positions in one of the papers.
    pub fn of_paper(&self, paper: &Paper) -> Vec<Position> {
        let units = &paper.segmentation.units;
        let lines = Lines::new(&paper.document);
        let facts = facts(paper);
        let answered = answered(paper);
        let mut reads: BTreeMap<usize, Read> = BTreeMap::new();
        let own =
            |(_, unit): &(usize, &Unit)| speaks(paper, unit, &answered) && unit.joins.is_none();
        for (at, unit) in units.iter().enumerate().filter(own) {
            let flow = Flow::of_span(&lines, &paper.layout, unit.span);
            let others = others(&facts, &flow);
            let said = said_of(flow, unit, &others, self.group(paper, unit), self.analyser);
            reads.insert(at, said);
        }
        let mut decisions = Decisions::default();
        for unit in units.iter().filter(|unit| is_beside(unit, &answered)) {
            let flow = Flow::of_span(&lines, &paper.layout, unit.span);
            let others = others(&facts, &flow);
            let said = said_of(flow, unit, &others, self.group(paper, unit), self.analyser);
            decisions.add(unit, said);
        }
        let joinable = Joinable::of(
            units
                .iter()
                .map(|unit| (unit, speaks(paper, unit, &answered))),
        );
        let (ids, dates) = (paper.unit_ids(), paper.filing_dates());
        let sections = LazyCell::new(|| Sections::of(paper, &lines));
        let mut found = Vec::new();
        // What is said goes before what is taken over.
        let mut order: Vec<usize> = (0..units.len())
            .filter(|&at| speaks(paper, &units[at], &answered))
            .collect();
        order.sort_by_key(|&at| units[at].joins.is_some());
        for at in order {
            let unit = &units[at];
            let source = match &unit.joins {
                Some(joins) => {
                    let said = Flow::of_span(&lines, &paper.layout, unit.span);
                    let whose = (unit.referral, unit.respondent.as_deref());
                    joinable.joined(at, whose, joins, &said.text)
                }
                None => Some(at),
            };
            let Some(said) = source.and_then(|source| reads.get(&source)) else {
                continue;
            };
            let group = self.group(paper, unit);
            let mut bare = position(paper, unit, (ids[at].as_str(), dates[at]), group);
            bare.text = wording(&said.flow.text, &bare.respondent);
            let rows = said
                .judged
                .iter()
                .map(|one| judged(bare.clone(), paper, group, &said.flow, one));
            let mut rows = ruled(&bare, rows.collect(), paper, &said.flow, &said.verdicts);
            if unit.kind == UnitKind::Yttrande {
                decisions.put(&bare, &mut rows, paper, unit);
            }
            if unit.kind == UnitKind::Sammanfattning && !group.with.written {
                let first = paper.document.index.cite(unit.span).first as usize - 1;
                on_its_section(&mut rows, &sections, first);
            }
            group.settle(&mut rows);
            found.extend(rows);
        }
        found
    }

    /// A position of a unit on an area, of which nothing is known but that it
    /// may be one; nothing where the unit does not speak.
    pub(super) fn bare(&self, paper: &Paper, at: usize, area: &str) -> Option<Position> {
        let unit = &paper.segmentation.units[at];
        if !speaks(paper, unit, &answered(paper)) {
            return None;
        }
        let group = self.group(paper, unit);
        let (ids, dates) = (paper.unit_ids(), paper.filing_dates());
        let bare = position(paper, unit, (ids[at].as_str(), dates[at]), group);
        let known = group.areas.iter().find(|one| one.id == area);
        let flow = Flow::of_span(&Lines::new(&paper.document), &paper.layout, unit.span);
        Some(Position {
            area_kind: known.map_or(AreaKind::Focus, |area| area.kind),
            area: area.to_owned(),
            area_name: known.map_or_else(|| area.to_owned(), |area| area.name.clone()),
            text: wording(&flow.text, &bare.respondent),
            ..bare
        })
    }

    /// A unit of a paper is read for what it thinks and asks.
    pub fn reads(&self, paper: &Paper, at: usize) -> bool {
        self.bare(paper, at, "").is_some()
    }

    fn group(&self, paper: &Paper, unit: &Unit) -> &Group<'f> {
        let named = unit
            .referral
            .and_then(|at| paper.segmentation.referrals.get(at));
        let group = named.and_then(|named| self.referrals.find(named));
        &self.groups[group.unwrap_or(self.groups.len() - 1)]
    }
}

/// A position of an answer or statement, of which nothing is known yet but
/// what it is.
fn position(
    paper: &Paper,
    unit: &Unit,
    (id, date): (&str, Option<&str>),
    group: &Group<'_>,
) -> Position {
    Position {
        referral: group.referral.clone(),
        respondent: unit.respondent.clone().unwrap_or_default(),
        document: paper.document.name.clone(),
        unit: id.to_owned(),
        kind: unit.kind,
        date: date.map(str::to_owned),
        signers: unit.signers.clone(),
        area_kind: AreaKind::Focus,
        area: String::new(),
        area_name: String::new(),
        reference: None,
        stance: Stance::Neutral,
        verdict: None,
        confidence: 0.0,
        evidence: Vec::new(),
        reservation: None,
        asks: Vec::new(),
        objections: Vec::new(),
        inherited: unit.joins.is_some(),
        corrected: None,
        was: None,
        was_verdict: None,
        text: 0,
    }
}

/// A position on a focus area.
fn judged(
    bare: Position,
    paper: &Paper,
    group: &Group<'_>,
    flow: &Flow,
    judgement: &Judgement,
) -> Position {
    let place = |range: &Range<usize>| {
        (
            paper.document.index.cite(flow.source(range.clone())),
            flow.text[range.clone()].to_owned(),
        )
    };
    let evidence = judgement.evidence.iter().map(|ground| {
        let (lines, quote) = place(&ground.range);
        Evidence {
            lines,
            quote,
            cue: flow.text[ground.cue.clone()].to_owned(),
            cue_id: ground.cue_id.clone(),
        }
    });
    let asks = judgement.asks.iter().map(|want| {
        let (lines, quote) = place(&want.quote);
        let addressee = want.addressee;
        Ask {
            lines,
            quote,
            addressee,
            said: None,
        }
    });
    let objections = judgement.objections.iter().map(|range| {
        let (lines, quote) = place(range);
        // What is wrong is wrong with the proposal.
        let addressee = Addressee::Proposal;
        Ask {
            lines,
            quote,
            addressee,
            said: None,
        }
    });
    let area = &group.with.areas[judgement.area];
    Position {
        area_kind: Area::of(area, matches!(area, Cow::Owned(_))).kind,
        area: area.id.clone(),
        area_name: area.name.clone(),
        stance: judgement.stance,
        confidence: judgement.confidence,
        evidence: evidence.collect(),
        asks: asks.collect(),
        objections: objections.collect(),
        ..bare
    }
}
