//! Pieces inside the lines of a table → its rows, each cell whole. What is
//! divided by gaps alone is left to the columns.

use super::rows::Piece;
use super::rules::Table;

/// A gap over all rows that divides columns where no line does, in sizes.
const GAP: f64 = 0.8;

/// What stands between two lines across, or what is no table.
pub(super) enum Part {
    Text(Vec<Piece>),
    /// The cells with something in them, from the left.
    Row(Vec<Vec<Piece>>),
}

/// The parts of a page from the top.
pub(super) fn parts(mut pieces: Vec<Piece>, tables: &[Table]) -> Vec<Part> {
    let mut parts = Vec::new();
    for table in tables {
        let (inside, outside): (Vec<Piece>, Vec<Piece>) = pieces
            .into_iter()
            .partition(|piece| is_inside(piece, table));
        let rows = rows(&inside, table);
        if !rows.iter().any(|cells| cells.len() > 1) {
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

fn rows(pieces: &[Piece], table: &Table) -> Vec<Vec<Vec<Piece>>> {
    let open = if table.is_open() {
        gaps(pieces)
    } else {
        Vec::new()
    };
    let rows = table.across.windows(2).map(|lines| {
        let columns = match table.columns(lines[0], lines[1]) {
            columns if columns.is_empty() => open.clone(),
            columns => columns,
        };
        let mut cells = vec![Vec::new(); columns.len() + 1];
        for piece in pieces {
            let (x, y) = middle(piece);
            if lines[0] < y && y <= lines[1] {
                cells[columns.partition_point(|&column| column < x)].push(piece.clone());
            }
        }
        cells.retain(|cell| !cell.is_empty());
        cells
    });
    rows.filter(|cells| !cells.is_empty()).collect()
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
