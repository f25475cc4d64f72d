//! Which files are papers: by their names where these are known, else by
//! what they hold.

use crate::decode::NotText;
use crate::formats::{self, Looks};
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::path::Path;

/// The list of addresses in a folder that `remiss fetch` made.
pub(crate) const FETCHED: &str = "remiss-fetch.tsv";

/// What a name says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// Papers are called so, and what holds papers. What is broken counts too:
    /// it is named instead of passed over.
    Paper,
    /// Papers are not called so: tables, settings, programs.
    Other,
    /// Anything may be in it.
    Unknown,
}

impl Name {
    pub(crate) fn of(path: &Path) -> Self {
        const PAPERS: [&str; 21] = [
            "txt", "text", "md", "markdown", "pdf", "docx", "docm", "dotx", "odt", "ott", "rtf",
            "doc", "html", "htm", "xhtml", "zip", "eml", "msg", "mbox", "mht", "mhtml",
        ];
        const OTHERS: [&str; 25] = [
            "xlsx", "xlsm", "xls", "ods", "csv", "tsv", "json", "jsonl", "ndjson", "xml", "svg",
            "toml", "yaml", "yml", "ini", "cfg", "conf", "css", "js", "ts", "py", "rs", "sh",
            "bat", "sql",
        ];
        let Some(ending) = path.extension() else {
            return Name::Unknown;
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
    /// An archive of a kind that is not unpacked; answers may be in it.
    Packed,
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
            Name::Unknown => match head() {
                None => Found::Paper,
                Some(head) if is_packed(&head) => Found::Packed,
                Some(head) => match formats::looks(&head) {
                    Looks::Document => Found::Paper,
                    Looks::Picture => Found::Picture,
                    Looks::Other => Found::Other,
                },
            },
        }
    }
}

/// RAR, 7z, gzip, bzip2, xz, Zstandard, CAB; or tar, by what stands in its
/// first header.
fn is_packed(head: &[u8]) -> bool {
    const SIGNS: [&[u8]; 7] = [
        b"Rar!\x1A\x07",
        b"7z\xBC\xAF\x27\x1C",
        b"\x1F\x8B\x08",
        b"BZh",
        b"\xFD7zXZ\0",
        b"\x28\xB5\x2F\xFD",
        b"MSCF\0\0\0\0",
    ];
    const TAR: usize = 257;
    let is_tar = head
        .get(TAR..)
        .is_some_and(|rest| rest.starts_with(b"ustar"));
    // A text may begin with the three letters of bzip2.
    let is_text = formats::looks(head) == Looks::Document;
    !is_text && (is_tar || SIGNS.iter().any(|sign| head.starts_with(sign)))
}

/// Why such an archive is not read.
pub(super) fn packed() -> NotText {
    NotText::new(
        "is a packed archive that this version does not open",
        "unpack it and give the folder, or pack it as ZIP",
    )
}

/// A file or folder that the system or a program keeps for itself: settings,
/// locks, previews.
pub(crate) fn is_hidden(name: &OsStr) -> bool {
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
        assert_eq!(found("PROTOKOLL", text), Found::Paper);
        assert_eq!(found("true", b"\x7FELF\x02\x01\x01\0\0\0"), Found::Other);
        assert_eq!(found("svar.7z", b"7z\xBC\xAF\x27\x1C\0\x04"), Found::Packed);
        assert_eq!(
            found("svar.tar.gz", b"\x1F\x8B\x08\0\0\0\0\0"),
            Found::Packed
        );
        let mut tar = [0; 512];
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(found("svar.tar", &tar), Found::Packed);
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
