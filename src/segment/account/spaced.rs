//! Answers as a table that spaces set out: a row a body, its name in the first
//! column, what it says beside it.
//!
//! Looks like: "Remissinstans      Synpunkt      Förvaltningens kommentar", a rule, and
//! rows of one or more lines. What a cell says runs down its column
//! ([`crate::column`]); a row without a name is of the body above.

use super::margin;
use crate::column::{Column, OFF, start_of};
use crate::lexicon::{Column as Held, accounts};
use crate::line::{Cell, Lines};
use crate::line_end::push_words;
use crate::prose::is_closed;
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::signs::bodies;
use crate::text::{Span, lower};
use crate::unit::UnitKind;
use std::ops::Range;

/// Fewer rows that blank lines part are chance.
const FEWEST: usize = 2;

/// The columns of a table: where the bodies stand, and what they say.
pub(super) struct Columns {
    pub(super) body: Column,
    pub(super) view: Column,
    /// Where further columns of the body's begin in the view's.
    inner: Vec<usize>,
}

impl Columns {
    /// Names, and what is said beside them.
    pub(super) fn beside(left: usize) -> Self {
        Columns {
            body: Column {
                left: 0,
                right: left,
            },
            view: Column::from(left),
            inner: Vec::new(),
        }
    }
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
        let end = table_end(out, at + 1, &columns);
        let rows = rows(out, at + 1..end, &columns);
        if says_something(lines, &columns, &rows) {
            for (name, row) in rows {
                take(out, &columns, &name, row);
            }
            taken.push(at..end);
        }
        at = end;
    }
    if taken.is_empty() {
        taken.extend(margin::read(out));
    }
    taken
}

/// "Ja" and "Nej" in the column tell who has views, not which.
fn says_something(lines: &Lines<'_>, columns: &Columns, rows: &[(String, Range<usize>)]) -> bool {
    const SHORT: usize = 6;
    let says = |row: &Range<usize>| {
        let view = columns.view.piece(lines, row.start);
        row.len() > 1 || view.is_some_and(|view| lines.document().slice(view).len() > SHORT)
    };
    rows.iter().any(|(_, row)| says(row))
}

/// The heads of the columns; a paragraph that begins with such a word has no others.
fn heads(row: &[Cell]) -> Option<Columns> {
    let held = |cell: &Cell| accounts().column(&cell.low);
    let whose = row.iter().position(|cell| held(cell) == Some(Held::Body))?;
    let nth = row.iter().position(|cell| held(cell) == Some(Held::View))?;
    // "Synpunkt   Inställning": both are the body's.
    let next = row[nth + 1..]
        .iter()
        .find(|cell| held(cell) != Some(Held::View));
    let view = Column {
        left: row[nth].column,
        right: next.map_or(usize::MAX, |next| next.column),
    };
    let body = Column {
        left: row[whose].column,
        right: row.get(whose + 1)?.column,
    };
    let inner = row[nth + 1..]
        .iter()
        .filter(|cell| cell.column < view.right);
    let inner = inner.map(|cell| cell.column).collect();
    (whose < nth).then_some(Columns { body, view, inner })
}

/// A line of a row has a cell where the view stands; a rule has no words.
pub(super) fn table_end(out: &Builder<'_>, from: usize, columns: &Columns) -> usize {
    let lines = out.lines;
    // "Allmänt" over the rows that are about it.
    let heads_rows = |at: usize| {
        let next = lines.next_words(at + 1, at + 3);
        next.is_some_and(|next| {
            lines.cells(next).len() > 1 && columns.view.piece(lines, next).is_some()
        })
    };
    let is_row = |at: usize| {
        let cells = lines.cells(at);
        is_rule(lines, at)
            || cells
                .iter()
                .any(|cell| cell.column + OFF >= columns.view.left)
            || cells.len() == 1
                && is_name(&cells[0], columns)
                && (goes_on(out, at) || is_group(&cells[0].text) || heads_rows(at))
    };
    let end = (from..lines.len()).find(|&at| !is_row(at));
    let end = end.unwrap_or(lines.len());
    lines
        .previous_words(end, from)
        .map_or(from, |last| last + 1)
}

/// Blank, or nothing but a line across the page.
fn is_rule(lines: &Lines<'_>, at: usize) -> bool {
    const LONG: usize = 10;
    let raw = lines.raw(at);
    let drawn = raw.len() > LONG && !raw.contains(char::is_alphanumeric);
    lines.cells(at).is_empty() || drawn
}

/// "NÄMNDER": those below are of one kind.
fn is_group(words: &str) -> bool {
    words.len() > 2 && !words.contains(char::is_lowercase)
}

/// It stands in the names' column and ends there, and ends no sentence.
fn is_name(cell: &Cell, columns: &Columns) -> bool {
    let end = cell.column + cell.text.chars().count();
    columns.body.holds(cell) && end <= columns.view.left && !is_closed(&cell.text)
}

/// The rest of a name in a line of its own, right below its row.
fn goes_on(out: &Builder<'_>, at: usize) -> bool {
    let lines = out.lines;
    !lines.is_blank(at - 1) && !out.is_furniture(at - 1) && lines.cells(at - 1).len() > 1
}

