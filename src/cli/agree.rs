//! The command agree: sheets of several coders, and the program as one of
//! them, laid side by side.

use super::Source;
use super::reading::{Answers, ReadingArgs};
use super::run::{Failure, Outcome, Run, open, tell};
use super::sample::documents;
use super::sheet::rows_of;
use crate::agreement::agreement;
use crate::corpus::Names;
use crate::error::Error;
use crate::ingest;
use crate::position::Position;
use crate::render::table::{self, CODERS};
use crate::render::{Format, Rows, json, text};
use crate::sampling::{CodeBook, Coded, CodedUnit, Scale, Sheet, row_ids};
use clap::{Args, ValueHint};
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss agree anna.xlsx bo.xlsx                    two coders
  remiss agree anna.xlsx bo.xlsx --machine          and the program, whose codes are read anew
  remiss agree anna.csv bo.csv --codes koder.txt    codes of your own, in their order
  remiss agree anna.csv bo.csv --format csv         the rows on which they part")]
pub(super) struct AgreeArgs {
    /// Coding sheets (.xlsx, .csv), one for each coder.
    #[arg(required = true, value_name = "SHEET", value_hint = ValueHint::FilePath)]
    sheets: Vec<PathBuf>,
    /// The program codes too: it reads the positions of the coded rows in the
    /// archive or in --in, stances or verdicts as the coders did.
    #[arg(long)]
    machine: bool,
    /// The codes in their order, one a line.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    codes: Option<PathBuf>,
    /// The column that holds the codes, if it is not called "kod".
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// Another number resamples otherwise.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Output format; of tables the rows on which coders part.
    #[arg(long, default_value = "text")]
    format: Format,
}

/// What the program is called among the coders.
const MACHINE: &str = "remiss";

pub(super) fn run_agree(args: &AgreeArgs, out: &mut dyn Write) -> Run {
    let book = match &args.codes {
        Some(path) => {
            let book = CodeBook::read(&ingest::text_of(path)?);
            Some(book.map_err(|error| error.at(path))?)
        }
        None => None,
    };
    let mut sheets = Vec::new();
    for path in &args.sheets {
        let name = coder(path, &sheets);
        let sheet = Sheet::read(&name, &rows_of(path)?, args.column.as_deref());
        sheets.push(sheet.map_err(|error| error.at(path))?);
    }
    if args.machine {
        let machine = machine(args, &sheets)?;
        sheets.push(machine);
    }
    if !(2..=CODERS).contains(&sheets.len()) {
        let what = format!(
            "{} coder{} cannot be compared",
            sheets.len(),
            if sheets.len() == 1 { "" } else { "s" }
        );
        let cure = format!("give from two to {CODERS} sheets, or one and --machine");
        return Err(Error::new(what).cure(cure).into());
    }
    let coded = Coded::of(sheets, book.as_ref())?;
    let found = agreement(&coded.codings, args.seed);
    match args.format {
        Format::Text => text::agreement(&coded, &found, args.seed, out)?,
        Format::Json => json::agreement(&coded, &found, args.seed, out)?,
        format => {
            let columns = table::disagreements(coded.coders.len());
            let mut rows = Rows::new(format, columns, out)?;
            json::disagreements(&coded, &found, &mut rows)?;
            rows.finish()?;
        }
    }
    if found.pairable == 0 {
        tell("no row is coded by two; are these sheets of the same draw?");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// A coder is called as the file is, once.
fn coder(path: &Path, others: &[Sheet]) -> String {
    let name = path
        .file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    let is_taken = |name: &str| name == MACHINE || others.iter().any(|sheet| sheet.coder == name);
    if !is_taken(&name) {
        return name;
    }
    let numbered = (2..).map(|number| format!("{name} {number}"));
    numbered
        .into_iter()
        .find(|name| !is_taken(name))
        .unwrap_or(name)
}

/// What the program reads in the rows that were coded.
fn machine(args: &AgreeArgs, sheets: &[Sheet]) -> Result<Sheet, Failure> {
    let codes = sheets.iter().flat_map(|sheet| sheet.codes.iter().flatten());
    let scale = match codes.clone().next() {
        None => Scale::Stances,
        Some(_) => Scale::of(codes.map(String::as_str)).ok_or_else(|| {
            Error::new("the coders gave codes that are neither stances nor verdicts")
                .cure("the program knows no others; leave out --machine")
        })?,
    };
    let ids = sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().map(|row| row.id.as_str()));
    let documents = documents(ids.clone());
    let files = args.reading.files()?;
    let opened = open(&args.source)?;
    let names = Names::of(&opened.reader);
    let answers = Answers::of(&opened, &names, &files, &args.reading)?;
    let mut found: HashMap<String, Option<&'static str>> = HashMap::new();
    let read = |_: &_, positions: Vec<Position>| {
        let codes = positions.iter().map(|row| scale.code(row));
        row_ids(positions.iter())
            .into_iter()
            .zip(codes)
            .collect::<Vec<_>>()
    };
    answers.each_in(&documents, read, |rows| found.extend(rows))?;
    let mut sheet = Sheet {
        coder: MACHINE.to_owned(),
        ..Sheet::default()
    };
    let mut missing = 0;
    for id in ids.collect::<std::collections::BTreeSet<&str>>() {
        match found.get(id) {
            Some(code) => {
                let id = id.to_owned();
                sheet.rows.push(CodedUnit {
                    id,
                    ..CodedUnit::default()
                });
                sheet.codes.push(code.map(str::to_owned));
            }
            None => missing += 1,
        }
    }
    if missing > 0 {
        tell(&format!(
            "{missing} coded rows are none of these papers, or are read otherwise now; give the papers and focus areas of the draw"
        ));
    }
    Ok(sheet)
}
