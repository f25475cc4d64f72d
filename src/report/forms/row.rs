//! A row of the table: what one respondent says, told once for every format,
//! and the key under which people's own words about it are found again.

use super::super::{Asking, Material, Respondent, Said};
use super::texts::Texts;
use crate::document::sha256_hex;
use crate::ledger::Status;
use crate::position::{AreaKind, Position};
use crate::unit::{Referral, UnitKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A respondent with what it says.
pub(super) struct Row<'m> {
    pub(super) respondent: &'m Respondent,
    /// The same for the same respondent of the same referral.
    pub(super) key: String,
    /// The same as long as it says the same.
    pub(super) evidence: String,
    pub(super) day: Option<&'m str>,
    /// The positions on the whole, the first of each that says something else:
    /// who answers twice may differ with itself.
    pub(super) wholes: Vec<&'m Position>,
    /// Names of the areas of which it says what.
    pub(super) parts: BTreeMap<Said, Vec<String>>,
    /// What it asks for and objects to.
    pub(super) points: Vec<&'m Asking>,
    /// Statements beside the answer: kind, parties.
    pub(super) statements: Vec<(UnitKind, String)>,
    /// What is said where nothing is said of the whole.
    pub(super) silence: &'static str,
}

impl<'m> Row<'m> {
    /// Everybody who answers itself, in the order they were asked.
    pub(super) fn all(material: &'m Material, texts: &Texts<'m>) -> Vec<Self> {
        let answering = material.respondents.iter().filter(|one| {
            let entry = material.entry(one);
            let answered = entry.is_some_and(|entry| entry.status.has_answered());
            answered || !one.rows.is_empty()
        });
        answering.map(|one| Row::of(material, texts, one)).collect()
    }

    fn of(material: &'m Material, texts: &Texts<'m>, respondent: &'m Respondent) -> Self {
        let rows = || respondent.rows.iter().map(|at| &material.positions[*at]);
        let mut parts: BTreeMap<Said, Vec<String>> = BTreeMap::new();
        for area in &material.areas {
            for row in rows().filter(|row| row.area == area.id) {
                let names = parts.entry(Said::of(row)).or_default();
                if area.kind != AreaKind::Whole && !names.contains(&area.title()) {
                    names.push(area.title());
                }
            }
        }
        parts.retain(|_, names| !names.is_empty());
        let own =
            |ask: &&Asking| ask.respondent == respondent.name && ask.kind == UnitKind::Yttrande;
        let beside = texts.all(&respondent.name, |kind| {
            kind.is_statement() || kind == UnitKind::Radsyttrande
        });
        let mut wholes: Vec<&Position> = Vec::new();
        for row in rows().filter(|row| row.area_kind == AreaKind::Whole) {
            if !wholes.iter().any(|known| Said::of(known) == Said::of(row)) {
                wholes.push(row);
            }
        }
        let points = once(material.asks.iter().filter(own));
        Row {
            respondent,
            key: key(material, &respondent.name),
            evidence: evidence(texts, &respondent.name, &wholes, &points),
            day: rows().find_map(|row| row.date.as_deref()),
            wholes,
            parts,
            points,
            silence: match material.entry(respondent).map(|entry| entry.status) {
                Some(Status::SupportsWithoutText) => "doc-supports",
                _ => "doc-no-whole",
            },
            statements: beside
                .map(|text| (text.unit.kind, text.parties()))
                .collect(),
        }
    }
}

/// What a row is made from: the texts alone, for how they are read may change
/// with the areas, and what was written about them need not; where there are
/// none, the sentences that it shows.
fn evidence(
    texts: &Texts<'_>,
    respondent: &str,
    wholes: &[&Position],
    points: &[&Asking],
) -> String {
    let kinds = |kind| kind != UnitKind::Sammanfattning;
    let texts = texts.all(respondent, kinds);
    let mut all: Vec<&str> = texts.map(|text| text.text.as_str()).collect();
    if all.is_empty() {
        let whole = wholes.iter().flat_map(|row| &row.evidence);
        all.extend(whole.map(|one| one.quote.as_str()));
        all.extend(points.iter().map(|ask| ask.quote.as_str()));
    }
    let words: Vec<&str> = all
        .iter()
        .flat_map(|text| text.split_whitespace())
        .collect();
    short(&words.join(" "))
}

/// Sentences that stand in no other of the same respondent's in the list: one
/// that asks and objects is there twice, one that leans on the sentence before
/// also without it.
pub(super) fn once<'m>(all: impl Iterator<Item = &'m Asking>) -> Vec<&'m Asking> {
    let all: Vec<&Asking> = all.collect();
    let holds = |one: &Asking, other: &Asking| {
        one.respondent == other.respondent && one.quote.contains(other.quote.trim())
    };
    let stands = |at: usize| {
        let others = all.iter().enumerate().filter(|(other, _)| *other != at);
        let mut holding = others.filter(|(_, other)| holds(other, all[at]));
        !holding.any(|(other, one)| other < at || !holds(all[at], one))
    };
    let kept = (0..all.len()).filter(|at| stands(*at));
    kept.map(|at| all[at]).collect()
}

/// The key of a respondent's row.
fn key(material: &Material, respondent: &str) -> String {
    let referral = &material.referral;
    let proposal = referral.diarienummer.as_deref().unwrap_or(&referral.title);
    key_under(proposal, respondent)
}

fn key_under(proposal: &str, respondent: &str) -> String {
    short(&format!("{proposal}\n{respondent}").to_lowercase())
}

/// The keys of rows as they are now, by those that they may have had: the number
/// under which the proposal goes comes with its letter, and that may come last.
#[derive(Debug)]
pub struct Keys {
    proposals: BTreeSet<String>,
    now: HashMap<String, String>,
}

impl Keys {
    /// Of everybody who was asked or answers.
    pub fn of(material: &Material) -> Self {
        let printed = material.papers.iter();
        let printed = printed.flat_map(|filed| &filed.paper.segmentation.referrals);
        let printed = printed.filter(|one| material.keys.contains(&one.key()));
        let named = std::iter::once(&material.referral).chain(printed);
        let names = |one: &Referral| -> Vec<String> {
            let numbers = one.diarienummer.iter().chain(&one.numbers);
            numbers.chain([&one.title]).cloned().collect()
        };
        let proposals: BTreeSet<String> = named.flat_map(names).collect();
        let mut now = HashMap::new();
        for one in &material.respondents {
            let key = key(material, &one.name);
            for proposal in &proposals {
                now.insert(key_under(proposal, &one.name), key.clone());
            }
        }
        Keys { proposals, now }
    }

    /// What the row with some key goes by now, if it is somebody's here.
    pub fn now(&self, key: &str) -> Option<&str> {
        self.now.get(key).map(String::as_str)
    }

    /// The row of somebody of this name, here or gone, is one on this proposal.
    pub(super) fn are_of(&self, key: &str, respondent: &str) -> bool {
        let mut proposals = self.proposals.iter();
        self.now.contains_key(key)
            || proposals.any(|proposal| key_under(proposal, respondent) == key)
    }

    /// The proposal goes by this number or title.
    pub fn is_proposal(&self, name: &str) -> bool {
        self.proposals.contains(name)
    }
}

/// Enough of a hash to tell rows apart.
fn short(text: &str) -> String {
    let mut hash = sha256_hex(text.as_bytes());
    hash.truncate(16);
    hash
}
