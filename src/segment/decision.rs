//! The sentence that opens a board's decision.
//!
//! Looks like: "Kulturnämnden beslutade vid sitt sammanträde den 19 oktober
//! 2021 följande." (the points come next) or, in older reports, "… att
//! överlämna förvaltningens utlåtande som svar på remissen." (the sentence
//! is the decision).

use super::dates::{Day, find_date};
use super::heading::outside_body;
use super::hints::{DECISION, hinted};
use super::signs::bodies;
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::line_end::push_words;
use crate::text::lower;

pub(crate) struct Decision {
    pub(crate) board: Resolved,
    /// The board as spelt in the sentence.
    pub(crate) spelling: String,
    pub(crate) day: Option<Day>,
    /// Last line of the introducing sentence.
    pub(crate) last: usize,
    /// "vid sitt sammanträde": a meeting is named, so this is the decision
    /// itself and no mention of an earlier one.
    pub(crate) meeting: bool,
    /// The sentence itself decides; no points follow.
    pub(crate) inline: bool,
    /// It ends by announcing the answer: "… att anföra följande."
    pub(crate) announces: bool,
}

/// Reads a decision that starts at line `at`.
pub(crate) fn decision(lines: &Lines<'_>, at: usize, end: usize) -> Option<Decision> {
    let first = lines.words(at);
    if !first.starts_with(char::is_uppercase) || !hinted(lines, at, end, 3, DECISION) {
        return None;
    }
    let stop = lines.paragraph_end(at, end.min(at + 6));
    let mut joined = String::new();
    for last in at..stop {
        push_words(&mut joined, &lines.words(last));
        let low = lower(&joined);
        let points = ["följande.", "följande:", "följande"]
            .iter()
            .any(|end| low.ends_with(end));
        let that = last + 1 == stop && (low.ends_with("att") || low.ends_with("att:"));
        let announces = announces_answer(&low);
        let follows = (points || that) && !announces;
        if !(follows || last + 1 == stop || joined.ends_with('.')) {
            continue;
        }
        let named = lexicon().respondent_at_start(&joined);
        let named = named.or_else(|| below_its_name(lines, at, &joined));
        let (board, name_end) = named.or_else(|| heading_again(lines, at, &joined))?;
        let rest = low[name_end..].trim_start();
        let verbs = &lexicon().cues.phrases.decision_verbs;
        let verb = verbs.iter().find(|verb| rest.starts_with(verb.as_str()))?;
        let after = rest[verb.len()..].trim_start();
        let meeting =
            (after.starts_with("vid ") || after.starts_with("på ") || after.starts_with("den "))
                && (after.contains("sammanträde") || after.contains("möte"));
        if !meeting && !after.starts_with("den ") {
            return None;
        }
        return Some(Decision {
            board,
            spelling: joined[..name_end].to_owned(),
            day: find_date(&joined),
            meeting,
            last: if follows { last } else { stop - 1 },
            inline: !follows,
            announces: last + 1 == stop && announces,
        });
    }
    None
}

/// "Nämnden beslutade …" right below the heading that names the board: in running
/// text it tells of an earlier decision.
fn below_its_name(lines: &Lines<'_>, at: usize, sentence: &str) -> Option<(Resolved, usize)> {
    let noun = sentence.split(' ').next().unwrap_or("");
    let heading = heading_above(lines, at)?;
    let names = bodies::is_common(&lower(noun));
    let board = lexicon().resolve(&heading).filter(|_| names)?;
    Some((board, noun.len()))
}

/// "Kråkviks kommun beslutade …" right below the heading "Kråkviks kommun": a name
/// that no list holds.
fn heading_again(lines: &Lines<'_>, at: usize, sentence: &str) -> Option<(Resolved, usize)> {
    let heading = heading_above(lines, at)?;
    let behind = sentence.strip_prefix(heading.as_str())?;
    let again = behind.starts_with(' ') && outside_body(&heading).is_some();
    again.then(|| (Resolved::as_printed(heading.clone()), heading.len()))
}

/// What could be a name on a line of its own, right above.
fn heading_above(lines: &Lines<'_>, at: usize) -> Option<String> {
    const NEAR: usize = 3;
    const LONGEST: usize = 90;
    let above = lines.previous_words(at, at.saturating_sub(NEAR))?;
    let heading = lines.words(above);
    let could = heading.len() <= LONGEST
        && heading.starts_with(char::is_uppercase)
        && !heading.ends_with(['.', ',', ':', ';', '-']);
    could.then(|| heading.into_owned())
}

/// "Styrelsen överlämnar följande som kommunens svar på remissen:"
pub(crate) fn hands_over(decision: &str) -> bool {
    let low = lower(decision);
    let mut answers = lexicon().cues.phrases.adopted_as.iter();
    low.ends_with(':')
        && low.contains(" följande ")
        && answers.any(|answer| low.contains(&format!(" {answer}")))
}

/// A decision in the course of the minutes, with no heading: "Nämnden beslöt
/// enhälligt" over points that begin with "att". Gives the line behind it, and
/// whether it announces the answer ("att avge följande yttrande").
pub(crate) fn in_course(lines: &Lines<'_>, at: usize, end: usize) -> Option<(usize, bool)> {
    const NAME: usize = 4;
    const BEHIND: usize = 2;
    let first = lines.words(at);
    if first.len() > 80 || !first.starts_with(char::is_uppercase) {
        return None;
    }
    let low = lower(&first);
    let words: Vec<&str> = low.split_whitespace().collect();
    let verbs = &lexicon().cues.phrases.decision_verbs;
    let verb = words
        .iter()
        .position(|word| verbs.iter().any(|verb| verb == word))?;
    let body = words[..verb].last()?;
    let is_body = bodies::is_common(body) || bodies::kind_of(body).is_some();
    let next = lines.next_words(at + 1, at + 3)?;
    let behind = &words[verb + 1..];
    let opens =
        verb <= NAME && behind.len() <= BEHIND && lower(lines.raw(next)).starts_with("att ");
    if !opens || !is_body {
        return None;
    }
    let mut last = lines.paragraph_end(next, end);
    while let Some(more) = lines.next_words(last, end.min(last + 2)) {
        if !lower(lines.raw(more)).starts_with("att ") {
            break;
        }
        last = lines.paragraph_end(more, end);
    }
    let text = lower(&lines.joined(next, last));
    let cues = &lexicon().cues.phrases.answer_announced;
    let announces = cues.iter().any(|cue| text.contains(cue.as_str()));
    Some((last, announces))
}

/// The answer comes after these words, which end "anföra följande" or so.
pub(super) fn announces_answer(low: &str) -> bool {
    /// Longest "till departementet" behind it.
    const TO: usize = 60;
    let bare = low.trim_end_matches([':', '.', ' ']);
    let cues = &lexicon().cues.phrases.answer_announced;
    cues.iter().any(|cue| {
        let behind = bare.rfind(cue.as_str()).map(|at| &bare[at + cue.len()..]);
        behind.is_some_and(|behind| {
            let to = behind.starts_with(" till ") || behind.starts_with(" på remiss");
            behind.is_empty() || to && behind.len() <= TO && !behind.contains(['.', ';'])
        })
    })
}
