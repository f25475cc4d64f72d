//! Asks and themes as tables.

use super::Table;
use crate::position::Lost;
use crate::render::{line_range, page_range};
use crate::theme::Theme;
use std::io::{self, Write};

/// A row per ask.
pub fn lost(asks: &[Lost], out: &mut dyn Write) -> io::Result<()> {
    let heading = [
        "referral",
        "respondent",
        "focus_areas",
        "fate",
        "overlap",
        "document",
        "lines",
        "ask",
        "summary_lines",
        "summary",
        "page",
        "summary_page",
    ];
    let mut table = Table::new(out, &heading)?;
    for ask in asks {
        let summary = ask.summary.as_ref();
        table.row([
            ask.referral.title.clone(),
            ask.respondent.clone(),
            ask.areas.join(" "),
            ask.fate.name().to_owned(),
            format!("{:.2}", ask.overlap),
            ask.ask.document.clone(),
            line_range(ask.ask.lines),
            ask.ask.quote.clone(),
            summary
                .map(|said| line_range(said.lines))
                .unwrap_or_default(),
            summary.map(|said| said.quote.clone()).unwrap_or_default(),
            page_range(ask.ask.lines),
            summary
                .map(|said| page_range(said.lines))
                .unwrap_or_default(),
        ])?;
    }
    table.finish()
}

/// A row per theme and board.
pub fn themes(themes: &[Theme], out: &mut dyn Write) -> io::Result<()> {
    let heading = [
        "referral",
        "theme",
        "words",
        "boards",
        "keyness",
        "respondent",
        "document",
        "lines",
        "quote",
        "page",
    ];
    let mut table = Table::new(out, &heading)?;
    for theme in themes {
        for (board, passage) in &theme.boards {
            table.row([
                theme.referral.title.clone(),
                theme.name.clone(),
                theme.words.join("; "),
                theme.boards.len().to_string(),
                format!("{:.1}", theme.keyness),
                board.clone(),
                passage.document.clone(),
                line_range(passage.lines),
                passage.quote.clone(),
                page_range(passage.lines),
            ])?;
        }
    }
    table.finish()
}
