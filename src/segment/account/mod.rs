//! The sender's account of the answers: a compilation, a samrådsredogörelse,
//! a bill's passages. Each body's view is a summary of that respondent; what
//! the sender comments is nobody's.
//!
//! Three forms, one output: a table ([`table`], [`spaced`]), an entry a respondent
//! ([`entries`]), bodies named in prose ([`prose`]).

pub(super) mod bill;
mod comments;
mod entries;
mod heard;
mod margin;
mod opening;
pub(super) mod prose;
mod spaced;
mod subjects;
mod table;
mod told;

use super::builder::Builder;
use super::extent;
use super::head::Head;
use super::missiv;
use super::signs::bodies;
use super::signs::sheet::Sheet;
use crate::lexicon::{accounts, lexicon};
use crate::line::Lines;
use crate::text::lower;
use crate::unit::Fact;

/// The heading of such a summary.
pub(crate) fn summed(lines: &Lines<'_>) -> Option<usize> {
    (0..lines.len()).find(|&at| {
        let low = lower(lines.raw(at));
        low.len() < 60
            && accounts()
                .summed
                .iter()
                .any(|word| word == low.trim_matches(['*', ' ', ':', '#']))
    })
}

/// A paper to a council or board that sums up the answers in a section: the
/// list of those asked, the section, statements of members.
pub(crate) fn council(out: &mut Builder<'_>, sheet: &Sheet<'_>, head: &Head, at: usize) {
    out.set_referral(head.referral.clone());
    for (first, last, name) in missiv::titled_lists(sheet) {
        let span = out.lines.span(first, last);
        out.fact(bodies::listed(&name), &name, Fact::Asked, None, span);
    }
    let lines = out.lines;
    let end = (at + 1..lines.len())
        .find(|&line| {
            extent::is_heading_alone(lines, line, lines.len()) && ends_section(lines, line)
        })
        .unwrap_or(lines.len());
    if !entries::read(out, at + 1..end) {
        prose::read(out, at + 1, end);
    }
}

/// A memo that sums up in a section what each of those asked said of a proposal
/// of the office's own; true where it does. Where the title tells of an answer,
/// the memo is the one behind that answer.
pub(crate) fn of_office(out: &mut Builder<'_>, sheet: &Sheet<'_>, head: &Head) -> bool {
    let Some(at) = summed(out.lines) else {
        return false;
    };
    let title = lower(&head.title_words);
    let mut roles = lexicon().cues.phrases.adopted_as.iter();
    if title.contains("remiss") || roles.any(|role| title.contains(role.as_str())) {
        return false;
    }
    council(out, sheet, head, at);
    !out.is_empty()
}

/// A heading that is the office's own, behind the answers.
fn ends_section(lines: &Lines<'_>, at: usize) -> bool {
    let low = lower(&lines.words(at));
    [
        "bedömning",
        "synpunkter",
        "förslag",
        "slutsats",
        "ställningstagande",
        "kommentar",
        "bilagor",
        "ekonomi",
        "övervägande",
    ]
    .iter()
    .any(|word| low.contains(word))
}

/// A report that sums up in prose what each of those asked said.
pub(crate) fn of_asked(out: &mut Builder<'_>) {
    let Some(last) = out.asked_lines().last().copied() else {
        return;
    };
    prose::read(out, last + 1, out.lines.len());
    out.keep_asked();
}

/// Those asked, where running text names them: "Remissen går till …".
pub(crate) fn asked_in_prose(out: &mut Builder<'_>, range: std::ops::Range<usize>) {
    told::read_asked(out, range);
}

/// Reads the whole paper.
pub(crate) fn read(out: &mut Builder<'_>, sheet: &Sheet<'_>, head: &Head) {
    out.set_referral(head.referral.clone());
    for (first, last, name) in missiv::titled_lists(sheet) {
        let span = out.lines.span(first, last);
        out.fact(bodies::listed(&name), &name, Fact::Asked, None, span);
    }
    let passages = bill::passages(out.lines);
    told::read(out, &passages);
    if !passages.is_empty() {
        let mut heard = heard::Heard::of(out.lines, true);
        // A compilation tells of the whole before its passages; a bill does not.
        let mut next = head.title.map_or(0, |(_, last)| last + 1);
        let whole = !bill::is_bill(out.lines);
        for (from, to) in passages {
            if whole && next < from {
                heard.by_section = false;
                prose::read_with(out, &mut heard, next, from);
                heard.by_section = true;
            }
            prose::read_with(out, &mut heard, from, to);
            next = to;
        }
        return;
    }
    let end = table::read(out).unwrap_or(0);
    let spaced = spaced::read(out);
    // Behind the heading over the answers, where the paper tells of more.
    let summed = summed(out.lines).map_or(0, |at| at + 1);
    let headed = spaced.is_empty() && entries::read(out, summed..out.lines.len());
    let title = head
        .title
        .filter(|(first, _)| !out.lines.line(*first).bullet);
    let from = title.map_or(0, |(_, last)| last + 1).max(summed);
    if end == 0 && !headed {
        let mut heard = heard::Heard::of(out.lines, false);
        // What the sender says of a part is nobody's answer.
        let mut passed = [
            spaced,
            comments::Comments::of(out.lines).sections(out.lines),
        ]
        .concat();
        passed.sort_by_key(|lines| lines.start);
        let ends = passed.iter().map(|lines| lines.end);
        let starts = passed.iter().map(|lines| lines.start);
        let gaps = [from]
            .into_iter()
            .chain(ends)
            .zip(starts.chain([out.lines.len()]));
        for (from, to) in gaps.filter(|(from, to)| from < to) {
            prose::read_with(out, &mut heard, from, to);
        }
    } else if headed {
        entries::without_views(out, from);
    }
}
