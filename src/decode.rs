//! Bytes of a file → text with `\n` line ends in NFC, and the way back.
//!
//! Knows encodings, not documents. UTF-8 and UTF-16 (with or without a byte
//! order mark) are recognised by rule, UTF-8 by most of its letters: bytes that
//! are none are read one by one. Anything else is a single-byte guess by
//! `chardetng` with Swedish as the hint, unless å, ä and ö say that it is of
//! DOS or an old Mac. UTF-8 that was encoded twice is taken back. A file that
//! is not text is refused with the reason.

mod mixed;
mod swedish;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
pub(crate) use swedish::Charset;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A decoded file.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// NFC, every line end a single `\n`, no byte order mark.
    pub text: String,
    /// The encoding's name as in the WHATWG standard (where it has one), or
    /// the format that the text was taken out of.
    pub encoding: Cow<'static, str>,
    /// For each line of `text`, the byte of the file at which it starts; empty
    /// where lines have no place in the file, as in packed formats.
    pub line_bytes: Vec<u64>,
    /// What of the file could not be read, a clause each.
    pub notes: Vec<String>,
}

/// Why a file is not read, as a clause and a cure.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotText {
    /// What the file is instead.
    pub what: Cow<'static, str>,
    /// What to do about it.
    pub cure: Cow<'static, str>,
}

impl NotText {
    pub(crate) fn new(
        what: impl Into<Cow<'static, str>>,
        cure: impl Into<Cow<'static, str>>,
    ) -> Self {
        let (what, cure) = (what.into(), cure.into());
        NotText { what, cure }
    }
}

const CONVERT: &str = "convert it to text first and ingest the text file";
/// Signatures of files people put beside their papers.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "is a PDF, not text"),
    (b"PK\x03\x04", "is a ZIP container, not text"),
    (b"\xD0\xCF\x11\xE0", "is an old Office document, not text"),
];
/// Named where UTF-8 was taken for another encoding and encoded again.
const TWICE: &str = "UTF-8 encoded twice";

/// Decodes a whole file.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    decode_as(bytes, None)
}

/// The same, where the file itself names its encoding. It is believed where
/// the bytes do not say otherwise.
pub(crate) fn decode_as(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, NotText> {
    if bytes.is_empty() {
        return Err(NotText::new(
            "is empty",
            "nothing to read; check that the file was saved",
        ));
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        return Err(NotText::new(*what, CONVERT));
    }
    let (charset, bom) = detect(bytes, declared)?;
    let (decoded, wrong) = charset.decode_all(&bytes[bom..]);
    if controls(&decoded) * 20 > decoded.len() {
        return Err(NotText::new("is not text (control characters)", CONVERT));
    }
    let twice = Some(charset.name()).filter(|name| *name == UTF_8.name());
    let mut found = match twice.and_then(|_| swedish::taken_back(&decoded)) {
        Some(text) => taken_back(&decoded, &text, bom),
        None => physical_lines(&decoded, charset.name(), bom),
    };
    if let Some(told) = wrong {
        // What stands for them is of another length.
        found.line_bytes.clear();
        found.notes.push(told);
    }
    Ok(found)
}

/// The lines of a text that was encoded twice, at their places in the file.
fn taken_back(decoded: &str, text: &str, bom: usize) -> Decoded {
    let lines = physical_lines(text, TWICE, 0);
    // Half of an Å looks like the end of a line there.
    let places = decoded.replace('\u{85}', "\u{A0}");
    let mut line_bytes = physical_lines(&places, UTF_8.name(), bom).line_bytes;
    if line_bytes.len() != lines.line_bytes.len() {
        line_bytes.clear();
    }
    Decoded {
        line_bytes,
        ..lines
    }
}

/// Text taken out of a packed format: clean, and without places in the file.
pub(crate) fn extracted(text: &str, format: &'static str) -> Decoded {
    Decoded {
        line_bytes: Vec::new(),
        ..physical_lines(text, format, 0)
    }
}

fn detect(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<(Charset, usize), NotText> {
    let known = Charset::Known;
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Ok((known(encoding), bom));
    }
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| {
        let units = head.chunks_exact(2).count().max(1);
        head.chunks_exact(2).filter(|pair| pair[odd] == 0).count() * 100 / units
    };
    let enough = head.len() >= 16;
    if enough && zeros(1) > 60 && zeros(0) < 10 {
        return Ok((known(UTF_16LE), 0));
    }
    if enough && zeros(0) > 60 && zeros(1) < 10 {
        return Ok((known(UTF_16BE), 0));
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(NotText::new("is binary (it holds NUL bytes)", CONVERT));
    }
    if std::str::from_utf8(bytes).is_ok() || mixed::is_utf8(bytes) {
        return Ok((known(UTF_8), 0));
    }
    if let Some(declared) = declared {
        return Ok((known(declared), 0));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"se"), chardetng::Utf8Detection::Deny);
    // Swedish papers come in one Western single-byte encoding or another; a
    // multi-byte guess is an accident of a short file.
    let guess = if guess.is_single_byte() {
        guess
    } else {
        WINDOWS_1252
    };
    Ok((swedish::charset(bytes, guess), 0))
}

