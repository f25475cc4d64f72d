//! A page as it looks, as a picture, with some of its lines marked. Reads no
//! text but to find where these lines stand.

use super::glyphs::{self, TooMuch};
use super::open::{self, Opened};
use super::{bombs, pieces, truncated};
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::kurbo::Rect;
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
fn places(pieces: &[super::Piece], marked: &[&str]) -> Vec<Rect> {
    let marked: Vec<String> = marked.iter().map(|line| bare(line)).collect();
    let is_marked = |piece: &&super::Piece| {
        let words = bare(&piece.text);
        let long = words.chars().count() >= LETTERS;
        piece.turn == 0
            && marked
                .iter()
                .any(|line| *line == words || long && line.contains(&words))
    };
    let place = |piece: &super::Piece| {
        Rect::new(
            piece.left - 1.0,
            piece.y - piece.size,
            piece.right + 1.0,
            piece.y + 0.3 * piece.size,
        )
    };
    pieces.iter().filter(is_marked).map(place).collect()
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
