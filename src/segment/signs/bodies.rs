//! Does a run of words name a body, and which kind? By the name authority
//! first, then by how such names are built (`lexicon/bodies.toml`).
//!
//! Also the forms of one name: capitals, genitives, two lines.

use crate::authority::{Authority, How};
pub(crate) use crate::authority::{is_common, kind_of};
use crate::lexicon::{Resolved, lexicon};
use crate::memo::{Memo, once};
use crate::prose::is_several;
use crate::text::{capitalised, lower};

/// A name as it would be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
    /// The name authority holds it.
    pub(crate) known: bool,
}

/// Longest name in words and bytes.
const WORDS: usize = 12;
const BYTES: usize = 110;

thread_local! {
    static NAMES: Memo<Option<Name>> = Memo::default();
    static KNOWN: Memo<Option<(String, Option<String>)>> = Memo::default();
}

/// Reads words as the name of a body.
pub(crate) fn name(words: &str) -> Option<Name> {
    once(&NAMES, words, || read_name(words))
}

fn read_name(words: &str) -> Option<Name> {
    // "Almviks stad, sida 1 (2)": the head of a page.
    let words = words.split(", sida ").next().unwrap_or(words);
    let words = without_day(words.trim());
    // "Förslag till beslut" over "I grundskolenämnden".
    if let Some(board) = words.strip_prefix("I ") {
        let found = name(&capitalised(board));
        return found.filter(|name| name.kind.as_deref() == Some("namnd"));
    }
    let words = words.trim_end_matches([':', ',', ';', '.', '*']).trim();
    let count = words.split_whitespace().count();
    if words.is_empty()
        || words.len() > BYTES
        || count > WORDS
        || !words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || words.matches('(').count() != words.matches(')').count()
        || words.contains(['@', '?', '!', '§', '•', '"', '”'])
        || words.contains(": ")
        || is_several(words)
    {
        return None;
    }
    let shown = uncapitalised(words);
    let low = lower(&shown);
    if let Some((name, kind)) = known(&shown) {
        return Some(Name {
            name,
            kind,
            known: true,
        });
    }
    let plain = low.split(" (").next().unwrap_or(&low).trim_end_matches(',');
    let plain = plain.split(", ").next().unwrap_or(plain);
    let kind = kind_of(plain).map(str::to_owned).or_else(|| branch(&shown));
    kind.map(|kind| Name {
        name: shown,
        kind: Some(kind),
        known: false,
    })
}

/// "PRO Dalarna": an organisation that is known, and the place of its branch.
fn branch(words: &str) -> Option<String> {
    const PLACE: usize = 2;
    let all: Vec<&str> = words.split(' ').collect();
    let places = (1..all.len()).filter(|at| all.len() - at <= PLACE);
    let mut places = places.filter(|&at| {
        let mut place = all[at..].iter();
        place.all(|word| {
            word.chars().skip(1).any(char::is_lowercase) && word.starts_with(char::is_uppercase)
        })
    });
    let kind = |at: usize| known(&all[..at].join(" "))?.1;
    let found = places.find_map(kind);
    found.filter(|kind| kind == "civilsamhalle")
}

/// "Hamnnämnden 2031-09-24": the day that a board meets stands behind its name.
fn without_day(words: &str) -> &str {
    let is_day = |word: &str| {
        let figures = word.bytes().filter(u8::is_ascii_digit).count();
        figures == 8 && word.len() == 10 && word.matches('-').count() == 2
    };
    match words.rsplit_once(' ') {
        Some((name, day)) if is_day(day) => name.trim_end(),
        _ => words,
    }
}

/// The body that the name authority holds under this name; a part of a body
/// that answers is the body.
pub(crate) fn known(words: &str) -> Option<(String, Option<String>)> {
    once(&KNOWN, words, || read_known(words))
}

fn read_known(words: &str) -> Option<(String, Option<String>)> {
    // What one city calls a board holds in that city's papers only.
    if let Some(name) = lexicon().known(words) {
        let low = lower(name);
        let board = low.ends_with("nämnden") && name != words;
        let kind = kind_of(&low).unwrap_or("bolag");
        return (!board).then(|| (name.to_owned(), Some(kind.to_owned())));
    }
    let body = Authority::standard().resolve(words)?;
    // "Bra" is not "Brå".
    if !body.identifies() || words.len() < 5 && is_common(&lower(words)) {
        return None;
    }
    // A council of a municipality speaks for itself.
    if let Some(part) = &body.part
        && kind_of(&lower(part)) == Some("rad")
    {
        return Some((uncapitalised(part), Some("rad".to_owned())));
    }
    match body.how {
        // A short form or a former name stays as the paper has it.
        How::Short | How::Former => Some((words.to_owned(), body.kind)),
        How::Exact | How::Variant | How::Rule => Some((body.name, body.kind)),
        How::Slip | How::Ambiguous => None,
    }
}

/// The name authority holds a body of this kind under this very name.
pub(crate) fn is_held(words: &str, kind: &str) -> bool {
    let body = Authority::standard().resolve(words);
    body.is_some_and(|body| body.how == How::Exact && body.kind.as_deref() == Some(kind))
}

