//! How much a word in a unit of some length weighs (BM25; Robertson and
//! Zaragoza 2009, k1 = 1.2, b = 0.75), lifted by how close the word is.

use super::postings::Weights;
use super::read::Reader;
use crate::error::Result;
use std::sync::OnceLock;
use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;

/// What a whole word weighs, in twentieths.
pub(super) const WHOLE: u32 = 20;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Words and texts of an archive in all, counted when first asked for: every
/// text is looked at for it.
#[derive(Default)]
pub(super) struct Lengths {
    units: OnceLock<(u64, u64)>,
    apart: OnceLock<(u64, u64)>,
}

/// Lengths of units, as BM25 wants them.
pub(super) struct Norms {
    pub(super) readers: Vec<FieldNormReader>,
    by_id: [f32; 256],
    units: u64,
}

impl Norms {
    /// Of the text apart from units: papers are few, and their lengths are
    /// those of the norms.
    pub(super) fn apart(reader: &Reader) -> Result<Self> {
        let segments = reader.searcher.segment_readers().iter();
        let readers = segments.map(|segment| segment.get_fieldnorms_reader(reader.apart.stem));
        let readers: Vec<FieldNormReader> = readers.collect::<tantivy::Result<_>>()?;
        let (words, units) = *reader.lengths.apart.get_or_init(|| {
            let (mut words, mut units) = (0, 0);
            for (segment, norms) in reader.searcher.segment_readers().iter().zip(&readers) {
                for doc in segment.doc_ids_alive() {
                    words += u64::from(norms.fieldnorm(doc));
                    units += u64::from(norms.fieldnorm_id(doc) > 0);
                }
            }
            (words, units)
        });
        Ok(Norms::with(readers, words, units))
    }

    pub(super) fn new(reader: &Reader) -> Result<Self> {
        let segments = reader.searcher.segment_readers().iter();
        let readers = segments.map(|segment| segment.get_fieldnorms_reader(reader.fields.stem));
        let readers: Vec<FieldNormReader> = readers.collect::<tantivy::Result<_>>()?;
        let (words, units) = match reader.lengths.units.get() {
            Some(known) => *known,
            None => {
                let counted = counted(reader)?;
                *reader.lengths.units.get_or_init(|| counted)
            }
        };
        Ok(Norms::with(readers, words, units))
    }

    fn with(readers: Vec<FieldNormReader>, words: u64, units: u64) -> Self {
        let average = words as f32 / units.max(1) as f32;
        let mut by_id = [0.0; 256];
        for (id, norm) in by_id.iter_mut().enumerate() {
            let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
            *norm = norm_of(length, average);
        }
        Norms {
            readers,
            by_id,
            units,
        }
    }

    #[inline]
    pub(super) fn of(&self, reader: &FieldNormReader, doc: DocId) -> f32 {
        self.by_id[reader.fieldnorm_id(doc) as usize]
    }

    /// How rare something is that so many units hold.
    pub(super) fn idf(&self, units: usize) -> f32 {
        rarity(units as f32, self.units as f32)
    }
}

/// Words and units that are not removed; the index's own count holds those too.
fn counted(reader: &Reader) -> Result<(u64, u64)> {
    let (mut words, mut units) = (0, 0);
    for segment in reader.searcher.segment_readers() {
        let lengths = segment.fast_fields().u64("length")?;
        let living = segment.doc_ids_alive();
        words = living.fold(words, |words, doc| {
            lengths.first(doc).unwrap_or(0).saturating_add(words)
        });
        units += u64::from(segment.num_docs());
    }
    Ok((words, units))
}

/// What a length weighs among texts of an average length.
pub(super) fn norm_of(length: f32, average: f32) -> f32 {
    K1 * (1.0 - B + B * length / average.max(1.0))
}

/// How rare something is that so many of all texts hold.
pub(super) fn rarity(held: f32, all: f32) -> f32 {
    let held = held.min(all);
    (1.0 + (all - held + 0.5) / (held + 0.5)).ln()
}

/// Weights → score, by tier.
#[inline]
pub(super) fn lifted([words, parts, others]: Weights, norm: f32) -> f32 {
    let saturated = |weight: f32| weight / (weight + norm * WHOLE as f32);
    if words > 0 {
        2.0 + saturated(words as f32 + 0.3 * parts as f32)
    } else if parts > 0 {
        1.0 + saturated(parts as f32)
    } else {
        saturated(others as f32)
    }
}
