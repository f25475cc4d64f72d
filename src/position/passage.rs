//! The section of a bill that a passage on what was answered stands in: what is
//! said there is of that section's proposal, not of the bill.
//!
//! Looks like: "5.2 Tillsynsavgift", the government's proposal and the inquiry's,
//! then "Remissinstanserna" and who said what.

use super::rows::{AreaKind, Position};
use super::verdict::{Part, behind_number, called};
use crate::focus::WHOLE;
use crate::line::Lines;
use crate::segment::is_numbered_heading;

/// Lines from a passage up to the heading of its section.
const SECTION: usize = 120;

/// What a passage that begins on line `at` says of "the proposal" is on the
/// section around it; `passages` are those of the paper.
pub(super) fn on_its_section(
    rows: &mut [Position],
    lines: &Lines<'_>,
    passages: &[(usize, usize)],
    at: usize,
) {
    let Some(part) = section(lines, passages, at) else {
        return;
    };
    for row in rows.iter_mut().filter(|row| row.area == WHOLE) {
        row.area_kind = AreaKind::Proposal;
        row.area.clone_from(&part.id);
        row.area_name.clone_from(&part.name);
        row.reference.clone_from(&part.reference);
    }
}

/// The part that line `at` of a bill speaks of; none outside its passages.
fn section(lines: &Lines<'_>, passages: &[(usize, usize)], at: usize) -> Option<Part> {
    let next = passages.partition_point(|(start, _)| *start <= at);
    let (passage, _) = passages[..next].last().filter(|(_, end)| at < *end)?;
    let top = passage.saturating_sub(SECTION);
    let mut above = (top..*passage).rev();
    let heading = above.find(|&at| is_numbered_heading(&lines.words(at)))?;
    // A title may go on in a second line.
    let words = lines.words(heading);
    let next = lines.raw(heading + 1);
    let name = match next.starts_with(char::is_lowercase) {
        true => format!("{words} {next}"),
        false => words.into_owned(),
    };
    let bare = behind_number(&name);
    let number = name[..name.len() - bare.len()].trim_matches(['.', ' ']);
    // The number is the bill's own, and no number of the inquiry's: no id.
    called(bare).map(|part| Part {
        reference: Some(format!("avsnitt {number}")),
        ..part
    })
}
