//! Text reuse among the papers of an archive: who used whose text, how much
//! of it, and what was changed.
//!
//! Similarities are counted over all shingles, never estimated
//! ([`crate::overlap`]). What everybody repeats is told apart first
//! ([`layers`]). Directions come from dates alone.

mod answers;
mod boilerplate;
mod changes;
mod dividing;
mod families;
mod items;
mod joining;
mod layers;
mod lenders;
mod letters;
mod narrowed;
mod outside;
mod paragraphs;
mod prototype;
mod quotes;
mod relation;
mod texts;

pub use answers::{Answers, Lender, Loan, Recycled};
pub use boilerplate::Boilerplate;
pub use changes::{Change, Slip, What, spelt_otherwise};
pub use families::{Family, Member};
pub use joining::Joining;
pub use layers::{Layer, is_procedure};
pub use letters::Letter;
pub use paragraphs::Paragraph;
pub use prototype::{Place, prototype};
pub use relation::{Direction, Pair, Relation, Shared};
pub use texts::{Among, Source, Text, read};

use crate::archive::Reader;
use crate::corpus::Scope;
use crate::error::{Error, Result};
use crate::overlap::index::Index;
use crate::overlap::join::{Bounds, Overlap, Overlaps, content, in_both, overlaps};
use crate::paper::Paper;
use crate::referrals::Referrals;
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
    /// Only texts that answer referrals of this scope.
    pub scope: Scope,
    /// Pairs whose larger containment is smaller are left out.
    pub least: f64,
}

/// All reuse that was found.
#[derive(Debug, Default)]
pub struct Reuse {
    /// The texts that were compared; everything else points at them.
    pub texts: Vec<Text>,
    /// The sender's own texts.
    pub central: Vec<Text>,
    /// Texts that are nobody's answer and were given to be looked for.
    pub outside: Vec<Text>,
    /// Statements without an argument of their own, with what they join.
    pub joining: Vec<Joining>,
    /// Pairs of texts, by number. Where copies are so many that their pairs
    /// would be beyond use, the first of each wording stands for them.
    pub pairs: Vec<Pair>,
    /// Families, larger ones first.
    pub families: Vec<Family>,
    /// For each text the first with the same words.
    same: Vec<u32>,
    /// For each text whether it is in the scope that was asked for.
    wanted: Option<Vec<bool>>,
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

    /// For each text how many others have the same words.
    pub fn copies(&self) -> Vec<usize> {
        let mut copies: HashMap<u32, usize> = HashMap::new();
        for same in &self.same {
            *copies.entry(*same).or_insert(0) += 1;
        }
        self.same.iter().map(|same| copies[same] - 1).collect()
    }

    /// The text that shares a passage.
    pub fn lender(&self, lender: Lender) -> &Text {
        match lender {
            Lender::Central(at) => &self.central[at],
            Lender::Outside(at) => &self.outside[at],
            Lender::Text(at) => &self.texts[at],
        }
    }

    /// Lays papers that are nobody's answer beside what was found.
    #[must_use]
    pub fn beside(mut self, papers: Vec<Paper>) -> Self {
        self.outside = outside::texts(papers, &self.texts);
        self
    }
}

/// Pairs of copies that are written out, at most: those of some two hundred
/// texts with the same words.
const PAIRS: usize = 20_000;

/// Finds all reuse among the units of one sort.
pub fn reuse(reader: &Reader, referrals: &Referrals, request: &Request) -> Result<Reuse> {
    let texts = read(reader, referrals, request.among, &request.scope)?;
    Ok(match request.among {
        Among::Statements => of_statements(texts, reader, request),
        Among::Answers => of_answers(texts),
    })
}

/// The statements that are compared, in the order of their numbers.
pub fn statements(reader: &Reader, referrals: &Referrals) -> Result<Vec<Text>> {
    let scope = Scope::default();
    Ok(read(reader, referrals, Among::Statements, &scope)?.own)
}

/// Reuse among all statements where it was found elsewhere which of them meet, by
/// their numbers: figures, families and copies are made here.
pub fn of_pairs(reader: &Reader, referrals: &Referrals, met: &[[u32; 2]]) -> Result<Reuse> {
    let request = Request {
        among: Among::Statements,
        scope: Scope::default(),
        least: 0.0,
    };
    let texts = read(reader, referrals, request.among, &request.scope)?;
    let found = counted(&texts.own, met)?;
    Ok(made(texts, found, reader, &request))
}

