//! Paths a user names → files to read.

use super::knowing::fetched::Fetched;
use super::knowing::files::ListFile;
use super::names::{self, Found, is_hidden};
use super::scratch::Scratch;
use super::unpack::Unpacked;
use super::{File, Options, Report, display, unpack, worker};
use crate::archive::file_name;
use crate::document::sha256_hex;
use crate::error::{Error, Result};
use crate::files;
use crate::formats::{self, Bundle};
use crate::limits::Limit;
use crate::system::plain;
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// All files to read.
#[derive(Default)]
pub(super) struct Walked {
    /// In the order of their keys, each once.
    pub(super) files: Vec<File>,
    /// Keys of what was not looked into: files, folders and archives that
    /// could not be, were refused or passed over. What they hold is not known.
    pub(super) unseen: HashSet<PathBuf>,
    /// Where the files of archives stand until the end: directories in one.
    unpacked: Vec<TempDir>,
    scratch: Option<Scratch>,
    /// Registers of folders that were fetched.
    pub(super) lists: Vec<ListFile>,
}

/// Finds the files below the given paths, those in ZIP archives and mails
/// included.
pub(super) fn walk(paths: &[PathBuf], options: &Options, report: &mut Report) -> Walked {
    let mut walk = Walk {
        options,
        report,
        files: BTreeMap::new(),
        walked: Walked::default(),
        fetched: None,
    };
    for root in paths {
        walk.root(root);
        if options.prune && !may_be_pruned(&real(root)) {
            let error = Error::new("cannot be pruned: its name is not UTF-8")
                .at(Path::new(&display(root)))
                .cure("rename it, and what is not there any more is dropped");
            walk.report.failures.push(error);
        }
    }
    Walked {
        files: walk.files.into_values().collect(),
        ..walk.walked
    }
}

struct Walk<'w> {
    options: &'w Options,
    report: &'w mut Report,
    files: BTreeMap<String, File>,
    walked: Walked,
    /// What was fetched into the folder that is looked at.
    fetched: Option<(PathBuf, Fetched)>,
}

