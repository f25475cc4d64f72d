//! What a text changed against another: dropped, added, other and moved
//! words, and among them the slips, which show copying where edits show
//! intent.

use super::layers::CUES;
use super::texts::Text;
use crate::analyse::Analyser;
use crate::overlap::align::{Op, edits};
use crate::text::lower;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// What was done to some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Left out.
    Dropped,
    /// Put in.
    Added,
    /// Put in place of others.
    Replaced,
    /// Put elsewhere.
    Moved,
}

impl What {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            What::Dropped => "dropped",
            What::Added => "added",
            What::Replaced => "replaced",
            What::Moved => "moved",
        }
    }
}

/// A change that nobody meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Figures that a scanner took for letters, or words that it parted.
    Scan,
    /// A letter or two apart from a word that others have.
    Spelling,
    /// A word fell out, and the sentence does not hold without it.
    Fallen,
    /// A word stands twice.
    Doubled,
}

impl Slip {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Slip::Scan => "scanning error",
            Slip::Spelling => "misspelling",
            Slip::Fallen => "a word fell out",
            Slip::Doubled => "a word stands twice",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub what: What,
    /// Words of the text it is compared with; empty for added ones.
    pub before: Range<usize>,
    /// Words of the text itself; empty for dropped ones.
    pub after: Range<usize>,
    /// It is a slip of the text itself.
    pub slip: Option<Slip>,
}

/// What tells a slip from an edit: the words of all texts, and their forms.
#[derive(Debug)]
pub(super) struct WordLists<'a> {
    analyser: &'a Analyser,
    /// In how many different wordings a word, or a shingle, stands.
    wordings: HashMap<u64, u32>,
}

impl<'a> WordLists<'a> {
    pub(super) fn of(texts: &[Text], same: &[u32], analyser: &'a Analyser) -> Self {
        let mut wordings = HashMap::new();
        let first = texts.iter().zip(same).enumerate();
        for (_, (text, _)) in first.filter(|(at, (_, same))| **same as usize == *at) {
            for word in text.words.hashes.iter().collect::<BTreeSet<_>>() {
                *wordings.entry(*word).or_insert(0) += 1;
            }
            for shingle in text.words.shingle_set() {
                *wordings.entry(shingle).or_insert(0) += 1;
            }
        }
        WordLists { analyser, wordings }
    }

    /// The shingle stands in another wording too.
    pub(super) fn is_shared(&self, shingle: u64) -> bool {
        self.wordings.get(&shingle).is_some_and(|count| *count > 1)
    }

    /// Some of these words of a text stand in one wording alone.
    fn is_unheard(&self, text: &Text, words: Range<usize>) -> bool {
        let mut words = text.words.hashes[words].iter();
        words.any(|word| self.wordings.get(word).is_none_or(|count| *count < 2))
    }
}

/// The changes that lead from one text to another, in order.
pub(super) fn changes(before: &Text, after: &Text, lists: &WordLists<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    for edit in edits(&before.words, &after.words) {
        let what = match edit.op {
            Op::Keep | Op::MovedAway => continue,
            Op::Delete => What::Dropped,
            Op::Insert => What::Added,
            Op::Replace => What::Replaced,
            Op::MovedHere => What::Moved,
        };
        let mut change = Change {
            what,
            before: edit.a,
            after: edit.b,
            slip: None,
        };
        change.slip = slip(before, after, &change, lists);
        found.push(change);
    }
    found
}

/// Words that are the same in both texts but written otherwise: the edits of
/// whoever printed it again. Word of the first text, word of the second.
pub fn spelt_otherwise(before: &Text, after: &Text) -> Vec<(usize, usize)> {
    let kept = edits(&before.words, &after.words);
    let kept = kept.into_iter().filter(|edit| edit.op == Op::Keep);
    let differ = |(a, b): &(usize, usize)| before.slice(*a..a + 1) != after.slice(*b..b + 1);
    kept.flat_map(|edit| edit.a.zip(edit.b))
        .filter(differ)
        .collect()
}

