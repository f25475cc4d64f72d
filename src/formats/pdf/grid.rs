//! A table that no line is drawn in → its rows, each cell whole. Its rows stand
//! farther apart than the lines of a cell, and its cells begin at the same
//! places in row after row. Knows places, and whether a line goes on from the
//! one above; columns of text share no gaps.

use super::columns::{PARAGRAPH, gaps, on_one_line, usual_step};
use super::rows::Piece;
use super::tables::Part;

/// A gap over the whole height of a row that divides cells, and how far the
/// cells of a column may begin from each other, in sizes.
const GAP: f64 = 0.8;
const OFF: f64 = 0.5;
/// Rows and other bands of a page that are looked at.
const MOST: usize = 300;
/// Words of a cell that says something; of a sentence; of a label beside one.
const SAYS: usize = 5;
const SENTENCE: usize = 8;
const LABEL: usize = 6;

/// Pieces of one row by their columns, from the left.
type Row = Vec<Vec<Piece>>;

/// The rows of a table and what stands around them, if there is one. The
/// pieces come from the top.
pub(super) fn parts(pieces: &[Piece]) -> Option<Vec<Part>> {
    let mut bands = Vec::new();
    let mut rest = pieces;
    for (at, _) in gaps(pieces).into_iter().rev() {
        bands.push(&rest[at..]);
        rest = &rest[..at];
    }
    bands.push(rest);
    bands.reverse();
    if bands.len() < 2 || bands.len() > MOST {
        return None;
    }
    let step = PARAGRAPH * usual_step(pieces);
    let edges = edges(&bands, step)?;
    let bands: Vec<&[Piece]> = bands.iter().flat_map(|band| apart(band, &edges)).collect();
    let rows: Vec<Option<Row>> = bands.iter().map(|band| cells(band, &edges, step)).collect();
    if !is_table(&bands, &rows) {
        return None;
    }
    let mut parts = Vec::new();
    let mut around: Vec<Piece> = Vec::new();
    for (band, row) in bands.into_iter().zip(rows) {
        let Some(row) = row else {
            around.extend_from_slice(band);
            continue;
        };
        parts.push(Part::Text(std::mem::take(&mut around)));
        if is_margin(&row) {
            parts.extend(row.into_iter().map(Part::Text));
        } else {
            parts.push(Part::Row(row));
        }
    }
    parts.push(Part::Text(around));
    Some(parts)
}

/// Where the columns of a band begin.
fn columns(band: &[Piece]) -> Vec<f64> {
    let mut pieces: Vec<&Piece> = band.iter().collect();
    pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    let (mut columns, mut reach) = (Vec::new(), f64::MIN);
    for piece in pieces {
        if piece.left > reach + GAP * piece.size {
            columns.push(piece.left);
        }
        reach = reach.max(piece.right);
    }
    columns
}

/// Where the cells of most rows begin, and of two at least.
fn edges(bands: &[&[Piece]], step: f64) -> Option<Vec<f64>> {
    let size = bands.first()?.first()?.size;
    let alike = |a: &[f64], b: &[f64]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < OFF * size)
    };
    let mut several: Vec<Vec<f64>> = Vec::new();
    for columns in bands.iter().map(|band| columns(band)) {
        if columns.len() > 1 && !several.iter().any(|known| alike(known, &columns)) {
            several.push(columns);
        }
    }
    let is_row =
        |band: &&&[Piece], edges: &[f64]| cells(apart(band, edges)[1], edges, step).is_some();
    let counted = several.into_iter().map(|edges| {
        let rows = bands.iter().filter(|band| is_row(band, &edges)).count();
        (rows, edges)
    });
    let (rows, edges) = counted.rev().max_by_key(|(rows, _)| *rows)?;
    (rows > 1).then_some(edges)
}

/// What stands right above a row and right below it, over the edges of its
/// cells, and the row between.
fn apart<'p>(band: &'p [Piece], edges: &[f64]) -> [&'p [Piece]; 3] {
    let crosses = |piece: &&Piece| {
        edges
            .iter()
            .any(|edge| piece.left < edge - piece.size && edge + piece.size < piece.right)
    };
    let above = band.iter().take_while(crosses).count();
    let (above, rest) = band.split_at(above);
    let below = rest.iter().rev().take_while(crosses).count();
    let (row, below) = rest.split_at(rest.len() - below);
    [above, row, below]
}

/// The band as a row: several cells that begin at the edges, level with each
/// other or about one middle, no cell of several paragraphs.
fn cells(band: &[Piece], edges: &[f64], step: f64) -> Option<Row> {
    let mut row = vec![Vec::new(); edges.len()];
    for piece in band {
        let at = edges.partition_point(|edge| edge - OFF * piece.size < piece.left);
        let next = edges.get(at).copied().unwrap_or(f64::MAX);
        if at == 0 || piece.right > next {
            return None;
        }
        row[at - 1].push(piece.clone());
    }
    let (top, foot) = (band.first()?, band.last()?);
    let is_level = |cell: &Vec<Piece>| {
        let (Some(first), Some(last)) = (cell.first(), cell.last()) else {
            return true;
        };
        let middle = (first.y + last.y - top.y - foot.y).abs() / 2.0;
        on_one_line(top, first) || middle < 0.5 * first.size
    };
    let is_one = |cell: &Vec<Piece>| cell.windows(2).all(|pair| pair[1].y - pair[0].y < step);
    let begins = |(cell, edge): (&Vec<Piece>, &f64)| {
        let lefts = cell
            .iter()
            .map(|piece| (piece.left - edge).abs() / piece.size);
        cell.is_empty() || lefts.fold(f64::MAX, f64::min) < OFF
    };
    let filled = row.iter().filter(|cell| !cell.is_empty()).count();
    let is_row = row.iter().all(is_level) && row.iter().all(is_one);
    (filled > 1 && is_row && row.iter().zip(edges).all(begins)).then_some(row)
}

/// Rows of sentences: their lines go on from each other, and nothing between
/// them is set side by side in another way.
fn is_table(bands: &[&[Piece]], rows: &[Option<Row>]) -> bool {
    let first = rows.iter().position(Option::is_some);
    let last = rows.iter().rposition(Option::is_some);
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let within = first..=last;
    let mut others = within.clone().filter(|&at| rows[at].is_none());
    if others.any(|at| columns(bands[at]).len() > 1) {
        return false;
    }
    let rows: Vec<&Row> = rows[within].iter().flatten().collect();
    let lines = rows
        .iter()
        .copied()
        .flatten()
        .flat_map(|cell| cell.windows(2));
    let goes_on = |pair: &&[Piece]| {
        pair[1].text.starts_with(char::is_lowercase) || pair[0].text.ends_with('-')
    };
    let (all, on) = (lines.clone().count(), lines.filter(goes_on).count());
    let says = |row: &&&Row| row.iter().any(|cell| words(cell) >= SAYS);
    rows.len() > 1 && all > 0 && on * 2 >= all && rows.iter().filter(says).count() * 2 >= rows.len()
}

/// A label or a question, and beside it what is said of it: they are read one
/// after the other, as in a table of an office file that no line is drawn in.
fn is_margin(row: &Row) -> bool {
    let [label, body] = &row[..] else {
        return false;
    };
    let end = label.last().map_or("", |piece| piece.text.as_str());
    let is_label = words(label) <= LABEL && !end.ends_with('.') || end.ends_with('?');
    is_label && words(body) >= SENTENCE
}

fn words(cell: &[Piece]) -> usize {
    let words = cell
        .iter()
        .map(|piece| piece.text.split_whitespace().count());
    words.sum()
}
