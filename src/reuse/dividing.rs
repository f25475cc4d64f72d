//! The words of each answer, counted by whose they are.

use super::Reuse;
use super::answers::{Lender, Loan, Recycled};
use super::layers::{Known, Layer};
use super::lenders::{Cluster, Holders, Wordings, clusters};
use super::outside::Outside;
use super::quotes::Names;
use super::relation::{Direction, Pair, Shared, direction};
use super::texts::Text;
use crate::overlap::align::{PASSAGE, Passage, passages};
use crate::overlap::join::in_both;
use crate::unit::CentralKind;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A text whose words are counted, and what of its loans is named.
type Divided<'r> = (&'r Text, Recycled, Vec<Cluster>);

/// Divides every answer, the most recycled first.
pub(super) fn recycled(reuse: &Reuse) -> Vec<Recycled> {
    let mut near: HashMap<u32, Vec<(&Pair, bool)>> = HashMap::new();
    for pair in &reuse.pairs {
        near.entry(pair.a as u32).or_default().push((pair, false));
        near.entry(pair.b as u32).or_default().push((pair, true));
    }
    let wordings = Wordings::of(&reuse.texts, &reuse.same, &super::by_date(&reuse.texts));
    let central = by_referral(&reuse.central, |central| {
        central.central() != Some(CentralKind::Synpunkter)
    });
    let outside = Outside::of(&reuse.outside);
    let texts = reuse.texts.par_iter().enumerate();
    let divided: Vec<Divided<'_>> = texts
        .map(|(at, text)| {
            let mut loans = copied(reuse, at, &wordings);
            for (pair, turned) in near.get(&reuse.same[at]).into_iter().flatten() {
                loans.extend(shared(reuse, at, (pair, *turned), &wordings));
            }
            let before = central.get(&text.referral).into_iter().flatten();
            let before: Vec<(usize, &Text)> = before
                .filter(|(_, central)| !is_later(central, text))
                .copied()
                .collect();
            let mut sent = central_loans((at, text), &before);
            sent.extend(outside.loans(at, text));
            divided(reuse, (at, text), sent, loans)
        })
        .collect();
    let mut found = whole(named(reuse, divided), &reuse.texts);
    let rank = |one: &Recycled| (one.taken() + one.undecided) as f64 / one.told() as f64;
    found.sort_by(|a, b| {
        let order = b.share().total_cmp(&a.share());
        order
            .then(rank(b).total_cmp(&rank(a)))
            .then(a.text.cmp(&b.text))
    });
    found
}

/// All parts of a respondent's answer to one referral as one. What stands in
/// two papers is counted once: of two prints the longer.
fn whole(parts: Vec<Recycled>, texts: &[Text]) -> Vec<Recycled> {
    const PRINT: f64 = 0.5;
    let mut found: Vec<Recycled> = Vec::new();
    let mut by_whom: BTreeMap<(Option<usize>, &str), Vec<Recycled>> = BTreeMap::new();
    for one in parts {
        let text = &texts[one.text];
        match text.respondent() {
            Some(respondent) => by_whom
                .entry((text.referral, respondent))
                .or_default()
                .push(one),
            None => found.push(one),
        }
    }
    for mut parts in by_whom.into_values() {
        parts.sort_by_key(|one| (std::cmp::Reverse(one.words), one.text));
        let mut kept: Vec<(Recycled, Vec<u64>)> = Vec::new();
        for one in parts {
            let shingles = texts[one.text].words.shingle_set();
            let held = |(_, other): &(Recycled, Vec<u64>)| {
                f64::from(in_both(&shingles, other)) >= PRINT * shingles.len() as f64
            };
            if shingles.is_empty() || !kept.iter().any(held) {
                kept.push((one, shingles));
            }
        }
        kept.sort_by_key(|(one, _)| one.text);
        let mut kept = kept.into_iter().map(|(one, _)| one);
        if let Some(mut first) = kept.next() {
            kept.for_each(|part| first.add(part));
            found.push(first);
        }
    }
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
    loans((at, text), passages, &reuse.texts, (&others, more))
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
        (at, text),
        passages.collect(),
        &reuse.texts,
        (&others.0, others.1),
    )
}

