//! Each command: arguments → answer → stdout.

use super::agree::run_agree;
use super::answers::{run_ledger, run_show};
use super::archive::{guarded, run_rebuild, run_verify};
use super::brief::run_brief;
use super::check::run_check;
use super::cite::run_cite;
use super::config::run_config;
use super::correct::run_correct;
use super::export::run_export;
use super::failures::{tell_failures, tell_reviewed, tell_without_units};
use super::find::{run_analyse, run_search};
use super::harmless::Harmless;
use super::ingest::run_ingest;
use super::looking_back::{run_memory, run_uptake};
use super::papers::run_papers;
use super::persons::{Private, run_persons};
use super::positions::{run_asks, run_positions, run_review};
use super::related::run_related;
use super::remove::run_remove;
use super::report::run_report;
use super::reuse::{run_compare, run_reuse};
use super::sample::run_sample;
use super::searches::run_searches;
use super::settings::{Refused, parsed, told};
use super::summing::{run_lost, run_topics};
use super::{Cli, Command, Source, colors, desktop, input, log, supervise};
use crate::archive::{Archive, Reader};
use crate::error::{Archive as State, Error};
use crate::ingest::ocr::Tesseract;
use crate::ingest::{self, Options, worker};
use crate::limits::Limits;
use crate::render::text;
use crate::system::is_unread;
use clap::CommandFactory;
use std::cell::Cell;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// How a command ended.
pub(super) enum Outcome {
    Found,
    Nothing,
    /// Some files could be read (or fetched) and others not, which is told.
    Incomplete,
    /// Nothing could be read, or the answer lacks what could not be read; the
    /// failures are already told.
    Failed,
}

