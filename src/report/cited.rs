//! What of its papers a report cites, and on which pages that stands: lines that
//! decide a position, that ask or object, that a summary or a theme is told by.

use super::material::{Filed, Material};
use crate::position::{Passage, Stance};
use crate::text::Cited;
use std::collections::{BTreeMap, BTreeSet};

/// Pages as they look, drawn for a report.
#[derive(Debug, Default)]
pub struct Pictures {
    /// PNG, by the id of the paper and the number of the page.
    pub drawn: BTreeMap<(String, u32), Vec<u8>>,
    /// Pages that are cited and were not drawn.
    pub left: usize,
}

impl Material {
    /// The lines of a paper that are cited, in the order of positions, with the
    /// stance of those that decide one; others after.
    pub(super) fn cited_in(&self, filed: &Filed) -> Vec<(Cited, Option<Stance>)> {
        let id = filed.paper.document.id();
        let rows = self.positions.iter();
        let ours = rows.filter(|row| row.unit.split(':').next() == Some(id));
        let mut cited: Vec<(Cited, Option<Stance>)> = Vec::new();
        for row in ours {
            let decide = row.evidence.iter();
            cited.extend(decide.map(|one| (one.lines, Some(row.stance))));
            let asks = row.asks.iter().chain(&row.objections);
            cited.extend(asks.map(|one| (one.lines, None)));
        }
        let lost = self.losses.asks.iter();
        let lost = lost.flat_map(|one| std::iter::once(&one.ask).chain(&one.summary));
        let themes = self.apart.themes.iter().flat_map(|one| &one.boards);
        let said = lost.chain(themes.map(|(_, passage)| passage));
        // Of several with one name the first is meant.
        let name = &filed.paper.document.name;
        let is_first = self
            .filed(None, name)
            .is_some_and(|first| first.slug == filed.slug);
        let is_here = |one: &&Passage| is_first && one.document == *name;
        cited.extend(said.filter(is_here).map(|one| (one.lines, None)));
        cited
    }

    /// The pages of a PDF on which something is cited, with the lines there.
    pub fn cited_pages(&self, filed: &Filed) -> BTreeMap<u32, BTreeSet<u32>> {
        let mut pages: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let document = &filed.paper.document;
        if document.encoding != "PDF" {
            return pages;
        }
        for (lines, _) in self.cited_in(filed) {
            for line in lines.first..=lines.last {
                if let Some(at) = document.index.on_page(line) {
                    pages.entry(at.page).or_default().insert(line);
                }
            }
        }
        pages
    }

    /// A page as it looks, if it was drawn.
    pub(super) fn picture(&self, filed: &Filed, page: u32) -> Option<&[u8]> {
        let key = (filed.paper.document.id().to_owned(), page);
        self.pictures.drawn.get(&key).map(Vec::as_slice)
    }
}
