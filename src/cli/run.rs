//! Each command: arguments → answer → stdout.

use super::{
    ArchiveArgs, Cli, Command, Export, ExportArgs, GroupBy, IngestArgs, LedgerArgs, SearchArgs,
    ShowArgs, Source, colors,
};
use crate::archive::{Archive, Reader, Stored};
use crate::error::Error;
use crate::ingest::{self, Options, Report};
use crate::ledger::ledgers;
use crate::paper::Paper;
use crate::render::{Format, csv, json, text};
use crate::search::{Hits, Request, search};
use crate::unit::{Referral, UnitKind};
use clap::{CommandFactory, Parser};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// How a command ended.
enum Outcome {
    Found,
    Nothing,
    /// Done, but part of the batch failed; the failures are already told.
    Partly,
}

enum Failure {
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

type Run = Result<Outcome, Failure>;

/// Parses the process's arguments, runs the command, gives the exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match cli.color {
        colors::When::Auto => {}
        colors::When::Always => anstream::ColorChoice::Always.write_global(),
        colors::When::Never => anstream::ColorChoice::Never.write_global(),
    }
    if cli.threads > 0 {
        // Fails only if the pool is already there, which it is not.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(cli.threads)
            .build_global();
    }
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let result = command(cli.command, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Partly) => ExitCode::from(2),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Failure::Output(error)) => {
            tell(&format!("the output cannot be written: {error}"));
            ExitCode::from(2)
        }
        Err(Failure::Told(error)) => {
            tell(&error.to_string());
            ExitCode::from(2)
        }
    }
}

fn command(command: Command, out: &mut dyn Write) -> Run {
    match command {
        Command::Ingest(args) => run_ingest(&args, out),
        Command::Search(args) => run_search(&args, out),
        Command::Show(args) => run_show(&args, out),
        Command::Ledger(args) => run_ledger(&args, out),
        Command::Export(args) => run_export(&args, out),
        Command::Verify(args) => run_verify(&args, out),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "remiss", &mut &mut *out);
            Ok(Outcome::Found)
        }
        Command::Man { dir } => run_man(&dir),
    }
}

fn tell(message: &str) {
    let _ = writeln!(anstream::stderr(), "remiss: {message}");
}

/// The archive to read, and whether something given with `--in` failed.
struct Opened {
    reader: Reader,
    failed: bool,
}

impl Opened {
    fn outcome(&self, found: bool) -> Outcome {
        match (self.failed, found) {
            (true, _) => Outcome::Partly,
            (false, true) => Outcome::Found,
            (false, false) => Outcome::Nothing,
        }
    }
}

fn open(source: &Source) -> Result<Opened, Failure> {
    if source.paths.is_empty() {
        return Ok(Opened {
            reader: Archive::open(&source.archive)?.reader()?,
            failed: false,
        });
    }
    let options = Options {
        largest_file: source.limits.max_file_mb << 20,
        prune: false,
    };
    let (archive, report) = ingest::in_memory(&source.paths, &options)?;
    tell_failures(&report);
    Ok(Opened {
        reader: archive.reader()?,
        failed: !report.failures.is_empty(),
    })
}

fn tell_failures(report: &Report) {
    for failure in &report.failures {
        tell(&failure.to_string());
    }
}

fn run_ingest(args: &IngestArgs, out: &mut dyn Write) -> Run {
    let archive = Archive::create(&args.archive.archive)?;
    let options = Options {
        largest_file: args.limits.max_file_mb << 20,
        prune: args.prune,
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
    if !args.quiet {
        text::report(&report, args.verbose, out)?;
    }
    let done = report.read.len() + report.unchanged + report.copies.len() + report.dropped.len();
    Ok(match (report.failures.is_empty(), done) {
        (false, _) => Outcome::Partly,
        (true, 0) => Outcome::Nothing,
        (true, _) => Outcome::Found,
    })
}

fn progress_bar() -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}");
    indicatif::ProgressBar::new(0)
        .with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()))
}

