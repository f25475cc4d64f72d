//! Whether two sentences say the same: the one comparison by which an ask is
//! found again in a summary, an old answer in a new one, a draft in its sources.
//!
//! What they are about: words by stem, root, part of a compound and likeness of
//! meaning, weighed by rarity in the papers at hand. What they do: each clause
//! asks, rejects, misses, praises or tells, by the cues of positions, and has its
//! negations. One rare word in common is no likeness. Knows no papers.

mod data;
mod meant;
mod rarity;
mod unnamed;

pub use meant::Meant;
pub use rarity::Rarity;

use crate::position::Act;
use meant::{Said, Telling};
use std::collections::BTreeSet;
use std::ops::Range;

/// What one sentence makes of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// They are about different things.
    Unrelated,
    /// It says the opposite of the same thing.
    Turned,
    /// It speaks of the same thing and does not ask or object, or says less.
    Softened,
    /// It says the same.
    Same,
}

/// How two sentences compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// What the second makes of the first.
    pub outcome: Outcome,
    /// 0 to 1: how much of what they are about they share.
    pub score: f64,
}

const APART: Compared = Compared {
    outcome: Outcome::Unrelated,
    score: 0.0,
};

/// From this score on they are about the same; below the second bar only so
/// much that the matter is spoken of. Tuned on the first half of
/// `tests/it/pairs.toml`.
const SAME: f64 = 0.42;
const NEAR: f64 = 0.30;
/// From this score and so many words on one is the other nearly word for word.
const VERBATIM: (f64, usize) = (0.75, 5);
/// Weight that must be shared: one rare word has at most 1.
const TELLING: f64 = 0.95;

/// What `second` makes of `first`.
pub fn compare(first: &Meant, second: &Meant, rarity: &Rarity) -> Compared {
    let mut best = APART;
    for from in matters(first) {
        let acting = acting(first, &from);
        for (words, said) in readings(second) {
            let both = (&first.words[from.clone()], &second.words[words]);
            let against = acting.zip(said).is_some_and(|(one, other)| {
                one.act.is_against() && other.act.is_against() && !other.hedged
            });
            let (score, shared) = likeness(both, against, rarity);
            if score > best.score {
                best = Compared {
                    outcome: outcome((score, shared), acting, said),
                    score,
                };
            }
        }
    }
    best
}

/// What of a sentence is compared: each clause that asks or objects, and all of
/// it; without what it praises where an ask stands beside the praise.
fn matters(meant: &Meant) -> Vec<Range<usize>> {
    const ENOUGH: usize = 2;
    let against = meant.said.iter().filter(|said| said.act.is_against());
    let mut found: Vec<Range<usize>> = against.map(|said| said.words.clone()).collect();
    let enough = found.iter().any(|words| words.len() >= ENOUGH);
    let praises = meant.said.iter().any(|said| said.act == Act::Praise);
    if !(enough && praises) {
        found.insert(0, 0..meant.words.len());
    }
    found.retain(|words| !words.is_empty());
    found
}

/// Of the clauses in which these words stand the one that does most.
fn acting<'m>(meant: &'m Meant, words: &Range<usize>) -> Option<&'m Said> {
    let within = |said: &&Said| said.words.start < words.end && words.start < said.words.end;
    meant.said.iter().filter(within).max_by_key(|said| said.act)
}

/// Each clause, and all of them together, with the clause that acts.
fn readings(meant: &Meant) -> impl Iterator<Item = (Range<usize>, Option<&Said>)> {
    let clauses = meant.said.iter();
    let clauses = clauses.map(|said| (said.words.clone(), Some(said)));
    let all = 0..meant.words.len();
    let acting = acting(meant, &all);
    let several = meant.said.len() > 1;
    let whole = several.then_some((all, acting));
    clauses.chain(whole).filter(|(words, _)| !words.is_empty())
}

