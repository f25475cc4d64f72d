//! The matrix of respondents and areas, a table a proposal.

use super::positions::{sign, signed, told};
use super::{FAINT, NAME, pad};
use crate::known::Review;
use crate::position::{Area, Cell, Grid, OfReferral, Position, Tally};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

const LEGEND: &str = "+ stöd   ± stöd med förbehåll   − kritik   · neutral";

/// Letters a column of the matrix takes at least.
const COLUMN: usize = 4;

/// Parts of the proposal that are shown unless all are wanted.
const MOST: usize = 16;

/// Behind a stance on which persons differ.
const DIFFER: &str = "≠";

/// What the matrix shows of a position beside its stance.
#[derive(Clone, Copy, Debug)]
pub struct InMatrix {
    /// Persons differ on it.
    differ: bool,
}

impl InMatrix {
    /// What is shown of a position.
    pub fn of(row: &Position) -> Self {
        InMatrix {
            differ: row.review() == Review::Conflict,
        }
    }
}

/// A table for each referral, respondents down, areas across; `width` is that
/// of the terminal. Where it does not fit, a line for each respondent. `all`
/// shows every part that somebody speaks of.
pub fn matrix(
    found: &Grid<'_, InMatrix>,
    width: usize,
    all: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, group) in found.tables.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        heading(group, out)?;
        table(group, width, all, out)?;
    }
    if !found.tables.is_empty() {
        let differ = match found.tables.iter().any(has_difference) {
            true => format!("   {DIFFER} persons differ"),
            false => String::new(),
        };
        writeln!(out, "\n{LEGEND}{differ}")?;
    }
    Ok(())
}

/// Persons differ on something in a table.
fn has_difference(group: &OfReferral<'_, InMatrix>) -> bool {
    let areas = 0..group.areas.len();
    group.boards.iter().any(|board| {
        let cells = areas.clone().filter_map(|area| group.cell(board, area));
        cells.flat_map(|cell| &cell.kept).any(|row| row.differ)
    })
}

/// The referral, and how many answers and texts there are.
pub(super) fn heading<C>(group: &OfReferral<'_, C>, out: &mut dyn Write) -> io::Result<()> {
    let number = group.referral.diarienummer.as_deref();
    let number = number
        .map(|number| format!(" ({number})"))
        .unwrap_or_default();
    let (texts, heard) = group.texts();
    let answers = group.boards.len();
    let s = if answers == 1 { "" } else { "s" };
    let texts = match texts < heard {
        true => format!(", {texts} different texts"),
        false => String::new(),
    };
    writeln!(
        out,
        "{NAME}{}{number}{NAME:#} {FAINT}{answers} answer{s}{texts}{FAINT:#}\n",
        group.referral.title
    )
}

