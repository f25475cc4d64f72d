//! Verdicts on a part without the words of one: "Det här köper vi inte." Where no
//! phrase of the data decides, the learned weights do, and the row says so by
//! the name of its cue.
//!
//! Reads no sentence that has a verdict by its words, and puts none over one.

use super::read::{Asked, Line};
use super::reference::references;
use super::{Decided, Part};
use crate::learned::{Deed, Scores, features, model};
use crate::position::Stance;
use crate::position::sentence::place;
use std::collections::HashSet;
use std::ops::Range;

/// The name under which the evidence says so.
const LEARNED: &str = "learned";

/// Odds from which a sentence decides on a part, as a logarithm: of twelve rows
/// that this gave on answers none of the letters is from, nine were right.
const OF_PART: f32 = -0.5;

/// The sentences of an answer, each with what the weights say it does.
pub(super) struct Unsaid<'a>(pub(super) &'a Asked<'a>);

impl Unsaid<'_> {
    /// What decides on each part that is headed or cited and not judged yet.
    pub(super) fn parts(&self, lines: &[Line], judged: &HashSet<String>) -> Vec<(Part, Decided)> {
        let mut found: Vec<(Part, f32, Decided)> = Vec::new();
        for line in lines.iter().filter(|line| line.said.is_empty()) {
            let open = self.open(line);
            let open = open.iter().filter(|part| !judged.contains(&part.id));
            let open: Vec<&Part> = open.collect();
            let Some(scores) = (!open.is_empty()).then(|| self.scores(line)).flatten() else {
                continue;
            };
            let (odds, stance) = strongest(&scores);
            if odds < OF_PART {
                continue;
            }
            for part in open {
                let decided = decided(&line.range, stance);
                match found.iter_mut().find(|(known, ..)| known.id == part.id) {
                    Some(known) if known.1 < odds => (known.1, known.2) = (odds, decided),
                    Some(_) => {}
                    None => found.push((part.clone(), odds, decided)),
                }
            }
        }
        let found = found.into_iter();
        found.map(|(part, _, decided)| (part, decided)).collect()
    }

    /// The numbered parts that a sentence is on.
    fn open(&self, line: &Line) -> Vec<Part> {
        let cited = references(&self.0.text[line.range.clone()]);
        if let [one] = &cited[..] {
            return vec![Part {
                id: one.id.clone(),
                name: one.cited.clone(),
                reference: Some(one.cited.clone()),
            }];
        }
        let numbered = line.open().iter().filter(|part| part.reference.is_some());
        numbered.cloned().collect()
    }

    /// Nothing for what is no whole sentence.
    fn scores(&self, line: &Line) -> Option<Scores> {
        let Asked { text, marked, .. } = self.0;
        let all = &marked.sentences;
        let at = all.partition_point(|sentence| sentence.range.start < line.range.start);
        all.get(at).filter(|one| one.range == line.range)?;
        let place = place(text, all, at);
        let words = marked.words_of(&line.range);
        let features = features(&text[line.range.clone()], &marked.tokens[words], place);
        Some(model().scores(&features))
    }
}

fn strongest(scores: &Scores) -> (f32, Stance) {
    let yes = scores.of(Deed::Accepts).max(scores.of(Deed::Objectless));
    let no = scores.of(Deed::Rejects);
    match no > yes {
        true => (no, Stance::Kritik),
        false => (yes, Stance::Stöd),
    }
}

fn decided(sentence: &Range<usize>, stance: Stance) -> Decided {
    Decided {
        verdict: None,
        stance,
        strength: 1,
        sentences: vec![sentence.clone()],
        cue: sentence.clone(),
        cue_id: LEARNED,
        reservation: None,
        doubts: 0,
    }
}
