//! Decisions that hold their answer: by delegation or by a board, under "Beslut" and
//! "Yttrande", announced above it, or all in a few lines.
//!
//! Takes the decision, and gives the lines of the answer; whose they are, its caller
//! knows.

use super::builder::{Builder, Open, Speaker};
use super::decision::announces_answer;
use super::extent;
use super::head::Head;
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::text::lower;
use crate::unit::UnitKind;
use std::ops::Range;

/// Longest heading.
const SHORT: usize = 50;
/// Lines in which the answer begins behind the decision, or behind what was taken
/// for the text.
const FAR: usize = 12;

/// A decision by delegation holds the decision under "Beslut" and the answer
/// under "Yttrande": takes the one and gives the lines of the other.
pub(super) fn decided(out: &mut Builder<'_>, head: &Head, text: Range<usize>) -> Range<usize> {
    let lines = out.lines;
    let from = head.title.map_or(0, |(_, last)| last + 1);
    let to = lines.len().min(text.end + FAR);
    let headed = |role: &str, from: usize| headed(lines, role, from..to);
    let Some(decision) = headed("decision", from) else {
        return text;
    };
    let Some(answer) = headed("answer", decision + 1).filter(|&at| at > decision + 1) else {
        return announced(out, head, decision).unwrap_or(text);
    };
    let sheet = out.sheet(answer + 1..lines.len());
    let Some(own) = extent::extent(&sheet, answer + 1, lines.len()) else {
        return text;
    };
    let end = decision_end(lines, decision + 2, answer);
    take_decision(out, &head.speaker, head.date.clone(), decision, end);
    own
}

/// "Skäl för beslutet": a heading over why.
fn gives_reasons(lines: &Lines<'_>, at: usize) -> bool {
    let label = lower(&lines.words(at));
    let cues = &lexicon().cues.phrases.reasons;
    label.len() < SHORT
        && extent::is_heading_alone(lines, at, lines.len())
        && cues.iter().any(|cue| label.starts_with(cue.as_str()))
}

/// A decision by delegation that says it all in a few lines under "Beslut", and then
/// why: takes that, and no answer.
pub(super) fn only_decides(out: &mut Builder<'_>, head: &Head, text: &Range<usize>) -> bool {
    /// Longest such decision.
    const LINES: usize = 4;
    let lines = out.lines;
    let from = head.title.map_or(0, |(_, last)| last + 1);
    let Some(decision) = headed(lines, "decision", from..text.start) else {
        return false;
    };
    let near = lines.len().min(text.start + LINES + 2);
    let reasons = (text.start + 1..near).find(|&at| gives_reasons(lines, at));
    let Some(reasons) = reasons else {
        return false;
    };
    if headed(lines, "answer", reasons..lines.len()).is_some() {
        return false;
    }
    let low = lower(&lines.joined(text.start, reasons));
    let below = &lexicon().cues.phrases.sends_below;
    let behind = &lexicon().cues.phrases.sends_behind;
    let sends = |cues: &[String]| cues.iter().any(|cue| low.contains(cue.as_str()));
    if announces_answer(&low) || sends(below) || sends(behind) {
        return false;
    }
    take_decision(out, &head.speaker, head.date.clone(), decision, reasons);
    true
}

/// "Kommunen avger yttrande enligt följande lydelse." below the heading of the
/// decision: takes that, and gives the lines of the answer behind it.
fn announced(out: &mut Builder<'_>, head: &Head, decision: usize) -> Option<Range<usize>> {
    let lines = out.lines;
    let first = lines.next_words(decision + 1, lines.len())?;
    let stop = lines.paragraph_end(first, lines.len());
    let low = lower(&lines.joined(first, stop));
    let below = &lexicon().cues.phrases.sends_below;
    if !announces_answer(&low) && !below.iter().any(|cue| low.contains(cue.as_str())) {
        return None;
    }
    // Between the two may stand why it could not wait.
    let near = lines.len().min(stop + FAR);
    let answer = (stop..near).find(|&at| {
        let words = lines.words(at);
        let named = lexicon().section(&lower(&words)) == Some("answer");
        let alone = words.len() < SHORT && extent::is_heading_alone(lines, at, near);
        named && alone || lexicon().has_role(&words, "answer")
    });
    let from = answer.map_or(stop, |at| at + 1);
    let sheet = out.sheet(from..lines.len());
    let own = extent::extent(&sheet, from, lines.len())?;
    // Why it was decided so stands behind the answer that it announced.
    let reasons = (own.start + 1..own.end).find(|&at| gives_reasons(lines, at));
    let end = reasons.map_or(own.end, |at| {
        lines
            .previous_words(at, own.start)
            .map_or(at, |last| last + 1)
    });
    take_decision(out, &head.speaker, head.date.clone(), decision, stop);
    Some(own.start..end)
}

/// The first line in a range that is a heading with a role.
pub(crate) fn headed(lines: &Lines<'_>, role: &str, mut range: Range<usize>) -> Option<usize> {
    range.find(|&at| {
        let words = lines.words(at);
        words.len() < SHORT && !words.ends_with('.') && lexicon().has_role(&words, role)
    })
}

/// Where a decision ends: at the next heading from line `from` on, or at `to`.
pub(crate) fn decision_end(lines: &Lines<'_>, from: usize, to: usize) -> usize {
    (from..to)
        .find(|&at| lines.is_blank(at - 1) && extent::is_heading_alone(lines, at, to))
        .unwrap_or(to)
}

/// Takes the decision below its heading, up to line `end`.
pub(crate) fn take_decision(
    out: &mut Builder<'_>,
    speaker: &Speaker,
    date: Option<String>,
    heading: usize,
    end: usize,
) {
    let intro = Some((heading, heading));
    let open = Open::new(UnitKind::Beslut, speaker, intro, heading + 1);
    out.start(heading, Open { date, ..open });
    out.close(end);
}
