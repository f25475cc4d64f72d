//! Brings together what the answers tell of one referral, each paper read once
//! for positions, once for the ledger, and twice for reuse: among statements and
//! among answers.

use super::apart::{Apart, earlier_of, themes_of};
use super::asks::asks;
use super::cited::Pictures;
use super::material::{Filed, Made, Material, Respondent};
use super::page::VIEWS;
use super::slugs::{Slugs, TAKEN};
use crate::archive::Reader;
use crate::corpus::{Bodies, Names, Scope};
use crate::document::DocumentKind;
use crate::error::{Error, Result};
use crate::focus::FocusFiles;
use crate::known::judgement::Judgements;
use crate::ledger::{Ledger, ledgers};
use crate::lost::{Account, Asked, Departure, Losses, Lost, account, starts};
use crate::paper::Paper;
use crate::position::{
    Answer, Area, AreaKind, CONFIDENT, Correction, Grid, InForce, Position, Readings, Told,
};
use crate::reuse::{Among, Request, Reuse, reuse};
use crate::text::Cited;
use crate::theme::Nouns;
use crate::unit::{Referral, UnitKind};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a report is gathered with.
pub struct With<'w> {
    /// The papers.
    pub reader: &'w Reader,
    /// Their names.
    pub names: &'w Names<'w>,
    /// Files of areas.
    pub files: &'w FocusFiles,
    /// What persons have judged of positions and asks.
    pub judgements: &'w Judgements,
    /// When and how it is made.
    pub made: Made,
    /// Of answers only those that somebody has looked at.
    pub reviewed: bool,
    /// Texts are compared, too; without it nothing is told of same texts.
    pub reuse: bool,
    /// What one view alone shows is reckoned, too.
    pub apart: bool,
}

/// The referrals of a scope that somebody was asked about or answers, by their
/// numbers among all, that with most respondents first.
pub fn referrals_here<'n>(
    reader: &Reader,
    names: &'n Names<'_>,
    scope: &Scope,
) -> Result<Vec<(usize, &'n Referral)>> {
    let referrals = names.referrals()?;
    let ledgers = ledgers(reader, referrals, scope)?;
    let number = |ledger: &Ledger| {
        let all = referrals.all();
        let at = all.iter().position(|one| *one == ledger.referral)?;
        Some((at, &all[at]))
    };
    Ok(ledgers.iter().filter_map(number).collect())
}

/// What the papers hold of one referral.
#[derive(Default)]
struct Read {
    told: Vec<Told>,
    accounts: Vec<Account>,
    papers: Vec<Paper>,
    unrecognised: Vec<String>,
    /// Words of the papers that are not its.
    words: Nouns,
}

