//! Whose a unit record is, from two columns: nothing that is stored is unpacked
//! for it, so that many units are told apart at the cost of few.

use super::evaluate::UnitHit;
use crate::error::Result;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// The columns of a segment.
pub(super) struct Whose {
    of: Option<StrColumn>,
    unit: Column<u64>,
}

impl Whose {
    pub(super) fn open(segment: &SegmentReader) -> Result<Self> {
        let columns = segment.fast_fields();
        Ok(Whose {
            of: columns.str("of")?,
            unit: columns.u64("unit")?,
        })
    }

    /// Which unit a record is.
    pub(super) fn hit(&self, doc: DocId) -> Result<UnitHit> {
        let paper = self.paper(doc);
        let start = paper.map_or_else(|| Ok(String::new()), |paper| self.start(paper))?;
        Ok(UnitHit {
            sha256: start,
            unit: self.unit.first(doc).unwrap_or(0) as usize,
            score: 0.0,
        })
    }

    /// The number of the paper of a unit in this segment.
    pub(super) fn paper(&self, doc: DocId) -> Option<u64> {
        self.of.as_ref()?.term_ords(doc).next()
    }

    /// The start of the content hash of the paper with a number.
    pub(super) fn start(&self, number: u64) -> Result<String> {
        let mut sha256 = String::new();
        if let Some(of) = &self.of {
            of.ord_to_str(number, &mut sha256)?;
        }
        Ok(sha256)
    }
}
