//! The reading half of the archive: papers by place, units by words.

use super::schema::{Fields, LONGEST_PART, PAPER, PART};
use super::write::date_number;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::paper::Paper;
use crate::text::LineIndex;
use crate::unit::{Segmentation, UnitKind};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Bound;
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::{
    BooleanQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Index, Searcher, SegmentReader, TantivyDocument, Term};

/// A snapshot of the last commit.
pub struct Reader {
    searcher: Searcher,
    fields: Fields,
}

/// What one part of a query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Terms {
    /// Any of these terms.
    Any(Vec<String>),
    /// These terms side by side.
    Phrase(Vec<String>),
}

/// A query over units: every part and every filter must hold.
#[derive(Clone, Debug, Default)]
pub struct UnitQuery {
    /// Word parts.
    pub parts: Vec<Terms>,
    /// Normal forms of respondents, lower case; empty for all.
    pub respondents: Vec<String>,
    /// Kinds; empty for all.
    pub kinds: Vec<UnitKind>,
    /// Parties, lower case; empty for all.
    pub parties: Vec<String>,
    /// Keys of referrals; empty for all.
    pub referrals: Vec<String>,
    /// First and last filing date, ISO.
    pub dates: (Option<String>, Option<String>),
}

/// A unit that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitHit {
    /// Content hash of its document.
    pub sha256: String,
    /// Its number in the document.
    pub unit: usize,
    /// BM25.
    pub score: f32,
}

#[derive(Deserialize)]
struct Header {
    name: String,
    path: String,
    sha256: String,
    encoding: String,
    first_byte: Option<u64>,
    line_lengths: Vec<u64>,
    layout: Layout,
    segmentation: Segmentation,
}

/// A stored paper's identity; [`Reader::paper`] loads the rest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stored {
    /// File name.
    pub name: String,
    /// Content hash.
    pub sha256: String,
    /// Path it was read from.
    pub path: String,
    address: DocAddress,
}

impl Reader {
    pub(super) fn new(index: &Index, fields: Fields) -> Result<Self> {
        Ok(Reader {
            searcher: index.reader()?.searcher(),
            fields,
        })
    }

    /// All papers, by file name and content.
    pub fn papers(&self) -> Result<Vec<Stored>> {
        let papers = self.any(self.fields.kind, [PAPER]);
        let mut found = Vec::new();
        let addresses: BTreeSet<DocAddress> = self
            .searcher
            .search(&papers, &DocSetCollector)?
            .into_iter()
            .collect();
        for address in addresses {
            let record: TantivyDocument = self.searcher.doc(address)?;
            let text_of = |field| stored_text(&record, field);
            let path = text_of(self.fields.path);
            let name = file_name(&path);
            found.push(Stored {
                name,
                sha256: text_of(self.fields.sha256),
                path,
                address,
            });
        }
        found.sort();
        Ok(found)
    }

    /// Number of unit records.
    pub fn unit_count(&self) -> Result<usize> {
        let all: Box<dyn Query> = Box::new(self.any(
            self.fields.kind,
            UnitKind::ALL.iter().map(|kind| kind.name()),
        ));
        Ok(self.searcher.search(&all, &Count)?)
    }

    /// Loads a stored paper.
    pub fn paper(&self, stored: &Stored) -> Result<Paper> {
        self.load(stored.address)
    }

    /// Loads the paper with this content.
    pub fn paper_by_hash(&self, sha256: &str) -> Result<Option<Paper>> {
        match self.records(sha256, PAPER)?.first() {
            Some(&address) => self.load(address).map(Some),
            None => Ok(None),
        }
    }

    /// Records of one sort of the paper with this content, in a fixed order.
    fn records(&self, sha256: &str, sort: &str) -> Result<BTreeSet<DocAddress>> {
        let paper = TermQuery::new(
            Term::from_field_text(self.fields.sha256, sha256),
            IndexRecordOption::Basic,
        );
        let sort = self.any(self.fields.kind, [sort]);
        let both = BooleanQuery::intersection(vec![Box::new(paper), Box::new(sort)]);
        Ok(self
            .searcher
            .search(&both, &DocSetCollector)?
            .into_iter()
            .collect())
    }

    fn load(&self, address: DocAddress) -> Result<Paper> {
        let record: TantivyDocument = self.searcher.doc(address)?;
        let text_of = |field| stored_text(&record, field);
        let header: Header =
            serde_json::from_str(&text_of(self.fields.header)).map_err(unreadable)?;
        let mut text = text_of(self.fields.text);
        if text.len() + 4 > LONGEST_PART {
            self.add_parts(&header.sha256, &mut text)?;
        }
        let mut line_bytes = vec![header.first_byte.unwrap_or(0)];
        for length in header.line_lengths {
            line_bytes.push(line_bytes[line_bytes.len() - 1] + length);
        }
        let document = Document {
            index: LineIndex::new(&text),
            name: header.name,
            path: header.path,
            sha256: header.sha256,
            encoding: header.encoding,
            text,
            line_bytes,
        };
        Ok(Paper {
            document,
            layout: header.layout,
            segmentation: header.segmentation,
        })
    }

    /// Appends the further parts of a long text.
    fn add_parts(&self, sha256: &str, text: &mut String) -> Result<()> {
        let mut parts = Vec::new();
        for address in self.records(sha256, PART)? {
            let record: TantivyDocument = self.searcher.doc(address)?;
            let number = record
                .get_first(self.fields.unit)
                .and_then(|value| value.as_u64());
            parts.push((number, address));
        }
        parts.sort();
        for (_, address) in parts {
            text.push_str(&stored_text(&self.searcher.doc(address)?, self.fields.text));
        }
        Ok(())
    }

