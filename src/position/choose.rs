//! Which positions were asked for: by board, focus area, stance, party and
//! referral.

use super::rows::{Answer, Position};
use super::stance::{CONFIDENT, Stance};
use crate::error::{Error, Result};
use crate::unit::Referral;

/// What a person wants to see.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Parts of respondents' names; any if empty.
    pub boards: Vec<String>,
    /// Ids of focus areas; any if empty.
    pub areas: Vec<String>,
    /// Stances; any if empty.
    pub stances: Vec<Stance>,
    /// Parties that signed; any if empty.
    pub parties: Vec<String>,
    /// Part of a referral's title, or its case number.
    pub referral: Option<String>,
    /// Rows of low confidence too.
    pub all: bool,
}

/// A choice being made, some rows at a time.
#[derive(Clone)]
pub struct Chosen<'c> {
    choice: &'c Choice,
    referral: Option<String>,
    /// The referral is here.
    is_here: bool,
    /// For each board that was named whether it has a row here.
    has_row: Vec<bool>,
}

impl<'c> Chosen<'c> {
    /// A choice among the rows of these answers.
    pub fn new(choice: &'c Choice, answers: &[Answer]) -> Self {
        let mut chosen = Chosen {
            referral: choice.referral.as_deref().map(str::to_lowercase),
            is_here: false,
            has_row: vec![false; choice.boards.len()],
            choice,
        };
        chosen.is_here = answers.iter().any(|answer| chosen.means(&answer.referral));
        chosen
    }

    /// Whether it shows only behind the last row that all that was named is
    /// here; nothing is to be written before.
    pub fn is_open(&self) -> bool {
        !self.is_here && self.referral.is_some() || !self.choice.boards.is_empty()
    }

    /// Narrows rows to what was chosen.
    pub fn rows(&mut self, mut rows: Vec<Position>) -> Vec<Position> {
        rows.retain(|row| {
            if !self.means(&row.referral) {
                return false;
            }
            self.is_here = true;
            let mut called = self.choice.boards.is_empty();
            for (wanted, has_row) in self.choice.boards.iter().zip(&mut self.has_row) {
                let is_called = is_called(&row.respondent, wanted);
                *has_row |= is_called;
                called |= is_called;
            }
            called && fits(row, self.choice)
        });
        rows
    }

    /// Narrows answers to what was chosen.
    pub fn answers(&self, answers: &[Answer]) -> Vec<Answer> {
        let boards = &self.choice.boards;
        let called = |answer: &&Answer| {
            boards.is_empty()
                || boards
                    .iter()
                    .any(|wanted| is_called(&answer.respondent, wanted))
        };
        let meant = answers.iter().filter(|answer| self.means(&answer.referral));
        meant.filter(called).cloned().collect()
    }

    /// Behind the last row: a referral or board that nothing here has is an
    /// error that lists what there is.
    pub fn check(&self, answers: &[Answer]) -> Result<()> {
        if let Some(wanted) = self.choice.referral.as_deref().filter(|_| !self.is_here) {
            let titles = answers.iter().map(|answer| answer.referral.title.as_str());
            return Err(nothing_called("referral", wanted, titles));
        }
        let mut boards = self.choice.boards.iter().zip(&self.has_row);
        if let Some((wanted, _)) = boards.find(|(_, has_row)| !**has_row) {
            let meant = answers.iter().filter(|answer| self.means(&answer.referral));
            return Err(nothing_called(
                "board",
                wanted,
                meant.map(|answer| answer.respondent.as_str()),
            ));
        }
        Ok(())
    }

    fn means(&self, referral: &Referral) -> bool {
        self.referral.as_deref().is_none_or(|wanted| {
            let mut numbers = referral.numbers.iter().chain(&referral.diarienummer);
            referral.title.to_lowercase().contains(wanted)
                || numbers.any(|number| number.to_lowercase().contains(wanted))
        })
    }
}

fn fits(row: &Position, choice: &Choice) -> bool {
    let signed = |party: &String| {
        row.signers
            .iter()
            .any(|signer| signer.party.eq_ignore_ascii_case(party))
    };
    (choice.all || row.confidence >= CONFIDENT)
        && (choice.areas.is_empty() || choice.areas.contains(&row.area))
        && (choice.stances.is_empty() || choice.stances.contains(&row.stance))
        && (choice.parties.is_empty() || choice.parties.iter().any(signed))
}

fn is_called(name: &str, wanted: &str) -> bool {
    name.to_lowercase().contains(&wanted.to_lowercase())
}

fn nothing_called<'a>(what: &str, wanted: &str, known: impl Iterator<Item = &'a str>) -> Error {
    let mut known: Vec<&str> = known.filter(|name| !name.is_empty()).collect();
    known.sort_unstable();
    known.dedup();
    Error::new(format!("no {what} here is called \"{wanted}\""))
        .cure(format!("there are: {}", known.join("; ")))
}
