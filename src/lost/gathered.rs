//! What answers ask and what accounts say of them, gathered paper by paper.

use super::account::{Account, Said, Underlined, asks_nothing};
use super::judge::{Others, Summary, in_its_section, judge};
use super::section::Section;
use super::shared::shared;
use super::{Departure, Fate, Length, Losses, Lost};
use crate::analyse::Analyser;
use crate::called::Name;
use crate::comparison::{Meant, Rarity, compare};
use crate::corpus::folded;
use crate::focus::WHOLE;
use crate::paper::Paper;
use crate::position::{Passage, Position};
use crate::referrals::Referrals;
use crate::text::Cited;
use crate::unit::Referral;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// From this likeness on a summary repeats what the answer underlines.
const REPEATED: f64 = 0.5;

/// A proposal and one who answers it.
type Key = (String, String);

/// A sentence of a unit: its lines, and where on the first it begins: a line holds
/// several in papers that have a paragraph a line. Last its words.
type Place = (usize, Cited, usize, String);

/// What answers ask that an account sums up.
pub struct Asked {
    summaries: HashMap<Key, Summary>,
    /// By proposal what is said of several.
    several: HashMap<String, Vec<Said>>,
    /// By proposal the sender's reasons.
    reasons: HashMap<String, Vec<Said>>,
    departures: Vec<Departure>,
    through: HashMap<Key, String>,
    /// Answers with their lines, in the order of the papers.
    lines: Vec<(Key, Referral, usize)>,
    /// What answers underline, with their proposal as it is shown.
    salient: Vec<(Key, Underlined)>,
    rarity: Rarity,
    /// Headings by document.
    sections: HashMap<String, Vec<(u32, Section)>>,
    asked: BTreeMap<Place, (Lost, Meant)>,
    units: HashMap<String, usize>,
    /// Answers in their order, with their proposal.
    answers: Vec<(Key, Referral)>,
    /// Places among the answers.
    places: HashMap<Key, usize>,
}

impl Asked {
    /// What the accounts of all papers tell; `referrals` are those of all papers.
    pub fn new(accounts: Vec<Account>, referrals: &Referrals) -> Self {
        let mut asked = Asked {
            summaries: HashMap::new(),
            several: HashMap::new(),
            reasons: HashMap::new(),
            departures: Vec::new(),
            through: HashMap::new(),
            lines: Vec::new(),
            salient: Vec::new(),
            rarity: Rarity::default(),
            sections: HashMap::new(),
            asked: BTreeMap::new(),
            units: HashMap::new(),
            answers: Vec::new(),
            places: HashMap::new(),
        };
        let title = |named: &Option<Referral>| {
            let group = named.as_ref().and_then(|named| referrals.find(named));
            group.map_or("", |at| &referrals.all()[at].title).to_owned()
        };
        for account in accounts {
            asked.rarity.add_all(account.rarity);
            let (document, sections) = account.sections;
            if !sections.is_empty() {
                // Of two papers with one name nobody knows which is meant.
                let held = asked.sections.entry(document);
                held.and_modify(Vec::clear).or_insert(sections);
            }
            let about = title(&account.about);
            let reasons = asked.reasons.entry(about).or_default();
            reasons.extend(account.bill.reasons);
            asked.departures.extend(account.bill.departures);
            for summed in account.summed {
                let key = alike(&(title(&summed.referral), summed.respondent));
                asked.summaries.entry(key).or_default().add(summed.said);
            }
            for (named, said) in account.several {
                asked.several.entry(title(&named)).or_default().push(said);
            }
            for (named, respondent, via) in account.through {
                asked
                    .through
                    .insert(alike(&(title(&named), respondent)), via);
            }
            for one in account.salient {
                let key = (title(&one.referral), one.respondent.clone());
                asked.salient.push((key, one));
            }
            for (named, respondent, lines) in account.lines {
                let group = named.as_ref().and_then(|named| referrals.find(named));
                if let Some(group) = group {
                    let shown = referrals.all()[group].clone();
                    let key = (shown.title.clone(), respondent);
                    asked.lines.push((key, shown, lines));
                }
            }
        }
        asked
    }

    /// Whose summary speaks of a respondent: its own, else that of the one it
    /// answers through.
    fn summary_of(&self, key: &Key) -> Option<(&Summary, Option<&String>)> {
        if let Some(own) = self.summaries.get(&alike(key)) {
            return Some((own, None));
        }
        let via = self.through.get(&alike(key))?;
        let summary = self.summaries.get(&alike(&(key.0.clone(), via.clone())))?;
        Some((summary, Some(via)))
    }

