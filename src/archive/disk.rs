//! The index's files on a disk.
//!
//! As the index's own directory but for four things: no name and no link leads
//! out of it, small files are replaced under names that the next writer can
//! clear away and with the rights every other file gets, an archive that may
//! only be read can be, and a directory that was just made is there after a
//! power cut.

use super::meta::small_file;
use super::names::{inside, is_unfinished, unfinished};
use super::{blocks, columns};
use crate::files::{check, open, open_lock, sync_dir};
use crate::system::rename;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};

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
        above.take(missing).try_for_each(sync_dir)
    }

    /// Removes what dead writers left half-written. The caller is the writer.
    pub(super) fn clear(root: &Path) {
        let Ok(entries) = fs::read_dir(root) else {
            return;
        };
        for entry in entries.flatten() {
            if entry.file_name().to_str().is_some_and(is_unfinished) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The place of a file, which must be a regular one if it is there: no
    /// name leads out of the directory, and neither does a link.
    fn place(&self, name: &Path) -> io::Result<PathBuf> {
        let path = inside(&self.root, name)?;
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path),
            found => check(&found?).map(|()| path),
        }
    }

    fn checked(&self, name: &Path) -> Result<(), OpenReadError> {
        let checked = self.place(name).map(drop);
        checked.map_err(|error| OpenReadError::wrap_io_error(error, name.to_owned()))
    }

    /// A file as it is.
    pub(super) fn plain(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.checked(path)?;
        self.files.get_file_handle(path)
    }

    /// Keeps every other writer out until it is dropped.
    pub(super) fn writer_lock(&self) -> Result<DirectoryLock, LockError> {
        self.acquire_lock(&INDEX_WRITER_LOCK)
    }
}

/// Takes a lock that nobody holds for long: one who was killed holds it until
/// the system has cleared up after it.
fn taken(file: &File) -> Result<(), LockError> {
    const TURNS: u32 = 30;
    for _ in 0..TURNS {
        if file.try_lock().is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(LockError::LockBusy)
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
        let file = self.plain(path)?;
        let guarded = match path.extension().and_then(|part| part.to_str()) {
            Some("store") => {
                open(&self.root.join(path)).and_then(|read| blocks::guarded(file, read))
            }
            Some("fast") => columns::guarded(file),
            _ => Ok(file),
        };
        guarded.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.place(path).map_err(|error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_owned(),
        })?;
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.checked(path)?;
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.place(path)
            .map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let name = path.to_str().unwrap_or_default();
        small_file(&self.root, name).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(error, path.to_owned()),
        })
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let place = self.place(path)?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let new = self.root.join(unfinished(&path.to_string_lossy(), number));
        let written = File::create_new(&new).and_then(|mut file| {
            file.write_all(content)?;
            file.sync_data()?;
            rename(&new, &place)
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
        let wrapped = |error| LockError::IoError(Arc::new(error));
        let path = inside(&self.root, &lock.filepath).map_err(wrapped)?;
        let file = match open_lock(&path) {
            Err(error) if lock.is_blocking && may_not_write(&error) => match open(&path) {
                Ok(file) => file,
                Err(_) => return Ok(DirectoryLock::from(Box::new(()))),
            },
            opened => opened.map_err(wrapped)?,
        };
        if lock.is_blocking {
            file.lock().map_err(wrapped)?;
        } else {
            taken(&file)?;
        }
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
