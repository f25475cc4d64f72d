//! Stems: the term under which all forms of a word meet.
//!
//! Ordered repairs in front of the Snowball stemmer for Swedish, which
//! forgets "-et", ends inside nouns ("resurs") and lets "men" and "menar"
//! meet. The repairs are data (`stems.toml`) and look at the word alone.

use regex::Regex;
use rust_stemmers::{Algorithm, Stemmer as Snowball};
use serde::Deserialize;
use std::collections::HashMap;

/// Put behind a stem that would be a word of its own ("men").
const APART: char = '·';

#[derive(Deserialize)]
struct Data {
    keep: Keep,
    nouns: Nouns,
    genitive: Genitive,
    et: Et,
    rule: Vec<RuleData>,
}

#[derive(Deserialize)]
struct Keep {
    own: Vec<String>,
    families: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Nouns {
    agents: String,
    agent_endings: String,
    endings: Vec<String>,
    bases: Vec<String>,
}

#[derive(Deserialize)]
struct Genitive {
    ends: String,
    kept: String,
}

#[derive(Deserialize)]
struct Et {
    kept: String,
    doubled: String,
    left_over: String,
}

#[derive(Deserialize)]
struct RuleData {
    when: String,
    not: Option<String>,
    min: usize,
    to: String,
    #[serde(default)]
    stop: bool,
}

struct Rule {
    when: Regex,
    not: Option<Regex>,
    data: RuleData,
}

/// The stemmer with its data compiled.
pub(super) struct Stemmer {
    snowball: Snowball,
    /// Forms with a stem of their own.
    keep: HashMap<String, String>,
    endings: Vec<String>,
    nouns: Regex,
    /// Those who do something, in any form but the bare stem.
    agents: Regex,
    genitive: [Regex; 2],
    et: [Regex; 3],
    rules: Vec<Rule>,
}

impl Stemmer {
    /// Reads the shipped data; fails if it is not well formed.
    pub(super) fn new() -> Result<Self, String> {
        let data: Data = toml::from_str(include_str!("../lexicon/stems.toml"))
            .map_err(|error| error.to_string())?;
        let regex = |pattern: &str| Regex::new(pattern).map_err(|error| error.to_string());
        let own = data
            .keep
            .own
            .iter()
            .map(|word| (word.clone(), word.clone()));
        let families = data.keep.families.iter();
        let families =
            families.flat_map(|forms| forms.iter().map(|form| (form.clone(), forms[0].clone())));
        let mut rules = Vec::new();
        for data in data.rule {
            rules.push(Rule {
                when: regex(&data.when)?,
                not: data.not.as_deref().map(regex).transpose()?,
                data,
            });
        }
        let agents: Vec<&str> = data.nouns.agents.split_whitespace().collect();
        let agents = format!("({}){}", agents.join("|"), data.nouns.agent_endings);
        Ok(Stemmer {
            agents: regex(&agents)?,
            snowball: Snowball::create(Algorithm::Swedish),
            keep: own.chain(families).collect(),
            endings: data.nouns.endings,
            nouns: regex(&format!("({})$", data.nouns.bases.join("|")))?,
            genitive: [regex(&data.genitive.ends)?, regex(&data.genitive.kept)?],
            et: [
                regex(&data.et.kept)?,
                regex(&data.et.doubled)?,
                regex(&data.et.left_over)?,
            ],
            rules,
        })
    }

    /// The stem of a word in lower case.
    pub(super) fn stem(&self, word: &str) -> String {
        if let Some(kept) = self.keep.get(word) {
            return kept.clone();
        }
        let mut stem = self.noun(word).unwrap_or_else(|| self.repaired(word));
        if self.keep.contains_key(&stem) {
            stem.push(APART);
        }
        stem
    }

    /// A noun that keeps its own end, without its inflection.
    fn noun(&self, word: &str) -> Option<String> {
        if let Some(found) = self.agents.captures(word) {
            let end = found.get(1).map_or(word.len(), |agent| agent.end());
            return Some(word[..end].to_owned());
        }
        self.endings.iter().find_map(|ending| {
            let base = word.strip_suffix(ending.as_str())?;
            (base.chars().count() >= 4 && self.nouns.is_match(base)).then(|| base.to_owned())
        })
    }

    fn repaired(&self, word: &str) -> String {
        let word = self.without_genitive(word);
        let letters = word.chars().count();
        let fits = |rule: &&Rule| {
            letters >= rule.data.min
                && rule.when.is_match(word)
                && !rule.not.as_ref().is_some_and(|not| not.is_match(word))
        };
        let Some(rule) = self.rules.iter().find(fits) else {
            return self.snowball(word);
        };
        let changed = rule.when.replace(word, rule.data.to.as_str());
        if rule.data.stop {
            changed.into_owned()
        } else {
            self.snowball(&changed)
        }
    }

