//! All judgements as a list, and one taken back.

use super::{By, all_judgements, in_force};
use crate::cli::run::{Outcome, Run};
use crate::desk::judging;
use crate::known::judgement::Judgements;
use crate::render::{Format, Rows, json, table, text};
use std::io::Write;
use std::path::Path;

/// Lists the judgements, the oldest of each file first.
pub(super) fn run(all: &Judgements, format: Format, out: &mut dyn Write) -> Run {
    if format == Format::Text {
        text::judgements(all, out)?;
    } else {
        let mut rows = Rows::new(format, table::JUDGEMENTS, out)?;
        json::judgements(all, &mut rows)?;
        rows.finish()?;
    }
    Ok(match all.entries.is_empty() {
        true => Outcome::Nothing,
        false => Outcome::Found,
    })
}

/// Takes a judgement back; it stays in its file, and so does this.
pub(super) fn undo(archive: &Path, id: &str, by: &By<'_>, out: &mut dyn Write) -> Run {
    let all = all_judgements(archive)?;
    let entry = judging::undo(archive, &all, id, by)?;
    writeln!(out, "{} undone · {} {}", entry.id, by.name, by.on)?;
    match judging::is_of_paper(entry) {
        true => in_force(archive),
        false => Ok(Outcome::Found),
    }
}
