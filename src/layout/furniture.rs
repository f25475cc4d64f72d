//! Page numbers, running heads, address blocks and footnotes.

use super::feet::{mark_feet, mark_footers};
use super::turns;
use crate::line::Lines;
use crate::prose::is_closed;
use std::collections::{HashMap, HashSet};

/// Lines that are no running text, ascending.
pub(super) fn furniture(lines: &Lines<'_>) -> Vec<u32> {
    let mut marked = vec![false; lines.len()];
    mark_page_numbers(lines, &mut marked);
    mark_running_heads(lines, &mut marked);
    mark_footers(lines, &mut marked);
    mark_feet(lines, &mut marked);
    mark_footnotes(lines, &mut marked);
    turns::mark(lines, &mut marked);
    (0..lines.len() as u32)
        .filter(|&at| marked[at as usize])
        .collect()
}

/// "21" alone in the middle of a sentence, "Sida 3 (12)", "3 (12)" anywhere.
fn mark_page_numbers(lines: &Lines<'_>, marked: &mut [bool]) {
    for (at, mark) in marked.iter_mut().enumerate() {
        let words = lines.raw(at);
        if words.is_empty() || words.len() > 24 {
            continue;
        }
        if words.bytes().all(|b| b.is_ascii_digit()) && words.len() <= 4 {
            *mark = interrupts(lines, at, at + 1);
        } else if is_page_of_pages(words) {
            *mark = true;
        }
    }
}

/// "Sida 3 av 12", "Sid 3 (12)", "3 (12)", "Blad 3", "- 3 -".
pub(crate) fn is_page_of_pages(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut names = ["sida ", "sid ", "blad "].iter();
    let (named, rest) = match names.find_map(|name| lower.strip_prefix(name)) {
        Some(rest) => (true, rest),
        None => (false, lower.as_str()),
    };
    let tokens: Vec<&str> = rest.split_whitespace().collect();
    let number = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    let bracketed = |s: &str| {
        s.strip_prefix('(')
            .and_then(|s| s.strip_suffix(')'))
            .is_some_and(number)
    };
    // "2(2)"
    let glued = |s: &str| {
        let counted = s.find('(').map(|at| s.split_at(at));
        counted.is_some_and(|(n, m)| number(n) && bracketed(m))
    };
    match tokens[..] {
        [n] => named && number(n) || glued(n),
        [n, m] => number(n) && bracketed(m),
        ["-" | "–", n, "-" | "–"] => number(n),
        [n, "av", m] => named && number(n) && number(m),
        _ => false,
    }
}

/// The sentence before line `from` is open and goes on at `to`.
fn interrupts(lines: &Lines<'_>, from: usize, to: usize) -> bool {
    let before = lines.previous_words(from, from.saturating_sub(4));
    let after = lines.next_words(to, to + 4);
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let open = !is_closed(lines.raw(before));
    open && lines
        .raw(after)
        .starts_with(|c: char| c.is_lowercase() || c == '*')
}

/// Lines that number the pages among other words ("Tjänsteutlåtande Sida 2
/// (5)", a table row that ends in "3 (3)"), and the lines that stand with
/// them: figures aside they are the same on two pages or more.
fn mark_running_heads(lines: &Lines<'_>, marked: &mut [bool]) {
    let mut pages: HashMap<String, Vec<usize>> = HashMap::new();
    for at in 0..lines.len() {
        let words = lines.raw(at);
        if words.is_empty() || words.len() > 120 {
            continue;
        }
        if numbers_a_page(words) || number_at_the_edge(words).is_some() {
            pages.entry(without_figures(words)).or_default().push(at);
        }
    }
    // A number at the edge is the page's where each such line has the next one, a
    // page's lines lie between, and a gap parts it from the text.
    let counts = |at: &[usize]| {
        let number = |at: usize| number_at_the_edge(lines.raw(at));
        numbers_a_page(lines.raw(at[0]))
            || at.windows(2).all(|pair| {
                let numbers = number(pair[0]).zip(number(pair[1]));
                let next = numbers.is_some_and(|(one, next)| one + 1 == next);
                next && pair[1] - pair[0] >= PAGE && stands_apart(lines, pair[1])
            })
    };
    let heads: Vec<usize> = pages
        .into_values()
        .filter(|at| at.len() >= 2 && counts(at))
        .flatten()
        .collect();
    let mut beside: HashMap<String, Vec<usize>> = HashMap::new();
    for &head in &heads {
        marked[head] = true;
        let above = (head.saturating_sub(BESIDE)..head).rev();
        let below = head + 1..(head + 1 + BESIDE).min(lines.len());
        for at in block(lines, above).chain(block(lines, below)) {
            beside
                .entry(without_figures(lines.raw(at)))
                .or_default()
                .push(at);
        }
    }
    for at in beside.into_values().filter(|at| at.len() >= 2).flatten() {
        marked[at] = true;
    }
    mark_again(lines, marked);
}

