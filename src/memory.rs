//! What a respondent asked last time, and what became of it: asked again, met
//! by the later proposal or found good in the later answer, or dropped.
//!
//! The asks of an answer are laid beside the same respondent's answers to later
//! referrals that are about the same, and beside what their sender wrote, with
//! the one comparison of sentences. The nearest passages are always shown: the
//! outcome is a reading, they are the evidence.

use crate::analyse::Analyser;
use crate::comparison::{Compared, Meant, Outcome, Rarity, compare};
use crate::corpus::Scope;
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::{Act, Passage, sayings};
use crate::referrals::Referrals;
use crate::text::Span;
use crate::unit::{CentralKind, Referral, Unit, UnitKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What became of an earlier ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Became {
    /// The later answer asks for it again.
    AskedAgain,
    /// The later proposal says it, or the later answer finds it good.
    Met,
    /// Neither speaks of it.
    Dropped,
}

impl Became {
    /// All of them.
    pub const ALL: [Became; 3] = [Became::AskedAgain, Became::Met, Became::Dropped];

    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Became::AskedAgain => "asked_again",
            Became::Met => "met",
            Became::Dropped => "dropped",
        }
    }

    /// The outcome of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Became::ALL.into_iter().find(|became| became.name() == name)
    }
}

/// A passage that is near to an ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// Where, and its words.
    pub passage: Passage,
    /// How much of what they are about they share.
    pub score: f64,
}

/// An earlier ask and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// Who asked.
    pub respondent: String,
    /// Of what proposal, and when.
    pub referral: Referral,
    /// The year of the earlier answer, where anything tells it.
    pub year: Option<u16>,
    /// The ask.
    pub ask: Passage,
    /// The later proposal.
    pub later: Referral,
    /// The year of the later answer.
    pub later_year: Option<u16>,
    /// What became of it.
    pub became: Became,
    /// The nearest sentence of the later answer.
    pub answer: Option<Near>,
    /// The nearest sentence of what its sender wrote.
    pub proposal: Option<Near>,
}

/// From this likeness on two sentences speak of the same matter.
const NEAR: f64 = 0.30;
/// A passage below this is not worth showing.
const SHOWN: f64 = 0.18;

/// A sentence, made ready.
struct Sentence {
    passage: Passage,
    meant: Meant,
}

/// Sentences by the keys under which they are found.
#[derive(Default)]
struct Sentences {
    all: Vec<Sentence>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Sentences {
    fn add(&mut self, sentence: Sentence) {
        for key in sentence.meant.keys() {
            self.by_key.entry(key).or_default().push(self.all.len());
        }
        self.all.push(sentence);
    }

    /// The sentence nearest to an ask, by a measure of both.
    fn nearest(
        &self,
        ask: &Meant,
        rarity: &Rarity,
        counts: impl Fn(&Sentence, Compared) -> bool,
    ) -> Option<(&Sentence, Compared)> {
        let keys = ask.keys();
        let met = keys.iter().filter_map(|key| self.by_key.get(key));
        let met: BTreeSet<usize> = met.flatten().copied().collect();
        let mut best: Option<(&Sentence, Compared)> = None;
        for sentence in met.into_iter().map(|at| &self.all[at]) {
            let compared = compare(ask, &sentence.meant, rarity);
            let nearer = best.is_none_or(|(_, known)| compared.score > known.score);
            if nearer && compared.score >= SHOWN && counts(sentence, compared) {
                best = Some((sentence, compared));
            }
        }
        best
    }
}

/// What one respondent said of one referral.
struct Answer {
    group: usize,
    year: Option<u16>,
    date: Option<String>,
    sentences: Sentences,
}

/// All that is compared.
struct Gathered<'r> {
    referrals: &'r Referrals,
    answers: BTreeMap<String, Vec<Answer>>,
    /// What the sender wrote, by referral.
    sent: HashMap<usize, Sentences>,
    rarity: Rarity,
}

