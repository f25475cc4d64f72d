//! Glyphs → pieces of lines: what stands on one baseline without a wide gap.
//! Knows letters and gaps, not columns.

use super::super::blocks::raise;
use super::glyphs::{Glyph, Letters};

/// A piece of a line: a whole line of a column, or a cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Baseline.
    pub(super) y: f64,
    /// Largest size of type on it.
    pub(super) size: f64,
    /// Quarter turns of the text.
    pub(super) turn: u8,
    pub(super) furniture: bool,
}

/// How far from the baseline a glyph may stand, in sizes: raised figures do.
const OFF_BASELINE: f64 = 0.5;
/// A gap this wide divides words, in sizes.
const WORD_GAP: f64 = 0.2;
/// A gap this wide divides columns or cells, without and with a space in it:
/// a stretched space is narrower.
const COLUMN_GAP: (f64, f64) = (0.9, 1.3);

/// All pieces of a page, from the top, each turn of text by itself.
pub(super) fn pieces(mut glyphs: Vec<Glyph>) -> Vec<Piece> {
    glyphs.sort_by(|a, b| {
        let turn = a.turn.cmp(&b.turn).then(a.furniture.cmp(&b.furniture));
        turn.then(a.y.total_cmp(&b.y))
    });
    let mut pieces = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    // The baseline is that of the largest glyph.
    let (mut y, mut size) = (0.0, 0.0);
    for glyph in glyphs {
        let same = row.last().is_some_and(|last: &Glyph| {
            let kind = last.turn == glyph.turn && last.furniture == glyph.furniture;
            kind && (glyph.y - y).abs() < OFF_BASELINE * glyph.size.max(size)
        });
        if !same {
            divide(std::mem::take(&mut row), y, size, &mut pieces);
            (y, size) = (glyph.y, glyph.size);
        } else if glyph.size > size {
            (y, size) = (glyph.y, glyph.size);
        }
        row.push(glyph);
    }
    divide(row, y, size, &mut pieces);
    pieces
}

/// Divides what stands on one baseline.
fn divide(mut row: Vec<Glyph>, y: f64, size: f64, pieces: &mut Vec<Piece>) {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut open: Option<Piece> = None;
    let (mut space, mut before) = (false, (f64::MIN, Letters::Char(' ')));
    for glyph in row {
        if is_space(&glyph.letters) {
            space = true;
            continue;
        }
        // Bold type may be the same glyph twice.
        if before.1 == glyph.letters && (glyph.x - before.0).abs() < 0.1 * glyph.size {
            continue;
        }
        let gap = open.as_ref().map_or(0.0, |piece| glyph.x - piece.right);
        let (bare, spaced) = COLUMN_GAP;
        if gap > size * if space { spaced } else { bare } {
            pieces.extend(open.take());
        }
        let piece = open.get_or_insert_with(|| Piece {
            text: String::new(),
            left: glyph.x,
            right: glyph.x,
            y,
            size,
            turn: glyph.turn,
            furniture: glyph.furniture,
        });
        if !piece.text.is_empty() && (space || gap > WORD_GAP * glyph.size) {
            piece.text.push(' ');
        }
        let raised = glyph.size < 0.8 * size && glyph.y < y - 0.15 * size;
        match &glyph.letters {
            Letters::Char(c) => push(&mut piece.text, *c, raised),
            Letters::String(letters) => letters
                .chars()
                .for_each(|c| push(&mut piece.text, c, raised)),
        }
        piece.right = piece.right.max(glyph.x + glyph.width);
        space = false;
        before = (glyph.x, glyph.letters);
    }
    pieces.extend(open);
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
        c if c.is_control() => {}
        c if raised => text.push(raise(c)),
        c => text.push(c),
    }
}
