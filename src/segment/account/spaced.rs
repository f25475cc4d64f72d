//! Answers as a table that spaces set out: a row a body, its name in the first
//! column, what it says beside it.
//!
//! Looks like: "Remissinstans      Synpunkt      Inställning", a rule, and rows of
//! one or more lines. Where the sender comments in a column of its own, only rows of
//! one line are taken: the lines of others mix two voices.

use crate::lexicon::accounts;
use crate::line::{Cell, Lines};
use crate::line_end::push_words;
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::signs::bodies;
use crate::text::Span;
use crate::unit::UnitKind;
use std::ops::Range;

/// Columns that are a little off are the same.
const OFF: usize = 2;

/// The columns of a table.
struct Columns {
    body: usize,
    view: usize,
    comment: Option<usize>,
}

/// Takes the rows of every such table; the lines that they stand on.
pub(super) fn read(out: &mut Builder<'_>) -> Vec<Range<usize>> {
    let lines = out.lines;
    let mut taken = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        // Tabs and bars are another reader's.
        let spaced = !lines.raw(at).contains(['\t', '|']);
        let Some(columns) = heads(lines.cells(at)).filter(|_| spaced) else {
            at += 1;
            continue;
        };
        let end = table_end(lines, at + 1, &columns);
        for row in rows(out, at + 1..end, &columns) {
            take(out, &columns, row);
        }
        taken.push(at..end);
        at = end;
    }
    taken
}

/// The heads of the columns; a paragraph that begins with such a word has no others.
fn heads(row: &[Cell]) -> Option<Columns> {
    let of = |words: &[String]| {
        let found = row.iter().find(|cell| words.contains(&cell.low));
        found.map(|cell| cell.column)
    };
    // "Ställningstagande" alone is the body's, "Kommunens ställningstagande" is not.
    let comment = row.iter().find(|cell| {
        let (owner, last) = cell.low.rsplit_once(' ').unwrap_or(("", &cell.low));
        accounts().sender_column.iter().any(|word| word == last)
            && (!owner.is_empty() || last.starts_with("kommentar"))
    });
    Some(Columns {
        body: of(&accounts().body_column)?,
        view: of(&accounts().view_column)?,
        comment: comment.map(|cell| cell.column),
    })
    .filter(|columns| columns.body + OFF < columns.view)
}

/// A line of a row has a cell where the view stands; a rule has no words.
fn table_end(lines: &Lines<'_>, from: usize, columns: &Columns) -> usize {
    let is_row = |at: usize| {
        let cells = lines.cells(at);
        lines.is_blank(at)
            || cells.is_empty()
            || cells.iter().any(|cell| cell.column + OFF >= columns.view)
            || cells.len() == 1
                && is_at(&cells[0], columns.body)
                && (goes_on(lines, at) || is_group(&cells[0].text))
    };
    let end = (from..lines.len()).find(|&at| !is_row(at));
    let end = end.unwrap_or(lines.len());
    lines
        .previous_words(end, from)
        .map_or(from, |last| last + 1)
}

/// "NÄMNDER": those below are of one kind.
fn is_group(words: &str) -> bool {
    words.len() > 2 && !words.contains(char::is_lowercase) && !words.contains(' ')
}

/// The rest of a name in a line of its own, right below its row.
fn goes_on(lines: &Lines<'_>, at: usize) -> bool {
    !lines.is_blank(at - 1) && lines.cells(at - 1).len() > 1
}

fn is_at(cell: &Cell, column: usize) -> bool {
    cell.column.abs_diff(column) <= OFF
}

/// The lines of each row: from a name at a row's start to the next.
fn rows(out: &Builder<'_>, table: Range<usize>, columns: &Columns) -> Vec<Range<usize>> {
    let lines = out.lines;
    let starts: Vec<usize> = table
        .clone()
        .filter(|&at| {
            let cells = lines.cells(at);
            // The heads come again on the next page.
            let again = out.is_furniture(at) || heads(cells).is_some();
            let opens = cells.len() > 1 && is_at(&cells[0], columns.body);
            opens && !again && !continues(lines, at, columns)
        })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([table.end]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(a, b)| a..b)
        .collect()
}

/// The name above goes on here: it is open, or this is no beginning of one.
fn continues(lines: &Lines<'_>, at: usize, columns: &Columns) -> bool {
    let cell = &lines.cells(at)[0];
    let above = lines.cells(at.saturating_sub(1)).first();
    let open = above.is_some_and(|above| {
        above.text.contains(char::is_alphabetic)
            && is_at(above, columns.body)
            && above.text.ends_with(['-', ','])
    });
    open || cell.text.starts_with(char::is_lowercase)
}

/// The row's name, and its view from the first cell of it to the row's last word.
fn take(out: &mut Builder<'_>, columns: &Columns, row: Range<usize>) {
    let lines = out.lines;
    let mut name = String::new();
    let of_name = row.clone().flat_map(|at| lines.cells(at));
    for cell in of_name.filter(|cell| is_at(cell, columns.body)) {
        push_words(&mut name, &cell.text);
    }
    let cells = lines.cells(row.start);
    let own = |cell: &&Cell| {
        let beside = is_at(cell, columns.view) || cell.column > columns.view;
        let comment = columns.comment.is_some_and(|at| cell.column + OFF >= at);
        beside && !comment && cell.text.contains(char::is_alphabetic)
    };
    let view = cells.iter().find(own);
    let worded = row.clone().filter(|&at| !lines.is_blank(at));
    let one_line = worded.count() == 1;
    let Some(view) = view.filter(|_| !name.is_empty() && (one_line || columns.comment.is_none()))
    else {
        return;
    };
    // Cells tell their place by characters.
    let raw = lines.raw(row.start);
    let byte = |column: usize| raw.char_indices().nth(column - cells[0].column);
    let Some((from, _)) = byte(view.column) else {
        return;
    };
    let start = lines.line(row.start).span.start as usize;
    let last = lines
        .previous_words(row.end, row.start)
        .unwrap_or(row.start);
    let next = cells.iter().find(|cell| cell.column > view.column);
    let behind = next.and_then(|next| byte(next.column));
    let end = match (columns.comment, behind) {
        (Some(_), Some((behind, _))) => start + raw[..behind].trim_end().len(),
        _ => lines.span(last, last).range().end,
    };
    let speaker = Speaker::new(bodies::listed(&name), &name);
    let open = Open::new(UnitKind::Sammanfattning, &speaker, None, row.start);
    out.push_span(open, Span::new(start + from, end), row.start);
}
