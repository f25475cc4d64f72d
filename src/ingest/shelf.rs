//! Papers into an archive as they are read, by several threads at once.
//!
//! What is put may be lost until the next commit: one follows as soon as that is
//! so much, or has taken so long, and whoever has more waits for it.

use super::twins;
use crate::archive::{Archive, Reader, Writer};
use crate::error::Result;
use crate::paper::Paper;
use crate::twins::settle;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// Bytes of text or files after which what is done is committed, if nothing is
/// said.
pub(super) const USUAL: u64 = 32 << 20;
/// The same in time: OCR reads little, and slowly.
const LONGEST: Duration = Duration::from_secs(180);

/// An archive that is being filled.
pub(super) struct Shelf {
    /// What writes to it, and when that last committed.
    writer: RwLock<(Writer, Instant)>,
    /// The papers kept in this run: content hash, likenesses.
    kept: Mutex<Vec<(String, Vec<u64>)>>,
    /// Bytes that are not committed, of text or of its file if that has more.
    pending: AtomicU64,
    most: u64,
}

impl Shelf {
    /// `most` is how many bytes may be uncommitted.
    pub(super) fn new(writer: Writer, most: Option<u64>) -> Self {
        Shelf {
            writer: RwLock::new((writer, Instant::now())),
            kept: Mutex::default(),
            pending: AtomicU64::new(0),
            most: most.unwrap_or(USUAL),
        }
    }

    /// Stores a paper in place of what stands under its path and under these:
    /// one commit has all of it. `size` is that of its file.
    pub(super) fn put(&self, paper: &Paper, size: u64, replaced: &[String]) -> Result<()> {
        self.keep(paper, replaced)?;
        let text = paper.document.text.len() as u64;
        let more = size.saturating_sub(text);
        self.pending.fetch_add(more, Ordering::Relaxed);
        let since = {
            let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
            writer.1
        };
        if self.is_time(since) {
            self.commit()?;
        }
        Ok(())
    }

    fn is_time(&self, since: Instant) -> bool {
        self.pending.load(Ordering::Relaxed) >= self.most || since.elapsed() >= LONGEST
    }

    /// The same, and leaves the commit to whoever comes next.
    pub(super) fn keep(&self, paper: &Paper, replaced: &[String]) -> Result<()> {
        let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
        let records = writer.0.records(paper)?;
        let kept = (paper.document.sha256.clone(), records.likenesses.clone());
        writer.0.put(records)?;
        let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(kept);
        drop(all);
        for path in replaced {
            writer.0.remove(path)?;
        }
        let text = paper.document.text.len() as u64;
        self.pending.fetch_add(text, Ordering::Relaxed);
        Ok(())
    }

    /// Takes away what is stored under a path.
    pub(super) fn remove(&self, path: &str) -> Result<()> {
        let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
        writer.0.remove(path)
    }

    fn commit(&self) -> Result<()> {
        let mut writer = self.writer.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have done it while this one waited.
        if self.is_time(writer.1) {
            writer.0.commit()?;
            writer.1 = Instant::now();
            self.pending.store(0, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Commits what is put, however little it is.
    pub(super) fn commit_now(&self) -> Result<()> {
        let mut writer = self.writer.write().unwrap_or_else(PoisonError::into_inner);
        writer.0.commit()?;
        writer.1 = Instant::now();
        self.pending.store(0, Ordering::Relaxed);
        Ok(())
    }

    /// Lets each answer that now stands in several papers count in one of them.
    /// `before` is what the archive held when the run began; `gone` are contents
    /// that it holds no longer.
    pub(super) fn settle_twins(
        &self,
        archive: &Archive,
        before: &Reader,
        gone: &[String],
    ) -> Result<()> {
        let kept = std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner));
        let groups = twins::groups(kept, before, gone)?;
        if groups.is_empty() {
            return Ok(());
        }
        let mut writer = self.writer.write().unwrap_or_else(PoisonError::into_inner);
        writer.0.commit()?;
        let now = archive.reader()?;
        for group in groups {
            for paper in settle(twins::loaded(group, &now)?) {
                writer.0.put(writer.0.records(&paper)?)?;
            }
        }
        Ok(())
    }

    /// Commits what is left, and leaves no word of what was taken away.
    pub(super) fn finish_without_trace(self, archive: &Archive) -> Result<()> {
        let writer = self.writer.into_inner();
        let (writer, _) = writer.unwrap_or_else(PoisonError::into_inner);
        writer.finish_without_trace(archive)
    }

    /// Commits what is left.
    pub(super) fn finish(self) -> Result<()> {
        let writer = self.writer.into_inner();
        writer.unwrap_or_else(PoisonError::into_inner).0.finish()
    }
}
