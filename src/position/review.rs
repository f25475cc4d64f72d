//! Corrections: a person's judgement goes before the program's, and says who
//! made it and when.
//!
//! Kept in a file of its own, so that it survives a new ingest; found again
//! by the unit's id, or by document, respondent and kind if the text moved.

use super::rows::{Position, Positions};
use super::stance::Stance;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// One judgement of a person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Reads a file of corrections.
pub fn corrections(text: &str) -> Result<Vec<Correction>> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        Error::new(format!("line {line}: {}", error.message()))
            .cure("`remiss review` writes the file; a correction is [[correction]] with unit, document, respondent, unit_kind, focus_area, stance, by, on")
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

impl Correction {
    /// The correction as it stands in the file.
    pub fn to_toml(&self) -> String {
        let quoted = |words: &str| format!("{words:?}");
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

    fn concerns(&self, row: &Position) -> bool {
        let moved = self.document == row.document
            && self.respondent == row.respondent
            && self.unit_kind == row.kind.name();
        self.focus_area == row.area && (self.unit == row.unit || moved && !row.kind.is_statement())
    }
}

/// Puts corrections in force, the last word last.
pub fn correct(found: &mut Positions, corrections: &[Correction]) -> Result<()> {
    for correction in corrections {
        let stance = stance_of(&correction.stance)?;
        match stance {
            None => found.rows.retain(|row| !correction.concerns(row)),
            Some(stance) => {
                for row in found.rows.iter_mut().filter(|row| correction.concerns(row)) {
                    row.stance = stance;
                    row.confidence = 1.0;
                    row.corrected = Some(correction.clone());
                }
                add_missing(found, correction, stance);
            }
        }
    }
    Ok(())
}

/// A topic the program did not see: a row beside the unit's others.
fn add_missing(found: &mut Positions, correction: &Correction, stance: Stance) {
    if found.rows.iter().any(|row| correction.concerns(row)) {
        return;
    }
    let Some(at) = found
        .rows
        .iter()
        .rposition(|row| row.unit == correction.unit)
    else {
        return;
    };
    let other = &found.rows[at];
    let named = found.answers.iter().flat_map(|answer| answer.areas.iter());
    let name = named
        .into_iter()
        .find(|(id, _)| *id == correction.focus_area);
    let row = Position {
        area: correction.focus_area.clone(),
        area_name: name.map_or_else(|| correction.focus_area.clone(), |(_, name)| name.clone()),
        stance,
        confidence: 1.0,
        evidence: Vec::new(),
        asks: Vec::new(),
        corrected: Some(correction.clone()),
        ..other.clone()
    };
    found.rows.insert(at + 1, row);
}
