//! The score of one text, from its terms alone: what `evaluate` gives over
//! postings, for texts that an engine has found.
//!
//! Knows how rare each leaf of a plan is from whoever asks: the engine has
//! counted. Whether a text matches at all is told too, so that what an engine
//! finds too widely can be held against the plan.

use super::norms::{WHOLE, lifted, norm_of};
use super::postings::weight;
use super::rows::{SAME_PLACE, STANDS_FOR, term};
use super::schema::date_number;
use crate::matching::{Filter, Key, Plan, Slot, Tier, windows};
use std::collections::HashMap;
use tantivy::fieldnorm::FieldNormReader;

/// What is known of a text beside its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Properties {
    pub(crate) respondent: Option<String>,
    pub(crate) kinds: Vec<String>,
    pub(crate) parties: Vec<String>,
    pub(crate) date: Option<u64>,
    pub(crate) referral: Option<String>,
    /// Start of the content hash of its paper.
    pub(crate) of: String,
    pub(crate) came: u64,
}

/// The terms of a text, to be asked.
pub(crate) struct Text<'t> {
    exact: HashMap<&'t str, Vec<u32>>,
    stem: HashMap<&'t str, Vec<u32>>,
    parts: HashMap<&'t str, u32>,
    /// Length as the index knows it.
    length: u32,
    properties: &'t Properties,
}

impl<'t> Text<'t> {
    /// A text from its terms as they were pushed.
    pub(crate) fn of([exact, stem, parts]: [&'t str; 3], properties: &'t Properties) -> Self {
        let mut length = 0;
        let read = |terms: &'t str, all: &mut u32| {
            let mut places: HashMap<&str, Vec<u32>> = HashMap::new();
            for (at, place) in terms
                .split(' ')
                .filter(|place| !place.is_empty())
                .enumerate()
            {
                for term in place.split(SAME_PLACE) {
                    *all += 1;
                    let known = places.entry(term).or_default();
                    if known.last() != Some(&(at as u32)) {
                        known.push(at as u32);
                    }
                }
            }
            places
        };
        let exact = read(exact, &mut 0);
        let stem = read(stem, &mut length);
        let mut counted: HashMap<&str, u32> = HashMap::new();
        let all = parts.split([' ', SAME_PLACE]);
        for part in all.filter(|part| !part.is_empty()) {
            *counted.entry(part).or_default() += 1;
        }
        Text {
            exact,
            stem,
            parts: counted,
            length: as_indexed(length),
            properties,
        }
    }

    /// How often a term stands here.
    fn count(&self, key: Key, text: &str) -> u32 {
        let text = term(text);
        let places = |found: Option<&Vec<u32>>| found.map_or(0, |places| places.len() as u32);
        match key {
            // The index holds a form once.
            Key::Exact => places(self.exact.get(&*text)).min(1),
            Key::Stem => places(self.stem.get(&*text)),
            Key::Head => self.part(&format!("-{text}")),
            Key::Modifier => self.part(&format!("{text}-")),
        }
    }

    fn part(&self, marked: &str) -> u32 {
        self.parts.get(marked).copied().unwrap_or(0)
    }

