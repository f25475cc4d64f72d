//! Files that are replaced whole: whoever reads one, or finds it after a power
//! cut, has the old one or the new one.

use super::{check, open, open_lock};
use crate::system::{is_same, lock_of, rename};
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Puts a new file in the place of what is called so, if anything is: written
/// beside it, brought to the disk, renamed.
pub(crate) fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // A link stays one; what it leads to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&path).ok();
    before.as_ref().map_or(Ok(()), check)?;
    let new = beside(&path)?;
    let file = File::create_new(&new)?;
    let put = || {
        if let Some(before) = before {
            file.set_permissions(before.permissions())?;
        }
        let mut out = BufWriter::new(&file);
        write(&mut out)?;
        out.flush()?;
        file.sync_all()?;
        rename(&new, &path)?;
        path.parent().map_or(Ok(()), sync_dir)
    };
    put().inspect_err(|_| drop(fs::remove_file(&new)))
}

/// Makes a file anew from what stands in it, which is nothing where there is
/// none, and of which at most `most` bytes are read. Others who do the same
/// wait for their turn.
pub(crate) fn update(
    path: &Path,
    most: u64,
    change: impl FnOnce(Vec<u8>) -> Vec<u8>,
) -> io::Result<()> {
    let _lock = locked(path)?;
    let mut now = Vec::new();
    match open(path) {
        Ok(file) if file.metadata()?.len() > most => return Err(ErrorKind::FileTooLarge.into()),
        Ok(file) => drop(file.take(most).read_to_end(&mut now)?),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let new = change(now);
    replace(path, |out| out.write_all(&new))
}

/// The lock of what is called so now, held: where that is the file itself, who
/// held it may have put another in its place.
fn locked(path: &Path) -> io::Result<File> {
    loop {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let lock = lock_of(&path);
        let file = open_lock(&lock)?;
        file.lock()?;
        if open(&lock).is_ok_and(|now| is_same(&file, &now)) {
            return Ok(file);
        }
    }
}

/// A name for the new file until it takes its place.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(ErrorKind::InvalidInput.into());
    };
    let mut new = std::ffi::OsString::from(".");
    new.push(name);
    new.push(format!(".{}.unfinished", std::process::id()));
    Ok(path.with_file_name(new))
}

/// Brings the names in a directory to the disk.
#[expect(clippy::disallowed_methods, reason = "a directory is no file")]
pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    // The directory of a bare name.
    let dir = match dir.as_os_str().is_empty() {
        true => Path::new("."),
        false => dir,
    };
    File::open(dir)?.sync_all()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make what is replaced")]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        replace(&path, |out| out.write_all(b"old")).unwrap();
        let failed = replace(&path, |out| {
            out.write_all(b"half")?;
            Err(ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn nobody_who_adds_at_the_same_time_is_lost() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        let add = |words: String| {
            update(&path, 1 << 20, |mut now| {
                now.extend_from_slice(words.as_bytes());
                now
            })
        };
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let add = &add;
                scope.spawn(move || {
                    for turn in 0..20 {
                        add(format!("{thread}-{turn}\n")).unwrap();
                    }
                });
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 80, "{text}");
    }
}
