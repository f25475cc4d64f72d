//! The stored records of one segment, as far as they can be read.
//!
//! The index panics on what it does not expect; here that only means that
//! there is nothing to read.

use super::disk::Disk;
use super::meta::Segment;
use super::record;
use super::whole::fits;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tantivy::directory::{Directory, FileSlice, OwnedBytes};
use tantivy::fastfield::AliveBitSet;
use tantivy::store::StoreReader;
use tantivy::{HasLen, TantivyDocument, TantivyError};

/// Blocks of records that are kept unpacked.
const BLOCKS: usize = 8;

/// Records by their numbers.
pub(super) struct Store {
    /// Stem of the segment's files.
    pub(super) stem: String,
    reader: StoreReader,
    alive: Option<AliveBitSet>,
    /// Their number, if it is known.
    pub(super) records: Option<u32>,
    /// The file is what was written.
    pub(super) sound: bool,
}

/// What stands under a number.
pub(super) enum Record {
    Read(TantivyDocument),
    Unreadable,
    End,
}

impl Store {
    pub(super) fn open(dir: &Path, segment: &Segment) -> Option<Self> {
        let path = dir.join(format!("{}.store", segment.stem));
        let content = content(&path)?;
        let alive = segment.deleted.as_ref().and_then(|name| {
            let path = dir.join(name);
            let bytes = content_if_sound(&path)?;
            quietly(|| Some(AliveBitSet::open(bytes)))
        });
        Some(Store {
            stem: segment.stem.clone(),
            reader: quietly(|| StoreReader::open(content, BLOCKS).ok())?,
            alive,
            records: segment.records,
            sound: fits(&path),
        })
    }

    /// Whether a record counts.
    pub(super) fn is_alive(&self, number: u32) -> bool {
        let known = self.alive.as_ref();
        known.is_none_or(|alive| quietly(|| Some(alive.is_alive(number))).unwrap_or(true))
    }

    pub(super) fn record(&self, number: u32) -> Record {
        let read = quietly(|| match self.reader.get_document_bytes(number) {
            Ok(_) => record::read(&self.reader, number).ok().map(Record::Read),
            Err(TantivyError::InvalidArgument(_)) => Some(Record::End),
            Err(_) => None,
        });
        read.unwrap_or(Record::Unreadable)
    }
}

/// A file of the index without what stands at its end.
fn content(path: &Path) -> Option<FileSlice> {
    let name = Path::new(path.file_name()?);
    let disk = Disk::open(path.parent()?).ok()?;
    let end = quietly(|| content_end(&FileSlice::new(disk.plain(name).ok()?)))?;
    quietly(|| Some(disk.open_read(name).ok()?.slice_to(end)))
}

/// Where the content of a file ends, though its end may be what is damaged.
fn content_end(file: &FileSlice) -> Option<usize> {
    const OPENS: &[u8] = b"{\"version\"";
    let tail_at = file.len().checked_sub(8)?;
    let tail = file.slice_from(tail_at).read_bytes().ok()?;
    let length = u32::from_le_bytes(tail.get(..4)?.try_into().ok()?) as usize;
    let from = file.len().saturating_sub(400);
    let end = file.slice_from(from).read_bytes().ok()?;
    match tail_at.checked_sub(length) {
        Some(at) if at >= from && end.get(at - from) == Some(&b'{') => Some(at),
        _ => memchr::memmem::rfind(&end, OPENS).map(|at| from + at),
    }
}

fn content_if_sound(path: &Path) -> Option<OwnedBytes> {
    let content = fits(path).then(|| content(path))??;
    quietly(|| content.read_bytes().ok())
}

/// Does what may panic on a damaged file.
pub(super) fn quietly<T>(read: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}
