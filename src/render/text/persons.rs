//! The traces of persons in a paper, a line each.

use super::{FAINT, NAME, pad};
use crate::paper::Paper;
use crate::persons::{Sure, Trace};
use crate::render::cited;
use std::io::{self, Write};

/// The traces in one paper, if there are any; what may be something else is
/// marked.
pub fn persons(paper: &Paper, traces: &[Trace], out: &mut dyn Write) -> io::Result<()> {
    const KIND: usize = 18;
    if traces.is_empty() {
        return Ok(());
    }
    writeln!(out, "{NAME}{}{NAME:#}", paper.document.name)?;
    let places = traces.iter();
    let places: Vec<String> = places
        .map(|trace| cited(paper.document.index.cite(trace.span)))
        .collect();
    let wide = places.iter().map(|place| super::wide(place)).max();
    for (trace, place) in traces.iter().zip(&places) {
        let sure = if trace.sure == Sure::Likely { " ?" } else { "" };
        writeln!(
            out,
            "  {}  {}{}{sure}  {FAINT}{}{FAINT:#}",
            pad(place, wide.unwrap_or(0)),
            pad(trace.kind.name(), KIND),
            trace.text,
            trace.by
        )?;
    }
    Ok(())
}