/// Gathers all of one referral, named by its number among all.
pub fn gather(with: With<'_>, group: usize) -> Result<Material> {
    let mut scope = Scope::of_referral(with.names, group)?;
    if with.reviewed {
        scope = scope.of_reviewed(with.names)?;
    }
    let referrals = with.names.referrals()?;
    let read = read(&with, &scope)?;
    let analyser = with.reader.analyser();
    let readings = Readings::new(read.told, referrals, with.files, analyser);
    let (rows, mut losses) = positions(&with, &scope, &readings, &read.papers, read.accounts)?;
    let ours = |one: &Departure| referrals.find(&one.referral) == Some(group);
    losses.departures.retain(ours);
    let answers = readings.answers().iter();
    let seen = answering(&scope, &read.papers);
    let answers: Vec<Answer> = answers
        .filter(|answer| answer.group == Some(group))
        .filter(|answer| !with.reviewed || seen.contains(answer.respondent.as_str()))
        .cloned()
        .collect();
    let ledger = ledgers(with.reader, referrals, &scope)?.into_iter().next();
    let ledger = ledger.unwrap_or_else(|| Ledger {
        group,
        referral: referrals.all()[group].clone(),
        entries: Vec::new(),
    });
    let (areas, silent) = areas(&answers, &rows);
    let all = rows.len();
    let mut positions: Vec<Position> = rows
        .into_iter()
        .filter(|row| row.confidence >= CONFIDENT)
        .collect();
    let unsure = all - positions.len();
    let retold = retold(&mut positions, &answers);
    let bodies = with.names.bodies()?;
    let respondents = respondents(&ledger, &answers, &positions, bodies);
    let mut papers = read.papers;
    let found = papers.iter_mut().map(|paper| &mut paper.segmentation);
    found.for_each(|found| referrals.complete(found));
    let papers = filed_as("d", papers);
    let mut material = Material {
        by_name: first_of(papers.iter().map(|one| one.paper.document.name.to_string())),
        by_id: first_of(papers.iter().map(|one| one.paper.document.id().to_owned())),
        by_respondent: first_of(respondents.iter().map(|one| one.name.clone())),
        area_slugs: area_slugs(areas.iter().chain(&silent)),
        lost_at: lost_at(&losses.asks),
        keys: referrals.keys_of(&BTreeSet::from([group])),
        referral: ledger.referral.clone(),
        made: with.made.clone(),
        respondents,
        areas,
        silent,
        retold,
        unsure,
        asks: asks(&positions),
        corrections: corrections(&positions),
        positions,
        losses,
        ledger,
        statements: Reuse::default(),
        answers: Reuse::default(),
        apart: Apart::default(),
        pictures: Pictures::default(),
        papers,
        unrecognised: read.unrecognised,
    };
    let (compared, apart) = rayon::join(
        || compared(&with, &scope),
        || apart(&with, &material, group, read.words),
    );
    (material.statements, material.answers) = compared?;
    material.apart = apart?;
    Ok(material)
}

/// Who answers in the units of a scope: in packets and accounts, too, of which
/// nobody may have looked at some.
fn answering<'p>(scope: &Scope, papers: &'p [Paper]) -> HashSet<&'p str> {
    let units = papers.iter().flat_map(|paper| {
        let units = paper.segmentation.units.iter();
        units.zip(scope.units_of(paper))
    });
    let answers = units.filter(|(unit, ours)| *ours && unit.kind == UnitKind::Yttrande);
    let names = answers.map(|(unit, _)| unit.respondent.as_deref().unwrap_or_default());
    names.collect()
}

/// What an account tells of somebody whose answer is not among the papers is
/// where it stands, as far as is known; beside an answer it is said already. Gives
/// how many positions are told so.
fn retold(positions: &mut Vec<Position>, answers: &[Answer]) -> usize {
    let told = |row: &Position| row.kind == UnitKind::Sammanfattning;
    // An answer that is here may say nothing that is sure.
    let own = answers.iter().map(|answer| answer.respondent.as_str());
    let own: HashSet<&str> = own.collect();
    positions.retain(|row| !told(row) || !own.contains(row.respondent.as_str()));
    let mut retold = 0;
    for row in positions.iter_mut().filter(|row| told(row)) {
        row.kind = UnitKind::Yttrande;
        retold += 1;
    }
    retold
}

/// What statements have in common, and what answers do.
fn compared(with: &With<'_>, scope: &Scope) -> Result<(Reuse, Reuse)> {
    let referrals = with.names.referrals()?;
    let among = |among| {
        let request = Request {
            among,
            scope: scope.clone(),
            least: 0.0,
        };
        match with.reuse {
            true => reuse(with.reader, referrals, &request),
            false => Ok(Reuse::default()),
        }
    };
    Ok((among(Among::Statements)?, among(Among::Answers)?))
}

fn apart(with: &With<'_>, material: &Material, group: usize, words: Nouns) -> Result<Apart> {
    if !with.apart {
        return Ok(Apart::default());
    }
    let (themes, earlier) = rayon::join(
        || {
            themes_of(
                material,
                (group, with.reviewed),
                (with.names, with.files, with.reader),
                words,
            )
        },
        || earlier_of(material, (group, with.reviewed), (with.names, with.reader)),
    );
    Ok(Apart {
        themes: themes?,
        earlier: earlier?,
    })
}

