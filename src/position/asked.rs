//! Judgements of asks put in force: one is taken away, added, given other words
//! or another addressee. The paper is asked where the words stand now, so that
//! they are found again when lines have moved.

use super::asks::Addressee;
use super::gather::Readings;
use super::rows::{Ask, AskSaid, Position};
use super::stance::CONFIDENT;
use crate::error::Error;
use crate::flow::Flow;
use crate::focus::WHOLE;
use crate::known::force::Words;
use crate::known::judgement::{AskJudged, Part};
use crate::paper::Paper;
use crate::text::Cited;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// What persons have judged of asks, by the documents they stand in.
#[derive(Debug, Default)]
pub(super) struct AsksInForce {
    by_id: HashMap<String, Vec<Settled>>,
    /// Those whose document is another now, by its name.
    by_name: HashMap<String, Vec<Settled>>,
}

/// What holds of one ask.
#[derive(Clone, Debug)]
struct Settled {
    /// The last word on it: whose unit, words and area it names.
    judged: AskJudged,
    asks: bool,
    text: Option<String>,
    addressee: Option<Addressee>,
}

/// An ask is known by its unit and its words.
type Key = (String, Vec<String>);

impl AsksInForce {
    /// What holds of each ask; `has` tells of a document's id whether it is here.
    pub(super) fn new<'j>(
        judged: impl Iterator<Item = &'j AskJudged>,
        has: impl Fn(&str) -> bool,
        problems: &mut Vec<Error>,
    ) -> Self {
        let mut order: Vec<Key> = Vec::new();
        let mut all: BTreeMap<Key, Vec<&AskJudged>> = BTreeMap::new();
        for one in judged {
            let words = one.quote.split_whitespace().map(str::to_owned);
            let key = (one.unit.clone(), words.collect());
            let said = all.entry(key.clone()).or_default();
            if said.is_empty() {
                order.push(key);
            }
            said.push(one);
        }
        let mut found = AsksInForce::default();
        for said in order.iter().filter_map(|key| all.get(key)) {
            let Some(settled) = settled(said, problems) else {
                continue;
            };
            let judged = &settled.judged;
            let id = judged.unit.split(':').next().unwrap_or_default();
            let (held, key) = match has(id) {
                true => (&mut found.by_id, id.to_owned()),
                false => (&mut found.by_name, judged.document.clone()),
            };
            held.entry(key).or_default().push(settled);
        }
        found
    }

    /// Corrects what is asked in a paper.
    pub(super) fn put(&self, rows: &mut Vec<Position>, paper: &Paper, readings: &Readings<'_>) {
        let document = &paper.document;
        let by_id = self.by_id.get(document.id()).into_iter().flatten();
        let by_name = self
            .by_name
            .get(document.name.as_str())
            .into_iter()
            .flatten();
        let mut judged = by_id.chain(by_name).peekable();
        if judged.peek().is_none() {
            return;
        }
        let here = Here {
            paper,
            ids: paper.unit_ids(),
            flows: paper.flows(),
        };
        for one in judged {
            if let Some(at) = here.unit_of(&one.judged) {
                one.put(rows, &here, at, readings);
            }
        }
    }
}

/// What holds where several may have judged; nothing where they differ on
/// whether it asks at all.
fn settled(said: &[&AskJudged], problems: &mut Vec<Error>) -> Option<Settled> {
    let mut words: BTreeMap<Part, Words<'_, &str>> = BTreeMap::new();
    for one in said {
        for (part, value) in one.says() {
            let words = words.entry(part).or_default();
            words.say(&one.by, one.decides, value);
        }
    }
    let last = (*said.last()?).clone();
    let mut agreed: BTreeMap<Part, &str> = BTreeMap::new();
    for (part, words) in &words {
        if let Some(value) = words.agreed(|value| *value) {
            agreed.insert(*part, value);
            continue;
        }
        let all: Vec<String> = words
            .all()
            .map(|(by, value)| format!("{value} by {by}"))
            .collect();
        let what = format!("\"{}\", {}: {}", last.quote, part.name(), all.join(", "));
        let cure = "neither is in force; one of you yields, or \
                    `remiss correct UNIT ask=… --decide NAME`";
        problems.push(Error::new(what).at(Path::new(&last.document)).cure(cure));
    }
    Some(Settled {
        asks: *agreed.get(&Part::Asks)? == "yes",
        text: agreed.get(&Part::Text).map(|text| (*text).to_owned()),
        addressee: agreed
            .get(&Part::Addressee)
            .and_then(|name| Addressee::from_name(name)),
        judged: last,
    })
}