pub(super) enum Failure {
    Told(Error),
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Told(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

pub(super) type Run = Result<Outcome, Failure>;

/// Where words go.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Output,
    Error,
}

impl Place {
    /// The one way out: nothing that steers a terminal takes it.
    pub(super) fn writer(self) -> Box<dyn Write> {
        match (self, supervise::SAYS.get()) {
            (Place::Error, Some(file)) => Box::new(Harmless::new(file)),
            (Place::Output, _) => Box::new(Harmless::new(anstream::stdout().lock())),
            (Place::Error, None) => Box::new(Harmless::new(anstream::stderr().lock())),
        }
    }
}

/// The exit code of a command that meets a damaged archive.
pub(super) const DAMAGED: u8 = 4;

/// Parses the process's arguments, runs the command, gives the exit code.
pub fn run() -> ExitCode {
    if let Some(arguments) = worker_arguments() {
        return serve(&arguments);
    }
    let mut typed = arguments();
    let handed = desktop::handed(&typed);
    if let Some(handed) = &handed {
        typed.clone_from(&handed.typed);
    }
    let cli = match parsed(&typed) {
        Ok(cli) => cli,
        Err(Refused::Parser(told)) => return refused(&told),
        Err(Refused::Settings(error)) => {
            tell(&error.to_string());
            return ExitCode::from(2);
        }
    };
    match cli.color {
        colors::When::Auto => {}
        colors::When::Always => anstream::ColorChoice::Always.write_global(),
        colors::When::Never => anstream::ColorChoice::Never.write_global(),
    }
    if let Some(name) = cli.command.reads()
        && !input::is_named(&typed)
        && let Some(ended) = supervise::supervised(name)
    {
        return ended;
    }
    // With `ingest` -v is a row a paper.
    if cli.verbose && !matches!(cli.command, Command::Ingest(_)) {
        log::begin();
        told(&typed);
    }
    #[cfg(feature = "mcp")]
    if let Command::Mcp(args) = &cli.command {
        return super::mcp::serve(args);
    }
    let threads = usize::from(cli.threads);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    if let Err(error) = pool.build_global() {
        let what = match threads {
            0 => "threads".to_owned(),
            threads => format!("{threads} threads"),
        };
        tell(&format!(
            "{what} cannot be started: {error} (give --threads a smaller number, or more memory)"
        ));
        return ExitCode::from(2);
    }
    let mut out = io::BufWriter::new(Place::Output.writer());
    let (code, told) = ended(&typed, cli, &mut out);
    if let Some(told) = told {
        tell(&told);
    }
    if let Some(handed) = handed {
        handed.ended(code);
    }
    ExitCode::from(code)
}

/// Runs a command line in this process: its exit code, and why it failed if it
/// did. What is not told as an error is written to standard error.
pub fn answer(typed: &[OsString], out: &mut dyn Write) -> (u8, Option<String>) {
    match parsed(typed) {
        Ok(cli) => ended(typed, cli, out),
        Err(Refused::Parser(told)) => (2, Some(told.to_string())),
        Err(Refused::Settings(error)) => (2, Some(error.to_string())),
    }
}

fn ended(typed: &[OsString], cli: Cli, out: &mut dyn Write) -> (u8, Option<String>) {
    let fine = cli.fine_exit_codes;
    let result = guarded(typed, || command(cli.command, typed, out)).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    tracing::info!("command ended");
    match result {
        Ok(Outcome::Found) => (0, None),
        Ok(Outcome::Nothing | Outcome::Incomplete) => (1, None),
        Ok(Outcome::Failed) => (2, None),
        Err(Failure::Output(error)) if is_unread(&error) => (0, None),
        Err(Failure::Output(error)) => (2, Some(format!("the output cannot be written: {error}"))),
        Err(Failure::Told(error)) => {
            let code = match error.of_archive().filter(|_| fine) {
                None => 2,
                Some(State::Locked) => 3,
                Some(State::Damaged) => DAMAGED,
                Some(State::Missing) => 5,
            };
            (code, Some(error.to_string()))
        }
    }
}

/// What the parser has to say: help, or what is wrong.
fn refused(told: &clap::Error) -> ExitCode {
    let place = match told.use_stderr() {
        true => Place::Error,
        false => Place::Output,
    };
    let mut out = place.writer();
    let written = write!(out, "{}", told.render().ansi()).and_then(|()| out.flush());
    match written {
        Ok(()) => ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2)),
        Err(error) if is_unread(&error) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

fn command(command: Command, typed: &[OsString], out: &mut dyn Write) -> Run {
    match command {
        Command::Ingest(args) => run_ingest(&args, out),
        #[cfg(feature = "fetch")]
        Command::Fetch(args) => super::fetch::run_fetch(&args, out),
        #[cfg(feature = "engine")]
        Command::Push(args) => super::engine::run_push(&args, out),
        #[cfg(feature = "parquet")]
        Command::Shingles(args) => super::spread::run_shingles(&args, out),
        #[cfg(feature = "parquet")]
        Command::VerifyPairs(args) => super::spread::run_verify_pairs(&args, out),
        #[cfg(feature = "parquet")]
        Command::Families(args) => super::spread::run_families(&args, out),
        Command::Search(args) => run_search(&args, out),
        Command::Related(args) => run_related(&args, out),
        Command::Searches(args) => run_searches(&args, out),
        Command::Show(args) => run_show(&args, out),
        Command::Cite(args) => run_cite(&args, out),
        Command::Ledger(args) => run_ledger(&args, out),
        Command::Reuse(args) => run_reuse(&args, out),
        Command::Compare(args) => run_compare(&args, out),
        Command::Positions(args) => run_positions(&args, out),
        Command::Asks(args) => run_asks(&args, out),
        Command::Brief(args) => run_brief(*args, out),
        Command::Lost(args) => run_lost(&args, out),
        Command::Uptake(args) => run_uptake(&args, out),
        Command::Memory(args) => run_memory(&args, out),
        Command::Check(args) => run_check(&args, out),
        Command::Topics(args) => run_topics(&args, out),
        Command::Report(args) => run_report(*args, out),
        Command::Papers(args) => run_papers(&args, out),
        Command::Persons(args) => run_persons(&args, out),
        Command::Remove(args) => run_remove(&args, out),
        Command::Correct(args) => run_correct(&args, out),
        Command::Review(args) => run_review(&args, out),
        Command::Sample(args) => run_sample(&args, out),
        Command::Agree(args) => run_agree(&args, out),
        Command::Export(args) => run_export(&args, out),
        Command::Analyse(args) => run_analyse(&args, out),
        Command::Config(args) => run_config(&args, typed, out),
        #[cfg(feature = "mcp")]
        Command::Mcp(_) => {
            let error = Error::new("an assistant is answered by a process of its own");
            Err(error.cure("let it start `remiss mcp`").into())
        }
        #[cfg(feature = "serve")]
        Command::Serve(args) => super::serve::run_serve(&args, out),
        Command::Verify(args) => run_verify(&args, out),
        Command::Rebuild(args) => run_rebuild(&args, out),
        Command::Limits => {
            writeln!(out, "{}", Limits::help())?;
            Ok(Outcome::Found)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "remiss", &mut script);
            out.write_all(&script)?;
            Ok(Outcome::Found)
        }
        Command::Man { dir } => super::man::run_man(&dir),
    }
}

