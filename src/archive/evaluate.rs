//! Plans → units, ranked.
//!
//! Every leaf of a plan becomes a list of units with scores, and lists are
//! combined. A leaf's score is BM25's saturation (Robertson and Zaragoza
//! 2009, k1 = 1.2, b = 0.75) lifted by tier, so that for one word a part of
//! a compound never outranks the word, nor a related word a part:
//! idf · (2 + s) for words, idf · (1 + s) for parts, idf · s for the rest,
//! with s below 1. The rarity of a word is that of all it stands for.

use super::lists::{Scored, minus, multiplied, unscored, zip};
use super::norms::{Norms, WHOLE, lifted};
use super::postings::Segment;
use super::read::Reader;
use super::schema::{PAPER, date_number, key, short};
use super::whose::Whose;
use crate::analyse::Token;
use crate::error::Result;
use crate::flow::Flow;
use crate::line::Lines;
use crate::matching::{Filter, Plan, Slot, Tier, marks};
use crate::unit::UnitKind;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::RangeInclusive;
use tantivy::{DocAddress, DocId};

/// A unit that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitHit {
    /// Start of the content hash of its document.
    pub sha256: String,
    /// Its number in the document.
    pub unit: usize,
    /// How well it matches.
    pub score: f32,
}

/// The answer to a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The best units, best first.
    pub hits: Vec<UnitHit>,
    /// Units that match in all.
    pub total: usize,
}

impl Reader {
    /// The best `limit` units and how many there are in all. Equal scores
    /// come in an order that does not depend on how the index was built.
    pub fn find(&self, plan: &Plan, limit: usize) -> Result<Found> {
        if let Some(far) = self.far() {
            return far.find(plan, limit);
        }
        let segments = self.evaluate(plan)?;
        let total = segments.iter().map(Vec::len).sum();
        let limit = limit.min(total);
        // All that tie with the last one stay in, for the order below.
        let least = if limit < total {
            threshold(&segments, limit)
        } else {
            0
        };
        let mut ranked = Vec::with_capacity(limit);
        for (at, (segment, found)) in self
            .searcher
            .segment_readers()
            .iter()
            .zip(&segments)
            .enumerate()
        {
            let order = segment.fast_fields().u64("order")?;
            // To round every score would cost more than to find them all.
            let near = least.saturating_sub(1) as f32 / STEPS;
            let good = found
                .iter()
                .filter(|(_, score)| *score >= near)
                .map(|&(doc, score)| (doc, steps(score)))
                .filter(|(_, score)| *score >= least);
            ranked.extend(
                good.map(|(doc, score)| (Reverse(score), order.first(doc), at as u32, doc)),
            );
        }
        ranked.sort_unstable();
        ranked.truncate(limit);
        let mut hits = Vec::with_capacity(ranked.len());
        let segments = self.searcher.segment_readers().iter();
        let whose: Result<Vec<Whose>> = segments.map(Whose::open).collect();
        let whose = whose?;
        for (Reverse(score), _, at, doc) in ranked {
            let hit = whose[at as usize].hit(doc)?;
            hits.push(UnitHit {
                score: score as f32 / STEPS,
                ..hit
            });
        }
        Ok(Found { hits, total })
    }

    /// The words of a unit.
    fn tokens(&self, hit: &UnitHit) -> Result<Vec<Token>> {
        let Some(paper) = self.paper_by_hash(&hit.sha256)? else {
            return Ok(Vec::new());
        };
        let lines = Lines::new(&paper.document);
        let span = paper.segmentation.units.get(hit.unit).map(|unit| unit.span);
        let flow = span.map(|span| Flow::of_span(&lines, &paper.layout, span));
        Ok(flow
            .map(|flow| self.analyser().tokens(&flow.text))
            .unwrap_or_default())
    }

    /// Units that a plan matches, segment by segment.
    pub(super) fn evaluate(&self, plan: &Plan) -> Result<Vec<Scored>> {
        let evaluation = Evaluation::new(self)?;
        Ok(self.without_private(evaluation.living(evaluation.plan(plan)?)))
    }
}

/// Scores are compared in steps, so that the order in which parts of them
/// were added does not show.
const STEPS: f32 = 1e4;

pub(super) fn steps(score: f32) -> u64 {
    (score * STEPS).round() as u64
}

/// The least score among the best `limit`, in steps; above all if none are
/// wanted. No score is below nought, so that their bits are in their order.
fn threshold(segments: &[Scored], limit: usize) -> u64 {
    let mut best: BinaryHeap<Reverse<u32>> = BinaryHeap::with_capacity(limit + 1);
    let mut least = 0;
    for &(_, score) in segments.iter().flatten() {
        let bits = score.max(0.0).to_bits();
        if best.len() < limit {
            best.push(Reverse(bits));
        } else if bits > least {
            best.push(Reverse(bits));
            best.pop();
        } else {
            continue;
        }
        if best.len() == limit {
            least = best.peek().map_or(u32::MAX, |least| least.0);
        }
    }
    let least = best.peek().map(|least| f32::from_bits(least.0));
    least.map_or(u64::MAX, steps)
}

