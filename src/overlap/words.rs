//! A text as the detector reads it: a hash for every word, and its bytes.
//!
//! Words are folded as search folds them, ligatures, marks that are written
//! apart and invisible characters included: lower case, and the hyphens, colons
//! and apostrophes inside them dropped, so that "IT-programmet" is
//! "itprogrammet". Accents stay. Everything that is no letter or digit divides.
//! Line ends and their hyphens are healed before, by [`crate::flow`]. Equal
//! hashes are taken for equal words: among 50 million different words or runs of
//! words, one in 10,000 archives would hold a wrong match (64 bits).

use crate::analyse::exact;
use crate::text::is_invisible;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Words in a run that is looked for in other texts: a shingle (Broder 1997).
pub const SHINGLE: usize = 5;

/// The folded words of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// A hash for each word.
    pub hashes: Vec<u64>,
    /// Where each stands in the text, in bytes.
    pub ranges: Vec<Range<u32>>,
}

impl Words {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let mut words = Words::default();
        each_word(text, |hash, range| {
            words.hashes.push(hash);
            words.ranges.push(range.start as u32..range.end as u32);
        });
        words
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// There is no word.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The bytes from the first to the last of some words.
    ///
    /// Panics if the words do not lie in the text or there are none.
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        self.ranges[words.start].start as usize..self.ranges[words.end - 1].end as usize
    }

    /// The hash of every run of [`SHINGLE`] words, in order; a text that is
    /// shorter has none.
    pub fn shingles(&self) -> impl Iterator<Item = u64> + '_ {
        self.hashes.windows(SHINGLE).map(shingle)
    }

    /// The shingles of some of the words.
    pub fn shingles_in(&self, words: Range<usize>) -> impl Iterator<Item = u64> + '_ {
        self.hashes[words].windows(SHINGLE).map(shingle)
    }

    /// The different shingles, sorted.
    pub fn shingle_set(&self) -> Vec<u64> {
        let mut set: Vec<u64> = self.shingles().collect();
        set.sort_unstable();
        set.dedup();
        set
    }

    /// Reads a text as [`Words::of`] does, but divides words at their joiners:
    /// "IT-programmet" is two words, and not "itprogrammet".
    pub fn divided(text: &str) -> Self {
        let mut words = Words::default();
        each_word(text, |_, range| {
            let pieces = text[range.clone()].split(|c: char| !c.is_alphanumeric());
            for piece in pieces {
                each_word(piece, |hash, _| words.hashes.push(hash));
                words.ranges.push(range.start as u32..range.end as u32);
            }
        });
        words
    }
}

/// Calls `found` with the hash and the bytes of every word.
#[inline]
pub(super) fn each_word(text: &str, mut found: impl FnMut(u64, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut buffer = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let Some(length) = letter(text, at) else {
            at += width(bytes[at]);
            continue;
        };
        let start = at;
        at += length;
        let mut as_it_stands = is_folded(bytes, start);
        while let Some((length, joiner)) = goes_on(text, at) {
            as_it_stands &= !joiner && is_folded(bytes, at);
            at += length;
        }
        let hash = if as_it_stands {
            hash(&bytes[start..at])
        } else {
            fold(&text[start..at], &mut buffer);
            hash(&buffer)
        };
        found(hash, start..at);
    }
}

/// A letter or digit at this byte: its length.
#[inline]
fn letter(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let byte = *bytes.get(at)?;
    if byte < 0x80 {
        return byte.is_ascii_alphanumeric().then_some(1);
    }
    // À to ÿ but for the signs × and ÷: å, ä and ö are among them.
    if byte == 0xC3 {
        return (!matches!(bytes[at + 1], 0x97 | 0xB7)).then_some(2);
    }
    let c = text[at..].chars().next()?;
    c.is_alphanumeric().then(|| c.len_utf8())
}

/// Another letter of the same word, behind a hyphen perhaps: the length of
/// both, and whether there is one.
#[inline]
fn goes_on(text: &str, at: usize) -> Option<(usize, bool)> {
    if let Some(length) = letter(text, at) {
        return Some((length, false));
    }
    let length = match text.as_bytes().get(at)? {
        b'-' | b':' | b'\'' => 1,
        0..0xC2 => return None,
        0xE2 if text[at..].starts_with(['\u{2019}', '\u{2010}', '\u{2011}']) => 3,
        _ => return unseen(text, at),
    };
    letter(text, at + length).map(|next| (length + next, true))
}

