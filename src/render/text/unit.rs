//! A unit with the lines it stands on, and the contents of a document.

use super::{FAINT, NAME, heading, kind_words, pad};
use crate::paper::Paper;
use crate::render::{cited, line_range, lines_of};
use crate::text::Span;
use std::io::{self, Write};

/// A unit with its physical lines; furniture and the introduction are faint,
/// lines that were cited are marked.
pub fn unit(
    paper: &Paper,
    at: usize,
    marked: Option<[u32; 2]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let unit = &paper.segmentation.units[at];
    writeln!(out, "{}", heading(paper, unit))?;
    writeln!(
        out,
        "{FAINT}{}:{}  {}{FAINT:#}",
        paper.document.name,
        cited(lines_of(paper, unit)),
        paper.unit_ids()[at]
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
        write_line(paper, line, (true, marked), out)?;
    }
    let [first, last] = paper.document.index.lines_of(unit.span);
    for line in first..=last {
        write_line(
            paper,
            line,
            (paper.layout.is_furniture(line as usize - 1), marked),
            out,
        )?;
    }
    Ok(())
}

/// Lines that stand in no unit, as they were cited.
pub fn lines(paper: &Paper, [first, last]: [u32; 2], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{NAME}{}{NAME:#}", paper.document.name)?;
    for line in first..=last {
        write_line(paper, line, (false, Some([first, last])), out)?;
    }
    Ok(())
}

fn write_line(
    paper: &Paper,
    line: u32,
    (faint, marked): (bool, Option<[u32; 2]>),
    out: &mut dyn Write,
) -> io::Result<()> {
    let span = paper
        .document
        .index
        .span_of_line(line)
        .unwrap_or(Span::new(0, 0));
    let words = paper.document.slice(span).trim_end();
    let is_marked = marked.is_some_and(|[first, last]| (first..=last).contains(&line));
    match (is_marked, faint) {
        (true, _) => writeln!(out, "{NAME}{line:>6}> {words}{NAME:#}"),
        (false, true) => writeln!(out, "{FAINT}{line:>6}  {words}{FAINT:#}"),
        (false, false) => writeln!(out, "{FAINT}{line:>6}{FAINT:#}  {words}"),
    }
}

/// One page as it was read: lines counted in the document, and those with
/// text on the page.
pub fn page(paper: &Paper, page: u32, out: &mut dyn Write) -> io::Result<()> {
    let document = &paper.document;
    let pages = document.index.page_count();
    writeln!(
        out,
        "{NAME}{}{NAME:#} · p. {page} of {pages}",
        document.name
    )?;
    let [first, last] = document.index.lines_of_page(page).unwrap_or([1, 0]);
    for line in first..=last {
        let Some(span) = document.index.span_of_line(line) else {
            continue;
        };
        let words = document.slice(span).trim_matches(['\u{C}', ' ', '\r']);
        let on_page = document.index.on_page(line);
        match on_page.filter(|_| !words.trim().is_empty()) {
            Some(place) => {
                writeln!(out, "{FAINT}{line:>6}  {:>3}{FAINT:#}  {words}", place.line)?;
            }
            None => writeln!(out, "{FAINT}{line:>6}{FAINT:#}")?,
        }
    }
    Ok(())
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
    for central in &paper.segmentation.central {
        writeln!(
            out,
            "  {} {FAINT}the sender's own text: {}{FAINT:#}",
            pad(&line_range(paper.document.index.cite(central.span)), 11),
            central.kind.name()
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
