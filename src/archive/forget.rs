//! What was removed leaves every file of the archive: records, terms, and the
//! words by which it was found how compounds divide.

use super::Archive;
use super::read::{Reader, damage};
use super::vocabulary::Vocabulary;
use super::write::Writer;
use crate::analyse::Evidence;
use crate::error::Result;
use std::collections::{BTreeSet, HashSet};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

impl Writer {
    /// Reads what is to be deleted as the index will. It panics on lists that it
    /// did not write: here that is told as damage, in a thread of its own it ends
    /// the process.
    pub(super) fn look_at(&self, term: &Term) -> Result<()> {
        let stored = self.stored.iter();
        for segment in stored.flat_map(|stored| stored.segment_readers()) {
            let postings = segment
                .inverted_index(term.field())
                .and_then(|lists| Ok(lists.read_postings(term, IndexRecordOption::Basic)?));
            let Ok(Some(mut postings)) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if postings.doc() >= segment.max_doc() {
                    return Err(damage("a list of the index names a record that is none"));
                }
                postings.advance();
            }
        }
        Ok(())
    }

    /// Commits and ends writing like [`Writer::finish`]; no word stays that only
    /// removed papers had.
    pub(crate) fn finish_without_trace(mut self, archive: &Archive) -> Result<()> {
        self.write_commit(self.numbers.last())?;
        self.merge_deleted()?;
        let lasting = {
            let now = archive.reader()?;
            match now.evidence()? {
                Some(all) => {
                    let lasting = now.lasting(&all)?;
                    (lasting != all).then_some(lasting)
                }
                None => None,
            }
        };
        if let Some(lasting) = lasting {
            self.settle_anew(lasting)?;
        }
        self.finish()
    }
}

impl Reader {
    /// What of some evidence stands in a word that is here still. The rest has
    /// divided none of them, so that without it they are read as before.
    fn lasting(&self, all: &Evidence) -> Result<Evidence> {
        let entries: HashSet<&str> = all
            .modifiers
            .iter()
            .chain(&all.heads)
            .map(String::as_str)
            .collect();
        let mut found: HashSet<&str> = HashSet::new();
        let fields = [&self.fields, &self.apart];
        for field in fields
            .map(|fields| [fields.exact, fields.stem, fields.parts])
            .as_flattened()
        {
            let words = Vocabulary::read(&self.searcher, (*field, None), |_| true)?;
            for (word, _) in words.words() {
                parts_of(word, &entries, &mut found);
            }
        }
        let keep = |some: &BTreeSet<String>| {
            let kept = some.iter().filter(|word| found.contains(word.as_str()));
            kept.cloned().collect()
        };
        Ok(Evidence {
            modifiers: keep(&all.modifiers),
            heads: keep(&all.heads),
        })
    }
}

/// Finds the entries that are a part of a word.
fn parts_of<'e>(word: &str, entries: &HashSet<&'e str>, found: &mut HashSet<&'e str>) {
    /// Letters of words that are looked at; no longer one is divided.
    const LONGEST: usize = 64;
    let places = word.char_indices().map(|(at, _)| at).take(LONGEST);
    let places: Vec<usize> = places.chain([word.len()]).collect();
    for (number, from) in places.iter().enumerate() {
        for to in &places[number + 1..] {
            found.extend(entries.get(&word[*from..*to]));
        }
    }
}
