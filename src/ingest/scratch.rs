//! Where archives are unpacked: a directory for each run. What a run that was
//! killed left there, the next one clears away.

use crate::files;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use tempfile::TempDir;

const PREFIX: &str = "remiss-unpacked-";
/// Start of the names of the directories in it, which hold numbered files.
const FILES: &str = "files-";
/// Held by a run that lives.
const LOCK: &str = "lock";

/// A directory that is there as long as this is.
pub(super) struct Scratch {
    _lock: File,
    dir: TempDir,
}

impl Scratch {
    /// In the place for temporary files.
    pub(super) fn new() -> io::Result<Self> {
        Scratch::below(&std::env::temp_dir())
    }

    fn below(place: &Path) -> io::Result<Self> {
        clear(place);
        let dir = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place)?;
        // Who finds a lock under its name finds it held.
        let new = dir.path().join("new");
        let lock = File::create(&new)?;
        if lock.lock().is_ok() {
            fs::rename(&new, dir.path().join(LOCK))?;
        }
        Ok(Scratch { _lock: lock, dir })
    }

    /// A new directory in it.
    pub(super) fn dir(&self) -> io::Result<TempDir> {
        tempfile::Builder::new()
            .prefix(FILES)
            .tempdir_in(self.dir.path())
    }
}

/// Removes the directories whose lock nobody holds. What cannot be removed is
/// somebody else's.
fn clear(place: &Path) {
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX)
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_ours && files::open(&path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok()) {
            let _ = remove(&path);
        }
    }
}

/// Removes what a run puts into its directory, file by file, the lock last; an
/// error where anything else is in it.
fn remove(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)?.flatten() {
        let is_dir = entry.file_type()?.is_dir();
        if !is_dir || !entry.file_name().to_string_lossy().starts_with(FILES) {
            continue;
        }
        for file in fs::read_dir(entry.path())?.flatten() {
            let name = file.file_name();
            let is_numbered = name.as_encoded_bytes().iter().all(u8::is_ascii_digit);
            if is_numbered && file.file_type()?.is_file() {
                fs::remove_file(file.path())?;
            }
        }
        fs::remove_dir(entry.path())?;
    }
    fs::remove_file(dir.join(LOCK))?;
    fs::remove_dir(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dead_run_left_is_cleared_away() {
        let place = tempfile::tempdir().unwrap();
        let living = Scratch::below(place.path()).unwrap();
        let dead = place.path().join(format!("{PREFIX}dead"));
        fs::create_dir(&dead).unwrap();
        File::create(dead.join(LOCK)).unwrap();
        let files = dead.join(format!("{FILES}x"));
        fs::create_dir(&files).unwrap();
        File::create(files.join("0")).unwrap();
        // What somebody else put into one is left, and so is the directory.
        let mixed = place.path().join(format!("{PREFIX}mixed"));
        fs::create_dir_all(mixed.join("notes")).unwrap();
        File::create(mixed.join(LOCK)).unwrap();
        let another = Scratch::below(place.path()).unwrap();
        assert!(living.dir.path().exists() && another.dir().is_ok());
        assert!(!dead.exists() && mixed.join("notes").exists());
        drop((living, another));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
