//! Postings of many terms at once: which units hold them, how often, and
//! whether side by side or near.

use super::packed::PART_MARK;
use super::schema::Fields;
use crate::analyse::Analyser;
use crate::error::Result;
use crate::matching::{Key, Plan, Slot, Tier, windows};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

/// How much of a slot a unit holds: whole words, parts of compounds, words
/// that are only related or misspelt.
pub(super) type Weights = [f32; 3];

/// A list of units, ascending, with weights.
pub(super) type Weighted = Vec<(DocId, Weights)>;

/// One segment's postings.
pub(super) struct Segment<'s> {
    pub(super) reader: &'s SegmentReader,
    exact: Arc<InvertedIndexReader>,
    stem: Arc<InvertedIndexReader>,
    parts: Arc<InvertedIndexReader>,
    fields: &'s Fields,
    analyser: &'s Analyser,
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
    fn term(&self, key: Key, text: &str) -> (&InvertedIndexReader, Term) {
        let (reader, field, text) = match key {
            Key::Exact => (&self.exact, self.fields.exact, text.to_owned()),
            Key::Stem => (&self.stem, self.fields.stem, text.to_owned()),
            Key::Head => (&self.parts, self.fields.parts, format!("{PART_MARK}{text}")),
            Key::Modifier => (&self.parts, self.fields.parts, format!("{text}{PART_MARK}")),
        };
        (reader, Term::from_field_text(field, &text))
    }

    /// The units that hold a word the slot accepts.
    pub(super) fn word(&self, slot: &Slot) -> Result<Weighted> {
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
        Ok(if lists.len() > 1 && all * DENSE > units {
            added(lists, units)
        } else {
            merged(lists.into_iter().map(List::read).collect())
        })
    }

    /// One stream for each word of a phrase, the rarest first.
    fn streams(&self, slots: &[Slot]) -> Result<Vec<Stream>> {
        let slots = slots.iter().enumerate();
        let streams: Result<Vec<Stream>> = slots
            .map(|(at, slot)| Stream::open(self, slot, at))
            .collect();
        let mut streams = streams?;
        streams.sort_by_key(Stream::count);
        Ok(streams)
    }

    /// The units that hold the words side by side, and how often; words asked
    /// for as written are taken in any form.
    pub(super) fn phrase(&self, slots: &[Slot]) -> Result<Vec<(DocId, u32)>> {
        let mut streams = self.streams(slots)?;
        let (mut starts, mut places) = (Vec::new(), Vec::new());
        let mut found = Vec::new();
        each_common(&mut streams, |doc, streams| {
            side_by_side(doc, streams, &mut starts, &mut places);
            if !starts.is_empty() {
                found.push((doc, starts.len() as u32));
            }
        });
        Ok(found)
    }

    /// The units that hold all operands within so many words, and how many
    /// places of the first do.
    pub(super) fn near(&self, operands: &[Plan], within: usize) -> Result<Vec<(DocId, u32)>> {
        let mut lists: Vec<BTreeMap<DocId, Vec<[u32; 2]>>> = Vec::new();
        for operand in operands {
            let mut places = BTreeMap::new();
            self.places(operand, &mut places)?;
            lists.push(places);
        }
        let Some((first, rest)) = lists.split_first() else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for (doc, places) in first {
            let others: Option<Vec<_>> = rest.iter().map(|list| list.get(doc).cloned()).collect();
            let Some(others) = others else { continue };
            let all: Vec<Vec<[u32; 2]>> = [places.clone()]
                .into_iter()
                .chain(others)
                .map(sorted)
                .collect();
            let count = windows(&all, within as u32)[0]
                .iter()
                .filter(|kept| **kept)
                .count();
            if count > 0 {
                found.push((*doc, count as u32));
            }
        }
        Ok(found)
    }

    /// First and last word of every match of an operand of NEAR.
    fn places(&self, operand: &Plan, found: &mut BTreeMap<DocId, Vec<[u32; 2]>>) -> Result<()> {
        let slots = match operand {
            Plan::Word(slot) => std::slice::from_ref(slot),
            Plan::Phrase(slots) => slots,
            Plan::Any(plans) | Plan::Best(plans) => {
                return plans.iter().try_for_each(|plan| self.places(plan, found));
            }
            _ => return Ok(()),
        };
        let last = slots.len() as u32 - 1;
        let mut streams = self.streams(slots)?;
        let (mut starts, mut room) = (Vec::new(), Vec::new());
        each_common(&mut streams, |doc, streams| {
            side_by_side(doc, streams, &mut starts, &mut room);
            if !starts.is_empty() {
                found
                    .entry(doc)
                    .or_default()
                    .extend(starts.iter().map(|start| [*start, start + last]));
            }
        });
        Ok(())
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

/// Lists that hold one in so many of all units are added up in a table of all
/// units, shorter ones are merged.
const DENSE: usize = 8;

/// The postings of one term, and what they count for.
struct List {
    postings: BlockSegmentPostings,
    class: usize,
    weight: f32,
    /// How often is known.
    counted: bool,
}

impl List {
    /// Calls `each` for every unit with what it weighs.
    fn each(mut self, mut each: impl FnMut(DocId, f32)) {
        while self.postings.block_len() > 0 {
            if self.counted {
                for (&doc, &count) in self.postings.docs().iter().zip(self.postings.freqs()) {
                    each(doc, self.weight * count as f32);
                }
            } else {
                for &doc in self.postings.docs() {
                    each(doc, self.weight);
                }
            }
            self.postings.advance();
        }
    }

    fn read(self) -> Weighted {
        let class = self.class;
        let mut list = Vec::with_capacity(self.postings.doc_freq() as usize);
        self.each(|doc, weight| {
            let mut weights = [0.0; 3];
            weights[class] = weight;
            list.push((doc, weights));
        });
        list
    }
}

/// Lists added up in a table of all units.
fn added(lists: Vec<List>, units: usize) -> Weighted {
    let mut table: Vec<Weights> = vec![[0.0; 3]; units];
    let mut held = vec![0u64; units.div_ceil(64)];
    for list in lists {
        let class = list.class;
        list.each(|doc, weight| {
            table[doc as usize][class] += weight;
            held[doc as usize / 64] |= 1 << (doc % 64);
        });
    }
    let count = held.iter().map(|bits| bits.count_ones() as usize).sum();
    let mut all = Vec::with_capacity(count);
    for (at, mut bits) in held.into_iter().enumerate() {
        while bits != 0 {
            let doc = at * 64 + bits.trailing_zeros() as usize;
            all.push((doc as DocId, table[doc]));
            bits &= bits - 1;
        }
    }
    all
}

fn sorted(mut places: Vec<[u32; 2]>) -> Vec<[u32; 2]> {
    places.sort_unstable();
    places.dedup();
    places
}

/// Which class a term's occurrences count in, and for how much each. The
/// stem's postings hold the exact form too, which then adds the rest.
fn weight(key: Key, tier: Tier, stemmed: bool) -> (usize, f32) {
    match tier {
        Tier::Word | Tier::Form => match key {
            Key::Exact if stemmed => (0, 0.25),
            Key::Exact => (0, 1.0),
            _ => (0, 0.75),
        },
        Tier::Head => (1, 1.0),
        Tier::Modifier => (1, 0.6),
        Tier::Related => (2, 1.0),
        Tier::Misspelt => (2, 0.5),
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

/// The places of one slot, unit by unit: every term's postings side by side.
struct Stream {
    postings: Vec<SegmentPostings>,
    /// Words from the first of the phrase.
    offset: u32,
}

impl Stream {
    /// Places are known for stems: those of the slot, and those of the forms
    /// it asks for.
    fn open(segment: &Segment<'_>, slot: &Slot, offset: usize) -> Result<Self> {
        let mut stems: BTreeSet<String> = BTreeSet::new();
        for (key, text, _) in slot.terms() {
            let stem = match key {
                Key::Stem => text.to_owned(),
                Key::Exact => segment.analyser.word(text).stem.clone(),
                // Parts have no places; a phrase does not ask for them.
                Key::Head | Key::Modifier => continue,
            };
            stems.insert(stem);
        }
        let mut postings = Vec::new();
        for stem in &stems {
            let (reader, term) = segment.term(Key::Stem, stem);
            postings.extend(reader.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?);
        }
        Ok(Stream {
            postings,
            offset: offset as u32,
        })
    }

    /// Units at most.
    fn count(&self) -> u64 {
        self.postings
            .iter()
            .map(|postings| u64::from(postings.doc_freq()))
            .sum()
    }

    /// The first unit from `target` on.
    fn seek(&mut self, target: DocId) -> DocId {
        let next = self.postings.iter_mut().map(|postings| {
            if postings.doc() < target {
                postings.seek(target)
            } else {
                postings.doc()
            }
        });
        next.min().unwrap_or(TERMINATED)
    }

    /// Places in a unit, ascending; all postings stand at it or behind it.
    fn places(&mut self, doc: DocId, places: &mut Vec<u32>) {
        if let [only] = &mut self.postings[..] {
            return only.positions(places);
        }
        places.clear();
        let mut more = Vec::new();
        for postings in self
            .postings
            .iter_mut()
            .filter(|postings| postings.doc() == doc)
        {
            postings.positions(&mut more);
            places.append(&mut more);
        }
        places.sort_unstable();
        places.dedup();
    }
}

/// Where the words of a phrase stand side by side in a unit: places of the
/// first. The rarest word is looked at first, so that the places of a common
/// one are seldom read. `starts` and `places` are room to work in.
fn side_by_side(doc: DocId, streams: &mut [Stream], starts: &mut Vec<u32>, places: &mut Vec<u32>) {
    let Some((first, rest)) = streams.split_first_mut() else {
        return;
    };
    first.places(doc, places);
    starts.clear();
    starts.extend(
        places
            .iter()
            .filter_map(|place| place.checked_sub(first.offset)),
    );
    for stream in rest {
        if starts.is_empty() {
            return;
        }
        stream.places(doc, places);
        let mut next = 0;
        starts.retain(|start| {
            let wanted = start + stream.offset;
            while next < places.len() && places[next] < wanted {
                next += 1;
            }
            places.get(next) == Some(&wanted)
        });
    }
}

/// Calls `each` for every unit that all streams hold. The first is the
/// rarest, and leads.
fn each_common(streams: &mut [Stream], mut each: impl FnMut(DocId, &mut [Stream])) {
    if streams.is_empty() {
        return;
    }
    let mut doc = streams[0].seek(0);
    while doc != TERMINATED {
        let ahead = streams[1..]
            .iter_mut()
            .map(|stream| stream.seek(doc))
            .find(|next| *next > doc);
        let next = match ahead {
            Some(next) => next,
            None => {
                each(doc, streams);
                doc + 1
            }
        };
        doc = streams[0].seek(next);
    }
}
