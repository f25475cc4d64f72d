//! Nouns: other vowels, vowels that go, endings of other languages.

use super::{Before, Table};
use serde::Deserialize;

#[derive(Deserialize)]
struct Nouns {
    changed: String,
    dropped: String,
    um: String,
    us: String,
    on: String,
    latin: String,
    o: String,
    accented: String,
    accented_only: String,
    vowel: String,
    a: String,
    an: String,
    plain: String,
    persons: String,
    ma: String,
    e: String,
}

pub(super) fn add(table: &mut Table) -> Result<(), String> {
    let data: Nouns = toml::from_str(include_str!("../../../lexicon/nouns.toml"))
        .map_err(|error| error.to_string())?;
    for word in data.plain.split_whitespace() {
        for ending in [
            "", "s", "en", "ens", "et", "ets", "er", "ers", "erna", "ernas", "ar", "ars",
        ] {
            let form = format!("{word}{ending}");
            table.add(
                "nouns with a participle's ending",
                &form,
                word,
                Before::Noun,
                false,
            );
        }
    }
    for word in data.persons.split_whitespace() {
        table.endings("persons", word, "s n ns na nas", Before::Word);
        table.add("persons", word, word, Before::Word, true);
    }
    for word in data.ma.split_whitespace() {
        let stem = &word[..word.len() - 1];
        for ending in ["an", "ans", "at", "ats", "as", "a"] {
            let form = format!("{stem}{ending}");
            table.add("nouns in -ma", &form, stem, Before::Word, true);
        }
    }
    for word in data.e.split_whitespace() {
        let (word, reach) = match (word.strip_prefix('~'), word.strip_prefix('!')) {
            (Some(word), _) => (word, Before::Particle),
            (_, Some(word)) => (word, Before::Nothing),
            _ => (word, Before::Word),
        };
        table.add("nouns in -e", word, word, reach, true);
        table.endings("nouns in -e", word, "s t ts n ns na nas", reach);
    }
    data.changed.lines().for_each(|line| changed(table, line));
    data.dropped
        .split_whitespace()
        .for_each(|word| dropped(table, word));
    data.latin.lines().for_each(|line| latin(table, line));
    data.um.split_whitespace().for_each(|word| um(table, word));
    data.us.split_whitespace().for_each(|word| us(table, word));
    data.on.split_whitespace().for_each(|word| on(table, word));
    for word in data.o.split_whitespace() {
        let endings = "s n ns t ts r rs rna rnas er ers erna ernas na nas";
        let reach = if word.len() > 3 {
            Before::Word
        } else {
            Before::Nothing
        };
        table.endings("nouns in -o", word, endings, reach);
        table.add("nouns in -o", word, word, reach, true);
    }
    accented(table, &data.accented, &data.accented_only);
    for word in data.vowel.split_whitespace() {
        let endings = "s n ns ar ars arna arnas er ers erna ernas et ets en ens na nas or ors orna";
        table.add("nouns in a vowel", word, word, Before::Nothing, true);
        table.endings("nouns in a vowel", word, endings, Before::Nothing);
        table.endings("nouns in a vowel", word, "arna arnas", Before::Word);
        if word.chars().count() > 4 {
            table.endings("nouns in a vowel", word, "t ts", Before::Nothing);
        }
    }
    for word in data.a.split_whitespace() {
        let stem = &word[..word.len() - 1];
        for ending in ["a", "an", "ans", "as", "or", "ors", "orna", "ornas"] {
            table.add(
                "nouns in -era",
                &format!("{stem}{ending}"),
                word,
                Before::Word,
                true,
            );
        }
    }
    for pair in data.an.split_whitespace() {
        let (other, stem) = pair.split_once('=').unwrap_or((pair, pair));
        for ending in ["", "s", "ar", "ars", "arna", "arnas", "en", "ens"] {
            table.add(
                "nouns in -an",
                &format!("{other}{ending}"),
                stem,
                Before::Word,
                false,
            );
        }
    }
    Ok(())
}

/// "hand händer": the stem, and forms with what follows plurals.
fn changed(table: &mut Table, line: &str) {
    const LIST: &str = "plurals with a change";
    let mut words = line.split_whitespace();
    let Some(stem) = words.next() else { return };
    let bare = |form: &str| form.trim_start_matches(['~', '!']) == stem;
    let last = words.clone().any(bare);
    for form in words {
        let (form, reach) = match (form.strip_prefix('!'), form.strip_prefix('~')) {
            (Some(form), _) => (form, Before::Nothing),
            (_, Some(form)) => (form, Before::WordOnly),
            _ => (form, Before::Word),
        };
        table.add(LIST, form, stem, reach, last);
        if form.ends_with('r') || form.ends_with("ss") || form.ends_with("ön") {
            for ending in ["s", "na", "nas", "en", "ens"] {
                table.add(LIST, &format!("{form}{ending}"), stem, reach, last);
            }
        }
    }
}

