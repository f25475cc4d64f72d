//! The words of a sentence, as patterns are held against them.

use super::super::pattern::Spelt;
use crate::analyse::Token;
use std::borrow::Cow;
use std::ops::Range;

/// One word.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    /// In lower case, a digit that a scan put for a letter made one.
    pub(super) says: Cow<'t, str>,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// It is written with a capital.
    pub(super) capital: bool,
    /// It is another's word.
    pub(super) quoted: bool,
    /// A mark stands between it and the word before.
    pub(super) mark: Option<char>,
}

impl Spelt for Word<'_> {
    fn spelt(&self) -> &str {
        &self.says
    }
}

/// The words of some tokens of a text.
pub(super) fn words<'t>(text: &str, tokens: &'t [Token], quoted: &[bool]) -> Vec<Word<'t>> {
    let mut end = None;
    let words = tokens.iter().zip(quoted).map(|(token, &quoted)| {
        let between = end.map_or("", |end: usize| {
            text.get(end..token.range.start).unwrap_or("")
        });
        end = Some(token.range.end);
        Word {
            says: healed(&token.word.exact),
            capital: text[token.range.clone()].starts_with(char::is_uppercase),
            range: token.range.clone(),
            quoted,
            mark: between.chars().find(|c| MARKS.contains(*c)).or_else(|| {
                // Columns that stand beside each other.
                between.contains(COLUMN).then_some('|')
            }),
        }
    });
    words.collect()
}

/// Spaces between two columns; a justified line has fewer.
const COLUMN: &str = "     ";

/// Marks at which a negation or a name ends.
const MARKS: &str = ",;:.()|–—?!";

/// "ti1lstyrker": a digit among letters is a letter that a scan misread.
fn healed(word: &str) -> Cow<'_, str> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits == 0 || letters < 4 || digits > 2 {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace('1', "l").replace('0', "o"))
}
