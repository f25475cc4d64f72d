//! Whose words a text is made of: its own, or those that everybody repeats.
//!
//! What stands in the proposal, in the report's account of it or in its
//! office's letter, in a list of the proposal's points, between quotation
//! marks or behind the name of whom it is from, in a sentence of procedure, or
//! in a note of whoever compiled the report is shown as such and never counted
//! as reuse between respondents.

use super::quotes::{Names, attributed, quotes};
use super::texts::Text;
use crate::line::is_bullet;
use crate::overlap::words::{SHINGLE, Words};
use crate::prose::sentences;
use crate::text::Span;
use crate::unit::{CentralKind, Fact};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Whose a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Nobody else's, as far as layers go.
    Own,
    /// Stands in the proposal, in the account of it or in its office's letter.
    Sender,
    /// Lists the proposal's points, as others do.
    Points,
    /// Stands between quotation marks, or is said to be another's.
    Quoted,
    /// A sentence of procedure.
    Procedure,
    /// A note of the report's compiler.
    Note,
}

impl Layer {
    /// Makes no two texts one: quoted, or said by everybody.
    pub(super) fn is_repeated(self) -> bool {
        matches!(self, Layer::Quoted | Layer::Procedure | Layer::Note)
    }
}

/// Words in a row of the sender's that are no chance.
const RUN: usize = 8;

/// Words that tell what is no reuse, and what shows that a word fell out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cues {
    procedure: Vec<String>,
    points: Vec<String>,
    pub(super) sources: Vec<String>,
    pub(super) attributions: Vec<String>,
    pub(super) wanting: HashSet<String>,
    pub(super) function: HashSet<String>,
}

#[expect(
    clippy::expect_used,
    reason = "the data is part of the program; a test reads it"
)]
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| {
    toml::from_str(include_str!("../lexicon/reuse.toml")).expect("reuse.toml is well formed")
});

/// Shingles that stand in the texts of several respondents.
pub(super) fn common_shingles(texts: &[Text]) -> HashSet<u64> {
    let mut holders: HashMap<u64, Option<&str>> = HashMap::new();
    let mut common = HashSet::new();
    for text in texts {
        for shingle in text.words.shingles() {
            let holder = *holders.entry(shingle).or_insert(text.respondent());
            if holder != text.respondent() {
                common.insert(shingle);
            }
        }
    }
    common
}

/// The shingles of what the sender wrote on a referral before it was answered,
/// among these texts on it.
pub(super) fn sender_shingles<'t>(central: impl Iterator<Item = &'t Text>) -> HashSet<u64> {
    let before = central.filter(|other| other.central() != Some(CentralKind::Synpunkter));
    before.flat_map(|other| other.words.shingles()).collect()
}

/// What others have written too.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    /// The sender's shingles.
    pub(super) sender: &'k HashSet<u64>,
    /// Those of several respondents.
    pub(super) common: &'k HashSet<u64>,
    /// Who answers.
    pub(super) names: &'k Names,
}

/// For each word of a text whose it is.
pub(super) fn layers(text: &Text, known: Known<'_>) -> Vec<Layer> {
    let mut layers = vec![Layer::Own; text.words.len()];
    let sent = known_runs(&text.words, known.sender);
    let told_again = known_runs(&text.words, known.common);
    for words in &sent {
        layers[words.clone()].fill(Layer::Sender);
    }
    for words in attributed(text, sent.iter().chain(&told_again), known.names) {
        layers[words].fill(Layer::Quoted);
    }
    let listed = points(text);
    if !listed.is_empty() {
        for list in listed.into_iter().map(|bytes| words_in(&text.words, bytes)) {
            for run in &told_again {
                let both = run.start.max(list.start)..run.end.min(list.end);
                if both.start < both.end {
                    layers[both].fill(Layer::Points);
                }
            }
        }
    }
    for bytes in quotes(&text.flow.text) {
        layers[words_in(&text.words, bytes)].fill(Layer::Quoted);
    }
    for bytes in procedure(&text.flow.text) {
        layers[words_in(&text.words, bytes)].fill(Layer::Procedure);
    }
    for at in notes(text) {
        layers[at] = Layer::Note;
    }
    layers
}

