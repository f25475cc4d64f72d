//! Phrases over words and lists of words: `bör ..8 <change>`.
//!
//! As the cues' patterns (`ord*`, `*ord`, `a|b`, `..3`), and besides `<name>`
//! for any word of a named list, `<own>` for the respondent and `#` for a
//! number. Which lists a word is in is looked up once a
//! word, however many phrases ask.

use crate::error::{Error, Result};
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A set of lists, one bit each.
pub(super) type Lists = u64;

/// Letters by which beginnings and ends of words are shelved.
const SHELF: usize = 3;

/// Named lists of words.
#[derive(Debug, Default)]
pub(super) struct Words {
    names: BTreeMap<String, u32>,
    whole: HashMap<String, Lists>,
    begins: HashMap<String, Vec<(String, Lists)>>,
    ends: HashMap<String, Vec<(String, Lists)>>,
}

impl Words {
    /// Reads lists; each word as written, by its beginning or by its end.
    pub(super) fn new(lists: &BTreeMap<String, Vec<String>>) -> Result<Self> {
        let mut words = Words::default();
        if lists.len() > Lists::BITS as usize {
            return Err(Error::new("there are too many lists of words"));
        }
        for (bit, (name, list)) in lists.iter().enumerate() {
            words.names.insert(name.clone(), bit as u32);
            for word in list {
                words.add(word, 1 << bit)?;
            }
        }
        Ok(words)
    }

    fn add(&mut self, word: &str, list: Lists) -> Result<()> {
        let shelf = |shelves: &mut HashMap<String, Vec<(String, Lists)>>, key: &str, word: &str| {
            let shelf = shelves.entry(key.to_owned()).or_default();
            shelf.push((word.to_owned(), list));
        };
        let short = || Error::new(format!("\"{word}\" is too short to be part of a word"));
        if let Some(end) = word.strip_prefix('*') {
            shelf(&mut self.ends, tail(end).ok_or_else(short)?, end);
        } else if let Some(beginning) = word.strip_suffix('*') {
            shelf(
                &mut self.begins,
                head(beginning).ok_or_else(short)?,
                beginning,
            );
        } else {
            *self.whole.entry(word.to_owned()).or_default() |= list;
        }
        Ok(())
    }

    /// The bit of a list.
    pub(super) fn list(&self, name: &str) -> Result<Lists> {
        let bit = self.names.get(name);
        bit.map(|bit| 1 << bit)
            .ok_or_else(|| Error::new(format!("there is no list of words <{name}>")))
    }

    /// The lists that hold a word.
    fn of(&self, word: &str) -> Lists {
        let mut lists = self.whole.get(word).copied().unwrap_or_default();
        let begun = head(word).and_then(|key| self.begins.get(key));
        for (beginning, list) in begun.into_iter().flatten() {
            if word.starts_with(beginning.as_str()) {
                lists |= list;
            }
        }
        let ended = tail(word).and_then(|key| self.ends.get(key));
        for (end, list) in ended.into_iter().flatten() {
            if word.ends_with(end.as_str()) {
                lists |= list;
            }
        }
        lists
    }
}

fn head(word: &str) -> Option<&str> {
    let end = word
        .char_indices()
        .nth(SHELF)
        .map_or(word.len(), |(at, _)| at);
    (word.chars().count() >= SHELF).then(|| &word[..end])
}

fn tail(word: &str) -> Option<&str> {
    let start = word.char_indices().rev().nth(SHELF - 1)?.0;
    Some(&word[start..])
}

/// A word of a sentence, and the lists that hold it once somebody asked.
#[derive(Debug)]
pub(super) struct Seen<'w> {
    pub(super) word: &'w str,
    /// The respondent means itself by it.
    pub(super) own: bool,
    words: &'w Words,
    lists: Cell<Option<Lists>>,
}

