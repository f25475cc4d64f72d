//! The command sample: rows drawn at random, to be judged one by one or in a
//! sheet, or to be coded by people who do not see what the program read.

use super::Source;
use super::positions::parse_stance;
use super::reading::{Answers, ChoiceArgs, ReadingArgs};
use super::run::{Failure, Outcome, Run, open_units, tell};
use super::sheet::{Sheet, rows_of};
use crate::corpus::{Bodies, Names};
use crate::error::Error;
use crate::ingest;
use crate::position::{Choice, Position, Stance};
use crate::render::{Format, Rows, json, text};
use crate::sampling::{
    Allotment, By, CodeBook, Draw, Judged, Judgement, Row, Sample, judgement, row_ids, shared_text,
};
use clap::{Args, ValueHint};
use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss sample 30                                  how right is it here? asks row by row
  remiss sample 30 -o rader.xlsx                    the same as a sheet with a column \"ratt\"
  remiss sample --judged rader.xlsx                 the share that is right
  remiss sample --n 200 --by slag,år -o kodark.xlsx a coding sheet, stratified
  remiss agree anna.xlsx bo.xlsx --machine          how far the coders agree

A row is a position as `remiss positions` lists them. The draw follows from --seed and the
papers alone.")]
pub(super) struct SampleArgs {
    /// How many rows; 30 if nothing is said.
    #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: Option<u32>,
    /// The same.
    #[arg(long, value_name = "N", conflicts_with = "count", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    n: Option<u32>,
    /// Another number draws other rows.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Draw from each stratum: slag, år, område, ställning, enhet, with commas
    /// between. Makes a coding sheet.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    by: Vec<By>,
    /// How rows are divided among strata.
    #[arg(long, value_name = "HOW", default_value = "equal", requires = "by")]
    shares: Allotment,
    /// Draw a text that several respondents share once: one that many joined is
    /// else drawn as often as it stands there.
    #[arg(long)]
    distinct: bool,
    /// Make a coding sheet: what the program read is left out.
    #[arg(long)]
    coding: bool,
    /// A file of codes, one a line, behind a tab its definition; without it
    /// the four stances. Makes a coding sheet.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    codes: Option<PathBuf>,
    /// Read a sheet that was judged, and say what share is right.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["count", "n", "by", "coding", "codes", "output"])]
    judged: Option<PathBuf>,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// Only these stances: stöd, stöd_med_förbehåll, kritik, neutral; several with commas.
    #[arg(long, value_delimiter = ',', value_parser = parse_stance)]
    stance: Vec<Stance>,
    /// Write the sheet into this file: .xlsx or .csv.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "format")]
    output: Option<PathBuf>,
    /// Output format; if nothing is said rows are asked about on a terminal,
    /// and CSV elsewhere.
    #[arg(long)]
    format: Option<Format>,
}

impl SampleArgs {
    fn is_coding(&self) -> bool {
        self.coding || self.codes.is_some() || !self.by.is_empty()
    }

