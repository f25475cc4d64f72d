//! What every form of the report is made of: the answers of one referral, each
//! with its place, and the names that the parts of a report go by.
//!
//! Plain data and simple questions to it; nothing is read here.

use super::apart::Apart;
use super::asks::Asking;
use super::cited::Pictures;
use super::said::Said;
use crate::alphabet::compare;
use crate::lang::Words;
use crate::ledger::{Entry, Ledger, Status};
use crate::lost::{Losses, Lost};
use crate::paper::Paper;
use crate::position::{Area, Correction, Position};
use crate::reuse::Reuse;
use crate::text::Cited;
use crate::unit::{Referral, Unit, UnitKind};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// All that a report on one referral tells.
#[derive(Debug)]
pub struct Material {
    /// The proposal.
    pub referral: Referral,
    /// When, with what and how the report was made.
    pub made: Made,
    /// Who was asked and what became of it, in the order they were asked.
    pub ledger: Ledger,
    /// Who answers or was asked, in that order, others after.
    pub respondents: Vec<Respondent>,
    /// Areas of which somebody speaks, in the proposal's order; the whole first.
    pub areas: Vec<Area>,
    /// Areas of which nobody speaks.
    pub silent: Vec<Area>,
    /// Positions that are sure enough to be shown: of answers, of parties and of
    /// councils, in document order.
    pub positions: Vec<Position>,
    /// How many of them are told by an account of answers that are not here.
    pub retold: usize,
    /// How many were left out because they are not.
    pub unsure: usize,
    /// What is asked for or objected to, each sentence once.
    pub asks: Vec<Asking>,
    /// Asks and objections, and what the summary makes of them.
    pub losses: Losses,
    /// Statements and their families.
    pub statements: Reuse,
    /// Answers and what they share.
    pub answers: Reuse,
    /// What one view alone shows.
    pub apart: Apart,
    /// Pages that are cited, as they look, where they are asked for.
    pub pictures: Pictures,
    /// The papers, in the order of their names.
    pub papers: Vec<Filed>,
    /// The corrections that are in force here.
    pub corrections: Vec<Correction>,
    /// Papers of the archive that nobody recognised, by name.
    pub unrecognised: Vec<String>,
    /// Under what the proposal goes in the papers.
    pub(super) keys: BTreeSet<String>,
    /// Papers by name, and by id.
    pub(super) by_name: HashMap<String, usize>,
    pub(super) by_id: HashMap<String, usize>,
    /// What areas go by in addresses, by id.
    pub(super) area_slugs: HashMap<String, String>,
    /// Respondents by name.
    pub(super) by_respondent: HashMap<String, usize>,
    /// What became of asks, by document and lines.
    pub(super) lost_at: HashMap<(String, Cited), Vec<usize>>,
}

/// When, with what and how a report was made.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// The day, ISO.
    pub day: String,
    /// Version of the program.
    pub version: &'static str,
    /// What was masked of persons.
    pub masked: Masked,
    /// The papers' texts go with it.
    pub texts: bool,
}

/// What was done about private persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Masked {
    /// Nothing; papers are told as they are.
    Nothing,
    /// They are called "Privatperson 1" and so on; numbers and addresses are
    /// masked.
    #[default]
    Named,
    /// What they answer is left out.
    LeftOut,
}

/// Somebody who was asked or who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respondent {
    /// Normal form of the name.
    pub name: String,
    /// "domstol", "kommun", "namnd" …, where it is known.
    pub kind: Option<String>,
    /// What it goes by in addresses: letters, figures and hyphens, its own.
    pub slug: String,
    /// Its place in the ledger.
    pub entry: Option<usize>,
    /// Its own positions, by number.
    pub rows: Vec<usize>,
    /// Positions of parties and councils in it, by number.
    pub statements: Vec<usize>,
}

/// A paper, and what it goes by.
#[derive(Debug)]
pub struct Filed {
    /// The paper.
    pub paper: Paper,
    /// Ids of its units, in order.
    pub units: Vec<String>,
    /// "d1", "d2" …
    pub slug: String,
}

