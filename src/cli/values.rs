//! Values of arguments: the archive's directory.

use clap::builder::{OsStringValueParser, TypedValueParser};
use std::path::PathBuf;

/// The archive's directory where nothing is said, and the variable of the
/// environment that says another.
pub(super) const ARCHIVE: &str = ".remiss";
pub(super) const VARIABLE: &str = "REMISS_ARCHIVE";

/// The archive's directory. An empty variable says nothing; an empty argument
/// is a slip.
pub(super) fn archive_dir() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(|dir| match dir.is_empty() {
        false => Ok(PathBuf::from(dir)),
        true if std::env::var_os(VARIABLE).is_some_and(|said| said.is_empty()) => {
            Ok(PathBuf::from(ARCHIVE))
        }
        true => Err("the name of a directory is empty"),
    })
}
