//! Under which heading of its paper a sentence stands: an account that goes by
//! the proposal's parts says under "6.4 Skyfallsavgift" no more than who rejects.
//! Headings as they are printed; knows no areas.

use super::account::words;
use crate::analyse::Analyser;
use crate::comparison::Meant;
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::cut;

/// A part of the proposal, as a heading names it.
#[derive(Clone)]
pub(super) struct Section {
    /// "6.4", or nothing.
    number: String,
    pub(super) title: Meant,
    /// It is about the proposal as a whole.
    whole: bool,
}

impl Section {
    fn of(heading: &str, analyser: &Analyser) -> Self {
        let heading = heading.trim_start_matches(['#', ' ']);
        let rest = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let low = rest.trim().to_lowercase();
        Section {
            number: heading[..heading.len() - rest.len()]
                .trim_end_matches('.')
                .to_owned(),
            title: Meant::of(rest, "", analyser),
            whole: words().whole.contains(&low),
        }
    }

    /// Both are the same part, or both the whole. Chapters are counted in answers
    /// too ("2 Avgift"); a number of two levels is the proposal's.
    pub(super) fn is(&self, other: &Section) -> bool {
        self.whole && other.whole
            || self.number.contains('.') && self.number == other.number
            || self.title.is_told_by(&other.title) && other.title.is_told_by(&self.title)
    }
}

/// The headings of a paper with their lines, in order.
pub(super) fn sections(
    paper: &Paper,
    lines: &Lines<'_>,
    analyser: &Analyser,
) -> Vec<(u32, Section)> {
    let flow = Flow::of_lines(lines, &paper.layout, 0, lines.len());
    let headings = cut(&flow.text).into_iter().filter(|one| one.heading);
    let found = headings.map(|one| {
        let section = Section::of(&flow.text[one.range.clone()], analyser);
        let line = paper.document.index.cite(flow.source(one.range)).first;
        (line, section)
    });
    found.collect()
}