    /// The best `limit` units and how many there are in all. Equal scores
    /// come in an order that does not depend on how the index was built.
    pub fn search(&self, query: &UnitQuery, limit: usize) -> Result<(Vec<UnitHit>, usize)> {
        let query = self.compile(query);
        let top = TopDocs::with_limit(limit.max(1)).tweak_score(|segment: &SegmentReader| {
            let order = segment.fast_fields().u64("order").ok();
            move |doc, score: f32| {
                let place = order
                    .as_ref()
                    .and_then(|column| column.first(doc))
                    .unwrap_or(u64::MAX);
                ((score * 1e4).round() as u64, Reverse(place))
            }
        });
        let (top, total) = self.searcher.search(&query, &(top, Count))?;
        let mut hits = Vec::with_capacity(top.len());
        for ((score, _), address) in top {
            let record: TantivyDocument = self.searcher.doc(address)?;
            let sha256 = record
                .get_first(self.fields.sha256)
                .and_then(|value| value.as_str().map(str::to_owned));
            let unit = record
                .get_first(self.fields.unit)
                .and_then(|value| value.as_u64());
            if let (Some(sha256), Some(unit)) = (sha256, unit) {
                hits.push(UnitHit {
                    sha256,
                    unit: unit as usize,
                    score: score as f32 / 1e4,
                });
            }
        }
        Ok((hits, total))
    }

    fn compile(&self, query: &UnitQuery) -> Box<dyn Query> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for part in &query.parts {
            clauses.push((Occur::Must, self.part(part)));
        }
        let kinds: Vec<&str> = if query.kinds.is_empty() {
            UnitKind::ALL.iter()
        } else {
            query.kinds.iter()
        }
        .map(|kind| kind.name())
        .collect();
        let fields = &self.fields;
        let mut filter = |query: TermSetQuery| {
            let constant = tantivy::query::ConstScoreQuery::new(Box::new(query), 0.0);
            clauses.push((Occur::Must, Box::new(constant)));
        };
        filter(self.any(fields.kind, kinds));
        for (field, values) in [
            (fields.respondent, &query.respondents),
            (fields.party, &query.parties),
            (fields.referral, &query.referrals),
        ] {
            if !values.is_empty() {
                filter(self.any(field, values.iter().map(String::as_str)));
            }
        }
        if query.dates != (None, None) {
            let bound = |date: &Option<String>| match date.as_deref().and_then(date_number) {
                Some(number) => Bound::Included(Term::from_field_u64(fields.date, number)),
                None => Bound::Unbounded,
            };
            let range = RangeQuery::new(bound(&query.dates.0), bound(&query.dates.1));
            let constant = tantivy::query::ConstScoreQuery::new(Box::new(range), 0.0);
            clauses.push((Occur::Must, Box::new(constant)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn part(&self, part: &Terms) -> Box<dyn Query> {
        let term = |text: &String| Term::from_field_text(self.fields.words, text);
        let one = |text: &String| -> Box<dyn Query> {
            Box::new(TermQuery::new(term(text), IndexRecordOption::WithFreqs))
        };
        match part {
            Terms::Phrase(terms) if terms.len() > 1 => {
                Box::new(PhraseQuery::new(terms.iter().map(term).collect()))
            }
            Terms::Any(terms) | Terms::Phrase(terms) => match &terms[..] {
                [] => Box::new(tantivy::query::EmptyQuery),
                [only] => one(only),
                several => Box::new(BooleanQuery::new(
                    several
                        .iter()
                        .map(|text| (Occur::Should, one(text)))
                        .collect(),
                )),
            },
        }
    }

    fn any<'a>(&self, field: Field, values: impl IntoIterator<Item = &'a str>) -> TermSetQuery {
        TermSetQuery::new(
            values
                .into_iter()
                .map(|value| Term::from_field_text(field, value)),
        )
    }

    /// Every term of the words field that starts with `prefix`, at most
    /// `most` of them, in order.
    pub fn words_from(&self, prefix: &str, most: usize) -> Result<Vec<String>> {
        let mut found = BTreeSet::new();
        self.scan(self.fields.words, prefix, |term| {
            if term.starts_with(prefix) {
                found.insert(term.to_owned());
                found.len() < 4 * most
            } else {
                false
            }
        })?;
        Ok(found.into_iter().take(most).collect())
    }

    /// Every respondent, lower case.
    pub fn respondents(&self) -> Result<Vec<String>> {
        self.all(self.fields.respondent)
    }

    fn all(&self, field: Field) -> Result<Vec<String>> {
        let mut found = BTreeSet::new();
        self.scan(field, "", |term| {
            found.insert(term.to_owned());
            true
        })?;
        Ok(found.into_iter().collect())
    }

    /// Walks a field's terms from `start` on until `take` says stop.
    fn scan(&self, field: Field, start: &str, mut take: impl FnMut(&str) -> bool) -> Result<()> {
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted
                .terms()
                .range()
                .ge(start.as_bytes())
                .into_stream()
                .map_err(|error| Error::new(error.to_string()))?;
            while let Some((term, _)) = stream.next() {
                let Ok(term) = std::str::from_utf8(term) else {
                    continue;
                };
                if !take(term) {
                    break;
                }
            }
        }
        Ok(())
    }
}

/// A stored text field; empty if the record has none.
fn stored_text(record: &TantivyDocument, field: Field) -> String {
    let value = record.get_first(field);
    value
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// The last part of a path, fit for a terminal.
pub(crate) fn file_name(path: &str) -> String {
    let name = std::path::Path::new(path)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    crate::decode::printable(&name.unwrap_or_else(|| path.to_owned()))
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::new(format!("a stored paper cannot be read: {error}"))
        .cure("`remiss verify` tells how to rebuild the archive")
}
