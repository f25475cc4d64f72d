//! Paragraphs that the end of a column or page divides → one paragraph. Goes
//! by how full the last line is and how the first one begins; knows no words.

use super::rows::Piece;

/// Room at the end of a line into which the next word may not have fitted, in
/// sizes.
const ROOM: f64 = 7.0;

/// A paragraph as it stands on its page.
pub(super) struct Paragraph {
    /// Its lines as they were set.
    pub(super) text: String,
    /// The last line goes as far as lines do there.
    full: bool,
    /// The first line begins where lines do there.
    flush: bool,
    size: f64,
    /// First and last baseline.
    ends: (f64, f64),
    /// A footnote, or a row of cells.
    apart: bool,
}

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
            full: false,
            flush: false,
            size: 0.0,
            ends: (0.0, 0.0),
        };
        if let (Some(first), Some(last)) = (first, last) {
            let column = reach.iter().filter(|piece| {
                piece.turn == last.turn && piece.left < last.right && piece.right > last.left
            });
            let sides = column.fold((f64::MAX, f64::MIN), |(left, right), piece| {
                (left.min(piece.left), right.max(piece.right))
            });
            paragraph.flush = first.left - sides.0 < 0.5 * first.size;
            paragraph.full = sides.1 - last.right < ROOM * last.size;
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
        let below = on_same_page && next.ends.0 > self.ends.1;
        let alike = (self.size - next.size).abs() < 0.1 * self.size;
        if below || !alike || self.apart || next.apart || ends_sentence(&self.text) {
            return false;
        }
        let begins = |is: fn(char) -> bool| next.text.starts_with(is);
        begins(char::is_lowercase) || self.full && next.flush && begins(char::is_alphabetic)
    }
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', ')', '’', '»']);
    text.ends_with(['.', ':', '!', '?', ';', '…'])
}
