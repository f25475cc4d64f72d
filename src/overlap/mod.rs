//! What texts have in common, to the word: pairs, families, passages, edits.
//!
//! Knows texts as strings, nothing of units or papers. Four steps, each of
//! use alone: [`words`] folds, [`join`] finds every pair that shares enough
//! shingles and counts them exactly ([`index`] does so as texts come and go),
//! [`family`] gathers what is one text for the greater part, [`align`] lays
//! two texts side by side.

pub mod align;
pub mod family;
pub mod index;
pub mod join;
pub mod words;
