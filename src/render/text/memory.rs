//! What was asked last time and what became of it, for people.

use super::lost::place;
use super::{FAINT, MATCH, NAME};
use crate::memory::{Became, Near, Remembered};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Respondents, their earlier asks, and under each the nearest later passages.
pub fn remembered(found: &[Remembered], out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, Became), usize> = BTreeMap::new();
    for one in found.iter().filter(|one| !one.view) {
        *counts.entry((&one.respondent, one.became)).or_insert(0) += 1;
    }
    let mut before: Option<&Remembered> = None;
    for one in found {
        let known = before.is_some_and(|before| before.respondent == one.respondent);
        if !known {
            if before.is_some() {
                writeln!(out)?;
            }
            let count = |became| {
                counts
                    .get(&(&*one.respondent, became))
                    .copied()
                    .unwrap_or(0)
            };
            writeln!(
                out,
                "{NAME}{}{NAME:#} {FAINT}{} asked again, {} met, {} dropped{FAINT:#}",
                one.respondent,
                count(Became::AskedAgain),
                count(Became::Met),
                count(Became::Dropped)
            )?;
        }
        let same = |before: &Remembered| {
            before.referral.title == one.referral.title && before.later.title == one.later.title
        };
        if !known || !before.is_some_and(same) {
            writeln!(
                out,
                "  {FAINT}{} {} → {} {}{FAINT:#}",
                year(one.year),
                one.referral.title,
                year(one.later_year),
                one.later.title
            )?;
        }
        before = Some(one);
        ask(one, out)?;
    }
    Ok(())
}

fn ask(one: &Remembered, out: &mut dyn Write) -> io::Result<()> {
    let style = if one.became == Became::Met {
        FAINT
    } else {
        MATCH
    };
    writeln!(
        out,
        "  {style}{:11}{style:#} {} {}{}  {}",
        words(one.became),
        year(one.year),
        place(&one.ask),
        if one.view { " (view)" } else { "" },
        one.ask.quote
    )?;
    let mut near = |what: &str, near: &Option<Near>| match near {
        Some(near) => writeln!(
            out,
            "              {FAINT}{} {what} {}  {}{FAINT:#}",
            year(one.later_year),
            place(&near.passage),
            near.passage.quote
        ),
        None => Ok(()),
    };
    near("answer  ", &one.answer)?;
    near("proposal", &one.proposal)
}

fn words(became: Became) -> &'static str {
    match became {
        Became::AskedAgain => "asked again",
        Became::Met => "met",
        Became::Dropped => "dropped",
    }
}

fn year(year: Option<u16>) -> String {
    year.map_or("????".to_owned(), |year| year.to_string())
}
