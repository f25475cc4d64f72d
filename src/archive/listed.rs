//! A stored paper by its identity: what it is called, and which one words mean.

use tantivy::DocAddress;

/// A stored paper's identity; [`super::Reader::paper`] loads the rest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stored {
    /// File name.
    pub name: String,
    /// Content hash.
    pub sha256: String,
    /// Path it was read from.
    pub path: String,
    pub(super) address: DocAddress,
}

impl Stored {
    /// The document's id, with which its units' ids begin.
    pub fn id(&self) -> &str {
        crate::document::id_of(&self.sha256)
    }

    /// The one document that some words mean: by its whole name, else by how its
    /// name or its hash begins; files with the same content are one. Otherwise
    /// all that may be meant.
    pub(crate) fn only<'p>(
        words: &str,
        papers: &'p [Stored],
    ) -> std::result::Result<&'p Stored, Vec<&'p Stored>> {
        let mut meant: Vec<&Stored> = papers.iter().filter(|one| one.name == words).collect();
        if meant.is_empty() && !words.is_empty() {
            meant = papers.iter().filter(|one| one.is_called(words)).collect();
        }
        match meant.split_first() {
            Some((one, others)) if others.iter().all(|two| two.sha256 == one.sha256) => Ok(one),
            _ => Err(meant),
        }
    }

    /// A user means it by the beginning of its name or of its hash.
    pub fn is_called(&self, beginning: &str) -> bool {
        self.name.starts_with(beginning) || self.sha256.starts_with(beginning)
    }
}

/// The last part of a path, fit for a terminal.
pub(crate) fn file_name(path: &str) -> String {
    let name = std::path::Path::new(path)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    crate::decode::printable(&name.unwrap_or_else(|| path.to_owned()))
}
