//! Windows, and what else is not Unix.

use super::Links;
use std::ffi::OsString;
use std::fs::{File, FileType, OpenOptions};
use std::io;
use std::os::windows::io::AsHandle;
use std::os::windows::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Duration;

/// Nothing in a folder here makes who opens it wait.
pub(crate) fn special(_: FileType) -> Option<&'static str> {
    None
}

pub(crate) fn options(_: Links) -> OpenOptions {
    OpenOptions::new()
}

/// Two open files are one: locks lie beside what they are of, and nothing takes
/// their place.
pub(crate) fn is_same(_: &File, _: &File) -> bool {
    true
}

/// What is locked while a file is made anew: a file beside it, since one that
/// is open is not everywhere replaced.
pub(crate) fn lock_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".lock");
    path.with_file_name(name)
}

/// Puts a file or folder in the place of what is called so, if anything is. A
/// reader, or what looks for viruses, may hold either for a moment.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    const TURNS: u32 = 50;
    /// Access denied, shared by nobody, locked.
    const HELD: [i32; 3] = [5, 32, 33];
    for _ in 0..TURNS {
        match std::fs::rename(from, to) {
            Err(error)
                if error
                    .raw_os_error()
                    .is_some_and(|code| HELD.contains(&code)) =>
            {
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
    std::fs::rename(from, to)
}

/// Who was to read what is written has gone: the pipe is closed, or the other
/// end of it is.
pub(crate) fn is_unread(error: &io::Error) -> bool {
    const NOT_CONNECTED: i32 = 233;
    error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error() == Some(NOT_CONNECTED)
}

/// A path as people write it, without the `\\?\` that the system puts before
/// one it has looked up; files of any length are found by both.
pub(crate) fn plain(path: PathBuf) -> PathBuf {
    let shown = path.to_str().and_then(|whole| {
        let rest = whole.strip_prefix(r"\\?\")?;
        let plain = match rest.strip_prefix(r"UNC\") {
            Some(share) => format!(r"\\{share}"),
            None => rest.to_owned(),
        };
        // The same place by both names.
        let same = std::path::absolute(&plain).is_ok_and(|whole| whole.as_os_str() == &*plain);
        same.then(|| PathBuf::from(plain))
    });
    shown.unwrap_or(path)
}

/// Some bytes of an open file, from a place in it; how many.
pub(crate) fn read_some(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, bytes, at)
}

/// Standard input, as a file that can be read from any place.
pub(crate) fn input() -> io::Result<File> {
    Ok(io::stdin().as_handle().try_clone_to_owned()?.into())
}

/// Where standard error goes.
pub(crate) fn errors() -> io::Result<File> {
    Ok(io::stderr().as_handle().try_clone_to_owned()?.into())
}

/// No signal ends a process here.
pub(crate) fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// Only the parent's clock ends a worker here.
pub(crate) fn confine(_: u64, _: u64) -> io::Result<()> {
    Ok(())
}

pub(crate) fn memory() -> Option<u64> {
    None
}

/// A process outlives its parent here.
pub(crate) fn ends_with(_: i32) -> bool {
    false
}

/// Opens a link or a file with the program that people here open it with. Both
/// helpers are the system's own, not what lies beside this program.
pub(crate) fn opener(what: &Path) -> Command {
    let system = std::env::var_os("SystemRoot").unwrap_or_else(|| r"C:\Windows".into());
    let system = PathBuf::from(system);
    if what.to_str().is_some_and(|what| what.contains("://")) {
        let mut command = Command::new(system.join(r"System32\rundll32.exe"));
        command.arg("url.dll,FileProtocolHandler").arg(what);
        return command;
    }
    let mut command = Command::new(system.join("explorer.exe"));
    // Quoted whatever it holds: a comma parts arguments there.
    let mut quoted = OsString::from("\"");
    quoted.push(what);
    quoted.push("\"");
    command.raw_arg(quoted);
    command
}
