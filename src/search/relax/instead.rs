//! The steps, one after the other, until one finds something.

use super::most::Most;
use super::parts::{Joiner, any, near};
use super::spelling::Speller;
use super::{Reading, Relaxed, Step, Why, free_words, is_plain, rewritten, word_at};
use crate::archive::{Apart, Found, Reader};
use crate::error::Result;
use crate::matching::Plan;
use crate::query::{Kind, Node};
use crate::search::apart::is_loose;
use crate::search::around::Around;
use crate::search::{Lookup, Request, compiled, wanted};
use crate::topics::Topics;
use std::collections::BTreeMap;

/// What a query was read as that finds nothing as it is, and what it finds so.
pub(in crate::search) struct Instead {
    pub(in crate::search) relaxed: Relaxed,
    pub(in crate::search) lookup: Lookup,
    pub(in crate::search) found: Found,
}

/// Reads a query that finds nothing in other ways; nothing if none helps.
pub(in crate::search) fn instead(
    reader: &Reader,
    topics: &Topics,
    request: &Request,
    node: &Node,
) -> Result<Option<Instead>> {
    let mut cascade = Cascade {
        reader,
        topics,
        request,
        steps: vec![Step {
            why: Why::All,
            lacking: 0,
            units: 0,
        }],
        readings: Vec::new(),
    };
    let absent = cascade.absent(node)?;
    let (spelt, found) = cascade.spelling(node, &absent)?;
    if found.is_some() {
        return Ok(found);
    }
    let (apart, found) = cascade.compounds(&spelt, &absent)?;
    if found.is_some() {
        return Ok(found);
    }
    let (readings, steps) = (cascade.readings.clone(), cascade.steps.clone());
    if let Some(found) = cascade.most(node, &apart)? {
        return Ok(Some(found));
    }
    // Last, all of it as it was spelt, anywhere around the answers of a paper.
    cascade.readings = readings;
    cascade.steps = steps;
    cascade.anywhere(&spelt)
}

struct Cascade<'r> {
    reader: &'r Reader,
    topics: &'r Topics,
    request: &'r Request,
    steps: Vec<Step>,
    /// What was read as what so far.
    readings: Vec<Reading>,
}

/// A step's query, and its answer if it finds something.
type Stepped = (Node, Option<Instead>);

