//! Postings of many terms at once: which units hold them, and how often.

use super::lists::Scored;
use super::packed::PART_MARK;
use super::schema::Fields;
use crate::analyse::Analyser;
use crate::error::Result;
use crate::matching::{Key, Slot, Tier};
use std::cmp::Ordering;
use std::sync::Arc;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, SegmentReader, Term};

/// How much of a slot a unit holds: whole words, parts of compounds, words
/// that are only related or misspelt. In twentieths of a word: whole numbers
/// add up to the same in any order.
pub(super) type Weights = [u32; 3];

/// A list of units, ascending, with weights.
type Weighted = Vec<(DocId, Weights)>;

/// One segment's postings.
pub(super) struct Segment<'s> {
    pub(super) reader: &'s SegmentReader,
    exact: Arc<InvertedIndexReader>,
    stem: Arc<InvertedIndexReader>,
    parts: Arc<InvertedIndexReader>,
    fields: &'s Fields,
    pub(super) analyser: &'s Analyser,
}

impl<'s> Segment<'s> {
    pub(super) fn new(
        reader: &'s SegmentReader,
        fields: &'s Fields,
        analyser: &'s Analyser,
    ) -> Result<Self> {
        Ok(Segment {
            reader,
            exact: reader.inverted_index(fields.exact)?,
            stem: reader.inverted_index(fields.stem)?,
            parts: reader.inverted_index(fields.parts)?,
            fields,
            analyser,
        })
    }

    /// The field of a key, and a term of it as indexed.
    pub(super) fn term(&self, key: Key, text: &str) -> (&InvertedIndexReader, Term) {
        let (reader, field, text) = match key {
            Key::Exact => (&self.exact, self.fields.exact, text.to_owned()),
            Key::Stem => (&self.stem, self.fields.stem, text.to_owned()),
            Key::Head => (&self.parts, self.fields.parts, format!("{PART_MARK}{text}")),
            Key::Modifier => (&self.parts, self.fields.parts, format!("{text}{PART_MARK}")),
        };
        (reader, Term::from_field_text(field, &text))
    }

    /// The units that hold a word the slot accepts, scored by what they weigh.
    pub(super) fn word(
        &self,
        slot: &Slot,
        score: impl Fn(DocId, Weights) -> f32,
    ) -> Result<Scored> {
        let stemmed = slot.terms().any(|(key, _, _)| key == Key::Stem);
        let mut lists = Vec::new();
        for (key, text, accept) in slot.terms() {
            let (reader, term) = self.term(key, text);
            let counted = key != Key::Exact;
            let option = if counted {
                IndexRecordOption::WithFreqs
            } else {
                IndexRecordOption::Basic
            };
            if let Some(postings) = reader.read_block_postings(&term, option)? {
                let (class, weight) = weight(key, accept.tier, stemmed);
                lists.push(List {
                    postings,
                    at: 0,
                    class,
                    weight,
                    counted,
                });
            }
        }
        let all: usize = lists
            .iter()
            .map(|list| list.postings.doc_freq() as usize)
            .sum();
        let units = self.reader.max_doc() as usize;
        let most = all.min(units);
        let scored = |(doc, weights)| (doc, score(doc, weights));
        Ok(match lists.len() {
            0 => Scored::new(),
            1 => lists.remove(0).read().into_iter().map(scored).collect(),
            2..=FEW => added(lists, WINDOW, most, score),
            _ if all * DENSE > units => added(lists, units, most, score),
            _ => {
                let weighted = merged(lists.into_iter().map(List::read).collect());
                weighted.into_iter().map(scored).collect()
            }
        })
    }

    /// Units with one of these values in a field.
    pub(super) fn with_value(&self, field: Field, values: &[String]) -> Result<Vec<DocId>> {
        let inverted = self.reader.inverted_index(field)?;
        let mut docs = Vec::new();
        for value in values {
            let term = Term::from_field_text(field, value);
            let Some(mut postings) =
                inverted.read_block_postings(&term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            while postings.block_len() > 0 {
                docs.extend_from_slice(postings.docs());
                postings.advance();
            }
        }
        docs.sort_unstable();
        docs.dedup();
        Ok(docs)
    }
}

/// So few lists are added up in a table of some units at a time, which stays in
/// the processor's nearest memory.
const FEW: usize = 16;
const WINDOW: usize = 2048;
/// More lists that hold one in so many of all units are added up in a table of
/// all units, shorter ones are merged.
const DENSE: usize = 8;

/// The postings of one term, and what they count for.
struct List {
    postings: BlockSegmentPostings,
    /// Where in its block it is.
    at: usize,
    class: usize,
    weight: u32,
    /// How often is known.
    counted: bool,
}

impl List {
    /// The next unit.
    fn next(&self) -> Option<DocId> {
        self.postings.docs().get(self.at).copied()
    }

