//! What an answer asks or objects, and what the city's own summary of the
//! answer makes of it: kept, softened, or missing.

use super::cues::{Class, lexicon};
use super::rows::Position;
use super::sentence::sentences;
use crate::analyse::{Analyser, Token};
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::referrals::Referrals;
use crate::text::Cited;
use crate::unit::{Referral, Unit, UnitKind};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// What became of an ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Nothing in the summary says it.
    Missing,
    /// The summary speaks of the matter, but not as an ask or objection.
    Softened,
    /// The summary says it.
    Kept,
}

impl Fate {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Missing => "missing",
            Fate::Softened => "softened",
            Fate::Kept => "kept",
        }
    }
}

/// A sentence with its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// Name of the document.
    pub document: String,
    /// Its lines.
    pub lines: Cited,
    /// The sentence.
    pub quote: String,
}

/// An ask or objection and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// The proposal.
    pub referral: Referral,
    /// Who asks.
    pub respondent: String,
    /// Focus areas it concerns.
    pub areas: Vec<String>,
    /// The sentence of the answer.
    pub ask: Passage,
    /// What became of it.
    pub fate: Fate,
    /// Share of its telling words that the summary's nearest sentence has.
    pub overlap: f64,
    /// That sentence.
    pub summary: Option<Passage>,
}

/// From this share on the summary says it, or speaks of the matter.
const KEPT: f64 = 0.4;
const SPOKEN_OF: f64 = 0.3;

/// The sentences of one summary in one paper.
pub struct Summed {
    referral: Option<Referral>,
    respondent: String,
    said: Vec<Said>,
}

/// The summaries of answers that stand in a paper.
pub fn summed(paper: &Paper, analyser: &Analyser) -> Vec<Summed> {
    let lines = Lines::new(&paper.document);
    let units = paper.segmentation.units.iter();
    let units = units.filter(|unit| unit.kind == UnitKind::Sammanfattning);
    let one = |unit: &Unit| {
        let flow = Flow::of_span(&lines, &paper.layout, unit.span);
        let sentences = sentences(&flow.text, &lexicon().abbreviations);
        let named = unit
            .referral
            .and_then(|at| paper.segmentation.referrals.get(at));
        Summed {
            referral: named.cloned(),
            respondent: unit.respondent.clone().unwrap_or_default(),
            said: sentences
                .into_iter()
                .map(|sentence| said(paper, &flow, sentence.range, analyser))
                .collect(),
        }
    };
    units.map(one).collect()
}

fn said(paper: &Paper, flow: &Flow, range: Range<usize>, analyser: &Analyser) -> Said {
    let quote = &flow.text[range.clone()];
    let tokens = analyser.tokens(quote);
    let hits = lexicon().hits(&tokens, &vec![false; tokens.len()]);
    Said {
        passage: Passage {
            document: paper.document.name.clone(),
            lines: paper.document.index.cite(flow.source(range)),
            quote: quote.to_owned(),
        },
        stems: stems(&tokens),
        pointed: hits
            .iter()
            .any(|hit| hit.class.is_negative() || matches!(hit.class, Class::Ask | Class::Worry)),
    }
}

/// What answers ask that a report sums up, gathered paper by paper.
pub struct Asked {
    summaries: HashMap<Key, Summary>,
    /// By unit and place, each with its telling stems.
    asked: BTreeMap<(usize, Cited), (Lost, Vec<u32>)>,
    units: HashMap<String, usize>,
    /// Stems of each respondent's name, which say nothing of what it asks.
    names: HashMap<String, Vec<u32>>,
    stems: Stems,
}

impl Asked {
    /// Nothing yet; `referrals` are those of all papers.
    pub fn new(summed: Vec<Summed>, referrals: &Referrals) -> Self {
        let mut summaries: HashMap<Key, Summary> = HashMap::new();
        let mut stems = Stems::default();
        for Summed {
            referral,
            respondent,
            said,
        } in summed
        {
            let group = referral.and_then(|named| referrals.find(&named));
            let title = group.map_or("", |at| &referrals.all()[at].title);
            let summary = summaries.entry((title.to_owned(), respondent)).or_default();
            for said in said {
                summary.add(stems.numbers(&said.stems), said);
            }
        }
        Asked {
            summaries,
            asked: BTreeMap::new(),
            units: HashMap::new(),
            names: HashMap::new(),
            stems,
        }
    }

