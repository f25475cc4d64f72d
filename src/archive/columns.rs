//! The file of columns, read with care.
//!
//! The list of its columns stands in blocks, and each block says first how many
//! entries it has: the index keeps room for as many before it looks whether they
//! are there. Here what a block says is held against its size. Only that list is
//! looked at; it has a few hundred bytes.

use std::io;
use std::sync::Arc;
use tantivy::directory::FileHandle;

/// Behind the list of columns: its length, the number of rows, version and mark.
const FOOTER: usize = 8 + 4 + 8;
/// Behind the blocks and their index: where the index begins, the number of
/// entries, version.
const LIST_FOOTER: usize = 8 + 8 + 4;

/// The same file, if the list of its columns holds what it says. One whose end is
/// not what was written is given back as it is: who opens it will say so.
pub(super) fn guarded(file: Arc<dyn FileHandle>) -> io::Result<Arc<dyn FileHandle>> {
    match blocks(&file) {
        Some(blocks) if !holds_what_it_says(&blocks) => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "the list of its columns says that it is longer than it is",
        )),
        _ => Ok(file),
    }
}

/// The bytes of the blocks in which the columns are listed.
fn blocks(file: &Arc<dyn FileHandle>) -> Option<Vec<u8>> {
    let number = |from: usize, length: usize| {
        let bytes = file.read_bytes(from..from.checked_add(length)?).ok()?;
        let mut number = [0; 8];
        number[..length].copy_from_slice(&bytes);
        usize::try_from(u64::from_le_bytes(number)).ok()
    };
    // The last 8 bytes: the length of what stands before them at the end, and a
    // mark.
    let ends = file.len().checked_sub(8)?;
    let footer = ends.checked_sub(number(ends, 4)?)?.checked_sub(FOOTER)?;
    let list = footer.checked_sub(number(footer, 8)?)?;
    let list_footer = footer.checked_sub(LIST_FOOTER).filter(|at| *at >= list)?;
    let end = list.checked_add(number(list_footer, 8)?)?;
    let bytes = (end <= list_footer).then(|| file.read_bytes(list..end))?;
    Some(bytes.ok()?.to_vec())
}

/// Every entry takes a byte or more.
fn holds_what_it_says(blocks: &[u8]) -> bool {
    let mut rest = blocks;
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length) as usize;
        // The method comes first, then the number of entries.
        let Some(block) = behind.get(1..length).filter(|block| !block.is_empty()) else {
            break;
        };
        if entries(block) > block.len() as u64 {
            return false;
        }
        rest = &behind[length..];
    }
    true
}

/// Seven bits a byte, the least first; the last byte lacks the highest bit.
fn entries(block: &[u8]) -> u64 {
    let end = block.iter().position(|byte| byte & 0x80 == 0);
    let bytes = &block[..end.map_or(block.len(), |end| end + 1)];
    let seven = |(at, byte): (usize, &u8)| u64::from(byte & 0x7F).unbounded_shl(7 * at as u32);
    bytes
        .iter()
        .enumerate()
        .map(seven)
        .fold(0, |sum, part| sum | part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::directory::OwnedBytes;

    /// A file with no columns and this one block in their list.
    fn columns(block: &[u8]) -> io::Result<Arc<dyn FileHandle>> {
        let mut list = (block.len() as u32 + 1).to_le_bytes().to_vec();
        list.push(0);
        list.extend_from_slice(block);
        list.extend_from_slice(&[0; 4]);
        let blocks = list.len() as u64;
        list.extend_from_slice(&blocks.to_le_bytes());
        list.extend_from_slice(&[0; 12]);
        let length = list.len() as u64;
        list.extend_from_slice(&length.to_le_bytes());
        list.extend_from_slice(&[0; 12]);
        // The index's own end, empty.
        list.extend_from_slice(&[0, 0, 0, 0, 0x39, 5, 0, 0]);
        guarded(Arc::new(OwnedBytes::new(list)))
    }

    #[test]
    fn a_block_that_claims_more_entries_than_bytes_is_refused() {
        assert!(columns(&[3, 0, 9, 9, 1, b'a']).is_ok());
        assert!(columns(&[0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 9, 9]).is_err());
        assert_eq!(entries(&[0x81, 1, 7]), 129);
    }
}
