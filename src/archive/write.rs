//! The writing half of the archive.

use super::apart::marks_of;
use super::came::Numbers;
use super::packed::Packed;
use super::read::{Reader, evidence, last_commit};
use super::schema::{
    ALIKE, EVIDENCE, Fields, KNOWN, LIST, LONGEST_PART, PAPER, PART, REVIEWED, SETTLED, TWIN,
    date_number, key, order, short,
};
use super::seal::Trouble;
use super::stored::{HeaderOut, stamp};
use super::{Versions, busy, told};
use crate::analyse::{Analyser, Evidence, Token};
use crate::document::DocumentKind;
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::paper::Paper;
use crate::twins::likenesses;
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tantivy::directory::error::LockError;
use tantivy::index::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy, NoMergePolicy};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, TantivyError, Term};

/// Bytes the index may hold in memory before it writes a segment, per thread.
const HEAP: usize = 64 << 20;

/// Adds and removes papers; nothing is seen before [`Writer::commit`].
pub struct Writer {
    writer: IndexWriter,
    /// What was stored before, until it is merged: files that are read cannot be
    /// removed on every system.
    pub(super) stored: Option<Searcher>,
    index: Index,
    fields: Fields,
    trouble: Arc<Trouble>,
    analyser: Analyser,
    pub(super) numbers: Numbers,
    /// The evidence is stored; what it says about compounds holds for as
    /// long as the archive lives.
    settled: bool,
    /// A paper was put.
    holds_papers: AtomicBool,
    /// A write failed. The index drops the documents that it could not write,
    /// but not the deletions that went with them: a commit that followed would
    /// lose papers.
    failed: AtomicBool,
}

/// A paper made ready to be stored.
pub struct Records {
    path: String,
    /// Hashes under which its answers meet their twins.
    pub(crate) likenesses: Vec<u64>,
    records: Vec<TantivyDocument>,
}