    /// Adds what some answers ask and object. Their words are read at once,
    /// while the analyser still knows them.
    pub fn add(&mut self, rows: &[Position], analyser: &Analyser) {
        for row in rows.iter().filter(|row| row.is_answer()) {
            if !self
                .summaries
                .contains_key(&key(&row.referral, &row.respondent))
            {
                continue;
            }
            let next = self.units.len();
            let at = match self.units.get(&row.unit) {
                Some(at) => *at,
                None => *self.units.entry(row.unit.clone()).or_insert(next),
            };
            if !self.names.contains_key(&row.respondent) {
                let name = stems(&analyser.tokens(&row.respondent));
                let name = self.stems.numbers(&name);
                self.names.insert(row.respondent.clone(), name);
            }
            for (lines, quote) in said_against(row) {
                let entry = self.asked.entry((at, lines));
                let (lost, _) = entry.or_insert_with(|| {
                    let stems = stems(&analyser.tokens(quote));
                    (fresh(row, lines, quote), self.stems.numbers(&stems))
                });
                lost.areas.push(row.area.clone());
            }
        }
    }

    /// Every ask and objection, with what became of it.
    pub fn judged(self) -> Vec<Lost> {
        let Asked {
            summaries,
            asked,
            names,
            stems,
            ..
        } = self;
        let mut all: Vec<(Lost, Vec<u32>)> = asked.into_values().collect();
        let weights = Weights::of(all.iter().map(|(_, stems)| &stems[..]), stems);
        all.par_iter_mut().for_each(|(lost, own)| {
            own.retain(|stem| !names[&lost.respondent].contains(stem));
            if let Some(summary) = summaries.get(&key(&lost.referral, &lost.respondent)) {
                judge(lost, own, summary, &weights);
            }
        });
        all.into_iter().map(|(lost, _)| lost).collect()
    }
}

/// Stems by number.
#[derive(Default)]
struct Stems {
    numbers: HashMap<String, u32>,
    /// By number whether it is a long one.
    long: Vec<bool>,
}

impl Stems {
    /// The numbers of some stems, in their order.
    fn numbers(&mut self, stems: &BTreeSet<String>) -> Vec<u32> {
        const LONG: usize = 8;
        let mut numbers = Vec::with_capacity(stems.len());
        for stem in stems {
            let number = self.numbers.get(stem).copied().unwrap_or_else(|| {
                let next = self.long.len() as u32;
                self.long.push(stem.chars().count() >= LONG);
                self.numbers.insert(stem.clone(), next);
                next
            });
            numbers.push(number);
        }
        numbers
    }
}

/// The row's asks, and the sentences that find fault.
fn said_against(row: &Position) -> Vec<(Cited, &str)> {
    let against = row.objections.iter();
    let against = against.map(|against| (against.lines, against.quote.as_str()));
    let asks = row.asks.iter().map(|ask| (ask.lines, ask.quote.as_str()));
    asks.chain(against).collect()
}

fn fresh(row: &Position, lines: Cited, quote: &str) -> Lost {
    Lost {
        referral: row.referral.clone(),
        respondent: row.respondent.clone(),
        areas: Vec::new(),
        ask: Passage {
            document: row.document.clone(),
            lines,
            quote: quote.to_owned(),
        },
        fate: Fate::Missing,
        overlap: 0.0,
        summary: None,
    }
}

/// A sentence of a summary.
struct Said {
    passage: Passage,
    stems: BTreeSet<String>,
    /// It asks, misses or criticises.
    pointed: bool,
}

/// A proposal and one who answers it.
type Key = (String, String);

fn key(referral: &Referral, respondent: &str) -> Key {
    (referral.title.clone(), respondent.to_owned())
}

