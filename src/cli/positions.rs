//! The commands about positions: what was typed → what is read and shown.

use super::Source;
use super::correct::{By, StanceJudged, judge_stance};
use super::order::OrderArgs;
use super::reading::{ChoiceArgs, ReadingArgs};
use super::run::{Failure, Run, columns, open_units, tell};
use super::selection::Selection;
use crate::corpus::{Bodies, Names};
use crate::error::Error;
use crate::position::{Choice, Grid, Position, Positions, Stance, stance_of};
use crate::query::first_day;
use crate::render::text::ListBy;
use crate::render::{Format, Rows, html, json, table, text};
use clap::Args;
use std::collections::HashSet;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct PositionsArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// Only these stances: stöd, stöd_med_förbehåll, kritik, neutral; several with commas.
    #[arg(long, value_delimiter = ',', value_parser = parse_stance)]
    stance: Vec<Stance>,
    /// Sum up or set side by side: board, party, kind (of respondent), stance
    /// (for and against), verdict (as prose).
    #[arg(long, value_name = "WHAT")]
    by: Option<SetBy>,
    /// As the prose a ministry writes: "Tillstyrker: …. Avstyrker: …."; the same
    /// as --by verdict.
    #[arg(long, conflicts_with_all = ["by", "history"])]
    prose: bool,
    /// One respondent's positions through the years.
    #[arg(long, requires = "board")]
    history: bool,
    /// Letters that fit on a line; the terminal's, if nothing is said.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,
    #[command(flatten)]
    order: OrderArgs,
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
    /// The same as Excel set to Swedish opens it.
    CsvExcel,
    /// A heat map in one file; each cell opens its sentences.
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum SetBy {
    /// Boards down, focus areas across.
    Board,
    /// Parties down, focus areas across; then per focus area the boards and the
    /// parties with their sentences.
    Party,
    /// How many respondents of each kind say what.
    Kind,
    /// For and against as two blocks for each area.
    Stance,
    /// Prose: who says what, in a ministry's order.
    Verdict,
}

impl PositionsArgs {
    fn set_by(&self) -> Option<SetBy> {
        match self.prose {
            true => Some(SetBy::Verdict),
            false => self.by,
        }
    }

    /// A sum over respondents is asked for, not their own rows.
    fn is_summed(&self) -> bool {
        let by = self.set_by();
        !self.history && matches!(by, Some(SetBy::Kind | SetBy::Stance | SetBy::Verdict))
    }
}

#[derive(Debug, Args)]
pub(super) struct AsksArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    choice: ChoiceArgs,
    #[command(flatten)]
    order: OrderArgs,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    /// The unit: its id, or DOCUMENT:LINE as any output cites it.
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

pub(super) fn parse_stance(name: &str) -> Result<Stance, String> {
    stance_of(name)
        .map_err(|error| error.to_string())?
        .ok_or_else(|| "a pair that is not raised has no row".to_owned())
}

pub(super) fn run_positions(args: &PositionsArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let mut choice = args.choice.choice(&args.reading, &names)?;
    choice.stances.clone_from(&args.stance);
    // Rows stand as the papers do, unless something else is asked for.
    let rows = !matches!(args.format, PageFormat::Text | PageFormat::Html);
    let listed = args.order.is_given() || !rows;
    let reading = (&files, &args.reading);
    let (answers, places) = args.order.answers(&opened, &names, reading, listed)?;
    let choice = answers.settled(choice)?;
    let mut chosen = answers.chosen(&choice);
    let parties = args.choice.scope.is_of_parties();
    if args.history && !parties {
        chosen = chosen.only(Position::is_answer)?;
        one_respondent(chosen.held())?;
    } else if args.order.is_given() && rows {
        chosen = chosen.only(|_| true)?;
    }
    let chosen = chosen.in_order(places);
    if args.format == PageFormat::Html && (parties || args.set_by().is_some()) {
        return Err(Error::new("the heat map shows boards")
            .cure("leave out --party, --by and --prose, or take another format")
            .into());
    }
    let bodies = names.bodies()?;
    let any = match args.format {
        PageFormat::Json => as_rows(chosen, bodies, Format::Json, out)?,
        PageFormat::Ndjson => as_rows(chosen, bodies, Format::Ndjson, out)?,
        PageFormat::Csv => as_rows(chosen, bodies, Format::Csv, out)?,
        PageFormat::CsvExcel => as_rows(chosen, bodies, Format::CsvExcel, out)?,
        PageFormat::Html => as_grid(chosen, |row| row, |grid| html::positions(grid, out))?,
        PageFormat::Text if !parties && args.is_summed() => {
            let areas = !choice.areas.is_empty() || choice.all;
            let show = |grid: &Grid<'_, Position>| match args.set_by() {
                Some(SetBy::Kind) => text::by_kind(grid, bodies, areas, out),
                Some(SetBy::Stance) => text::by_stance(grid, out),
                _ => text::prose(grid, out),
            };
            as_grid(chosen, |row| row, show)?
        }
        PageFormat::Text => match list_by(args, &choice) {
            None => {
                let shown = as_matrix(chosen, (columns(args.width), choice.all), out)?;
                if shown[1] > 0 {
                    text::reviewed_of(shown[0], shown[1], "positions", out)?;
                }
                shown[1] > 0
            }
            Some(by) => {
                let whole = choice.stances.is_empty() && !parties;
                let found = chosen.all()?;
                text::positions(&found, (by, columns(args.width)), whole, out)?;
                let seen = found.rows.iter().filter(|row| row.review().is_reviewed());
                if !found.rows.is_empty() {
                    text::reviewed_of(seen.count(), found.rows.len(), "positions", out)?;
                }
                !found.rows.is_empty()
            }
        },
    };
    tell_nothing(any, "no position was found", &args.reading, &args.choice);
    Ok(opened.outcome(any))
}

