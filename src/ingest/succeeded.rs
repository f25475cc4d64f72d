//! Judged papers whose file is gone, led to the one paper that took their place:
//! somebody moved it and changed it before it was read again, so that neither its
//! content nor its path tells.

use super::known::Known;
use super::plan::Plan;
use super::shelf::Shelf;
use crate::archive::{Archive, Reader};
use crate::error::Result;
use crate::known::judgement::Judgements;
use crate::paper::Paper;
use crate::text::lower;
use std::collections::{BTreeSet, HashSet};

/// Of the lines of both this share at least stands in both: from there on git
/// tells of a file that it was renamed (`diff.renames`, 50 %).
const ALIKE: f64 = 0.5;

/// What is compared of a paper: as it is read where nobody knows anything of it.
struct Looks {
    respondent: String,
    referral: String,
    lines: HashSet<String>,
}

impl Looks {
    /// Nothing where it is not read who answers what: papers that are nobody's
    /// are told apart by nothing.
    fn of(paper: &Paper) -> Option<Self> {
        let read = Paper::read(paper.document.clone());
        let found = &read.segmentation;
        let referral = found.head.referral.and_then(|at| found.referrals.get(at))?;
        let lines = read.document.text.lines().map(str::trim);
        Some(Looks {
            respondent: lower(found.head.respondent.as_ref()?),
            referral: referral.key(),
            lines: lines
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    }

    fn is_like(&self, other: &Looks) -> bool {
        let both = self.lines.intersection(&other.lines).count() as f64;
        let all = self.lines.len().max(other.lines.len()) as f64;
        self.respondent == other.respondent
            && self.referral == other.referral
            && both >= ALIKE * all
    }
}

/// Paths of judged papers whose file is gone. They stay until who took their place
/// is known, so that a run that is cut off loses no judgement.
pub(super) fn judged(plan: &Plan<'_>, known: &Known, judgements: &Judgements) -> HashSet<String> {
    let lost = plan.lost.iter();
    let judged = lost.filter(|(path, sha256)| {
        // What it was before may have been judged as well.
        let is_judged = judgements.speak_of(sha256) || known.has_earlier(path);
        is_judged && plan.dropped.contains(path)
    });
    judged.map(|(path, _)| path.clone()).collect()
}

/// Lets papers remember whose place they took, and drops those.
pub(super) fn remember(
    gone: &HashSet<String>,
    known: &Known,
    archive: &Archive,
    shelf: &Shelf,
) -> Result<()> {
    let papers = gone.iter().filter_map(|path| known.paper(path));
    let papers: Vec<(Looks, Paper)> = papers
        .filter_map(|paper| Some((Looks::of(&paper)?, paper)))
        .collect();
    if !papers.is_empty() {
        shelf.commit_now()?;
        let here = on_the_same(&papers, gone, &archive.reader()?)?;
        for (looks, paper) in here {
            // One of one: where two are alike nothing tells which is which.
            let before = papers.iter().filter(|(before, _)| before.is_like(&looks));
            let before: Vec<&Paper> = before.map(|(_, paper)| paper).collect();
            if let [before] = before[..] {
                follow(paper, before, shelf)?;
            }
        }
    }
    gone.iter().try_for_each(|path| shelf.remove(path))
}

/// Papers on the proposals of those that are gone, of which each alone is like one
/// of them.
fn on_the_same(
    gone: &[(Looks, Paper)],
    paths: &HashSet<String>,
    reader: &Reader,
) -> Result<Vec<(Looks, Paper)>> {
    let keys: BTreeSet<String> = gone
        .iter()
        .map(|(looks, _)| looks.referral.clone())
        .collect();
    let narrowed = reader.narrowed(&keys)?;
    let mut here: Vec<(Looks, Paper)> = Vec::new();
    for stored in narrowed.papers()? {
        if !paths.contains(&stored.path) {
            let paper = narrowed.paper(&stored)?;
            here.extend(Looks::of(&paper).map(|looks| (looks, paper)));
        }
    }
    let of_all = |looks: &Looks| here.iter().filter(|(one, _)| one.is_like(looks)).count();
    let alone: Vec<bool> = here
        .iter()
        .map(|(looks, _)| {
            let mut like = gone.iter().filter(|(one, _)| one.is_like(looks));
            like.all(|(one, _)| of_all(one) == 1)
        })
        .collect();
    let mut alone = alone.into_iter();
    here.retain(|_| alone.next() == Some(true));
    Ok(here)
}

fn follow(mut paper: Paper, before: &Paper, shelf: &Shelf) -> Result<()> {
    let earlier = &mut paper.document.earlier;
    earlier.extend(before.document.earlier.iter().cloned());
    earlier.push(before.document.sha256.clone());
    earlier.dedup();
    shelf.keep(&paper, &[])
}
