//! The cells of a table of positions that hold none, each with the reason: of all
//! who were asked or answered, whatever rows of the table were chosen.

use super::rows::{Answer, AreaKind, Position};
use super::stance::CONFIDENT;
use crate::unit::{Referral, UnitKind};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nobody asked it, and it has not answered.
    NotAsked,
    /// It was asked and has not answered.
    NotAnswered,
    /// It was asked, and whether it has answered no paper here tells.
    NotAmongPapers,
    /// It answered, in a text that is not printed here, or in part only.
    Unreadable,
    /// It answered and says nothing of the area.
    Silent,
    /// What it says is too thin to be a position.
    BelowBar,
}

impl Reason {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NotAsked => "not_asked",
            Reason::NotAnswered => "not_answered",
            Reason::NotAmongPapers => "not_among_papers",
            Reason::Unreadable => "unreadable",
            Reason::Silent => "silent",
            Reason::BelowBar => "below_bar",
        }
    }
}

/// Somebody of whom a ledger tells.
#[derive(Clone, Debug)]
pub struct Accounted<'l> {
    /// Number of the proposal among all.
    pub group: usize,
    /// Its name.
    pub respondent: &'l str,
    /// Other spellings of the name.
    pub spellings: &'l [String],
    /// Why it says nothing where it has no position.
    pub reason: Reason,
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

/// Title and number of a proposal.
type Key = (String, Option<String>);
type Cell = (Key, String, String);
/// Id and name of each area.
type Areas = Vec<(String, String)>;

fn key(referral: &Referral) -> Key {
    (referral.title.clone(), referral.diarienummer.clone())
}

/// The respondent itself speaks, no party and no council.
fn is_own(row: &Position) -> bool {
    !row.kind.is_statement() && row.kind != UnitKind::Radsyttrande
}

/// The cells that positions fill, gathered some at a time.
#[derive(Debug, Default)]
pub struct Cells {
    /// With whether one of its positions is sure enough to be shown.
    filled: HashMap<Cell, bool>,
    /// Areas that only positions tell of.
    told: BTreeMap<Key, BTreeMap<String, String>>,
}

impl Cells {
    /// Adds some positions, of low confidence too; those of respondents count.
    pub fn add(&mut self, rows: &[Position]) {
        for row in rows.iter().filter(|row| is_own(row)) {
            let cell = (key(&row.referral), row.respondent.clone(), row.area.clone());
            *self.filled.entry(cell).or_default() |= row.confidence >= CONFIDENT;
            if row.area_kind == AreaKind::Proposal {
                let told = self.told.entry(key(&row.referral)).or_default();
                told.entry(row.area.clone())
                    .or_insert_with(|| row.area_name.clone());
            }
        }
    }

    /// The cells that hold no position: of the answers of which `chosen` says so,
    /// then of everybody else of whom a ledger tells. `answers` are all, for each
    /// tells what the areas of its proposal are; those that positions alone tell
    /// of have their cells too.
    pub fn missing(
        &self,
        answers: &[Answer],
        chosen: impl Fn(&Answer) -> bool,
        accounted: &[Accounted<'_>],
    ) -> Vec<Missing> {
        let mut proposals: BTreeMap<Option<usize>, (&Referral, Areas)> = BTreeMap::new();
        let mut reasons: HashMap<(Option<usize>, &str), Reason> = HashMap::new();
        for one in accounted {
            let names = one.spellings.iter().map(String::as_str);
            for name in names.chain([one.respondent]) {
                reasons.insert((Some(one.group), name), one.reason);
            }
        }
        let mut answered: HashSet<(Option<usize>, &str)> = HashSet::new();
        let mut missing = Vec::new();
        for answer in answers {
            let (referral, areas) = proposals
                .entry(answer.group)
                .or_insert_with(|| (&answer.referral, self.areas(answer)));
            let who = (answer.group, answer.respondent.as_str());
            if chosen(answer) {
                // That it answers in a text that is here is plain; whether in all
                // of it a ledger knows.
                let reason = match reasons.get(&who) {
                    Some(Reason::Unreadable) => Reason::Unreadable,
                    _ => Reason::Silent,
                };
                missing.extend(self.empty(referral, &answer.respondent, areas, reason));
            }
            answered.insert(who);
        }
        for one in accounted {
            let mut names = one.spellings.iter().map(String::as_str);
            let is_told = |name: &str| answered.contains(&(Some(one.group), name));
            if is_told(one.respondent) || names.any(is_told) {
                continue;
            }
            // Nobody's answer tells what the areas of the proposal are.
            let Some((referral, areas)) = proposals.get(&Some(one.group)) else {
                continue;
            };
            missing.extend(self.empty(referral, one.respondent, areas, one.reason));
        }
        missing
    }

    /// The cells of a respondent that hold no position, for one reason, but for
    /// what is too thin.
    fn empty(
        &self,
        referral: &Referral,
        respondent: &str,
        areas: &[(String, String)],
        reason: Reason,
    ) -> Vec<Missing> {
        let missing = areas.iter().filter_map(|area| {
            let cell = (key(referral), respondent.to_owned(), area.0.clone());
            let reason = match self.filled.get(&cell) {
                Some(true) => return None,
                Some(false) => Reason::BelowBar,
                None => reason,
            };
            Some(Missing {
                referral: referral.clone(),
                respondent: respondent.to_owned(),
                area: area.clone(),
                reason,
            })
        });
        missing.collect()
    }

    /// Id and name of each area of a proposal.
    fn areas(&self, answer: &Answer) -> Areas {
        let known = answer.areas.iter();
        let mut areas: Areas = known
            .map(|area| (area.id.clone(), area.name.clone()))
            .collect();
        let ids: HashSet<&str> = answer.areas.iter().map(|area| area.id.as_str()).collect();
        let told = self.told.get(&key(&answer.referral)).into_iter().flatten();
        let told = told.filter(|(id, _)| !ids.contains(id.as_str()));
        areas.extend(told.map(|(id, name)| (id.clone(), name.clone())));
        areas
    }
}
