//! A judgement of a stance or a verdict.

use super::By;
use crate::cli::Source;
use crate::cli::persons::refuse_masked;
use crate::cli::reading::{Answers, ReadingArgs};
use crate::cli::run::{Outcome, Run, open};
use crate::corpus::{Citation, Names, Scope};
use crate::desk::judging;
use crate::error::Error;
use crate::ingest::knowing::files::append;
use crate::known::judgement::Judgements;
use crate::position::Correction;
use std::io::Write;

/// A stance that somebody judges, as typed.
pub(in crate::cli) struct StanceJudged<'a> {
    pub(in crate::cli) unit: &'a str,
    pub(in crate::cli) area: &'a str,
    /// Nothing where what was read is right.
    pub(in crate::cli) stance: Option<&'a str>,
    pub(in crate::cli) verdict: Option<&'a str>,
    /// Who of those that differ is right.
    pub(in crate::cli) decide: Option<&'a str>,
}

/// Keeps what somebody judges a position to be.
pub(in crate::cli) fn judge_stance(
    judged: &StanceJudged<'_>,
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
    let (paper, at) = Citation::read(judged.unit).find(&opened.reader)?;
    let id = paper.unit_ids().swap_remove(at);
    let rows = answers.of_unit(&id)?;
    let Some(row) = rows.first() else {
        let error = Error::new(format!(
            "no position is read in the unit at {}",
            judged.unit
        ));
        return Err(error
            .cure("`remiss positions --format json` gives the ids")
            .into());
    };
    let concerned = rows.iter().find(|row| row.area == judged.area);
    let (area, area_name) = match concerned {
        Some(row) => (row.area.clone(), row.area_name.clone()),
        None => {
            let [area, name] = answers.area(judged.area, &Scope::default())?;
            (area, name)
        }
    };
    let correction = match judged.decide {
        Some(name) => {
            // What is decided is said by the other; the row says what of.
            let read = Some(row.stance.name());
            let bare = judging::stance(row, [&area, &area_name], [read, None], by)?;
            decided(bare, name, &reading.corrections(&opened)?, &area_name)?
        }
        None => {
            let row = concerned.unwrap_or(row);
            let typed = [judged.stance, judged.verdict];
            judging::stance(row, [&area, &area_name], typed, by)?
        }
    };
    let stance = &correction.stance;
    let Some(path) = reading.corrections_path(&opened, by.name) else {
        return Err(Error::new("papers in memory keep no corrections")
            .cure("give --corrections FILE, or work from an archive")
            .into());
    };
    append(&path, &correction.to_toml())?;
    let verdict = match correction.verdict.as_str() {
        "" => String::new(),
        verdict => format!(" ({verdict})"),
    };
    writeln!(
        out,
        "{} · {area_name} · {stance}{verdict}, by {} on {}",
        row.respondent, by.name, by.on
    )?;
    Ok(Outcome::Found)
}

/// What one of those who differ says, as decided.
fn decided(
    bare: Correction,
    name: &str,
    all: &Judgements,
    area_name: &str,
) -> Result<Correction, Error> {
    let of_unit = |one: &&Correction| {
        let moved = [&one.document, &one.respondent, &one.unit_kind]
            == [&bare.document, &bare.respondent, &bare.unit_kind];
        one.by == name && one.focus_area == bare.focus_area && (one.unit == bare.unit || moved)
    };
    let said = all.stances().filter(of_unit).last().ok_or_else(|| {
        Error::new(format!("{name} has said nothing of {area_name} there"))
            .cure("`remiss correct --list` shows who has judged what")
    })?;
    Ok(Correction {
        stance: said.stance.clone(),
        verdict: said.verdict.clone(),
        decides: true,
        ..bare
    })
}
