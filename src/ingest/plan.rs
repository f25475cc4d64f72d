//! What is to be done with the files of one run: read, left alone, or known
//! under another path. Compares hashes; reads no document.

use super::{File, Report, unreadable};
use crate::archive::file_name;
use crate::document::sha256_of;
use crate::error::Result;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// What is to be done with the files of one run.
#[derive(Default)]
pub(super) struct Plan<'f> {
    /// New or changed.
    pub(super) read: Vec<&'f File>,
    /// Paths under which nothing is kept: their file became a copy of another,
    /// or was moved to another path.
    pub(super) stale: Vec<String>,
}

/// Compares the content of all files with what is stored. Each content is
/// kept under one path: the one it is stored under if that still holds it,
/// else the first in order.
pub(super) fn plan<'f>(
    files: &'f [File],
    stored: &HashMap<String, String>,
    report: &mut Report,
) -> Plan<'f> {
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
            None => is_there(path),
        });
    for (path, hash) in kept.collect::<BTreeMap<_, _>>() {
        owners.entry(hash).or_insert(path);
    }
    let mut plan = Plan::default();
    for (file, hash) in files.iter().zip(&hashes) {
        let Ok(hash) = hash else { continue };
        let owner = *owners.entry(hash).or_insert(&file.key);
        if owner != file.key {
            report.copies.push((file.label.clone(), file_name(owner)));
            plan.stale.push(file.key.clone());
        } else if stored.get(&file.key) == Some(hash) {
            report.unchanged += 1;
        } else {
            plan.read.push(file);
        }
    }
    let contents: BTreeSet<&str> = now.values().copied().collect();
    let moved = stored.iter().filter(|(path, hash)| {
        let known = now.contains_key(path.as_str()) || is_there(path);
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

/// Stored paths under the given folders that are no longer there.
pub(super) fn gone(
    stored: &HashMap<String, String>,
    roots: &[PathBuf],
    files: &[File],
) -> Vec<String> {
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
        .filter(|path| match place(path) {
            Place::File => false,
            Place::Archive(archive) => here.iter().any(|key| is_in(key, archive)),
            Place::Nowhere => true,
        })
        .cloned()
        .collect();
    gone.sort();
    gone
}

/// Where the bytes stand that were stored under a path.
enum Place<'p> {
    File,
    /// Inside this archive, or they once did.
    Archive(&'p Path),
    Nowhere,
}

fn place(path: &str) -> Place<'_> {
    let existing = Path::new(path).ancestors().find(|path| path.exists());
    match existing {
        Some(existing) if existing == Path::new(path) => Place::File,
        Some(existing) if existing.is_file() => Place::Archive(existing),
        _ => Place::Nowhere,
    }
}

fn is_there(path: &str) -> bool {
    !matches!(place(path), Place::Nowhere)
}

fn is_in(key: &str, archive: &Path) -> bool {
    Path::new(key).starts_with(archive) && Path::new(key) != archive
}
