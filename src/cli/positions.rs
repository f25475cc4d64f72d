//! The commands about positions: what was typed → what is read and shown.

use super::Source;
use super::run::{Failure, Opened, Outcome, Run, columns, open, tell};
use crate::archive::Reader;
use crate::error::Error;
use crate::files::{self, LARGEST_GIVEN};
use crate::focus::FocusFiles;
use crate::ingest;
use crate::paper::Paper;
use crate::position::{
    Choice, Correction, Positions, Stance, choose, correct, corrections, positions, stance_of,
};
use crate::query::first_day;
use crate::render::text::ListBy;
use crate::render::{csv, html, json, text};
use crate::search;
use clap::{Args, ValueHint};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct PositionsArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// Only this stance: stöd, stöd_med_förbehåll, kritik, neutral (may be repeated).
    #[arg(long, value_parser = parse_stance)]
    stance: Vec<Stance>,
    /// Set the parties beside the boards.
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
    /// One respondent's positions through the years.
    #[arg(long, requires = "board")]
    history: bool,
    /// Letters that fit on a line; the terminal's, if nothing is said.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: PageFormat,
}

/// How positions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum PageFormat {
    /// For people.
    Text,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values.
    Csv,
    /// A heat map in one file; each cell opens its sentences.
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum By {
    /// Boards down, focus areas across.
    Board,
    /// Per focus area: the boards, then the parties.
    Party,
}

#[derive(Debug, Args)]
pub(super) struct AsksArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: crate::render::Format,
}

/// What the answers are read for.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// A file of focus areas of your own (TOML; may be repeated).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) focus_areas: Vec<PathBuf>,
    /// Make this word or phrase a topic on the spot (may be repeated).
    #[arg(long, value_name = "WORD")]
    topic: Vec<String>,
    /// A file of corrections; without it the archive's own is heeded.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    corrections: Option<PathBuf>,
}

/// Which rows are shown.
#[derive(Debug, Args)]
pub(super) struct ChoiceArgs {
    /// Only this respondent; part of a name will do (may be repeated).
    #[arg(long)]
    board: Vec<String>,
    /// Only this focus area, by id or name (may be repeated).
    #[arg(long, value_name = "AREA")]
    focus: Vec<String>,
    /// Only statements signed by this party: S, V, MP … (may be repeated).
    #[arg(long)]
    party: Vec<String>,
    /// Only answers to this referral: part of its title, or its case number.
    #[arg(long)]
    pub(super) referral: Option<String>,
    /// Rows of low confidence too.
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    /// Id of the unit, as the JSON has it.
    unit: String,
    /// Id of the focus area.
    focus_area: String,
    /// stöd, stöd_med_förbehåll, kritik, neutral, or ej_berörd.
    stance: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Who judges so.
    #[arg(long, value_name = "NAME")]
    by: String,
    /// When, YYYY-MM-DD.
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    on: String,
    /// Why.
    #[arg(long, default_value = "")]
    note: String,
}

/// Where an archive's corrections stand: beside it, so that it can be rebuilt.
fn beside(archive: &Path) -> PathBuf {
    let mut name = archive.file_name().unwrap_or_default().to_owned();
    name.push("-corrections.toml");
    archive.with_file_name(name)
}

fn parse_stance(name: &str) -> Result<Stance, String> {
    stance_of(name)
        .map_err(|error| error.to_string())?
        .ok_or_else(|| "a pair that is not raised has no row".to_owned())
}

impl ReadingArgs {
    pub(super) fn files(&self) -> Result<FocusFiles, Failure> {
        let mut files = FocusFiles::shipped()?;
        for path in &self.focus_areas {
            files
                .add(&ingest::text_of(path)?)
                .map_err(|error| error.at(path))?;
        }
        for topic in &self.topic {
            files.add_topic(topic)?;
        }
        Ok(files)
    }

    fn corrections_path(&self, source: &Source) -> Option<PathBuf> {
        let own = || source.paths.is_empty().then(|| beside(&source.archive));
        self.corrections.clone().or_else(own)
    }

