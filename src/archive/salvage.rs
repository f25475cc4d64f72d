//! What can be read of an archive that another version wrote, or that is
//! damaged.
//!
//! Goes by the stored records alone, segment by segment: the index around
//! them may be of any shape. Of records that cannot be read, their names are
//! looked for among the index's terms.

use super::meta::{Meta, NoMeta, Segment};
use super::names::is_written;
use super::schema::{Fields, schema};
use super::stored::{Origin, is_sound, stored_text};
use super::stores::{Record, Store};
use super::terms::Terms;
use super::withheld;
use crate::analyse::Evidence;
use crate::document::{Document, sha256_hex};
use crate::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

/// An archive as far as it can be read.
pub(crate) struct Salvage {
    fields: Fields,
    stores: Vec<Store>,
    papers: Vec<Salvaged>,
    parts: BTreeMap<String, Vec<(u64, Place)>>,
    evidence: Option<Evidence>,
    /// The number of the last ingest, as the last commit says.
    ingest: u64,
    unnamed: usize,
    /// Paths in changed records of the segment that is looked through.
    doubtful: BTreeSet<String>,
}

/// A paper of which something is left.
#[derive(Clone, Debug)]
pub(crate) struct Salvaged {
    /// Path it was read from.
    pub(crate) path: String,
    /// Content hash of its file or, where its record cannot be read, the start
    /// of it; empty if that cannot be had either.
    pub(crate) sha256: String,
    /// With which ingest it came; 0 if it came before these were counted.
    came: u64,
    /// Where it stands, if it can be read.
    place: Option<Place>,
}

/// A stored text, and whether it is known to be what was stored.
pub(crate) struct Kept {
    /// The text with its origin.
    pub(crate) document: Document,
    /// It carries a checksum that fits, or stands in a file that has one.
    pub(crate) sound: bool,
}

/// Store and record.
type Place = (usize, u32);

impl Salvage {
    /// Looks through the archive in `dir`.
    pub(crate) fn open(dir: &Path) -> Result<Self> {
        let Survey {
            segments,
            fields,
            ingest,
        } = survey(dir)?;
        let mut salvage = Salvage {
            fields,
            stores: Vec::new(),
            papers: Vec::new(),
            parts: BTreeMap::new(),
            evidence: None,
            ingest,
            unnamed: 0,
            doubtful: BTreeSet::new(),
        };
        let terms = Terms::new(dir);
        let mut named: BTreeMap<String, String> = BTreeMap::new();
        for segment in &segments {
            let (unread, sound) = match Store::open(dir, segment) {
                Some(store) => {
                    let sound = store.sound;
                    (salvage.look_through(store), sound)
                }
                None => (segment.records.map_or(1, |records| records as usize), false),
            };
            if unread == 0 && sound {
                continue;
            }
            // A path that was read of a damaged file may not be one.
            match terms.sources(&segment.stem) {
                Some(sources) => named.extend(sources),
                None => {
                    salvage.unnamed += unread;
                    let doubtful = std::mem::take(&mut salvage.doubtful);
                    named.extend(doubtful.into_iter().map(|path| (path, String::new())));
                }
            }
            salvage.doubtful.clear();
        }
        for paper in &salvage.papers {
            named.remove(&paper.path);
        }
        let nameless = named.into_iter().map(|(path, sha256)| Salvaged {
            path,
            sha256,
            came: 0,
            place: None,
        });
        salvage.papers.extend(nameless);
        salvage.add_loose_parts(&terms);
        salvage
            .papers
            .sort_by(|a, b| (&a.path, &a.place).cmp(&(&b.path, &b.place)));
        Ok(salvage)
    }

    /// All papers, by path; those of one path are versions of it, of which
    /// one is the last.
    pub(crate) fn papers(&self) -> &[Salvaged] {
        &self.papers
    }

