//! What of a sentence the learned weights are on.

use crate::analyse::Token;

/// A feature: what it is made of, and the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Feature<'w> {
    pub(super) kind: &'static str,
    pub(super) first: &'w str,
    pub(super) second: &'w str,
}

impl Feature<'_> {
    /// As in the data: "2 bör utred".
    pub(super) fn name(&self) -> String {
        let words = [self.kind, self.first, self.second];
        words.join(" ").trim_end().to_owned()
    }
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// What stands before ends in a colon.
    pub(crate) led: bool,
    /// It is the first sentence of its paragraph.
    pub(crate) opens: bool,
}

/// Longest word whose end says nothing of its own.
const SHORT: usize = 4;
/// Letters of an ending.
const ENDING: usize = 3;

/// All features of a sentence, each once.
pub(crate) fn features<'w>(text: &str, tokens: &'w [Token], place: Place) -> Vec<Feature<'w>> {
    let mut found: Vec<Feature<'w>> = Vec::with_capacity(tokens.len() * 4 + 8);
    let mut add = |kind, first, second| {
        found.push(Feature {
            kind,
            first,
            second,
        });
    };
    let stems: Vec<&str> = tokens.iter().map(stem).collect();
    for (at, &word) in stems.iter().enumerate() {
        add("1", word, "");
        let exact = tokens[at].word.exact.as_str();
        if exact.chars().count() > SHORT {
            add("e", ending(exact), "");
        }
        if let Some(&next) = stems.get(at + 1) {
            add("2", word, next);
        }
        if let Some(&next) = stems.get(at + 2) {
            add("3", word, next);
        }
    }
    if let Some(&first) = stems.first() {
        add("f", first, "");
        add("g", first, stems.get(1).unwrap_or(&""));
    }
    let flags = [
        ("led", place.led),
        ("opens", place.opens),
        ("question", text.trim_end().ends_with('?')),
        ("colon", text.trim_end().ends_with(':')),
        ("short", tokens.len() < 8),
        ("long", tokens.len() > 30),
    ];
    for (flag, _) in flags.iter().filter(|(_, is)| *is) {
        add("is", flag, "");
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A number is like another.
fn stem(token: &Token) -> &str {
    match token.word.exact.starts_with(|c: char| c.is_ascii_digit()) {
        true => "#",
        false => token.word.stem.as_str(),
    }
}

fn ending(word: &str) -> &str {
    let from = word.char_indices().rev().nth(ENDING - 1);
    &word[from.map_or(0, |(at, _)| at)..]
}
