//! A judgement of what an answer asks: an ask taken away, added, or given other
//! words or another addressee.

use super::By;
use crate::cli::Source;
use crate::cli::persons::refuse_masked;
use crate::cli::reading::{Answers, ReadingArgs};
use crate::cli::run::{Outcome, Run, open};
use crate::corpus::{Citation, Names, Scope};
use crate::error::Error;
use crate::flow::Flow;
use crate::ingest::knowing::files::append;
use crate::known::judgement::{AskJudged, Judgements};
use crate::position::{Addressee, Position};
use crate::text::Cited;
use std::io::Write;

/// An ask that somebody judges, as typed.
#[derive(Debug, Default)]
pub(super) struct AskTyped<'a> {
    /// Its line, or words of it.
    pub(super) words: &'a str,
    /// It asks for something.
    pub(super) asks: bool,
    pub(super) text: Option<&'a str>,
    pub(super) addressee: Option<&'a str>,
    /// The area of one that is added.
    pub(super) focus: Option<&'a str>,
    /// Who of those that differ is right.
    pub(super) decide: Option<&'a str>,
}

/// Keeps what somebody judges an ask to be.
pub(super) fn judge_ask(
    unit: &str,
    typed: &AskTyped<'_>,
    source: &Source,
    reading: &ReadingArgs,
    by: &By<'_>,
    out: &mut dyn Write,
) -> Run {
    refuse_masked(source)?;
    let files = reading.files()?;
    let opened = open(source)?;
    let names = Names::of(&opened.reader);
    let answers = Answers::of(&opened, &names, &files, reading)?;
    let (paper, at) = Citation::read(unit).find(&opened.reader)?;
    let id = paper.unit_ids().swap_remove(at);
    let found = &paper.segmentation.units[at];
    let flow = paper.flows().swap_remove(at);
    let mut judged = AskJudged {
        unit: id.clone(),
        document: paper.document.name.to_string(),
        respondent: found.respondent.clone().unwrap_or_default(),
        unit_kind: found.kind.name().to_owned(),
        asks: typed.asks,
        by: by.name.to_owned(),
        on: by.on.clone(),
        note: by.note.to_owned(),
        ..AskJudged::default()
    };
    let rows = answers.of_unit(&id)?;
    let all = reading.corrections(&opened)?;
    let asks = all_known(&rows, &judged, &all);
    let known = meant(&asks, typed.words)?;
    match known {
        Some(_) if typed.focus.is_some() => {
            return Err(Error::new("an ask that was read stands under its areas")
                .cure("leave out focus=…")
                .into());
        }
        Some(ask) => judged.quote.clone_from(&ask.quote),
        None => judged.quote = as_it_stands(&flow, typed.words, unit)?,
    }
    if let Some(name) = typed.decide {
        judged = decided(judged, name, &all)?;
    } else if known.is_none() {
        if !typed.asks {
            let what = format!("nothing there is read as an ask with \"{}\"", typed.words);
            return Err(Error::new(what).cure(ASKS).into());
        }
        if !answers.readings.reads(&paper, at) {
            let what = format!("what stands at {unit} is not read for what it asks");
            return Err(Error::new(what).cure("cite the answer itself").into());
        }
        let area = typed
            .focus
            .map(|area| answers.area(area, &Scope::default()));
        judged.focus_area = area.transpose()?.map_or_else(String::new, |[id, _]| id);
    }
    if let Some(text) = typed.text {
        judged.text = as_it_stands(&flow, text, unit)?;
    }
    if let Some(name) = typed.addressee {
        judged.addressee = addressee(name)?.name().to_owned();
    }
    let Some(path) = reading.corrections_path(&opened, by.name) else {
        return Err(Error::new("papers in memory keep no corrections")
            .cure("give --corrections FILE, or work from an archive")
            .into());
    };
    append(&path, &judged.to_toml())?;
    writeln!(
        out,
        "{} · \"{}\" · {}, by {} on {}",
        judged.respondent,
        judged.quote,
        judged.in_words(),
        by.name,
        by.on
    )?;
    Ok(Outcome::Found)
}

const ASKS: &str = "`remiss asks` shows what is asked, with its lines";

/// An ask that was read or judged.
struct Known {
    /// The words by which it is known: those that were first judged.
    quote: String,
    /// Those that are shown now, with their lines; none once it is taken away.
    shown: Option<(Cited, String)>,
}

