//! What people keep beside an archive, by whichever door they come: judgements
//! of papers, units and positions, and searches by name.
//!
//! The command line and the page ask here alike, so that both keep the same and
//! refuse the same. Files are those of [`crate::ingest`]'s folder of judgements
//! and one of searches; knows no flags and prints nothing.

pub(crate) mod judging;
pub(crate) mod listed;
pub(crate) mod searches;
pub(crate) mod target;

/// Who judges, when, why.
pub(crate) struct By<'a> {
    pub(crate) name: &'a str,
    pub(crate) on: String,
    pub(crate) note: &'a str,
}
