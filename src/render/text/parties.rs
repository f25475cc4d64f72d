//! Parties side by side: a table a proposal, parties down, areas across, of what
//! their statements say.

use super::matrix::letter;
use super::positions::{area_place, counts, signed};
use super::{FAINT, NAME, pad, wide};
use crate::position::{Position, Positions, Stance};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Letters that a cell takes: a party may say all four in different boards.
const COLUMN: usize = 5;

/// A proposal's statements.
struct Table<'p> {
    /// Ids and names of the areas.
    areas: Vec<(&'p str, &'p str)>,
    cells: BTreeMap<&'p str, BTreeMap<usize, BTreeSet<Stance>>>,
    rows: Vec<&'p Position>,
}

/// The tables of all proposals on which parties have made statements.
pub(super) fn parties(found: &Positions, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut order: Vec<&str> = Vec::new();
    let mut signed: BTreeMap<&str, Vec<&Position>> = BTreeMap::new();
    let has_party = |row: &&Position| row.signers.iter().any(|one| !one.party.is_empty());
    let statements = found.rows.iter().filter(|row| !row.is_answer());
    for row in statements.filter(has_party) {
        let title = row.referral.title.as_str();
        if !order.contains(&title) {
            order.push(title);
        }
        signed.entry(title).or_default().push(row);
    }
    for title in order {
        let rows = signed.remove(title).unwrap_or_default();
        one(title, &Table::of(found, title, rows), width, out)?;
    }
    Ok(())
}

impl<'p> Table<'p> {
    /// The areas have the order that the proposal gives them, others behind as met.
    fn of(found: &'p Positions, title: &str, rows: Vec<&'p Position>) -> Self {
        let mut areas: Vec<(&str, &str)> = Vec::new();
        for row in &rows {
            if !areas.iter().any(|(id, _)| *id == row.area) {
                areas.push((&row.area, &row.area_name));
            }
        }
        areas.sort_by_cached_key(|(id, _)| area_place(found, title, id));
        let mut cells: BTreeMap<&str, BTreeMap<usize, BTreeSet<Stance>>> = BTreeMap::new();
        for row in &rows {
            let Some(at) = areas.iter().position(|(id, _)| *id == row.area) else {
                continue;
            };
            for signer in row.signers.iter().filter(|one| !one.party.is_empty()) {
                let cells = cells.entry(&signer.party).or_default();
                cells.entry(at).or_default().insert(row.stance);
            }
        }
        Table { areas, cells, rows }
    }
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