    /// The number of the last ingest, and with which each paper came that can be
    /// read, by content hash.
    pub(crate) fn numbers(&self) -> (u64, HashMap<String, u64>) {
        let readable = self.papers.iter().filter(|paper| paper.place.is_some());
        let papers: HashMap<String, u64> = readable
            .map(|paper| (paper.sha256.clone(), paper.came))
            .collect();
        let highest = papers.values().copied().max().unwrap_or(0);
        (self.ingest.max(highest), papers)
    }

    /// The evidence by which compounds were divided.
    pub(crate) fn evidence(&self) -> Option<&Evidence> {
        self.evidence.as_ref()
    }

    /// Records that cannot be read and of which nothing is known.
    pub(crate) fn unnamed(&self) -> usize {
        self.unnamed
    }

    /// Notes down what stands in a store; the number of records that cannot
    /// be read.
    fn look_through(&mut self, store: Store) -> usize {
        /// Where nothing says how many records there are, so many that cannot
        /// be read one after the other are the end.
        const LOST: usize = 10_000;
        let (at, mut unread, mut in_a_row) = (self.stores.len(), 0, 0);
        for number in 0..store.records.unwrap_or(u32::MAX) {
            if !store.is_alive(number) {
                continue;
            }
            match store.record(number) {
                Record::Read(record) => {
                    let sound = is_sound(&record, &self.fields) != Some(false);
                    unread += usize::from(!sound);
                    self.note(&record, (at, number), sound);
                    in_a_row = 0;
                }
                Record::Unreadable => {
                    (unread, in_a_row) = (unread + 1, in_a_row + 1);
                    if store.records.is_none() && in_a_row > LOST {
                        break;
                    }
                }
                Record::End => {
                    unread += store
                        .records
                        .map_or(0, |records| (records - number) as usize);
                    break;
                }
            }
        }
        self.stores.push(store);
        unread
    }

    fn note(&mut self, record: &TantivyDocument, place: Place, sound: bool) {
        let text_of = |field| stored_text(record, field);
        let (path, sha256) = (text_of(self.fields.path), text_of(self.fields.sha256));
        let has = |field| record.get_first(field).is_some();
        if !sound {
            self.doubtful.extend((!path.is_empty()).then_some(path));
        } else if !path.is_empty() {
            let came = record.get_first(self.fields.came);
            self.papers.push(Salvaged {
                path,
                sha256,
                came: came.and_then(|value| value.as_u64()).unwrap_or(0),
                place: Some(place),
            });
        } else if has(self.fields.text) {
            let number = record.get_first(self.fields.unit);
            let number = number.and_then(|value| value.as_u64()).unwrap_or(0);
            self.parts.entry(sha256).or_default().push((number, place));
        } else if has(self.fields.header) {
            let read = serde_json::from_str(&text_of(self.fields.header));
            self.evidence = read.ok().or(self.evidence.take());
        }
    }

    /// Before format 3 a part of a long text did not say whose it is; the
    /// index does.
    fn add_loose_parts(&mut self, terms: &Terms) {
        let Some(loose) = self.parts.remove("") else {
            return;
        };
        for paper in &self.papers {
            let mut owned = BTreeSet::new();
            for (at, store) in self.stores.iter().enumerate() {
                let records = terms
                    .records_of(&store.stem, &paper.path)
                    .unwrap_or_default();
                owned.extend(records.into_iter().map(|record| (at, record)));
            }
            let parts = loose.iter().filter(|(_, place)| owned.contains(place));
            let parts: Vec<(u64, Place)> = parts.copied().collect();
            if !parts.is_empty() {
                self.parts.insert(paper.sha256.clone(), parts);
            }
        }
    }

    /// The text of a paper, if all of it can be read and nothing speaks
    /// against it.
    pub(crate) fn read(&self, paper: &Salvaged) -> Option<Kept> {
        let (record, mut sound) = self.record(paper.place?)?;
        let text_of = |field| stored_text(&record, field);
        let origin: Origin = serde_json::from_str(&text_of(self.fields.header)).ok()?;
        let mut text = text_of(self.fields.text);
        if origin.bytes != Some(text.len()) {
            sound &= self.add_parts(&paper.sha256, &mut text)?;
        }
        if origin.bytes.is_some_and(|bytes| bytes != text.len()) {
            return None;
        }
        sound |= sha256_hex(text.as_bytes()) == paper.sha256;
        Some(Kept {
            document: origin.document(paper.path.clone(), paper.sha256.clone(), text),
            sound,
        })
    }

