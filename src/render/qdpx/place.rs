//! Where a sentence stands in a text, in code points: what the exchange format
//! counts in.

use std::ops::Range;

/// Bytes of a text → code points, asked in any order.
pub(super) struct Points {
    /// Code points before each block of the text.
    blocks: Vec<usize>,
}

const BLOCK: usize = 1024;

impl Points {
    pub(super) fn of(text: &str) -> Self {
        let mut blocks = vec![0];
        let mut points = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            points += starts(block);
            blocks.push(points);
        }
        Points { blocks }
    }

    /// How many code points begin before a byte.
    pub(super) fn before(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let block = byte / BLOCK;
        self.blocks[block] + starts(&text.as_bytes()[block * BLOCK..byte])
    }

    pub(super) fn range(&self, text: &str, bytes: &Range<usize>) -> Range<usize> {
        self.before(text, bytes.start)..self.before(text, bytes.end)
    }
}

/// Code points that begin in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|byte| !matches!(byte, 0x80..=0xBF))
        .count()
}

/// A quotation in the passage that holds it: by its letters and digits alone,
/// since lines are joined and words put together where it is quoted. The whole
/// passage without the white space around it where it is not found.
pub(super) fn quoted(text: &str, within: Range<usize>, quote: &str) -> Range<usize> {
    let passage = &text[within.clone()];
    let bare = |text: &str| -> Vec<(usize, char)> {
        let letters = text.char_indices();
        letters
            .filter(|(_, letter)| letter.is_alphanumeric())
            .collect()
    };
    let (here, wanted) = (bare(passage), bare(quote));
    let found = (!wanted.is_empty())
        .then(|| {
            let mut windows = here.windows(wanted.len());
            windows.position(|some| some.iter().zip(&wanted).all(|(a, b)| a.1 == b.1))
        })
        .flatten();
    let Some(at) = found else {
        return trimmed(text, within);
    };
    let (first, last) = (here[at].0, here[at + wanted.len() - 1]);
    let end = last.0 + last.1.len_utf8();
    // A sentence has its full stop and its quotation marks.
    let behind = passage[end..].chars().take_while(|&letter| is_mark(letter));
    let before = passage[..first].chars().rev();
    let before = before.take_while(|&letter| is_mark(letter) && !is_end(letter));
    let start = first - before.map(char::len_utf8).sum::<usize>();
    let end = end + behind.map(char::len_utf8).sum::<usize>();
    within.start + start..within.start + end
}

fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace()
}

fn is_end(letter: char) -> bool {
    matches!(letter, '.' | ',' | ';' | ':' | '!' | '?' | ')')
}

/// A passage without the white space around it.
pub(super) fn trimmed(text: &str, within: Range<usize>) -> Range<usize> {
    let passage = &text[within.clone()];
    let start = within.start + passage.len() - passage.trim_start().len();
    start..start + passage.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_counted_not_bytes() {
        let text = "å😀ä".repeat(1000);
        let points = Points::of(&text);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.before(&text, byte), point);
        }
        assert_eq!(points.before(&text, text.len()), 3000);
        assert_eq!(points.before("", 0), 0);
    }

    #[test]
    fn a_sentence_is_found_over_line_ends() {
        let text = "Bra. Det måste gå att få digita-\nliserad hjälp (”snart”). Slut.";
        let place = quoted(
            text,
            0..text.len(),
            "Det måste gå att få digitaliserad hjälp (”snart”).",
        );
        assert_eq!(
            &text[place],
            "Det måste gå att få digita-\nliserad hjälp (”snart”)."
        );
        let place = quoted(text, 0..text.len(), "Bra.");
        assert_eq!(&text[place], "Bra.");
    }

    #[test]
    fn what_is_not_found_is_the_passage() {
        let text = "  Ett två. \n";
        assert_eq!(&text[quoted(text, 0..text.len(), "tre")], "Ett två.");
        assert_eq!(&text[quoted(text, 0..text.len(), "…")], "Ett två.");
        assert_eq!(quoted("", 0..0, "x"), 0..0);
    }
}
