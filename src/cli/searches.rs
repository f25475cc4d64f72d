//! Searches that are kept by name: the file of them beside the archive, what is
//! new in each, and which were seen. Only --save, --seen and --remove write, and
//! nothing but that file.

use super::clock::day;
use super::find::{request, topics};
use super::run::{Opened, Outcome, Run, tell};
use super::{ArchiveArgs, SearchArgs};
use crate::archive::{Archive, Reader};
use crate::corpus::{Names, Scope};
pub(super) use crate::desk::searches::kept;
use crate::desk::searches::{after, change, file, put};
use crate::error::{Error, Result};
use crate::query::first_day;
use crate::render::{Format, Rows, json, table, text};
use crate::search::saved::{Saved, Searches, Seen, name_of};
use crate::search::{Kept, matching};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct SearchesArgs {
    #[command(flatten)]
    archive: ArchiveArgs,
    /// What this search finds now is seen: --new gives what comes later (may be
    /// repeated).
    #[arg(long, value_name = "NAME", value_parser = name_of)]
    seen: Vec<String>,
    /// Keep this search no longer (may be repeated).
    #[arg(long, value_name = "NAME", value_parser = name_of, conflicts_with = "seen")]
    remove: Vec<String>,
    /// When it was seen, YYYY-MM-DD; today, if nothing is said.
    #[arg(long, value_name = "DAY", value_parser = first_day, requires = "seen")]
    on: Option<String>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Keeps a search under a name. One that is kept so already gives way; what was
/// seen of the same search stays seen.
pub(super) fn save(args: &SearchArgs, name: &str, asked: &Saved) -> Result<()> {
    let mut before = None;
    let path = change(&args.source.archive, |searches| {
        before = put(searches, name, asked);
        Ok(())
    })?;
    let instead = match before.filter(|before| !before.is_like(asked)) {
        Some(before) => format!(", in place of {} {}", before.query, before.options()),
        None => String::new(),
    };
    let told = format!("kept as {name} in {}{instead}", path.display());
    tell(told.trim_end());
    Ok(())
}

/// After which ingest what is new came: all of it where nobody has looked.
pub(super) fn since(args: &SearchArgs, opened: &Opened, asked: &Saved) -> Result<Option<u64>> {
    if !args.new {
        return Ok(None);
    }
    if let Some(seen) = &asked.seen
        && seen.ingest > opened.reader.ingest()
    {
        tell("the archive was begun anew since this was seen: all of it is new");
    }
    Ok(Some(after(asked, &opened.reader)))
}

/// Papers in memory come with no ingest, and are gone with the command.
pub(super) fn check(args: &SearchArgs) -> Result<()> {
    match args.source.paths.is_empty() || args.save.is_none() && !args.new {
        true => Ok(()),
        false => Err(Error::new("papers in memory keep no searches")
            .cure("ingest them first; then leave out --in")),
    }
}

pub(super) fn run_searches(args: &SearchesArgs, out: &mut dyn Write) -> Run {
    let archive = &args.archive.archive;
    let searches = kept(archive)?;
    for name in args.seen.iter().chain(&args.remove) {
        searches
            .get(name)
            .map_err(|error| error.at(&file(archive)))?;
    }
    if !args.remove.is_empty() {
        change(archive, |searches| {
            searches.all.retain(|name, _| !args.remove.contains(name));
            Ok(())
        })?;
        for name in &args.remove {
            writeln!(out, "{name} is kept no longer")?;
        }
        return Ok(Outcome::Found);
    }
    let reader = Archive::open(archive)?.reader()?;
    if args.seen.is_empty() {
        return list(&searches, &reader, args.format, out);
    }
    let seen = Seen {
        ingest: reader.ingest(),
        on: day(args.on.as_deref()),
    };
    change(archive, |searches| {
        for name in &args.seen {
            searches.get(name)?;
            if let Some(saved) = searches.all.get_mut(name) {
                saved.seen = Some(seen.clone());
            }
        }
        Ok(())
    })?;
    for name in &args.seen {
        writeln!(out, "{name} · seen {} · ingest {}", seen.on, seen.ingest)?;
    }
    Ok(Outcome::Found)
}

/// What is new in each. One that cannot be asked any more is told, and listed
/// without a number.
fn list(searches: &Searches, reader: &Reader, format: Format, out: &mut dyn Write) -> Run {
    let mut rows = Vec::new();
    for (name, saved) in &searches.all {
        let new = new(saved, reader);
        if let Err(error) = &new {
            tell(&format!("{name}: {error}"));
        }
        rows.push(Kept {
            name,
            saved,
            new: new.ok(),
        });
    }
    if format == Format::Text {
        text::searches(&rows, out)?;
    } else {
        let mut written = Rows::new(format, table::SEARCHES, out)?;
        json::searches(&rows, &mut written)?;
        written.finish()?;
    }
    Ok(match rows.is_empty() {
        true => Outcome::Nothing,
        false => Outcome::Found,
    })
}

/// Units and papers without units that came since a search was seen.
fn new(saved: &Saved, reader: &Reader) -> Result<[usize; 2]> {
    let scope = Scope::of(&Names::of(reader), &saved.wanted()?)?;
    let mut request = request(saved, scope);
    (request.limit, request.after) = (1, Some(after(saved, reader)));
    let found = matching(reader, &topics(&[], saved.no_lexicon)?, &request)?;
    Ok([found.total, found.loose.total])
}
