//! What an answer asks or objects, and what the city's own summary of the
//! answer makes of it: kept, softened, or missing.

use super::cues::{Class, lexicon};
use super::gather::grouped;
use super::rows::{Position, Positions};
use super::sentence::sentences;
use crate::analyse::{Analyser, Token};
use crate::paper::Paper;
use crate::text::Cited;
use crate::unit::{Referral, UnitKind};
use std::collections::{BTreeMap, BTreeSet};

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
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// Every ask and objection of every answer that the report sums up.
pub fn lost(papers: &[Paper], found: &Positions, analyser: &Analyser) -> Vec<Lost> {
    let summaries = summaries(papers, analyser);
    let mut asked: BTreeMap<(usize, Cited), Lost> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for row in found.rows.iter().filter(|row| row.is_answer()) {
        if !summaries.contains_key(&key(&row.referral, &row.respondent)) {
            continue;
        }
        let at = order
            .iter()
            .position(|unit| *unit == row.unit)
            .unwrap_or_else(|| {
                order.push(row.unit.clone());
                order.len() - 1
            });
        for (lines, quote) in said_against(row) {
            let entry = asked
                .entry((at, lines))
                .or_insert_with(|| fresh(row, lines, quote));
            entry.areas.push(row.area.clone());
        }
    }
    let mut all: Vec<Lost> = asked.into_values().collect();
    let weights = Weights::of(all.iter().map(|lost| lost.ask.quote.as_str()), analyser);
    for lost in &mut all {
        if let Some(sentences) = summaries.get(&key(&lost.referral, &lost.respondent)) {
            judge(lost, sentences, &weights, analyser);
        }
    }
    all
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

/// The report's sentences on each respondent.
fn summaries(papers: &[Paper], analyser: &Analyser) -> BTreeMap<Key, Vec<Said>> {
    let (referrals, groups_of) = grouped(papers);
    let none = Referral::default();
    let mut found: BTreeMap<Key, Vec<Said>> = BTreeMap::new();
    for (paper, groups_of) in papers.iter().zip(&groups_of) {
        let units = paper.segmentation.units.iter().zip(paper.flows());
        for (unit, flow) in units.filter(|(unit, _)| unit.kind == UnitKind::Sammanfattning) {
            let referral = unit
                .referral
                .map_or(&none, |at| &referrals.all()[groups_of[at]]);
            let respondent = unit.respondent.as_deref().unwrap_or("");
            let said = found.entry(key(referral, respondent)).or_default();
            for sentence in sentences(&flow.text, &lexicon().abbreviations) {
                let quote = &flow.text[sentence.range.clone()];
                let tokens = analyser.tokens(quote);
                let hits = lexicon().hits(&tokens, &vec![false; tokens.len()]);
                said.push(Said {
                    passage: Passage {
                        document: paper.document.name.clone(),
                        lines: paper.document.index.cite(flow.source(sentence.range)),
                        quote: quote.to_owned(),
                    },
                    stems: stems(&tokens),
                    pointed: hits.iter().any(|hit| {
                        hit.class.is_negative() || matches!(hit.class, Class::Ask | Class::Worry)
                    }),
                });
            }
        }
    }
    found
}

fn judge(lost: &mut Lost, summary: &[Said], weights: &Weights, analyser: &Analyser) {
    let mut own = stems(&analyser.tokens(&lost.ask.quote));
    // Its own name says nothing of what it asks.
    let name = stems(&analyser.tokens(&lost.respondent));
    own.retain(|stem| !name.contains(stem));
    let all: f64 = own.iter().map(|stem| weights.of_stem(stem)).sum();
    if all <= 0.0 {
        return;
    }
    let share = |said: &Said| {
        let shared = own.intersection(&said.stems);
        // One word in common is an accident, unless nobody else has it.
        let telling =
            shared.clone().count() > 1 || shared.clone().any(|stem| weights.is_rare(stem));
        let weight = shared.map(|stem| weights.of_stem(stem)).sum::<f64>();
        if telling { weight / all } else { 0.0 }
    };
    // The first of the nearest, whatever the order of equal shares.
    let mut best: Option<(f64, &Said)> = None;
    for said in summary {
        let share = share(said);
        if best.is_none_or(|(most, _)| share > most) {
            best = Some((share, said));
        }
    }
    let Some((share, said)) = best else { return };
    lost.overlap = (share * 100.0).round() / 100.0;
    let named = own
        .intersection(&said.stems)
        .any(|stem| weights.is_rare(stem));
    lost.fate = match (share, said.pointed) {
        (KEPT.., true) => Fate::Kept,
        (SPOKEN_OF.., _) => Fate::Softened,
        _ if named => Fate::Softened,
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

/// How telling a word is among all asks: rare words weigh more.
struct Weights {
    sentences: f64,
    with: BTreeMap<String, f64>,
}

impl Weights {
    fn of<'a>(sentences: impl Iterator<Item = &'a str>, analyser: &Analyser) -> Self {
        let mut weights = Weights {
            sentences: 1.0,
            with: BTreeMap::new(),
        };
        for sentence in sentences {
            weights.sentences += 1.0;
            for stem in stems(&analyser.tokens(sentence)) {
                *weights.with.entry(stem).or_insert(0.0) += 1.0;
            }
        }
        weights
    }

    /// A long word that one ask alone has.
    fn is_rare(&self, stem: &str) -> bool {
        const LONG: usize = 8;
        stem.chars().count() >= LONG && self.with.get(stem).is_some_and(|with| *with < 2.0)
    }

    fn of_stem(&self, stem: &str) -> f64 {
        (self.sentences / self.with.get(stem).copied().unwrap_or(1.0)).ln()
    }
}
