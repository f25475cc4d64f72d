//! Positions: where each respondent stands on each focus area, with the
//! sentence that decides and what it asks for.
//!
//! Transparent rules over data: topic sections, a cue lexicon, a table of
//! what the cues add up to. Knows nothing of files or of printing.

mod acts;
mod areas;
mod asked;
mod asks;
mod choose;
mod complete;
mod cues;
mod gather;
mod grid;
mod group;
mod homes;
mod lists;
mod marked;
mod named;
mod others;
mod own;
mod passage;
mod pattern;
mod presses;
mod reading;
mod recital;
mod review;
mod rows;
mod ruled;
mod said;
mod sentence;
mod speaks;
mod stance;
mod told;
mod verdict;
mod walk;
mod wording;

pub use acts::{Act, Clause, Cut, abstains, clauses, cut, verdict_of};
pub use areas::Area;
pub use asks::Addressee;
pub use choose::Choice;
pub use complete::{Accounted, Cells, Missing, Reason};
pub use cues::{Class, Cue, Lexicon, lexicon};
pub use gather::{Readings, positions};
pub use grid::{Cell, Grid, OfReferral, Tally};
pub use presses::thinks;
pub use reading::{Saying, opinions, sayings};
pub use review::{Correction, InForce, NOT_RAISED, correct, judged, stance_of};
#[cfg(feature = "serve")]
pub(crate) use review::{Dispute, disputes};
pub use rows::{Answer, AreaKind, Ask, AskSaid, Evidence, Passage, Position, Positions};
pub use stance::{CONFIDENT, Stance};
pub use told::Told;
pub use verdict::Verdict;
