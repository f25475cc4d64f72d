//! The words of an archive, with the number of units each stands in.

use super::read::unreadable_terms;
use crate::error::Result;
use memchr::memmem;
use std::collections::BTreeMap;
use std::fmt::Write;
use tantivy::Searcher;
use tantivy::schema::Field;

/// All exact forms, ascending, in one string.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The words, each with a line end behind it.
    text: String,
    /// Where each starts.
    starts: Vec<u32>,
    /// Units that hold it, none where it stands apart from units alone; those
    /// of replaced papers count until the archive is merged.
    units: Vec<u32>,
}

impl Vocabulary {
    /// The words of a field, counted, and those of another that are not; those
    /// that may be told.
    pub(super) fn read(
        searcher: &Searcher,
        (field, also): (Field, Option<Field>),
        may_tell: impl Fn(&str) -> bool,
    ) -> Result<Self> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            for one in [Some(field), also].into_iter().flatten() {
                let inverted = segment.inverted_index(one)?;
                let mut terms = inverted.terms().stream().map_err(unreadable_terms)?;
                while let Some((term, info)) = terms.next() {
                    let units = if one == field { info.doc_freq } else { 0 };
                    if let Ok(term) = std::str::from_utf8(term)
                        && may_tell(term)
                    {
                        *counts.entry(term.to_owned()).or_default() += units;
                    }
                }
            }
        }
        let mut words = Vocabulary::default();
        for (word, units) in counts {
            words.starts.push(words.text.len() as u32);
            words.units.push(units);
            words.text.push_str(&word);
            words.text.push('\n');
        }
        Ok(words)
    }

    /// The words, each on a line with its number of units.
    #[cfg_attr(not(feature = "engine"), allow(dead_code))]
    pub(crate) fn lines(&self) -> String {
        let mut lines = String::with_capacity(self.text.len() + 4 * self.len());
        for at in 0..self.len() {
            let _ = writeln!(lines, "{}\t{}", self.word(at), self.units[at]);
        }
        lines
    }

    /// The words that were written so; nothing of what was not.
    pub(crate) fn of_lines(lines: &str) -> Option<Self> {
        let mut words = Vocabulary::default();
        for line in lines.lines() {
            let (word, units) = line.rsplit_once('\t')?;
            words.starts.push(words.text.len() as u32);
            words.units.push(units.parse().ok()?);
            words.text.push_str(word);
            words.text.push('\n');
        }
        Some(words)
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// No words at all.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The words of all units, ascending, with the number of units each stands
    /// in.
    pub fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        let all = (0..self.len()).map(|at| (self.word(at), self.units[at]));
        all.filter(|(_, units)| *units > 0)
    }

    /// The same with the words that stand apart from units alone, in none.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, u32)> {
        (0..self.len()).map(|at| (self.word(at), self.units[at]))
    }

    fn word(&self, at: usize) -> &str {
        let start = self.starts[at] as usize;
        let end = self
            .starts
            .get(at + 1)
            .map_or(self.text.len(), |next| *next as usize);
        &self.text[start..end - 1]
    }

    /// Number of units a word stands in; 0 if it is none of these.
    pub fn units(&self, word: &str) -> u32 {
        let at = self.starts.partition_point(|&start| {
            let rest = &self.text[start as usize..];
            rest.split('\n').next().is_some_and(|known| known < word)
        });
        if at < self.len() && self.word(at) == word {
            self.units[at]
        } else {
            0
        }
    }

    /// The words that hold some letters, ascending, each once; also those that
    /// stand apart from units alone.
    pub fn holding<'v, 'l>(
        &'v self,
        letters: &'l str,
    ) -> impl Iterator<Item = &'v str> + use<'v, 'l> {
        let mut last = usize::MAX;
        memmem::find_iter(self.text.as_bytes(), letters.as_bytes()).filter_map(move |place| {
            let at = self
                .starts
                .partition_point(|&start| start as usize <= place)
                - 1;
            let new = at != last;
            last = at;
            new.then(|| self.word(at))
        })
    }
}
