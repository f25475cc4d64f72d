//! What two texts are to each other, in figures that are counted, not
//! estimated, and in which direction words may have gone.

use super::layers::Layer;
use super::texts::Text;
use crate::overlap::align::{PASSAGE, Passage, passages};
use crate::overlap::family::KIN;
use crate::overlap::join::{Overlap, in_both};
use std::sync::Arc;

/// The kind of reuse between two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same words in the same order.
    Lika,
    /// Jaccard of .8 and more.
    LättÄndrad,
    /// Jaccard of .5 and more: paragraphs cut or added.
    Variant,
    /// At least .8 of the shorter stands in the longer.
    Utdrag,
    /// At least half of the shorter stands in the longer.
    Bearbetning,
    /// A passage of one stands in the other.
    LånatStycke,
    /// What they share is quoted, or stands in the sender's own texts.
    Citat,
    /// Single phrases.
    Fraser,
}

impl Relation {
    /// By the share of both that is shared, and of the smaller.
    pub(super) fn of_shares(both: f64, kin: f64) -> Self {
        match (both, kin) {
            (0.8.., _) => Relation::LättÄndrad,
            (0.5.., _) => Relation::Variant,
            (_, 0.8..) => Relation::Utdrag,
            (_, 0.5..) => Relation::Bearbetning,
            _ => Relation::LånatStycke,
        }
    }

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Lika => "lika",
            Relation::LättÄndrad => "lätt ändrad",
            Relation::Variant => "variant",
            Relation::Utdrag => "utdrag",
            Relation::Bearbetning => "bearbetning",
            Relation::LånatStycke => "lånat stycke",
            Relation::Citat => "citat",
            Relation::Fraser => "fraser",
        }
    }
}

/// Which of two texts can have been the other's source, by date alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The first was decided earlier.
    AToB,
    /// The second was decided earlier.
    BToA,
    /// Decided on one day: a common source.
    GemensamKälla,
    /// An earlier third text holds the same words: both are likely from it.
    TroligKälla,
    /// One statement printed in two papers.
    SammaText,
    /// A date is missing.
    Okänd,
}

impl Direction {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Direction::AToB => "a_to_b",
            Direction::BToA => "b_to_a",
            Direction::GemensamKälla => "gemensam källa",
            Direction::TroligKälla => "gemensam källa trolig",
            Direction::SammaText => "samma uttalande",
            Direction::Okänd => "okänd",
        }
    }
}

/// A stretch that two texts share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Where, and what is equal in it.
    pub passage: Passage,
    /// Equal words that are quoted or the sender's, in either text.
    pub repeated: usize,
}

/// Two texts and what they share.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Number of the first text.
    pub a: usize,
    /// Number of the second.
    pub b: usize,
    /// Different shingles that both hold.
    pub shared: u32,
    /// Of all different shingles, the part that both hold.
    pub jaccard: f64,
    /// Of the first text's shingles, the part that the second holds. Here
    /// hyphens divide words, so that no spelling is taken for another.
    pub a_in_b: f64,
    /// Of the second text's shingles, the part that the first holds.
    pub b_in_a: f64,
    /// Of the smaller text's shingles, the part that the other holds, with
    /// words joined as for the Jaccard; what is quoted, and formulas of minutes,
    /// left out.
    pub kin: f64,
    /// The passages, in the order of the first text.
    pub passages: Vec<Shared>,
    /// What they are to each other.
    pub relation: Relation,
    /// Which can have been the source.
    pub direction: Direction,
}

impl Pair {
    /// The larger containment.
    pub fn containment(&self) -> f64 {
        self.a_in_b.max(self.b_in_a)
    }

    /// Equal words in all passages.
    pub fn words_shared(&self) -> usize {
        self.passages
            .iter()
            .map(|shared| shared.passage.words())
            .sum()
    }

    /// Reads two texts side by side.
    pub(super) fn of(texts: &[Text], sizes: &[u32], overlap: Overlap) -> Self {
        let (a, b) = (overlap.a as usize, overlap.b as usize);
        Pair::counted(&texts[a], &texts[b], [sizes[a], sizes[b]], overlap)
    }

    fn counted(a: &Text, b: &Text, [size_a, size_b]: [u32; 2], overlap: Overlap) -> Self {
        let part = |of: u32| f64::from(overlap.shared) / f64::from(of.max(1));
        let mut pair = Pair {
            a: overlap.a as usize,
            b: overlap.b as usize,
            shared: overlap.shared,
            jaccard: part(size_a + size_b - overlap.shared),
            a_in_b: 0.0,
            b_in_a: 0.0,
            kin: kin(a, b, part(size_a.min(size_b))),
            passages: shared_passages(a, b),
            relation: Relation::Fraser,
            direction: Direction::Okänd,
        };
        (pair.a_in_b, pair.b_in_a) = contained(a, b);
        pair.relation = pair.typed(a, b);
        pair.direction = pair.directed(a, b);
        pair
    }

