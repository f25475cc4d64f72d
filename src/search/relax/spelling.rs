//! The nearest spelling of a word that stands nowhere.
//!
//! First the same letters with other marks (å, ä, ö and é typed without
//! them), then a letter too many, too few, wrong or changed with its
//! neighbour. Among equals the word that most units hold, and last one that stands
//! around them alone.

use crate::analyse::{Analyser, Role, Word, undotted};
use crate::archive::{Reader, Vocabulary};
use crate::error::Result;
use std::cmp::Reverse;

/// Letters from which a word may have one letter wrong, and two.
const ONE_WRONG: usize = 5;
const TWO_WRONG: usize = 9;
/// Inflections add so many letters at most.
const LONGEST_INFLECTION: usize = 6;
/// Letters that a stem needs to be compared with one letter wrong.
const SHORTEST_STEM: usize = 4;

/// A word of the archive that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    pub(super) word: String,
    /// The letters are the same but for their marks.
    pub(super) marks_alone: bool,
}

/// How far a word is from the one typed: letters, marks, whether only the
/// stems are compared.
type Distance = (usize, usize, bool);

/// Looks up spellings in one archive.
pub(super) struct Speller<'r> {
    analyser: &'r Analyser,
    words: &'r Vocabulary,
    /// Stems of the parts of its compounds.
    parts: &'r Vocabulary,
}

impl<'r> Speller<'r> {
    pub(super) fn new(reader: &'r Reader) -> Result<Self> {
        Ok(Speller {
            analyser: reader.analyser(),
            words: reader.vocabulary()?,
            parts: reader.parts()?,
        })
    }

    /// The spelling nearest to a word that stands nowhere, if one is near.
    pub(super) fn nearest(&self, typed: &str) -> Option<Spelling> {
        let word = self.analyser.word(typed);
        let wanted = Wanted::new(&word);
        let known = self.is_known(&word);
        // What the lists know is spelt right, but for what links its parts.
        let fits = |form: &str| !known || self.differs_by_link(&word, form);
        let whole = self.words.all().filter_map(|(form, units)| {
            let distance = wanted.distance(form, || self.analyser.word(form))?;
            fits(form).then(|| (distance, Reverse(units), form.to_owned()))
        });
        let nearest = whole.min().or_else(|| {
            let parts = self.parts.words().filter(|_| !known);
            let near = parts.filter_map(|(part, units)| {
                let stem = part.trim_matches('-');
                let whole = || wanted.apart(&word.exact, &wanted.bare, stem);
                let (letters, marks) = wanted.by_stem(stem).or_else(whole)?;
                Some(((letters, marks, true), Reverse(units), stem.to_owned()))
            });
            let mut near: Vec<_> = near.collect();
            near.sort();
            near.into_iter().find_map(|(distance, units, stem)| {
                Some((distance, units, self.part_as_written(&stem)?))
            })
        });
        nearest.map(|((letters, ..), _, word)| Spelling {
            word,
            marks_alone: letters == 0,
        })
    }

    /// The word with other marks that most units hold, whether this one stands
    /// or not.
    pub(super) fn marked(&self, typed: &str) -> Option<String> {
        let word = self.analyser.word(typed);
        let wanted = Wanted::new(&word);
        let same = self.words.all().filter_map(|(form, units)| {
            let distance = wanted.distance(form, || self.analyser.word(form))?;
            (distance.0 == 0 && distance.1 > 0).then_some((distance, Reverse(units), form))
        });
        same.min().map(|(_, _, form)| form.to_owned())
    }

    /// A part of a compound as one of the compounds writes it.
    fn part_as_written(&self, stem: &str) -> Option<String> {
        let letters = stem.trim_end_matches('·');
        let mut forms = self.words.holding(letters);
        forms.find_map(|form| {
            let read = self.analyser.word(form);
            let part = read.parts.iter().find(|part| part.stem == stem)?;
            let written = &form[part.range.clone()];
            (self.analyser.word(written).stem == stem).then(|| written.to_owned())
        })
    }

    /// Whether the analyser's lists, or the words that stand here, know a word
    /// or all its parts: then it is spelt right and only stands nowhere.
    fn is_known(&self, word: &Word) -> bool {
        let pieces = pieces(word);
        let stands = |letters: &str| self.words.units(letters) > 0;
        if pieces.len() < 2 {
            return is_listed(self.analyser, &word.exact);
        }
        pieces.iter().all(|(letters, _)| {
            stands(letters) || is_listed(self.analyser, letters) || {
                let stem = &self.analyser.word(letters).stem;
                stands(stem)
            }
        })
    }

