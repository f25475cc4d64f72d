//! Positions: where each respondent stands on each focus area, with the
//! sentence that decides and what it asks for.
//!
//! Transparent rules over data: topic sections, a cue lexicon, a table of
//! what the cues add up to. Knows nothing of files or of printing.

mod choose;
mod cues;
mod gather;
mod lost;
mod pattern;
mod reading;
mod recital;
mod review;
mod rows;
mod sentence;
mod stance;
mod walk;

pub use choose::{Choice, choose};
pub use cues::{Class, Cue, Lexicon, lexicon};
pub(crate) use gather::grouped;
pub use gather::positions;
pub use lost::{Fate, Lost, Passage, lost};
pub use reading::opinions;
pub use review::{Correction, NOT_RAISED, correct, corrections, stance_of};
pub use rows::{Answer, Ask, Evidence, OfReferral, Position, Positions};
pub use stance::{CONFIDENT, Stance};
