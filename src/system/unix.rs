//! Linux, macOS and their like.

use super::Links;
use rustix::fs::OFlags;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fs::{File, FileType, OpenOptions};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// What a file is that never ends, or never begins.
pub(crate) fn special(kind: FileType) -> Option<&'static str> {
    let special = [
        (kind.is_fifo(), "a pipe"),
        (kind.is_socket(), "a socket"),
        (kind.is_char_device() || kind.is_block_device(), "a device"),
    ];
    special
        .into_iter()
        .find_map(|(is, what)| is.then_some(what))
}

/// How a file is opened: without waiting for its other end.
pub(crate) fn options(links: Links) -> OpenOptions {
    let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    flags.set(OFlags::NOFOLLOW, links == Links::Refused);
    let mut options = OpenOptions::new();
    options.custom_flags(flags.bits().cast_signed());
    options
}

/// Two open files are one.
pub(crate) fn is_same(a: &File, b: &File) -> bool {
    let place = |file: &File| file.metadata().ok().map(|meta| (meta.dev(), meta.ino()));
    place(a).is_some() && place(a) == place(b)
}

/// What is locked while a file is made anew: the file itself.
pub(crate) fn lock_of(path: &Path) -> PathBuf {
    path.to_owned()
}

/// Puts a file or folder in the place of what is called so, if anything is.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)
}

/// Who was to read what is written has gone.
pub(crate) fn is_unread(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// A path without what the system alone needs to know of it.
pub(crate) fn plain(path: PathBuf) -> PathBuf {
    path
}

/// Some bytes of an open file, from a place in it; how many.
pub(crate) fn read_some(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    FileExt::read_at(file, bytes, at)
}

/// Standard input, as a file that can be read from any place.
pub(crate) fn input() -> io::Result<File> {
    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}

/// Where standard error goes.
pub(crate) fn errors() -> io::Result<File> {
    Ok(io::stderr().as_fd().try_clone_to_owned()?.into())
}

/// The signal that ended a process.
pub(crate) fn signal(status: ExitStatus) -> Option<i32> {
    status.signal()
}

/// Gives up the right to more computing time, in seconds, and memory, in bytes.
pub(crate) fn confine(seconds: u64, memory: u64) -> io::Result<()> {
    let to = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    // The signal that tells why comes at the softer limit.
    let time = Rlimit {
        maximum: Some(seconds + 2),
        ..to(seconds)
    };
    setrlimit(Resource::Cpu, time)?;
    // No picture of a broken-down worker is kept on disk.
    setrlimit(Resource::Core, to(0))?;
    setrlimit(Resource::As, to(memory))?;
    Ok(())
}

/// How much memory a process may have here, in bytes, if that is bounded.
pub(crate) fn memory() -> Option<u64> {
    getrlimit(Resource::As).current
}

/// Makes this process end with its parent; whether that lives.
#[cfg(target_os = "linux")]
pub(crate) fn ends_with(parent: i32) -> bool {
    use rustix::process::{Signal, getppid, set_parent_process_death_signal};
    let now = || getppid().map(|pid| pid.as_raw_nonzero().get());
    set_parent_process_death_signal(Some(Signal::KILL)).is_ok() && now() == Some(parent)
}

/// Elsewhere a process outlives its parent.
#[cfg(not(target_os = "linux"))]
pub(crate) fn ends_with(_: i32) -> bool {
    false
}

/// Opens a link or a file with the program that people here open it with.
pub(crate) fn opener(what: &Path) -> Command {
    let mut command = Command::new(match cfg!(target_os = "macos") {
        true => "open",
        false => "xdg-open",
    });
    command.arg(what);
    command
}
