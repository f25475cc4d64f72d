//! The passages of a bill that tell what was answered: they open with
//! "Remissinstanserna:" and end at the sender's own reasons.

use super::prose::{is_head_of_page, is_numbered_heading};
use crate::lexicon::accounts;
use crate::line::Lines;
use crate::prose::is_closed;

/// The passages of a bill, first line and one past the last.
pub(crate) fn passages(lines: &Lines<'_>) -> Vec<(usize, usize)> {
    let opens = |at: usize| {
        let raw = lines.words(at);
        raw.starts_with("Remissinstanserna:")
            || raw == "Remissinstanserna"
            || raw.starts_with("Remissinstanserna\t")
    };
    // "Remissinstanserna är delade." opens one, too, where others open so.
    let goes_on = |at: usize| {
        let before = at.checked_sub(1).map(|before| lines.words(before));
        lines.words(at).starts_with("Remissinstanserna ")
            && before.is_none_or(|before| before.is_empty() || is_closed(&before))
    };
    let strict = (0..lines.len()).filter(|&at| opens(at)).take(2).count();
    if strict < 2 {
        return Vec::new();
    }
    let opens = |at: usize| opens(at) || goes_on(at);
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !opens(at) {
            at += 1;
            continue;
        }
        let end = (at + 1..lines.len())
            .find(|&line| {
                let raw = lines.words(line);
                lines.line(line).heading > 0
                    || accounts()
                        .passage_ends
                        .iter()
                        .any(|word| raw.starts_with(word.as_str()))
                    || opens(line)
                    || is_numbered_heading(&raw)
            })
            .unwrap_or(lines.len());
        found.push((at, end));
        at = end;
    }
    found
}

/// The government's own reasons stand behind its passages.
pub(super) fn is_bill(lines: &Lines<'_>) -> bool {
    (0..lines.len()).any(|at| {
        let raw = lines.raw(at);
        raw.starts_with("Skälen för") || is_head_of_page(raw) && raw.starts_with("Prop")
    })
}
