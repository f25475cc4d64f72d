//! Positions: where each respondent stands on each focus area, with the
//! sentence that decides and what it asks for.
//!
//! Transparent rules over data: topic sections, a cue lexicon, a table of
//! what the cues add up to. Knows nothing of files or of printing.

mod choose;
mod cues;
mod gather;
mod joined;
mod lost;
mod marked;
mod pattern;
mod reading;
mod recital;
mod review;
mod rows;
mod ruled;
mod sentence;
mod stance;
mod verdict;
mod walk;

pub use choose::{Choice, Chosen};
pub use cues::{Class, Cue, Lexicon, lexicon};
pub(crate) use gather::grouped;
pub use gather::{Readings, Told, positions};
pub use lost::{Asked, Fate, Lost, Passage, Summed, summed};
pub use reading::opinions;
pub use review::{Correction, InForce, NOT_RAISED, correct, corrections, stance_of};
pub use rows::{Answer, AreaKind, Ask, Evidence, Grid, OfReferral, Position, Positions};
pub use stance::{CONFIDENT, Stance};
pub use verdict::Verdict;
