//! The report's own summaries: in Beredning, a paragraph per respondent that
//! opens with the respondent's name.
//!
//! Looks like: "Kulturnämnden är positiv till …" after a blank line, or
//! right after a page break without one.

use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::text::lower;

/// The respondent that a summary starting at line `at` is about.
pub(crate) fn summary_start(
    lines: &Lines<'_>,
    at: usize,
    end: usize,
) -> Option<(Resolved, String)> {
    if !(lines.line(at).indent || at == 0 || lines.is_blank(at - 1)) {
        return None;
    }
    let joined = lines.joined(at, (at + 2).min(lines.paragraph_end(at, end)));
    let (found, name_end) = lexicon().respondent_at_start(&joined)?;
    let rest = lower(joined[name_end..].trim_start());
    // "Kulturnämnden, socialnämnden och …" is a list, "Valnämnden har avstått"
    // a fact for the ledger.
    let goes_on = !rest.is_empty() && !rest.starts_with([',', ':']) && !rest.starts_with("och ");
    let cues = &lexicon().cues.ledger;
    let declines = cues.abstained.iter().any(|cue| rest.contains(cue.as_str()));
    (goes_on && !declines).then(|| (found, joined[..name_end].to_owned()))
}
