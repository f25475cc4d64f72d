//! Files, folders and lists into the archive, as typed, and how that ended.

use super::correct::all_judgements;
use super::failures::tell_failures;
use super::run::{Outcome, Run, tell};
use super::{ArchiveArgs, Limits};
use crate::archive::Archive;
use crate::error::Error;
use crate::ingest::{self, Done, ListFile, Options};
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

/// How far a run has come.
pub(super) fn progress_bar() -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{bar:30} {msg} · {eta}");
    indicatif::ProgressBar::new(0)
        .with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()))
}

pub(super) fn show_progress(bar: &indicatif::ProgressBar, done: Done) {
    bar.set_length(done.of_bytes.max(done.of_files as u64));
    bar.set_position(done.bytes.max(done.files as u64));
    bar.set_message(told(done));
}

/// "3 of 40 files, 1.20 MiB of 9.00 MiB".
fn told(done: Done) -> String {
    let files = format!("{} of {} files", done.files, done.of_files);
    let [bytes, all] = [done.bytes, done.of_bytes].map(indicatif::HumanBytes);
    match done.of_bytes {
        0 => files,
        _ => format!("{files}, {bytes} of {all}"),
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
    let report = ingest::ingest(&archive, &args.paths, &options, &mut |done| {
        if let Some(bar) = &bar {
            show_progress(bar, done);
        }
    })?;
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    tell_failures(&report, args.verbose);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_counts_files_and_bytes() {
        let done = Done {
            files: 3,
            of_files: 40,
            bytes: 1 << 20,
            of_bytes: 4 << 20,
        };
        assert_eq!(told(done), "3 of 40 files, 1.00 MiB of 4.00 MiB");
    }
}
