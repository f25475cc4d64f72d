//! The feet of letters: addresses, telephone numbers, the rule above them.

use super::furniture::{GAP, PAGE};
use crate::line::Lines;
use std::collections::HashMap;

/// The foot of a letter, which stands under each of its pages: three lines that
/// come again a page further on, among them a rule or an address.
pub(super) fn mark_feet(lines: &Lines<'_>, marked: &mut [bool]) {
    const BLOCK: usize = 3;
    let mut blocks: HashMap<[&str; BLOCK], Vec<usize>> = HashMap::new();
    for at in 0..(lines.len() + 1).saturating_sub(BLOCK) {
        let block = [0, 1, 2].map(|n| lines.raw(at + n));
        let worded = block.iter().all(|words| !words.is_empty());
        if worded
            && block
                .iter()
                .any(|words| is_rule(words) || is_row_of_addresses(words))
        {
            blocks.entry(block).or_default().push(at);
        }
    }
    let apart = |at: &[usize]| at.windows(2).all(|pair| pair[1] - pair[0] >= PAGE);
    let again = blocks.into_values().filter(|at| at.len() >= 2 && apart(at));
    for at in again.flatten() {
        marked[at..at + BLOCK].fill(true);
    }
}

/// "____________".
fn is_rule(words: &str) -> bool {
    const SHORTEST: usize = 10;
    words.len() >= SHORTEST && words.bytes().all(|byte| matches!(byte, b'_' | b'-'))
}

/// "Postadress     Besöksadress     Telefon".
fn is_row_of_addresses(words: &str) -> bool {
    let mut labels = ["Postadress", "Besöksadress", "Telefon", "Org.nr"].iter();
    words.contains(GAP) && labels.any(|label| words.contains(label))
}

/// Blocks of address lines, and the running title that stands above them on
/// more than one page.
pub(super) fn mark_footers(lines: &Lines<'_>, marked: &mut [bool]) {
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !is_address(lines.raw(at)) {
            at += 1;
            continue;
        }
        let start = at;
        while at < lines.len() && is_address(lines.raw(at)) {
            at += 1;
        }
        if at - start >= 2 {
            marked[start..at].fill(true);
            blocks.push(start);
        }
    }
    let mut above: HashMap<&str, Vec<usize>> = HashMap::new();
    for &block in &blocks {
        if let Some(title) = lines.previous_words(block, block.saturating_sub(3)) {
            above.entry(lines.raw(title)).or_default().push(title);
        }
    }
    for at in above.into_values().filter(|at| at.len() >= 2).flatten() {
        marked[at] = true;
    }
}

fn is_address(words: &str) -> bool {
    if words.is_empty() || words.len() > 90 {
        return false;
    }
    const OPENS: [&str; 8] = [
        "Box ",
        "Telefon",
        "Fax",
        "Växel",
        "Tfn",
        "Tel.",
        "E-post",
        "Besöksadress",
    ];
    OPENS.iter().any(|open| words.starts_with(open)) || is_postcode(words) || is_host(words)
}

/// "104 30 Stockholm", "10430 Almvik".
fn is_postcode(words: &str) -> bool {
    let digits: String = words.chars().take(7).filter(char::is_ascii_digit).collect();
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    digits.len() == 5
        && rest.len() + 7 >= words.len()
        && rest.starts_with(char::is_uppercase)
        && rest.split_whitespace().count() <= 3
}

/// A web or mail address alone.
fn is_host(words: &str) -> bool {
    !words.contains(' ')
        && words.contains('.')
        && words.chars().any(|c| c.is_ascii_alphabetic())
        && words
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b"@._-/:0123456789".contains(&b))
}
