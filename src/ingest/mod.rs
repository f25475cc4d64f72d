//! Files and folders → papers in an archive.
//!
//! With the archive itself the only part that touches files. Reads several
//! files at a time and holds a bounded amount of text; a file that cannot be
//! read is named and the rest goes on. What is stored of a file is replaced
//! only by what was read of it.

pub mod comments;
mod copies;
mod identity;
pub(crate) mod knowing;
mod known;
pub(crate) mod names;
pub mod ocr;
#[cfg(feature = "serve")]
pub(crate) mod pages;
mod plan;
mod read;
mod rebuild;
mod remove;
mod report;
mod sample;
mod scratch;
mod shelf;
mod succeeded;
mod twins;
mod unpack;
mod walk;
pub mod worker;

use crate::archive::{Archive, Writer, file_name};
use crate::decode::{NotText, printable};
use crate::error::{Error, Result};
use crate::formats::html::PAGE_OF_LINKS;
use crate::known::judgement::Judgements;
use crate::limits::Limits;
use crate::paper::Paper;
pub use knowing::BroughtIn;
pub use knowing::files::ListFile;
use known::{Known, refile};
use ocr::Tesseract;
use plan::Plan;
use rayon::prelude::*;
pub use read::text_of;
use read::{decoded_file, paper};
use report::row;
pub use report::{Report, Row};
use sample::Sample;
use shelf::Shelf;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walk::walk;

pub(crate) use rebuild::{Rebuilt, rebuild};
pub(crate) use remove::{Removed, remove};

/// Bytes of files between two reports of progress.
const BATCH: u64 = 8 << 20;

/// How to ingest.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What one file may cost.
    pub limits: Limits,
    /// Papers whose file is gone from the given folders are dropped.
    pub prune: bool,
    /// A hunspell word list that helps to divide compounds; heeded when an
    /// archive is begun.
    pub wordlist: Option<PathBuf>,
    /// The program whose [`worker::WORKER`] command takes packed documents
    /// apart within the limits of memory and time. Without one they are taken
    /// apart in this process.
    pub worker: Option<PathBuf>,
    /// Pages that are pictures are read by this program, in a worker.
    pub ocr: Option<Tesseract>,
    /// Lists that people keep: who was asked, who answered, in which file.
    pub lists: Vec<ListFile>,
    /// What persons have judged; it goes before everything else.
    pub judgements: Arc<Judgements>,
    /// Bytes of text, or of files that hold less text, after which what is done
    /// is committed, if not as many as usual.
    pub commit: Option<u64>,
}

/// How far the reading of files has come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    /// Files that were looked into.
    pub files: usize,
    /// Files in all.
    pub of_files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Bytes in all.
    pub of_bytes: u64,
}

/// Told as work goes on.
pub type Progress<'p> = dyn FnMut(Done) + 'p;

struct File {
    /// Where its bytes stand.
    path: PathBuf,
    /// What people are told it is called.
    label: String,
    /// What the archive files it under: the path made absolute.
    key: String,
    size: u64,
}

