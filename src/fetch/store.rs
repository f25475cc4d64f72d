//! The folder: what is there, what is being fetched, and the list of both.
//!
//! An unfinished file is called `.NAME.part`; a whole one is brought to the disk
//! and renamed, never onto another. The list says which name every address has,
//! so that names stay; a row that is repeated further down counts there. Whoever
//! saves a file by hand under its name has it there. Knows no network.

use super::address::Refusal;
use super::names::{MANIFEST, Names, harmless};
use crate::document::sha256_of;
use crate::error::{Error, Result};
use crate::files;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Held while a run writes here.
const LOCK: &str = ".remiss-fetch.lock";
const COLUMNS: &str = "address\tfile\tbytes\tsha256\tstatus\n";

/// What the list says of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) address: String,
    pub(super) file: String,
    /// Size and checksum of a whole file.
    pub(super) whole: Option<(u64, String)>,
    /// `page`, `fetched`, `waiting`, or why it failed.
    pub(super) status: String,
}

impl Row {
    pub(super) fn new(address: &str, file: &str, status: &str) -> Self {
        Row {
            address: address.to_owned(),
            file: file.to_owned(),
            whole: None,
            status: status.to_owned(),
        }
    }

    fn line(&self) -> String {
        let (bytes, sha256) = match &self.whole {
            Some((bytes, sha256)) => (bytes.to_string(), sha256.as_str()),
            None => (String::new(), ""),
        };
        let status = self.status.replace(['\t', '\n', '\r'], " ");
        let address = self.address.replace(['\t', '\n', '\r'], " ");
        format!("{address}\t{}\t{bytes}\t{sha256}\t{status}\n", self.file)
    }

    /// A row, unless it names what no run would have written.
    fn read(cells: &[&str]) -> Option<Self> {
        let [address, file, bytes, sha256, status] = cells else {
            return None;
        };
        let whole = bytes
            .parse()
            .ok()
            .map(|bytes| (bytes, (*sha256).to_owned()));
        (harmless(file, "") == *file && !file.is_empty()).then(|| Row {
            address: (*address).to_owned(),
            file: (*file).to_owned(),
            whole,
            status: (*status).to_owned(),
        })
    }
}

/// What the list says, in its order.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    places: HashMap<String, usize>,
}

impl Rows {
    /// The list of a folder, which need not be there.
    pub(super) fn read(dir: &Path) -> Result<Self> {
        let path = dir.join(MANIFEST);
        let bytes = match files::read(&path, files::LARGEST_GIVEN) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Rows::default()),
            Err(error) => return Err(cannot(&path, "be read", &error)),
        };
        let text = String::from_utf8_lossy(&bytes);
        if !text.is_empty() && !text.starts_with(COLUMNS.trim_end()) {
            return Err(Error::new("is no list of what was fetched")
                .at(&path)
                .cure("move it away, or give another folder"));
        }
        let mut rows = Rows::default();
        for cells in crate::tsv::rows(&text) {
            Row::read(&cells).into_iter().for_each(|row| rows.put(row));
        }
        Ok(rows)
    }

    pub(super) fn put(&mut self, row: Row) {
        match self.places.get(&row.address) {
            Some(&at) => self.rows[at] = row,
            None => {
                self.places.insert(row.address.clone(), self.rows.len());
                self.rows.push(row);
            }
        }
    }

    pub(super) fn of(&self, address: &str) -> Option<&Row> {
        self.places.get(address).map(|&at| &self.rows[at])
    }

    /// The names that addresses have.
    pub(super) fn names(&self) -> HashMap<String, String> {
        let pair = |row: &Row| (row.address.clone(), row.file.clone());
        self.rows.iter().map(pair).collect()
    }
}

/// A folder that this run alone writes to.
pub(super) struct Store {
    dir: PathBuf,
    pub(super) rows: Rows,
    _lock: File,
    /// The list, open at its end.
    list: Option<File>,
}

impl Store {
    pub(super) fn open(dir: &Path) -> Result<Self> {
        fs::create_dir_all(dir).map_err(|error| cannot(dir, "be made", &error))?;
        let path = dir.join(LOCK);
        let lock = files::open_lock(&path).map_err(|error| cannot(&path, "be opened", &error))?;
        lock.try_lock().map_err(|_| {
            Error::new("another remiss is fetching into this folder")
                .at(dir)
                .cure("wait until it has ended, or give another folder")
        })?;
        Ok(Store {
            dir: dir.to_owned(),
            rows: Rows::read(dir)?,
            _lock: lock,
            list: None,
        })
    }

    /// Writes the list anew, a row for each address.
    pub(super) fn write_list(&mut self) -> Result<()> {
        let path = self.dir.join(MANIFEST);
        let written = files::replace(&path, |out| {
            out.write_all(COLUMNS.as_bytes())?;
            let mut rows = self.rows.rows.iter();
            rows.try_for_each(|row| out.write_all(row.line().as_bytes()))
        });
        written.map_err(|error| cannot(&path, "be written", &error))?;
        let list = files::open_lock(&path).and_then(|mut list| {
            list.seek(SeekFrom::End(0))?;
            Ok(list)
        });
        self.list = Some(list.map_err(|error| cannot(&path, "be opened", &error))?);
        Ok(())
    }

    /// Notes what became of an address, behind what is noted already.
    pub(super) fn note(&mut self, row: Row) -> Result<()> {
        let path = self.dir.join(MANIFEST);
        if let Some(list) = &mut self.list {
            let line = row.line();
            list.write_all(line.as_bytes())
                .map_err(|error| cannot(&path, "be written", &error))?;
        }
        self.rows.put(row);
        Ok(())
    }

