//! The commands that answer questions: show, ledger.

use super::run::{Failure, Run, open, tell};
use super::{LedgerArgs, ShowArgs};
use crate::archive::Stored;
use crate::corpus::{Bodies, Names};
use crate::error::Error;
use crate::ledger::ledgers;
use crate::paper::Paper;
use crate::render::{Format, Rows, json, table, text};
use std::io::Write;

pub(super) fn run_show(args: &ShowArgs, out: &mut dyn Write) -> Run {
    if args.format.is_table() {
        let cure = "--format text or json; `remiss export units --format csv` gives a table";
        return Err(Error::new("a unit is no table").cure(cure).into());
    }
    let opened = open(&args.source)?;
    let (head, line) = match args.unit.rsplit_once(':') {
        Some((head, line)) => (head, Some(line)),
        None => (args.unit.as_str(), None),
    };
    let names = Names::of(&opened.reader);
    let bodies = names.bodies()?;
    let papers = opened.reader.papers()?;
    let wanted: Vec<&Stored> = papers
        .iter()
        .filter(|stored| stored.is_called(head))
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
        let Some(line) = line else {
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
        };
        let at = unit_at(&paper, line)?;
        if let Some(at) = at {
            show_unit(&paper, at, bodies, args.format, out)?;
            found = true;
        }
    }
    if !found {
        tell("no unit stands at that line");
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
    at: usize,
    bodies: &Bodies,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match format {
        Format::Json | Format::Ndjson => json::unit(paper, at, bodies, out)?,
        _ => text::unit(paper, at, &paper.unit_ids()[at], out)?,
    }
    Ok(())
}

/// The unit with this id, else the one that covers this line, introduction
/// included.
pub(super) fn unit_at(paper: &Paper, line: &str) -> Result<Option<usize>, Failure> {
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

pub(super) fn run_ledger(args: &LedgerArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let names = Names::of(&opened.reader);
    let scope = args.whose.scope(&names)?;
    let ledgers = ledgers(&opened.reader, names.referrals()?, &scope)?;
    if args.format == Format::Text {
        text::ledger(&ledgers, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::LEDGER, out)?;
        json::ledger(&ledgers, names.bodies()?, &mut rows)?;
        rows.finish()?;
    }
    if ledgers.is_empty() {
        tell(match scope.is_all() {
            true => "no paper here says who was asked or who answered",
            false => "no paper here says that such a respondent was asked or answered",
        });
    }
    Ok(opened.outcome(!ledgers.is_empty()))
}