/// The report's sentences on one respondent, the first of each wording.
#[derive(Default)]
struct Summary {
    said: Vec<Said>,
    known: HashSet<Vec<u32>>,
    /// Sentences that have a stem.
    with: HashMap<u32, Vec<usize>>,
}

/// Sentences of one summary that may share a stem and still be told apart by
/// it. A summary is a paragraph; only what is no summary has as many.
const TELLING: usize = 256;

/// What a sentence of a summary shares with an ask.
#[derive(Clone, Copy, Default)]
struct Shared {
    weight: f64,
    stems: usize,
    /// One of them no other ask has.
    rare: bool,
}

impl Summary {
    fn add(&mut self, stems: Vec<u32>, said: Said) {
        if self.known.contains(&stems) {
            return;
        }
        for stem in &stems {
            self.with.entry(*stem).or_default().push(self.said.len());
        }
        self.known.insert(stems);
        self.said.push(said);
    }

    /// The first of the sentences that share most with an ask.
    fn nearest(&self, own: &[u32], weights: &Weights) -> Option<(Shared, &Said)> {
        let mut shared: BTreeMap<usize, Shared> = BTreeMap::new();
        for stem in own {
            let with = self.with.get(stem).filter(|with| with.len() <= TELLING);
            for &at in with.into_iter().flatten() {
                let shared = shared.entry(at).or_default();
                shared.weight += weights.of_stem(*stem);
                shared.stems += 1;
                shared.rare |= weights.is_rare(*stem);
            }
        }
        let mut best: Option<(Shared, &Said)> = None;
        for (at, shared) in shared {
            // One word in common is an accident, unless nobody else has it.
            let telling = shared.stems > 1 || shared.rare;
            if telling && best.is_none_or(|(most, _)| shared.weight > most.weight) {
                best = Some((shared, &self.said[at]));
            }
        }
        best
    }
}

fn judge(lost: &mut Lost, own: &[u32], summary: &Summary, weights: &Weights) {
    let all: f64 = own.iter().map(|stem| weights.of_stem(*stem)).sum();
    if all <= 0.0 {
        return;
    }
    let Some((shared, said)) = summary.nearest(own, weights) else {
        return;
    };
    let share = shared.weight / all;
    lost.overlap = (share * 100.0).round() / 100.0;
    lost.fate = match (share, said.pointed) {
        (KEPT.., true) => Fate::Kept,
        (SPOKEN_OF.., _) => Fate::Softened,
        _ if shared.rare => Fate::Softened,
        _ => Fate::Missing,
    };
    if lost.fate != Fate::Missing {
        lost.summary = Some(said.passage.clone());
    }
}

/// Stems of the words that tell what a sentence is about, of the parts of
/// compounds too.
fn stems(tokens: &[Token]) -> BTreeSet<String> {
    const SHORTEST: usize = 5;
    let words = tokens.iter().map(|token| &token.word);
    let telling = words.filter(|word| word.exact.chars().count() >= SHORTEST);
    telling
        .flat_map(|word| {
            let parts = word.parts.iter().map(|part| part.stem.clone());
            std::iter::once(word.stem.clone()).chain(parts)
        })
        .collect()
}

/// How telling a stem is among all asks: rare ones weigh more.
struct Weights {
    sentences: f64,
    /// By number: asks that have it.
    with: Vec<f64>,
    long: Vec<bool>,
}

impl Weights {
    fn of<'a>(asks: impl Iterator<Item = &'a [u32]>, stems: Stems) -> Self {
        let mut weights = Weights {
            sentences: 1.0,
            with: vec![0.0; stems.long.len()],
            long: stems.long,
        };
        for ask in asks {
            weights.sentences += 1.0;
            ask.iter()
                .for_each(|stem| weights.with[*stem as usize] += 1.0);
        }
        weights
    }

    /// A long word that one ask alone has.
    fn is_rare(&self, stem: u32) -> bool {
        self.long[stem as usize] && self.with[stem as usize] < 2.0
    }

    fn of_stem(&self, stem: u32) -> f64 {
        (self.sentences / self.with[stem as usize].max(1.0)).ln()
    }
}