    /// A person is asked about each row.
    pub(super) fn asks(&self) -> bool {
        let nothing_said = self.format.is_none() && self.output.is_none() && self.judged.is_none();
        nothing_said && !self.is_coding() && io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    fn book(&self) -> Result<Option<CodeBook>, Failure> {
        Ok(match &self.codes {
            Some(path) => {
                let book = CodeBook::read(&ingest::text_of(path)?);
                Some(book.map_err(|error| error.at(path))?)
            }
            None => self.is_coding().then(CodeBook::of_stances),
        })
    }
}

pub(super) fn run_sample(args: &SampleArgs, out: &mut dyn Write) -> Run {
    if let Some(path) = &args.judged {
        let judged = Judged::of_sheet(&rows_of(path)?).map_err(|error| error.at(path))?;
        return tell_judged(&judged, args.format.unwrap_or(Format::Text), out);
    }
    let book = args.book()?;
    let files = args.reading.files()?;
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let mut choice = args.choice.choice(&args.reading, &names)?;
    choice.stances.clone_from(&args.stance);
    let answers = Answers::of(&opened, &names, &files, &args.reading)?;
    let choice = answers.settled(choice)?;
    let bodies = names.bodies()?;
    let sample = drawn(args, &answers, &choice, bodies)?;
    let rows = rows(&sample, &answers)?;
    tell(&format!(
        "drew {} of {} rows, seed {}",
        rows.len(),
        sample.population(),
        args.seed
    ));
    if args.asks() {
        let judged = ask(&rows, &mut io::stdin().lock(), out)?;
        return tell_judged(&judged, Format::Text, out);
    }
    let sheet = Sheet {
        rows: &rows,
        bodies,
        book: book.as_ref(),
        sample: &sample,
        notes: &notes(args),
    };
    match (&args.output, args.format.unwrap_or(Format::Csv)) {
        (Some(path), _) => sheet.write(path)?,
        (None, Format::Text) if book.is_none() => list(&rows, out)?,
        (None, format) => {
            let mut written = Rows::new(format, sheet.columns().1, out)?;
            sheet.fill(&mut written)?;
            written.finish()?;
        }
    }
    Ok(opened.outcome(!rows.is_empty()))
}

/// Draws, holding of each stratum no more ids than can be drawn.
fn drawn(
    args: &SampleArgs,
    answers: &Answers<'_>,
    choice: &Choice,
    bodies: &Bodies,
) -> Result<Sample, Failure> {
    let size = args.count.or(args.n).unwrap_or(30);
    let mut draw = Draw::new(size as usize, args.seed);
    answers.each_marked(
        choice,
        |_, row, chosen| (row, chosen),
        |marked| {
            let ids = row_ids(marked.iter().map(|(row, _)| row));
            for ((row, chosen), id) in marked.iter().zip(ids) {
                if *chosen {
                    let kind = bodies.kind(&row.respondent);
                    let values = args.by.iter().map(|by| by.value(row, kind)).collect();
                    match args.distinct {
                        true => draw.add_once(&shared_text(row), values, id),
                        false => draw.add(values, id),
                    }
                }
            }
            Ok(())
        },
    )?;
    Ok(draw.finish(args.shares))
}

/// Reads the papers of the drawn rows once more, for what is shown of them.
fn rows(sample: &Sample, answers: &Answers<'_>) -> Result<Vec<Row>, Failure> {
    let wanted: HashSet<&str> = sample.ids.iter().map(String::as_str).collect();
    let documents = documents(sample.ids.iter().map(String::as_str));
    let mut found: HashMap<String, Row> = HashMap::new();
    answers.each_in(
        &documents,
        |paper, positions: Vec<Position>| {
            let flows: HashMap<String, String> = paper
                .unit_ids()
                .into_iter()
                .zip(paper.flows().into_iter().map(|flow| flow.text))
                .collect();
            let ids = row_ids(positions.iter());
            let drawn = ids.into_iter().zip(&positions);
            let drawn = drawn.filter(|(id, _)| wanted.contains(id.as_str()));
            drawn
                .map(|(id, row)| Row::of(id, row, flows.get(&row.unit).map_or("", String::as_str)))
                .collect::<Vec<Row>>()
        },
        |rows| found.extend(rows.into_iter().map(|row| (row.id.clone(), row))),
    )?;
    let ids = sample.ids.iter();
    Ok(ids.filter_map(|id| found.remove(id)).collect())
}

/// Ids of the documents in which rows stand.
pub(super) fn documents<'i>(ids: impl Iterator<Item = &'i str>) -> HashSet<&'i str> {
    ids.filter_map(|id| id.split(':').next()).collect()
}

