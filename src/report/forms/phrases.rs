//! What the forms say in more than one place: verdicts in words, lists of names,
//! numbers, and where a sentence comes from.

use super::super::Material;
use crate::lang::Words;
use crate::ledger::Place;
use crate::position::{Position, Stance, Verdict};
use crate::text::Cited;

/// A verdict, or the stance where none is given; in a ministry's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    Verdict(Verdict),
    Stance(Stance),
}

impl Said {
    pub(super) fn of(row: &Position) -> Self {
        // What a person corrected is the stance.
        let verdict = row.verdict.filter(|_| row.corrected.is_none());
        verdict.map_or(Said::Stance(row.stance), Said::Verdict)
    }

    fn name(self) -> &'static str {
        match self {
            Said::Verdict(verdict) => verdict.name(),
            Said::Stance(stance) => stance.name(),
        }
    }

    /// "Tillstyrker", as a cell of a table says it.
    pub(super) fn head(self, words: &Words) -> String {
        words.named("doc-said", self.name())
    }

    /// "tillstyrker förslaget", as so many who say it go on.
    pub(super) fn goes_on(self, words: &Words, who: usize) -> String {
        let key = format!("doc-says-{}", self.name().replace('_', "-"));
        let key: String = key.chars().map(crate::text::plain_letter).collect();
        words.count(&key, who).into_owned()
    }
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

/// Names that stand in a sentence; of many the first, unless all are wanted.
pub(super) fn some(words: &Words, names: &[&str], all: bool) -> String {
    const MANY: usize = 7;
    const SHOWN: usize = 5;
    if all || names.len() <= MANY {
        return listed(words, names);
    }
    let shown = listed(words, &names[..SHOWN]);
    words
        .with("doc-among", &[("names", shown.into())])
        .into_owned()
}

/// "tolv", "13".
pub(super) fn number(words: &Words, n: usize) -> String {
    words.count("doc-number", n).into_owned()
}

/// With a capital.
pub(super) fn opening(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Where a sentence of a known paper stands, short: "s. 3", or as `show` takes
/// it where there are no pages.
pub(super) fn place(words: &Words, document: &str, lines: Cited) -> String {
    match lines.page() {
        Some([first, last]) => {
            let pages = span(first, last);
            words
                .with("doc-page", &[("pages", pages.into())])
                .into_owned()
        }
        None => cited(document, lines),
    }
}

/// "202:24–25".
pub(super) fn cited(document: &str, lines: Cited) -> String {
    let short = document.split(['_', '.']).next().unwrap_or(document);
    format!("{short}:{}", span(lines.first, lines.last))
}

fn span(first: u32, last: u32) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    }
}

/// The same as a memo tells it: who, what, when, number, page or heading, and
/// what `show` opens.
pub(super) fn memo(material: &Material, words: &Words, document: &str, lines: Cited) -> String {
    let place = Place {
        document: document.to_owned(),
        lines,
    };
    let Some(source) = material.source(&place) else {
        return cited(document, lines);
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(source.respondent.map(str::to_owned));
    let kind = source.kind.map(|kind| words.named("doc-kind", kind.name()));
    match (kind, source.day) {
        (Some(kind), Some(day)) => parts.push(format!("{kind} {day}")),
        (kind, day) => parts.extend(kind.or(day.map(str::to_owned))),
    }
    if let Some(number) = source.number {
        parts.push(
            words
                .with("doc-file", &[("number", number.to_owned().into())])
                .into_owned(),
        );
    }
    match (lines.page(), source.heading) {
        (Some([first, last]), _) => {
            let given = [("pages", span(first, last).into())];
            parts.push(words.with("doc-page", &given).into_owned());
        }
        (None, Some(heading)) => parts.push(format!("”{heading}”")),
        (None, None) => {}
    }
    format!("{} ({})", parts.join(", "), cited(document, lines))
}

/// Somebody else's words in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("”{}”", text.trim())
}
