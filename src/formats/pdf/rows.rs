//! Glyphs of one direction → pieces of lines: what stands on one baseline
//! without a wide gap. Knows letters and gaps, not columns.

use super::super::blocks::raise;
use super::glyphs::{Glyph, Letters};
use super::spacing::{self, Letter};
use crate::line_end::push_words;

/// A piece of a line: a whole line of a column, or a cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Baseline of its largest type.
    pub(super) y: f64,
    /// Largest size of type on it.
    pub(super) size: f64,
    /// Degrees, clockwise, that the text is turned.
    pub(super) turn: u16,
    pub(super) furniture: bool,
}

impl Piece {
    /// The lines of a heading or a cell as one.
    pub(super) fn joined(lines: &[Piece]) -> Piece {
        let mut whole = lines[0].clone();
        for line in &lines[1..] {
            push_words(&mut whole.text, &line.text);
            whole.right = whole.right.max(line.right);
        }
        whole
    }
}

/// Glyphs on one baseline, which is that of the largest.
struct Row {
    glyphs: Vec<Glyph>,
    y: f64,
    size: f64,
}

/// How far from the baseline a glyph may stand, in its size or the row's,
/// whichever is less.
const OFF_BASELINE: f64 = 0.5;
/// Lines that stand between each other's glyphs.
const ABREAST: usize = 100;
/// Type this many times larger is not of one line with the smaller: a stamp,
/// a watermark, an initial.
const ONE_LINE: f64 = 2.2;
/// Type of less than this share of its neighbour's size may be raised.
const SMALL: f64 = 0.8;
/// How far a note's figure is raised, at least and at most, and how far an
/// index is lowered, in sizes of the line.
const RAISED: (f64, f64) = (0.15, 0.7);
const LOWERED: f64 = 0.35;
/// Glyphs that are raised together at most, and of a line that is looked at.
const FIGURES: usize = 6;
const LINE: usize = 2_000;
/// The gap between a word and its raised figure, in sizes of the line.
const ABUTS: f64 = 0.4;
/// A gap this wide divides words, in sizes.
const WORD_GAP: f64 = 0.2;
/// A gap this wide divides columns or cells, without and with a space in it:
/// a stretched space is narrower.
const COLUMN_GAP: (f64, f64) = (0.9, 1.3);

/// All pieces that run in one direction, from the top.
pub(super) fn pieces(mut glyphs: Vec<Glyph>, turn: u16) -> Vec<Piece> {
    glyphs.sort_by(|a, b| a.furniture.cmp(&b.furniture).then(a.y.total_cmp(&b.y)));
    let mut pieces = Vec::new();
    for part in glyphs.chunk_by(|a, b| a.furniture == b.furniture) {
        let mut rows = rows(part);
        take_in_raised(&mut rows);
        for row in rows {
            divide(row, turn, &mut pieces);
        }
    }
    pieces
}

fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        // Lines that lean a little stand between each other's glyphs.
        let near = rows.iter_mut().rev().take(ABREAST);
        let mut near = near.take_while(|row| glyph.y - row.y < OFF_BASELINE * glyph.size);
        let row = near.find(|row| {
            let (small, large) = (glyph.size.min(row.size), glyph.size.max(row.size));
            (glyph.y - row.y).abs() < OFF_BASELINE * small && large < ONE_LINE * small
        });
        let Some(row) = row else {
            rows.push(Row {
                glyphs: vec![glyph.clone()],
                y: glyph.y,
                size: glyph.size,
            });
            continue;
        };
        if glyph.size > row.size {
            (row.y, row.size) = (glyph.y, glyph.size);
        }
        row.glyphs.push(glyph.clone());
    }
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    rows
}

/// Moves raised and lowered figures to the lines of the words they stand at.
fn take_in_raised(rows: &mut [Row]) {
    for small in 0..rows.len() {
        let (y, size) = (rows[small].y, rows[small].size);
        let near = |row: &Row| {
            let up = (row.y - y) / row.size;
            let smaller = size < SMALL * row.size && row.size < ONE_LINE * size;
            smaller && up < RAISED.1 && up > -LOWERED
        };
        // Rows are in order but for a few.
        let around = small.saturating_sub(3)..rows.len().min(small + 4);
        for at in around.filter(|&at| at != small) {
            if !near(&rows[at]) || rows[at].glyphs.len() > LINE {
                continue;
            }
            let glyphs = std::mem::take(&mut rows[small].glyphs);
            let together = |a: &Glyph, b: &Glyph| b.x - (a.x + a.width) < ABUTS * size;
            for run in glyphs.chunk_by(together) {
                let into = if abuts(run, &rows[at]) { at } else { small };
                rows[into].glyphs.extend_from_slice(run);
            }
            rows[at].glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        }
    }
}