    /// Adds what some answers ask and object, each with where that begins
    /// ([`starts`]). Their words are read at once, while the analyser still knows
    /// them.
    pub fn add(&mut self, rows: &[(Position, Vec<usize>)], analyser: &Analyser) {
        for (row, starts) in rows.iter().filter(|(row, _)| row.is_answer()) {
            let key = (row.referral.title.clone(), row.respondent.clone());
            if self.summary_of(&key).is_none() {
                continue;
            }
            self.places.entry(key).or_insert_with_key(|key| {
                self.answers.push((key.clone(), row.referral.clone()));
                self.answers.len() - 1
            });
            let next = self.units.len();
            let at = *self.units.entry(row.unit.clone()).or_insert(next);
            for ((lines, quote, objects), start) in said_against(row).into_iter().zip(starts) {
                let place = (at, lines, *start, quote.to_owned());
                if let Some((lost, _)) = self.asked.get_mut(&place) {
                    lost.areas.push(row.area.clone());
                    continue;
                }
                let meant = Meant::of(quote, &row.respondent, analyser);
                // Praise is no objection that was dropped.
                if !asks_nothing(quote) && (!objects || meant.act().is_against()) {
                    let one = (fresh(row, lines, quote), meant);
                    self.asked.insert(place, one);
                }
            }
        }
    }

    /// Every ask and objection, with what became of it.
    pub fn judged(mut self) -> Losses {
        self.add_repeated();
        let asked = std::mem::take(&mut self.asked);
        let mut asks: Vec<(Lost, Meant)> = asked.into_values().collect();
        let mut by: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (at, (lost, _)) in asks.iter().enumerate() {
            let key = (lost.referral.title.clone(), lost.respondent.clone());
            by.entry(key).or_default().push(at);
        }
        let own: Vec<(&Key, Vec<&Meant>)> = by
            .iter()
            .map(|(key, at)| (key, at.iter().map(|at| &asks[*at].1).collect()))
            .collect();
        let told: Vec<Vec<super::judge::Told>> = own
            .par_iter()
            .map(|(key, asks)| self.told(key, asks))
            .collect();
        for (at, told) in by.values().flatten().zip(told.into_iter().flatten()) {
            let lost = &mut asks[*at].0;
            lost.fate = told.fate;
            lost.overlap = (told.score * 100.0).round() / 100.0;
            lost.summary = told.passage;
        }
        for (lost, meant) in &mut asks {
            if let Some(told) = self.in_its_section(lost, meant) {
                lost.fate = told.fate;
                lost.overlap = (told.score * 100.0).round() / 100.0;
                lost.summary = told.passage;
            }
        }
        let dropped = shared(&mut asks, &self.rarity);
        Losses {
            lengths: self.lengths(),
            departures: std::mem::take(&mut self.departures),
            asks: asks.into_iter().map(|(lost, _)| lost).collect(),
            dropped,
        }
    }

    /// What an answer underlines and its summary underlines again is an ask that
    /// was kept, though no word of it asks.
    fn add_repeated(&mut self) {
        // Asks by the lines that they stand on.
        let mut lying: HashMap<(Name, u32), Vec<Place>> = HashMap::new();
        for (place, (lost, _)) in &self.asked {
            for line in lost.ask.lines.first..=lost.ask.lines.last {
                let on = (lost.ask.document.clone(), line);
                lying.entry(on).or_default().push(place.clone());
            }
        }
        for (key, one) in std::mem::take(&mut self.salient) {
            let (passage, meant) = (one.passage, one.meant);
            let Some((summary, _)) = self.summary_of(&key) else {
                continue;
            };
            let again = |said: &Said| {
                let pointed = said.meant.is_salient() || said.meant.act().is_against();
                pointed && compare(&meant, &said.meant, &self.rarity).score >= REPEATED
            };
            if !meant.presses() && !summary.said.iter().any(again) {
                continue;
            }
            let Some(place) = self.places.get(&key) else {
                continue;
            };
            let referral = self.answers[*place].1.clone();
            let on = (passage.document.clone(), passage.lines.first);
            let holds = |place: &Place| {
                let asked = self.asked.get(place);
                asked.is_some_and(|(lost, _)| lost.ask.quote.contains(&passage.quote))
            };
            if lying
                .get(&on)
                .is_some_and(|places| places.iter().any(holds))
            {
                continue;
            }
            let next = self.units.len();
            let at = *self.units.entry(one.unit).or_insert(next);
            let lost = Lost {
                referral,
                respondent: key.1,
                areas: vec![WHOLE.to_owned()],
                ask: passage,
                fate: Fate::NotGiven,
                overlap: 0.0,
                summary: None,
                raised_by: 1,
                underlined: true,
            };
            let place = (at, lost.ask.lines, one.start, lost.ask.quote.clone());
            lying.entry(on).or_default().push(place.clone());
            self.asked.insert(place, (lost, meant));
        }
    }

