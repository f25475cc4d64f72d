//! The asks of one respondent beside what the account says of it. A sentence of
//! the summary serves as many asks as it has clauses, and asks that say the same
//! are one; a sentence about several serves all.

use super::Fate;
use super::account::Said;
use super::section::Section;
use crate::comparison::{
    Compared, Meant, Outcome, Rarity, asked_of_both, compare, stands_for, theme,
};
use crate::position::{Act, Passage};
use std::cmp::Reverse;
use std::collections::HashSet;

/// The account's sentences on one respondent, each once.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) said: Vec<Said>,
    known: HashSet<String>,
}

/// Sentences of a summary that are compared. A summary is a paragraph; only what
/// is no summary has more.
const LONGEST: usize = 256;

impl Summary {
    pub(super) fn add(&mut self, said: Vec<Said>) {
        for one in said {
            if self.said.len() < LONGEST && self.known.insert(one.passage.quote.clone()) {
                self.said.push(one);
            }
        }
    }
}

/// What became of an ask, and where.
#[derive(Clone)]
pub(super) struct Told {
    pub(super) fate: Fate,
    pub(super) score: f64,
    pub(super) passage: Option<Passage>,
}

/// From this likeness on the theme stands in a sentence about several.
const THEME: f64 = 0.28;

/// From this likeness on what is underlined is said again.
const REPEATED: f64 = 0.6;

/// Sentences of the account that are about nobody alone.
pub(super) struct Others<'a> {
    pub(super) several: &'a [Said],
    /// The sender's own reasons.
    pub(super) reasons: &'a [Said],
}

/// What became of each ask.
pub(super) fn judge(
    asks: &[&Meant],
    summary: &Summary,
    parents: bool,
    others: &Others<'_>,
    rarity: &Rarity,
) -> Vec<Told> {
    let nothing = Told {
        fate: Fate::NotGiven,
        score: 0.0,
        passage: None,
    };
    let mut told = vec![nothing; asks.len()];
    let mut pairs: Vec<(Compared, usize, usize)> = Vec::new();
    for (at, ask) in asks.iter().enumerate() {
        for (nth, said) in summary.said.iter().enumerate() {
            // Of a company a parent's paragraph tells what it asks for.
            let pointed = !parents || said.meant.act() != Act::Praise;
            if said.several || !pointed {
                continue;
            }
            let compared = compare(ask, &said.meant, rarity);
            told[at].score = told[at].score.max(compared.score);
            if compared.outcome != Outcome::Unrelated {
                pairs.push((compared, at, nth));
            }
        }
    }
    pairs.sort_by_key(|(compared, at, nth)| (Reverse((compared.score * 1e6) as u64), *at, *nth));
    let mut served: Vec<Vec<usize>> = vec![Vec::new(); summary.said.len()];
    for (compared, at, nth) in pairs {
        if told[at].passage.is_some() {
            continue;
        }
        let said = &summary.said[nth];
        let again =
            |other: &usize| compare(asks[at], asks[*other], rarity).outcome == Outcome::Same;
        let full = served[nth].len() >= said.meant.clauses();
        if full && !served[nth].iter().any(again) {
            continue;
        }
        if !full {
            served[nth].push(at);
        }
        told[at] = Told {
            fate: match compared.outcome {
                Outcome::Same => Fate::Kept,
                // Repeated word for word it is kept, asked for or underlined.
                Outcome::Softened if compared.score >= REPEATED && said.meant.is_salient() => {
                    Fate::Kept
                }
                _ => Fate::Softened,
            },
            score: compared.score,
            passage: Some(said.passage.clone()),
        };
    }
    let own = summary.said.iter().filter(|said| said.several);
    let several: Vec<&Said> = own.chain(others.several).collect();
    for (told, ask) in told.iter_mut().zip(asks) {
        if told.passage.is_none() && !parents {
            hinted(told, ask, summary, rarity);
        }
        if told.passage.is_none() {
            collective(told, ask, &several, rarity);
        }
        if told.passage.is_none() && parents {
            in_part(told, ask, summary, rarity);
        }
        if told.passage.is_none() {
            met(told, ask, others.reasons, rarity);
        }
    }
    told
}

