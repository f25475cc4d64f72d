//! The command export: every answer as rows for other programs, one table or
//! all of them in a workbook, or as a project of qualitative analysis.

mod qdpx;

use super::Source;
use super::harmless::Harmless;
use super::reading::{Answers, ChoiceArgs, ReadingArgs, papers};
use super::run::{Failure, Opened, Outcome, Run, open, open_units, tell};
use super::sheet::{put, tell_cut};
use super::summing::lost;
use crate::corpus::{Names, Scope};
use crate::error::Error;
use crate::focus::FocusFiles;
use crate::ledger::{Ledger, ledgers};
use crate::paper::Paper;
use crate::position::{Answer, Cells, Choice};
use crate::render::table::{self, Column, Workbook};
use crate::render::{Format, Rows, json};
use crate::reuse::{Among, Answers as Recycled, Request, reuse};
use crate::theme::{Nouns, themes};
use clap::{Args, ValueHint};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss export units                          every unit with its text, an object a line
  remiss export positions -o tabell.xlsx       one table for Excel
  remiss export all -o remissen.xlsx           all tables, a sheet each
  remiss export all -o remissen.qdpx           papers with codes and memos, for NVivo, MAXQDA, ATLAS.ti")]
pub(super) struct ExportArgs {
    /// What to write.
    what: Export,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// Of positions every respondent with every area, and why a cell is empty:
    /// not_asked, not_answered, not_among_papers, unreadable, silent, below_bar.
    #[arg(long)]
    complete: bool,
    /// How many boards must raise a topic.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    least: u16,
    /// Write into this file; its ending says how: .xlsx, .csv, .json, .ndjson; of
    /// all also .qdpx (REFI-QDA).
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "format")]
    output: Option<PathBuf>,
    /// Output format.
    #[arg(long, default_value = "ndjson")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Export {
    /// Every unit with its text.
    Units,
    /// Every document with what it tells of itself, units or not.
    Documents,
    /// The text of every document as it was read; pages end with a form feed.
    Text,
    /// What was not understood.
    Notes,
    /// Who was asked and what became of it.
    Ledger,
    /// Every position.
    Positions,
    /// Every ask.
    Asks,
    /// What a summary leaves out.
    Lost,
    /// Themes that no focus area covers.
    Topics,
    /// Statements, by family.
    Reuse,
    /// Passages that answers share.
    Recycled,
    /// All of these in one workbook, without the whole texts.
    All,
    /// The JSON Schema of every answer.
    Schema,
    /// Files for OpenSearch, into a new folder (-o DIR): bulk requests, indices,
    /// aliases, load.sh.
    #[cfg(feature = "engine")]
    #[value(name = "opensearch")]
    OpenSearch,
    /// Files for Quickwit, into a new folder (-o DIR): rows of units, index.yaml.
    #[cfg(feature = "engine")]
    Quickwit,
}

impl Export {
    /// The sheets of a workbook of all, in order.
    const SHEETS: [Export; 10] = [
        Export::Documents,
        Export::Ledger,
        Export::Positions,
        Export::Asks,
        Export::Lost,
        Export::Topics,
        Export::Reuse,
        Export::Recycled,
        Export::Units,
        Export::Notes,
    ];

    /// The engine that files are written for.
    #[cfg(feature = "engine")]
    fn engine(self) -> Option<crate::engine::Form> {
        match self {
            Export::OpenSearch => Some(crate::engine::Form::OpenSearch),
            Export::Quickwit => Some(crate::engine::Form::Quickwit),
            _ => None,
        }
    }

    /// Name and columns of its table.
    fn table(self) -> (&'static str, &'static [Column]) {
        match self {
            Export::Units | Export::All | Export::Schema => ("units", table::UNITS),
            Export::Documents => ("documents", table::DOCUMENTS),
            Export::Text => ("text", table::TEXTS),
            Export::Notes => ("notes", table::NOTES),
            Export::Ledger => ("ledger", table::LEDGER),
            Export::Positions => ("positions", table::POSITIONS),
            Export::Asks => ("asks", table::ASKS),
            Export::Lost => ("lost", table::LOST),
            Export::Topics => ("topics", table::TOPICS),
            Export::Reuse => ("reuse", table::REUSE),
            Export::Recycled => ("recycled", table::RECYCLED),
            #[cfg(feature = "engine")]
            Export::OpenSearch | Export::Quickwit => ("units", table::UNITS),
        }
    }
}

/// Papers that were not recognised are in some tables and not in others.
fn opened(args: &ExportArgs) -> Result<Opened, Failure> {
    match args.what {
        Export::Documents | Export::Notes | Export::Text => open(&args.source),
        _ => open_units(&args.source),
    }
}

