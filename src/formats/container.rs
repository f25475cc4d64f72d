//! The ZIP container of office files: its members as text, within limits.
//! Reads from memory; writes nothing, so no member's path can lead anywhere.

use super::{encrypted, truncated};
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use std::collections::BTreeSet;
use std::io::{self, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// What to do about a document of another kind.
pub(super) const OFFICE: &str = "save it as DOCX, ODT or text if it holds an answer";

/// A part up to this size, in bytes, may be packed as tightly as it likes.
const SMALL_PART: u64 = 16 << 20;

/// A container whose directory has been read.
pub(crate) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    pub(crate) limits: Limits,
}

impl<'b> Container<'b> {
    pub(crate) fn open(bytes: &'b [u8], limits: Limits) -> Result<Self, NotText> {
        check_archive(&mut Cursor::new(bytes), &limits)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_error(&error))?;
        Ok(Container { archive, limits })
    }

    fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// A member as text; `None` if there is none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, NotText> {
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        text(bytes)
            .map(Some)
            .ok_or_else(|| truncated(format!("is damaged: its part {name} is not Unicode")))
    }

    /// The same as it is.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, NotText> {
        let index = self.archive.index_for_name(name);
        index.map(|index| self.bytes_at(index)).transpose()
    }

    fn bytes_at(&mut self, index: usize) -> Result<Vec<u8>, NotText> {
        // Decrypting would need a password: this is told from the raw member.
        let raw = self.archive.by_index_raw(index);
        let raw = raw.map_err(|error| zip_error(&error))?;
        check_packing(raw.encrypted(), raw.compression())?;
        drop(raw);
        let member = self.archive.by_index(index).map_err(|e| zip_error(&e))?;
        let packed = member.compressed_size().max(1);
        let name = member.name().map(String::from).unwrap_or_default();
        let largest = self.limits.bytes(Limit::Part);
        let ratio = self.limits.get(Limit::Ratio);
        let limit = largest.min(packed.saturating_mul(ratio).max(SMALL_PART));
        let mut bytes = Vec::new();
        member
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| match error.kind() {
                ErrorKind::OutOfMemory => self.limits.passed(Limit::Memory),
                _ => truncated(format!("is truncated or damaged in its part {name}")),
            })?;
        if bytes.len() as u64 > limit {
            let passed = if limit == largest {
                Limit::Part
            } else {
                Limit::Ratio
            };
            return Err(self.limits.passed(passed));
        }
        Ok(bytes)
    }

    /// Hands out every member as it is, one after the other, and refuses a
    /// container whose members are too large, apart or together: for readers
    /// that unpack it themselves.
    pub(super) fn each(
        &mut self,
        mut look: impl FnMut(&str, &[u8]) -> Result<(), NotText>,
    ) -> Result<(), NotText> {
        let mut all = 0;
        for index in 0..self.archive.len() {
            let bytes = self.bytes_at(index)?;
            all += bytes.len() as u64;
            self.limits.check_bytes(Limit::Unpacked, all)?;
            let name = self.archive.name_for_index(index);
            let name = name.and_then(|name| name.ok()).unwrap_or_default();
            look(&name, &bytes)?;
        }
        Ok(())
    }

    /// What a container is that is no text document.
    pub(super) fn what_else(&mut self) -> NotText {
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
                "call it .zip, and its files are read",
            )
        }
    }
}

/// The end record of a container, which also shows that it is whole.
struct Directory {
    members: u16,
    size: u32,
    start: u32,
}

impl Directory {
    /// Looks for the record: 22 bytes, and a comment, at the very end.
    fn of(file: &mut (impl Read + Seek)) -> Option<Self> {
        const LONGEST: u64 = 22 + 0xFFFF;
        let size = file.seek(SeekFrom::End(0)).ok()?;
        file.seek(SeekFrom::Start(size.saturating_sub(LONGEST)))
            .ok()?;
        let mut tail = Vec::new();
        file.take(LONGEST).read_to_end(&mut tail).ok()?;
        let record = &tail[memchr::memmem::rfind(&tail, b"PK\x05\x06")?..];
        let word = |at: usize| {
            let bytes = record.get(at..at + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        Some(Directory {
            members: (word(8)? >> 16) as u16,
            size: word(12)?,
            start: word(16)?,
        })
    }

    /// Hands out the members' names, one after the other: a directory may be
    /// of any size. `None` if it breaks off.
    fn names(&self, file: &mut (impl Read + Seek), mut each: impl FnMut(Vec<u8>)) -> Option<()> {
        file.seek(SeekFrom::Start(self.start.into())).ok()?;
        let mut directory = BufReader::new(file.take(self.size.into()));
        for _ in 0..self.members {
            let mut entry = [0; 46];
            if directory.read_exact(&mut entry).is_err() || !entry.starts_with(b"PK\x01\x02") {
                break;
            }
            let length = |at: usize| u16::from_le_bytes([entry[at], entry[at + 1]]);
            let mut name = vec![0; length(28).into()];
            directory.read_exact(&mut name).ok()?;
            let more = u64::from(length(30)) + u64::from(length(32));
            let skipped = io::copy(&mut directory.by_ref().take(more), &mut io::sink());
            skipped.ok().filter(|&skipped| skipped == more)?;
            each(name);
        }
        Some(())
    }
}

/// The container is whole, and has no more members than it may.
pub(crate) fn check_archive(file: &mut (impl Read + Seek), limits: &Limits) -> Result<(), NotText> {
    let directory = Directory::of(file).ok_or_else(|| {
        truncated("is truncated: the directory at the end of its container is missing")
    })?;
    limits.check(Limit::Members, directory.members.into())
}

/// The file is a ZIP archive of other files, not a document in a container.
/// Reads its directory only. A broken one counts as a document: reading it
/// tells what is wrong.
pub(super) fn is_archive(file: &mut (impl Read + Seek)) -> bool {
    let mut sign = [0; 4];
    let signed = file.rewind().is_ok() && file.read_exact(&mut sign).is_ok();
    if !signed || !matches!(&sign, b"PK\x03\x04" | b"PK\x05\x06") {
        return false;
    }
    let mut document = false;
    let whole = Directory::of(file).and_then(|directory| {
        directory.names(file, |name| {
            document |= matches!(
                &name[..],
                b"[Content_Types].xml" | b"_rels/.rels" | b"mimetype"
            );
        })
    });
    whole.is_some() && !document
}

/// Names that several members have. Whoever looks members up by name meets only
/// one of each.
pub(crate) fn names_told_twice(file: &mut (impl Read + Seek)) -> BTreeSet<Vec<u8>> {
    let (mut seen, mut twice) = (BTreeSet::new(), BTreeSet::new());
    if let Some(directory) = Directory::of(file) {
        directory.names(file, |name| {
            if seen.contains(&name) {
                twice.insert(name);
            } else {
                seen.insert(name);
            }
        });
    }
    twice
}

/// A member can be unpacked: without a password, by a method that is known.
pub(crate) fn check_packing(locked: bool, method: CompressionMethod) -> Result<(), NotText> {
    match method {
        _ if locked => Err(encrypted()),
        CompressionMethod::Stored | CompressionMethod::Deflated => Ok(()),
        _ => Err(NotText::new(
            "is packed in a way that office programs do not use",
            "open it and save it again",
        )),
    }
}

/// Why a container or a member of it cannot be read.
pub(crate) fn zip_error(error: &ZipError) -> NotText {
    match error {
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
