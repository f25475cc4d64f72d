//! The index's small files with a checksum, and its writes in a safe order.
//!
//! The index guards its large files with checksums, but not the two small ones
//! that say which of them count, and it does not sync the directory once a
//! commit has been renamed into place. Both are done here, between the index
//! and the disk. What the disk refuses is remembered: the index's threads
//! report that something failed, not what.

use super::meta::MANAGED;
use super::names::listed;
use crate::document::sha256_hex;
use crate::error::Error;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tantivy::TantivyError;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

/// The file that says what the last commit holds.
pub(super) const META: &str = "meta.json";

/// What stands before the checksum on the last line.
const MARK: &[u8] = b"\n# sha256 ";

/// Content with its checksum on a line of its own behind it. `content` ends
/// with a line end.
fn seal(content: &[u8]) -> Vec<u8> {
    let mut sealed = content.to_vec();
    sealed.extend_from_slice(&MARK[1..]);
    sealed.extend_from_slice(checksum(content).as_bytes());
    sealed.push(b'\n');
    sealed
}

fn checksum(content: &[u8]) -> String {
    let mut checksum = sha256_hex(content);
    checksum.truncate(16);
    checksum
}

/// What stands in a small file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unsealed<'c> {
    /// As it was written.
    Whole(&'c [u8]),
    /// Without a checksum: an older version's, or damaged.
    Bare(&'c [u8]),
    /// Not as it was written.
    Broken,
}

/// Takes the checksum off and holds it against the content.
pub(super) fn unseal(sealed: &[u8]) -> Unsealed<'_> {
    let Some(at) = memchr::memmem::rfind(sealed, MARK) else {
        return Unsealed::Bare(sealed);
    };
    let (content, rest) = sealed.split_at(at + 1);
    let expected = [&MARK[1..], checksum(content).as_bytes(), b"\n"].concat();
    if rest == expected {
        Unsealed::Whole(content)
    } else {
        Unsealed::Broken
    }
}

/// What the disk refused first, and where.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    dir: Option<PathBuf>,
    first: Mutex<Option<(io::ErrorKind, String)>>,
}

impl Trouble {
    pub(super) fn at(dir: &Path) -> Arc<Self> {
        Arc::new(Trouble {
            dir: Some(dir.to_owned()),
            first: Mutex::default(),
        })
    }

    fn note<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if let (Err(error), Ok(mut first)) = (&result, self.first.lock()) {
            first.get_or_insert_with(|| (error.kind(), error.to_string()));
        }
        result
    }

    /// Why a write failed, by its cause if that is known.
    pub(super) fn told(&self, error: &TantivyError) -> Error {
        let first = self.first.lock().ok().and_then(|first| first.clone());
        let (kind, what) = first
            .or_else(|| io_error(error).map(|error| (error.kind(), error.to_string())))
            .unwrap_or_else(|| (io::ErrorKind::Other, error.to_string()));
        let error = refused(kind, &what);
        match &self.dir {
            Some(dir) => error.at(dir),
            None => error,
        }
    }
}

fn io_error(error: &TantivyError) -> Option<&io::Error> {
    match error {
        TantivyError::IoError(error)
        | TantivyError::LockFailure(LockError::IoError(error), _)
        | TantivyError::OpenWriteError(OpenWriteError::IoError {
            io_error: error, ..
        })
        | TantivyError::OpenReadError(OpenReadError::IoError {
            io_error: error, ..
        }) => Some(error),
        _ => None,
    }
}

/// A write that the disk refused, with the way out.
pub(super) fn refused(kind: io::ErrorKind, what: &str) -> Error {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match kind {
        StorageFull | QuotaExceeded => Error::new("the disk is full").cure(
            "make room and run the same command again; what was committed before is safe",
        ),
        PermissionDenied | ReadOnlyFilesystem => Error::new(format!("may not be written: {what}"))
            .cure("make the directory writable, or give another with --archive; reading it works as it is"),
        _ => Error::new(format!("the archive cannot be written: {what}"))
            .cure("what was committed before is safe; `remiss verify` tells whether the archive is damaged, else run the same command again"),
    }
}

/// A directory of the index whose small files carry a checksum.
#[derive(Clone, Debug)]
pub(super) struct Sealed {
    inner: Box<dyn Directory>,
    trouble: Arc<Trouble>,
}

impl Sealed {
    pub(super) fn new(inner: Box<dyn Directory>, trouble: Arc<Trouble>) -> Self {
        Sealed { inner, trouble }
    }
}

impl Directory for Sealed {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        let opened = self.inner.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                let _ = self.trouble.note::<()>(Err(io_error.kind().into()));
            }
        })?;
        let inner = opened
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        Ok(BufWriter::new(Box::new(Noted {
            inner,
            trouble: self.trouble.clone(),
        })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let sealed = self.inner.atomic_read(path)?;
        let content = match unseal(&sealed) {
            Unsealed::Whole(content) | Unsealed::Bare(content) => Ok(content),
            Unsealed::Broken => Err("its checksum does not match".to_owned()),
        };
        // What is on the list of its files, the index removes.
        let content = content.and_then(|content| match path == Path::new(MANAGED) {
            true => listed(content).map(|_| content),
            false => Ok(content),
        });
        content.map(<[u8]>::to_vec).map_err(|what| {
            let error = io::Error::new(io::ErrorKind::InvalidData, what);
            OpenReadError::wrap_io_error(error, path.to_owned())
        })
    }

    /// A commit is the renaming of one file. It counts once the directory is
    /// on disk too, and nothing it replaces is deleted before.
    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let mut written = self.inner.atomic_write(path, &seal(content));
        if path == Path::new(META) {
            written = written.and_then(|()| self.inner.sync_directory());
        }
        self.trouble.note(written)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.trouble.note(self.inner.sync_directory())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// A file being written; its failures are remembered.
struct Noted {
    inner: Box<dyn TerminatingWrite + Send + Sync>,
    trouble: Arc<Trouble>,
}

impl Write for Noted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.trouble.note(self.inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.trouble.note(self.inner.flush())
    }
}

impl TerminatingWrite for Noted {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.trouble.note(self.inner.terminate_ref(token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_changed_byte_of_a_sealed_file_is_noticed() {
        let content = b"{\"a\": 1}\n";
        let sealed = seal(content);
        assert_eq!(unseal(&sealed), Unsealed::Whole(content));
        for at in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[at] ^= 1;
            match unseal(&flipped) {
                Unsealed::Broken => {}
                // Without its mark the checksum is part of the content, which
                // then is no JSON.
                Unsealed::Bare(all) => assert_eq!(all.len(), sealed.len()),
                Unsealed::Whole(_) => panic!("byte {at}"),
            }
        }
    }
}