/// A paper with the texts of its units.
struct Here<'p> {
    paper: &'p Paper,
    ids: Vec<String>,
    flows: Vec<Flow>,
}

impl Here<'_> {
    /// The unit that is meant: the one with the id, if it holds the words; else
    /// the one of this respondent and kind that does, if there is just one.
    fn unit_of(&self, judged: &AskJudged) -> Option<usize> {
        let holds = |at: &usize| self.flows[*at].find(&judged.quote).is_some();
        let own = self.ids.iter().position(|id| *id == judged.unit);
        if let Some(at) = own.filter(holds) {
            return Some(at);
        }
        let units = &self.paper.segmentation.units;
        let alike = |at: &usize| {
            let unit = &units[*at];
            unit.respondent.as_deref().unwrap_or_default() == judged.respondent
                && unit.kind.name() == judged.unit_kind
        };
        let mut meant = (0..units.len()).filter(alike).filter(holds);
        let first = meant.next()?;
        meant.next().is_none().then_some(first)
    }

    /// Where some words of a unit stand, and as they stand.
    fn place(&self, at: usize, words: &str) -> Option<(Cited, String)> {
        let flow = &self.flows[at];
        let range = flow.find(words)?;
        let lines = self.paper.document.index.cite(flow.source(range.clone()));
        Some((lines, flow.text[range].to_owned()))
    }
}

impl Settled {
    fn put(&self, rows: &mut Vec<Position>, here: &Here<'_>, at: usize, readings: &Readings<'_>) {
        let Some((lines, quote)) = here.place(at, &self.judged.quote) else {
            return;
        };
        // A statement that others join is theirs too, by its place.
        let unit = &here.ids[at];
        let is_it = |row: &str, ask: &Ask| {
            self.judged.is_of(&ask.quote) && (row == unit || ask.lines == lines)
        };
        if !self.asks {
            for row in rows.iter_mut() {
                let Position { unit, asks, .. } = row;
                asks.retain(|ask| !is_it(unit, ask));
            }
            rows.retain(|row| !is_for_asks_alone(row) || !row.asks.is_empty());
            return;
        }
        let text = self.text.as_ref().and_then(|text| here.place(at, text));
        let mut known = false;
        for row in rows.iter_mut() {
            let Position { unit, asks, .. } = row;
            for ask in asks.iter_mut().filter(|ask| is_it(unit, ask)) {
                known = true;
                ask.said = Some(Box::new(self.said(true)));
                if let Some((lines, words)) = &text {
                    (ask.lines, ask.quote) = (*lines, words.clone());
                }
                ask.addressee = self.addressee.unwrap_or(ask.addressee);
            }
        }
        if !known {
            let (lines, quote) = text.unwrap_or((lines, quote));
            let ask = Ask {
                lines,
                quote,
                addressee: self.addressee.unwrap_or(Addressee::Proposal),
                said: Some(Box::new(self.said(false))),
            };
            self.add(ask, rows, here, at, readings);
        }
    }

    fn said(&self, was_read: bool) -> AskSaid {
        AskSaid {
            by: self.judged.by.clone(),
            on: self.judged.on.clone(),
            note: self.judged.note.clone(),
            quote: self.judged.quote.clone(),
            was_read,
            as_read: was_read && self.text.is_none() && self.addressee.is_none(),
        }
    }

    /// An ask that was not read, under the area that is named, else the whole.
    fn add(
        &self,
        ask: Ask,
        rows: &mut Vec<Position>,
        here: &Here<'_>,
        at: usize,
        readings: &Readings<'_>,
    ) {
        let area = match self.judged.focus_area.as_str() {
            "" => WHOLE,
            named => named,
        };
        let unit = &here.ids[at];
        let home = rows
            .iter_mut()
            .find(|row| row.unit == *unit && row.area == area);
        if let Some(home) = home {
            home.asks.push(ask);
            home.asks.sort_by_key(|ask| ask.lines.first);
            home.confidence = home.confidence.max(CONFIDENT);
            return;
        }
        let Some(bare) = readings.bare(here.paper, at, area) else {
            return;
        };
        let row = Position {
            confidence: CONFIDENT,
            asks: vec![ask],
            ..bare
        };
        let behind = rows.iter().rposition(|other| other.unit == *unit);
        rows.insert(behind.map_or(rows.len(), |at| at + 1), row);
    }
}

/// Nothing but asks makes the row.
fn is_for_asks_alone(row: &Position) -> bool {
    let says = row.verdict.is_some() || row.corrected.is_some() || row.reservation.is_some();
    !says && row.evidence.is_empty() && row.objections.is_empty()
}
