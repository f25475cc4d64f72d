//! What the archive holds before a run, and its papers put under the paths to
//! which their files have moved.
//!
//! A paper is not read again for that: this run may be given a smaller limit or
//! no OCR, and what it would read of the same file may be less.

use super::plan::{Moved, Plan};
use super::shelf::Shelf;
use super::{File, Options, Read, copies, kept};
use crate::archive::{Archive, Reader, Stored, file_name};
use crate::error::Result;
use crate::paper::Paper;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What the archive held when the run began.
pub(super) struct Known {
    reader: Reader,
    papers: HashMap<String, Stored>,
    /// Content hashes, by path.
    pub(super) hashes: HashMap<String, String>,
    /// Paths that are to be read again though their files are the same.
    pub(super) again: HashSet<String>,
}

impl Known {
    pub(super) fn of(archive: &Archive, options: &Options) -> Result<Self> {
        let mut known = Known {
            reader: archive.reader()?,
            papers: HashMap::new(),
            hashes: HashMap::new(),
            again: HashSet::new(),
        };
        for paper in known.reader.papers()? {
            let path = &paper.path;
            if options.ocr.is_some() && known.reader.is_for_ocr(&paper)? {
                known.again.insert(path.clone());
            }
            known.hashes.insert(path.clone(), paper.sha256.clone());
            known.papers.insert(path.clone(), paper);
        }
        Ok(known)
    }

    /// The archive as it was.
    pub(super) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// What is stored under a path; `None` if it cannot be had.
    pub(super) fn paper(&self, path: &str) -> Option<Paper> {
        self.reader.paper(self.papers.get(path)?).ok()
    }

    /// The paper stored under the path that a file moved from, as its own.
    pub(super) fn refiled(&self, moved: &Moved, file: &File) -> Option<Paper> {
        let mut paper = self.paper(&moved.from)?;
        paper.document.name = file_name(&file.key).into();
        paper.document.path = file.key.clone();
        paper.document.copies.retain(|copy| *copy != file.key);
        Some(paper)
    }

    /// Paths of copies of what is stored under a path.
    pub(super) fn copies(&self, path: &str) -> Vec<String> {
        let copies = self.papers.get(path).map(|paper| self.reader.copies(paper));
        copies.and_then(Result::ok).unwrap_or_default()
    }

    /// People have judged what the file of a path held before.
    pub(super) fn has_earlier(&self, path: &str) -> bool {
        let stored = self.papers.get(path);
        let earlier = stored.and_then(|stored| self.reader.earlier(stored).ok());
        earlier.is_some_and(|earlier| !earlier.is_empty())
    }

    /// Hashes of what a file held before it held this, where people have judged
    /// that: what they said follows the file though it has moved since.
    pub(super) fn earlier_of(
        &self,
        paper: &Paper,
        plan: &Plan<'_>,
        is_judged: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let path = &paper.document.path;
        let from = plan.moved.get(path).map_or(path, |moved| &moved.from);
        let Some(stored) = self.papers.get(from) else {
            return Vec::new();
        };
        let mut earlier = self.reader.earlier(stored).unwrap_or_default();
        earlier.extend(is_judged(&stored.sha256).then(|| stored.sha256.clone()));
        earlier.retain(|sha256| *sha256 != paper.document.sha256);
        earlier.dedup();
        earlier
    }

    /// Copies of what is now read from a file: those that were known of it,
    /// wherever it is stored, and those seen now.
    pub(super) fn copies_of(&self, paper: &Paper, plan: &Plan<'_>) -> Vec<String> {
        let (path, sha256) = (&paper.document.path, &paper.document.sha256);
        let moved = plan.moved.get(path).map(|moved| &moved.from);
        let stored = moved.unwrap_or(path);
        let before = match self.hashes.get(stored) == Some(sha256) {
            true => self.copies(stored),
            false => Vec::new(),
        };
        copies::with(before, plan.copies_of(sha256), path)
    }
}

/// Puts what has moved under its new paths, all in one commit: files may have
/// taken each other's names. What is left to be read.
pub(super) fn refile<'f>(
    plan: &Plan<'f>,
    known: &Known,
    shelf: &Shelf,
    read: &mut Read,
) -> Result<Vec<&'f File>> {
    let refile = |file: &&'f File| {
        let moved = plan.moved.get(&file.key).filter(|moved| !moved.again);
        let paper = moved.and_then(|moved| {
            let paper = known.refiled(moved, file)?;
            (!is_read_otherwise(&paper, &moved.from)).then_some(paper)
        });
        let Some(mut paper) = paper else {
            return Ok(None);
        };
        paper.document.copies = known.copies_of(&paper, plan);
        shelf.keep(&paper, plan.replaced(&paper))?;
        Ok(Some(kept(paper)))
    };
    let refiled: Result<Vec<_>> = plan.read.par_iter().map(refile).collect();
    let mut left = Vec::new();
    for (file, refiled) in plan.read.iter().zip(refiled?) {
        match refiled {
            Some(kept) => read.add(kept),
            None => left.push(*file),
        }
    }
    Ok(left)
}

/// What is a text and what HTML, the ending of a name may decide.
fn is_read_otherwise(paper: &Paper, from: &str) -> bool {
    let document = &paper.document;
    let by_name = document.encoding.starts_with("HTML") || !document.line_bytes.is_empty();
    by_name && Path::new(&document.path).extension() != Path::new(from).extension()
}
