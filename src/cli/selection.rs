//! The positions that were asked for: taken paper by paper, or held and put in
//! order.

use super::reading::Answers;
use super::run::Failure;
use crate::ledger::Places;
use crate::position::{Answer, Choice, Position, Positions};
use crate::unit::Referral;
use std::collections::HashMap;

/// Positions that were chosen, not read yet unless they had to be.
pub(super) struct Selection<'a> {
    answers: &'a Answers<'a>,
    choice: &'a Choice,
    held: Option<Vec<Position>>,
    places: Places,
}

impl<'a> Selection<'a> {
    pub(super) fn of(answers: &'a Answers<'a>, choice: &'a Choice) -> Self {
        Selection {
            answers,
            choice,
            held: None,
            places: Places::default(),
        }
    }

    /// Takes them, some at a time, in document order, or as those stand that are held.
    pub(super) fn each(
        mut self,
        take: impl FnMut(Vec<Position>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut take = take;
        match self.held.take() {
            Some(rows) => take(rows),
            None => self.answers.each_of(self.choice, take),
        }
    }

    /// The answers they stand in, in the order of their respondents.
    pub(super) fn answers(&self) -> Vec<Answer> {
        let mut answers = self.choice.answers(self.answers.answers());
        by_place(&mut answers, &self.places, |one| {
            (&one.referral, &one.respondent)
        });
        answers
    }

    /// Has the respondents of a proposal as they stand there; the positions
    /// themselves, too, where they are in memory.
    pub(super) fn in_order(mut self, places: Places) -> Self {
        self.places = places;
        let arrange = self.arranger();
        if let Some(rows) = &mut self.held {
            arrange(rows);
        }
        self
    }

    /// What puts positions that were taken into that order.
    pub(super) fn arranger(&self) -> impl Fn(&mut [Position]) + use<> {
        let places = self.places.clone();
        move |rows| by_place(rows, &places, |one| (&one.referral, &one.respondent))
    }

    /// All of them, and the answers they stand in.
    pub(super) fn all(self) -> Result<Positions, Failure> {
        let (answers, arrange) = (self.answers(), self.arranger());
        let mut all = Vec::new();
        self.each(|mut rows| {
            all.append(&mut rows);
            Ok(())
        })?;
        arrange(&mut all);
        Ok(Positions { rows: all, answers })
    }

    /// Keeps some of them in memory; what is kept of them is told.
    pub(super) fn only(self, keep: impl Fn(&Position) -> bool) -> Result<Self, Failure> {
        let (answers, choice) = (self.answers, self.choice);
        let mut rows = self.all()?.rows;
        rows.retain(keep);
        Ok(Selection {
            answers,
            choice,
            held: Some(rows),
            places: Places::default(),
        })
    }

    /// Those that are in memory.
    pub(super) fn held(&self) -> &[Position] {
        self.held.as_deref().unwrap_or(&[])
    }
}

/// Sorts what stands under the respondents of proposals; the proposals follow one
/// another as they are met.
fn by_place<T>(all: &mut [T], places: &Places, of: impl Fn(&T) -> (&Referral, &String)) {
    if places.is_empty() {
        return;
    }
    let mut met: HashMap<String, usize> = HashMap::new();
    for one in all.iter() {
        let next = met.len();
        met.entry(of(one).0.key()).or_insert(next);
    }
    all.sort_by_cached_key(|one| {
        let (referral, respondent) = of(one);
        let proposal = met.get(&referral.key()).copied();
        (proposal, places.place(referral, respondent))
    });
}
