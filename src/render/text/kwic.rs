//! Every match on a line, the match in the middle.

use super::{FAINT, MATCH, pad};
use crate::search::{Concordance, Hits};
use std::io::{self, Write};

/// The concordance of a search.
pub fn kwic(found: &Hits, lines: &Concordance, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let place = |line: &crate::search::KwicLine| {
        let name = &found.hits[line.hit].paper.document.name;
        let short = name.split(['_', '.']).next().unwrap_or(name);
        format!("{short}:{}", line.line)
    };
    let widest = lines.lines.iter().map(|line| place(line).chars().count()).max().unwrap_or(0);
    for line in &lines.lines {
        let text = &found.hits[line.hit].flow.text;
        let plain = |part: &str| part.replace('\n', " ");
        let left = plain(&text[line.left.clone()]);
        let gap = width.saturating_sub(left.chars().count());
        writeln!(
            out,
            "{FAINT}{}{FAINT:#}  {}{left}{MATCH}{}{MATCH:#}{}",
            pad(&place(line), widest),
            " ".repeat(gap),
            plain(&text[line.mark.range.clone()]),
            plain(&text[line.right.clone()]).trim_end(),
        )?;
    }
    writeln!(
        out,
        "\n{} matches in {} units · {:.2} per 1,000 words of the {} looked through",
        lines.lines.len(),
        found.hits.len(),
        lines.per_thousand(),
        lines.scope.words
    )
}