impl Cascade<'_> {
    /// The free words that stand nowhere, in no unit and not beside them,
    /// related words of topics apart.
    fn absent(&self, node: &Node) -> Result<Vec<String>> {
        let mut absent = Vec::new();
        for word in free_words(node) {
            if self.reader.analyser().tokens(word).len() == 1 && !self.stands(word, node)? {
                absent.push(word.to_owned());
            }
        }
        Ok(absent)
    }

    fn stands(&self, word: &str, node: &Node) -> Result<bool> {
        let bare = Request {
            query: word.to_owned(),
            ..Request::default()
        };
        let lookup = compiled(self.reader, &Topics::none(), &bare, &word_at(word, node))?;
        if self.reader.find(&lookup.plan, 0)?.total > 0 {
            return Ok(true);
        }
        let (_, papers) = self.reader.find_apart(&lookup.plan, Apart::All, 0)?;
        Ok(papers > 0)
    }

    /// Words that stand nowhere as the nearest that stand. One that was typed
    /// without its marks says that the others may have been, too.
    fn spelling(&mut self, node: &Node, absent: &[String]) -> Result<Stepped> {
        let speller = Speller::new(self.reader)?;
        let mut spelt: BTreeMap<&str, String> = BTreeMap::new();
        let mut unmarked = false;
        for word in absent {
            if let Some(spelling) = speller.nearest(&word.to_lowercase()) {
                unmarked |= spelling.marks_alone && word.is_ascii();
                self.read(word, spelling.word.clone(), Why::Spelling);
                spelt.insert(word, spelling.word);
            }
        }
        if spelt.is_empty() {
            return Ok((node.clone(), None));
        }
        let read = |word: &str| spelt.get(word).map(|word| Kind::Word(word.clone()));
        let near = rewritten(node, &read);
        let found = self.ask(&near, Why::Spelling)?;
        if found.is_some() || !unmarked {
            return Ok((near, found));
        }
        let mut marked: BTreeMap<&str, String> = BTreeMap::new();
        for word in free_words(node) {
            if word.is_ascii()
                && !spelt.contains_key(word)
                && let Some(other) = speller.marked(&word.to_lowercase())
            {
                self.read(word, format!("{word}, {other}"), Why::Spelling);
                marked.insert(word, other);
            }
        }
        if marked.is_empty() {
            return Ok((near, None));
        }
        let either = |word: &str| {
            let other = marked.get(word)?;
            let nodes = [word, other].map(|word| word_at(word, node));
            Some(Kind::Any(nodes.to_vec()))
        };
        let near = rewritten(node, &|word| read(word).or_else(|| either(word)));
        let found = self.ask(&near, Why::Spelling)?;
        Ok((near, found))
    }

    /// Compounds as their parts near each other: first those that stand
    /// nowhere, then those that do not stand with the rest; and words side by
    /// side as their compound.
    fn compounds(&mut self, node: &Node, absent: &[String]) -> Result<Stepped> {
        let joiner = Joiner::new(self.reader)?;
        let before = self.readings.clone();
        let apart = self.apart(node, &joiner, &|word| {
            absent.iter().any(|known| known == word)
        });
        if let Some(apart) = &apart
            && let Some(found) = self.ask(apart, Why::Parts)?
        {
            return Ok((apart.clone(), Some(found)));
        }
        let base = apart.unwrap_or_else(|| node.clone());
        let kept = std::mem::replace(&mut self.readings, before);
        if let Some(joined) = self.together(node, &joiner)
            && let Some(found) = self.ask(&joined, Why::Compound)?
        {
            return Ok((joined, Some(found)));
        }
        self.readings.clone_from(&kept);
        if let Some(also) = self.apart(&base, &joiner, &|word| {
            !absent.iter().any(|known| known == word)
        }) && let Some(found) = self.ask(&also, Why::Parts)?
        {
            return Ok((also, Some(found)));
        }
        self.readings = kept;
        Ok((base, None))
    }

    /// The query with some compounds, if there are any, as their parts; those
    /// that stand somewhere also as they are.
    fn apart(
        &mut self,
        node: &Node,
        joiner: &Joiner<'_>,
        chosen: &dyn Fn(&str) -> bool,
    ) -> Option<Node> {
        let mut read: BTreeMap<String, Kind> = BTreeMap::new();
        for word in free_words(node).into_iter().filter(|word| chosen(word)) {
            let ways = joiner.apart(word);
            let Some(first) = ways.first() else { continue };
            let told: Vec<&str> = first.iter().rev().map(String::as_str).collect();
            let told = told.join(" … ");
            let mut nodes = near(&ways, node);
            if self.stands(word, node).unwrap_or(false) {
                nodes.insert(0, word_at(word, node));
                self.read(word, format!("{word}, {told}"), Why::Parts);
            } else {
                self.read(word, told, Why::Parts);
            }
            read.extend(any(nodes).map(|kind| (word.to_owned(), kind)));
        }
        (!read.is_empty()).then(|| rewritten(node, &|word| read.get(word).cloned()))
    }

    /// The query with some words side by side as the compound of them, in
    /// every way that gives a word that stands.
    fn together(&mut self, node: &Node, joiner: &Joiner<'_>) -> Option<Node> {
        let Kind::All(nodes) = &node.kind else {
            return None;
        };
        let words: Vec<&str> = nodes
            .iter()
            .map(|node| match &node.kind {
                Kind::Word(word) if is_plain(word) => word.as_str(),
                _ => "",
            })
            .collect();
        let mut ways = Vec::new();
        for (range, joined) in joiner.together(&words) {
            if words[range.clone()].contains(&"") {
                continue;
            }
            self.read(
                &words[range.clone()].join(" "),
                joined.clone(),
                Why::Compound,
            );
            let mut some = nodes[..range.start].to_vec();
            some.push(word_at(&joined, node));
            some.extend_from_slice(&nodes[range.end..]);
            let kind = match some.len() {
                1 => some.pop()?.kind,
                _ => Kind::All(some),
            };
            ways.push(Node {
                kind,
                place: node.place.clone(),
            });
        }
        any(ways).map(|kind| Node {
            kind,
            place: node.place.clone(),
        })
    }

    /// Units that hold most of the words.
    fn most(&mut self, asked: &Node, node: &Node) -> Result<Option<Instead>> {
        let (Kind::All(typed), Kind::All(nodes)) = (&asked.kind, &node.kind) else {
            return Ok(None);
        };
        let lookup = self.look_up(node)?;
        let mut parts = Vec::new();
        for (typed, node) in typed.iter().zip(nodes) {
            let bare = Request::default();
            let plan = compiled(self.reader, self.topics, &bare, node)?.plan;
            parts.push((typed, plan));
        }
        let Some(most) = Most::of(self.reader, parts, &lookup.filters)? else {
            return Ok(None);
        };
        let (found, lacking) = self.reader.find_most(
            &Plan::All(most.must.clone()),
            &most.telling,
            most.least,
            wanted(self.request),
        )?;
        if found.total == 0 {
            return Ok(None);
        }
        for (lacking, units) in lacking {
            self.steps.push(Step {
                why: Why::Most,
                lacking,
                units,
            });
        }
        let typed: Vec<&str> = most.words.iter().map(|word| word.typed.as_str()).collect();
        let (all, least) = (most.telling.len(), most.least);
        self.read(
            &typed.join(" "),
            format!("{least} of {all} words at least"),
            Why::Most,
        );
        let lookup = Lookup {
            plan: most.plan(),
            ..lookup
        };
        let mut instead = self.answer(Why::Most, node, lookup, found);
        instead.relaxed.words = most.words;
        Ok(Some(instead))
    }

    /// The query as it was spelt otherwise, if papers hold it around their units.
    fn anywhere(&mut self, spelt: &Node) -> Result<Option<Instead>> {
        let otherwise = |one: &Reading| one.why == Why::Spelling;
        if !self.request.around || !self.readings.iter().any(otherwise) {
            return Ok(None);
        }
        let lookup = self.look_up(spelt)?;
        if Around::of(self.reader, &lookup.plan)?.total == 0 {
            return Ok(None);
        }
        self.readings.retain(otherwise);
        let found = self.reader.find(&lookup.plan, wanted(self.request))?;
        Ok(Some(self.answer(Why::Spelling, spelt, lookup, found)))
    }

    /// What a step found, with what was read as what and the steps up to it.
    fn answer(&mut self, why: Why, node: &Node, lookup: Lookup, found: Found) -> Instead {
        Instead {
            relaxed: Relaxed {
                why,
                readings: std::mem::take(&mut self.readings),
                steps: std::mem::take(&mut self.steps),
                query: node.to_string(),
                words: Vec::new(),
            },
            lookup,
            found,
        }
    }

    fn read(&mut self, asked: &str, read_as: String, why: Why) {
        self.readings.push(Reading {
            asked: asked.to_owned(),
            read_as,
            why,
        });
    }

    fn look_up(&self, node: &Node) -> Result<Lookup> {
        compiled(self.reader, self.topics, self.request, node)
    }

    /// Text apart from units holds all of it, near each other around units.
    fn stands_apart(&self, plan: &Plan) -> Result<bool> {
        if is_loose(self.reader, plan)? {
            return Ok(true);
        }
        Ok(self.request.around && Around::of(self.reader, plan)?.close > 0)
    }

    /// Asks a query of a step; its answer if it finds something.
    fn ask(&mut self, node: &Node, why: Why) -> Result<Option<Instead>> {
        let lookup = self.look_up(node)?;
        let found = self.reader.find(&lookup.plan, wanted(self.request))?;
        self.steps.push(Step {
            why,
            lacking: 0,
            units: found.total,
        });
        if found.total == 0 && !self.stands_apart(&lookup.plan)? {
            return Ok(None);
        }
        Ok(Some(self.answer(why, node, lookup, found)))
    }
}