/// Looks through all papers; keeps those of the referral.
fn read(with: &With<'_>, scope: &Scope) -> Result<Read> {
    let (reader, analyser) = (with.reader, with.reader.analyser());
    let look = |paper: Paper| {
        // What was sent out and who was asked is told whoever has looked at it.
        if !scope.has_looked_at(&paper) && paper.segmentation.kind.is_answer() {
            return None;
        }
        let told = Told::of(&paper, analyser);
        // What an account makes of answers is told as little as the answers are.
        let account = account(&paper, analyser);
        let account = match scope.has_looked_at(&paper) {
            true => account,
            false => account.of_answers_alone(),
        };
        let mut named = paper.segmentation.referrals.iter();
        let ours = scope.has_paper(&paper) || named.any(|one| scope.has_referral(Some(one)));
        let unknown =
            paper.segmentation.kind == DocumentKind::Okand && paper.segmentation.units.is_empty();
        let unknown = unknown.then(|| paper.document.name.to_string());
        let words = (with.apart && !ours).then(|| Nouns::of(&paper, analyser));
        Some((told, account, (ours.then_some(paper), words), unknown))
    };
    let mut read = Read::default();
    let stored = reader.papers()?;
    reader.each(&stored, look, |looked| {
        let Some((told, account, (paper, words), unknown)) = looked else {
            return Ok(());
        };
        read.told.push(told);
        read.accounts.push(account);
        read.papers.extend(paper);
        words.into_iter().for_each(|words| read.words.merge(words));
        read.unrecognised.extend(unknown);
        Ok::<(), Error>(())
    })?;
    Ok(read)
}

/// The positions in units of the referral, the unsure ones too, and what the
/// summary makes of what they ask.
fn positions(
    with: &With<'_>,
    scope: &Scope,
    readings: &Readings<'_>,
    papers: &[Paper],
    accounts: Vec<Account>,
) -> Result<(Vec<Position>, Losses)> {
    let mut asked = Asked::new(accounts, with.names.referrals()?);
    let rows: Vec<Vec<Position>> = papers
        .par_iter()
        .map(|paper| readings.of_paper(paper))
        .collect();
    let stances: Vec<Correction> = with.judgements.stances().cloned().collect();
    let flat: Vec<Position> = match stances[..] {
        [] => Vec::new(),
        _ => rows.iter().flatten().cloned().collect(),
    };
    let here: HashSet<&str> = papers.iter().map(|paper| paper.document.id()).collect();
    let in_force = InForce::new(&stances, &flat)?;
    let in_force = in_force.with_asks(with.judgements.asks(), |id| here.contains(id));
    let mut found = Vec::new();
    for (paper, rows) in papers.iter().zip(rows) {
        let ids = paper.unit_ids().into_iter().zip(scope.units_of(paper));
        let ours: HashSet<String> = ids.filter(|(_, ours)| *ours).map(|(id, _)| id).collect();
        let mut rows = in_force.put_in(paper, rows, readings);
        rows.retain(|row| ours.contains(&row.unit));
        let placed = rows.drain(..).map(|row| {
            let starts = starts(paper, &row);
            (row, starts)
        });
        let placed: Vec<(Position, Vec<usize>)> = placed.collect();
        asked.add(&placed, with.reader.analyser());
        found.extend(placed.into_iter().map(|(row, _)| row));
    }
    Ok((found, asked.judged()))
}