    fn without_genitive<'w>(&self, word: &'w str) -> &'w str {
        let [ends, kept] = &self.genitive;
        if word.chars().count() > 4 && ends.is_match(word) && !kept.is_match(word) {
            &word[..word.len() - 1]
        } else {
            word
        }
    }

    /// Snowball, with the step for "-et" of its later versions and without a
    /// doubled m at the end.
    fn snowball(&self, word: &str) -> String {
        let stem = match self.without_et(word) {
            Some(stem) => stem,
            None => self.snowball.stem(word).into_owned(),
        };
        match stem.strip_suffix("mm") {
            Some(rest) => format!("{rest}m"),
            None => stem,
        }
    }

    fn without_et(&self, word: &str) -> Option<String> {
        let [kept, doubled, left_over] = &self.et;
        let word = if word.ends_with("ets") {
            &word[..word.len() - 1]
        } else {
            word
        };
        let rest = word.strip_suffix("et")?;
        if kept.is_match(word) || rest.len() < first_region(word) || !ends_in_consonants(rest) {
            return None;
        }
        let rest = if doubled.is_match(rest) {
            &rest[..rest.len() - 1]
        } else {
            rest
        };
        Some(left_over.replace(rest, "").into_owned())
    }
}

fn is_vowel(c: char) -> bool {
    "aeiouyåäö".contains(c)
}

/// Snowball's R1: the place behind the first consonant that follows a vowel,
/// at least three letters in; in bytes.
fn first_region(word: &str) -> usize {
    let mut after_vowel = false;
    for (count, (at, c)) in word.char_indices().enumerate() {
        if after_vowel && !is_vowel(c) {
            let third = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
            return if count < 2 {
                third
            } else {
                (at + c.len_utf8()).max(third)
            };
        }
        after_vowel = is_vowel(c);
    }
    word.len()
}

/// A vowel somewhere, then consonants to the end.
fn ends_in_consonants(word: &str) -> bool {
    word.chars().next_back().is_some_and(|c| !is_vowel(c)) && word.chars().any(is_vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(forms: &str) {
        let stemmer = Stemmer::new().unwrap();
        let stems: Vec<String> = forms.split(' ').map(|form| stemmer.stem(form)).collect();
        assert!(
            stems.windows(2).all(|pair| pair[0] == pair[1]),
            "{forms}: {stems:?}"
        );
    }

    #[test]
    fn forms_meet() {
        for forms in [
            "förslag förslaget förslagen förslagets",
            "system systemet systemen",
            "mål målet målen målens",
            "beslut beslutet besluten",
            "program programmet programmen programmets",
            "särskild särskilt särskilda",
            "positiv positivt positiva",
            "sätt sättet",
            "fråga frågan frågor frågorna",
            "strategi strategin strategier",
            "ärende ärendet ärenden ärendets",
            "område området områden områdena",
            "verksamhet verksamheten verksamheter verksamheternas",
            "resurs resurser resurserna resursernas",
            "remiss remissen remisser",
            "kompetens kompetensen kompetenser",
            "viktig viktigt viktiga viktigare viktigaste",
            "nämnd nämnden nämnder nämndernas nämnds",
            "stad staden städer stadens",
            "skillnad skillnader skillnaden",
            "åtgärd åtgärder åtgärden åtgärderna",
            "budget budgeten budgetar budgets",
            "indikator indikatorer indikatorerna",
            "konto kontot konton kontona",
            "medborgare medborgaren medborgarna medborgarnas medborgares",
            "utförare utförarna utförares",
            "uttalande uttalandet uttalanden",
            "konkret konkreta",
            "öka ökat ökad ökade",
            "policy policyn policyns",
            "skola skolan skolans skolor",
            "förtydliga förtydligas förtydligar förtydligats",
            "fullmäktige fullmäktiges",
            "leverans leveransen leveranser",
            "instans instansen instanser",
        ] {
            meet(forms);
        }
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        let stemmer = Stemmer::new().unwrap();
        for pair in [
            "intern inte",
            "interna inte",
            "men menar",
            "men mena",
            "var vara",
            "var varor",
            "vara varor",
            "vid vidare",
            "när nära",
            "styrelse styra",
            "tid tidigare",
            "tid tidig",
            "vikt viktig",
            "rätt rättigheter",
            "sommar som",
            "samer samma",
            "nytta nytt",
            "kund kunde",
            "användare använda",
            "lärare lära",
            "utförare utföra",
            "ställe ställa",
            "källare källa",
            "villor ville",
            "brukare bruk",
            "val väl",
            "råd rad",
            "bor bör",
            "för föra",
            "man mannen",
            "sin sina",
        ] {
            let (a, b) = pair.split_once(' ').unwrap();
            assert_ne!(stemmer.stem(a), stemmer.stem(b), "{pair}");
        }
    }
}
