//! Text for people: hits with their lines, the ledger, a unit, the closing
//! table of an ingest.

use super::{line_range, lines_of, mark, signer_list};
use crate::ingest::Report;
use crate::ledger::{Entry, Ledger, Place, Status};
use crate::paper::Paper;
use crate::search::{Hit, Hits};
use crate::text::Span;
use crate::unit::{Unit, UnitKind};
use anstyle::{AnsiColor, Style};
use std::collections::BTreeMap;
use std::io::{self, Write};

const NAME: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const MATCH: Style = AnsiColor::Red.on_default().bold();

/// "Kulturnämnden · särskilt uttalande · 2021-10-19 · Eva Ek (S)".
fn heading(paper: &Paper, unit: &Unit) -> String {
    let mut parts = vec![format!(
        "{NAME}{}{NAME:#}",
        unit.respondent.as_deref().unwrap_or("(unknown respondent)")
    )];
    parts.push(kind_words(unit.kind).to_owned());
    if !unit.signers.is_empty() {
        parts.push(signer_list(&unit.signers));
    }
    if let Some(date) = paper.filing_date(unit) {
        parts.push(date.to_owned());
    }
    parts.join(" · ")
}

fn kind_words(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Beslut => "beslut",
        UnitKind::Yttrande => "yttrande",
        UnitKind::Sammanfattning => "sammanfattning",
        UnitKind::SarskiltUttalande => "särskilt uttalande",
        UnitKind::Reservation => "reservation",
        UnitKind::Ersattaryttrande => "ersättaryttrande",
        UnitKind::SarskiltYttrande => "särskilt yttrande",
        UnitKind::Radsyttrande => "rådsyttrande",
    }
}

/// The hits of a search, each with up to `most_lines` matching lines.
pub fn hits(found: &Hits, most_lines: usize, out: &mut dyn Write) -> io::Result<()> {
    for hit in &found.hits {
        let unit = &hit.paper.segmentation.units[hit.unit];
        writeln!(out, "{}", heading(&hit.paper, unit))?;
        let place = format!(
            "{}:{}",
            hit.paper.document.name,
            line_range(lines_of(&hit.paper, unit))
        );
        writeln!(out, "  {FAINT}{place}  {}{FAINT:#}", hit.id)?;
        matching_lines(hit, most_lines, out)?;
        writeln!(out)?;
    }
    let shown = found.hits.len();
    let more = if shown < found.total {
        format!(", the best {shown} shown (--limit 0 shows all)")
    } else {
        String::new()
    };
    writeln!(
        out,
        "{} {} match{more}",
        found.total,
        if found.total == 1 { "unit" } else { "units" }
    )
}

fn matching_lines(hit: &Hit, most: usize, out: &mut dyn Write) -> io::Result<()> {
    let document = &hit.paper.document;
    for &line in hit.lines.iter().take(most) {
        let Some(span) = document.index.span_of_line(line) else {
            continue;
        };
        writeln!(
            out,
            "  {FAINT}{line:>6}{FAINT:#}  {}",
            marked_line(hit, span)
        )?;
    }
    if hit.lines.len() > most {
        let rest: Vec<String> = hit.lines[most..].iter().map(u32::to_string).collect();
        writeln!(
            out,
            "  {FAINT}        and lines {}{FAINT:#}",
            rest.join(", ")
        )?;
    }
    Ok(())
}

