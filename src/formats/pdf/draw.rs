//! A page as it looks, as a picture, with some of its lines marked. Reads no
//! text but to find where these lines stand.

use super::glyphs::{self, TooMuch};
use super::open::{self, Opened};
use super::{Piece, bombs, pieces, truncated};
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::kurbo::Rect;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Dots across a page, and dots in all: what a screen shows, and no more than a
/// picture of some MB takes.
const ACROSS: f32 = 1_100.0;
const DOTS: f32 = 4_000_000.0;
/// Letters of a piece that is looked for anywhere: a shorter one must be the
/// whole line.
const LETTERS: usize = 8;
/// The colour that marks, laid over as a felt pen does: what is kept of red,
/// green and blue.
const MARK: [u16; 3] = [255, 232, 90];

/// Draws a page, numbered from 1, as PNG.
pub(in crate::formats) fn draw(
    bytes: &[u8],
    page: usize,
    marked: &[&str],
    limits: &Limits,
) -> Result<Vec<u8>, NotText> {
    bombs::check(bytes, limits)?;
    let drawn = catch_unwind(AssertUnwindSafe(|| drawn(bytes, page, marked, limits)));
    drawn.unwrap_or_else(|why| {
        Err(match why.is::<TooMuch>() {
            true => limits.passed(Limit::Glyphs),
            false => truncated("is a PDF that cannot be drawn"),
        })
    })
}

fn drawn(
    bytes: &[u8],
    number: usize,
    marked: &[&str],
    limits: &Limits,
) -> Result<Vec<u8>, NotText> {
    let Opened { pdf, pages, .. } = open::open(bytes, limits)?;
    let at = number
        .checked_sub(1)
        .and_then(|at| pages.get(at).copied().flatten());
    let page = at.and_then(|at| pdf.pages().get(at));
    let page = page.ok_or_else(|| {
        NotText::new(
            format!("has no page {number} that can be drawn"),
            "open the file itself",
        )
    })?;
    // Also refuses pages that draw without end, before anything is painted.
    let collected = glyphs::Reader::new(&pdf).page(page, limits);
    let (width, height) = page.render_dimensions();
    let (width, height) = (width.max(1.0), height.max(1.0));
    let scale = (ACROSS / width).min((DOTS / (width * height)).sqrt());
    let extent = collected.extent;
    let places = places(&pieces(collected.glyphs, extent, Vec::new()), marked);
    let mut pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    for place in places {
        mark(&mut pixmap, place.scale_from_origin(f64::from(scale)));
    }
    pixmap
        .into_png()
        .map_err(|_| truncated("is a PDF that cannot be drawn"))
}

/// Letters and figures alone, as two readings of a line are compared.
fn bare(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Where the lines that are marked stand.
fn places(pieces: &[Piece], marked: &[&str]) -> Vec<Rect> {
    let upright = pieces.iter().filter(|piece| piece.turn == 0);
    let upright: Vec<(&Piece, String)> = upright.map(|piece| (piece, bare(&piece.text))).collect();
    let mut found: Vec<&Piece> = Vec::new();
    for line in marked.iter().map(|line| bare(line)) {
        let whole = upright.iter().filter(|(_, words)| *words == line);
        let whole: Vec<&Piece> = whole.map(|(piece, _)| *piece).collect();
        found.extend(match whole[..] {
            [] => parts(&upright, &line),
            _ => whole,
        });
    }
    let place = |piece: &Piece| {
        Rect::new(
            piece.left - 1.0,
            piece.y - piece.size,
            piece.right + 1.0,
            piece.y + 0.3 * piece.size,
        )
    };
    found.into_iter().map(place).collect()
}

/// The pieces that a line was read from: those of one row where they are most of
/// it, for a name in it may stand elsewhere too; else all.
fn parts<'p>(pieces: &[(&'p Piece, String)], line: &str) -> Vec<&'p Piece> {
    let letters = |words: &str| words.chars().count();
    let parts = pieces.iter();
    let parts =
        parts.filter(|(_, words)| letters(words) >= LETTERS && line.contains(words.as_str()));
    let mut rows: BTreeMap<i64, (usize, Vec<&Piece>)> = BTreeMap::new();
    for (piece, words) in parts {
        let row = rows.entry(piece.y.round() as i64).or_default();
        row.0 += letters(words);
        row.1.push(piece);
    }
    let most = rows.values().max_by_key(|(letters, _)| *letters);
    match most.filter(|(of, _)| 2 * of >= letters(line)) {
        Some((_, row)) => row.clone(),
        None => rows.into_values().flat_map(|(_, row)| row).collect(),
    }
}

/// Lays the colour over a part of a picture.
fn mark(pixmap: &mut Pixmap, place: Rect) {
    let [width, height] = [pixmap.width(), pixmap.height()].map(usize::from);
    let within = |from: f64, to: f64, most: usize| {
        let from = from.max(0.0) as usize;
        from.min(most)..(to.max(0.0).ceil() as usize).min(most)
    };
    let across = within(place.x0, place.x1, width);
    let dots = pixmap.data_as_u8_slice_mut();
    for y in within(place.y0, place.y1, height) {
        for x in across.clone() {
            let at = 4 * (y * width + x);
            let Some(dot) = dots.get_mut(at..at + 3) else {
                return;
            };
            for (part, kept) in dot.iter_mut().zip(MARK) {
                *part = (u16::from(*part) * kept / 255) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, y: f64) -> Piece {
        Piece {
            text: text.to_owned(),
            left: 0.0,
            right: 100.0,
            y,
            size: 10.0,
            turn: 0,
            furniture: false,
        }
    }

    #[test]
    fn a_name_in_a_marked_line_is_not_marked_where_it_stands_alone() {
        let page = [
            piece("- Kulturnämnden", 20.0),
            piece("Kulturnämnden avstyrker förslaget.", 40.0),
            piece("Trafiknämnden", 60.0),
            piece("tillstyrker förslaget i stort.", 60.2),
            piece("Trafiknämnden", 80.0),
        ];
        let marked = [
            "Kulturnämnden avstyrker förslaget.",
            "Trafiknämnden tillstyrker förslaget i stort.",
        ];
        let rows: Vec<f64> = places(&page, &marked).iter().map(|at| at.y0).collect();
        assert_eq!(rows, [30.0, 50.0, 50.2]);
    }
}
