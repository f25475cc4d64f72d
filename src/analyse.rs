//! Words and their stems: the one analyser that index and query share.
//!
//! UAX #29 words in lower case (å ä ö kept), cut by the Swedish Snowball
//! stemmer. No stop words: "inte" and "utan" carry positions.

use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Rises when the same text would give other terms.
pub const VERSION: u32 = 1;

/// A word of a text: where it stands and the term it is found under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// Its stem.
    pub term: String,
}

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let stemmer = Stemmer::create(Algorithm::Swedish);
    text.unicode_word_indices().map(move |(at, word)| {
        let lower = word.to_lowercase();
        Word {
            range: at..at + word.len(),
            term: stemmer.stem(&lower).into_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_of_a_word_meet_and_places_are_kept() {
        let terms = |text| super::words(text).map(|word| word.term).collect::<Vec<_>>();
        assert_eq!(
            terms("Nämnden nämnder nämndernas"),
            ["nämnd", "nämnd", "nämnd"]
        );
        let text = "Åsö väl";
        let ranges: Vec<_> = super::words(text).map(|word| &text[word.range]).collect();
        assert_eq!(ranges, ["Åsö", "väl"]);
    }
}
