//! Text reuse among the papers of an archive: who used whose text, how much
//! of it, and what was changed.
//!
//! Similarities are counted over all shingles, never estimated
//! ([`crate::overlap`]). What everybody repeats is told apart first
//! ([`layers`]). Directions come from dates alone.

mod answers;
mod changes;
mod families;
mod joining;
mod layers;
mod paragraphs;
mod prototype;
mod relation;
mod texts;

pub use answers::{Answers, Lender, Loan, Recycled};
pub use changes::{Change, Slip, What, spelt_otherwise};
pub use families::{Family, Member};
pub use joining::Joining;
pub use layers::Layer;
pub use paragraphs::Paragraph;
pub use prototype::{Place, prototype};
pub use relation::{Direction, Pair, Relation, Shared};
pub use texts::{Among, Source, Text, read};

use crate::archive::Reader;
use crate::error::Result;
use crate::overlap::index::Index;
use crate::overlap::join::{Bounds, Overlap, Overlaps, overlaps};
use crate::paper::Paper;
use changes::WordLists;
use families::Findings;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use texts::Texts;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which units are compared.
    pub among: Among,
    /// Only this referral: part of its title, or its case number.
    pub referral: Option<String>,
    /// Pairs whose larger containment is smaller are left out.
    pub least: f64,
}

/// All reuse that was found.
#[derive(Debug)]
pub struct Reuse {
    /// The texts that were compared; everything else points at them.
    pub texts: Vec<Text>,
    /// The sender's own texts.
    pub central: Vec<Text>,
    /// Statements without an argument of their own, with what they join.
    pub joining: Vec<Joining>,
    /// Pairs of texts, by number. Where copies are so many that their pairs
    /// would be beyond use, the first of each wording stands for them.
    pub pairs: Vec<Pair>,
    /// Families, larger ones first.
    pub families: Vec<Family>,
    /// For each text the first with the same words.
    same: Vec<u32>,
}

impl Reuse {
    /// Pairs of this kind between texts that are not of one family; of those
    /// with the same words only the first.
    pub fn across(&self, relation: Relation) -> Vec<&Pair> {
        let mut family = vec![None; self.texts.len()];
        for (number, one) in self.families.iter().enumerate() {
            one.members
                .iter()
                .for_each(|member| family[member.text] = Some(number));
        }
        let first = |text: usize| self.same[text] as usize == text;
        let pairs = self.pairs.iter().filter(|pair| pair.relation == relation);
        pairs
            .filter(|pair| first(pair.a) && first(pair.b))
            .filter(|pair| family[pair.a].is_none() || family[pair.a] != family[pair.b])
            .collect()
    }

    /// How many texts have the same words as this one.
    pub fn copies(&self, text: usize) -> usize {
        let copies = self.same.iter().filter(|same| **same == self.same[text]);
        copies.count() - 1
    }

    /// Keeps families and pairs of which a text is wanted.
    pub fn narrow(&mut self, wanted: impl Fn(&Text) -> bool) {
        let wanted: Vec<bool> = self.texts.iter().map(wanted).collect();
        self.families
            .retain(|family| family.members.iter().any(|member| wanted[member.text]));
        self.pairs.retain(|pair| wanted[pair.a] || wanted[pair.b]);
    }

    /// The text that shares a passage.
    pub fn lender(&self, lender: Lender) -> &Text {
        match lender {
            Lender::Central(at) => &self.central[at],
            Lender::Text(at) => &self.texts[at],
        }
    }
}

/// Pairs that are written out, at most.
const PAIRS: usize = 200_000;

/// Finds all reuse among the units of one sort.
pub fn reuse(reader: &Reader, request: &Request) -> Result<Reuse> {
    let Texts {
        own: texts,
        joining,
        central,
    } = read(reader, request.among, request.referral.as_deref())?;
    let found = join(&texts);
    let pairs = side_by_side(&texts, &found);
    let words = WordLists::of(&texts, &found.same, reader.analyser());
    let findings = Findings::new(&texts, &found.same, &pairs, &words);
    let families = findings.families();
    let joining = joining::resolve(joining, &texts);
    let mut pairs = written_out(&texts, &found, pairs);
    pairs.retain(|pair| pair.containment() >= request.least);
    Ok(Reuse {
        texts,
        central,
        joining,
        pairs,
        families,
        same: found.same,
    })
}

