//! What the answers to one proposal are read with: its areas and their words,
//! its sender's own sentences, its parts as columns.

use super::areas::{Area, Columns};
use super::cues::lexicon;
use super::named::{Numbered, Parts};
use super::recital::Recital;
use super::rows::{AreaKind, Position};
use crate::analyse::Analyser;
use crate::focus::{FocusArea, FocusFiles, Matcher};
use crate::unit::Referral;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Areas, and the words they are found by; the same for most proposals.
pub(super) struct Areas<'f> {
    pub(super) areas: Vec<Cow<'f, FocusArea>>,
    pub(super) matcher: Matcher,
    /// Somebody wrote them for this proposal.
    pub(super) written: bool,
}

/// What answers to one proposal are read with.
pub(super) struct Group<'f> {
    pub(super) referral: Referral,
    pub(super) with: Arc<Areas<'f>>,
    pub(super) recital: Recital,
    pub(super) parts: Parts,
    /// The areas as columns, the proposal's own parts among them.
    columns: Columns,
    /// The same, for all its answers.
    pub(super) areas: Arc<Vec<Area>>,
}

/// What the papers of one proposal tell of it.
pub(super) struct Found {
    pub(super) recital: Recital,
    pub(super) parts: Parts,
    pub(super) numbered: Vec<Numbered>,
    pub(super) themes: Vec<FocusArea>,
}

/// A group for each proposal.
pub(super) fn groups<'f>(
    names: &[Vec<&Referral>],
    found: impl Iterator<Item = Found>,
    files: &'f FocusFiles,
    analyser: &Analyser,
) -> Vec<Group<'f>> {
    let mut made: HashMap<Vec<*const FocusArea>, Arc<Areas<'f>>> = HashMap::new();
    let groups = names.iter().zip(found).map(|(names, found)| {
        let written = files.are_for(names);
        let ours = files.areas_of(names);
        let make = |themes: Vec<FocusArea>| {
            let ours = ours.iter().map(|area| Cow::Borrowed(*area));
            let areas: Vec<Cow<'f, FocusArea>> =
                ours.chain(themes.into_iter().map(Cow::Owned)).collect();
            let named: Vec<&FocusArea> = areas.iter().map(|area| &**area).collect();
            Arc::new(Areas {
                matcher: Matcher::new(&named, &lexicon().ordinals, analyser),
                areas,
                written,
            })
        };
        let with = if written || found.themes.is_empty() {
            let same = ours.iter().map(|area| std::ptr::from_ref(*area)).collect();
            Arc::clone(made.entry(same).or_insert_with(|| make(Vec::new())))
        } else {
            make(found.themes)
        };
        let mut areas: Vec<Area> = with
            .areas
            .iter()
            .map(|area| Area::of(area, matches!(area, Cow::Owned(_))))
            .collect();
        if !written {
            areas.extend(found.numbered.iter().map(Area::numbered));
        }
        let columns = Columns::new(areas.clone());
        Group {
            referral: names.first().map(|one| (*one).clone()).unwrap_or_default(),
            with,
            recital: found.recital,
            parts: found.parts,
            columns,
            areas: Arc::new(areas),
        }
    });
    groups.collect()
}

impl Group<'_> {
    /// Gives rows on parts the id and name of their column; where a part was
    /// both read and judged, one row says both.
    pub(super) fn settle(&self, rows: &mut Vec<Position>) {
        if self.with.written {
            return;
        }
        let mut settled: Vec<Position> = Vec::with_capacity(rows.len());
        let mut read: HashMap<String, usize> = HashMap::new();
        for mut row in rows.drain(..) {
            if row.area_kind == AreaKind::Proposal
                && let Some(area) = self.columns.of_part(&row.area)
            {
                row.area.clone_from(&area.id);
                if !area.is_unnamed() {
                    row.area_name.clone_from(&area.name);
                }
            }
            match read.get(&row.area).copied() {
                Some(at) if row.reference.is_some() && settled[at].reference.is_none() => {
                    let read = &mut settled[at];
                    row.asks.append(&mut read.asks);
                    row.objections.append(&mut read.objections);
                    row.evidence.append(&mut read.evidence);
                    *read = row;
                }
                _ => {
                    read.entry(row.area.clone()).or_insert(settled.len());
                    settled.push(row);
                }
            }
        }
        *rows = settled;
    }
}
