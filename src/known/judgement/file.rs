//! A file of judgements cut into its entries, and what they come to in their order.

use super::{AskJudged, Correction, Entry, Judgement, Undone};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) correction: Vec<Correction>,
    #[serde(default)]
    pub(super) paper: Vec<Judgement>,
    #[serde(default)]
    pub(super) ask: Vec<AskJudged>,
    #[serde(default)]
    pub(super) undone: Vec<Undone>,
}

/// Entries in the order in which they were made. Who says the same again moves
/// what was said to the end: one entry, which is undone as one.
#[derive(Default)]
pub(super) struct Said {
    pub(super) entries: Vec<Option<Entry>>,
    /// Places of those in force, by their ids.
    held: HashMap<String, usize>,
    /// Each that is said or taken back: true while it is said.
    state: HashMap<String, bool>,
    /// How often that has changed. Who says the same once more changes nothing:
    /// else an older copy of the file could outweigh the one with the undo.
    pub(super) often: BTreeMap<String, usize>,
    /// What is taken back and does not stand before that.
    pub(super) elsewhere: BTreeMap<String, Undone>,
}

impl Said {
    pub(super) fn add(&mut self, entry: Entry) {
        self.turn(&entry.id, true);
        self.elsewhere.remove(&entry.id);
        let before = self.held.insert(entry.id.clone(), self.entries.len());
        if let Some(before) = before {
            self.entries[before] = None;
        }
        self.entries.push(Some(entry));
    }

    /// It is said or taken back now; true if that is a change.
    fn turn(&mut self, id: &str, said: bool) -> bool {
        let changes = self.state.insert(id.to_owned(), said) != Some(said);
        if changes {
            *self.often.entry(id.to_owned()).or_default() += 1;
        }
        changes
    }

    pub(super) fn undo(&mut self, undone: Undone) {
        if !self.turn(&undone.id, false) {
            return;
        }
        let at = self.held.remove(&undone.id);
        match at.and_then(|at| self.entries[at].as_mut()) {
            Some(entry) => entry.undone = Some(undone),
            None => drop(self.elsewhere.insert(undone.id.clone(), undone)),
        }
    }
}

/// The headings of entries.
const HEADINGS: [&str; 4] = ["[[correction]]", "[[paper]]", "[[ask]]", "[[undone]]"];

/// The file cut before each heading, with the number of lines before.
pub(super) fn entries(text: &str) -> Vec<(usize, &str)> {
    let (mut entries, mut start, mut start_line, mut at) = (Vec::new(), 0, 0, 0);
    for (line, words) in text.split_inclusive('\n').enumerate() {
        if HEADINGS.contains(&words.trim()) && at > start {
            entries.push((start_line, &text[start..at]));
            (start, start_line) = (at, line);
        }
        at += words.len();
    }
    entries.push((start_line, &text[start..]));
    entries
}

/// `before` lines stand before the text.
pub(super) fn parsed(text: &str, before: usize) -> Result<File> {
    let at = |span: std::ops::Range<usize>| {
        let lines = text.as_bytes()[..span.start.min(text.len())]
            .iter()
            .filter(|byte| **byte == b'\n');
        before + lines.count() + 1
    };
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(before + 1, at);
        Error::new(format!("line {line}: {}", error.message()))
            .cure("this one is left out; `remiss correct` writes the file")
    })
}