    /// Places of whole words that a slot accepts, ascending.
    fn places(&self, slot: &Slot) -> Vec<u32> {
        let mut found = Vec::new();
        for (key, text, _) in slot.terms() {
            let text = term(text);
            match key {
                Key::Exact => {
                    let also = format!("{STANDS_FOR}{text}");
                    found.extend(self.exact.get(&*text).into_iter().flatten());
                    found.extend(self.exact.get(&*also).into_iter().flatten());
                }
                Key::Stem => found.extend(self.stem.get(&*text).into_iter().flatten()),
                Key::Head | Key::Modifier => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn phrase(&self, slots: &[Slot]) -> Vec<u32> {
        let Some((first, rest)) = slots.split_first() else {
            return Vec::new();
        };
        let rest: Vec<Vec<u32>> = rest.iter().map(|slot| self.places(slot)).collect();
        let mut starts = self.places(first);
        starts.retain(|start| {
            let mut rest = rest.iter().zip(1..);
            rest.all(|(places, at)| places.binary_search(&(start + at)).is_ok())
        });
        starts
    }

    fn spans(&self, operand: &Plan, found: &mut Vec<[u32; 2]>) {
        match operand {
            Plan::Word(slot) => found.extend(self.places(slot).into_iter().map(|at| [at, at])),
            Plan::Phrase(slots) => {
                let last = (slots.len() as u32).saturating_sub(1);
                let starts = self.phrase(slots).into_iter();
                found.extend(starts.map(|start| [start, start + last]));
            }
            Plan::Any(plans) | Plan::Best(plans) => {
                plans.iter().for_each(|plan| self.spans(plan, found));
            }
            _ => {}
        }
    }

    fn near(&self, operands: &[Plan], within: usize) -> u32 {
        let all: Vec<Vec<[u32; 2]>> = operands
            .iter()
            .map(|operand| {
                let mut found = Vec::new();
                self.spans(operand, &mut found);
                found.sort_unstable();
                found.dedup();
                found
            })
            .collect();
        let kept = windows(&all, within as u32);
        let first = kept.first().into_iter().flatten();
        first.filter(|kept| **kept).count() as u32
    }

    fn has(&self, filter: &Filter) -> bool {
        let own = self.properties;
        let within = |value: Option<u64>, from: u64, to: u64| {
            value.is_some_and(|value| (from..=to).contains(&value))
        };
        let any = |all: &[String], some: &[String]| some.iter().any(|one| all.contains(one));
        match filter {
            Filter::Respondents(all) => {
                own.respondent.as_ref().is_some_and(|one| all.contains(one))
            }
            Filter::Parties(all) => any(all, &own.parties),
            Filter::Kinds(all) => any(all, &own.kinds),
            Filter::Referrals(all) => own.referral.as_ref().is_some_and(|one| all.contains(one)),
            Filter::Documents(all) => all.iter().any(|one| one.starts_with(&own.of)),
            Filter::Dates(from, to) => {
                let bound = |day: &Option<String>| day.as_deref().and_then(date_number);
                within(
                    own.date,
                    bound(from).unwrap_or(0),
                    bound(to).unwrap_or(u64::MAX),
                )
            }
            Filter::After(ingest) => own.came > *ingest,
        }
    }
}

/// A length as the index keeps it: in steps.
pub(crate) fn as_indexed(length: u32) -> u32 {
    FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length))
}

/// What was counted over all texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole {
    /// Records of the index.
    pub(crate) records: u64,
    /// Words of all texts.
    pub(crate) words: u64,
}

impl Whole {
    /// How rare something is that so many texts hold.
    pub(crate) fn idf(self, texts: u64) -> f32 {
        super::norms::rarity(texts as f32, self.records as f32)
    }

    fn norm(self, length: u32) -> f32 {
        norm_of(
            length as f32,
            self.words as f32 / self.records.max(1) as f32,
        )
    }
}

/// The leaves of a plan that are scored, in the order of [`Scorer`]'s walk.
pub(crate) fn leaves(plan: &Plan) -> Vec<&Plan> {
    match plan {
        Plan::Word(_) | Plan::Phrase(_) | Plan::Near(..) => vec![plan],
        Plan::All(plans) | Plan::Any(plans) | Plan::Best(plans) | Plan::Most(plans, _) => {
            plans.iter().flat_map(leaves).collect()
        }
        Plan::Not(_) | Plan::Filter(_) | Plan::Everything => Vec::new(),
    }
}

/// Scores texts by a plan.
pub(crate) struct Scorer {
    whole: Whole,
}

impl Scorer {
    pub(crate) fn new(whole: Whole) -> Self {
        Scorer { whole }
    }

