//! A list of names set in columns: read down each column, not along the lines.
//!
//! A name may go on in its column's next line; group headings, page feet and
//! heads stand between the rows and are none.

use super::entries::{broken, is_asked, is_furniture, is_group, is_list_end};
use super::list::{Named, is_signed};
use crate::line::Cell;
use crate::line_end::push_words;
use crate::segment::signs::names::entry;
use crate::segment::signs::sheet::Sheet;
use crate::text::lower;

/// Rows that tell a list in columns, among so many lines with words.
const ROWS: usize = 3;
const AMONG: usize = 6;
/// A name begins so near to its column's edge; a line that goes on is indented.
const EDGE: usize = 2;
/// Longest name on one line.
const NAME: usize = 60;
/// Empty lines that end a list, more than a page's break takes.
const EMPTY: usize = 12;

/// The names of the columns that begin on line `at`, and the line behind them.
pub(super) fn read(sheet: &Sheet<'_>, at: usize) -> Option<(Vec<Named>, usize)> {
    let first = sheet.lines.cells(at);
    let edges: Vec<usize> = first.iter().map(|cell| cell.column).collect();
    if first.len() < 2 || !is_row(first, &edges) || !goes_down(sheet, at, &edges) {
        return None;
    }
    let mut columns: Vec<Vec<Named>> = vec![Vec::new(); edges.len()];
    let mut end = at;
    let mut line = at;
    while line < sheet.range.end && line - end <= EMPTY {
        let row = sheet.lines.cells(line);
        if row.is_empty() || row.iter().any(|cell| is_furniture(sheet, line, &cell.text)) {
            line += 1;
            continue;
        }
        let alone = row.len() == 1
            && (is_list_end(&row[0].low) || is_signed(sheet.lines, line, sheet.range.end));
        if !is_row(row, &edges) || alone {
            break;
        }
        for cell in row {
            take(&mut columns[place(cell, &edges)], cell, &edges);
        }
        line += 1;
        end = line;
    }
    Some((columns.into_iter().flatten().collect(), end))
}

/// The column of a cell.
fn place(cell: &Cell, edges: &[usize]) -> usize {
    let before = |edge: &usize| *edge <= cell.column + EDGE;
    edges.iter().rposition(before).unwrap_or(0)
}

/// A name of its column, or the rest of the one above. In a column a short line
/// is no sign of a rest.
fn take(column: &mut Vec<Named>, cell: &Cell, edges: &[usize]) {
    let name = entry(&cell.text).trim_end_matches([',', ';']);
    let indented = cell.column > edges[place(cell, edges)] + 1;
    if let Some(last) = column.last_mut()
        && last.1 + 1 == cell.line
        && (indented || broken(&last.2, name))
    {
        last.1 = cell.line;
        push_words(&mut last.2, name);
    } else if !is_group(name) && is_asked(name, true) {
        column.push((cell.line, cell.line, name.to_owned()));
    }
}

/// Each cell is short and stands in a column.
fn is_row(row: &[Cell], edges: &[usize]) -> bool {
    const INDENT: usize = 6;
    row.len() <= edges.len()
        && row.iter().all(|cell| {
            let edge = edges[place(cell, edges)];
            let near = cell.column + EDGE >= edge && cell.column <= edge + INDENT;
            let low = lower(&cell.text);
            near && cell.text.len() <= NAME
                && !cell.text.ends_with('.')
                && !["senast", " ska ", "@"]
                    .iter()
                    .any(|word| low.contains(word))
        })
}

/// More rows of as many cells stand right below.
fn goes_down(sheet: &Sheet<'_>, at: usize, edges: &[usize]) -> bool {
    let worded = (at..sheet.range.end).filter(|&at| !sheet.lines.is_blank(at));
    let full = worded.take(AMONG).filter(|&at| {
        let row = sheet.lines.cells(at);
        row.len() == edges.len()
            && is_row(row, edges)
            // A mark beside a name is no name.
            && row.iter().all(|cell| {
                let name = entry(&cell.text);
                name.starts_with(char::is_uppercase) && name.chars().count() > 4
            })
    });
    full.count() >= ROWS
}
