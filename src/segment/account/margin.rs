//! Names in the margin and views beside them: a table without heads. The name that
//! comes again and again and is no body's is the sender's over its comments.
//!
//! Looks like: "Sjöfartsverket          Verket finner inget hinder …", "2031-02-03" below
//! the name, then "Förvaltningen           Noteras."

use super::opening::bare;
use super::spaced::{Columns, is_of_sender, rows, table_end, take};
use crate::column::OFF;
use crate::lexicon::lexicon;
use crate::segment::builder::Builder;
use crate::segment::signs::bodies;
use crate::segment::signs::sheet::is_label;
use crate::text::lower;
use std::collections::BTreeMap;
use std::ops::Range;

/// Fewer names are chance.
const ENTRIES: usize = 3;

/// Takes the rows of the margin that most lines have; the lines that they stand on.
pub(super) fn read(out: &mut Builder<'_>) -> Option<Range<usize>> {
    let lines = out.lines;
    let columns = Columns::beside(margin(out)?);
    let known = |name: &str| bodies::name(name).is_some_and(|name| name.known);
    // The letterhead above the first name is laid out so, too.
    let first = (0..lines.len()).find(|&at| {
        let row = lines.cells(at);
        row.len() == 2 && columns.view.holds(&row[1]) && known(&row[0].text)
    })?;
    let end = table_end(out, first, &columns);
    let rows: Vec<(String, Range<usize>)> = rows(out, first..end, &columns)
        .into_iter()
        .map(|(name, row)| (bare(&name), row))
        .collect();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in &rows {
        *names.entry(name.as_str()).or_default() += 1;
    }
    if names.keys().filter(|name| known(name)).count() < ENTRIES {
        return None;
    }
    let again = |name: &str| names.get(name).is_some_and(|rows| *rows >= ENTRIES);
    let is_body = |name: &str| {
        let low = lower(name);
        let other = is_label(&low) || lexicon().section(&low).is_some() || is_of_sender(name);
        known(name) || !other && !again(name)
    };
    let own: Vec<&(String, Range<usize>)> = rows.iter().filter(|(name, _)| is_body(name)).collect();
    for (name, row) in own {
        take(out, &columns, name, row.clone());
    }
    Some(first..end)
}

/// Where most of the lines with two cells have their second.
fn margin(out: &Builder<'_>) -> Option<usize> {
    /// Rows that are no chance, and characters of a margin.
    const ROWS: usize = 8;
    const MARGIN: std::ops::RangeInclusive<usize> = 12..=40;
    let lines = out.lines;
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for at in 0..lines.len() {
        if let [name, view] = lines.cells(at)
            && name.column <= OFF
            && MARGIN.contains(&view.column)
        {
            *counts.entry(view.column).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, rows)| *rows);
    most.filter(|(_, rows)| *rows >= ROWS).map(|(left, _)| left)
}
