//! Corrections: a person's judgement goes before the program's, and says who
//! made it and when. Where two persons differ neither holds.
//!
//! Kept in that person's file, so that it survives a new ingest; found again by
//! the unit's id, or by document, respondent and kind if the text moved.

use super::asked::AsksInForce;
use super::gather::Readings;
use super::rows::{Answer, Position, Positions};
use super::stance::Stance;
use super::verdict::Verdict;
use crate::error::{Error, Result};
use crate::known::force::Words;
use crate::known::judgement::AskJudged;
pub use crate::known::judgement::Correction;
use crate::paper::Paper;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

/// The stance that takes a position away.
pub const NOT_RAISED: &str = "ej_berörd";

/// The stance a correction names; `None` takes the position away.
pub fn stance_of(name: &str) -> Result<Option<Stance>> {
    if crate::analyse::undotted(&name.to_lowercase()) == crate::analyse::undotted(NOT_RAISED) {
        return Ok(None);
    }
    Stance::from_name(name).map(Some).ok_or_else(|| {
        let names: Vec<&str> = Stance::ALL.into_iter().map(Stance::name).collect();
        Error::new(format!("no stance is called {name}")).cure(format!(
            "the stances are {}, {NOT_RAISED}",
            names.join(", ")
        ))
    })
}

/// The stance that a verdict and a stance as typed come to.
pub fn judged(verdict: Option<&str>, stance: Option<&str>) -> Result<Option<Stance>> {
    let Some(name) = verdict else {
        return stance_of(stance.unwrap_or_default());
    };
    let verdict = Verdict::from_name(name).ok_or_else(|| {
        let names = Verdict::ALL.map(Verdict::name).join(", ");
        Error::new(format!("no verdict is called {name}")).cure(format!("the verdicts are {names}"))
    })?;
    match stance {
        Some(stance) => stance_of(stance),
        None => Ok(Some(verdict.stance(false))),
    }
}

/// Puts corrections in force on all that was read.
pub fn correct(found: &mut Positions, corrections: &[Correction]) -> Result<()> {
    let in_force = InForce::new(corrections, &found.rows)?;
    found.rows = in_force.put(std::mem::take(&mut found.rows), &found.answers);
    Ok(())
}

/// Corrections, each with the stance it gives, by the unit they speak of; and
/// judgements of asks.
#[derive(Debug, Default)]
pub struct InForce {
    by_unit: HashMap<String, Vec<(Correction, Option<Stance>)>>,
    /// Areas of units on which persons differ.
    differ: HashMap<String, BTreeSet<String>>,
    asks: AsksInForce,
    problems: Vec<Error>,
}

impl InForce {
    /// Finds the units that corrections speak of, among all rows that can be
    /// meant: the one with the id; if the text moved, the one answer of this
    /// respondent in this document, if there is just one.
    pub fn new(corrections: &[Correction], rows: &[Position]) -> Result<Self> {
        let mut ids = HashSet::new();
        let mut answers: HashMap<[&str; 3], BTreeSet<&str>> = HashMap::new();
        for row in rows {
            ids.insert(row.unit.as_str());
            if !row.kind.is_statement() {
                let place = [row.document.as_str(), &row.respondent, row.kind.name()];
                answers.entry(place).or_default().insert(&row.unit);
            }
        }
        let mut by_unit: BTreeMap<String, Vec<&Correction>> = BTreeMap::new();
        for correction in corrections {
            let place = [
                &*correction.document,
                &*correction.respondent,
                &*correction.unit_kind,
            ];
            let unit = match answers.get(&place) {
                _ if ids.contains(&*correction.unit) => &*correction.unit,
                Some(units) if units.len() == 1 => units.first().copied().unwrap_or(""),
                _ => continue,
            };
            by_unit.entry(unit.to_owned()).or_default().push(correction);
        }
        let mut found = InForce::default();
        for (unit, said) in by_unit {
            let mut differ = BTreeSet::new();
            let agreed = agreed(&said, &mut differ, &mut found.problems).into_iter();
            let with_stance = |one: &Correction| Ok((one.clone(), stance_of(&one.stance)?));
            let agreed: Result<Vec<_>> = agreed.map(with_stance).collect();
            found.differ.insert(unit.clone(), differ);
            found.by_unit.insert(unit, agreed?);
        }
        Ok(found)
    }

    /// Adds judgements of asks; `has` tells of a document's id whether it is here.
    pub fn with_asks<'j>(
        mut self,
        judged: impl Iterator<Item = &'j AskJudged>,
        has: impl Fn(&str) -> bool,
    ) -> Self {
        self.asks = AsksInForce::new(judged, has, &mut self.problems);
        self
    }

    /// What persons differ on.
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// Corrects the rows of a paper: where it stands, and what it asks.
    pub fn put_in(
        &self,
        paper: &Paper,
        rows: Vec<Position>,
        readings: &Readings<'_>,
    ) -> Vec<Position> {
        let mut rows = self.put(rows, readings.answers());
        self.asks.put(&mut rows, paper, readings);
        rows
    }

    /// Corrects rows; those of a unit stand together.
    pub fn put(&self, rows: Vec<Position>, answers: &[Answer]) -> Vec<Position> {
        if self.by_unit.is_empty() {
            return rows;
        }
        let mut corrected = Vec::with_capacity(rows.len());
        let mut rows = rows.into_iter().peekable();
        while let Some(first) = rows.next() {
            let mut unit = vec![first];
            while let Some(row) = rows.next_if(|row| row.unit == unit[0].unit) {
                unit.push(row);
            }
            for (correction, stance) in self.by_unit.get(&unit[0].unit).into_iter().flatten() {
                correction.put(*stance, &mut unit, answers);
                if unit.is_empty() {
                    break;
                }
            }
            for row in &mut unit {
                let areas = self.differ.get(&row.unit);
                if areas.is_some_and(|areas| areas.contains(&row.area)) {
                    (row.was, row.was_verdict) = (Some(row.stance), row.verdict);
                }
            }
            corrected.append(&mut unit);
        }
        corrected
    }
}

