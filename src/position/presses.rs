//! What a sentence presses for though no word of it asks: a need that is
//! underlined, a hindrance, what would help. Knows words alone; whether it is an
//! ask is for others to say.

use super::pattern::Pattern;
use crate::analyse::Token;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: BTreeMap<String, Vec<String>>,
    press: BTreeMap<String, Vec<String>>,
    opens: BTreeMap<String, Vec<String>>,
    thinks: BTreeMap<String, Vec<String>>,
    mute: BTreeMap<String, Vec<String>>,
}

/// The patterns, compiled.
struct Pressing {
    press: Vec<Pattern>,
    opens: Vec<Pattern>,
    thinks: Vec<Pattern>,
    mute: Vec<Pattern>,
}

static PRESSING: LazyLock<Pressing> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    Pressing::parse(include_str!("../lexicon/pressing.toml")).expect("pressing.toml is well formed")
});

impl Pressing {
    fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|error| Error::new(error.to_string()))?;
        let patterns = |groups: &BTreeMap<String, Vec<String>>| -> Result<Vec<Pattern>> {
            let all = groups.values().flatten();
            all.map(|words| Pattern::parse(&spelt_out(words, &file.words)))
                .collect()
        };
        Ok(Pressing {
            press: patterns(&file.press)?,
            opens: patterns(&file.opens)?,
            thinks: patterns(&file.thinks)?,
            mute: patterns(&file.mute)?,
        })
    }
}

/// A pattern with the words of its lists in their places.
fn spelt_out(words: &str, lists: &BTreeMap<String, Vec<String>>) -> String {
    let mut spelt = words.to_owned();
    for (name, list) in lists {
        spelt = spelt.replace(&format!("<{name}>"), &list.join("|"));
    }
    spelt
}

/// Where a sentence presses for something: the words that its signs open with.
pub(super) fn presses(tokens: &[Token], quoted: &[bool]) -> Vec<usize> {
    let pressing = &*PRESSING;
    let met = |list: &[Pattern], at: usize| list.iter().any(|one| one.at(at, tokens).is_some());
    let own = |at: &usize| !quoted.get(*at).copied().unwrap_or(false);
    let opens = met(&pressing.opens, 0).then_some(0);
    let within = (0..tokens.len()).filter(own);
    let within = within.filter(|&at| met(&pressing.press, at));
    let found: Vec<usize> = opens.into_iter().chain(within).collect();
    let muted = || (0..tokens.len()).any(|at| met(&pressing.mute, at));
    match found.is_empty() || muted() {
        true => Vec::new(),
        false => found,
    }
}

/// The respondent says what it thinks: "Nämnden anser att …".
pub fn thinks(tokens: &[Token]) -> bool {
    let mut patterns = PRESSING.thinks.iter();
    patterns.any(|one| one.is_in(tokens))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Analyser;

    fn does(sentence: &str) -> bool {
        let tokens = Analyser::default().tokens(sentence);
        !presses(&tokens, &vec![false; tokens.len()]).is_empty()
    }

    #[test]
    fn a_need_a_hindrance_and_a_help_are_pressed_for() {
        assert!(does(
            "Förvaltningen vill också framhålla vikten av att bryggorna får belysning."
        ));
        assert!(does(
            "Kontoret kan dock se utmaningar med att hålla kajen öppen."
        ));
        assert!(does(
            "Taxan får inte bli ett hinder för den som hyr en båtplats."
        ));
        assert!(does(
            "Ett gemensamt båtregister skulle troligen underlätta arbetet i hamnen."
        ));
        assert!(does(
            "För att programmet ska nå båtägarna krävs möten i varje hamn."
        ));
        assert!(does("Här har en rad om taxan har fallit bort."));
    }

    #[test]
    fn what_is_told_presses_for_nothing() {
        assert!(!does("Programmet lyfter vikten av belysta bryggor."));
        assert!(!does(
            "Som förslaget framhåller är det viktigt att staden lyssnar."
        ));
        assert!(!does("En båtplats som skulle underlätta finns i dag."));
        assert!(!does("Det är viktigt att sova."));
    }
}
