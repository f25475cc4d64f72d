//! Corrections: a person's judgement goes before the program's, and says who
//! made it and when.
//!
//! Kept in a file of its own, so that it survives a new ingest; found again
//! by the unit's id, or by document, respondent and kind if the text moved.

use super::rows::{Answer, Position, Positions};
use super::stance::Stance;
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};

/// One judgement of a person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Id of the unit.
    pub unit: String,
    /// Its document.
    pub document: String,
    /// Its respondent.
    pub respondent: String,
    /// Its kind.
    pub unit_kind: String,
    /// Id of the focus area.
    pub focus_area: String,
    /// The stance; "ej_berörd" takes the position away.
    pub stance: String,
    /// Who says so.
    pub by: String,
    /// When, YYYY-MM-DD.
    pub on: String,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// The stance that takes a position away.
pub const NOT_RAISED: &str = "ej_berörd";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    correction: Vec<Correction>,
}

/// What a file of corrections holds.
#[derive(Debug)]
pub struct Reviewed {
    /// Those that can be read, in the order of the file.
    pub corrections: Vec<Correction>,
    /// Why others cannot, with their lines.
    pub broken: Vec<Error>,
}

/// Reads a file of corrections. One that is cut off or edited badly costs
/// itself alone.
pub fn corrections(text: &str) -> Reviewed {
    let mut found = Reviewed {
        corrections: Vec::new(),
        broken: Vec::new(),
    };
    match parsed(text, 0) {
        Ok(all) => found.corrections = all,
        Err(whole) => {
            for (at, entry) in entries(text) {
                match parsed(entry, at) {
                    Ok(some) => found.corrections.extend(some),
                    Err(error) => found.broken.push(error),
                }
            }
            if found.broken.is_empty() {
                found.broken.push(whole);
            }
        }
    }
    found
}

/// The file cut before each heading, with the number of lines before.
fn entries(text: &str) -> Vec<(usize, &str)> {
    let (mut entries, mut start, mut start_line, mut at) = (Vec::new(), 0, 0, 0);
    for (line, words) in text.split_inclusive('\n').enumerate() {
        if words.trim() == "[[correction]]" && at > start {
            entries.push((start_line, &text[start..at]));
            (start, start_line) = (at, line);
        }
        at += words.len();
    }
    entries.push((start_line, &text[start..]));
    entries
}

/// `before` lines stand before the text.
fn parsed(text: &str, before: usize) -> Result<Vec<Correction>> {
    let at = |span: std::ops::Range<usize>| {
        let lines = text.as_bytes()[..span.start.min(text.len())]
            .iter()
            .filter(|byte| **byte == b'\n');
        before + lines.count() + 1
    };
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(before + 1, at);
        Error::new(format!("line {line}: {}", error.message()))
            .cure("this one is left out; `remiss review` writes the file; a correction is [[correction]] with unit, document, respondent, unit_kind, focus_area, stance, by, on")
    })?;
    for correction in &file.correction {
        stance_of(&correction.stance)?;
    }
    Ok(file.correction)
}

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

/// A basic string of TOML.
fn quoted(words: &str) -> String {
    let mut quoted = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

impl Correction {
    /// The correction as it stands in the file.
    pub fn to_toml(&self) -> String {
        let fields = [
            ("unit", &self.unit),
            ("document", &self.document),
            ("respondent", &self.respondent),
            ("unit_kind", &self.unit_kind),
            ("focus_area", &self.focus_area),
            ("stance", &self.stance),
            ("by", &self.by),
            ("on", &self.on),
            ("note", &self.note),
        ];
        let lines: Vec<String> = fields
            .iter()
            .map(|(name, words)| format!("{name} = {}\n", quoted(words)))
            .collect();
        format!("[[correction]]\n{}\n", lines.concat())
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
            row.stance = stance;
            row.confidence = 1.0;
            row.corrected = Some(self.clone());
        }
        if !rows.iter().any(concerns) {
            let row = self.missing(&rows[rows.len() - 1], answers, stance);
            rows.push(row);
        }
    }

    /// A topic the program did not see: a row beside another of the unit.
    fn missing(&self, other: &Position, answers: &[Answer], stance: Stance) -> Position {
        let mut named = answers.iter().flat_map(|answer| answer.areas.iter());
        let name = named.find(|(id, _)| *id == self.focus_area);
        Position {
            area: self.focus_area.clone(),
            area_name: name.map_or_else(|| self.focus_area.clone(), |(_, name)| name.clone()),
            stance,
            confidence: 1.0,
            evidence: Vec::new(),
            asks: Vec::new(),
            objections: Vec::new(),
            corrected: Some(self.clone()),
            ..other.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_note_holds_is_read_back() {
        let correction = Correction {
            unit: "a:1".into(),
            document: "a".into(),
            respondent: "Ö".into(),
            unit_kind: "yttrande".into(),
            focus_area: "helhet".into(),
            stance: "kritik".into(),
            by: "\"Anna\" \\ Å".into(),
            on: "2024-05-05".into(),
            note: "a\u{AD}b\u{200B}\n\t\u{7}".into(),
        };
        let read = corrections(&correction.to_toml());
        assert_eq!(read.corrections, std::slice::from_ref(&correction));
        assert!(read.broken.is_empty());
        // Cut off in the last entry, and added to after that.
        let cut = format!("{}[[correction]]\nunit = \"ab\n", correction.to_toml());
        let read = corrections(&format!("{cut}{}", correction.to_toml()));
        assert_eq!(read.corrections, [correction.clone(), correction]);
        let told: Vec<String> = read.broken.iter().map(Error::to_string).collect();
        assert!(
            told.len() == 1 && told[0].starts_with("line 13"),
            "{told:?}"
        );
    }
}
