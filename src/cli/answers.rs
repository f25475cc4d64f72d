//! The commands that answer questions: show, ledger.

use super::Source;
use super::order::OrderArgs;
use super::run::{Failure, Run, open, open_units, tell};
use super::scope::WhoseArgs;
use super::spoken::SpokenArgs;
use crate::corpus::{Bodies, Citation, Names};
use crate::error::Error;
use crate::ledger::{Status, ledgers};
use crate::paper::Paper;
use crate::render::{Format, Rows, json, table, text};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// A unit's id, DOCUMENT:LINE as any output cites it (lines that are cited
    /// are marked), DOCUMENT s. PAGE:LINE, or DOCUMENT; the start of a file name
    /// will do, and stands for all documents that begin so.
    pub(super) unit: String,
    /// Show this page of the document as it was read, PDF and text with form
    /// feeds.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) page: Option<u32>,
    /// Show why the paper was read so: the candidates for its kind, its
    /// respondent, date and numbers, with their signs and weights.
    #[arg(long, conflicts_with = "page")]
    pub(super) why: bool,
    #[command(flatten)]
    pub(super) source: Source,
    /// Output format.
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct LedgerArgs {
    #[command(flatten)]
    pub(super) source: Source,
    #[command(flatten)]
    pub(super) whose: WhoseArgs,
    #[command(flatten)]
    pub(super) spoken: SpokenArgs,
    #[command(flatten)]
    pub(super) order: OrderArgs,
    /// Output format.
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
}

pub(super) fn run_show(args: &ShowArgs, out: &mut dyn Write) -> Run {
    if args.format.is_table() {
        let cure = "--format text or json; `remiss export units --format csv` gives a table";
        return Err(Error::new("a unit is no table").cure(cure).into());
    }
    let opened = open(&args.source)?;
    let citation = Citation::read(&args.unit);
    let names = Names::of(&opened.reader);
    let bodies = names.bodies()?;
    let mut found = false;
    for stored in citation.papers(&opened.reader)? {
        let paper = opened.reader.paper(&stored)?;
        if args.why {
            match args.format {
                Format::Text => text::why(&paper, out)?,
                _ => json::why(&paper, out)?,
            }
            found = true;
            continue;
        }
        if let Some(page) = args.page {
            show_page(&paper, page, args.format, out)?;
            found = true;
            continue;
        }
        if !citation.has_place() {
            match args.format {
                Format::Text => text::contents(&paper, out)?,
                _ => {
                    let all = vec![true; paper.segmentation.units.len()];
                    let mut rows = Rows::new(Format::Ndjson, table::UNITS, out)?;
                    json::units(&paper, &all, bodies, &mut rows)?;
                }
            }
            found = true;
            continue;
        }
        if let Some(at) = citation.unit(&paper) {
            let marked = citation.within(&paper, at);
            show_unit(&paper, (at, marked), bodies, args.format, out)?;
            found = true;
        } else if let Some(lines) = citation
            .lines(&paper)
            .filter(|_| args.format == Format::Text)
        {
            text::lines(&paper, lines, out)?;
            found = true;
        }
    }
    if !found {
        tell(match args.format {
            Format::Text => "no line of the document is cited so",
            _ => "no unit stands at that line",
        });
    }
    Ok(opened.outcome(found))
}

fn show_page(paper: &Paper, page: u32, format: Format, out: &mut dyn Write) -> Result<(), Failure> {
    let document = &paper.document;
    if document.index.lines_of_page(page).is_none() {
        let cure = match document.index.page_count() {
            0 => "its format has no pages; give DOCUMENT:LINE".to_owned(),
            pages => format!("it has {pages} pages"),
        };
        let what = format!("{} has no page {page}", document.name);
        return Err(Error::new(what).cure(cure).into());
    }
    match format {
        Format::Json | Format::Ndjson => json::page(paper, page, out)?,
        _ => text::page(paper, page, out)?,
    }
    Ok(())
}

fn show_unit(
    paper: &Paper,
    (at, marked): (usize, Option<[u32; 2]>),
    bodies: &Bodies,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match format {
        Format::Json | Format::Ndjson => json::unit(paper, at, bodies, out)?,
        _ => text::unit(paper, at, marked, out)?,
    }
    Ok(())
}

pub(super) fn run_ledger(args: &LedgerArgs, out: &mut dyn Write) -> Run {
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let scope = args.whose.scope(&names)?;
    let mut ledgers = ledgers(&opened.reader, names.referrals()?, &scope)?;
    args.order.arrange(&mut ledgers, &names)?;
    let words = args.spoken.words()?;
    if args.format == Format::Text {
        text::ledger(&ledgers, &words, out)?;
        if !ledgers.is_empty() {
            let reviews = names.reviews()?;
            let places = ledgers.iter().flat_map(|ledger| &ledger.entries);
            let answered = places.filter(|entry| entry.status == Status::Answered);
            let answers: Vec<&str> = answered
                .filter_map(|entry| Some(&*entry.place.as_ref()?.document))
                .collect();
            let seen = answers.iter().filter_map(|name| reviews.get(*name));
            let seen = seen.filter(|review| review.is_reviewed()).count();
            let given = [("n", seen.into()), ("all", answers.len().into())];
            text::faint_if(seen > 0, &words.with("cli-reviewed-answers", &given), out)?;
        }
    } else {
        let mut rows = Rows::new(args.format, table::LEDGER, out)?;
        json::ledger(&ledgers, names.bodies()?, &names.reviews()?, &mut rows)?;
        rows.finish()?;
    }
    if ledgers.is_empty() {
        tell(&words.say(match scope.is_all() {
            true => "cli-no-ledger",
            false => "cli-no-such-ledger",
        }));
    }
    Ok(opened.outcome(!ledgers.is_empty()))
}