    /// Those that can be read; the others are told.
    fn corrections(&self, source: &Source, opened: &Opened) -> Result<Vec<Correction>, Failure> {
        match self.corrections_path(source) {
            Some(path) if self.corrections.is_some() || path.exists() => {
                let read = corrections(&ingest::text_of(&path)?);
                for error in read.broken {
                    tell(&error.at(&path).to_string());
                    opened.fail();
                }
                Ok(read.corrections)
            }
            _ => Ok(Vec::new()),
        }
    }
}

impl ChoiceArgs {
    pub(super) fn choice(
        &self,
        reading: &ReadingArgs,
        files: &FocusFiles,
        reader: &Reader,
    ) -> Result<Choice, Failure> {
        let asked = self.focus.iter().chain(&reading.topic);
        let areas: Result<Vec<String>, Error> =
            asked.map(|name| Ok(files.get(name)?.id.clone())).collect();
        let boards = self
            .board
            .iter()
            .map(|name| search::respondents(reader, name));
        let boards: Result<Vec<Vec<String>>, Error> = boards.collect();
        let parties = self.party.iter().map(|name| search::party(reader, name));
        let parties: Result<Vec<String>, Error> = parties.collect();
        Ok(Choice {
            boards: boards?.concat(),
            areas: areas?,
            parties: parties?,
            referral: self.referral.clone(),
            all: self.all,
            stances: Vec::new(),
        })
    }
}

/// All papers of what was opened.
pub(super) fn papers(opened: &Opened) -> Result<Vec<Paper>, Failure> {
    let reader = &opened.reader;
    let papers: Result<Vec<Paper>, Error> = reader
        .papers()?
        .iter()
        .map(|stored| reader.paper(stored))
        .collect();
    Ok(papers?)
}

/// Reads every answer, with the corrections in force.
pub(super) fn read(
    opened: &Opened,
    papers: &[Paper],
    files: &FocusFiles,
    reading: &ReadingArgs,
    source: &Source,
) -> Result<Positions, Failure> {
    let mut found = positions(papers, files, opened.reader.analyser());
    correct(&mut found, &reading.corrections(source, opened)?)?;
    Ok(found)
}

/// Reads every answer of what was opened.
fn read_all(
    opened: &Opened,
    files: &FocusFiles,
    reading: &ReadingArgs,
    source: &Source,
) -> Result<Positions, Failure> {
    read(opened, &papers(opened)?, files, reading, source)
}

pub(super) fn run_positions(args: &PositionsArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open(&args.source)?;
    let mut choice = args.choice.choice(&args.reading, &files, &opened.reader)?;
    choice.stances.clone_from(&args.stance);
    let mut found = choose(
        read_all(&opened, &files, &args.reading, &args.source)?,
        &choice,
    )?;
    if args.history && choice.parties.is_empty() {
        found.rows.retain(crate::position::Position::is_answer);
        one_respondent(&found)?;
    }
    if args.format == PageFormat::Html && (!choice.parties.is_empty() || args.by.is_some()) {
        return Err(Error::new("the heat map shows boards")
            .cure("leave out --party and --by, or take another format")
            .into());
    }
    match args.format {
        PageFormat::Json => json::positions(&found.rows, false, out)?,
        PageFormat::Ndjson => json::positions(&found.rows, true, out)?,
        PageFormat::Csv => csv::positions(&found.rows, out)?,
        PageFormat::Html => html::positions(&found, out)?,
        PageFormat::Text => match list_by(args, &choice) {
            None => text::matrix(&found, columns(args.width), out)?,
            Some(by) => {
                let whole = choice.stances.is_empty() && choice.parties.is_empty();
                text::positions(&found, by, whole, out)?;
            }
        },
    }
    tell_nothing(&found, &args.reading);
    Ok(opened.outcome(!found.rows.is_empty()))
}

