//! All positions of an archive: every answer and statement read with the
//! focus areas of its referral, in parallel, in document order.

use super::cues::lexicon;
use super::reading::{Reading, Remark};
use super::recital::Recital;
use super::rows::{Answer, Ask, Evidence, Position, Positions};
use super::stance::{About, Judgement, judge};
use crate::analyse::Analyser;
use crate::flow::Flow;
use crate::focus::{FocusArea, FocusFiles, Matcher, WHOLE};
use crate::line::Lines;
use crate::paper::Paper;
use crate::referrals::Referrals;
use crate::unit::{CentralKind, Joins, Referral, Unit, UnitKind};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What answers to one proposal are read with.
struct Group<'f> {
    referral: Referral,
    areas: Vec<&'f FocusArea>,
    matcher: Matcher,
    recital: Recital,
}

/// The positions of all papers, in the order given.
pub fn positions(papers: &[Paper], files: &FocusFiles, analyser: &Analyser) -> Positions {
    let (referrals, groups_of) = grouped(papers);
    let groups = groups(papers, &groups_of, &referrals, files, analyser);
    let read =
        |(paper, groups_of): (&Paper, &Vec<usize>)| of_paper(paper, groups_of, &groups, analyser);
    let found: Vec<Vec<Position>> = papers.par_iter().zip(&groups_of).map(read).collect();
    Positions {
        rows: found.into_iter().flatten().collect(),
        answers: answers(papers, &groups_of, &groups),
    }
}

/// The proposals of some papers, and for each paper the group of each of its
/// referrals.
pub(crate) fn grouped(papers: &[Paper]) -> (Referrals, Vec<Vec<usize>>) {
    let mut referrals = Referrals::named_in(papers.iter().map(|paper| &paper.segmentation));
    let mut groups = |paper: &Paper| -> Vec<usize> {
        let named = paper.segmentation.referrals.iter();
        named.map(|referral| referrals.group(referral)).collect()
    };
    let groups_of = papers.iter().map(&mut groups).collect();
    (referrals, groups_of)
}

fn answers(papers: &[Paper], groups_of: &[Vec<usize>], groups: &[Group<'_>]) -> Vec<Answer> {
    let named = |group: &Group<'_>| {
        let areas = group.areas.iter();
        let named = areas.map(|area| (area.id.clone(), area.name.clone()));
        Arc::new(named.collect::<Vec<_>>())
    };
    let areas: Vec<_> = groups.iter().map(named).collect();
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut found: Vec<Answer> = Vec::new();
    for (paper, groups_of) in papers.iter().zip(groups_of) {
        let units = paper.segmentation.units.iter();
        for unit in units.filter(|unit| unit.kind == UnitKind::Yttrande && !unit.pointer) {
            let group = unit.referral.map_or(groups.len() - 1, |at| groups_of[at]);
            let respondent = unit.respondent.as_deref().unwrap_or("");
            if seen.insert((group, respondent)) {
                found.push(Answer {
                    referral: groups[group].referral.clone(),
                    respondent: respondent.to_owned(),
                    areas: Arc::clone(&areas[group]),
                });
            }
        }
    }
    found
}

/// A group for each proposal, and a last one for units that name none.
fn groups<'f>(
    papers: &[Paper],
    groups_of: &[Vec<usize>],
    referrals: &Referrals,
    files: &'f FocusFiles,
    analyser: &Analyser,
) -> Vec<Group<'f>> {
    let mut names: Vec<Vec<&Referral>> = referrals
        .all()
        .iter()
        .map(|referral| vec![referral])
        .collect();
    names.push(Vec::new());
    let mut recitals = vec![Recital::default(); names.len()];
    for (paper, groups_of) in papers.iter().zip(groups_of) {
        for (referral, &group) in paper.segmentation.referrals.iter().zip(groups_of) {
            names[group].push(referral);
        }
        let lines = Lines::new(&paper.document);
        for central in &paper.segmentation.central {
            if central.kind != CentralKind::Synpunkter {
                let group = central.referral.map_or(names.len() - 1, |at| groups_of[at]);
                let flow = Flow::of_span(&lines, &paper.layout, central.span);
                recitals[group].add(&analyser.tokens(&flow.text));
            }
        }
    }
    let made = names.into_iter().zip(recitals).map(|(names, recital)| {
        let mut areas = files.areas_of(&names);
        areas.sort_by_key(|area| area.id != WHOLE);
        Group {
            referral: names
                .first()
                .map(|referral| (*referral).clone())
                .unwrap_or_default(),
            matcher: Matcher::new(&areas, &lexicon().ordinals, analyser),
            areas,
            recital,
        }
    });
    made.collect()
}