/// What a draft shares with stored statements or answers: pairs of the draft,
/// which is text 0, with each of them, those that share most first.
pub fn like(reader: &Reader, draft: Paper, request: &Request) -> Result<Reuse> {
    const DRAFT: &str = "";
    let stored = read(reader, request.among, request.referral.as_deref())?;
    let draft = Text::of_paper(Arc::new(draft));
    let mut index = Index::new(Bounds::default());
    let keys: HashMap<&str, usize> = stored
        .own
        .iter()
        .enumerate()
        .map(|(at, text)| (text.id.as_str(), at))
        .collect();
    for text in &stored.own {
        index.insert(&text.id, &text.flow.text);
    }
    index.insert(DRAFT, &draft.flow.text);
    let mut near = index.near(DRAFT);
    near.sort_by_key(|near| (std::cmp::Reverse(near.shared), keys[near.key.as_str()]));
    let size = index.size(DRAFT).unwrap_or(0);
    let mut sizes = vec![size];
    let mut texts = vec![draft];
    for near in &near {
        sizes.push(near.size);
        texts.push(stored.own[keys[near.key.as_str()]].clone());
    }
    let overlaps = near.iter().zip(1..).map(|(near, b)| Overlap {
        a: 0,
        b,
        shared: near.shared,
    });
    let mut pairs: Vec<Pair> = overlaps
        .map(|overlap| Pair::of(&texts, &sizes, overlap))
        .collect();
    pairs.retain(|pair| pair.containment() >= request.least);
    Ok(Reuse {
        same: (0..texts.len() as u32).collect(),
        texts,
        central: stored.central,
        joining: Vec::new(),
        pairs,
        families: Vec::new(),
    })
}

fn join(texts: &[Text]) -> Overlaps {
    let flows: Vec<&str> = texts.iter().map(|text| text.flow.text.as_str()).collect();
    overlaps(&flows, &Bounds::default())
}

/// Every pair of different texts, aligned.
fn side_by_side(texts: &[Text], found: &Overlaps) -> BTreeMap<(usize, usize), Pair> {
    let pairs = found
        .pairs
        .par_iter()
        .map(|overlap| Pair::of(texts, &found.sizes, *overlap));
    let pairs: Vec<Pair> = pairs.collect();
    pairs
        .into_iter()
        .map(|pair| ((pair.a, pair.b), pair))
        .collect()
}

/// The pairs of all texts, copies included, unless they are too many.
fn written_out(
    texts: &[Text],
    found: &Overlaps,
    pairs: BTreeMap<(usize, usize), Pair>,
) -> Vec<Pair> {
    let mut copies: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (text, first) in found.same.iter().enumerate() {
        if found.sizes[text] > 0 {
            copies.entry(*first).or_default().push(text as u32);
        }
    }
    let count = |text: usize| copies.get(&(text as u32)).map_or(1, Vec::len);
    let within: usize = copies
        .values()
        .map(|group| group.len() * (group.len() - 1) / 2)
        .sum();
    let across: usize = pairs.keys().map(|(a, b)| count(*a) * count(*b)).sum();
    if within + across > PAIRS {
        return pairs.into_values().collect();
    }
    let mut all = Vec::with_capacity(within + across);
    for group in copies.values().filter(|group| group.len() > 1) {
        let shared = found.sizes[group[0] as usize];
        let (a, b) = (group[0], group[1]);
        let pair = Pair::of(texts, &found.sizes, Overlap { a, b, shared });
        for (at, &a) in group.iter().enumerate() {
            let others = group[at + 1..].iter();
            all.extend(others.map(|&b| pair.between(texts, a as usize, b as usize)));
        }
    }
    for pair in pairs.into_values() {
        for &a in &copies[&(pair.a as u32)] {
            all.extend(
                copies[&(pair.b as u32)]
                    .iter()
                    .map(|&b| pair.between(texts, a as usize, b as usize)),
            );
        }
    }
    all.sort_by_key(|pair| (pair.a, pair.b));
    all
}
