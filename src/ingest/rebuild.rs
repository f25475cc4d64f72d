//! An archive made anew from what is stored in it.
//!
//! Texts are read from the old archive and segmented again, so that the files
//! they came from need not exist any more; where a text cannot be read, its
//! file is, if it is still there. What can be had from neither is named.

use super::identity::with_sender;
use super::plan::{Place, place};
use super::shelf::Shelf;
use super::{BATCH, File, Options, Progress, decoded_file, display, paper};
use crate::analyse::witness;
use crate::archive::{Archive, Salvage, Salvaged, Writer};
use crate::document::{Document, sha256_of};
use crate::error::{Error, Result};
use crate::files;
use crate::paper::Paper;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What a rebuild did.
#[derive(Debug, Default)]
pub(crate) struct Rebuilt {
    /// Papers whose stored text was kept.
    pub(crate) kept: usize,
    /// Papers that were read again from their file, by path.
    pub(crate) read_again: Vec<String>,
    /// What is lost, or may not be as it was.
    pub(crate) failures: Vec<Error>,
    /// Rows of lists and judgements that could not be heeded.
    pub(crate) problems: Vec<Error>,
}

/// Reads all papers of an old archive into an empty one.
pub(crate) fn rebuild(
    old: &Salvage,
    new: &Archive,
    options: &Options,
    progress: &mut Progress<'_>,
) -> Result<Rebuilt> {
    let mut writer = new.writer()?;
    let mut done = Rebuilt::default();
    settle(old, &mut writer, &mut done)?;
    let (last, papers) = old.numbers();
    writer.go_on(last, papers);
    let shelf = Shelf::new(writer, options.commit);
    let papers: Vec<&[Salvaged]> = old.papers().chunk_by(|a, b| a.path == b.path).collect();
    let (mut batch, mut size) = (Vec::new(), 0);
    for (at, versions) in papers.iter().enumerate() {
        let text = choose(old, versions, &mut done);
        size += text.bytes();
        batch.push(text);
        if size >= BATCH || at + 1 == papers.len() {
            put(std::mem::take(&mut batch), &shelf, options, &mut done)?;
            size = 0;
            progress(super::Done {
                files: at + 1,
                of_files: papers.len(),
                ..super::Done::default()
            });
        }
    }
    if old.unnamed() > 0 {
        let what = format!(
            "{} records cannot be read, and nothing tells of which papers",
            old.unnamed()
        );
        let cure = "run `remiss ingest` on your folders again; what is missing is read";
        done.failures.push(Error::new(what).cure(cure));
    }
    let brought = super::knowing::bring_in(&shelf, new, &options.judgements)?;
    done.problems = brought.problems;
    shelf.settle_twins(new, &new.reader()?, &[])?;
    shelf.finish()?;
    Ok(done)
}

/// Compounds are divided by what the archive was begun with. If that is lost,
/// by the first papers again, as when one is begun.
fn settle(old: &Salvage, writer: &mut Writer, done: &mut Rebuilt) -> Result<()> {
    if let Some(evidence) = old.evidence() {
        return writer.settle(evidence.clone());
    }
    let mut left = super::sample::SAMPLE;
    let texts = old.papers().iter().filter_map(|paper| old.read(paper));
    let first: Vec<String> = texts
        .map(|kept| kept.document.text)
        .take_while(|text| {
            let more = left > 0;
            left = left.saturating_sub(text.len() as u64);
            more
        })
        .collect();
    if first.is_empty() {
        return Ok(());
    }
    let what = "what the archive divided compounds by cannot be read; the texts tell it again";
    done.failures.push(
        Error::new(what).cure("give a word list again, if there was one: begin another archive"),
    );
    writer.settle(witness(first.iter().map(String::as_str)))
}

/// Where the text of a paper comes from.
enum Text {
    Stored(Document),
    /// The file, which had this hash or one that begins so, or what is stored
    /// if the file cannot be read.
    File(File, String, Option<Document>),
    /// Nowhere.
    Lost(String),
}

impl Text {
    fn bytes(&self) -> u64 {
        match self {
            Text::Stored(document) => document.text.len() as u64,
            Text::File(file, ..) => file.size,
            Text::Lost(_) => 0,
        }
    }
}

/// The text to keep of a paper. There is more than one version of it only
/// where the archive cannot tell which one replaced the others.
fn choose(old: &Salvage, versions: &[Salvaged], done: &mut Rebuilt) -> Text {
    let path = versions.first().map_or("", |paper| &paper.path);
    let mut kept: Vec<_> = versions
        .iter()
        .filter_map(|paper| old.read(paper))
        .collect();
    kept.dedup_by(|a, b| a.document.sha256 == b.document.sha256 && a.sound == b.sound);
    let sound = kept.iter().filter(|kept| kept.sound).count();
    let file = || {
        let path = PathBuf::from(path);
        let size = std::fs::metadata(&path).ok().filter(|meta| meta.is_file());
        size.map(|meta| File {
            size: meta.len(),
            label: display(&path),
            key: versions[0].path.clone(),
            path,
        })
    };
    if sound > 1 {
        let now = file().and_then(|file| files::open(&file.path).ok());
        let now = now.and_then(|file| sha256_of(file).ok());
        if !kept
            .iter()
            .any(|kept| Some(&kept.document.sha256) == now.as_ref())
        {
            done.failures.push(
                Error::new("stands in the archive in several versions; one was kept")
                    .at(Path::new(&display(Path::new(path))))
                    .cure("run `remiss ingest` on the file, if you have it"),
            );
        }
        kept.sort_by_key(|kept| Some(&kept.document.sha256) == now.as_ref());
    }
    kept.sort_by_key(|kept| kept.sound);
    match (kept.pop(), file()) {
        (Some(kept), _) if kept.sound => Text::Stored(kept.document),
        (kept, Some(file)) => {
            let hash = versions[0].sha256.clone();
            Text::File(file, hash, kept.map(|kept| kept.document))
        }
        (Some(kept), None) => {
            done.failures.push(doubtful(path));
            Text::Stored(kept.document)
        }
        (None, None) => Text::Lost(path.to_owned()),
    }
}

