//! The answer to a search: each hit with its place and its lines.

use super::{FAINT, MATCH, NAME, heading, relaxed, tier_words};
use crate::flow::Flow;
use crate::matching::{Mark, Tier, marks};
use crate::paper::Paper;
use crate::render::{cited, cited_line, lines_of, mark};
use crate::search::{Hit, Loose, Matching};
use crate::text::Span;
use std::io::{self, Write};
use std::ops::Range;

/// How the hits of a search are shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Matching lines of a hit at most.
    pub lines: usize,
    /// Say why each is a hit.
    pub explain: bool,
}

/// One hit of a search.
pub fn hit(found: &Matching, hit: &Hit, how: Shown, out: &mut dyn Write) -> io::Result<()> {
    let unit = hit.unit();
    writeln!(out, "{}", heading(&hit.paper, unit))?;
    let place = format!(
        "{}:{}",
        hit.paper.document.name,
        cited(lines_of(&hit.paper, unit))
    );
    writeln!(
        out,
        "  {FAINT}{place}  {}{FAINT:#}{}",
        hit.id,
        tiers(&hit.marks)
    )?;
    if how.explain {
        why(found, hit, out)?;
    }
    relaxed::lacking(hit, out)?;
    let ranges = hit.ranges();
    let lines = (&hit.lines[..], how.lines);
    matching_lines(&hit.paper, (&hit.flow, &ranges), lines, out)?;
    same_text(hit, out)?;
    writeln!(out)
}

/// A paper that matches apart from units.
fn loose(hit: &Loose, lines: usize, out: &mut dyn Write) -> io::Result<()> {
    let kind = hit.paper.segmentation.kind.name();
    let what = match hit.is_recognised() {
        _ if hit.around => format!("{kind}, outside its answers"),
        true => format!("{kind}, no answer in it"),
        false => "not recognised".to_owned(),
    };
    writeln!(
        out,
        "{NAME}{}{NAME:#} · {what}\n  {FAINT}{}{FAINT:#}{}",
        hit.paper.document.name,
        hit.paper.document.id(),
        tiers(&hit.marks)
    )?;
    let ranges: Vec<Range<usize>> = hit.marks.iter().map(|mark| mark.range.clone()).collect();
    let marked = (&hit.flow, &ranges[..]);
    let all = [&hit.lines[..], &hit.more].concat();
    matching_lines(&hit.paper, marked, (&all, lines), out)?;
    writeln!(out)
}

/// The papers that match apart from units, behind the units.
pub fn apart(found: &Matching, how: Shown, out: &mut dyn Write) -> io::Result<()> {
    found
        .loose
        .hits
        .iter()
        .chain(&found.around.hits)
        .try_for_each(|hit| loose(hit, how.lines, out))
}

/// How many papers without units match, counted in nothing.
pub fn loose_total(found: &Matching, out: &mut dyn Write) -> io::Result<()> {
    let (total, shown) = (found.loose.total, found.loose.hits.len());
    let more = match shown < total {
        true => format!(", the best {shown} shown"),
        false => String::new(),
    };
    match total {
        0 => Ok(()),
        1 => writeln!(out, "1 paper without an answer matches, counted in nothing"),
        _ => writeln!(
            out,
            "{total} papers without an answer match, counted in nothing{more}"
        ),
    }
}

/// How many papers match around their units, counted in nothing; nothing where
/// there was no room for one of them.
pub fn around_total(found: &Matching) -> Option<String> {
    let (total, shown) = (found.around.total, found.around.hits.len());
    let more = match shown < total {
        false => String::new(),
        true => format!(", the best {shown} shown"),
    };
    match total {
        _ if shown == 0 => None,
        1 => Some(format!(
            "1 paper matches outside its answers, counted in nothing{more}"
        )),
        _ => Some(format!(
            "{total} papers match outside their answers, counted in nothing{more}"
        )),
    }
}

/// How many units match, behind the last hit.
pub fn total(found: &Matching, out: &mut dyn Write) -> io::Result<()> {
    let (shown, same) = (found.len(), found.same());
    let more = match (shown + same < found.total, same) {
        (true, 0) => format!(", the best {shown} shown (--limit 0 shows all)"),
        (true, _) => {
            format!(", the best {shown} shown and {same} with the same text (--limit 0 shows all)")
        }
        (false, _) => String::new(),
    };
    writeln!(
        out,
        "{} {}{more}",
        found.total,
        if found.total == 1 {
            "unit matches"
        } else {
            "units match"
        }
    )
}

/// " · 2 × the word, 1 × last part".
fn tiers(marks: &[Mark]) -> String {
    let counts =
        Tier::ALL.map(|tier| (tier, marks.iter().filter(|mark| mark.tier == tier).count()));
    let told: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(tier, count)| format!("{count} × {}", tier_words(*tier)))
        .collect();
    if told.is_empty() {
        String::new()
    } else {
        format!("{FAINT}  {}{FAINT:#}", told.join(", "))
    }
}

/// What each word of the query met in a unit.
fn why(found: &Matching, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
    for asked in &found.asked {
        let marks = marks(&asked.plan, &hit.tokens);
        let told = tiers(&marks);
        let told = if marks.is_empty() {
            "  not here"
        } else {
            told.as_str()
        };
        writeln!(out, "  {FAINT}why{FAINT:#}  {}{told}", asked.typed)?;
    }
    writeln!(
        out,
        "  {FAINT}why{FAINT:#}  in {} words; score {:.2}",
        hit.tokens.len(),
        hit.score
    )
}

/// The units gathered under a hit.
fn same_text(hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
    if hit.same.is_empty() {
        return Ok(());
    }
    let others: Vec<String> = hit
        .same
        .iter()
        .map(|same| {
            let name = same
                .unit()
                .respondent
                .as_deref()
                .unwrap_or("(unknown respondent)");
            let place = same.id.as_str();
            format!("{name} {FAINT}{place}{FAINT:#}")
        })
        .collect();
    writeln!(
        out,
        "  and {} with the same text: {}",
        hit.same.len(),
        others.join(", ")
    )
}

/// The running text of a hit, and its matches there.
type Marked<'h> = (&'h Flow, &'h [Range<usize>]);

/// The first of the lines that hold a match, and at most how many.
fn matching_lines(
    paper: &Paper,
    marked: Marked<'_>,
    (lines, most): (&[u32], usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    let document = &paper.document;
    for &line in lines.iter().take(most) {
        let Some(span) = document.index.span_of_line(line) else {
            continue;
        };
        writeln!(
            out,
            "  {FAINT}{:>6}{FAINT:#}  {}",
            cited_line(document, line),
            marked_line(&document.text, marked, span)
        )?;
    }
    if lines.len() > most {
        let rest: Vec<String> = lines[most..]
            .iter()
            .map(|&line| cited_line(document, line))
            .collect();
        writeln!(
            out,
            "  {FAINT}        and lines {}{FAINT:#}",
            rest.join(", ")
        )?;
    }
    Ok(())
}

/// A physical line, cut to what stands around its matches if it is long.
fn marked_line(text: &str, (flow, ranges): Marked<'_>, line: Span) -> String {
    const WIDTH: usize = 160;
    let inside: Vec<_> = ranges
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
