//! A new archive in the place of an old one.
//!
//! The new one is built in a directory beside the old one, which stays as it
//! is until the new one is complete; then the two change places by renaming.
//! A process that dies on the way leaves `NAME-rebuilding`, which the next
//! rebuild clears away, or between the two renamings `NAME-replaced` and no
//! `NAME`, which whoever opens the archive next sets right. An old archive
//! that held more than the new one could take over stays as `NAME-replaced`,
//! marked so that no later rebuild clears it away.
//!
//! A directory that no rebuild has marked is somebody else's, whatever it is
//! called, and of one that is marked only the archive's own files are removed,
//! one by one.

use super::disk::Disk;
use super::meta::MANAGED;
use super::names::{Holdings, KEPT, REBUILDING, REPLACING};
use super::seal::{META, refused};
use super::{locked, refuse_foreign};
use crate::error::{Error, Result};
use crate::files::sync_dir;
use crate::system::{plain, rename};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tantivy::directory::DirectoryLock;

/// A rebuild under way; nobody else writes to the old archive meanwhile.
pub(crate) struct Swap {
    old: PathBuf,
    lock: DirectoryLock,
}

/// What became of an archive that was replaced.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Old {
    Gone,
    /// It stands here whole.
    Kept(PathBuf),
    /// Its files are removed; here is what was not among them, such as this.
    Left(PathBuf, String),
}

impl Swap {
    /// Begins to replace the archive in `dir`.
    pub(crate) fn begin(dir: &Path) -> Result<Self> {
        set_right(dir)?;
        let old = fs::canonicalize(dir).map(plain);
        let old = old.map_err(|_| none_here(dir))?;
        if !Holdings::of(&old).is_ok_and(|held| held.is_archive()) {
            return Err(none_here(dir));
        }
        refuse_foreign(&old, MOVE_AWAY)?;
        let disk = Disk::open(&old).map_err(|error| Error::from(error).at(dir))?;
        let lock = disk.writer_lock().map_err(|error| locked(dir, error))?;
        let swap = Swap { old, lock };
        swap.clear(&swap.new_dir(), REBUILDING)?;
        let replaced = beside(&swap.old, REPLACED);
        match has(&replaced, KEPT) {
            true => out_of_the_way(&replaced)?,
            false => swap.clear(&replaced, REPLACING)?,
        }
        let new = swap.new_dir();
        Disk::make(&new)
            .and_then(|()| mark(&new, REBUILDING))
            .map_err(|error| refused(error.kind(), &error.to_string()).at(&new))?;
        Ok(swap)
    }

    /// Makes room for what is called so. Only a directory that a rebuild has
    /// marked is cleared away.
    fn clear(&self, dir: &Path, marked: &str) -> Result<()> {
        if dir.symlink_metadata().is_err() {
            return Ok(());
        }
        refuse_foreign(dir, MOVE_AWAY)?;
        let is_empty = || fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none());
        if !has(dir, marked) && !is_empty() {
            return Err(
                Error::new("is in the way, and was not left here by a rebuild")
                    .at(dir)
                    .cure(MOVE_AWAY),
            );
        }
        match discard(dir)? {
            None => Ok(()),
            Some(name) => Err(Error::new(format!("holds other files ({name})"))
                .at(dir)
                .cure(MOVE_AWAY)),
        }
    }

    /// Where the new archive is to be built.
    pub(crate) fn new_dir(&self) -> PathBuf {
        beside(&self.old, BUILDING)
    }

    /// Puts the new archive, which is complete, in the place of the old one.
    pub(crate) fn finish(self, keep: bool) -> Result<Old> {
        let (new, replaced) = (self.new_dir(), beside(&self.old, REPLACED));
        let parent = self.old.parent().unwrap_or(&self.old);
        let marks = [Some(REPLACING), keep.then_some(KEPT)];
        marks
            .into_iter()
            .flatten()
            .try_for_each(|name| mark(&self.old, name))
            .map_err(|error| refused(error.kind(), &error.to_string()).at(&self.old))?;
        // A folder with an open file in it is not renamed on Windows: there the
        // lock goes first.
        let lock = (!cfg!(windows)).then_some(self.lock);
        let moved = sync_dir(&new)
            .and_then(|()| sync_dir(parent))
            .and_then(|()| rename(&self.old, &replaced))
            .and_then(|()| rename(&new, &self.old));
        moved.map_err(|error| {
            let _ = rename(&replaced, &self.old);
            Error::new(format!("cannot be replaced: {error}"))
                .at(&self.old)
                .cure(format!("the new archive is complete in {}; name that with --archive, or put it in its place", new.display()))
        })?;
        sync_dir(parent).map_err(|error| Error::from(error).at(parent))?;
        let _ = fs::remove_file(self.old.join(REBUILDING));
        if keep {
            return Ok(Old::Kept(replaced));
        }
        let left = discard(&replaced)?;
        drop(lock);
        Ok(match left {
            None => Old::Gone,
            Some(name) => Old::Left(replaced, name),
        })
    }

    /// Leaves everything as it was.
    pub(crate) fn abandon(self) {
        let _ = discard(&self.new_dir());
    }
}

