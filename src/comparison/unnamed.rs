//! Wishes that a summary speaks of without saying which: "med vissa
//! förtydliganden". It stands for every ask of that kind, and gives none.

use serde::Deserialize;

/// The words for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unnamed {
    some: Vec<String>,
    of_what: Vec<String>,
    kinds: Vec<Kind>,
}

/// Words for wishes of a kind, and words of such asks (ord* by the beginning).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    wishes: Vec<String>,
    asks: Vec<String>,
}

/// Words between "vissa" and the wishes.
const NEAR: usize = 3;

impl Unnamed {
    /// Kinds of wishes that some words, in lower case, speak of and do not name.
    pub(super) fn spoken_of(&self, words: &[&str]) -> Vec<u16> {
        let kind = |word: &str| {
            let mut kinds = self.kinds.iter();
            kinds.position(|kind| kind.wishes.iter().any(|wish| wish == word))
        };
        let joins = |word: &str| word == "och" || word == "samt" || word == "eller";
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let Some(kind_of) = kind(word) else {
                continue;
            };
            let before = &words[at.saturating_sub(NEAR)..at];
            let some = before
                .iter()
                .any(|one| self.some.iter().any(|some| some == one));
            // "förtydliganden och kompletteringar": what stands behind all of them.
            let run = words[at + 1..].iter();
            let behind = run
                .copied()
                .find(|word| !joins(word) && kind(word).is_none());
            let named = behind.is_some_and(|behind| self.of_what.iter().any(|one| one == behind));
            if some && !named {
                found.push(kind_of as u16);
            }
        }
        found
    }

    /// Kinds of wishes that some words, in lower case, may be.
    pub(super) fn kinds_of(&self, words: &[&str]) -> Vec<u16> {
        let is = |form: &String, word: &str| match form.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == form,
        };
        let has = |kind: &Kind| {
            let mut asks = kind.asks.iter();
            asks.any(|form| words.iter().any(|word| is(form, word)))
        };
        let kinds = self.kinds.iter().enumerate();
        let kinds = kinds.filter(|(_, kind)| has(kind));
        kinds.map(|(at, _)| at as u16).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::data;

    fn spoken_of(words: &str) -> Vec<u16> {
        let words: Vec<&str> = words.split(' ').collect();
        data().unnamed().spoken_of(&words)
    }

    #[test]
    fn wishes_that_are_named_stand_for_no_others() {
        assert_eq!(
            spoken_of("planen ger med vissa förtydliganden och kompletteringar ett stöd"),
            [0, 1]
        );
        assert!(spoken_of("nämnden önskar vissa förtydliganden kring taxan").is_empty());
        assert!(spoken_of("nämnden önskar förtydliganden").is_empty());
    }
}