    /// The score of a text, if it matches. `idf`: how rare each of [`leaves`]
    /// is, in their order.
    pub(crate) fn score(&self, plan: &Plan, text: &Text<'_>, idf: &[f32]) -> Option<f32> {
        let mut idf = idf.iter().copied();
        self.walk(plan, text, &mut idf)
    }

    fn walk(
        &self,
        plan: &Plan,
        text: &Text<'_>,
        idf: &mut dyn Iterator<Item = f32>,
    ) -> Option<f32> {
        let norm = self.whole.norm(text.length);
        match plan {
            Plan::Everything => Some(0.0),
            Plan::Word(slot) => {
                let idf = idf.next().unwrap_or(0.0);
                word(slot, text).map(|weights| idf * lifted(weights, norm))
            }
            Plan::Phrase(slots) => {
                let tier = super::evaluate::farthest(slots);
                let idf = idf.next().unwrap_or(0.0);
                counted(text.phrase(slots).len() as u32, tier, norm).map(|score| idf * score)
            }
            Plan::Near(operands, within) => {
                let idf = idf.next().unwrap_or(0.0);
                let count = text.near(operands, *within);
                counted(count, Tier::Form, norm).map(|score| idf * score)
            }
            Plan::All(plans) => {
                let mut sum = Some(0.0);
                for plan in plans {
                    let one = self.walk(plan, text, idf);
                    sum = sum.zip(one).map(|(sum, one)| sum + one);
                }
                sum
            }
            Plan::Any(plans) => self.join(plans, text, idf, |a, b| a + b),
            Plan::Best(plans) => self.join(plans, text, idf, f32::max),
            Plan::Most(plans, least) => {
                let all: Vec<Option<f32>> = plans
                    .iter()
                    .map(|plan| self.walk(plan, text, idf))
                    .collect();
                let held = all.iter().flatten();
                (held.clone().count() >= *least).then(|| held.sum())
            }
            Plan::Not(plan) => {
                let none = &mut std::iter::repeat(0.0);
                self.walk(plan, text, none).is_none().then_some(0.0)
            }
            Plan::Filter(filter) => text.has(filter).then_some(0.0),
        }
    }

    fn join(
        &self,
        plans: &[Plan],
        text: &Text<'_>,
        idf: &mut dyn Iterator<Item = f32>,
        join: impl Fn(f32, f32) -> f32,
    ) -> Option<f32> {
        let mut found: Option<f32> = None;
        for plan in plans {
            let one = self.walk(plan, text, idf);
            found = match (found, one) {
                (Some(a), Some(b)) => Some(join(a, b)),
                (a, b) => a.or(b),
            };
        }
        found
    }
}

/// What a text holds of a slot, if it holds something.
fn word(slot: &Slot, text: &Text<'_>) -> Option<[u32; 3]> {
    let stemmed = slot.terms().any(|(key, _, _)| key == Key::Stem);
    let (mut weights, mut held) = ([0; 3], false);
    for (key, one, accept) in slot.terms() {
        let count = text.count(key, one);
        if count > 0 {
            let (class, weight) = weight(key, accept.tier, stemmed);
            weights[class] += weight * count;
            held = true;
        }
    }
    held.then_some(weights)
}

fn counted(count: u32, tier: Tier, norm: f32) -> Option<f32> {
    let mut weights = [0; 3];
    weights[if tier <= Tier::Form { 0 } else { 2 }] = count * WHOLE;
    (count > 0).then(|| lifted(weights, norm))
}

#[cfg(test)]
mod tests {
    use super::super::rows::PaperRow;
    use super::*;
    use crate::archive::{Archive, Reader};
    use crate::document::Document;
    use crate::paper::Paper;

