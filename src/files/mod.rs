//! How files are opened and replaced: never waiting, never without an end,
//! never half.
//!
//! Whatever a user names, a folder holds or an archive from elsewhere brings may
//! be a pipe, a device or a file without end. So every file is opened here:
//! without waiting for its other end, its kind and size asked of what was
//! opened, and read up to a bound. Knows nothing of what stands in files, and
//! decides nothing about who may be read.

mod replace;

pub(crate) use replace::{replace, sync_dir, update};

use crate::system::{Links, options, read_some, special};
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::ops::Range;
use std::path::Path;

/// Largest file of a user's that is no paper: a lexicon, focus areas,
/// corrections, a word list. The largest Swedish word list at hand has 5 MB.
pub(crate) const LARGEST_GIVEN: u64 = 64 << 20;

/// Opens a regular file to read it.
#[expect(clippy::disallowed_methods, reason = "this is where files are opened")]
pub(crate) fn open(path: &Path) -> io::Result<File> {
    // Opening a device may already do something: whoever can be told before
    // is.
    check(&std::fs::metadata(path)?)?;
    let file = options(Links::Followed).read(true).open(path)?;
    check(&file.metadata()?)?;
    Ok(file)
}

/// Opens a file to lock it; makes it where it is not there. What a link leads
/// to is neither opened nor made.
#[expect(clippy::disallowed_methods, reason = "this is where files are opened")]
pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
    if let Ok(found) = std::fs::symlink_metadata(path) {
        check(&found)?;
    }
    let mut options = options(Links::Refused);
    let opened = options.read(true).write(true).create(true).truncate(false);
    let file = opened.open(path)?;
    check(&file.metadata()?)?;
    Ok(file)
}

/// All bytes of a file of at most `most`.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let size = file.metadata()?.len();
    let too_large = || {
        let what = format!("it is larger than the {} that are read of it", human(most));
        io::Error::new(ErrorKind::FileTooLarge, what)
    };
    if size > most {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // It may grow while it is read.
    file.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(too_large()),
        false => Ok(bytes),
    }
}

/// The bytes of a part of an open file, which must have them.
pub(crate) fn read_at(file: &File, part: Range<usize>) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; part.len()];
    let mut read = 0;
    while read < bytes.len() {
        match read_some(file, &mut bytes[read..], (part.start + read) as u64) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(more) => read += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(bytes)
}

fn human(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}

/// Refuses what is no regular file.
pub(crate) fn check(found: &Metadata) -> io::Result<()> {
    match kind(found) {
        None => Ok(()),
        Some(kind) => Err(no_file(kind)),
    }
}

fn no_file(kind: &str) -> io::Error {
    io::Error::new(
        ErrorKind::InvalidInput,
        format!("it is {kind}, not a regular file"),
    )
}

/// What something is that is no regular file.
fn kind(found: &Metadata) -> Option<&'static str> {
    let kind = found.file_type();
    if kind.is_file() {
        return None;
    }
    if let Some(what) = special(kind) {
        return Some(what);
    }
    Some(match (kind.is_dir(), kind.is_symlink()) {
        (true, _) => "a folder",
        (_, true) => "a link",
        _ => "something else",
    })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make what is opened")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_bound() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        std::fs::write(&path, "abcd").unwrap();
        assert_eq!(read(&path, 4).unwrap(), b"abcd");
        let error = read(&path, 3).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
        // Its size is asked before memory is: this one takes no room.
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(1 << 40)
            .unwrap();
        assert!(read(&path, LARGEST_GIVEN).is_err());
    }

    #[test]
    fn a_folder_is_no_file() {
        let dir = tempfile::tempdir().unwrap();
        assert!(
            open(dir.path())
                .unwrap_err()
                .to_string()
                .contains("a folder")
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_never_ends_or_never_begins_is_refused_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        let socket = dir.path().join("socket");
        let _bound = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for (path, what) in [
            (pipe.as_path(), "a pipe"),
            (&socket, "a socket"),
            (Path::new("/dev/zero"), "a device"),
        ] {
            let told = read(path, 10).unwrap_err().to_string();
            assert!(told.contains(what), "{told}");
            assert!(open_lock(path).is_err());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_a_link_makes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let (link, outside) = (dir.path().join("lock"), dir.path().join("outside"));
        std::os::unix::fs::symlink(&outside, &link).unwrap();
        assert!(open_lock(&link).is_err());
        assert!(!outside.exists());
    }
}
