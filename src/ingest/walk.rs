//! Paths a user names → files to read.

use super::{File, Options, display};
use crate::document::sha256_hex;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All files to read, in the order of their paths, each once.
pub(super) fn walk(paths: &[PathBuf], options: &Options, failures: &mut Vec<Error>) -> Vec<File> {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
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
                    Ok(Some(file)) => {
                        found += 1;
                        files.insert(file.key.clone(), file);
                    }
                    Ok(None) => {}
                    Err(error) => failures.push(error),
                },
                Err(error) => failures.push(walk_error(&error, root)),
            }
        }
        if (found, failures.len()) == (0, before) && !named {
            failures.push(
                Error::new("holds no papers (.txt, .md, .docx, .odt, .pdf, .html and the like)")
                    .at(Path::new(&display(root))),
            );
        }
    }
    files.into_values().collect()
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

/// A file to read, `None` for files that are none of ours.
fn look(path: &Path, named: bool, options: &Options) -> Result<Option<File>> {
    let fail =
        |what: String, cure: &str| Err(Error::new(what).at(Path::new(&display(path))).cure(cure));
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        None | Some("txt" | "text" | "md" | "markdown") => {}
        Some("pdf" | "docx" | "docm" | "dotx" | "odt" | "ott" | "html" | "htm" | "xhtml") => {}
        // Not read, which the content will say; or called so by mistake.
        Some("doc" | "rtf") => {}
        _ if named => {}
        _ => return Ok(None),
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
    if meta.len() > options.largest_file {
        let mb = |bytes: u64| bytes.div_ceil(1 << 20);
        return fail(
            format!(
                "has {} MB, more than the limit of {} MB for one file",
                mb(meta.len()),
                mb(options.largest_file)
            ),
            "raise it with --max-file-mb",
        );
    }
    let absolute = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    Ok(Some(File {
        path: path.to_owned(),
        key: key(&absolute),
        size: meta.len(),
    }))
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
