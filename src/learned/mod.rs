//! What a sentence does, by weights learned from labelled letters: it asks, it
//! says yes or no. Beside the signs set by hand, for what they have no words
//! for.
//!
//! A linear model over the words of a sentence, pairs of them, and where it
//! stands ([`features`]). The weights are data
//! (`lexicon/learned.tsv`), made by [`learn`] from `training/`: the same bytes
//! every time. Knows no areas and no respondent.

mod features;
mod labelled;
mod model;
mod train;

pub(crate) use features::{Place, features};
pub(crate) use model::{Deed, Scores, model};
pub use train::learn;
