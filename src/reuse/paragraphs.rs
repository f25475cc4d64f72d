//! The paragraphs of a family: which of them stand in which texts, where each
//! came in and with whom.

use super::texts::Text;
use crate::overlap::words::{SHINGLE, Words};
use std::collections::HashSet;
use std::ops::Range;

/// A paragraph that some texts of a family hold and some do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text of the earliest decision that holds it.
    pub text: usize,
    /// Its words there.
    pub words: Range<usize>,
    /// All texts that hold the greater part of it, in the order of decisions.
    pub holders: Vec<usize>,
}

/// Words of a paragraph, at least.
const SHORTEST: usize = 12;
/// Share of a paragraph's shingles with which a text holds it.
const HELD: f64 = 0.6;

/// The paragraphs that not all of some texts hold, in the order in which they
/// came in. `texts` are in the order of decisions.
pub(super) fn paragraphs(all: &[Text], same: &[u32], texts: &[usize]) -> Vec<Paragraph> {
    let mut wordings: Vec<(usize, HashSet<u64>)> = Vec::new();
    for &text in texts {
        let first = same[text] as usize;
        if wordings.iter().all(|(known, _)| *known != first) {
            wordings.push((first, all[text].words.shingles().collect()));
        }
    }
    let mut found: Vec<Paragraph> = Vec::new();
    let mut known: Vec<HashSet<u64>> = Vec::new();
    for &text in texts {
        for words in cut(&all[text]) {
            let shingles: HashSet<u64> = shingles_of(&all[text].words, words.clone()).collect();
            if known
                .iter()
                .any(|other| held(&shingles, other) || held(other, &shingles))
            {
                continue;
            }
            let holds = |text: &usize| {
                let wording = wordings
                    .iter()
                    .find(|(first, _)| *first == same[*text] as usize);
                wording.is_some_and(|(_, inside)| held(&shingles, inside))
            };
            let holders: Vec<usize> = texts.iter().filter(|text| holds(text)).copied().collect();
            known.push(shingles);
            if holders.len() < texts.len() {
                found.push(Paragraph {
                    text,
                    words,
                    holders,
                });
            }
        }
    }
    found
}

fn held(paragraph: &HashSet<u64>, text: &HashSet<u64>) -> bool {
    let inside = paragraph.intersection(text).count();
    inside as f64 >= HELD * paragraph.len() as f64
}

fn shingles_of(words: &Words, range: Range<usize>) -> impl Iterator<Item = u64> + '_ {
    let count = range.len().saturating_sub(SHINGLE - 1);
    words.shingles().skip(range.start).take(count)
}

/// A text's paragraphs of some length, in words.
fn cut(text: &Text) -> Vec<Range<usize>> {
    let ends = text.flow.text.match_indices('\n').map(|(at, _)| at);
    let (mut found, mut from) = (Vec::new(), 0);
    for end in ends.chain([text.flow.text.len()]) {
        let to = text
            .words
            .ranges
            .partition_point(|word| word.end as usize <= end);
        if to - from >= SHORTEST {
            found.push(from..to);
        }
        from = to;
    }
    found
}
