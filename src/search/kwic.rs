//! Key word in context: every match on a line of its own, with what stands
//! before and behind.

use super::groups::per_thousand;
use super::{Hit, Mark, Matching, Relaxed};
use crate::archive::{Reader, Scope};
use crate::called::Name;
use crate::error::{Error, Result};
use crate::matching::Tier;
use crate::text::OnPage;
use std::sync::Arc;

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

/// How a concordance is made.
#[derive(Clone, Copy, Debug)]
pub struct Kwic {
    /// What its lines are sorted by.
    pub sort: KwicSort,
    /// Letters on each side.
    pub width: usize,
    /// Lines that are kept, at most.
    pub most: usize,
}

/// One match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicLine {
    /// Id of the unit.
    pub unit: Arc<str>,
    /// File name of the document.
    pub document: Arc<Name>,
    /// Who speaks.
    pub respondent: Option<Arc<str>>,
    /// Its physical line.
    pub line: u32,
    /// Where that stands on its page, if there are pages.
    pub page: Option<OnPage>,
    /// What stands before the match, on one line.
    pub left: String,
    /// The match.
    pub found: String,
    /// What stands behind it.
    pub right: String,
    /// How near it is to what was asked.
    pub tier: Tier,
    /// The words beside it, the nearest first, where lines are sorted by them.
    beside: Vec<String>,
}

/// Matches, and what was looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concordance {
    /// The first matches, in order.
    pub lines: Vec<KwicLine>,
    /// Matches in all, and units that hold them.
    pub occurrences: usize,
    /// Units that match.
    pub units: usize,
    /// Units looked through, and their words.
    pub scope: Scope,
    /// How the query was read, if it finds nothing as it is.
    pub relaxed: Option<Relaxed>,
}

impl Concordance {
    /// Matches per thousand words.
    pub fn per_thousand(&self) -> f64 {
        per_thousand(self.occurrences, self.scope)
    }
}

/// Every match of the units, which must be unfolded. `seen` is shown each.
pub fn concordance(
    reader: &Reader,
    found: &Matching,
    how: Kwic,
    mut seen: impl FnMut(&KwicLine),
) -> Result<Concordance> {
    let mut all = Concordance {
        lines: Vec::new(),
        occurrences: 0,
        units: found.len(),
        scope: reader.facets(&found.scope)?.all,
        relaxed: found.relaxed.clone(),
    };
    let papers = reader.papers()?;
    found.in_place(&papers).each(reader, |hit| {
        for line in lines(&hit, how) {
            seen(&line);
            all.occurrences += 1;
            if how.sort != KwicSort::Place || all.lines.len() < how.most {
                all.lines.push(line);
            }
        }
        // So that what is kept does not grow with what is found.
        if all.lines.len() > how.most.saturating_mul(2).saturating_add(SLACK) {
            first(&mut all.lines, how.most);
        }
        Ok::<(), Error>(())
    })?;
    first(&mut all.lines, how.most);
    Ok(all)
}

/// Lines that are kept beyond those wanted, before they are sorted again.
const SLACK: usize = 4096;

/// Keeps the first lines by what stands beside them; those of equal rank stay
/// in document order.
fn first(lines: &mut Vec<KwicLine>, most: usize) {
    lines.sort_by(|a, b| a.beside.cmp(&b.beside));
    lines.truncate(most);
}

/// The matches of a hit, in order.
fn lines(hit: &Hit, how: Kwic) -> impl Iterator<Item = KwicLine> {
    let document = Arc::new(hit.paper.document.name.clone());
    let unit: Arc<str> = hit.id.as_str().into();
    let respondent: Option<Arc<str>> = hit.unit().respondent.as_deref().map(Arc::from);
    hit.marks.iter().map(move |mark| {
        let text = &hit.flow.text;
        let before = text[..mark.range.start]
            .char_indices()
            .rev()
            .take(how.width)
            .last();
        let left = before.map_or(mark.range.start, |(at, _)| at)..mark.range.start;
        let after = text[mark.range.end..].char_indices().nth(how.width);
        let right = mark.range.end..after.map_or(text.len(), |(at, _)| mark.range.end + at);
        let [left, found, right] =
            [left, mark.range.clone(), right].map(|range| text[range].replace('\n', " "));
        let line = hit.line_of(&mark.range);
        KwicLine {
            unit: Arc::clone(&unit),
            document: Arc::clone(&document),
            respondent: respondent.clone(),
            page: hit.paper.document.index.on_page(line),
            line,
            left,
            found,
            right,
            tier: mark.tier,
            beside: beside(hit, mark, how.sort),
        }
    })
}

/// The words beside a match, the nearest first.
fn beside(hit: &Hit, mark: &Mark, sort: KwicSort) -> Vec<String> {
    const WORDS: usize = 6;
    let exact = |at: usize| hit.tokens[at].word.exact.clone();
    match sort {
        KwicSort::Place => Vec::new(),
        KwicSort::Left => (0..mark.words.start).rev().take(WORDS).map(exact).collect(),
        KwicSort::Right => (mark.words.end..hit.tokens.len())
            .take(WORDS)
            .map(exact)
            .collect(),
    }
}
