//! The container of Word 97, of Outlook's mail and of encrypted office files
//! (OLE2): its streams, within limits. Reads from memory; knows nothing of what
//! stands in the streams.

use super::{container, encrypted, truncated};
use crate::decode::NotText;
use cfb::CompoundFile;
use std::io::{Cursor, Read};
use std::path::Path;

/// How such a file begins.
pub(super) const SIGN: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A container whose directory has been read.
pub(super) struct Compound<'b> {
    file: CompoundFile<Cursor<&'b [u8]>>,
    /// Bytes that may still be handed out: streams that overlap could add up to
    /// any number.
    left: u64,
}

impl<'b> Compound<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, NotText> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken_file(bytes))?;
        // Some streams are looked into twice.
        let left = 2 * bytes.len() as u64;
        Ok(Compound { file, left })
    }

    /// The bytes of a stream; `None` if there is none of that name.
    pub(super) fn stream(&mut self, path: &Path) -> Result<Option<Vec<u8>>, NotText> {
        if !self.file.is_stream(path) {
            return Ok(None);
        }
        let stream = self.file.open_stream(path).map_err(|_| broken())?;
        let mut bytes = Vec::new();
        let read = stream.take(self.left + 1).read_to_end(&mut bytes);
        read.map_err(|_| broken())?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(broken)?;
        Ok(Some(bytes))
    }

    pub(super) fn has(&self, path: &Path) -> bool {
        self.file.exists(path)
    }

    /// Names of what stands right in a storage, in their order there.
    pub(super) fn names(&self, storage: &Path) -> Vec<String> {
        let entries = self.file.read_storage(storage).into_iter().flatten();
        entries.map(|entry| entry.name().to_owned()).collect()
    }
}

/// What a container is of which no text is read.
pub(super) fn what_else(bytes: &[u8]) -> NotText {
    told_by_names(bytes).unwrap_or_else(|| {
        let what = "is an old Office document, which this version does not read";
        NotText::new(what, container::OFFICE)
    })
}

/// The same for one that does not hold together: what is in it can be seen.
fn broken_file(bytes: &[u8]) -> NotText {
    told_by_names(bytes).unwrap_or_else(|| {
        truncated("is an old Office document or a mail of Outlook's that is damaged")
    })
}

fn told_by_names(bytes: &[u8]) -> Option<NotText> {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if holds("EncryptedPackage") {
        Some(encrypted())
    } else if holds("__substg1.0_") || holds("__properties_version1.0") {
        Some(truncated("is a mail of Outlook's that is damaged"))
    } else if holds("WordDocument") {
        let what = "is an old Word document (Word 97–2003) that is damaged";
        Some(truncated(what))
    } else if holds("Workbook") || holds("PowerPoint Document") {
        let what = "is an old spreadsheet or presentation, not a text document";
        Some(NotText::new(what, container::OFFICE))
    } else {
        None
    }
}

fn broken() -> NotText {
    truncated("is damaged: its container does not hold together")
}
