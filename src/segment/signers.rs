//! Who signs: "Salar Ek m.fl. (S) och Rut Ask (V)", "(alla S)", "Per Ek och
//! Eva Ask (båda V)", "(S), (V) och (MP)", "m fl (s)", parties by name.

use crate::lexicon::lexicon;
use crate::unit::Signer;
use regex::Regex;
use std::sync::LazyLock;

#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\(([^()]{1,40})\)").expect("pattern"));
#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static OTHERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i),?\s*\b(?:m\.?\s?fl\b\.?|med flera\b)").expect("pattern"));

#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static MEMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b([A-ZÅÄÖ][A-Za-z]{0,2})-(?:ledam|ersättar|grupp|representant)").expect("pattern")
});
#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static LETTERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:från|för)\s+((?:M|L|C|KD|S|V|MP|SD|Fi|FP)(?:(?:, | och | samt )(?:M|L|C|KD|S|V|MP|SD|Fi|FP))*)\b").expect("pattern")
});
/// "Partierna D, MP och V": local ones too.
#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static PARTIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b[Pp]artierna\s+((?:[A-ZÅÄÖ]{1,3}|Fi)(?:(?:, | och | samt )(?:[A-ZÅÄÖ]{1,3}|Fi))*)\b",
    )
    .expect("pattern")
});

#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static OTHERS_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^,?\s+m\.?\s?fl\.?(?:\s|$|,)").expect("pattern"));

/// Small words that belong to a surname.
const PARTICLES: [&str; 16] = [
    "de", "la", "von", "af", "av", "van", "der", "den", "al", "el", "bin", "da", "del", "di",
    "dos", "ben",
];

/// The signers named in a text, in order.
pub(crate) fn signers(text: &str) -> Vec<Signer> {
    let mut found = Vec::new();
    let mut from = 0;
    for bracket in BRACKET.captures_iter(text) {
        let (Some(whole), Some(inside)) = (bracket.get(0), bracket.get(1)) else {
            continue;
        };
        let Some(parties) = parties_in(inside.as_str()) else {
            continue;
        };
        let mut names = names(&text[from..whole.start()]);
        from = whole.end();
        // "Eva Ek (S) m.fl."
        if let Some(others) = OTHERS_BEHIND.find(&text[from..]) {
            from += others.end();
            names.iter_mut().for_each(|(_, with)| *with = true);
        }
        for party in parties {
            if names.is_empty() {
                found.push(Signer {
                    name: String::new(),
                    party,
                    with_others: false,
                });
                continue;
            }
            found.extend(names.iter().map(|(name, with_others)| Signer {
                name: name.clone(),
                party: party.clone(),
                with_others: *with_others,
            }));
        }
    }
    if found.is_empty() {
        found = parties_alone(text)
            .into_iter()
            .map(|party| Signer {
                name: String::new(),
                party,
                with_others: false,
            })
            .collect();
    }
    found
}

