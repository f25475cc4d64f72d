//! The papers of a question: what an archive's papers, respondents, parties
//! and proposals are called, which of them a user's words mean, and which
//! units a command is about.
//!
//! One rule for every command. Names are read from the index; no paper is
//! read to learn one.

mod bodies;
mod citation;
mod joins;
mod names;
mod only;
mod quoted;
mod rows;
mod scope;

pub use bodies::{Bodies, BodyOf, folded};
pub use citation::Citation;
pub(crate) use joins::Joinable;
pub use names::Names;
pub(crate) use only::{called, only};
#[cfg(feature = "serve")]
pub(crate) use rows::rows_at_a_glance;
pub use rows::{Found, How, PaperRow, rows_of};
pub use scope::{Scope, Wanted};
