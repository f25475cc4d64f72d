//! Text for people: hits with their lines, the ledger, a unit, the closing
//! table of an ingest.

mod agree;
mod asks;
mod brief;
mod check;
mod compare;
mod explain;
mod groups;
mod hits;
mod judgements;
mod kwic;
mod ledger;
mod lost;
mod matrix;
mod memory;
mod papers;
mod parties;
mod persons;
mod positions;
mod recycled;
mod related;
mod relaxed;
mod report;
mod reuse;
mod sample;
mod searches;
mod settings;
mod summary;
mod unit;
mod uptake;
mod why;

pub use agree::agreement;
pub use asks::Asks;
pub use brief::brief;
pub use check::checked;
pub use compare::compare;
pub use explain::{Forms, asked, facets};
pub use groups::groups;
pub use hits::{Shown, apart, around_total, hit, loose_total, total};
pub use judgements::judgements;
pub use kwic::{Shown as KwicShown, kwic, kwic_place};
pub use ledger::ledger;
pub use lost::{lost, themes};
pub use matrix::{InMatrix, matrix};
pub use memory::remembered;
pub use papers::{PaperLine, papers};
pub use persons::persons;
pub use positions::{ListBy, positions, sign};
pub use recycled::recycled;
pub use related::related;
pub use relaxed::{elsewhere, relaxed, relaxed_line};
pub use report::{passed_over, report};
pub use reuse::{like, reuse};
pub use sample::{judged, row};
pub(crate) use searches::searches;
pub(crate) use settings::settings;
pub use summary::{by_kind, by_stance, prose};
pub use unit::{contents, lines, page, unit};
pub use uptake::{changes, uptakes};
pub use why::why;

pub(crate) use matrix::plain_signs;
pub(crate) use positions::stance_words;
pub(crate) use summary::said_words;

use super::{kind_words, signer_list};
use crate::known::Review;
use crate::matching::Tier;
use crate::paper::Paper;
use crate::unit::Unit;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

const NAME: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const MATCH: Style = AnsiColor::Red.on_default().bold();

/// "Kulturnämnden · särskilt uttalande · 2021-10-19 · Eva Ek (S)".
fn heading(paper: &Paper, unit: &Unit) -> String {
    let mut parts = vec![format!(
        "{NAME}{}{NAME:#}",
        unit.respondent.as_deref().unwrap_or("(unknown respondent)")
    )];
    parts.push(kind_words(unit.kind).to_owned());
    if !unit.signers.is_empty() {
        parts.push(signer_list(&unit.signers));
    }
    if let Some(date) = paper.filing_date(unit) {
        parts.push(date.to_owned());
    }
    parts.extend(reviewed(paper.known.review).map(str::to_owned));
    parts.join(" · ")
}

/// What people have done about a paper, in words.
pub fn reviewed(review: Review) -> Option<&'static str> {
    match review {
        Review::Unread => None,
        Review::Read => Some("reviewed"),
        Review::Corrected => Some("reviewed and corrected"),
        Review::Conflict => Some("persons differ"),
    }
}

/// How much of something people have looked at; nothing where nobody has begun.
pub fn reviewed_of(seen: usize, all: usize, what: &str, out: &mut dyn Write) -> io::Result<()> {
    if seen == 0 {
        return Ok(());
    }
    writeln!(out, "{FAINT}reviewed {seen} of {all} {what}{FAINT:#}")
}

/// A line of remark, where there is something to remark.
pub fn faint_if(any: bool, words: &str, out: &mut dyn Write) -> io::Result<()> {
    match any {
        true => writeln!(out, "{FAINT}{words}{FAINT:#}"),
        false => Ok(()),
    }
}

fn tier_words(tier: Tier) -> &'static str {
    match tier {
        Tier::Word => "the word",
        Tier::Form => "inflected",
        Tier::Head => "last part of a compound",
        Tier::Modifier => "part of a compound",
        Tier::Related => "related word",
        Tier::Misspelt => "misspelt",
    }
}

/// Columns that words take on a terminal.
fn wide(words: &str) -> usize {
    words.width()
}

fn pad(words: &str, width: usize) -> String {
    let gap = width.saturating_sub(wide(words));
    format!("{words}{}", " ".repeat(gap))
}