fn run_search(args: &SearchArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let all = args.limit == 0 || args.group_by.is_some();
    let request = Request {
        query: args.query.join(" "),
        boards: args.board.clone(),
        parties: args.party.clone(),
        kinds: args.kind.clone(),
        referral: args.referral.clone(),
        from: args.from.clone(),
        to: args.to.clone(),
        limit: if all {
            opened.reader.unit_count()?.max(1)
        } else {
            args.limit
        },
    };
    let found = search(&opened.reader, &request)?;
    match (args.group_by, args.format) {
        (Some(GroupBy::Board), Format::Json | Format::Ndjson) => {
            json::groups(&found, &groups(&found), out)?;
        }
        (Some(GroupBy::Board), Format::Text) => text::groups(&found, &groups(&found), out)?,
        (None, Format::Json | Format::Ndjson) => json::hits(&found, out)?,
        (_, Format::Csv) => csv::hits(&found, out)?,
        (None, Format::Text) => text::hits(&found, 3, out)?,
    }
    Ok(opened.outcome(found.total > 0))
}

/// Hits by respondent, in the order of the respondents' names.
fn groups(found: &Hits) -> Vec<(String, Vec<usize>)> {
    let mut groups: std::collections::BTreeMap<String, Vec<usize>> =
        std::collections::BTreeMap::new();
    for (at, hit) in found.hits.iter().enumerate() {
        let unit = &hit.paper.segmentation.units[hit.unit];
        groups
            .entry(unit.respondent.clone().unwrap_or_default())
            .or_default()
            .push(at);
    }
    for hits in groups.values_mut() {
        hits.sort_by_key(|&at| {
            (
                found.hits[at].paper.document.name.clone(),
                found.hits[at].lines.first().copied(),
            )
        });
    }
    groups.into_iter().collect()
}

fn run_show(args: &ShowArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let (head, line) = match args.unit.rsplit_once(':') {
        Some((head, line)) => (head, Some(line)),
        None => (args.unit.as_str(), None),
    };
    let papers = opened.reader.papers()?;
    let wanted: Vec<&Stored> = papers
        .iter()
        .filter(|stored| stored.sha256.starts_with(head) || stored.name.starts_with(head))
        .collect();
    if wanted.is_empty() {
        let cure =
            "give a unit's id, or the start of a file name; `remiss export units` lists them";
        return Err(
            Error::new(format!("no document here is called \"{head}…\""))
                .cure(cure)
                .into(),
        );
    }
    let mut found = false;
    for stored in wanted {
        let paper = opened.reader.paper(stored)?;
        let Some(line) = line else {
            text::contents(&paper, out)?;
            found = true;
            continue;
        };
        let at = unit_at(&paper, line)?;
        if let Some(at) = at {
            show_unit(&paper, at, args.format, out)?;
            found = true;
        }
    }
    if !found {
        tell("no unit stands at that line");
    }
    Ok(opened.outcome(found))
}

fn show_unit(paper: &Paper, at: usize, format: Format, out: &mut dyn Write) -> Result<(), Failure> {
    match format {
        Format::Json | Format::Ndjson => json::unit(paper, at, out)?,
        Format::Text | Format::Csv => text::unit(paper, at, &paper.unit_ids()[at], out)?,
    }
    Ok(())
}

/// The unit with this id, else the one that covers this line, introduction
/// included.
fn unit_at(paper: &Paper, line: &str) -> Result<Option<usize>, Failure> {
    let id = format!("{}:{line}", paper.document.id());
    if let Some(at) = paper.unit_ids().iter().position(|known| *known == id) {
        return Ok(Some(at));
    }
    let number: u32 = line.parse().map_err(|_| {
        Error::new(format!("\"{line}\" is no line number"))
            .cure("give DOCUMENT:LINE, for example 100:1051")
    })?;
    Ok(paper.segmentation.units.iter().position(|unit| {
        let [mut first, last] = paper.document.index.lines_of(unit.span);
        if let Some(intro) = unit.intro {
            first = first.min(paper.document.index.lines_of(intro)[0]);
        }
        (first..=last).contains(&number)
    }))
}

fn run_ledger(args: &LedgerArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let mut ledgers = ledgers(&opened.reader)?;
    if let Some(wanted) = &args.referral {
        ledgers.retain(|ledger| is_referral(&ledger.referral, wanted));
    }
    match args.format {
        Format::Json | Format::Ndjson => json::ledger(&ledgers, out)?,
        Format::Csv => csv::ledger(&ledgers, out)?,
        Format::Text => text::ledger(&ledgers, out)?,
    }
    Ok(opened.outcome(!ledgers.is_empty()))
}

fn is_referral(referral: &Referral, wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    let number = referral
        .diarienummer
        .as_deref()
        .unwrap_or("")
        .to_lowercase();
    referral.title.to_lowercase().contains(&wanted) || number.contains(&wanted)
}

