//! What papers tell of names, read from the index alone: their proposals, who
//! was asked, whose answer is printed in part, what kind of body each is.
//!
//! One term a name; no paper is read. Knows nothing of which names are one.

use super::far::Column;
use super::read::{Reader, damage, unreadable_terms};
use crate::error::Result;
use crate::paper::Paper;
use crate::referrals::Named;
use crate::unit::Fact;
use std::collections::BTreeSet;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

/// What is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// A proposal, as one paper names it.
    Referral,
    /// Somebody who was asked, abstained, answered.
    Named,
    /// Somebody whose answer is printed in part only.
    InPart,
    /// The kind of a respondent, its identity, its name.
    Body,
}

impl Told {
    /// The letter with which its terms begin.
    fn sign(self) -> &'static str {
        match self {
            Told::Referral => Reader::REFERRAL,
            Told::Named => "n",
            Told::InPart => "p",
            Told::Body => "b",
        }
    }
}

/// Parts what is told of a body.
const PARTED: &str = "\u{1f}";

/// What a paper tells, each once.
pub(super) fn terms(paper: &Paper) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut add = |told: Told, words: &str| {
        terms.insert(format!("{}{words}", told.sign()));
    };
    for named in Named::in_paper(&paper.segmentation) {
        add(Told::Referral, &named.packed());
    }
    let facts = paper.segmentation.facts.iter();
    let facts = facts.filter(|fact| fact.referral.is_some());
    for fact in facts.clone() {
        add(Told::Named, &fact.respondent);
        if fact.fact == Fact::Partial {
            add(Told::InPart, &fact.respondent);
        }
    }
    let units = paper.segmentation.units.iter();
    let names = facts.map(|fact| Some(&fact.respondent));
    let names = names.chain(units.map(|unit| unit.respondent.as_ref()));
    let names = names.chain([paper.segmentation.head.respondent.as_ref()]);
    for name in names.flatten().collect::<BTreeSet<_>>() {
        let (kind, id) = paper.body_of(name);
        let [kind, id] = [kind, id].map(Option::unwrap_or_default);
        add(Told::Body, &[&kind, &id, name.as_str()].join(PARTED));
    }
    terms
}

impl Reader {
    /// How what is told of a referral begins.
    pub(super) const REFERRAL: &str = "r";

    /// Every respondent of a unit.
    pub fn respondents(&self) -> Result<Vec<String>> {
        self.names(self.all(Column::Respondent, "")?)
    }

    /// Every party that signed something.
    pub fn parties(&self) -> Result<Vec<String>> {
        self.all(Column::Party, "")
    }

    /// Everybody of whom a paper says that it was asked, abstained, answered.
    pub(crate) fn named(&self) -> Result<Vec<String>> {
        self.names(self.told(Told::Named)?)
    }

    /// Everybody whose answer some paper says is printed in part only.
    pub(crate) fn printed_in_part(&self) -> Result<Vec<String>> {
        self.names(self.told(Told::InPart)?)
    }

    /// Kind, identity and name of every respondent; empty what is unknown.
    pub(crate) fn bodies(&self) -> Result<Vec<[String; 3]>> {
        let mut shown = Vec::new();
        for [kind, id, name] in self.all_bodies()? {
            shown.extend(self.name(name).map(|name| [kind, id, name]));
        }
        shown.sort();
        Ok(shown)
    }

    /// The same, whoever they are.
    pub(super) fn all_bodies(&self) -> Result<Vec<[String; 3]>> {
        let parted = |told: String| {
            let mut parts = told.splitn(3, PARTED).map(str::to_owned);
            Some([parts.next()?, parts.next()?, parts.next()?])
        };
        let told = self.told(Told::Body)?.into_iter();
        Ok(told.filter_map(parted).collect())
    }

    /// The beginning of what is told of bodies of a kind, as it is filed with
    /// their own papers.
    pub(super) fn told_of_kind(kind: &str) -> String {
        format!("{}{kind}{PARTED}", Told::Body.sign())
    }

    /// Names as they may be shown, each once.
    fn names(&self, names: Vec<String>) -> Result<Vec<String>> {
        let shown = names.into_iter().filter_map(|name| self.name(name));
        Ok(shown.collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// The proposals that papers name, each way of naming one once.
    pub(crate) fn proposals(&self) -> Result<Vec<Named>> {
        let mut all = self.all_proposals()?;
        for named in &mut all {
            named.rename(|title| self.shown(title));
        }
        Ok(all)
    }

    /// The same with their titles as they are printed.
    pub(super) fn all_proposals(&self) -> Result<Vec<Named>> {
        let told = self.told(Told::Referral)?.into_iter();
        told.map(|packed| {
            Named::unpacked(&packed).ok_or_else(|| damage("the name of a referral cannot be read"))
        })
        .collect()
    }

    fn told(&self, told: Told) -> Result<Vec<String>> {
        self.all(Column::Told, told.sign())
    }

    /// The values of a column that begin so, without that beginning, ascending.
    fn all(&self, column: Column, beginning: &str) -> Result<Vec<String>> {
        let mut found = BTreeSet::new();
        if let Some(far) = self.far() {
            let values = far.values(column)?.into_iter();
            found.extend(values.filter_map(|one| one.strip_prefix(beginning).map(str::to_owned)));
            return Ok(found.into_iter().collect());
        }
        let field = match column {
            Column::Told => self.fields.told,
            Column::Respondent => self.fields.respondent,
            Column::Party => self.fields.party,
        };
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let range = inverted.terms().range().ge(beginning);
            let mut terms = range.into_stream().map_err(unreadable_terms)?;
            while let Some((term, info)) = terms.next() {
                let Some(value) = term.strip_prefix(beginning.as_bytes()) else {
                    break;
                };
                if let Ok(value) = std::str::from_utf8(value)
                    && !found.contains(value)
                    && stands(segment, &inverted, info)?
                {
                    found.insert(value.to_owned());
                }
            }
        }
        Ok(found.into_iter().collect())
    }
}

/// A record with this term stands here still: those of replaced papers keep
/// theirs until the archive is merged.
fn stands(
    segment: &SegmentReader,
    inverted: &InvertedIndexReader,
    info: &TermInfo,
) -> Result<bool> {
    let Some(alive) = segment.alive_bitset() else {
        return Ok(true);
    };
    let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while postings.doc() != TERMINATED {
        if alive.is_alive(postings.doc()) {
            return Ok(true);
        }
        postings.advance();
    }
    Ok(false)
}
