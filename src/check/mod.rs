//! A draft of a summary, written by hand or by a machine, held against the
//! papers it speaks of: is everybody it names among those who answered, does each
//! verdict agree with the answer, does each quotation stand there, do its counts
//! agree, and who is left out where it says that all are named.
//!
//! Reads positions and compares sentences; knows no files and no printing. What
//! it cannot decide it does not find fault with.

mod bodies;
mod chunks;
mod claims;
mod counts;
mod draft;
mod omitted;
mod quotes;
mod remarked;
mod sections;
mod sources;
mod tally;
mod unanswered;
mod words;

pub use draft::Draft;
pub use remarked::remarked;
pub use sources::{Cover, Source, Sources, cover, source};

use crate::analyse::Analyser;
use crate::position::Passage;
use crate::text::Cited;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Who is named has not answered, or does not exist.
    Body,
    /// The answer says otherwise.
    Verdict,
    /// The words do not stand there.
    Quote,
    /// The number is another.
    Count,
    /// Somebody wrote on it and is not named.
    Omission,
}

impl Kind {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Body => "body",
            Kind::Verdict => "verdict",
            Kind::Quote => "quote",
            Kind::Count => "count",
            Kind::Omission => "omission",
        }
    }
}

/// Something in a draft that its papers do not bear out.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong.
    pub kind: Kind,
    /// Lines of the draft.
    pub lines: Cited,
    /// The draft's words.
    pub words: String,
    /// Whom it is about.
    pub respondent: Option<String>,
    /// What is wrong, for a person.
    pub message: String,
    /// Where the papers say so.
    pub proof: Vec<Passage>,
}

/// Everything in a draft that the papers of its referral do not bear out, in the
/// order of the draft.
pub fn check(draft: &Draft, sources: &Sources, analyser: &Analyser) -> Vec<Finding> {
    let who = bodies::Bodies::of(sources);
    let read = bodies::read(draft, &who);
    let mut found = unanswered::check(draft, &read, sources);
    found.extend(claims::check(draft, &read, sources, analyser));
    found.extend(quotes::check(draft, &read, sources));
    found.extend(counts::check(draft, &read, sources, analyser));
    found.extend(omitted::check(draft, &read, sources));
    found.sort_by(|one, other| {
        let place = (one.lines.first, one.kind).cmp(&(other.lines.first, other.kind));
        place.then_with(|| one.words.cmp(&other.words))
    });
    found.dedup_by(|one, other| {
        one.kind == other.kind && one.words == other.words && one.respondent == other.respondent
    });
    found
}
