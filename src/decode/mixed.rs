//! UTF-8 with some bytes that are none: pasted from a file of another encoding,
//! or left by a program that cut a letter in two. Knows bytes, not documents.

use encoding_rs::WINDOWS_1252;

/// Letters by UTF-8 for so many bytes that are none make a file UTF-8: where it
/// is of a single-byte encoding, two of its letters hardly ever look like one.
const STRAY_BYTES: usize = 4;

/// The file is UTF-8 but for a few bytes.
pub(super) fn is_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| is_western(*c)).count();
        stray += chunk.invalid().len();
    }
    letters > 0 && letters * STRAY_BYTES >= stray
}

/// A letter outside ASCII that Swedish papers are written with, whole or as a
/// mark that goes over the letter before it.
fn is_western(c: char) -> bool {
    const MARKS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36F}';
    if c.is_ascii() || MARKS.contains(&c) {
        return !c.is_ascii();
    }
    let (_, _, unknown) = WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4]));
    !unknown
}

/// The text, and how many bytes were not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> (String, usize) {
    let (mut text, mut stray) = (String::with_capacity(bytes.len()), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        stray += chunk.invalid().len();
        match chunk.invalid() {
            // What UTF-8 begins å, ä, ö and dashes with: the rest is lost.
            [0xC2 | 0xC3] | [0xE2, _, ..] => text.push(char::REPLACEMENT_CHARACTER),
            one_by_one => {
                let (western, _) = WINDOWS_1252.decode_without_bom_handling(one_by_one);
                text.push_str(&western);
            }
        }
    }
    (text, stray)
}
