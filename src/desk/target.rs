//! What a correction is of: a paper, the part of a packet that `remiss papers`
//! numbers, or a unit.

use super::{By, listed};
use crate::archive::Reader;
use crate::corpus::{self, Citation, rows_of};
use crate::error::{Error, Result};
use crate::ingest::knowing::quote_of;
use crate::known::Field;
use crate::known::judgement::Judgement;
use crate::paper::Paper;
use std::collections::BTreeMap;

/// A paper and the places of the units meant, none for the paper as a whole.
pub(crate) struct Target {
    paper: Paper,
    units: Vec<usize>,
    /// A line was cited that stands in no unit: of the paper then.
    around: bool,
    /// A row of a list was cited that tells of it.
    row: Option<String>,
}

/// Parts of a paper that are named before it is enough.
const PARTS: usize = 6;

/// Fields that units have of their own.
pub(crate) const OF_UNITS: [Field; 3] = [Field::Respondent, Field::Date, Field::Referral];

impl Target {
    /// Finds what some words name.
    pub(crate) fn find(words: &str, reader: &Reader) -> Result<Self> {
        if let Some((list, row)) = listed::row_of(words, reader) {
            return Target::told_by(&list, Some(row), reader);
        }
        if let Some((file, number)) = words.rsplit_once('#')
            && let Ok(number) = number.parse::<usize>()
        {
            let paper = only(file, reader)?;
            let rows = rows_of(&paper);
            let row = rows.into_iter().nth(number.wrapping_sub(1));
            let units = row.map(|row| row.units).ok_or_else(|| {
                Error::new(format!("{} has no part {number}", paper.document.name))
                    .cure("`remiss papers` lists the parts of papers")
            })?;
            return Ok(Target::of(paper, units));
        }
        // A file's name may itself end like a citation.
        if let Ok(paper) = only(words, reader) {
            if listed::given(&paper).is_some() {
                return Target::told_by(&paper, None, reader);
            }
            return Ok(Target::whole(paper));
        }
        let citation = Citation::read(words);
        if citation.has_place() {
            return match citation.find(reader) {
                Ok((paper, at)) => Ok(Target::of(paper, vec![at])),
                Err(no_unit) => {
                    let paper = reader.paper(&citation.paper(reader)?)?;
                    let lines = citation.lines(&paper);
                    if listed::given(&paper).is_some() {
                        return Target::told_by(&paper, lines.map(|[row, _]| row), reader);
                    }
                    if lines.is_none() {
                        return Err(no_unit);
                    }
                    Ok(Target {
                        around: true,
                        ..Target::whole(paper)
                    })
                }
            };
        }
        only(words, reader).map(Target::whole)
    }

    fn whole(paper: Paper) -> Self {
        Target::of(paper, Vec::new())
    }

    fn of(paper: Paper, units: Vec<usize>) -> Self {
        Target {
            paper,
            units,
            around: false,
            row: None,
        }
    }

    /// The paper that a row of a list tells of.
    fn told_by(list: &Paper, row: Option<u32>, reader: &Reader) -> Result<Self> {
        let paper = listed::told_by(list, row, reader)?;
        Ok(Target {
            row: row.map(|row| format!("row {row} of {}", list.document.name)),
            ..Target::whole(paper)
        })
    }

