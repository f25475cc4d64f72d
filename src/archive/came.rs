//! With which ingest a paper came.
//!
//! Every run that changed something has a number, one more than the last; the
//! last is kept with the commit. A paper has the number of the run that brought
//! its text: one that is filed under another path, corrected, compared with its
//! twins or segmented anew keeps it, one whose text has changed gets a new one. A
//! run that is cut off leaves papers with the number it would have had, and the
//! next takes that number. Nothing here knows what anybody has seen.

use super::read::{Reader, damage};
use super::schema::PAPER;
use crate::error::Result;
use crate::paper::Paper;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use tantivy::schema::Value;
use tantivy::{Index, TantivyDocument};

/// What a commit says of runs, beside the versions.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    ingest: u64,
}

/// The number of the last run, as a commit says; 0 before the first.
pub(super) fn said(payload: Option<&str>) -> u64 {
    let said = payload.and_then(|payload| serde_json::from_str(payload).ok());
    said.map_or(0, |said: Said| said.ingest)
}

pub(super) fn last(index: &Index) -> Result<u64> {
    Ok(said(index.load_metas()?.payload.as_deref()))
}

/// The numbers that a run gives.
#[derive(Default)]
pub(super) struct Numbers {
    /// What the archive held when the run began.
    before: Option<Reader>,
    /// Numbers of papers taken over from another archive, by content hash.
    taken_over: HashMap<String, u64>,
    last: u64,
    changed: AtomicBool,
}

impl Numbers {
    pub(super) fn of(before: Reader) -> Self {
        Numbers {
            last: before.ingest(),
            before: Some(before),
            ..Numbers::default()
        }
    }

    /// Goes on where another archive ended.
    pub(super) fn go_on(&mut self, last: u64, papers: HashMap<String, u64>) {
        (self.last, self.taken_over) = (last, papers);
    }

    /// The number of a paper that is put.
    pub(super) fn number(&self, paper: &Paper) -> Result<u64> {
        let sha256 = &paper.document.sha256;
        if let Some(&number) = self.taken_over.get(sha256) {
            return Ok(number);
        }
        let known = match &self.before {
            Some(before) => before.came(sha256, paper.document.text.len())?,
            None => None,
        };
        Ok(known.unwrap_or_else(|| {
            self.change();
            self.last + 1
        }))
    }

    /// The run has changed something.
    pub(super) fn change(&self) {
        self.changed.store(true, Ordering::Relaxed);
    }

    /// The number of the last run until this one has ended.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// The number of the last run once this one has ended.
    pub(super) fn ended(&mut self) -> Result<u64> {
        let before = self.before.take();
        let cut_off = before.map_or(Ok(0), |before| before.highest())? > self.last;
        let raised = cut_off || self.changed.load(Ordering::Relaxed);
        Ok(self.last + u64::from(raised))
    }
}

impl Reader {
    /// With which ingest the paper with this content came, where its text has as
    /// many bytes: OCR reads another text from the same file.
    fn came(&self, sha256: &str, bytes: usize) -> Result<Option<u64>> {
        let mut first = None;
        for address in self.records(sha256, PAPER)? {
            let record: TantivyDocument = self.stored(address)?;
            if self.origin_of(&record)?.bytes == Some(bytes) {
                let came = record.get_first(self.fields.came);
                let came = came.and_then(|came| came.as_u64());
                let came = came.ok_or_else(|| damage("a paper has lost when it came"))?;
                first = Some(first.map_or(came, |first: u64| first.min(came)));
            }
        }
        Ok(first)
    }

    /// The highest number of a paper.
    fn highest(&self) -> Result<u64> {
        let mut highest = 0;
        for segment in self.searcher.segment_readers() {
            highest = highest.max(segment.fast_fields().u64("came")?.max_value());
        }
        Ok(highest)
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::Archive;
    use crate::document::Document;
    use crate::paper::Paper;

    fn paper(name: &str, text: &str) -> Paper {
        Paper::read(Document::from_text(name, text))
    }

    fn run(archive: &Archive, papers: &[Paper], gone: &[&str]) -> u64 {
        let writer = archive.writer().unwrap();
        for paper in papers {
            writer.put(writer.records(paper).unwrap()).unwrap();
        }
        gone.iter().for_each(|path| writer.remove(path).unwrap());
        writer.finish().unwrap();
        archive.reader().unwrap().ingest()
    }

    fn came(archive: &Archive, paper: &Paper) -> Option<u64> {
        let document = &paper.document;
        let reader = archive.reader().unwrap();
        reader.came(&document.sha256, document.text.len()).unwrap()
    }

    #[test]
    fn only_runs_that_change_something_count() {
        let archive = Archive::in_memory();
        let (a, b) = (paper("a.txt", "Ett svar.\n"), paper("b.txt", "Ett till.\n"));
        assert_eq!(run(&archive, std::slice::from_ref(&a), &[]), 1);
        assert_eq!(run(&archive, &[], &[]), 1);
        // Filed anew as it is.
        assert_eq!(run(&archive, std::slice::from_ref(&a), &[]), 1);
        assert_eq!(run(&archive, std::slice::from_ref(&b), &[]), 2);
        assert_eq!(run(&archive, &[], &[&a.document.path]), 3);
        assert_eq!((came(&archive, &a), came(&archive, &b)), (None, Some(2)));
    }

    #[test]
    fn a_paper_keeps_its_number_as_long_as_its_text() {
        let archive = Archive::in_memory();
        let first = paper("a.txt", "Ett svar.\n");
        run(&archive, std::slice::from_ref(&first), &[]);
        let mut moved = first.clone();
        moved.document.path = "b.txt".to_owned();
        run(&archive, &[moved.clone()], &[&first.document.path]);
        assert_eq!(came(&archive, &moved), Some(1));
        // More is read of the same file.
        moved.document.text.push_str("Och en bild.\n");
        let archived = run(&archive, &[moved.clone()], &[]);
        assert_eq!(came(&archive, &moved), Some(archived));
    }

    #[test]
    fn a_run_that_is_cut_off_gives_its_number_to_the_next() {
        let archive = Archive::in_memory();
        let (a, b) = (paper("a.txt", "Ett svar.\n"), paper("b.txt", "Ett till.\n"));
        run(&archive, std::slice::from_ref(&a), &[]);
        let mut writer = archive.writer().unwrap();
        writer.put(writer.records(&b).unwrap()).unwrap();
        writer.commit().unwrap();
        drop(writer);
        assert_eq!(archive.reader().unwrap().ingest(), 1);
        assert_eq!(came(&archive, &b), Some(2));
        assert_eq!(run(&archive, &[], &[]), 2);
    }
}
