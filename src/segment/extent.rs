//! Where an answer's own words begin and end: behind the letterhead and the
//! title, before the closing formula, the signature and the feet of pages.
//!
//! Decides by what lines are (prose, heading, label, name), not by gaps.

use super::signature;
use super::signs::kinds::is_addressee;
use super::signs::sheet::{Sheet, is_label};
use super::signs::{bodies, dates};
use crate::lexicon::{lexicon, signs};
use crate::line::Lines;
use crate::prose::{is_closed, is_several};
use crate::text::lower;
use std::ops::Range;

/// Shortest sentence, in bytes, that can be all of an answer.
const SENTENCE: usize = 24;
/// A line shorter than this ends its paragraph if the next opens with a
/// capital: headings, labels, names.
pub(super) const SHORT: usize = 52;
/// A paragraph this long is prose however it ends.
const PROSE: usize = 90;
/// Most headings between a title and the first prose.
const HEADINGS: usize = 2;

/// First line of the text behind line `from`; `None` where no prose comes.
pub(crate) fn begin(sheet: &Sheet<'_>, from: usize, to: usize) -> Option<usize> {
    let lines = sheet.lines;
    let mut headings: Vec<usize> = Vec::new();
    let mut at = lines.next_words(from, to)?;
    loop {
        if sheet.layout.is_furniture(at) {
            at = lines.next_words(at + 1, to)?;
            continue;
        }
        let stop = title_end(lines, at, paragraph_end(lines, at, to));
        let joined = lines.joined(at, stop);
        if is_prose(lines, at, &joined) {
            let first = headings.len().saturating_sub(HEADINGS);
            return Some(headings.get(first).copied().unwrap_or(at));
        }
        if is_heading(lines, at) && stop == at + 1 {
            headings.push(at);
        } else {
            headings.clear();
        }
        at = lines.next_words(stop, to)?;
    }
}

/// One past the last line of a paragraph by sense: it goes on across a gap
/// where the sentence is open and the next line starts in lower case.
pub(crate) fn paragraph_end(lines: &Lines<'_>, at: usize, to: usize) -> usize {
    let mut last = at;
    while let Some(next) = lines.next_words(last + 1, to.min(last + 3)) {
        let words = lines.raw(next);
        let closed = is_closed(lines.raw(last));
        let gap = (last + 1..next).any(|at| lines.is_gap(at));
        let goes_on = if gap {
            !closed && words.starts_with(char::is_lowercase)
        } else {
            let short = lines.raw(last).len() < SHORT;
            let own = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            !lines.line(next).bullet
                && lines.line(next).heading == 0
                && !(short && (closed || own))
                && !is_label_line(words)
                && lines.line(last).heading == 0
                && lines.cells(next).len() == 1
        };
        if !goes_on {
            break;
        }
        last = next;
    }
    last + 1
}

/// "Tingsrätten har inte något att erinra": who says something, and the verb.
pub(super) fn opens_sentence(words: &str) -> bool {
    let low = lower(words);
    let mut begin = low.split(' ').skip(1).take(2);
    words.starts_with(char::is_uppercase) && begin.any(is_sentence_verb)
}

fn is_sentence_verb(word: &str) -> bool {
    let text = &signs().text;
    let says = |says: &String| says.split(' ').next() == Some(word);
    text.sentence_verbs.iter().any(|verb| verb == word) || text.whole_says.iter().any(says)
}

/// Where a title ends right above its text, without a gap: lines that no sentence
/// ends in and that have no verb, above one that opens a sentence.
fn title_end(lines: &Lines<'_>, at: usize, stop: usize) -> usize {
    const MOST: usize = 3;
    let title = |below: &usize| {
        let low = lower(&lines.joined(at, *below));
        !is_closed(&low) && !low.split(' ').any(is_sentence_verb)
    };
    let mut below = at + 1..stop.min(at + 1 + MOST);
    let first = below.find(|&below| opens_sentence(lines.raw(below)));
    first.filter(title).unwrap_or(stop)
}

fn is_label_line(words: &str) -> bool {
    let low = lower(&words[..words.floor_char_boundary(40)]);
    low.split(':')
        .next()
        .is_some_and(|label| label.len() < low.len() && is_label(label))
}

fn is_prose(lines: &Lines<'_>, at: usize, joined: &str) -> bool {
    let low = lower(joined);
    let words = joined.split_whitespace().count();
    let row = lines.cells(at).len();
    let greeting = signs().text.greetings.iter().any(|greeting| {
        low == *greeting || low.starts_with(greeting.as_str()) && joined.len() < 30
    });
    let address = is_address(&low) && joined.len() < 200;
    let label = is_label_line(joined) || low.starts_with('(') && joined.len() < 60;
    let closed = is_closed(joined) && !joined.ends_with("m.m.") && !joined.ends_with("m.fl.");
    let table = row > 1 && !closed;
    let dated = joined.len() < 60 && dates::find(joined).next().is_some() && words < 8;
    !greeting
        && !address
        && !label
        && !table
        && !dated
        && words >= 3
        && (closed && joined.len() >= SENTENCE
            || joined.len() >= PROSE && !is_title_like(&low, joined))
}

/// A long line that is a title all the same.
fn is_title_like(low: &str, joined: &str) -> bool {
    ["remiss", "yttrande", "svar på", "synpunkter på", "angående"]
        .iter()
        .any(|word| low.starts_with(word))
        && !is_several(joined)
}

