//! Which files are papers: by their names where these are known, else by
//! what they hold.

use crate::formats::{self, Looks};
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::path::Path;

/// What a name says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// Papers are called so. What is not read, old Word files, counts too:
    /// they are named instead of passed over.
    Paper,
    /// Papers are not called so: tables, settings, programs.
    Other,
    /// Anything may be in it.
    Unknown,
}

impl Name {
    pub(super) fn of(path: &Path) -> Self {
        const PAPERS: [&str; 16] = [
            "txt", "text", "md", "markdown", "pdf", "docx", "docm", "dotx", "odt", "ott", "rtf",
            "doc", "html", "htm", "xhtml", "zip",
        ];
        const OTHERS: [&str; 21] = [
            "csv", "tsv", "json", "jsonl", "ndjson", "xml", "svg", "toml", "yaml", "yml", "ini",
            "cfg", "conf", "css", "js", "ts", "py", "rs", "sh", "bat", "sql",
        ];
        let Some(ending) = path.extension() else {
            return Name::Paper;
        };
        let ending = ending.to_string_lossy().to_lowercase();
        match ending.as_str() {
            ending if PAPERS.contains(&ending) => Name::Paper,
            ending if OTHERS.contains(&ending) => Name::Other,
            _ => Name::Unknown,
        }
    }
}

/// What is done with a file that nobody named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Found {
    Paper,
    /// A picture, which only OCR reads.
    Picture,
    /// Neither a document nor text.
    Other,
}

impl Found {
    /// `head` gives the first bytes of the file, if its name does not tell; one
    /// that cannot be read is a paper, and reading it tells why.
    pub(super) fn of(path: &Path, head: impl FnOnce() -> Option<Vec<u8>>) -> Self {
        match Name::of(path) {
            Name::Paper => Found::Paper,
            Name::Other => Found::Other,
            Name::Unknown => match head().map(|head| formats::looks(&head)) {
                None | Some(Looks::Document) => Found::Paper,
                Some(Looks::Picture) => Found::Picture,
                Some(Looks::Other) => Found::Other,
            },
        }
    }
}

/// A file or folder that the system or a program keeps for itself: settings,
/// locks, previews.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.starts_with("~$")
        || ["__MACOSX", "Thumbs.db", "desktop.ini"]
            .iter()
            .any(|other| name.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, head: &[u8]) -> Found {
        Found::of(Path::new(name), || Some(head.to_vec()))
    }

    #[test]
    fn an_unknown_ending_is_looked_into() {
        let text = "Nämnden tillstyrker förslaget.\n".as_bytes();
        assert_eq!(found("svar 2021.11", text), Found::Paper);
        assert_eq!(found("svar (1).pdf.download", b"%PDF-1.7"), Found::Paper);
        assert_eq!(found("skan.PNG", b"\x89PNG\r\n\x1A\n"), Found::Picture);
        assert_eq!(found("film.mp4", &[0, 0, 0, 24, 102]), Found::Other);
        assert_eq!(found("tabell.csv", text), Found::Other);
        assert_eq!(found("PROTOKOLL", &[0]), Found::Paper);
    }

    #[test]
    fn what_programs_keep_for_themselves_is_hidden() {
        for name in [".DS_Store", "~$svar.docx", "__MACOSX", "thumbs.db"] {
            assert!(is_hidden(OsStr::new(name)), "{name}");
        }
        for name in ["_svar.txt", "__", "~svar.docx"] {
            assert!(!is_hidden(OsStr::new(name)), "{name}");
        }
    }
}
