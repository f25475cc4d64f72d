//! All judgements as a list, and one taken back.

use super::{By, all_judgements, in_force};
use crate::cli::run::{Outcome, Run};
use crate::error::Error;
use crate::ingest::knowing::files::{append, file_of};
use crate::known::judgement::{Judged, Judgements, Undone};
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
    let held = all.entries.iter().filter(|entry| entry.undone.is_none());
    let meant: Vec<_> = held.filter(|entry| entry.id.starts_with(id)).collect();
    let entry = match meant[..] {
        [entry] => entry,
        ref other => {
            let what = match other.is_empty() {
                true => format!("no judgement in force has the id {id}"),
                false => format!("several judgements have an id that begins {id}"),
            };
            return Err(Error::new(what)
                .cure("`remiss correct --list` gives the ids")
                .into());
        }
    };
    let undone = Undone {
        id: entry.id.clone(),
        by: by.name.to_owned(),
        on: by.on.clone(),
    };
    // In the file of who judged, so that the two stay together.
    append(&file_of(archive, entry.by_on().0), &undone.to_toml())?;
    writeln!(out, "{} undone · {} {}", entry.id, by.name, by.on)?;
    match entry.judged {
        Judged::Paper(_) => in_force(archive),
        Judged::Stance(_) | Judged::Ask(_) => Ok(Outcome::Found),
    }
}