/// A heading inside an answer.
pub(crate) fn is_heading(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.words(at);
    let low = lower(&words);
    let plain = words.len() <= 90
        && words.chars().filter(|c| c.is_alphabetic()).count() > 2
        && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !words.ends_with(['.', ',', ';'])
        && !words.contains('@');
    plain
        && !is_addressee(&low)
        && !is_label_line(&words)
        && !is_label(&low)
        && !is_address(&low)
        && !signs().text.greetings.contains(&low)
        && lines.cells(at).len() == 1
        && dates::find(&words).next().is_none()
        && super::signs::numbers::find(&words)
            .iter()
            .all(|(_, number)| number.series)
        && !low.starts_with('(')
        && bodies::name(&words).is_none()
        && !is_kind_name(&low)
}

/// A heading that is not the first line of a sentence.
pub(crate) fn is_heading_alone(lines: &Lines<'_>, at: usize, to: usize) -> bool {
    !lines.is_blank(at)
        && is_heading(lines, at)
        && paragraph_end(lines, at, to.min(at + 3)) == at + 1
}

/// "Yttrande" alone over the letter names the paper, not its text.
fn is_kind_name(low: &str) -> bool {
    signs().text.kind_names.iter().any(|name| name == low)
}

/// "Box 7, 602 32 Norrköping": a postal code and a place stand in the line.
pub(super) fn holds_postal_code(low: &str) -> bool {
    let bytes = low.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len().saturating_sub(7)).any(|at| {
        (at == 0 || bytes[at - 1] == b' ')
            && (0..3).all(|n| digit(at + n))
            && bytes[at + 3] == b' '
            && digit(at + 4)
            && digit(at + 5)
            && bytes[at + 6] == b' '
            && low[at + 7..].starts_with(char::is_alphabetic)
            && low[..at].contains(',')
    })
}

pub(crate) fn is_address(low: &str) -> bool {
    let opens_a_word = |word: &&String| {
        low.match_indices(word.as_str())
            .any(|(at, _)| !low[..at].ends_with(char::is_alphanumeric))
    };
    signs().text.address.iter().any(|word| opens_a_word(&word))
        || low.len() < 140 && holds_postal_code(low)
        || low.split_whitespace().count() <= 4
            && low.get(..6).is_some_and(|start| {
                start.chars().enumerate().all(|(at, c)| {
                    if at == 3 {
                        c == ' '
                    } else {
                        c.is_ascii_digit()
                    }
                })
            })
}

/// One past the last line of the text that starts at line `text`.
pub(crate) fn end(sheet: &Sheet<'_>, text: usize, to: usize) -> usize {
    let lines = sheet.lines;
    let closing = (text + 1..to)
        .find(|&at| closes(sheet, at, to))
        .unwrap_or(to);
    signature::unsigned(lines, sheet.layout, text, closing)
}

fn closes(sheet: &Sheet<'_>, at: usize, to: usize) -> bool {
    let lines = sheet.lines;
    if lines.is_blank(at) || sheet.layout.is_furniture(at) || lines.raw(at).len() > 600 {
        return false;
    }
    let raw = lines.words(at);
    let low = lower(&raw);
    let data = &signs().text;
    // A short line that closes the page, wherever it stands.
    let opens = data
        .closings
        .iter()
        .any(|closing| low.starts_with(closing.as_str()));
    let own = starts_by_sense(lines, at);
    if opens && own {
        return true;
    }
    if !own {
        return false;
    }
    let bare = low.trim_end_matches([':', '.']);
    let near_end = lines_left(lines, at, to) < 40;
    if data.headings.iter().any(|heading| heading == bare) && near_end {
        return true;
    }
    let role = ["signatures", "attachments", "distribution"]
        .iter()
        .any(|role| lexicon().has_role(&raw, role));
    if role && near_end {
        return true;
    }
    let behalf = near_end && signature::is_behalf(lines, at, to);
    let as_above = low.contains("dag som ovan")
        || low.trim_end_matches('.').ends_with("som ovan") && raw.len() < 60;
    if behalf || as_above {
        return true;
    }
    // Who decided and who prepared it: a paragraph at the end.
    let stop = paragraph_end(lines, at, to.min(at + 8));
    let left = lines_left(lines, stop, to) < 30;
    if left
        && ["beslut", "ärende", "yttrande", "handlägg", "föredrag"]
            .iter()
            .any(|word| {
                low.contains(word)
                    || lines.joined(at, stop).len() < 700
                        && lower(&lines.joined(at, stop)).contains(word)
            })
    {
        let whole = lower(&lines.joined(at, stop));
        return data
            .decided
            .iter()
            .any(|word| whole.contains(word.as_str()));
    }
    false
}

/// Lines with words from `at` to `to`, as far as it matters.
fn lines_left(lines: &Lines<'_>, at: usize, to: usize) -> usize {
    (at..to).filter(|&at| !lines.is_blank(at)).take(41).count()
}

/// The line starts a paragraph: the line before ends a sentence, or is a
/// heading or a row, or is short.
fn starts_by_sense(lines: &Lines<'_>, at: usize) -> bool {
    let Some(before) = lines.previous_words(at, at.saturating_sub(4)) else {
        return true;
    };
    let words = lines.raw(before);
    is_closed(words)
        || lines.line(at).bold
        || lines.line(at).heading > 0
        || words.len() < 50 && !words.ends_with([',', '-', '–'])
        || before + 1 < at && lines.raw(at).starts_with(char::is_uppercase)
}

/// The lines of an answer between `from` and `to`.
pub(crate) fn extent(sheet: &Sheet<'_>, from: usize, to: usize) -> Option<Range<usize>> {
    let text = begin(sheet, from, to)?;
    let end = end(sheet, text, to);
    (text < end).then_some(text..end)
}
