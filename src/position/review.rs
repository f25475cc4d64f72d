//! Corrections: a person's judgement goes before the program's, and says who
//! made it and when.
//!
//! Kept in that person's file, so that it survives a new ingest; found again by
//! the unit's id, or by document, respondent and kind if the text moved.

use super::rows::{Answer, Position, Positions};
use super::stance::Stance;
use super::verdict::Verdict;
use crate::error::{Error, Result};
pub use crate::known::judgement::Correction;
use std::collections::{BTreeSet, HashMap, HashSet};

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

/// Puts corrections in force on all that was read, the last word last.
pub fn correct(found: &mut Positions, corrections: &[Correction]) -> Result<()> {
    let in_force = InForce::new(corrections, &found.rows)?;
    found.rows = in_force.put(std::mem::take(&mut found.rows), &found.answers);
    Ok(())
}

/// Corrections, each with the stance it gives, by the unit they speak of.
#[derive(Debug, Default)]
pub struct InForce {
    by_unit: HashMap<String, Vec<(Correction, Option<Stance>)>>,
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
                let place = [&row.document, &row.respondent, row.kind.name()];
                answers.entry(place).or_default().insert(&row.unit);
            }
        }
        let mut by_unit: HashMap<String, Vec<(Correction, Option<Stance>)>> = HashMap::new();
        for correction in corrections {
            let stance = stance_of(&correction.stance)?;
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
            let known = by_unit.entry(unit.to_owned()).or_default();
            known.push((correction.clone(), stance));
        }
        Ok(InForce { by_unit })
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
            corrected.append(&mut unit);
        }
        corrected
    }
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
            row.was = row.was.or(Some(row.stance));
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