/// Control characters that text does not hold.
fn controls(text: &str) -> usize {
    text.bytes()
        .filter(|&b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0B | 0x0C))
        .count()
}

/// What ends a line: what programs on any system write, Word's break inside a
/// paragraph, and the two that Unicode has for it.
pub(crate) const LINE_ENDS: [char; 6] = ['\n', '\r', '\u{B}', '\u{85}', '\u{2028}', '\u{2029}'];

/// How many lines a file ends at the least, in whatever encoding; cheap.
pub(crate) fn count_lines(bytes: &[u8]) -> usize {
    let short = memchr::memchr3_iter(b'\n', b'\r', 0x0B, bytes).count();
    let long = ["\u{85}", "\u{2028}", "\u{2029}"];
    let long = long.map(|end| memchr::memmem::find_iter(bytes, end).count());
    short + long.iter().sum::<usize>()
}

fn physical_lines(decoded: &str, encoding: &'static str, bom: usize) -> Decoded {
    let mut text = String::with_capacity(decoded.len());
    let mut line_bytes = vec![bom as u64];
    let mut at = bom as u64;
    let mut rest = decoded;
    while let Some((end, line_end)) = line_end(rest) {
        push_clean(&mut text, &rest[..end]);
        text.push('\n');
        at += width(&rest[..end + line_end], encoding);
        line_bytes.push(at);
        rest = &rest[end + line_end..];
    }
    push_clean(&mut text, rest);
    Decoded {
        text,
        encoding: encoding.into(),
        line_bytes,
        notes: Vec::new(),
    }
}

/// Where the first line of a text ends, and the bytes that end it.
fn line_end(text: &str) -> Option<(usize, usize)> {
    let at = text.find(LINE_ENDS)?;
    let pair = text[at..].starts_with("\r\n");
    let ends = text[at..].chars().next().map_or(0, char::len_utf8);
    Some((at, ends + usize::from(pair)))
}

/// Composes letters, makes one space of all that look like it (a program that sets
/// text chooses between them, no writer does), and puts U+FFFD where a character could steer a terminal
/// or turn the reading order: documents are not trusted, and nothing behind
/// this door has to think of it again.
fn push_clean(text: &mut String, line: &str) {
    let other = line.chars().any(is_steering) || !line.is_ascii() && line.contains(is_space);
    if !other && (line.is_ascii() || is_nfc_quick(line.chars()) == IsNormalized::Yes) {
        text.push_str(line);
    } else {
        text.extend(line.nfc().map(|c| match c {
            c if is_space(c) => ' ',
            c if is_steering(c) => '\u{FFFD}',
            c => c,
        }));
    }
}

/// A space of another width, or at which no line breaks.
fn is_space(c: char) -> bool {
    matches!(
        c,
        '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' | '\u{205F}'
    )
}

