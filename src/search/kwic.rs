//! Key word in context: every match on a line of its own, with what stands
//! before and behind.

use super::groups::per_thousand;
use super::{Hit, Hits, Mark};
use crate::archive::{Reader, Scope};
use crate::error::Result;
use std::cmp::Ordering;
use std::ops::Range;

/// What lines are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KwicSort {
    /// Document and place.
    #[default]
    Place,
    /// The words before the match, the nearest first.
    Left,
    /// The words behind it.
    Right,
}

/// One match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicLine {
    /// Number of the hit.
    pub hit: usize,
    /// The match.
    pub mark: Mark,
    /// Bytes of the running text before it, and behind it.
    pub left: Range<usize>,
    /// Bytes behind it.
    pub right: Range<usize>,
    /// Its physical line.
    pub line: u32,
}

impl KwicLine {
    /// What stands before the match, the match, and what stands behind it, on
    /// one line.
    pub fn texts(&self, hit: &Hit) -> [String; 3] {
        [&self.left, &self.mark.range, &self.right]
            .map(|range| hit.flow.text[range.clone()].replace('\n', " "))
    }
}

/// All matches, and what was looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concordance {
    /// Matches in order.
    pub lines: Vec<KwicLine>,
    /// Units looked through, and their words.
    pub scope: Scope,
}

impl Concordance {
    /// Matches per thousand words.
    pub fn per_thousand(&self) -> f64 {
        per_thousand(self.lines.len(), self.scope)
    }
}

/// Every match of the hits, with `width` letters on each side.
pub fn concordance(
    reader: &Reader,
    found: &Hits,
    sort: KwicSort,
    width: usize,
) -> Result<Concordance> {
    let mut lines = Vec::new();
    for (at, hit) in found.hits.iter().enumerate() {
        let text = &hit.flow.text;
        for mark in &hit.marks {
            let before = text[..mark.range.start]
                .char_indices()
                .rev()
                .take(width)
                .last();
            let after = text[mark.range.end..].char_indices().nth(width);
            lines.push(KwicLine {
                hit: at,
                left: before.map_or(mark.range.start, |(at, _)| at)..mark.range.start,
                right: mark.range.end..after.map_or(text.len(), |(at, _)| mark.range.end + at),
                line: hit.line_of(&mark.range),
                mark: mark.clone(),
            });
        }
    }
    lines.sort_by(|a, b| {
        let by_context = match sort {
            KwicSort::Place => Ordering::Equal,
            KwicSort::Left => context(found, a, true).cmp(&context(found, b, true)),
            KwicSort::Right => context(found, a, false).cmp(&context(found, b, false)),
        };
        let place = |line: &KwicLine| {
            let hit = &found.hits[line.hit];
            (
                hit.paper.document.name.clone(),
                hit.unit,
                line.mark.range.start,
            )
        };
        by_context.then_with(|| place(a).cmp(&place(b)))
    });
    Ok(Concordance {
        lines,
        scope: reader.facets(&found.scope)?.all,
    })
}

/// The words beside a match, the nearest first.
fn context(found: &Hits, line: &KwicLine, left: bool) -> Vec<String> {
    const WORDS: usize = 6;
    let tokens = &found.hits[line.hit].tokens;
    let exact = |at: usize| tokens[at].word.exact.clone();
    if left {
        (0..line.mark.words.start)
            .rev()
            .take(WORDS)
            .map(exact)
            .collect()
    } else {
        (line.mark.words.end..tokens.len())
            .take(WORDS)
            .map(exact)
            .collect()
    }
}