fn doubtful(path: &str) -> Error {
    let what = format!(
        "may not be as it was: the archive is damaged, and {}",
        no_file(path).0
    );
    Error::new(what)
        .at(Path::new(&display(Path::new(path))))
        .cure("its text was kept as it can be read; look it over")
}

fn lost(path: &str) -> Error {
    let (why, cure) = no_file(path);
    Error::new(format!("is lost: its text cannot be read, and {why}"))
        .at(Path::new(&display(Path::new(path))))
        .cure(cure)
}

/// Why a paper is not read from its file here, and how it is had again.
fn no_file(path: &str) -> (String, String) {
    match place(path) {
        Place::Archive(archive) => {
            let archive = display(archive);
            (
                format!("{archive}, in which its file is, is not looked into"),
                format!("run `remiss ingest {archive}`: it is read again"),
            )
        }
        Place::File | Place::Unknown => (
            "its file cannot be read".to_owned(),
            "mend its permissions or its disk and run `remiss ingest` on it".to_owned(),
        ),
        Place::Nowhere => (
            "its file is gone".to_owned(),
            "run `remiss ingest` on a copy of the file, if there is one".to_owned(),
        ),
    }
}

/// Segments texts anew and stores them, several at a time.
fn put(batch: Vec<Text>, shelf: &Shelf, options: &Options, done: &mut Rebuilt) -> Result<()> {
    let made = batch.into_par_iter().map(|text| match make(text, options) {
        Ok((paper, made)) => shelf.put(&paper, 0, &[]).map(|()| Ok(made)),
        Err(error) => Ok(Err(error)),
    });
    // The outer error is the new archive's, and ends the run.
    let made: Result<Vec<Result<Made>>> = made.collect();
    for made in made? {
        match made {
            Ok(made) => {
                done.kept += usize::from(made.again.is_none());
                done.read_again.extend(made.again);
                done.failures.extend(made.failure);
            }
            Err(error) => done.failures.push(error),
        }
    }
    Ok(())
}

/// How a paper was made.
struct Made {
    /// Its path, if it was read from its file.
    again: Option<String>,
    failure: Option<Error>,
}

fn make(text: Text, options: &Options) -> Result<(Paper, Made)> {
    let stored = |document: Document, failure| {
        let again = None;
        (segmented(document), Made { again, failure })
    };
    match text {
        Text::Stored(document) => Ok(stored(document, None)),
        Text::File(file, hash, document) => {
            let read = decoded_file(&file, options).map(|taken| paper(&file, taken));
            match (read, document) {
                (Ok(mut paper), before) => {
                    // It stays known by its sender too.
                    let known = with_sender(&paper.document.sha256, &paper.document.path);
                    let known = known.filter(|known| !hash.is_empty() && known.starts_with(&hash));
                    paper.document.sha256 = known.unwrap_or(paper.document.sha256);
                    let copies = before.as_ref().map(|before| before.copies.clone());
                    paper.document.copies = copies.unwrap_or_default();
                    let failure = lacks_ocr(&paper.document, before.as_ref())
                        .or_else(|| is_another(&paper.document, &hash));
                    let again = Some(file.key);
                    Ok((paper, Made { again, failure }))
                }
                (Err(_), Some(document)) => Ok(stored(document, Some(doubtful(&file.key)))),
                (Err(error), None) => Err(error),
            }
        }
        Text::Lost(path) => Err(lost(&path)),
    }
}

/// That a file is not the one whose text the archive has lost: what was cited
/// of that one may not stand in this one.
fn is_another(now: &Document, hash: &str) -> Option<Error> {
    let what = match (now.sha256.starts_with(hash), hash) {
        (true, "") => {
            "was read again from its file, and nothing tells whether that has changed since; its text in the archive is lost"
        }
        (true, _) => return None,
        (false, _) => {
            "was read again from its file, which has changed since; its text in the archive is lost"
        }
    };
    let cure = "what was cited of it may stand elsewhere now, or not at all: look it over";
    Some(
        Error::new(what)
            .at(Path::new(&display(Path::new(&now.path))))
            .cure(cure),
    )
}

/// What OCR may have read and this run, without it, does not.
fn lacks_ocr(now: &Document, before: Option<&Document>) -> Option<Error> {
    let unread = now.unread.iter().find(|note| note.contains("--ocr"))?;
    let lost = !now.ocr && before.is_none_or(|before| before.ocr);
    lost.then(|| {
        Error::new(format!("was read again without OCR: {unread}"))
            .at(Path::new(&display(Path::new(&now.path))))
            .cure("if OCR had read it, run `remiss ingest --ocr` on the file")
    })
}

/// Segments a text anew. What could not be read of its file is still to be
/// told; before format 4, that stood among notes that are made anew.
fn segmented(mut document: Document) -> Paper {
    let mut unread = std::mem::take(&mut document.unread);
    let paper = Paper::read(document);
    let made = &paper.segmentation.notes;
    unread.retain(|text| !made.iter().any(|note| note.text == *text));
    paper.with_unread(unread)
}