impl File {
    /// An error that belongs to this file. A reason may quote the document.
    fn error(&self, reason: NotText) -> Error {
        Error::new(printable(&reason.what))
            .at(Path::new(&self.label))
            .cure(reason.cure)
    }
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
    let mut walked = walk(paths, options, &mut report);
    let walked_lists = std::mem::take(&mut walked.lists);
    let hashes = plan::hashes(&mut walked);
    let known = Known::of(archive, options)?;
    let stored = &known.hashes;
    let (hashes, identities) = identity::told_apart(&walked.files, hashes, stored);
    let gone = match options.prune {
        true => plan::gone(stored, paths, &walked),
        false => BTreeSet::new(),
    };
    let mut plan = plan::plan(&walked.files, hashes, stored, &known.again, &gone);
    let heirs = copies::heirs(&mut plan, &known);
    let judged = succeeded::judged(&plan, &known, &options.judgements);
    let dropped = plan.dropped.iter();
    let dropped = dropped.filter(|path| !judged.contains(*path));
    for path in plan.stale.iter().chain(dropped) {
        writer.remove(path)?;
    }
    report.dropped = plan.dropped.iter().map(|path| file_name(path)).collect();
    report.unchanged = plan.unchanged;
    report.failures.append(&mut plan.failures);
    report.outlived.append(&mut plan.outlived);
    let sample = settle(&mut writer, &plan.read, options, &mut report)?;
    let shelf = Shelf::new(writer, options.commit);
    let mut read = Read::default();
    copies::hand_over(&heirs, &known, &shelf, &mut read)?;
    copies::remember(&plan, &known, &shelf)?;
    let left = refile(&plan, &known, &shelf, &mut read)?;
    let reading = Reading {
        plan: &plan,
        known: &known,
        identities: &identities,
        shelf: &shelf,
        sample: &sample,
        options,
    };
    reading.all(&left, &mut read, progress)?;
    succeeded::remember(&judged, &known, archive, &shelf)?;
    report.read = read.rows;
    report.pages = read.pages;
    report.failures.append(&mut read.failures);
    report.outlived.append(&mut read.outlived);
    for copy in plan.copies {
        let owner = file_name(&copy.owner);
        if read.kept.contains(&copy.sha256) || stored.get(&copy.owner) == Some(&copy.sha256) {
            report.copies.push((copy.file.label.clone(), owner));
        } else {
            let what = format!("has the same content as {owner}, which could not be read");
            let cure = "see what is said of that one; what is stored of this one is kept";
            if stored.contains_key(&copy.file.key) {
                report.outlived.push(copy.file.label.clone());
            }
            report
                .failures
                .push(copy.file.error(NotText::new(what, cure)));
        }
    }
    let lists = walked_lists.iter().chain(&options.lists);
    for list in lists {
        match list.read(&options.limits) {
            Ok(read) => {
                if !read.not_understood.is_empty() {
                    let named = (read.document.name.to_string(), read.not_understood);
                    report.not_understood.push(named);
                }
                shelf.put(&Paper::read(read.document), 0, &[])?;
            }
            Err(error) => report.failures.push(error),
        }
    }
    let given = options.lists.iter().map(|list| walk::real(&list.path));
    let given: HashSet<PathBuf> = given.collect();
    report.pages.retain(|page| !given.contains(Path::new(page)));
    // What is given as a list is not passed over.
    let is_given = |label: &String| given.contains(&walk::real(Path::new(label)));
    report.passed_over.retain(|label| !is_given(label));
    report.registers = walked_lists
        .iter()
        .map(|list| display(&list.path))
        .collect();
    // Where nobody knows anything a commit is spared.
    let is_known = !options.lists.is_empty()
        || !walked_lists.is_empty()
        || knowing::is_any(known.reader(), &options.judgements)?;
    let brought = match is_known {
        true => knowing::bring_in(&shelf, archive, &options.judgements)?,
        false => BroughtIn::default(),
    };
    report.known = brought.changed;
    report.problems = brought.problems;
    let gone: Vec<String> = plan.lost.into_iter().map(|(_, sha256)| sha256).collect();
    shelf.settle_twins(archive, known.reader(), &gone)?;
    // Files that are still looked into could not be removed.
    drop(known);
    shelf.finish()?;
    Ok(report)
}

/// Brings in force in an archive what people know now.
pub(crate) fn bring_in(archive: &Archive, judgements: &Judgements) -> Result<BroughtIn> {
    let shelf = Shelf::new(archive.writer()?, None);
    let before = archive.reader()?;
    let brought = knowing::bring_in(&shelf, archive, judgements)?;
    shelf.settle_twins(archive, &before, &[])?;
    drop(before);
    shelf.finish()?;
    Ok(brought)
}