pub(super) fn run_export(args: &ExportArgs, out: &mut dyn Write) -> Run {
    if args.what == Export::Schema {
        json::write_schemas(out)?;
        return Ok(Outcome::Found);
    }
    #[cfg(feature = "engine")]
    if let Some(form) = args.what.engine() {
        let opened = open_units(&args.source)?;
        let found = super::engine::write_for(&opened, form, args.output.as_deref())?;
        return Ok(opened.outcome(found));
    }
    let files = args.reading.files()?;
    let opened = opened(args)?;
    let names = Names::of(&opened.reader);
    let choice = args.choice.choice(&args.reading, &names)?;
    let export = Exporting {
        args,
        opened: &opened,
        names: &names,
        files: &files,
        choice: &choice,
        scope: Scope::of(&names, &args.choice.scope.wanted())?,
    };
    let found = match &args.output {
        Some(path) => export.write(path)?,
        None if args.what == Export::All => return Err(no_workbook()),
        None if (args.what, args.format) == (Export::Text, Format::Text) => export.texts(out)?,
        None => export.one(Rows::new(args.format, args.what.table().1, out)?)?,
    };
    if !found {
        const NONE: &str = "no row was found";
        let none = args.choice.scope.none_of(NONE);
        tell(&none.unwrap_or_else(|| format!("{NONE}: these papers hold nothing of it")));
    }
    Ok(opened.outcome(found))
}

fn no_workbook() -> Failure {
    let error = Error::new("all tables make a workbook");
    error.cure("give -o FILE.xlsx, or FILE.qdpx").into()
}

/// What is written is read with these.
struct Exporting<'e> {
    args: &'e ExportArgs,
    opened: &'e Opened,
    names: &'e Names<'e>,
    files: &'e FocusFiles,
    choice: &'e Choice,
    /// Which papers and units are meant; of positions `choice` knows.
    scope: Scope,
}

impl<'e> Exporting<'e> {
    fn scope(&self) -> &Scope {
        &self.scope
    }

