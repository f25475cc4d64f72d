//! The file of searches that are kept by name, in the folder that holds the
//! archive.

use crate::archive::Reader;
use crate::error::{Error, Result};
use crate::files::{self, LARGEST_GIVEN};
use crate::search::saved::{Saved, Searches};
use std::io;
use std::path::{Path, PathBuf};

const FILE: &str = "remiss-searches.toml";

/// The file beside an archive.
pub(crate) fn file(archive: &Path) -> PathBuf {
    archive.with_file_name(FILE)
}

/// The searches that are kept beside an archive.
pub(crate) fn kept(archive: &Path) -> Result<Searches> {
    let path = file(archive);
    match files::read(&path, LARGEST_GIVEN) {
        Ok(bytes) => understood(&bytes).map_err(|error| error.at(&path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Searches::default()),
        Err(error) => Err(Error::new(format!("cannot be read: {error}"))
            .at(&path)
            .cure("check that it may be read")),
    }
}

fn understood(bytes: &[u8]) -> Result<Searches> {
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| Error::new("is not UTF-8").cure("save it as UTF-8"))?;
    Searches::read(text)
}

/// Changes the searches that are kept; a file that cannot be understood, or a
/// change that fails, leaves it as it is.
pub(crate) fn change(
    archive: &Path,
    change: impl FnOnce(&mut Searches) -> Result<()>,
) -> Result<PathBuf> {
    let path = file(archive);
    let mut failed = None;
    let written = files::update(&path, LARGEST_GIVEN, |now| {
        let changed = understood(&now).map_err(|error| error.at(&path));
        let changed = changed.and_then(|mut all| change(&mut all).map(|()| all));
        match changed {
            Ok(all) => all.to_toml().into_bytes(),
            Err(error) => {
                failed = Some(error);
                now
            }
        }
    });
    written.map_err(|error| {
        Error::new(format!("cannot be written: {error}"))
            .at(&path)
            .cure("make it, and the folder it is in, writable")
    })?;
    failed.map_or(Ok(path), Err)
}

/// Keeps a search under a name: one that is kept so already gives way, and is
/// given back; what was seen of the same search stays seen.
pub(crate) fn put(searches: &mut Searches, name: &str, asked: &Saved) -> Option<Saved> {
    let mut saved = asked.clone();
    let before = searches.all.remove(name);
    saved.seen = before
        .as_ref()
        .filter(|before| before.is_like(asked))
        .and_then(|before| before.seen.clone());
    searches.all.insert(name.to_owned(), saved);
    before
}

/// After which ingest what is new in a search came. An archive with fewer
/// ingests than were seen is another one.
pub(crate) fn after(saved: &Saved, reader: &Reader) -> u64 {
    let seen = saved.seen.as_ref().map_or(0, |seen| seen.ingest);
    if seen > reader.ingest() { 0 } else { seen }
}