fn of_paper(
    paper: &Paper,
    groups_of: &[usize],
    groups: &[Group<'_>],
    analyser: &Analyser,
) -> Vec<Position> {
    let units = &paper.segmentation.units;
    let lines = Lines::new(&paper.document);
    let ids = paper.unit_ids();
    let mut read: BTreeMap<usize, (Flow, Vec<Judgement>)> = BTreeMap::new();
    let group = |unit: &Unit| &groups[unit.referral.map_or(groups.len() - 1, |at| groups_of[at])];
    for (at, unit) in units
        .iter()
        .enumerate()
        .filter(|(_, unit)| speaks(unit) && unit.joins.is_none())
    {
        let flow = Flow::of_span(&lines, &paper.layout, unit.span);
        let others = others(paper, &flow);
        let judged = judgements(&flow.text, unit, &others, group(unit), analyser);
        read.insert(at, (flow, judged));
    }
    let mut found = Vec::new();
    // What is said goes before what is taken over.
    let mut order: Vec<usize> = (0..units.len()).filter(|&at| speaks(&units[at])).collect();
    order.sort_by_key(|&at| units[at].joins.is_some());
    for at in order {
        let unit = &units[at];
        let source = match &unit.joins {
            Some(joins) => joined(units, at, joins),
            None => Some(at),
        };
        let Some((flow, judged)) = source.and_then(|source| read.get(&source)) else {
            continue;
        };
        for judgement in judged {
            found.push(position(
                paper,
                unit,
                &ids[at],
                group(unit),
                flow,
                judgement,
            ));
        }
    }
    found
}

/// Answers, statements and views of councils; no pointers to them.
fn speaks(unit: &Unit) -> bool {
    let kind = unit.kind == UnitKind::Yttrande || unit.kind == UnitKind::Radsyttrande;
    !unit.pointer && (kind || unit.kind.is_statement())
}

/// What the compiler of the report says inside the unit's text: that another
/// respondent supports or abstains, that an answer is printed in part.
fn others(paper: &Paper, flow: &Flow) -> Vec<Range<usize>> {
    let facts = paper.segmentation.facts.iter();
    facts.filter_map(|fact| flow.place_of(fact.span)).collect()
}

/// The judgements on a text, in the order of the areas.
fn judgements(
    text: &str,
    unit: &Unit,
    others: &[Range<usize>],
    group: &Group<'_>,
    analyser: &Analyser,
) -> Vec<Judgement> {
    let reading = Reading {
        matcher: &group.matcher,
        lexicon: lexicon(),
        recital: &group.recital,
        analyser,
        respondent: unit.respondent.as_deref().unwrap_or(""),
        statement: unit.kind.is_statement(),
        others,
    };
    let remarks = reading.remarks(text);
    let areas = 0..group.areas.len();
    let judged = areas.filter_map(|area| {
        let ours: Vec<&Remark> = remarks
            .iter()
            .filter(|remark| remark.area == area)
            .collect();
        let about = match group.areas[area].id == WHOLE {
            true if unit.kind == UnitKind::Reservation => About::Opposed,
            true => About::Whole,
            false => About::Area,
        };
        (!ours.is_empty()).then(|| judge(area, &ours, about, lexicon()))
    });
    judged.collect()
}

/// The statement that another joins: made by one of its parties, of its kind
/// if there is one, of the same respondent before others.
fn joined(units: &[Unit], at: usize, joins: &Joins) -> Option<usize> {
    let candidates = units.iter().enumerate().filter(|(other, unit)| {
        let signed = unit
            .signers
            .iter()
            .any(|signer| joins.parties.contains(&signer.party));
        *other != at
            && unit.referral == units[at].referral
            && speaks(unit)
            && unit.joins.is_none()
            && unit.kind.is_statement()
            && signed
    });
    let best = candidates.min_by_key(|(other, unit)| {
        (
            unit.respondent != units[at].respondent,
            unit.kind != joins.kind,
            other.abs_diff(at),
        )
    });
    best.map(|(other, _)| other)
}

fn position(
    paper: &Paper,
    unit: &Unit,
    id: &str,
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
            cue: ground.cue.clone(),
            cue_id: ground.cue_id.clone(),
        }
    });
    let quoted = |ranges: &[Range<usize>]| -> Vec<Ask> {
        let places = ranges.iter().map(place);
        places.map(|(lines, quote)| Ask { lines, quote }).collect()
    };
    let area = group.areas[judgement.area];
    Position {
        referral: group.referral.clone(),
        respondent: unit.respondent.clone().unwrap_or_default(),
        document: paper.document.name.clone(),
        unit: id.to_owned(),
        kind: unit.kind,
        date: paper.filing_date(unit).map(str::to_owned),
        signers: unit.signers.clone(),
        area: area.id.clone(),
        area_name: area.name.clone(),
        stance: judgement.stance,
        confidence: judgement.confidence,
        evidence: evidence.collect(),
        asks: quoted(&judgement.asks),
        objections: quoted(&judgement.objections),
        inherited: unit.joins.is_some(),
        corrected: None,
    }
}
