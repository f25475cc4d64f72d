//! The list of those asked in a paper: under a heading that says so, else the
//! longest run of names; one a line, set in
//! columns ([`columns`]), or a line a group ([`grouped`]).
//!
//! Gives names as printed, with their lines; who they are is not its matter.

use super::entries::{
    ends_list, ends_prose, goes_on, is_asked, is_furniture, is_group, opens_with_postal_code,
};
use super::{columns, grouped};
use crate::layout::is_page_of_pages;
use crate::lexicon::signs;
use crate::line::Lines;
use crate::prose::{is_several, last};
use crate::segment::extent::paragraph_end;
use crate::segment::signature;
use crate::segment::signs::names::{entry, is_entry};
use crate::segment::signs::sheet::Sheet;
use crate::segment::signs::{bodies, flattened};
use crate::text::lower;
use std::collections::HashSet;

/// Lines without a name in a row that end a list.
const MISSES: usize = 3;
/// Shortest list without a heading.
const FEWEST: usize = 5;
/// So many blocks of a list under known headings show how all of them begin.
const HEADED: usize = 2;

/// First and last line of a name, and the name.
pub(super) type Named = (usize, usize, String);

/// The entries of all lists under a heading that says so.
pub(in crate::segment) fn titled_lists(sheet: &Sheet<'_>) -> Vec<Named> {
    let lines = sheet.lines;
    let titled = sheet
        .range
        .clone()
        .filter(|&at| is_list_heading(lines.raw(at)));
    let mut found: Vec<Named> = Vec::new();
    for at in titled {
        if found.last().is_some_and(|(_, last, _)| at <= *last) {
            continue;
        }
        let (list, _) = list(sheet, at + 1, true);
        if list.len() >= 2 {
            found.extend(list);
        }
    }
    found
}

/// The answers that a page offers under a heading: "- Kammarkollegiet (pdf 53 kB)".
pub(super) fn answers(sheet: &Sheet<'_>) -> Vec<Named> {
    let data = &signs().groups.answers;
    let lines = sheet.lines;
    let heading = |at: &usize| {
        let low = lower(lines.raw(*at));
        let bare = low.trim_matches(['*', ' ', ':', '#', '.']);
        data.iter().any(|known| known == bare)
    };
    let Some(at) = sheet.range.clone().find(heading) else {
        return Vec::new();
    };
    let (list, _) = list(sheet, at + 1, true);
    let without_size = |(first, last, name): Named| {
        let name = name.split(" (pdf").next().unwrap_or(&name);
        (
            first,
            last,
            name.split(" (docx").next().unwrap_or(name).to_owned(),
        )
    };
    list.into_iter().map(without_size).collect()
}

/// Lists under a heading that says so; without one the longest run of names.
pub(super) fn lists(sheet: &Sheet<'_>) -> Vec<Vec<Named>> {
    let lines = sheet.lines;
    let titled: Vec<usize> = sheet
        .range
        .clone()
        .filter(|&at| is_list_heading(lines.raw(at)))
        .collect();
    let mut found = Vec::new();
    let mut from = sheet.range.start;
    for at in titled {
        if at < from {
            continue;
        }
        let (list, end) = list(sheet, at + 1, true);
        if list.len() >= 2 {
            from = end;
            found.push(list);
        }
    }
    if !found.is_empty() {
        return found;
    }
    let mut at = sheet.range.start;
    let mut best: Vec<Named> = Vec::new();
    while at < sheet.range.end {
        if !lines.is_blank(at) && opens_list(lines.raw(at)) {
            let (list, end) = list(sheet, at, false);
            at = end.max(at + 1);
            if list.len() > best.len() {
                best = list;
            }
        } else {
            at += 1;
        }
    }
    if best.len() >= FEWEST {
        vec![best]
    } else {
        Vec::new()
    }
}