/// The earlier asks of all respondents of a scope, in the order of respondents
/// and years.
pub fn remembered(
    papers: &[Paper],
    referrals: &Referrals,
    scope: &Scope,
    analyser: &Analyser,
) -> Vec<Remembered> {
    let gathered = Gathered::of(papers, referrals, scope, analyser);
    let mut found = Vec::new();
    for (respondent, answers) in &gathered.answers {
        for earlier in answers {
            let later = answers.iter().filter(|later| follows(earlier, later));
            let related = later.filter(|later| gathered.related(earlier, later, analyser));
            let related: Vec<&Answer> = related.collect();
            gathered.judge(respondent, earlier, &related, &mut found);
        }
    }
    found
}

/// An answer to another referral, given later.
fn follows(earlier: &Answer, later: &Answer) -> bool {
    let order = |answer: &Answer| (answer.year, answer.date.clone());
    earlier.group != later.group && earlier.year.is_some() && order(earlier) < order(later)
}

impl<'r> Gathered<'r> {
    fn of(papers: &[Paper], referrals: &'r Referrals, scope: &Scope, analyser: &Analyser) -> Self {
        let mut gathered = Gathered {
            referrals,
            answers: BTreeMap::new(),
            sent: HashMap::new(),
            rarity: Rarity::default(),
        };
        for paper in papers {
            let lines = Lines::new(&paper.document);
            let units = paper.segmentation.units.iter().zip(scope.units_of(paper));
            let wanted = |unit: &Unit| {
                matches!(unit.kind, UnitKind::Yttrande | UnitKind::Radsyttrande) && !unit.pointer
            };
            for (unit, _) in units.filter(|(unit, is_in)| *is_in && wanted(unit)) {
                gathered.add_answer(paper, &lines, unit, analyser);
            }
            for central in &paper.segmentation.central {
                let group = central.referral.and_then(|at| gathered.group(paper, at));
                if let Some(group) = group.filter(|_| central.kind != CentralKind::Synpunkter) {
                    let read = read(paper, &lines, central.span, "", analyser);
                    let sent = gathered.sent.entry(group).or_default();
                    for sentence in read {
                        gathered.rarity.add(&sentence.meant);
                        sent.add(sentence);
                    }
                }
            }
        }
        gathered
    }

    fn group(&self, paper: &Paper, referral: usize) -> Option<usize> {
        self.referrals
            .find(paper.segmentation.referrals.get(referral)?)
    }

    fn add_answer(&mut self, paper: &Paper, lines: &Lines<'_>, unit: &Unit, analyser: &Analyser) {
        let group = unit.referral.and_then(|at| self.group(paper, at));
        let (Some(group), Some(respondent)) = (group, unit.respondent.as_deref()) else {
            return;
        };
        let date = paper.filing_date(unit).map(str::to_owned);
        let year = date.as_deref().and_then(year_in).or_else(|| {
            let numbered = &self.referrals.all()[group];
            numbered.diarienummer.as_deref().and_then(year_in)
        });
        let read = read(paper, lines, unit.span, respondent, analyser);
        let answers = self.answers.entry(respondent.to_owned()).or_default();
        let known = answers.iter().position(|answer| answer.group == group);
        let at = known.unwrap_or_else(|| {
            answers.push(Answer {
                group,
                year,
                date,
                sentences: Sentences::default(),
            });
            answers.len() - 1
        });
        for sentence in read {
            self.rarity.add(&sentence.meant);
            answers[at].sentences.add(sentence);
        }
    }

    /// Two referrals are about the same: their titles share a word that tells
    /// something.
    fn related(&self, earlier: &Answer, later: &Answer, analyser: &Analyser) -> bool {
        let title = |answer: &Answer| {
            let title = &self.referrals.all()[answer.group].title;
            Meant::of(title, "", analyser).keys()
        };
        !title(earlier).is_disjoint(&title(later))
    }

