//! The searches that are kept, a row each.

use super::Rows;
use crate::search::Kept;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct SearchJson<'a> {
    name: &'a str,
    query: &'a str,
    /// What narrows it, as it is typed.
    options: String,
    /// The day it was last seen.
    seen_on: Option<&'a str>,
    /// The last ingest then.
    seen_ingest: Option<u64>,
    /// Units that came later; nothing if it cannot be asked.
    new: Option<usize>,
    /// Papers that came later and match apart from their units.
    new_apart: Option<usize>,
}

/// All searches.
pub(crate) fn searches(all: &[Kept<'_>], rows: &mut Rows<'_>) -> io::Result<()> {
    all.iter().try_for_each(|Kept { name, saved, new }| {
        let seen = saved.seen.as_ref();
        rows.push(&SearchJson {
            name,
            query: &saved.query,
            options: saved.options(),
            seen_on: seen.map(|seen| seen.on.as_str()),
            seen_ingest: seen.map(|seen| seen.ingest),
            new: new.map(|[units, _]| units),
            new_apart: new.map(|[_, papers]| papers),
        })
    })
}
