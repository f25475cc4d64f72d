//! The cells of a table of positions that hold none, each with the reason.

use super::rows::{Answer, AreaKind, Position};
use super::stance::CONFIDENT;
use crate::unit::Referral;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It was asked and has not answered.
    NotAnswered,
    /// It answered and says nothing of the area.
    Silent,
    /// What it says is too thin to be a position.
    BelowBar,
}

impl Reason {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NotAnswered => "not_answered",
            Reason::Silent => "silent",
            Reason::BelowBar => "below_bar",
        }
    }
}

/// A cell without a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The proposal.
    pub referral: Referral,
    /// Whose cell it is.
    pub respondent: String,
    /// Id and name of the area.
    pub area: (String, String),
    /// Why nothing stands there.
    pub reason: Reason,
}

type Cell = (String, Option<String>, String, String);

fn cell(referral: &Referral, respondent: &str, area: &str) -> Cell {
    (
        referral.title.clone(),
        referral.diarienummer.clone(),
        respondent.to_owned(),
        area.to_owned(),
    )
}

/// The cells that positions fill, gathered some at a time.
#[derive(Debug, Default)]
pub struct Cells {
    /// With whether one of its positions is sure enough to be shown.
    filled: HashMap<Cell, bool>,
    /// Areas that only positions tell of, by title and number of the proposal.
    told: BTreeMap<(String, Option<String>), BTreeMap<String, String>>,
}

impl Cells {
    /// Adds some positions of answers, of low confidence too.
    pub fn add(&mut self, rows: &[Position]) {
        for row in rows.iter().filter(|row| row.is_answer()) {
            let cell = cell(&row.referral, &row.respondent, &row.area);
            *self.filled.entry(cell).or_default() |= row.confidence >= CONFIDENT;
            if row.area_kind == AreaKind::Proposal {
                let told = self.told.entry(key(&row.referral)).or_default();
                told.entry(row.area.clone())
                    .or_insert_with(|| row.area_name.clone());
            }
        }
    }

    /// The cells of these answers, and of those who were asked and did not answer
    /// (each with its proposal), that hold no position.
    /// Areas that positions alone tell of have their cells too.
    pub fn missing<'l>(
        &self,
        answers: &[Answer],
        unanswered: impl Iterator<Item = (&'l Referral, &'l str)>,
    ) -> Vec<Missing> {
        let mut missing = Vec::new();
        let mut areas: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
        for answer in answers {
            let areas = areas
                .entry(&answer.referral.title)
                .or_insert_with(|| self.areas(answer));
            for (id, name) in areas.iter() {
                let filled = self
                    .filled
                    .get(&cell(&answer.referral, &answer.respondent, id));
                let reason = match filled {
                    Some(true) => continue,
                    Some(false) => Reason::BelowBar,
                    None => Reason::Silent,
                };
                missing.push(Missing {
                    referral: answer.referral.clone(),
                    respondent: answer.respondent.clone(),
                    area: (id.clone(), name.clone()),
                    reason,
                });
            }
        }
        for (referral, respondent) in unanswered {
            let areas = areas.get(referral.title.as_str()).into_iter().flatten();
            missing.extend(areas.map(|area| Missing {
                referral: referral.clone(),
                respondent: respondent.to_owned(),
                area: area.clone(),
                reason: Reason::NotAnswered,
            }));
        }
        missing
    }

    /// Id and name of each area of a proposal.
    fn areas(&self, answer: &Answer) -> Vec<(String, String)> {
        let known = answer.areas.iter();
        let mut areas: Vec<(String, String)> = known
            .map(|area| (area.id.clone(), area.name.clone()))
            .collect();
        let ids: HashSet<&str> = answer.areas.iter().map(|area| area.id.as_str()).collect();
        let told = self.told.get(&key(&answer.referral)).into_iter().flatten();
        let told = told.filter(|(id, _)| !ids.contains(id.as_str()));
        areas.extend(told.map(|(id, name)| (id.clone(), name.clone())));
        areas
    }
}

fn key(referral: &Referral) -> (String, Option<String>) {
    (referral.title.clone(), referral.diarienummer.clone())
}
