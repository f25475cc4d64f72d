//! What an ingest did, and what it found in each document.

use crate::document::DocumentKind;
use crate::error::Error;
use crate::paper::Paper;
use crate::unit::{Note, UnitKind};
use std::collections::BTreeMap;

/// What was found in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// File name.
    pub name: String,
    /// Kind of paper.
    pub kind: DocumentKind,
    /// Units by kind; pointers are counted apart.
    pub units: BTreeMap<UnitKind, usize>,
    /// Mentions that point to a text elsewhere.
    pub pointers: usize,
    /// What was not understood.
    pub notes: Vec<Note>,
    /// Names of the fields that were chosen from weak signs.
    pub guessed: Vec<String>,
}

/// What an ingest did.
#[derive(Debug, Default)]
pub struct Report {
    /// Documents read now, by path.
    pub read: Vec<Row>,
    /// Documents that were already stored as they are.
    pub unchanged: usize,
    /// Files with the content of another: this one, that one.
    pub copies: Vec<(String, String)>,
    /// File names of dropped papers.
    pub dropped: Vec<String>,
    /// Files in folders and archives that are neither documents nor text.
    pub passed_over: Vec<String>,
    /// Pictures in folders and archives, which only OCR reads.
    pub pictures: Vec<String>,
    /// Files that could not be read, with the reason.
    pub failures: Vec<Error>,
    /// Those among them that were read before: what was stored of them stands.
    pub outlived: Vec<String>,
    /// Papers that are read otherwise now by what people know.
    pub known: usize,
    /// Rows of lists and judgements that could not be heeded.
    pub problems: Vec<Error>,
    /// Pages that link to papers and were not given as lists, by path.
    pub pages: Vec<String>,
    /// Pages in folders that were fetched, which are read as their registers.
    pub registers: Vec<String>,
    /// Lists with the columns of theirs that are not understood.
    pub not_understood: Vec<(String, Vec<String>)>,
}

/// What was found in a paper.
pub(super) fn row(paper: &Paper) -> Row {
    let found = &paper.segmentation;
    let mut units = BTreeMap::new();
    for unit in found.units.iter().filter(|unit| !unit.pointer) {
        *units.entry(unit.kind).or_insert(0) += 1;
    }
    Row {
        name: paper.document.name.to_string(),
        kind: found.kind,
        units,
        pointers: found.units.iter().filter(|unit| unit.pointer).count(),
        notes: found.notes.clone(),
        guessed: found.head.guessed.clone(),
    }
}
