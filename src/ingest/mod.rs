//! Files and folders → papers in an archive.
//!
//! With the archive itself the only part that touches files. Reads in
//! batches of bounded size, several files at a time; a file that cannot be
//! read is named and the rest goes on.

mod rebuild;
mod sample;
mod walk;

use crate::archive::{Archive, Records, file_name};
use crate::decode::{NotText, decode, printable};
use crate::document::{Document, DocumentKind, sha256_hex, sha256_of};
use crate::error::{Error, Result};
use crate::formats;
use crate::limits::Limits;
use crate::paper::Paper;
use crate::unit::{Note, UnitKind};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use walk::walk;

pub use rebuild::{Rebuilt, rebuild};

/// Bytes of files that are worked on at a time.
const BATCH: u64 = 8 << 20;
/// Bytes of files after which what is done is committed.
const COMMIT: u64 = 64 << 20;

/// How to ingest.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files larger than this are refused, in bytes.
    pub largest_file: u64,
    /// Papers whose file is gone from the given folders are dropped.
    pub prune: bool,
    /// A hunspell word list that helps to divide compounds; heeded when an
    /// archive is begun.
    pub wordlist: Option<PathBuf>,
}

/// What was found in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// File name.
    pub name: String,
    /// Kind of paper.
    pub kind: DocumentKind,
    /// Units by kind; pointers are counted apart.
    pub units: BTreeMap<UnitKind, usize>,
    /// Mentions that point to a text elsewhere.
    pub pointers: usize,
    /// What was not understood.
    pub notes: Vec<Note>,
}

/// What an ingest did.
#[derive(Debug, Default)]
pub struct Report {
    /// Documents read now, by path.
    pub read: Vec<Row>,
    /// Documents that were already stored as they are.
    pub unchanged: usize,
    /// Files with the content of another: this one, that one.
    pub copies: Vec<(String, String)>,
    /// File names of dropped papers.
    pub dropped: Vec<String>,
    /// Files that could not be read, with the reason.
    pub failures: Vec<Error>,
}

/// Told as work goes on: bytes done, bytes in all.
pub type Progress<'p> = dyn FnMut(u64, u64) + 'p;

struct File {
    path: PathBuf,
    /// What the archive files it under: the path made absolute.
    key: String,
    size: u64,
}

/// Reads files and folders into the archive and commits.
pub fn ingest(
    archive: &Archive,
    paths: &[PathBuf],
    options: &Options,
    progress: &mut Progress<'_>,
) -> Result<Report> {
    let mut writer = archive.writer()?;
    let mut report = Report::default();
    let files = walk(paths, options, &mut report.failures);
    let mut stored: HashMap<String, String> = HashMap::new();
    for paper in archive.reader()?.papers()? {
        stored.insert(paper.path, paper.sha256);
    }
    if options.prune {
        for path in gone(&stored, paths, &files) {
            writer.remove(&path);
            stored.remove(&path);
            report.dropped.push(file_name(&path));
        }
    }
    let plan = plan(&files, &stored, &mut report);
    for key in &plan.stale {
        writer.remove(key);
    }
    let total = plan.read.iter().map(|file| file.size).sum();
    let (mut done, mut pending) = (0, 0);
    if !writer.is_settled() && !plan.read.is_empty() {
        let mut evidence = sample::evidence(&plan.read);
        if let Some(path) = &options.wordlist {
            evidence.add_wordlist(&text_of(path)?);
        }
        writer.settle(evidence)?;
    } else if let Some(path) = &options.wordlist {
        let cure =
            "a word list is heeded when an archive is begun; begin another one with --archive";
        report.failures.push(
            Error::new("was not used: the archive divides compounds by what it was begun with")
                .at(path)
                .cure(cure),
        );
    }
    for batch in batches(&plan.read) {
        let prepared = |file: &&File| read(file).map(|paper| (row(&paper), writer.records(&paper)));
        let papers: Vec<Result<(Row, Records)>> = batch.par_iter().map(prepared).collect();
        for paper in papers {
            match paper {
                Ok((row, records)) => {
                    writer.put(records)?;
                    report.read.push(row);
                }
                Err(error) => report.failures.push(error),
            }
        }
        let size = batch.iter().map(|file| file.size).sum::<u64>();
        (done, pending) = (done + size, pending + size);
        progress(done, total);
        if pending >= COMMIT {
            writer.commit()?;
            pending = 0;
        }
    }
    writer.commit()?;
    writer.finish()?;
    Ok(report)
}

/// Reads papers into memory: an archive of its own for `--in`.
pub fn in_memory(paths: &[PathBuf], options: &Options) -> Result<(Archive, Report)> {
    let archive = Archive::in_memory();
    let report = ingest(&archive, paths, options, &mut |_, _| {})?;
    Ok((archive, report))
}

/// What is to be done with the files of one run.
#[derive(Default)]
struct Plan<'f> {
    /// New or changed.
    read: Vec<&'f File>,
    /// Paths under which nothing is kept: their file became a copy of another,
    /// or was moved to another path.
    stale: Vec<String>,
}

