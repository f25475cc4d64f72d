//! Last names that stand by themselves: whether they are a private person's, or a
//! place's, a company's, a politician's, another bearer's.

use super::tokens::Token;
use crate::authority::Authority;
use crate::lexicon::{function_words, lexicon};
use std::ops::Range;

/// What companies are called behind a name.
const COMPANIES: [&str; 4] = ["ab", "hb", "kb", "kommanditbolag"];

/// A municipality is called so: "Lund".
pub(super) fn is_town(word: &str) -> bool {
    let body = format!("{} kommun", crate::text::capitalised(word));
    let body = Authority::standard().resolve(&body);
    body.is_some_and(|body| body.identifies())
}

/// What stands around a last name tells that it is somebody else's.
pub(super) fn is_anothers(text: &str, tokens: &[Token], at: Range<usize>) -> bool {
    has_first_name(text, tokens, at.start) || goes_on(text, tokens, at.end)
}

/// A word with a capital stands right before it, within a sentence: what opens a
/// line or a sentence has one for that, and is "Grannen" or "Enligt".
fn has_first_name(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    let between = &text[before.range.end..tokens[at].range.start];
    is_capital(text, before)
        && is_gap(between)
        && !function_words().contains(before.low.as_str())
        && !opens(&text[..before.range.start])
}

/// "Sandberg AB", "Andersson (S)", "Ringhult Konsult": a longer name.
fn goes_on(text: &str, tokens: &[Token], next: usize) -> bool {
    let Some(end) = next.checked_sub(1).map(|last| tokens[last].range.end) else {
        return false;
    };
    let after = &text[end..];
    let party = after.trim_start_matches([' ', '\u{a0}']).strip_prefix('(');
    let party = party.and_then(|rest| Some(rest.split_once(')')?.0));
    if party.is_some_and(|letters| lexicon().party(letters).is_some()) {
        return true;
    }
    let Some(token) = tokens.get(next) else {
        return false;
    };
    is_gap(&text[end..token.range.start])
        && (is_capital(text, token) || COMPANIES.contains(&token.low.as_str()))
}

fn is_capital(text: &str, token: &Token) -> bool {
    text[token.range.clone()].starts_with(char::is_uppercase)
}

/// Nothing but spaces of one line.
fn is_gap(between: &str) -> bool {
    !between.is_empty() && between.chars().all(|c| matches!(c, ' ' | '\t' | '\u{a0}'))
}

/// A line or a sentence begins behind this text.
fn opens(before: &str) -> bool {
    let marks = |c: char| {
        matches!(
            c,
            ' ' | '\t' | '#' | '*' | '-' | '–' | '>' | '(' | '”' | '"'
        )
    };
    let bare = before.trim_end_matches(marks);
    bare.is_empty() || bare.ends_with(['\n', '\u{c}', '.', '!', '?', ':'])
}