/// How many respondents did what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Were asked.
    pub asked: usize,
    /// Answered, in whatever form.
    pub answered: usize,
    /// Of those, were not asked.
    pub unasked: usize,
    /// Their answer is printed in part.
    pub partial: usize,
    /// Said that they do not answer.
    pub abstained: usize,
    /// Did not answer, or nothing of it is among the papers.
    pub missing: usize,
    /// Answered after the last day.
    pub late: usize,
}

impl Material {
    /// How many positions there are, how many are left out, and how many of them
    /// people have looked at, in words.
    pub fn how_sure<'w>(&self, words: &'w Words) -> Cow<'w, str> {
        let reviewed = self.positions.iter();
        let reviewed = reviewed.filter(|row| row.review().is_reviewed());
        let given = [
            ("n", self.positions.len().into()),
            ("unsure", self.unsure.into()),
            ("reviewed", reviewed.count().into()),
        ];
        let sure = words.with("how-sure-told", &given);
        match self.retold {
            0 => sure,
            retold => Cow::Owned(format!("{sure} {}", words.count("how-sure-retold", retold))),
        }
    }

    /// How many did what.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for entry in &self.ledger.entries {
            totals.asked += usize::from(entry.asked);
            totals.late += usize::from(entry.late.is_some_and(|late| late.late));
            totals.abstained += usize::from(entry.status == Status::Abstained);
            totals.missing += usize::from(entry.status.is_missing());
            totals.partial += usize::from(entry.status == Status::Partial);
            if entry.status.has_answered() {
                totals.answered += 1;
                totals.unasked += usize::from(!entry.asked);
            }
        }
        totals
    }

    /// A respondent's entry in the ledger.
    pub fn entry(&self, respondent: &Respondent) -> Option<&Entry> {
        self.ledger.entries.get(respondent.entry?)
    }

    /// The day of an entry's answer: on which it came in, else that it bears.
    pub fn day_of<'m>(&'m self, entry: &'m Entry) -> Option<&'m str> {
        entry.received.as_deref().or_else(|| {
            let row = self.respondent(&entry.respondent)?.rows.first()?;
            self.positions[*row].date.as_deref()
        })
    }

    /// Somebody by name.
    pub fn respondent(&self, name: &str) -> Option<&Respondent> {
        self.respondents.get(*self.by_respondent.get(name)?)
    }

    /// A respondent's own positions on an area; several where it answers twice.
    pub fn cell<'m>(&'m self, respondent: &'m Respondent, area: &str) -> Vec<&'m Position> {
        let rows = respondent.rows.iter().map(|at| &self.positions[*at]);
        rows.filter(|row| row.area == area).collect()
    }

    /// What parties and councils in it say of an area.
    pub fn beside<'m>(&'m self, respondent: &'m Respondent, area: &str) -> Vec<&'m Position> {
        let rows = respondent.statements.iter().map(|at| &self.positions[*at]);
        rows.filter(|row| row.area == area).collect()
    }

    /// The positions of answers on an area, in document order.
    pub fn of_area<'m>(&'m self, area: &'m str) -> impl Iterator<Item = &'m Position> {
        self.positions
            .iter()
            .filter(move |row| row.area == area && row.is_answer())
    }

    /// The same by what is said, a respondent once under each.
    pub(super) fn said_of<'m>(&'m self, area: &'m str) -> BTreeMap<Said, Vec<&'m Position>> {
        let mut said: BTreeMap<Said, Vec<&Position>> = BTreeMap::new();
        for row in self.of_area(area) {
            let rows = said.entry(Said::of(row)).or_default();
            if !rows.iter().any(|other| other.respondent == row.respondent) {
                rows.push(row);
            }
        }
        said
    }

    /// Who says what of an area, in a ministry's order; one that says two things is
    /// counted in both.
    pub(super) fn tally<'m>(&'m self, area: &'m str) -> BTreeMap<Said, BTreeSet<&'m str>> {
        let mut tally: BTreeMap<Said, BTreeSet<&str>> = BTreeMap::new();
        for row in self.of_area(area) {
            tally
                .entry(Said::of(row))
                .or_default()
                .insert(&row.respondent);
        }
        tally
    }

    /// All that answers say of areas, in a ministry's order.
    pub(super) fn said(&self) -> BTreeSet<Said> {
        let answers = self.positions.iter().filter(|row| row.is_answer());
        answers.map(Said::of).collect()
    }

    /// The paper that a unit stands in, else the one of this name.
    pub fn filed(&self, unit: Option<&str>, name: &str) -> Option<&Filed> {
        let id = unit.and_then(|unit| unit.split(':').next());
        let at = id.and_then(|id| self.by_id.get(id));
        self.papers.get(*at.or_else(|| self.by_name.get(name))?)
    }

    /// A unit is on this proposal: a paper may answer several.
    pub(super) fn holds(&self, filed: &Filed, unit: &Unit) -> bool {
        let referrals = &filed.paper.segmentation.referrals;
        let Some(named) = unit.referral.and_then(|at| referrals.get(at)) else {
            return true;
        };
        if self.keys.contains(&named.key()) {
            return true;
        }
        let ours = &self.referral;
        let number = named.diarienummer.is_some() && named.diarienummer == ours.diarienummer;
        number || named.title == ours.title
    }

    /// Statements of parties and councils in which no position was read, with
    /// their ids, in the order of the papers.
    pub(super) fn unread(&self) -> Vec<(&Filed, &str, &Unit)> {
        let told: HashSet<&str> = self.positions.iter().map(|row| row.unit.as_str()).collect();
        let is_beside = |unit: &Unit| {
            let beside = unit.kind.is_statement() || unit.kind == UnitKind::Radsyttrande;
            beside && !unit.pointer && unit.respondent.is_some()
        };
        let mut unread = Vec::new();
        for filed in &self.papers {
            let units = filed.units.iter().zip(&filed.paper.segmentation.units);
            for (id, unit) in units {
                if is_beside(unit) && !told.contains(id.as_str()) && self.holds(filed, unit) {
                    unread.push((filed, id.as_str(), unit));
                }
            }
        }
        unread
    }

    /// Whoever it is, it answered, in whatever form.
    pub fn has_answered(&self, respondent: &Respondent) -> bool {
        match self.entry(respondent) {
            Some(entry) => entry.status.has_answered(),
            None => !respondent.rows.is_empty(),
        }
    }

    /// What an area goes by in addresses.
    pub fn area_slug(&self, id: &str) -> &str {
        self.area_slugs.get(id).map_or("x", String::as_str)
    }

    /// "6.2 Skyfallsavgift"; the id of an area that nobody knows.
    pub fn area_title(&self, id: &str) -> String {
        let all = self.areas.iter().chain(&self.silent);
        let found = all.into_iter().find(|area| area.id == id);
        found.map_or_else(|| id.to_owned(), Area::title)
    }

    /// A paper here sums up answers.
    pub fn is_summed_up(&self) -> bool {
        let papers = self.papers.iter();
        let mut units = papers.flat_map(|filed| &filed.paper.segmentation.units);
        units.any(|unit| unit.kind == UnitKind::Sammanfattning)
    }

    /// What became of asks by respondent, in the order in which they were asked.
    pub(super) fn lost_by_respondent(&self) -> Vec<(&str, Vec<&Lost>)> {
        let mut of: HashMap<&str, Vec<&Lost>> = HashMap::new();
        for one in &self.losses.asks {
            of.entry(&one.respondent).or_default().push(one);
        }
        let mut by: Vec<(&str, Vec<&Lost>)> = of.into_iter().collect();
        let place = |name: &str| self.by_respondent.get(name).copied();
        by.sort_by(|(a, _), (b, _)| {
            let at = |name| place(name).unwrap_or(usize::MAX);
            at(a).cmp(&at(b)).then_with(|| compare(a, b))
        });
        by
    }

    /// What became of the asks at a place.
    pub fn lost_at(&self, document: &str, lines: Cited) -> impl Iterator<Item = &Lost> {
        let found = self.lost_at.get(&(document.to_owned(), lines));
        let found = found.into_iter().flatten();
        found.map(|at| &self.losses.asks[*at])
    }
}