/// What pairs of texts share, each counted.
fn counted(texts: &[Text], met: &[[u32; 2]]) -> Result<Overlaps> {
    let mut first: HashMap<u128, u32> = HashMap::new();
    let contents = texts.iter().zip(0..);
    let same: Vec<u32> = contents
        .map(|(text, at)| *first.entry(content(&text.words.hashes)).or_insert(at))
        .collect();
    let shingles: Vec<Vec<u64>> = texts
        .par_iter()
        .map(|text| text.words.shingle_set())
        .collect();
    let mut pairs = Vec::with_capacity(met.len());
    for &[a, b] in met {
        let (a, b) = (a.min(b), a.max(b));
        let (Some(one), Some(other)) = (shingles.get(a as usize), shingles.get(b as usize)) else {
            return Err(Error::new(format!(
                "there is no text {b} among the {} here",
                texts.len()
            ))
            .cure("the pairs are of another state of the archive: write its shingles again"));
        };
        let apart = a != b && same[a as usize] == a && same[b as usize] == b;
        let shared = in_both(one, other);
        if apart && shared > 0 {
            pairs.push(Overlap { a, b, shared });
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    Ok(Overlaps {
        sizes: shingles.iter().map(|set| set.len() as u32).collect(),
        same,
        pairs,
    })
}

/// Statements are copies of one another: families, and every pair.
fn of_statements(texts: Texts, reader: &Reader, request: &Request) -> Reuse {
    let found = join(&texts.own);
    made(texts, found, reader, request)
}

/// What is made of statements that meet.
fn made(texts: Texts, found: Overlaps, reader: &Reader, request: &Request) -> Reuse {
    let Texts {
        own: texts,
        joining,
        central,
    } = texts;
    let mut pairs = side_by_side(&texts, &found);
    items::add(&texts, &found.same, &mut pairs);
    let words = WordLists::of(&texts, &found.same, reader.analyser());
    let findings = Findings::new(&texts, &found.same, &pairs, &words);
    let mut families = findings.families();
    (1..)
        .zip(&mut families)
        .for_each(|(number, family)| family.number = number);
    let joining = joining::resolve(joining, &texts);
    let mut pairs = written_out(&texts, &found, pairs);
    pairs.retain(|pair| pair.containment() >= request.least);
    Reuse {
        texts,
        central,
        outside: Vec::new(),
        joining,
        pairs,
        families,
        same: found.same,
        wanted: None,
    }
}

/// Answers share passages: the pairs of different wordings, of what many hold
/// those with the earliest and a few others.
fn of_answers(texts: Texts) -> Reuse {
    let Texts {
        own: texts,
        joining,
        central,
    } = texts;
    let bounds = Bounds {
        common: MANY,
        leaders: 2,
        sources: true,
        ..Bounds::default()
    };
    let order = by_date(&texts);
    let flows: Vec<&str> = order
        .iter()
        .map(|at| texts[*at].flow.text.as_str())
        .collect();
    let found = overlaps(&flows, &bounds);
    // Back to the numbers of the texts.
    let (mut sizes, mut same) = (vec![0; texts.len()], vec![0; texts.len()]);
    for (place, &at) in order.iter().enumerate() {
        sizes[at] = found.sizes[place];
        same[at] = order[found.same[place] as usize] as u32;
    }
    let pairs = found.pairs.par_iter().map(|overlap| {
        let (a, b) = (
            order[overlap.a as usize] as u32,
            order[overlap.b as usize] as u32,
        );
        let (a, b) = (a.min(b), a.max(b));
        Pair::of(&texts, &sizes, Overlap { a, b, ..*overlap })
    });
    let mut pairs: Vec<Pair> = pairs.collect();
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    Reuse {
        joining: joining::resolve(joining, &texts),
        central,
        outside: Vec::new(),
        pairs,
        families: Vec::new(),
        same,
        wanted: None,
        texts,
    }
}

/// Answers from which on what they share is not looked for between each two of
/// them. In the labelled papers no passage stands in more than six.
const MANY: usize = 32;

/// The texts in the order of their dates, those without one last.
fn by_date(texts: &[Text]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|at| texts[*at].order(*at));
    order
}

/// What a draft shares with stored statements or answers: pairs of the draft,
/// which is text 0, with each of them, those that share most first.
pub fn like(
    reader: &Reader,
    referrals: &Referrals,
    draft: Paper,
    request: &Request,
) -> Result<Reuse> {
    const DRAFT: &str = "";
    let stored = read(reader, referrals, request.among, &request.scope)?;
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
        outside: Vec::new(),
        joining: Vec::new(),
        pairs,
        families: Vec::new(),
        wanted: None,
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

/// The pairs of all texts, copies included. Where these would be too many,
/// the first of each wording stands for its copies, which are paired with it
/// alone.
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
    let too_many = within + across > PAIRS;
    let mut all = Vec::new();
    for group in copies.values().filter(|group| group.len() > 1) {
        let shared = found.sizes[group[0] as usize];
        let (a, b) = (group[0], group[1]);
        let pair = Pair::of(texts, &found.sizes, Overlap { a, b, shared });
        let firsts = if too_many { 1 } else { group.len() };
        for (at, &a) in group.iter().enumerate().take(firsts) {
            let others = group[at + 1..].iter();
            all.extend(others.map(|&b| pair.between(texts, a as usize, b as usize)));
        }
    }
    for pair in pairs.into_values() {
        if too_many {
            all.push(pair);
            continue;
        }
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
