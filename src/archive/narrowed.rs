//! A view of the same commit that gives some papers alone: those that name a
//! referral. What is made of all papers of a reader then costs as much as that
//! referral has, however many others are stored.
//!
//! Words and names are those of the whole archive still.

#[cfg(feature = "serve")]
use super::listed::Stored;
use super::read::{BLOCKS, Reader, damage, unreadable_records, unreadable_terms};
use crate::error::Result;
use crate::referrals::Named;
use std::collections::BTreeSet;
use std::sync::Arc;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED};

impl Reader {
    /// The same with no papers but those that name a referral of these keys.
    pub(crate) fn narrowed(&self, keys: &BTreeSet<String>) -> Result<Reader> {
        // By what its papers are cited is told among all of them.
        self.papers()?;
        let stores = self.searcher.segment_readers().iter();
        let stores = stores.map(|segment| segment.get_store_reader(BLOCKS));
        Ok(Reader {
            stores: stores
                .collect::<std::io::Result<_>>()
                .map_err(unreadable_records)?,
            only: Some(self.naming(keys)?),
            searcher: self.searcher.clone(),
            fields: self.fields.clone(),
            apart: self.apart.clone(),
            analyser: Arc::clone(&self.analyser),
            ingest: self.ingest,
            vocabulary: Default::default(),
            parts: Default::default(),
            lengths: Default::default(),
            cited: self.cited.clone(),
            private: self.private.clone(),
            far: None,
        })
    }

    /// The papers that name a referral of these keys.
    fn naming(&self, keys: &BTreeSet<String>) -> Result<BTreeSet<DocAddress>> {
        let mut found = BTreeSet::new();
        for (at, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.fields.told)?;
            let range = inverted.terms().range().ge(Reader::REFERRAL);
            let mut terms = range.into_stream().map_err(unreadable_terms)?;
            while let Some((term, info)) = terms.next() {
                let Some(packed) = term.strip_prefix(Reader::REFERRAL.as_bytes()) else {
                    break;
                };
                let packed = std::str::from_utf8(packed).ok();
                let mut named = packed
                    .and_then(Named::unpacked)
                    .ok_or_else(|| damage("the name of a referral cannot be read"))?;
                named.rename(|title| self.shown(title));
                if !keys.contains(&named.key()) {
                    continue;
                }
                let mut postings =
                    inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    found.insert(DocAddress::new(at as u32, postings.doc()));
                    postings.advance();
                }
            }
        }
        Ok(found)
    }
}

#[cfg(feature = "serve")]
impl Reader {
    /// What names a paper's record as long as nothing of it is changed: what was
    /// read of it once need not be read anew of another commit.
    pub(crate) fn record_of(&self, stored: &Stored) -> (String, u32) {
        let segment = self.searcher.segment_reader(stored.address.segment_ord);
        (segment.segment_id().uuid_string(), stored.address.doc_id)
    }
}