    fn told(&self, key: &Key, asks: &[&Meant]) -> Vec<super::judge::Told> {
        let several = self.several.get(&key.0).map_or(&[][..], Vec::as_slice);
        let reasons = self.reasons.get(&key.0).map_or(&[][..], Vec::as_slice);
        let others = Others { several, reasons };
        match self.summary_of(key) {
            Some((summary, via)) => judge(asks, summary, via.is_some(), &others, &self.rarity),
            None => Vec::new(),
        }
    }

    /// What the account says under the ask's own heading, where its words alone
    /// told nothing.
    fn in_its_section(&self, lost: &Lost, meant: &Meant) -> Option<super::judge::Told> {
        if matches!(lost.fate, Fate::Kept | Fate::Softened) {
            return None;
        }
        let key = (lost.referral.title.clone(), lost.respondent.clone());
        let (summary, via) = self.summary_of(&key)?;
        let of_parts = |said: &Said| self.sections.contains_key(said.passage.document.as_str());
        let said = summary.said.iter().filter(|said| of_parts(said));
        let said = said.map(|said| (said, self.section(&said.passage)));
        let said: Vec<(&Said, Option<&Section>)> = said.collect();
        match via {
            Some(_) => None,
            None => in_its_section((meant, self.section(&lost.ask)), &said, &self.rarity),
        }
    }

    /// The heading that a passage stands under.
    fn section(&self, at: &Passage) -> Option<&Section> {
        let sections = self.sections.get(at.document.as_str())?;
        let behind = sections.partition_point(|(line, _)| *line <= at.lines.first);
        sections
            .get(behind.checked_sub(1)?)
            .map(|(_, section)| section)
    }

    fn lengths(&self) -> Vec<Length> {
        let mut lines: HashMap<&Key, usize> = HashMap::new();
        for (key, _, count) in &self.lines {
            let most = lines.entry(key).or_default();
            *most = (*most).max(*count);
        }
        let length = |(key, referral): &(Key, Referral)| {
            let (summary, via) = self.summary_of(key)?;
            Some(Length {
                referral: referral.clone(),
                respondent: key.1.clone(),
                via: via.cloned(),
                sentences: summary.said.len(),
                lines: lines.get(key).copied().unwrap_or(0),
            })
        };
        // Behind them those of whom nothing was read that asks.
        let mut known: HashSet<&Key> = self.answers.iter().map(|(key, _)| key).collect();
        let mut all: Vec<(Key, Referral)> = self.answers.clone();
        for (key, referral, _) in &self.lines {
            if known.insert(key) {
                all.push((key.clone(), referral.clone()));
            }
        }
        all.iter().filter_map(length).collect()
    }
}

/// A key under which every spelling of a respondent stands.
fn alike(key: &Key) -> Key {
    (key.0.clone(), folded(&key.1))
}

/// Where on its first line each of the row's asks and objections begins.
pub fn starts(paper: &Paper, row: &Position) -> Vec<usize> {
    let said = said_against(row).into_iter();
    said.map(|(lines, quote, _)| start(paper, lines, quote))
        .collect()
}

/// Where a sentence begins on its first line; what goes on below ends the line.
pub(super) fn start(paper: &Paper, lines: Cited, quote: &str) -> usize {
    let span = paper.document.index.span_of_line(lines.first);
    let line = span.map_or("", |span| paper.document.slice(span));
    line.find(quote).unwrap_or(line.len())
}

/// The row's asks, and the sentences that find fault.
fn said_against(row: &Position) -> Vec<(Cited, &str, bool)> {
    let against = row.objections.iter();
    let against = against.map(|against| (against.lines, against.quote.as_str(), true));
    let asks = row.asks.iter();
    let asks = asks.map(|ask| (ask.lines, ask.quote.as_str(), false));
    asks.chain(against).collect()
}

fn fresh(row: &Position, lines: Cited, quote: &str) -> Lost {
    Lost {
        referral: row.referral.clone(),
        respondent: row.respondent.clone(),
        areas: vec![row.area.clone()],
        ask: Passage {
            document: row.document.clone(),
            lines,
            quote: quote.to_owned(),
        },
        fate: Fate::NotGiven,
        overlap: 0.0,
        summary: None,
        raised_by: 1,
        underlined: false,
    }
}
