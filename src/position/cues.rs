//! The cue lexicon: phrases that value, ask, lack, criticise or worry, and
//! the words about them. Finds them in a sentence; the longest goes first.

use super::pattern::{Pattern, opening};
use crate::analyse::Token;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

/// What a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Agrees, welcomes, finds good.
    Praise,
    /// Wants something changed, added or explained.
    Ask,
    /// Finds something missing or unclear.
    Lack,
    /// Opposes or finds wrong.
    Critique,
    /// Sees a risk or a difficulty.
    Worry,
    /// Underlines; values nothing.
    Salience,
    /// Turns: what follows outweighs what precedes.
    Contrast,
    /// Says nothing of the proposal: procedure, own work, another's words.
    Nothing,
}

impl Class {
    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Class::Praise => "praise",
            Class::Ask => "ask",
            Class::Lack => "lack",
            Class::Critique => "critique",
            Class::Worry => "worry",
            Class::Salience => "salience",
            Class::Contrast => "contrast",
            Class::Nothing => "nothing",
        }
    }

    /// Lack and critique.
    pub fn is_negative(self) -> bool {
        matches!(self, Class::Lack | Class::Critique)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: Words,
    cue: Vec<CueData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    speakers: Vec<String>,
    anaphora: Vec<String>,
    owners: Vec<String>,
    other_objects: Vec<String>,
    concessions: Vec<String>,
    negations: Vec<String>,
    no_negations: Vec<String>,
    conditionals: Vec<String>,
    clauses: Vec<String>,
    subordinate: Vec<String>,
    leave: Vec<String>,
    carry: Vec<String>,
    ordinals: Vec<Vec<String>>,
    recital_headings: Vec<String>,
    common: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueData {
    id: String,
    class: Class,
    strength: u8,
    patterns: Vec<String>,
    #[serde(default)]
    object: bool,
    #[serde(default)]
    verdict: bool,
    #[serde(default)]
    in_statement: Option<u8>,
    #[serde(default)]
    negated: Option<Class>,
    #[serde(default)]
    unless: Vec<String>,
}

/// One cue.
#[derive(Debug)]
pub struct Cue {
    /// Its name in tables and rows.
    pub id: String,
    /// What it does.
    pub class: Class,
    /// 1 to 3.
    pub strength: u8,
    /// Is about the proposal even where the sentence does not name it.
    pub verdict: bool,
    /// Its strength in a statement, where that differs.
    pub in_statement: Option<u8>,
    /// Counts only if the sentence names the proposal, a topic or the city.
    pub object: bool,
    /// What it does behind a negation; nothing if not said.
    pub negated: Option<Class>,
    unless: Vec<Pattern>,
}

/// A cue where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the cue.
    pub cue: usize,
    /// What it does here.
    pub class: Class,
    /// How strongly.
    pub strength: u8,
    /// Tokens of the sentence.
    pub tokens: Range<usize>,
    /// The phrase names its negation itself: "delar inte".
    denies: bool,
}

/// The lexicon, compiled.
#[derive(Debug)]
pub struct Lexicon {
    /// All cues.
    pub cues: Vec<Cue>,
    /// Ordinals and cardinals, from one.
    pub ordinals: Vec<Vec<String>>,
    /// Headings of sections that tell what the proposal says.
    recital_headings: Vec<String>,
    /// Words of every answer, which name no theme.
    pub common: Vec<String>,
    /// Words that open a subordinate clause behind a mark.
    pub(super) subordinate: Vec<String>,
    /// Patterns, each with its cue and whether it names its own negation, and where to
    /// look for them.
    patterns: Vec<(Pattern, usize, bool)>,
    by_opening: HashMap<String, Vec<usize>>,
    speakers: Vec<Pattern>,
    owners: Vec<Pattern>,
    other_objects: Vec<Pattern>,
    anaphora: Vec<Pattern>,
    clauses: Vec<Pattern>,
    leave: Vec<Pattern>,
    carry: Vec<Pattern>,
    concessions: Vec<Pattern>,
    negations: Vec<Pattern>,
    no_negations: Vec<Pattern>,
    conditionals: Vec<Pattern>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    Lexicon::parse(include_str!("../lexicon/positions.toml"))
        .expect("positions.toml is well formed")
});

