//! How much of an answer is recycled, and whose words it was.
//!
//! Every word is counted once: as procedure or the compiler's note, as a list
//! of the proposal's points, as quoted, as the sender's in a passage that is
//! shown, as shared with another respondent, or as the answer's own.

use super::Reuse;
use super::layers::Layer;
use super::relation::{Direction, direction};
use super::texts::Text;
use crate::overlap::align::{PASSAGE, Passage, passages};
use crate::unit::CentralKind;
use rayon::prelude::*;
use std::collections::HashSet;

/// Who shares a passage with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lender {
    /// One of the sender's own texts, by number.
    Central(usize),
    /// Another respondent's text, by number.
    Text(usize),
}

/// A passage that a text shares with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// With whom.
    pub lender: Lender,
    /// Words of the text, and of the other.
    pub passage: Passage,
    /// Equal words in it that are not repeated from the sender.
    pub words: usize,
    /// Seen from the text to the other.
    pub direction: Direction,
}

/// A text, divided by whose words it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recycled {
    /// Number of the text; among the sender's own for those.
    pub text: usize,
    /// All its words.
    pub words: usize,
    /// Procedure and the compiler's notes.
    pub procedure: usize,
    /// The proposal's points, listed.
    pub points: usize,
    /// Words that stand in the sender's own texts.
    pub sender: usize,
    /// Words between quotation marks.
    pub quoted: usize,
    /// Further words that stand in passages of other respondents' texts.
    pub others: usize,
    /// The passages, in the order of the text.
    pub loans: Vec<Loan>,
}

/// All answers of an archive and the commissioners' views on them, divided.
#[derive(Debug)]
pub struct Answers<'r> {
    /// The texts, and what they share.
    pub found: &'r Reuse,
    /// The answers, the most recycled first.
    pub answers: Vec<Recycled>,
    /// The commissioners' views.
    pub views: Vec<Recycled>,
}

impl<'r> Answers<'r> {
    /// Divides everything.
    pub fn of(found: &'r Reuse) -> Self {
        Answers {
            found,
            answers: recycled(found),
            views: taken_up(found),
        }
    }

    /// Each text with its parts: the answers, then the views.
    pub fn all(&self) -> impl Iterator<Item = (&'r Text, &Recycled)> {
        let found = self.found;
        let answers = self.answers.iter().map(|one| (&found.texts[one.text], one));
        let views = self.views.iter().map(|one| (&found.central[one.text], one));
        answers.chain(views)
    }
}

impl Recycled {
    /// Part of the words that others have too, procedure and lists aside.
    pub fn share(&self) -> f64 {
        let told = self.words - self.procedure - self.points;
        (self.sender + self.others) as f64 / told.max(1) as f64
    }
}

/// Divides every answer, the most recycled first.
fn recycled(reuse: &Reuse) -> Vec<Recycled> {
    let mut loans: Vec<Vec<Loan>> = vec![Vec::new(); reuse.texts.len()];
    for pair in &reuse.pairs {
        let (a, b) = (&reuse.texts[pair.a], &reuse.texts[pair.b]);
        let foreign = a.respondent() != b.respondent();
        for shared in pair.passages.iter().filter(|_| foreign) {
            let words = shared.passage.words() - shared.repeated;
            if words < PASSAGE {
                continue;
            }
            loans[pair.a].push(Loan {
                lender: Lender::Text(pair.b),
                passage: shared.passage.clone(),
                words,
                direction: pair.direction,
            });
            loans[pair.b].push(Loan {
                lender: Lender::Text(pair.a),
                passage: shared.passage.turned(),
                words,
                direction: direction(b, a),
            });
        }
    }
    let before = reuse.central.iter().enumerate();
    let before: Vec<(usize, &Text)> = before
        .filter(|(_, central)| central.central() != Some(CentralKind::Synpunkter))
        .collect();
    let texts: Vec<(usize, Vec<Loan>)> = loans.into_iter().enumerate().collect();
    let mut found: Vec<Recycled> = texts
        .into_par_iter()
        .map(|(at, mut loans)| {
            let text = &reuse.texts[at];
            loans.extend(central_loans(reuse, text, &before));
            divided(at, text, loans)
        })
        .collect();
    found.sort_by(|a, b| b.share().total_cmp(&a.share()).then(a.text.cmp(&b.text)));
    found
}

