//! Whether the files of an archive are what was written.
//!
//! Every file that the last commit counts is read and held against its
//! checksum, and what stands around the checksum must be as the index writes
//! it, so that no changed byte goes unnoticed. Not looked at: lock files, which
//! are empty, and what a killed process left behind, which nobody reads.

use super::meta::{MANAGED, MISMATCH, Meta, NoMeta, Standing, small_file};
use super::names::listed;
use super::seal::{META, Unsealed, unseal};
use crate::files::{check, open};
use flate2::Crc;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// A file that is not what was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Damage {
    /// Name of the file in the archive's directory.
    pub file: String,
    /// What is wrong with it, a clause.
    pub what: String,
}

impl Damage {
    fn new(file: &str, what: impl Into<String>) -> Self {
        Damage {
            file: file.to_owned(),
            what: what.into(),
        }
    }
}

/// The files of the archive in `dir` that are not what was written, by name.
/// Nothing, if there is no archive.
pub fn damage(dir: &Path) -> Vec<Damage> {
    /// A writer that commits faster than files are read is none.
    const TURNS: usize = 100;
    let commit = || small_file(dir, META).ok();
    let mut before = commit();
    for _ in 0..TURNS {
        let found = damage_now(dir);
        let after = commit();
        // Nobody is kept out: what a commit replaced meanwhile is gone rightly.
        if found.is_empty() || after == before {
            return found;
        }
        before = after;
    }
    damage_now(dir)
}

fn damage_now(dir: &Path) -> Vec<Damage> {
    let meta = match Meta::read(dir) {
        Ok(meta) => meta,
        Err(NoMeta::Missing) => return Vec::new(),
        Err(NoMeta::Broken(what) | NoMeta::Withheld(what)) => return vec![Damage::new(META, what)],
    };
    let mut found: Vec<Damage> = Vec::new();
    if meta.standing() == Standing::Unsealed {
        found.push(Damage::new(META, "it has lost its checksum"));
    }
    found.extend(meta.overclaims(dir).map(|what| Damage::new(META, what)));
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in meta.segments.iter().flat_map(|segment| segment.files()) {
        match footer(&dir.join(&name)) {
            Ok(footer) if footer.fits => versions.entry(footer.version).or_default().push(name),
            Ok(_) => found.push(Damage::new(&name, MISMATCH)),
            Err(error) => found.push(Damage::new(&name, error.to_string())),
        }
    }
    // The version beside a checksum is under none; a part of the index has it
    // in six files.
    for (version, names) in versions {
        if let ([name], true) = (&names[..], version != json(tantivy::version())) {
            found.push(Damage::new(name, "its end is not what was written"));
        }
    }
    let living = meta.segments.iter().flat_map(|segment| segment.files());
    found.extend(managed(dir, living.chain([META.to_owned()]).collect()));
    found.sort();
    found
}

/// The list of all files, which must hold those that count.
fn managed(dir: &Path, living: BTreeSet<String>) -> Option<Damage> {
    let listed = match managed_files(dir) {
        Ok(listed) => listed,
        Err(what) => return Some(Damage::new(MANAGED, what)),
    };
    let missing = living.iter().find(|name| !listed.contains(*name))?;
    Some(Damage::new(MANAGED, format!("it does not list {missing}")))
}

/// The names in the list of all files; what is wrong with it, a clause.
pub(super) fn managed_files(dir: &Path) -> Result<BTreeSet<String>, String> {
    let content = small_file(dir, MANAGED).map_err(|error| error.to_string())?;
    match unseal(&content) {
        Unsealed::Whole(content) | Unsealed::Bare(content) => listed(content),
        Unsealed::Broken => Err(MISMATCH.to_owned()),
    }
}

/// Whether the content of a file fits its checksum.
pub(super) fn fits(path: &Path) -> bool {
    footer(path).is_ok_and(|footer| footer.fits)
}

/// What stands at the end of each of the index's files.
struct Footer {
    /// The content matches the checksum, and all is written as the index
    /// writes it.
    fits: bool,
    /// The index's version.
    version: String,
}

/// As the index writes it, so that writing it again gives the same bytes.
#[derive(Deserialize, Serialize)]
struct Written {
    version: tantivy::Version,
    crc: u32,
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A file of the index without content.
pub(super) fn footer_of_nothing() -> Vec<u8> {
    let written = json(&Written {
        version: tantivy::version().clone(),
        crc: 0,
    });
    let ends = [written.len() as u32, MAGIC].map(u32::to_le_bytes);
    [written.as_bytes(), ends.as_flattened()].concat()
}

/// What stands at the very end of each of the index's files.
const MAGIC: u32 = 1337;

/// Reads a file of the index to its end, a piece at a time.
fn footer(path: &Path) -> io::Result<Footer> {
    const LONGEST: u64 = 50_000;
    check(&std::fs::symlink_metadata(path)?)?;
    let mut file = open(path)?;
    let bytes = file.metadata()?.len();
    let mut tail = [0; 8];
    let no_end = || {
        io::Error::new(
            io::ErrorKind::InvalidData,
            "its end is not what was written",
        )
    };
    let tail_at = bytes.checked_sub(8).ok_or_else(no_end)?;
    file.seek(SeekFrom::Start(tail_at))?;
    file.read_exact(&mut tail)?;
    let [a, b, c, d, magic @ ..] = tail;
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    if u32::from_le_bytes(magic) != MAGIC || length > LONGEST {
        return Err(no_end());
    }
    let content = tail_at.checked_sub(length).ok_or_else(no_end)?;
    file.seek(SeekFrom::Start(content))?;
    let mut words = vec![0; length as usize];
    file.read_exact(&mut words)?;
    let written: Written = serde_json::from_slice(&words).map_err(|_| no_end())?;
    file.seek(SeekFrom::Start(0))?;
    let crc = crc_of(file.take(content))?;
    Ok(Footer {
        fits: crc == written.crc && words == json(&written).as_bytes(),
        version: json(&written.version),
    })
}

fn crc_of(mut reader: impl Read) -> io::Result<u32> {
    let mut crc = Crc::new();
    let mut piece = vec![0; 1 << 17];
    loop {
        match reader.read(&mut piece)? {
            0 => return Ok(crc.sum()),
            read => crc.update(&piece[..read]),
        }
    }
}