    /// Two texts by themselves; nothing if they share no shingle.
    pub fn between_two(texts: &[&Text; 2]) -> Option<Self> {
        let [a, b] = texts.map(|text| text.words.shingle_set());
        let shared = in_both(&a, &b);
        let overlap = Overlap { a: 0, b: 1, shared };
        (shared > 0).then(|| {
            Pair::counted(
                texts[0],
                texts[1],
                [a.len() as u32, b.len() as u32],
                overlap,
            )
        })
    }

    /// The same pair between texts with the same words as its own.
    pub(super) fn between(&self, texts: &[Text], a: usize, b: usize) -> Self {
        let mut pair = self.clone();
        (pair.a, pair.b) = (a, b);
        if a > b {
            (pair.a, pair.b) = (b, a);
            for shared in &mut pair.passages {
                shared.passage = shared.passage.turned();
            }
            pair.passages.sort_by_key(|shared| shared.passage.a.start);
        }
        let (a, b) = (&texts[pair.a], &texts[pair.b]);
        (pair.a_in_b, pair.b_in_a) = contained(a, b);
        pair.direction = pair.directed(a, b);
        pair
    }

    fn directed(&self, a: &Text, b: &Text) -> Direction {
        if self.kin >= KIN && is_reprint(a, b) {
            Direction::SammaText
        } else {
            direction(a, b)
        }
    }

    fn typed(&self, a: &Text, b: &Text) -> Relation {
        let repeated: usize = self.passages.iter().map(|shared| shared.repeated).sum();
        let words = self.words_shared();
        match () {
            // One only quotes the other, or both hold a formula.
            () if self.kin < KIN && repeated > 0 && words - repeated < PASSAGE => Relation::Citat,
            () if self.kin < KIN && words == 0 => Relation::Fraser,
            () if a.words.hashes == b.words.hashes => Relation::Lika,
            () => Relation::of_shares(self.jaccard, self.kin),
        }
    }
}

/// The share that makes two texts kin: what is quoted, and the formulas of
/// minutes, make none.
fn kin(a: &Text, b: &Text, all: f64) -> f64 {
    // Fewer shared runs of what is left are chance.
    const LEAST: u32 = 3;
    if all < KIN || !a.repeats() && !b.repeats() {
        return all;
    }
    let (of_a, of_b) = (a.argument(), b.argument());
    let shared = in_both(&of_a, &of_b);
    if shared < LEAST {
        return 0.0;
    }
    f64::from(shared) / of_a.len().min(of_b.len()).max(1) as f64
}

/// The part of each text's shingles that the other holds.
fn contained(a: &Text, b: &Text) -> (f64, f64) {
    let shared = f64::from(in_both(&a.divided, &b.divided));
    let part = |of: &[u64]| shared / of.len().max(1) as f64;
    (part(&a.divided), part(&b.divided))
}

/// The passages of two texts, with what in them is not their own.
pub(super) fn shared_passages(a: &Text, b: &Text) -> Vec<Shared> {
    let foreign = |text: &Text, at: usize| {
        text.layers
            .get(at)
            .is_some_and(|layer| *layer != Layer::Own)
    };
    passages(&a.words, &b.words)
        .into_iter()
        .map(|passage| {
            let runs = passage.runs.iter();
            let repeated = runs
                .flat_map(|&(at_a, at_b, len)| (0..len).map(move |at| (at_a + at, at_b + at)))
                .filter(|&(at_a, at_b)| foreign(a, at_a) || foreign(b, at_b))
                .count();
            Shared { passage, repeated }
        })
        .filter(|shared| !is_formula(a, shared))
        .collect()
}

/// But for formulas of minutes too little is left of a passage.
fn is_formula(a: &Text, shared: &Shared) -> bool {
    let runs = shared.passage.runs.iter();
    let formulas = runs.map(|&(from, _, len)| a.count(Layer::Procedure, from..from + len));
    let formulas: usize = formulas.sum();
    formulas > 0 && shared.passage.words() - formulas < PASSAGE
}

/// By date; never by length.
pub(super) fn direction(a: &Text, b: &Text) -> Direction {
    match (a.date(), b.date()) {
        (Some(a), Some(b)) => match a.cmp(b) {
            std::cmp::Ordering::Less => Direction::AToB,
            std::cmp::Ordering::Greater => Direction::BToA,
            std::cmp::Ordering::Equal => Direction::GemensamKälla,
        },
        _ => Direction::Okänd,
    }
}

/// One statement in two papers: the same respondent, kind and parties, and no
/// dates that differ.
pub(super) fn is_reprint(a: &Text, b: &Text) -> bool {
    let (Some(unit_a), Some(unit_b)) = (a.unit(), b.unit()) else {
        return false;
    };
    let dates_differ = matches!((a.date(), b.date()), (Some(a), Some(b)) if a != b);
    !Arc::ptr_eq(&a.paper, &b.paper)
        && unit_a.respondent.is_some()
        && unit_a.respondent == unit_b.respondent
        && unit_a.kind == unit_b.kind
        && !dates_differ
        && a.parties() == b.parties()
}
