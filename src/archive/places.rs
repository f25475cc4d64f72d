//! Places of words in units: side by side, or near each other.

use super::postings::Segment;
use crate::error::Result;
use crate::matching::{Key, Plan, Slot, windows};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

impl Segment<'_> {
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
        let mut found = Vec::new();
        self.each_phrase(slots, |doc, starts| found.push((doc, starts.len() as u32)))?;
        Ok(found)
    }

    /// Calls `each` for every unit that holds the words side by side, with
    /// the places of the first.
    fn each_phrase(&self, slots: &[Slot], mut each: impl FnMut(DocId, &[u32])) -> Result<()> {
        let mut streams = self.streams(slots)?;
        let (mut starts, mut places) = (Vec::new(), Vec::new());
        each_common(&mut streams, |doc, streams| {
            side_by_side(doc, streams, &mut starts, &mut places);
            if !starts.is_empty() {
                each(doc, &starts);
            }
        });
        Ok(())
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
        self.each_phrase(slots, |doc, starts| {
            let whole = starts.iter().map(|start| [*start, start + last]);
            found.entry(doc).or_default().extend(whole);
        })
    }
}

fn sorted(mut places: Vec<[u32; 2]>) -> Vec<[u32; 2]> {
    places.sort_unstable();
    places.dedup();
    places
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
