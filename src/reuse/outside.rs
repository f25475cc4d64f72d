//! Texts that are nobody's answer, laid beside the answers: model answers,
//! press releases, party programmes.

use super::answers::{Lender, Loan};
use super::dividing::longest;
use super::relation::{Direction, shared_passages};
use super::texts::Text;
use crate::paper::Paper;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Papers as texts, but for those whose bytes are among the papers compared.
pub(super) fn texts(papers: Vec<Paper>, compared: &[Text]) -> Vec<Text> {
    let known: std::collections::HashSet<&str> = compared
        .iter()
        .map(|text| text.paper.document.sha256.as_str())
        .collect();
    let papers = papers
        .into_iter()
        .filter(|paper| !known.contains(paper.document.sha256.as_str()));
    papers
        .map(|paper| Text::of_paper(Arc::new(paper)))
        .collect()
}

/// Which of them hold a run of words.
pub(super) struct Outside<'r> {
    texts: &'r [Text],
    by_shingle: HashMap<u64, Vec<u32>>,
}

impl<'r> Outside<'r> {
    pub(super) fn of(texts: &'r [Text]) -> Self {
        // What so many hold is a phrase.
        const MANY: usize = 64;
        let mut by_shingle: HashMap<u64, Vec<u32>> = HashMap::new();
        for (at, text) in texts.iter().enumerate() {
            for shingle in text.words.shingle_set() {
                let holders = by_shingle.entry(shingle).or_default();
                if holders.len() < MANY {
                    holders.push(at as u32);
                }
            }
        }
        Outside { texts, by_shingle }
    }

    /// The passages that a text has from them.
    pub(super) fn loans(&self, part: usize, text: &Text) -> Vec<Loan> {
        // A run of twelve words has eight.
        const SHARED: usize = 8;
        if self.by_shingle.is_empty() {
            return Vec::new();
        }
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        let held = text.words.shingles();
        for at in held.filter_map(|one| self.by_shingle.get(&one)).flatten() {
            *shared.entry(*at).or_insert(0) += 1;
        }
        let near = shared.into_iter().filter(|(_, count)| *count >= SHARED);
        let loans = near.flat_map(|(at, _)| {
            let passages = shared_passages(text, &self.texts[at as usize]);
            passages.into_iter().map(move |shared| Loan {
                part,
                lender: Lender::Outside(at as usize),
                words: shared.passage.words() - shared.repeated,
                // They are given as what answers were made from.
                direction: Direction::BToA,
                lenders: 1,
                more: 0,
                passage: shared.passage,
            })
        });
        longest(loans.collect())
    }
}