/// The share of both that both have, and how many words of the first that are.
fn likeness(
    (first, second): (&[Telling], &[Telling]),
    against: bool,
    rarity: &Rarity,
) -> (f64, usize) {
    /// A clause of one word must have a rare one: "avstyrker vite".
    const RARE: f64 = 0.25;
    let (own, theirs) = (
        covered(first, second, rarity),
        covered(second, first, rarity),
    );
    let least = own.weight.min(theirs.weight);
    let whole = own.words >= 2 || theirs.share > 0.99 && own.share > 0.45;
    let alone = against && second.len() == 1 && theirs.share > 0.84 && least > RARE;
    if least < TELLING && !(whole && least > TELLING / 2.0) && !alone {
        return (0.0, 0);
    }
    let (most, less) = match own.share > theirs.share {
        true => (own.share, theirs.share),
        false => (theirs.share, own.share),
    };
    // The shorter may be all of one thing the longer says; a share of few words
    // is an accident.
    let sure = (least / (2.0 * TELLING)).min(1.0);
    ((0.6 * most + 0.4 * less) * (0.7 + 0.3 * sure), own.words)
}

/// How rare the rarest thing is that both speak of; for a clause that says no
/// more than that it has views on it.
pub fn theme(first: &Meant, second: &Meant, rarity: &Rarity) -> f64 {
    let bare = |said: &Said| said.hedged && said.words.len() == 1;
    let hedged = second.said.iter().filter(|said| said.hints || bare(said));
    let words = hedged.flat_map(|said| &second.words[said.words.clone()]);
    let shared = words.filter(|word| {
        // A compound of the first has it as a part.
        let met = first.words.iter();
        let met = met.map(|other| meets(other, word).max(meets(word, other)));
        met.fold(0.0, f64::max) >= 0.8
    });
    shared.map(|word| rarity.of_word(word)).fold(0.0, f64::max)
}

/// What two sentences both ask about.
pub struct Common {
    /// How rare each such word is, the rarest first.
    pub rare: Vec<f64>,
    /// Their share of what the shorter one asks about.
    pub share: f64,
}

/// What two sentences both ask about: the words of their clauses that ask or
/// object. Of one that asks by no word of its own all words count.
pub fn asked_of_both(first: &Meant, second: &Meant, rarity: &Rarity) -> Common {
    let (own, theirs) = (asking(first), asking(second));
    let weight = |words: &[&Telling]| words.iter().map(|word| rarity.of_word(word)).sum();
    let all: [f64; 2] = [weight(&own), weight(&theirs)];
    let shared = own.iter().filter(|word| is_met(word, &theirs));
    let mut rare: Vec<f64> = shared.map(|word| rarity.of_word(word)).collect();
    rare.sort_by(|one, other| other.total_cmp(one));
    Common {
        share: (rare.iter().sum::<f64>() / all[0].min(all[1]).max(f64::EPSILON)).min(1.0),
        rare,
    }
}

/// One of the others is the word, or the greater part of it, or holds it.
fn is_met(word: &Telling, others: &[&Telling]) -> bool {
    const MET: f64 = 0.8;
    let mut others = others.iter();
    others.any(|other| meets(word, other).max(meets(other, word)) >= MET)
}

/// The words of the clauses that ask or object, else all.
fn asking(meant: &Meant) -> Vec<&Telling> {
    let against = meant.said.iter().filter(|said| said.act.is_against());
    let mut words: Vec<&Telling> = against
        .flat_map(|said| &meant.words[said.words.clone()])
        .collect();
    if words.is_empty() {
        words.extend(&meant.words);
    }
    // Said twice is said once.
    let mut known = BTreeSet::new();
    words.retain(|word| known.insert(word.stem.as_str()));
    words
}

/// The second speaks of wishes such as the first without saying which.
pub fn stands_for(first: &Meant, second: &Meant) -> bool {
    first
        .wishes
        .iter()
        .any(|kind| second.unnamed.contains(kind))
}

struct Covered {
    /// Weight of what is shared.
    weight: f64,
    /// Share of all weight.
    share: f64,
    /// Words of which at least half is shared.
    words: usize,
}

