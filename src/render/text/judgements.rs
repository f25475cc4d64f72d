//! What persons have judged, a line each.

use super::{FAINT, NAME};
use crate::known::judgement::{Judged, Judgements};
use std::io::{self, Write};

/// All judgements, with the ids by which they are undone.
pub fn judgements(all: &Judgements, out: &mut dyn Write) -> io::Result<()> {
    for entry in &all.entries {
        let (by, on) = entry.by_on();
        let (place, what) = match &entry.judged {
            Judged::Paper(one) => one.in_words(),
            Judged::Stance(one) => {
                let verdict = match one.verdict.as_str() {
                    "" => String::new(),
                    verdict => format!(", {verdict}"),
                };
                let what = format!("{} = {}{verdict}", one.focus_area, one.stance);
                (format!("{} {}", one.document, one.respondent), what)
            }
            Judged::Ask(one) => {
                let what = format!("\"{}\" {}", one.quote, one.in_words());
                (format!("{} {}", one.document, one.respondent), what)
            }
        };
        write!(
            out,
            "{FAINT}{}{FAINT:#}  {NAME}{place}{NAME:#}  {what}  {FAINT}{by} {on}",
            entry.id
        )?;
        if let Some(undone) = &entry.undone {
            write!(out, ", undone by {} {}", undone.by, undone.on)?;
        }
        writeln!(out, "{FAINT:#}")?;
    }
    Ok(())
}
