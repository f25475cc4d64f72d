//! The clauses of a draft's sentence, each with those it is about. Knows names and
//! verbs; what the clause claims of them is read elsewhere.

use super::bodies::Named;
use super::draft::Sentence;
use super::words::{data, is_in};
use std::ops::Range;

/// A clause that says what some think.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// Words of the sentence.
    pub(super) words: Range<usize>,
    /// Whom it is about.
    pub(super) who: Vec<Named>,
}

impl Chunk {
    /// Bytes of the sentence.
    pub(super) fn bytes(&self, sentence: &Sentence) -> Range<usize> {
        let first = sentence.words[self.words.start].range.start;
        let last = sentence.words[self.words.end - 1].range.end;
        first..last
    }

    pub(super) fn text<'s>(&self, sentence: &'s Sentence) -> &'s str {
        &sentence.text[self.bytes(sentence)]
    }
}

/// The clauses of a sentence with those they are about; one without a name goes
/// on about those before.
pub(super) fn chunks(sentence: &Sentence, named: &[Named]) -> Vec<Chunk> {
    const NEAR: usize = 3;
    let words = &sentence.words;
    let mut cuts = vec![0];
    for at in 1..words.len() {
        let last = cuts[cuts.len() - 1];
        let word = &words[at];
        let turns = matches!(word.low.as_str(), "medan" | "men") || word.mark == Some(';');
        let joins = matches!(word.low.as_str(), "och" | "samt") || word.mark == Some(',');
        let next = || {
            named
                .iter()
                .any(|one| (at..=at + NEAR).contains(&one.words.start))
        };
        // Who stands before has been said to do something.
        let acted = || {
            let before = named
                .iter()
                .any(|one| (last..at).contains(&one.words.start));
            before && words[last..at].iter().any(|word| is_view(&word.low))
        };
        let inside = named
            .iter()
            .any(|one| one.words.contains(&at) && one.words.start < at);
        let listed = || words[last..at].iter().any(|word| word.mark == Some(':'));
        if turns || joins && !inside && next() && acted() && !listed() {
            cuts.push(at);
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([words.len()]);
    let mut found: Vec<Chunk> = Vec::new();
    for (&from, to) in cuts.iter().zip(ends).filter(|(from, to)| *from < to) {
        let ours = named
            .iter()
            .filter(|one| (from..to).contains(&one.words.start));
        let mut who: Vec<Named> = ours.cloned().collect();
        if who.is_empty()
            && let Some(before) = found.last()
        {
            who.clone_from(&before.who);
        }
        found.push(Chunk {
            words: from..to,
            who,
        });
    }
    found
}

fn is_view(word: &str) -> bool {
    is_in(&data().views, word) || is_in(&data().helps, word)
}
