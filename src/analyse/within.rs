//! Whether a word holds another as a part, when the other is known.
//!
//! Knowing what is looked for makes dividing easy: only what stands before
//! and behind has to be a word. Finds compounds with words that no list holds.

use super::compound::Splitter;
use super::{DATA, Part, Role, fold};
use crate::analyse::Analyser;

/// Shortest rest that may be a word on the word of the archive alone.
const SHORTEST_KNOWN: usize = 4;
/// Letters between those by which a part was found and its head, at most: the
/// rest of a base form ("murmelb|ane"), or a linking letter.
const LONGEST_LINK: usize = 4;

impl Analyser {
    /// The part of `word` (lower case) with this stem, if what is left of the
    /// word are words too: of our lists, or `known` to the archive. `letters`
    /// are those by which the part was found.
    pub fn part_of(
        &self,
        word: &str,
        stem: &str,
        letters: &str,
        known: &dyn Fn(&str) -> bool,
    ) -> Option<Part> {
        let mut places = word.match_indices(letters).map(|(at, _)| at);
        let search = Search {
            splitter: self.splitter(),
            stem,
            known,
        };
        places.find_map(|at| search.at(word, at, at + letters.len()))
    }
}

struct Search<'a> {
    splitter: Splitter<'static, 'a>,
    stem: &'a str,
    known: &'a dyn Fn(&str) -> bool,
}

impl Search<'_> {
    fn at(&self, word: &str, start: usize, end: usize) -> Option<Part> {
        let before = word[..start].trim_end_matches('-');
        if !before.is_empty() && !self.modifies(before) {
            return None;
        }
        let (stemmer, _) = &*DATA;
        let head = &word[start..];
        if start > 0 && self.splitter.lists.may_head(head) && fold(&stemmer.stem(head)) == self.stem
        {
            return Some(Part {
                range: start..word.len(),
                stem: self.stem.to_owned(),
                role: Role::Head,
            });
        }
        let mut ends = word[end..]
            .char_indices()
            .map(|(at, _)| end + at)
            .take(LONGEST_LINK + 1);
        ends.find_map(|cut| {
            let head = word[cut..].trim_start_matches('-');
            let modifier = word[start..cut].trim_end_matches('-');
            let fits = fold(&self.splitter.modifier_stem(modifier)) == self.stem;
            (fits && self.heads(head)).then(|| Part {
                range: start..start + self.splitter.without_link(modifier).len(),
                stem: self.stem.to_owned(),
                role: Role::Modifier,
            })
        })
    }

    /// The letters before a part are a word, or several.
    fn modifies(&self, before: &str) -> bool {
        if !self.splitter.lists.may_modify(before) {
            return false;
        }
        let bare = before.strip_suffix('s').unwrap_or(before);
        let known = before.chars().count() >= SHORTEST_KNOWN
            && ((self.known)(before) || (self.known)(bare) || (self.known)(&format!("{before}a")));
        known || self.splitter.modifies(before)
    }

    /// The letters behind a part are a word, several, or an ending that makes
    /// adjectives of nouns ("-mässig").
    fn heads(&self, after: &str) -> bool {
        if self.splitter.lists.is_suffix(after) {
            return true;
        }
        if !self.splitter.lists.may_head(after) {
            return false;
        }
        let known = after.chars().count() >= SHORTEST_KNOWN && (self.known)(after);
        known || self.splitter.heads(after)
    }
}