pub(super) struct Evaluation<'r> {
    reader: &'r Reader,
    /// Papers are looked for by their text apart from units.
    apart: bool,
    pub(super) segments: Vec<Segment<'r>>,
    pub(super) norms: Norms,
}

impl<'r> Evaluation<'r> {
    pub(super) fn new(reader: &'r Reader) -> Result<Self> {
        let segments = reader.searcher.segment_readers().iter();
        let segments: Result<Vec<Segment<'r>>> = segments
            .map(|segment| Segment::new(segment, &reader.fields, reader.analyser()))
            .collect();
        Ok(Evaluation {
            reader,
            apart: false,
            segments: segments?,
            norms: Norms::new(reader)?,
        })
    }

    /// Evaluates plans over the text apart from units.
    pub(super) fn apart(reader: &'r Reader) -> Result<Self> {
        let segments = reader.searcher.segment_readers().iter();
        let segments: Result<Vec<Segment<'r>>> = segments
            .map(|segment| Segment::new(segment, &reader.apart, reader.analyser()))
            .collect();
        Ok(Evaluation {
            reader,
            apart: true,
            segments: segments?,
            norms: Norms::apart(reader)?,
        })
    }

    pub(super) fn plan(&self, plan: &Plan) -> Result<Vec<Scored>> {
        match plan {
            Plan::Everything => self.units(),
            Plan::Word(slot) => self.word(slot),
            Plan::Phrase(slots) => {
                let lists = self.each(|segment| segment.phrase(slots))?;
                Ok(self.counted(self.verified(plan, lists)?, farthest(slots)))
            }
            Plan::Near(operands, within) => {
                let lists = self.each(|segment| segment.near(operands, *within))?;
                Ok(self.counted(self.verified(plan, lists)?, Tier::Form))
            }
            Plan::All(plans) => self.all(plans),
            Plan::Any(plans) => self.fold(plans, |a, b| a + b),
            Plan::Best(plans) => self.fold(plans, f32::max),
            Plan::Most(plans, least) => self.most(plans, *least),
            Plan::Not(plan) => {
                let without = self.plan(plan)?;
                Ok(zip(self.units()?, without, minus))
            }
            Plan::Filter(filter) => self.filter(filter),
        }
    }

