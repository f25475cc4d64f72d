//! Families of statements: who stands behind one text, in which variants,
//! and how it came from one to the next.

use super::changes::{Change, WordLists, changes};
use super::paragraphs::{Paragraph, paragraphs};
use super::relation::{Pair, Relation, is_reprint};
use super::texts::Text;
use crate::overlap::family::{self, KIN};
use crate::overlap::words::SHINGLE;
use crate::unit::UnitKind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// Words of one's own that make a text more than a formula: "vi yrkar avslag"
/// is nobody's.
const ARGUMENT: usize = 5;

/// One text in all its variants.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// Its number among all, whatever is shown of them.
    pub number: usize,
    /// Text of the earliest decision; of several, the most central. Who wrote
    /// it is not said.
    pub base: usize,
    /// The text that shares most with all others; changes are told against it.
    pub medoid: usize,
    /// In the order of decisions.
    pub members: Vec<Member>,
    /// Different statements: one that is printed twice is one voice.
    pub voices: usize,
    /// Paragraphs that not all of the texts hold, with those that do.
    pub paragraphs: Vec<Paragraph>,
}

/// A text of a family.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Number of the text.
    pub text: usize,
    /// The first text with the same words.
    pub same: usize,
    /// Part of its shingles that the base holds.
    pub in_base: f64,
    /// Its words that the base holds in passages.
    pub shared_with_base: usize,
    /// Part of its shingles that the medoid holds, and what it is to it.
    pub in_medoid: f64,
    /// What it is to the medoid.
    pub relation: Relation,
    /// Changes against the medoid.
    pub changes: Vec<Change>,
    /// Its words that stand in no other statement.
    pub own: Vec<Range<usize>>,
    /// The most similar text of an earlier day, where there is one.
    pub after: Option<usize>,
    /// Another paper's print of the same statement.
    pub reprint_of: Option<usize>,
    /// Changes against that print: the registrar's, not the signers'.
    pub registrar: Vec<Change>,
}

/// What all texts with the same words have in common.
#[derive(Clone)]
struct Wording {
    in_medoid: f64,
    relation: Relation,
    changes: Vec<Change>,
    own: Vec<Range<usize>>,
}

/// What all prints of one statement have: respondent, kind and parties.
type Print<'t> = (Option<&'t str>, Option<UnitKind>, Vec<&'t str>);

fn print(text: &Text) -> Print<'_> {
    (
        text.respondent(),
        text.unit().map(|unit| unit.kind),
        text.parties(),
    )
}

/// The earliest texts of a family's wordings.
struct Firsts {
    /// The earliest of all.
    first: usize,
    /// By wording its place among them, and the text.
    by_wording: HashMap<usize, (usize, usize)>,
}

/// All that families are made of.
pub(super) struct Findings<'f> {
    texts: &'f [Text],
    same: &'f [u32],
    /// Pairs of different texts, by their numbers.
    pairs: &'f BTreeMap<(usize, usize), Pair>,
    words: &'f WordLists<'f>,
    near: BTreeMap<usize, Vec<&'f Pair>>,
}

impl<'f> Findings<'f> {
    pub(super) fn new(
        texts: &'f [Text],
        same: &'f [u32],
        pairs: &'f BTreeMap<(usize, usize), Pair>,
        words: &'f WordLists<'f>,
    ) -> Self {
        let mut near: BTreeMap<usize, Vec<&Pair>> = BTreeMap::new();
        for pair in pairs.values() {
            near.entry(pair.a).or_default().push(pair);
            near.entry(pair.b).or_default().push(pair);
        }
        Findings {
            texts,
            same,
            pairs,
            words,
            near,
        }
    }

    /// What a text shares with another: Jaccard, the part of it that the other
    /// holds, and equal words in passages.
    fn figures(&self, text: usize, other: usize) -> (f64, f64, usize) {
        let (a, b) = (self.same[text] as usize, self.same[other] as usize);
        if a == b {
            return (1.0, 1.0, self.texts[text].words.len());
        }
        match self.pairs.get(&(a.min(b), a.max(b))) {
            None => (0.0, 0.0, 0),
            Some(pair) => {
                let contained = if pair.a == a {
                    pair.a_in_b
                } else {
                    pair.b_in_a
                };
                (pair.jaccard, contained, pair.words_shared())
            }
        }
    }

    /// The same, counted anew where the pair was not looked at or is too small
    /// to be kept: in a very large family only leaders are paired with all.
    fn counted(&self, text: usize, other: usize) -> (f64, f64, usize) {
        let (a, b) = (self.same[text] as usize, self.same[other] as usize);
        if a == b || self.pairs.contains_key(&(a.min(b), a.max(b))) {
            return self.figures(text, other);
        }
        match Pair::between_two(&[&self.texts[text], &self.texts[other]]) {
            Some(pair) => (pair.jaccard, pair.a_in_b, pair.words_shared()),
            None => (0.0, 0.0, 0),
        }
    }