    fn answers(&self) -> Result<Answers<'e>, Failure> {
        let reading = &self.args.reading;
        Answers::of(self.opened, self.names, self.files, reading)
    }

    /// Writes a file of the kind that its name says.
    fn write(&self, path: &Path) -> Result<bool, Failure> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let mut written = Vec::new();
        let format = match ending {
            Some("xlsx") => None,
            Some("qdpx") if self.args.what == Export::All => {
                let (written, found) = self.qdpx(path)?;
                put(path, &written)?;
                return Ok(found);
            }
            Some("qdpx") => {
                let error = Error::new("a project holds all, not one table").at(path);
                return Err(error.cure("`remiss export all -o FILE.qdpx`").into());
            }
            _ if self.args.what == Export::All => return Err(no_workbook()),
            Some("csv") => Some(Format::Csv),
            Some("json") => Some(Format::Json),
            Some("ndjson" | "jsonl") => Some(Format::Ndjson),
            _ => {
                let cure = "end its name in .xlsx, .csv, .json or .ndjson";
                return Err(Error::new("is no table").at(path).cure(cure).into());
            }
        };
        let found = match format {
            None => self.workbook(&mut written)?,
            Some(format) => {
                let mut harmless = Harmless::new(&mut written);
                let rows = Rows::new(format, self.args.what.table().1, &mut harmless)?;
                let found = self.one(rows)?;
                harmless.flush()?;
                found
            }
        };
        put(path, &written)?;
        Ok(found)
    }

    fn workbook(&self, out: &mut dyn Write) -> Result<bool, Failure> {
        let sheets = match self.args.what {
            Export::All => &Export::SHEETS[..],
            ref one => std::slice::from_ref(one),
        };
        let mut book = Workbook::new()?;
        let mut found = false;
        for sheet in sheets {
            let (name, columns) = sheet.table();
            let mut rows = Rows::of_sheet(&mut book, name, columns)?;
            self.fill(*sheet, &mut rows)?;
            found |= rows.finish()?;
        }
        tell_cut(&book.finish(out)?);
        Ok(found)
    }

    fn one(&self, mut rows: Rows<'_>) -> Result<bool, Failure> {
        self.fill(self.args.what, &mut rows)?;
        Ok(rows.finish()?)
    }

    /// The texts one after another, as they were read.
    fn texts(&self, out: &mut dyn Write) -> Result<bool, Failure> {
        let (reader, scope) = (&self.opened.reader, self.scope());
        let mut any = false;
        let text = |paper: Paper| scope.has_paper(&paper).then_some(paper.document.text);
        reader.each(&reader.papers()?, text, |text| {
            if let Some(text) = text {
                any = true;
                writeln!(out, "{}", text.trim_end())?;
            }
            Ok::<(), Failure>(())
        })?;
        Ok(any)
    }

    fn fill(&self, what: Export, rows: &mut Rows<'_>) -> Result<(), Failure> {
        match what {
            Export::Positions | Export::Asks => self.of_positions(what, rows),
            Export::Ledger => {
                let referrals = self.names.referrals()?;
                let ledgers = ledgers(&self.opened.reader, referrals, self.scope())?;
                Ok(json::ledger(
                    &ledgers,
                    self.names.bodies()?,
                    &self.names.reviews()?,
                    rows,
                )?)
            }
            Export::Lost => {
                let (files, reading) = (self.files, &self.args.reading);
                let losses = lost(self.opened, self.names, files, reading, self.choice)?;
                Ok(json::lost(&losses, self.names.bodies()?, rows)?)
            }
            Export::Topics => {
                let (referrals, least) = (self.names.referrals()?, self.args.least);
                let analyser = self.opened.reader.analyser();
                let papers = papers(&self.opened.reader)?;
                let with = (self.files, analyser, usize::from(least));
                let found = themes(&papers, referrals, self.scope(), with, Nouns::default());
                Ok(json::themes(&found, self.names.bodies()?, rows)?)
            }
            Export::Reuse | Export::Recycled => self.of_reuse(what, rows),
            _ => self.of_papers(what, rows),
        }
    }

    fn of_papers(&self, what: Export, rows: &mut Rows<'_>) -> Result<(), Failure> {
        let (referrals, bodies) = (self.names.referrals()?, self.names.bodies()?);
        let (reader, scope) = (&self.opened.reader, self.scope());
        // Each paper with which of its units are in the scope.
        let read = |mut paper: Paper| {
            let chosen = scope.units_of(&paper);
            let is_in = scope.has_paper(&paper);
            referrals.complete(&mut paper.segmentation);
            (paper, is_in, chosen)
        };
        reader.each(&reader.papers()?, read, |(paper, is_in, chosen)| {
            match what {
                _ if !is_in => Ok(()),
                Export::Documents => json::document(&paper, bodies, rows),
                Export::Notes => json::notes(&paper, rows),
                Export::Text => json::text(&paper, rows),
                _ => json::units(&paper, &chosen, bodies, rows),
            }?;
            Ok(())
        })
    }

    fn of_positions(&self, what: Export, rows: &mut Rows<'_>) -> Result<(), Failure> {
        let answers = self.answers()?;
        let choice = &answers.settled(self.choice.clone())?;
        let bodies = self.names.bodies()?;
        if what == Export::Asks {
            let asks = choice.of_asks();
            return answers.each_of(&asks, |mut some| {
                choice.keep_asks(&mut some);
                Ok(json::asks(&some, bodies, rows)?)
            });
        }
        let mut cells = Cells::default();
        answers.each_of(choice, |some| Ok(json::positions(&some, bodies, rows)?))?;
        if self.args.complete {
            // Whether a cell is empty is another question than which rows are
            // wanted: of the respondents' own words all count.
            let all = Choice {
                scope: choice.scope.of_answers(),
                areas: choice.areas.clone(),
                all: true,
                ..Choice::default()
            };
            answers.each_of(&all, |some| {
                cells.add(&some);
                Ok(())
            })?;
            let referrals = self.names.referrals()?;
            let ledgers = ledgers(&self.opened.reader, referrals, &all.scope)?;
            let accounted: Vec<_> = ledgers.iter().flat_map(Ledger::accounted).collect();
            let chosen = |answer: &Answer| all.is_of(answer);
            let mut empty = cells.missing(answers.answers(), chosen, &accounted);
            let areas = &choice.areas;
            empty.retain(|cell| areas.is_empty() || areas.contains(&cell.area.0));
            json::missing(&empty, bodies, rows)?;
        }
        Ok(())
    }

    fn of_reuse(&self, what: Export, rows: &mut Rows<'_>) -> Result<(), Failure> {
        let bodies = self.names.bodies()?;
        let request = Request {
            among: match what {
                Export::Recycled => Among::Answers,
                _ => Among::Statements,
            },
            scope: self.scope().clone(),
            least: 0.0,
        };
        let mut found = reuse(&self.opened.reader, self.names.referrals()?, &request)?;
        let narrowed = self.scope().is_of_some();
        if what == Export::Recycled {
            let mut answers = Recycled::of(&found);
            if narrowed {
                answers.narrow(self.scope());
            }
            json::recycled_rows(&answers, bodies, rows)?;
        } else {
            if narrowed {
                found.narrow(self.scope());
            }
            json::reuse_rows(&found, bodies, rows)?;
        }
        Ok(())
    }
}
