//! Judged papers whose file is gone, led to the one new paper that took its place:
//! somebody moved it and changed it before it was read again, so that neither its
//! content nor its path tells.

use super::known::Known;
use super::plan::Plan;
use super::shelf::Shelf;
use crate::archive::Archive;
use crate::error::Result;
use crate::known::judgement::Judgements;
use crate::paper::Paper;
use crate::text::lower;
use std::collections::HashSet;

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

/// Lets new papers of this run remember whose place they took.
pub(super) fn remember(
    plan: &Plan<'_>,
    known: &Known,
    judgements: &Judgements,
    archive: &Archive,
    shelf: &Shelf,
) -> Result<()> {
    let judged = plan.lost.iter();
    let judged: Vec<_> = judged
        .filter(|(path, sha256)| plan.dropped.contains(path) && judgements.speak_of(sha256))
        .filter_map(|(path, _)| known.paper(path))
        .filter_map(|paper| Some((Looks::of(&paper)?, paper)))
        .collect();
    let new = |path: &String| !known.hashes.contains_key(path) && !plan.moved.contains_key(path);
    let paths: HashSet<&str> = plan
        .read
        .iter()
        .map(|file| &file.key)
        .filter(|path| new(path))
        .map(String::as_str)
        .collect();
    if judged.is_empty() || paths.is_empty() {
        return Ok(());
    }
    shelf.commit_now()?;
    let reader = archive.reader()?;
    let mut all = Vec::new();
    for stored in reader
        .papers()?
        .iter()
        .filter(|stored| paths.contains(stored.path.as_str()))
    {
        let paper = reader.paper(stored)?;
        all.extend(Looks::of(&paper).map(|looks| (looks, paper)));
    }
    for at in 0..all.len() {
        // One of one: where two are alike nothing tells which is which.
        let before: Vec<usize> = alike(&all[at].0, judged.iter().map(|(looks, _)| looks));
        let [one] = before[..] else { continue };
        let (looks, gone) = &judged[one];
        if alike(looks, all.iter().map(|(looks, _)| looks)) == [at] {
            let paper = &mut all[at].1;
            let document = &mut paper.document;
            document
                .earlier
                .extend(gone.document.earlier.iter().cloned());
            document.earlier.push(gone.document.sha256.clone());
            shelf.keep(paper, &[])?;
        }
    }
    Ok(())
}

fn alike<'l>(one: &Looks, others: impl Iterator<Item = &'l Looks>) -> Vec<usize> {
    let like = others.enumerate().filter(|(_, other)| one.is_like(other));
    like.map(|(at, _)| at).collect()
}