/// Settles by what a new archive divides compounds.
fn settle(
    writer: &mut Writer,
    files: &[&File],
    options: &Options,
    report: &mut Report,
) -> Result<Sample> {
    let mut sample = Sample::default();
    if !writer.is_settled() && !files.is_empty() {
        let mut evidence = sample.evidence(files, options);
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
    Ok(sample)
}

/// What was found in a paper that was stored, its content hash, and its path if
/// it is a page that links to papers.
type Kept = (Row, String, Option<String>);

fn kept(paper: Paper) -> Kept {
    let page = paper.document.encoding == PAGE_OF_LINKS;
    let row = row(&paper);
    let document = paper.document;
    (row, document.sha256, page.then_some(document.path))
}

/// What has been stored in this run.
#[derive(Default)]
struct Read {
    rows: Vec<Row>,
    /// The content hashes.
    kept: HashSet<String>,
    /// Paths of pages that link to papers.
    pages: Vec<String>,
    failures: Vec<Error>,
    /// Files that failed and were read before.
    outlived: Vec<String>,
}

impl Read {
    fn add(&mut self, (row, sha256, page): Kept) {
        self.rows.push(row);
        self.kept.insert(sha256);
        self.pages.extend(page);
    }
}

/// How files are read and stored.
struct Reading<'r, 'f> {
    plan: &'r Plan<'f>,
    known: &'r Known,
    /// By what each file is known.
    identities: &'r identity::Identities,
    shelf: &'r Shelf,
    sample: &'r Sample,
    options: &'r Options,
}

impl Reading<'_, '_> {
    /// Reads what is new or changed and stores it.
    fn all(&self, files: &[&File], read: &mut Read, progress: &mut Progress<'_>) -> Result<()> {
        let mut done = Done {
            of_files: files.len(),
            of_bytes: files.iter().map(|file| file.size).sum(),
            ..Done::default()
        };
        for batch in batches(files) {
            // The outer error is the archive's, and ends the run.
            let stored: Result<Vec<_>> = batch.par_iter().map(|file| self.one(file)).collect();
            for (file, (stored, failure)) in batch.iter().zip(stored?) {
                if let Some(stored) = stored {
                    read.add(stored);
                }
                if failure.is_some() && self.known.hashes.contains_key(&file.key) {
                    read.outlived.push(file.label.clone());
                }
                read.failures.extend(failure);
            }
            done.files += batch.len();
            done.bytes += batch.iter().map(|file| file.size).sum::<u64>();
            progress(done);
        }
        Ok(())
    }

    /// A paper that only its sender tells apart is known by that too. A file that
    /// has changed since it was hashed is known by what was read of it.
    fn identify(&self, file: &File, paper: &mut Paper) {
        let Some(identity) = self.identities.get(&file.key) else {
            return;
        };
        let read = &paper.document.sha256;
        if identity::with_sender(read, &file.key).as_ref() == Some(identity) {
            paper.document.sha256.clone_from(identity);
        }
    }

    /// What was stored of a file, and why it could not be read. One that has
    /// moved and cannot be read again keeps what was read of it before.
    fn one(&self, file: &File) -> Result<(Option<Kept>, Option<Error>)> {
        let taken = self.sample.take(file);
        let taken = taken.unwrap_or_else(|| decoded_file(file, self.options));
        let (paper, failure) = match taken {
            Ok(taken) => (Some(paper(file, taken)), None),
            Err(error) => {
                let moved = self.plan.moved.get(&file.key);
                let refiled = moved.and_then(|moved| self.known.refiled(moved, file));
                (refiled, Some(error))
            }
        };
        let Some(mut paper) = paper else {
            return Ok((None, failure));
        };
        self.identify(file, &mut paper);
        paper.document.copies = self.known.copies_of(&paper, self.plan);
        let is_judged = |sha256: &str| self.options.judgements.speak_of(sha256);
        paper.document.earlier = self.known.earlier_of(&paper, self.plan, is_judged);
        let replaced = self.plan.replaced(&paper);
        self.shelf.put(&paper, file.size, replaced)?;
        Ok((Some(kept(paper)), failure))
    }
}

/// Reads papers into memory: an archive of its own for `--in`.
pub fn in_memory(paths: &[PathBuf], options: &Options) -> Result<(Archive, Report)> {
    let archive = Archive::in_memory();
    let report = ingest(&archive, paths, options, &mut |_| {})?;
    Ok((archive, report))
}

fn unreadable(file: &File, error: &std::io::Error) -> Error {
    Error::new(format!("cannot be read: {error}"))
        .at(Path::new(&file.label))
        .cure("check that it is still there and may be read")
}

fn display(path: &Path) -> String {
    printable(&path.display().to_string())
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
