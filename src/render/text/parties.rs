//! Parties side by side: a table a proposal, parties down, areas across, of what
//! their statements say.

use super::matrix::letter;
use super::positions::{counts, signed};
use super::{FAINT, NAME, pad, wide};
use crate::position::{Position, Stance};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Letters that a cell takes: a party may say all four in different boards.
const COLUMN: usize = 5;

/// A proposal's statements.
#[derive(Default)]
struct Table<'p> {
    /// Areas in the order in which they are met, with their names.
    areas: Vec<(&'p str, &'p str)>,
    cells: BTreeMap<&'p str, BTreeMap<usize, BTreeSet<Stance>>>,
    rows: Vec<&'p Position>,
}

/// The tables of all proposals on which parties have made statements.
pub(super) fn parties(rows: &[Position], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut order: Vec<&str> = Vec::new();
    let mut tables: BTreeMap<&str, Table<'_>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_answer()) {
        let title = row.referral.title.as_str();
        let table = tables.entry(title).or_default();
        let known = table.areas.iter().position(|(id, _)| *id == row.area);
        let at = known.unwrap_or(table.areas.len());
        if known.is_none() {
            table.areas.push((&row.area, &row.area_name));
        }
        let mut signed = false;
        for signer in row.signers.iter().filter(|one| !one.party.is_empty()) {
            let cells = table.cells.entry(&signer.party).or_default();
            cells.entry(at).or_default().insert(row.stance);
            signed = true;
        }
        if signed {
            table.rows.push(row);
            if !order.contains(&title) {
                order.push(title);
            }
        }
    }
    for title in order {
        if let Some(table) = tables.get(title) {
            one(title, table, width, out)?;
        }
    }
    Ok(())
}

fn one(title: &str, table: &Table<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let n = table.cells.len();
    let what = if n == 1 { "party" } else { "parties" };
    writeln!(out, "{NAME}{title}{NAME:#} {FAINT}{n} {what}{FAINT:#}\n")?;
    let longest = table.cells.keys().map(|party| wide(party)).max();
    let longest = longest.unwrap_or(0);
    // As many areas as fit stand beside one another; the others below.
    let fit = (width.saturating_sub(longest) / COLUMN).max(1);
    let all: Vec<usize> = (0..table.areas.len()).collect();
    for some in all.chunks(fit) {
        let heads: Vec<String> = some
            .iter()
            .map(|at| format!("{:>COLUMN$}", letter(*at)))
            .collect();
        writeln!(out, "{}{}", pad("", longest), heads.concat())?;
        for (party, cells) in &table.cells {
            let mut line = pad(party, longest);
            for at in some {
                let stances = cells.get(at);
                let signs = stances.map_or(0, BTreeSet::len);
                line.push_str(&" ".repeat(COLUMN.saturating_sub(signs)));
                for stance in stances.into_iter().flatten() {
                    line.push_str(&signed(*stance));
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
    }
    for (at, (id, name)) in table.areas.iter().enumerate() {
        let rows = table.rows.iter().copied().filter(|row| row.area == *id);
        let told = counts(rows);
        writeln!(out, "{:>2} {name} {FAINT}{told}{FAINT:#}", letter(at))?;
    }
    writeln!(out)
}
