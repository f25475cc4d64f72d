//! A new archive in the place of an old one.
//!
//! The new one is built in a directory beside the old one, which stays as it
//! is until the new one is complete; then the two change places by renaming.
//! A process that dies on the way leaves `NAME-rebuilding`, which the next
//! rebuild clears away, or between the two renamings `NAME-replaced` and no
//! `NAME`, which whoever opens the archive next sets right.

use super::disk::{Disk, sync};
use super::{locked, refuse_foreign};
use crate::error::{Error, Result};
use std::fs;
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
        refuse_foreign(&old)?;
        let disk = Disk::open(&old).map_err(|error| Error::from(error).at(dir))?;
        let lock = disk.writer_lock().map_err(|error| locked(dir, error))?;
        let swap = Swap { old, _lock: lock };
        for left in [swap.new_dir(), beside(&swap.old, REPLACED)] {
            discard(&left)?;
        }
        Ok(swap)
    }

    /// Where the new archive is to be built.
    pub(crate) fn new_dir(&self) -> PathBuf {
        beside(&self.old, REBUILDING)
    }

    /// Puts the new archive, which is complete, in the place of the old one.
    pub(crate) fn finish(self) -> Result<()> {
        let (new, replaced) = (self.new_dir(), beside(&self.old, REPLACED));
        let parent = self.old.parent().unwrap_or(&self.old);
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
        discard(&replaced)
    }

    /// Leaves everything as it was.
    pub(crate) fn abandon(self) {
        let _ = discard(&self.new_dir());
    }
}

const REBUILDING: &str = "-rebuilding";
const REPLACED: &str = "-replaced";

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
    refuse_foreign(dir)?;
    fs::remove_dir_all(dir).map_err(|error| {
        Error::new(format!("cannot be removed: {error}"))
            .at(dir)
            .cure("remove it; it is what a rebuild left behind")
    })
}
