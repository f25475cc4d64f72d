//! The words of verdicts, compiled; finds them in a sentence, the longest
//! first.

use super::super::pattern::{Pattern, opening};
use super::data::{File, Objects, PhraseData, Subjects};
use super::words::Word;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Means {
    /// Yes.
    Tillstyrker,
    /// Nothing against.
    IngenErinran,
    /// No views.
    IngaSynpunkter,
    /// Neither way.
    TarInteStallning,
    /// No.
    Avstyrker,
    /// No answer.
    Avstar,
    /// Values it.
    Gott,
    /// Finds fault with it.
    Ont,
    /// Only looks like a verdict.
    Intet,
}

impl Means {
    /// Yes, nothing against, or good.
    pub(super) fn is_for(self) -> bool {
        matches!(self, Means::Tillstyrker | Means::IngenErinran | Means::Gott)
    }

    /// No, or bad.
    pub(super) fn is_against(self) -> bool {
        matches!(self, Means::Avstyrker | Means::Ont)
    }
}

/// One phrase.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) id: String,
    pub(super) means: Means,
    pub(super) strength: u8,
    pub(super) negated: Option<Means>,
    pub(super) whole: bool,
    /// What it names may be a part of its own.
    pub(super) names: bool,
    /// No negation reaches it.
    pub(super) fixed: bool,
    /// It begins its clause, and ends it.
    closed: [bool; 2],
    /// It is all that its sentence says.
    sole: bool,
}

impl Phrase {
    /// What must begin or end its clause does.
    fn stands(&self, held: &Range<usize>, words: &[Word<'_>]) -> bool {
        let marked = |at: usize| words.get(at).is_none_or(|word| word.mark.is_some());
        let [begins, ends] = self.closed;
        let all = || held.start == 0 && held.end == words.len();
        (!self.sole || all())
            && (!begins || held.start == 0 || marked(held.start))
            && (!ends || marked(held.end))
    }
}

/// Patterns of one use.
#[derive(Debug)]
pub(super) struct List(Vec<Pattern>);

impl List {
    fn of(words: &[String]) -> Result<Self> {
        let patterns: Result<Vec<Pattern>> =
            words.iter().map(|words| Pattern::parse(words)).collect();
        Ok(List(patterns?))
    }

    /// Where one of them stands at `at`, the longest.
    pub(super) fn at(&self, at: usize, words: &[Word<'_>]) -> Option<Range<usize>> {
        let found = self.0.iter().filter_map(|pattern| pattern.at(at, words));
        found.max_by_key(Range::len)
    }

    /// The first in a range of words.
    pub(super) fn first_in(
        &self,
        mut range: Range<usize>,
        words: &[Word<'_>],
    ) -> Option<Range<usize>> {
        let words = words.get(..range.end)?;
        range.find_map(|at| self.at(at, words))
    }

    /// One stands in the range.
    pub(super) fn is_in(&self, range: Range<usize>, words: &[Word<'_>]) -> bool {
        self.first_in(range, words).is_some()
    }
}

/// The lexicon.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) phrases: Vec<Phrase>,
    /// With their phrase, and whether they name their own negation.
    patterns: Vec<(Pattern, usize, bool)>,
    by_opening: HashMap<String, Vec<usize>>,
    /// Patterns that open with any word.
    anywhere: Vec<usize>,
    pub(super) degree: List,
    pub(super) conditions: List,
    pub(super) contrasts: List,
    pub(super) pairs: List,
    pub(super) hedges: List,
    pub(super) granted: List,
    pub(super) rest: List,
    pub(super) unreal: List,
    pub(super) negations: List,
    pub(super) no_negations: List,
    pub(super) walls: List,
    pub(super) sums: List,
    pub(super) reasons: List,
    pub(super) worries: List,
    pub(super) sayings: List,
    pub(super) helhet: List,
    pub(super) opens: List,
    pub(super) questions: List,
    pub(super) objects: Objects,
    pub(super) subjects: Subjects,
    pub(super) summary: Vec<String>,
    /// Words before the number of a section in its heading.
    pub(super) heading_leads: Vec<String>,
    /// Words of a heading about the whole.
    pub(super) of_whole: Vec<String>,
    pub(super) question_leads: Vec<String>,
    /// Words for those who speak and are spoken to.
    pub(super) people: Vec<String>,
    pub(super) recital: Vec<String>,
    pub(super) containers: Vec<String>,
    pub(super) inner: Vec<String>,
    pub(super) units: HashMap<String, String>,
    pub(super) laws: Vec<String>,
    pub(super) drafts: Vec<String>,
    common: Vec<String>,
    alike: Vec<Vec<String>>,
    finite: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the data is part of the program; a test reads it"
    )]
    Lexicon::parse(include_str!("../../lexicon/verdicts.toml"))
        .expect("verdicts.toml is well formed")
});

/// The lexicon that comes with the program.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// A phrase where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Index of the phrase.
    pub(super) phrase: usize,
    /// Words of the sentence.
    pub(super) words: Range<usize>,
    /// The phrase names its negation itself: "inte emot".
    pub(super) denies: bool,
}