    fn judge(
        &self,
        respondent: &str,
        earlier: &Answer,
        later: &[&Answer],
        found: &mut Vec<Remembered>,
    ) {
        let mut told: Vec<&Meant> = Vec::new();
        for ask in &earlier.sentences.all {
            let again =
                |other: &&Meant| compare(&ask.meant, other, &self.rarity).outcome == Outcome::Same;
            if !ask.meant.act().is_against() || told.iter().any(again) {
                continue;
            }
            told.push(&ask.meant);
            let outcomes = later.iter().map(|later| self.outcome(&ask.meant, later));
            let best = outcomes
                .zip(later)
                .min_by(|((one, a), _), ((other, b), _)| one.0.cmp(&other.0).then(b.total_cmp(a)));
            let Some((((became, answer, proposal), _), later)) = best else {
                continue;
            };
            found.push(Remembered {
                respondent: respondent.to_owned(),
                referral: self.referrals.all()[earlier.group].clone(),
                year: earlier.year,
                ask: ask.passage.clone(),
                later: self.referrals.all()[later.group].clone(),
                later_year: later.year,
                became,
                answer,
                proposal,
            });
        }
    }

    /// What became of an ask in one later answer and its proposal, and how near
    /// the nearest is.
    #[expect(clippy::type_complexity, reason = "told once, right above")]
    fn outcome(&self, ask: &Meant, later: &Answer) -> ((Became, Option<Near>, Option<Near>), f64) {
        let rarity = &self.rarity;
        let asks = |sentence: &Sentence, compared: Compared| {
            sentence.meant.act().is_against()
                && matches!(compared.outcome, Outcome::Same | Outcome::Softened)
        };
        let again = later.sentences.nearest(ask, rarity, asks);
        let any = later.sentences.nearest(ask, rarity, |_, _| true);
        let sent = self.sent.get(&later.group);
        let sent = sent.and_then(|sent| sent.nearest(ask, rarity, |_, _| true));
        let score = |near: Option<(&Sentence, Compared)>| near.map_or(0.0, |(_, near)| near.score);
        let praised = any.is_some_and(|(sentence, compared)| {
            sentence.meant.act() == Act::Praise && compared.score >= NEAR
        });
        let near = |near: Option<(&Sentence, Compared)>| {
            near.map(|(sentence, compared)| Near {
                passage: sentence.passage.clone(),
                score: compared.score,
            })
        };
        let best = score(any).max(score(sent));
        let (became, answer) = if score(again) >= NEAR && score(again) >= score(any) * 0.8 {
            (Became::AskedAgain, again)
        } else if praised || best >= NEAR {
            (Became::Met, any)
        } else {
            (Became::Dropped, any)
        };
        ((became, near(answer), near(sent)), best)
    }
}

/// The sentences of a part of a paper.
fn read(
    paper: &Paper,
    lines: &Lines<'_>,
    span: Span,
    own: &str,
    analyser: &Analyser,
) -> Vec<Sentence> {
    let flow = Flow::of_span(lines, &paper.layout, span);
    let sayings = sayings(&flow.text, analyser).into_iter();
    let sentences = sayings.map(|(saying, _)| {
        let quote = &flow.text[saying.range.clone()];
        Sentence {
            meant: Meant::of(quote, own, analyser),
            passage: Passage {
                document: paper.document.name.clone(),
                lines: paper.document.index.cite(flow.source(saying.range.clone())),
                quote: quote.to_owned(),
            },
        }
    });
    let sentences = sentences.filter(|sentence| !sentence.meant.is_empty());
    sentences.collect()
}

/// The first number in some words that is a year of our time.
fn year_in(words: &str) -> Option<u16> {
    let numbers = words.split(|c: char| !c.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4);
    let mut years = years.filter_map(|number| number.parse().ok());
    years.find(|year| (1970..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_stands_in_dates_and_in_numbers() {
        assert_eq!(year_in("2021-09-10"), Some(2021));
        assert_eq!(year_in("009-1322/2011"), Some(2011));
        assert_eq!(year_in("KS 12/34"), None);
    }
}
