//! Pieces inside the lines of a table → its rows, each cell whole. What is
//! divided by gaps alone is left to the columns.

use super::columns::on_one_line;
use super::rows::Piece;
use super::rules::Table;

/// A gap over all rows that divides columns where no line does, in sizes.
const GAP: f64 = 0.8;
/// A table with as many lines across has one for each row.
const RULED: usize = 5;

/// What stands between two lines across, or what is no table.
pub(super) enum Part {
    Text(Vec<Piece>),
    /// Empty cells keep their place.
    Row(Row),
}

/// The parts of a page from the top.
pub(super) fn parts(mut pieces: Vec<Piece>, tables: &[Table]) -> Vec<Part> {
    let mut parts = Vec::new();
    for table in tables {
        let (inside, outside): (Vec<Piece>, Vec<Piece>) = pieces
            .into_iter()
            .partition(|piece| is_inside(piece, table));
        let rows = rows(&inside, table);
        if !rows.iter().any(|cells| filled(cells) > 1) {
            pieces = outside.into_iter().chain(inside).collect();
            continue;
        }
        let (above, below) = outside
            .into_iter()
            .partition(|piece| piece.y < table.across[0]);
        parts.push(Part::Text(above));
        parts.extend(rows.into_iter().map(Part::Row));
        pieces = below;
    }
    parts.push(Part::Text(pieces));
    parts
}

/// The middle of a piece's letters.
fn middle(piece: &Piece) -> (f64, f64) {
    ((piece.left + piece.right) / 2.0, piece.y - 0.3 * piece.size)
}

fn is_inside(piece: &Piece, table: &Table) -> bool {
    let (x, y) = middle(piece);
    let [top, .., foot] = table.across[..] else {
        return false;
    };
    table.left < x && x < table.right && top < y && y < foot
}

/// Cells of one row, from the left.
type Row = Vec<Vec<Piece>>;

fn rows(pieces: &[Piece], table: &Table) -> Vec<Row> {
    let open = if table.is_open() {
        gaps(pieces)
    } else {
        Vec::new()
    };
    let mut bands: Vec<Band> = table
        .across
        .windows(2)
        .map(|lines| Band::of(table, lines[0], lines[1], &open))
        .collect();
    for piece in pieces {
        let (x, y) = middle(piece);
        let above = table.across.partition_point(|&at| at < y);
        if let Some(band) = above.checked_sub(1).and_then(|at| bands.get_mut(at)) {
            let column = band.columns.partition_point(|&column| column < x);
            band.rows[table.step(&band.steps, x, y)][column].push(piece.clone());
        }
    }
    let rows = bands.into_iter().flat_map(|band| band.rows);
    let rows = rows.filter(|cells| filled(cells) > 0);
    match table.across.len() {
        ..RULED => rows.flat_map(lines).collect(),
        _ => rows.collect(),
    }
}

/// What lies between two lines across a whole table.
struct Band {
    columns: Vec<f64>,
    /// Heights of lines across a part of it.
    steps: Vec<f64>,
    rows: Vec<Row>,
}

impl Band {
    /// Without lines down it is divided as gaps divide the table.
    fn of(table: &Table, top: f64, foot: f64, gaps: &[f64]) -> Self {
        let columns = table.columns(top, foot);
        let (columns, steps) = if columns.is_empty() {
            (gaps.to_vec(), Vec::new())
        } else {
            (columns, table.steps(top, foot))
        };
        let rows = vec![vec![Vec::new(); columns.len() + 1]; steps.len() + 1];
        Band {
            columns,
            steps,
            rows,
        }
    }
}

fn filled(cells: &Row) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// What a table with few lines across sets between two of them: one row, or
/// several under each other. A row begins where a line begins in the first
/// column and in half of all, and goes on there in small letters or behind a
/// hyphen.
fn lines(cells: Row) -> Vec<Row> {
    let columns = cells.len();
    let first = cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0);
    let most = filled(&cells);
    let mut pieces: Vec<(usize, Piece)> = cells
        .into_iter()
        .enumerate()
        .flat_map(|(column, cell)| cell.into_iter().map(move |piece| (column, piece)))
        .collect();
    pieces.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for line in pieces.chunk_by(|(_, a), (_, b)| on_one_line(a, b)) {
        let mut here = vec![Vec::new(); columns];
        for (column, piece) in line {
            here[*column].push(piece.clone());
        }
        let goes_on = |row: &Row| {
            let hyphen = row[first]
                .last()
                .is_some_and(|above| above.text.ends_with('-'));
            let begins = here[first]
                .first()
                .is_some_and(|piece| !hyphen && !piece.text.starts_with(char::is_lowercase));
            !begins || filled(&here) * 2 < most
        };
        match rows.last_mut().filter(|row| goes_on(row)) {
            Some(row) => row
                .iter_mut()
                .zip(here)
                .for_each(|(cell, more)| cell.extend(more)),
            None => rows.push(here),
        }
    }
    rows
}

/// Where no piece stands from the head of a table to its foot.
fn gaps(pieces: &[Piece]) -> Vec<f64> {
    let mut sides: Vec<&Piece> = pieces.iter().collect();
    sides.sort_by(|a, b| a.left.total_cmp(&b.left));
    let (mut gaps, mut reach) = (Vec::new(), f64::MAX);
    for piece in sides {
        if piece.left - reach > GAP * piece.size {
            gaps.push((piece.left + reach) / 2.0);
        }
        reach = if reach == f64::MAX {
            piece.right
        } else {
            reach.max(piece.right)
        };
    }
    gaps
}
