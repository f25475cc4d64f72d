//! What an item of minutes is about and who speaks in it: an answer to
//! somebody outside, to the own city, or the board's own proposal come back.

use super::builder::{Builder, Speaker};
use super::head::{Head, outside};
use crate::line::Lines;
use crate::text::lower;
use crate::unit::Referral;

/// "… har varit på remiss hos socialnämnden och elevrådet."
pub(super) fn was_out(lines: &Lines<'_>, start: usize, end: usize) -> bool {
    let text = lower(&lines.joined(start, end.min(start + 12)));
    [
        "har varit på remiss",
        "har varit ute på remiss",
        "har remitterats till",
        "har skickats på remiss",
    ]
    .iter()
    .any(|cue| text.contains(cue))
}

/// The municipality or region around the board where the item answers somebody
/// outside it; else the board.
pub(super) fn speaks(
    out: &Builder<'_>,
    head: &Head,
    board: &Speaker,
    (start, end): (usize, usize),
    referral: &Referral,
) -> Speaker {
    let sheet = out.sheet(start..end);
    let whole = matches!(
        head.respondent_kind.as_deref(),
        Some("kommun" | "region" | "kommunforbund" | "larosate")
    );
    if !whole
        && let Some(around) = &head.around
        && outside(&sheet, referral)
    {
        return around.clone();
    }
    let nobody = board.resolved.is_none() && head.speaker.resolved.is_some();
    if whole && outside(&sheet, referral) || nobody {
        head.speaker.clone()
    } else {
        board.clone()
    }
}