/// A mark that belongs to the letter before, or invisible characters with a
/// letter behind them: what is inside a word to everybody who reads it.
fn unseen(text: &str, at: usize) -> Option<(usize, bool)> {
    let c = text[at..].chars().next()?;
    if is_combining_mark(c) {
        return Some((c.len_utf8(), true));
    }
    let unseen = text[at..].chars().take_while(|c| is_invisible(*c));
    let length: usize = unseen.map(char::len_utf8).sum();
    if length == 0 {
        return None;
    }
    letter(text, at + length).map(|next| (length + next, true))
}

/// The letter at this byte is lower case already, as far as one look tells.
#[inline]
fn is_folded(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        byte @ 0..0x80 => !byte.is_ascii_uppercase(),
        0xC3 => bytes[at + 1] >= 0xA0,
        _ => false,
    }
}

fn fold(word: &str, buffer: &mut Vec<u8>) {
    buffer.clear();
    // Beyond Latin-1 a letter may be written in several ways.
    let folded;
    let word = match word.chars().any(|c| c > '\u{FF}') {
        true => {
            folded = exact(word);
            folded.as_str()
        }
        false => word,
    };
    let mut letter = [0; 4];
    for c in word.chars().filter(|c| c.is_alphanumeric()) {
        for lower in c.to_lowercase() {
            buffer.extend_from_slice(lower.encode_utf8(&mut letter).as_bytes());
        }
    }
}

/// Bytes of the character that starts with this one.
fn width(byte: u8) -> usize {
    match byte {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// Multiplies to 128 bits and folds the halves (as wyhash does).
#[inline]
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xD1B5_4A32_D192_ED03);
    (product as u64) ^ (product >> 64) as u64
}

#[inline]
fn hash(word: &[u8]) -> u64 {
    let mut hash = word.len() as u64;
    let mut eights = word.chunks_exact(8);
    for eight in &mut eights {
        let mut value = 0;
        for (at, &byte) in eight.iter().enumerate() {
            value |= u64::from(byte) << (8 * at);
        }
        hash = mix(hash, value);
    }
    let mut rest = 0;
    for (at, &byte) in eights.remainder().iter().enumerate() {
        rest |= u64::from(byte) << (8 * at);
    }
    mix(hash, rest)
}

/// The hash of [`SHINGLE`] words in this order.
#[inline]
pub(super) fn shingle(words: &[u64]) -> u64 {
    let first = mix(words[0], words[1].rotate_left(13));
    let second = mix(words[2].rotate_left(29), words[3].rotate_left(41));
    mix(first, second ^ words[4].rotate_left(53))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let words = Words::of(text);
        let bytes = words.ranges.iter();
        bytes
            .map(|range| &text[range.start as usize..range.end as usize])
            .collect()
    }

    #[test]
    fn words_are_letters_and_digits_with_joiners_inside() {
        assert_eq!(
            cut("Nämnden, ”IT-programmet” – 2:a gången (KS 2021/866)."),
            [
                "Nämnden",
                "IT-programmet",
                "2:a",
                "gången",
                "KS",
                "2021",
                "866"
            ]
        );
        assert_eq!(cut("-a- b’ ×÷ ÅÄÖ_x"), ["a", "b", "ÅÄÖ", "x"]);
        assert_eq!(cut("日本 Ωmega ½"), ["日本", "Ωmega", "½"]);
    }

    #[test]
    fn case_and_joiners_do_not_count() {
        let same = |a, b| assert_eq!(Words::of(a).hashes, Words::of(b).hashes, "{a} {b}");
        same("IT-programmet", "itprogrammet");
        same("ÅRSTA Östra ÉN Straße", "årsta östra én straße");
        same("EU:s l’été", "eus lété");
        // What search reads as one word is one here.
        same("\u{FB02}era o\u{FB03}ciella", "flera officiella");
        same("NA\u{308}MND på o\u{308}n", "nämnd på ön");
        same(
            "kvalitets\u{AD}program \u{FEFF}nytt\u{200B}",
            "kvalitetsprogram nytt",
        );
        assert_ne!(
            Words::of("it programmet").hashes,
            Words::of("itprogrammet").hashes
        );
        assert_ne!(
            Words::of("qualitetsarbete").hashes,
            Words::of("kvalitetsarbete").hashes
        );
    }

    #[test]
    fn a_short_text_has_no_shingle() {
        assert_eq!(Words::of("fyra ord är kort").shingles().count(), 0);
        assert_eq!(Words::of("fem ord är precis nog").shingles().count(), 1);
        assert_eq!(Words::of("ja ja ja ja ja ja ja").shingle_set().len(), 1);
    }
}
