//! Which words are nouns, as far as the papers themselves show: by endings that
//! only nouns have, by the forms that are met, and by what they stand behind.

use crate::analyse::{Analyser, Token};
use crate::flow::Flow;
use crate::lexicon::function_words;
use crate::line::Lines;
use crate::paper::Paper;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The words and endings of `themes.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub(super) kin: Vec<String>,
    pub(super) general: String,
    pub(super) carriers: String,
    pub(super) owners: String,
    pub(super) bodies: Vec<String>,
    nouns: Vec<String>,
    definite: Vec<String>,
    plural: Vec<String>,
    derived: Vec<String>,
    bare: HashSet<String>,
    pub(super) describes: Vec<String>,
    before: HashSet<String>,
    infinitive: HashSet<String>,
    pub(super) between: HashSet<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    toml::from_str(include_str!("../lexicon/themes.toml")).expect("themes.toml is well formed")
});

pub(super) fn data() -> &'static Data {
    &DATA
}

/// The root that a noun shares with its verb and its adjective: "uppfölj" of
/// "uppföljning" and "uppföljd".
pub(super) fn root(stem: &str) -> &str {
    const SHORTEST: usize = 4;
    let stem = stem.trim_end_matches('·');
    let cut = data().derived.iter().find_map(|ending| {
        let rest = stem.strip_suffix(ending.as_str())?;
        (rest.chars().count() >= SHORTEST).then_some(rest)
    });
    let root = cut.unwrap_or(stem);
    // "samordn(a)" and "samord(ning)".
    match root.strip_suffix('n') {
        Some(rest) if rest.chars().count() >= SHORTEST && !rest.ends_with(VOWELS) => rest,
        _ => root,
    }
}

const VOWELS: [char; 9] = ['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö'];

/// How a word stands in the papers.
#[derive(Default)]
struct Seen {
    forms: HashSet<String>,
    times: usize,
    /// Behind what a noun stands behind, and an infinitive.
    as_noun: usize,
    as_verb: usize,
}

/// The words of some papers.
#[derive(Default)]
pub struct Nouns {
    seen: HashMap<String, Seen>,
    judged: HashMap<String, bool>,
    roots: HashSet<String>,
}

impl Nouns {
    /// The words of a paper's answers and of what the sender wrote.
    pub fn of(paper: &Paper, analyser: &Analyser) -> Self {
        let lines = Lines::new(&paper.document);
        let found = &paper.segmentation;
        let units = found.units.iter().filter(|unit| !unit.pointer);
        let spans = units.map(|unit| unit.span);
        let mut nouns = Nouns::default();
        for span in spans.chain(found.central.iter().map(|one| one.span)) {
            let flow = Flow::of_span(&lines, &paper.layout, span);
            nouns.add(&analyser.tokens(&flow.text));
        }
        nouns
    }

    /// Adds the words of other papers.
    pub fn merge(&mut self, other: Nouns) {
        // Sums: the order is nothing to them.
        other.seen.into_iter().for_each(|(stem, more)| {
            let seen = self.seen.entry(stem).or_default();
            seen.forms.extend(more.forms);
            seen.times += more.times;
            seen.as_noun += more.as_noun;
            seen.as_verb += more.as_verb;
        });
    }

    /// Reads a text.
    pub(super) fn add(&mut self, tokens: &[Token]) {
        let mut before = "";
        for token in tokens {
            let word = &token.word;
            let seen = match self.seen.get_mut(&word.stem) {
                Some(seen) => seen,
                None => self.seen.entry(word.stem.clone()).or_default(),
            };
            seen.times += 1;
            if !seen.forms.contains(&word.exact) {
                seen.forms.insert(word.exact.clone());
            }
            seen.as_noun += usize::from(DATA.before.contains(before));
            // "att toaletter saknas" is no infinitive: those end in a vowel.
            let clause = before == "att" && !word.exact.ends_with(VOWELS);
            seen.as_verb += usize::from(DATA.infinitive.contains(before) && !clause);
            before = &word.exact;
        }
    }

    /// Judges all words that were read.
    pub(super) fn judge(&mut self) {
        let words = function_words();
        let function = |seen: &Seen| seen.forms.iter().any(|form| words.contains(form));
        let judged = self.seen.iter().map(|(stem, seen)| {
            let noun = !function(seen) && (seen.is_noun() || seen.is_bare());
            (stem.clone(), noun)
        });
        self.judged = judged.collect();
        let nouns = self.judged.iter().filter(|(_, noun)| **noun);
        self.roots = nouns.map(|(stem, _)| root(stem).to_owned()).collect();
    }

    pub(super) fn is_noun(&self, stem: &str) -> bool {
        self.judged.get(stem).copied().unwrap_or(false)
    }

    /// A part of a compound: a noun, or no word that stands alone here.
    pub(super) fn is_part(&self, stem: &str) -> bool {
        const SHORTEST: usize = 4;
        match self.judged.get(stem) {
            Some(noun) => *noun,
            None => stem.chars().count() >= SHORTEST,
        }
    }

    /// Mostly met as an infinitive.
    pub(super) fn is_verb(&self, stem: &str) -> bool {
        let seen = self.seen.get(stem);
        seen.is_some_and(|seen| seen.as_verb * 4 >= seen.times)
    }

    /// A noun has this root.
    pub(super) fn has_root(&self, root: &str) -> bool {
        self.roots.contains(root)
    }

    pub(super) fn is_function(&self, word: &str) -> bool {
        function_words().contains(word)
    }
}

impl Seen {
    fn is_noun(&self) -> bool {
        const LONG: usize = 5;
        let data = data();
        let long = |form: &&String| form.chars().count() > LONG;
        let mut told = self.forms.iter().filter(long);
        if told.any(|form| {
            data.nouns
                .iter()
                .any(|ending| form.ends_with(ending.as_str()))
        }) {
            return true;
        }
        if self.as_verb * 4 >= self.times && self.times > 1 {
            return false;
        }
        if self.forms.iter().any(|form| self.has_base(form)) {
            return true;
        }
        // No adjective's form is met, and it stands where nouns stand.
        let bare = |form: &String| !form.ends_with(['a', 't']) || form.ends_with("et");
        let half = self.as_noun * 2 >= self.times
            || self.as_noun * 5 >= self.times * 2
                && self.forms.iter().any(|form| form.ends_with("an"));
        self.times >= 3 && half && self.as_verb * 10 < self.times && self.forms.iter().all(bare)
    }

    /// A neuter of which no form needs to be met: one and many are called the same.
    fn is_bare(&self) -> bool {
        self.forms.iter().any(|form| DATA.bare.contains(form))
    }

    /// A definite or plural form of which the base is met too.
    fn has_base(&self, form: &str) -> bool {
        const SHORTEST: usize = 3;
        let data = data();
        let met = |base: String| base != form && self.forms.contains(&base);
        let endings = data.definite.iter();
        let definite = endings.filter_map(|ending| form.strip_suffix(ending.as_str()));
        let bases = definite.filter(|base| base.chars().count() >= SHORTEST);
        let mut bases = bases
            .flat_map(|base| ["", "e", "a", "er", "ar", "or"].map(|end| format!("{base}{end}")));
        if bases.any(met) {
            return true;
        }
        let plural = data.plural.iter();
        let mut plural = plural.filter_map(|ending| form.strip_suffix(ending.as_str()));
        plural.any(|base| {
            let stands = self.as_noun >= 2 && self.as_verb == 0;
            // "flytt" and "flyttar" beside "flytta" are a verb's.
            let pair = met(base.to_owned()) && !met(format!("{base}a"));
            base.chars().count() > SHORTEST && (stands || pair)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::{Analyser, Evidence};

    #[test]
    fn nouns_are_known_by_endings_by_forms_and_by_their_place() {
        let analyser = Analyser::new(Evidence::default());
        let mut nouns = Nouns::default();
        nouns.add(&analyser.tokens(
            "Budgeten är en budget. Vi ser behov av samverkan, vikten av samverkan och brist på samverkan. \
             Det är tydligt att jämställdheten är viktig. Vi vill bidra och kan bidra.",
        ));
        nouns.judge();
        let noun = |word: &str| nouns.is_noun(&analyser.word(word).stem);
        assert!(noun("budget") && noun("samverkan") && noun("jämställdheten"));
        assert!(!noun("tydligt") && !noun("bidra") && !noun("och"));
    }

    #[test]
    fn one_root_has_a_noun_and_its_verb() {
        assert_eq!(root("definition"), root("definier"));
        assert_eq!(root("samordning"), root("samordn"));
        assert_eq!((root("lag"), root("kommun")), ("lag", "kommun"));
    }
}