    fn each<T>(&self, find: impl Fn(&Segment<'_>) -> Result<T>) -> Result<Vec<T>> {
        self.segments.iter().map(find).collect()
    }

    /// What was removed counts in no score, whether it still lies in the index
    /// or not.
    pub(super) fn living<W>(&self, mut lists: Vec<Vec<(DocId, W)>>) -> Vec<Vec<(DocId, W)>> {
        for (segment, list) in self.segments.iter().zip(&mut lists) {
            if let Some(alive) = segment.reader.alive_bitset() {
                list.retain(|(doc, _)| alive.is_alive(*doc));
            }
        }
        lists
    }

    /// Every unit; apart from units, every paper.
    pub(super) fn units(&self) -> Result<Vec<Scored>> {
        if self.apart {
            return self.filter(&Filter::Kinds(vec![PAPER.to_owned()]));
        }
        let kinds: Vec<String> = UnitKind::ALL
            .iter()
            .map(|kind| kind.name().to_owned())
            .collect();
        self.filter(&Filter::Kinds(kinds))
    }

    fn word(&self, slot: &Slot) -> Result<Vec<Scored>> {
        let (lists, idf) = self.weighed(slot)?;
        let lists = lists.into_iter().map(|list| multiplied(list, idf));
        Ok(lists.collect())
    }

    /// The units that hold a word, with their scores if it were of no rarity,
    /// and how rare it is.
    pub(super) fn weighed(&self, slot: &Slot) -> Result<(Vec<Scored>, f32)> {
        let segments = self.segments.iter().zip(&self.norms.readers);
        let lists = segments.map(|(segment, norms)| {
            segment.word(slot, |doc, weights| {
                lifted(weights, self.norms.of(norms, doc))
            })
        });
        let lists = self.living(lists.collect::<Result<Vec<Scored>>>()?);
        let idf = self.norms.idf(lists.iter().map(Vec::len).sum());
        Ok((lists, idf))
    }

    /// Scores units by how often they hold something.
    fn counted(&self, lists: Vec<Vec<(DocId, u32)>>, tier: Tier) -> Vec<Scored> {
        let lists = self.living(lists);
        let idf = self.norms.idf(lists.iter().map(Vec::len).sum());
        let segments = self.norms.readers.iter().zip(lists);
        let scored = segments.map(|(norms, list)| {
            let score = |(doc, count): (DocId, u32)| {
                let mut weights = [0; 3];
                weights[if tier <= Tier::Form { 0 } else { 2 }] = count * WHOLE;
                (doc, idf * lifted(weights, self.norms.of(norms, doc)))
            };
            list.into_iter().map(score).collect()
        });
        scored.collect()
    }

    /// Places are known for stems alone. Where a plan asks for exact forms,
    /// the units that hold the stems are read again.
    fn verified(
        &self,
        plan: &Plan,
        lists: Vec<Vec<(DocId, u32)>>,
    ) -> Result<Vec<Vec<(DocId, u32)>>> {
        if !asks_for_forms(plan) {
            return Ok(lists);
        }
        let mut verified = Vec::with_capacity(lists.len());
        for (at, list) in lists.into_iter().enumerate() {
            let whose = Whose::open(self.segments[at].reader)?;
            let counts = list.into_par_iter().map(|(doc, _)| {
                let texts = match self.apart {
                    true => self.reader.tokens_apart(DocAddress::new(at as u32, doc))?,
                    false => vec![self.reader.tokens(&whose.hit(doc)?)?],
                };
                let counts = texts.iter().map(|tokens| marks(plan, tokens).len() as u32);
                Ok((doc, counts.sum()))
            });
            let counts: Result<Vec<(DocId, u32)>> = counts.collect();
            verified.push(
                counts?
                    .into_iter()
                    .filter(|(_, count)| *count > 0)
                    .collect(),
            );
        }
        Ok(verified)
    }

    fn filter(&self, filter: &Filter) -> Result<Vec<Scored>> {
        let fields = &self.reader.fields;
        let named = self.reader.as_filed(filter);
        let (field, values) = match named.as_ref().unwrap_or(filter) {
            Filter::Respondents(values) => (fields.respondent, values),
            Filter::Parties(values) => (fields.party, values),
            Filter::Kinds(values) => (fields.kind, values),
            Filter::Referrals(values) => (fields.referral, values),
            Filter::Documents(values) => {
                let start = |sha256: &String| match self.apart {
                    true => key(PAPER, sha256),
                    false => short(sha256).to_owned(),
                };
                let starts: Vec<String> = values.iter().map(start).collect();
                let field = if self.apart { fields.key } else { fields.of };
                let lists = self.each(|segment| segment.with_value(field, &starts))?;
                return Ok(lists.into_iter().map(unscored).collect());
            }
            Filter::After(ingest) => return self.came_after(*ingest),
            Filter::Dates(from, to) => return self.dates(from.as_deref(), to.as_deref()),
        };
        let lists = self.each(|segment| segment.with_value(field, values))?;
        Ok(lists.into_iter().map(unscored).collect())
    }

    fn dates(&self, from: Option<&str>, to: Option<&str>) -> Result<Vec<Scored>> {
        let first = from.and_then(date_number).unwrap_or(0);
        let last = to.and_then(date_number).unwrap_or(u64::MAX);
        self.within("date", first..=last)
    }

    fn came_after(&self, ingest: u64) -> Result<Vec<Scored>> {
        let column = if self.apart { "came" } else { "ingest" };
        self.within(column, ingest.saturating_add(1)..=u64::MAX)
    }

    fn within(&self, column: &str, numbers: RangeInclusive<u64>) -> Result<Vec<Scored>> {
        self.each(|segment| {
            let column = segment.reader.fast_fields().u64(column)?;
            let inside = |doc: &DocId| {
                column
                    .first(*doc)
                    .is_some_and(|number| numbers.contains(&number))
            };
            Ok(unscored(
                (0..segment.reader.max_doc()).filter(inside).collect(),
            ))
        })
    }
}

/// Whether some word of a phrase or nearness is asked for as written.
fn asks_for_forms(plan: &Plan) -> bool {
    match plan {
        Plan::Word(slot) => slot.by_form_alone(),
        Plan::Phrase(slots) => slots.iter().any(Slot::by_form_alone),
        Plan::Near(plans, _) | Plan::Any(plans) | Plan::Best(plans) => {
            plans.iter().any(asks_for_forms)
        }
        _ => false,
    }
}

/// The farthest tier that each word of a phrase is at least met by.
pub(super) fn farthest(slots: &[Slot]) -> Tier {
    let nearest = |slot: &Slot| slot.terms().map(|(_, _, accept)| accept.tier).min();
    slots.iter().filter_map(nearest).max().unwrap_or(Tier::Form)
}
