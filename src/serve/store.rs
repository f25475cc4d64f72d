//! The user's folder that new papers are put in: each under a name of its own,
//! whole or not at all, never in the place of another. The only part of the page
//! that touches files.

use crate::document::sha256_hex;
use crate::error::{Error, Result};
use crate::files;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Letters of a name at most, in bytes, its ending included.
const LONGEST: usize = 120;
/// Files of one name, at most.
const SAME: usize = 1_000;

/// A file that is being received.
pub(super) struct Incoming {
    folder: PathBuf,
    name: String,
    file: NamedTempFile,
    hash: Sha256,
    bytes: u64,
    most: u64,
}

/// A file that was received.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) sha256: String,
}

impl Incoming {
    /// Begins to receive a file into a folder, which is made where it is not.
    pub(super) fn begin(folder: &Path, name: &str, most: u64) -> Result<Self> {
        let made = std::fs::create_dir_all(folder);
        let file = made.and_then(|()| {
            tempfile::Builder::new()
                .prefix(".remiss-")
                .tempfile_in(folder)
        });
        Ok(Incoming {
            folder: folder.to_owned(),
            name: safe(name),
            file: file.map_err(|error| unwritten(folder, &error))?,
            hash: Sha256::new(),
            bytes: 0,
            most,
        })
    }

    /// Takes some more of it.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes += bytes.len() as u64;
        if self.bytes > self.most {
            let what = format!(
                "{} is larger than the {} MB that are read of a file",
                self.name,
                self.most >> 20
            );
            return Err(Error::new(what).cure("`remiss limits` tells how to change that"));
        }
        self.hash.update(bytes);
        self.file
            .write_all(bytes)
            .map_err(|error| unwritten(&self.folder, &error))
    }

    /// It is whole: it gets its name, or that of the file that holds the same.
    pub(super) fn end(mut self) -> Result<Stored> {
        let unwritten_here = |error: &std::io::Error| unwritten(&self.folder, error);
        self.file.flush().map_err(|error| unwritten_here(&error))?;
        self.file
            .as_file()
            .sync_all()
            .map_err(|error| unwritten_here(&error))?;
        let sha256: String = self
            .hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let mut file = self.file;
        for number in 1..=SAME {
            let name = numbered(&self.name, number);
            let path = self.folder.join(&name);
            match file.persist_noclobber(&path) {
                Ok(_) => {
                    return Ok(Stored { path, name, sha256 });
                }
                Err(failed) if failed.error.kind() == std::io::ErrorKind::AlreadyExists => {
                    if holds(&path, &sha256, self.bytes) {
                        return Ok(Stored { path, name, sha256 });
                    }
                    file = failed.file;
                }
                Err(failed) => return Err(unwritten(&path, &failed.error)),
            }
        }
        let what = format!("there are too many files called {}", self.name);
        Err(Error::new(what)
            .at(&self.folder)
            .cure("give it another name"))
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> Error {
    Error::new(format!("cannot be written: {error}"))
        .at(path)
        .cure("make it writable, or name another folder with papers = \"…\" in remiss.toml")
}

/// A file that is there holds the same.
fn holds(path: &Path, sha256: &str, bytes: u64) -> bool {
    let is_long = std::fs::metadata(path).is_ok_and(|found| found.len() == bytes);
    is_long && files::read(path, bytes).is_ok_and(|found| sha256_hex(&found) == *sha256)
}

/// "svar.pdf" → "svar-2.pdf".
fn numbered(name: &str, number: usize) -> String {
    match (number, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (number, Some((stem, ending))) => format!("{stem}-{number}.{ending}"),
        (number, None) => format!("{name}-{number}"),
    }
}

/// One part of a path that any system takes and that is not hidden: whatever
/// somebody called the file, it leads nowhere.
pub(super) fn safe(name: &str) -> String {
    /// Names that are devices on Windows, whatever they end in.
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let plain = |c: char| match c {
        c if c.is_alphanumeric() => c,
        ' ' | '-' | '_' | '.' | '(' | ')' | ',' | '&' | '+' | '§' => c,
        _ => '_',
    };
    let plain: String = last.chars().map(plain).collect();
    let plain = plain.trim_matches([' ', '.']);
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 8 => {
            (stem, format!(".{ending}"))
        }
        _ => (plain, String::new()),
    };
    let mut stem = stem.trim_end_matches([' ', '.']).to_owned();
    while stem.len() + ending.len() > LONGEST {
        stem.pop();
    }
    let low = stem.to_lowercase();
    let numbered = |kind: &str| low.strip_prefix(kind).is_some_and(|rest| rest.len() == 1);
    let is_device = DEVICES.contains(&low.split('.').next().unwrap_or(""))
        || numbered("com")
        || numbered("lpt");
    match stem.is_empty() || is_device {
        true => format!("fil-{stem}{ending}"),
        false => format!("{stem}{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere() {
        for (name, safely) in [
            ("svar från Åsö (2).pdf", "svar från Åsö (2).pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\win.ini", "win.ini"),
            (".bashrc", "bashrc"),
            ("..", "fil-"),
            ("", "fil-"),
            ("a\u{0}b\n.pdf", "a_b_.pdf"),
            ("CON.pdf", "fil-CON.pdf"),
            ("com1", "fil-com1"),
            ("~$svar.docx", "__svar.docx"),
        ] {
            assert_eq!(safe(name), safely, "{name}");
        }
        let long = safe(&format!("{}.pdf", "å".repeat(400)));
        assert!(long.len() <= LONGEST && long.ends_with(".pdf"));
    }

    #[test]
    fn nothing_is_put_in_the_place_of_another() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("papper");
        let put = |name: &str, words: &[u8]| {
            let mut file = Incoming::begin(&folder, name, 100).unwrap();
            file.take(words).unwrap();
            file.end().unwrap()
        };
        assert_eq!(put("a.txt", b"ett").name, "a.txt");
        assert_eq!(put("x/a.txt", b"tva").name, "a-2.txt");
        let again = put("a.txt", b"tva");
        assert!(again.name == "a-2.txt");
        let mut large = Incoming::begin(&folder, "b.txt", 3).unwrap();
        assert!(
            large
                .take(b"fyra")
                .unwrap_err()
                .to_string()
                .contains("larger")
        );
        drop(large);
        // What was not whole is not there.
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    }
}
