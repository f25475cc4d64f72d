//! A stored record's bytes, before they are read.
//!
//! Each of its texts says first how long it is, and the index asks for so much
//! memory before it looks whether they are there: what they say is held against
//! the record's size. Only texts and numbers are stored.

use super::read::damage;
use crate::error::Result;
use tantivy::schema::document::DocumentDeserialize;
use tantivy::store::StoreReader;

/// What stands before a value: the number of its field, then what it is.
const FIELD: usize = 4;
const TEXT: u8 = 0;
const NUMBER: u8 = 1;
/// Bytes of a number.
const WIDE: usize = 8;

/// Reads a record whose texts are as long as they say.
pub(super) fn read<R: DocumentDeserialize>(store: &StoreReader, number: u32) -> Result<R> {
    let bytes = store.get_document_bytes(number)?;
    if !holds_what_it_says(&bytes) {
        return Err(damage("a stored paper says that it is longer than it is"));
    }
    Ok(store.get(number)?)
}

fn holds_what_it_says(bytes: &[u8]) -> bool {
    let Some((fields, mut rest)) = number(bytes) else {
        return false;
    };
    for _ in 0..fields {
        let Some((kind, value)) = rest.get(FIELD..).and_then(<[u8]>::split_first) else {
            return false;
        };
        let behind = match *kind {
            TEXT => number(value).and_then(|(length, text)| text.get(length..)),
            NUMBER => value.get(WIDE..),
            _ => None,
        };
        match behind {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    true
}

/// Seven bits a byte, the least first; the last byte has its highest bit set.
pub(super) fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    const LONGEST: usize = 10;
    let last = bytes
        .iter()
        .take(LONGEST)
        .position(|byte| byte & 0x80 != 0)?;
    let seven = |(at, byte): (usize, &u8)| u64::from(byte & 0x7F).unbounded_shl(7 * at as u32);
    let value = bytes[..=last].iter().enumerate().map(seven);
    let value = value.fold(0, |sum, part| sum | part);
    Some((usize::try_from(value).ok()?, &bytes[last + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_claims_more_than_the_record_has_is_seen() {
        let record = |length: &[u8], text: &[u8]| {
            [
                &[0x82, 7, 0, 0, 0, NUMBER][..],
                &[1; WIDE],
                &[3, 0, 0, 0, TEXT],
                length,
                text,
            ]
            .concat()
        };
        assert!(holds_what_it_says(&record(&[0x83], b"hej")));
        assert!(!holds_what_it_says(&record(&[0x84], b"hej")));
        assert!(!holds_what_it_says(&record(
            &[0x7F, 0x7F, 0x7F, 0xFF],
            b"hej"
        )));
        assert!(!holds_what_it_says(&record(&[0x03], b"hej")));
        assert!(!holds_what_it_says(b""));
        assert_eq!(number(&[0x81, 7]), Some((1, &[7][..])));
        assert_eq!(number(&[0, 0x81]).map(|(value, _)| value), Some(128));
    }
}
