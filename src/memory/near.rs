//! How near a later sentence is to an earlier ask: as one sentence to another,
//! or by the rare words that both are about.

use crate::analyse::Analyser;
use crate::comparison::{Meant, Rarity, compare};
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::{Passage, sayings, thinks};
use crate::text::Span;
use std::collections::{BTreeSet, HashMap};

/// A passage below this is not worth showing.
const SHOWN: f64 = 0.12;
/// Weight of shared words that is as much as being the same sentence.
const FULL: f64 = 2.6;

/// A sentence, made ready.
pub(super) struct Sentence {
    pub(super) passage: Passage,
    pub(super) meant: Meant,
    /// It says what the respondent thinks.
    pub(super) thinks: bool,
    /// What it is about, and what the sentences right before are.
    keys: BTreeSet<String>,
    context: BTreeSet<String>,
}

impl Sentence {
    /// Something is wanted, wrong, or pressed for.
    pub(super) fn asks(&self) -> bool {
        self.meant.act().is_against() || self.meant.presses()
    }
}

/// Sentences by the keys under which they are found.
#[derive(Default)]
pub(super) struct Sentences {
    pub(super) all: Vec<Sentence>,
    by_key: HashMap<String, Vec<usize>>,
}

/// How rare words are: by their sentences, and as keys.
#[derive(Default)]
pub(super) struct Weights {
    pub(super) rarity: Rarity,
    keys: Rarity,
}

impl Weights {
    pub(super) fn add(&mut self, sentence: &Sentence) {
        self.rarity.add(&sentence.meant);
        self.keys.add_of(sentence.keys.iter().map(String::as_str));
    }

    /// What a shared key says: a rare one much, a common one little, words of
    /// like meaning less than the word itself.
    fn said(&self, key: &str) -> f64 {
        const LIKE: f64 = 0.3;
        let weight = self.keys.of(key).powi(2);
        match key.starts_with('=') {
            true => weight * LIKE,
            false => weight,
        }
    }

    /// How near a sentence is to an ask: as the same sentence, or by the
    /// weight of what both are about.
    fn near(&self, ask: &Sentence, sentence: &Sentence) -> f64 {
        // Of a long sentence some words are met by chance.
        const LONG: f64 = 24.0;
        const BESIDE: f64 = 0.5;
        // All that a short ask is about, if that is something.
        const WHOLE: f64 = 0.6;
        const SOMETHING: f64 = 0.4;
        let shared = |keys: &BTreeSet<String>| -> f64 {
            let both = keys.intersection(&sentence.keys);
            both.map(|key| self.said(key)).sum()
        };
        let own = shared(&ask.keys);
        let beside = BESIDE * shared(&ask.context);
        let all: f64 = ask.keys.iter().map(|key| self.said(key)).sum();
        let chance = (LONG / sentence.keys.len().max(1) as f64).min(1.0).sqrt();
        // What stands beside the ask tells nothing without it.
        let mut theme = (own + beside.min(own)) * chance / FULL;
        if own >= SOMETHING {
            theme = theme.max(WHOLE * own / all);
        }
        let compared = compare(&ask.meant, &sentence.meant, &self.rarity);
        theme.max(compared.score).min(1.0)
    }
}

impl Sentences {
    pub(super) fn add(&mut self, sentence: Sentence) {
        for key in &sentence.keys {
            let places = self.by_key.entry(key.clone()).or_default();
            places.push(self.all.len());
        }
        self.all.push(sentence);
    }

    /// The sentence nearest to an ask among those that count.
    pub(super) fn nearest(
        &self,
        ask: &Sentence,
        weights: &Weights,
        counts: impl Fn(&Sentence) -> bool,
    ) -> Option<(&Sentence, f64)> {
        let met = ask.keys.iter().filter_map(|key| self.by_key.get(key));
        let met: BTreeSet<usize> = met.flatten().copied().collect();
        let mut best: Option<(&Sentence, f64)> = None;
        let met = met.into_iter().map(|at| &self.all[at]);
        for sentence in met.filter(|sentence| counts(sentence)) {
            let near = weights.near(ask, sentence);
            if near >= SHOWN && best.is_none_or(|(_, known)| near > known) {
                best = Some((sentence, near));
            }
        }
        best
    }
}

/// The sentences of a part of a paper.
pub(super) fn read(
    paper: &Paper,
    lines: &Lines<'_>,
    span: Span,
    own: &str,
    analyser: &Analyser,
) -> Vec<Sentence> {
    let flow = Flow::of_span(lines, &paper.layout, span);
    // Sentences of the same paragraph that an ask may lean on.
    const BEFORE: usize = 4;
    let mut found: Vec<Sentence> = Vec::new();
    let mut before: Vec<(usize, BTreeSet<String>)> = Vec::new();
    for (saying, tokens) in sayings(&flow.text, analyser) {
        let quote = &flow.text[saying.range.clone()];
        let meant = Meant::of(quote, own, analyser);
        before.retain(|(end, _)| {
            let between = flow.text.get(*end..saying.range.start);
            between.is_some_and(|between| !between.contains('\n'))
        });
        let keys = meant.keys();
        let beside = before.iter().rev().take(BEFORE).flat_map(|(_, keys)| keys);
        let context = beside.filter(|key| !keys.contains(*key)).cloned().collect();
        before.push((saying.range.end, keys.clone()));
        if !meant.is_empty() {
            found.push(Sentence {
                passage: Passage::of(paper, &flow, saying.range),
                meant,
                thinks: saying.opinion || thinks(&tokens),
                keys,
                context,
            });
        }
    }
    found
}