fn table(
    group: &OfReferral<'_, InMatrix>,
    width: usize,
    all: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let OfReferral { areas, boards, .. } = group;
    let (shown, hidden) = group.shown((!all).then_some(MOST));
    let heads = heads(areas, &shown);
    let broadest = heads
        .iter()
        .map(|head| super::wide(head))
        .max()
        .unwrap_or(0);
    let column = COLUMN.max(broadest + 1);
    let longest = boards
        .iter()
        .map(|name| super::wide(name))
        .max()
        .unwrap_or(0);
    if longest + shown.len() * column > width {
        narrow(group, out)?;
    } else {
        let line: Vec<String> = heads
            .iter()
            .map(|head| format!("{head:>column$}"))
            .collect();
        writeln!(out, "{}{}", pad("", longest), line.concat())?;
        for board in boards {
            let mut line = pad(board, longest);
            for area in &shown {
                let cell = group.cell(board, *area);
                let stances = cell.map(|cell| &cell.stances);
                let differ = cell.is_some_and(|cell| cell.kept.iter().any(|row| row.differ));
                let signs = stances.map_or(0, BTreeSet::len) + usize::from(differ);
                line.push_str(&" ".repeat(column.saturating_sub(signs)));
                for stance in stances.into_iter().flatten() {
                    line.push_str(&signed(*stance));
                }
                if differ {
                    line.push_str(DIFFER);
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
        let tallies = group.tallies();
        let wide = broadest.max(2);
        for (at, head) in shown.iter().zip(&heads) {
            let Area { id, name, .. } = &areas[*at];
            writeln!(
                out,
                "{head:>wide$} {name} {FAINT}{id} · {}{FAINT:#}",
                tally(&tallies[*at])
            )?;
        }
    }
    left_out(group, &hidden, out)
}

/// Which parts a table leaves out, and why.
fn left_out(
    group: &OfReferral<'_, InMatrix>,
    hidden: &[usize],
    out: &mut dyn Write,
) -> io::Result<()> {
    let tallies = group.tallies();
    let (spoken, silent): (Vec<usize>, Vec<usize>) = hidden
        .iter()
        .partition(|at| !tallies[**at].stances.is_empty());
    let names = |list: &[usize]| {
        const FEW: usize = 6;
        let titles = list.iter().take(FEW).map(|at| group.areas[*at].title());
        let more = list.len().saturating_sub(FEW);
        let more = (more > 0).then(|| format!("and {more} more"));
        titles.chain(more).collect::<Vec<_>>().join("; ")
    };
    if !spoken.is_empty() {
        let names = names(&spoken);
        writeln!(
            out,
            "{FAINT}also spoken of (--all shows them): {names}{FAINT:#}"
        )?;
    }
    if !silent.is_empty() {
        let names = names(&silent);
        writeln!(out, "{FAINT}nobody takes a stand on {names}{FAINT:#}")?;
    }
    Ok(())
}

/// "3 stöd, 2 kritik; 1 says both".
pub(super) fn tally(tally: &Tally) -> String {
    let both = match tally.both {
        0 => String::new(),
        both => format!("; {both} of them in two answers that differ"),
    };
    format!("{}{both}", told(&tally.stances))
}

/// What stands above each column: the proposal's own number, with the first
/// letters of its kind where two kinds are numbered alike; else a letter.
fn heads(areas: &[Area], shown: &[usize]) -> Vec<String> {
    let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for at in shown {
        let Area { number, group, .. } = &areas[*at];
        if !number.is_empty() {
            groups.entry(number).or_default().insert(group_of(group));
        }
    }
    let alike = groups.values().filter(|groups| groups.len() > 1);
    let all: BTreeSet<&str> = alike.flatten().copied().collect();
    let mut letters = 0_usize;
    let mut next = || {
        let at = letters;
        letters += 1;
        letter(at)
    };
    let head = |at: &usize| {
        let Area { number, group, .. } = &areas[*at];
        match number.is_empty() {
            true => next(),
            false if all.contains(group_of(group)) => {
                format!("{}{}", prefix(group_of(group), &all), short(number))
            }
            false => short(number),
        }
    };
    shown.iter().map(head).collect()
}

/// Sections and chapters are numbered as one.
fn group_of(group: &str) -> &str {
    match group {
        "kapitel" => "avsnitt",
        group => group,
    }
}

/// "a", "b", … "z", "aa".
pub(super) fn letter(at: usize) -> String {
    const LETTERS: usize = 26;
    let one = |at: usize| char::from(b'a' + u8::try_from(at % LETTERS).unwrap_or(0));
    match at / LETTERS {
        0 => one(at).to_string(),
        more => format!("{}{}", one(more - 1), one(at)),
    }
}

/// "2 kap. 3 §" → "2:3§".
fn short(number: &str) -> String {
    number.replace(" kap. ", ":").replace(' ', "")
}

/// The fewest first letters that tell a kind from the others.
fn prefix(group: &str, all: &BTreeSet<&str>) -> String {
    let first = |group: &str, letters: usize| group.chars().take(letters).collect::<String>();
    let own = |letters: &usize| {
        let mine = first(group, *letters);
        all.iter()
            .filter(|other| **other != group)
            .all(|other| first(other, *letters) != mine)
    };
    let letters = (1..=group.chars().count()).find(own).unwrap_or(0);
    first(group, letters)
}

fn narrow(group: &OfReferral<'_, InMatrix>, out: &mut dyn Write) -> io::Result<()> {
    for board in &group.boards {
        writeln!(out, "{NAME}{board}{NAME:#}")?;
        for (area, named) in group.areas.iter().enumerate() {
            if let Some(cell) = group.cell(board, area) {
                writeln!(out, "  {} {}", signs(cell), named.title())?;
            }
        }
    }
    Ok(())
}

fn signs<C>(cell: &Cell<C>) -> String {
    cell.stances.iter().map(|stance| signed(*stance)).collect()
}

/// The signs of a cell without colours: "+−" where two answers differ.
pub(crate) fn plain_signs<C>(cell: &Cell<C>) -> String {
    cell.stances.iter().map(|stance| sign(*stance)).collect()
}
