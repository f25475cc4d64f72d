//! What is known and what was read of each paper, a row each; of papers in which
//! several bodies answer a row for each of them. Says of every field how it was
//! found and by how much it was ahead of the next best.

use crate::document::DocumentKind;
use crate::known::{Field, Review, Source};
use crate::paper::Paper;
use crate::segment::{Field as Weighed, why};
use crate::unit::{Referral, Unit, UnitKind};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// How a field was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Somebody has judged so.
    Correction,
    /// A list says so.
    Register,
    /// Signs in the paper say so.
    Sign,
    /// Weak signs, or others nearly as strong.
    Guess,
    /// Nothing in an answer tells it.
    Missing,
    /// Persons differ.
    Conflict,
}

/// How a field was found, and how surely.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Found {
    /// By what.
    pub how: How,
    /// Who says it: a person and the day, a list and its row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// By how much the signs of this value outweigh those of the next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ahead: Option<f32>,
    /// The strongest sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign: Option<String>,
}

/// How doubtful a row is in which something is missing: more than one with a
/// guess that is well ahead, less than one that was not recognised.
const MISSING: f32 = 0.75;

/// A row of the list of papers.
#[derive(Clone, Debug)]
pub struct PaperRow {
    /// The file, with "#2" behind it for the second body in it.
    pub name: String,
    /// Who answers.
    pub respondent: Option<String>,
    /// Who decided for it.
    pub deciding_body: Option<String>,
    /// What is answered.
    pub referral: Option<Referral>,
    /// Day of the answer.
    pub date: Option<String>,
    /// Places in the paper's units.
    pub units: Vec<usize>,
    /// How each field was found.
    pub found: BTreeMap<&'static str, Found>,
    /// What people have done about it.
    pub review: Review,
}

/// Fields that a paper's signs tell, by their names there and here.
const WEIGHED: [(&str, Field); 4] = [
    ("kind", Field::Kind),
    ("respondent", Field::Respondent),
    ("date", Field::Date),
    ("number", Field::Referral),
];

impl PaperRow {
    /// Something in it was guessed, or people differ on it, or nobody knows
    /// what it is.
    pub fn is_doubtful(&self) -> bool {
        self.doubt() > 0.0
    }

    /// The more the sooner somebody should look: 1 where nothing was
    /// recognised, less the farther a guess was ahead of the next best.
    pub fn doubt(&self) -> f32 {
        let of = |found: &Found| match found.how {
            How::Conflict => 2.0,
            How::Guess => 1.0 / (1.0 + found.ahead.unwrap_or(0.0).max(0.0)),
            How::Missing => MISSING,
            _ => 0.0,
        };
        self.found.values().map(of).fold(0.0, f32::max)
    }
}

/// The rows of one paper.
pub fn rows_of(paper: &Paper) -> Vec<PaperRow> {
    let why = match paper.segmentation.kind {
        DocumentKind::Forteckning => Vec::new(),
        _ => why(&paper.document),
    };
    rows(paper, &why)
}

/// The same where nothing is doubtful, without looking for signs: what outweighs
/// what is left unsaid. Nothing where something is.
#[cfg(feature = "serve")]
pub(crate) fn rows_at_a_glance(paper: &Paper) -> Option<Vec<PaperRow>> {
    let rows = rows(paper, &[]);
    (!rows.iter().any(PaperRow::is_doubtful)).then_some(rows)
}

fn rows(paper: &Paper, why: &[Weighed]) -> Vec<PaperRow> {
    let read = &paper.segmentation;
    let referral = |at: Option<usize>| at.and_then(|at| read.referrals.get(at)).cloned();
    let whole = PaperRow {
        name: paper.document.name.clone(),
        respondent: read.head.respondent.clone(),
        deciding_body: read.head.deciding_body.clone(),
        referral: referral(read.head.referral),
        date: read.head.date.clone(),
        units: (0..read.units.len()).collect(),
        found: found(paper, why),
        review: paper.known.review,
    };
    let bodies = bodies(paper);
    if bodies.len() < 2 {
        return vec![whole];
    }
    let row = |(at, units): (usize, Vec<usize>)| {
        let first = &read.units[units[0]];
        let mut found = whole.found.clone();
        for (field, said) in unit_fields(paper, &units) {
            found.insert(field, said);
        }
        PaperRow {
            name: format!("{}#{}", paper.document.name, at + 1),
            respondent: first.respondent.clone(),
            deciding_body: None,
            referral: referral(first.referral),
            date: units.iter().find_map(|at| read.units[*at].date.clone()),
            found,
            units,
            ..whole.clone()
        }
    };
    bodies.into_iter().enumerate().map(row).collect()
}

