//! Boards and councils that every municipality or region may have. A name
//! here identifies nobody without its municipality, and is never another's.

use super::form::{clean, key, nominative};
use crate::tsv::{cell, list, rows};

use super::resolve::direct;
use super::table::{Row, Table};
use super::{Body, How};

/// Adds the generic names as rows without identity. Names of bodies win.
pub(super) fn add(table: &mut Table, text: &str) {
    for row in rows(text) {
        let [name, _short, variants, _office] = [0, 1, 2, 3].map(|at| cell(&row, at));
        if table.by_key(&key(name)).is_some() {
            continue;
        }
        let council = ["rådet", "kollegiet", "beredningen"]
            .iter()
            .any(|end| name.ends_with(end));
        let at = table.add(Row {
            name: name.to_owned(),
            kind: if council { "rad" } else { "namnd" }.to_owned(),
            id: None,
            note: Some("identifierar ingen utan kommunen eller regionen".to_owned()),
            company: false,
            branches: true,
        });
        let mut forms = vec![name.to_owned()];
        forms.extend(list(variants).map(str::to_owned));
        if name.ends_with("nämnden") {
            forms.push(name.trim_end_matches("en").to_owned());
        }
        for form in forms {
            // Weakest of all claims: whoever else has the name is meant.
            table.claim(&form, at, How::Rule);
        }
    }
}

/// "Socialnämnden i X kommun", "X kommun, socialnämnden", "X kommuns
/// socialnämnd": the municipality or region, with its board as the part.
pub(super) fn of_municipality(table: &Table, written: &str) -> Option<Body> {
    let written = clean(written);
    let ends: Vec<usize> = written
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | ',' | '('))
        .map(|(at, _)| at)
        .collect();
    // The board first, then its municipality: the longest board counts.
    for &at in ends.iter().rev() {
        let rest = written[at..].trim_start_matches([' ', ',', '(', '–']);
        let rest = rest
            .strip_prefix("i ")
            .or(rest.strip_prefix("vid "))
            .unwrap_or(rest);
        if let Some(found) = join(table, &written[..at], rest.trim_end_matches(')')) {
            return Some(found);
        }
    }
    for &at in &ends {
        let board = written[at..].trim_matches([' ', ',', '(', '–', ')']);
        if let Some(found) = join(table, board, &written[..at]) {
            return Some(found);
        }
    }
    None
}

fn join(table: &Table, board: &str, of: &str) -> Option<Body> {
    let board = generic(table, board)?;
    let place = key(of);
    let owner = direct(table, of)
        .filter(|body| matches!(body.kind.as_deref(), Some("kommun" | "region")))
        .or_else(|| {
            let by_place = |key: &str| table.places.get(key);
            let (row, _) = by_place(&place).or_else(|| by_place(nominative(&place)?))?;
            Some(table.body(*row, How::Rule))
        })?;
    Some(Body {
        part: Some(board),
        how: How::Rule,
        ..owner
    })
}

/// The normal form of a generic board.
fn generic(table: &Table, written: &str) -> Option<String> {
    let key = key(written);
    let claim = table
        .by_key(&key)
        .or_else(|| table.by_key(nominative(&key)?))?;
    let row = table.row(claim);
    row.id.is_none().then(|| row.name.clone())
}
