//! Every match on a line, the match in the middle.

use super::{FAINT, MATCH, pad};
use crate::render::cited_on;
use crate::search::{Concordance, KwicLine};
use std::io::{self, Write};

/// How a concordance is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Letters on each side.
    pub width: usize,
    /// Letters of the widest place, of the lines that are not shown too.
    pub widest: usize,
}

/// "100:2580 (p. 4:12)".
pub fn kwic_place(line: &KwicLine) -> String {
    let at = cited_on(line.line, line.page);
    format!("{}:{at}", line.document.cited())
}

/// The concordance of a search.
pub fn kwic(lines: &Concordance, shown: Shown, out: &mut dyn Write) -> io::Result<()> {
    for line in &lines.lines {
        let KwicLine {
            left, found, right, ..
        } = line;
        let gap = shown.width.saturating_sub(left.chars().count());
        let filled = shown.width.saturating_sub(right.chars().count());
        writeln!(
            out,
            "{FAINT}{}{FAINT:#}  {}{left}{MATCH}{found}{MATCH:#}{right}{}{FAINT}  {}{FAINT:#}",
            pad(&kwic_place(line), shown.widest),
            " ".repeat(gap),
            " ".repeat(filled),
            line.respondent.as_deref().unwrap_or(""),
        )?;
    }
    if lines.occurrences > lines.lines.len() {
        writeln!(
            out,
            "{FAINT}… {} more{FAINT:#}",
            lines.occurrences - lines.lines.len()
        )?;
    }
    if lines.occurrences == 0 && lines.units > 0 {
        writeln!(out, "the query asks for no word that could stand on a line")?;
    }
    writeln!(
        out,
        "\n{} in {} · {:.2} per 1,000 words of the {} looked through",
        counted(lines.occurrences, "match", "matches"),
        counted(lines.units, "unit", "units"),
        lines.per_thousand(),
        lines.scope.words
    )
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
