//! Headings of a report that no list holds: a respondent's own, the annex.

use super::decision::decision;
use super::response::response;
use super::statement::{heading_kind, mention};
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;

/// A decision, an answer or a statement starts at line `at`.
pub(super) fn opens_section(lines: &Lines<'_>, at: usize) -> bool {
    let end = lines.len();
    decision(lines, at, end).is_some()
        || response(lines, at, end).is_some()
        || mention(lines, at, end, None).is_some()
}

/// A respondent outside the city ("Stockholms Handelskammare"): any short
/// line that is neither a heading we know nor a sentence.
pub(super) fn outside_body(words: &str) -> Option<Resolved> {
    let heading = heading_kind(words).is_some()
        || !lexicon().roles(words).is_empty()
        || words.starts_with("Bilaga");
    (!heading && words.len() <= 60).then(|| Resolved::as_printed(words.to_owned()))
}

/// "Bilaga 1" above "Reservationer m.m.", or that heading itself; "Bilaga 1" above
/// the first statement, with or without whose it is between them.
pub(super) fn is_annex(lines: &Lines<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    // Office files mark their headings.
    let bare = |at| lines.words(at).trim_start_matches(['#', ' ']).to_owned();
    let words = bare(at);
    let titled = |at| lexicon().has_role(&bare(at), "annex");
    if words.starts_with("Bilaga ") && words.len() <= 12 {
        let first = lines.next_words(at + 1, at + NEAR);
        let second = first.and_then(|first| lines.next_words(first + 1, first + NEAR));
        let states = |at| mention(lines, at, lines.len(), None).is_some();
        return first.is_some_and(titled) || first.into_iter().chain(second).any(states);
    }
    titled(at)
}
