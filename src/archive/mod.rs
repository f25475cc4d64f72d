//! The archive: one directory, one index, everything that was read.
//!
//! A commit is the only thing that changes what readers see; a process that
//! dies between commits leaves the last one. Nothing outside this module
//! knows the index's types.

mod evaluate;
mod facets;
mod lists;
mod norms;
mod packed;
mod places;
mod postings;
mod read;
mod schema;
mod vocabulary;
mod write;

pub use evaluate::{Found, UnitHit};
pub use facets::{Facets, Scope};
pub(crate) use read::file_name;
pub use read::{Reader, Stored};
pub use vocabulary::Vocabulary;
pub use write::{Records, Writer};

use crate::error::{Error, Result};
use schema::Fields;
use serde::{Deserialize, Serialize};
use std::path::Path;
use tantivy::directory::MmapDirectory;
use tantivy::{Index, IndexSettings};

/// What the archive was written with; kept with every commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Versions {
    format: u32,
    segmenter: u32,
    analyser: u32,
}

impl Versions {
    const NOW: Versions = Versions {
        format: 2,
        segmenter: crate::segment::VERSION,
        analyser: crate::analyse::VERSION,
    };
}

/// An open archive.
pub struct Archive {
    index: Index,
    fields: Fields,
}

impl Archive {
    /// An archive that lives as long as the process.
    pub fn in_memory() -> Self {
        let (schema, fields) = schema::schema();
        Archive::prepare(Index::create_in_ram(schema), fields)
    }

    /// Opens the archive in `dir`, or makes an empty one there.
    pub fn create(dir: &Path) -> Result<Self> {
        refuse_foreign(dir)?;
        std::fs::create_dir_all(dir)
            .map_err(|error| io(dir, &error, "choose another directory with --archive"))?;
        let (schema, fields) = schema::schema();
        let directory = MmapDirectory::open(dir)
            .map_err(|error| Error::new(format!("cannot be opened: {error}")).at(dir))?;
        let index = Index::builder()
            .schema(schema)
            .settings(IndexSettings::default())
            .open_or_create(directory)
            .map_err(|error| broken(dir, &error))?;
        Archive::prepare(index, fields).checked(dir)
    }

    /// Opens the archive in `dir`; it must be there.
    pub fn open(dir: &Path) -> Result<Self> {
        if !dir.join("meta.json").is_file() {
            return Err(Error::new("there is no archive here")
                .at(dir)
                .cure("make one with `remiss ingest PATH…`, name another with --archive, or read files directly with --in PATH"));
        }
        let (schema, fields) = schema::schema();
        let index = Index::open_in_dir(dir).map_err(|error| broken(dir, &error))?;
        if index.schema() != schema {
            return Err(other_version(dir));
        }
        Archive::prepare(index, fields).checked(dir)
    }

    fn prepare(index: Index, fields: Fields) -> Self {
        index.tokenizers().register(schema::PACKED, packed::Unpack);
        Archive { index, fields }
    }

    /// Refuses an archive that another version wrote.
    fn checked(self, dir: &Path) -> Result<Self> {
        let metas = self.index.load_metas()?;
        let versions = metas
            .payload
            .as_deref()
            .map(serde_json::from_str::<Versions>);
        match versions {
            None if metas.segments.is_empty() => Ok(self),
            Some(Ok(Versions::NOW)) => Ok(self),
            _ => Err(other_version(dir)),
        }
    }

    /// A view of the last commit.
    pub fn reader(&self) -> Result<Reader> {
        Reader::new(&self.index, self.fields.clone())
    }

    /// The one writer; fails while another process or thread holds it.
    pub fn writer(&self) -> Result<Writer> {
        Writer::new(&self.index, self.fields.clone())
    }

    /// Files of the archive whose content does not match its checksum.
    pub fn damaged_files(&self) -> Result<Vec<String>> {
        let damaged = self
            .index
            .validate_checksum()
            .map_err(|error| Error::new(error.to_string()))?;
        let mut names: Vec<String> = damaged
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        names.sort();
        Ok(names)
    }
}

/// A directory with other people's files in it is not made an archive.
fn refuse_foreign(dir: &Path) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Ok(());
    };
    let ours = |name: &str| {
        let stem = name.split('.').next().unwrap_or("");
        name.starts_with('.')
            || name == "meta.json"
            || stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit())
    };
    let foreign = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .find(|name| !ours(name));
    match foreign {
        Some(name) => Err(Error::new(format!(
            "holds other files ({})",
            crate::decode::printable(&name)
        ))
        .at(dir)
        .cure("give --archive an empty or new directory")),
        None => Ok(()),
    }
}

fn other_version(dir: &Path) -> Error {
    Error::new("was written by another version of remiss")
        .at(dir)
        .cure("delete this directory and run `remiss ingest` on your files again; the files themselves are untouched")
}

fn broken(dir: &Path, error: &tantivy::TantivyError) -> Error {
    Error::new(format!("is damaged: {error}"))
        .at(dir)
        .cure("delete this directory and run `remiss ingest` on your files again; the files themselves are untouched")
}

fn io(path: &Path, error: &std::io::Error, cure: &str) -> Error {
    Error::new(error.to_string()).at(path).cure(cure)
}
