//! An archive read so that private persons are masked or left out.
//!
//! Whatever a reader gives passes here: papers as they are loaded, names as they
//! stand in the index, the words that a hint may offer. What is asked for by a
//! masked name is found under the one that is filed.

use super::read::{Reader, unreadable_terms};
use super::schema::short;
use crate::error::Result;
use crate::matching::Filter;
use crate::paper::Paper;
use crate::persons::{Mask, PRIVATE};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED};

/// What is shown of private persons.
pub(super) struct Private {
    mask: Mask,
    /// Names as they are filed, by how they are shown, where that differs.
    filed: BTreeMap<String, Vec<String>>,
    /// The same of the keys of referrals.
    keys: BTreeMap<String, Vec<String>>,
    /// Papers and units that are left out, ascending, segment by segment.
    left_out: Vec<Vec<DocId>>,
}

impl Private {
    /// What is theirs is left out, not masked alone.
    pub(super) fn leaves_out(&self) -> bool {
        self.mask.leaves_out()
    }
}

impl Reader {
    /// Masks whoever answers as a private person, or leaves out what is theirs;
    /// of everybody the numbers and addresses that are a person's.
    pub fn without_private_persons(mut self, leave_out: bool) -> Result<Self> {
        let bodies = self.all_bodies()?.into_iter();
        let private = bodies.filter(|[kind, _, _]| kind == PRIVATE);
        let private: BTreeSet<String> = private.map(|[_, _, name]| name).collect();
        let left_out = match leave_out {
            true => self.records_of(&private)?,
            false => Vec::new(),
        };
        let respondents = self.respondents()?;
        let mask = Mask::of(private, &respondents, leave_out);
        let mut filed: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in respondents {
            let shown = mask.words(&name);
            if shown != name {
                filed.entry(shown).or_default().push(name);
            }
        }
        let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for mut named in self.all_proposals()? {
            let key = named.key();
            named.rename(|title| mask.words(&title));
            if named.key() != key {
                keys.entry(named.key()).or_default().push(key);
            }
        }
        self.private = Some(Arc::new(Private {
            mask,
            filed,
            keys,
            left_out,
        }));
        Ok(self)
    }

    /// Who is called what where private persons are left out.
    pub(crate) fn left_out(&self) -> BTreeSet<String> {
        let private = self.private.as_ref();
        let private = private.filter(|private| private.mask.leaves_out());
        private.map_or_else(BTreeSet::new, |private| private.mask.labels())
    }

    /// A paper as it may be shown.
    pub(crate) fn shown_of(&self, paper: Paper) -> Result<Paper> {
        match &self.private {
            Some(private) => private.mask.paper(paper),
            None => Ok(paper),
        }
    }

    /// Words as they may be shown.
    pub(super) fn shown(&self, words: String) -> String {
        match &self.private {
            Some(private) => private.mask.words(&words),
            None => words,
        }
    }

    /// A path as it may be shown.
    pub(super) fn shown_path(&self, path: String) -> String {
        match &self.private {
            Some(private) => private.mask.path(&path),
            None => path,
        }
    }

    /// A name as it may be shown, if it may be.
    pub(super) fn name(&self, name: String) -> Option<String> {
        let private = self.private.as_ref();
        let left_out = private
            .is_some_and(|private| private.mask.leaves_out() && private.mask.is_private(&name));
        (!left_out).then(|| self.shown(name))
    }

    /// A word of the index that a hint may offer.
    pub(super) fn may_tell(&self, word: &str) -> bool {
        let private = self.private.as_ref();
        private.is_none_or(|private| !private.mask.is_telling(word))
    }

    /// A record is not to be met at all.
    pub(super) fn is_left_out(&self, address: DocAddress) -> bool {
        let private = self.private.as_ref();
        let left_out = private.and_then(|one| one.left_out.get(address.segment_ord as usize));
        left_out.is_some_and(|docs| docs.binary_search(&address.doc_id).is_ok())
    }

    /// Lists of records without those that are left out.
    pub(super) fn without_private<W>(
        &self,
        mut lists: Vec<Vec<(DocId, W)>>,
    ) -> Vec<Vec<(DocId, W)>> {
        let left_out = self.private.iter().flat_map(|private| &private.left_out);
        for (list, docs) in lists.iter_mut().zip(left_out) {
            list.retain(|(doc, _)| docs.binary_search(doc).is_err());
        }
        lists
    }

    /// What is asked by masked names, by those under which it is filed.
    pub(super) fn as_filed(&self, filter: &Filter) -> Option<Filter> {
        let private = self.private.as_ref()?;
        let filed = |values: &[String], names: &BTreeMap<String, Vec<String>>| {
            let of = |value: &String| {
                let filed = names.get(value).into_iter().flatten();
                filed.chain([value]).cloned().collect::<Vec<_>>()
            };
            values.iter().flat_map(of).collect()
        };
        match filter {
            Filter::Respondents(values) => Some(Filter::Respondents(filed(values, &private.filed))),
            Filter::Referrals(values) => Some(Filter::Referrals(filed(values, &private.keys))),
            _ => None,
        }
    }

    /// The papers of private persons, the units in them, and theirs elsewhere.
    fn records_of(&self, private: &BTreeSet<String>) -> Result<Vec<Vec<DocId>>> {
        let told = Reader::told_of_kind(PRIVATE);
        let segments = self.searcher.segment_readers().iter().enumerate();
        let mut all = Vec::new();
        let mut papers = BTreeSet::new();
        for (at, segment) in segments {
            let docs = docs_of(segment, self.fields.told, &told)?;
            for doc in docs.iter().filter(|doc| is_alive(segment, **doc)) {
                let sha256 = self.hash_at(DocAddress::new(at as u32, *doc))?;
                papers.insert(short(&sha256).to_owned());
            }
            all.push(docs);
        }
        for (segment, docs) in self.searcher.segment_readers().iter().zip(&mut all) {
            for name in private {
                docs.extend(with_term(segment, self.fields.respondent, name)?);
            }
            for paper in &papers {
                docs.extend(with_term(segment, self.fields.of, paper)?);
            }
            docs.sort_unstable();
            docs.dedup();
        }
        Ok(all)
    }
}

fn is_alive(segment: &SegmentReader, doc: DocId) -> bool {
    let alive = segment.alive_bitset();
    alive.is_none_or(|alive| alive.is_alive(doc))
}

/// The records of all terms that begin so.
fn docs_of(segment: &SegmentReader, field: Field, beginning: &str) -> Result<Vec<DocId>> {
    let inverted = segment.inverted_index(field)?;
    let range = inverted.terms().range().ge(beginning);
    let mut terms = range.into_stream().map_err(unreadable_terms)?;
    let mut docs = Vec::new();
    while let Some((term, info)) = terms.next() {
        if !term.starts_with(beginning.as_bytes()) {
            break;
        }
        let postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        docs.extend(each_of(postings));
    }
    docs.sort_unstable();
    docs.dedup();
    Ok(docs)
}

fn with_term(segment: &SegmentReader, field: Field, value: &str) -> Result<Vec<DocId>> {
    let term = tantivy::Term::from_field_text(field, value);
    let inverted = segment.inverted_index(field)?;
    let postings = inverted.read_postings(&term, IndexRecordOption::Basic)?;
    Ok(postings.into_iter().flat_map(each_of).collect())
}

fn each_of(mut postings: impl DocSet) -> Vec<DocId> {
    let mut docs = Vec::new();
    while postings.doc() != TERMINATED {
        docs.push(postings.doc());
        postings.advance();
    }
    docs
}
