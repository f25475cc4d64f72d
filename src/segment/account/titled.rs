//! Answers under a heading each: "1. Lantmäteriet (2022-10-11)", the view,
//! then "Kommentar:" of the office until the next heading.

use super::prose;
use crate::layout::ends_sentence;
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::extent::paragraph_end;
use crate::segment::signs::sheet::cells;
use crate::segment::signs::{bodies, dates, names};
use crate::segment::statement::mention;
use crate::text::lower;
use crate::unit::UnitKind;

/// Fewer headings are chance.
const FEWEST: usize = 3;
/// Words that open what the sender says of a view.
const COMMENTS: [&str; 17] = [
    "kommentar",
    "kommentarer",
    "svar:",
    "kommunens kommentar",
    "förvaltningens kommentar",
    "kontorets kommentar",
    "kommunens svar",
    "bemötande",
    "ställningstagande:",
    "verkets kommentar",
    "stadsbyggnadskontorets kommentar",
    "samhällsbyggnadsförvaltningens kommentar",
    "kommentar från",
    "förvaltningens bedömning",
    "länsstyrelsens bemötande",
    "myndighetens kommentar",
    "bemötande:",
];

/// Takes the view under every heading that names a respondent; false where
/// there are too few.
pub(super) fn read(out: &mut Builder<'_>) -> bool {
    let lines = out.lines;
    let listed = out.asked_lines();
    let free = || (0..lines.len()).filter(|at| !listed.contains(at));
    let mut heads: Vec<(usize, String)> = free()
        .filter_map(|at| Some((at, heading(out, at)?)))
        .collect();
    if heads.len() < FEWEST {
        return false;
    }
    commented(out, &mut heads, free());
    for (nth, (at, name)) in heads.iter().enumerate() {
        let next = heads.get(nth + 1).map_or(lines.len(), |(at, _)| *at);
        let Some(text) = lines.next_words(at + 1, next) else {
            continue;
        };
        let end = (text..next)
            .find(|&line| is_comment(&lines.words(line)) || is_section(out, line))
            .unwrap_or(next);
        let speaker = Speaker::new(bodies::listed(name), name);
        let date = dates::find(&lines.words(*at))
            .next()
            .and_then(|(_, day)| day.iso());
        // A reservation that the account tells of is the members' own.
        let said = (text..end).find(|&line| {
            lines.starts_paragraph(line)
                && mention(lines, line, end, None).is_some_and(|found| !found.signers.is_empty())
        });
        let open = Open::new(UnitKind::Sammanfattning, &speaker, Some((*at, *at)), text);
        out.start(*at, Open { date, ..open });
        out.close(said.unwrap_or(end));
        if let Some(line) = said
            && let Some(found) = mention(lines, line, end, None)
        {
            out.take_mention(line, found, &speaker, None);
        }
    }
    true
}

/// Where the sender comments on every view, a heading with a comment under it
/// is a respondent's too, whoever that is: "Yxlö byalag", "Privatperson 1".
fn commented(
    out: &Builder<'_>,
    heads: &mut Vec<(usize, String)>,
    free: impl Iterator<Item = usize>,
) {
    let lines = out.lines;
    let comments: Vec<usize> = (0..lines.len())
        .filter(|&at| is_comment(&lines.words(at)))
        .collect();
    if comments.len() < heads.len() {
        return;
    }
    let first = heads[0].0;
    let known: std::collections::BTreeSet<usize> = heads.iter().map(|(at, _)| *at).collect();
    let others: Vec<usize> = free
        .filter(|&at| at > first && !known.contains(&at) && is_title(out, at))
        .collect();
    let mut all: Vec<usize> = known
        .iter()
        .copied()
        .chain(others.iter().copied())
        .collect();
    all.sort_unstable();
    for at in others {
        let next = all[all.partition_point(|other| *other <= at)..].first();
        let comment = comments[comments.partition_point(|other| *other <= at)..].first();
        let before = all[..all.partition_point(|other| *other < at)].last();
        // Its comment comes before the next heading, and the one above had its own.
        let own = comment.is_some_and(|comment| next.is_none_or(|next| comment < next));
        let closed = before.is_some_and(|before| {
            comments[comments.partition_point(|other| other <= before)..]
                .first()
                .is_some_and(|comment| *comment < at)
        });
        let group = before.is_some_and(|before| lines.next_words(before + 1, at).is_none());
        if own && (closed || group) {
            let raw = lines.words(at);
            let name = bare(names::entry(raw.trim_end_matches(['*', ' '])));
            let name =
                name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
            heads.push((at, name.to_owned()));
        }
    }
    heads.sort_unstable();
}

