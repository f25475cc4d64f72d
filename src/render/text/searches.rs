//! The searches that are kept, a line each.

use super::{FAINT, NAME};
use crate::search::Kept;
use std::io::{self, Write};

/// Name, query, what narrows it, when it was seen, what is new.
pub(crate) fn searches(all: &[Kept<'_>], out: &mut dyn Write) -> io::Result<()> {
    for Kept { name, saved, new } in all {
        let options = match saved.options() {
            options if options.is_empty() => options,
            options => format!(" {options}"),
        };
        let seen = match &saved.seen {
            Some(seen) => format!("seen {}, ingest {}", seen.on, seen.ingest),
            None => "never seen".to_owned(),
        };
        let new = match new {
            None => "cannot be asked".to_owned(),
            Some([units, 0]) => format!("{units} new"),
            Some([units, papers]) => format!("{units} new, and {papers} apart from answers"),
        };
        writeln!(
            out,
            "{NAME}{name}{NAME:#}  {}{options}  {FAINT}{seen}{FAINT:#}  {new}",
            saved.query
        )?;
    }
    Ok(())
}
