//! The one error type of the library: what went wrong, where, and the cure.
//!
//! Only input and output can fail. Analysis never does: what a recogniser
//! does not understand becomes a [`crate::unit::Note`], not an error.

use std::fmt;
use std::path::Path;

/// Result of everything that touches files, the archive or a user's words.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure a person can act on. Opaque: print it.
#[derive(Debug)]
pub struct Error {
    place: Option<String>,
    what: String,
    cure: Option<String>,
    archive: Option<Archive>,
}

/// What is the matter with an archive, for programs that act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archive {
    /// Another process writes to it; it will end.
    Locked,
    /// Its files are not what was written.
    Damaged,
    /// There is none.
    Missing,
}

impl Error {
    /// `what` is a clause without a full stop.
    pub fn new(what: impl Into<String>) -> Self {
        Error {
            place: None,
            what: what.into(),
            cure: None,
            archive: None,
        }
    }

    /// Says what is the matter with the archive.
    #[must_use]
    pub(crate) fn archive(mut self, what: Archive) -> Self {
        self.archive = Some(what);
        self
    }

    /// What is the matter with the archive, if it is the archive.
    pub fn of_archive(&self) -> Option<Archive> {
        self.archive
    }

    /// Names the file (or argument) the failure belongs to.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.place = Some(path.display().to_string());
        self
    }

    /// Says what the user can do about it.
    #[must_use]
    pub fn cure(mut self, cure: impl Into<String>) -> Self {
        self.cure = Some(cure.into());
        self
    }
}

impl Error {
    /// The file (or argument) that the failure belongs to.
    #[cfg(feature = "serve")]
    pub(crate) fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// What went wrong, and the cure.
    pub(crate) fn parts(self) -> (String, String) {
        (self.what, self.cure.unwrap_or_default())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.what)?;
        if let Some(cure) = &self.cure {
            write!(f, " ({cure})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error::new(error.to_string())
    }
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Error::new(format!("the archive's index failed: {error}"))
            .cure("`remiss verify` tells what is damaged, `remiss rebuild` makes the archive anew")
            .archive(Archive::Damaged)
    }
}
