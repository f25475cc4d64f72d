//! Who wrote on a part and is not named under it, where the draft says that all
//! are named.

use super::bodies::Named;
use super::draft::{Draft, Sentence};
use super::sections::{About, about, of_heading};
use super::sources::Sources;
use super::words::{data, holds};
use super::{Finding, Kind};
use crate::position::{Passage, Position};
use std::collections::BTreeSet;

/// Those left out of sections that claim to be complete.
pub(super) fn check(draft: &Draft, read: &[Vec<Named>], sources: &Sources) -> Vec<Finding> {
    let mut found = Vec::new();
    let everywhere = draft.said().any(|(_, sentence)| {
        let low = sentence.text.to_lowercase();
        claims_all(&low) && holds(&data().everywhere, &low)
    });
    for (under, sentences) in draft.sections() {
        let heading = under.map(|at| &draft.sentences[at]);
        let of_section = heading.map_or(About::Other, |heading| of_heading(heading, sources));
        let claim = sentences.iter().find(|at| {
            let sentence = &draft.sentences[**at];
            let low = sentence.text.to_lowercase();
            is_list(sentence, &read[**at], &low)
                || holds(&data().no_other, &low)
                || claims_all(&low) && !holds(&data().everywhere, &low)
        });
        let place = match (claim, heading) {
            (Some(at), _) => &draft.sentences[*at],
            (None, Some(heading)) if everywhere => heading,
            _ => continue,
        };
        let about = match claim {
            Some(at) => about(draft, &draft.sentences[*at], sources),
            None => of_section,
        };
        let About::Parts(parts) = about else {
            continue;
        };
        let named: BTreeSet<usize> = sentences
            .iter()
            .chain(&under)
            .flat_map(|at| &read[*at])
            .filter_map(Named::body)
            .collect();
        for (body, proof) in wrote(&parts, sources) {
            if named.contains(&body) {
                continue;
            }
            let name = sources.body(body).name.clone();
            found.push(Finding {
                kind: Kind::Omission,
                lines: place.lines,
                words: place.text.clone(),
                message: format!("{name} wrote on this and is not named"),
                respondent: Some(name),
                proof: vec![proof],
            });
        }
    }
    found
}

/// "Följande har yttrat sig: A, B och C": the words, a colon and names.
fn is_list(sentence: &Sentence, named: &[Named], low: &str) -> bool {
    let mut words = sentence.words.iter();
    let Some(colon) = words.position(|word| word.mark == Some(':')) else {
        return false;
    };
    let before = &low[..sentence.words[colon].range.start.min(low.len())];
    let some = low.contains("bland ") || low.contains("bl.a.");
    let behind = named.iter().any(|one| one.words.start >= colon);
    behind && !some && holds(&data().listed, before)
}

/// It says that all are named.
fn claims_all(low: &str) -> bool {
    let [all, named] = &data().all_named;
    holds(all, low) && holds(named, low)
}

/// Who wrote on one of some parts, and where.
pub(super) fn wrote(parts: &[String], sources: &Sources) -> Vec<(usize, Passage)> {
    let mut found = Vec::new();
    for (at, body) in sources.bodies.iter().enumerate() {
        let row = parts.iter().find_map(|part| sources.row(at, part));
        let proof = row.and_then(Position::proof);
        let passage = proof.or_else(|| cites(parts, body, sources));
        found.extend(passage.map(|passage| (at, passage)));
    }
    found
}

/// A sentence of the answer that cites one of the parts.
fn cites(parts: &[String], body: &super::sources::Body, sources: &Sources) -> Option<Passage> {
    let parts = sources.parts.iter().filter(|part| parts.contains(&part.id));
    let numbers: Vec<&str> = parts
        .map(|part| part.number.as_str())
        .filter(|number| !number.is_empty())
        .collect();
    let cites = |low: &str| {
        numbers.iter().any(|number| match number.contains('§') {
            true => stands(low, number),
            false => stands(low, &format!("avsnitt {number}")),
        })
    };
    let mut answers = body.answers.iter();
    let found = answers.find(|answer| cites(&answer.low))?;
    Some(found.passage.clone())
}

/// Some words stand in a text, no figure or point at either end.
fn stands(text: &str, words: &str) -> bool {
    let apart = |c: char| c.is_ascii_digit() || c == '.' || c == ':';
    text.match_indices(words).any(|(at, words)| {
        let behind = &text[at + words.len()..];
        let goes_on = behind.starts_with(|c: char| c.is_ascii_digit())
            || behind.starts_with('.') && behind[1..].starts_with(|c: char| c.is_ascii_digit());
        !text[..at].ends_with(apart) && !goes_on
    })
}