    /// Size and checksum of a file, if there is one of this name. What is noted
    /// of one of this size is believed.
    pub(super) fn there(&self, file: &str, noted: Option<&Row>) -> Result<Option<(u64, String)>> {
        let path = self.dir.join(file);
        let meta = match fs::symlink_metadata(&path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(cannot(&path, "be looked at", &error)),
        };
        let noted = noted.and_then(|row| row.whole.clone());
        if let Some(noted) = noted.filter(|(bytes, _)| *bytes == meta.len() && meta.is_file()) {
            return Ok(Some(noted));
        }
        let hash = files::open(&path).and_then(sha256_of);
        let hash = hash.map_err(|error| cannot(&path, "be read", &error))?;
        Ok(Some((meta.len(), hash)))
    }

    /// A file that is going to be called so.
    pub(super) fn begin(&self, file: &str) -> Result<Part> {
        let path = self.dir.join(format!(".{file}.part"));
        let opened = files::open_lock(&path).and_then(|opened| {
            opened.set_len(0)?;
            Ok(opened)
        });
        Ok(Part {
            out: opened.map_err(|error| cannot(&path, "be written", &error))?,
            path,
            name: self.dir.join(file),
            hash: Sha256::new(),
            head: Vec::new(),
            bytes: 0,
            done: false,
        })
    }

    /// Keeps the page itself beside what it links to: under the name it had if
    /// that is still what was put there, else under one that is free.
    pub(super) fn keep_page(
        &mut self,
        address: &str,
        wanted: &str,
        bytes: &[u8],
    ) -> Result<String> {
        let new = crate::document::sha256_hex(bytes);
        let noted = self.rows.of(address).cloned();
        let mut file = noted.as_ref().map_or(wanted, |row| &row.file).to_owned();
        let mut names = None;
        loop {
            let there = self.there(&file, None)?.map(|(_, hash)| hash);
            let was = noted.as_ref().filter(|row| row.file == file);
            let was = was.and_then(|row| row.whole.as_ref().map(|(_, hash)| hash));
            let is_same = there.as_ref() == Some(&new);
            if is_same || there.is_none() || there.as_ref() == was {
                if !is_same {
                    let path = self.dir.join(&file);
                    let put = files::replace(&path, |out| out.write_all(bytes));
                    put.map_err(|error| cannot(&path, "be written", &error))?;
                }
                let mut row = Row::new(address, &file, "page");
                row.whole = Some((bytes.len() as u64, new));
                self.rows.put(row);
                return Ok(file);
            }
            if names.is_none() {
                names = Some(self.names()?);
            }
            if let Some(names) = &mut names {
                file = names.claim(wanted);
            }
        }
    }

    fn names(&self) -> Result<Names> {
        let mut names = Names::default();
        taken(&self.dir)?.iter().for_each(|name| names.take(name));
        let known = self.rows.rows.iter();
        known.for_each(|row| names.take(&row.file));
        Ok(names)
    }
}

/// What stands in a folder, which need not be there.
pub(super) fn taken(dir: &Path) -> Result<Vec<String>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(cannot(dir, "be listed", &error)),
    };
    let name = |entry: io::Result<fs::DirEntry>| {
        entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
    };
    let mut names = entries
        .map(name)
        .collect::<io::Result<Vec<_>>>()
        .map_err(|error| cannot(dir, "be listed", &error))?;
    names.sort();
    Ok(names)
}

pub(super) fn cannot(path: &Path, what: &str, error: &io::Error) -> Error {
    Error::new(format!("cannot {what}: {error}"))
        .at(path)
        .cure("give a folder that can be written to and has room; then run the same command again")
}

/// A file that is not whole yet; it goes away unless it is finished.
pub(super) struct Part {
    out: File,
    path: PathBuf,
    name: PathBuf,
    hash: Sha256,
    head: Vec<u8>,
    bytes: u64,
    done: bool,
}

/// First bytes that are looked at.
const HEAD: usize = 1024;

impl Part {
    pub(super) fn put(&mut self, some: &[u8]) -> io::Result<()> {
        let missing = HEAD.saturating_sub(self.head.len());
        self.head.extend(some.iter().take(missing));
        self.hash.update(some);
        self.bytes += some.len() as u64;
        self.out.write_all(some)
    }

    /// What came instead of the document, if it is seen.
    pub(super) fn instead(&self) -> Option<Refusal> {
        // Word saves pages as .doc.
        const BINARY: [&str; 8] = ["pdf", "docx", "docm", "dotx", "odt", "ott", "zip", "msg"];
        if self.bytes == 0 {
            return Some(Refusal::new(
                "is empty",
                "run the same command again; if it stays so, tell whoever keeps the page",
            ));
        }
        let ending = self
            .name
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let binary = ending.is_some_and(|ending| BINARY.contains(&ending.as_str()));
        (binary && crate::formats::html::looks_like(&self.head, "")).then(|| {
            Refusal::new(
                "is answered with a web page in place of the document",
                "open it in a browser: it may ask for something first; save it in the folder",
            )
        })
    }

    /// Puts the whole file in its place; gives its size and checksum.
    pub(super) fn finish(mut self) -> Result<(u64, String)> {
        let failed = |error: io::Error| cannot(&self.name, "be written", &error);
        self.out.sync_all().map_err(failed)?;
        if fs::symlink_metadata(&self.name).is_ok() {
            return Err(Error::new("came to be there while it was fetched")
                .at(&self.name)
                .cure("move it away and run the same command again"));
        }
        fs::rename(&self.path, &self.name).map_err(failed)?;
        self.done = true;
        let dir = self.name.parent().unwrap_or(Path::new("."));
        files::sync_dir(dir).map_err(failed)?;
        let hash = std::mem::take(&mut self.hash).finalize();
        Ok((
            self.bytes,
            hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        ))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.done {
            drop(fs::remove_file(&self.path));
        }
    }
}
