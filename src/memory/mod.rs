//! What a respondent asked last time, and what became of it: asked again, met
//! by the later proposal or found good in the later answer, or dropped.
//!
//! What it presses for is an ask too; what else it thought is told as a view.
//! These of an answer are laid beside the same respondent's answers to later
//! referrals that are about the same, and beside what their sender wrote, with
//! the one comparison of sentences. The nearest passages are always shown: the
//! outcome is a reading, they are the evidence.

mod near;
mod titles;

use crate::analyse::Analyser;
use crate::comparison::{Meant, Outcome, compare};
use crate::corpus::Scope;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::Passage;
use crate::referrals::Referrals;
use crate::reuse::is_procedure;
use crate::unit::{CentralKind, Referral, Unit, UnitKind};
use near::{Sentence, Sentences, Weights, read};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use titles::{without_city, year_in};

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
    /// It asks for nothing: it says what the respondent thinks.
    pub view: bool,
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

/// From this likeness on two sentences speak of the same matter: told by the
/// themes that the two cities' boards took up again.
const NEAR: f64 = 0.27;

/// What one respondent said of one referral.
struct Answer {
    group: usize,
    year: Option<u16>,
    date: Option<String>,
    /// The scope asks for it.
    wanted: bool,
    sentences: Sentences,
}

/// All that is compared.
struct Gathered<'r> {
    referrals: &'r Referrals,
    /// By referral what its title tells; whose proposal it is tells nothing.
    titles: Vec<BTreeSet<String>>,
    answers: BTreeMap<String, Vec<Answer>>,
    /// What the sender wrote, by referral.
    sent: HashMap<usize, Sentences>,
    weights: Weights,
}

/// The earlier asks of all respondents of a scope, in the order of respondents
/// and years. A scope is of the later answers; all papers are compared, so that
/// a part of them is told as it is among all.
pub fn remembered<'p>(
    papers: impl IntoIterator<Item = &'p Paper>,
    referrals: &Referrals,
    scope: &Scope,
    analyser: &Analyser,
) -> Vec<Remembered> {
    let wanted = |later: &Answer| later.wanted && scope.has_group(Some(later.group));
    Gathered::of(papers, referrals, scope, analyser).told(wanted)
}

/// What became of the earlier asks in one referral, whatever became of them in
/// others.
pub fn remembered_in<'p>(
    papers: impl IntoIterator<Item = &'p Paper>,
    (referrals, group): (&Referrals, usize),
    scope: &Scope,
    analyser: &Analyser,
) -> Vec<Remembered> {
    Gathered::of(papers, referrals, scope, analyser)
        .told(|later| later.wanted && later.group == group)
}

/// Those of the referrals whose titles share a word that tells something with
/// that of one of them.
pub fn about_the_same(referrals: &Referrals, group: usize, analyser: &Analyser) -> BTreeSet<usize> {
    let titles = titles(referrals, analyser);
    let same = |at: &usize| *at != group && !titles[*at].is_disjoint(&titles[group]);
    (0..titles.len()).filter(same).collect()
}

/// By referral what its title tells; whose proposal it is tells nothing.
fn titles(referrals: &Referrals, analyser: &Analyser) -> Vec<BTreeSet<String>> {
    let all = referrals.all().iter();
    let keys = |one: &Referral| Meant::of(&without_city(&one.title), "", analyser).keys();
    all.map(keys).collect()
}

/// An answer to another referral, given later.
fn follows(earlier: &Answer, later: &Answer) -> bool {
    let order = |answer: &Answer| (answer.year, answer.date.clone());
    earlier.group != later.group && earlier.year.is_some() && order(earlier) < order(later)
}

