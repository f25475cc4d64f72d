//! Running heads and footers of pages: what the file marks as such, and what
//! stands in the same band of many pages, figures aside. The heads of the
//! first page stay: they say who writes, when and in what matter.

use super::Sheet;
use super::rows::Piece;
use std::collections::{BTreeSet, HashMap};

/// The part of a page, at its head and at its foot, where furniture stands.
const BAND: f64 = 0.12;
/// Pages on which it stands at least, and one in how many of a long document:
/// a heading may happen to open a page several times.
const PAGES: (usize, usize) = (2, 5);

/// Takes the furniture off all pages.
pub(super) fn drop(sheets: &mut [Sheet]) {
    let mut pages: HashMap<(bool, String), BTreeSet<usize>> = HashMap::new();
    for (page, sheet) in sheets.iter().enumerate() {
        for piece in &sheet.pieces {
            if let Some(band) = band(piece, sheet.extent) {
                pages.entry(band).or_default().insert(page);
            }
        }
    }
    let enough = (sheets.len() / PAGES.1)
        .max(sheets.len().div_ceil(2).min(3))
        .max(PAGES.0);
    for (page, sheet) in sheets.iter_mut().enumerate() {
        let extent = sheet.extent;
        sheet.pieces.retain(|piece| {
            let Some(band) = band(piece, extent) else {
                return !piece.furniture;
            };
            let repeated = pages.get(&band).is_some_and(|on| on.len() >= enough);
            let (is_head, furniture) = (band.0, repeated || piece.furniture);
            !furniture || is_head && page == 0
        });
    }
}

/// Whether the piece stands at the head or foot of its page, and its words
/// without figures.
fn band(piece: &Piece, extent: (f64, f64)) -> Option<(bool, String)> {
    let at = Sheet::depth(piece, extent);
    let is_head = at < BAND;
    (is_head || at > 1.0 - BAND).then(|| {
        let words = piece.text.chars().filter(|c| !c.is_numeric());
        (is_head, words.collect())
    })
}
