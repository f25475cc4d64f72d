//! Asks beside what the summary made of them, and themes with their boards.

use super::{FAINT, MATCH, NAME};
use crate::lost::{Dropped, Fate, Length, Losses, Lost};
use crate::position::Passage;
use crate::theme::Theme;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

/// What several ask and no account holds, totals, then respondents with their
/// asks, and under each the account's sentence.
pub fn lost(losses: &Losses, out: &mut dyn Write) -> io::Result<()> {
    for one in &losses.dropped {
        dropped(losses, one, out)?;
    }
    for one in &losses.departures {
        let (place, quote) = (place(&one.passage), &one.passage.quote);
        writeln!(
            out,
            "{MATCH}departs from the inquiry{MATCH:#} {NAME}{}{NAME:#} {place}  {quote}",
            one.section
        )?;
    }
    if !losses.departures.is_empty() {
        writeln!(out)?;
    }
    let mut all: BTreeMap<Fate, usize> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, &str), BTreeMap<Fate, usize>> = BTreeMap::new();
    for ask in &losses.asks {
        let key = (ask.referral.title.as_str(), ask.respondent.as_str());
        *counts.entry(key).or_default().entry(ask.fate).or_default() += 1;
        *all.entry(ask.fate).or_default() += 1;
    }
    if !losses.asks.is_empty() {
        let many = losses.asks.len();
        let who = counts.len();
        writeln!(
            out,
            "{NAME}{many} asks of {who} respondents{NAME:#} {FAINT}{}{FAINT:#}\n",
            tally(&all)
        )?;
    }
    // Of several that are called the same the first counts.
    let lengths = losses.lengths.iter().rev();
    let lengths: HashMap<(&str, &str), &Length> = lengths
        .map(|one| ((one.referral.title.as_str(), one.respondent.as_str()), one))
        .collect();
    let mut before = None;
    for ask in &losses.asks {
        let key = (ask.referral.title.as_str(), ask.respondent.as_str());
        if before != Some(key) {
            if before.is_some() {
                writeln!(out)?;
            }
            let told = lengths.get(&key).map(|length| summed(length));
            let told = told.unwrap_or_default();
            writeln!(
                out,
                "{NAME}{}{NAME:#} {FAINT}{}{told}{FAINT:#}",
                ask.respondent,
                tally(&counts[&key])
            )?;
        }
        before = Some(key);
        entry(ask, out)?;
    }
    // An answer and its summary, and nothing in it that was read as an ask.
    let mut silent = losses.lengths.iter().filter(|one| {
        let key = (one.referral.title.as_str(), one.respondent.as_str());
        !counts.contains_key(&key)
    });
    if let Some(first) = silent.next() {
        if before.is_some() {
            writeln!(out)?;
        }
        for one in [first].into_iter().chain(silent) {
            writeln!(
                out,
                "{NAME}{}{NAME:#} {FAINT}no ask was found{}{FAINT:#}",
                one.respondent,
                summed(one)
            )?;
        }
    }
    Ok(())
}

/// "2 kept, 1 not given".
fn tally(counts: &BTreeMap<Fate, usize>) -> String {
    let count = |fate: Fate| counts.get(&fate).copied().unwrap_or(0);
    // Only a bill has reasons of its own.
    let told = Fate::ALL.into_iter().rev();
    let told = told.filter(|fate| *fate != Fate::Met || count(*fate) > 0);
    let told: Vec<String> = told
        .map(|fate| format!("{} {}", count(fate), words(fate)))
        .collect();
    told.join(", ")
}

fn words(fate: Fate) -> &'static str {
    match fate {
        Fate::NotGiven => "not given",
        fate => fate.name(),
    }
}

/// "; summary: 2 sentences of 181 lines".
fn summed(length: &Length) -> String {
    let sentences = match length.sentences {
        1 => "1 sentence".to_owned(),
        many => format!("{many} sentences"),
    };
    let via = length.via.as_ref();
    let via = via.map_or(String::new(), |via| format!(", under {via}"));
    format!("; summary: {sentences} of {} lines{via}", length.lines)
}

fn dropped(losses: &Losses, one: &Dropped, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = one.asks.first().and_then(|at| losses.asks.get(*at)) else {
        return Ok(());
    };
    writeln!(
        out,
        "{MATCH}{} ask it, no summary holds it{MATCH:#} {FAINT}{}{FAINT:#}",
        one.asks.len(),
        first.referral.title
    )?;
    for ask in one.asks.iter().filter_map(|at| losses.asks.get(*at)) {
        writeln!(
            out,
            "  {NAME}{}{NAME:#} {}  {}",
            ask.respondent,
            place(&ask.ask),
            ask.ask.quote
        )?;
    }
    writeln!(out)
}

fn entry(ask: &Lost, out: &mut dyn Write) -> io::Result<()> {
    let style = match ask.fate {
        Fate::NotGiven => MATCH,
        _ => FAINT,
    };
    writeln!(
        out,
        "  {style}{:10}{style:#} {}  {}",
        words(ask.fate),
        place(&ask.ask),
        ask.ask.quote
    )?;
    if let Some(summary) = &ask.summary {
        let (place, quote) = (place(summary), &summary.quote);
        writeln!(out, "             {FAINT}{place}  {quote}{FAINT:#}")?;
    }
    Ok(())
}

pub(super) fn place(passage: &Passage) -> String {
    crate::render::place(&passage.document, passage.lines)
}

/// Themes by referral, with a line for each board.
pub fn themes(themes: &[Theme], out: &mut dyn Write) -> io::Result<()> {
    let mut before: Option<&Theme> = None;
    for theme in themes {
        if before.is_none_or(|before| before.referral != theme.referral) {
            if before.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{NAME}{}{NAME:#}", theme.referral.title)?;
        }
        before = Some(theme);
        let words = match &theme.words[..] {
            [] => String::new(),
            words => format!(" ({})", words.join(", ")),
        };
        writeln!(
            out,
            "\n  {NAME}{}{NAME:#}{words} {FAINT}{} boards · {} ask for something{FAINT:#}",
            theme.name,
            theme.boards.len(),
            theme.asks
        )?;
        for (board, passage) in &theme.boards {
            writeln!(
                out,
                "    {board} {FAINT}{}{FAINT:#}  {}",
                place(passage),
                passage.quote
            )?;
        }
    }
    Ok(())
}
