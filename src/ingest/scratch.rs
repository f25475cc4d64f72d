//! Where archives are unpacked: a directory for each run. What a run that was
//! killed left there, the next one clears away.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use tempfile::TempDir;

const PREFIX: &str = "remiss-unpacked-";
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
        tempfile::tempdir_in(self.dir.path())
    }
}

/// Removes the directories whose lock nobody holds. What cannot be removed is
/// somebody else's.
fn clear(place: &Path) {
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if is_ours && File::open(path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(path);
        }
    }
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
        File::create(dead.join("0")).unwrap();
        let another = Scratch::below(place.path()).unwrap();
        assert!(living.dir.path().exists() && another.dir().is_ok());
        assert!(!dead.exists());
        drop((living, another));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
