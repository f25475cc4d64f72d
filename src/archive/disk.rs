//! The index's files on a disk.
//!
//! As the index's own directory but for three things: small files are replaced
//! under names that the next writer can clear away and with the rights every
//! other file gets, an archive that may only be read can be, and a directory
//! that was just made is there after a power cut.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};

/// End of the names under which small files are written.
const UNFINISHED: &str = ".unfinished";

/// Files in one directory.
#[derive(Clone, Debug)]
pub(super) struct Disk {
    root: PathBuf,
    files: MmapDirectory,
}

impl Disk {
    /// The directory must be there.
    pub(super) fn open(root: &Path) -> tantivy::Result<Self> {
        Ok(Disk {
            root: root.to_owned(),
            files: MmapDirectory::open(root)?,
        })
    }

    /// Makes the directory, if it is not there, so that it outlives a power
    /// cut.
    pub(super) fn make(root: &Path) -> io::Result<()> {
        let root = std::path::absolute(root)?;
        let missing = root.ancestors().take_while(|dir| !dir.is_dir()).count();
        fs::create_dir_all(&root)?;
        // The name of each one that was made stands in the one above it.
        let above = root.ancestors().skip(1);
        above.take(missing).try_for_each(sync)
    }

    /// Removes what dead writers left half-written. The caller is the writer.
    pub(super) fn clear(root: &Path) {
        let Ok(entries) = fs::read_dir(root) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') && (name.ends_with(UNFINISHED) || name.starts_with(".tmp")) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Keeps every other writer out until it is dropped.
    pub(super) fn writer_lock(&self) -> Result<DirectoryLock, LockError> {
        self.acquire_lock(&INDEX_WRITER_LOCK)
    }
}

/// Brings the names in a directory to the disk.
pub(super) fn sync(dir: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    File::open(dir)?.sync_all()
}

/// The directory may be read but not written.
fn may_not_write(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

impl Directory for Disk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!(
            ".{}.{}-{number}{UNFINISHED}",
            path.display(),
            std::process::id()
        );
        let new = self.root.join(name);
        let written = File::create(&new).and_then(|mut file| {
            file.write_all(content)?;
            file.sync_data()?;
            fs::rename(&new, self.root.join(path))
        });
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
        written
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    /// Readers hold a lock while they open files, so that a writer does not
    /// delete these. Who may not write can lock it all the same where it is,
    /// and needs none where no writer ever was.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(error)) if lock.is_blocking && may_not_write(&error) => {
                let Ok(file) = File::open(self.root.join(&lock.filepath)) else {
                    return Ok(DirectoryLock::from(Box::new(())));
                };
                let _ = file.lock();
                Ok(DirectoryLock::from(Box::new(file)))
            }
            acquired => acquired,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
