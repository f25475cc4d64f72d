//! An archive that stands somewhere else: on an engine that was filled from
//! one. A [`Reader`] asks it for what its own index would tell, so that whoever
//! searches a reader searches both alike.
//!
//! Knows nothing of networks. What is asked is counted, found and loaded
//! elsewhere; how a plan is meant stands in `matching`, how hits are ranked in
//! `score`. What is not asked for here — a command that walks all papers — has
//! nothing to walk.

use super::apart::Apart;
use super::evaluate::Found;
use super::facets::{Facets, Scope};
use super::read::{Reader, damage};
use super::stored::Header;
use super::vocabulary::Vocabulary;
use super::{Archive, Stored};
use crate::analyse::{Analyser, Evidence};
use crate::error::Result;
use crate::matching::Plan;
use crate::paper::Paper;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tantivy::DocAddress;

/// Values that are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// What papers tell of names.
    Told,
    /// Respondents of units.
    Respondent,
    /// Parties that signed units.
    Party,
}

/// A paper as it is stored: what [`super::rows::PaperRow`] gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    pub(crate) sha256: String,
    pub(crate) path: String,
    pub(crate) header: String,
    pub(crate) text: String,
}

/// What an archive that stands elsewhere is asked.
pub(crate) trait Far: Send + Sync {
    /// The best units, and how many match.
    fn find(&self, plan: &Plan, limit: usize) -> Result<Found>;
    /// The best papers by their text apart from units, and how many match.
    fn find_apart(&self, plan: &Plan, which: Apart, limit: usize) -> Result<(Vec<String>, usize)>;
    /// The best units that hold most of some words; how many lack how many.
    fn find_most(
        &self,
        must: &Plan,
        words: &[Plan],
        least: usize,
        limit: usize,
    ) -> Result<(Found, BTreeMap<usize, usize>)>;
    /// Counts the units that match, by property.
    fn facets(&self, plan: &Plan) -> Result<Facets>;
    /// Counts the units that match, by paper.
    fn scope_by_paper(&self, plan: &Plan) -> Result<HashMap<String, Scope>>;
    /// All units.
    fn unit_count(&self) -> Result<usize>;
    /// Forms of words, or with `parts` parts of compounds, as
    /// [`Vocabulary::lines`] wrote them.
    fn words(&self, parts: bool) -> Result<String>;
    /// All values of a column, each once.
    fn values(&self, column: Column) -> Result<Vec<String>>;
    /// Content hash and path of every paper.
    fn papers(&self) -> Result<Vec<[String; 2]>>;
    /// The paper whose content hash begins so.
    fn paper(&self, sha256: &str) -> Result<Option<Record>>;
}

impl Reader {
    /// A reader of an archive that stands elsewhere, which divides compounds by
    /// this evidence and whose last ingest had this number.
    pub(crate) fn of_far(far: Box<dyn Far>, evidence: Evidence, ingest: u64) -> Result<Self> {
        let mut reader = Archive::in_memory().reader()?;
        reader.begin_far(far, Analyser::new(evidence), ingest);
        Ok(reader)
    }

    /// Reads what stands elsewhere from here on.
    pub(super) fn begin_far(&mut self, far: Box<dyn Far>, analyser: Analyser, ingest: u64) {
        (self.far, self.analyser, self.ingest) = (Some(far), Arc::new(analyser), ingest);
    }

    /// Where what is read stands, if it is not here.
    pub(super) fn far(&self) -> Option<&dyn Far> {
        self.far.as_deref()
    }

    /// The words of an archive that stands elsewhere, if this is one.
    pub(super) fn far_words(&self, parts: bool) -> Result<Option<Vocabulary>> {
        let Some(far) = self.far() else {
            return Ok(None);
        };
        Vocabulary::of_lines(&far.words(parts)?)
            .map(Some)
            .ok_or_else(|| damage("its list of words is not what was written"))
    }

    pub(super) fn far_papers(&self, far: &dyn Far) -> Result<Vec<Stored>> {
        let papers = far.papers()?.into_iter();
        let found = papers.map(|[sha256, path]| {
            let stored = Stored {
                name: super::file_name(&path),
                sha256,
                path: path.clone(),
                // It has no place in this index.
                address: DocAddress::new(u32::MAX, u32::MAX),
            };
            (path, stored)
        });
        Ok(self.listed(found.collect()))
    }

    /// The paper that was stored elsewhere.
    pub(super) fn far_paper(&self, record: Record) -> Result<Paper> {
        let path = record.path.clone();
        Ok(self.with_name(&path, record.paper()?))
    }
}

impl Record {
    /// The paper that was stored.
    pub(super) fn paper(self) -> Result<Paper> {
        let header: Header = serde_json::from_str(&self.header)
            .map_err(|error| damage(&format!("a stored paper cannot be read: {error}")))?;
        let paper = Paper {
            document: header.origin.document(self.path, self.sha256, self.text),
            layout: header.layout,
            segmentation: header.segmentation,
            known: header.known,
        };
        match paper.is_consistent() {
            true => Ok(paper),
            false => Err(damage("what is stored of a paper does not fit its text")),
        }
    }
}