/// The areas of which somebody speaks, and the others.
fn areas(answers: &[Answer], rows: &[Position]) -> (Vec<Area>, Vec<Area>) {
    let mut grid = Grid::new(answers);
    let sure = rows.iter().filter(|row| row.confidence >= CONFIDENT);
    sure.cloned().for_each(|row| grid.add(row, |_| ()));
    let spoken: HashSet<&str> = rows
        .iter()
        .filter(|row| row.confidence >= CONFIDENT)
        .map(|row| row.area.as_str())
        .collect();
    let mut all: Vec<Area> = Vec::new();
    for table in &grid.tables {
        let (shown, others) = table.shown(None);
        for at in shown.into_iter().chain(others) {
            if !all.iter().any(|area| area.id == table.areas[at].id) {
                all.push(table.areas[at].clone());
            }
        }
    }
    // Of some only a party, a council or an account speaks.
    for row in rows.iter().filter(|row| spoken.contains(row.area.as_str())) {
        if !all.iter().any(|area| area.id == row.area) {
            all.push(Area {
                kind: row.area_kind,
                ..Area::of_part(&row.area, &row.area_name)
            });
        }
    }
    all.sort_by_key(|area| area.kind != AreaKind::Whole);
    all.into_iter()
        .partition(|area| spoken.contains(area.id.as_str()))
}

/// Everybody who was asked or answers, with their positions.
fn respondents(
    ledger: &Ledger,
    answers: &[Answer],
    positions: &[Position],
    bodies: &Bodies,
) -> Vec<Respondent> {
    let mut names: Vec<&str> = Vec::new();
    let mut met = HashSet::new();
    let asked = ledger.entries.iter().map(|entry| entry.respondent.as_str());
    let answering = answers.iter().map(|answer| answer.respondent.as_str());
    let speaking = positions.iter().map(|row| row.respondent.as_str());
    for name in asked.chain(answering).chain(speaking) {
        if met.insert(name) {
            names.push(name);
        }
    }
    let mut rows: HashMap<&str, [Vec<usize>; 2]> = HashMap::new();
    for (at, row) in positions.iter().enumerate() {
        let [own, beside] = rows.entry(&row.respondent).or_default();
        let list = if row.is_answer() { own } else { beside };
        list.push(at);
    }
    let entries = ledger.entries.iter().enumerate();
    let entries: HashMap<&str, usize> = entries
        .map(|(at, entry)| (entry.respondent.as_str(), at))
        .collect();
    let views = VIEWS.into_iter().map(|(view, _)| view);
    let mut slugs = Slugs::reserving(views.chain(TAKEN));
    let one = |name: &str| {
        let [own, statements] = rows.remove(name).unwrap_or_default();
        Respondent {
            name: name.to_owned(),
            kind: bodies.kind(name).map(str::to_owned),
            slug: slugs.of(name),
            entry: entries.get(name).copied(),
            rows: own,
            statements,
        }
    };
    names.into_iter().map(one).collect()
}

fn corrections(positions: &[Position]) -> Vec<Correction> {
    let corrected = positions.iter().filter_map(|row| row.corrected.clone());
    corrected.collect()
}

/// Papers in the order of their names, each by its number behind some letters.
pub(super) fn filed_as(kind: &str, mut papers: Vec<Paper>) -> Vec<Filed> {
    papers.sort_by(|a, b| {
        let [a, b] = [a, b].map(|paper| (&paper.document.name, &paper.document.sha256));
        a.cmp(&b)
    });
    let one = |(at, paper): (usize, Paper)| Filed {
        units: paper.unit_ids(),
        slug: format!("{kind}{}", at + 1),
        paper,
    };
    papers.into_iter().enumerate().map(one).collect()
}

/// The place of the first of each name.
fn first_of(names: impl Iterator<Item = String>) -> HashMap<String, usize> {
    let mut first = HashMap::new();
    for (at, name) in names.enumerate() {
        first.entry(name).or_insert(at);
    }
    first
}

fn area_slugs<'a>(areas: impl Iterator<Item = &'a Area>) -> HashMap<String, String> {
    let mut slugs = Slugs::default();
    areas
        .map(|area| (area.id.clone(), slugs.of(&area.id)))
        .collect()
}

fn lost_at(lost: &[Lost]) -> HashMap<(String, Cited), Vec<usize>> {
    let mut places: HashMap<(String, Cited), Vec<usize>> = HashMap::new();
    for (at, one) in lost.iter().enumerate() {
        let place = (one.ask.document.to_string(), one.ask.lines);
        places.entry(place).or_default().push(at);
    }
    places
}
