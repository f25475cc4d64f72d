//! What an item of minutes is about and who speaks in it: an answer to
//! somebody outside, to the own city, or the board's own proposal come back.

use super::builder::{Builder, Speaker};
use super::head::Head;
use super::outside::outside;
use super::signs::bodies;
use crate::lexicon::{Resolved, lexicon};
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

/// "Region Tivedens kulturplan", "Skärgårdsprogram för Norrtälje kommun": the
/// proposal is another's than the municipality or region around the board.
fn of_another(referral: &Referral, head: &Head) -> bool {
    const WORDS: usize = 4;
    let Some(own) = head.around.as_ref().and_then(Speaker::name) else {
        return false;
    };
    let words: Vec<&str> = referral.title.split_whitespace().collect();
    (0..words.len()).any(|from| {
        let to = words.len().min(from + WORDS);
        words[from].starts_with(char::is_uppercase)
            && (from + 1..=to).any(|to| {
                let run = words[from..to].join(" ");
                bodies::nominatives(&run).iter().any(|form| {
                    bodies::name(form).is_some_and(|found| {
                        let kind = found.kind.as_deref();
                        matches!(kind, Some("kommun" | "region" | "lansstyrelse"))
                            && found.name != own
                            && (found.known || !run.contains(" för "))
                            && !bodies::key(&found.name).contains(&bodies::key(own))
                    })
                })
            })
    })
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
    let own = head.around.as_ref().and_then(Speaker::name);
    let outside = || outside(&sheet, referral, own) || of_another(referral, head);
    if !whole
        && let Some(around) = &head.around
        && outside()
    {
        return around.clone();
    }
    // What one city calls a board holds in that city's papers only.
    let alias = head
        .around
        .as_ref()
        .and_then(Speaker::name)
        .is_some_and(|around| {
            lexicon()
                .city_of_alias(&board.spelling)
                .is_some_and(|city| !around.starts_with(city))
        });
    let own = match alias {
        true => &Speaker::new(
            Resolved::as_printed(board.spelling.clone()),
            &board.spelling,
        ),
        false => board,
    };
    let nobody = board.resolved.is_none() && head.speaker.resolved.is_some();
    if whole && outside() || nobody {
        head.speaker.clone()
    } else {
        own.clone()
    }
}
