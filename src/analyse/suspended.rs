//! Words that wait for their head: "kvalitets- och innovationsarbete".

use super::{Analyser, Role, Token, Word, compound};
use std::sync::Arc;

impl Analyser {
    /// "kvalitets- och innovationsarbete": the compounds that "kvalitets-"
    /// stands for, with each run of parts that ends the later word.
    pub(super) fn completed(&self, text: &str, at: usize, tokens: &[Token]) -> Vec<Arc<Word>> {
        const FARTHEST: usize = 6;
        let modifier = &text[tokens[at].range.clone()];
        let listed = self.completed_by_list(modifier, tokens.get(at + 1..at + 3));
        if !listed.is_empty() {
            return listed;
        }
        let mut later = tokens[at + 1..].iter().take(FARTHEST).take_while(|token| {
            !text[tokens[at].range.end..token.range.start].contains(['.', ';', ':'])
        });
        let Some(later) = later.find(|token| has_head(&token.word)) else {
            return Vec::new();
        };
        let heads = later
            .word
            .parts
            .iter()
            .filter(|part| part.role == Role::Head);
        heads
            .map(|head| {
                self.word(&format!(
                    "{modifier}{}",
                    &later.word.exact[head.range.clone()]
                ))
            })
            .collect()
    }

    /// "för- och nackdelar": the word behind the conjunction, where it is not
    /// divided by rule, ends in the longest noun of our list that is not the
    /// whole word.
    fn completed_by_list(&self, modifier: &str, next: Option<&[Token]>) -> Vec<Arc<Word>> {
        let Some([conjunction, later]) = next else {
            return Vec::new();
        };
        let joins = CONJUNCTIONS.contains(&conjunction.word.exact.as_str());
        if !joins || has_head(&later.word) {
            return Vec::new();
        }
        let splitter = self.splitter();
        let word = &later.word.exact;
        let mut tails = word.char_indices().skip(compound::SHORTEST_PART);
        let head = tails.find_map(|(at, _)| {
            let tail = &word[at..];
            splitter.is_listed_head(tail).then_some(tail)
        });
        let compound =
            head.map(|head| self.word(&format!("{}{head}", modifier.trim_end_matches('-'))));
        compound.into_iter().collect()
    }
}

fn has_head(word: &Word) -> bool {
    word.parts.iter().any(|part| part.role == Role::Head)
}

/// Between a word that waits for its head and the one that has it.
const CONJUNCTIONS: [&str; 4] = ["och", "eller", "samt", "respektive"];
