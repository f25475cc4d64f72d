//! How much of an answer is recycled, and whose words it was.
//!
//! Every word is counted once: as procedure or the compiler's note, as a list
//! of the proposal's points, as quoted, as the sender's in a passage that is
//! shown, as shared with another respondent, or as the answer's own.

use super::Reuse;
use super::boilerplate::{Boilerplate, SHARED, boilerplate};
use super::layers::Layer;
use super::lenders::{Cluster, Holders, Wordings, clusters};
use super::relation::{Direction, Pair, Shared, direction};
use super::texts::Text;
use crate::overlap::align::{PASSAGE, Passage, passages};
use crate::unit::CentralKind;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

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
    /// All other texts that hold the passage or part of it, this one included;
    /// told with the first that is named.
    pub lenders: usize,
    /// Those of them that are not named.
    pub more: usize,
}

impl Loan {
    /// So many share it that it is told once.
    pub fn is_boilerplate(&self) -> bool {
        self.lenders >= SHARED
    }
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
    /// What many of the answers share.
    pub boilerplate: Vec<Boilerplate>,
}

impl<'r> Answers<'r> {
    /// Divides everything.
    pub fn of(found: &'r Reuse) -> Self {
        let answers = recycled(found);
        Answers {
            found,
            boilerplate: boilerplate(&answers, &found.texts),
            views: taken_up(found),
            answers,
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

/// A text whose words are counted, and what of its loans is named.
type Divided<'r> = (&'r Text, Recycled, Vec<Cluster>);

/// Divides every answer, the most recycled first.
fn recycled(reuse: &Reuse) -> Vec<Recycled> {
    let mut near: HashMap<u32, Vec<(&Pair, bool)>> = HashMap::new();
    for pair in &reuse.pairs {
        near.entry(pair.a as u32).or_default().push((pair, false));
        near.entry(pair.b as u32).or_default().push((pair, true));
    }
    let wordings = Wordings::of(&reuse.texts, &reuse.same, &super::by_date(&reuse.texts));
    let central = by_referral(&reuse.central, |central| {
        central.central() != Some(CentralKind::Synpunkter)
    });
    let texts = reuse.texts.par_iter().enumerate();
    let divided: Vec<Divided<'_>> = texts
        .map(|(at, text)| {
            let mut loans = copied(reuse, at, &wordings);
            for (pair, turned) in near.get(&reuse.same[at]).into_iter().flatten() {
                loans.extend(shared(reuse, at, (pair, *turned), &wordings));
            }
            let before = central.get(&text.referral).map_or(&[][..], |before| before);
            divided(
                at,
                text,
                central_loans(reuse, text, before),
                loans,
                &reuse.texts,
            )
        })
        .collect();
    let mut found = named(reuse, divided);
    found.sort_by(|a, b| b.share().total_cmp(&a.share()).then(a.text.cmp(&b.text)));
    found
}

/// The loans of a text from others with the same words.
fn copied(reuse: &Reuse, at: usize, wordings: &Wordings<'_>) -> Vec<(Loan, usize)> {
    let text = &reuse.texts[at];
    let (others, more) = wordings.foreign(reuse.same[at], text.respondent());
    let Some(&first) = others.first() else {
        return Vec::new();
    };
    let passages = super::relation::shared_passages(text, &reuse.texts[first]);
    loans(text, passages, &reuse.texts, (&others, more))
}

/// The loans of a text from all that have the words of a pair's other text.
fn shared(
    reuse: &Reuse,
    at: usize,
    (pair, turned): (&Pair, bool),
    wordings: &Wordings<'_>,
) -> Vec<(Loan, usize)> {
    let text = &reuse.texts[at];
    let other = if turned { pair.a } else { pair.b };
    let others = wordings.foreign(reuse.same[other], text.respondent());
    let passages = pair.passages.iter().map(|shared| Shared {
        passage: match turned {
            true => shared.passage.turned(),
            false => shared.passage.clone(),
        },
        ..*shared
    });
    loans(
        text,
        passages.collect(),
        &reuse.texts,
        (&others.0, others.1),
    )
}

/// Passages as loans from each of some texts; `more` texts have the same words
/// as they.
fn loans(
    text: &Text,
    passages: Vec<Shared>,
    texts: &[Text],
    (others, more): (&[usize], usize),
) -> Vec<(Loan, usize)> {
    let mut loans = Vec::new();
    for shared in passages {
        let words = shared.passage.words() - shared.repeated;
        if words < PASSAGE {
            continue;
        }
        for (place, &other) in others.iter().enumerate() {
            let loan = Loan {
                lender: Lender::Text(other),
                passage: shared.passage.clone(),
                words,
                direction: direction(text, &texts[other]),
                lenders: 0,
                more: 0,
            };
            loans.push((loan, if place == 0 { more } else { 0 }));
        }
    }
    loans
}

/// Names the loans of some texts.
fn named(reuse: &Reuse, divided: Vec<Divided<'_>>) -> Vec<Recycled> {
    let clusters = divided
        .iter()
        .flat_map(|(text, _, clusters)| clusters.iter().map(move |cluster| (*text, cluster)));
    let holders = Holders::of(clusters, &reuse.texts);
    let finished = divided.into_iter().map(|(text, mut one, clusters)| {
        for cluster in clusters {
            one.loans.extend(holders.named(text, cluster));
        }
        one.loans
            .sort_by_key(|loan| (loan.passage.a.start, loan.lender));
        one
    });
    finished.collect()
}

/// Numbered texts by their referral.
fn by_referral(
    texts: &[Text],
    wanted: impl Fn(&Text) -> bool,
) -> HashMap<Option<usize>, Vec<(usize, &Text)>> {
    let mut found: HashMap<Option<usize>, Vec<(usize, &Text)>> = HashMap::new();
    for (at, text) in texts.iter().enumerate().filter(|(_, text)| wanted(text)) {
        found.entry(text.referral).or_default().push((at, text));
    }
    found
}

/// Divides the commissioners' texts: what came from the letter, and what from
/// the answers.
fn taken_up(reuse: &Reuse) -> Vec<Recycled> {
    let central = by_referral(&reuse.central, |_| true);
    let answers = by_referral(&reuse.texts, |_| true);
    let mut senders: HashMap<Option<usize>, HashSet<u64>> = HashMap::new();
    let mut found = Vec::new();
    for (at, view) in reuse.central.iter().enumerate() {
        if view.central() != Some(CentralKind::Synpunkter) {
            continue;
        }
        let others = central.get(&view.referral).into_iter().flatten();
        let before: Vec<(usize, &Text)> =
            others.filter(|(other, _)| *other != at).copied().collect();
        let sender = senders.entry(view.referral).or_insert_with(|| {
            super::layers::sender_shingles(before.iter().map(|(_, text)| *text))
        });
        let mut read = view.clone();
        read.layers = super::layers::layers(&read, sender, &HashSet::new());
        let answers = answers
            .get(&view.referral)
            .map_or(&[][..], |answers| answers);
        let lent = answers.par_iter().flat_map_iter(|(other, text)| {
            let passages = super::relation::shared_passages(&read, text);
            loans(&read, passages, &reuse.texts, (&[*other], 0))
        });
        // The report is written when all else is in.
        let from = |mut loan: Loan| {
            loan.direction = Direction::BToA;
            loan
        };
        let lent: Vec<(Loan, usize)> = lent.map(|(loan, more)| (from(loan), more)).collect();
        let sent = central_loans(reuse, &read, &before)
            .into_iter()
            .map(from)
            .collect();
        let (_, one, clusters) = divided(at, &read, sent, lent, &reuse.texts);
        found.push((view, one, clusters));
    }
    named(reuse, found)
}

/// Passages that a text shares with the sender's own texts, the longest where
/// several hold the same words.
fn central_loans(reuse: &Reuse, text: &Text, before: &[(usize, &Text)]) -> Vec<Loan> {
    let loan = |(at, passage): (usize, Passage)| Loan {
        lender: Lender::Central(at),
        words: passage.words() - listed(text, &passage),
        direction: direction(text, &reuse.central[at]),
        lenders: 1,
        more: 0,
        passage,
    };
    let passages = before.iter().flat_map(|(at, central)| {
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

/// Counts a text's words by whose they are, and gathers its loans.
fn divided<'t>(
    at: usize,
    text: &'t Text,
    sent: Vec<Loan>,
    loans: Vec<(Loan, usize)>,
    texts: &[Text],
) -> Divided<'t> {
    let layers = &text.layers;
    let (mut lent, mut shared) = (vec![false; layers.len()], vec![false; layers.len()]);
    let mark = |mask: &mut Vec<bool>, loan: &Loan| {
        for &(from, _, len) in &loan.passage.runs {
            mask[from..from + len].fill(true);
        }
    };
    sent.iter().for_each(|loan| mark(&mut lent, loan));
    loans.iter().for_each(|(loan, _)| mark(&mut shared, loan));
    let count = |wanted: &dyn Fn(usize, Layer) -> bool| {
        let words = layers.iter().enumerate();
        words.filter(|(at, layer)| wanted(*at, **layer)).count()
    };
    let senders = |layer| matches!(layer, Layer::Own | Layer::Sender);
    let one = Recycled {
        text: at,
        words: layers.len(),
        procedure: count(&|_, layer| matches!(layer, Layer::Procedure | Layer::Note)),
        points: count(&|_, layer| layer == Layer::Points),
        sender: count(&|at, layer| lent[at] && senders(layer)),
        quoted: count(&|_, layer| layer == Layer::Quoted),
        others: count(&|at, layer| shared[at] && !lent[at] && layer == Layer::Own),
        loans: sent,
    };
    (text, one, clusters(loans, texts))
}
