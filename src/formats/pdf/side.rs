//! Headings in a column of their own beside the text, as minutes have them:
//! each goes before the line it stands beside, in one line. Knows places, not
//! words.

use super::rows::Piece;

/// Lines that the text beside them has at least.
const LINES: usize = 4;
/// Narrowest line of text, in sizes: cells of a table are narrower.
const LINE: f64 = 15.0;
/// Room between a heading and the text, and how far left of it headings begin,
/// in sizes: figures and dots of a list stand nearer.
const ROOM: f64 = 0.8;
const OUTDENT: f64 = 4.0;
/// Lines of one heading, and one in how many of all lines may be of headings:
/// else it is a column or a table.
const TALLEST: usize = 3;
/// Headings beside the text of one page.
const MOST: usize = 100;
const SHARE: usize = 3;

/// A heading, and the height of its first line.
pub(super) struct Heading {
    pub(super) piece: Piece,
    pub(super) y: f64,
}

/// Takes the headings that stand beside the text, from the top.
pub(super) fn headings(pieces: &mut Vec<Piece>) -> Vec<Heading> {
    let Some(text) = left_of_text(pieces) else {
        return Vec::new();
    };
    let is_beside = |piece: &Piece| {
        piece.right < text - ROOM * piece.size && piece.left < text - OUTDENT * piece.size
    };
    let (mut beside, rest): (Vec<Piece>, Vec<Piece>) = pieces.drain(..).partition(is_beside);
    *pieces = rest;
    beside.sort_by(|a, b| a.y.total_cmp(&b.y));
    let many = beside.len() * SHARE > pieces.len() || beside.len() > MOST;
    let left = most_often(beside.iter().map(|piece| piece.left)).map_or(0.0, |(left, _)| left);
    let words = |piece: &Piece| piece.text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let mut headings = Vec::new();
    for lines in beside.chunk_by(is_one) {
        let aligned = lines
            .iter()
            .all(|piece| (piece.left - left).abs() < 0.5 * piece.size);
        if !many && aligned && lines.len() <= TALLEST && lines.iter().any(words) {
            headings.push(Heading {
                piece: Piece::joined(lines),
                y: lines[0].y,
            });
        } else {
            pieces.extend_from_slice(lines);
        }
    }
    headings
}

/// Where most lines of text begin.
fn left_of_text(pieces: &[Piece]) -> Option<f64> {
    let lines = pieces
        .iter()
        .filter(|piece| piece.right - piece.left > LINE * piece.size);
    let (left, count) = most_often(lines.map(|piece| piece.left))?;
    (count >= LINES).then_some(left)
}

/// The value that most are within a point of, and how many.
fn most_often(values: impl Iterator<Item = f64>) -> Option<(f64, usize)> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let same = values.chunk_by(|a, b| b - a < 1.0);
    let most = same.max_by_key(|same| same.len())?;
    Some((most[0], most.len()))
}

/// The second line goes on with the heading of the first.
fn is_one(a: &Piece, b: &Piece) -> bool {
    let alike = (a.size - b.size).abs() < 0.1 * a.size;
    alike && b.y - a.y < 1.6 * a.size
}