/// Parties in brackets or by name, each once, in order.
pub(crate) fn parties(text: &str) -> Vec<String> {
    let mut parties: Vec<String> = Vec::new();
    for bracket in BRACKET.captures_iter(text) {
        for party in parties_in(&bracket[1]).unwrap_or_default() {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
    }
    if parties.is_empty() {
        parties = parties_alone(text);
    }
    parties
}

/// Parties without brackets: by name, as "S-ledamöterna", or as letters
/// behind "från" ("representanterna från V och MP").
fn parties_alone(text: &str) -> Vec<String> {
    let mut parties = lexicon().parties_named(text);
    if !parties.is_empty() {
        return parties;
    }
    let members = MEMBERS.captures_iter(text).map(|found| found[1].to_owned());
    let letters = LETTERS
        .captures_iter(text)
        .flat_map(|found| parties_in(&found[1]).unwrap_or_default());
    let known = members
        .chain(letters)
        .filter_map(|party| lexicon().party(&party).map(str::to_owned));
    let named = PARTIES
        .captures_iter(text)
        .flat_map(|found| parties_in(&found[1]).unwrap_or_default());
    for party in known.chain(named) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

/// Byte just behind the last bracket that holds a party.
pub(crate) fn end_of_signers(text: &str) -> Option<usize> {
    BRACKET
        .captures_iter(text)
        .filter(|bracket| parties_in(&bracket[1]).is_some())
        .filter_map(|bracket| bracket.get(0).map(|m| m.end()))
        .last()
}

/// "alla S", "V", "s", "S, V och MP"; `None` if it is no party at all.
fn parties_in(inside: &str) -> Option<Vec<String>> {
    let rest = inside.trim();
    let rest = ["alla ", "båda ", "samtliga ", "bägge ", "alla från "]
        .iter()
        .find_map(|all| rest.strip_prefix(all))
        .unwrap_or(rest);
    let parts = rest
        .split([',', '/', '+'])
        .flat_map(|part| part.split(" och "))
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let parties: Option<Vec<String>> = parts.map(party).collect();
    parties.filter(|parties| !parties.is_empty())
}

/// A party of the lexicon by its letters or its name, or a local one: up to five
/// letters that stand as an abbreviation, or a name that ends as a party's does.
fn party(letters: &str) -> Option<String> {
    if let Some(party) = lexicon()
        .party(letters)
        .or_else(|| lexicon().party_called(letters))
    {
        return Some(party.to_owned());
    }
    if lexicon().is_local_party(letters) {
        return Some(letters.to_owned());
    }
    let upper = letters.chars().filter(|c| c.is_uppercase()).count();
    let local =
        letters.chars().count() <= 5 && upper >= 1 && letters.chars().all(char::is_alphabetic);
    local.then(|| letters.to_owned())
}

/// Names before a bracket, with "m.fl." told apart.
fn names(chunk: &str) -> Vec<(String, bool)> {
    let chunk = chunk.trim_start_matches([',', ';', '.', ' ']);
    let chunk = ["och ", "samt ", "respektive ", "av ", "jämte "]
        .iter()
        .fold(chunk, |chunk, word| {
            chunk.strip_prefix(word).unwrap_or(chunk).trim_start()
        });
    chunk
        .split(',')
        .flat_map(|part| part.split(" och "))
        .flat_map(|part| part.split(" samt "))
        .filter_map(|part| {
            let with_others = part.contains("fl") && OTHERS.is_match(part);
            let name = if with_others {
                OTHERS.replace_all(part, "")
            } else {
                part.into()
            };
            let name = name_in(&name);
            (!name.is_empty()).then_some((name, with_others))
        })
        .collect()
}

/// The run of capitalised words at the end: titles and other words before a
/// name fall away.
fn name_in(part: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().collect();
    // "al-Abani" is a name too: a capital behind a hyphen or apostrophe.
    let is_name = |word: &str| {
        let capital = word.starts_with(char::is_uppercase)
            || word
                .split(['-', '’', '\''])
                .skip(1)
                .any(|part| part.starts_with(char::is_uppercase));
        capital && !word.ends_with(':')
    };
    let mut start = words.len();
    for (at, word) in words.iter().enumerate().rev() {
        let particle = PARTICLES.contains(&word.to_lowercase().as_str());
        if !(is_name(word) || particle && at > 0 && start < words.len()) {
            break;
        }
        start = at;
    }
    let mut run = &words[start..];
    while let Some((first, rest)) = run.split_first() {
        let lower = first.to_lowercase();
        if !rest.is_empty()
            && (lexicon().is_title(&lower) || PARTICLES.contains(first))
            && !is_surname_start(first, rest)
        {
            run = rest;
        } else {
            break;
        }
    }
    let name = run.join(" ");
    name.trim_matches(['.', ';', ':', '”', '"']).to_owned()
}

/// "de la Cruz", "von Essen" alone: the particle opens the name.
fn is_surname_start(first: &str, rest: &[&str]) -> bool {
    matches!(first, "de" | "von" | "af" | "van" | "al" | "el") && rest.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, bool)> {
        signers(text)
            .into_iter()
            .map(|s| (s.name, s.party, s.with_others))
            .collect()
    }

    fn row(name: &str, party: &str, with_others: bool) -> (String, String, bool) {
        (name.into(), party.into(), with_others)
    }

    #[test]
    fn the_common_forms() {
        assert_eq!(
            read("Salar Ek m.fl. (S) och Rut Ask (V), bilaga 1."),
            [row("Salar Ek", "S", true), row("Rut Ask", "V", false)]
        );
        assert_eq!(
            read(
                "borgarråden Eva Berg, Per de la Cruz och Åsa Norma Aranda de Gutierrez (alla S)."
            ),
            [
                row("Eva Berg", "S", false),
                row("Per de la Cruz", "S", false),
                row("Åsa Norma Aranda de Gutierrez", "S", false)
            ]
        );
        assert_eq!(
            read("vice ordförande Lo Ek m fl (s)"),
            [row("Lo Ek", "S", true)]
        );
        assert_eq!(
            read("Farida al-Abani (Fi)"),
            [row("Farida al-Abani", "Fi", false)]
        );
    }

    #[test]
    fn parties_without_names() {
        assert_eq!(
            read("av (S), (V) och (MP)"),
            [
                row("", "S", false),
                row("", "V", false),
                row("", "MP", false)
            ]
        );
        assert_eq!(
            read("Representanterna från V och MP antecknar"),
            [row("", "V", false), row("", "MP", false)]
        );
        assert_eq!(read("SD-ledamoten"), [row("", "SD", false)]);
        assert_eq!(
            read("Eva Ek (Hamnpartiet), Jan Ö (Centerpartiet) och Nämnden (omprövningen)"),
            [
                row("Eva Ek", "Hamnpartiet", false),
                row("Jan Ö", "C", false)
            ]
        );
        assert_eq!(
            read("ledamöterna från Socialdemokraterna"),
            [row("", "S", false)]
        );
        assert_eq!(
            read("Ulla By (fp) och Jan Ö (-)"),
            [row("Ulla By", "L", false)]
        );
    }
}