fn opens_list(raw: &str) -> bool {
    is_entry(raw) && (entry(raw).len() < raw.len() || bodies::name(raw).is_some())
}

/// "Remissinstanser", "Sändlista (remissinstanser):".
fn is_list_heading(raw: &str) -> bool {
    // The last sentence of a paragraph may lead in the list.
    let raw = match raw.ends_with(':') {
        true => last(raw),
        false => raw,
    };
    if raw.is_empty() || raw.len() > 90 {
        return false;
    }
    let low = lower(raw);
    let bare = low.trim_matches(['*', ' ', ':', '#', '.']);
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    // "Remissen gick till:", "har sänts till följande för yttrande."
    let holds = |words: &[&str]| words.iter().any(|word| low.contains(word));
    let leads = low.ends_with(':')
        && holds(&["remiss", "sänts", "skickats", "instanser"])
        && holds(&["till", "följande"]);
    if leads || low.starts_with("samrådskrets") {
        return true;
    }
    let heading = signs()
        .kind
        .iter()
        .find(|sign| sign.id == "heading of a list of those asked");
    heading.is_some_and(|sign| {
        sign.words.iter().any(|word| {
            bare == word
                || bare
                    .strip_prefix(word.as_str())
                    .is_some_and(|rest| rest.starts_with([' ', '(', ',']) && rest.len() < 30)
        })
    })
}

/// The entries from line `from` on, and the line behind them.
fn list(sheet: &Sheet<'_>, from: usize, titled: bool) -> (Vec<Named>, usize) {
    let lines = sheet.lines;
    let mut found: Vec<Named> = Vec::new();
    let mut headed = 0;
    let mut misses = 0;
    let mut marked = false;
    let mut at = from;
    let mut end = from;
    // The end of the paragraph that was looked through, and whether it is prose.
    let mut prose = (from, false);
    while at < sheet.range.end && misses < MISSES {
        let raw = lines.raw(at);
        if raw.is_empty() || is_page_of_pages(raw) || opens_with_postal_code(raw) {
            at += 1;
            continue;
        }
        let read = grouped::series(sheet, at)
            .or_else(|| columns::read(sheet, at))
            .or_else(|| grouped::read(sheet, at));
        if let Some((names, behind)) = read {
            found.extend(names);
            (at, end, misses) = (behind, behind, 0);
            continue;
        }
        let row = lines.cells(at);
        // "Lantmäteriet        S": a mark in a second column is no name.
        let words: std::borrow::Cow<'_, str> = match row {
            [name, mark] if mark.text.chars().count() <= 4 => name.text.clone().into(),
            _ => lines.words(at),
        };
        let name = entry(&words).trim_end_matches([',', ';']).trim();
        if let Some(names) = flattened::names(name) {
            found.extend(names.into_iter().map(|name| (at, at, name.to_owned())));
            (at, end, misses) = (at + 1, at + 1, 0);
            continue;
        }
        let bare = name.len() == words.trim_end_matches([',', ';']).len() && !lines.line(at).bullet;
        if found.is_empty() {
            marked = !bare;
        }
        // A name set over two lines.
        let indented = marked && lines.line(at).indent;
        if bare
            && let Some(last) = found.last_mut()
            && last.1 + 1 == at
            && (name.starts_with(char::is_lowercase)
                || indented && !is_group(name)
                || marked && goes_on(&last.2, name))
        {
            last.1 = at;
            crate::line_end::push_words(&mut last.2, name);
            at += 1;
            end = at;
            continue;
        }
        // Over names that are numbered an unnumbered line is a heading.
        if found.is_empty() && bare && numbered_below(sheet, at) {
            at += 1;
            continue;
        }
        // "Följande har yttrat sig:⏎Lantmäteriet, Havs- och⏎vattenmyndigheten, SGU och SLU.
        // Sametinget har inte hörts av": names in prose are no lines.
        if bare && name.matches(", ").count() >= 2 {
            // A paragraph is looked through once.
            if at >= prose.0 {
                let behind = paragraph_end(lines, at, sheet.range.end);
                prose = (behind, is_several(&lines.joined(at, behind)));
            }
            let (behind, several) = prose;
            if several && behind > at + 1 {
                (at, misses) = (behind, misses + 1);
                continue;
            }
        }
        // "Svaret ska ha kommit in till departementet⏎senast den 1 maj. Ange …".
        if bare && begins_prose(lines, at, sheet.range.end) {
            break;
        }
        if is_signed(lines, at, sheet.range.end) {
            break;
        }
        let heading = lines.line(at).heading > 0 && !is_group(name);
        if heading && (titled || !found.is_empty()) || ends_list(&lower(name)) {
            break;
        }
        let asked = if marked && bare {
            false
        } else {
            // A bare list is sure of itself after some names without a gap.
            let runs = found.len() >= 3 && found.last().is_some_and(|last| last.1 + 1 == at);
            is_asked(name, titled || marked || runs)
        };
        if asked {
            found.push((at, at, name.to_owned()));
            misses = 0;
            end = at + 1;
        } else if is_group(name) {
            headed += usize::from(opens_block(lines, at));
        } else if !is_furniture(sheet, at, name) {
            misses += if ends_prose(name) { MISSES } else { 1 };
        }
        at += 1;
    }
    if headed >= HEADED {
        drop_headings(lines, &mut found);
    }
    (found, end)
}

