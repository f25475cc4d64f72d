//! What is to be done with the files of one run: read, left alone, or known
//! under another path. Compares hashes; reads no document.

use super::walk::{Walked, may_be_pruned, real};
use super::{File, unreadable};
use crate::document::sha256_of;
use crate::error::{Error, Result};
use crate::files;
use crate::paper::Paper;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What is to be done with the files of one run.
#[derive(Default)]
pub(super) struct Plan<'f> {
    /// New or changed.
    pub(super) read: Vec<&'f File>,
    /// Stored already as they are.
    pub(super) unchanged: usize,
    /// Files with the content of another.
    pub(super) copies: Vec<Copy<'f>>,
    /// Their paths, by content.
    by_content: HashMap<String, Vec<&'f str>>,
    /// Paths under which nothing is kept: their file became a copy of another
    /// that is stored, or was moved to its path.
    pub(super) stale: Vec<String>,
    /// The same for contents that are still to be read, by these. Until one is
    /// stored, what stands under those paths may be all there is.
    replaced: HashMap<String, Vec<String>>,
    /// Those to read whose content is stored under another path, which no
    /// longer has it.
    pub(super) moved: HashMap<String, Moved>,
    /// Paths that are gone with their content.
    pub(super) dropped: Vec<String>,
    /// Paths and contents that nothing seen in this run has any more.
    pub(super) lost: Vec<(String, String)>,
    /// Files that cannot be read.
    pub(super) failures: Vec<Error>,
    /// Those among them of which something is stored.
    pub(super) outlived: Vec<String>,
}

/// Whence a content moved.
pub(super) struct Moved {
    /// The path that it is stored under.
    pub(super) from: String,
    /// It is to be read again all the same.
    pub(super) again: bool,
}

impl<'f> Plan<'f> {
    /// Paths of files that are copies of this content.
    pub(super) fn copies_of(&self, sha256: &str) -> &[&'f str] {
        self.by_content.get(sha256).map_or(&[], Vec::as_slice)
    }

    /// Paths under which nothing is kept once this paper is stored.
    pub(super) fn replaced(&self, paper: &Paper) -> &[String] {
        let replaced = self.replaced.get(&paper.document.sha256);
        replaced.map_or(&[], Vec::as_slice)
    }
}

/// A file with the content of another.
pub(super) struct Copy<'f> {
    pub(super) file: &'f File,
    pub(super) sha256: String,
    /// Where the content is kept.
    pub(super) owner: String,
}

/// Compares the content of all files, by their hashes, with what is stored. Each content is
/// kept under one path: the one it is stored under if that still holds it,
/// else the first in order. Those in `again` are read though unchanged; those
/// in `gone` are dropped, unless a file has their content now.
pub(super) fn plan<'f>(
    files: &'f [File],
    hashes: Vec<Result<String>>,
    stored: &HashMap<String, String>,
    again: &HashSet<String>,
    gone: &BTreeSet<String>,
) -> Plan<'f> {
    let may_be_there = |path: &String| !gone.contains(path) && may_be_there(path);
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
            None => may_be_there(path),
        });
    for (path, hash) in kept.collect::<BTreeMap<_, _>>() {
        owners.entry(hash).or_insert(path);
    }
    let sources = sources(stored, again);
    let mut plan = Plan::default();
    let mut stale: Vec<(&str, &str)> = Vec::new();
    for (file, hash) in files.iter().zip(&hashes) {
        let Ok(hash) = hash else { continue };
        let owner = *owners.entry(hash).or_insert(&file.key);
        if owner != file.key {
            let same = plan.by_content.entry(hash.clone()).or_default();
            same.push(&file.key);
            plan.copies.push(Copy {
                file,
                sha256: hash.clone(),
                owner: owner.to_owned(),
            });
            stale.push((hash, &file.key));
        } else if stored.get(&file.key) == Some(hash) && !again.contains(&file.key) {
            plan.unchanged += 1;
        } else {
            let source = sources.get(hash.as_str());
            if let Some(&(again, from)) = source.filter(|(_, from)| *from != file.key) {
                let from = from.to_owned();
                plan.moved.insert(file.key.clone(), Moved { from, again });
            }
            plan.read.push(file);
        }
    }
    let contents: BTreeSet<&str> = now.values().copied().collect();
    let is_moved = |path: &String| {
        stored
            .get(path)
            .is_some_and(|hash| contents.contains(hash.as_str()))
    };
    let dropped = gone.iter().filter(|path| !is_moved(path));
    plan.dropped = dropped.cloned().collect();
    let lost = stored.iter().filter(|(path, hash)| {
        let changed = now.get(path.as_str()).is_some_and(|now| now != hash);
        (changed || gone.contains(*path)) && !owners.contains_key(hash.as_str())
    });
    plan.lost = lost
        .map(|(path, hash)| (path.clone(), hash.clone()))
        .collect();
    plan.lost.sort_unstable();
    let moved = stored.iter().filter(|(path, _)| {
        let known = now.contains_key(path.as_str()) || may_be_there(path);
        !known && is_moved(path)
    });
    stale.extend(moved.map(|(path, hash)| (hash.as_str(), path.as_str())));
    stale.retain(|(_, path)| stored.contains_key(*path));
    stale.sort_unstable();
    for (hash, path) in stale {
        let owner = owners.get(hash).and_then(|owner| stored.get(*owner));
        match owner.is_some_and(|stored| stored == hash) {
            true => plan.stale.push(path.to_owned()),
            false => plan
                .replaced
                .entry(hash.to_owned())
                .or_default()
                .push(path.to_owned()),
        }
    }
    for (file, failure) in files.iter().zip(hashes) {
        let Err(failure) = failure else { continue };
        plan.failures.push(failure);
        if stored.contains_key(&file.key) {
            plan.outlived.push(file.label.clone());
        }
    }
    plan
}

