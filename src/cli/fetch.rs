//! The command that goes out: what was typed → what is fetched → its report.

use super::run::{Outcome, Run, tell};
use crate::decode::printable;
use crate::fetch::{self, Options, Status, Word};
use crate::limits::Limits;
use crate::render::json;
use clap::{Args, ValueEnum, ValueHint};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, Args)]
#[command(
    after_help = "The page itself is saved beside the files, and remiss-fetch.tsv lists \
every address with its file. What is there is not fetched twice, so the same command goes on where \
it was broken off. Goes to the hosts that the page names and to no other, and says first to which.

Exit codes: 0 all files are there, 1 some are missing or there are none, 2 none could be fetched."
)]
pub(super) struct FetchArgs {
    /// The page's address (https://…), or a file it was saved as.
    #[arg(value_hint = ValueHint::FilePath)]
    page: String,
    /// Where the files go; made if it is not there.
    #[arg(value_hint = ValueHint::DirPath)]
    dir: PathBuf,
    /// The address of a saved page, where the page does not say it.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    base: Option<String>,
    /// Seconds to rest between two files.
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pause: Duration,
    /// Seconds to wait for a host to connect, answer or go on.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
    /// Only list what would be fetched; a page that is an address is asked for.
    #[arg(long)]
    dry_run: bool,
    /// Change how large a file may be, as file-mb=200 (may be repeated).
    #[arg(long = "allow", value_name = "NAME=N")]
    limits: Vec<String>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Form,
}

/// How the report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// For people.
    Text,
    /// One JSON value.
    Json,
}

/// Whole seconds or parts of one, up to an hour.
fn seconds(typed: &str) -> Result<Duration, String> {
    const MOST: f64 = 3600.0;
    let seconds: f64 = typed.replace(',', ".").parse().unwrap_or(-1.0);
    match (0.0..=MOST).contains(&seconds) {
        true => Ok(Duration::from_secs_f64(seconds)),
        false => Err(format!("a number of seconds from 0 to {MOST}")),
    }
}

/// Which file, of how many.
fn progress() -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{bar:20} {pos}/{len} {wide_msg}");
    indicatif::ProgressBar::new(0)
        .with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()))
}

pub(super) fn run_fetch(args: &FetchArgs, out: &mut dyn Write) -> Run {
    let mut limits = Limits::default();
    args.limits.iter().try_for_each(|words| limits.set(words))?;
    let options = Options {
        base: args.base.clone(),
        pause: args.pause,
        timeout: args.timeout.max(Duration::from_millis(100)),
        limits,
        dry_run: args.dry_run,
    };
    let bar = io::stderr().is_terminal().then(progress);
    let mut told = |word: Word| match (word, &bar) {
        (Word::Says(words), Some(bar)) => bar.suspend(|| tell(words)),
        (Word::Says(words), None) => tell(words),
        (Word::Next(file, done, of), Some(bar)) => {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
            bar.set_message(printable(file));
        }
        (Word::Next(..), None) => {}
    };
    let report = fetch::fetch(&args.page, &args.dir, &options, &mut told);
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    let report = report?;
    match args.format {
        Form::Text => {
            fetch::write(&report, out)?;
            if report.fetched + report.there > 0 {
                let dir = args.dir.display();
                writeln!(
                    out,
                    "`remiss ingest {dir}` reads them, with the page as their register"
                )?;
            }
        }
        Form::Json => json::pretty(&report, out)?,
    }
    let listed = report
        .files
        .iter()
        .any(|file| file.status == Status::Listed);
    let there = report.fetched + report.there > 0 || listed;
    Ok(match (there, report.failed > 0) {
        (true, false) => Outcome::Found,
        (true, true) => Outcome::Incomplete,
        (false, true) => Outcome::Failed,
        (false, false) => Outcome::Nothing,
    })
}