    /// Calls `each` for every unit before `end` with what it weighs.
    fn until(&mut self, end: DocId, mut each: impl FnMut(DocId, u32)) {
        while self.postings.block_len() > 0 {
            let docs = &self.postings.docs()[self.at..];
            let some = match docs.last() {
                Some(last) if *last >= end => docs.partition_point(|doc| *doc < end),
                _ => docs.len(),
            };
            if self.counted {
                let counts = &self.postings.freqs()[self.at..];
                for (&doc, &count) in docs[..some].iter().zip(counts) {
                    each(doc, self.weight * count);
                }
            } else {
                for &doc in &docs[..some] {
                    each(doc, self.weight);
                }
            }
            if some < docs.len() {
                self.at += some;
                return;
            }
            self.postings.advance();
            self.at = 0;
        }
    }

    fn read(mut self) -> Weighted {
        let class = self.class;
        let mut list = Vec::with_capacity(self.postings.doc_freq() as usize);
        self.until(DocId::MAX, |doc, weight| {
            let mut weights = [0; 3];
            weights[class] = weight;
            list.push((doc, weights));
        });
        list
    }
}

/// Lists added up in a table of so many units at a time; they hold so many at
/// most.
fn added(
    mut lists: Vec<List>,
    window: usize,
    most: usize,
    score: impl Fn(DocId, Weights) -> f32,
) -> Scored {
    let mut found = Vec::with_capacity(most);
    let mut table: Vec<Weights> = vec![[0; 3]; window];
    let mut held = vec![0u64; window.div_ceil(64)];
    while let Some(next) = lists.iter().filter_map(List::next).min() {
        let first = next - next % window as u32;
        for list in &mut lists {
            let class = list.class;
            list.until(first.saturating_add(window as u32), |doc, weight| {
                let at = (doc - first) as usize;
                table[at][class] += weight;
                held[at / 64] |= 1 << (at % 64);
            });
        }
        for (word, bits) in held.iter_mut().enumerate() {
            while *bits != 0 {
                let at = word * 64 + bits.trailing_zeros() as usize;
                let doc = first + at as DocId;
                found.push((doc, score(doc, std::mem::take(&mut table[at]))));
                *bits &= *bits - 1;
            }
        }
    }
    found
}

/// Which class a term's occurrences count in, and for how much each. The
/// stem's postings hold the exact form too, which then adds the rest.
pub(super) fn weight(key: Key, tier: Tier, stemmed: bool) -> (usize, u32) {
    match tier {
        Tier::Word | Tier::Form => match key {
            Key::Exact if stemmed => (0, 5),
            Key::Exact => (0, 20),
            _ => (0, 15),
        },
        Tier::Head => (1, 20),
        Tier::Modifier => (1, 12),
        Tier::Related => (2, 20),
        Tier::Misspelt => (2, 10),
    }
}

/// Lists brought together two by two, weights of the same unit added.
fn merged(mut lists: Vec<Weighted>) -> Weighted {
    while lists.len() > 1 {
        let pairs = lists.chunks_mut(2).map(|pair| match pair {
            [a, b] => merge(a, b),
            rest => rest.iter_mut().flat_map(std::mem::take).collect(),
        });
        lists = pairs.collect();
    }
    lists.pop().unwrap_or_default()
}

fn merge(a: &[(DocId, Weights)], b: &[(DocId, Weights)]) -> Weighted {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            Ordering::Less => {
                out.push(a[i]);
                i += 1;
            }
            Ordering::Greater => {
                out.push(b[j]);
                j += 1;
            }
            Ordering::Equal => {
                let ((doc, [x, y, z]), (_, [u, v, w])) = (a[i], b[j]);
                out.push((doc, [x + u, y + v, z + w]));
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    out.extend_from_slice(&a[i..]);
    out.extend_from_slice(&b[j..]);
    out
}