/// A physical line, cut to what stands around its matches if it is long.
fn marked_line(hit: &Hit, line: Span) -> String {
    const WIDTH: usize = 160;
    let text = &hit.paper.document.text;
    let flow = hit.paper.flow(&hit.paper.segmentation.units[hit.unit]);
    let inside: Vec<_> = hit
        .matches
        .iter()
        .map(|range| flow.source(range.clone()).range())
        .map(|range| range.start..range.end.min(line.end as usize))
        .filter(|range| range.start >= line.start as usize && range.start < line.end as usize)
        .map(|range| range.start - line.start as usize..range.end - line.start as usize)
        .collect();
    let words = &text[line.range()];
    let place = if words.len() > WIDTH + 40 {
        crate::search::fragment(words, &inside, WIDTH)
    } else {
        0..words.len()
    };
    let mut marked = String::new();
    mark(
        &mut marked,
        words,
        place.clone(),
        &inside,
        &MATCH.render().to_string(),
        &MATCH.render_reset().to_string(),
    );
    let before = if place.start > 0 { "… " } else { "" };
    let after = if place.end < words.len() { " …" } else { "" };
    format!("{before}{}{after}", marked.trim())
}

/// Hits by respondent: units, and the lines that matched.
pub fn groups(
    found: &Hits,
    groups: &[(String, Vec<usize>)],
    out: &mut dyn Write,
) -> io::Result<()> {
    for (respondent, hits) in groups {
        let units = if hits.len() == 1 { "unit" } else { "units" };
        writeln!(out, "{NAME}{respondent}{NAME:#} · {} {units}", hits.len())?;
        for hit in hits.iter().map(|&at| &found.hits[at]) {
            let unit = &hit.paper.segmentation.units[hit.unit];
            let lines: Vec<String> = hit.lines.iter().map(u32::to_string).collect();
            writeln!(
                out,
                "  {} {FAINT}{}{FAINT:#}  {}",
                pad(kind_words(unit.kind), 20),
                hit.paper.document.name,
                lines.join(", ")
            )?;
        }
    }
    writeln!(out, "\n{} respondents, {} units", groups.len(), found.total)
}

/// A unit with its physical lines; furniture and the introduction are faint.
pub fn unit(paper: &Paper, at: usize, id: &str, out: &mut dyn Write) -> io::Result<()> {
    let unit = &paper.segmentation.units[at];
    writeln!(out, "{}", heading(paper, unit))?;
    writeln!(
        out,
        "{FAINT}{}:{}  {id}{FAINT:#}",
        paper.document.name,
        line_range(lines_of(paper, unit))
    )?;
    if let Some(referral) = unit
        .referral
        .and_then(|at| paper.segmentation.referrals.get(at))
    {
        let number = referral
            .diarienummer
            .as_deref()
            .map(|number| format!(" ({number})"))
            .unwrap_or_default();
        writeln!(out, "{FAINT}{}{number}{FAINT:#}", referral.title)?;
    }
    if let Some(joins) = &unit.joins {
        writeln!(
            out,
            "joins the {} of {}",
            kind_words(joins.kind),
            joins.parties.join(", ")
        )?;
    }
    if unit.pointer {
        writeln!(out, "points to a text elsewhere")?;
    }
    writeln!(out)?;
    let intro = unit.intro.map(|intro| paper.document.index.lines_of(intro));
    for line in intro.into_iter().flat_map(|[first, last]| first..=last) {
        write_line(paper, line, true, out)?;
    }
    let [first, last] = lines_of(paper, unit);
    for line in first..=last {
        write_line(
            paper,
            line,
            paper.layout.is_furniture(line as usize - 1),
            out,
        )?;
    }
    Ok(())
}

fn write_line(paper: &Paper, line: u32, faint: bool, out: &mut dyn Write) -> io::Result<()> {
    let span = paper
        .document
        .index
        .span_of_line(line)
        .unwrap_or(Span::new(0, 0));
    let words = paper.document.slice(span).trim_end();
    if faint {
        writeln!(out, "{FAINT}{line:>6}  {words}{FAINT:#}")
    } else {
        writeln!(out, "{FAINT}{line:>6}{FAINT:#}  {words}")
    }
}

