//! A quotation with its source as running text, as it is set into a memo:
//! ”Dock vill förvaltningen påtala …” (Servicenämnden, yttrande 2021-10-04, …).

use super::source::{Source, unit_at};
use crate::called::Name;
use crate::flow::Flow;
use crate::lang::Words;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::cut;
use crate::render::{line_range, range};
use crate::text::{Cited, Span};
use crate::unit::CentralKind;
use std::ops::Range;

/// The source of a quotation: who, what, when, number, and the place. A line
/// number never stands alone: with it goes the page, the heading or the file.
pub fn memo(words: &Words, source: &Source<'_>) -> String {
    let mut parts = Vec::new();
    parts.push(match source.respondents[..] {
        [] => source.document.to_string(),
        _ => listed(words, &source.respondents),
    });
    let kind = source.kind.map(|kind| words.named("unit", kind.name()));
    match (kind, source.day) {
        (Some(kind), Some(day)) => parts.push(format!("{kind} {day}")),
        (Some(one), None) => parts.push(one),
        (None, Some(day)) => parts.push(day.to_owned()),
        (None, None) => {}
    }
    if let Some(number) = source.number {
        let number = words.with("memo-number", &[("number", number.into())]);
        parts.push(number.into_owned());
    }
    parts.push(place(words, source));
    parts.join(", ")
}

/// "A, B och C".
pub(super) fn listed<S: AsRef<str>>(words: &Words, names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            let given = [
                ("first", first.join(", ").into()),
                ("last", last.as_ref().to_owned().into()),
            ];
            words.with("doc-and", &given).into_owned()
        }
    }
}

/// The quotation and its source.
pub fn quoted(words: &Words, quote: &str, source: &Source<'_>) -> String {
    format!("”{}” ({})", quote.trim(), memo(words, source))
}

fn place(words: &Words, source: &Source<'_>) -> String {
    if let Some([first, last]) = source.lines.pages {
        let on_page = match first.page == last.page {
            true => range([first.line, last.line]),
            false => first.line.to_string(),
        };
        let pages = range([first.page, last.page]);
        let given = [("page", pages.into()), ("line", on_page.into())];
        return words.with("memo-page", &given).into_owned();
    }
    let line = line_range(source.lines);
    let line = match &source.opens {
        Some(opens) => {
            let given = [("words", opens.as_str().into()), ("line", line.into())];
            words.with("memo-opens", &given).into_owned()
        }
        None => {
            let given = [("line", line.into())];
            words.with("memo-line", &given).into_owned()
        }
    };
    if let Some(heading) = source.heading {
        let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let given = [("heading", heading.into()), ("line", line.into())];
        return words.with("memo-heading", &given).into_owned();
    }
    // The file is named already where nobody speaks.
    if source.respondents.is_empty() {
        return line;
    }
    let given = [
        ("file", source.document.as_str().into()),
        ("line", line.into()),
    ];
    words.with("memo-file", &given).into_owned()
}

/// A place as every output cites it, and `show` finds it; pages in the words of
/// the language: "100:2574–2621 (s. 44:3)".
pub fn cited(words: &Words, document: &Name, lines: Cited) -> String {
    let short = document.cited();
    let range = line_range(lines);
    match lines.pages {
        Some([first, _]) => {
            let page = words.say("page-short");
            format!("{short}:{range} ({page} {}:{})", first.page, first.line)
        }
        None => format!("{short}:{range}"),
    }
}

/// The message that names a text of the sender's own.
pub(super) fn central(kind: Option<CentralKind>) -> &'static str {
    match kind {
        Some(CentralKind::Arende) => "central-arende",
        Some(CentralKind::Kontor) => "central-kontor",
        Some(CentralKind::Synpunkter) => "central-synpunkter",
        None => "central-proposal",
    }
}

/// The running text of the sentences that stand on some lines, in the unit
/// there if there is one, and the lines that they take.
pub fn passage(paper: &Paper, [first, last]: [u32; 2]) -> Option<(String, Cited)> {
    /// Lines around, where no unit says how far the text goes.
    const AROUND: usize = 20;
    let index = &paper.document.index;
    let (start, end) = (
        index.span_of_line(first)?.start,
        index.span_of_line(last)?.end,
    );
    let span = Span { start, end };
    let lines = Lines::new(&paper.document);
    let flow = match unit_at(paper, index.cite(span)) {
        Some(unit) => Flow::of_span(&lines, &paper.layout, unit.span),
        None => {
            let from = (first as usize - 1).saturating_sub(AROUND);
            Flow::of_lines(&lines, &paper.layout, from, last as usize + AROUND)
        }
    };
    let Some(there) = flow.place_of(span) else {
        // A row of a list is no running text.
        let row = paper.document.slice(span).split_whitespace();
        let row = row.collect::<Vec<_>>().join(" ");
        return (!row.is_empty()).then(|| (row, index.cite(span)));
    };
    let sentences: Vec<Range<usize>> = cut(&flow.text).into_iter().map(|one| one.range).collect();
    let whole = meant(&sentences, &there)?;
    let words = flow.text[whole.clone()].split_whitespace();
    let quote = words.collect::<Vec<_>>().join(" ");
    Some((quote, index.cite(flow.source(whole))))
}

/// From the first to the last sentence of which half stands in a range; where
/// there is none, the one of which most does.
fn meant(sentences: &[Range<usize>], there: &Range<usize>) -> Option<Range<usize>> {
    let shared = |one: &Range<usize>| {
        let end = one.end.min(there.end);
        end.saturating_sub(one.start.max(there.start))
    };
    let half = |one: &&Range<usize>| 2 * shared(one) >= one.len().max(1);
    let mut mostly = sentences.iter().filter(half);
    match mostly.next() {
        Some(first) => Some(first.start..mostly.next_back().unwrap_or(first).end),
        None => {
            let touched = sentences.iter().filter(|one| shared(one) > 0);
            touched.max_by_key(|one| shared(one)).cloned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_that_mostly_stand_on_the_lines_are_meant() {
        let sentences = [0..40, 41..80, 81..100];
        for (there, whole) in [(30..70, 41..80), (0..100, 0..100), (35..45, 0..40)] {
            assert_eq!(meant(&sentences, &there), Some(whole), "{there:?}");
        }
        assert_eq!(meant(&sentences, &(200..210)), None);
    }
}
