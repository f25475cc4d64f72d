//! The ZIP container of office files: its members as text, within limits.
//! Reads from memory; writes nothing, so no member's path can lead anywhere.

use super::{encrypted, truncated};
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A part up to this size, in bytes, may be packed as tightly as it likes.
const SMALL_PART: u64 = 16 << 20;

/// A container whose directory has been read.
pub(super) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    pub(super) limits: Limits,
}

impl<'b> Container<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: Limits) -> Result<Self, NotText> {
        let Some(members) = members(bytes) else {
            return Err(truncated(
                "is truncated: the directory at the end of its container is missing",
            ));
        };
        limits.check(Limit::Members, members as u64)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        Ok(Container { archive, limits })
    }

    fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// A member as text; `None` if there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, NotText> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        // Decrypting would need a password: this is told from the raw member.
        let raw = self.archive.by_index_raw(index);
        if raw.map_err(|error| damaged(&error))?.encrypted() {
            return Err(encrypted());
        }
        let member = self.archive.by_index(index).map_err(|e| damaged(&e))?;
        let packed = member.compressed_size().max(1);
        let largest = self.limits.bytes(Limit::Part);
        let ratio = self.limits.get(Limit::Ratio);
        let limit = largest.min(packed.saturating_mul(ratio).max(SMALL_PART));
        let mut bytes = Vec::new();
        member
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| truncated(format!("is truncated or damaged in its part {name}")))?;
        if bytes.len() as u64 > limit {
            let passed = if limit == largest {
                Limit::Part
            } else {
                Limit::Ratio
            };
            return Err(self.limits.passed(passed));
        }
        text(bytes)
            .map(Some)
            .ok_or_else(|| truncated(format!("is damaged: its part {name} is not Unicode")))
    }

    /// Pictures came with the document.
    pub(super) fn has_pictures(&self) -> bool {
        let names = self.archive.file_names_raw();
        names
            .into_iter()
            .any(|name| name.starts_with(b"word/media/") || name.starts_with(b"Pictures/"))
    }

    /// What a container is that is no text document.
    pub(super) fn what_else(&mut self) -> NotText {
        const OFFICE: &str = "save it as DOCX, ODT or text if it holds an answer";
        let kind = self.part("mimetype").ok().flatten().unwrap_or_default();
        let is = |part: &str, word: &str| self.has(part) || kind.contains(word);
        if is("xl/workbook.xml", "spreadsheet") {
            NotText::new("is a spreadsheet, not a text document", OFFICE)
        } else if is("ppt/presentation.xml", "presentation") {
            NotText::new("is a presentation, not a text document", OFFICE)
        } else if kind.starts_with("application/epub") {
            NotText::new("is an e-book, which this version does not read", OFFICE)
        } else {
            NotText::new(
                "is a ZIP archive of other files",
                "unpack it and ingest the folder",
            )
        }
    }
}

/// Number of members by the end record, which also shows that the container
/// is whole: 22 bytes and a comment at the very end.
fn members(bytes: &[u8]) -> Option<usize> {
    let tail = &bytes[bytes.len().saturating_sub(22 + 0xFFFF)..];
    let at = memchr::memmem::rfind(tail, b"PK\x05\x06")?;
    let count = tail.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

fn damaged(error: &ZipError) -> NotText {
    match error {
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            NotText::new(
                "is packed in a way that office programs do not use",
                "open it and save it again",
            )
        }
        ZipError::InvalidPassword => encrypted(),
        _ => truncated("is truncated or damaged: its container does not hold together"),
    }
}

fn text(bytes: Vec<u8>) -> Option<String> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => {
            let (text, _, wrong) = encoding.decode(&bytes);
            (!wrong).then(|| text.into_owned())
        }
        None => String::from_utf8(bytes).ok(),
    }
}
