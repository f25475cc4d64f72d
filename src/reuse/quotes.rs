//! What a text gives as another's words: between quotation marks, or behind
//! the name of whom it is from.
//!
//! Marks are read by what stands beside them, for in Swedish the opening mark
//! is the closing one (”…”); a quotation may be of any length and run over
//! paragraphs. A name is a quotation only of words that are known to stand
//! elsewhere. Knows nothing of whose text is the older.

use super::layers::{CUES, words_in};
use super::texts::Text;
use crate::prose::sentences;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Paragraphs that a quotation runs through, at most.
const PARAGRAPHS: usize = 12;

/// The names of those who answer, by their first word.
#[derive(Default)]
pub(super) struct Names(HashMap<String, HashSet<String>>);

impl Names {
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t Text>) -> Self {
        let mut names: HashMap<String, HashSet<String>> = HashMap::new();
        for name in texts.filter_map(Text::respondent) {
            let low = crate::text::lower(name);
            let first = low.split_whitespace().next().unwrap_or("").to_owned();
            names.entry(first).or_default().insert(low);
        }
        Names(names)
    }

    /// Somebody else than `own` is named in these words, in lower case.
    fn stand_in(&self, words: &str, own: &str) -> bool {
        let is_part = |c: char| c.is_alphanumeric() || c == '-';
        let mut from = 0;
        while let Some(start) = words[from..].find(is_part).map(|at| from + at) {
            let rest = &words[start..];
            let first = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
            from = start + first.len();
            let named = [first, first.strip_suffix('s').unwrap_or(first)];
            let mut named = named.iter().filter_map(|first| self.0.get(*first));
            if named.any(|names| {
                let mut others = names.iter().filter(|name| name.as_str() != own);
                others.any(|name| rest.starts_with(name.as_str()))
            }) {
                return true;
            }
        }
        false
    }
}

/// What stands between quotation marks.
pub(super) fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Where one was opened, whether at the head of a block, and its paragraph.
    let mut open: Option<(usize, bool, usize)> = None;
    let mut paragraph = 0;
    let mut before = None;
    let mut marks = text.char_indices().peekable();
    while let Some((at, c)) = marks.next() {
        let last = before.replace(c);
        if c == '\n' {
            paragraph += 1;
            continue;
        }
        if !matches!(c, '”' | '“' | '"' | '»' | '«' | '„') {
            continue;
        }
        let next = marks.peek().map(|(_, c)| *c);
        let opens = last.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '-'))
            && next.is_some_and(|c| !c.is_whitespace());
        let closes = last.is_some_and(|c| !c.is_whitespace());
        let is_open = open.filter(|(_, block, from)| {
            *from == paragraph || *block && paragraph - from <= PARAGRAPHS
        });
        match is_open {
            Some((from, _, _)) if closes => {
                found.push(from..at);
                open = None;
            }
            // Each paragraph of a long quotation may open anew.
            Some((_, _, from)) if opens && from != paragraph && heads(text, at) => {}
            _ if opens => open = Some((at, heads(text, at), paragraph)),
            _ => {}
        }
    }
    found
}

/// A mark stands at the head of its paragraph or behind a colon.
fn heads(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t', '\u{A0}']);
    before.is_empty() || before.ends_with(['\n', ':'])
}

/// Words among some that stand elsewhere too which the text itself gives as
/// another's: "I kontorets utlåtande står det att …".
pub(super) fn attributed<'r>(
    text: &Text,
    runs: impl Iterator<Item = &'r Range<usize>>,
    names: &Names,
) -> Vec<Range<usize>> {
    // The run may begin with words of the name.
    const INTO: usize = 5;
    let flow = &text.flow.text;
    let own = crate::text::lower(text.respondent().unwrap_or(""));
    let mut found = Vec::new();
    for run in runs {
        let into = run.start..run.end.min(run.start + INTO);
        let (start, told) = {
            let bytes = text.words.bytes(into);
            (bytes.start, bytes.end)
        };
        let sentence = around(flow, start).start.min(start);
        let end = text.words.bytes(run.clone()).end;
        let until = |stop: usize| {
            let words = words_in(&text.words, start..stop.min(end));
            words.start.max(run.start)..words.end
        };
        if names_source(&flow[sentence..told], &own, names) {
            let stop = around(flow, told).end;
            found.push(until(stop));
        } else if start == sentence
            && let before = flow[..sentence].trim_end()
            && before.ends_with(':')
            && names_source(&before[around(before, before.len()).start..], &own, names)
        {
            let stop = flow[start..end].find('\n').map_or(end, |at| start + at);
            found.push(until(stop));
        }
    }
    found.retain(|words| !words.is_empty());
    found
}

fn names_source(words: &str, own: &str, names: &Names) -> bool {
    let low = crate::text::lower(words);
    let is_word = |at: usize| {
        low[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric())
    };
    let holds = |phrase: &String| {
        low.match_indices(phrase.as_str())
            .any(|(at, _)| is_word(at))
    };
    CUES.attributions.iter().any(holds)
        && (CUES.sources.iter().any(holds) || names.stand_in(&low, own))
}

/// The sentence that holds a place of a text, as far as it is near.
fn around(text: &str, at: usize) -> Range<usize> {
    const SENTENCE: usize = 800;
    let from = text.ceil_char_boundary(at.saturating_sub(SENTENCE)).min(at);
    let to = text.floor_char_boundary((at + SENTENCE).min(text.len()));
    let mut near = sentences(&text[from..to]).map(|one| from + one.start..from + one.end);
    near.find(|one| at <= one.end).unwrap_or(at..to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        quotes(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn quotes_are_known_by_what_stands_beside_the_marks() {
        assert_eq!(
            cut("Vi ser ”en god ambition” och ”mod”.\nEtt ensamt ” här.\nSlut ”ja”."),
            ["”en god ambition", "”mod", "”ja"]
        );
        assert_eq!(cut("En skärm på 24\" och »en till«."), ["»en till"]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs_if_it_heads_one() {
        assert_eq!(
            cut("De skriver:\n”Ett stycke.\nEtt till.”\nVi säger ”nej."),
            ["”Ett stycke.\nEtt till."]
        );
        assert_eq!(
            cut("De skriver: ”Ett stycke.\n”Ett till.”\nSedan ”slut”."),
            ["”Ett stycke.\n”Ett till.", "”slut"]
        );
        assert!(cut("Vi säger ”nej.\nOch sedan ja” igen.").is_empty());
    }
}
