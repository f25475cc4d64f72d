//! What an archive says of itself, whichever version wrote it.
//!
//! Read apart from the index, which opens only what it understands itself.

use super::Versions;
use super::came;
use super::names::{inside, is_stem};
use super::seal::{META, Unsealed, unseal};
use crate::files::{check, read};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// The file that names all files the index has made.
pub(super) const MANAGED: &str = ".managed.json";

/// The last commit.
#[derive(Debug)]
pub(super) struct Meta {
    /// It carries a checksum that fits.
    pub(super) sealed: bool,
    pub(super) segments: Vec<Segment>,
    /// Names of the fields, by their numbers.
    pub(super) fields: Vec<String>,
    /// `None` before the first commit.
    payload: Option<String>,
}

/// A part of the index: files with one stem.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Stem of the names of its files.
    pub(super) stem: String,
    /// Number of records, deleted ones too, if it is known.
    pub(super) records: Option<u32>,
    /// Name of the file that says which records are deleted.
    pub(super) deleted: Option<String>,
}

/// Why there is no [`Meta`].
#[derive(Debug)]
pub(super) enum NoMeta {
    /// There is none.
    Missing,
    /// There may be one, which is not shown to this user.
    Withheld(String),
    /// It is not what was written.
    Broken(String),
}

/// As what this version reads an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Ours,
    OtherVersion,
    /// This version seals what it writes.
    Unsealed,
}

impl Segment {
    /// The files it must have, in a fixed order.
    pub(super) fn files(&self) -> impl Iterator<Item = String> {
        const PARTS: [&str; 6] = ["fast", "fieldnorm", "idx", "pos", "store", "term"];
        PARTS
            .iter()
            .map(|part| format!("{}.{part}", self.stem))
            .chain(self.deleted.clone())
    }
}

/// Largest small file, in bytes. The list of an archive of 50,000 papers has
/// some 10 KB: it has few segments, as these are merged.
const LARGEST: u64 = 8 << 20;

/// The content of a small file of the archive, which is no link.
pub(super) fn small_file(dir: &Path, name: &str) -> io::Result<Vec<u8>> {
    let path = inside(dir, Path::new(name))?;
    check(&std::fs::symlink_metadata(&path)?)?;
    read(&path, LARGEST)
}

impl Meta {
    pub(super) fn read(dir: &Path) -> Result<Meta, NoMeta> {
        let content = small_file(dir, META).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => NoMeta::Missing,
            io::ErrorKind::PermissionDenied => NoMeta::Withheld(error.to_string()),
            _ => NoMeta::Broken(error.to_string()),
        })?;
        let (sealed, content) = match unseal(&content) {
            Unsealed::Whole(content) => (true, content),
            Unsealed::Bare(content) => (false, content),
            Unsealed::Broken => return Err(NoMeta::Broken(MISMATCH.to_owned())),
        };
        let written: Written = serde_json::from_slice(content)
            .map_err(|_| NoMeta::Broken("it is not what was written".to_owned()))?;
        let segments: Vec<Segment> = written.segments.into_iter().map(Segment::from).collect();
        let stems: BTreeSet<&String> = segments.iter().map(|segment| &segment.stem).collect();
        if stems.len() < segments.len() || !stems.iter().all(|stem| is_stem(stem)) {
            let what = "it names parts of the index that there cannot be";
            return Err(NoMeta::Broken(what.to_owned()));
        }
        Ok(Meta {
            sealed,
            segments,
            fields: written.schema.into_iter().map(|field| field.name).collect(),
            payload: written.payload,
        })
    }

    /// What it says that the files of the archive cannot bear out, a clause.
    /// Memory is asked for by the number of records: it is held against a file
    /// that has a byte or more for each.
    pub(super) fn overclaims(&self, dir: &Path) -> Option<String> {
        let cannot = |segment: &&Segment| {
            let norms = dir.join(format!("{}.fieldnorm", segment.stem));
            let size = std::fs::metadata(norms).map_or(u64::MAX, |norms| norms.len());
            u64::from(segment.records.unwrap_or(0)) > size
        };
        let segment = self.segments.iter().find(cannot)?;
        let stem = &segment.stem;
        Some(format!("it counts more records than {stem}.fieldnorm has"))
    }

    pub(super) fn standing(&self) -> Standing {
        let versions = self.payload.as_deref().map(serde_json::from_str);
        match versions {
            None if self.segments.is_empty() => Standing::Ours,
            Some(Ok(Versions::NOW)) if self.sealed => Standing::Ours,
            Some(Ok(Versions::NOW)) => Standing::Unsealed,
            _ => Standing::OtherVersion,
        }
    }

    /// The number of the last ingest.
    pub(super) fn ingest(&self) -> u64 {
        came::said(self.payload.as_deref())
    }

    /// The number of a field.
    pub(super) fn number(&self, field: &str) -> Option<u32> {
        let at = self.fields.iter().position(|name| name == field)?;
        u32::try_from(at).ok()
    }
}

/// What is said of a file that changed.
pub(super) const MISMATCH: &str = "its content does not match its checksum";

#[derive(Deserialize)]
struct Written {
    segments: Vec<WrittenSegment>,
    schema: Vec<WrittenField>,
    payload: Option<String>,
}

#[derive(Deserialize)]
struct WrittenField {
    name: String,
}

#[derive(Deserialize)]
struct WrittenSegment {
    segment_id: String,
    max_doc: u32,
    deletes: Option<WrittenDeletes>,
}

#[derive(Deserialize)]
struct WrittenDeletes {
    opstamp: u64,
}

impl From<WrittenSegment> for Segment {
    fn from(written: WrittenSegment) -> Self {
        let stem = written.segment_id.replace('-', "");
        let deleted = written
            .deletes
            .map(|deletes| format!("{stem}.{}.del", deletes.opstamp));
        Segment {
            stem,
            records: Some(written.max_doc),
            deleted,
        }
    }
}
