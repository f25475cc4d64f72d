//! Spellings that mean the same: case, soft hyphens, ligatures, accents.
//!
//! å, ä and ö are letters of their own and are never folded.

use crate::text::is_invisible;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The exact form of a word: lower case, without spaces and invisible
/// characters, composed, ligatures written out, plain hyphens.
pub(crate) fn exact(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let space = |c: char| matches!(c, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    let visible = word.chars().filter(|c| !space(*c) && !is_invisible(*c));
    let plain = visible.map(|c| match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2019}' => '\'',
        c => c,
    });
    let mut lower = String::with_capacity(word.len());
    for c in plain {
        match c {
            '\u{FB00}'..='\u{FB06}' => lower.extend([c].into_iter().nfkc()),
            c => lower.extend(c.to_lowercase()),
        }
    }
    if lower.contains(is_combining_mark) {
        lower.nfc().collect()
    } else {
        lower
    }
}

/// A lower-case word without accents: "kvalitétsprogram" →
/// "kvalitetsprogram"; å, ä and ö stay. Letter by letter.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    word.chars().map(bare).collect()
}

fn bare(c: char) -> char {
    if c.is_ascii() || matches!(c, 'å' | 'ä' | 'ö') {
        return c;
    }
    let mut base = None;
    decompose_canonical(c, |part| {
        base.get_or_insert(part);
    });
    base.unwrap_or(c)
}

/// A word typed without dots and rings: å, ä → a; ö → o; accents off.
pub fn undotted(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let plain = |c: char| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        c => bare(c),
    };
    Cow::Owned(word.chars().map(plain).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        assert_eq!(exact("NA\u{308}MND"), "nämnd");
        assert_eq!(exact("kvalitets\u{AD}program"), "kvalitetsprogram");
        assert_eq!(exact("e\u{FB00}ekt"), "effekt");
        assert_eq!(exact("it\u{2011}leverans"), "it-leverans");
        assert_eq!(fold("kvalitétsprogram på ö"), "kvalitetsprogram på ö");
        assert_eq!(undotted("nämnd på ö"), "namnd pa o");
    }
}