/// Writes positions as they are read; true if there was one.
fn as_rows(
    chosen: Selection<'_>,
    bodies: &Bodies,
    format: Format,
    out: &mut dyn Write,
) -> Result<bool, Failure> {
    let mut rows = Rows::new(format, table::POSITIONS, out)?;
    chosen.each(|some| Ok(json::positions(&some, bodies, &mut rows)?))?;
    Ok(rows.finish()?)
}

/// Puts positions into tables, with as much of each as is shown; true if there
/// was one.
fn as_grid<C>(
    chosen: Selection<'_>,
    keep: impl Fn(Position) -> C,
    show: impl FnOnce(&Grid<'_, C>) -> std::io::Result<()>,
) -> Result<bool, Failure> {
    let answers = chosen.answers();
    let mut grid = Grid::new(&answers);
    let mut any = false;
    chosen.each(|rows| {
        any |= !rows.is_empty();
        rows.into_iter().for_each(|row| grid.add(row, &keep));
        Ok(())
    })?;
    show(&grid)?;
    Ok(any)
}

/// A table for each referral, and the positions on those of which only an account
/// tells, for there is no table of these. Gives how many were looked at of how
/// many.
fn as_matrix(
    chosen: Selection<'_>,
    (width, all): (usize, bool),
    out: &mut dyn Write,
) -> Result<[usize; 2], Failure> {
    let (answers, arrange) = (chosen.answers(), chosen.arranger());
    let tabled: HashSet<String> = answers.iter().map(|one| one.referral.key()).collect();
    let mut grid = Grid::new(&answers);
    let (mut count, mut beside) = ([0, 0], Vec::new());
    chosen.each(|rows| {
        for row in rows {
            count[0] += usize::from(row.review().is_reviewed());
            count[1] += 1;
            match tabled.contains(&row.referral.key()) {
                true => grid.add(row, |row| text::InMatrix::of(&row)),
                false => beside.push(row),
            }
        }
        Ok(())
    })?;
    text::matrix(&grid, width, all, out)?;
    if !beside.is_empty() {
        arrange(&mut beside);
        if !grid.tables.is_empty() {
            writeln!(out)?;
        }
        let rows = Positions {
            rows: beside,
            answers: Vec::new(),
        };
        text::positions(&rows, (ListBy::Board, width), false, out)?;
    }
    Ok(count)
}

/// A history is one respondent's.
fn one_respondent(rows: &[Position]) -> Result<(), Error> {
    let names: std::collections::BTreeSet<&str> =
        rows.iter().map(|row| row.respondent.as_str()).collect();
    if names.len() <= 1 {
        return Ok(());
    }
    let names: Vec<&str> = names.into_iter().take(5).collect();
    Err(Error::new("a history is told of one respondent")
        .cure(format!("--board means {}", names.join(", "))))
}

/// How a list is headed; no list where the matrix shows all.
fn list_by(args: &PositionsArgs, choice: &Choice) -> Option<ListBy> {
    let narrowed = args.choice.scope.is_of_some() || !choice.stances.is_empty();
    match args.set_by() {
        _ if args.history => Some(ListBy::History),
        Some(SetBy::Party) => Some(ListBy::Party),
        _ if !choice.areas.is_empty() => Some(ListBy::Area),
        _ if narrowed => Some(ListBy::Board),
        _ => None,
    }
}

fn tell_nothing(any: bool, what: &str, reading: &ReadingArgs, choice: &ChoiceArgs) {
    if any {
        return;
    }
    let none = choice.scope.none_of(what);
    tell(&none.unwrap_or_else(|| match &reading.topic[..] {
        [] => format!("{what}; --all shows what is read of low confidence"),
        topics => format!("no answer here takes up {}", topics.join(", ")),
    }));
}

pub(super) fn run_asks(args: &AsksArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let choice = args.choice.choice(&args.reading, &names)?;
    let listed = args.order.is_given();
    let reading = (&files, &args.reading);
    let (answers, places) = args.order.answers(&opened, &names, reading, listed)?;
    let choice = answers.settled(choice)?;
    let of_asks = choice.of_asks();
    let mut chosen = answers.chosen(&of_asks);
    if listed {
        chosen = chosen.only(|_| true)?.in_order(places);
    }
    let statements = args.choice.scope.is_of_statements();
    let mut asks = false;
    let each = |take: &mut dyn FnMut(&[Position]) -> Result<(), Failure>| {
        chosen.each(|mut rows| {
            rows.retain(|row| row.is_answer() || statements && !row.inherited);
            choice.keep_asks(&mut rows);
            asks |= rows.iter().any(|row| !row.asks.is_empty());
            take(&rows)
        })
    };
    if args.format == Format::Text {
        let mut text = text::Asks::new(out);
        each(&mut |rows| Ok(text.add(rows)?))?;
    } else {
        let bodies = names.bodies()?;
        let mut written = Rows::new(args.format, table::ASKS, out)?;
        each(&mut |rows| Ok(json::asks(rows, bodies, &mut written)?))?;
        written.finish()?;
    }
    tell_nothing(asks, "no ask was found", &args.reading, &args.choice);
    Ok(opened.outcome(asks))
}

pub(super) fn run_review(args: &ReviewArgs, out: &mut dyn Write) -> Run {
    let judged = StanceJudged {
        unit: &args.unit,
        area: &args.focus_area,
        stance: Some(&args.stance),
        verdict: None,
        decide: None,
    };
    let by = By {
        name: &args.by,
        on: args.on.clone(),
        note: &args.note,
    };
    judge_stance(&judged, &args.source, &args.reading, &by, out)
}