/// Compares the content of all files with what is stored. Each content is
/// kept under one path: the one it is stored under if that still holds it,
/// else the first in order.
fn plan<'f>(files: &'f [File], stored: &HashMap<String, String>, report: &mut Report) -> Plan<'f> {
    let hashes: Vec<Result<String>> = files.par_iter().map(hash).collect();
    let now: HashMap<&str, &str> = files
        .iter()
        .zip(&hashes)
        .filter_map(|(file, hash)| Some((file.key.as_str(), hash.as_ref().ok()?.as_str())))
        .collect();
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let kept = stored
        .iter()
        .filter(|(path, hash)| match now.get(path.as_str()) {
            Some(now) => now == hash,
            None => Path::new(path).exists(),
        });
    for (path, hash) in kept.collect::<BTreeMap<_, _>>() {
        owners.entry(hash).or_insert(path);
    }
    let mut plan = Plan::default();
    for (file, hash) in files.iter().zip(&hashes) {
        let Ok(hash) = hash else { continue };
        let owner = *owners.entry(hash).or_insert(&file.key);
        if owner != file.key {
            report.copies.push((display(&file.path), file_name(owner)));
            plan.stale.push(file.key.clone());
        } else if stored.get(&file.key) == Some(hash) {
            report.unchanged += 1;
        } else {
            plan.read.push(file);
        }
    }
    let contents: BTreeSet<&str> = now.values().copied().collect();
    let moved = stored.iter().filter(|(path, hash)| {
        let known = now.contains_key(path.as_str()) || Path::new(path).exists();
        !known && contents.contains(hash.as_str())
    });
    plan.stale.extend(moved.map(|(path, _)| path.clone()));
    plan.stale.sort();
    report
        .failures
        .extend(hashes.into_iter().filter_map(Result::err));
    plan
}

/// The hash of a file's content, read piece by piece: files of any size are
/// hashed several at a time.
fn hash(file: &File) -> Result<String> {
    let opened = std::fs::File::open(&file.path);
    opened
        .and_then(sha256_of)
        .map_err(|error| unreadable(file, &error))
}

#[expect(clippy::disallowed_methods, reason = "this is where files are read")]
fn bytes(file: &File) -> Result<Vec<u8>> {
    std::fs::read(&file.path).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &File, error: &std::io::Error) -> Error {
    Error::new(format!("cannot be read: {error}"))
        .at(Path::new(&display(&file.path)))
        .cure("check that it is still there and may be read")
}

/// A small text file of the user's.
#[expect(clippy::disallowed_methods, reason = "this is where files are read")]
pub fn text_of(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|error| {
        Error::new(format!("cannot be read: {error}"))
            .at(path)
            .cure("check that it is there and may be read")
    })?;
    let decoded =
        decode(&bytes).map_err(|reason| Error::new(reason.what).at(path).cure(reason.cure))?;
    Ok(decoded.text)
}

fn read(file: &File) -> Result<Paper> {
    let bytes = bytes(file)?;
    let sha256 = sha256_hex(&bytes);
    let refused = |reason: NotText| {
        Error::new(reason.what)
            .at(Path::new(&display(&file.path)))
            .cure(reason.cure)
    };
    let mut decoded = formats::decode(&bytes, &file.key, &Limits::default()).map_err(refused)?;
    drop(bytes);
    let unread = std::mem::take(&mut decoded.notes);
    let name = file_name(&file.key);
    let mut paper = Paper::read(Document::new(name, file.key.clone(), sha256, decoded));
    let unread = unread.into_iter().map(|text| Note { line: 1, text });
    paper.segmentation.notes.splice(0..0, unread);
    Ok(paper)
}

fn display(path: &Path) -> String {
    printable(&path.display().to_string())
}

fn row(paper: &Paper) -> Row {
    let found = &paper.segmentation;
    let mut units = BTreeMap::new();
    for unit in found.units.iter().filter(|unit| !unit.pointer) {
        *units.entry(unit.kind).or_insert(0) += 1;
    }
    Row {
        name: paper.document.name.clone(),
        kind: found.kind,
        units,
        pointers: found.units.iter().filter(|unit| unit.pointer).count(),
        notes: found.notes.clone(),
    }
}

/// Consecutive files of at most [`BATCH`] bytes together, or one larger file.
fn batches<'b, 'f>(files: &'b [&'f File]) -> Vec<&'b [&'f File]> {
    let mut batches = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, file) in files.iter().enumerate() {
        if at > start && size + file.size > BATCH {
            batches.push(&files[start..at]);
            (start, size) = (at, 0);
        }
        size += file.size;
    }
    if start < files.len() {
        batches.push(&files[start..]);
    }
    batches
}

/// Stored paths under the given folders that are no longer there.
fn gone(stored: &HashMap<String, String>, roots: &[PathBuf], files: &[File]) -> Vec<String> {
    let here: BTreeSet<&str> = files.iter().map(|file| file.key.as_str()).collect();
    let roots: Vec<PathBuf> = roots
        .iter()
        .filter_map(|root| {
            std::fs::canonicalize(root)
                .or_else(|_| std::path::absolute(root))
                .ok()
        })
        .collect();
    let mut gone: Vec<String> = stored
        .keys()
        .filter(|path| {
            !here.contains(path.as_str())
                && roots.iter().any(|root| Path::new(path).starts_with(root))
        })
        .filter(|path| !Path::new(path).exists())
        .cloned()
        .collect();
    gone.sort();
    gone
}
