//! What people know, brought in force: lists that are stored and judgements
//! beside the archive → the papers they speak of, segmented anew from their
//! stored texts where what is known of them has changed.
//!
//! Always reckoned over all lists and judgements there are, so that the same
//! folder gives the same bytes in whatever order it came. Only papers that are
//! spoken of are looked into.

pub(super) mod fetched;
pub(crate) mod files;
mod followed;
mod judged;
mod lineage;
mod page;
mod rows;
mod sentences;

pub(crate) use followed::followed;
pub(crate) use judged::quote_of;

use super::shelf::Shelf;
use crate::archive::{Archive, Reader, Stored};
use crate::error::{Error, Result};
use crate::known::judgement::Judgements;
use crate::known::listed::referral_words;
use crate::known::{Field, Known, Said, Source};
use crate::paper::Paper;
use crate::referrals::Referrals;
use crate::unit::Referral;
use judged::Judged;
use lineage::Lineage;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What bringing in did.
#[derive(Debug, Default)]
pub struct BroughtIn {
    /// Papers that are read otherwise now.
    pub changed: usize,
    /// Rows and judgements without a paper, cells that say nothing, persons who
    /// differ.
    pub problems: Vec<Error>,
}

/// Lists are stored, or papers are of which something is known, or persons have
/// judged.
pub(super) fn is_any(reader: &Reader, judgements: &Judgements) -> Result<bool> {
    Ok(judgements.papers().next().is_some()
        || judgements.asks().next().is_some()
        || judgements.stances().next().is_some()
        || !reader.lists()?.is_empty()
        || !reader.with_knowledge()?.is_empty())
}

/// Brings in force what is known; what was put before is committed.
pub(super) fn bring_in(
    shelf: &Shelf,
    archive: &Archive,
    judgements: &Judgements,
) -> Result<BroughtIn> {
    shelf.commit_now()?;
    let reader = archive.reader()?;
    let mut done = BroughtIn::default();
    if !is_any(&reader, judgements)? {
        return Ok(done);
    }
    let with_knowledge: BTreeSet<String> = reader.with_knowledge()?.into_iter().collect();
    let lists = rows::lists(&reader)?;
    let is_list = |stored: &Stored| lists.iter().any(|list| list.is(stored));
    let all = reader.papers()?;
    let papers: Vec<Stored> = all.into_iter().filter(|stored| !is_list(stored)).collect();
    let mut away = Away::default();
    let mut of_persons = Vec::new();
    let lineage = Lineage::of(&papers, judgements, &reader)?;
    let judged = Judged::of(&papers, judgements, &lineage, &mut away, &mut of_persons);
    let settled = |at, field| judged.settles(at, field);
    let listed = rows::matched(&lists, &papers, &reader, settled, &mut done.problems)?;
    done.problems.extend(of_persons);
    let wanted = |at: usize| {
        let stored = &papers[at];
        let known = with_knowledge.range(..=stored.sha256.clone()).next_back();
        let known = known.is_some_and(|start| stored.sha256.starts_with(start.as_str()));
        known || listed.contains_key(&at) || judged.speaks_of(at)
    };
    let wanted: Vec<usize> = (0..papers.len()).filter(|at| wanted(*at)).collect();
    let renewed = |at: &usize| {
        let paper = reader.paper(&papers[*at])?;
        let told = listed.get(at).cloned().unwrap_or_default();
        judged.renewed(*at, paper, told, &reader, &papers)
    };
    for some in wanted.chunks(64) {
        let found: Result<Vec<_>> = some.par_iter().map(renewed).collect();
        for (paper, problems) in found? {
            done.problems.extend(problems);
            if let Some(paper) = paper {
                shelf.keep(&paper, &[])?;
                done.changed += 1;
            }
        }
    }
    let is_read_anew = done.changed > 0;
    done.changed += lists_named(&lists, &listed, &papers, &reader, shelf)?;
    let sentences = match is_read_anew {
        false => sentences::changed(judgements, &papers, &lineage, &reader, &mut away)?,
        true => in_what_is_read_now(judgements, archive, shelf, &mut away)?,
    };
    done.problems.extend(sentences);
    done.problems.extend(away.told());
    Ok(done)
}