/// Under which path each content is stored, and whether it is to be read again
/// there; rather under one where it is not.
fn sources<'s>(
    stored: &'s HashMap<String, String>,
    again: &HashSet<String>,
) -> HashMap<&'s str, (bool, &'s str)> {
    let sources = stored.iter().map(|(path, hash)| {
        let source = (again.contains(path), path.as_str());
        (hash.as_str(), source)
    });
    let mut sources: Vec<_> = sources.collect();
    sources.sort_unstable();
    // Of several for one content, the last that is put into the map stays.
    sources.into_iter().rev().collect()
}

/// The hash of each file's content. What cannot be read may be what has moved
/// from elsewhere in its folder.
pub(super) fn hashes(walked: &mut Walked) -> Vec<Result<String>> {
    let hashes: Vec<Result<String>> = walked.files.par_iter().map(hash).collect();
    let unread = walked.files.iter().zip(&hashes);
    let unread = unread.filter(|(_, hash)| hash.is_err());
    let folders = unread.filter_map(|(file, _)| Path::new(&file.key).parent());
    walked.unseen.extend(folders.map(Path::to_owned));
    hashes
}

/// The hash of a file's content, read piece by piece: files of any size are
/// hashed several at a time.
fn hash(file: &File) -> Result<String> {
    files::open(&file.path)
        .and_then(sha256_of)
        .map_err(|error| unreadable(file, &error))
}

/// Stored paths under the given folders that are no longer there. Nothing is
/// said to be gone from where something could not be looked at.
pub(super) fn gone(
    stored: &HashMap<String, String>,
    roots: &[PathBuf],
    walked: &Walked,
) -> BTreeSet<String> {
    let here: BTreeSet<&str> = walked.files.iter().map(|file| file.key.as_str()).collect();
    let roots = roots.iter().map(|root| real(root));
    let roots: Vec<PathBuf> = roots.filter(|root| may_be_pruned(root)).collect();
    let below = |path: &str, of: &Path| Path::new(path).starts_with(of);
    let gone = stored
        .keys()
        .filter(|path| !here.contains(path.as_str()) && roots.iter().any(|root| below(path, root)))
        .filter(|path| {
            !Path::new(path)
                .ancestors()
                .any(|of| walked.unseen.contains(of))
        })
        .filter(|path| match place(path) {
            Place::File | Place::Unknown => false,
            Place::Archive(archive) => holds_any(&here, archive),
            Place::Nowhere => true,
        })
        .cloned();
    gone.collect()
}

/// Where the bytes stand that were stored under a path.
pub(super) enum Place<'p> {
    File,
    /// Inside this archive, or they once did.
    Archive(&'p Path),
    Nowhere,
    /// Nobody may look, or the disk does not answer.
    Unknown,
}

pub(super) fn place(path: &str) -> Place<'_> {
    let path = Path::new(path);
    for above in path.ancestors() {
        match std::fs::metadata(above) {
            Ok(_) if above == path => return Place::File,
            Ok(meta) if meta.is_file() => return Place::Archive(above),
            Ok(_) => return Place::Nowhere,
            // What stands below a file is in an archive, and may be called
            // what no file can be.
            Err(error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {}
                _ => return Place::Unknown,
            },
        }
    }
    Place::Nowhere
}

fn may_be_there(path: &str) -> bool {
    !matches!(place(path), Place::Nowhere)
}

/// Whether any of the files is in an archive.
fn holds_any(files: &BTreeSet<&str>, archive: &Path) -> bool {
    let within = format!("{}/", archive.display());
    let first = files.range(within.as_str()..).next();
    first.is_some_and(|key| key.starts_with(&within))
}
