//! Glyphs as they stand on the page → those of each direction by themselves,
//! turned upright: rows are looked for among what runs the same way. Knows
//! angles, not letters.

use super::glyphs::Glyph;
use super::median;
use std::collections::BTreeMap;

/// How far from its axis a page may have lain in the scanner, in degrees;
/// what leans more is a stamp or a watermark.
const SKEW: f64 = 3.0;
/// A smaller skew moves no line by its own height.
const STRAIGHT: f64 = 0.05;

/// The glyphs by their direction in degrees, clockwise from left to right.
pub(super) fn upright(glyphs: Vec<Glyph>, extent: (f64, f64)) -> Vec<(u16, Vec<Glyph>)> {
    // Nearly every page.
    if glyphs.iter().all(|glyph| glyph.angle == 0.0) {
        return vec![(0, glyphs)];
    }
    let mut directions: BTreeMap<u16, Vec<Glyph>> = BTreeMap::new();
    for glyph in glyphs {
        directions
            .entry(direction(glyph.angle))
            .or_default()
            .push(glyph);
    }
    let turned = directions.into_iter().map(|(direction, mut glyphs)| {
        turn(&mut glyphs, f64::from(direction), extent);
        (direction, glyphs)
    });
    turned.collect()
}

/// The axis that the angle is near, or else the angle.
fn direction(angle: f64) -> u16 {
    let axis = (angle / 90.0).round() * 90.0;
    let near = if (angle - axis).abs() <= SKEW {
        axis
    } else {
        angle.round()
    };
    near.rem_euclid(360.0) as u16
}

/// How far the angle is from the direction, from -180 to 180.
fn lean(angle: f64, direction: f64) -> f64 {
    (angle - direction + 180.0).rem_euclid(360.0) - 180.0
}

/// Turns the page until what stood in this direction runs from left to right,
/// its corner at the origin.
fn turn(glyphs: &mut [Glyph], direction: f64, (wide, high): (f64, f64)) {
    let lean = median(glyphs.iter().map(|glyph| lean(glyph.angle, direction)));
    let lean = if lean.abs() < STRAIGHT { 0.0 } else { lean };
    if direction == 0.0 && lean == 0.0 {
        return;
    }
    let (sine, cosine) = (direction + lean).to_radians().sin_cos();
    let place = |x: f64, y: f64| (x * cosine + y * sine, y * cosine - x * sine);
    let corners = [
        place(0.0, 0.0),
        place(wide, 0.0),
        place(0.0, high),
        place(wide, high),
    ];
    let left = corners
        .iter()
        .map(|corner| corner.0)
        .fold(f64::MAX, f64::min);
    let top = corners
        .iter()
        .map(|corner| corner.1)
        .fold(f64::MAX, f64::min);
    for glyph in glyphs {
        let (x, y) = place(glyph.x, glyph.y);
        (glyph.x, glyph.y) = (x - left, y - top);
    }
}