/// The lines of each row, from one beginning to the next, and whose it is.
pub(super) fn rows(
    out: &Builder<'_>,
    table: Range<usize>,
    columns: &Columns,
) -> Vec<(String, Range<usize>)> {
    let lines = out.lines;
    // The heads come again on the next page.
    let again = |at: usize| out.is_furniture(at) || heads(lines.cells(at)).is_some();
    let worded: Vec<usize> = table
        .clone()
        .filter(|&at| !is_rule(lines, at) && !again(at))
        .collect();
    // A number before the name is none of it.
    let of_name =
        |cell: &&Cell| columns.body.holds(cell) && cell.text.contains(char::is_alphabetic);
    let named = |at: usize| lines.cells(at).iter().any(|cell| of_name(&cell));
    let says = |at: usize| columns.view.piece(lines, at).is_some();
    let behind_gap = |at: usize| at == table.start || is_rule(lines, at - 1) || again(at - 1);
    let gaps = worded
        .iter()
        .filter(|&&at| behind_gap(at) && named(at) && says(at));
    // Where blank lines part the rows, a name goes on in the lines between them.
    let parted = gaps.count() >= FEWEST;
    // "4 §": another part that the same body speaks about.
    let part = |at: usize| {
        let between = lines.cells(at).iter().find(|cell| {
            cell.column + OFF >= columns.body.right && cell.column + OFF < columns.view.left
        });
        let named = between.is_some_and(|cell| !cell.text.starts_with(char::is_lowercase));
        let above = columns.view.piece(lines, at - 1);
        named && above.is_some_and(|above| is_closed(lines.document().slice(above)))
    };
    // "Kontoret     Noteras.": a name of its own right below a view that has ended.
    let next = |at: usize| {
        let above = columns.view.piece(lines, at - 1);
        let ended = above.is_some_and(|above| is_closed(lines.document().slice(above)));
        ended && bodies::name(&lines.cells(at)[0].text).is_some()
    };
    let opens = |at: usize| match parted {
        true => says(at) && (behind_gap(at) || part(at) || next(at)),
        false => named(at) && says(at) && !continues(lines, at, columns),
    };
    let starts: Vec<usize> = worded.iter().copied().filter(|&at| opens(at)).collect();
    let mut above = String::new();
    let mut rows = Vec::new();
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(table.end);
        let (from, to) = (
            worded.partition_point(|at| *at < start),
            worded.partition_point(|at| *at < end),
        );
        let own = worded[from..to].iter();
        let cells = own.flat_map(|&at| lines.cells(at));
        let mut name = String::new();
        let group = |cell: &Cell| cell.of == 1 && (is_group(&cell.text) || behind_gap(cell.line));
        for cell in cells.filter(|cell| of_name(cell) && !group(cell)) {
            let cut = Column::from(columns.body.right).cut(lines, cell);
            if cut.is_none() && !is_name(cell, columns) {
                continue;
            }
            let start = start_of(lines, cell);
            let cut = cut
                .zip(start)
                .map(|(end, start)| &lines.document().text[start..end]);
            push_words(&mut name, cut.map_or(cell.text.as_str(), str::trim_end));
        }
        // "… i / bullermålet." behind the end of a page: the row above goes on.
        let first = columns
            .view
            .piece(lines, start)
            .map(|piece| lines.document().slice(piece));
        let goes_on = first.is_some_and(|words| words.starts_with(char::is_lowercase));
        match rows.last_mut() {
            Some((_, row)) if name.is_empty() && goes_on => {
                let row: &mut Range<usize> = row;
                row.end = end;
            }
            _ => {
                if !name.is_empty() {
                    above.clone_from(&name);
                }
                rows.push((above.clone(), start..end));
            }
        }
    }
    rows
}

/// The name above goes on here: it is open, or this is no beginning of one.
fn continues(lines: &Lines<'_>, at: usize, columns: &Columns) -> bool {
    let cell = &lines.cells(at)[0];
    let above = lines.cells(at.saturating_sub(1)).first();
    let open = above.is_some_and(|above| {
        above.text.contains(char::is_alphabetic)
            && columns.body.holds(above)
            && above.text.ends_with(['-', ','])
    });
    open || cell.text.starts_with(char::is_lowercase)
}

/// What a row says: from the first of its lines with words in the column to the
/// last. A row of which a line reaches over an edge mixes two voices: it is told.
pub(super) fn take(out: &mut Builder<'_>, columns: &Columns, name: &str, row: Range<usize>) {
    let lines = out.lines;
    let own = |at: &usize| {
        !lines.is_blank(*at) && !out.is_furniture(*at) && heads(lines.cells(*at)).is_none()
    };
    let own: Vec<usize> = row.clone().filter(own).collect();
    let says = |at: &usize| Some((*at, columns.view.piece(lines, *at)?));
    let pieces: Vec<(usize, Span)> = own.iter().filter_map(says).collect();
    let (Some((_, first)), Some((end, last))) = (pieces.first(), pieces.last()) else {
        return;
    };
    let words = lines.document().slice(*first);
    if name.is_empty() || is_of_sender(name) || !words.contains(char::is_alphabetic) {
        return;
    }
    let crossed = |at: &usize| columns.view.is_crossed(lines, *at, &columns.inner);
    if own.iter().take_while(|at| *at <= end).any(crossed) {
        out.note(
            row.start,
            "a row of a table whose columns could not be told apart",
        );
        return;
    }
    let speaker = Speaker::new(bodies::listed(name), name);
    let open = Open::new(UnitKind::Sammanfattning, &speaker, None, row.start);
    let span = Span::new(first.start as usize, last.end as usize);
    if pieces.len() > 1 {
        out.run_down(span.start, columns.view);
    }
    out.push_span(open, span, row.start);
}

/// "Kontoret", "Förvaltningens svar": who tells of the answers.
pub(super) fn is_of_sender(name: &str) -> bool {
    let low = lower(name);
    let office = bodies::name(name).is_some_and(|name| name.kind.as_deref() == Some("kontor"));
    office || accounts().opens_comment(&low) || accounts().of_the_sender(&low).is_some()
}
