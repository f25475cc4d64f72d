//! A ZIP archive of documents → its files in a directory, under numbers.
//!
//! No name out of an archive ever becomes a path: the files are called 0, 1, 2,
//! and their names are only told. Archives in archives are unpacked as deep as
//! the limit says. Streams; holds no file in memory.

use super::names::{self, Found, is_hidden};
use crate::decode::{Charset, NotText, printable};
use crate::files;
use crate::formats;
use crate::limits::{Limit, Limits};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use zip::ZipArchive;

/// What was found in an archive.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Unpacked {
    pub(super) files: Vec<Member>,
    /// What could not be unpacked, by name.
    pub(super) refused: Vec<(String, NotText)>,
    /// What is no paper, by name.
    pub(super) passed: Vec<(String, Found)>,
}

/// A file that was unpacked.
#[derive(Serialize, Deserialize)]
pub(super) struct Member {
    /// Its name in the archive, made harmless.
    pub(super) name: String,
    /// What it is called in the directory.
    pub(super) number: usize,
    pub(super) size: u64,
}

/// Unpacks the papers of an archive into `dir`, and pictures if they are wanted.
pub(super) fn unpack(
    archive: File,
    dir: &Path,
    pictures: bool,
    limits: &Limits,
) -> Result<Unpacked, NotText> {
    let mut work = Work {
        dir,
        pictures,
        limits,
        found: Unpacked::default(),
        names: HashMap::new(),
        numbers: 0,
        size: 0,
    };
    work.archive(archive, "", 1)?;
    Ok(work.found)
}

struct Work<'w> {
    dir: &'w Path,
    pictures: bool,
    limits: &'w Limits,
    found: Unpacked,
    /// Names that are taken, and the last number given to another of each.
    names: HashMap<String, usize>,
    /// Files written so far.
    numbers: usize,
    /// Bytes written so far.
    size: u64,
}

