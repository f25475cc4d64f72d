//! The data by which a sentence is weighed: lists of words, and signs over
//! them. Reads it and finds signs; what they add up to is weighed elsewhere.

use super::phrase::{Lists, Phrase, Seen, Words};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

/// What a sign does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// Something is wanted.
    Cue,
    /// A cue's word that wants nothing.
    Mute,
    /// What follows is another's, the law's, or praised.
    Shield,
    /// Adds to a cue's weight, or takes from it.
    Lift,
    /// What is listed below is wanted.
    Lead,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    bar: i32,
    own: OwnData,
    words: BTreeMap<String, Vec<String>>,
    sign: Vec<SignData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnData {
    always: Vec<String>,
    by_name: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignData {
    id: String,
    kind: Kind,
    #[serde(default)]
    weight: i32,
    #[serde(default)]
    tells: bool,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    opens: bool,
    #[serde(default)]
    everywhere: bool,
    #[serde(default)]
    not_own: bool,
    #[serde(default)]
    behind: Option<usize>,
    #[serde(default)]
    beside: bool,
    patterns: Vec<String>,
}

/// One sign.
#[derive(Debug)]
pub(super) struct Sign {
    /// Its name in the data.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests name a sign by it"))]
    pub(super) id: String,
    pub(super) kind: Kind,
    /// What it adds.
    pub(super) weight: i32,
    /// Of a cue: it may tell a rule. Of a shield: it hides only such cues.
    pub(super) tells: bool,
    /// It counts behind a negation too.
    pub(super) negated: bool,
    /// It stands at the beginning.
    pub(super) opens: bool,
    /// It hides what stands before it as well.
    pub(super) everywhere: bool,
    /// It is not there where the respondent is its subject.
    pub(super) not_own: bool,
    /// It counts only so many words behind the cue.
    pub(super) behind: Option<usize>,
    /// It counts only for a cue whose words it shares.
    pub(super) beside: bool,
}

/// A sign where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Index of the sign.
    pub(super) sign: usize,
    /// Words of the sentence.
    pub(super) words: Range<usize>,
}

/// Lists that the weighing itself asks for.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) turns: Lists,
    pub(super) says: Lists,
    pub(super) not: Lists,
    pub(super) leans: Lists,
    pub(super) leans_second: Lists,
    pub(super) clauses: Lists,
    pub(super) verdicts: Lists,
    pub(super) rejects: Lists,
    pub(super) legislator: Lists,
    pub(super) owner: Lists,
    pub(super) other_body: Lists,
    pub(super) money: Lists,
    pub(super) study: Lists,
}

/// The words by which one respondent means itself.
pub(super) struct Own<'l> {
    words: Vec<&'l str>,
    /// Its name in small letters.
    name: String,
}

impl Own<'_> {
    /// It means itself by this word, written so.
    pub(super) fn has(&self, word: &str, written: &str) -> bool {
        let known = self.words.iter().any(|own| match own.strip_prefix('*') {
            Some(end) => word.ends_with(end),
            None => word == *own,
        });
        known
            || written.starts_with(char::is_uppercase)
                && (self.names(word) || self.shortens(written))
    }

    /// A word of the name that tells it from others.
    fn names(&self, word: &str) -> bool {
        const TELLING: usize = 5;
        word.chars().count() >= TELLING && self.name.split_whitespace().any(|part| part == word)
    }

    /// "RHS" of "Riksförbundet för hörsel och syn": its letters, in order.
    fn shortens(&self, written: &str) -> bool {
        let capitals =
            written.chars().all(char::is_uppercase) && (2..=6).contains(&written.chars().count());
        let mut letters = self.name.chars();
        let mut short = written.chars().flat_map(char::to_lowercase).peekable();
        let opens = short.peek() == self.name.chars().next().as_ref();
        capitals && opens && short.all(|letter| letters.any(|other| other == letter))
    }
}

/// A phrase of a sign.
#[derive(Debug)]
struct Pattern {
    phrase: Phrase,
    sign: usize,
}

/// The data, compiled.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// What a piece must weigh.
    pub(super) bar: i32,
    pub(super) signs: Vec<Sign>,
    pub(super) words: Words,
    pub(super) known: Known,
    patterns: Vec<Pattern>,
    /// Patterns by the word they open with, and those that open with many.
    by_opening: HashMap<String, Vec<usize>>,
    open: Vec<usize>,
    own_always: Vec<String>,
    own_by_name: Vec<(String, String)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    Lexicon::parse(include_str!("../../lexicon/asks.toml")).expect("asks.toml is well formed")
});

/// The data that comes with the program.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Known {
    fn of(words: &Words) -> Result<Self> {
        Ok(Known {
            turns: words.list("turns")?,
            says: words.list("says")?,
            not: words.list("not")?,
            leans: words.list("leans")?,
            leans_second: words.list("leans_second")?,
            clauses: words.list("clauses")?,
            verdicts: words.list("verdicts")?,
            rejects: words.list("rejects")?,
            legislator: words.list("legislator")?,
            owner: words.list("owner")?,
            other_body: words.list("other_body")?,
            money: words.list("money")?,
            study: words.list("study")?,
        })
    }
}

