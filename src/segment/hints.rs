//! A cheap look before a costly one: which lines hold a word that a
//! recogniser needs. All words are found in one pass over the document.

use crate::line::Lines;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// A form of "besluta".
pub(crate) const DECISION: u8 = 1;
/// "… har i huvudsak följande lydelse".
pub(crate) const ANSWER: u8 = 2;
/// A statement's name, "reserverade sig", "instämmer".
pub(crate) const STATEMENT: u8 = 4;
/// An advisory council.
pub(crate) const COUNCIL: u8 = 8;

const WORDS: [(&str, u8); 10] = [
    ("beslut", DECISION),
    ("beslöt", DECISION),
    ("lydelse", ANSWER),
    ("uttalande", STATEMENT),
    ("ttrande", STATEMENT),
    ("eserv", STATEMENT),
    ("nteckning", STATEMENT),
    ("nstäm", STATEMENT),
    ("rsättare", STATEMENT),
    ("råd", COUNCIL),
];

#[expect(clippy::expect_used, reason = "constant words; every test builds it")]
static FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(WORDS.map(|(word, _)| word)).expect("words"));

/// One of the `most` lines from `at` on, before `end`, holds such a word.
pub(crate) fn hinted(lines: &Lines<'_>, at: usize, end: usize, most: usize, flag: u8) -> bool {
    let find = |text: &str| {
        FINDER
            .find_iter(text)
            .map(|found| (found.start(), WORDS[found.pattern().as_usize()].1))
            .collect()
    };
    let flags = lines.flags(find);
    let end = end.min(at + most).min(flags.len());
    flags[at.min(end)..end]
        .iter()
        .any(|flags| flags & flag != 0)
}
