//! The commands about positions: what was typed → what is read and shown.

use super::Source;
use super::run::{Failure, Run, open, tell};
use crate::focus::FocusFiles;
use crate::ingest;
use crate::paper::Paper;
use crate::position::{CONFIDENT, Position, positions};
use crate::render::{Format, json};
use clap::{Args, ValueHint};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct PositionsArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Rows of low confidence too.
    #[arg(long)]
    all: bool,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

/// What the answers are read for.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// A file of focus areas of your own (TOML; may be repeated).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    focus_areas: Vec<PathBuf>,
    /// Make this word or phrase a topic on the spot (may be repeated).
    #[arg(long, value_name = "WORD")]
    topic: Vec<String>,
}

impl ReadingArgs {
    fn files(&self) -> Result<FocusFiles, Failure> {
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
}

pub(super) fn run_positions(args: &PositionsArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open(&args.source)?;
    let reader = &opened.reader;
    let papers: Result<Vec<Paper>, _> = reader.papers()?.iter().map(|stored| reader.paper(stored)).collect();
    let found = positions(&papers?, &files, reader.analyser());
    let shown: Vec<&Position> = found
        .iter()
        .filter(|position| args.all || position.confidence >= CONFIDENT)
        .collect();
    match args.format {
        Format::Json | Format::Ndjson => json::positions(&shown, args.format == Format::Ndjson, out)?,
        _ => {}
    }
    if shown.is_empty() {
        tell("no position was found");
    }
    Ok(opened.outcome(!shown.is_empty()))
}
