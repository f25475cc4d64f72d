//! What is known and what was read of each paper, a row each; of papers in which
//! several bodies answer a row for each of them. Says of every field how it was
//! found and by how much it was ahead of the next best.

use super::Bodies;
use crate::authority::Authority;
use crate::document::DocumentKind;
use crate::known::{Field, Review, Source};
use crate::numbers;
use crate::paper::Paper;
use crate::segment::{Candidate, Field as Weighed, why};
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

    /// A field is the paper's here, not one of an answer among several.
    pub fn is_of_paper(&self, paper: &Paper, field: Field) -> bool {
        let head = &paper.segmentation.head;
        match field {
            Field::Respondent => self.respondent == head.respondent,
            Field::Date => self.date == head.date,
            Field::Referral => {
                let of_paper = head
                    .referral
                    .and_then(|at| paper.segmentation.referrals.get(at));
                self.referral.as_ref() == of_paper
            }
            _ => true,
        }
    }

    /// The kind of who answers: as the paper tells of its own respondent, else as
    /// the name does.
    pub fn respondent_kind<'a>(&self, paper: &'a Paper, bodies: &'a Bodies) -> Option<&'a str> {
        let head = &paper.segmentation.head;
        let own = head.respondent_kind.as_deref();
        let own = own.filter(|_| self.respondent == head.respondent);
        own.or_else(|| bodies.kind(self.respondent.as_deref()?))
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
        name: paper.document.name.to_string(),
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
        let mut row = PaperRow {
            name: format!("{}#{}", paper.document.name, at + 1),
            respondent: first.respondent.clone(),
            deciding_body: None,
            referral: referral(first.referral),
            date: units.iter().find_map(|at| read.units[*at].date.clone()),
            ..whole.clone()
        };
        // What is known of the paper holds of an answer that has no other.
        for field in paper.known.fields.keys() {
            if !row.is_of_paper(paper, *field) {
                row.found.insert(field.name(), Found::by_sign());
            }
        }
        let kind = Field::RespondentKind.name();
        row.found.remove(Field::DecidingBody.name());
        if !row.is_of_paper(paper, Field::Respondent) && row.found.contains_key(kind) {
            row.found.insert(kind, Found::by_name());
        }
        row.found.extend(unit_fields(paper, &units));
        row.units = units;
        row
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
    Found {
        how: match said.source {
            Source::Correction => How::Correction,
            Source::Register => How::Register,
        },
        by: Some(said.who()),
        ahead: None,
        sign: None,
    }
}

impl Found {
    fn missing() -> Self {
        Found::bare(How::Missing)
    }

    fn by_sign() -> Self {
        Found::bare(How::Sign)
    }

    /// By what a name is built of, or by what is known of it.
    fn by_name() -> Self {
        Found {
            sign: Some("the respondent's name".to_owned()),
            ..Found::by_sign()
        }
    }

    fn bare(how: How) -> Self {
        Found {
            how,
            by: None,
            ahead: None,
            sign: None,
        }
    }
}

/// The candidate that a field was filled with, and how far it was ahead of the
/// next best. What is answered may be known by its title alone, or by a number
/// that is not the heaviest: the respondent's own may be.
fn chosen<'w>(
    paper: &Paper,
    why: &'w [Weighed],
    name: &str,
) -> (Option<&'w Candidate>, Option<f32>) {
    let of = |name: &str| {
        let field = why.iter().find(|one| one.name == name);
        field.map_or(&[][..], |one| &one.candidates)
    };
    let all = of(name);
    if name != "number" {
        let total = |at: usize| all.get(at).map_or(0.0, |one| one.total);
        return (all.first(), (!all.is_empty()).then(|| total(0) - total(1)));
    }
    let found = &paper.segmentation;
    let referral = found.head.referral.and_then(|at| found.referrals.get(at));
    let printed = referral.and_then(|one| one.diarienummer.as_deref());
    let key = |number: &str| numbers::read(number).map(|number| number.normal());
    let is_it = |one: &&Candidate| {
        printed.is_some_and(|printed| one.value == printed || key(&one.value) == key(printed))
    };
    let Some(meant) = all.iter().find(is_it) else {
        return (of("title").first(), None);
    };
    let next = all.iter().filter(|one| !is_it(one)).map(|one| one.total);
    let ahead = meant.total - next.fold(0.0, f32::max);
    (Some(meant), (ahead >= 0.0).then_some(ahead))
}

/// How the kind of who answers was found, and who decided: the one is as sure as
/// the name it is of, the other is a name of the paper too.
fn of_respondent(
    paper: &Paper,
    why: &[Weighed],
    found: &BTreeMap<&'static str, Found>,
) -> Vec<(&'static str, Found)> {
    let head = &paper.segmentation.head;
    let mut all = Vec::new();
    if let Some(kind) = &head.respondent_kind {
        let name = head.respondent.as_deref().unwrap_or_default();
        let told = Authority::standard().kind_told(name);
        let of_name = found.get(Field::Respondent.name()).cloned();
        let mut one = of_name.unwrap_or_else(Found::by_name);
        if told.as_ref() == Some(kind) {
            one.sign = Found::by_name().sign;
        }
        all.push((Field::RespondentKind.name(), one));
    }
    if let Some(body) = &head.deciding_body {
        let names = why.iter().find(|one| one.name == "respondent");
        let mut names = names.iter().flat_map(|one| &one.candidates);
        let by = paper.known.confirmed.clone();
        let one = Found {
            how: by.as_ref().map_or(How::Sign, |_| How::Correction),
            by,
            ahead: None,
            sign: names.find(|one| one.value == *body).and_then(strongest),
        };
        all.push((Field::DecidingBody.name(), one));
    }
    all
}

/// The heaviest sign of a candidate, with its line.
fn strongest(one: &Candidate) -> Option<String> {
    let signs = one.signs.iter();
    let most = signs.max_by(|a, b| a.2.total_cmp(&b.2));
    most.map(|(sign, line, _)| format!("{sign} :{line}"))
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
            if read.kind.is_answer() {
                found.insert(field.name(), Found::missing());
            }
            continue;
        }
        let (chosen, ahead) = chosen(paper, why, name);
        let guessed = head.guessed.iter().any(|guess| guess == field.name());
        let unknown = field == Field::Kind && read.kind == DocumentKind::Okand;
        let by = paper.known.confirmed.clone();
        let how = match (&by, guessed || unknown) {
            (Some(_), _) => How::Correction,
            (None, true) => How::Guess,
            (None, false) => How::Sign,
        };
        let one = Found {
            how,
            by,
            ahead: ahead.filter(|_| !unknown),
            sign: chosen.and_then(strongest),
        };
        found.insert(field.name(), one);
    }
    found.extend(of_respondent(paper, why, &found));
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