fn slip(before: &Text, after: &Text, change: &Change, lists: &WordLists<'_>) -> Option<Slip> {
    const FEW: usize = 2;
    match change.what {
        What::Dropped if change.before.len() <= FEW => {
            fell_out(after, change.after.start).then_some(Slip::Fallen)
        }
        What::Added if change.after.len() == 1 => {
            let (at, hashes) = (change.after.start, &after.words.hashes);
            let beside = [at.checked_sub(1), Some(at + 1)];
            let mut beside = beside.into_iter().flatten();
            let twice = beside.any(|other| hashes.get(other) == Some(&hashes[at]));
            twice.then_some(Slip::Doubled)
        }
        What::Replaced => {
            let was = lower(before.slice(change.before.clone()));
            let is = lower(after.slice(change.after.clone()));
            let unheard = || lists.is_unheard(after, change.after.clone());
            let one = change.before.len() == 1 && change.after.len() == 1;
            let parted = change.after.len() > change.before.len();
            if is_misread(&was, &is) || parted && is_parted(&was, &is) && unheard() {
                Some(Slip::Scan)
            } else {
                let misspelt = one && is_misspelt(&was, &is, lists.analyser) && unheard();
                misspelt.then_some(Slip::Spelling)
            }
        }
        _ => None,
    }
}

/// Before this word one is missing: the one before wants another, and what
/// stands here is a function word, or a sentence ends in between.
fn fell_out(text: &Text, at: usize) -> bool {
    if at == 0 || at >= text.words.len() {
        return false;
    }
    let word = |at: usize| lower(text.slice(at..at + 1));
    let gap = text.words.ranges[at - 1].end as usize..text.words.ranges[at].start as usize;
    let ends = text.flow.text[gap].contains(['.', '!', '?', '\n']);
    CUES.wanting.contains(&word(at - 1)) && (ends || CUES.function.contains(&word(at)))
}

/// The same figures, where letters that look like figures are taken for them.
fn is_misread(was: &str, is: &str) -> bool {
    let figures = |words: &str| -> String {
        let letters = words.chars().filter(|c| c.is_alphanumeric());
        letters
            .map(|c| match c {
                'i' | 'l' => '1',
                'o' => '0',
                c => c,
            })
            .collect()
    };
    let digit = |words: &str| words.contains(|c: char| c.is_ascii_digit());
    (digit(was) || digit(is)) && was != is && figures(was) == figures(is)
}

/// The same letters, parted where no hyphen was.
fn is_parted(was: &str, is: &str) -> bool {
    let letters =
        |words: &str| -> String { words.chars().filter(|c| c.is_alphanumeric()).collect() };
    letters(was) == letters(is) && was.chars().all(char::is_alphanumeric)
}

/// A long word one letter off (two, if it is very long) that is no other form
/// of the same word.
fn is_misspelt(was: &str, is: &str, analyser: &Analyser) -> bool {
    const LONG: usize = 6;
    const VERY_LONG: usize = 10;
    const LONGEST: usize = 60;
    let letters = was.chars().count().min(is.chars().count());
    if was.len().max(is.len()) > LONGEST {
        return false;
    }
    let off = strsim::osa_distance(was, is);
    let near = letters >= LONG && off == 1 || letters >= VERY_LONG && off == 2;
    let words = was
        .chars()
        .chain(is.chars())
        .all(|c| c.is_alphabetic() || c == '-');
    near && words && analyser.word(was).stem != analyser.word(is).stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_were_read_as_letters() {
        assert!(is_misread("2017", "20 i 7"));
        assert!(!is_misread("2017", "2018"));
        assert!(!is_misread("il", "li"));
    }

    #[test]
    fn another_form_is_no_misspelling() {
        let analyser = Analyser::default();
        assert!(is_misspelt(
            "kvalitetsprogram",
            "kvaltetsprogram",
            &analyser
        ));
        assert!(!is_misspelt("programmet", "programmen", &analyser));
        assert!(!is_misspelt("bra", "bro", &analyser));
    }
}
