//! The answer to a search: each hit with its place and its lines.

use super::{FAINT, MATCH, NAME, heading, kind_words, pad};
use crate::render::{line_range, lines_of, mark};
use crate::search::{Hit, Hits};
use crate::text::Span;
use std::io::{self, Write};

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
    let inside: Vec<_> = hit
        .matches
        .iter()
        .map(|range| hit.flow.source(range.clone()).range())
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
