//! Where the letters of an old Word file stand: the piece table. Knows nothing
//! of what they look like.

use super::{broken, half, table_at, word};
use crate::decode::{Charset, NotText};
use crate::limits::{Limit, Limits};

/// Where the size of the body stands in the head, and the place of the table.
const BODY: usize = 0x4C;
const TABLE: usize = 0x1A2;

/// The pieces of the body, in their order.
pub(super) struct Pieces<'m> {
    main: &'m [u8],
    pieces: Vec<Piece>,
}

struct Piece {
    /// Place in the main stream, in bytes.
    at: u32,
    letters: u32,
    /// A byte each in Windows-1252, or else two in UTF-16.
    is_narrow: bool,
}

impl<'m> Pieces<'m> {
    pub(super) fn of(main: &'m [u8], table: &[u8], limits: &Limits) -> Result<Self, NotText> {
        let letters = word(main, BODY).ok_or_else(broken)?;
        limits.check_bytes(Limit::Text, letters.into())?;
        let table = table_at(main, table, TABLE).and_then(behind_changes);
        let pieces = pieces(table.ok_or_else(broken)?, letters).ok_or_else(broken)?;
        Ok(Pieces { main, pieces })
    }

    /// Hands out each letter with its place in the main stream. What is said to
    /// stand outside it is damage.
    pub(super) fn each(
        &self,
        mut each: impl FnMut(char, u32) -> Result<(), NotText>,
    ) -> Result<(), NotText> {
        for piece in &self.pieces {
            let size = piece.letters as usize * if piece.is_narrow { 1 } else { 2 };
            let from = piece.at as usize;
            let bytes = self.main.get(from..from + size).ok_or_else(broken)?;
            let mut at = piece.at;
            if piece.is_narrow {
                for letter in Charset::WESTERN.decode(bytes).chars() {
                    each(letter, at)?;
                    at += 1;
                }
                continue;
            }
            let units = bytes
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            for letter in char::decode_utf16(units) {
                let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
                each(letter, at)?;
                at += 2 * letter.len_utf16() as u32;
            }
        }
        Ok(())
    }
}

/// The table itself; formatting that was saved in a hurry stands before it.
fn behind_changes(mut table: &[u8]) -> Option<&[u8]> {
    while *table.first()? == 1 {
        let size = usize::from(half(table, 1)?);
        table = table.get(3 + size..)?;
    }
    let size = word(table, 1)? as usize;
    (table[0] == 2).then(|| table.get(5..5 + size))?
}

/// The pieces up to the end of the body: at which letter each begins, then
/// eight bytes for each.
fn pieces(table: &[u8], letters: u32) -> Option<Vec<Piece>> {
    const NARROW: u32 = 1 << 30;
    let count = table.len().checked_sub(4)? / 12;
    let mut pieces = Vec::new();
    for at in 0..count {
        let (from, to) = (word(table, at * 4)?, word(table, at * 4 + 4)?);
        let to = to.min(letters);
        if from >= to {
            break;
        }
        let place = word(table, (count + 1) * 4 + at * 8 + 2)?;
        let is_narrow = place & NARROW != 0;
        let place = place & (NARROW - 1);
        pieces.push(Piece {
            at: if is_narrow { place / 2 } else { place },
            letters: to - from,
            is_narrow,
        });
    }
    (!pieces.is_empty()).then_some(pieces)
}