    fn relation(&self, text: usize, other: usize) -> Relation {
        let (a, b) = (self.same[text] as usize, self.same[other] as usize);
        let pair = self.pairs.get(&(a.min(b), a.max(b)));
        match pair {
            _ if a == b => Relation::Lika,
            Some(pair) => pair.relation,
            None => Relation::Fraser,
        }
    }

    /// All families, larger ones first.
    pub(super) fn families(&self) -> Vec<Family> {
        let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (text, first) in self.same.iter().enumerate() {
            // Without an argument of its own a text is nobody's copy.
            let argues = self.texts[text].own_words() >= ARGUMENT;
            if argues || text == *first as usize {
                copies.entry(*first as usize).or_default().push(text);
            }
        }
        let weights: Vec<u32> = (0..self.texts.len())
            .map(|at| match copies.get(&at) {
                Some(copies) if self.texts[at].own_words() >= ARGUMENT => copies.len() as u32,
                _ => 1,
            })
            .collect();
        let kin = self.pairs.values().filter(|pair| pair.kin >= KIN);
        let edges: Vec<(usize, usize, f64)> = kin.map(|pair| (pair.a, pair.b, pair.kin)).collect();
        family::families(&weights, &edges)
            .into_iter()
            .map(|found| self.family(&found, &copies))
            .collect()
    }

    fn family(&self, found: &family::Family, copies: &BTreeMap<usize, Vec<usize>>) -> Family {
        let mut texts: Vec<usize> = found
            .members
            .iter()
            .flat_map(|first| copies[first].iter().copied())
            .collect();
        texts.sort_by_key(|text| self.texts[*text].order(*text));
        let base = self.base(&texts);
        // The earliest text of each wording.
        let mut seen = BTreeSet::new();
        let is_first = |text: &&usize| seen.insert(self.same[**text]);
        let firsts: Vec<usize> = texts.iter().filter(is_first).copied().collect();
        let wording = |text: &usize| (self.same[*text], self.wording(*text, found.medoid));
        let wordings: BTreeMap<u32, Wording> = firsts.par_iter().map(wording).collect();
        let prints = self.prints(&texts);
        let firsts = self.ranks(&firsts);
        let member = |text: &usize| self.member(*text, base, &wordings, (&prints, &firsts));
        let members: Vec<Member> = texts.par_iter().map(member).collect();
        let reprints = members.iter().filter(|member| member.reprint_of.is_some());
        Family {
            number: 0,
            base,
            medoid: found.medoid,
            voices: members.len() - reprints.count(),
            paragraphs: paragraphs(self.texts, self.same, &texts),
            members,
        }
    }

    /// The most central of the texts of the earliest day.
    fn base(&self, texts: &[usize]) -> usize {
        let first_day = self.texts[texts[0]].date();
        let earliest = texts
            .iter()
            .filter(|text| self.texts[**text].date() == first_day);
        let mut weights: HashMap<usize, f64> = HashMap::new();
        for text in texts {
            *weights.entry(self.same[*text] as usize).or_default() += 1.0;
        }
        // Of the others only those that are near share anything.
        let central = |text: usize| -> f64 {
            let own = self.same[text] as usize;
            let near = self.near.get(&own).into_iter().flatten();
            let near = near.map(|pair| (if pair.a == own { pair.b } else { pair.a }, pair.jaccard));
            let mut others: Vec<(usize, f64)> = near.chain([(own, 1.0)]).collect();
            others.sort_by_key(|(other, _)| *other);
            let weighed = others.into_iter().filter_map(|(other, jaccard)| {
                let weight = weights.get(&other)?;
                Some(weight * jaccard)
            });
            weighed.sum()
        };
        let mut seen = BTreeSet::new();
        let mut best = (texts[0], f64::MIN);
        for text in earliest.filter(|text| seen.insert(self.same[**text])) {
            let central = central(*text);
            if central > best.1 {
                best = (*text, central);
            }
        }
        best.0
    }

