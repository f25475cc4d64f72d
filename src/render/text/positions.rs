//! Positions for people: lists with the deciding sentences.

use super::{FAINT, NAME, kind_words};
use crate::alphabet::compare;
use crate::known::Review;
use crate::position::{Position, Positions, Stance};
use crate::render::{place, signer_list};
use anstyle::{AnsiColor, Style};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{self, Write};

/// What heads a list of positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListBy {
    /// The respondent; its focus areas below.
    Board,
    /// The focus area; its respondents below.
    Area,
    /// The focus area; boards first, then parties.
    Party,
    /// The focus area; one respondent's answers by date.
    History,
}

/// The sign of a stance in a table.
pub fn sign(stance: Stance) -> char {
    match stance {
        Stance::Stöd => '+',
        Stance::StödMedFörbehåll => '±',
        Stance::Kritik => '−',
        Stance::Neutral => '·',
    }
}

fn style(stance: Stance) -> Style {
    let color = match stance {
        Stance::Stöd => AnsiColor::Green,
        Stance::StödMedFörbehåll => AnsiColor::Yellow,
        Stance::Kritik => AnsiColor::Red,
        Stance::Neutral => return FAINT,
    };
    color.on_default().bold()
}

/// "stöd med förbehåll".
pub(crate) fn stance_words(stance: Stance) -> String {
    stance.name().replace('_', " ")
}

pub(super) fn signed(stance: Stance) -> String {
    let style = style(stance);
    format!("{style}{}{style:#}", sign(stance))
}

/// "3 stöd, 2 kritik": respondents, as the matrix counts them; one that answers
/// twice counts once in what it says.
fn respondents<'p>(rows: impl Iterator<Item = &'p Position>) -> String {
    let mut met: BTreeSet<(Stance, &str, &str)> = BTreeSet::new();
    let mut counts: BTreeMap<Stance, usize> = BTreeMap::new();
    for row in rows {
        if met.insert((row.stance, &row.referral.title, &row.respondent)) {
            *counts.entry(row.stance).or_insert(0) += 1;
        }
    }
    told(&counts)
}

/// What heads the list of an area: respondents, and beside them the statements of
/// parties and councils.
fn heads(rows: &[&Position]) -> String {
    let (answers, beside): (Vec<&Position>, Vec<&Position>) =
        rows.iter().partition(|row| row.is_answer());
    let own = respondents(answers.iter().copied());
    match (answers.is_empty(), beside.is_empty()) {
        (_, true) => own,
        (true, false) => format!("in statements {}", counts(beside.into_iter())),
        (false, false) => format!("{own} · in statements {}", counts(beside.into_iter())),
    }
}

/// "3 stöd, 2 kritik", a row each.
pub(super) fn counts<'p>(rows: impl Iterator<Item = &'p Position>) -> String {
    let mut counts: BTreeMap<Stance, usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.stance).or_insert(0) += 1;
    }
    told(&counts)
}

pub(super) fn told(counts: &BTreeMap<Stance, usize>) -> String {
    let parts: Vec<String> = counts
        .iter()
        .map(|(stance, n)| format!("{n} {}", stance_words(*stance)))
        .collect();
    if parts.is_empty() {
        "nobody".to_owned()
    } else {
        parts.join(", ")
    }
}

/// Areas by proposal, as these are met; in each in its own order, what it does not
/// have behind.
fn by_area(found: &Positions, groups: &mut [(String, Vec<&Position>)]) {
    let mut met: HashMap<&str, usize> = HashMap::new();
    for row in &found.rows {
        let next = met.len();
        met.entry(&row.referral.title).or_insert(next);
    }
    groups.sort_by_cached_key(|(_, rows)| {
        let one = rows.first()?;
        let title = one.referral.title.as_str();
        Some((met.get(title).copied(), area_place(found, title, &one.area)))
    });
}

/// Where an area stands among a proposal's own; behind them if it is none.
pub(super) fn area_place(found: &Positions, title: &str, area: &str) -> usize {
    let own = found.answers.iter().find(|one| one.referral.title == title);
    let at = own.and_then(|own| own.areas.iter().position(|one| one.id == area));
    at.unwrap_or(usize::MAX)
}

