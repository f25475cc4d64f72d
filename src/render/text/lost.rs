//! Asks beside what the summary made of them, and themes with their boards.

use super::positions::short;
use super::{FAINT, MATCH, NAME};
use crate::position::{Fate, Lost, Passage};
use crate::render::cited;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Respondents, their asks, and under each the summary's sentence.
pub fn lost(asks: &[Lost], out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, Fate), usize> = BTreeMap::new();
    for ask in asks {
        *counts.entry((&ask.respondent, ask.fate)).or_insert(0) += 1;
    }
    let mut before: Option<&Lost> = None;
    for ask in asks {
        if before.is_none_or(|before| before.respondent != ask.respondent) {
            if before.is_some() {
                writeln!(out)?;
            }
            let count = |fate: Fate| counts.get(&(&*ask.respondent, fate)).copied().unwrap_or(0);
            writeln!(
                out,
                "{NAME}{}{NAME:#} {FAINT}{} kept, {} softened, {} missing{FAINT:#}",
                ask.respondent,
                count(Fate::Kept),
                count(Fate::Softened),
                count(Fate::Missing)
            )?;
        }
        before = Some(ask);
        let style = if ask.fate == Fate::Missing {
            MATCH
        } else {
            FAINT
        };
        writeln!(
            out,
            "  {style}{:8}{style:#} {}  {}",
            ask.fate.name(),
            place(&ask.ask),
            ask.ask.quote
        )?;
        if let Some(summary) = &ask.summary {
            writeln!(
                out,
                "           {FAINT}{}  {}{FAINT:#}",
                place(summary),
                summary.quote
            )?;
        }
    }
    Ok(())
}

fn place(passage: &Passage) -> String {
    format!("{}:{}", short(&passage.document), cited(passage.lines))
}

/// Themes by referral, with a line for each board.
pub fn themes(themes: &[Theme], out: &mut dyn Write) -> io::Result<()> {
    let mut before: Option<&Theme> = None;
    for theme in themes {
        if before.is_none_or(|before| before.referral != theme.referral) {
            if before.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{NAME}{}{NAME:#}", theme.referral.title)?;
        }
        before = Some(theme);
        let words = match &theme.words[..] {
            [] => String::new(),
            words => format!(" ({})", words.join(", ")),
        };
        writeln!(
            out,
            "\n  {NAME}{}{NAME:#}{words} {FAINT}{} boards · keyness {:.1}{FAINT:#}",
            theme.name,
            theme.boards.len(),
            theme.keyness
        )?;
        for (board, passage) in &theme.boards {
            writeln!(
                out,
                "    {board} {FAINT}{}{FAINT:#}  {}",
                place(passage),
                passage.quote
            )?;
        }
    }
    Ok(())
}
