//! The words a comparison goes by, read once: what says nothing, what means the
//! same, what turns and what softens.

use super::unnamed::Unnamed;
use crate::analyse::{Analyser, Word};
use crate::error::{Error, Result};
use crate::lexicon::function_words;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    frame: String,
    same: Vec<String>,
    opposites: Vec<[String; 2]>,
    removals: Vec<String>,
    keepers: Vec<String>,
    hedges: Vec<String>,
    hints: Vec<String>,
    suffixes: Vec<String>,
    unnamed: Unnamed,
}

/// A word as written, its beginning or its end.
enum Form {
    Whole(String),
    Begins(String),
    Ends(String),
}

impl Form {
    fn of(word: &str) -> Self {
        match (word.strip_prefix('*'), word.strip_suffix('*')) {
            (Some(end), _) => Form::Ends(end.to_owned()),
            (_, Some(start)) => Form::Begins(start.to_owned()),
            _ => Form::Whole(word.to_owned()),
        }
    }

    fn meets(&self, word: &str) -> bool {
        match self {
            Form::Whole(form) => word == form,
            Form::Begins(form) => word.starts_with(form.as_str()),
            Form::Ends(form) => word.ends_with(form.as_str()),
        }
    }
}

/// The data, ready to be asked.
pub(super) struct Data {
    frame: HashSet<String>,
    frame_stems: HashSet<String>,
    whole: HashMap<String, Vec<u16>>,
    begins: Vec<(String, u16)>,
    opposites: Vec<[Vec<Form>; 2]>,
    removals: Vec<Vec<String>>,
    keepers: Vec<Vec<String>>,
    hedges: Vec<Vec<String>>,
    hints: Vec<Vec<String>>,
    suffixes: Vec<String>,
    unnamed: Unnamed,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    Data::read().expect("comparison.toml is well formed")
});

/// The data that comes with the program.
pub(super) fn data() -> &'static Data {
    &DATA
}

impl Data {
    fn read() -> Result<Self> {
        let wrong = |error: toml::de::Error| Error::new(error.to_string());
        let file: File =
            toml::from_str(include_str!("../lexicon/comparison.toml")).map_err(wrong)?;
        let words = file.frame.split_whitespace().map(str::to_owned);
        let frame: HashSet<String> = words.chain(function_words().iter().cloned()).collect();
        let analyser = Analyser::default();
        let stems = frame.iter().map(|word| analyser.word(word).stem.clone());
        let (mut whole, mut begins) = (HashMap::<String, Vec<u16>>::new(), Vec::new());
        for (group, words) in file.same.iter().enumerate() {
            for word in words.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(start) => begins.push((start.to_owned(), group as u16)),
                    None => whole.entry(word.to_owned()).or_default().push(group as u16),
                }
            }
        }
        let sides = |words: &String| words.split('|').map(Form::of).collect();
        let phrases = |list: Vec<String>| {
            let words = |phrase: &String| phrase.split(' ').map(str::to_owned).collect();
            list.iter().map(words).collect()
        };
        let mut suffixes = file.suffixes;
        suffixes.sort_by_key(|suffix| std::cmp::Reverse(suffix.len()));
        Ok(Data {
            frame_stems: stems.collect(),
            frame,
            whole,
            begins,
            opposites: file
                .opposites
                .iter()
                .map(|[one, other]| [sides(one), sides(other)])
                .collect(),
            removals: phrases(file.removals),
            keepers: phrases(file.keepers),
            hedges: phrases(file.hedges),
            hints: phrases(file.hints),
            suffixes,
            unnamed: file.unnamed,
        })
    }

    /// A word that tells what a sentence is about.
    pub(super) fn tells(&self, word: &Word) -> bool {
        const SHORTEST: usize = 3;
        let exact = &word.exact;
        let letters = exact.chars().filter(|c| c.is_alphanumeric()).count();
        let number = exact.starts_with(|c: char| c.is_ascii_digit());
        !self.frame.contains(exact) && (letters >= SHORTEST || number && letters > 1)
    }

    /// A part of a compound that tells nothing.
    pub(super) fn is_frame(&self, stem: &str) -> bool {
        self.frame_stems.contains(stem)
    }

    /// The lines of words that mean the same in which a word stands.
    pub(super) fn groups(&self, exact: &str) -> BTreeSet<u16> {
        let whole = self.whole.get(exact).into_iter().flatten().copied();
        let begins = self.begins.iter();
        let begins = begins.filter(|(start, _)| exact.starts_with(start.as_str()));
        whole.chain(begins.map(|(_, group)| *group)).collect()
    }

    /// A stem without the endings by which words of one root differ.
    pub(super) fn root<'s>(&self, stem: &'s str) -> &'s str {
        const SHORTEST: usize = 5;
        let roots = self.suffixes.iter();
        let mut roots = roots.filter_map(|suffix| stem.strip_suffix(suffix.as_str()));
        roots
            .find(|root| root.chars().count() >= SHORTEST)
            .unwrap_or(stem)
    }

    /// The sides of pairs of opposites on which these words stand: pair and side.
    pub(super) fn sides<'w>(
        &self,
        words: impl Iterator<Item = &'w str> + Clone,
    ) -> Vec<(u16, bool)> {
        let has = |forms: &Vec<Form>| {
            words
                .clone()
                .any(|word| forms.iter().any(|form| form.meets(word)))
        };
        let pairs = self.opposites.iter().enumerate();
        let sides = pairs.filter_map(|(at, [one, other])| match (has(one), has(other)) {
            (true, false) => Some((at as u16, false)),
            (false, true) => Some((at as u16, true)),
            _ => None,
        });
        sides.collect()
    }

    pub(super) fn removes(&self, words: &[&str]) -> bool {
        holds(&self.removals, words)
    }

    pub(super) fn keeps(&self, words: &[&str]) -> bool {
        holds(&self.keepers, words)
    }

    pub(super) fn hints(&self, words: &[&str]) -> bool {
        holds(&self.hints, words)
    }

    /// How wishes are spoken of without saying which.
    pub(super) fn unnamed(&self) -> &Unnamed {
        &self.unnamed
    }

    pub(super) fn hedges(&self, words: &[&str]) -> bool {
        holds(&self.hedges, words)
    }
}

/// One of the phrases stands among the words; a word ending in * by its
/// beginning.
fn holds(phrases: &[Vec<String>], words: &[&str]) -> bool {
    let is = |word: &str, form: &String| match form.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == form,
    };
    phrases.iter().any(|phrase| {
        let mut runs = words.windows(phrase.len());
        runs.any(|run| run.iter().zip(phrase).all(|(word, form)| is(word, form)))
    })
}
