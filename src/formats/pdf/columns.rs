//! Pieces of lines → paragraphs in reading order: a page is cut between its
//! columns, then at its widest gaps, until nothing is left to cut.

use super::super::blocks::{LONGEST_CELL, raise};
use super::breaks::Paragraph;
use super::layers::layers;
use super::rows::Piece;
use super::rules::Table;
use super::tables::{self, Part};
use super::{Sheet, grid, median, side};

/// A gap this wide over the whole height divides columns, in sizes.
const GUTTER: f64 = 0.8;
/// Lines that either side of a gutter must have.
const COLUMN_LINES: usize = 4;
/// Narrowest line that a column has, in sizes; cells of a table are narrower.
const COLUMN_WIDTH: f64 = 10.0;
/// A paragraph begins where lines stand this much farther apart than usual.
pub(super) const PARAGRAPH: f64 = 1.3;
/// Type this much larger than that of the next line is another paragraph's.
const OTHER_TYPE: f64 = 1.12;
/// A space of a line set to the full width is at most this wide, in sizes.
const STRETCHED: f64 = 4.0;
/// Lines set side by side that a table without lines has at least.
const GRID_LINES: usize = 2;
/// Cuts inside cuts.
const DEEPEST: usize = 200;

/// The paragraphs of a page, lines within them as they were set.
pub(super) fn in_order(pieces: Vec<Piece>, tables: &[Table], extent: (f64, f64)) -> Vec<Paragraph> {
    let usual = median(pieces.iter().map(|piece| piece.size));
    let all = pieces.clone();
    let mut blocks = Vec::new();
    for layer in layers(pieces, usual) {
        let upright = layer.first().is_some_and(|piece| piece.turn == 0);
        let mut rows = Vec::new();
        for part in tables::parts(layer, if upright { tables } else { &[] }) {
            match part {
                Part::Text(pieces) => {
                    blocks.push(std::mem::take(&mut rows));
                    beside(pieces, &mut blocks);
                }
                Part::Row(cells) => row(cells, &mut rows, &mut blocks),
            }
        }
    }
    let paragraphs = blocks.into_iter().map(|block| {
        let below = block.iter().all(|piece| Sheet::depth(piece, extent) > 0.5);
        let small = below && block.iter().all(|piece| piece.size < 0.93 * usual);
        let text = lines(&block);
        let is_note = small && !text.contains('\t');
        let text = if is_note { notes(&text) } else { text };
        Paragraph::new(text, &block, &all, is_note)
    });
    paragraphs.filter(|found| !found.text.is_empty()).collect()
}

/// A row of short cells is a line under the rows before it; long cells lay out
/// a page, and are read one after the other.
fn row(cells: Vec<Vec<Piece>>, rows: &mut Vec<Piece>, blocks: &mut Vec<Vec<Piece>>) {
    let short = |cell: &Vec<Piece>| cell.len() <= LONGEST_CELL;
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    if filled == 1 || !cells.iter().all(short) {
        blocks.push(std::mem::take(rows));
        for cell in cells {
            cut(cell, blocks, 0);
        }
        return;
    }
    rows.extend(one_line(cells));
}

/// The cells of a row as one line; an empty cell keeps its place.
fn one_line(cells: Vec<Vec<Piece>>) -> Option<Piece> {
    let mut whole: Option<(Piece, usize)> = None;
    for (at, mut cell) in cells
        .into_iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
    {
        cell.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
        let cell = Piece::joined(&cell);
        let row = match whole {
            Some((row, last)) => Piece {
                text: row.text + &"\t".repeat(at - last) + &cell.text,
                right: cell.right,
                y: row.y.min(cell.y),
                ..row
            },
            None => Piece {
                text: "\t".repeat(at) + &cell.text,
                ..cell
            },
        };
        whole = Some((row, at));
    }
    whole.map(|(row, _)| row)
}

/// Headings beside the text divide it where they stand.
fn beside(mut pieces: Vec<Piece>, blocks: &mut Vec<Vec<Piece>>) {
    for heading in side::headings(&mut pieces) {
        let above = |piece: &Piece| piece.y < heading.y - 0.5 * heading.piece.size;
        let (text, rest) = pieces.into_iter().partition(above);
        cut(text, blocks, 0);
        blocks.push(vec![heading.piece]);
        pieces = rest;
    }
    cut(pieces, blocks, 0);
}

fn cut(mut pieces: Vec<Piece>, blocks: &mut Vec<Vec<Piece>>, depth: usize) {
    if pieces.is_empty() {
        return;
    }
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let abreast = pieces
        .windows(2)
        .filter(|pair| on_one_line(&pair[0], &pair[1]))
        .count();
    if abreast >= GRID_LINES
        && depth < DEEPEST
        && let Some(parts) = grid::parts(&pieces)
    {
        return table(parts, blocks, depth);
    }
    if let Some(x) = gutter(&pieces).filter(|_| depth < DEEPEST) {
        let (left, right) = pieces.into_iter().partition(|piece| piece.left < x);
        cut(left, blocks, depth + 1);
        cut(right, blocks, depth + 1);
        return;
    }
    let gaps = gaps(&pieces);
    let widest = gaps.iter().max_by(|a, b| a.1.total_cmp(&b.1)).copied();
    match widest {
        // Below a head that spans them there may be columns.
        Some((at, _)) if abreast >= COLUMN_LINES && depth < DEEPEST => {
            let below = pieces.split_off(at);
            cut(pieces, blocks, depth + 1);
            cut(below, blocks, depth + 1);
        }
        _ => {
            let mut parts = Vec::with_capacity(gaps.len() + 1);
            for (at, _) in gaps.into_iter().rev() {
                parts.push(pieces.split_off(at));
            }
            parts.push(pieces);
            blocks.extend(parts.into_iter().rev());
        }
    }
}