/// Who answers what.
type Whose<'p> = (Option<&'p String>, Option<usize>);

/// The answers of a packet or of minutes, by who answers what.
fn bodies(paper: &Paper) -> Vec<Vec<usize>> {
    let read = &paper.segmentation;
    let several = matches!(
        read.kind,
        DocumentKind::Handlingar | DocumentKind::Protokollsutdrag
    );
    if !several {
        return Vec::new();
    }
    let mut bodies: Vec<(Whose<'_>, Vec<usize>)> = Vec::new();
    let is_answer = |unit: &Unit| matches!(unit.kind, UnitKind::Beslut | UnitKind::Yttrande);
    for (at, unit) in read
        .units
        .iter()
        .enumerate()
        .filter(|(_, unit)| is_answer(unit))
    {
        let whose = (unit.respondent.as_ref(), unit.referral);
        match bodies.iter_mut().find(|(known, _)| *known == whose) {
            Some((_, units)) => units.push(at),
            None => bodies.push((whose, vec![at])),
        }
    }
    bodies.into_iter().map(|(_, units)| units).collect()
}

/// What is known of single units.
fn unit_fields(paper: &Paper, units: &[usize]) -> Vec<(&'static str, Found)> {
    let index = &paper.document.index;
    let line = |at: &usize| index.lines_of(paper.segmentation.units[*at].span)[0];
    let known = units
        .iter()
        .filter_map(|at| paper.known.units.get(&line(at)));
    let said = known.flatten();
    said.map(|(field, said)| (field.name(), of_said(said)))
        .collect()
}

fn of_said(said: &crate::known::Said) -> Found {
    let by = match &said.on {
        Some(day) => format!("{} {day}", said.by),
        None => said.by.clone(),
    };
    Found {
        how: match said.source {
            Source::Correction => How::Correction,
            Source::Register => How::Register,
        },
        by: Some(by),
        ahead: None,
        sign: None,
    }
}

/// A paper in which somebody answers.
fn is_answer(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Remissvar | DocumentKind::Protokollsutdrag | DocumentKind::Tjansteutlatande
    )
}

impl Found {
    fn missing() -> Self {
        Found {
            how: How::Missing,
            by: None,
            ahead: None,
            sign: None,
        }
    }
}

fn found(paper: &Paper, why: &[Weighed]) -> BTreeMap<&'static str, Found> {
    let read = &paper.segmentation;
    let head = &read.head;
    let mut found: BTreeMap<&'static str, Found> = BTreeMap::new();
    for (name, field) in WEIGHED {
        let has = match field {
            Field::Kind => true,
            Field::Respondent => head.respondent.is_some(),
            Field::Date => head.date.is_some(),
            _ => head.referral.is_some(),
        };
        if !has {
            if is_answer(read.kind) {
                found.insert(field.name(), Found::missing());
            }
            continue;
        }
        let candidates = why.iter().find(|one| one.name == name);
        let candidates = candidates.map_or(&[][..], |one| &one.candidates);
        let total = |at: usize| candidates.get(at).map_or(0.0, |one| one.total);
        let guessed = head.guessed.iter().any(|guess| guess == field.name());
        let unknown = field == Field::Kind && read.kind == DocumentKind::Okand;
        let strongest = candidates.first().and_then(|one| {
            let signs = one.signs.iter();
            signs.max_by(|a, b| a.2.total_cmp(&b.2))
        });
        let by = paper.known.confirmed.clone();
        let how = match (&by, guessed || unknown) {
            (Some(_), _) => How::Correction,
            (None, true) => How::Guess,
            (None, false) => How::Sign,
        };
        let one = Found {
            how,
            by,
            ahead: (!unknown && !candidates.is_empty()).then(|| total(0) - total(1)),
            sign: strongest.map(|(sign, line, _)| format!("{sign} :{line}")),
        };
        found.insert(field.name(), one);
    }
    for (field, said) in &paper.known.fields {
        found.insert(field.name(), of_said(said));
    }
    for conflict in &paper.known.conflicts {
        let said = conflict.said.iter();
        let said: Vec<String> = said
            .map(|said| format!("{}: {}", said.by, said.value))
            .collect();
        let one = Found {
            how: How::Conflict,
            by: Some(said.join("; ")),
            ahead: None,
            sign: None,
        };
        found.insert(conflict.field.name(), one);
    }
    found
}