impl Lexicon {
    fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|error| Error::new(error.to_string()))?;
        let limits = &file.limits;
        let mut lexicon = Lexicon {
            phrases: Vec::new(),
            patterns: Vec::new(),
            by_opening: HashMap::new(),
            anywhere: Vec::new(),
            degree: List::of(&limits.degree)?,
            conditions: List::of(&limits.conditions)?,
            contrasts: List::of(&limits.contrasts)?,
            pairs: List::of(&limits.pairs)?,
            hedges: List::of(&limits.hedges)?,
            granted: List::of(&limits.granted)?,
            rest: List::of(&limits.rest)?,
            unreal: List::of(&limits.unreal)?,
            negations: List::of(&limits.negations)?,
            no_negations: List::of(&limits.no_negations)?,
            walls: List::of(&limits.walls)?,
            sums: List::of(&limits.sums)?,
            reasons: List::of(&limits.reasons)?,
            worries: List::of(&limits.worries)?,
            sayings: List::of(&limits.sayings)?,
            helhet: List::of(&file.objects.helhet)?,
            opens: List::of(&file.headings.opens)?,
            questions: List::of(&file.headings.questions)?,
            objects: file.objects,
            subjects: file.subjects,
            summary: file.headings.summary,
            heading_leads: file.headings.heading_leads,
            of_whole: file.headings.of_whole,
            question_leads: file.headings.question_leads,
            people: file.headings.people,
            recital: file.headings.recital,
            containers: file.headings.containers,
            inner: file.headings.inner,
            units: file.references.units.into_iter().map(Into::into).collect(),
            laws: file.references.laws,
            drafts: file.references.drafts,
            common: file.references.common,
            alike: file.references.alike,
            finite: file.headings.finite,
        };
        for data in file.verdict {
            lexicon.add(data, &limits.negations)?;
        }
        Ok(lexicon)
    }

    /// What a phrase says by itself.
    pub(super) fn means(&self, id: &str) -> Option<Means> {
        let mut phrases = self.phrases.iter();
        phrases
            .find(|phrase| phrase.id == id)
            .map(|phrase| phrase.means)
    }

    fn add(&mut self, data: PhraseData, negations: &[String]) -> Result<()> {
        for words in &data.patterns {
            let pattern = Pattern::parse(words)?;
            let at = self.patterns.len();
            match pattern.openings() {
                None => self.anywhere.push(at),
                Some(openings) => {
                    for opening in openings {
                        let known = self.by_opening.entry(opening).or_default();
                        if known.last() != Some(&at) {
                            known.push(at);
                        }
                    }
                }
            }
            let denies = pattern.names(negations);
            self.patterns.push((pattern, self.phrases.len(), denies));
        }
        self.phrases.push(Phrase {
            id: data.id,
            means: data.means,
            strength: data.strength,
            negated: data.negated,
            whole: data.whole,
            names: !data.weak,
            fixed: data.fixed,
            closed: [data.alone, data.alone || data.ends],
            sole: data.sole,
        });
        Ok(())
    }

    /// "Ja", "nej": a verdict only where nothing else is asked.
    pub(super) fn is_answer(&self, id: &str) -> bool {
        let mut named = self.phrases.iter().filter(|phrase| phrase.id == id);
        named.any(|phrase| phrase.closed[0])
    }

    /// The phrases of a sentence, in order; of those that overlap the longest.
    pub(super) fn hits(&self, words: &[Word<'_>]) -> Vec<Hit> {
        let mut found: Vec<(usize, Hit)> = Vec::new();
        for at in (0..words.len()).filter(|&at| !words[at].quoted) {
            let opened = opening(&words[at].says).and_then(|two| self.by_opening.get(&two));
            let here = opened.into_iter().flatten().chain(&self.anywhere);
            for &pattern in here {
                let (pattern, phrase, denies) = &self.patterns[pattern];
                let held = pattern.at(at, words);
                if let Some(held) = held.filter(|held| self.phrases[*phrase].stands(held, words)) {
                    let hit = Hit {
                        phrase: *phrase,
                        words: held,
                        denies: *denies,
                    };
                    found.push((pattern.words(), hit));
                }
            }
        }
        let strength = |hit: &Hit| self.phrases[hit.phrase].strength;
        // One that names more words goes first; then the longer.
        found.sort_by_key(|(named, hit)| {
            (
                Reverse(*named),
                Reverse(hit.words.len()),
                Reverse(strength(hit)),
                hit.words.start,
                hit.phrase,
            )
        });
        let mut taken = vec![false; words.len()];
        let mut kept: Vec<Hit> = Vec::new();
        for (_, hit) in found {
            let place = &mut taken[hit.words.clone()];
            if !place.contains(&true) {
                place.fill(true);
                kept.push(hit);
            }
        }
        kept.sort_by_key(|hit| hit.words.start);
        kept
    }
}

/// Words that tell no part of a proposal from another.
pub(in super::super) fn common_words() -> &'static [String] {
    &lexicon().common
}

/// Words that name one part of many proposals, group by group.
pub(in super::super) fn alike_words() -> &'static [Vec<String>] {
    &lexicon().alike
}

/// A verb that ends the name of a topic: "Beträffande dispenser ser vi …".
pub(in super::super) fn is_finite(word: &str) -> bool {
    lexicon().finite.iter().any(|verb| verb == word)
}

/// The word is in a list of words, `*end`s and `begin*`s.
pub(super) fn among(word: &str, list: &[String]) -> bool {
    list.iter().any(|form| {
        if let Some(end) = form.strip_prefix('*') {
            word.len() > end.len() && word.ends_with(end)
        } else if let Some(beginning) = form.strip_suffix('*') {
            word.starts_with(beginning)
        } else {
            word == form
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_data_is_well_formed() {
        assert!(super::lexicon().phrases.len() > 5);
    }
}
