//! What a sentence says, made ready to be compared: the words that tell what it
//! is about, and its clauses with what each of them does.

use super::data::data;
use super::is_met;
use crate::analyse::{Analyser, Part, Token, Word};
use crate::position::{Act, clauses};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// A word that tells what a sentence is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Telling {
    /// Its stem, and the root of that.
    pub(super) stem: String,
    pub(super) root: String,
    /// Stems of the parts of a compound, those that tell something, and the roots
    /// of these.
    pub(super) parts: Vec<String>,
    pub(super) part_roots: Vec<String>,
    /// Words that mean the same stand in these lines.
    pub(super) groups: BTreeSet<u16>,
}

/// A clause of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// Its telling words, by number.
    pub(super) words: Range<usize>,
    pub(super) act: Act,
    pub(super) negated: bool,
    /// It wants the thing gone, or wants it to be.
    pub(super) removes: bool,
    pub(super) keeps: bool,
    /// It gives on less than is said.
    pub(super) hedged: bool,
    /// It says no more than that there are views.
    pub(super) hints: bool,
    /// Sides of pairs of opposites.
    pub(super) sides: Vec<(u16, bool)>,
}

/// A sentence, or a few that belong together, as it is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meant {
    pub(super) words: Vec<Telling>,
    pub(super) said: Vec<Said>,
    /// It underlines something.
    salient: bool,
    /// It presses for something.
    presses: bool,
    /// Kinds of wishes it may be, and such as it speaks of and does not name.
    pub(super) wishes: Vec<u16>,
    pub(super) unnamed: Vec<u16>,
}

impl Meant {
    /// Reads a sentence. `own` is the name of who speaks, whose words tell
    /// nothing.
    pub fn of(text: &str, own: &str, analyser: &Analyser) -> Self {
        let tokens = analyser.tokens(text);
        let names = analyser.tokens(own);
        let own: HashSet<&str> = names.iter().map(|token| token.word.stem.as_str()).collect();
        let exact: Vec<&str> = tokens.iter().map(|one| one.word.exact.as_str()).collect();
        let mut meant = Meant {
            wishes: data().unnamed().kinds_of(&exact),
            unnamed: data().unnamed().spoken_of(&exact),
            ..Meant::default()
        };
        for clause in clauses(text, &tokens) {
            meant.salient |= clause.salient;
            // Praise is no ask, however it is underlined.
            meant.presses |= clause.presses && clause.act != Act::Praise;
            let words = &tokens[clause.words];
            let from = meant.words.len();
            let telling = words
                .iter()
                .filter(|token| !own.contains(token.word.stem.as_str()));
            meant.words.extend(telling.filter_map(telling_of));
            let exact: Vec<&str> = words
                .iter()
                .map(|token| token.word.exact.as_str())
                .collect();
            meant.said.push(Said {
                words: from..meant.words.len(),
                act: clause.act,
                negated: clause.negated,
                removes: data().removes(&exact),
                keeps: data().keeps(&exact),
                hedged: data().hedges(&exact),
                hints: data().hints(&exact),
                sides: data().sides(exact.iter().copied()),
            });
        }
        meant
    }

    /// What the sentence does: the act that weighs most of its clauses'.
    pub fn act(&self) -> Act {
        let acts = self.said.iter().map(|said| said.act);
        acts.max().unwrap_or(Act::Statement)
    }

    /// It underlines something.
    pub fn is_salient(&self) -> bool {
        self.salient
    }

    /// It presses for something, by no word that asks.
    pub fn presses(&self) -> bool {
        self.presses
    }

    /// How many clauses it has that tell something.
    pub fn clauses(&self) -> usize {
        let said = self.said.iter().filter(|said| !said.words.is_empty());
        said.count().max(1)
    }

    /// It has no word that tells what it is about.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many words tell what it is about.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Each of its words, and there is one, stands in the other too.
    pub fn is_told_by(&self, other: &Meant) -> bool {
        let others: Vec<&Telling> = other.words.iter().collect();
        !self.words.is_empty() && self.words.iter().all(|word| is_met(word, &others))
    }

    /// Keys under which sentences that may say the same are found: stems, parts,
    /// roots, and lines of words that mean the same.
    pub fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for word in &self.words {
            keys.insert(word.root.clone());
            keys.extend(word.part_roots.iter().cloned());
            keys.extend(word.groups.iter().map(|group| format!("={group}")));
        }
        keys
    }

    /// Stems and parts, once each: what rarity is counted by.
    pub(super) fn stems(&self) -> BTreeSet<&str> {
        let words = self.words.iter();
        let stems = words.flat_map(|word| {
            let parts = word.parts.iter().map(String::as_str);
            parts.chain([word.stem.as_str()])
        });
        stems.collect()
    }
}

/// A token as it tells something; a word that waits for its head tells what it
/// will be.
fn telling_of(token: &Token) -> Option<Telling> {
    let word = match token.also.first() {
        Some(whole) if whole.parts.len() > 1 => whole,
        _ => &token.word,
    };
    data().tells(word).then(|| telling(word)).flatten()
}

fn telling(word: &Word) -> Option<Telling> {
    // The smallest parts: runs of parts hold others.
    let whole = |at: usize| {
        let range = &word.parts[at].range;
        let within = |other: &Part| {
            other.range != *range
                && range.start <= other.range.start
                && other.range.end <= range.end
        };
        !word.parts.iter().any(within)
    };
    let smallest: Vec<&str> = (0..word.parts.len())
        .filter(|&at| whole(at))
        .map(|at| word.parts[at].stem.as_str())
        .collect();
    let tell: Vec<String> = smallest
        .iter()
        .filter(|stem| !data().is_frame(stem) && stem.chars().count() > 2)
        .map(|stem| (*stem).to_owned())
        .collect();
    // "kvalitetsprogrammet" tells of quality; "genomförandeplan" of itself.
    let (stem, parts) = match (smallest.len(), &tell[..]) {
        (2.., [one]) => (one.clone(), Vec::new()),
        _ => (word.stem.clone(), tell),
    };
    let groups = data().groups(&word.exact);
    let root = |stem: &String| data().root(stem).to_owned();
    (!data().is_frame(&stem) || !groups.is_empty()).then(|| Telling {
        root: root(&stem),
        stem,
        part_roots: parts.iter().map(root).collect(),
        parts,
        groups,
    })
}
