//! The ledger as a table for each sender, and the names taken as one.

use super::{FAINT, NAME, pad, wide};
use crate::lang::Words;
use crate::ledger::{Entry, Ledger, Place, Status};
use crate::render::cited;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The ledgers: a summary, the respondents asked directly, those asked
/// through another, and the names that were folded.
pub fn ledger(ledgers: &[Ledger], words: &Words, out: &mut dyn Write) -> io::Result<()> {
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
                let through = words.say("cli-asked-through");
                writeln!(out, "\n{through} {NAME}{sender}{NAME:#}")?;
            }
            writeln!(out, "{}\n", counts(ledger, &entries, words))?;
            for entry in entries {
                entry_line(ledger, entry, width, words, out)?;
            }
        }
        folded(ledger, words, out)?;
    }
    Ok(())
}

/// "29 asked · 28 answered · 1 abstained".
fn counts(ledger: &Ledger, entries: &[&Entry], words: &Words) -> String {
    let asked = entries.iter().filter(|entry| entry.asked).count();
    let mut by_status: BTreeMap<Status, usize> = BTreeMap::new();
    for entry in entries {
        *by_status.entry(entry.status).or_insert(0) += 1;
    }
    let mut parts = vec![words.count("cli-asked", asked).into_owned()];
    let printed = [Status::Answered, Status::Partial]
        .iter()
        .filter_map(|status| by_status.get(status))
        .sum::<usize>();
    parts.push(match by_status.get(&Status::Partial) {
        Some(partial) => {
            let given = [("n", printed.into()), ("partial", (*partial).into())];
            words.with("cli-answered-in-part", &given).into_owned()
        }
        None => words.count("cli-answered", printed).into_owned(),
    });
    for status in [
        Status::SupportsWithoutText,
        Status::Abstained,
        Status::Unaccounted,
        Status::NotAmongPapers,
    ] {
        if let Some(n) = by_status.get(&status) {
            parts.push(format!("{n} {}", words.say(status_key(status))));
        }
    }
    let late = entries
        .iter()
        .filter(|entry| entry.late.is_some_and(|late| late.late));
    match late.count() {
        0 => {}
        late => parts.push(words.count("cli-late", late).into_owned()),
    }
    let unknown = entries
        .iter()
        .filter(|entry| ledger.is_of_unknown_day(entry));
    match unknown.count() {
        0 => {}
        unknown => parts.push(words.count("cli-days-unknown", unknown).into_owned()),
    }
    parts.join(" · ")
}

fn status_key(status: Status) -> &'static str {
    match status {
        Status::Answered => "cli-status-answered",
        Status::Partial => "cli-status-partial",
        Status::SupportsWithoutText => "cli-status-supports",
        Status::Abstained => "cli-status-abstained",
        Status::Unaccounted => "cli-status-unaccounted",
        Status::NotAmongPapers => "cli-status-not-among",
    }
}

fn entry_line(
    ledger: &Ledger,
    entry: &Entry,
    width: usize,
    words: &Words,
    out: &mut dyn Write,
) -> io::Result<()> {
    let place = |place: &Place| format!("{}:{}", place.document, cited(place.lines));
    let at = |key, one: &Place| {
        words
            .with(key, &[("place", place(one).into())])
            .into_owned()
    };
    let mut places: Vec<String> = entry.place.iter().map(place).collect();
    if let Some(partial) = &entry.partial_at {
        places.push(at("cli-in-part-at", partial));
    }
    places.extend(entry.also.iter().map(|other| at("cli-also-at", other)));
    places.extend(lateness(ledger, entry, words));
    places.extend(entry.parts.iter().map(|one| {
        let given = [
            ("part", one.part.clone().into()),
            ("day", one.answer_by.clone().into()),
        ];
        words.with("cli-part-until", &given).into_owned()
    }));
    if !entry.asked {
        places.push(words.say("cli-not-asked").into_owned());
    }
    let line = format!(
        "  {}  {} {FAINT}{}{FAINT:#}",
        pad(&entry.respondent, width),
        pad(&words.say(status_key(entry.status)), 25),
        places.join("; ")
    );
    writeln!(out, "{}", line.trim_end())
}

/// When it came too late, or its own last day.
fn lateness(ledger: &Ledger, entry: &Entry, words: &Words) -> Option<String> {
    let unknown = ledger.is_of_unknown_day(entry);
    let late = entry.late.filter(|late| late.late);
    let said = match (unknown, late, &entry.received) {
        (true, ..) => words.say("cli-day-unknown"),
        (_, None, _) => return None,
        (_, Some(late), Some(day)) if !late.guessed => {
            words.with("cli-late-came", &[("day", day.clone().into())])
        }
        _ => words.say("cli-late-own"),
    };
    Some(match &entry.answer_by {
        Some(day) => {
            let given = [
                ("late", said.into_owned().into()),
                ("day", day.clone().into()),
            ];
            words.with("cli-had-until", &given).into_owned()
        }
        None => said.into_owned(),
    })
}

fn folded(ledger: &Ledger, words: &Words, out: &mut dyn Write) -> io::Result<()> {
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
    writeln!(out, "\n{}", words.say("cli-names-as-one"))?;
    rows.iter().try_for_each(|row| writeln!(out, "  {row}"))
}
