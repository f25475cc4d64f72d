//! How many units hold each stem, and how many of those that a plan matches: one
//! walk over the index, of which no stored text is read.

use super::read::{Reader, unreadable_terms};
use crate::error::Result;
use crate::matching::Plan;
use std::collections::BTreeMap;
use tantivy::schema::IndexRecordOption;

/// Units that a plan matches, all units, and by stem of both how many hold it.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    pub(crate) matching: usize,
    pub(crate) all: usize,
    pub(crate) stems: BTreeMap<String, [u32; 2]>,
}

impl Reader {
    /// Counts the stems that `wanted` lets through.
    pub(crate) fn beside(&self, plan: &Plan, wanted: impl Fn(&str) -> bool) -> Result<Beside> {
        let found = self.evaluate(plan)?;
        let mut beside = Beside {
            matching: found.iter().map(Vec::len).sum(),
            all: self.unit_count()?,
            stems: BTreeMap::new(),
        };
        for (segment, found) in self.searcher.segment_readers().iter().zip(found) {
            let mut matching = vec![false; segment.max_doc() as usize];
            for (doc, _) in found {
                matching[doc as usize] = true;
            }
            let alive = segment.alive_bitset();
            let inverted = segment.inverted_index(self.fields.stem)?;
            let mut terms = inverted.terms().stream().map_err(unreadable_terms)?;
            while let Some((term, info)) = terms.next() {
                let Ok(stem) = std::str::from_utf8(term) else {
                    continue;
                };
                if !wanted(stem) {
                    continue;
                }
                let option = IndexRecordOption::Basic;
                let mut postings = inverted
                    .read_block_postings_from_terminfo(info, option)
                    .map_err(unreadable_terms)?;
                let [mut with, mut all] = [0, 0];
                while postings.block_len() > 0 {
                    for &doc in postings.docs() {
                        if alive.is_none_or(|alive| alive.is_alive(doc)) {
                            all += 1;
                            with += u32::from(matching.get(doc as usize) == Some(&true));
                        }
                    }
                    postings.advance();
                }
                match beside.stems.get_mut(stem) {
                    Some(known) => *known = [known[0] + with, known[1] + all],
                    None if all > 0 => drop(beside.stems.insert(stem.to_owned(), [with, all])),
                    None => {}
                }
            }
        }
        Ok(beside)
    }
}