    /// The same parts, linked otherwise: "kvalitetarbete".
    fn differs_by_link(&self, word: &Word, form: &str) -> bool {
        let read = self.analyser.word(form);
        let stems = |word: &Word| -> Vec<String> {
            let pieces = pieces(word).into_iter();
            pieces.map(|(_, stem)| stem).collect()
        };
        let (ours, theirs) = (stems(word), stems(&read));
        ours.len() > 1 && ours == theirs
    }
}

/// The word that is sought.
struct Wanted<'w> {
    word: &'w Word,
    letters: usize,
    /// Letters that may be wrong.
    wrong: usize,
    bare: String,
    bare_stem: String,
}

impl<'w> Wanted<'w> {
    fn new(word: &'w Word) -> Self {
        let letters = word.exact.chars().count();
        Wanted {
            word,
            letters,
            wrong: match letters {
                TWO_WRONG.. => 2,
                ONE_WRONG.. => 1,
                _ => 0,
            },
            bare: undotted(&word.exact).into_owned(),
            bare_stem: undotted(&word.stem).into_owned(),
        }
    }

    /// How far a word is, as a whole or by its stem; nothing if too far.
    fn distance(&self, form: &str, read: impl Fn() -> std::sync::Arc<Word>) -> Option<Distance> {
        let length = form.chars().count();
        let can_be = length + self.wrong >= self.letters
            && length <= self.letters + LONGEST_INFLECTION
            && form != self.word.exact
            && !form.contains(|c: char| c.is_ascii_digit());
        if !can_be {
            return None;
        }
        if let Some((letters, marks)) = self.apart(&self.word.exact, &self.bare, form) {
            return Some((letters, marks, false));
        }
        // Stems are only worth comparing if the beginnings are alike.
        let start: String = form.chars().take(self.letters).collect();
        let bare = undotted(&start);
        (strsim::osa_distance(&self.bare, &bare) <= self.wrong.max(1) + 1)
            .then(|| self.by_stem(&read().stem))?
            .map(|(letters, marks)| (letters, marks, true))
    }

    fn by_stem(&self, stem: &str) -> Option<(usize, usize)> {
        let found = self.apart(&self.word.stem, &self.bare_stem, stem)?;
        (found.0 == 0 || stem.chars().count() >= SHORTEST_STEM).then_some(found)
    }

    /// Letters and marks in which two words differ, if few enough do.
    fn apart(&self, wanted: &str, bare: &str, other: &str) -> Option<(usize, usize)> {
        if bare.len().abs_diff(other.len()) > 2 * self.wrong + MOST_MARKS {
            return None;
        }
        let letters = strsim::osa_distance(bare, &undotted(other));
        if letters > self.wrong {
            return None;
        }
        let whole = strsim::osa_distance(wanted, other);
        (letters == 0 || whole <= self.wrong).then(|| (letters, whole.saturating_sub(letters)))
    }
}

/// Bytes that marks add to a long word.
const MOST_MARKS: usize = 8;

/// The parts of a word that are no compounds themselves, with their stems, in
/// order; none of a word that does not divide.
pub(super) fn pieces(word: &Word) -> Vec<(&str, String)> {
    let mut cuts: Vec<usize> = word
        .parts
        .iter()
        .filter(|part| part.role == Role::Head)
        .map(|part| part.range.start)
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut found = Vec::new();
    let mut start = 0;
    for end in cuts.iter().copied().chain([word.exact.len()]) {
        let last = end == word.exact.len();
        let role = if last { Role::Head } else { Role::Modifier };
        let piece = word
            .parts
            .iter()
            .filter(|part| part.role == role && part.range.start == start && part.range.end <= end)
            .max_by_key(|part| part.range.end);
        found.extend(piece.map(|part| (&word.exact[part.range.clone()], part.stem.clone())));
        start = end;
    }
    found
}

/// Whether the analyser's lists know a word. The analyser is asked whether it
/// can stand behind a hyphen, as the head of a compound with a first part
/// that is beyond doubt.
fn is_listed(analyser: &Analyser, word: &str) -> bool {
    const FIRST: &str = "stad";
    let stem = &analyser.word(FIRST).stem;
    let compound = format!("{FIRST}-{word}");
    analyser
        .part_of(&compound, stem, FIRST, &|_| false)
        .is_some()
}
