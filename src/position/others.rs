//! What inside a unit's text is not its respondent's: the compiler's notes on
//! other respondents.

use crate::flow::Flow;
use crate::paper::Paper;
use crate::text::Span;
use std::ops::Range;

/// What the compiler of the report says of respondents, in order and apart.
pub(super) fn facts(paper: &Paper) -> Vec<Span> {
    let facts = paper.segmentation.facts.iter();
    apart(facts.map(|fact| fact.span.start..fact.span.end))
        .into_iter()
        .map(|range| Span::new(range.start as usize, range.end as usize))
        .collect()
}

/// What of it stands inside the unit's text: that another respondent supports
/// or abstains, that an answer is printed in part.
pub(super) fn others(facts: &[Span], flow: &Flow) -> Vec<Range<usize>> {
    let Some(extent) = flow.extent() else {
        return Vec::new();
    };
    let first = facts.partition_point(|fact| fact.end <= extent.start);
    let inside = facts[first..]
        .iter()
        .take_while(|fact| fact.start < extent.end);
    apart(inside.filter_map(|fact| flow.place_of(*fact)))
}

/// Ranges in order, those that overlap made one.
fn apart<T: Ord + Copy>(ranges: impl Iterator<Item = Range<T>>) -> Vec<Range<T>> {
    let mut ranges: Vec<Range<T>> = ranges.filter(|range| range.start < range.end).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<T>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}