    /// The hash of the paper.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn sha256(&self) -> &str {
        &self.paper.document.sha256
    }

    /// What is judged where a line was cited that stands in no unit, or a row of
    /// a list.
    pub(crate) fn instead(&self) -> Option<String> {
        let name = &self.paper.document.name;
        if let Some(row) = &self.row {
            return Some(format!(
                "{row} tells of {name}: said of {name}, before the list"
            ));
        }
        self.around
            .then(|| format!("no unit stands there: said of {name} as a whole"))
    }

    /// What of it cannot be so.
    pub(crate) fn check(&self, set: &BTreeMap<Field, String>, reader: &Reader) -> Result<()> {
        // Whoever confirms a line has not looked at all the answers beside it.
        if self.around && set.is_empty() {
            self.one_answer("")?;
        }
        for (field, value) in set {
            if !self.units.is_empty() && !OF_UNITS.contains(field) {
                let what = format!("a unit has no {} of its own", field.name());
                return Err(Error::new(what).cure("correct the paper: give its file alone"));
            }
            if self.units.is_empty() && OF_UNITS.contains(field) {
                self.one_for_all(*field)?;
            }
            if matches!(field, Field::Twin | Field::Replaces) {
                let other = only(value, reader)?;
                if other.document.sha256 == self.paper.document.sha256 {
                    let what = format!("{value} is the same paper");
                    return Err(Error::new(what).cure("name the other one"));
                }
            }
        }
        Ok(())
    }

    /// What several answer in one paper is each answer's own, unless it is the
    /// paper's.
    fn one_for_all(&self, field: Field) -> Result<()> {
        let rows = rows_of(&self.paper);
        if rows.iter().all(|row| row.is_of_paper(&self.paper, field)) {
            return Ok(());
        }
        self.one_answer(&format!(", each with a {} of its own", field.name()))
    }

    /// One that holds several answers is an error that names them.
    fn one_answer(&self, and: &str) -> Result<()> {
        let rows = rows_of(&self.paper);
        if rows.len() < 2 {
            return Ok(());
        }
        let name = &self.paper.document.name;
        let what = format!("{name} holds {} answers{and}", rows.len());
        let parts = rows.iter().map(|row| row.name.as_str());
        let parts: Vec<&str> = parts.take(PARTS).collect();
        Err(Error::new(what).cure(format!("name which: {}", parts.join(", "))))
    }

    /// The judgements that set these fields; one that sets nothing confirms.
    pub(crate) fn judgements(&self, set: &BTreeMap<Field, String>, by: &By<'_>) -> Vec<Judgement> {
        let document = &self.paper.document;
        let judgement = Judgement {
            set: set.clone(),
            ..by.judgement(&document.name, &document.sha256)
        };
        if self.units.is_empty() {
            return vec![judgement];
        }
        let of_unit = |at: &usize| {
            let unit = &self.paper.segmentation.units[*at];
            Judgement {
                line: Some(document.index.lines_of(unit.span)[0]),
                quote: quote_of(&self.paper, *at),
                ..judgement.clone()
            }
        };
        self.units.iter().map(of_unit).collect()
    }

    /// What one of those who differ says, as decided.
    pub(crate) fn decided(&self, name: &str, by: &By<'_>) -> Result<Vec<Judgement>> {
        let document = &self.paper.document;
        let mut decided = Vec::new();
        for conflict in &self.paper.known.conflicts {
            let said = conflict.said.iter().find(|said| said.by == name);
            let Some(said) = said else { continue };
            let set = BTreeMap::from([(conflict.field, said.value.clone())]);
            let units = 0..self.paper.segmentation.units.len();
            let first = |at: &usize| {
                let unit = &self.paper.segmentation.units[*at];
                document.index.lines_of(unit.span)[0]
            };
            let at = units
                .into_iter()
                .find(|at| Some(first(at)) == conflict.line);
            decided.push(Judgement {
                set,
                decides: true,
                line: conflict.line,
                quote: at.map_or_else(String::new, |at| quote_of(&self.paper, at)),
                ..by.judgement(&document.name, &document.sha256)
            });
        }
        if decided.is_empty() {
            let what = format!("{name} differs from nobody on {}", document.name);
            return Err(
                Error::new(what).cure("`remiss papers --guessed` shows where persons differ")
            );
        }
        Ok(decided)
    }
}

/// The one paper that is called so.
pub(crate) fn only(words: &str, reader: &Reader) -> Result<Paper> {
    reader.paper(&corpus::only(words, reader)?)
}