impl<'w> Seen<'w> {
    pub(super) fn new(word: &'w str, own: bool, words: &'w Words) -> Self {
        let lists = Cell::new(None);
        Seen {
            word,
            own,
            words,
            lists,
        }
    }

    /// It is in one of these lists.
    pub(super) fn is(&self, lists: Lists) -> bool {
        let held = self.lists.get().unwrap_or_else(|| {
            let held = self.words.of(self.word);
            self.lists.set(Some(held));
            held
        });
        held & lists != 0
    }
}

/// One phrase.
#[derive(Debug)]
pub(super) struct Phrase {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    /// Words that may stand before it.
    gap: usize,
    lists: Lists,
    /// Any number.
    number: bool,
    /// Any word by which the respondent means itself.
    own: bool,
    whole: Vec<String>,
    begins: Vec<String>,
    ends: Vec<String>,
}

impl Phrase {
    pub(super) fn parse(text: &str, words: &Words) -> Result<Self> {
        let mut steps = Vec::new();
        let mut gap = 0;
        for word in text.split_whitespace() {
            if let Some(reach) = word.strip_prefix("..") {
                gap = reach
                    .parse()
                    .map_err(|_| Error::new(format!("\"{text}\": \"{word}\" is no gap")))?;
                continue;
            }
            steps.push(Step::parse(word, gap, words)?);
            gap = 0;
        }
        match steps.is_empty() {
            true => Err(Error::new("a phrase is empty")),
            false => Ok(Phrase { steps }),
        }
    }

    /// The words as written that it opens with; `None` where it can open with
    /// others.
    pub(super) fn openings(&self) -> Option<&[String]> {
        let first = &self.steps[0];
        let plain = first.lists == 0
            && !first.number
            && !first.own
            && first.begins.is_empty()
            && first.ends.is_empty();
        plain.then_some(&first.whole)
    }

    /// The words from `at` that it matches, the shortest run.
    pub(super) fn at(&self, at: usize, words: &[Seen<'_>]) -> Option<Range<usize>> {
        let opens = self.steps[0].meets(&words[at]);
        let end = opens.then(|| self.rest(1, at + 1, words))?;
        end.map(|end| at..end)
    }

    fn rest(&self, step: usize, from: usize, words: &[Seen<'_>]) -> Option<usize> {
        let Some(wanted) = self.steps.get(step) else {
            return Some(from);
        };
        let reach = (from + wanted.gap + 1).min(words.len());
        let mut places = (from..reach).filter(|&at| wanted.meets(&words[at]));
        places.find_map(|at| self.rest(step + 1, at + 1, words))
    }
}

fn is_number(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '§' | ' '))
}

impl Step {
    fn parse(word: &str, gap: usize, words: &Words) -> Result<Self> {
        let mut step = Step {
            gap,
            lists: 0,
            number: false,
            own: false,
            whole: Vec::new(),
            begins: Vec::new(),
            ends: Vec::new(),
        };
        for form in word.split('|') {
            let list = form
                .strip_prefix('<')
                .and_then(|rest| rest.strip_suffix('>'));
            if form == "<own>" {
                step.own = true;
            } else if let Some(name) = list {
                step.lists |= words.list(name)?;
            } else if form == "#" {
                step.number = true;
            } else if let Some(end) = form.strip_prefix('*') {
                step.ends.push(end.to_owned());
            } else if let Some(beginning) = form.strip_suffix('*') {
                step.begins.push(beginning.to_owned());
            } else {
                step.whole.push(form.to_owned());
            }
        }
        Ok(step)
    }

    fn meets(&self, seen: &Seen<'_>) -> bool {
        self.whole.iter().any(|form| seen.word == form)
            || self
                .begins
                .iter()
                .any(|form| seen.word.starts_with(form.as_str()))
            || self
                .ends
                .iter()
                .any(|form| seen.word.ends_with(form.as_str()))
            || self.lists != 0 && seen.is(self.lists)
            || self.number && is_number(seen.word)
            || self.own && seen.own
    }
}
