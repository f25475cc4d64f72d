//! Every match on a line, the match in the middle.

use super::{FAINT, MATCH, pad};
use crate::render::{cited_line, short_name};
use crate::search::{Concordance, Hits};
use std::io::{self, Write};

/// How a concordance is shown.
#[derive(Clone, Copy, Debug)]
pub struct Kwic {
    /// Letters on each side.
    pub width: usize,
    /// Lines at most.
    pub most: usize,
}

/// The concordance of a search.
pub fn kwic(found: &Hits, lines: &Concordance, shown: Kwic, out: &mut dyn Write) -> io::Result<()> {
    let place = |line: &crate::search::KwicLine| {
        let document = &found.hits[line.hit].paper.document;
        let at = cited_line(document, line.line);
        format!("{}:{at}", short_name(&document.name))
    };
    let widest = lines
        .lines
        .iter()
        .map(|line| place(line).chars().count())
        .max()
        .unwrap_or(0);
    for line in lines.lines.iter().take(shown.most) {
        let hit = &found.hits[line.hit];
        let [left, middle, right] = line.texts(hit);
        let gap = shown.width.saturating_sub(left.chars().count());
        let filled = shown.width.saturating_sub(right.chars().count());
        writeln!(
            out,
            "{FAINT}{}{FAINT:#}  {}{left}{MATCH}{middle}{MATCH:#}{right}{}{FAINT}  {}{FAINT:#}",
            pad(&place(line), widest),
            " ".repeat(gap),
            " ".repeat(filled),
            hit.unit().respondent.as_deref().unwrap_or(""),
        )?;
    }
    if lines.lines.len() > shown.most {
        writeln!(
            out,
            "{FAINT}… {} more{FAINT:#}",
            lines.lines.len() - shown.most
        )?;
    }
    if lines.lines.is_empty() && found.total > 0 {
        writeln!(out, "the query asks for no word that could stand on a line")?;
    }
    writeln!(
        out,
        "\n{} in {} · {:.2} per 1,000 words of the {} looked through",
        counted(lines.lines.len(), "match", "matches"),
        counted(found.hits.len(), "unit", "units"),
        lines.per_thousand(),
        lines.scope.words
    )
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
