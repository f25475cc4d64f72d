//! Paragraphs that the end of a column or page divides → one paragraph. Goes
//! by how full the last line is and how the first one begins; knows no words.

use super::rows::Piece;

/// Width of a letter at the most, on average, and of the space before a word,
/// in sizes.
const LETTER: f64 = 0.6;
const SPACE: f64 = 0.5;

/// A paragraph as it stands on its page.
pub(super) struct Paragraph {
    /// Its lines as they were set.
    pub(super) text: String,
    /// Room at the end of the last line, in sizes.
    room: f64,
    /// The first line begins where lines do there.
    flush: bool,
    size: f64,
    /// First and last baseline.
    ends: (f64, f64),
    /// A footnote, or a row of cells.
    apart: bool,
}

/// Pieces of a page that tell how far its lines go.
const REACH: usize = 2_000;

impl Paragraph {
    /// `reach` is how far left and right lines go about a place.
    pub(super) fn new(text: String, block: &[Piece], reach: &[Piece], is_note: bool) -> Self {
        let by_height = |a: &&Piece, b: &&Piece| a.y.total_cmp(&b.y);
        let (first, last) = (
            block.iter().min_by(by_height),
            block.iter().max_by(by_height),
        );
        let mut paragraph = Paragraph {
            apart: is_note || text.contains('\t'),
            text,
            room: f64::MAX,
            flush: false,
            size: 0.0,
            ends: (0.0, 0.0),
        };
        if let (Some(first), Some(last)) = (first, last) {
            let column = reach.iter().take(REACH).filter(|piece| {
                piece.turn == last.turn && piece.left < last.right && piece.right > last.left
            });
            let sides = column.fold((f64::MAX, f64::MIN), |(left, right), piece| {
                (left.min(piece.left), right.max(piece.right))
            });
            paragraph.flush = first.left - sides.0 < 0.5 * first.size;
            paragraph.room = (sides.1 - last.right) / last.size;
            paragraph.size = last.size;
            paragraph.ends = (first.y, last.y);
        }
        paragraph
    }

    /// The words read off a picture, if there are any.
    pub(super) fn read(words: &str) -> Option<Self> {
        let text = words.replace('\u{C}', "").trim().to_owned();
        (!text.is_empty()).then(|| Paragraph::new(text, &[], &[], true))
    }

    /// What follows is the rest of this paragraph. `on_same_page` tells
    /// whether it stands on the same page.
    pub(super) fn goes_on_in(&self, next: &Paragraph, on_same_page: bool) -> bool {
        let beside_or_below = on_same_page && next.ends.0 > self.ends.1 - self.size;
        let alike = (self.size - next.size).abs() < 0.1 * self.size;
        if beside_or_below
            || !alike
            || self.apart
            || next.apart
            || crate::prose::is_closed(&self.text)
        {
            return false;
        }
        let begins = |is: fn(char) -> bool| next.text.starts_with(is);
        let word = next.text.split_whitespace().next().unwrap_or("");
        let full = self.room < word.chars().count() as f64 * LETTER + SPACE;
        begins(char::is_lowercase) || full && next.flush && begins(char::is_alphabetic)
    }
}