impl Writer {
    /// The index's own writer; nobody else has it.
    pub(super) fn lock(index: &Index, trouble: &Trouble) -> Result<IndexWriter> {
        let threads = rayon::current_num_threads().clamp(1, 2);
        let writer = index.writer_with_num_threads(threads, HEAP * threads);
        writer.map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => busy(),
            error => trouble.told(&error),
        })
    }

    pub(super) fn new(
        writer: IndexWriter,
        index: &Index,
        fields: Fields,
        trouble: Arc<Trouble>,
    ) -> Result<Self> {
        // The index would merge behind our back, and in our way: see `tidy`.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        // What a killed run or a full disk left half-written is in the way.
        let _ = writer.garbage_collect_files().wait();
        let stored = last_commit(index)?;
        let evidence = evidence(&stored, &fields)?;
        Ok(Writer {
            writer,
            stored: Some(stored),
            index: index.clone(),
            fields,
            trouble,
            settled: evidence.is_some(),
            holds_papers: AtomicBool::new(false),
            failed: AtomicBool::new(false),
            numbers: Numbers::default(),
            analyser: Analyser::new(evidence.unwrap_or_default()),
        })
    }

    /// The same, which knows what the archive holds now: papers keep the numbers
    /// of the ingests they came with.
    pub(super) fn numbering(mut self) -> Result<Self> {
        self.numbers = Numbers::of(Reader::new(&self.index, self.fields.clone())?);
        Ok(self)
    }

    /// Goes on with the numbers of another archive, whose last ingest and whose
    /// papers, by content hash, had these.
    pub(crate) fn go_on(&mut self, last: u64, papers: HashMap<String, u64>) {
        self.numbers.go_on(last, papers);
    }

    /// Whether the archive knows by which evidence it divides compounds.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// Settles by which evidence compounds are divided, unless it is settled.
    /// Without this, the first papers settle that there is none.
    pub fn settle(&mut self, evidence: Evidence) -> Result<()> {
        if self.settled {
            return Ok(());
        }
        let mut record = TantivyDocument::default();
        record.add_text(self.fields.kind, EVIDENCE);
        record.add_text(self.fields.header, json!(evidence).to_string());
        stamp(&mut record, &self.fields);
        self.add(record)?;
        self.analyser = Analyser::new(evidence);
        self.settled = true;
        Ok(())
    }

    /// Settles it once more, by other evidence that divides what is stored alike.
    pub(super) fn settle_anew(&mut self, evidence: Evidence) -> Result<()> {
        let kind = Term::from_field_text(self.fields.kind, EVIDENCE);
        self.look_at(&kind)?;
        self.writer.delete_term(kind);
        self.settled = false;
        self.settle(evidence)
    }

    /// Makes a paper ready to be stored. The work is here, and may be done in
    /// parallel.
    pub fn records(&self, paper: &Paper) -> Result<Records> {
        let document = &paper.document;
        let came = self.numbers.number(paper)?;
        let header = HeaderOut::of(paper);
        let fields = &self.fields;
        let mut records = Vec::with_capacity(paper.segmentation.units.len() + 1);
        let mut record = TantivyDocument::default();
        record.add_text(fields.path, &document.path);
        record.add_text(fields.source, &document.path);
        record.add_text(fields.sha256, &document.sha256);
        record.add_text(fields.key, key(PAPER, &document.sha256));
        record.add_text(fields.kind, PAPER);
        record.add_text(
            fields.header,
            serde_json::to_string(&header).unwrap_or_default(),
        );
        let mut parts = parts(&document.text);
        record.add_text(fields.text, parts.next().unwrap_or(""));
        record.add_u64(fields.came, came);
        stamp(&mut record, fields);
        records.push(record);
        for (at, part) in parts.enumerate() {
            let mut record = TantivyDocument::default();
            record.add_text(fields.source, &document.path);
            record.add_text(fields.sha256, &document.sha256);
            record.add_text(fields.key, key(PART, &document.sha256));
            record.add_text(fields.kind, PART);
            record.add_u64(fields.unit, at as u64 + 1);
            record.add_text(fields.text, part);
            stamp(&mut record, fields);
            records.push(record);
        }
        let sha256 = &document.sha256;
        if !paper.known.is_empty() {
            records[0].add_text(fields.key, key(KNOWN, sha256));
        }
        if paper.known.review.is_reviewed() {
            records[0].add_text(fields.key, key(REVIEWED, sha256));
        }
        if paper.segmentation.kind == DocumentKind::Forteckning {
            records[0].add_text(fields.key, key(LIST, sha256));
        }
        for term in told::terms(paper) {
            records[0].add_text(fields.told, term);
        }
        self.add_apart(paper, &mut records[0]);
        let lines = Lines::new(document);
        let dates = paper.filing_dates();
        let mut alike = Vec::new();
        for (at, unit) in paper.segmentation.units.iter().enumerate() {
            let flow = Flow::of_span(&lines, &paper.layout, unit.span);
            alike.extend(likenesses(paper, unit, &flow.text));
            let mut record = self.unit_record(paper, at, dates[at], &flow.text);
            record.add_u64(fields.ingest, came);
            records.push(record);
        }
        for likeness in &alike {
            records[0].add_text(fields.key, key(ALIKE, &format!("{likeness:016x}")));
        }
        for twin in &paper.segmentation.twins {
            let flow = Flow::of_span(&lines, &paper.layout, twin.unit.span);
            for likeness in likenesses(paper, &twin.unit, &flow.text) {
                records[0].add_text(fields.key, key(SETTLED, &format!("{likeness:016x}")));
            }
            records[0].add_text(fields.key, key(TWIN, &twin.sha256));
        }
        Ok(Records {
            path: document.path.clone(),
            likenesses: alike,
            records,
        })
    }

    /// Puts a paper in place of whatever was stored under its path. Once a
    /// write has failed, nothing is put or committed any more.
    pub fn put(&self, records: Records) -> Result<()> {
        self.check_sound()?;
        self.holds_papers.store(true, Ordering::Relaxed);
        self.take_away(&records.path)?;
        for record in records.records {
            self.add(record)?;
        }
        Ok(())
    }

    fn add(&self, record: TantivyDocument) -> Result<()> {
        let added = self.writer.add_document(record);
        added.map(drop).map_err(|error| self.failed(&error))
    }

    /// Remembers that a write failed, and tells why.
    fn failed(&self, error: &TantivyError) -> Error {
        self.failed.store(true, Ordering::SeqCst);
        self.trouble.told(error)
    }

    fn check_sound(&self) -> Result<()> {
        match self.failed.load(Ordering::SeqCst) {
            true => Err(self.trouble.told(&TantivyError::ErrorInThread(
                "a write failed before".to_owned(),
            ))),
            false => Ok(()),
        }
    }

    /// Indexes with a paper what stands in none of its units.
    fn add_apart(&self, paper: &Paper, record: &mut TantivyDocument) {
        let fields = &self.fields;
        let flows = paper.apart().into_iter();
        let tokens: Vec<Token> = flows
            .flat_map(|flow| self.analyser.tokens(&flow.text))
            .collect();
        let packed = Packed::new(&tokens);
        record.add_text(fields.apart_exact, packed.exact);
        record.add_text(fields.apart_stem, packed.stem);
        record.add_text(fields.apart_parts, packed.parts);
        for mark in marks_of(&paper.segmentation) {
            record.add_text(fields.kind, mark);
        }
    }

    fn unit_record(
        &self,
        paper: &Paper,
        at: usize,
        date: Option<&str>,
        text: &str,
    ) -> TantivyDocument {
        let fields = &self.fields;
        let unit = &paper.segmentation.units[at];
        let mut record = TantivyDocument::default();
        record.add_text(fields.of, short(&paper.document.sha256));
        record.add_text(fields.source, &paper.document.path);
        record.add_u64(fields.unit, at as u64);
        record.add_u64(fields.order, order(&paper.document.sha256, at));
        let tokens = self.analyser.tokens(text);
        let packed = Packed::new(&tokens);
        record.add_text(fields.exact, packed.exact);
        record.add_text(fields.stem, packed.stem);
        record.add_text(fields.parts, packed.parts);
        record.add_u64(fields.length, tokens.len() as u64);
        if let Some(respondent) = &unit.respondent {
            record.add_text(fields.respondent, respondent);
        }
        record.add_text(fields.kind, unit.kind.name());
        for signer in &unit.signers {
            let party = lexicon().party(&signer.party).unwrap_or(&signer.party);
            record.add_text(fields.party, party);
        }
        if let Some(date) = date.and_then(date_number) {
            record.add_u64(fields.date, date);
        }
        if let Some(referral) = unit
            .referral
            .and_then(|at| paper.segmentation.referrals.get(at))
        {
            record.add_text(fields.referral, referral.key());
        }
        record
    }

    /// Removes the paper stored under `path`, if there is one.
    pub fn remove(&self, path: &str) -> Result<()> {
        self.numbers.change();
        self.take_away(path)
    }

    fn take_away(&self, path: &str) -> Result<()> {
        let source = Term::from_field_text(self.fields.source, path);
        self.look_at(&source)?;
        self.writer.delete_term(source);
        Ok(())
    }

    /// Makes all changes visible and safe at once. After an error the last
    /// commit stands, or this one whole.
    pub fn commit(&mut self) -> Result<()> {
        self.write_commit(self.numbers.last())?;
        self.tidy()
    }

    pub(super) fn write_commit(&mut self, ingest: u64) -> Result<()> {
        self.check_sound()?;
        if self.holds_papers.load(Ordering::Relaxed) {
            self.settle(Evidence::default())?;
        }
        // One that breaks down has failed too.
        self.failed.store(true, Ordering::SeqCst);
        let committed = self.writer.prepare_commit().and_then(|mut commit| {
            let mut payload = json!(Versions::NOW);
            payload["ingest"] = json!(ingest);
            commit.set_payload(&payload.to_string());
            commit.commit()
        });
        committed.map_err(|error| self.failed(&error))?;
        self.failed.store(false, Ordering::SeqCst);
        Ok(())
    }

    /// Commits and ends writing: removed papers leave the index for good, so
    /// that their words no longer count in anyone's score.
    pub fn finish(mut self) -> Result<()> {
        let ingest = self.numbers.ended()?;
        self.write_commit(ingest)?;
        if !self.merge_deleted()? {
            self.tidy()?;
        }
        let Writer {
            writer, trouble, ..
        } = self;
        let ended = writer.wait_merging_threads();
        ended.map_err(|error| trouble.told(&error))
    }

    /// Makes one of all segments if something was removed from one.
    pub(super) fn merge_deleted(&mut self) -> Result<bool> {
        self.stored = None;
        // What is known of a segment keeps its files from being removed.
        let (all, deleted) = {
            let segments = self.segments()?;
            let all = segments.iter().map(SegmentMeta::id).collect();
            let mut deleted = segments.iter().map(SegmentMeta::num_deleted_docs);
            (MergeCandidate(all), deleted.any(|records| records > 0))
        };
        match deleted {
            true => self.merge(&all)?,
            // A segment of which nothing is left is dropped, not merged.
            false => drop(self.writer.garbage_collect_files().wait()),
        }
        Ok(deleted)
    }

    /// Merges segments of like size once there are many of them, so that
    /// their number grows with the logarithm of what is stored.
    fn tidy(&mut self) -> Result<()> {
        let candidates = {
            let segments = self.segments()?;
            LogMergePolicy::default().compute_merge_candidates(&segments)
        };
        candidates.iter().try_for_each(|some| self.merge(some))
    }

    fn segments(&self) -> Result<Vec<SegmentMeta>> {
        let segments = self.index.searchable_segment_metas();
        segments.map_err(|error| self.trouble.told(&error))
    }

    /// Makes segments one; nobody else merges meanwhile.
    fn merge(&mut self, segments: &MergeCandidate) -> Result<()> {
        let merged = self.writer.merge(&segments.0).wait();
        merged.map_err(|error| self.trouble.told(&error))?;
        let _ = self.writer.garbage_collect_files().wait();
        Ok(())
    }
}

/// A text cut into parts of at most [`LONGEST_PART`] bytes.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = (0..=LONGEST_PART.min(rest.len()))
            .rev()
            .find(|&at| rest.is_char_boundary(at))?;
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}