/// Positions with their sentences under headings; `whole` says that nobody
/// was left out for a stance or party, so that those who are silent can be
/// named.
pub fn positions(
    found: &Positions,
    (by, width): (ListBy, usize),
    whole: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if by == ListBy::Party {
        super::parties::parties(found, width, out)?;
    }
    let heading = |row: &Position| match by {
        ListBy::Board => row.respondent.clone(),
        _ => row.area_name.clone(),
    };
    let mut groups: Vec<(String, Vec<&Position>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in &found.rows {
        let at = *known.entry(heading(row)).or_insert_with_key(|name| {
            groups.push((name.clone(), Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(row);
    }
    if by != ListBy::Board {
        by_area(found, &mut groups);
    }
    for (at, (name, rows)) in groups.iter_mut().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let counted = match by {
            ListBy::Area | ListBy::Party => heads(rows),
            ListBy::Board | ListBy::History => counts(rows.iter().copied()),
        };
        writeln!(out, "{NAME}{name}{NAME:#} {FAINT}{counted}{FAINT:#}")?;
        match by {
            ListBy::Party => rows.sort_by_key(|row| (!row.is_answer(), parties(row), row.stance)),
            ListBy::History => rows.sort_by(|a, b| a.date.cmp(&b.date)),
            ListBy::Area => rows.sort_by_key(|row| !row.is_answer()),
            ListBy::Board => {}
        }
        if by == ListBy::Board {
            rows.iter().try_for_each(|row| one(row, by, out))?;
            continue;
        }
        // One text signed in many boards is told once.
        let mut texts: HashMap<Text<'_>, Vec<&Position>> = HashMap::new();
        for row in rows.iter().filter(|row| !row.is_answer()) {
            texts.entry(Text::of(row)).or_default().push(row);
        }
        for row in rows.iter() {
            if row.is_answer() {
                one(row, by, out)?;
            } else if let Some(same) = texts.remove(&Text::of(row)) {
                one(row, by, out)?;
                same_text(&same, row, out)?;
            }
        }
        if whole && by != ListBy::Board && by != ListBy::History {
            silent(found, rows, out)?;
        }
    }
    Ok(())
}

fn parties(row: &Position) -> String {
    let parties: Vec<&str> = row
        .signers
        .iter()
        .map(|signer| signer.party.as_str())
        .filter(|party| !party.is_empty())
        .collect();
    parties.join(", ")
}

fn one(row: &Position, by: ListBy, out: &mut dyn Write) -> io::Result<()> {
    let who = match by {
        ListBy::Board => row.area_name.clone(),
        ListBy::History => format!(
            "{} · {}",
            row.date.as_deref().unwrap_or("no date"),
            row.referral.title
        ),
        _ => row.respondent.clone(),
    };
    let mut about = vec![stance_words(row.stance), format!("{:.2}", row.confidence)];
    if !row.is_answer() {
        about.push(kind_words(row.kind).to_owned());
        about.push(signer_list(&row.signers));
    }
    if row.inherited {
        about.push("inherited".to_owned());
    }
    if let Some(correction) = &row.corrected {
        about.push(format!("corrected by {} {}", correction.by, correction.on));
    }
    if row.review() == Review::Conflict {
        about.push("persons differ".to_owned());
    }
    writeln!(
        out,
        "  {} {who} {FAINT}{}{FAINT:#}",
        signed(row.stance),
        about.join(" · ")
    )?;
    let place = |lines| place(&row.document, lines);
    let shown = &row.evidence[..row.evidence.len().min(SHOWN)];
    for evidence in shown {
        writeln!(
            out,
            "      {FAINT}{}{FAINT:#}  {}",
            place(evidence.lines),
            evidence.quote
        )?;
    }
    let told = |lines| shown.iter().any(|evidence| evidence.lines == lines);
    let mut asks = row.asks.iter().filter(|ask| !told(ask.lines));
    for ask in asks.by_ref().take(SHOWN) {
        writeln!(
            out,
            "      {FAINT}{} asks{FAINT:#}  {}",
            place(ask.lines),
            ask.quote
        )?;
    }
    match asks.count() {
        0 => Ok(()),
        more => {
            let party = match row.signers.first() {
                Some(signer) if !signer.party.is_empty() => format!(" --party {}", signer.party),
                _ => String::new(),
            };
            writeln!(
                out,
                "      {FAINT}… {more} more asks: remiss asks --board \"{}\"{party}{FAINT:#}",
                row.respondent
            )
        }
    }
}

/// Sentences and asks that a list shows of a position.
const SHOWN: usize = 2;

/// What makes statements one: who signed, and all that the position rests on
/// and asks for.
#[derive(PartialEq, Eq, Hash)]
struct Text<'p> {
    parties: String,
    stance: Stance,
    said: Vec<&'p str>,
}

impl<'p> Text<'p> {
    fn of(row: &'p Position) -> Self {
        let evidence = row.evidence.iter().map(|evidence| evidence.quote.as_str());
        let asks = row.asks.iter().map(|ask| ask.quote.as_str());
        Text {
            parties: parties(row),
            stance: row.stance,
            said: evidence.chain(asks).collect(),
        }
    }
}

/// Who else made the same statement.
fn same_text(same: &[&Position], row: &Position, out: &mut dyn Write) -> io::Result<()> {
    let others = same.iter().filter(|other| other.unit != row.unit);
    let places: Vec<String> = others
        .map(|other| {
            let line = other
                .evidence
                .first()
                .map_or(String::new(), |e| format!(" {}", e.lines.first));
            format!("{}{line}", other.respondent)
        })
        .collect();
    if places.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "      {FAINT}the same in {}{FAINT:#}",
        places.join(", ")
    )
}

/// The respondents that answered and do not take the topic up.
fn silent(found: &Positions, rows: &[&Position], out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = rows.first() else {
        return Ok(());
    };
    let here = rows.iter().filter(|row| row.is_answer());
    let here: HashSet<&str> = here.map(|row| row.respondent.as_str()).collect();
    let mut names: Vec<&str> = found
        .answers
        .iter()
        .filter(|answer| answer.areas.iter().any(|area| area.id == first.area))
        .map(|answer| answer.respondent.as_str())
        .filter(|name| !here.contains(name))
        .collect();
    names.sort_by(|a, b| compare(a, b));
    names.dedup();
    if names.is_empty() {
        return Ok(());
    }
    writeln!(out, "  not here: {}", names.join(", "))
}
