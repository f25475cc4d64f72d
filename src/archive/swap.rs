//! A new archive in the place of an old one.
//!
//! The new one is built in a directory beside the old one, which stays as it
//! is until the new one is complete; then the two change places by renaming.
//! A process that dies on the way leaves `NAME-rebuilding`, which the next
//! rebuild clears away, or between the two renamings `NAME-replaced` and no
//! `NAME`, which whoever opens the archive next sets right. An old archive
//! that held more than the new one could take over stays as `NAME-replaced`,
//! marked so that no later rebuild clears it away.

use super::disk::{Disk, sync};
use super::seal::refused;
use super::{locked, refuse_foreign};
use crate::error::{Error, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tantivy::directory::DirectoryLock;

/// A rebuild under way; nobody else writes to the old archive meanwhile.
pub(crate) struct Swap {
    old: PathBuf,
    _lock: DirectoryLock,
}

impl Swap {
    /// Begins to replace the archive in `dir`.
    pub(crate) fn begin(dir: &Path) -> Result<Self> {
        set_right(dir)?;
        let old = fs::canonicalize(dir).map_err(|_| {
            Error::new("there is no archive here")
                .at(dir)
                .cure("make one with `remiss ingest PATH…`, or name another with --archive")
        })?;
        refuse_foreign(&old, MOVE_AWAY)?;
        let disk = Disk::open(&old).map_err(|error| Error::from(error).at(dir))?;
        let lock = disk.writer_lock().map_err(|error| locked(dir, error))?;
        let swap = Swap { old, _lock: lock };
        discard(&swap.new_dir())?;
        let replaced = beside(&swap.old, REPLACED);
        match is_kept(&replaced) {
            true => out_of_the_way(&replaced)?,
            false => discard(&replaced)?,
        }
        Ok(swap)
    }

    /// Where the new archive is to be built.
    pub(crate) fn new_dir(&self) -> PathBuf {
        beside(&self.old, REBUILDING)
    }

    /// Puts the new archive, which is complete, in the place of the old one.
    /// Where the old one is now, if it is to be kept.
    pub(crate) fn finish(self, keep: bool) -> Result<Option<PathBuf>> {
        let (new, replaced) = (self.new_dir(), beside(&self.old, REPLACED));
        let parent = self.old.parent().unwrap_or(&self.old);
        if keep {
            let marked = File::create(self.old.join(KEPT)).and_then(|_| sync(&self.old));
            marked.map_err(|error| refused(error.kind(), &error.to_string()).at(&self.old))?;
        }
        let moved = sync(&new)
            .and_then(|()| sync(parent))
            .and_then(|()| fs::rename(&self.old, &replaced))
            .and_then(|()| fs::rename(&new, &self.old));
        moved.map_err(|error| {
            let _ = fs::rename(&replaced, &self.old);
            Error::new(format!("cannot be replaced: {error}"))
                .at(&self.old)
                .cure(format!("the new archive is complete in {}; name that with --archive, or put it in its place", new.display()))
        })?;
        sync(parent).map_err(|error| Error::from(error).at(parent))?;
        if keep {
            return Ok(Some(replaced));
        }
        discard(&replaced).map(|()| None)
    }

    /// Leaves everything as it was.
    pub(crate) fn abandon(self) {
        let _ = discard(&self.new_dir());
    }
}

const REBUILDING: &str = "-rebuilding";
const REPLACED: &str = "-replaced";
/// The file in an old archive that says that it is kept.
const KEPT: &str = ".kept";
const MOVE_AWAY: &str = "move it away: what a rebuild replaces, it removes";

fn is_kept(dir: &Path) -> bool {
    dir.join(KEPT).exists()
}

/// Gives an archive that is kept a name of its own.
fn out_of_the_way(kept: &Path) -> Result<()> {
    let names = (2..).map(|number| beside(kept, &format!("-{number}")));
    let Some(free) = names.take(10_000).find(|name| !name.exists()) else {
        return Err(Error::new("has too many others like it beside it")
            .at(kept)
            .cure("remove those that are not needed any more"));
    };
    fs::rename(kept, &free).map_err(|error| {
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

/// Finishes the change of places of a rebuild that died between the two
/// renamings.
pub(super) fn set_right(dir: &Path) -> Result<()> {
    let replaced = beside(dir, REPLACED);
    if dir.symlink_metadata().is_ok() || !replaced.is_dir() {
        return Ok(());
    }
    let new = beside(dir, REBUILDING);
    if !new.is_dir() && is_kept(&replaced) {
        return Ok(());
    }
    let from = if new.is_dir() { &new } else { &replaced };
    let moved = fs::rename(from, dir);
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

/// Removes an archive that counts no more.
fn discard(dir: &Path) -> Result<()> {
    if dir.symlink_metadata().is_err() {
        return Ok(());
    }
    refuse_foreign(dir, MOVE_AWAY)?;
    fs::remove_dir_all(dir).map_err(|error| {
        Error::new(format!("cannot be removed: {error}"))
            .at(dir)
            .cure("remove it; it is what a rebuild left behind")
    })
}
