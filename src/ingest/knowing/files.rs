//! The files of what people know: lists that are given, and the folder beside
//! the archive in which each person's judgements stand in a file of its own.

use super::fetched::Fetched;
use super::page;
use crate::archive::file_name;
use crate::decode::Decoded;
use crate::document::{Document, sha256_hex};
use crate::error::{Error, Result};
use crate::files::{self, LARGEST_GIVEN};
use crate::formats::{html, table};
use crate::known::judgement::{Correction, Judgements};
use crate::known::listed::{self, ASKED, REGISTER};
use crate::limits::Limits;
use std::path::{Path, PathBuf};

/// A list that is given.
#[derive(Clone, Debug)]
pub struct ListFile {
    /// Where it is.
    pub path: PathBuf,
    /// It lists who was asked, not who answered.
    pub asked: bool,
    /// The proposal, if the list does not name it.
    pub referral: Option<String>,
}

/// A list that was read.
pub(in crate::ingest) struct ListRead {
    pub(in crate::ingest) document: Document,
    /// Columns of which something was not understood.
    pub(in crate::ingest) not_understood: Vec<String>,
}

impl ListFile {
    /// The list as a document.
    pub(in crate::ingest) fn read(&self, limits: &Limits) -> Result<ListRead> {
        let bytes = files::read(&self.path, LARGEST_GIVEN).map_err(|error| {
            Error::new(format!("cannot be read: {error}"))
                .at(&self.path)
                .cure("check that it is there and may be read")
        })?;
        let name = self.path.display().to_string();
        let is_page = html::looks_like(&bytes, &name);
        let mut rows = match is_page {
            true => {
                let folder = self.path.parent().and_then(Fetched::into_folder);
                let fetched = folder.unwrap_or_default();
                page::rows(&bytes, &self.path, self.asked, &fetched, limits)?
            }
            false => table::read(&bytes, &name, limits)?,
        };
        if let Some(referral) = &self.referral {
            name_referral(&mut rows, referral);
        }
        let text = listed::text(&rows);
        let list = listed::read(&text);
        let Some(list) = list else {
            return Err(
                Error::new("is no list: no row at its top names its columns")
                    .at(&self.path)
                    .cure(
                        "give the columns names, such as fil, remissinstans, datum, inkom, dnr, \
                     remiss, svar senast",
                    ),
            );
        };
        let not_understood = list.not_understood().into_iter();
        let not_understood = not_understood.map(str::to_owned).collect();
        let encoding = if self.asked { ASKED } else { REGISTER };
        let mut key = super::super::walk::real(&self.path).display().to_string();
        if is_page {
            // The page itself may be one of the papers.
            let name = file_name(&key);
            key = format!("{key}/lista i {name}");
        }
        // What a page comes to depends on what was fetched of it.
        let told = if is_page { text.as_bytes() } else { &bytes };
        let sha256 = sha256_hex(&[told, encoding.as_bytes()].concat());
        let decoded = Decoded {
            text,
            encoding: encoding.into(),
            line_bytes: Vec::new(),
            notes: Vec::new(),
        };
        Ok(ListRead {
            document: Document::new(file_name(&key), key, sha256, decoded),
            not_understood,
        })
    }
}

/// Adds a column with the proposal to a table, before all others; the first row
/// that is not above the names of the columns gets its name too.
fn name_referral(rows: &mut [Vec<String>], referral: &str) {
    let text = listed::text(rows);
    let head = listed::head_line(&text).unwrap_or(0);
    for (at, row) in rows.iter_mut().enumerate() {
        let cell = match at.cmp(&head) {
            std::cmp::Ordering::Less => "",
            std::cmp::Ordering::Equal => "remiss",
            std::cmp::Ordering::Greater => referral,
        };
        row.insert(0, cell.to_owned());
    }
}

/// The folder of judgements beside an archive.
pub(crate) fn folder(archive: &Path) -> PathBuf {
    archive.with_file_name("remiss-corrections")
}

/// The file of one person in it.
pub(crate) fn file_of(archive: &Path, by: &str) -> PathBuf {
    let safe = |c: char| match c {
        c if c.is_alphanumeric() => c,
        '-' | '_' | ' ' => c,
        _ => '_',
    };
    let name: String = by.trim().chars().map(safe).take(60).collect();
    folder(archive).join(format!("{}.toml", name.trim()))
}

/// The file in which all judgements of stances once stood.
fn earlier(archive: &Path) -> PathBuf {
    let mut name = archive.file_name().unwrap_or_default().to_owned();
    name.push("-corrections.toml");
    archive.with_file_name(name)
}

/// All judgements beside an archive, by the names of their files. `check` says
/// of a stance whether there is such a one.
pub(crate) fn judgements(
    archive: &Path,
    check: impl Fn(&Correction) -> Result<()>,
) -> Result<Judgements> {
    let mut paths: Vec<PathBuf> = match std::fs::read_dir(folder(archive)) {
        Ok(found) => found.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(_) => Vec::new(),
    };
    let is_ours = |path: &PathBuf| {
        let hidden = path.file_name().is_some_and(super::super::names::is_hidden);
        !hidden && path.extension().is_some_and(|ending| ending == "toml")
    };
    paths.retain(is_ours);
    paths.sort();
    let earlier = earlier(archive);
    if earlier.exists() {
        paths.insert(0, earlier);
    }
    let mut all = Judgements::default();
    // One that was begun and killed before the first word says nothing.
    let says = |path: &PathBuf| std::fs::metadata(path).map_or(true, |found| found.len() > 0);
    for path in paths.into_iter().filter(says) {
        let mut read = Judgements::read(&super::super::text_of(&path)?, &check);
        read.broken = read.broken.into_iter().map(|one| one.at(&path)).collect();
        all.add(read);
    }
    Ok(all.settled())
}

/// What tells the judgements beside an archive from those of another time: the
/// files, how long each is and when it was written.
#[cfg(feature = "serve")]
pub(crate) fn standing(archive: &Path) -> String {
    let files = std::fs::read_dir(folder(archive)).into_iter().flatten();
    let files = files.filter_map(|entry| Some(entry.ok()?.path()));
    let told = |path: PathBuf| {
        let found = std::fs::metadata(&path).ok()?;
        Some(format!(
            "{} {} {:?}",
            path.display(),
            found.len(),
            found.modified().ok()
        ))
    };
    let mut all: Vec<String> = files.chain([earlier(archive)]).filter_map(told).collect();
    all.sort();
    all.join("\n")
}

/// Adds an entry to the end of a file; what stands there is kept as it is.
pub(crate) fn append(path: &Path, entry: &str) -> Result<()> {
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let added = made.and_then(|()| {
        files::update(path, LARGEST_GIVEN, |mut file| {
            if !matches!(file.last(), None | Some(b'\n')) {
                file.push(b'\n');
            }
            file.extend_from_slice(entry.as_bytes());
            file
        })
    });
    added.map_err(|error| {
        Error::new(format!("cannot be written: {error}"))
            .at(path)
            .cure("make it writable, or give another with --corrections FILE")
    })
}
