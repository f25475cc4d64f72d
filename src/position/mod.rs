//! Positions: where each respondent stands on each focus area, with the
//! sentence that decides and what it asks for.
//!
//! Transparent rules over data: topic sections, a cue lexicon, a table of
//! what the cues add up to. Knows nothing of files or of printing.

mod cues;
mod gather;
mod pattern;
mod reading;
mod recital;
mod sentence;
mod stance;

pub use cues::{Class, Cue, Lexicon, lexicon};
pub use gather::{Ask, Evidence, Position, positions};
pub use stance::{CONFIDENT, Stance};
