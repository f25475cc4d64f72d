//! Standard input as a file to read: `-` in place of a path.

use crate::error::{Error, Result};
use crate::limits::{Limit, Limits};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What stands for standard input.
const INPUT: &str = "-";

/// Paths with standard input as a file that is there as long as this is.
pub(super) struct Paths {
    pub(super) paths: Vec<PathBuf>,
    _kept: Option<TempDir>,
}

/// Whether a command line names standard input: the process that runs the
/// command must be the one whose input it is.
pub(super) fn is_named(typed: &[OsString]) -> bool {
    let pairs = typed.iter().zip(typed.iter().skip(1));
    let mut apart = pairs.map(|(option, value)| option == "--in" && value == INPUT);
    apart.any(|named| named) || typed.iter().any(|word| word == "--in=-")
}

/// The paths to read, standard input copied to a file of the name `-`.
pub(super) fn paths(typed: &[PathBuf], limits: &Limits) -> Result<Paths> {
    let is_input = |path: &PathBuf| path.as_os_str() == OsStr::new(INPUT);
    if !typed.iter().any(is_input) {
        return Ok(Paths {
            paths: typed.to_vec(),
            _kept: None,
        });
    }
    let copied = copied(limits.bytes(Limit::File)).map_err(|error| {
        Error::new(format!("standard input cannot be read: {error}")).at(Path::new(INPUT))
    });
    let kept = copied?;
    let file = kept.path().join(INPUT);
    let paths = typed.iter().map(|path| match is_input(path) {
        true => file.clone(),
        false => path.clone(),
    });
    Ok(Paths {
        paths: paths.collect(),
        _kept: Some(kept),
    })
}

/// Standard input in a directory of its own, a byte more than a file may have
/// at most: the limit itself is told where files are read.
fn copied(most: u64) -> io::Result<TempDir> {
    let dir = tempfile::tempdir()?;
    let mut file = File::create(dir.path().join(INPUT))?;
    let mut input = io::stdin().lock().take(most.saturating_add(1));
    io::copy(&mut input, &mut file)?;
    Ok(dir)
}
