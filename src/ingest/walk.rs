//! Paths a user names → files to read.

use super::{File, Options, display, unpack, worker};
use crate::document::sha256_hex;
use crate::error::{Error, Result};
use crate::formats;
use crate::limits::Limit;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// All files to read.
pub(super) struct Walked {
    /// In the order of their keys, each once.
    pub(super) files: Vec<File>,
    /// Where the files of archives stand until the end.
    _unpacked: Vec<TempDir>,
}

/// Finds the files below the given paths, those in ZIP archives included.
pub(super) fn walk(paths: &[PathBuf], options: &Options, failures: &mut Vec<Error>) -> Walked {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    let mut unpacked = Vec::new();
    for root in paths {
        let (mut found, before) = (0, failures.len());
        let named = root.is_file();
        let entries = walkdir::WalkDir::new(root)
            .follow_links(true)
            .sort_by_file_name();
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        for entry in entries.into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => match look(entry.path(), named, options) {
                    Ok(Some((file, true))) => {
                        let members = unpack(&file, options, &mut unpacked, failures);
                        found += members.len();
                        files.extend(members.into_iter().map(|file| (file.key.clone(), file)));
                    }
                    Ok(Some((file, false))) => {
                        found += 1;
                        files.insert(file.key.clone(), file);
                    }
                    Ok(None) => {}
                    Err(error) => failures.push(error),
                },
                Err(error) => failures.push(walk_error(&error, root)),
            }
        }
        if (found, failures.len()) == (0, before) {
            failures.push(
                Error::new("holds no papers (.txt, .md, .docx, .odt, .rtf, .pdf, .html and the like, or .zip of these)")
                    .at(Path::new(&display(root))),
            );
        }
    }
    Walked {
        files: files.into_values().collect(),
        _unpacked: unpacked,
    }
}

fn is_archive(path: &Path) -> bool {
    std::fs::File::open(path).is_ok_and(|mut file| formats::is_archive(&mut file))
}

/// The papers of an archive.
fn unpack(
    archive: &File,
    options: &Options,
    unpacked: &mut Vec<TempDir>,
    failures: &mut Vec<Error>,
) -> Vec<File> {
    let io = |error: std::io::Error| archive.error(unpack::unwritable(&error));
    let dir = tempfile::tempdir().map_err(io);
    let opened = std::fs::File::open(&archive.path).map_err(io);
    let found = dir.and_then(|dir| {
        let (program, limits) = (options.worker.as_deref(), &options.limits);
        let found = match program {
            Some(program) => worker::files(program, opened?, dir.path(), limits),
            None => unpack::unpack(opened?, dir.path(), limits),
        };
        Ok((found.map_err(|reason| archive.error(reason))?, dir))
    });
    let (found, dir) = match found {
        Ok(found) => found,
        Err(error) => {
            failures.push(error);
            return Vec::new();
        }
    };
    let member = |name: &str, number: usize, size: u64| File {
        path: dir.path().join(number.to_string()),
        label: format!("{}/{name}", archive.label),
        key: format!("{}/{name}", archive.key),
        size,
    };
    for (name, reason) in found.refused {
        failures.push(member(&name, 0, 0).error(reason));
    }
    let files = found.files.iter();
    let files = files
        .map(|file| member(&file.name, file.number, file.size))
        .collect();
    unpacked.push(dir);
    files
}

fn walk_error(error: &walkdir::Error, root: &Path) -> Error {
    let path = display(error.path().unwrap_or(root));
    let what = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => format!(
            "is a link back to {}, which would go round for ever; it was left out",
            display(ancestor)
        ),
        (None, Some(io)) if error.path().is_some_and(Path::is_symlink) => {
            format!("is a link to a place that is not there ({io})")
        }
        (None, Some(io)) => format!("cannot be read: {io}"),
        (None, None) => error.to_string(),
    };
    Error::new(what).at(Path::new(&path))
}

/// A file to read, and whether it is an archive; `None` for files that are none
/// of ours.
fn look(path: &Path, named: bool, options: &Options) -> Result<Option<(File, bool)>> {
    let fail =
        |what: String, cure: &str| Err(Error::new(what).at(Path::new(&display(path))).cure(cure));
    if !named && !is_paper(path) {
        return Ok(None);
    }
    let meta = match std::fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) => {
            return fail(
                format!("cannot be read: {error}"),
                "check the path and its permissions",
            );
        }
    };
    if !meta.is_file() {
        return fail("is not a regular file".to_owned(), "give files or folders");
    }
    // An archive may be larger than any of its files.
    let is_archive = is_archive(path);
    let limit = if is_archive {
        Limit::Unpacked
    } else {
        Limit::File
    };
    options
        .limits
        .check_bytes(limit, meta.len())
        .map_err(|reason| {
            let error = Error::new(reason.what).at(Path::new(&display(path)));
            error.cure(reason.cure)
        })?;
    let absolute = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let file = File {
        path: path.to_owned(),
        label: display(path),
        key: key(&absolute),
        size: meta.len(),
    };
    Ok(Some((file, is_archive)))
}

/// The name is one that papers have. What is not read, old Word files, counts
/// too: they are named instead of passed over.
pub(super) fn is_paper(path: &Path) -> bool {
    let extension = path.extension();
    let extension = extension.map(|extension| extension.to_string_lossy().to_lowercase());
    matches!(
        extension.as_deref(),
        None | Some(
            "txt"
                | "text"
                | "md"
                | "markdown"
                | "pdf"
                | "docx"
                | "docm"
                | "dotx"
                | "odt"
                | "ott"
                | "rtf"
                | "doc"
                | "html"
                | "htm"
                | "xhtml"
                | "zip"
        )
    )
}

/// A path as text; one that is not UTF-8 is told apart by its hash.
fn key(path: &Path) -> String {
    match path.to_str() {
        Some(path) => path.to_owned(),
        None => {
            let hash = sha256_hex(path.as_os_str().as_encoded_bytes());
            format!("{} {}", path.display(), &hash[..8])
        }
    }
}
