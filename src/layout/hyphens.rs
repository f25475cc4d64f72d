//! Hyphens at line ends: put in by the typesetter, part of the word, or
//! standing for a part that comes later. The document's own words decide.

use super::Join;
use crate::line::Lines;
use crate::line_end::{Broken, broken};
use crate::text::lower;
use std::collections::HashSet;

/// Lines that end in a hyphen, with how each goes on.
pub(super) fn joins(lines: &Lines<'_>, furniture: &[u32]) -> Vec<(u32, Join)> {
    let is_furniture = |at: usize| furniture.binary_search(&(at as u32)).is_ok();
    let mut found = Vec::new();
    for at in 0..lines.len() {
        let span = lines.line(at).span;
        let words = lines.document().slice(span);
        if !words.ends_with(['-', '\u{AD}', '‐']) || is_furniture(at) {
            continue;
        }
        let Some(next) =
            (at + 1..(at + 8).min(lines.len())).find(|&i| !lines.is_blank(i) && !is_furniture(i))
        else {
            continue;
        };
        let left = last_word(words);
        let right = first_word(lines.document().slice(lines.line(next).span));
        if !left.is_empty() && !right.is_empty() {
            found.push((at as u32, words.ends_with('\u{AD}'), left, right));
        }
    }
    let known = vocabulary(lines, &found);
    found
        .into_iter()
        .map(|(at, certain, left, right)| {
            let join = if certain {
                Join::Soft
            } else {
                decide(left, right, &known)
            };
            (at, join)
        })
        .collect()
}

/// The last word of a line without its hyphen.
fn last_word(words: &str) -> &str {
    let trimmed = words.trim_end_matches(['-', '\u{AD}', '‐']);
    if trimmed.ends_with(char::is_whitespace) {
        return "";
    }
    trimmed
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '”' | '*'))
        .next()
        .unwrap_or("")
}

fn first_word(words: &str) -> &str {
    words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ')' | '"' | '”' | '*'))
        .next()
        .unwrap_or("")
}

/// Which of the candidate joins, with and without hyphen, stand somewhere in
/// the document on one line.
fn vocabulary(lines: &Lines<'_>, found: &[(u32, bool, &str, &str)]) -> HashSet<String> {
    let mut wanted: HashSet<String> = HashSet::new();
    for (_, _, left, right) in found {
        wanted.insert(lower(&format!("{left}{right}")));
        wanted.insert(lower(&format!("{left}-{right}")));
    }
    let mut known = HashSet::new();
    if wanted.is_empty() {
        return known;
    }
    let is_divider =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '”' | '*' | ',' | ';');
    let in_word = |c: char| c.is_alphanumeric() || c == '-' || !c.is_ascii();
    for run in lines.document().text.split(is_divider) {
        // "och/eller." is known, and so are its words.
        let whole = run.trim_matches(|c| !in_word(c));
        let words = whole
            .split(|c| !in_word(c))
            .filter(|word| word.len() < whole.len());
        for word in words.chain([whole]) {
            if let Some(word) = wanted.take(&*lower(word)) {
                known.insert(word);
            }
        }
    }
    known
}

fn decide(left: &str, right: &str, known: &HashSet<String>) -> Join {
    let judged = broken(left, right);
    if judged == Broken::Suspended {
        return Join::Suspended;
    }
    if known.contains(&lower(&format!("{left}{right}"))) {
        return Join::Soft;
    }
    if known.contains(&lower(&format!("{left}-{right}"))) || judged == Broken::Hard {
        return Join::Hard;
    }
    Join::Soft
}
