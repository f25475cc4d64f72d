//! Papers into an archive as they are read, by several threads at once.
//!
//! What is put is held in memory until the next commit: one follows as soon as
//! there is so much text, and whoever has more waits for it.

use crate::archive::Writer;
use crate::error::Result;
use crate::paper::Paper;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

/// Bytes of text after which what is done is committed, if nothing is said.
const USUAL: u64 = 32 << 20;

/// An archive that is being filled.
pub(super) struct Shelf {
    writer: RwLock<Writer>,
    /// Bytes of text that are not committed.
    pending: AtomicU64,
    most: u64,
}

impl Shelf {
    /// `most` is how many bytes of text may be uncommitted.
    pub(super) fn new(writer: Writer, most: Option<u64>) -> Self {
        Shelf {
            writer: RwLock::new(writer),
            pending: AtomicU64::new(0),
            most: most.unwrap_or(USUAL),
        }
    }

    /// Stores a paper in place of what stands under its path and under these:
    /// one commit has all of it.
    pub(super) fn put(&self, paper: &Paper, replaced: &[String]) -> Result<()> {
        self.keep(paper, replaced)?;
        if self.pending.load(Ordering::Relaxed) >= self.most {
            self.commit()?;
        }
        Ok(())
    }

    /// The same, and leaves the commit to whoever comes next.
    pub(super) fn keep(&self, paper: &Paper, replaced: &[String]) -> Result<()> {
        let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
        writer.put(writer.records(paper))?;
        for path in replaced {
            writer.remove(path);
        }
        let text = paper.document.text.len() as u64;
        self.pending.fetch_add(text, Ordering::Relaxed);
        Ok(())
    }

    fn commit(&self) -> Result<()> {
        let mut writer = self.writer.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have done it while this one waited.
        if self.pending.load(Ordering::Relaxed) >= self.most {
            writer.commit()?;
            self.pending.store(0, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Commits what is left.
    pub(super) fn finish(self) -> Result<()> {
        let writer = self.writer.into_inner();
        writer.unwrap_or_else(PoisonError::into_inner).finish()
    }
}