impl Walk<'_> {
    fn root(&mut self, root: &Path) {
        let (mut found, before) = (0, self.report.failures.len());
        let named = root.is_file();
        let entries = walkdir::WalkDir::new(root)
            .follow_links(true)
            .sort_by_file_name();
        // Folders that link to each other are entered by one of all ways.
        let mut entered = HashSet::new();
        let mut is_new = |entry: &walkdir::DirEntry| {
            !entry.file_type().is_dir() || entered.insert(real(entry.path()))
        };
        let wanted = |entry: &walkdir::DirEntry| {
            let named = entry.depth() == 0;
            (named || !is_hidden(entry.file_name()) && !is_own_archive(entry)) && is_new(entry)
        };
        for entry in entries.into_iter().filter_entry(wanted) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if !named && self.is_of_fetch(entry.path()) => {}
                Ok(entry) => found += self.file(entry.path(), named),
                // What it leads back to is looked into all the same.
                Err(error) if error.loop_ancestor().is_some() => {
                    let path = error.path().unwrap_or(root);
                    self.report.failures.push(walk_error(&error, path));
                }
                Err(error) => {
                    let path = error.path().unwrap_or(root);
                    self.fail_at(path, walk_error(&error, path));
                }
            }
        }
        if (found, self.report.failures.len()) == (0, before) {
            let error = Error::new("holds no papers (.txt, .md, .docx, .odt, .rtf, .doc, .pdf, .html and the like, or .zip, .eml, .msg or .mbox with these)")
                .at(Path::new(&display(root)))
                .cure("give the files themselves, or the folder they are in");
            self.fail_at(root, error);
        }
    }

    /// What `remiss fetch` puts beside the papers is none: the list of addresses,
    /// and the page, which is the folder's register.
    fn is_of_fetch(&mut self, path: &Path) -> bool {
        let (Some(dir), Some(name)) = (path.parent(), path.file_name()) else {
            return false;
        };
        if self.fetched.as_ref().is_none_or(|(known, _)| known != dir) {
            let fetched = Fetched::into_folder(dir).unwrap_or_default();
            self.fetched = Some((dir.to_owned(), fetched));
        }
        let pages = self.fetched.iter().flat_map(|(_, fetched)| &fetched.pages);
        let is_page = pages.into_iter().any(|page| name == page.as_str());
        if is_page {
            self.walked.lists.push(ListFile {
                path: path.to_owned(),
                asked: false,
                referral: None,
            });
        }
        is_page || name == names::FETCHED
    }

    fn fail(&mut self, key: String, error: Error) {
        self.walked.unseen.insert(key.into());
        self.report.failures.push(error);
    }

    /// Notes what of a folder could not be looked at. What lies in it is filed
    /// without the hash that its own key may have.
    fn fail_at(&mut self, path: &Path, error: Error) {
        let path = real(path);
        self.walked.unseen.insert(path.display().to_string().into());
        self.fail(key(&path), error);
    }

    /// Takes in a file or the files of an archive; how many.
    fn file(&mut self, path: &Path, named: bool) -> usize {
        let kind = Found::of(path, || head(path));
        if kind == Found::Packed {
            let reason = names::packed();
            let error = Error::new(reason.what).cure(reason.cure);
            self.fail_at(path, error.at(Path::new(&display(path))));
            return 0;
        }
        if !named && !self.wants(kind, display(path)) {
            return 0;
        }
        match look(path, self.options) {
            Ok((file, true)) => self.archive(&file),
            Ok((file, false)) => {
                self.files.insert(file.key.clone(), file);
                1
            }
            Err(error) => {
                self.fail(key(&real(path)), error);
                0
            }
        }
    }

    /// Whether a file that nobody named is read; one that is not is noted.
    fn wants(&mut self, found: Found, label: String) -> bool {
        match found {
            Found::Paper => return true,
            Found::Picture if self.options.ocr.is_some() => return true,
            Found::Picture => self.report.pictures.push(label),
            Found::Packed | Found::Other => self.report.passed_over.push(label),
        }
        false
    }

    /// Takes in the papers of an archive; how many.
    fn archive(&mut self, archive: &File) -> usize {
        let (found, dir) = match self.unpacked(archive) {
            Ok(found) => found,
            Err(error) => {
                self.fail(archive.key.clone(), error);
                return 0;
            }
        };
        let member = |name: &str, number: usize, size: u64| File {
            path: dir.path().join(number.to_string()),
            label: format!("{}/{name}", archive.label),
            key: format!("{}/{name}", archive.key),
            size,
        };
        for (name, reason) in found.refused {
            let refused = member(&name, 0, 0);
            let error = refused.error(reason);
            self.fail(refused.key, error);
        }
        for (name, what) in found.passed {
            let passed = member(&name, 0, 0);
            // Another run may have read it.
            self.walked.unseen.insert(passed.key.into());
            self.wants(what, passed.label);
        }
        let count = found.files.len();
        for file in found.files {
            let file = member(&file.name, file.number, file.size);
            self.files.insert(file.key.clone(), file);
        }
        self.walked.unpacked.push(dir);
        count
    }

    fn unpacked(&mut self, archive: &File) -> Result<(Unpacked, TempDir)> {
        let io = |error: std::io::Error| archive.error(unpack::unwritable(&error));
        let scratch = match self.walked.scratch.take() {
            Some(scratch) => scratch,
            None => Scratch::new().map_err(io)?,
        };
        let dir = self.walked.scratch.insert(scratch).dir().map_err(io)?;
        let opened = files::open(&archive.path).map_err(io)?;
        let (options, name) = (self.options, file_name(&archive.key));
        let found = match options.worker.as_deref() {
            Some(program) => worker::files(program, opened, &name, dir.path(), options),
            None => {
                let pictures = options.ocr.is_some();
                unpack::unpack(opened, &name, dir.path(), pictures, &options.limits)
            }
        };
        Ok((found.map_err(|reason| archive.error(reason))?, dir))
    }
}

