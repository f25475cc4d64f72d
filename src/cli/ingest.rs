//! Files, folders and lists into the archive, as typed, and how that ended.

use super::correct::all_judgements;
use super::run::{Outcome, Run, progress_bar, tell, tell_failures};
use super::{ArchiveArgs, Limits};
use crate::archive::Archive;
use crate::error::Error;
use crate::ingest::{self, ListFile, Options};
use crate::render::text;
use clap::{Args, ValueHint};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct IngestArgs {
    /// Files, folders and ZIP archives: PDF, DOCX, ODT, RTF, HTML, text.
    #[arg(required_unless_present_any = ["register", "asked"], value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    archive: ArchiveArgs,
    /// A list of who answered, when, in which file (CSV, XLSX); it goes before
    /// what is read of the papers (may be repeated).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    register: Vec<PathBuf>,
    /// A list of who was asked, and until when (may be repeated).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    asked: Vec<PathBuf>,
    /// The proposal that the lists are about, by number or title, where they do
    /// not name it.
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    #[command(flatten)]
    limits: Limits,
    /// A hunspell word list (.dic) that helps to divide compounds; heeded
    /// when an archive is begun, and kept with it.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    wordlist: Option<PathBuf>,
    /// Drop papers whose file is gone from the given folders. Nothing is
    /// dropped from where something could not be looked at.
    #[arg(long)]
    prune: bool,
    /// KB of text after which what is done is committed; for tests.
    #[arg(long, hide = true, value_name = "KB")]
    commit_every: Option<u32>,
    /// Print no table.
    #[arg(short, long)]
    quiet: bool,
    /// Print every note: what was not understood, with its line; and name
    /// every file that was passed over.
    #[arg(short, long)]
    verbose: bool,
}

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
    tracing::info!(
        archive = %args.archive.archive.display(),
        paths = args.paths.len(),
        lists = options.lists.len(),
        "ingest begins"
    );
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
