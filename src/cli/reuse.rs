//! The commands about reuse: reuse, compare.

use super::Source;
use super::harmless::Harmless;
use super::reading::papers;
use super::run::{Failure, Run, columns, open, open_units, tell};
use super::scope::{ReviewedArgs, ScopeArgs};
use crate::archive::Reader;
use crate::corpus::{Citation, Names};
use crate::document::Document;
use crate::error::Error;
use crate::files;
use crate::ingest;
use crate::paper::Paper;
use crate::render::{Format, Rows, json, reuse_report, table, text};
use crate::reuse::{Among, Answers, Pair, Request, Reuse, Text, like, reuse};
use clap::{Args, ValueHint};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss reuse --party S                  who used the same statement, and what each changed
  remiss reuse --answers                  what boards took from each other and from the executive office
  remiss reuse --sources modellsvar/      what boards took from texts that are nobody's answer
  remiss reuse --report reuse.html        a report to hand on")]
pub(super) struct ReuseArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Only pairs of which one text holds this part of the other, 0 to 1.
    #[arg(long, value_name = "PART", default_value_t = 0.0, value_parser = part, conflicts_with = "answers")]
    min_containment: f64,
    /// Boards' answers instead of statements: what each took from others, and
    /// what the commissioner took from them.
    #[arg(long, conflicts_with = "party")]
    answers: bool,
    /// Texts that are nobody's answer, such as model answers, press releases and
    /// programmes of parties: what answers took from them (may be repeated).
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath, conflicts_with_all = ["like", "report", "party"])]
    sources: Vec<PathBuf>,
    /// What the text in this file shares with each stored statement, or answer.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["report", "board", "respondent_kind", "party", "kind"])]
    like: Option<PathBuf>,
    /// Write a report into this file, .html or .md.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["answers", "format"])]
    report: Option<PathBuf>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// A unit's id, or DOCUMENT:LINE; the start of a file name will do.
    a: String,
    /// Another.
    b: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reviewed: ReviewedArgs,
    /// Columns to use; from 120 on the texts stand side by side. The
    /// terminal's, if nothing is said.
    #[arg(long, value_parser = clap::value_parser!(u16).range(40..=1000))]
    columns: Option<u16>,
}

/// A number from 0 to 1.
fn part(words: &str) -> std::result::Result<f64, String> {
    let number = words.replace(',', ".").parse::<f64>().ok();
    let number = number.filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "give a number from 0 to 1, for example 0.5".to_owned())
}

pub(super) fn run_reuse(args: &ReuseArgs, out: &mut dyn Write) -> Run {
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let (scope, referrals) = (args.scope.scope(&names)?, names.referrals()?);
    let request = |among| Request {
        among,
        scope: scope.clone(),
        least: args.min_containment,
    };
    let find = |among| reuse(&opened.reader, referrals, &request(among));
    if let Some(path) = &args.like {
        let among = if args.answers {
            Among::Answers
        } else {
            Among::Statements
        };
        let draft = Document::from_text(&path.display().to_string(), &ingest::text_of(path)?);
        let found = like(
            &opened.reader,
            referrals,
            opened.reader.shown_of(Paper::read(draft))?,
            &request(among),
        )?;
        match args.format {
            Format::Text => text::like(&found, out)?,
            Format::Csv | Format::CsvExcel => return Err(no_table().into()),
            _ => json::reuse(&found, out)?,
        }
        return Ok(opened.outcome(!found.pairs.is_empty()));
    }
    if args.answers || !args.sources.is_empty() {
        let found = find(Among::Answers)?.beside(beside(&args.sources)?);
        let mut answers = Answers::of(&found);
        if scope.is_of_some() {
            answers.narrow(&scope);
        }
        match args.format {
            Format::Text => text::recycled(&answers, out)?,
            Format::Csv | Format::CsvExcel => {
                let mut rows = Rows::new(args.format, table::RECYCLED, out)?;
                json::recycled_rows(&answers, names.bodies()?, &mut rows)?;
                rows.finish()?;
            }
            _ => json::recycled(&answers, out)?,
        }
        let any = answers.all().any(|(_, one)| one.is_shared());
        tell_none(
            any,
            "no answer that shares words with another was found",
            args,
        );
        return Ok(opened.outcome(any));
    }
    let mut found = find(Among::Statements)?;
    if scope.is_of_some() {
        found.narrow(&scope);
    }
    if let Some(path) = &args.report {
        let answers = find(Among::Answers)?;
        report(&found, &Answers::of(&answers), path)?;
    } else {
        match args.format {
            Format::Text => text::reuse(&found, out)?,
            Format::Csv | Format::CsvExcel => {
                let mut rows = Rows::new(args.format, table::REUSE, out)?;
                json::reuse_rows(&found, names.bodies()?, &mut rows)?;
                rows.finish()?;
            }
            _ => json::reuse(&found, out)?,
        }
    }
    let any = !found.pairs.is_empty() || !found.families.is_empty();
    tell_none(
        any,
        "no statement that shares words with another was found",
        args,
    );
    Ok(opened.outcome(any))
}

fn tell_none(any: bool, what: &str, args: &ReuseArgs) {
    if !any && let Some(none) = args.scope.none_of(what) {
        tell(&none);
    }
}

/// The papers that are nobody's answer.
fn beside(paths: &[PathBuf]) -> Result<Vec<Paper>, Error> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let (archive, _) = ingest::in_memory(paths, &ingest::Options::default())?;
    papers(&archive.reader()?)
}

fn no_table() -> Error {
    Error::new("what a draft shares is no table").cure("--format text or json")
}

fn report(found: &Reuse, answers: &Answers<'_>, path: &Path) -> std::result::Result<(), Failure> {
    let sheet = reuse_report(found, answers);
    let html = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html" | "htm") => true,
        Some("md") => false,
        _ => {
            let cure = "end its name in .html or .md";
            return Err(Error::new("is no report").at(path).cure(cure).into());
        }
    };
    let unwritable = |error: std::io::Error| {
        Error::new(format!("cannot be written: {error}"))
            .at(path)
            .cure("give another place")
    };
    let written = files::replace(path, |out| {
        let out = &mut Harmless::new(out);
        match html {
            true => sheet.html(out),
            false => sheet.markdown(out),
        }
    });
    written.map_err(unwritable)?;
    tell(&format!("wrote {}", path.display()));
    Ok(())
}

pub(super) fn run_compare(args: &CompareArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let texts = [
        find(&opened.reader, &args.a)?,
        find(&opened.reader, &args.b)?,
    ];
    let refused = texts
        .each_ref()
        .map(|text| args.reviewed.refuses(&text.paper));
    if refused.contains(&true) {
        return Ok(opened.outcome(false));
    }
    let pair = Pair::between_two(&[&texts[0], &texts[1]]);
    text::compare(
        [&texts[0], &texts[1]],
        pair.as_ref(),
        columns(args.columns),
        out,
    )?;
    Ok(opened.outcome(pair.is_some()))
}

/// The one unit that a user's words mean.
fn find(reader: &Reader, wanted: &str) -> Result<Text, Error> {
    let (paper, at) = Citation::read(wanted).find(reader)?;
    Ok(Text::of_unit(Arc::new(paper), at))
}
