//! Texts cut into the words in which names are looked for.

use std::ops::Range;

/// Signs that may stand between two words of one name.
const BETWEEN: usize = 8;

/// The word behind this one, if it is the one of the name.
pub(super) fn taken(tokens: &[Token], at: usize, word: &str, last: bool) -> Option<usize> {
    let token = tokens.get(at)?;
    let same = |written: &str| {
        written == word || last && written.strip_suffix('s').is_some_and(|bare| bare == word)
    };
    if same(&token.low) {
        return Some(at + 1);
    }
    let next = tokens.get(at + 1).filter(|_| token.goes_on)?;
    same(&format!("{}{}", token.low, next.low)).then_some(at + 2)
}

/// What stands before a word may stand within a name.
pub(super) fn is_one_name(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some(token)) = (tokens.get(at.wrapping_sub(1)), tokens.get(at)) else {
        return false;
    };
    let between = &text[before.range.end..token.range.start];
    let mut signs = between
        .chars()
        .filter(|c| !matches!(c, ' ' | '\n' | '\u{c}'));
    between.len() <= 200
        && signs.by_ref().take(BETWEEN + 1).count() <= BETWEEN
        && !between.contains(|c: char| c.is_ascii_digit())
}

pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) low: String,
    /// A hyphen and a line end stand between it and the next.
    pub(super) goes_on: bool,
}

/// A text in which names are looked for.
pub(super) struct Text<'t> {
    pub(super) words: &'t str,
    pub(super) tokens: Vec<Token>,
    /// The name of a file.
    pub(super) file: bool,
}

impl<'t> Text<'t> {
    pub(super) fn of(words: &'t str, file: bool) -> Self {
        Text {
            words,
            tokens: tokens(words),
            file,
        }
    }

    /// A word begins with a capital, where capitals tell anything.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        self.file || self.words[token.range.clone()].starts_with(char::is_uppercase)
    }
}

/// Runs of letters.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        match (start, c.is_alphabetic()) {
            (None, true) => {
                if let Some(before) = tokens.last_mut() {
                    let between = &text[before.range.end..at];
                    let hyphen = between.trim_start_matches(['-', '\u{ad}', '‐', '‑']);
                    before.goes_on = hyphen.len() < between.len()
                        && (hyphen.is_empty() && between == "\u{ad}"
                            || hyphen.contains('\n') && hyphen.trim().is_empty());
                }
                start = Some(at);
            }
            (Some(from), false) => {
                tokens.push(Token {
                    range: from..at,
                    low: text[from..at].to_lowercase(),
                    goes_on: false,
                });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}