/// Sentences stand in what the papers are read as now.
fn in_what_is_read_now(
    judgements: &Judgements,
    archive: &Archive,
    shelf: &Shelf,
    away: &mut Away,
) -> Result<Vec<Error>> {
    if judgements.stances().next().is_none() && judgements.asks().next().is_none() {
        return Ok(Vec::new());
    }
    shelf.commit_now()?;
    let reader = archive.reader()?;
    let papers = reader.papers()?;
    let lineage = Lineage::of(&papers, judgements, &reader)?;
    sentences::changed(judgements, &papers, &lineage, &reader, away)
}

/// A list that does not say what was sent out is about what the papers answer
/// that its rows speak of, if they answer one; else about the one proposal that
/// there is.
fn lists_named(
    lists: &[rows::Listed],
    listed: &BTreeMap<usize, rows::Told>,
    papers: &[Stored],
    reader: &Reader,
    shelf: &Shelf,
) -> Result<usize> {
    let mut changed = 0;
    for list in lists.iter().filter(|list| list.names_nothing()) {
        let own = listed.iter().filter(|(_, told)| list.tells(&told.fields));
        let mut titles: BTreeMap<String, usize> = BTreeMap::new();
        for (at, _) in own {
            let paper = reader.paper(&papers[*at])?;
            let found = &paper.segmentation;
            let referral = found.head.referral.and_then(|at| found.referrals.get(at));
            if let Some(words) = referral.and_then(words_of) {
                *titles.entry(words).or_default() += 1;
            }
        }
        let most = titles.iter().max_by_key(|(_, count)| **count);
        let mut most = most.map(|(words, _)| words.clone());
        if most.is_none() {
            let all = Referrals::of(reader.proposals()?);
            if let [only] = all.all() {
                most = words_of(only);
            }
        }
        let mut known = Known::default();
        if let Some(value) = most {
            let by = "the papers it speaks of".to_owned();
            let said = Said {
                value,
                source: Source::Register,
                by,
                on: None,
            };
            known.fields.insert(Field::Referral, said);
        }
        if known != list.paper.known {
            let paper = Paper::read_knowing(list.paper.document.clone(), known);
            shelf.keep(&paper, &[])?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// A proposal in words from which it is read again.
fn words_of(referral: &Referral) -> Option<String> {
    referral_words(referral.diarienummer.as_deref(), Some(&referral.title))
}

const LOOK: &str = "look it over, and confirm it with `remiss correct … --ok` or put it right";

/// Judgements of papers that are not here. Another archive in the same folder has
/// them, or their files are gone: one word on all of them.
#[derive(Default)]
struct Away(BTreeMap<String, usize>);

impl Away {
    fn add(&mut self, document: &str) {
        *self.0.entry(document.to_owned()).or_default() += 1;
    }

    fn told(self) -> Option<Error> {
        const NAMED: usize = 3;
        let count: usize = self.0.values().sum();
        let judgements = match count {
            0 => return None,
            1 => "1 judgement is".to_owned(),
            count => format!("{count} judgements are"),
        };
        let named: Vec<String> = self.0.keys().take(NAMED).cloned().collect();
        let more = match self.0.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = format!(
            "{judgements} of papers that are not here: {}{more}",
            named.join(", ")
        );
        let cure = "they are kept: ingest the papers, or take a judgement back with \
                    `remiss correct --undo ID` (`remiss correct --list` gives the ids)";
        Some(Error::new(what).cure(cure))
    }
}

/// What a paper that is gone, or another than before, was judged to be.
fn problem(document: &str, what: impl Into<String>, cure: &str) -> Error {
    Error::new(what)
        .at(Path::new(document))
        .cure(cure.to_owned())
}
