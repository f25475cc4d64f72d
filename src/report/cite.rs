//! A quotation with its source as running text, as it is set into a memo:
//! ”Dock vill förvaltningen påtala …” (Servicenämnden, yttrande 2021-10-04, …).

use super::material::Source;
use crate::lang::Words;
use crate::text::Cited;

/// The source of a quotation: who, what, when, number, and the place. A line
/// number never stands alone: with it goes the page, the heading or the file.
pub fn memo(words: &Words, source: &Source<'_>) -> String {
    let mut parts = Vec::new();
    parts.push(source.respondent.unwrap_or(source.document).to_owned());
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

/// The quotation and its source.
pub fn quoted(words: &Words, quote: &str, source: &Source<'_>) -> String {
    format!("”{}” ({})", quote.trim(), memo(words, source))
}

fn place(words: &Words, source: &Source<'_>) -> String {
    let lines = |range: [u32; 2]| match range {
        [first, last] if first == last => first.to_string(),
        [first, last] => format!("{first}–{last}"),
    };
    if let Some([first, last]) = source.lines.pages {
        let on_page = match first.page == last.page {
            true => lines([first.line, last.line]),
            false => first.line.to_string(),
        };
        let pages = lines([first.page, last.page]);
        let given = [("page", pages.into()), ("line", on_page.into())];
        return words.with("memo-page", &given).into_owned();
    }
    let line = lines(source.lines.range());
    let said = match (source.heading, source.respondent) {
        (Some(heading), _) => words.with(
            "memo-heading",
            &[("heading", heading.into()), ("line", line.into())],
        ),
        // The file is named already where nobody speaks.
        (None, None) => words.with("memo-line", &[("line", line.into())]),
        (None, Some(_)) => words.with(
            "memo-file",
            &[("file", source.document.into()), ("line", line.into())],
        ),
    };
    said.into_owned()
}

/// A place as every output cites it, and `show` finds it; pages in the words of
/// the language: "100:2574–2621 (s. 44:3)".
pub fn cited(words: &Words, document: &str, lines: Cited) -> String {
    let short = crate::render::text::short(document);
    let range = crate::render::line_range(lines);
    match lines.pages {
        Some([first, _]) => {
            let page = words.say("page-short");
            format!("{short}:{range} ({page} {}:{})", first.page, first.line)
        }
        None => format!("{short}:{range}"),
    }
}
