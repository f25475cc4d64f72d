//! What many answers share: told once, not in each of them.

use super::answers::{Lender, Loan, Recycled};
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
        // The earliest source of a place goes before the nearest.
        let mut loans: Vec<(&Loan, usize)> = Vec::new();
        for loan in one.loans.iter().filter(|loan| loan.is_boilerplate()) {
            if let Lender::Text(other) = loan.lender {
                loans.push((loan, other));
            }
        }
        loans.sort_by_key(|(_, other)| texts[*other].order(*other));
        let mut places: Vec<(usize, &Range<usize>)> = Vec::new();
        for (loan, other) in loans {
            let (part, place) = (loan.part, &loan.passage.a);
            let known = |known: &(usize, &Range<usize>)| known.0 == part && overlap(known.1, place);
            if places.iter().any(known) {
                continue;
            }
            places.push((part, place));
            let own = texts[part].order(part) < texts[other].order(other);
            let (text, words) = match own {
                true => (part, place.clone()),
                false => (other, loan.passage.b.clone()),
            };
            all.push(Boilerplate {
                text,
                words,
                texts: loan.lenders + 1,
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
        let new = !told.iter().any(|known| overlap(known, &one.words));
        if new {
            told.push(one.words.clone());
        }
        new
    });
    all
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