/// The run is short, and stands right behind a word of the row or before its
/// first.
fn abuts(run: &[Glyph], row: &Row) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return false;
    };
    let (left, right) = (first.x, last.x + last.width);
    let near = |gap: f64| gap.abs() < ABUTS * row.size;
    let words = || row.glyphs.iter().filter(|glyph| !is_space(&glyph.letters));
    let opens = || words().next().is_some_and(|word| near(word.x - right));
    run.len() <= FIGURES && (opens() || words().any(|word| near(left - (word.x + word.width))))
}

/// Divides what stands on one baseline.
fn divide(row: Row, turn: u16, pieces: &mut Vec<Piece>) {
    let size = row.size;
    let mut letters = letters(row.glyphs);
    let spacing = spacing::of(&mut letters);
    let mut open: Vec<(Glyph, bool)> = Vec::new();
    let mut reach = f64::MIN;
    for (Letter { glyph, mut space }, spacing) in letters.into_iter().zip(spacing) {
        if !open.is_empty() {
            let gap = glyph.x - reach - spacing;
            let (bare, spaced) = COLUMN_GAP;
            if gap > size * if space { spaced } else { bare } {
                pieces.extend(piece(&open, turn));
                open.clear();
                reach = f64::MIN;
            }
            space |= gap > WORD_GAP * glyph.size;
        }
        reach = reach.max(glyph.x + glyph.width);
        open.push((glyph, space));
    }
    pieces.extend(piece(&open, turn));
}

/// The glyphs that show something.
fn letters(glyphs: Vec<Glyph>) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut space = false;
    for glyph in glyphs {
        if is_space(&glyph.letters) {
            space = true;
            continue;
        }
        // Bold type may be the same glyph twice.
        let twice = letters.last().is_some_and(|Letter { glyph: before, .. }| {
            before.letters == glyph.letters && (glyph.x - before.x).abs() < 0.1 * glyph.size
        });
        if !twice {
            let space = std::mem::take(&mut space);
            letters.push(Letter { glyph, space });
        }
    }
    letters
}

/// Glyphs, and whether there is a space before each, as one piece.
fn piece(glyphs: &[(Glyph, bool)], turn: u16) -> Option<Piece> {
    let by_size = |(a, _): &&(Glyph, bool), (b, _): &&(Glyph, bool)| a.size.total_cmp(&b.size);
    let (first, _) = glyphs.first()?;
    let (largest, _) = glyphs.iter().max_by(by_size)?;
    let mut piece = Piece {
        text: String::new(),
        left: first.x,
        right: first.x,
        y: largest.y,
        size: largest.size,
        turn,
        furniture: first.furniture,
    };
    for (glyph, space) in glyphs {
        if *space && !piece.text.is_empty() {
            piece.text.push(' ');
        }
        let raised = glyph.size < SMALL * piece.size && glyph.y < piece.y - RAISED.0 * piece.size;
        match &glyph.letters {
            Letters::Char(c) => push(&mut piece.text, *c, raised),
            Letters::String(letters) => letters
                .chars()
                .for_each(|c| push(&mut piece.text, c, raised)),
        }
        piece.right = piece.right.max(glyph.x + glyph.width);
    }
    Some(piece)
}

fn is_space(letters: &Letters) -> bool {
    match letters {
        Letters::Char(c) => c.is_whitespace(),
        Letters::String(letters) => letters.chars().all(char::is_whitespace),
    }
}

/// Ligatures opened, raised figures as such.
fn push(text: &mut String, letter: char, raised: bool) {
    match letter {
        'ﬀ' => text.push_str("ff"),
        'ﬁ' => text.push_str("fi"),
        'ﬂ' => text.push_str("fl"),
        'ﬃ' => text.push_str("ffi"),
        'ﬄ' => text.push_str("ffl"),
        'ﬅ' | 'ﬆ' => text.push_str("st"),
        // What is drawn is seen: a soft hyphen too.
        '\u{AD}' | '\u{2010}' | '\u{2011}' => text.push('-'),
        // Symbol and Wingdings give their signs as numbers of their own.
        '\u{F02D}' | '\u{F0A7}' | '\u{F0B7}' | '\u{F0D8}' => text.push('•'),
        c if c.is_control() => {}
        c if raised => text.push(raise(c)),
        c => text.push(c),
    }
}
