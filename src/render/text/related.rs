//! Words related to a word, for people: figures, and a line for each.

use super::{FAINT, MATCH, NAME, pad, wide};
use crate::render::{cited_line, fragment_of};
use crate::search::{Related, RelatedWords, Sort};
use std::io::{self, Write};

/// Neighbours, then compounds.
pub fn related(found: &RelatedWords, out: &mut dyn Write) -> io::Result<()> {
    let width = found.words.iter().map(|one| wide(&one.word)).max();
    for (sort, heading) in [
        (Sort::Neighbour, "stands in the same units"),
        (Sort::Compound, "is made with it"),
    ] {
        let some: Vec<&Related> = found.words.iter().filter(|one| one.sort == sort).collect();
        if some.is_empty() {
            continue;
        }
        writeln!(out, "{NAME}{heading}{NAME:#}")?;
        for one in some {
            line(one, width.unwrap_or(0), out)?;
        }
        writeln!(out)?;
    }
    let [units, all] = found.units;
    writeln!(out, "{units} of {all} units hold it")
}

fn line(one: &Related, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (word, units, all) = (pad(&one.word, width), one.units, one.all);
    let figures = match one.sort {
        Sort::Neighbour => format!("{units} of {all} units, {:.1} × expected", one.lift),
        Sort::Compound if all == 1 => "1 unit".to_owned(),
        Sort::Compound => format!("{all} units"),
    };
    writeln!(out, "  {word}  {FAINT}{figures}{FAINT:#}")?;
    let Some((hit, mark)) = &one.example else {
        return Ok(());
    };
    let document = &hit.paper.document;
    let place = cited_line(document, hit.line_of(&mark.range));
    let [open, close] = [MATCH.render().to_string(), MATCH.render_reset().to_string()];
    let ranges = [mark.range.clone()];
    let words = fragment_of(&hit.flow.text, &ranges, &open, &close).replace('\n', " ");
    writeln!(
        out,
        "    {FAINT}{}:{place}{FAINT:#}  {words}",
        document.name
    )
}