/// What is to be known of a draw beside its strata.
fn notes(args: &SampleArgs) -> Vec<(&'static str, String)> {
    let by: Vec<&str> = args.by.iter().map(|by| by.name()).collect();
    let mut notes = vec![
        ("seed", args.seed.to_string()),
        ("program", format!("remiss {}", env!("CARGO_PKG_VERSION"))),
    ];
    if !by.is_empty() {
        let shares = match args.shares {
            Allotment::Equal => "equal: as many of each stratum, or all it has",
            Allotment::Proportional => {
                "proportional: as the stratum's part of all rows, one at least"
            }
        };
        notes.push(("by", by.join(", ")));
        notes.push(("shares", shares.to_owned()));
    }
    if args.distinct {
        let once = "a text that several respondents share is one row";
        notes.push(("distinct", once.to_owned()));
    }
    notes.push((
        "weight",
        "population / drawn: each row counts so much where shares of all rows are told".to_owned(),
    ));
    notes.push((
        "population",
        "rows that `remiss positions` has; what it did not find cannot be drawn".to_owned(),
    ));
    notes
}

fn list(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    for (number, row) in (1..).zip(rows) {
        text::row(row, (number, rows.len()), out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Asks about each row until the input ends, or a person has had enough.
fn ask(rows: &[Row], input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Judged> {
    let mut judged = Judged::default();
    for (number, row) in (1..).zip(rows) {
        text::row(row, (number, rows.len()), out)?;
        let Some(said) = answer(input, out)? else {
            break;
        };
        judged.add(row.stance, row.area_kind, said);
        writeln!(out)?;
    }
    Ok(judged)
}

/// What is answered; nothing if there is no more to be had.
fn answer(input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Option<Judgement>> {
    /// A line that is longer is no answer.
    const LONGEST: u64 = 256;
    loop {
        write!(out, "r(ätt), f(el), Enter skips, q ends: ")?;
        out.flush()?;
        let mut line = Vec::new();
        if io::Read::take(&mut *input, LONGEST).read_until(b'\n', &mut line)? == 0 {
            writeln!(out)?;
            return Ok(None);
        }
        let typed = String::from_utf8_lossy(&line);
        match (typed.trim(), judgement(&typed)) {
            ("q" | "Q", _) => return Ok(None),
            (_, Some(said)) => return Ok(Some(said)),
            _ => {}
        }
    }
}

fn tell_judged(judged: &Judged, format: Format, out: &mut dyn Write) -> Run {
    match format {
        Format::Text => text::judged(judged, out)?,
        Format::Json | Format::Ndjson => json::judged(judged, out)?,
        Format::Csv | Format::CsvExcel => {
            return Err(Error::new("shares are no table")
                .cure("take --format text or json")
                .into());
        }
    }
    if judged.all.all == 0 {
        tell("no row is judged");
    }
    Ok(match judged.all.all {
        0 => Outcome::Nothing,
        _ => Outcome::Found,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(stance: &'static str) -> Row {
        Row {
            id: "a:1/x".to_owned(),
            respondent: "Kulturnämnden".to_owned(),
            kind: crate::unit::UnitKind::Yttrande,
            parties: Vec::new(),
            area: "Dialog".to_owned(),
            area_kind: "focus",
            stance,
            verdict: None,
            confidence: 0.9,
            quote: "Det är bra.".to_owned(),
            text: "Först. Det är bra. Sist.".to_owned(),
            document: "100.txt".to_owned().into(),
            lines: None,
        }
    }

    #[test]
    fn a_person_answers_in_swedish_or_not_at_all() {
        let rows = ["stöd", "stöd", "kritik", "kritik", "neutral"].map(row);
        let mut out = Vec::new();
        let typed = "r\nkanske\nfel\n\nJ\nq\nr\n";
        let judged = ask(&rows, &mut typed.as_bytes(), &mut out).unwrap();
        assert_eq!((judged.all.part, judged.all.all, judged.skipped), (2, 3, 1));
        assert_eq!(judged.stances["kritik"].part, 1);
        let shown = String::from_utf8(out).unwrap();
        assert_eq!(shown.matches("q ends: ").count(), 6, "{shown}");
        let none = ask(&rows, &mut &b""[..], &mut Vec::new()).unwrap();
        assert_eq!(none, Judged::default());
    }
}
