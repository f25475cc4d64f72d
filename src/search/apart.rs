//! What a query finds in text that is no unit's: in papers that were not
//! recognised or hold no answer, and around the answers of the others. It is
//! shown, marked as what it is, and counted nowhere.

use super::{Asked, Request};
use crate::analyse::Token;
use crate::archive::{Apart, Reader};
use crate::document::DocumentKind;
use crate::error::Result;
use crate::flow::Flow;
use crate::matching::{Mark, Plan, marks};
use crate::paper::Paper;
use rayon::prelude::*;
use std::sync::Arc;

/// A paper whose text apart from units matches.
#[derive(Clone, Debug)]
pub struct Loose {
    /// The paper.
    pub paper: Arc<Paper>,
    /// Its running text; of one with units the run between them that holds most.
    pub flow: Flow,
    /// Matches in it, ascending, not overlapping.
    pub marks: Vec<Mark>,
    /// 1-based physical lines that hold a match, ascending.
    pub lines: Vec<u32>,
    /// The same in the other runs between its units.
    pub more: Vec<u32>,
    /// It has units, and none of them is meant.
    pub around: bool,
}

impl Loose {
    /// All its lines that hold a match, ascending.
    pub fn all_lines(&self) -> Vec<u32> {
        let mut all = [&self.lines[..], &self.more].concat();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether it is known what the paper is.
    pub fn is_recognised(&self) -> bool {
        self.paper.segmentation.kind != DocumentKind::Okand
    }
}

/// Papers that match apart from units: the best of them, and how many.
#[derive(Clone, Debug, Default)]
pub struct LooseHits {
    /// All that match.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Loose>,
}

/// Where a word stands that no unit holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The word as typed.
    pub asked: String,
    /// Papers that hold it apart from their units.
    pub papers: usize,
    /// Some of them by file name, with their lines.
    pub places: Vec<(String, Vec<u32>)>,
}

/// Papers that are read to tell where a word stands.
const TOLD: usize = 3;
/// Words of a query that are looked for elsewhere.
const WORDS: usize = 8;

/// Papers without units that match a plan.
pub(super) fn loose(reader: &Reader, plan: &Plan, request: &Request) -> Result<LooseHits> {
    let limit = match request.limit {
        0 => usize::MAX,
        limit => limit,
    };
    let (hashes, total) = reader.find_apart(plan, Apart::Loose, limit)?;
    let read: Result<Vec<Option<Loose>>> = hashes
        .par_iter()
        .map(|hash| {
            let paper = reader.paper_by_hash(hash)?;
            Ok(paper.and_then(|paper| read(reader, paper, plan)))
        })
        .collect();
    let mut hits: Vec<Loose> = read?.into_iter().flatten().collect();
    let all = hits.len();
    if reader.masks() && has_words(plan) {
        // A word that is masked stands there no more.
        hits.retain(|hit| !hit.marks.is_empty());
    }
    Ok(LooseHits {
        total: total - (all - hits.len()),
        hits,
    })
}

fn has_words(plan: &Plan) -> bool {
    match plan {
        Plan::Word(_) | Plan::Phrase(_) | Plan::Near(..) => true,
        Plan::All(plans) | Plan::Any(plans) | Plan::Best(plans) | Plan::Most(plans, _) => {
            plans.iter().any(has_words)
        }
        Plan::Everything | Plan::Not(_) | Plan::Filter(_) => false,
    }
}

/// A paper without units matches a plan.
pub(super) fn is_loose(reader: &Reader, plan: &Plan) -> Result<bool> {
    Ok(reader.find_apart(plan, Apart::Loose, 0)?.1 > 0)
}

fn read(reader: &Reader, paper: Paper, plan: &Plan) -> Option<Loose> {
    // Without units its text is one run.
    let flow = paper.apart().into_iter().next()?;
    let tokens = reader.analyser().tokens(&flow.text);
    let marks = marks(plan, &tokens);
    let lines = lines(&paper, &flow, &marks);
    Some(Loose {
        paper: Arc::new(paper),
        flow,
        marks,
        lines,
        more: Vec::new(),
        around: false,
    })
}

pub(super) fn lines(paper: &Paper, flow: &Flow, marks: &[Mark]) -> Vec<u32> {
    let index = &paper.document.index;
    let of = |mark: &Mark| index.line_of(flow.source(mark.range.clone()).start);
    let mut lines: Vec<u32> = marks.iter().map(of).collect();
    lines.dedup();
    lines
}

/// Where the words stand that no unit holds.
pub(super) fn elsewhere(reader: &Reader, asked: &[Asked]) -> Result<Vec<Elsewhere>> {
    let mut found = Vec::new();
    for one in asked.iter().take(WORDS) {
        if reader.find(&one.plan, 0)?.total > 0 {
            continue;
        }
        let (hashes, mut papers) = reader.find_apart(&one.plan, Apart::All, TOLD)?;
        if papers == 0 {
            continue;
        }
        let mut places = Vec::new();
        for hash in hashes {
            let Some(paper) = reader.paper_by_hash(&hash)? else {
                continue;
            };
            let mut all = Vec::new();
            for flow in paper.apart() {
                let tokens: Vec<Token> = reader.analyser().tokens(&flow.text);
                all.extend(lines(&paper, &flow, &marks(&one.plan, &tokens)));
            }
            all.dedup();
            // Where private persons are masked, the word does not stand there.
            match all.is_empty() {
                true => papers -= 1,
                false => places.push((paper.document.name.into(), all)),
            }
        }
        if places.is_empty() {
            continue;
        }
        found.push(Elsewhere {
            asked: one.typed.clone(),
            papers,
            places,
        });
    }
    Ok(found)
}
