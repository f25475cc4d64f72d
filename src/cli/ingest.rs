//! Files, folders and lists into the archive, as typed, and how that ended.

use super::IngestArgs;
use super::correct::all_judgements;
use super::run::{Outcome, Run, progress_bar, tell, tell_failures};
use crate::archive::Archive;
use crate::error::Error;
use crate::ingest::{self, ListFile, Options};
use crate::render::text;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

impl IngestArgs {
    /// The lists that are given.
    fn lists(&self) -> Vec<ListFile> {
        let of = |paths: &[PathBuf], asked: bool| {
            let list = |path: &PathBuf| ListFile {
                path: path.clone(),
                asked,
                referral: self.about.clone(),
            };
            paths.iter().map(list).collect::<Vec<_>>()
        };
        [of(&self.register, false), of(&self.asked, true)].concat()
    }
}

pub(super) fn run_ingest(args: &IngestArgs, out: &mut dyn Write) -> Run {
    let missing = |path: &PathBuf| {
        std::fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    };
    if !args.paths.is_empty() && args.paths.iter().all(missing) {
        let missing = Error::new("is not there")
            .at(&args.paths[0])
            .cure("check the path; nothing was ingested");
        return Err(missing.into());
    }
    let archive = Archive::create(&args.archive.archive)?;
    let options = Options {
        prune: args.prune,
        wordlist: args.wordlist.clone(),
        commit: args
            .commit_every
            .map(|kilobytes| u64::from(kilobytes) << 10),
        lists: args.lists(),
        judgements: Arc::new(all_judgements(&args.archive.archive)?),
        ..args.limits.options()?
    };
    let bar = (io::stderr().is_terminal() && !args.quiet).then(progress_bar);
    let report = ingest::ingest(&archive, &args.paths, &options, &mut |done, total| {
        if let Some(bar) = &bar {
            bar.set_length(total);
            bar.set_position(done);
        }
    })?;
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    tell_failures(&report);
    for problem in &report.problems {
        tell(&problem.to_string());
    }
    if !args.quiet {
        text::report(&report, args.verbose, out)?;
    }
    let done = report.read.len()
        + report.unchanged
        + report.copies.len()
        + report.dropped.len()
        + report.known;
    Ok(match (report.failures.is_empty(), done) {
        (false, 0) => Outcome::Failed,
        (false, _) => Outcome::Incomplete,
        (true, 0) => Outcome::Nothing,
        (true, _) => Outcome::Found,
    })
}
