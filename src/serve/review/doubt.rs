//! What was read of each paper and how surely, the most doubtful first: the
//! queue of `remiss papers --guessed`.
//!
//! A paper whose record is the same in another commit is not read again.

use crate::archive::Stored;
use crate::corpus::{Found, How, PaperRow, rows_at_a_glance, rows_of};
use crate::error::{Error, Result};
use crate::known::Review;
use crate::lang::Words;
use crate::paper::Paper;
use crate::position::disputes;
use crate::serve::room::Hall;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// A paper, or one of the answers in it.
#[derive(Clone, Debug)]
pub(in crate::serve) struct Row {
    /// The document's id, and its content hash.
    pub(super) id: String,
    pub(super) sha256: String,
    /// Which of several answers in it, from 1.
    pub(super) part: Option<usize>,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) respondent: Option<String>,
    pub(super) date: Option<String>,
    pub(super) referral: Option<String>,
    pub(super) found: BTreeMap<&'static str, Found>,
    pub(super) doubt: f32,
    pub(super) review: Review,
    /// Somebody found all of it right, what is missing too.
    settled: bool,
    /// Persons differ on where one of its answers stands.
    pub(super) differ: bool,
}

/// The fields that are looked at, in their order.
pub(super) const FIELDS: [&str; 4] = ["kind", "respondent", "date", "referral"];

impl Row {
    pub(super) fn of(paper: &Paper, part: Option<usize>, row: PaperRow) -> Self {
        let document = &paper.document;
        let titled = |one: &crate::unit::Referral| match one.title.is_empty() {
            true => one
                .diarienummer
                .clone()
                .or_else(|| one.numbers.first().cloned()),
            false => Some(one.title.clone()),
        };
        Row {
            id: document.id().to_owned(),
            sha256: document.sha256.clone(),
            part,
            kind: paper.segmentation.kind.name(),
            doubt: row.doubt(),
            settled: paper.known.confirmed.is_some() || row.review == Review::Read,
            referral: row.referral.as_ref().and_then(titled),
            name: row.name,
            respondent: row.respondent,
            date: row.date,
            found: row.found,
            review: row.review,
            differ: false,
        }
    }

    /// What a judgement of it names.
    pub(super) fn what(&self) -> String {
        match self.part {
            Some(part) => format!("{}#{part}", self.sha256),
            None => self.sha256.clone(),
        }
    }

    /// Somebody should look at it: something is doubtful that nobody has found
    /// right, or persons differ.
    pub(super) fn waits(&self) -> bool {
        let conflict = self.found.values().any(|found| found.how == How::Conflict);
        conflict || self.differ || self.doubt > 0.0 && !self.settled
    }

    pub(super) fn how(&self, field: &str) -> Option<How> {
        self.found.get(field).map(|found| found.how)
    }

    /// What it was read as, field by field, in words.
    pub(super) fn fields(&self, words: &Words) -> [(&'static str, String); 4] {
        FIELDS.map(|field| {
            let value = match field {
                "kind" => Some(words.named("paper", self.kind)),
                field => self.value(field).map(str::to_owned),
            };
            (field, value.unwrap_or_else(|| "–".to_owned()))
        })
    }

    /// The same as it is kept.
    pub(super) fn value(&self, field: &str) -> Option<&str> {
        match field {
            "kind" => Some(self.kind),
            "respondent" => self.respondent.as_deref(),
            "date" => self.date.as_deref(),
            "referral" => self.referral.as_deref(),
            _ => None,
        }
    }
}

/// Rows that were made of records, by what names these.
#[derive(Default)]
pub(in crate::serve) struct Memory(Mutex<Known>);

/// What names a record.
type Record = (String, u32);

type Known = HashMap<Record, Arc<Vec<Row>>>;

/// The rows of one paper, with the signs by which it was read.
pub(super) fn of_paper(paper: &Paper) -> Vec<Row> {
    made_of(paper, rows_of(paper))
}

/// The same without signs, where nothing is doubtful: many papers are listed.
fn at_a_glance(paper: &Paper) -> Vec<Row> {
    made_of(
        paper,
        rows_at_a_glance(paper).unwrap_or_else(|| rows_of(paper)),
    )
}

fn made_of(paper: &Paper, rows: Vec<PaperRow>) -> Vec<Row> {
    let several = rows.len() > 1;
    let rows = rows.into_iter().enumerate();
    rows.map(|(at, row)| Row::of(paper, several.then_some(at + 1), row))
        .collect()
}

/// All rows, the most doubtful first.
pub(super) fn rows<'h>(hall: &'h Hall<'_>) -> Result<&'h [Row]> {
    hall.held.doubts(|| made(hall))
}

fn made(hall: &Hall<'_>) -> Result<Vec<Row>> {
    let stored = hall.reader.papers()?;
    let keys: Vec<Record> = stored
        .iter()
        .map(|one| hall.reader.record_of(one))
        .collect();
    let memory = &hall.memory.0;
    let known = memory
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let new: Vec<(&Record, Stored)> = keys
        .iter()
        .zip(&stored)
        .filter(|(key, _)| !known.contains_key(*key))
        .map(|(key, one)| (key, one.clone()))
        .collect();
    let papers: Vec<Stored> = new.iter().map(|(_, one)| one.clone()).collect();
    let mut read = Vec::with_capacity(papers.len());
    hall.reader.each(
        &papers,
        |paper| at_a_glance(&paper),
        |rows| {
            read.push(Arc::new(rows));
            Ok::<(), Error>(())
        },
    )?;
    let mut now: Known = new
        .into_iter()
        .map(|(key, _)| key.clone())
        .zip(read)
        .collect();
    for key in keys {
        if let Some(rows) = known.get(&key) {
            now.insert(key, Arc::clone(rows));
        }
    }
    let mut rows: Vec<Row> = Vec::with_capacity(now.len());
    #[expect(clippy::iter_over_hash_type, reason = "sorted below, whole")]
    for some in now.values() {
        rows.extend(some.iter().cloned());
    }
    let disputes = disputes(hall.judgements.stances());
    let differ = disputes.iter().filter_map(|one| one.unit.split(':').next());
    let differ: BTreeSet<&str> = differ.collect();
    rows.iter_mut()
        .for_each(|row| row.differ = differ.contains(row.id.as_str()));
    rows.sort_by(|a, b| {
        let order = b.differ.cmp(&a.differ);
        let order = order.then_with(|| b.doubt.total_cmp(&a.doubt));
        order.then_with(|| (&a.name, &a.sha256).cmp(&(&b.name, &b.sha256)))
    });
    // What is gone is not remembered.
    *memory.lock().unwrap_or_else(PoisonError::into_inner) = now;
    Ok(rows)
}
