//! A text cut where words may part: UAX #29, and where it joins what Swedish
//! papers write without a space.

use super::token::LONGEST;
use unicode_segmentation::UnicodeSegmentation;

/// The words of UAX #29, those with a colon in two, each with its place.
///
/// A run of plain letters between spaces is one word by any rule of the
/// annex; only what else there is goes through its tables.
pub(super) fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let chunk = &text[start..at];
        let bare = chunk.trim_end_matches(['.', ',']);
        if !bare.is_empty() && bare.chars().all(is_plain) {
            found.extend(bounded(start, bare));
        } else {
            for (at, chunk) in at_spaces(start, chunk) {
                let words = chunk.unicode_word_indices();
                let words = words.flat_map(|(place, word)| at_colons(at + place, word));
                let words = words.flat_map(|(at, word)| at_stops(chunk, at, word));
                found.extend(words.flat_map(|(at, word)| bounded(at, word)));
            }
        }
    }
    found
}

/// The word in pieces that are no longer than words are.
fn bounded(mut at: usize, mut word: &str) -> impl Iterator<Item = (usize, &str)> {
    std::iter::from_fn(move || {
        let (piece, rest) = word.split_at(word.floor_char_boundary(LONGEST));
        let start = at;
        (at, word) = (at + piece.len(), rest);
        (!piece.is_empty()).then_some((start, piece))
    })
}

/// A letter that nothing but other letters joins.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' | 'é')
}

/// Every space of Unicode parts words; the annex lets some join them.
fn at_spaces(start: usize, chunk: &str) -> impl Iterator<Item = (usize, &str)> {
    let place = move |piece: &str| start + piece.as_ptr() as usize - chunk.as_ptr() as usize;
    chunk
        .split(char::is_whitespace)
        .map(move |piece| (place(piece), piece))
}

/// A full stop without a space behind it: "tillstyrker.Nämnden" is two words,
/// unless the chunk it stands in is an address or the name of a file.
fn at_stops<'t>(
    chunk: &str,
    start: usize,
    word: &'t str,
) -> impl Iterator<Item = (usize, &'t str)> {
    let parted = word.contains('.') && !is_address(chunk) && word.split('.').all(is_sentence_end);
    let place = move |piece: &str| start + piece.as_ptr() as usize - word.as_ptr() as usize;
    let stop = move |c: char| parted && c == '.';
    word.split(stop).map(move |piece| (place(piece), piece))
}

/// A word long enough to end a sentence, not abbreviated.
fn is_sentence_end(word: &str) -> bool {
    const SHORTEST: usize = 3;
    word.chars().nth(SHORTEST - 1).is_some() && word.chars().all(char::is_alphabetic)
}

fn is_address(chunk: &str) -> bool {
    const ENDS: [&str; 19] = [
        "com", "org", "net", "info", "edu", "gov", "pdf", "doc", "docx", "xls", "xlsx", "ppt",
        "pptx", "txt", "csv", "jpg", "png", "htm", "html",
    ];
    let last = chunk.trim_end_matches(|c: char| !c.is_alphanumeric());
    chunk.contains('@')
        || chunk.contains("://")
        || chunk.starts_with("www.")
        || last
            .rsplit('.')
            .next()
            .is_some_and(|end| ENDS.contains(&end))
}

/// UAX #29 lets a colon stand inside a word; what ours do is told below.
fn at_colons(start: usize, word: &str) -> impl Iterator<Item = (usize, &str)> {
    let place = move |piece: &str| start + piece.as_ptr() as usize - word.as_ptr() as usize;
    word.split(':')
        .filter(|piece| !piece.is_empty())
        .map(move |piece| (place(piece), piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_finds_what_the_annex_finds() {
        let by_annex = |text: &str| -> Vec<(usize, String)> {
            let words = text.unicode_word_indices();
            words
                .flat_map(|(at, word)| {
                    at_colons(at, word)
                        .map(|(at, word)| (at, word.to_owned()))
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        for text in [
            "Nämnden är, enligt 12 §, positiv... till 3,5 mkr.",
            "a.b c,d e. f, .g ,h i.. x_y don't l’été 1,000.5 http://x.se/y?z=1",
            "na\u{308}mnd \u{FEFF}ord\u{AD}delning \u{A0}hårt\u{2009}blank",
            "kvalitets- och 2:a plats (S) ”citat” å.",
        ] {
            let short: Vec<(usize, String)> = pieces(text)
                .into_iter()
                .map(|(at, word)| (at, word.to_owned()))
                .collect();
            assert_eq!(short, by_annex(text), "{text}");
        }
    }
}