const BUILDING: &str = "-rebuilding";
const REPLACED: &str = "-replaced";
const MOVE_AWAY: &str = "move it away: a rebuild touches nothing but the archive";

fn none_here(dir: &Path) -> Error {
    super::missing(
        dir,
        "make one with `remiss ingest PATH…`, or name another with --archive",
    )
}

fn has(dir: &Path, mark: &str) -> bool {
    dir.join(mark).symlink_metadata().is_ok()
}

/// Puts a mark on an archive that outlives a power cut.
fn mark(dir: &Path, name: &str) -> io::Result<()> {
    if !has(dir, name) {
        File::create_new(dir.join(name))?;
    }
    sync_dir(dir)
}

/// Gives an archive that is kept a name of its own.
fn out_of_the_way(kept: &Path) -> Result<()> {
    let names = (2..).map(|number| beside(kept, &format!("-{number}")));
    let Some(free) = names.take(10_000).find(|name| !name.exists()) else {
        return Err(Error::new("has too many others like it beside it")
            .at(kept)
            .cure("remove those that are not needed any more"));
    };
    rename(kept, &free).map_err(|error| {
        Error::new(format!("cannot be renamed: {error}"))
            .at(kept)
            .cure("move it away; it is what an earlier rebuild could not read in full")
    })
}

fn beside(dir: &Path, end: &str) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_owned();
    name.push(end);
    dir.with_file_name(name)
}

/// An archive that a rebuild has put aside and left beside this one.
pub(crate) fn kept_beside(dir: &Path) -> Option<PathBuf> {
    let dir = fs::canonicalize(dir).map(plain).ok()?;
    let aside = beside(&dir, REPLACED);
    let aside = aside.file_name()?.to_string_lossy().into_owned();
    let beside = fs::read_dir(dir.parent()?)
        .ok()?
        .filter_map(|entry| entry.ok());
    let mut found = beside.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&aside) && path.join(META).is_file()
    });
    found.next()
}

/// Finishes the change of places of a rebuild that died between the two
/// renamings.
pub(super) fn set_right(dir: &Path) -> Result<()> {
    let replaced = beside(dir, REPLACED);
    if dir.symlink_metadata().is_ok() || !has(&replaced, REPLACING) {
        return Ok(());
    }
    let new = beside(dir, BUILDING);
    let is_built = has(&new, REBUILDING);
    if !is_built && has(&replaced, KEPT) {
        return Ok(());
    }
    let from = if is_built { &new } else { &replaced };
    let moved = rename(from, dir);
    // Whoever else sets it right at the same time has done it.
    if moved.is_ok() || dir.is_dir() {
        return Ok(());
    }
    let error = moved.err().map(|error| error.to_string());
    Err(Error::new(format!(
        "a rebuild was interrupted, and cannot be finished: {}",
        error.unwrap_or_default()
    ))
    .at(dir)
    .cure(format!("rename {} to it", from.display())))
}

/// Removes an archive that counts no more, file by file; what else is in its
/// directory stays, and the first of it is named.
fn discard(dir: &Path) -> Result<Option<String>> {
    let cannot = |error: io::Error| {
        Error::new(format!("cannot be removed: {error}"))
            .at(dir)
            .cure("remove it; it is what a rebuild left behind")
    };
    // Its lists go last, and the marks after them: the next rebuild finishes
    // a discard that was killed.
    let mut own = Holdings::of(dir).map_err(cannot)?.own;
    own.sort_by_key(|name| match name.as_str() {
        REBUILDING | REPLACING | KEPT => 2,
        META | MANAGED => 1,
        _ => 0,
    });
    for name in own {
        fs::remove_file(dir.join(name)).map_err(cannot)?;
    }
    match fs::remove_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
            let mut left = fs::read_dir(dir).map_err(cannot)?.flatten();
            let name = left.next().map(|entry| entry.file_name());
            Ok(name.map(|name| crate::decode::printable(&name.to_string_lossy())))
        }
        removed => removed.map(|()| None).map_err(cannot),
    }
}
