//! A paper: one document with everything read from it. What the archive
//! keeps and every command works on.

use crate::document::Document;
use crate::flow::Flow;
use crate::layout::Layout;
use crate::line::Lines;
use crate::segment::segment;
use crate::unit::{Note, Segmentation, Unit, UnitKind};
use std::collections::HashMap;

/// A document, its layout, and its units.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The text and its physical lines.
    pub document: Document,
    /// Furniture and hyphens.
    pub layout: Layout,
    /// Units, facts and notes.
    pub segmentation: Segmentation,
}

impl Paper {
    /// Segments a document. What could not be read of it is noted as well.
    pub fn read(mut document: Document) -> Self {
        let unread = std::mem::take(&mut document.unread);
        let (segmentation, layout) = segment(&document);
        let paper = Paper {
            document,
            layout,
            segmentation,
        };
        paper.with_unread(unread)
    }

    /// Notes what of the file could not be read.
    pub(crate) fn with_unread(mut self, unread: Vec<String>) -> Self {
        let notes = unread.iter().map(|text| Note {
            line: 1,
            text: text.clone(),
        });
        self.segmentation.notes.splice(0..0, notes);
        self.document.unread = unread;
        self
    }

    /// The units' ids, in order: the document's id and the first line, and a
    /// number from 2 on where several units start on one line.
    pub fn unit_ids(&self) -> Vec<String> {
        let mut seen: HashMap<u32, u32> = HashMap::new();
        let units = self.segmentation.units.iter();
        units
            .map(|unit| {
                let line = self.document.index.lines_of(unit.span)[0];
                let count = seen
                    .entry(line)
                    .and_modify(|count| *count += 1)
                    .or_insert(1);
                let number = if *count > 1 {
                    format!(".{count}")
                } else {
                    String::new()
                };
                format!("{}:{line}{number}", self.document.id())
            })
            .collect()
    }

    /// The running text of every unit, in order.
    pub fn flows(&self) -> Vec<Flow> {
        let lines = Lines::new(&self.document);
        let units = self.segmentation.units.iter();
        units
            .map(|unit| Flow::of_span(&lines, &self.layout, unit.span))
            .collect()
    }

    /// The date to file a unit under: its own, or for a statement that of the
    /// decision it was made at. A summary has none.
    pub fn filing_date<'a>(&'a self, unit: &'a Unit) -> Option<&'a str> {
        if unit.date.is_some() || !unit.kind.is_statement() {
            return unit.date.as_deref();
        }
        let decision = self.segmentation.units.iter().find(|other| {
            other.kind == UnitKind::Beslut
                && other.respondent == unit.respondent
                && other.referral == unit.referral
        });
        decision.and_then(|decision| decision.date.as_deref())
    }

    /// The dates to file all units under, in order.
    pub fn filing_dates(&self) -> Vec<Option<&str>> {
        let units = &self.segmentation.units;
        let mut decided: HashMap<(Option<&str>, Option<usize>), Option<&str>> = HashMap::new();
        for unit in units.iter().filter(|unit| unit.kind == UnitKind::Beslut) {
            let by = (unit.respondent.as_deref(), unit.referral);
            decided.entry(by).or_insert(unit.date.as_deref());
        }
        let date = |unit: &'_ Unit| match &unit.date {
            None if unit.kind.is_statement() => {
                let by = (unit.respondent.as_deref(), unit.referral);
                decided.get(&by).copied().flatten()
            }
            _ => None,
        };
        let all = units
            .iter()
            .map(|unit| unit.date.as_deref().or_else(|| date(unit)));
        all.collect()
    }
}