/// The rows of a table without lines, and the texts around them.
fn table(parts: Vec<Part>, blocks: &mut Vec<Vec<Piece>>, depth: usize) {
    let mut rows = Vec::new();
    for part in parts {
        match part {
            Part::Text(pieces) if pieces.is_empty() => {}
            Part::Text(pieces) => {
                blocks.push(std::mem::take(&mut rows));
                cut(pieces, blocks, depth + 1);
            }
            Part::Row(cells) => row(cells, &mut rows, blocks),
        }
    }
    blocks.push(rows);
}

/// Cells of one row may be set in different sizes, their heads level.
pub(super) fn on_one_line(a: &Piece, b: &Piece) -> bool {
    (b.y - a.y).abs() < 0.3 * a.size.max(b.size)
}

/// Where paragraphs begin: the first piece, and how far apart it stands.
pub(super) fn gaps(pieces: &[Piece]) -> Vec<(usize, f64)> {
    let usual = usual_step(pieces);
    let size = median(pieces.iter().map(|piece| piece.size));
    let wide = |pair: &[Piece]| {
        // Lines of a large heading stand as far apart as its type asks for.
        let (small, large) = (
            pair[0].size.min(pair[1].size),
            pair[0].size.max(pair[1].size),
        );
        let usual = usual * (small / size).max(1.0);
        !on_one_line(&pair[0], &pair[1])
            && (step(pair) > PARAGRAPH * usual || large > OTHER_TYPE * small)
    };
    let pairs = pieces.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| wide(pair))
        .map(|(at, pair)| (at + 1, step(pair)))
        .collect()
}

fn step(pair: &[Piece]) -> f64 {
    pair[1].y - pair[0].y
}

/// How far apart lines stand for the most part.
pub(super) fn usual_step(pieces: &[Piece]) -> f64 {
    let lines = pieces
        .windows(2)
        .filter(|pair| !on_one_line(&pair[0], &pair[1]));
    let size = median(pieces.iter().map(|piece| piece.size));
    // A page of single lines has no usual step but that of its type.
    median(lines.map(step)).min(1.5 * size)
}

/// Where a column ends and the next begins.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    let size = median(pieces.iter().map(|piece| piece.size));
    let mut sides: Vec<(f64, f64)> = pieces.iter().map(|p| (p.left, p.right)).collect();
    sides.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = sides.first()?.1;
    let mut widest: Option<(f64, f64)> = None;
    for &(left, right) in &sides[1..] {
        let gap = left - reach;
        if gap > GUTTER * size && widest.is_none_or(|(width, _)| gap > width) {
            widest = Some((gap, (left + reach) / 2.0));
        }
        reach = reach.max(right);
    }
    let (_, x) = widest?;
    let is_column = |side: &dyn Fn(&&Piece) -> bool| {
        let lines: Vec<&Piece> = pieces.iter().filter(side).collect();
        let width = median(lines.iter().map(|piece| piece.right - piece.left));
        lines.len() >= COLUMN_LINES && width > COLUMN_WIDTH * size
    };
    let divides = is_column(&|piece| piece.left < x) && is_column(&|piece| piece.left >= x);
    divides.then_some(x)
}

/// The lines of a block; pieces on one line are cells.
fn lines(block: &[Piece]) -> String {
    let mut block: Vec<&Piece> = block.iter().collect();
    block.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<&Piece>> = Vec::new();
    for line in block.chunk_by_mut(|a, b| on_one_line(a, b)) {
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        lines.push(line.to_vec());
    }
    let told = lines.iter().enumerate().map(|(at, line)| {
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let stretched = near
            .filter_map(|at| lines.get(at))
            .any(|near| is_stretched(line, near));
        let cells: Vec<&str> = line.iter().map(|piece| piece.text.as_str()).collect();
        cells.join(if stretched { " " } else { "\t" })
    });
    told.collect::<Vec<_>>().join("\n")
}

/// What looks like cells are the words of a line set as wide as the one above
/// or below it.
fn is_stretched(line: &[&Piece], near: &[&Piece]) -> bool {
    let ([first, .., last], [whole]) = (line, near) else {
        return false;
    };
    let alike = |a: f64, b: f64| (a - b).abs() < 0.5 * whole.size;
    let narrow = |pair: &[&Piece]| pair[1].left - pair[0].right < STRETCHED * whole.size;
    alike(first.left, whole.left) && alike(last.right, whole.right) && line.windows(2).all(narrow)
}

/// Small type at the foot of a page that opens with a figure: each note a
/// paragraph with raised figures, which the layout knows.
fn notes(text: &str) -> String {
    let mut notes = String::new();
    for line in text.lines() {
        let figures = line
            .chars()
            .take_while(|c| c.is_ascii_digit() || is_raised(*c))
            .count();
        let note = (1..=3).contains(&figures);
        if !notes.is_empty() {
            notes.push_str(if note { "\n\n" } else { "\n" });
        }
        let mut chars = line.chars();
        if note {
            notes.extend(chars.by_ref().take(figures).map(raise));
            notes.push(' ');
        }
        let words = chars.as_str();
        // "1. Området …"
        let words = words.strip_prefix('.').filter(|_| note).unwrap_or(words);
        notes.push_str(words.trim_start());
    }
    notes
}

/// The figure is raised already.
fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}
