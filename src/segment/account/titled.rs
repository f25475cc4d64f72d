//! Answers under a heading each: "1. Lantmäteriet (2022-10-11)", the view,
//! then "Kommentar:" of the office until the next heading.

use super::comments::Comments;
use super::prose;
use crate::layout::ends_sentence;
use crate::line::Lines;
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::signs::{bodies, dates, names, numbers};
use crate::segment::statement::mention;
use crate::unit::UnitKind;

/// Fewer headings are chance.
pub(super) const FEWEST: usize = 3;
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
    let says = Comments::of(lines);
    says.add_heads(out, &mut heads, free());
    for (nth, (at, name)) in heads.iter().enumerate() {
        let next = heads.get(nth + 1).map_or(lines.len(), |(at, _)| *at);
        let Some(text) = lines.next_words(at + 1, next) else {
            continue;
        };
        let end = (text..next)
            .find(|&line| says.opens(lines, line) || is_section(out, line))
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

/// The name on a line that is a heading of a respondent.
fn heading(out: &Builder<'_>, at: usize) -> Option<String> {
    let lines = out.lines;
    let raw = lines.words(at);
    if raw.len() < 4 || raw.len() > 110 || ends_sentence(&raw) || raw.contains("...") {
        return None;
    }
    // What comes below is a text, not the next name of a list.
    let next = lines.next_words(at + 1, at + 4)?;
    let raw = alone_but_for_the_day(lines, at)?;
    if lines.cells(next).len() != 1 {
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

/// The words of a line beside which at most stands when the answer came, or
/// its number.
pub(super) fn alone_but_for_the_day(lines: &Lines<'_>, at: usize) -> Option<String> {
    let mut row = lines.cells(at).iter();
    let first = row.next()?;
    let beside = |text: &str| dates::find(text).next().is_some() || !numbers::find(text).is_empty();
    let alone = row.next().is_none_or(|cell| beside(&cell.text)) && row.next().is_none();
    alone.then(|| first.text.clone())
}

/// A name without "(2022-10-14 § 77)", ", 2022-10-14", "dnr …" behind it.
pub(super) fn bare(entry: &str) -> String {
    let day = dates::find(entry).next().map_or(entry.len(), |(at, _)| at);
    let cut = [" (", ", dnr", " dnr", ", daterat", " daterat", " §"]
        .iter()
        .filter_map(|word| entry.find(word))
        .chain([day])
        .min()
        .unwrap_or(entry.len());
    // "(ej remissinstans)" is said of the name.
    let remark = entry[cut..].starts_with(" (")
        && entry[cut..].contains(' ')
        && entry[cut + 2..].starts_with(char::is_lowercase);
    let keeps_bracket =
        !remark && entry[cut..].starts_with(" (") && dates::find(&entry[cut..]).next().is_none();
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
    // The head of a page parts nothing.
    let page = || out.is_furniture(at) || lines.opens_page(at);
    lines.line(at).heading > 0 || shouted && raw.len() < 90 && !page()
}

/// Above the first heading: those who had nothing to say, named in prose.
pub(super) fn without_views(out: &mut Builder<'_>, from: usize) {
    let first = out.first_unit_line().unwrap_or(from);
    if first > from {
        prose::read(out, from, first);
    }
}
