//! Words of a sentence as names, numbers and phrases are looked for in it, and
//! the data to look by.

use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, without marks.
    pub(super) low: String,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) capital: bool,
    /// The mark between the word before and this one.
    pub(super) mark: Option<char>,
}

/// The words of a text; "&" is one.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start: Option<usize> = None;
    let mut mark = None;
    let push = |found: &mut Vec<Word>, range: Range<usize>, mark: Option<char>| {
        let written = &text[range.clone()];
        found.push(Word {
            low: match written {
                "&" => "och".to_owned(),
                written => written.to_lowercase(),
            },
            capital: written.starts_with(char::is_uppercase),
            range,
            mark,
        });
    };
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric() || c == '&', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(&mut found, from..at, mark.take());
                start = None;
            }
            _ => {}
        }
        if matches!(
            c,
            ',' | ';' | ':' | '(' | ')' | '.' | '–' | '”' | '"' | '/' | '|'
        ) {
            mark = mark.or(Some(c));
        }
    }
    if let Some(from) = start {
        push(&mut found, from..text.len(), mark);
    }
    found
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub(super) views: Vec<String>,
    pub(super) silent: Vec<String>,
    pub(super) heads: Vec<String>,
    pub(super) senders: Vec<String>,
    pub(super) back: Vec<String>,
    pub(super) numbers: Vec<Vec<String>>,
    pub(super) most: Vec<String>,
    pub(super) every: Vec<String>,
    pub(super) only: Vec<String>,
    pub(super) counted: Vec<String>,
    pub(super) kinds: Vec<Vec<String>>,
    pub(super) answered: Vec<String>,
    pub(super) asked: Vec<String>,
    pub(super) unheard: Vec<String>,
    pub(super) abstains: Vec<String>,
    pub(super) abstains_from: Vec<String>,
    pub(super) some: Vec<String>,
    pub(super) against: Vec<String>,
    pub(super) in_favour: Vec<String>,
    pub(super) touches: Vec<String>,
    pub(super) all_named: [Vec<String>; 2],
    pub(super) everywhere: Vec<String>,
    pub(super) listed: Vec<String>,
    pub(super) no_other: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) likes: Vec<String>,
    pub(super) dislikes: Vec<String>,
    pub(super) not: Vec<String>,
    pub(super) helps: Vec<String>,
    pub(super) cited: Vec<String>,
    pub(super) placed: Vec<Vec<String>>,
    pub(super) no_place: Vec<String>,
    pub(super) places: Vec<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    toml::from_str(include_str!("../lexicon/check.toml")).expect("check.toml is well formed")
});

/// The data that comes with the program.
pub(super) fn data() -> &'static Data {
    &DATA
}

/// A word is on a list: as written, by its beginning or its end.
pub(super) fn is_in(list: &[String], word: &str) -> bool {
    list.iter().any(
        |form| match (form.strip_prefix('*'), form.strip_suffix('*')) {
            (Some(end), _) => word.ends_with(end) && word.len() > end.len(),
            (_, Some(start)) => word.starts_with(start),
            _ => word == form,
        },
    )
}

/// One of the phrases stands in the text, from the beginning of a word on; the
/// text in small letters.
pub(super) fn holds(phrases: &[String], low: &str) -> bool {
    phrases.iter().any(|phrase| match phrase.strip_suffix('*') {
        Some(start) => crate::text::opens_a_word(low, start),
        None => {
            let mut places = low.match_indices(phrase.as_str());
            places.any(|(at, words)| {
                let before = low[..at].ends_with(char::is_alphanumeric);
                let behind = low[at + words.len()..].starts_with(char::is_alphanumeric);
                !before && !behind
            })
        }
    })
}

/// A number in letters or figures.
pub(super) fn number(word: &str) -> Option<usize> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok().filter(|number| *number < 1000);
    }
    let numbers = data().numbers.iter();
    let mut numbers = numbers.enumerate();
    numbers.find_map(|(at, forms)| forms.iter().any(|form| form == word).then_some(at))
}

/// A word without the mark of the genitive.
pub(super) fn nominative(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(bare) if bare.chars().count() > 2 => bare,
        _ => word,
    }
}