/// Passages as loans from each of some texts; `more` texts have the same words
/// as they.
fn loans(
    (part, text): (usize, &Text),
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
                part,
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
            .sort_by_key(|loan| (loan.part, loan.passage.a.start, loan.lender));
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

/// It is known to be written after another text.
fn is_later(text: &Text, other: &Text) -> bool {
    matches!((text.date(), other.date()), (Some(date), Some(other)) if date > other)
}

/// Divides the commissioners' texts, and letters of the office that were
/// written after answers: what came from the letter, and what from the answers.
pub(super) fn taken_up(reuse: &Reuse) -> Vec<Recycled> {
    let central = by_referral(&reuse.central, |_| true);
    let answers = by_referral(&reuse.texts, |_| true);
    // By referral, and by the letter that is divided, which is not its own sender.
    let mut senders: HashMap<(Option<usize>, Option<usize>), HashSet<u64>> = HashMap::new();
    let (none, nobody) = (HashSet::new(), Names::default());
    let mut found = Vec::new();
    for (at, view) in reuse.central.iter().enumerate() {
        let answers = answers
            .get(&view.referral)
            .map_or(&[][..], |answers| answers);
        let answers: Vec<(usize, &Text)> = match view.central() {
            Some(CentralKind::Synpunkter) => answers.to_vec(),
            // Of a letter only what was there before it can be a source.
            Some(CentralKind::Kontor) => {
                let older = answers.iter().filter(|(_, answer)| is_later(view, answer));
                older.copied().collect()
            }
            _ => continue,
        };
        if answers.is_empty() && view.central() == Some(CentralKind::Kontor) {
            continue;
        }
        let others = central.get(&view.referral).into_iter().flatten();
        let before: Vec<(usize, &Text)> =
            others.filter(|(other, _)| *other != at).copied().collect();
        let letter = (view.central() == Some(CentralKind::Kontor)).then_some(at);
        let sender = senders.entry((view.referral, letter)).or_insert_with(|| {
            super::layers::sender_shingles(before.iter().map(|(_, text)| *text))
        });
        let mut read = view.clone();
        read.layers = super::layers::layers(
            &read,
            Known {
                sender,
                common: &none,
                names: &nobody,
            },
        );
        let lent = answers.par_iter().flat_map_iter(|(other, text)| {
            let passages = super::relation::shared_passages(&read, text);
            loans((at, &read), passages, &reuse.texts, (&[*other], 0))
        });
        // The report is written when all else is in.
        let from = |mut loan: Loan| {
            loan.direction = Direction::BToA;
            loan
        };
        let lent: Vec<(Loan, usize)> = lent.map(|(loan, more)| (from(loan), more)).collect();
        let sent = central_loans((at, &read), &before)
            .into_iter()
            .map(from)
            .collect();
        let (_, mut one, clusters) = divided(reuse, (at, &read), sent, lent);
        one.view = true;
        found.push((view, one, clusters));
    }
    named(reuse, found)
}

/// Passages that a text shares with the sender's own texts, the longest where
/// several hold the same words.
fn central_loans((part, text): (usize, &Text), before: &[(usize, &Text)]) -> Vec<Loan> {
    let loan = |(at, passage): (usize, Passage)| Loan {
        part,
        lender: Lender::Central(at),
        words: passage.words() - listed(text, &passage),
        // What the sender wrote was there before it was answered.
        direction: Direction::BToA,
        lenders: 1,
        more: 0,
        passage,
    };
    let passages = before.iter().flat_map(|(at, central)| {
        let passages = passages(&text.words, &central.words);
        passages.into_iter().map(|passage| (*at, passage))
    });
    longest(passages.map(loan).collect())
}

/// Of loans that hold the same words the longest; too short ones go.
pub(super) fn longest(mut loans: Vec<Loan>) -> Vec<Loan> {
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

/// Words of a passage that list the proposal's points, are quoted or formulas.
fn listed(text: &Text, passage: &Passage) -> usize {
    let runs = passage.runs.iter();
    let told = |layer: &&Layer| **layer == Layer::Points || layer.is_repeated();
    runs.map(|&(from, _, len)| text.layers[from..from + len].iter().filter(told).count())
        .sum()
}

/// Two copies of a third text: what they share stands in one that is older
/// than both.
fn mark_third(text: &Text, loans: &mut [(Loan, usize)], texts: &[Text]) {
    // Words beyond the third's that show that one took from the other.
    const BEYOND: usize = 3;
    let Some(own) = text.date() else {
        return;
    };
    let day = |loan: &Loan| match loan.lender {
        Lender::Text(at) => texts[at].date(),
        _ => None,
    };
    let mut earliest: Vec<Option<&str>> = vec![None; text.words.len()];
    for (loan, _) in loans.iter() {
        let Some(day) = day(loan) else { continue };
        for &(from, _, len) in &loan.passage.runs {
            for known in &mut earliest[from..from + len] {
                if known.is_none_or(|known| day < known) {
                    *known = Some(day);
                }
            }
        }
    }
    for (loan, _) in loans.iter_mut() {
        let Some(day) = day(loan) else { continue };
        let before = own.min(day);
        let words = loan
            .passage
            .runs
            .iter()
            .flat_map(|&(from, _, len)| from..from + len);
        let beyond = words.filter(|at| earliest[*at].is_none_or(|third| third >= before));
        if beyond.count() < BEYOND {
            loan.direction = Direction::TroligKälla;
        }
    }
}

/// Counts a text's words by whose they are, and gathers its loans.
fn divided<'t>(
    reuse: &Reuse,
    (at, text): (usize, &'t Text),
    sent: Vec<Loan>,
    mut loans: Vec<(Loan, usize)>,
) -> Divided<'t> {
    mark_third(text, &mut loans, &reuse.texts);
    // Of each word the first of these that it is; the last is its own.
    const KINDS: usize = 6;
    let kind = |loan: &Loan| match (loan.lender, loan.direction) {
        (Lender::Central(at), _) if reuse.central[at].central() == Some(CentralKind::Kontor) => 0,
        (Lender::Central(_), _) => 1,
        (Lender::Outside(_), _) => 2,
        (Lender::Text(_), Direction::AToB) => 5,
        (Lender::Text(_), _) if loan.is_taken() => 3,
        (Lender::Text(_), _) => 4,
    };
    let mut whose = vec![KINDS; text.layers.len()];
    for loan in sent.iter().chain(loans.iter().map(|(loan, _)| loan)) {
        let kind = kind(loan);
        for &(from, _, len) in &loan.passage.runs {
            for known in &mut whose[from..from + len] {
                *known = kind.min(*known);
            }
        }
    }
    let mut counts = [0; KINDS + 1];
    for (kind, layer) in whose.iter().zip(&text.layers) {
        let counted = match kind {
            0..2 => matches!(layer, Layer::Own | Layer::Sender),
            _ => *layer == Layer::Own,
        };
        counts[*kind] += usize::from(counted);
    }
    let count = |wanted: &dyn Fn(Layer) -> bool| {
        let layers = text.layers.iter();
        layers.filter(|layer| wanted(**layer)).count()
    };
    let [letter, proposal, sources, others, undecided, lent, _] = counts;
    let one = Recycled {
        text: at,
        parts: vec![at],
        view: false,
        words: text.layers.len(),
        procedure: count(&|layer| matches!(layer, Layer::Procedure | Layer::Note)),
        points: count(&|layer| layer == Layer::Points),
        quoted: count(&|layer| layer == Layer::Quoted),
        letter,
        proposal,
        sources,
        others,
        undecided,
        lent,
        loans: sent,
    };
    (text, one, clusters(loans, &reuse.texts))
}
