//! Where papers of an archive meet that may hold one and the same answer, and
//! which are twins of which: keys in the index, no text.

use super::listed::Stored;
use super::read::{Reader, Strings, unreadable_terms};
use super::schema::{ALIKE, KNOWN, LIST, PAPER, REVIEWED, SETTLED, TWIN};
use crate::error::Result;

impl Reader {
    /// Content hashes of the papers that hold a unit with this likeness.
    pub(crate) fn alike(&self, likeness: u64) -> Result<Vec<String>> {
        let of = format!("{likeness:016x}");
        let mut found = self.hashes_under(&of, ALIKE)?;
        found.extend(self.hashes_under(&of, SETTLED)?);
        Ok(found)
    }

    /// Likenesses under which papers meet whose answers all count, as after a
    /// run that was cut off.
    pub(crate) fn meetings(&self) -> Result<Vec<u64>> {
        let mut all: Vec<u64> = Vec::new();
        self.keys(ALIKE, |likeness, papers| {
            let likeness = u64::from_str_radix(likeness, 16).unwrap_or(0);
            all.extend(std::iter::repeat_n(likeness, papers.min(2) as usize));
        })?;
        all.sort_unstable();
        let meet = all.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        Ok(meet.map(|same| same[0]).collect())
    }

    /// Starts of the content hashes of papers that have twins.
    pub(crate) fn with_twins(&self) -> Result<Vec<String>> {
        self.hashes_of(TWIN)
    }

    /// Starts of the content hashes of papers of which people know something.
    pub(crate) fn with_knowledge(&self) -> Result<Vec<String>> {
        self.hashes_of(KNOWN)
    }

    /// How many papers somebody has looked at.
    pub(crate) fn reviewed(&self) -> Result<usize> {
        if self.far().is_some() {
            return Ok(0);
        }
        Ok(self.hashes_of(REVIEWED)?.len())
    }

    /// Starts of the content hashes of lists that tell of papers.
    pub(crate) fn lists(&self) -> Result<Vec<String>> {
        self.hashes_of(LIST)
    }

    /// Hashes of what the file of a paper held before, where people have judged
    /// that.
    pub(crate) fn earlier(&self, stored: &Stored) -> Result<Vec<String>> {
        Ok(self.origin(stored)?.earlier)
    }

    fn hashes_of(&self, sort: &str) -> Result<Vec<String>> {
        let mut all = Vec::new();
        self.keys(sort, |sha256, _| all.push(sha256.to_owned()))?;
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// Every key of one sort, with the papers of each segment that have it.
    fn keys(&self, sort: &str, mut each: impl FnMut(&str, u32)) -> Result<()> {
        let (from, to) = (format!("{sort}:"), format!("{sort};"));
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.key)?;
            let terms = inverted.terms().range().ge(&from).lt(&to);
            let mut terms = terms.into_stream().map_err(unreadable_terms)?;
            while let Some((term, told)) = terms.next() {
                if let Ok(term) = std::str::from_utf8(&term[from.len().min(term.len())..]) {
                    each(term, told.doc_freq);
                }
            }
        }
        Ok(())
    }

    /// Content hashes of the papers that hold twins of the one with this hash.
    pub(crate) fn twins_of(&self, sha256: &str) -> Result<Vec<String>> {
        self.hashes_under(sha256, TWIN)
    }

    fn hashes_under(&self, of: &str, sort: &str) -> Result<Vec<String>> {
        let hash = |address| {
            let Strings(strings) = self.stored(address)?;
            let found = strings
                .into_iter()
                .find(|(field, _)| *field == self.fields.sha256);
            Ok(found.map_or_else(String::new, |(_, text)| text))
        };
        self.records(of, sort)?.into_iter().map(hash).collect()
    }

    /// The archive holds the paper with this content, or start of its hash.
    pub(crate) fn holds(&self, sha256: &str) -> Result<bool> {
        Ok(!self.records(sha256, PAPER)?.is_empty())
    }
}
