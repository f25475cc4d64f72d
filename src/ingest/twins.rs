//! Which papers of an archive may hold one and the same answer, after a run.
//!
//! Papers meet under likenesses of their answers; only those are compared that a
//! run has put, or that were twins of what a run has taken away.

use crate::archive::Reader;
use crate::error::Result;
use crate::paper::Paper;
use std::collections::{BTreeMap, BTreeSet};

/// Papers that meet under one likeness at most; more share a formula, and no
/// answer.
const MOST: usize = 64;

/// The papers to be compared, by content hash: those that meet are together.
pub(super) fn groups(
    kept: Vec<(String, Vec<u64>)>,
    before: &Reader,
    gone: &[String],
) -> Result<Vec<Vec<String>>> {
    let (papers, likenesses): (Vec<String>, Vec<Vec<u64>>) = kept.into_iter().unzip();
    let of_each = likenesses.iter().enumerate();
    let all = of_each.flat_map(|(paper, all)| all.iter().map(move |likeness| (*likeness, paper)));
    let mut meets: Vec<(u64, usize)> = all.collect();
    meets.sort_unstable();
    let is_new = before.unit_count()? == 0;
    let mut together = Together::default();
    for meeting in meets.chunk_by(|a, b| a.0 == b.0) {
        let mut papers: Vec<String> = meeting.iter().map(|(_, at)| papers[*at].clone()).collect();
        if !is_new {
            papers.extend(before.alike(meeting[0].0)?);
        }
        papers.sort_unstable();
        papers.dedup();
        if (2..=MOST).contains(&papers.len()) {
            together.join(&papers);
        }
    }
    // What a run that was cut off has left to do.
    for likeness in before.meetings()? {
        let papers = before.alike(likeness)?;
        if (2..=MOST).contains(&papers.len()) {
            together.join(&papers);
        }
    }
    let mut gone = gone.to_vec();
    for sha256 in before.with_twins()? {
        if !before.holds(&sha256)? {
            gone.push(sha256);
        }
    }
    for sha256 in &gone {
        let mut twins = before.twins_of(sha256)?;
        if !twins.is_empty() {
            // It may have been kept under another path.
            if before.holds(sha256)? {
                twins.push(sha256.clone());
            }
            together.join(&twins);
        }
    }
    Ok(together.groups())
}

/// The papers of a group, with those whose twins they are and the twins of
/// those: what one of them gives up another may have to take.
pub(super) fn loaded(group: Vec<String>, now: &Reader) -> Result<Vec<Paper>> {
    let mut known: BTreeSet<String> = group.iter().cloned().collect();
    let mut left = group;
    let mut papers = Vec::new();
    while let Some(sha256) = left.pop() {
        let Some(paper) = now.paper_by_hash(&sha256)? else {
            continue;
        };
        let of = paper
            .segmentation
            .twins
            .iter()
            .map(|twin| twin.sha256.clone());
        for other in of.chain(now.twins_of(&sha256)?) {
            if known.len() < MOST && known.insert(other.clone()) {
                left.push(other);
            }
        }
        papers.push(paper);
    }
    Ok(papers)
}

/// Papers that meet, directly or through others.
#[derive(Default)]
struct Together {
    places: BTreeMap<String, usize>,
    above: Vec<usize>,
}

impl Together {
    fn place(&mut self, paper: &str) -> usize {
        if let Some(&place) = self.places.get(paper) {
            return self.top(place);
        }
        let place = self.above.len();
        self.places.insert(paper.to_owned(), place);
        self.above.push(place);
        place
    }

    fn top(&mut self, mut place: usize) -> usize {
        while self.above[place] != place {
            self.above[place] = self.above[self.above[place]];
            place = self.above[place];
        }
        place
    }

    fn join(&mut self, papers: &[String]) {
        let first = papers.first().map(|paper| self.place(paper));
        for paper in papers.iter().skip(1) {
            let place = self.place(paper);
            if let Some(first) = first {
                let first = self.top(first);
                self.above[place] = first;
            }
        }
    }

    fn groups(mut self) -> Vec<Vec<String>> {
        let papers: Vec<(String, usize)> = std::mem::take(&mut self.places).into_iter().collect();
        let mut groups: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for (paper, place) in papers {
            groups.entry(self.top(place)).or_default().insert(paper);
        }
        let groups = groups
            .into_values()
            .map(|group| group.into_iter().collect());
        let mut groups: Vec<Vec<String>> = groups.collect();
        groups.sort();
        groups
    }
}