    /// Appends the further parts of a text; whether all are sound. A part may
    /// stand in several segments, as after a merge that was not cleared up: one
    /// that is sound will do.
    fn add_parts(&self, sha256: &str, text: &mut String) -> Option<bool> {
        let mut places: BTreeMap<u64, Vec<Place>> = BTreeMap::new();
        for (number, place) in self.parts.get(sha256).into_iter().flatten() {
            places.entry(*number).or_default().push(*place);
        }
        let mut all_sound = true;
        for of_one in places.into_values() {
            let read = of_one.into_iter().filter_map(|place| self.record(place));
            let (part, sound) = read.max_by_key(|(_, sound)| *sound)?;
            text.push_str(&stored_text(&part, self.fields.text));
            all_sound &= sound;
        }
        Some(all_sound)
    }

    /// A record, and whether it is known to be what was stored; `None` if it
    /// is known not to be.
    fn record(&self, (at, number): Place) -> Option<(TantivyDocument, bool)> {
        let store = self.stores.get(at)?;
        let Record::Read(record) = store.record(number) else {
            return None;
        };
        match is_sound(&record, &self.fields) {
            Some(false) => None,
            Some(true) => Some((record, true)),
            None => Some((record, store.sound)),
        }
    }
}

/// What the lists of an archive say.
struct Survey {
    /// The segments to look through.
    segments: Vec<Segment>,
    /// Which field is which.
    fields: Fields,
    ingest: u64,
}

fn survey(dir: &Path) -> Result<Survey> {
    let (_, mut fields) = schema();
    match Meta::read(dir) {
        Ok(meta) => {
            let needed = [
                ("path", &mut fields.path),
                ("sha256", &mut fields.sha256),
                ("header", &mut fields.header),
                ("text", &mut fields.text),
                ("unit", &mut fields.unit),
            ];
            for (name, field) in needed {
                let number = meta.number(name).ok_or_else(|| foreign(dir, name))?;
                *field = Field::from_field_id(number);
            }
            // A field that this archive has not is one no record holds.
            let check = meta.number("check").unwrap_or(u32::MAX);
            fields.check = Field::from_field_id(check);
            let came = meta.number("came").unwrap_or(u32::MAX);
            fields.came = Field::from_field_id(came);
            Ok(Survey {
                ingest: meta.ingest(),
                segments: meta.segments,
                fields,
            })
        }
        Err(NoMeta::Withheld(what)) => Err(withheld(dir, &what)),
        Err(NoMeta::Missing | NoMeta::Broken(_)) => Ok(Survey {
            segments: left_over(dir)?,
            fields,
            ingest: 0,
        }),
    }
}

fn foreign(dir: &Path, field: &str) -> Error {
    Error::new(format!("keeps no {field} and cannot be rebuilt"))
        .at(dir)
        .cure("this is no archive of remiss; give another with --archive")
}

/// Without a word of which files count, all do.
fn left_over(dir: &Path) -> Result<Vec<Segment>> {
    let mut stems: BTreeMap<String, Option<(u64, String)>> = BTreeMap::new();
    for entry in std::fs::read_dir(dir)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_written(&name) {
            continue;
        }
        match &name.split('.').collect::<Vec<_>>()[..] {
            [stem, "store"] => {
                stems.entry((*stem).to_owned()).or_default();
            }
            [stem, stamp, "del"] => {
                let last = stems.entry((*stem).to_owned()).or_default();
                let found = stamp.parse().ok().map(|stamp| (stamp, name.clone()));
                *last = found.max(last.take());
            }
            _ => {}
        }
    }
    let segments = stems.into_iter().map(|(stem, deleted)| Segment {
        stem,
        records: None,
        deleted: deleted.map(|(_, name)| name),
    });
    Ok(segments.collect())
}