/// What follows if this process was started as a worker.
fn worker_arguments() -> Option<Vec<String>> {
    let mut arguments = std::env::args_os().skip(1);
    let is_worker = arguments.next()? == worker::WORKER;
    is_worker.then(|| {
        arguments
            .map(|argument| argument.to_string_lossy().into_owned())
            .collect()
    })
}

fn serve(arguments: &[String]) -> ExitCode {
    match worker::serve(arguments, &mut io::BufWriter::new(io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("this document cannot be taken apart: {error}"));
            ExitCode::from(2)
        }
    }
}

/// The process's arguments as they were typed, with a space before each `-word`
/// of a search: it is a word to be left out, not an option.
fn arguments() -> Vec<OsString> {
    let mut typed: Vec<OsString> = std::env::args_os().collect();
    if typed.get(1).is_some_and(|first| first == supervise::CHILD) {
        typed.drain(1..typed.len().min(1 + supervise::ADDED));
    }
    let mut search = false;
    let mut arguments = Vec::new();
    for argument in typed {
        let words = argument.to_str().unwrap_or("");
        search |= words == "search";
        let minus = words
            .strip_prefix('-')
            .is_some_and(|rest| rest.chars().count() > 1 && !rest.starts_with('-'));
        if search && minus {
            arguments.push(OsString::from(format!(" {words}")));
        } else {
            arguments.push(argument);
        }
    }
    arguments
}

/// Letters that fit on a line: as given, else the terminal's, else 100.
pub(super) fn columns(given: Option<u16>) -> usize {
    const USUAL: usize = 100;
    let terminal = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    given.or(terminal).map_or(USUAL, usize::from)
}

pub(super) fn tell(message: &str) {
    let mut out = Place::Error.writer();
    let _ = writeln!(out, "remiss: {message}").and_then(|()| out.flush());
}

/// The archive to read, and whether something that was given failed: what is
/// found lacks it.
pub(super) struct Opened {
    pub(super) reader: Reader,
    /// The directory of the archive; none where papers are read in memory.
    pub(super) archive: Option<PathBuf>,
    pub(super) failed: Cell<bool>,
}

impl Opened {
    /// Something that was given cannot be read; it is told already.
    pub(super) fn fail(&self) {
        self.failed.set(true);
    }

    pub(super) fn outcome(&self, found: bool) -> Outcome {
        match (self.failed.get(), found) {
            (true, _) => Outcome::Failed,
            (false, true) => Outcome::Found,
            (false, false) => Outcome::Nothing,
        }
    }
}

pub(super) fn open(source: &Source) -> Result<Opened, Failure> {
    let shown = |reader: Reader| match source.private {
        Some(how) => reader.without_private_persons(how == Private::Omit),
        None => Ok(reader),
    };
    if source.paths.is_empty() {
        let archive = Archive::open(&source.archive)?;
        tracing::info!(archive = %source.archive.display(), "archive opened");
        return Ok(Opened {
            reader: shown(archive.reader()?)?,
            archive: Some(source.archive.clone()),
            failed: Cell::new(false),
        });
    }
    let options = source.limits.options()?;
    let given = input::paths(&source.paths, &options.limits)?;
    let (archive, report) = ingest::in_memory(&given.paths, &options)?;
    tracing::info!(
        paths = given.paths.len(),
        failed = report.failures.len(),
        "papers read in memory"
    );
    tell_failures(&report, false);
    let mut passed_over = Vec::new();
    text::passed_over(&report, false, &mut passed_over)?;
    for line in String::from_utf8_lossy(&passed_over).lines() {
        tell(line);
    }
    Ok(Opened {
        reader: shown(archive.reader()?)?,
        archive: None,
        failed: Cell::new(!report.failures.is_empty()),
    })
}

/// The same for an answer that is made of units: says how many papers hold none
/// that anybody knows of, and how many were looked at.
pub(super) fn open_units(source: &Source) -> Result<Opened, Failure> {
    let opened = open(source)?;
    tell_without_units(&opened.reader)?;
    tell_reviewed(&opened.reader)?;
    Ok(opened)
}

impl super::Limits {
    /// How to read, with this program as its own worker.
    pub(super) fn options(&self) -> Result<Options, Error> {
        let mut limits = Limits::default();
        self.limits.iter().try_for_each(|words| limits.set(words))?;
        let ocr = self.ocr.then(Tesseract::find).transpose()?;
        Ok(Options {
            limits,
            worker: std::env::current_exe().ok(),
            ocr,
            ..Options::default()
        })
    }
}