/// Divides the commissioners' texts: what came from the letter, and what from
/// the answers.
fn taken_up(reuse: &Reuse) -> Vec<Recycled> {
    let texts = reuse.central.iter().enumerate();
    let views = texts.filter(|(_, text)| text.central() == Some(CentralKind::Synpunkter));
    views
        .map(|(at, view)| {
            let before: Vec<(usize, &Text)> = reuse
                .central
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .collect();
            let mut view = view.clone();
            view.layers = {
                let sender = super::layers::sender_shingles(&reuse.central, view.referral);
                super::layers::layers(&view, &sender, &HashSet::new())
            };
            let mut loans = central_loans(reuse, &view, &before);
            // The report is written when all else is in.
            loans
                .iter_mut()
                .for_each(|loan| loan.direction = Direction::BToA);
            for (other, text) in reuse.texts.iter().enumerate() {
                if text.referral != view.referral {
                    continue;
                }
                for shared in super::relation::shared_passages(&view, text) {
                    let words = shared.passage.words() - shared.repeated;
                    if words >= PASSAGE {
                        loans.push(Loan {
                            lender: Lender::Text(other),
                            passage: shared.passage,
                            words,
                            direction: Direction::BToA,
                        });
                    }
                }
            }
            divided(at, &view, loans)
        })
        .collect()
}

/// Passages that a text shares with the sender's own texts, the longest where
/// several hold the same words.
fn central_loans(reuse: &Reuse, text: &Text, before: &[(usize, &Text)]) -> Vec<Loan> {
    let before = before
        .iter()
        .filter(|(_, central)| central.referral == text.referral);
    let loan = |(at, passage): (usize, Passage)| Loan {
        lender: Lender::Central(at),
        words: passage.words() - listed(text, &passage),
        direction: direction(text, &reuse.central[at]),
        passage,
    };
    let passages = before.flat_map(|(at, central)| {
        let passages = passages(&text.words, &central.words);
        passages.into_iter().map(|passage| (*at, passage))
    });
    let mut loans: Vec<Loan> = passages.map(loan).collect();
    loans.retain(|loan| loan.words >= PASSAGE);
    loans.sort_by_key(|loan| (std::cmp::Reverse(loan.words), loan.lender));
    let mut kept: Vec<Loan> = Vec::new();
    for loan in loans {
        let inside = |other: &&Loan| {
            other.passage.a.start <= loan.passage.a.start
                && loan.passage.a.end <= other.passage.a.end
        };
        if kept.iter().find(inside).is_none() {
            kept.push(loan);
        }
    }
    kept
}

/// Words of a passage that list the proposal's points.
fn listed(text: &Text, passage: &Passage) -> usize {
    let runs = passage.runs.iter();
    runs.map(|&(from, _, len)| text.count(Layer::Points, from..from + len))
        .sum()
}

fn divided(at: usize, text: &Text, mut loans: Vec<Loan>) -> Recycled {
    let layers = &text.layers;
    let (mut lent, mut shared) = (vec![false; layers.len()], vec![false; layers.len()]);
    for loan in &loans {
        let mask = match loan.lender {
            Lender::Central(_) => &mut lent,
            Lender::Text(_) => &mut shared,
        };
        for &(from, _, len) in &loan.passage.runs {
            mask[from..from + len].fill(true);
        }
    }
    loans.sort_by_key(|loan| (loan.passage.a.start, loan.lender));
    let count = |wanted: &dyn Fn(usize, Layer) -> bool| {
        let words = layers.iter().enumerate();
        words.filter(|(at, layer)| wanted(*at, **layer)).count()
    };
    let senders = |layer| matches!(layer, Layer::Own | Layer::Sender);
    Recycled {
        text: at,
        words: layers.len(),
        procedure: count(&|_, layer| matches!(layer, Layer::Procedure | Layer::Note)),
        points: count(&|_, layer| layer == Layer::Points),
        sender: count(&|at, layer| lent[at] && senders(layer)),
        quoted: count(&|_, layer| layer == Layer::Quoted),
        others: count(&|at, layer| shared[at] && !lent[at] && layer == Layer::Own),
        loans,
    }
}
