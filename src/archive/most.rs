//! Most of some words: which units hold how many of them, those that lack
//! least first.

use super::evaluate::{Evaluation, Found, UnitHit, steps};
use super::lists::Scored;
use super::read::Reader;
use super::whose::Whose;
use crate::error::Result;
use crate::matching::Plan;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::DocId;

/// A unit with some of the words: which, as bits, and the scores of them.
type Held = (DocId, u64, f32);

/// Words of which a unit may hold some, at most: as many as there are bits.
const MOST_WORDS: usize = 64;

impl Reader {
    /// The best `limit` units that hold what they must and at least so many of
    /// the words: most words first, then those that lack the commonest, then
    /// by score; and how many units lack how many words.
    pub(crate) fn find_most(
        &self,
        must: &Plan,
        words: &[Plan],
        least: usize,
        limit: usize,
    ) -> Result<(Found, BTreeMap<usize, usize>)> {
        if let Some(far) = self.far() {
            return far.find_most(must, words, least, limit);
        }
        let evaluation = Evaluation::new(self)?;
        let words = &words[..words.len().min(MOST_WORDS)];
        let (held, rarities) = evaluation.held(words)?;
        let allowed = evaluation.living(evaluation.plan(must)?);
        let mut ranked = Vec::new();
        let mut lacking: BTreeMap<usize, usize> = BTreeMap::new();
        let segments = self.searcher.segment_readers().iter();
        for (at, ((segment, held), allowed)) in segments.zip(held).zip(allowed).enumerate() {
            let order = segment.fast_fields().u64("order")?;
            for (doc, bits, score) in held {
                let count = bits.count_ones() as usize;
                let known = allowed.binary_search_by_key(&doc, |(doc, _)| *doc);
                let (true, Ok(known)) = (count >= least, known) else {
                    continue;
                };
                *lacking.entry(words.len() - count).or_default() += 1;
                let lost = rarities.iter().enumerate();
                let lost = lost.filter(|(word, _)| bits >> word & 1 == 0);
                let lost: f32 = lost.map(|(_, rarity)| rarity).sum();
                let score = score + allowed[known].1;
                let rank = (Reverse(count), steps(lost), Reverse(steps(score)));
                ranked.push((rank, order.first(doc), at as u32, doc, score));
            }
        }
        let total = ranked.len();
        ranked.sort_by_key(|unit| (unit.0, unit.1, unit.2, unit.3));
        ranked.truncate(limit);
        let segments = self.searcher.segment_readers().iter();
        let whose: Result<Vec<Whose>> = segments.map(Whose::open).collect();
        let whose = whose?;
        let hits = ranked.into_iter().map(|(_, _, at, doc, score)| {
            let hit = whose[at as usize].hit(doc)?;
            Ok(UnitHit { score, ..hit })
        });
        let hits: Result<Vec<UnitHit>> = hits.collect();
        Ok((Found { hits: hits?, total }, lacking))
    }
}

impl Evaluation<'_> {
    /// Units that hold so many of some plans at least.
    pub(super) fn most(&self, plans: &[Plan], least: usize) -> Result<Vec<Scored>> {
        let (held, _) = self.held(&plans[..plans.len().min(MOST_WORDS)])?;
        let enough = held.into_iter().map(|held| {
            let held = held.into_iter();
            let enough = held.filter(|(_, bits, _)| bits.count_ones() as usize >= least);
            enough.map(|(doc, _, score)| (doc, score)).collect()
        });
        Ok(enough.collect())
    }

    /// Which of some plans every unit holds, segment by segment, and how rare
    /// each is.
    fn held(&self, plans: &[Plan]) -> Result<(Vec<Vec<Held>>, Vec<f32>)> {
        let mut all: Vec<Vec<Held>> = self.segments.iter().map(|_| Vec::new()).collect();
        let mut rarities = Vec::with_capacity(plans.len());
        for (at, plan) in plans.iter().enumerate() {
            let lists = self.living(self.plan(plan)?);
            rarities.push(self.norms.idf(lists.iter().map(Vec::len).sum()));
            for (held, list) in all.iter_mut().zip(lists) {
                held.extend(list.into_iter().map(|(doc, score)| (doc, 1 << at, score)));
            }
        }
        for held in &mut all {
            held.sort_by_key(|(doc, bits, _)| (*doc, *bits));
            held.dedup_by(|later, first| {
                let same = later.0 == first.0;
                if same {
                    first.1 |= later.1;
                    first.2 += later.2;
                }
                same
            });
        }
        Ok((all, rarities))
    }
}