/// A position of a unit on which persons differ, with the last word of each.
#[cfg(feature = "serve")]
#[derive(Clone, Debug)]
pub(crate) struct Dispute<'c> {
    pub(crate) unit: &'c str,
    pub(crate) area: &'c str,
    pub(crate) said: Vec<&'c Correction>,
}

/// What persons differ on; none of it is in force.
#[cfg(feature = "serve")]
pub(crate) fn disputes<'c>(all: impl Iterator<Item = &'c Correction>) -> Vec<Dispute<'c>> {
    let mut by_place: BTreeMap<[&str; 2], Words<'_, (usize, &Correction)>> = BTreeMap::new();
    for (at, one) in all.enumerate() {
        let words = by_place.entry([&one.unit, &one.focus_area]).or_default();
        words.say(&one.by, one.decides, (at, one));
    }
    let differ = by_place.into_iter().filter(|(_, words)| !is_settled(words));
    let dispute =
        |([unit, area], words): ([&'c str; 2], Words<'c, (usize, &'c Correction)>)| Dispute {
            unit,
            area,
            said: words.all().map(|(_, (_, one))| *one).collect(),
        };
    differ.map(dispute).collect()
}

/// All say the same of one position.
fn is_settled(words: &Words<'_, (usize, &Correction)>) -> bool {
    // Who confirms a stance says nothing of the verdict.
    let verdicts = words.all().map(|(_, (_, one))| one.verdict.as_str());
    let verdicts: BTreeSet<&str> = verdicts.filter(|verdict| !verdict.is_empty()).collect();
    words.agreed(|(_, one)| &one.stance).is_some() && verdicts.len() < 2
}

/// The last word of each person on each area of a unit, where all say the same.
fn agreed<'c>(
    said: &[&'c Correction],
    differ: &mut BTreeSet<String>,
    problems: &mut Vec<Error>,
) -> Vec<&'c Correction> {
    let mut by_area: BTreeMap<&str, Words<'_, (usize, &'c Correction)>> = BTreeMap::new();
    for (at, one) in said.iter().enumerate() {
        let words = by_area.entry(&one.focus_area).or_default();
        words.say(&one.by, one.decides, (at, one));
    }
    let mut held: Vec<(usize, &Correction)> = Vec::new();
    for (area, words) in &by_area {
        if is_settled(words) {
            held.extend(words.all().map(|(_, one)| *one));
            continue;
        }
        differ.insert((*area).to_owned());
        let judged = words
            .all()
            .map(|(by, (_, one))| format!("{} by {by}", one.says()));
        let all: Vec<String> = judged.collect();
        let what = format!("{}, {area}: {}", said[0].respondent, all.join(", "));
        let cure = "neither is in force; one of you yields, or \
                    `remiss correct UNIT focus=AREA --decide NAME`";
        problems.push(Error::new(what).at(Path::new(&said[0].document)).cure(cure));
    }
    held.sort_by_key(|(at, _)| *at);
    held.into_iter().map(|(_, one)| one).collect()
}

impl Correction {
    /// Corrects the rows of its unit.
    fn put(&self, stance: Option<Stance>, rows: &mut Vec<Position>, answers: &[Answer]) {
        let concerns = |row: &Position| row.area == self.focus_area;
        let Some(stance) = stance else {
            rows.retain(|row| !concerns(row));
            return;
        };
        for row in rows.iter_mut().filter(|row| concerns(row)) {
            if row.was.is_none() {
                (row.was, row.was_verdict) = (Some(row.stance), row.verdict);
            }
            if row.stance != stance || self.verdict().is_some() {
                row.verdict = self.verdict();
            }
            row.stance = stance;
            row.confidence = 1.0;
            row.corrected = Some(self.clone());
        }
        if !rows.iter().any(concerns) {
            let row = self.missing(&rows[rows.len() - 1], answers, stance);
            rows.push(row);
        }
    }

    /// What it says in one word: the verdict, where it gives one.
    pub(crate) fn says(&self) -> &str {
        match self.verdict.as_str() {
            "" => &self.stance,
            verdict => verdict,
        }
    }

    /// The verdict that it gives.
    fn verdict(&self) -> Option<Verdict> {
        Verdict::from_name(&self.verdict)
    }

    /// A topic the program did not see: a row beside another of the unit.
    fn missing(&self, other: &Position, answers: &[Answer], stance: Stance) -> Position {
        let mut named = answers.iter().flat_map(|answer| answer.areas.iter());
        let area = named.find(|area| area.id == self.focus_area);
        Position {
            area: self.focus_area.clone(),
            area_name: area.map_or_else(|| self.focus_area.clone(), |area| area.name.clone()),
            stance,
            verdict: self.verdict(),
            confidence: 1.0,
            evidence: Vec::new(),
            asks: Vec::new(),
            objections: Vec::new(),
            corrected: Some(self.clone()),
            ..other.clone()
        }
    }
}
