//! The file of stored records, read with care.
//!
//! Its blocks are packed, and each says first how large it is unpacked: the
//! index asks for so much memory before it looks at the rest. Here what a block
//! says is held against its size, so that an archive from elsewhere cannot ask
//! for gigabytes with four bytes. Only this part of the file is looked at, and
//! only when it is read.
//!
//! A block is read, not mapped: whoever goes through fifty thousand papers
//! would otherwise keep all of them, packed, in memory.

use super::record;
use crate::files;
use std::fs::File;
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
/// What is longer is no block but many at once, which only a merge asks for; it
/// goes through them where they are mapped. A block has 16 KB unpacked, or one
/// record.
const LONGEST: usize = 1 << 20;

/// A file of stored records.
#[derive(Debug)]
pub(super) struct Blocks {
    mapped: Arc<dyn FileHandle>,
    file: File,
    /// Where the list of blocks begins: before it, all that is read is blocks.
    list: usize,
}

/// The same file, its blocks held against what they say. One whose end is not
/// what was written is given back as it is: who opens it will say so.
pub(super) fn guarded(mapped: Arc<dyn FileHandle>, file: File) -> io::Result<Arc<dyn FileHandle>> {
    let read = |from: usize, length: usize| {
        let bytes = mapped.read_bytes(from..from + length).ok()?;
        let mut number = [0; 8];
        number[..length].copy_from_slice(&bytes);
        usize::try_from(u64::from_le_bytes(number)).ok()
    };
    // The last 8 bytes: the length of what stands before them at the end, and a
    // mark.
    let ends = mapped.len().checked_sub(8);
    let content = ends.and_then(|at| at.checked_sub(read(at, 4)?));
    let Some(footer) = content.and_then(|content| content.checked_sub(FOOTER)) else {
        return Ok(mapped);
    };
    let Some(list) = read(footer + 4, 8).filter(|list| *list <= footer) else {
        return Err(changed("the list of its blocks is not in it"));
    };
    // The list begins with the number of its layers, each a byte or more.
    let bytes = footer - list;
    let opens = mapped.read_bytes(list..list + bytes.min(10))?;
    if record::number(&opens).is_none_or(|(layers, _)| layers > bytes) {
        return Err(changed(
            "the list of its blocks says that it is longer than it is",
        ));
    }
    Ok(Arc::new(Blocks { mapped, file, list }))
}

fn changed(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

impl HasLen for Blocks {
    fn len(&self) -> usize {
        self.mapped.len()
    }
}

impl FileHandle for Blocks {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.len() {
            return Err(changed("it is shorter than it says"));
        }
        let (is_block, packed) = (range.start < self.list, range.len() as u64);
        let bytes = match is_block && range.len() <= LONGEST {
            true => OwnedBytes::new(files::read_at(&self.file, range)?),
            false => self.mapped.read_bytes(range)?,
        };
        let told = bytes.get(..4).and_then(|told| told.try_into().ok());
        let unpacked = u64::from(u32::from_le_bytes(told.unwrap_or_default()));
        if is_block && unpacked > packed.saturating_mul(MOST_PACKED) {
            return Err(changed("a block says that it holds more than it can"));
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    /// A file with this content, list of blocks and end.
    fn store(blocks: &[u8], list: &[u8]) -> io::Result<Arc<dyn FileHandle>> {
        let mut file = [blocks, list, &2u32.to_le_bytes()].concat();
        file.extend_from_slice(&(blocks.len() as u64).to_le_bytes());
        file.extend_from_slice(&[0; 16]);
        // The index's own end, empty.
        file.extend_from_slice(&[0, 0, 0, 0, 0x39, 5, 0, 0]);
        let mut read = tempfile::tempfile()?;
        read.write_all(&file)?;
        guarded(Arc::new(OwnedBytes::new(file)), read)
    }

    #[test]
    fn a_block_that_claims_more_than_it_can_hold_is_not_read() {
        let honest = [&100u32.to_le_bytes()[..], &[7; 20]].concat();
        let boasting = [&u32::MAX.to_le_bytes()[..], &[7; 20]].concat();
        assert!(store(&honest, &[0x80]).unwrap().read_bytes(0..24).is_ok());
        let file = store(&boasting, &[0x80]).unwrap();
        assert!(file.read_bytes(0..24).is_err());
        assert!(file.read_bytes(0..10_000).is_err());
        assert!(*file.read_bytes(24..30).unwrap() == [0x80, 2, 0, 0, 0, 24][..]);
        // Other parts are no blocks.
        assert!(file.read_bytes(24..40).is_ok());
    }

    #[test]
    fn a_list_that_claims_more_than_it_has_is_refused() {
        assert!(store(&[7; 30], &[0x81, 0x80]).is_ok());
        assert!(store(&[7; 30], &[0x7F, 0x7F, 0x7F, 0x7F, 0xFF]).is_err());
    }
}
