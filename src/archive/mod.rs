//! The archive: one directory, one index, everything that was read.
//!
//! A commit is the only thing that changes what readers see; a process that
//! dies between commits leaves the last one. Nothing outside this module
//! knows the index's types.

mod alike;
mod apart;
mod beside;
mod blocks;
mod came;
mod columns;
mod disk;
mod evaluate;
mod facets;
#[cfg_attr(not(feature = "engine"), allow(dead_code))]
mod far;
#[cfg(test)]
mod faults;
mod forget;
mod listed;
mod lists;
mod meta;
mod most;
mod names;
mod narrowed;
mod norms;
mod packed;
mod places;
mod postings;
mod private;
mod read;
mod record;
#[cfg_attr(not(feature = "engine"), allow(dead_code))]
mod rows;
mod salvage;
mod schema;
#[cfg_attr(not(feature = "engine"), allow(dead_code))]
mod score;
mod seal;
mod stored;
mod stores;
mod swap;
mod terms;
mod together;
mod told;
mod vocabulary;
mod whole;
mod whose;
mod write;

pub(crate) use apart::{Apart, unrecognised};
pub use evaluate::{Found, UnitHit};
#[cfg(feature = "serve")]
pub(crate) use facets::InReferral;
pub use facets::{Facets, Scope};
#[cfg(feature = "engine")]
pub(crate) use far::{Column, Far, Record};
pub use listed::Stored;
pub(crate) use listed::file_name;
pub use read::Reader;
#[cfg(feature = "engine")]
pub(crate) use rows::{PaperRow, Terms, UnitRow, term};
pub(crate) use salvage::{Salvage, Salvaged};
#[cfg(feature = "engine")]
pub(crate) use score::{Properties, Scorer, Text, Whole, as_indexed, leaves};
pub(crate) use swap::{Old, Swap, kept_beside};
pub use vocabulary::Vocabulary;
pub use whole::{Damage, damage};
pub use write::{Records, Writer};

use crate::error::{Archive as State, Error, Result};
use disk::Disk;
use meta::{Meta, NoMeta, Standing};
use names::Holdings;
use schema::Fields;
use seal::{META, Sealed, Trouble, refused};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::Directory;
use tantivy::directory::error::LockError;
use tantivy::{Index, IndexSettings, IndexWriter};

/// What the archive was written with; kept with every commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Versions {
    format: u32,
    segmenter: u32,
    analyser: u32,
}

impl Versions {
    const NOW: Versions = Versions {
        format: 8,
        segmenter: crate::segment::VERSION,
        analyser: crate::analyse::VERSION,
    };
}

/// An open archive.
pub struct Archive {
    index: Index,
    fields: Fields,
    /// Where it is on the disk, if it is.
    dir: Option<PathBuf>,
    trouble: Arc<Trouble>,
}

impl Archive {
    /// An archive that lives as long as the process.
    pub fn in_memory() -> Self {
        let (schema, fields) = schema::schema();
        let index = Index::create_in_ram(schema);
        Archive::prepare(index, fields, None, Arc::default())
    }

    /// Opens the archive in `dir`, or makes an empty one there.
    pub fn create(dir: &Path) -> Result<Self> {
        let written = |error: std::io::Error| refused(error.kind(), &error.to_string()).at(dir);
        swap::set_right(dir)?;
        if dir.join(META).is_file() {
            return Archive::open(dir);
        }
        refuse_foreign(dir, "give --archive an empty or new directory")?;
        Disk::make(dir).map_err(written)?;
        // Nobody else is to begin it at the same time, and write over what
        // this one has committed.
        let disk = Disk::open(dir).map_err(|error| broken(dir, &error))?;
        let lock = disk.writer_lock().map_err(|error| locked(dir, error))?;
        let trouble = Trouble::at(dir);
        let (index, fields) =
            begun(Box::new(disk), &trouble).map_err(|error| trouble.told(&error))?;
        drop(lock);
        Ok(Archive::prepare(index, fields, Some(dir), trouble))
    }

    /// Opens the archive in `dir`; it must be there.
    pub fn open(dir: &Path) -> Result<Self> {
        swap::set_right(dir)?;
        if !dir.join(META).is_file() {
            return Err(missing(
                dir,
                "make one with `remiss ingest PATH…`, name another with --archive, or read files directly with --in PATH",
            ));
        }
        check_standing(dir)?;
        let (schema, fields) = schema::schema();
        let trouble = Trouble::at(dir);
        let index = opened(dir, &trouble)?;
        if index.schema() != schema {
            return Err(other_version(dir));
        }
        Ok(Archive::prepare(index, fields, Some(dir), trouble))
    }

    fn prepare(index: Index, fields: Fields, dir: Option<&Path>, trouble: Arc<Trouble>) -> Self {
        index.tokenizers().register(schema::PACKED, packed::Unpack);
        Archive {
            index,
            fields,
            dir: dir.map(Path::to_owned),
            trouble,
        }
    }

    /// A view of the last commit.
    pub fn reader(&self) -> Result<Reader> {
        Reader::new(&self.index, self.fields.clone())
    }

    /// What tells this commit from every other: the list of the index's files,
    /// and its number.
    #[cfg(feature = "serve")]
    pub(crate) fn commit(&self) -> Result<String> {
        let metas = self.index.load_metas()?;
        let segments = metas.segments.iter();
        let segments: Vec<String> = segments
            .map(|one| format!("{}-{}", one.id().uuid_string(), one.num_deleted_docs()))
            .collect();
        Ok(format!("{} {}", metas.opstamp, segments.join(" ")))
    }

