//! Pieces of a page → what is read as one text: stamps and crosswise text are
//! taken apart, an initial is given back to its word. Knows places, not words.

use super::rows::Piece;

/// Type this many times larger than usual is a stamp, an initial or a title.
const LARGE: f64 = 1.8;
/// Pieces of such type on a page; where there are more it is only another size.
const MOST: usize = 300;
/// How far capitals reach above their baseline, in sizes.
const REACH: f64 = 0.7;

/// What stands crosswise or is printed over other text is no part of what
/// stands upright: what there is most of comes first. `usual` is the page's
/// size of type.
pub(super) fn layers(mut pieces: Vec<Piece>, usual: f64) -> Vec<Vec<Piece>> {
    let (large, mut text): (Vec<Piece>, Vec<Piece>) = pieces
        .drain(..)
        .partition(|piece| piece.size > LARGE * usual);
    let (large, rest) = large.split_at(large.len().min(MOST));
    text.extend_from_slice(rest);
    let mut over = Vec::new();
    for piece in large {
        if text.iter().any(|low| overlap(piece, low)) {
            over.push(piece.clone());
        } else if !give_back(piece, &mut text) {
            pieces.push(piece.clone());
        }
    }
    pieces.append(&mut text);
    pieces.sort_by_key(|piece| piece.turn);
    let turns = pieces.chunk_by(|a, b| a.turn == b.turn);
    let mut layers: Vec<Vec<Piece>> = turns.map(<[Piece]>::to_vec).collect();
    layers.sort_by_key(|layer| std::cmp::Reverse(layer.len()));
    layers.push(over);
    layers
}

fn top(piece: &Piece) -> f64 {
    piece.y - REACH * piece.size
}

/// The pieces stand on each other.
fn overlap(a: &Piece, b: &Piece) -> bool {
    let touch = 0.3 * a.size.min(b.size);
    let across = a.left + touch < b.right && b.left + touch < a.right;
    a.turn == b.turn && across && top(a) < b.y && top(b) < a.y
}

/// Sets a large letter before the first line whose head is level with its own.
fn give_back(initial: &Piece, text: &mut [Piece]) -> bool {
    let letters = initial.text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 || initial.text.chars().count() > 2 {
        return false;
    }
    let level = |line: &Piece| (top(line) - top(initial)).abs() < line.size;
    let beside = text.iter_mut().filter(|line| {
        let gap = (line.left - initial.right) / line.size;
        line.turn == initial.turn && level(line) && (-0.5..2.0).contains(&gap)
    });
    let line = beside.min_by(|a, b| a.y.total_cmp(&b.y));
    line.map(|line| {
        line.text.insert_str(0, &initial.text);
        line.left = initial.left;
    })
    .is_some()
}
