//! How a text, a passage and a change are named, in every format.

use super::{kind_words, signer_list};
use crate::overlap::align::Passage;
use crate::reuse::{Change, Direction, Text, What};
use crate::unit::CentralKind;
use std::ops::Range;

/// Words of a stretch that are shown; longer ones are cut in the middle.
const WORDS: usize = 24;

/// "Kulturnämnden · särskilt uttalande · Eva Ek m.fl. (S)".
pub(super) fn label(text: &Text) -> String {
    let Some(unit) = text.unit() else {
        return match text.central() {
            Some(CentralKind::Arende) => "the report's account of the proposal".to_owned(),
            Some(CentralKind::Kontor) => "the executive office's letter".to_owned(),
            Some(CentralKind::Synpunkter) => "the commissioner's view".to_owned(),
            None => "the proposal".to_owned(),
        };
    };
    let mut parts = vec![who(text).to_owned(), kind_words(unit.kind).to_owned()];
    if !unit.signers.is_empty() {
        parts.push(signer_list(&unit.signers));
    }
    parts.join(" · ")
}

/// The respondent, or that it is not known.
pub(super) fn who(text: &Text) -> &str {
    text.respondent().unwrap_or("(unknown respondent)")
}

/// "Kulturnämnden S V".
pub(super) fn who_and_parties(text: &Text) -> String {
    match text.parties().join(" ") {
        parties if text.unit().is_none() || parties.is_empty() => match text.unit() {
            Some(_) => who(text).to_owned(),
            None => label(text),
        },
        parties => format!("{} {parties}", who(text)),
    }
}

/// The date, or that there is none.
pub(super) fn day(text: &Text) -> &str {
    text.date().unwrap_or("no date")
}

/// "100:2574–2621".
pub(super) fn place(text: &Text) -> String {
    super::place(&text.paper.document.name, text.all_lines())
}

/// "100:2580–2581", or nothing for no words.
pub(super) fn words_place(text: &Text, words: Range<usize>) -> String {
    if words.is_empty() {
        return String::new();
    }
    super::place(&text.paper.document.name, text.lines(words))
}

/// Some words as they stand, on one line, the middle left out if they are
/// many.
pub(super) fn excerpt(text: &Text, words: Range<usize>) -> String {
    let one_line = |words: Range<usize>| {
        let words: Vec<&str> = text.slice(words).split_whitespace().collect();
        words.join(" ")
    };
    if words.len() <= WORDS {
        return one_line(words);
    }
    let (start, end) = (words.start, words.end);
    format!(
        "{} … {}",
        one_line(start..start + WORDS / 2),
        one_line(end - WORDS / 3..end)
    )
}

/// What was done, counted: "dropped 61 words".
pub(super) fn done(change: &Change) -> String {
    let (before, after) = (change.before.len(), change.after.len());
    let words = |count: usize| format!("{count} word{}", if count == 1 { "" } else { "s" });
    match change.what {
        What::Dropped => format!("dropped {}", words(before)),
        What::Added => format!("added {}", words(after)),
        What::Replaced if before == after => format!("replaced {}", words(before)),
        What::Replaced => format!("replaced {} by {after}", words(before)),
        What::Moved => format!("moved {}", words(after)),
    }
}

/// What changed in a passage on the way from the other text: "[-att-] {+som+}".
pub(super) fn on_the_way(text: &Text, other: &Text, passage: &Passage) -> Vec<String> {
    let gaps = passage.runs.windows(2).map(|pair| {
        let ((a, b, len), next) = (pair[0], pair[1]);
        (a + len..next.0, b + len..next.1)
    });
    gaps.map(|(now, before)| {
        let mut told = Vec::new();
        if !before.is_empty() {
            told.push(format!("[-{}-]", excerpt(other, before)));
        }
        if !now.is_empty() {
            told.push(format!("{{+{}+}}", excerpt(text, now)));
        }
        told.join(" ")
    })
    .collect()
}

/// Which way, in words.
pub(super) fn arrow(direction: Direction) -> &'static str {
    match direction {
        Direction::AToB => "→",
        Direction::BToA => "←",
        Direction::GemensamKälla => "↔ same day, common source",
        Direction::TroligKälla => "↔ common source likely",
        Direction::SammaText => "= same statement",
        Direction::Okänd => "↔ no date",
    }
}

/// A part as a percentage without decimals; never "100" for less than all,
/// nor "0" for more than nothing.
pub(super) fn percent(part: f64) -> String {
    let whole = (part * 100.0).round();
    let whole = match whole as u32 {
        100 if part < 1.0 => 99,
        0 if part > 0.0 => 1,
        whole => whole,
    };
    format!("{whole} %")
}