/// Lines at an edge of a page, at most: a court's foot has five.
const BESIDE: usize = 6;

/// The lines that stand with a numbered one, from it on: its block, and behind a
/// gap the rows ("TSF 2026-48        Remissammanställning").
fn block(lines: &Lines<'_>, near: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut gap = false;
    near.filter(move |&at| {
        gap |= lines.is_blank(at);
        let words = lines.raw(at);
        !words.is_empty() && (!gap || words.contains(GAP) && words.len() < 120)
    })
}

/// A row that stands at an edge of one page stands there on the last as well.
fn mark_again(lines: &Lines<'_>, marked: &mut [bool]) {
    let rows = |at: &usize| lines.raw(*at).contains(GAP);
    let known = (0..lines.len()).filter(|&at| marked[at]).filter(rows);
    let known: HashSet<String> = known.map(|at| without_figures(lines.raw(at))).collect();
    if known.is_empty() {
        return;
    }
    for at in (0..lines.len()).filter(rows) {
        marked[at] |= known.contains(&without_figures(lines.raw(at)));
    }
}

/// Lines of a short page.
pub(super) const PAGE: usize = 20;

/// A blank line or the end of a page on one side.
fn stands_apart(lines: &Lines<'_>, at: usize) -> bool {
    let blank = |at: usize| at >= lines.len() || lines.is_blank(at);
    at == 0 || blank(at - 1) || blank(at + 1) || lines.opens_page(at)
}

/// What parts the columns of a row.
pub(super) const GAP: &str = "    ";

/// "2026-08-25".
fn is_day(word: &str) -> bool {
    let mut parts = word.split('-').map(str::len);
    let sized = [Some(4), Some(2), Some(2), None].into_iter();
    sized.eq((0..4).map(|_| parts.next())) && word.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// "Malmö stad, stadskontoret          2": a number behind a wide gap, and no other.
fn number_at_the_edge(words: &str) -> Option<u32> {
    let (before, number) = words.rsplit_once(GAP)?;
    let short = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let named = before.contains(char::is_alphabetic);
    let figures = |word: &str| word.contains(|c: char| c.is_ascii_digit()) && !is_day(word);
    let head = short && named && !before.contains('\t') && !before.split(' ').any(figures);
    number.parse().ok().filter(|_| head)
}

/// Holds "3 (12)", "3(12)", "Sida 3", "Sida: 3 av 12" or "| sida 3".
pub(super) fn numbers_a_page(words: &str) -> bool {
    let bytes = words.as_bytes();
    let short = |s: &[u8]| (1..=3).contains(&s.len()) && s.iter().all(u8::is_ascii_digit);
    let counted = memchr::memchr_iter(b'(', bytes).any(|at| {
        let before = bytes[..at].trim_ascii_end();
        let figures = before
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let inside = bytes[at + 1..].split(|b| *b == b')').next().unwrap_or(b"");
        (1..=3).contains(&figures)
            && short(inside)
            && bytes.get(at + 1 + inside.len()) == Some(&b')')
    });
    let named = || {
        let mut labels = ["Sida ", "Sid ", "Sida: ", "Sid: ", "| sida ", "· sida "].iter();
        let after = labels.find_map(|label| words.split_once(label));
        after.is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    counted || memchr::memchr2(b'S', b's', bytes).is_some() && named()
}

pub(super) fn without_figures(words: &str) -> String {
    words.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// A paragraph that opens with a raised figure.
fn mark_footnotes(lines: &Lines<'_>, marked: &mut [bool]) {
    for at in 0..lines.len() {
        let raised = lines
            .raw(at)
            .starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
        if raised && (at == 0 || lines.is_blank(at - 1)) {
            let end = lines.paragraph_end(at, lines.len());
            marked[at..end].fill(true);
        }
    }
}
