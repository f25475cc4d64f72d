//! The ledger as a table for each sender, and the names taken as one.

use super::{FAINT, NAME, pad, wide};
use crate::ledger::{Entry, Ledger, Place, Status};
use crate::render::cited;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The ledgers: a summary, the respondents asked directly, those asked
/// through another, and the names that were folded.
pub fn ledger(ledgers: &[Ledger], out: &mut dyn Write) -> io::Result<()> {
    for (at, ledger) in ledgers.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let number = ledger
            .referral
            .diarienummer
            .as_deref()
            .map(|number| format!(" ({number})"))
            .unwrap_or_default();
        writeln!(out, "{NAME}{}{number}{NAME:#}", ledger.referral.title)?;
        let mut by_sender: Vec<(Option<&str>, Vec<&Entry>)> = Vec::new();
        for entry in &ledger.entries {
            let via = entry.via.as_deref();
            match by_sender.iter_mut().find(|(sender, _)| *sender == via) {
                Some((_, entries)) => entries.push(entry),
                None => by_sender.push((via, vec![entry])),
            }
        }
        let width = ledger
            .entries
            .iter()
            .map(|entry| wide(&entry.respondent))
            .max()
            .unwrap_or(0);
        for (sender, entries) in by_sender {
            if let Some(sender) = sender {
                writeln!(out, "\nasked through {NAME}{sender}{NAME:#}")?;
            }
            writeln!(out, "{}\n", counts(ledger, &entries))?;
            for entry in entries {
                entry_line(ledger, entry, width, out)?;
            }
        }
        folded(ledger, out)?;
    }
    Ok(())
}

/// "29 asked · 28 answered · 1 abstained".
fn counts(ledger: &Ledger, entries: &[&Entry]) -> String {
    let asked = entries.iter().filter(|entry| entry.asked).count();
    let mut by_status: BTreeMap<Status, usize> = BTreeMap::new();
    for entry in entries {
        *by_status.entry(entry.status).or_insert(0) += 1;
    }
    let mut parts = vec![format!("{asked} asked")];
    let printed = [Status::Answered, Status::Partial]
        .iter()
        .filter_map(|status| by_status.get(status))
        .sum::<usize>();
    let partial = by_status
        .get(&Status::Partial)
        .map(|n| format!(" ({n} printed in part)"))
        .unwrap_or_default();
    parts.push(format!("{printed} answered{partial}"));
    for status in [
        Status::SupportsWithoutText,
        Status::Abstained,
        Status::Unaccounted,
        Status::NotAmongPapers,
    ] {
        if let Some(n) = by_status.get(&status) {
            parts.push(format!("{n} {}", status_words(status)));
        }
    }
    let late = entries
        .iter()
        .filter(|entry| entry.late.is_some_and(|late| late.late));
    match late.count() {
        0 => {}
        late => parts.push(format!("{late} late")),
    }
    let unknown = entries
        .iter()
        .filter(|entry| ledger.is_of_unknown_day(entry));
    match unknown.count() {
        0 => {}
        1 => parts.push("1 of a day that is not known".to_owned()),
        unknown => parts.push(format!("{unknown} of days that are not known")),
    }
    parts.join(" · ")
}

fn status_words(status: Status) -> &'static str {
    match status {
        Status::Answered => "answered",
        Status::Partial => "answered, printed in part",
        Status::SupportsWithoutText => "supports, no text",
        Status::Abstained => "abstained",
        Status::Unaccounted => "unaccounted for",
        Status::NotAmongPapers => "not among the papers",
    }
}

fn entry_line(ledger: &Ledger, entry: &Entry, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let place = |place: &Place| format!("{}:{}", place.document, cited(place.lines));
    let mut places: Vec<String> = entry.place.iter().map(place).collect();
    if let Some(partial) = &entry.partial_at {
        places.push(format!("in part: {}", place(partial)));
    }
    places.extend(
        entry
            .also
            .iter()
            .map(|other| format!("also {}", place(other))),
    );
    places.extend(lateness(ledger, entry));
    let parts = entry.parts.iter();
    places.extend(parts.map(|one| format!("{}: until {}", one.part, one.answer_by)));
    if !entry.asked {
        places.push("not in the list of those asked".to_owned());
    }
    let line = format!(
        "  {}  {} {FAINT}{}{FAINT:#}",
        pad(&entry.respondent, width),
        pad(status_words(entry.status), 25),
        places.join("; ")
    );
    writeln!(out, "{}", line.trim_end())
}

/// When it came too late, or its own last day.
fn lateness(ledger: &Ledger, entry: &Entry) -> Option<String> {
    let respite = entry
        .answer_by
        .as_ref()
        .map(|day| format!("had until {day}"));
    if ledger.is_of_unknown_day(entry) {
        let words = "the day it came in is not known".to_owned();
        return Some(match respite {
            Some(respite) => format!("{words}, {respite}"),
            None => words,
        });
    }
    let late = entry.late.filter(|late| late.late)?;
    let words = match (&entry.received, late.guessed) {
        (Some(day), false) => format!("late: came in {day}"),
        _ => "late by its own day".to_owned(),
    };
    Some(match respite {
        Some(respite) => format!("{words}, {respite}"),
        None => words,
    })
}

fn folded(ledger: &Ledger, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Vec::new();
    for entry in &ledger.entries {
        if !entry.spellings.is_empty() {
            rows.push(format!(
                "{} = {}",
                entry.respondent,
                entry.spellings.join(" = ")
            ));
        }
        for names in &entry.signer_spellings {
            rows.push(format!("{} ({})", names.join(" = "), entry.respondent));
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nnames taken as one")?;
    rows.iter().try_for_each(|row| writeln!(out, "  {row}"))
}
