//! What many answers share: told once, not in each of them.

use super::answers::{Lender, Recycled};
use super::texts::Text;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// Texts that share a passage, at least, for it to be told once. In the
/// labelled papers no passage stands in more than six; what twenty answers say
/// in the same words is the form they were written in.
pub(super) const SHARED: usize = 20;

/// A passage that many answers share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boilerplate {
    /// The earliest text that holds it.
    pub text: usize,
    /// Its words there.
    pub words: Range<usize>,
    /// Texts that hold it.
    pub texts: usize,
}

/// The boilerplate of some answers, the commonest first; of passages that
/// overlap the commonest.
pub(super) fn boilerplate(answers: &[Recycled], texts: &[Text]) -> Vec<Boilerplate> {
    let mut all: Vec<Boilerplate> = Vec::new();
    for one in answers {
        for loan in one.loans.iter().filter(|loan| loan.lenders >= SHARED) {
            let Lender::Text(other) = loan.lender else {
                continue;
            };
            let own = texts[one.text].order(one.text) < texts[other].order(other);
            let (text, words) = match own {
                true => (one.text, loan.passage.a.clone()),
                false => (other, loan.passage.b.clone()),
            };
            let holders = loan.lenders + 1;
            all.push(Boilerplate {
                text,
                words,
                texts: holders,
            });
        }
    }
    all.sort_by(|a, b| {
        let rank = |one: &Boilerplate| {
            (
                Reverse(one.texts),
                one.text,
                one.words.start,
                Reverse(one.words.end),
            )
        };
        rank(a).cmp(&rank(b))
    });
    let mut told: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
    all.retain(|one| {
        let told = told.entry(one.text).or_default();
        let new = told
            .iter()
            .all(|other| one.words.end <= other.start || other.end <= one.words.start);
        if new {
            told.push(one.words.clone());
        }
        new
    });
    all
}
