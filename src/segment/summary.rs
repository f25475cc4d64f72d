//! The report's own summaries: in Beredning, a paragraph per respondent that
//! opens with the respondent's name.
//!
//! Looks like: "Kulturnämnden är positiv till …" after a blank line, or
//! right after a page break without one.

use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::text::lower;

/// The respondent that a summary starting at line `at` is about. `asked` are
/// the names in the list of those asked, as spelt there.
pub(crate) fn summary_start(
    lines: &Lines<'_>,
    at: usize,
    end: usize,
    asked: &[(String, Resolved)],
) -> Option<(Resolved, String)> {
    if !(lines.line(at).indent || at == 0 || lines.is_blank(at - 1)) {
        return None;
    }
    let joined = lines.joined(at, lines.paragraph_end(at, end.min(at + 2)));
    // "*Kulturnämnden* tillstyrker …": the name is set apart by its looks.
    let joined = match joined.strip_prefix('*') {
        Some(rest) => rest.trim_start_matches('*').replacen('*', "", 2),
        None => joined,
    };
    let joined = joined.strip_prefix("Enligt ").unwrap_or(&joined);
    let listed = asked
        .iter()
        .filter(|(spelling, _)| {
            joined
                .get(..spelling.len())
                .is_some_and(|head| lower(head) == lower(spelling))
        })
        .max_by_key(|(spelling, _)| spelling.len())
        .map(|(spelling, resolved)| (resolved.clone(), spelling.len()));
    let (found, name_end) = listed.or_else(|| lexicon().respondent_at_start(joined))?;
    let rest = joined[name_end..].trim_start();
    // "Kulturnämnden, socialnämnden och …" is a list, "Valnämnden har avstått"
    // a fact for the ledger, "Kulturnämndens …" no name of who speaks.
    let goes_on = rest.starts_with(char::is_lowercase)
        && !rest.starts_with("och ")
        && joined[name_end..].starts_with(' ');
    let cues = &lexicon().cues.ledger;
    let low = lower(rest);
    let declines = cues.abstained.iter().any(|cue| low.contains(cue.as_str()));
    (goes_on && !declines).then(|| (found, joined[..name_end].to_owned()))
}