/// A history is one respondent's.
fn one_respondent(found: &Positions) -> Result<(), Error> {
    let names: std::collections::BTreeSet<&str> = found
        .rows
        .iter()
        .map(|row| row.respondent.as_str())
        .collect();
    if names.len() <= 1 {
        return Ok(());
    }
    let names: Vec<&str> = names.into_iter().take(5).collect();
    Err(Error::new("a history is told of one respondent")
        .cure(format!("--board means {}", names.join(", "))))
}

/// How a list is headed; no list where the matrix shows all.
fn list_by(args: &PositionsArgs, choice: &Choice) -> Option<ListBy> {
    let narrowed =
        !choice.boards.is_empty() || !choice.stances.is_empty() || !choice.parties.is_empty();
    match args.by {
        _ if args.history => Some(ListBy::History),
        Some(By::Party) => Some(ListBy::Party),
        _ if !choice.areas.is_empty() => Some(ListBy::Area),
        _ if narrowed => Some(ListBy::Board),
        _ => None,
    }
}

fn tell_nothing(found: &Positions, reading: &ReadingArgs) {
    if found.rows.is_empty() {
        match &reading.topic[..] {
            [] => tell("no position was found; --all shows those of low confidence"),
            topics => tell(&format!("no answer here takes up {}", topics.join(", "))),
        }
    }
}

pub(super) fn run_asks(args: &AsksArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open(&args.source)?;
    let choice = args.choice.choice(&args.reading, &files, &opened.reader)?;
    let mut found = choose(
        read_all(&opened, &files, &args.reading, &args.source)?,
        &choice,
    )?;
    let statements = !choice.parties.is_empty();
    found
        .rows
        .retain(|row| row.is_answer() || statements && !row.inherited);
    use crate::render::Format;
    match args.format {
        Format::Json => json::asks(&found.rows, false, out)?,
        Format::Ndjson => json::asks(&found.rows, true, out)?,
        Format::Csv => csv::asks(&found.rows, out)?,
        Format::Text => text::asks(&found.rows, out)?,
    }
    tell_nothing(&found, &args.reading);
    Ok(opened.outcome(found.rows.iter().any(|row| !row.asks.is_empty())))
}

pub(super) fn run_review(args: &ReviewArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let area = files.get(&args.focus_area)?;
    let stance = stance_of(&args.stance)?.map_or(crate::position::NOT_RAISED, Stance::name);
    let opened = open(&args.source)?;
    let found = read_all(&opened, &files, &args.reading, &args.source)?;
    let Some(row) = found.rows.iter().find(|row| row.unit == args.unit) else {
        let error = Error::new(format!(
            "no answer or statement here has the id {}",
            args.unit
        ));
        return Err(error
            .cure("`remiss positions --format json` gives the ids")
            .into());
    };
    let correction = Correction {
        unit: row.unit.clone(),
        document: row.document.clone(),
        respondent: row.respondent.clone(),
        unit_kind: row.kind.name().to_owned(),
        focus_area: area.id.clone(),
        stance: stance.to_owned(),
        by: args.by.clone(),
        on: args.on.clone(),
        note: args.note.clone(),
    };
    let Some(path) = args.reading.corrections_path(&args.source) else {
        return Err(Error::new("papers in memory keep no corrections")
            .cure("give --corrections FILE, or work from an archive")
            .into());
    };
    append(&path, &correction.to_toml())?;
    writeln!(
        out,
        "{} · {} · {stance}, by {} on {}",
        row.respondent, area.name, args.by, args.on
    )?;
    Ok(Outcome::Found)
}

/// Adds to the end of a file; what stands there is kept as it is.
fn append(path: &Path, words: &str) -> Result<(), Error> {
    let added = files::update(path, LARGEST_GIVEN, |mut file| {
        if !matches!(file.last(), None | Some(b'\n')) {
            file.push(b'\n');
        }
        file.extend_from_slice(words.as_bytes());
        file
    });
    added.map_err(|error| {
        Error::new(format!("cannot be written: {error}"))
            .at(path)
            .cure("make it writable, or give another with --corrections FILE")
    })
}