/// The units of one document, a line each.
pub fn contents(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{NAME}{}{NAME:#} · {} · {}",
        paper.document.name,
        paper.segmentation.kind.name(),
        paper.document.encoding
    )?;
    for (unit, id) in paper.segmentation.units.iter().zip(paper.unit_ids()) {
        let pointer = if unit.pointer { " (pointer)" } else { "" };
        writeln!(
            out,
            "  {} {}{pointer}  {FAINT}{id}{FAINT:#}",
            pad(&line_range(lines_of(paper, unit)), 11),
            heading(paper, unit)
        )?;
    }
    for note in &paper.segmentation.notes {
        writeln!(
            out,
            "  {} note: {}",
            pad(&note.line.to_string(), 11),
            note.text
        )?;
    }
    Ok(())
}

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
            .map(|entry| entry.respondent.chars().count())
            .max()
            .unwrap_or(0);
        for (sender, entries) in by_sender {
            if let Some(sender) = sender {
                writeln!(out, "\nasked through {NAME}{sender}{NAME:#}")?;
            }
            writeln!(out, "{}\n", counts(&entries))?;
            for entry in entries {
                entry_line(entry, width, out)?;
            }
        }
        folded(ledger, out)?;
    }
    Ok(())
}

/// "29 asked · 28 answered · 1 abstained".
fn counts(entries: &[&Entry]) -> String {
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
    ] {
        if let Some(n) = by_status.get(&status) {
            parts.push(format!("{n} {}", status_words(status)));
        }
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
    }
}

fn entry_line(entry: &Entry, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let place = |place: &Place| format!("{}:{}", place.document, line_range(place.lines));
    let mut places: Vec<String> = entry.place.iter().map(place).collect();
    if let Some(partial) = &entry.partial_at {
        places.push(format!("in part: {}", line_range(partial.lines)));
    }
    places.extend(
        entry
            .also
            .iter()
            .map(|other| format!("also {}", place(other))),
    );
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

/// The closing table of an ingest. `notes` prints every note.
pub fn report(report: &Report, notes: bool, out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        UnitKind::Beslut,
        UnitKind::Yttrande,
        UnitKind::Radsyttrande,
        UnitKind::Sammanfattning,
    ];
    let width = report
        .read
        .iter()
        .map(|row| row.name.chars().count())
        .max()
        .unwrap_or(0)
        .max(8);
    if !report.read.is_empty() {
        writeln!(
            out,
            "{}  {}  beslut  yttrande  rådsyttr  sammanf  statem  pointer  notes",
            pad("document", width),
            pad("kind", 16)
        )?;
    }
    for row in &report.read {
        let count = |kinds: &dyn Fn(UnitKind) -> bool| {
            row.units
                .iter()
                .filter(|(kind, _)| kinds(**kind))
                .map(|(_, n)| n)
                .sum::<usize>()
        };
        let [beslut, yttrande, council, summary] =
            columns.map(|column| count(&|kind| kind == column));
        let statements = count(&UnitKind::is_statement);
        writeln!(
            out,
            "{}  {}  {beslut:>6}  {yttrande:>8}  {council:>8}  {summary:>7}  {statements:>6}  {:>7}  {:>5}",
            pad(&row.name, width),
            pad(row.kind.name(), 16),
            row.pointers,
            row.notes.len()
        )?;
        for note in row.notes.iter().filter(|_| notes || row.units.is_empty()) {
            writeln!(out, "  {}:{}: {}", row.name, note.line, note.text)?;
        }
    }
    for (copy, original) in &report.copies {
        writeln!(
            out,
            "{copy} has the same content as {original} and was not stored twice"
        )?;
    }
    for name in &report.dropped {
        writeln!(out, "{name} is gone and was dropped")?;
    }
    let all_notes: usize = report.read.iter().map(|row| row.notes.len()).sum();
    let hint = if all_notes > 0 && !notes {
        " (--verbose or `remiss export notes` lists the notes)"
    } else {
        ""
    };
    writeln!(
        out,
        "{} read, {} unchanged, {} not readable{hint}",
        report.read.len(),
        report.unchanged,
        report.failures.len()
    )
}

fn pad(words: &str, width: usize) -> String {
    let gap = width.saturating_sub(words.chars().count());
    format!("{words}{}", " ".repeat(gap))
}
