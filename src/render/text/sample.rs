//! A drawn row as a person is asked about it, and the share that is right.

use super::{FAINT, NAME};
use crate::agreement::Share;
use crate::render::{kind_words, place};
use crate::sampling::{Judged, Row};
use crate::unit::UnitKind;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// "3/30 Kulturnämnden · Dialog · stöd", the place, the sentence and what
/// stands around it.
pub fn row(row: &Row, (number, all): (usize, usize), out: &mut dyn Write) -> io::Result<()> {
    let stance = row.stance.replace('_', " ");
    let read = match row.verdict {
        Some(verdict) => format!("{} ({stance})", verdict.replace('_', " ")),
        None => stance,
    };
    writeln!(
        out,
        "{FAINT}{number}/{all}{FAINT:#} {} · {} · {NAME}{read}{NAME:#} {FAINT}{:.2}{FAINT:#}",
        voice(row),
        row.area,
        row.confidence
    )?;
    if let Some(lines) = row.lines {
        writeln!(out, "  {FAINT}{}{FAINT:#}", place(&row.document, lines))?;
    }
    let quote = row.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    match row.text.split_once(quote.as_str()) {
        Some((before, behind)) => writeln!(out, "  {before}{NAME}{quote}{NAME:#}{behind}"),
        None => writeln!(out, "  {NAME}{quote}{NAME:#}"),
    }
}

/// "Kulturnämnden", of a statement "Kulturnämnden, särskilt uttalande (M L)".
fn voice(row: &Row) -> String {
    match (row.kind, row.parties.join(" ")) {
        (UnitKind::Yttrande, _) => row.respondent.clone(),
        (kind, parties) if parties.is_empty() => {
            format!("{}, {}", row.respondent, kind_words(kind))
        }
        (kind, parties) => format!("{}, {} ({parties})", row.respondent, kind_words(kind)),
    }
}

/// The share of all, of each stance and of each kind of area.
pub fn judged(found: &Judged, out: &mut dyn Write) -> io::Result<()> {
    line("right", found.all, out)?;
    let titles = [
        ("by stance", &found.stances),
        ("by what it is on", &found.kinds),
    ];
    for (title, shares) in titles.into_iter().filter(|(_, shares)| !shares.is_empty()) {
        group(title, shares, out)?;
    }
    if found.skipped > 0 {
        writeln!(
            out,
            "{FAINT}{} not judged, left out{FAINT:#}",
            found.skipped
        )?;
    }
    writeln!(
        out,
        "{FAINT}Wilson's 95 % intervals; that rows are finite is not corrected for. \
         Of positions that were not found this says nothing.{FAINT:#}"
    )
}

fn group(title: &str, shares: &BTreeMap<String, Share>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{title}")?;
    let mut shares = shares.iter();
    shares.try_for_each(|(name, share)| line(&format!("  {name}"), *share, out))
}

/// "right  27 of 30  0.90  (0.74–0.97)".
fn line(name: &str, share: Share, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{name:22} {:>4} of {:<4}", share.part, share.all)?;
    match (share.value(), share.interval()) {
        (Some(value), Some(interval)) => writeln!(
            out,
            "  {NAME}{value:.2}{NAME:#}  ({:.2}–{:.2})",
            interval.low, interval.high
        ),
        _ => writeln!(out),
    }
}