fn run_export(args: &ExportArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let stored = opened.reader.papers()?;
    let mut found = false;
    let mut papers = stored.iter().map(|stored| {
        let mut paper = opened.reader.paper(stored)?;
        if let Some(wanted) = &args.referral {
            let referrals = paper.segmentation.referrals.clone();
            paper.segmentation.units.retain(|unit| {
                unit.referral
                    .is_some_and(|at| is_referral(&referrals[at], wanted))
            });
        }
        found |= match args.what {
            Export::Units => !paper.segmentation.units.is_empty(),
            Export::Notes => !paper.segmentation.notes.is_empty(),
        };
        Ok(paper)
    });
    match (args.what, args.format) {
        (Export::Notes, _) => papers.try_for_each(|paper: Result<Paper, Error>| {
            Ok::<(), Failure>(json::notes_ndjson(&paper?, out)?)
        })?,
        (Export::Units, Format::Ndjson | Format::Text) => {
            papers.try_for_each(|paper| Ok::<(), Failure>(json::units_ndjson(&paper?, out)?))?;
        }
        (Export::Units, Format::Json) => {
            let mut first = true;
            write!(out, "[")?;
            papers.try_for_each(|paper| {
                Ok::<(), Failure>(json::units_elements(&paper?, &mut first, out)?)
            })?;
            writeln!(out, "\n]")?;
        }
        (Export::Units, Format::Csv) => {
            let mut table = csv::Table::new(out, &csv::UNIT_HEADING)?;
            papers.try_for_each(|paper| Ok::<(), Failure>(csv::units(&paper?, &mut table)?))?;
            table.finish()?;
        }
    }
    Ok(opened.outcome(found))
}

fn run_verify(args: &ArchiveArgs, out: &mut dyn Write) -> Run {
    let archive = Archive::open(&args.archive)?;
    let damaged = archive.damaged_files()?;
    for name in &damaged {
        tell(&format!(
            "{}/{name}: its content does not match its checksum",
            args.archive.display()
        ));
    }
    let rebuild = "delete the directory and run `remiss ingest` on your files again; the files themselves are untouched";
    if !damaged.is_empty() {
        return Err(Error::new(format!("{} damaged files", damaged.len()))
            .at(&args.archive)
            .cure(rebuild)
            .into());
    }
    let reader = archive.reader()?;
    let papers = reader.papers()?;
    let mut units = 0;
    for stored in &papers {
        units += reader.paper(stored)?.segmentation.units.len();
    }
    if units != reader.unit_count()? {
        let what = format!(
            "papers hold {units} units, the index {}",
            reader.unit_count()?
        );
        return Err(Error::new(what).at(&args.archive).cure(rebuild).into());
    }
    writeln!(
        out,
        "{}: whole, {} papers, {units} units",
        args.archive.display(),
        papers.len()
    )?;
    Ok(Outcome::Found)
}

fn run_man(dir: &Path) -> Run {
    let pages = clap_mangen::generate_to(Cli::command(), dir);
    pages.map_err(|error| {
        Error::new(format!("man pages cannot be written: {error}"))
            .at(dir)
            .cure("give an existing directory")
    })?;
    Ok(Outcome::Found)
}

/// A kind by its machine-readable name, or in words.
pub(super) fn parse_kind(words: &str) -> Result<UnitKind, String> {
    let fold = |c: char| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        ' ' | '-' => '_',
        c => c,
    };
    let name: String = words.to_lowercase().chars().map(fold).collect();
    let all = UnitKind::ALL.map(UnitKind::name).join(", ");
    UnitKind::from_name(&name).ok_or(format!("the kinds are {all}"))
}

pub(super) fn parse_from(words: &str) -> Result<String, String> {
    parse_date(words, ["-01", "-01"])
}

pub(super) fn parse_to(words: &str) -> Result<String, String> {
    parse_date(words, ["-12", "-31"])
}

/// "2021", "2021-10" or "2021-10-19", filled up.
fn parse_date(words: &str, [month, day]: [&str; 2]) -> Result<String, String> {
    let parts: Vec<&str> = words.split('-').collect();
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    match parts[..] {
        [y] if digits(y, 4) => Ok(format!("{y}{month}{day}")),
        [y, m] if digits(y, 4) && digits(m, 2) => Ok(format!("{y}-{m}{day}")),
        [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => Ok(words.to_owned()),
        _ => Err("write a day as 2021-10-19, a month as 2021-10, a year as 2021".to_owned()),
    }
}