fn covered(of: &[Telling], by: &[Telling], rarity: &Rarity) -> Covered {
    let (mut all, mut weight, mut words) = (0.0, 0.0, 0);
    for (at, word) in of.iter().enumerate() {
        // Said twice is said once.
        if of[..at].iter().any(|before| before.stem == word.stem) {
            continue;
        }
        let own = rarity.of_word(word);
        let met = by.iter().map(|other| meets(word, other));
        let met = met.fold(0.0, f64::max).max(in_parts(word, by));
        all += own;
        weight += own * met;
        words += usize::from(met >= 0.5);
    }
    let share = if all > 0.0 { weight / all } else { 0.0 };
    Covered {
        weight,
        share,
        words,
    }
}

/// How much of a word another is.
fn meets(word: &Telling, other: &Telling) -> f64 {
    const PART: f64 = 0.8;
    const ROOT: f64 = 0.85;
    const MEANING: f64 = 0.6;
    if word.stem == other.stem {
        return 1.0;
    }
    if word.root == other.root {
        return ROOT;
    }
    if word.parts.is_empty() && other.parts.contains(&word.stem) {
        return PART;
    }
    match word.groups.is_disjoint(&other.groups) {
        true => 0.0,
        false => MEANING,
    }
}

/// How much of a compound's parts others have: "säkerhet för information".
fn in_parts(word: &Telling, by: &[Telling]) -> f64 {
    const APART: f64 = 0.9;
    if word.parts.is_empty() {
        return 0.0;
    }
    let has = |root: &&String| {
        let mut others = by.iter();
        others.any(|other| other.root == **root || other.part_roots.contains(root))
    };
    let met = word.part_roots.iter().filter(has).count();
    APART * met as f64 / word.parts.len() as f64
}

/// What the second says of the same thing, by what both do.
fn outcome((score, shared): (f64, usize), first: Option<&Said>, second: Option<&Said>) -> Outcome {
    let (Some(first), Some(second)) = (first, second) else {
        return Outcome::Unrelated;
    };
    if score < NEAR {
        return Outcome::Unrelated;
    }
    if turns(first, second) {
        return Outcome::Turned;
    }
    let verbatim = score >= VERBATIM.0 && shared >= VERBATIM.1;
    if verbatim && first.act.is_against() && second.act != Act::Praise && !second.hedged {
        return Outcome::Same;
    }
    if score < SAME || second.hedged && !first.hedged && first.act.is_against() {
        return Outcome::Softened;
    }
    match (first.act.is_against(), second.act.is_against()) {
        (true, true) => Outcome::Same,
        (false, false) if first.act == second.act => Outcome::Same,
        (false, false) => match first.act {
            Act::Statement => Outcome::Same,
            _ => Outcome::Softened,
        },
        (true, false) => Outcome::Softened,
        (false, true) => match (first.act, second.act) {
            (Act::Praise, Act::Objection | Act::Rejection) => Outcome::Turned,
            _ => Outcome::Softened,
        },
    }
}

/// One wants or finds what the other does not.
fn turns(first: &Said, second: &Said) -> bool {
    let opposite = |(pair, side): &(u16, bool)| second.sides.contains(&(*pair, !*side));
    if first.sides.iter().any(opposite) {
        return true;
    }
    match (first.act, second.act) {
        (Act::Praise, Act::Objection | Act::Rejection) => true,
        (Act::Objection | Act::Rejection, Act::Praise) => !second.negated,
        (Act::Ask, Act::Praise) | (Act::Praise, Act::Ask) => {
            first.removes || second.removes || (first.negated != second.negated)
        }
        (Act::Ask, Act::Rejection) => first.keeps && !first.negated,
        (Act::Rejection, Act::Ask) => second.keeps && !second.negated,
        (Act::Ask, Act::Ask) | (Act::Statement, Act::Statement) => first.negated != second.negated,
        _ => false,
    }
}
