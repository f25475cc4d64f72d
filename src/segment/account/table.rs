//! Answers as a table: a row a body, a column its view, another the comment.
//!
//! Looks like: "Remissinstans | Synpunkt | Kommentar"; the heads of the
//! columns say which is which.

use crate::lexicon::{Column, accounts};
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::signs::bodies;
use crate::text::{Span, lower};
use crate::unit::UnitKind;

/// Takes every row of every such table; the line behind the last one.
pub(super) fn read(out: &mut Builder<'_>) -> Option<usize> {
    let mut columns: Option<(usize, usize, usize)> = None;
    let mut end = None;
    let mut above: Vec<String> = Vec::new();
    for at in 0..out.lines.len() {
        let raw = out.lines.raw(at);
        if !raw.contains(['\t', '|']) {
            if !raw.is_empty() {
                columns = None;
            }
            continue;
        }
        let row = row(raw);
        if let Some(found) = heads(raw, &row) {
            columns = Some(found);
            above.clear();
            continue;
        }
        let Some((body, view, count)) = columns else {
            continue;
        };
        if row.len() != count {
            continue;
        }
        let (name, text) = (&row[body], &row[view]);
        let words = raw[text.clone()].trim();
        if words.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            continue;
        }
        // An empty cell is of the body above.
        let printed = names(&raw[name.clone()]);
        // The last of a table may sum it up.
        let goes_on = out.lines.raw(at + 1).contains(['\t', '|']);
        let bodies_of_row = match printed.is_empty() {
            true if goes_on => above.clone(),
            true => Vec::new(),
            false => printed,
        };
        above.clone_from(&bodies_of_row);
        for name in bodies_of_row {
            let start = out.lines.line(at).span.start as usize;
            let from = start
                + text.start
                + (raw[text.clone()].len() - raw[text.clone()].trim_start().len());
            let span = Span::new(from, from + words.len());
            let speaker = Speaker::new(bodies::listed(&name), &name);
            out.push_span(
                Open::new(UnitKind::Sammanfattning, &speaker, None, at),
                span,
                at,
            );
            end = Some(at + 1);
        }
    }
    end
}

/// The bytes of the cells of a row; outer bars make none.
fn row(raw: &str) -> Vec<std::ops::Range<usize>> {
    let separator = if raw.contains('|') { '|' } else { '\t' };
    let inner = raw.trim_matches('|');
    let offset = raw.len() - raw.trim_start_matches('|').len();
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, c) in inner.char_indices() {
        if c == separator {
            cells.push(offset + start..offset + at);
            start = at + c.len_utf8();
        }
    }
    cells.push(offset + start..offset + inner.len());
    cells
}

/// Column of the bodies, of their views, and how many there are.
fn heads(raw: &str, row: &[std::ops::Range<usize>]) -> Option<(usize, usize, usize)> {
    /// Longest head of a column.
    const HEAD: usize = 60;
    if row.iter().any(|cell| cell.len() > HEAD) {
        return None;
    }
    let held = row.iter().map(|cell| {
        let head = lower(raw[cell.clone()].trim().trim_matches('*'));
        accounts().column(&head)
    });
    let held: Vec<Option<Column>> = held.collect();
    let of = |column: Column| held.iter().position(|one| *one == Some(column));
    Some((of(Column::Body)?, of(Column::View)?, row.len()))
}

/// One cell may name several bodies.
fn names(cell: &str) -> Vec<String> {
    let whole = cell.trim().trim_matches('*');
    if whole.is_empty()
        || whole.len() > 300
        || whole.chars().filter(|c| c.is_alphabetic()).count() < 2
    {
        return Vec::new();
    }
    let parts: Vec<&str> = whole.split(", ").map(str::trim).collect();
    let each = parts.len() > 1
        && parts
            .iter()
            .all(|part| part.starts_with(char::is_uppercase));
    if each && (bodies::known(whole).is_none()) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![whole.to_owned()]
    }
}