/// The lexicon that comes with the program.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// Words before a cue in which a negation reaches it.
const NEGATION: usize = 3;
/// Words before a cue in which a conditional reaches it.
const CONDITIONAL: usize = 2;

impl Lexicon {
    fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|error| Error::new(error.to_string()))?;
        let mut lexicon = Lexicon {
            cues: Vec::new(),
            ordinals: file.words.ordinals,
            recital_headings: file.words.recital_headings,
            common: file.words.common,
            subordinate: file.words.subordinate,
            patterns: Vec::new(),
            by_opening: HashMap::new(),
            speakers: all(&file.words.speakers)?,
            owners: all(&file.words.owners)?,
            other_objects: all(&file.words.other_objects)?,
            anaphora: all(&file.words.anaphora)?,
            clauses: all(&file.words.clauses)?,
            leave: all(&file.words.leave)?,
            carry: all(&file.words.carry)?,
            concessions: all(&file.words.concessions)?,
            negations: all(&file.words.negations)?,
            no_negations: all(&file.words.no_negations)?,
            conditionals: all(&file.words.conditionals)?,
        };
        for data in file.cue {
            lexicon.add(data, &file.words.negations)?;
        }
        Ok(lexicon)
    }

    fn add(&mut self, data: CueData, negations: &[String]) -> Result<()> {
        for words in &data.patterns {
            let pattern = Pattern::parse(words)?;
            let openings = pattern.openings().ok_or_else(|| {
                Error::new(format!("{}: \"{words}\" opens with any word", data.id))
            })?;
            for opening in openings {
                self.by_opening
                    .entry(opening)
                    .or_default()
                    .push(self.patterns.len());
            }
            let denies = pattern.names(negations);
            self.patterns.push((pattern, self.cues.len(), denies));
        }
        self.cues.push(Cue {
            unless: all(&data.unless)?,
            id: data.id,
            class: data.class,
            strength: data.strength,
            object: data.object,
            verdict: data.verdict,
            in_statement: data.in_statement,
            negated: data.negated,
        });
        Ok(())
    }

    /// The cues of a sentence, in order; of cues that overlap the longest.
    /// `quoted` tells the tokens that are another's words.
    pub fn hits(&self, tokens: &[Token], quoted: &[bool]) -> Vec<Hit> {
        let mut found: Vec<(usize, Hit)> = Vec::new();
        for at in (0..tokens.len()).filter(|&at| !quoted[at]) {
            let Some(opening) = opening(&tokens[at].word.exact) else {
                continue;
            };
            let Some(patterns) = self.by_opening.get(&opening) else {
                continue;
            };
            for &pattern in patterns {
                let (pattern, cue, denies) = &self.patterns[pattern];
                if let Some(run) = pattern.at(at, tokens) {
                    found.push((pattern.words(), self.hit(*cue, run, *denies)));
                }
            }
        }
        // The longest first; of the same length the one that says more of it.
        found.sort_by_key(|(words, hit)| {
            (
                Reverse(hit.tokens.len()),
                Reverse(*words),
                hit.tokens.start,
                hit.cue,
            )
        });
        let mut kept: Vec<Hit> = Vec::new();
        let mut taken = vec![false; tokens.len()];
        for (_, hit) in found {
            let place = &mut taken[hit.tokens.clone()];
            if !place.contains(&true) {
                place.fill(true);
                kept.push(hit);
            }
        }
        // Each cue is asked once of the sentence, however often it stands there.
        let mut barred: BTreeMap<usize, bool> = BTreeMap::new();
        kept.retain(|hit| {
            let unless = &self.cues[hit.cue].unless;
            let barred = barred
                .entry(hit.cue)
                .or_insert_with(|| unless.iter().any(|pattern| pattern.is_in(tokens)));
            !*barred
        });
        for hit in &mut kept {
            self.turn(hit, tokens);
        }
        kept.retain(|hit| hit.class != Class::Nothing);
        kept.sort_by_key(|hit| hit.tokens.start);
        kept
    }

    fn hit(&self, cue: usize, tokens: Range<usize>, denies: bool) -> Hit {
        Hit {
            denies,
            cue,
            class: self.cues[cue].class,
            strength: self.cues[cue].strength,
            tokens,
        }
    }

    /// "inte tydligt" is no praise, and "skulle vara bra" asks.
    fn turn(&self, hit: &mut Hit, tokens: &[Token]) {
        // A main clause has its negation behind the verb: "delar inte".
        let before = hit.tokens.start.saturating_sub(NEGATION)..hit.tokens.start;
        let behind = hit.tokens.end..(hit.tokens.end + 1).min(tokens.len());
        let inside = hit.tokens.start + 1..hit.tokens.end;
        let negated = self.negated_in(before, tokens)
            || self.negated_in(behind, tokens)
            || (matches!(hit.class, Class::Praise | Class::Ask) || !hit.denies)
                && self.negated_in(inside, tokens);
        if negated && !matches!(hit.class, Class::Contrast | Class::Salience) {
            hit.class = self.cues[hit.cue].negated.unwrap_or(Class::Nothing);
            hit.strength = 2;
            return;
        }
        let mut near = hit.tokens.start.saturating_sub(CONDITIONAL)..hit.tokens.end;
        if hit.class == Class::Praise && near.any(|at| starts(&self.conditionals, at, tokens)) {
            hit.class = Class::Ask;
        }
    }

    fn negated_in(&self, mut range: Range<usize>, tokens: &[Token]) -> bool {
        range.any(|at| {
            starts(&self.negations, at, tokens) && !starts(&self.no_negations, at, tokens)
        })
    }

    /// A word that negates, and not as in "inte bara".
    pub(super) fn is_negation(&self, at: usize, tokens: &[Token]) -> bool {
        self.negated_in(at..at + 1, tokens)
    }

    /// The sentence says who speaks: the office, the company, "vi".
    pub fn has_speaker(&self, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| starts(&self.speakers, at, tokens))
    }

    /// The sentence names the city as the proposal's owner.
    pub fn has_owner(&self, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| starts(&self.owners, at, tokens))
    }

    /// The sentence speaks of the majority's policy.
    pub fn has_other_object(&self, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| starts(&self.other_objects, at, tokens))
    }

    /// A heading of a section that tells what the proposal is.
    pub fn is_recital_heading(&self, words: &str) -> bool {
        let plain = words.trim().trim_end_matches(':').to_lowercase();
        self.recital_headings.contains(&plain)
    }

    /// Where a clause begins that grants something: "även om …".
    pub fn concession(&self, tokens: &[Token]) -> Option<usize> {
        (0..tokens.len()).find(|&at| starts(&self.concessions, at, tokens))
    }

    /// Where the clause begins in which this token stands.
    pub fn clause_of(&self, at: usize, tokens: &[Token]) -> usize {
        (1..=at)
            .rev()
            .find(|&start| starts(&self.clauses, start, tokens))
            .unwrap_or(0)
    }

    /// The sentence refers back: "Det är bra".
    pub fn refers_back(&self, tokens: &[Token]) -> bool {
        !tokens.is_empty() && starts(&self.anaphora, 0, tokens)
    }

    /// The sentence leaves the topic at hand: "Sammantaget …".
    pub fn leaves(&self, tokens: &[Token]) -> bool {
        !tokens.is_empty() && starts(&self.leave, 0, tokens)
    }

    /// The paragraph goes on with the topic of the one before: "Däremot …".
    pub fn carries_on(&self, tokens: &[Token]) -> bool {
        !tokens.is_empty() && starts(&self.carry, 0, tokens)
    }
}

fn all(patterns: &[String]) -> Result<Vec<Pattern>> {
    patterns.iter().map(|words| Pattern::parse(words)).collect()
}

fn starts(patterns: &[Pattern], at: usize, tokens: &[Token]) -> bool {
    patterns
        .iter()
        .any(|pattern| pattern.at(at, tokens).is_some())
}
