//! What an answer asks or objects, and what the sender's own account of the
//! answers makes of it: kept, softened, held where several are spoken of, or not
//! given. A summary may be the respondent's own or, for a company, a paragraph of
//! its parent's.
//!
//! Gathered paper by paper, judged at the end with the one comparison of
//! sentences. Knows no files and no printing.

mod account;
mod bill;
mod gathered;
mod judge;
mod section;
mod shared;

pub use account::{Account, account};
pub use gathered::{Asked, starts};

use crate::position::Passage;
use crate::unit::Referral;
use std::collections::HashSet;

/// What became of an ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Nothing in the account says it.
    NotGiven,
    /// Its theme stands in a sentence about several respondents.
    Collective,
    /// The sender's own reasons speak of it.
    Met,
    /// The summary speaks of the matter, but not as an ask or objection, or says
    /// less, or the opposite.
    Softened,
    /// The summary says it.
    Kept,
}

impl Fate {
    /// All of them, from nothing to all.
    pub const ALL: [Fate; 5] = [
        Fate::NotGiven,
        Fate::Collective,
        Fate::Met,
        Fate::Softened,
        Fate::Kept,
    ];

    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Fate::NotGiven => "not_given",
            Fate::Collective => "collective",
            Fate::Met => "met",
            Fate::Softened => "softened",
            Fate::Kept => "kept",
        }
    }

    /// The fate of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Fate::ALL.into_iter().find(|fate| fate.name() == name)
    }
}

/// An ask or objection and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// The proposal.
    pub referral: Referral,
    /// Who asks.
    pub respondent: String,
    /// Focus areas it concerns.
    pub areas: Vec<String>,
    /// The sentence of the answer.
    pub ask: Passage,
    /// What became of it.
    pub fate: Fate,
    /// How much of what it is about the nearest sentence of the account has.
    pub overlap: f64,
    /// That sentence.
    pub summary: Option<Passage>,
    /// How many respondents raise it, this one too.
    pub raised_by: usize,
    /// It asks by no word of its own: the answer underlines it, and so does the
    /// summary.
    pub underlined: bool,
}

/// How long an answer is and how long what the account makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// The proposal.
    pub referral: Referral,
    /// Who answers.
    pub respondent: String,
    /// Whose paragraph it is, where the respondent has none of its own.
    pub via: Option<String>,
    /// Sentences of the summary.
    pub sentences: usize,
    /// Lines of the answer.
    pub lines: usize,
}

/// What several ask and no account holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The asks, by number: the one nearest to all others first, one of each
    /// respondent.
    pub asks: Vec<usize>,
}

/// Where a bill departs from what the inquiry proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// The proposal.
    pub referral: Referral,
    /// Heading of the section.
    pub section: String,
    /// What it says of the inquiry's proposal.
    pub passage: Passage,
}

/// All asks with their fates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Losses {
    /// In the order of the papers.
    pub asks: Vec<Lost>,
    /// In the order of the answers.
    pub lengths: Vec<Length>,
    /// What most respondents raise first.
    pub dropped: Vec<Dropped>,
    /// Where a bill departs from the inquiry.
    pub departures: Vec<Departure>,
}

impl Losses {
    /// Leaves what is told of the answers that are wanted.
    pub fn retain_answers(&mut self, wanted: impl Fn(&Length) -> bool) {
        self.lengths.retain(wanted);
    }

    /// Leaves of the answers those of which an ask is left.
    pub fn retain_asking(&mut self) {
        let key =
            |referral: &Referral, respondent: &str| (referral.title.clone(), respondent.to_owned());
        let asks = self.asks.iter();
        let asking: HashSet<(String, String)> = asks
            .map(|ask| key(&ask.referral, &ask.respondent))
            .collect();
        self.lengths
            .retain(|one| asking.contains(&key(&one.referral, &one.respondent)));
    }

    /// Leaves the asks that are wanted, and what is told of them.
    pub fn retain(&mut self, wanted: impl Fn(&Lost) -> bool) {
        let mut places = Vec::with_capacity(self.asks.len());
        let mut next = 0;
        for ask in &self.asks {
            let kept = wanted(ask);
            places.push(kept.then_some(next));
            next += usize::from(kept);
        }
        let mut at = 0;
        self.asks.retain(|_| {
            at += 1;
            places[at - 1].is_some()
        });
        for one in &mut self.dropped {
            one.asks = one.asks.iter().filter_map(|ask| places[*ask]).collect();
        }
        self.dropped.retain(|one| one.asks.len() >= shared::SEVERAL);
    }
}