/// An archive that this program wrote.
fn is_own_archive(entry: &walkdir::DirEntry) -> bool {
    entry.file_type().is_dir() && crate::archive::is_archive(entry.path())
}

fn walk_error(error: &walkdir::Error, path: &Path) -> Error {
    let (what, cure) = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => (
            format!(
                "is a link back to {}, which would go round for ever; it was left out",
                display(ancestor)
            ),
            "what it leads to is read where it stands; remove the link to be rid of this",
        ),
        (None, Some(io)) if path.is_symlink() => (
            format!("is a link to a place that is not there ({io})"),
            "mend the link, or remove it",
        ),
        (None, Some(io)) if io.kind() == ErrorKind::NotFound => (
            "is not there".to_owned(),
            "check the path, and that its disk is; of papers whose whole folder is gone, --prune is told by the folder above",
        ),
        (None, Some(io)) => (format!("cannot be read: {io}"), PERMISSIONS),
        (None, None) => (error.to_string(), PERMISSIONS),
    };
    Error::new(what).at(Path::new(&display(path))).cure(cure)
}

const PERMISSIONS: &str = "check its permissions, and that its disk is there";

/// A file to read, and whether it is an archive. Looks at no more of it than
/// its size allows.
fn look(path: &Path, options: &Options) -> Result<(File, bool)> {
    let at = |error: Error| error.at(Path::new(&display(path)));
    let meta = std::fs::metadata(path)
        .map_err(|error| at(Error::new(format!("cannot be read: {error}")).cure(PERMISSIONS)))?;
    files::check(&meta).map_err(|error| {
        at(Error::new(format!("cannot be read: {error}")).cure("give files or folders"))
    })?;
    let check = |limit| {
        let checked = options.limits.check_bytes(limit, meta.len());
        checked.map_err(|reason| at(Error::new(reason.what).cure(reason.cure)))
    };
    // An archive may be larger than any of its files.
    let (file, archive) = (check(Limit::File), check(Limit::Unpacked));
    let is_archive = match (file, archive) {
        (Err(error), Err(_)) => return Err(error),
        (file, archive) => {
            let is_archive = is_archive(path);
            if is_archive { archive } else { file }?;
            is_archive
        }
    };
    let file = File {
        path: path.to_owned(),
        label: display(path),
        key: key(&real(path)),
        size: meta.len(),
    };
    Ok((file, is_archive))
}

fn is_archive(path: &Path) -> bool {
    files::open(path).is_ok_and(|mut file| Bundle::of(&mut file).is_some())
}

/// The first bytes of a file, if it can be read.
fn head(path: &Path) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    if std::fs::metadata(path).is_ok_and(|meta| meta.is_file()) {
        let file = files::open(path).ok()?;
        file.take(formats::HEAD as u64)
            .read_to_end(&mut head)
            .ok()?;
    }
    Some(head)
}

/// A path made absolute, links followed as far as it can be looked at.
pub(super) fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = plain(path);
    let known = path.ancestors().find_map(|above| {
        let known = std::fs::canonicalize(above).ok()?;
        let rest = path.strip_prefix(above).ok()?;
        Some(if rest == OsStr::new("") {
            known
        } else {
            known.join(rest)
        })
    });
    known.map_or(path, plain)
}

/// Whether keys tell what lies below a path. Where its name is not UTF-8 they
/// hold marks in the place of it, which other names may hold too.
pub(super) fn may_be_pruned(root: &Path) -> bool {
    root.to_str()
        .is_some_and(|root| !root.contains(char::REPLACEMENT_CHARACTER))
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
