//! Traces of persons in texts: names, personal identity numbers, addresses of
//! mail, telephones, streets. They are found for whoever must answer for them,
//! and masked in what leaves the program.
//!
//! Names are those that a paper gives a place to: who answers, signs, is present,
//! works on the case, closes a letter. A name in running text that stands nowhere
//! in such a place is not recognised. Pure: knows no archive and no format.

mod alone;
mod contacts;
mod mask;
mod names;
mod numbers;
mod people;
mod tokens;

pub use mask::{Mask, is_label};
pub use people::{Trace, traces};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::LazyLock;

/// What kind of body a private person is.
pub use crate::authority::PRIVATE;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person's name.
    Namn,
    /// A personal identity number.
    Personnummer,
    /// The number of somebody who is not registered.
    Samordningsnummer,
    /// A telephone number.
    Telefon,
    /// An e-mail address.
    Epost,
    /// A street with its number.
    Adress,
}

impl Kind {
    /// Its name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Namn => "namn",
            Kind::Personnummer => "personnummer",
            Kind::Samordningsnummer => "samordningsnummer",
            Kind::Telefon => "telefon",
            Kind::Epost => "epost",
            Kind::Adress => "adress",
        }
    }

    /// What stands in its place where it is masked.
    fn mark(self) -> Option<&'static str> {
        match self {
            Kind::Personnummer | Kind::Samordningsnummer => Some("[personnummer]"),
            Kind::Telefon => Some("[telefon]"),
            Kind::Epost => Some("[e-post]"),
            Kind::Namn | Kind::Adress => None,
        }
    }
}

/// How sure it is that something is what it is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sure {
    /// Its form or its place leaves hardly a doubt.
    Certain,
    /// It has the form, and may be something else.
    Likely,
}

impl Sure {
    /// Its name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Sure::Certain => "certain",
            Sure::Likely => "likely",
        }
    }
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// How sure that is.
    pub sure: Sure,
    /// By what it was known.
    pub by: &'static str,
}

/// Everything in a text that has the form of a person's number or address.
fn all(text: &str) -> Vec<Found> {
    let mut all = contacts::mails(text);
    all.extend(numbers::personal(text));
    all.extend(contacts::telephones(text));
    all.extend(contacts::streets(text));
    all
}

/// The same in order; nothing overlaps.
pub fn find(text: &str) -> Vec<Found> {
    let all = all(text);
    // What is found first of two that overlap is what it is.
    let mut kept: Vec<Found> = Vec::with_capacity(all.len());
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for found in all {
        let before = taken.range(..found.range.end).next_back();
        if before.is_none_or(|(_, end)| *end <= found.range.start) {
            taken.insert(found.range.start, found.range.end);
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| found.range.start);
    kept
}

/// The words of `words.toml`.
#[derive(Debug, Default, Deserialize)]
struct Words {
    telephone: Vec<String>,
    case: Vec<String>,
    officer: Vec<String>,
    closing: Vec<String>,
    street: Vec<String>,
    at: Vec<String>,
    particles: Vec<String>,
    titles: Vec<String>,
    joins: Vec<String>,
}

#[expect(
    clippy::expect_used,
    reason = "the words are part of the program; every test reads them"
)]
fn words() -> &'static Words {
    static WORDS: LazyLock<Words> =
        LazyLock::new(|| toml::from_str(include_str!("words.toml")).expect("words.toml"));
    &WORDS
}

/// The word before a place, in small letters, marks between left out.
fn word_before(text: &str, at: usize) -> String {
    const FAR: usize = 40;
    let mut from = at.saturating_sub(FAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text[from..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last();
    before[start.map_or(before.len(), |(start, _)| start)..].to_lowercase()
}