    fn filled(texts: &[&str]) -> (Reader, Vec<PaperRow>) {
        let archive = Archive::in_memory();
        let writer = archive.writer().unwrap();
        let head = "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
             § 4 Remiss av program för läsning\n\nBeslut\n\n";
        let papers = texts.iter().enumerate().map(|(at, text)| {
            Paper::read(Document::from_text(
                &format!("{at}.txt"),
                &format!("{head}{text}\n"),
            ))
        });
        let papers: Vec<Paper> = papers.collect();
        for paper in &papers {
            writer.put(writer.records(paper).unwrap()).unwrap();
        }
        writer.finish().unwrap();
        let reader = archive.reader().unwrap();
        let rows = papers
            .iter()
            .map(|paper| PaperRow::of(paper, reader.analyser()).unwrap());
        let rows = rows.collect();
        (reader, rows)
    }

    fn slot(reader: &Reader, word: &str) -> Slot {
        let (mut slot, word) = (Slot::new(word), reader.analyser().word(word));
        slot.accept(Key::Exact, &word.exact, Tier::Word, None);
        slot.accept(Key::Stem, &word.stem, Tier::Form, None);
        slot
    }

    #[test]
    fn a_text_scores_as_the_index_scores_it() {
        let (reader, rows) = filled(&[
            "Nämnden vill ha böcker. Böckerna behövs på biblioteket, och boken är bra.",
            "Biblioteket behöver en bok om säkerhet, och informationssäkerhet.",
            "Här talas om in- och utlån av annat, länge och väl, med många ord till.",
            "Programmet nämner biblioteket och böcker, biblioteket och annat.",
        ]);
        let word = |text: &str| Plan::Word(slot(&reader, text));
        let mut parts = slot(&reader, "säkerhet");
        parts.accept(Key::Head, "säkerhet", Tier::Head, None);
        let both = vec![slot(&reader, "biblioteket"), slot(&reader, "och")];
        let plans = [
            word("bok"),
            Plan::Word(parts),
            Plan::Phrase(both),
            Plan::Near(vec![word("bok"), word("bibliotek")], 4),
            Plan::All(vec![word("bok"), Plan::Not(Box::new(word("annat")))]),
            Plan::Any(vec![word("bok"), word("inlån")]),
            Plan::Most(vec![word("bok"), word("annat"), word("säkerhet")], 2),
            Plan::Best(vec![word("program"), word("bok")]),
        ];
        let units: Vec<(&PaperRow, &super::super::rows::UnitRow)> = rows
            .iter()
            .flat_map(|row| row.units.iter().map(move |unit| (row, unit)))
            .collect();
        let words: usize = units.iter().map(|(_, unit)| unit.words).sum();
        let whole = Whole {
            // The papers, and the record of how compounds are divided.
            records: (units.len() + rows.len() + 1) as u64,
            words: words as u64,
        };
        for plan in &plans {
            let count = |leaf: &&Plan| whole.idf(reader.find(leaf, 0).unwrap().total as u64);
            let idf: Vec<f32> = leaves(plan).iter().map(count).collect();
            let found = reader.find(plan, 9).unwrap();
            assert!(found.total > 0, "{plan:?}");
            let mut matched = 0;
            for (row, unit) in &units {
                let properties = Properties::default();
                let terms = [&unit.terms.exact, &unit.terms.stem, &unit.terms.parts];
                let text = Text::of(terms.map(String::as_str), &properties);
                let score = Scorer::new(whole).score(plan, &text, &idf);
                let hit = found
                    .hits
                    .iter()
                    .find(|hit| row.sha256.starts_with(&hit.sha256));
                matched += usize::from(score.is_some());
                match (score, hit) {
                    (None, None) => {}
                    (Some(score), Some(hit)) => {
                        assert!(
                            (score - hit.score).abs() < 2e-4,
                            "{plan:?}: {score} {}",
                            hit.score
                        );
                    }
                    other => panic!("{plan:?}: {other:?}"),
                }
            }
            assert_eq!(matched, found.total);
        }
    }
}
