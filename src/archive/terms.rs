//! Names of records by the index's terms, where the records themselves cannot
//! be read: their files need not even be there.

use super::disk::Disk;
use super::schema::{PAPER, key};
use super::seal::{Sealed, Trouble};
use super::stores::quietly;
use super::whole::{fits, footer_of_nothing};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, SegmentReader, TERMINATED, Term};

/// The segments of which the terms can be read, by the stem of their files.
pub(super) struct Terms {
    segments: BTreeMap<String, (SegmentReader, Fields)>,
}

#[derive(Clone, Copy)]
struct Fields {
    source: Field,
    key: Field,
}

impl Terms {
    pub(super) fn new(dir: &Path) -> Self {
        let read = quietly(|| Terms::open(dir).ok());
        read.unwrap_or(Terms {
            segments: BTreeMap::new(),
        })
    }

    fn open(dir: &Path) -> tantivy::Result<Self> {
        let files = TermsAlone(Disk::open(dir)?);
        let index = Index::open(Sealed::new(Box::new(files), Trouble::at(dir)))?;
        let fields = Fields {
            source: index.schema().get_field("source")?,
            key: index.schema().get_field("key")?,
        };
        let mut segments = BTreeMap::new();
        for segment in index.searchable_segments()? {
            let stem = segment.id().uuid_string();
            let sound = ["term", "idx"]
                .iter()
                .all(|part| fits(&dir.join(format!("{stem}.{part}"))));
            let reader = sound.then(|| quietly(|| SegmentReader::open(&segment).ok()));
            if let Some(reader) = reader.flatten() {
                segments.insert(stem, (reader, fields));
            }
        }
        Ok(Terms { segments })
    }

    /// The paths of all papers of which a segment holds something, each with
    /// the start of the hash of its file if the segment tells it.
    pub(super) fn sources(&self, stem: &str) -> Option<BTreeMap<String, String>> {
        let (reader, fields) = self.segments.get(stem)?;
        let mut hashes: BTreeMap<u32, String> = BTreeMap::new();
        let prefix = key(PAPER, "");
        for (key, records) in living(reader, fields.key, &prefix)? {
            let hash = &key[prefix.len()..];
            hashes.extend(records.into_iter().map(|record| (record, hash.to_owned())));
        }
        let sources = living(reader, fields.source, "")?.into_iter();
        let named = sources.map(|(path, records)| {
            let hash = records.iter().find_map(|record| hashes.get(record));
            (path, hash.cloned().unwrap_or_default())
        });
        Some(named.collect())
    }

    /// The records of a segment that come from a file.
    pub(super) fn records_of(&self, stem: &str, path: &str) -> Option<Vec<u32>> {
        let (reader, fields) = self.segments.get(stem)?;
        quietly(|| records(reader, &Term::from_field_text(fields.source, path)))
    }
}

/// The terms of a field that begin so, and the records that hold them and
/// count.
fn living(reader: &SegmentReader, field: Field, prefix: &str) -> Option<Vec<(String, Vec<u32>)>> {
    quietly(|| {
        let inverted = reader.inverted_index(field).ok()?;
        let mut terms = inverted.terms().range().ge(prefix).into_stream().ok()?;
        let mut found = Vec::new();
        while let Some((term, _)) = terms.next() {
            let term = std::str::from_utf8(term).ok()?;
            if !term.starts_with(prefix) {
                break;
            }
            let records = records(reader, &Term::from_field_text(field, term))?;
            if !records.is_empty() {
                found.push((term.to_owned(), records));
            }
        }
        Some(found)
    })
}

fn records(reader: &SegmentReader, term: &Term) -> Option<Vec<u32>> {
    let inverted = reader.inverted_index(term.field()).ok()?;
    let postings = inverted.read_postings(term, IndexRecordOption::Basic);
    let mut found = Vec::new();
    let Some(mut postings) = postings.ok()? else {
        return Some(found);
    };
    while postings.doc() != TERMINATED {
        let record = postings.doc();
        let alive = reader.alive_bitset();
        if alive.is_none_or(|alive| alive.is_alive(record)) {
            found.push(record);
        }
        postings.advance();
    }
    Some(found)
}

/// The files of an archive, its stores empty: the terms can be read without
/// them.
#[derive(Clone, Debug)]
struct TermsAlone(Disk);

impl Directory for TermsAlone {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match path.extension().is_some_and(|part| part == "store") {
            true => Ok(Arc::new(OwnedBytes::new(footer_of_nothing()))),
            false => self.0.get_file_handle(path),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.0.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(callback)
    }

    // Nothing is written here.

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(io::ErrorKind::Unsupported.into()),
            filepath: path.to_owned(),
        })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let error = io::ErrorKind::Unsupported.into();
        Err(OpenWriteError::wrap_io_error(error, path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }
}
