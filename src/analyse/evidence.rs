//! What the words of an archive say about each other: which stand alone and
//! in compounds too.
//!
//! Collected once, from the first papers of an archive, and kept with it:
//! the same word gives the same terms for as long as the archive lives.

use super::compound::{Lists, SHORTEST_PART};
use super::stem::Stemmer;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Modifiers and heads that the archive's own words bear witness to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Linking forms.
    pub modifiers: BTreeSet<String>,
    /// Stems.
    pub heads: BTreeSet<String>,
}

/// How many different partners a part must have met.
const PARTNERS: usize = 2;

impl Evidence {
    /// What the given lower-case words witness.
    pub(super) fn collect<'w>(
        words: impl IntoIterator<Item = &'w str>,
        stemmer: &Stemmer,
        lists: &Lists,
    ) -> Self {
        let words: BTreeSet<&str> = words
            .into_iter()
            .filter(|word| {
                word.chars().count() >= SHORTEST_PART
                    && !word.contains(|c: char| !c.is_alphabetic())
            })
            .collect();
        let stems: HashMap<&str, String> = words
            .iter()
            .map(|word| (*word, stemmer.stem(word)))
            .collect();
        let alone: HashSet<&str> = stems.values().map(String::as_str).collect();
        let mut heads_of: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut modifiers_of: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for word in words.iter().filter(|word| word.chars().count() >= 7) {
            for (cut, _) in word.char_indices().skip(4) {
                let (modifier, head) = word.split_at(cut);
                if head.chars().count() < 4 {
                    break;
                }
                if !lists.may_modify(modifier)
                    || !lists.may_head(head)
                    || !stands_alone(modifier, &alone, stemmer)
                {
                    continue;
                }
                let stem = stems
                    .get(head)
                    .cloned()
                    .unwrap_or_else(|| stemmer.stem(head));
                if stem.chars().count() >= 4 && alone.contains(stem.as_str()) {
                    heads_of.entry(modifier).or_default().insert(stem.clone());
                    modifiers_of.entry(stem).or_default().insert(modifier);
                }
            }
        }
        let enough = |count: usize| count >= PARTNERS;
        Evidence {
            modifiers: heads_of
                .into_iter()
                .filter(|(_, heads)| enough(heads.len()))
                .map(|(modifier, _)| modifier.to_owned())
                .collect(),
            heads: modifiers_of
                .into_iter()
                .filter(|(_, modifiers)| enough(modifiers.len()))
                .map(|(head, _)| head)
                .collect(),
        }
    }
}

/// Whether the word behind a linking form is a word of the archive.
fn stands_alone(modifier: &str, alone: &HashSet<&str>, stemmer: &Stemmer) -> bool {
    let known = |word: &str| alone.contains(stemmer.stem(word).as_str());
    known(modifier)
        || modifier
            .strip_suffix(['s', 'o', 'u', 'e'])
            .is_some_and(known)
}
