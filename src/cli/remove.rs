//! The command remove: papers leave the archive, and every word of theirs.

use super::ArchiveArgs;
use super::correct::all_judgements;
use super::run::{Outcome, Run, tell};
use crate::archive::{Archive, Reader, Stored};
use crate::error::{Error, Result};
use crate::ingest::{self, Removed};
use crate::known::judgement::{Judged, Judgements};
use clap::Args;
use std::io::Write;
use std::path::Path;

#[derive(Debug, Args)]
#[command(after_help = "\
The text and all that was read of it is gone from every file of the archive once this has \
ended. Not touched are the file itself, corrections beside the archive, which may quote it, \
and copies of the archive; what of them is here is named. A disk may keep what was written \
over until it is used again.")]
pub(super) struct RemoveArgs {
    /// Papers: a name, a beginning that means one, or a content hash.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
    #[command(flatten)]
    archive: ArchiveArgs,
    /// Heeded for scripts; nothing is asked.
    #[arg(long, hide = true)]
    yes: bool,
}

pub(super) fn run_remove(args: &RemoveArgs, out: &mut dyn Write) -> Run {
    let dir = &args.archive.archive;
    let archive = Archive::open(dir)?;
    let wanted = {
        let reader = archive.reader()?;
        let papers = reader.papers()?;
        let mut wanted: Vec<Stored> = Vec::new();
        for words in &args.documents {
            let meant = meant(words, &papers)?;
            // Its content may be filed under several paths.
            let same = papers.iter().filter(|one| one.sha256 == meant.sha256);
            wanted.extend(same.cloned());
        }
        wanted.sort();
        wanted.dedup();
        with_their_units(&reader, wanted)?
    };
    let judgements = all_judgements(dir)?;
    let papers: Vec<&Stored> = wanted.iter().map(|(stored, _)| stored).collect();
    let removed = ingest::remove(&archive, &papers, &judgements)?;
    for problem in &removed.problems {
        tell(&problem.to_string());
    }
    for (stored, units) in &wanted {
        let units = match units {
            Some(1) => ", 1 unit".to_owned(),
            Some(units) => format!(", {units} units"),
            None => ", which could not be read".to_owned(),
        };
        writeln!(out, "removed {}{units} ({})", stored.name, stored.path)?;
    }
    tell_what_is_left(dir, &papers, &removed, &judgements);
    Ok(Outcome::Found)
}

/// The one paper that some words mean; of what is removed nothing is guessed.
fn meant<'p>(words: &str, papers: &'p [Stored]) -> Result<&'p Stored> {
    let several = match Stored::only(words, papers) {
        Ok(one) => return Ok(one),
        Err(several) => several,
    };
    if several.is_empty() {
        return Err(
            Error::new(format!("no document here is called \"{words}…\""))
                .cure("`remiss papers` lists them; nothing was removed"),
        );
    }
    let names = several.iter().take(5);
    let names: Vec<String> = names
        .map(|one| format!("{} ({})", one.name, one.id()))
        .collect();
    let what = format!("\"{words}\" may be any of {}", names.join(", "));
    Err(Error::new(what).cure("give the whole name, or its hash in brackets; nothing was removed"))
}

/// How many units each has; one that cannot be read can be removed.
fn with_their_units(reader: &Reader, papers: Vec<Stored>) -> Result<Vec<(Stored, Option<usize>)>> {
    let units = |stored: Stored| {
        let paper = reader.paper(&stored).ok();
        (stored, paper.map(|paper| paper.segmentation.units.len()))
    };
    Ok(papers.into_iter().map(units).collect())
}

/// What would bring a paper back, or still holds something of it.
fn tell_what_is_left(dir: &Path, papers: &[&Stored], removed: &Removed, judgements: &Judgements) {
    for path in &removed.still_there {
        tell(&format!(
            "{path} is still there: the next ingest of its folder brings it back (move it away first)"
        ));
    }
    let of_unit = |unit: &str| {
        let document = unit.split(':').next();
        papers.iter().any(|paper| document == Some(paper.id()))
    };
    let speaks = |judged: &Judged| match judged {
        Judged::Paper(one) => papers.iter().any(|paper| one.sha256 == paper.sha256),
        Judged::Stance(one) => of_unit(&one.unit),
        Judged::Ask(one) => of_unit(&one.unit),
    };
    let all = judgements.entries.iter();
    let speaking = all.filter(|entry| speaks(&entry.judged)).count();
    if speaking > 0 {
        let folder = ingest::knowing::files::folder(dir);
        tell(&format!(
            "{speaking} corrections of it stay in {} and may quote it (take them out there)",
            folder.display()
        ));
    }
    if let Some(old) = crate::archive::kept_beside(dir) {
        tell(&format!(
            "{} holds what an earlier rebuild kept, perhaps this too (remove it when nothing of it is needed)",
            old.display()
        ));
    }
}