/// "SKR": the short form of more bodies than one, as it is printed.
pub(crate) fn of_several(words: &str) -> Option<Name> {
    let capitals = words.chars().filter(|c| c.is_uppercase()).count();
    let short = 2 * capitals > words.chars().count();
    let body = Authority::standard().resolve(words).filter(|_| short)?;
    (body.how == How::Ambiguous).then(|| Name {
        name: words.to_owned(),
        kind: None,
        known: false,
    })
}

/// The body that an entry of a list of those asked names; what nobody knows
/// stays as printed.
pub(crate) fn listed(words: &str) -> Resolved {
    if let Some((name, _)) = known(words) {
        return Resolved::known(name);
    }
    match Authority::standard().resolve_list_entry(words) {
        Some(body) if body.identifies() => Resolved::known(body.name),
        _ => Resolved::as_printed(Authority::without_limit(words).to_owned()),
    }
}

/// "VÄXHOLMS TINGSRÄTT" → "Växholms tingsrätt"; what is not all capitals
/// stays.
pub(crate) fn uncapitalised(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    let (upper, all) = letters.fold((0, 0), |(upper, all), c| {
        (upper + usize::from(c.is_uppercase()), all + 1)
    });
    if upper < all || all < 5 || !words.contains([' ', '-']) && all < 9 {
        return words.to_owned();
    }
    let mut shown = String::new();
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 {
            shown.push(' ');
        }
        let low = lower(word);
        let common = at > 0
            && (matches!(
                low.as_str(),
                "och"
                    | "i"
                    | "för"
                    | "över"
                    | "vid"
                    | "av"
                    | "på"
                    | "län"
                    | "läns"
                    | "norr"
                    | "mot"
            ) || kind_of(&format!("xx {low}")).is_some());
        if word == "AB" || common {
            shown.push_str(if word == "AB" { word } else { &low });
        } else {
            let mut chars = low.chars();
            shown.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            shown.extend(chars);
        }
    }
    shown
}

/// A name without the genitive that closes it: "Naturvårdsverkets",
/// "SKR:s", "Region Skånes". The form with the -s may be the name itself.
pub(crate) fn nominatives(words: &str) -> Vec<String> {
    let words = words.trim();
    if let Some(stem) = words.strip_suffix(":s") {
        return vec![stem.to_owned()];
    }
    // "Högskolan i Borås": the -s may belong to the name.
    if known(words).is_some_and(|(name, _)| name == words) {
        return vec![words.to_owned()];
    }
    match words.strip_suffix('s').filter(|stem| {
        let letters = stem.chars().count();
        let short = letters == 2 && stem.chars().all(char::is_uppercase);
        (letters > 2 || short) && !stem.ends_with('s')
    }) {
        Some(stem) => vec![stem.to_owned(), words.to_owned()],
        None => vec![words.to_owned()],
    }
}

/// Forms of one name meet in its key: case, genitives, "&", "AB", brackets.
pub(crate) fn key(name: &str) -> String {
    let low = lower(name)
        .replace('&', " och ")
        .replace(['–', '-', '’', '\''], " ");
    let low = low.split(" (").next().unwrap_or(&low).to_owned();
    let low = low
        .strip_prefix("länsstyrelsen i ")
        .map_or(low.clone(), |rest| format!("länsstyrelsen {rest}"));
    let low = low.strip_suffix(" län").map_or(low.clone(), str::to_owned);
    let words = low
        .split_whitespace()
        .map(|word| word.trim_matches([',', '.', ':', ';', '*']))
        .filter(|word| !matches!(*word, "ab" | "" | "i"))
        .map(|word| {
            word.strip_suffix('s')
                .filter(|stem| stem.len() > 3)
                .unwrap_or(word)
        });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_only_looks_so() {
        for (words, kind) in [
            ("VÄXHOLMS TINGSRÄTT", "domstol"),
            ("Länsstyrelsen Roslagen", "lansstyrelse"),
            ("Granköpings kommun", "kommun"),
            ("NORDBANAN TRAFIK AB", "bolag"),
            ("Bygg- och planverkets", "myndighet"),
            ("Almviks stad, sida 1 (2)", "kommun"),
            ("PRO Norrby", "civilsamhalle"),
        ] {
            assert_eq!(
                name(words).and_then(|name| name.kind).as_deref(),
                Some(kind),
                "{words}"
            );
        }
        for words in [
            "Kommunen",
            "Ert diarienummer",
            "Yttrande över förslag från Lantverket",
            "Länsstyrelsen har inga synpunkter",
            "Länsstyrelsens hållning",
        ] {
            assert_eq!(name(words), None, "{words}");
        }
    }

    #[test]
    fn capitals_and_keys() {
        assert_eq!(
            uncapitalised("BYGG- OCH PLANVERKET"),
            "Bygg- och planverket"
        );
        assert_eq!(uncapitalised("NORDBANAN TRAFIK AB"), "Nordbanan Trafik AB");
        assert_eq!(
            key("Länsstyrelsen i Roslagens län"),
            key("Länsstyrelsen Roslagen")
        );
        assert_eq!(
            key("Ekeby Vatten & Avfall AB"),
            key("Ekeby Vatten och Avfalls")
        );
    }
}
