//! What the forms say in more than one place: verdicts in words, lists of names,
//! numbers, and where a sentence comes from.

pub(super) use super::super::cite::listed;
use super::super::cite::{self, cited};
use super::super::{Asking, By, Material, Said};
use crate::called::Name;
use crate::docx::Inline;
use crate::lang::Words;
use crate::render::range;
use crate::text::{Cited, capitalised};

/// "Tillstyrker", as a cell of a table says it.
pub(super) fn head(words: &Words, said: Said) -> String {
    capitalised(&words.named("said", said.name()))
}

/// "tillstyrker förslaget", as so many who say it go on.
pub(super) fn goes_on(words: &Words, said: Said, who: usize) -> String {
    let key = words.key("doc-says", said.name());
    words.count(&key, who).into_owned()
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

/// Where a sentence of a known paper stands, short: "s. 3", or as `show` takes
/// it where there are no pages.
pub(super) fn place(words: &Words, document: &Name, lines: Cited) -> String {
    match lines.page() {
        Some(pages) => {
            let given = [("pages", range(pages).into())];
            words.with("doc-page", &given).into_owned()
        }
        None => cited(words, document, lines),
    }
}

/// What somebody asks, with its place in a note.
pub(super) fn asked_by(material: &Material, words: &Words, ask: &Asking, who: &str) -> Vec<Inline> {
    let by = (By::Unit(&ask.unit), &ask.document);
    item(who, &ask.quote, memo(material, words, by, ask.lines))
}

/// The same as a memo tells it, and as `show` takes it.
pub(super) fn memo(
    material: &Material,
    words: &Words,
    (by, document): (By<'_>, &Name),
    lines: Cited,
) -> String {
    let shown = cited(words, document, lines);
    match material.filed(by.unit(), document) {
        Some(filed) => {
            let told = cite::memo(words, &material.source_in(filed, by, lines));
            match told.contains(document.as_str()) {
                true => told,
                false => format!("{told} ({shown})"),
            }
        }
        None => shown,
    }
}

/// A sentence of a respondent's with its place in a note.
pub(super) fn item(who: &str, quote: &str, place: String) -> Vec<Inline> {
    vec![
        Inline::Strong(format!("{who}: ")),
        Inline::Text(quote.trim().to_owned()),
        Inline::Note(place),
    ]
}

/// What is asked or objected to, as a line of a cell.
pub(super) fn point(words: &Words, ask: &Asking) -> String {
    let place = place(words, &ask.document, ask.lines);
    format!("– {} ({place})", ask.quote.trim())
}

/// Somebody else's words in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("”{}”", text.trim())
}