    /// The one writer; fails while another process or thread holds it.
    pub fn writer(&self) -> Result<Writer> {
        let made = |writer, index: &Index| {
            Writer::new(writer, index, self.fields.clone(), self.trouble.clone())
        };
        let Some(dir) = &self.dir else {
            return made(Writer::lock(&self.index, &self.trouble)?, &self.index)?.numbering();
        };
        let (lock, index) = self.lock(dir)?;
        let writer = made(lock, &index)?;
        Disk::clear(dir);
        // Merging would give damage a new checksum.
        match damage(dir).into_iter().next() {
            Some(Damage { file, what }) => Err(damaged(dir, &format!("{file}: {what}"))),
            None => writer.numbering(),
        }
    }

    /// The index, locked for writing, as it is on the disk: it writes its list
    /// of files from memory, and who held the lock before may have changed it.
    fn lock(&self, dir: &Path) -> Result<(IndexWriter, Index)> {
        const TURNS: usize = 20;
        let mut index = self.index.clone();
        for _ in 0..TURNS {
            let lock = Writer::lock(&index, &self.trouble)?;
            let known = index.directory().list_managed_files();
            let now = whole::managed_files(dir).ok();
            let now = now.map(|names| names.into_iter().map(PathBuf::from).collect());
            if now.is_none_or(|now: HashSet<PathBuf>| now == known) {
                return Ok((lock, index));
            }
            drop(lock);
            index = opened(dir, &self.trouble)?;
        }
        Err(busy())
    }
}

/// The index that is in a directory.
fn opened(dir: &Path, trouble: &Arc<Trouble>) -> Result<Index> {
    let index = Disk::open(dir)
        .and_then(|disk| Index::open(Sealed::new(Box::new(disk), trouble.clone())))
        .map_err(|error| broken(dir, &error))?;
    index.tokenizers().register(schema::PACKED, packed::Unpack);
    Ok(index)
}

/// There is an archive in `dir`, in whatever state.
pub(crate) fn is_archive(dir: &Path) -> bool {
    dir.join(META).is_file() && dir.join(meta::MANAGED).is_file()
}

/// Opens the index in a directory, or makes an empty one.
fn begun(files: Box<dyn Directory>, trouble: &Arc<Trouble>) -> tantivy::Result<(Index, Fields)> {
    let (schema, fields) = schema::schema();
    let index = Index::builder()
        .schema(schema)
        .settings(IndexSettings::default())
        .open_or_create(Sealed::new(files, trouble.clone()))?;
    Ok((index, fields))
}

/// Refuses an archive that this version cannot read.
fn check_standing(dir: &Path) -> Result<()> {
    let meta = match Meta::read(dir) {
        Ok(meta) => meta,
        Err(NoMeta::Missing) => return Ok(()),
        Err(NoMeta::Withheld(what)) => return Err(withheld(dir, &what)),
        Err(NoMeta::Broken(what)) => return Err(damaged(dir, &format!("{META}: {what}"))),
    };
    match meta.standing() {
        Standing::Ours => match meta.overclaims(dir) {
            Some(what) => Err(damaged(dir, &format!("{META}: {what}"))),
            None => Ok(()),
        },
        Standing::OtherVersion => Err(other_version(dir)),
        Standing::Unsealed => Err(damaged(dir, &format!("{META}: it has lost its checksum"))),
    }
}

/// A directory with other people's files in it is not made an archive, nor
/// replaced.
fn refuse_foreign(dir: &Path, cure: &str) -> Result<()> {
    match Holdings::of(dir).unwrap_or_default().foreign() {
        Some(name) => Err(Error::new(format!("holds other files ({name})"))
            .at(dir)
            .cure(cure)),
        None => Ok(()),
    }
}

/// The way out of any damage.
pub(crate) const REBUILD: &str = "`remiss rebuild` makes it anew from what can be read of it; nothing is lost that is stored or whose file is still there";

fn missing(dir: &Path, cure: &str) -> Error {
    Error::new("there is no archive here")
        .at(dir)
        .cure(cure)
        .archive(State::Missing)
}

fn other_version(dir: &Path) -> Error {
    Error::new("was written by another version of remiss")
        .at(dir)
        .cure("`remiss rebuild` makes it anew for this one, from what is stored in it")
}

fn withheld(dir: &Path, what: &str) -> Error {
    Error::new(format!("may not be read: {what}"))
        .at(dir)
        .cure("ask its owner for the right to read it")
}

pub(crate) fn damaged(dir: &Path, what: &str) -> Error {
    Error::new(format!("is damaged: {what}"))
        .at(dir)
        .cure(REBUILD)
        .archive(State::Damaged)
}

fn broken(dir: &Path, error: &tantivy::TantivyError) -> Error {
    damaged(dir, &error.to_string())
}

/// Why the writer's lock cannot be had.
fn locked(dir: &Path, error: LockError) -> Error {
    match error {
        LockError::LockBusy => busy(),
        LockError::IoError(error) => refused(error.kind(), &error.to_string()).at(dir),
    }
}

fn busy() -> Error {
    Error::new("another remiss is writing to this archive")
        .cure("wait for it to finish, or give this one another directory with --archive")
        .archive(State::Locked)
}