impl Work<'_> {
    fn archive(&mut self, mut file: File, prefix: &str, depth: u64) -> Result<(), NotText> {
        self.limits.check(Limit::Archives, depth)?;
        formats::check_archive(&mut file, self.limits)?;
        for name in formats::names_told_twice(&mut file) {
            let name = harmless(&name_of(&name));
            self.refuse(format!("{prefix}{name}"), twice());
        }
        let mut archive = ZipArchive::new(file).map_err(|error| formats::zip_error(&error))?;
        for at in 0..archive.len() {
            let name = match archive.by_index_raw(at) {
                Ok(member) => harmless(&name_of(member.name_raw())),
                Err(error) => {
                    let reason = formats::zip_error(&error);
                    self.refuse(format!("{prefix}file {}", at + 1), reason);
                    continue;
                }
            };
            let hidden = name.split('/').any(|part| is_hidden(OsStr::new(part)));
            if name.is_empty() || hidden {
                continue;
            }
            let name = self.own(format!("{prefix}{name}"));
            if let Err(reason) = self.member(&mut archive, at, &name, depth) {
                self.refuse(name, reason);
            }
        }
        Ok(())
    }

    fn member(
        &mut self,
        archive: &mut ZipArchive<File>,
        at: usize,
        name: &str,
        depth: u64,
    ) -> Result<(), NotText> {
        let raw = archive.by_index_raw(at);
        let raw = raw.map_err(|error| formats::zip_error(&error))?;
        if raw.is_dir() {
            return Ok(());
        }
        if raw.is_symlink() {
            return Err(NotText::new(
                "is a link inside the archive",
                "give the file that it leads to",
            ));
        }
        let (locked, method, told) = (raw.encrypted(), raw.compression(), raw.size());
        drop(raw);
        // Whether it is wanted may stand in its first bytes.
        let found = Found::of(Path::new(name), || {
            let mut head = Vec::new();
            let packed = archive.by_index(at).ok()?;
            let read = packed.take(formats::HEAD as u64).read_to_end(&mut head);
            read.ok().map(|_| head)
        });
        if found == Found::Packed {
            return Err(names::packed());
        }
        if found == Found::Other || found == Found::Picture && !self.pictures {
            self.found.passed.push((name.to_owned(), found));
            return Ok(());
        }
        formats::check_packing(locked, method)?;
        self.check_size(told)?;
        let (number, size) = self.write(archive, at)?;
        let path = self.dir.join(number.to_string());
        let mut file = files::open(&path).map_err(|error| unwritable(&error))?;
        if formats::is_archive(&mut file) {
            let unpacked = self.archive(file, &format!("{name}/"), depth + 1);
            let _ = std::fs::remove_file(&path);
            return unpacked;
        }
        self.found.files.push(Member {
            name: name.to_owned(),
            number,
            size,
        });
        Ok(())
    }

    /// Writes a member into the directory; its number there, and its size.
    fn write(
        &mut self,
        archive: &mut ZipArchive<File>,
        at: usize,
    ) -> Result<(usize, u64), NotText> {
        let packed = archive.by_index(at);
        let mut packed = packed.map_err(|error| formats::zip_error(&error))?;
        let number = self.numbers;
        self.numbers += 1;
        let path = self.dir.join(number.to_string());
        let written = copy(&mut packed, &path, self.left() + 1);
        let size = written.and_then(|size| self.check_size(size).map(|()| size));
        let size = size.inspect_err(|_| {
            let _ = std::fs::remove_file(&path);
        })?;
        self.size += size;
        Ok((number, size))
    }

    /// Bytes that one more file may have.
    fn left(&self) -> u64 {
        let in_all = self.limits.bytes(Limit::Unpacked);
        let left = in_all.saturating_sub(self.size);
        left.min(self.limits.bytes(Limit::File))
    }

    fn check_size(&self, size: u64) -> Result<(), NotText> {
        self.limits.check_bytes(Limit::File, size)?;
        self.limits.check_bytes(Limit::Unpacked, self.size + size)
    }

    fn refuse(&mut self, name: String, reason: NotText) {
        self.found.refused.push((name, reason));
    }

    /// A name that no other file of the archive has.
    fn own(&mut self, name: String) -> String {
        let mut number = self.names.get(&name).copied().unwrap_or(1);
        let mut own = name.clone();
        while self.names.contains_key(&own) {
            number += 1;
            own = format!("{name} ({number})");
        }
        self.names.insert(name, number);
        self.names.entry(own.clone()).or_insert(1);
        own
    }
}

fn copy(packed: &mut impl Read, path: &Path, most: u64) -> Result<u64, NotText> {
    let mut out = File::create(path).map_err(|error| unwritable(&error))?;
    let mut piece = [0; 1 << 16];
    let mut size = 0;
    while size < most {
        let read = packed.read(&mut piece).map_err(|_| damaged())?;
        if read == 0 {
            break;
        }
        out.write_all(&piece[..read])
            .map_err(|error| unwritable(&error))?;
        size += read as u64;
    }
    Ok(size)
}

fn twice() -> NotText {
    NotText::new(
        "stands in its archive more than once, and only the last of these was read",
        "unpack the archive with a program that asks what to call them, and give the files",
    )
}

fn damaged() -> NotText {
    NotText::new(
        "is damaged inside its archive",
        "fetch the archive again; the download may have broken off",
    )
}

pub(super) fn unwritable(error: &std::io::Error) -> NotText {
    NotText::new(
        format!("cannot be unpacked: {error}"),
        "make room where temporary files go, or name another place with TMPDIR",
    )
}

/// Names are UTF-8, or else of the DOS that ZIP was made for.
fn name_of(raw: &[u8]) -> String {
    let dos = || Charset::of_code_page(850).decode(raw);
    String::from_utf8(raw.to_vec()).unwrap_or_else(|_| dos())
}

/// A member's name without what would lead out of a folder.
fn harmless(name: &str) -> String {
    let parts = name.split(['/', '\\']);
    let parts = parts.filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'));
    printable(&parts.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        assert_eq!(harmless("../../etc/passwd"), "etc/passwd");
        assert_eq!(harmless("C:\\svar\\a.txt"), "svar/a.txt");
        assert_eq!(harmless("/rot/./b\u{1b}.md"), "rot/b\u{FFFD}.md");
    }
}
