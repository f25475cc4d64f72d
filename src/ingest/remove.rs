//! Papers taken out of an archive: with every word of theirs, in one run.
//!
//! What they were the source of follows: answers that counted in them count in
//! their twins again, and what a list told of others is no longer known.

use super::knowing;
use super::plan::{Place, place};
use super::shelf::Shelf;
use crate::archive::{Archive, Stored};
use crate::error::{Error, Result};
use crate::known::judgement::Judgements;

/// What removing did.
#[derive(Debug, Default)]
pub(crate) struct Removed {
    /// Paths at which their contents still are: an ingest finds them again.
    pub(crate) still_there: Vec<String>,
    /// What is known of papers that are not there any more.
    pub(crate) problems: Vec<Error>,
}

/// Takes papers out of an archive. After an error they are all still there, or
/// all gone.
pub(crate) fn remove(
    archive: &Archive,
    papers: &[&Stored],
    judgements: &Judgements,
) -> Result<Removed> {
    let shelf = Shelf::new(archive.writer()?, None);
    let before = archive.reader()?;
    let now = before.papers()?;
    let mut removed = Removed::default();
    for paper in papers {
        let same = |one: &&Stored| (&one.path, &one.sha256) == (&paper.path, &paper.sha256);
        let Some(stored) = now.iter().find(same) else {
            let what = format!("{} has changed meanwhile", paper.name);
            return Err(Error::new(what).cure("try again; nothing was removed"));
        };
        // Of a damaged one it is not known.
        let copies = before.copies(stored).unwrap_or_default();
        let paths = copies.into_iter().chain([paper.path.clone()]);
        let found = paths.filter(|path| !matches!(place(path), Place::Nowhere));
        removed.still_there.extend(found);
        shelf.remove(&paper.path)?;
    }
    removed.still_there.sort();
    removed.still_there.dedup();
    let brought = knowing::bring_in(&shelf, archive, judgements)?;
    removed.problems = brought.problems;
    let gone: Vec<String> = papers.iter().map(|paper| paper.sha256.clone()).collect();
    shelf.settle_twins(archive, &before, &gone)?;
    // Files that are still looked into could not be removed.
    drop(before);
    shelf.finish_without_trace(archive)?;
    Ok(removed)
}
