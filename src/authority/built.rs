//! Which kind of body a name is of: by the name authority, else by how such
//! names are built (`lexicon/bodies.toml`).

use super::Authority;
use crate::lexicon::bodies;
use crate::text::{lower, plain_letter};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The kind of a person who answers for nobody else.
pub const PRIVATE: &str = "privatperson";

/// All kinds of those who answer, by name.
static KINDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let built = bodies().kind.iter().map(|kind| kind.kind.clone());
    let known = Authority::standard().table.kinds().map(str::to_owned);
    built.chain(known).chain([PRIVATE.to_owned()]).collect()
});

/// The names of the kinds, sorted.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(String::as_str)
}

/// The kind of this name, with or without its dots: "nämnd", "kommunalt bolag".
pub(crate) fn kind_named(words: &str) -> Option<String> {
    let letter = |c| match c {
        ' ' | '-' => '_',
        c => plain_letter(c),
    };
    let name: String = lower(words.trim()).chars().map(letter).collect();
    KINDS.get(&name).cloned()
}

impl Authority {
    /// The kind that a name tells of whoever bears it, known or not.
    pub(crate) fn kind_told(&self, name: &str) -> Option<String> {
        let known = self.resolve(name).and_then(|body| body.kind);
        known.or_else(|| kind_of(&lower(name)).map(str::to_owned))
    }
}

/// "nämnden", "förbundet": what a body is, in lower case, and not which.
pub(crate) fn is_common(low: &str) -> bool {
    bodies().never.whole.iter().any(|never| never == low)
}

/// The kind that the build of a lower-case name tells.
pub(crate) fn kind_of(low: &str) -> Option<&'static str> {
    let data = bodies();
    if is_common(low) {
        return None;
    }
    let mut words = low.split([' ', ',']).peekable();
    let is = |all: &[String], word: &str| all.iter().any(|never| never == word);
    if words.peek().is_some_and(|word| is(&data.never.first, word))
        || words.any(|word| is(&data.never.words, word))
    {
        return None;
    }
    if low.chars().filter(char::is_ascii_digit).count() > 2 {
        return None;
    }
    let genitive = low.strip_suffix('s');
    data.kind.iter().find_map(|kind| {
        let opens = kind.opens.iter().any(|word| {
            // "Länsstyrelsens hållning" is of a body, and none.
            let rest = low.strip_prefix(word.as_str());
            rest.is_some_and(|rest| !rest.starts_with("s "))
                && low.len() > word.trim_end().len() + 2
                || low == word.trim_end()
        });
        let ends = kind.ends.iter().any(|end| {
            low.ends_with(end.as_str()) && (low.len() > end.len() + 1 || low == end)
                || genitive.is_some_and(|stem| stem.ends_with(end.as_str()))
                    && end.len() > 4
                    && low.len() > end.len() + 2
        });
        (opens || ends).then_some(kind.kind.as_str())
    })
}