/// Words of notes that the answer is printed in part only.
fn notes(text: &Text) -> Vec<usize> {
    let Some(unit) = text.unit() else {
        return Vec::new();
    };
    let facts = text.paper.segmentation.facts.iter();
    let partial: Vec<Span> = facts
        .filter(|fact| fact.fact == Fact::Partial && unit.span.start <= fact.span.start)
        .map(|fact| fact.span)
        .filter(|span| span.end <= unit.span.end)
        .collect();
    if partial.is_empty() {
        return Vec::new();
    }
    let inside = |at: &usize| {
        let place = text.flow.source(text.words.bytes(*at..*at + 1));
        let mut spans = partial.iter();
        spans.any(|span| place.start >= span.start && place.end <= span.end)
    };
    (0..text.words.len()).filter(inside).collect()
}

/// Lists of three items and more behind a paragraph that speaks of the
/// proposal: where other respondents have them too, its points told again.
fn points(text: &Text) -> Vec<Range<usize>> {
    const ITEMS: usize = 3;
    const ITEM: usize = 40;
    let flow = &text.flow.text;
    let (mut found, mut list): (Vec<Range<usize>>, Vec<Range<usize>>) = Default::default();
    let (mut before, mut start) = ("", 0);
    for paragraph in flow.split_inclusive('\n').chain([""]) {
        let range = start..start + paragraph.len();
        start = range.end;
        // Bullets are often lost on the way from a PDF.
        let short = paragraph.split_whitespace().count() <= ITEM && !paragraph.is_empty();
        let announced = before.trim_end().ends_with(':') && short;
        if announced || is_item(text, range.clone()) {
            list.push(range);
            continue;
        }
        let low = crate::text::lower(before);
        let told = CUES.points.iter().any(|cue| low.contains(cue.as_str()));
        if list.len() >= ITEMS && told {
            found.extend(
                list.first()
                    .zip(list.last())
                    .map(|(first, last)| first.start..last.end),
            );
        }
        list.clear();
        before = paragraph;
    }
    found
}

/// The paragraph is a list item: its line opens with a bullet or a number.
pub(super) fn is_item(text: &Text, paragraph: Range<usize>) -> bool {
    let words = text.flow.text[paragraph.clone()].trim_start();
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.len() < words.len() && number.starts_with(['.', ')']) {
        return true;
    }
    if words.is_empty() {
        return false;
    }
    let document = &text.paper.document;
    let line = document.index.line_of(text.flow.source(paragraph).start);
    let span = document.index.span_of_line(line);
    span.is_some_and(|span| is_bullet(document.slice(span).trim_start()))
}

/// Runs of words all of whose shingles are known.
fn known_runs(words: &Words, known: &HashSet<u64>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, shingle) in words.shingles().enumerate() {
        if !known.contains(&shingle) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end >= at => run.end = at + SHINGLE,
            _ => runs.push(at..at + SHINGLE),
        }
    }
    runs.retain(|run| run.len() >= RUN);
    runs
}

/// The words that lie in some bytes.
pub(super) fn words_in(words: &Words, bytes: Range<usize>) -> Range<usize> {
    let from = words
        .ranges
        .partition_point(|word| (word.start as usize) < bytes.start);
    let to = words
        .ranges
        .partition_point(|word| (word.end as usize) <= bytes.end);
    from..to.max(from)
}

/// A sentence of procedure.
pub fn is_procedure(sentence: &str) -> bool {
    let low = crate::text::lower(sentence);
    CUES.procedure
        .iter()
        .any(|phrase| low.contains(phrase.as_str()))
}

/// Sentences of procedure, in order.
fn procedure(text: &str) -> Vec<Range<usize>> {
    let low = crate::text::lower(text);
    let phrases = CUES.procedure.iter();
    let places = phrases.flat_map(|phrase| low.match_indices(phrase.as_str()));
    let places: BTreeSet<usize> = places.map(|(at, _)| at).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let all: Vec<Range<usize>> = sentences(text).collect();
    let holding = |at: usize| all[..all.partition_point(|one| one.start <= at)].last();
    let mut sentences: Vec<Range<usize>> = places
        .into_iter()
        .filter_map(|at| holding(at).cloned())
        .collect();
    sentences.dedup();
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_procedure_is_found_whole() {
        let text = "Vi är positiva. Nämnden överlämnar detta som svar på remissen till KS. Tack.";
        let found: Vec<&str> = procedure(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(
            found,
            ["Nämnden överlämnar detta som svar på remissen till KS."]
        );
    }
}