pub(crate) fn is_steering(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\u{C}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A file name or argument made fit for a terminal.
pub fn printable(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_control() || is_steering(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

/// Bytes that `part` takes in a file of the encoding so named.
pub(crate) fn width(part: &str, encoding: &str) -> u64 {
    let bytes = match encoding {
        "UTF-8" | TWICE => part.len(),
        "UTF-16LE" | "UTF-16BE" => 2 * part.encode_utf16().count(),
        _ => part.chars().count(),
    };
    bytes as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> (String, String, Vec<u64>) {
        let decoded = decode(bytes).unwrap();
        (
            decoded.text,
            decoded.encoding.into_owned(),
            decoded.line_bytes,
        )
    }

    #[test]
    fn the_three_line_ends_become_one_and_keep_their_bytes() {
        let (text, encoding, at) = lines("å\r\nb\rc\nd".as_bytes());
        assert_eq!(text, "å\nb\nc\nd");
        assert_eq!(encoding, "UTF-8");
        assert_eq!(at, [0, 4, 6, 8]);
    }

    #[test]
    fn byte_order_marks_are_dropped_and_counted() {
        let (text, _, at) = lines(b"\xEF\xBB\xBF\xC3\xA4\nx");
        assert_eq!((text.as_str(), at), ("ä\nx", vec![3, 6]));
        let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
        utf16.extend("å\nnämnd".encode_utf16().flat_map(u16::to_le_bytes));
        let (text, encoding, at) = lines(&utf16);
        assert_eq!(
            (text.as_str(), encoding.as_str(), at),
            ("å\nnämnd", "UTF-16LE", vec![2, 6])
        );
    }

    #[test]
    fn utf16_without_a_mark_is_seen_by_its_zeros() {
        let bytes: Vec<u8> = "Nämnden beslutar"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(lines(&bytes).0, "Nämnden beslutar");
    }

    #[test]
    fn windows_1252_is_guessed_and_decomposed_letters_are_composed() {
        let (text, encoding, _) = lines(b"N\xE4mnden \xE5terkommer i h\xF6st");
        assert_eq!(
            (text.as_str(), encoding.as_str()),
            ("Nämnden återkommer i höst", "windows-1252")
        );
        assert_eq!(lines("a\u{30A}tga\u{308}rd".as_bytes()).0, "åtgärd");
    }

    #[test]
    fn utf8_that_was_taken_for_latin_1_or_windows_1252() {
        for text in [
            "Över ån är Ängen, där går\nÅsa i höst",
            "“Hö” – så är det på ön",
        ] {
            let latin: String = text.bytes().map(char::from).collect();
            assert_eq!(lines(latin.as_bytes()).0, text);
            let (windows, _) = WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
            assert_eq!(lines(windows.as_bytes()).0, text);
        }
    }

    #[test]
    fn bytes_that_are_no_text_leave_no_wrong_places() {
        let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
        utf16.extend("ett\n".encode_utf16().flat_map(u16::to_le_bytes));
        utf16.extend([0x00, 0xD8, b'x', 0]);
        let decoded = decode(&utf16).unwrap();
        assert_eq!(decoded.text, "ett\n\u{FFFD}x");
        assert_eq!((decoded.line_bytes.len(), decoded.notes.len()), (0, 1));
    }

    #[test]
    fn a_stray_byte_costs_no_letter_but_its_own() {
        let decoded = decode(b"p\xC3\xA5 \xF6n \x96 bj\xC3\xB6rk \xE2\x80 b\xC3").unwrap();
        assert_eq!(decoded.text, "på ön – björk \u{FFFD} b\u{FFFD}");
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!((decoded.line_bytes.len(), decoded.notes.len()), (0, 1));
        assert!(decoded.notes[0].starts_with("holds 5 bytes that are no UTF-8 text"));
        // What the page says of itself is no better.
        assert_eq!(
            decode_as(b"\xC3\xA5n \x96", Some(WINDOWS_1252))
                .unwrap()
                .text,
            "ån –"
        );
        // "NÅ”" of Windows-1252 looks like a letter, though none of these.
        assert_eq!(lines(b"N\xC5\x94 \xE5ter").0, "NÅ” åter");
    }

    #[test]
    fn breaks_of_word_and_of_unicode_end_lines() {
        let (text, _, at) = lines("ån\u{B}b\u{85}c\u{2028}d\u{2029}\u{B}e".as_bytes());
        assert_eq!(text, "ån\nb\nc\nd\n\ne");
        assert_eq!(at, [0, 4, 7, 11, 15, 16]);
        let twice = "Ã\u{85}n, Ã\u{85}dran\noch Ã¤ngen";
        assert_eq!(
            lines(twice.as_bytes()),
            ("Ån, Ådran\noch ängen".into(), TWICE.into(), vec![0, 16])
        );
    }

    #[test]
    fn terminal_escapes_and_reading_order_marks_do_not_pass() {
        assert_eq!(
            lines(
                "a\u{1b}[31m \u{202e}b\tc och en lång rad text "
                    .repeat(9)
                    .as_bytes()
            )
            .0
            .matches('\u{FFFD}')
            .count(),
            18
        );
        assert_eq!(printable("a\nb"), "a\u{FFFD}b");
    }

    #[test]
    fn what_is_not_text_is_named() {
        assert_eq!(decode(b"").unwrap_err().what, "is empty");
        assert!(decode(b"%PDF-1.7 x").unwrap_err().what.contains("PDF"));
        assert!(decode(&[0; 64]).unwrap_err().what.contains("NUL"));
        assert!(
            decode(b"\x01\x02\x03\x04abc")
                .unwrap_err()
                .what
                .contains("control")
        );
    }
}