/// "vinter", "gammal=gaml": the word with -n and -s, and without its vowel.
fn dropped(table: &mut Table, word: &str) {
    const LIST: &str = "nouns and adjectives that lose a vowel";
    let (word, reach) = match word.strip_prefix('!') {
        Some(word) => (word, Before::Nothing),
        None => (word, Before::Word),
    };
    let (word, root) = match word.split_once('=') {
        Some((word, root)) => (word, root.to_owned()),
        None => (word, without_vowel(word)),
    };
    table.add(LIST, word, word, reach, true);
    table.add(LIST, &root, word, reach, true);
    table.endings(LIST, word, "s n ns na nas t ts et ets en ens", reach);
    if let Some(start) = word.strip_suffix('e') {
        table.add(LIST, &format!("{start}na"), word, reach, true);
        table.add(LIST, &format!("{start}nas"), word, reach, true);
    }
    if let Some(start) = word.strip_suffix('n') {
        table.add(LIST, &format!("{start}t"), word, reach, true);
    }
}

/// "nummer" → "numr".
fn without_vowel(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let last = letters.pop();
    letters.pop();
    if letters.ends_with(&['m', 'm']) {
        letters.pop();
    }
    letters.into_iter().chain(last).collect()
}

fn latin(table: &mut Table, line: &str) {
    const LIST: &str = "Latin and Greek forms";
    let mut words = line.split_whitespace();
    let Some(stem) = words.next() else { return };
    for form in words {
        table.add(LIST, form, stem, Before::Word, false);
        table.add(LIST, &format!("{form}s"), stem, Before::Word, false);
    }
}

/// "centrum": centrumet, centra, centret, centrer.
fn um(table: &mut Table, word: &str) {
    const LIST: &str = "nouns in -um";
    table.add(LIST, word, word, Before::Word, true);
    table.endings(LIST, word, "s et ets en ens", Before::Word);
    let root = &word[..word.len() - 2];
    let long = root.len() > 4 || root.ends_with('e');
    let more = if long {
        "a as ana anas et ets er ers erna ernas ena enas"
    } else {
        "a as"
    };
    for ending in more.split(' ') {
        let form = format!("{root}{ending}");
        if !matches!(form.as_str(), "data" | "datas" | "visa" | "visas") {
            let reach = if long { Before::Word } else { Before::Nothing };
            table.add(LIST, &form, word, reach, true);
        }
    }
}

/// "papyrus": papyrusen, papyren, papyrer; "medikus": medici.
fn us(table: &mut Table, word: &str) {
    const LIST: &str = "nouns in -us";
    table.add(LIST, word, word, Before::Word, true);
    table.endings(LIST, word, "en ens et ets ar ars arna arnas", Before::Word);
    let root = &word[..word.len() - 2];
    match root.strip_suffix('k') {
        Some(root) => {
            for ending in ["ci", "cis"] {
                table.add(LIST, &format!("{root}{ending}"), word, Before::Word, true);
            }
        }
        // Short ones are other words' ("sinus, sinen").
        None if root.len() < 5 => {}
        None => {
            for ending in "i is er ers erna ernas en ens".split(' ') {
                table.add(LIST, &format!("{root}{ending}"), word, Before::Word, true);
            }
        }
    }
}

/// "lexikon": lexika; "ackordion": ackordier.
fn on(table: &mut Table, word: &str) {
    const LIST: &str = "nouns in -on";
    table.add(LIST, word, word, Before::Word, true);
    table.endings(
        LIST,
        word,
        "s et ets en ens er ers erna ernas",
        Before::Word,
    );
    let root = &word[..word.len() - 2];
    let endings = if root.ends_with('i') {
        "er ers erna ernas et ets"
    } else {
        "a as"
    };
    for ending in endings.split(' ') {
        table.add(LIST, &format!("{root}{ending}"), word, Before::Word, true);
    }
}

/// "idé": idén, idéer; and the same without the mark.
fn accented(table: &mut Table, words: &str, only: &str) {
    const LIST: &str = "nouns in -é";
    const ENDINGS: [&str; 17] = [
        "", "n", "ns", "s", "er", "ers", "erna", "ernas", "t", "ts", "et", "ets", "na", "nas",
        "erns", "en", "ens",
    ];
    for word in words.split_whitespace().chain(only.split_whitespace()) {
        for ending in ENDINGS {
            table.add(LIST, &format!("{word}{ending}"), word, Before::Word, true);
        }
    }
    for word in words.split_whitespace() {
        let bare = super::super::super::fold(word);
        // A genitive loses its -s by rule.
        for ending in ENDINGS.into_iter().filter(|ending| *ending != "s") {
            let form = format!("{bare}{ending}");
            let reach = if form.chars().count() > 7 {
                Before::Word
            } else {
                Before::Nothing
            };
            table.add(LIST, &form, word, reach, true);
        }
    }
}