impl Lexicon {
    fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|error| Error::new(error.to_string()))?;
        let words = Words::new(&file.words)?;
        let mut lexicon = Lexicon {
            bar: file.bar,
            signs: Vec::new(),
            known: Known::of(&words)?,
            words,
            patterns: Vec::new(),
            by_opening: HashMap::new(),
            open: Vec::new(),
            own_always: file.own.always,
            own_by_name: file.own.by_name,
        };
        for data in file.sign {
            lexicon.add(data)?;
        }
        Ok(lexicon)
    }

    fn add(&mut self, data: SignData) -> Result<()> {
        for text in &data.patterns {
            let phrase = Phrase::parse(text, &self.words)?;
            let at = self.patterns.len();
            match phrase.openings() {
                Some(openings) => {
                    for opening in openings {
                        self.by_opening.entry(opening.clone()).or_default().push(at);
                    }
                }
                None => self.open.push(at),
            }
            self.patterns.push(Pattern {
                phrase,
                sign: self.signs.len(),
            });
        }
        self.signs.push(Sign {
            id: data.id,
            kind: data.kind,
            weight: data.weight,
            tells: data.tells,
            negated: data.negated,
            opens: data.opens,
            everywhere: data.everywhere,
            not_own: data.not_own,
            behind: data.behind,
            beside: data.beside,
        });
        Ok(())
    }

    /// The words by which a respondent means itself.
    pub(super) fn own(&self, respondent: &str) -> Own<'_> {
        let name = respondent.to_lowercase();
        let padded = format!(" {name}");
        let named = self
            .own_by_name
            .iter()
            .filter(|(part, _)| padded.contains(part));
        let always = self.own_always.iter().map(String::as_str);
        Own {
            words: always.chain(named.map(|(_, word)| word.as_str())).collect(),
            name,
        }
    }

    /// A cue, or a lead, may stand among these words; most sentences have none.
    pub(super) fn may_ask(&self, words: &[Seen<'_>], first: Option<usize>) -> bool {
        let opened = |at: usize, pattern: usize| {
            let pattern = &self.patterns[pattern];
            let sign = &self.signs[pattern.sign];
            matches!(sign.kind, Kind::Cue | Kind::Lead)
                && (!sign.opens || Some(at) == first)
                && pattern.phrase.at(at, words).is_some()
        };
        (0..words.len()).any(|at| {
            let listed = self.by_opening.get(words[at].word).into_iter().flatten();
            let many = self.open.iter().filter(|_| Some(at) == first);
            listed.chain(many).any(|&pattern| opened(at, pattern))
        })
    }

    /// The signs of a sentence but for cues that are muted, shields inside what
    /// is muted, and shields that open a cue as long.
    /// `first` is where an order would stand.
    pub(super) fn matches(&self, words: &[Seen<'_>], first: Option<usize>) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for at in 0..words.len() {
            let listed = self.by_opening.get(words[at].word).into_iter().flatten();
            for &number in listed.chain(&self.open) {
                let pattern = &self.patterns[number];
                if self.signs[pattern.sign].opens && Some(at) != first {
                    continue;
                }
                let Some(run) = pattern.phrase.at(at, words) else {
                    continue;
                };
                let turns = |at: usize| matches!(words[at].word, "men" | "medan");
                let theirs = |at: usize| words.get(at).is_some_and(|seen| seen.own);
                let barred =
                    || self.signs[pattern.sign].not_own && (run.start..=run.end).any(theirs);
                if run.clone().skip(1).any(turns) || barred() {
                    continue;
                }
                let one = Match {
                    sign: pattern.sign,
                    words: run,
                };
                found.push(one);
            }
        }
        self.shown(found, words.len())
    }

    /// Cues are all weighed; what they overlap hides or mutes them by its place.
    fn shown(&self, mut found: Vec<Match>, length: usize) -> Vec<Match> {
        let kind = |one: &Match| self.signs[one.sign].kind;
        // What mutes a cue's first word goes before the cue, however long.
        let mut muted = vec![false; length];
        let mutes: Vec<Range<usize>> = found
            .iter()
            .filter(|one| kind(one) == Kind::Mute)
            .map(|one| one.words.clone())
            .collect();
        for mute in &mutes {
            muted[mute.clone()].fill(true);
        }
        found.retain(|one| kind(one) != Kind::Cue || !muted[one.words.start]);
        // The longest cue that a word opens.
        let mut opened = vec![0; length];
        for cue in found.iter().filter(|one| kind(one) == Kind::Cue) {
            let most = &mut opened[cue.words.start];
            *most = cue.words.len().max(*most);
        }
        let inside = |one: &Match| {
            let within =
                |mute: &Range<usize>| mute.start <= one.words.start && one.words.end <= mute.end;
            mutes.iter().any(within)
        };
        found.retain(|one| {
            let shield = kind(one) == Kind::Shield;
            !shield || one.words.len() > opened[one.words.start] && !inside(one)
        });
        found.sort_by_key(|one| (one.words.start, one.sign, one.words.end));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_well_formed() {
        let lexicon = lexicon();
        assert!(lexicon.bar > 0 && !lexicon.signs.is_empty());
        // A cue that no lift can bring to the bar would be dead data.
        let lifts: i32 = lexicon
            .signs
            .iter()
            .filter(|sign| sign.kind == Kind::Lift)
            .map(|sign| sign.weight.max(0))
            .sum();
        for sign in lexicon.signs.iter().filter(|sign| sign.kind == Kind::Cue) {
            assert!(
                sign.weight > 0 && sign.weight + lifts >= lexicon.bar,
                "{}",
                sign.id
            );
        }
    }

    #[test]
    fn a_respondent_means_itself_by_a_part_of_its_name() {
        let own = lexicon().own("Granköpings kommun");
        assert!(own.has("kommunen", "Kommunen") && !own.has("regionen", "Regionen"));
        assert!(own.has("granköpings", "Granköpings") && !own.has("kommun", "kommun"));
        let own = lexicon().own("Riksförbundet för hörsel och syn");
        assert!(own.has("rhs", "RHS") && !own.has("eu", "EU") && !own.has("rhs", "rhs"));
    }
}