/// All asks of a unit, those that were taken away too.
fn all_known(rows: &[Position], judged: &AskJudged, all: &Judgements) -> Vec<Known> {
    let mut asks: Vec<Known> = Vec::new();
    for ask in rows.iter().flat_map(|row| &row.asks) {
        let said = ask.said.as_ref();
        let quote = said.map_or(ask.quote.as_str(), |said| said.quote.as_str());
        if !asks.iter().any(|one| one.quote == quote) {
            asks.push(Known {
                quote: quote.to_owned(),
                shown: Some((ask.lines, ask.quote.clone())),
            });
        }
    }
    let of_unit = |one: &&AskJudged| {
        let moved = [&one.document, &one.respondent, &one.unit_kind]
            == [&judged.document, &judged.respondent, &judged.unit_kind];
        one.unit == judged.unit || moved
    };
    for one in all.asks().filter(of_unit) {
        if !asks.iter().any(|known| one.is_of(&known.quote)) {
            asks.push(Known {
                quote: one.quote.clone(),
                shown: None,
            });
        }
    }
    asks
}

impl Known {
    fn is_on(&self, line: u32) -> bool {
        let lines = self.shown.as_ref().map(|(lines, _)| lines);
        lines.is_some_and(|lines| (lines.first..=lines.last).contains(&line))
    }

    /// Its words as judged and as shown, lines joined.
    fn texts(&self) -> impl Iterator<Item = String> {
        let shown = self.shown.as_ref().map(|(_, text)| text);
        let all = std::iter::once(&self.quote).chain(shown);
        all.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The ask that stands on a line, or has these words; all of them before a part.
fn meant<'k>(asks: &'k [Known], typed: &str) -> Result<Option<&'k Known>, Error> {
    let wanted = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = wanted.parse::<u32>().ok();
    let fits = |ask: &&Known| match line {
        Some(line) => ask.is_on(line),
        None => ask.texts().any(|text| text.contains(&wanted)),
    };
    let fit: Vec<&Known> = asks.iter().filter(fits).collect();
    let mut wholly = fit
        .iter()
        .filter(|ask| ask.texts().any(|text| text == wanted));
    match (wholly.next(), &fit[..]) {
        (Some(one), _) if wholly.next().is_none() => Ok(Some(*one)),
        (_, [one]) => Ok(Some(one)),
        (_, []) if line.is_some() => {
            Err(Error::new(format!("no ask is read on line {wanted} there")).cure(ASKS))
        }
        (_, []) => Ok(None),
        (_, several) => {
            let quotes = several.iter().map(|ask| format!("\"{}\"", ask.quote));
            let quotes: Vec<String> = quotes.collect();
            let what = format!("\"{wanted}\" may be any of {}", quotes.join("; "));
            Err(Error::new(what).cure("give more of its words"))
        }
    }
}

/// Words of an answer as they stand there.
fn as_it_stands(flow: &Flow, words: &str, unit: &str) -> Result<String, Error> {
    let found = flow.find(words).ok_or_else(|| {
        Error::new(format!(
            "\"{words}\" does not stand in the answer at {unit}"
        ))
        .cure("an ask is quoted: give words as they stand there")
    })?;
    Ok(flow.text[found].to_owned())
}

fn addressee(name: &str) -> Result<Addressee, Error> {
    Addressee::from_name(name).ok_or_else(|| {
        let names = Addressee::ALL.map(Addressee::name).join(", ");
        Error::new(format!("nobody is called {name} to whom an ask is said"))
            .cure(format!("an addressee is {names}"))
    })
}

/// What one of those who differ says, as decided.
fn decided(bare: AskJudged, name: &str, all: &Judgements) -> Result<AskJudged, Error> {
    let is_of = |one: &&AskJudged| {
        one.by == name && one.is_of(&bare.quote) && one.document == bare.document
    };
    let said = all.asks().filter(is_of).last().ok_or_else(|| {
        Error::new(format!("{name} has said nothing of \"{}\"", bare.quote))
            .cure("`remiss correct --list` shows who has judged what")
    })?;
    Ok(AskJudged {
        decides: true,
        unit: bare.unit,
        by: bare.by,
        on: bare.on,
        note: bare.note,
        ..said.clone()
    })
}
