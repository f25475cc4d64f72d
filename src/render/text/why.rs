//! Why a paper was read as it was: the candidates of each field, with their
//! sums and the signs that spoke for them.

use super::{FAINT, NAME};
use crate::paper::Paper;
use crate::segment::why as fields;
use std::io::{self, Write};

/// The candidates of one paper, a field after the other.
pub fn why(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{NAME}{}{NAME:#}", paper.document.name)?;
    for field in fields(&paper.document) {
        // What is known goes before what the signs say.
        if let Some((value, by)) = paper.known.says(field.name) {
            writeln!(out, "{:<11}{value}{FAINT}   {by}{FAINT:#}", field.name)?;
        }
        if field.candidates.is_empty() {
            writeln!(out, "{}  {FAINT}no candidate{FAINT:#}", field.name)?;
        }
        for (at, candidate) in field.candidates.iter().enumerate() {
            let name = if at == 0 { field.name } else { "" };
            write!(out, "{name:<11}{} {:.1}", candidate.value, candidate.total)?;
            for (at, (sign, line, weight)) in candidate.signs.iter().enumerate() {
                let gap = if at == 0 { "   " } else { " · " };
                write!(out, "{FAINT}{gap}{sign} :{line} {weight:+.1}{FAINT:#}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
