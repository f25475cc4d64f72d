//! Verbs and adjectives: pasts, supines, participles, neuters, degrees.

use super::{Before, Table};
use serde::Deserialize;

#[derive(Deserialize)]
struct Verbs {
    particles: String,
    strong: String,
    vowel: String,
    own: String,
    first: String,
    de: String,
    led: String,
    nd: String,
    te: String,
}

#[derive(Deserialize)]
struct Adjectives {
    neuter: String,
    degrees: String,
    isk: String,
}

/// Letters of a degree that any word may stand before.
const SHORTEST_DEGREE: usize = 5;

pub(super) fn add(table: &mut Table) -> Result<(), String> {
    let verbs: Verbs = toml::from_str(include_str!("../../../lexicon/verbs.toml"))
        .map_err(|error| error.to_string())?;
    let adjectives: Adjectives = toml::from_str(include_str!("../../../lexicon/adjectives.toml"))
        .map_err(|error| error.to_string())?;
    table.particles = verbs.particles.split_whitespace().map(Box::from).collect();
    for line in adjectives.degrees.lines() {
        forms(table, "degrees of adjectives", line, Before::Word, true);
    }
    for line in verbs.vowel.lines() {
        forms(table, "verbs of one vowel", line, Before::Verb, true);
    }
    for line in verbs.own.lines() {
        forms(table, "verbs of their own", line, Before::Verb, true);
    }
    for line in verbs.strong.lines() {
        strong(table, line);
    }
    for stem in verbs.led.split_whitespace() {
        // "led": ledde, lett.
        let short = &stem[..stem.len() - 1];
        for (short, endings) in [(stem, "de des d da"), (short, "tt tts")] {
            for ending in endings.split(' ') {
                table.add(
                    "verbs in -dde",
                    &format!("{short}{ending}"),
                    stem,
                    Before::Verb,
                    false,
                );
            }
        }
    }
    for stem in verbs.nd.split_whitespace() {
        // "sänd": sände, sänt.
        let short = &stem[..stem.len() - 1];
        weak(table, "verbs in -nde", stem, stem, "a as e es er s ande");
        weak(table, "verbs in -nde", stem, short, "t ts");
    }
    for stem in verbs.de.split_whitespace() {
        // "bränn": brände.
        let short = stem.strip_suffix('n').filter(|short| short.ends_with('n'));
        let short = short.unwrap_or(stem);
        weak(table, "verbs in -de", stem, short, "de des d da t ts");
    }
    for stem in verbs.te.split_whitespace() {
        weak(table, "verbs in -te", stem, stem, "te tes t ta ts");
    }
    for line in verbs.first.lines() {
        forms(table, "verbs with two pasts", line, Before::Verb, false);
    }
    for noun in adjectives.isk.split_whitespace() {
        for ending in ["isk", "iska", "iske", "iskt"] {
            let form = format!("{noun}{ending}");
            table.add("adjectives in -isk", &form, noun, Before::Word, false);
        }
    }
    for word in adjectives.neuter.split_whitespace() {
        let form = neuter(word);
        let reach = match form.chars().count() {
            SHORTEST_DEGREE.. => Before::Word,
            _ => Before::Verb,
        };
        table.add("neuter of adjectives", &form, word, reach, false);
    }
    Ok(())
}

/// A line of forms read as the first.
fn forms(table: &mut Table, list: &'static str, line: &str, reach: Before, last: bool) {
    let Some(stem) = line.split_whitespace().next() else {
        return;
    };
    let stem = stem.trim_start_matches('!');
    let last = last && stem.ends_with(super::is_vowel);
    for form in line.split_whitespace() {
        // Short words end others by chance: "mer" and "former".
        let reach =
            if reach == Before::Word && form.chars().count() < SHORTEST_DEGREE && form != "bäst" {
                Before::Nothing
            } else {
                reach
            };
        let (form, reach) = marked(form, reach);
        table.add(list, form, stem, reach, last);
    }
}

/// A form without its mark, and what that says may stand before it.
fn marked(form: &str, reach: Before) -> (&str, Before) {
    let marks = [
        ('~', Before::Particle),
        ('!', Before::Nothing),
        ('*', Before::Weak),
    ];
    let found = marks
        .iter()
        .find_map(|(mark, reach)| Some((form.strip_prefix(*mark)?, *reach)));
    found.unwrap_or((form, reach))
}

fn weak(table: &mut Table, list: &'static str, stem: &str, short: &str, endings: &str) {
    for ending in endings.split(' ') {
        table.add(list, &format!("{short}{ending}"), stem, Before::Weak, false);
    }
}

/// "bita bet/~bets bitit": infinitive, pasts, supines, other forms.
fn strong(table: &mut Table, line: &str) {
    const LIST: &str = "strong verbs";
    let mut words = line.split_whitespace();
    let (Some(infinitive), Some(pasts)) = (words.next(), words.next()) else {
        return;
    };
    let supines = words.next().unwrap_or("-");
    let others: Vec<&str> = words.collect();
    let own = others.iter().find_map(|word| word.strip_prefix('='));
    let stem = own.unwrap_or_else(|| infinitive.strip_suffix('a').unwrap_or(infinitive));
    let last = stem.ends_with(super::is_vowel);
    let mut add = |form: &str| {
        let (form, reach) = marked(form, Before::Verb);
        table.add(LIST, form, stem, reach, last);
    };
    for form in pasts.split('/').chain(supines.split('/')) {
        if form != "-" {
            add(form);
            add(&format!("{form}s"));
        }
    }
    let roots = supines
        .split('/')
        .filter_map(|form| form.strip_suffix("it"));
    for root in roots.filter(|_| !others.contains(&"-")) {
        // "vunnen, vunna", "skriven, skrivna"; -n for "slitn(are)".
        let endings = match root.ends_with('n') {
            true => ["en", "et", "a", "e"].as_slice(),
            false => ["en", "et", "na", "ne", "n"].as_slice(),
        };
        for ending in endings {
            add(&format!("{root}{ending}"));
        }
    }
    if last {
        // Endings would not bring these to a stem that keeps its vowel.
        let bare = infinitive.strip_suffix('a').unwrap_or(infinitive);
        for ending in ["a", "as", "er", "es", "s", "ande"] {
            add(&format!("{bare}{ending}"));
        }
    }
    for form in others.iter().filter(|form| !form.starts_with(['=', '-'])) {
        add(form);
    }
}

/// "hård" → "hårt".
fn neuter(word: &str) -> String {
    if let Some(root) = word.strip_suffix("dd") {
        return format!("{root}tt");
    }
    if let Some(root) = word.strip_suffix("nn") {
        return format!("{root}nt");
    }
    match word.strip_suffix('d') {
        Some(root) if root.ends_with(super::is_vowel) => format!("{root}tt"),
        Some(root) => format!("{root}t"),
        None if word.ends_with(super::is_vowel) => format!("{word}tt"),
        None if word.ends_with('t') => format!("{word}t"),
        None => format!("{word}t"),
    }
}
