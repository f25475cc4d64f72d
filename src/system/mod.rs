//! What is asked of one system alone: everything that compiles on some systems
//! and not on others stands here, under the same names for all.
//!
//! Where a system lacks something, its half says so by its answer. Knows nothing
//! of papers.

#[cfg(unix)]
mod unix;
#[cfg(not(unix))]
mod windows;

#[cfg(unix)]
pub(crate) use unix::*;
#[cfg(not(unix))]
pub(crate) use windows::*;

/// What is done about a link at the end of a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    Followed,
    Refused,
}