fn opens_block(lines: &Lines<'_>, at: usize) -> bool {
    at == 0 || lines.is_blank(at - 1)
}

/// Where blocks begin with headings that are known, what begins the other blocks
/// and is no body is a heading, too: "Arbetsgivare och arbetstagare".
fn drop_headings(lines: &Lines<'_>, found: &mut Vec<Named>) {
    let opens = |(first, _, _): &Named| opens_block(lines, *first);
    let known = |named: &Named| bodies::name(&named.2).is_some();
    if found.iter().any(|named| opens(named) && known(named)) {
        return;
    }
    let begins: HashSet<usize> = found.iter().map(|(first, _, _)| *first).collect();
    found.retain(|named| !opens(named) || !begins.contains(&(named.1 + 1)));
}

/// A person behind a gap and, below, what that person is: the paper is signed;
/// also where the sender stands over it, behind a wider gap.
pub(super) fn is_signed(lines: &Lines<'_>, at: usize, end: usize) -> bool {
    const NEAR: usize = 4;
    let gap = |at: usize, of: usize| at >= of && (at - of..at).all(|line| lines.is_blank(line));
    let signs = |at: usize| {
        let next = lines.next_words(at + 1, end.min(at + NEAR));
        let job = |next: usize| {
            let words = lines.raw(next).trim();
            // "Statens kulturråd" is the next of those asked.
            signature::is_job_title(&lower(words)) && bodies::name(words).is_none()
        };
        gap(at, 1) && signature::is_person(lines.raw(at).trim()) && next.is_some_and(job)
    };
    let below = || lines.next_words(at + 1, end.min(at + NEAR));
    signs(at) || gap(at, 2) && below().is_some_and(signs)
}

/// A paragraph of several sentences begins here.
fn begins_prose(lines: &Lines<'_>, at: usize, end: usize) -> bool {
    let first = at == 0 || lines.is_blank(at - 1);
    first && is_several(&lines.joined(at, paragraph_end(lines, at, end)))
}

/// The next line with words carries the number one: "1  Kammarrätten i Jönköping".
fn numbered_below(sheet: &Sheet<'_>, at: usize) -> bool {
    let lines = sheet.lines;
    let next = lines.next_words(at + 1, sheet.range.end.min(at + 3));
    next.is_some_and(|next| {
        let words = lines.words(next);
        let rest = words.strip_prefix('1').unwrap_or("");
        rest.starts_with([' ', '.', ')']) && is_entry(&words)
    })
}
