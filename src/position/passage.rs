//! The section of a bill that a passage on what was answered stands in: what is
//! said there is of that section's proposal, not of the bill.
//!
//! Looks like: "5.2 Tillsynsavgift", the government's proposal and the inquiry's,
//! then "Remissinstanserna" and who said what.

use super::rows::{AreaKind, Position};
use super::verdict::{Part, called};
use crate::focus::WHOLE;
use crate::line::Lines;

/// Lines from a passage up to its heading, and on to the section's.
const PASSAGE: usize = 120;
const SECTION: usize = 120;

/// What a passage that begins on line `at` says of "the proposal" is on the
/// section around it.
pub(super) fn on_its_section(rows: &mut [Position], lines: &Lines<'_>, at: usize) {
    let Some(part) = section(lines, at) else {
        return;
    };
    for row in rows.iter_mut().filter(|row| row.area == WHOLE) {
        row.area_kind = AreaKind::Proposal;
        row.area.clone_from(&part.id);
        row.area_name.clone_from(&part.name);
    }
}

/// The part that line `at` of a bill speaks of; none outside such a passage.
fn section(lines: &Lines<'_>, at: usize) -> Option<Part> {
    let opens = |&at: &usize| lines.raw(at).starts_with("Remissinstanserna");
    let ends = |&at: &usize| {
        let raw = lines.raw(at);
        raw.starts_with("Skälen för") || raw.starts_with("Regeringens förslag")
    };
    let top = at.saturating_sub(PASSAGE);
    let passage = (top..=at).rev().take_while(|at| !ends(at)).find(opens)?;
    let top = passage.saturating_sub(SECTION);
    let heading = (top..passage).rev().find(|&at| is_section(lines.raw(at)))?;
    // A title may go on in a second line.
    let words = lines.words(heading);
    let next = lines.raw(heading + 1);
    let goes_on = !next.is_empty() && next.starts_with(char::is_lowercase);
    let name = match goes_on {
        true => format!("{words} {next}"),
        false => words.into_owned(),
    };
    called(name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')))
}

/// "5.2   Tillsynsavgift": a number of a section and a title.
fn is_section(raw: &str) -> bool {
    const LONGEST: usize = 120;
    let title = raw.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &raw[..raw.len() - title.len()];
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.len() <= 8
        && title.starts_with(' ')
        && title.trim_start().starts_with(char::is_uppercase)
        && raw.len() < LONGEST
        && !raw.ends_with(['.', ',', ';', ':'])
        && !raw.contains("....")
}
