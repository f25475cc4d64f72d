//! The file of stored records, read with care.
//!
//! Its blocks are packed, and each says first how large it is unpacked: the
//! index asks for so much memory before it looks at the rest. Here what a block
//! says is held against its size, so that an archive from elsewhere cannot ask
//! for gigabytes with four bytes. Only this part of the file is looked at, and
//! only when it is read.

use std::io;
use std::ops::Range;
use std::sync::Arc;
use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

/// LZ4 packs no more than so many bytes into one.
const MOST_PACKED: u64 = 255;
/// What stands at the end of the file, before what every file of the index has
/// at its end: version, offset of the list of blocks, method, room.
const FOOTER: usize = 28;

/// A file of stored records.
#[derive(Debug)]
pub(super) struct Blocks {
    file: Arc<dyn FileHandle>,
    /// Where the list of blocks begins: before it, all that is read is blocks.
    list: usize,
}

/// The same file, its blocks held against what they say. One whose end is not
/// what was written is given back as it is: who opens it will say so.
pub(super) fn guarded(file: Arc<dyn FileHandle>) -> io::Result<Arc<dyn FileHandle>> {
    let read = |from: usize, length: usize| {
        let bytes = file.read_bytes(from..from + length).ok()?;
        let mut number = [0; 8];
        number[..length].copy_from_slice(&bytes);
        usize::try_from(u64::from_le_bytes(number)).ok()
    };
    // The last 8 bytes: the length of what stands before them at the end, and a
    // mark.
    let ends = file.len().checked_sub(8);
    let content = ends.and_then(|at| at.checked_sub(read(at, 4)?));
    let Some(footer) = content.and_then(|content| content.checked_sub(FOOTER)) else {
        return Ok(file);
    };
    match read(footer + 4, 8).filter(|list| *list <= footer) {
        Some(list) => Ok(Arc::new(Blocks { file, list })),
        None => Err(changed("the list of its blocks is not in it")),
    }
}

fn changed(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

impl HasLen for Blocks {
    fn len(&self) -> usize {
        self.file.len()
    }
}

impl FileHandle for Blocks {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.len() {
            return Err(changed("it is shorter than it says"));
        }
        let (is_block, packed) = (range.start < self.list, range.len() as u64);
        let bytes = self.file.read_bytes(range)?;
        let told = bytes.get(..4).and_then(|told| told.try_into().ok());
        let unpacked = u64::from(u32::from_le_bytes(told.unwrap_or_default()));
        if is_block && unpacked > packed.saturating_mul(MOST_PACKED) {
            return Err(changed("a block says that it holds more than it can"));
        }
        Ok(bytes)
    }
}