impl<'r> Gathered<'r> {
    fn of<'p>(
        papers: impl IntoIterator<Item = &'p Paper>,
        referrals: &'r Referrals,
        scope: &Scope,
        analyser: &Analyser,
    ) -> Self {
        let mut gathered = Gathered {
            referrals,
            titles: titles(referrals, analyser),
            answers: BTreeMap::new(),
            sent: HashMap::new(),
            weights: Weights::default(),
        };
        for paper in papers {
            let lines = Lines::new(&paper.document);
            let units = paper.segmentation.units.iter();
            let units = units.zip(scope.units_of_any_referral(paper));
            let wanted = |unit: &Unit| {
                matches!(unit.kind, UnitKind::Yttrande | UnitKind::Radsyttrande) && !unit.pointer
            };
            for (unit, is_in) in units.filter(|(unit, _)| wanted(unit)) {
                gathered.add_answer(paper, &lines, (unit, is_in), analyser);
            }
            for central in &paper.segmentation.central {
                let group = central.referral.and_then(|at| gathered.group(paper, at));
                if let Some(group) = group.filter(|_| central.kind != CentralKind::Synpunkter) {
                    let read = read(paper, &lines, central.span, "", analyser);
                    let sent = gathered.sent.entry(group).or_default();
                    for sentence in read {
                        gathered.weights.add(&sentence);
                        sent.add(sentence);
                    }
                }
            }
        }
        gathered
    }

    /// What became of everything in the later referrals that are wanted.
    fn told(&self, wanted: impl Fn(&Answer) -> bool) -> Vec<Remembered> {
        let mut found = Vec::new();
        for (respondent, answers) in &self.answers {
            for earlier in answers {
                let later = answers.iter().filter(|later| wanted(later));
                let later = later.filter(|later| follows(earlier, later));
                let (related, others): (Vec<&Answer>, Vec<&Answer>) =
                    later.partition(|later| self.related(earlier, later));
                if !related.is_empty() {
                    found.extend(self.judge(respondent, earlier, &related));
                    continue;
                }
                // Whatever they are called, they are about the same where much of
                // what was asked is spoken of.
                let judged = self.judge(respondent, earlier, &others);
                let asked = judged.iter().filter(|one| !one.view);
                let all = asked.clone().count();
                let spoken = asked.filter(|one| one.became != Became::Dropped).count();
                let titled = !self.titles[earlier.group].is_empty();
                let least = if titled { 3 } else { 1 };
                if spoken >= least && spoken * 2 >= all {
                    found.extend(judged);
                }
            }
        }
        found
    }

    fn group(&self, paper: &Paper, referral: usize) -> Option<usize> {
        self.referrals
            .find(paper.segmentation.referrals.get(referral)?)
    }

    fn add_answer(
        &mut self,
        paper: &Paper,
        lines: &Lines<'_>,
        (unit, is_in): (&Unit, bool),
        analyser: &Analyser,
    ) {
        let group = unit.referral.and_then(|at| self.group(paper, at));
        let (Some(group), Some(respondent)) = (group, unit.respondent.as_deref()) else {
            return;
        };
        let date = paper.filing_date(unit).map(str::to_owned);
        let mut dates = paper.filing_dates().into_iter().flatten();
        let beside = || dates.find_map(year_in);
        let numbered = || {
            let referral = &self.referrals.all()[group];
            referral.diarienummer.as_deref().and_then(year_in)
        };
        let year = date.as_deref().and_then(year_in);
        let year = year.or_else(beside).or_else(numbered);
        let read = read(paper, lines, unit.span, respondent, analyser);
        let answers = self.answers.entry(respondent.to_owned()).or_default();
        let known = answers.iter().position(|answer| answer.group == group);
        let at = known.unwrap_or_else(|| {
            answers.push(Answer {
                group,
                year,
                date,
                wanted: false,
                sentences: Sentences::default(),
            });
            answers.len() - 1
        });
        answers[at].wanted |= is_in;
        for sentence in read {
            self.weights.add(&sentence);
            answers[at].sentences.add(sentence);
        }
    }

    /// Two referrals are about the same: their titles share a word that tells
    /// something.
    fn related(&self, earlier: &Answer, later: &Answer) -> bool {
        !self.titles[earlier.group].is_disjoint(&self.titles[later.group])
    }

    /// It says what the respondent thinks of something that the title does not
    /// name.
    fn is_view(&self, sentence: &Sentence, answer: &Answer) -> bool {
        const TELLING: usize = 2;
        let keys = sentence.meant.keys();
        sentence.thinks && keys.difference(&self.titles[answer.group]).count() >= TELLING
    }

    /// The asks of an answer, and its views, each once, with what became of it.
    fn judge(&self, respondent: &str, earlier: &Answer, later: &[&Answer]) -> Vec<Remembered> {
        let mut found: Vec<Remembered> = Vec::new();
        let mut told: Vec<&Meant> = Vec::new();
        for ask in &earlier.sentences.all {
            let again = |other: &&Meant| {
                let compared = compare(&ask.meant, other, &self.weights.rarity);
                compared.outcome == Outcome::Same
            };
            let asks = ask.asks();
            let view = !asks && self.is_view(ask, earlier);
            let procedure = || is_procedure(&ask.passage.quote);
            if !(asks || view) || procedure() || told.iter().any(again) {
                continue;
            }
            told.push(&ask.meant);
            let fates = later.iter().map(|later| self.fate(ask, earlier, later));
            let best = fates.zip(later).min_by(|(one, _), (other, _)| {
                let order = one.became.cmp(&other.became);
                order.then(other.best.total_cmp(&one.best))
            });
            let Some((fate, later)) = best else {
                continue;
            };
            found.push(Remembered {
                respondent: respondent.to_owned(),
                referral: self.referrals.all()[earlier.group].clone(),
                year: earlier.year,
                ask: ask.passage.clone(),
                view,
                later: self.referrals.all()[later.group].clone(),
                later_year: later.year,
                became: fate.became,
                answer: fate.answer,
                proposal: fate.proposal,
            });
        }
        found
    }

    /// What became of an ask in one later answer and its proposal.
    fn fate(&self, ask: &Sentence, earlier: &Answer, later: &Answer) -> Fate {
        let weights = &self.weights;
        let year = earlier.year.map(|year| year.to_string());
        // It says that it asked before.
        let looks_back = |sentence: &Sentence| {
            let year = year.as_ref();
            year.is_some_and(|year| sentence.passage.quote.contains(year.as_str()))
        };
        let asks = |sentence: &Sentence| sentence.asks() || looks_back(sentence);
        let again = later
            .sentences
            .nearest(ask, weights, asks)
            .map(|(sentence, near)| {
                // Who looks back means this ask sooner than chance.
                const BACK: f64 = 1.5;
                match looks_back(sentence) {
                    true => (sentence, (near * BACK).min(1.0)),
                    false => (sentence, near),
                }
            });
        let any = later.sentences.nearest(ask, weights, |_| true);
        let sent = self.sent.get(&later.group);
        let sent = sent.and_then(|sent| sent.nearest(ask, weights, |_| true));
        let score = |near: Option<(&Sentence, f64)>| near.map_or(0.0, |(_, near)| near);
        let near = |near: Option<(&Sentence, f64)>| {
            near.map(|(sentence, score)| Near {
                passage: sentence.passage.clone(),
                score,
            })
        };
        let best = score(any).max(score(sent));
        let (became, answer) = if score(again) >= NEAR && score(again) >= score(any) * 0.8 {
            (Became::AskedAgain, again)
        } else if best >= NEAR {
            (Became::Met, any)
        } else {
            (Became::Dropped, any)
        };
        Fate {
            became,
            best,
            answer: near(answer),
            proposal: near(sent),
        }
    }
}

/// What became of an ask, by one later answer.
struct Fate {
    became: Became,
    /// How near the nearest passage is.
    best: f64,
    answer: Option<Near>,
    proposal: Option<Near>,
}