/// A short line alone, with text below it.
fn is_title(out: &Builder<'_>, at: usize) -> bool {
    let lines = out.lines;
    let raw = lines.raw(at);
    let alone = at > 0 && (lines.is_blank(at - 1) || lines.line(at).heading > 0);
    let text = lines.next_words(at + 1, at + 3);
    (4..=80).contains(&raw.len())
        && alone
        && !out.is_furniture(at)
        && !ends_sentence(raw)
        && !raw.ends_with(',')
        && !is_comment(raw)
        && cells(lines, at).len() == 1
        && paragraph_end(lines, at, lines.len().min(at + 3)) == at + 1
        && raw.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && text.is_some_and(|text| lines.raw(text).len() > 50 || ends_sentence(lines.raw(text)))
}

/// The line opens what the sender says of a view; it may stand in a box.
fn is_comment(words: &str) -> bool {
    let low = lower(words);
    let low = low.trim_start_matches(['|', '│', '>', ' ', '*']);
    COMMENTS.iter().any(|word| low.starts_with(word))
}

/// The name on a line that is a heading of a respondent.
fn heading(out: &Builder<'_>, at: usize) -> Option<String> {
    let lines = out.lines;
    let raw = lines.words(at);
    if raw.len() < 4 || raw.len() > 110 || ends_sentence(&raw) || raw.contains("...") {
        return None;
    }
    // What comes below is a text, not the next name of a list.
    let next = lines.next_words(at + 1, at + 3)?;
    let one = |at: usize| cells(lines, at).len() == 1;
    if !one(at) || !one(next) {
        return None;
    }
    let prose = lines.raw(next).len() > 50 || ends_sentence(lines.raw(next));
    let alone = at == 0
        || lines.is_blank(at - 1)
        || lines.line(at).heading > 0
        || ends_sentence(lines.raw(at - 1));
    if !prose || !alone {
        return None;
    }
    // "2.4  Fjällviks kommun *": marks before and behind are none of the name.
    let raw = raw.trim_end_matches(['*', ' ', '†']);
    let entry = names::entry(raw);
    let entry = entry.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    let numbered = entry.len() < raw.len();
    let name = bare(entry);
    let dated = dates::find(entry).next().is_some() && name.len() < entry.len();
    let named = bodies::name(&name).is_some_and(|name| name.kind.as_deref() != Some("kontor"));
    (named || numbered && dated && name.starts_with(char::is_uppercase)).then_some(name)
}

/// A name without "(2022-10-14 § 77)", ", 2022-10-14", "dnr …" behind it.
fn bare(entry: &str) -> String {
    let day = dates::find(entry).next().map_or(entry.len(), |(at, _)| at);
    let cut = [" (", ", dnr", " dnr", ", daterat", " daterat", " §"]
        .iter()
        .filter_map(|word| entry.find(word))
        .chain([day])
        .min()
        .unwrap_or(entry.len());
    let keeps_bracket =
        entry[cut..].starts_with(" (") && dates::find(&entry[cut..]).next().is_none();
    let cut = if keeps_bracket && !entry[cut..].contains("dnr") {
        day.max(cut)
    } else {
        cut
    };
    entry[..cut]
        .trim_end_matches([',', ' ', '(', ':'])
        .to_owned()
}

/// A heading in capitals, or set as one, that names no respondent.
fn is_section(out: &Builder<'_>, at: usize) -> bool {
    let lines = out.lines;
    let raw = lines.raw(at);
    let shouted = raw.len() > 5
        && raw
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase);
    shouted && raw.len() < 90 || lines.line(at).heading > 0
}

/// Above the first heading: those who had nothing to say, named in prose.
pub(super) fn without_views(out: &mut Builder<'_>, from: usize) {
    let first = out.first_unit_line().unwrap_or(from);
    if first > from {
        prose::read(out, from, first);
    }
}