/// What the account says of an ask where both go by the proposal's parts: under
/// the part's heading a verdict stands for the answer's, and a clause of one rare
/// thing, or all of a few words, for a whole ask.
pub(super) fn in_its_section(
    (ask, under): (&Meant, Option<&Section>),
    said: &[(&Said, Option<&Section>)],
    rarity: &Rarity,
) -> Option<Told> {
    const RARE: f64 = 0.45;
    let rare = |said: &Meant| {
        let common = asked_of_both(ask, said, rarity);
        common.rare.first().is_some_and(|rare| *rare >= RARE)
    };
    let mut said = said.iter().filter(|(said, _)| !said.several);
    let found = said.find(|(said, part)| {
        let same = match (under, part) {
            (_, Some(part)) if part.title.is_told_by(ask) => true,
            (Some(under), Some(part)) => under.is(part),
            _ => false,
        };
        let reject = ask.act() == Act::Rejection && said.meant.act() == Act::Rejection;
        let against = ask.act().is_against() && said.meant.act().is_against();
        // "För kostsamt.": what is praised in few words is not what is asked.
        let few = said.meant.act() != Act::Praise && said.meant.is_told_by(ask);
        let all = ask.act().is_against() && few && rare(&said.meant);
        same && (reject || against && rare(&said.meant)) || all
    });
    found.map(|(said, _)| Told {
        fate: Fate::Kept,
        score: compare(ask, &said.meant, rarity).score,
        passage: Some(said.passage.clone()),
    })
}

/// From this rarity on the thing tells what the ask is about; a parent names
/// themes of all its companies.
const TELLING: f64 = 0.3;
const NAMED: f64 = 0.15;
/// From this likeness on a reason meets an ask.
const MET: f64 = 0.35;

/// The summary says that there are views on the matter, or wishes of the kind,
/// and not which.
fn hinted(told: &mut Told, ask: &Meant, summary: &Summary, rarity: &Rarity) {
    let said = summary.said.iter().filter(|said| !said.several);
    let mut said = said
        .filter(|said| theme(ask, &said.meant, rarity) >= TELLING || stands_for(ask, &said.meant));
    if let Some(said) = said.next() {
        told.fate = Fate::Softened;
        told.passage = Some(said.passage.clone());
    }
}

/// The parent says that some of its companies have views on the matter.
fn in_part(told: &mut Told, ask: &Meant, summary: &Summary, rarity: &Rarity) {
    let said = summary.said.iter().filter(|said| said.several);
    let mut said = said.filter(|said| theme(ask, &said.meant, rarity) >= NAMED);
    if let Some(said) = said.next() {
        told.fate = Fate::Collective;
        told.passage = Some(said.passage.clone());
    }
}

/// The sender's reasons speak of it.
fn met(told: &mut Told, ask: &Meant, reasons: &[Said], rarity: &Rarity) {
    let nearest = nearest(ask, reasons.iter(), rarity);
    if let Some((score, said)) = nearest.filter(|(score, _)| *score >= MET) {
        *told = Told {
            fate: Fate::Met,
            score,
            passage: Some(said.passage.clone()),
        };
    }
}

/// The sentence that shares most with an ask.
fn nearest<'s>(
    ask: &Meant,
    said: impl Iterator<Item = &'s Said>,
    rarity: &Rarity,
) -> Option<(f64, &'s Said)> {
    let scored = said.map(|said| (compare(ask, &said.meant, rarity).score, said));
    scored.max_by(|(one, _), (other, _)| one.total_cmp(other))
}

/// The nearest sentence about several, if it has the ask's theme.
fn collective(told: &mut Told, ask: &Meant, several: &[&Said], rarity: &Rarity) {
    let Some((score, said)) = nearest(ask, several.iter().copied(), rarity) else {
        return;
    };
    told.score = told.score.max(score);
    if score >= THEME {
        *told = Told {
            fate: Fate::Collective,
            score,
            passage: Some(said.passage.clone()),
        };
    }
}
