//! Words of the archive that a word of the query may stand for: compounds
//! with it, words that fit a wildcard, words near in spelling.

use super::compile::tier;
use crate::analyse::{Word, undotted};
use crate::archive::{Reader, Vocabulary};
use crate::error::Result;
use crate::matching::{Key, Slot};
use std::collections::BTreeSet;

/// Shorter words are looked for as parts that the index knows alone.
const SHORTEST_PART: usize = 4;

/// An archive's words.
pub(super) struct Words<'r> {
    reader: &'r Reader,
    vocabulary: &'r Vocabulary,
}

impl<'r> Words<'r> {
    pub(super) fn new(reader: &'r Reader) -> Result<Self> {
        Ok(Words {
            reader,
            vocabulary: reader.vocabulary()?,
        })
    }

    /// Adds the compounds with a word that the index does not know by their
    /// parts.
    pub(super) fn compounds(&self, word: &Word, slot: &mut Slot) {
        let analyser = self.reader.analyser();
        let letters = word.stem.trim_end_matches('·');
        if letters.chars().count() < SHORTEST_PART || letters.contains(|c: char| !c.is_alphabetic())
        {
            return;
        }
        let known = |word: &str| self.vocabulary.units(word) > 0;
        for form in self.vocabulary.holding(letters) {
            let read = analyser.word(form);
            let indexed =
                read.stem == word.stem || read.parts.iter().any(|part| part.stem == word.stem);
            if indexed {
                continue;
            }
            let part = analyser.part_of(form, &word.stem, letters, &known);
            // What the analyser divides is divided there and nowhere else.
            let edge = |at: usize| {
                let mut edges = read
                    .parts
                    .iter()
                    .flat_map(|part| [part.range.start, part.range.end]);
                read.parts.is_empty() || edges.any(|edge| edge == at)
            };
            if let Some(part) = part.filter(|part| edge(part.range.start) && edge(part.range.end)) {
                slot.accept(Key::Exact, form, tier(part.role), Some(part.range));
            }
        }
    }

    /// Adds the stems of all compounds with a word: parts have no places of
    /// their own.
    pub(super) fn placed_compounds(&self, word: &Word, slot: &mut Slot) {
        let analyser = self.reader.analyser();
        let mut unknown = Slot::new(&slot.typed);
        self.compounds(word, &mut unknown);
        for (_, form, accept) in unknown.terms() {
            slot.accept(Key::Stem, &analyser.word(form).stem, accept.tier, None);
        }
        for form in self.vocabulary.holding(word.stem.trim_end_matches('·')) {
            let read = analyser.word(form);
            if let Some(part) = read.parts.iter().find(|part| part.stem == word.stem) {
                slot.accept(Key::Stem, &read.stem, tier(part.role), None);
            }
        }
    }
}

/// The words that fit a pattern with wildcards, in lower case. The last
/// letters also fit in another inflection: "*arbete" fits
/// "säkerhetsarbetet".
pub(super) fn glob<'r>(words: &Words<'r>, pattern: &str) -> BTreeSet<&'r str> {
    let pieces: Vec<&str> = pattern.split('*').collect();
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let Some(longest) = pieces.iter().max_by_key(|piece| piece.len()) else {
        return found;
    };
    found.extend(
        words
            .vocabulary
            .holding(longest)
            .filter(|form| fits(form, &pieces)),
    );
    let last = pieces[pieces.len() - 1];
    if last.chars().count() >= 3 {
        let word = words.reader.analyser().word(last);
        let stem = word.stem.as_str();
        let mut stemmed = pieces.clone();
        let end = stemmed.len() - 1;
        stemmed[end] = stem;
        let inflected = words
            .vocabulary
            .holding(stem)
            .filter(|form| fits(&words.reader.analyser().word(form).stem, &stemmed));
        found.extend(inflected);
    }
    found
}

/// Whether a word is made of these pieces, in order, with anything between.
fn fits(word: &str, pieces: &[&str]) -> bool {
    let [first, middle @ .., last] = pieces else {
        return pieces.first() == Some(&word);
    };
    let Some(mut rest) = word.strip_prefix(first) else {
        return false;
    };
    for piece in middle {
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// Words near in spelling, nearest first, as words or by their stems: what
/// it costs to change one into the other, in tenths of a letter. Dots and
/// rings cost little.
pub(super) fn near<'r>(words: &Words<'r>, wanted: &str) -> Vec<(usize, &'r str)> {
    let analyser = words.reader.analyser();
    let letters = wanted.chars().count();
    if letters < SHORTEST_NEAR {
        return Vec::new();
    }
    let most = if letters <= 5 { 10 } else { 20 };
    let stem = &analyser.word(wanted).stem;
    let longest = letters + LONGEST_INFLECTION;
    let candidates = words.vocabulary.words().filter(|(word, _)| {
        let length = word.chars().count();
        *word != wanted
            && length + 2 >= letters
            && length <= longest
            && !word.contains(|c: char| c.is_ascii_digit())
    });
    let mut found: Vec<(usize, std::cmp::Reverse<u32>, &str)> = candidates
        .filter_map(|(word, units)| {
            let whole = apart(wanted, word, most);
            // The stems are only worth comparing if the beginnings are alike.
            let start: String = word.chars().take(letters).collect();
            let stems = || {
                apart(wanted, &start, most)
                    .and_then(|_| apart(stem, &analyser.word(word).stem, most))
            };
            let cost = whole.or_else(stems)?;
            Some((cost, std::cmp::Reverse(units), word))
        })
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .map(|(cost, _, word)| (cost, word))
        .collect()
}

/// Shorter words are near to too many.
const SHORTEST_NEAR: usize = 3;
/// Inflections add so many letters at most.
const LONGEST_INFLECTION: usize = 6;

/// What it costs to change one word into another, if not more than `most`.
fn apart(a: &str, b: &str, most: usize) -> Option<usize> {
    let (longer, shorter) = (a.len().max(b.len()), a.len().min(b.len()));
    if longer - shorter > 8 {
        return None;
    }
    let bare = strsim::osa_distance(&undotted(a), &undotted(b));
    if bare * 10 > most {
        return None;
    }
    let whole = strsim::osa_distance(a, b);
    let cost = 10 * bare + 3 * whole.saturating_sub(bare);
    (cost <= most).then_some(cost)
}
