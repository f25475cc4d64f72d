//! Names of records by the index's terms, where the records themselves cannot
//! be read.

use super::disk::Disk;
use super::seal::{Sealed, Trouble};
use super::stores::quietly;
use super::whole::fits;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, SegmentReader, TERMINATED, Term};

/// The segments of which the terms can be read, by the stem of their files.
pub(super) struct Terms {
    segments: BTreeMap<String, (SegmentReader, Field)>,
}

impl Terms {
    pub(super) fn new(dir: &Path) -> Self {
        let read = quietly(|| Terms::open(dir).ok());
        read.unwrap_or(Terms {
            segments: BTreeMap::new(),
        })
    }

    fn open(dir: &Path) -> tantivy::Result<Self> {
        let index = Index::open(Sealed::new(Box::new(Disk::open(dir)?), Trouble::at(dir)))?;
        let source = index.schema().get_field("source")?;
        let mut segments = BTreeMap::new();
        for segment in index.searchable_segments()? {
            let stem = segment.id().uuid_string();
            let sound = ["term", "idx"]
                .iter()
                .all(|part| fits(&dir.join(format!("{stem}.{part}"))));
            let reader = sound.then(|| quietly(|| SegmentReader::open(&segment).ok()));
            if let Some(reader) = reader.flatten() {
                segments.insert(stem, (reader, source));
            }
        }
        Ok(Terms { segments })
    }

    /// The paths of all papers of which a segment holds something.
    pub(super) fn sources(&self, stem: &str) -> Option<BTreeSet<String>> {
        let (reader, source) = self.segments.get(stem)?;
        quietly(|| {
            let inverted = reader.inverted_index(*source).ok()?;
            let mut terms = inverted.terms().stream().ok()?;
            let mut found = BTreeSet::new();
            while let Some((term, _)) = terms.next() {
                let path = std::str::from_utf8(term).ok()?;
                if !self.records_of(stem, path)?.is_empty() {
                    found.insert(path.to_owned());
                }
            }
            Some(found)
        })
    }

    /// The records of a segment that come from a file.
    pub(super) fn records_of(&self, stem: &str, path: &str) -> Option<Vec<u32>> {
        let (reader, source) = self.segments.get(stem)?;
        quietly(|| {
            let inverted = reader.inverted_index(*source).ok()?;
            let term = Term::from_field_text(*source, path);
            let postings = inverted.read_postings(&term, IndexRecordOption::Basic);
            let mut found = Vec::new();
            let Some(mut postings) = postings.ok()? else {
                return Some(found);
            };
            while postings.doc() != TERMINATED {
                let record = postings.doc();
                if reader
                    .alive_bitset()
                    .is_none_or(|alive| alive.is_alive(record))
                {
                    found.push(record);
                }
                postings.advance();
            }
            Some(found)
        })
    }
}
