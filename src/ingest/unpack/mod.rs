//! What holds papers (a ZIP archive, a mail, a mailbox) → its files in a
//! directory, under numbers.
//!
//! No name out of an archive ever becomes a path: the files are called 0, 1, 2,
//! and their names are only told. Archives in archives and mails in mails are
//! opened as deep as the limits say. Holds one mail in memory, and no other file.

mod mails;
mod zip;

use super::names::{self, Found};
use crate::decode::{NotText, printable};
use crate::files;
use crate::formats::Bundle;
use crate::limits::{Limit, Limits};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;

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
/// `name` is what the archive is called.
pub(super) fn unpack(
    mut archive: File,
    name: &str,
    dir: &Path,
    pictures: bool,
    limits: &Limits,
) -> Result<Unpacked, NotText> {
    let bundle = Bundle::of(&mut archive).unwrap_or(Bundle::Zip);
    archive.rewind().map_err(|_| damaged())?;
    let mut work = Work {
        dir,
        name: harmless(name),
        pictures,
        limits,
        found: Unpacked::default(),
        names: HashMap::new(),
        numbers: 0,
        size: 0,
    };
    work.open(bundle, archive, "", Depth::default())?;
    Ok(work.found)
}

struct Work<'w> {
    dir: &'w Path,
    /// What the outermost archive is called.
    name: String,
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

/// How many archives and mails something stands in.
#[derive(Clone, Copy, Default)]
struct Depth {
    archives: u64,
    mails: u64,
}

impl Depth {
    fn inside(self, bundle: Bundle) -> Self {
        let is_archive = bundle == Bundle::Zip;
        Depth {
            archives: self.archives + u64::from(is_archive),
            mails: self.mails + u64::from(!is_archive),
        }
    }
}

impl Work<'_> {
    /// Opens what holds papers. `prefix` is its name as the start of theirs.
    fn open(
        &mut self,
        bundle: Bundle,
        file: File,
        prefix: &str,
        depth: Depth,
    ) -> Result<(), NotText> {
        let depth = depth.inside(bundle);
        self.check_depth(depth)?;
        match bundle {
            Bundle::Zip => self.zip(file, prefix, depth),
            Bundle::Mail => self.mail_of(file, prefix, depth),
            Bundle::Mailbox => self.mailbox(file, prefix, depth),
        }
    }

    fn check_depth(&self, depth: Depth) -> Result<(), NotText> {
        self.limits.check(Limit::Archives, depth.archives)?;
        self.limits.check(Limit::Mails, depth.mails)
    }

    /// Whether what was found is to be read; what is no paper is noted.
    fn wants(&mut self, found: Found, name: &str) -> Result<bool, NotText> {
        match found {
            Found::Packed => return Err(names::packed()),
            Found::Picture if self.pictures => {}
            Found::Other | Found::Picture => {
                self.found.passed.push((name.to_owned(), found));
                return Ok(false);
            }
            Found::Paper => {}
        }
        Ok(true)
    }

    /// Keeps a file that was written as a paper, or opens it in its turn.
    fn keep(&mut self, name: &str, number: usize, size: u64, depth: Depth) -> Result<(), NotText> {
        let path = self.dir.join(number.to_string());
        let mut file = files::open(&path).map_err(|error| unwritable(&error))?;
        if let Some(bundle) = Bundle::of(&mut file) {
            let opened = file.rewind().map_err(|_| damaged());
            let opened = opened.and_then(|()| self.open(bundle, file, &format!("{name}/"), depth));
            let _ = std::fs::remove_file(&path);
            return opened;
        }
        self.found.files.push(Member {
            name: name.to_owned(),
            number,
            size,
        });
        Ok(())
    }

    /// Writes a file into the directory; its number there, and its size.
    fn write(&mut self, content: &mut impl Read) -> Result<(usize, u64), NotText> {
        let number = self.numbers;
        self.numbers += 1;
        let path = self.dir.join(number.to_string());
        let written = copy(content, &path, self.left() + 1);
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
