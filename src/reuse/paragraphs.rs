//! The paragraphs of a family: which of them stand in which texts, where each
//! came in and with whom.

use super::texts::Text;
use crate::overlap::words::{SHINGLE, Words};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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
    // The texts of each wording, by their places in the order given.
    let mut wordings = Sets::default();
    let mut texts_of: Vec<Vec<usize>> = Vec::new();
    let mut number: HashMap<u32, usize> = HashMap::new();
    for (place, &text) in texts.iter().enumerate() {
        let wording = *number.entry(same[text]).or_insert_with(|| {
            texts_of.push(Vec::new());
            wordings.add(&all[text].words.shingles().collect())
        });
        texts_of[wording].push(place);
    }
    let mut found: Vec<Paragraph> = Vec::new();
    let mut known = Sets::default();
    let mut seen: HashSet<u32> = HashSet::new();
    for &text in texts.iter().filter(|text| seen.insert(same[**text])) {
        for words in cut(&all[text]) {
            let shingles: BTreeSet<u64> = shingles_of(&all[text].words, words.clone()).collect();
            let is_known = known.shared(&shingles).into_iter().any(|(other, shared)| {
                is_held(shared, shingles.len()) || is_held(shared, known.sizes[other])
            });
            if is_known {
                continue;
            }
            let holding = wordings.shared(&shingles).into_iter();
            let holding = holding.filter(|(_, shared)| is_held(*shared, shingles.len()));
            let mut places: Vec<usize> = holding
                .flat_map(|(wording, _)| texts_of[wording].iter().copied())
                .collect();
            places.sort_unstable();
            known.add(&shingles);
            if places.len() < texts.len() {
                found.push(Paragraph {
                    text,
                    words,
                    holders: places.into_iter().map(|place| texts[place]).collect(),
                });
            }
        }
    }
    found
}

/// Numbered sets of shingles, by what is in them.
#[derive(Default)]
struct Sets {
    with: HashMap<u64, Vec<usize>>,
    sizes: Vec<usize>,
}

impl Sets {
    /// Adds a set; gives its number.
    fn add(&mut self, shingles: &BTreeSet<u64>) -> usize {
        let number = self.sizes.len();
        for shingle in shingles {
            self.with.entry(*shingle).or_default().push(number);
        }
        self.sizes.push(shingles.len());
        number
    }

    /// The sets that share something with this one, and how much.
    fn shared(&self, shingles: &BTreeSet<u64>) -> BTreeMap<usize, usize> {
        let mut shared = BTreeMap::new();
        for shingle in shingles {
            for &number in self.with.get(shingle).into_iter().flatten() {
                *shared.entry(number).or_insert(0) += 1;
            }
        }
        shared
    }
}

/// So many shared shingles are the greater part of so many.
fn is_held(shared: usize, of: usize) -> bool {
    shared as f64 >= HELD * of as f64
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
