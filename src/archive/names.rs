//! What the files of an archive are called, and which are its own.
//!
//! A name that was read is one of the forms written here, or it is damage: an
//! archive from a stranger reaches nothing outside itself by a name. What may be
//! removed with an archive is told by its own lists, never by what lies in its
//! folder.

use super::meta::{MANAGED, Meta};
use super::seal::META;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use tantivy::directory::{INDEX_WRITER_LOCK, META_LOCK};

/// End of the names under which small files are written.
const UNFINISHED: &str = ".unfinished";
/// The marks of a rebuild: on an archive that is being built, on one that is
/// being replaced, and on one that is kept although it was replaced.
pub(super) const REBUILDING: &str = ".rebuilding";
pub(super) const REPLACING: &str = ".replacing";
pub(super) const KEPT: &str = ".kept";

/// The parts of a segment that the index writes.
const PARTS: [&str; 7] = [
    "fast",
    "fieldnorm",
    "idx",
    "pos",
    "store",
    "store.temp",
    "term",
];

/// Whether this is the stem of a segment's files.
pub(super) fn is_stem(stem: &str) -> bool {
    stem.len() == 32 && stem.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// A file of a segment: "0123….store", "0123….17.del".
fn is_of_segment(name: &str) -> bool {
    let Some((stem, part)) = name.split_once('.') else {
        return false;
    };
    let is_deleted = |part: &str| {
        let stamp = part.strip_suffix(".del");
        stamp.is_some_and(|stamp| stamp.parse::<u64>().is_ok_and(|n| n.to_string() == stamp))
    };
    is_stem(stem) && (PARTS.contains(&part) || is_deleted(part))
}

/// The locks and small files, which have the same names in every archive.
fn fixed() -> impl Iterator<Item = &'static Path> {
    let locks = [&META_LOCK, &INDEX_WRITER_LOCK].map(|lock| lock.filepath.as_path());
    let small = [META, MANAGED, REBUILDING, REPLACING, KEPT].map(Path::new);
    locks.into_iter().chain(small)
}

/// Whether an archive writes a file of this name.
pub(super) fn is_written(name: &str) -> bool {
    is_of_segment(name) || fixed().any(|fixed| fixed == Path::new(name))
}

/// The name under which a small file is written before it takes its place;
/// `number` tells those of one process apart.
pub(super) fn unfinished(name: &str, number: u32) -> String {
    format!(".{name}.{}-{number}{UNFINISHED}", std::process::id())
}

/// Whether a killed process left this file.
pub(super) fn is_unfinished(name: &str) -> bool {
    let named = || {
        let rest = name.strip_prefix('.')?.strip_suffix(UNFINISHED)?;
        let (of, process) = rest.rsplit_once('.')?;
        let (process, number) = process.split_once('-')?;
        let is_number = |digits: &str| digits.parse::<u32>().is_ok();
        Some(is_written(of) && is_number(process) && is_number(number))
    };
    named().unwrap_or(false)
}

/// The place of a file in the archive's directory, if it may be one of its
/// files.
pub(super) fn inside(root: &Path, name: &Path) -> io::Result<PathBuf> {
    match name.to_str() {
        Some(known) if is_written(known) => Ok(root.join(known)),
        _ => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!(
                "{} is no name of a file of an archive",
                crate::decode::printable(&name.to_string_lossy())
            ),
        )),
    }
}

/// The names in a list of all files that the index has made; what is wrong
/// with it, a clause.
pub(super) fn listed(content: &[u8]) -> Result<BTreeSet<String>, String> {
    let names: BTreeSet<String> =
        serde_json::from_slice(content).map_err(|_| "it is not what was written".to_owned())?;
    match names.iter().find(|name| !is_written(name)) {
        None => Ok(names),
        Some(name) => {
            let shown: String = crate::decode::printable(name).chars().take(80).collect();
            Err(format!("it lists {shown}, which is no file of an archive"))
        }
    }
}

/// What a directory holds, by name.
#[derive(Debug, Default)]
pub(super) struct Holdings {
    /// The archive's own files.
    pub(super) own: Vec<String>,
    /// Files that are called as a segment's and that no list names: the lists
    /// are damaged, or somebody put them there.
    unlisted: Vec<String>,
    /// Everything else, as it is shown.
    foreign: Vec<String>,
}

impl Holdings {
    /// Looks at the entries of a directory. The archive's own are those that
    /// its last commit and its list of files name, its locks and marks, and
    /// what a killed process of its own left unfinished.
    pub(super) fn of(dir: &Path) -> io::Result<Self> {
        let meta = Meta::read(dir).ok();
        let segments = meta.iter().flat_map(|meta| &meta.segments);
        let mut listed: BTreeSet<String> = segments.flat_map(|segment| segment.files()).collect();
        listed.extend(super::whole::managed_files(dir).unwrap_or_default());
        let mut held = Holdings::default();
        for entry in std::fs::read_dir(dir)? {
            let entry = entry?;
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            let name = entry.file_name().to_string_lossy().into_owned();
            let fixed = fixed().any(|fixed| fixed == Path::new(&name));
            if is_file && (fixed || is_unfinished(&name) || listed.contains(&name)) {
                held.own.push(name);
            } else if is_file && is_of_segment(&name) {
                held.unlisted.push(name);
            } else {
                held.foreign.push(crate::decode::printable(&name));
            }
        }
        for names in [&mut held.own, &mut held.unlisted, &mut held.foreign] {
            names.sort();
        }
        Ok(held)
    }

    /// There is an archive, in whatever state.
    pub(super) fn is_archive(&self) -> bool {
        let lists = self.own.iter().any(|name| name == META || name == MANAGED);
        lists || !self.unlisted.is_empty()
    }

    /// The first of what is nobody's of the archive's.
    pub(super) fn foreign(&self) -> Option<&str> {
        self.foreign.first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_the_forms_that_are_written() {
        let stem = "0123456789abcdef0123456789abcdef";
        for name in ["store", "store.temp", "17.del", "idx"] {
            assert!(is_written(&format!("{stem}.{name}")), "{name}");
        }
        assert!(is_written("meta.json") && is_written(".tantivy-writer.lock"));
        for name in [
            "../victim",
            "/etc/passwd",
            "",
            ".",
            "..",
            "a/meta.json",
            "notes.store",
            "0123456789ABCDEF0123456789ABCDEF.store",
            "0123456789abcdef0123456789abcdef.docx",
            "0123456789abcdef0123456789abcdef.+7.del",
            "0123456789abcdef0123456789abcdef",
            ".git",
        ] {
            assert!(!is_written(name), "{name}");
            assert!(inside(Path::new("a"), Path::new(name)).is_err(), "{name}");
        }
    }

    #[test]
    fn what_a_killed_process_left_is_known_by_its_whole_name() {
        assert!(is_unfinished(&unfinished("meta.json", 3)));
        for name in [".tmp-notes", ".x.unfinished", ".notes.12-0.unfinished"] {
            assert!(!is_unfinished(name), "{name}");
        }
    }
}
