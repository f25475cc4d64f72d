//! The list of papers: what each was read as, by what, and what to look at.

use super::Source;
use super::run::{Failure, Run, columns, open, tell};
use super::scope::WhoseArgs;
use super::sheet::{put, tell_cut};
use crate::corpus::{Names, PaperRow, rows_of};
use crate::desk::listed;
use crate::error::Error;
use crate::known::Review;
use crate::paper::Paper;
use crate::render::table::Workbook;
use crate::render::text::PaperLine;
use crate::render::{Format, Rows, json, table, text};
use clap::{Args, ValueHint};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct PapersArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    whose: WhoseArgs,
    /// Only papers of which something was guessed, or that were not
    /// recognised, the most doubtful first.
    #[arg(long)]
    guessed: bool,
    /// Write an Excel workbook, to be corrected and given back to
    /// `remiss correct --table`.
    #[arg(short, long, value_name = "FILE.xlsx", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Letters that fit on a line; the terminal's, if nothing is said.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..))]
    width: Option<u16>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_papers(args: &PapersArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let names = Names::of(&opened.reader);
    let scope = args.whose.scope(&names)?;
    let (referrals, reader) = (names.referrals()?, &opened.reader);
    let rows = |mut paper: Paper| {
        let is_in = scope.has_paper(&paper);
        referrals.complete(&mut paper.segmentation);
        let mut rows = rows_of(&paper);
        rows.retain(|row| {
            is_in
                && (!args.guessed || row.is_doubtful())
                && (!args.whose.only_reviewed() || row.review.is_reviewed())
        });
        // The text is not needed any more.
        paper.document.text = String::new();
        (paper, rows)
    };
    let mut all: Vec<(Paper, PaperRow)> = Vec::new();
    reader.each(&reader.papers()?, rows, |(paper, rows)| {
        all.extend(rows.into_iter().map(|row| (paper.clone(), row)));
        Ok::<(), Failure>(())
    })?;
    if args.guessed {
        all.sort_by(|(_, a), (_, b)| b.doubt().total_cmp(&a.doubt()).then(a.name.cmp(&b.name)));
    }
    if let Some(path) = &args.output {
        workbook(&all, &names, path)?;
    } else if args.format == Format::Text {
        let bodies = names.bodies()?;
        let lines = all
            .iter()
            .map(|(paper, row)| PaperLine::of(paper, row, bodies));
        let lines: Vec<PaperLine> = lines.collect();
        if !lines.is_empty() {
            text::papers(&lines, columns(args.width), out)?;
            reviewed(&all, out)?;
        }
    } else {
        write(&all, &names, Rows::new(args.format, table::PAPERS, out)?)?;
    }
    if all.is_empty() {
        tell(&match (args.guessed, args.whose.only_reviewed()) {
            (true, _) => "nothing was guessed in these papers".to_owned(),
            (_, true) => "nobody has looked at any of these papers yet".to_owned(),
            _ => (args.whose.none_of("there is no paper"))
                .unwrap_or_else(|| "there is no paper here".to_owned()),
        });
    }
    Ok(opened.outcome(!all.is_empty()))
}

/// How much of it people have looked at. Lists of theirs are no papers to be
/// looked at.
fn reviewed(all: &[(Paper, PaperRow)], out: &mut dyn Write) -> std::io::Result<()> {
    let papers = all.iter().filter(|(paper, _)| !listed::is_given(paper));
    let seen = all.iter().filter(|(_, row)| row.review.is_reviewed());
    let corrected = all
        .iter()
        .filter(|(_, row)| row.review == Review::Corrected);
    let (seen, corrected) = (seen.count(), corrected.count());
    writeln!(
        out,
        "reviewed {seen} of {}, {corrected} corrected",
        papers.count()
    )
}

fn write(all: &[(Paper, PaperRow)], names: &Names<'_>, mut rows: Rows<'_>) -> Result<(), Failure> {
    let bodies = names.bodies()?;
    for (paper, row) in all {
        json::paper(paper, row, bodies, &mut rows)?;
    }
    rows.finish()?;
    Ok(())
}

fn workbook(all: &[(Paper, PaperRow)], names: &Names<'_>, path: &Path) -> Result<(), Failure> {
    if path.extension().is_none_or(|ending| ending != "xlsx") {
        let error = Error::new("is no workbook").at(path);
        return Err(error
            .cure("end its name in .xlsx, or take --format csv")
            .into());
    }
    let mut book = Workbook::new()?;
    write(
        all,
        names,
        Rows::of_sheet(&mut book, "papers", table::PAPERS)?,
    )?;
    let mut written = Vec::new();
    tell_cut(&book.finish(&mut written)?);
    put(path, &written)
}
