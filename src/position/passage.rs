//! The section that an account of answers tells of: what is said there is of that
//! section's proposal, not of the whole.
//!
//! Looks like: "5.2 Tillsynsavgift" in a bill, the government's proposal and the
//! inquiry's, then "Remissinstanserna" and who said what; or "Synpunkter på avsnitt
//! 3, Skolgårdar" in a compilation by theme.

use super::rows::{AreaKind, Position};
use super::verdict::{Part, bare_name, behind_number, called, cited_in_heading};
use crate::focus::WHOLE;
use crate::line::Lines;
use crate::paper::Paper;
use crate::prose::{is_closed, is_several};
use crate::segment::{is_numbered_heading, passages};
use std::collections::BTreeSet;

/// Lines from a passage up to the heading of its section.
const SECTION: usize = 120;

/// What stands over the units of an account.
pub(super) struct Sections<'p> {
    lines: &'p Lines<'p>,
    /// The passages of a bill.
    passages: Vec<(usize, usize)>,
    /// Lines with the names of those who answered.
    names: BTreeSet<usize>,
}

impl<'p> Sections<'p> {
    pub(super) fn of(paper: &Paper, lines: &'p Lines<'p>) -> Self {
        let intros = paper
            .segmentation
            .units
            .iter()
            .filter_map(|unit| unit.intro);
        let lines_of = |span| paper.document.index.lines_of(span);
        Sections {
            lines,
            passages: passages(lines),
            names: intros
                .map(|intro| lines_of(intro)[0] as usize - 1)
                .collect(),
        }
    }
}

/// What a unit that begins on line `at` says of "the proposal" is on the section
/// around it.
pub(super) fn on_its_section(rows: &mut [Position], sections: &Sections<'_>, at: usize) {
    let lines = sections.lines;
    let part = match sections.passages.is_empty() {
        true => cited_above(sections, at),
        false => section(lines, &sections.passages, at),
    };
    let Some(part) = part else {
        return;
    };
    for row in rows.iter_mut().filter(|row| row.area == WHOLE) {
        row.area_kind = AreaKind::Proposal;
        row.area.clone_from(&part.id);
        row.area_name.clone_from(&part.name);
        row.reference.clone_from(&part.reference);
    }
}

/// The part that the heading over line `at` cites, names left out; none below a
/// heading that cites none.
fn cited_above(sections: &Sections<'_>, at: usize) -> Option<Part> {
    const LONGEST: usize = 90;
    let lines = sections.lines;
    let heads = |at: &usize| {
        let words = lines.words(*at);
        let gap = |at: usize| lines.is_blank(at) || lines.line(at).heading > 0;
        let apart = at.checked_sub(1).is_none_or(gap);
        let plain =
            (1..=LONGEST).contains(&words.len()) && !is_closed(&words) && !is_several(&words);
        plain && apart && lines.cells(*at).len() == 1 && !lines.line(*at).bullet
    };
    let top = at.saturating_sub(SECTION);
    let above = (top..at).rev().filter(heads);
    for at in above.filter(|at| !sections.names.contains(at)) {
        let words = lines.words(at);
        match &cited_in_heading(&words)[..] {
            [one] => {
                let name = bare_name(&words);
                return Some(Part {
                    id: one.id.clone(),
                    name: if name.is_empty() {
                        one.cited.clone()
                    } else {
                        name
                    },
                    reference: Some(one.cited.clone()),
                });
            }
            [] if lines.is_blank(at + 1) || lines.line(at).heading > 0 => return None,
            [] => {}
            _ => return None,
        }
    }
    None
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