    /// The texts that can be prints of one statement, in the order given.
    fn prints(&self, texts: &[usize]) -> HashMap<Print<'f>, Vec<usize>> {
        let mut prints: HashMap<Print<'f>, Vec<usize>> = HashMap::new();
        for &text in texts {
            prints
                .entry(print(&self.texts[text]))
                .or_default()
                .push(text);
        }
        prints
    }

    /// The earliest text of each wording, and its place among them.
    fn ranks(&self, firsts: &[usize]) -> Firsts {
        let ranks = firsts.iter().enumerate();
        Firsts {
            first: firsts[0],
            by_wording: ranks
                .map(|(rank, text)| (self.same[*text] as usize, (rank, *text)))
                .collect(),
        }
    }

    fn wording(&self, text: usize, medoid: usize) -> Wording {
        Wording {
            in_medoid: self.counted(text, medoid).1,
            relation: self.relation(text, medoid),
            changes: changes(&self.texts[medoid], &self.texts[text], self.words),
            own: self.own_words(text),
        }
    }

    fn member(
        &self,
        text: usize,
        base: usize,
        wordings: &BTreeMap<u32, Wording>,
        (prints, firsts): (&HashMap<Print<'f>, Vec<usize>>, &Firsts),
    ) -> Member {
        let (_, in_base, shared_with_base) = self.counted(text, base);
        let own = &self.texts[text];
        let before = prints.get(&print(own)).into_iter().flatten();
        let mut before = before.take_while(|other| **other != text);
        let reprint_of = before.find(|other| is_reprint(&self.texts[**other], own));
        let registrar = reprint_of.filter(|other| self.same[**other] != self.same[text]);
        let wording = wordings[&self.same[text]].clone();
        Member {
            text,
            same: self.same[text] as usize,
            in_base,
            shared_with_base,
            in_medoid: wording.in_medoid,
            relation: wording.relation,
            changes: wording.changes,
            own: wording.own,
            after: self.source(text, firsts),
            reprint_of: reprint_of.copied(),
            registrar: registrar.map_or_else(Vec::new, |other| {
                changes(&self.texts[*other], own, self.words)
            }),
        }
    }

    /// The most similar of the texts that were decided earlier: of its own
    /// words, else of those that are near, else the first.
    fn source(&self, text: usize, firsts: &Firsts) -> Option<usize> {
        let date = self.texts[text].date()?;
        let is_earlier = |other: usize| {
            self.texts[other]
                .date()
                .is_some_and(|earlier| earlier < date)
        };
        let own = self.same[text] as usize;
        let near = self.near.get(&own).into_iter().flatten();
        let near = near.map(|pair| (if pair.a == own { pair.b } else { pair.a }, pair.jaccard));
        let mut best: Option<(f64, usize, usize)> = None;
        for (wording, jaccard) in near.chain([(own, 1.0)]) {
            let Some(&(rank, other)) = firsts.by_wording.get(&wording) else {
                continue;
            };
            let nearer = best
                .is_none_or(|(most, first, _)| jaccard > most || jaccard == most && rank < first);
            if nearer && jaccard > 0.0 && is_earlier(other) {
                best = Some((jaccard, rank, other));
            }
        }
        let first = Some(firsts.first).filter(|first| is_earlier(*first));
        best.map(|(_, _, other)| other).or(first)
    }

    /// Words that no text with other words shares in a passage, in runs of
    /// five and more; a text with copies has none but those of the copies.
    fn own_words(&self, text: usize) -> Vec<Range<usize>> {
        const RUN: usize = 5;
        let own = self.same[text] as usize;
        let mut shared = vec![false; self.texts[text].words.len()];
        let near = self.near.get(&own).into_iter().flatten();
        for passage in near.flat_map(|pair| pair.passages.iter().map(move |shared| (pair, shared)))
        {
            let (pair, passage) = passage;
            for &(at_a, at_b, len) in &passage.passage.runs {
                let at = if pair.a == own { at_a } else { at_b };
                shared[at..at + len].fill(true);
            }
        }
        // In a very large family not all pairs are looked at.
        for (at, shingle) in self.texts[text].words.shingles().enumerate() {
            if self.words.is_shared(shingle) {
                shared[at..at + SHINGLE].fill(true);
            }
        }
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in (0..shared.len()).filter(|at| !shared[*at]) {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs.retain(|run| run.len() >= RUN);
        runs
    }
}

impl Family {
    /// Different wordings, each with its texts, in the order of decisions.
    pub fn wordings(&self) -> Vec<Vec<&Member>> {
        let mut found: Vec<Vec<&Member>> = Vec::new();
        let mut known: HashMap<usize, usize> = HashMap::new();
        for member in &self.members {
            let at = *known.entry(member.same).or_insert_with(|| {
                found.push(Vec::new());
                found.len() - 1
            });
            found[at].push(member);
        }
        found
    }

    /// All parties that signed.
    pub fn parties<'t>(&self, texts: &'t [Text]) -> Vec<&'t str> {
        let all = self
            .members
            .iter()
            .flat_map(|member| texts[member.text].parties());
        all.collect::<BTreeSet<_>>().into_iter().collect()
    }
}
