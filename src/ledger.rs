//! The ledger: who was asked, who answered, who abstained, who is
//! unaccounted for, and whose answer is printed in part only.

mod late;

pub use late::Late;

use crate::archive::Reader;
use crate::corpus::Scope;
use crate::document::DocumentKind;
use crate::error::{Error, Result};
use crate::paper::Paper;
use crate::referrals::Referrals;
use crate::spellings::Spellings;
use crate::text::{Cited, Span};
use crate::unit::{Fact, LedgerFact, Referral, Signer, Unit, UnitKind};
use late::Days;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a respondent's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// An answer is printed.
    Answered,
    /// An answer is printed, but not all of it.
    Partial,
    /// It supports the proposal; no text of its own.
    SupportsWithoutText,
    /// It said that it does not answer.
    Abstained,
    /// Asked, and not mentioned again by a paper that accounts for the answers.
    Unaccounted,
    /// Asked, and nothing of it is among the papers.
    NotAmongPapers,
}

impl Status {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Status::Answered => "answered",
            Status::Partial => "partial",
            Status::SupportsWithoutText => "supports_without_text",
            Status::Abstained => "abstained",
            Status::Unaccounted => "unaccounted",
            Status::NotAmongPapers => "not_among_papers",
        }
    }

    /// An answer, or a word of support, is there.
    pub fn has_answered(self) -> bool {
        matches!(
            self,
            Status::Answered | Status::Partial | Status::SupportsWithoutText
        )
    }

    /// It was asked, and nothing came of it that is told.
    pub fn is_missing(self) -> bool {
        matches!(self, Status::Unaccounted | Status::NotAmongPapers)
    }
}

/// A place to look: document and 1-based lines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// File name.
    pub document: String,
    /// First and last line.
    pub lines: Cited,
}

/// One respondent of one referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Normal form.
    pub respondent: String,
    /// Someone was told to ask it.
    pub asked: bool,
    /// What became of it.
    pub status: Status,
    /// Who sent the proposal on to it.
    pub via: Option<String>,
    /// The answer, or the words that tell the status, or where it was asked.
    pub place: Option<Place>,
    /// Where it was asked.
    pub asked_at: Option<Place>,
    /// The words that say the answer is printed in part.
    pub partial_at: Option<Place>,
    /// Its own last day, where it has another than the others.
    pub answer_by: Option<String>,
    /// The day on which its answer came in, where a paper or a list tells it.
    pub received: Option<String>,
    /// Whether that was after the last day; by the day of the answer, where
    /// nobody tells when it came in.
    pub late: Option<Late>,
    /// Other places where an answer stands (minutes, opinions, packets).
    pub also: Vec<Place>,
    /// Spellings in the papers other than the normal form.
    pub spellings: Vec<String>,
    /// Signers whose name is spelt in more than one way.
    pub signer_spellings: Vec<Vec<String>>,
}

/// The ledger of one referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// The proposal.
    pub referral: Referral,
    /// In the order they were asked, the others after.
    pub entries: Vec<Entry>,
}

#[derive(Clone, Default)]
struct Draft {
    first_seen: usize,
    asked: Option<Place>,
    via: Option<String>,
    abstained: Option<Place>,
    supports: Option<Place>,
    /// A paper names or sums up its answer.
    told: Option<Place>,
    partial: Option<Place>,
    days: Days,
    /// Answers; the flag says that the text itself is printed.
    answers: Vec<(bool, Place)>,
    spellings: BTreeSet<String>,
    signers: BTreeMap<String, BTreeSet<String>>,
}

/// The ledgers of the referrals in a scope, largest first.
pub fn ledgers(reader: &Reader, referrals: &Referrals, scope: &Scope) -> Result<Vec<Ledger>> {
    let mut told = Vec::new();
    reader.each(
        &reader.papers()?,
        |paper| Told::of(&paper),
        |one| {
            told.push(one);
            Ok::<(), Error>(())
        },
    )?;
    let mut drafts: Vec<Drafts> = vec![Drafts::new(); referrals.all().len()];
    // Papers that tell who was asked come first: they set the order and the
    // groups that answers are then filed under.
    let mut accounted = vec![false; referrals.all().len()];
    for told in told.iter().filter(|told| told.accounts) {
        let groups = groups(told, referrals).into_iter().flatten();
        groups.for_each(|at| accounted[at] = true);
    }
    for told in told.iter_mut().filter(|told| !told.facts.is_empty()) {
        collect_facts(told, referrals, &mut drafts);
    }
    for told in told {
        collect_answers(told, referrals, &mut drafts);
    }
    let mut ledgers: Vec<Ledger> = referrals
        .all()
        .iter()
        .zip(drafts)
        .enumerate()
        .filter(|(at, _)| scope.has_group(Some(*at)))
        .map(|(at, (referral, drafts))| Ledger {
            referral: referral.clone(),
            entries: entries(drafts, scope, referral, accounted[at]),
        })
        .filter(|ledger| !ledger.entries.is_empty())
        .collect();
    ledgers.sort_by_key(|ledger| std::cmp::Reverse(ledger.entries.len()));
    Ok(ledgers)
}

/// The respondents of one referral.
type Drafts = BTreeMap<String, Draft>;

/// What one paper tells of its respondents.
struct Told {
    /// It accounts for the answers, so that who is not in it did not answer.
    accounts: bool,
    referrals: Vec<Referral>,
    facts: Vec<(LedgerFact, Place)>,
    answers: Vec<Answer>,
}

/// What a unit tells of its respondent.
struct Answer {
    referral: usize,
    respondent: String,
    spelling: Option<String>,
    /// Where it stands if it is an answer, and whether its text is printed.
    answers: Option<(bool, Place)>,
    /// Where the answer is summed up.
    summed: Option<Place>,
    /// The parties that signed, with their signers' names.
    signers: Vec<(String, Vec<String>)>,
    days: Days,
}

impl Told {
    fn of(paper: &Paper) -> Self {
        let found = &paper.segmentation;
        let facts = found.facts.iter();
        Told {
            accounts: matches!(
                found.kind,
                DocumentKind::Remissammanstallning | DocumentKind::Utlatande
            ),
            referrals: found.referrals.clone(),
            facts: facts
                .map(|fact| (fact.clone(), place(paper, fact.span)))
                .collect(),
            answers: answers(paper),
        }
    }
}

fn answers(paper: &Paper) -> Vec<Answer> {
    let present = &paper.segmentation.present;
    let spellings = Spellings::of(present.iter().map(|person| person.name.as_str()));
    let answer = |unit: &Unit| {
        let is_answer = matches!(unit.kind, UnitKind::Beslut | UnitKind::Yttrande);
        let printed = (unit.kind == UnitKind::Yttrande, place(paper, unit.span));
        let summed = (unit.kind == UnitKind::Sammanfattning).then(|| printed.1.clone());
        let signers = unit.signers.iter().filter(|signer| !signer.name.is_empty());
        let names = |signer: &Signer| {
            let alike = spellings
                .alike(&signer.name)
                .into_iter()
                .map(|at| &present[at]);
            let alike = alike.filter(|person| person.party == signer.party);
            let names = alike.chain([signer]).map(|person| person.name.clone());
            (signer.party.clone(), names.collect())
        };
        Some(Answer {
            referral: unit.referral?,
            respondent: unit.respondent.clone()?,
            spelling: unit.spelling.clone(),
            days: Days::of(paper, unit),
            answers: is_answer.then_some(printed),
            summed,
            signers: signers.map(names).collect(),
        })
    };
    paper.segmentation.units.iter().filter_map(answer).collect()
}

/// The ledger's group of each of a paper's referrals.
fn groups(told: &Told, referrals: &Referrals) -> Vec<Option<usize>> {
    let named = told.referrals.iter();
    named.map(|referral| referrals.find(referral)).collect()
}

fn place(paper: &Paper, span: Span) -> Place {
    Place {
        document: paper.document.name.clone(),
        lines: paper.document.index.cite(span),
    }
}

fn collect_facts(told: &mut Told, referrals: &Referrals, drafts: &mut [Drafts]) {
    let groups = groups(told, referrals);
    for (fact, place) in told.facts.drain(..) {
        let Some(group) = fact.referral.and_then(|at| groups[at]) else {
            continue;
        };
        let draft = draft(&mut drafts[group], &fact.respondent);
        let slot = match fact.fact {
            Fact::Asked => &mut draft.asked,
            Fact::Abstained => &mut draft.abstained,
            Fact::Supports => &mut draft.supports,
            Fact::Partial => &mut draft.partial,
            Fact::Answered => &mut draft.told,
        };
        slot.get_or_insert(place);
        if fact.via.is_some() {
            draft.via.clone_from(&fact.via);
        }
        draft.days.add_fact(&fact);
        draft.spell(&fact.spelling, &fact.respondent);
    }
}

fn collect_answers(told: Told, referrals: &Referrals, drafts: &mut [Drafts]) {
    let groups = groups(&told, referrals);
    for answer in told.answers {
        let Some(group) = groups[answer.referral] else {
            continue;
        };
        let drafts = &mut drafts[group];
        let told = answer.answers.is_some() || answer.summed.is_some();
        if !told && !drafts.contains_key(&answer.respondent) {
            continue;
        }
        let draft = draft(drafts, &answer.respondent);
        if answer.answers.is_some() {
            draft.days.add(answer.days);
        }
        draft.answers.extend(answer.answers);
        draft.told = draft.told.take().or(answer.summed);
        if let Some(spelling) = &answer.spelling {
            draft.spell(spelling, &answer.respondent);
        }
        for (party, names) in answer.signers {
            draft.signers.entry(party).or_default().extend(names);
        }
    }
}

impl Draft {
    /// Remembers a spelling that is more than another case or ending.
    fn spell(&mut self, spelling: &str, respondent: &str) {
        if plain(spelling) != plain(respondent) {
            self.spellings.insert(spelling.to_owned());
        }
    }
}

/// Lower case, without "AB" and a genitive at the end.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split_whitespace()
        .filter(|word| *word != "ab")
        .collect();
    let plain = words.join(" ");
    plain.strip_suffix('s').map(str::to_owned).unwrap_or(plain)
}

fn draft<'d>(drafts: &'d mut BTreeMap<String, Draft>, respondent: &str) -> &'d mut Draft {
    let next = drafts.len();
    drafts
        .entry(respondent.to_owned())
        .or_insert_with(|| Draft {
            first_seen: next,
            ..Draft::default()
        })
}

fn entries(
    drafts: BTreeMap<String, Draft>,
    scope: &Scope,
    referral: &Referral,
    accounted: bool,
) -> Vec<Entry> {
    let mut drafts: Vec<(String, Draft)> = drafts.into_iter().collect();
    drafts.retain(|(respondent, _)| scope.has_respondent(Some(respondent)));
    drafts.sort_by_key(|(_, draft)| (draft.asked.is_none(), draft.first_seen));
    drafts
        .into_iter()
        .map(|(respondent, draft)| {
            let mut entry = entry(respondent, draft, referral);
            if entry.status == Status::Unaccounted && !accounted {
                entry.status = Status::NotAmongPapers;
            }
            entry
        })
        .collect()
}

fn entry(respondent: String, mut draft: Draft, referral: &Referral) -> Entry {
    // The text of an answer before the bare decision; first paper first.
    draft.answers.sort_by_key(|(text, _)| !text);
    let mut answers = draft.answers.into_iter().map(|(_, place)| place);
    let first = answers.next();
    let (status, place) = match (first, draft.abstained, draft.supports) {
        (Some(place), _, _) if draft.partial.is_some() => (Status::Partial, Some(place)),
        (Some(place), _, _) => (Status::Answered, Some(place)),
        (None, Some(place), _) => (Status::Abstained, Some(place)),
        (None, None, Some(place)) => (Status::SupportsWithoutText, Some(place)),
        (None, None, None) => match draft.told {
            Some(place) => (Status::Answered, Some(place)),
            None => (Status::Unaccounted, draft.asked.clone()),
        },
    };
    let document = place.as_ref().map(|place| place.document.clone());
    let late = draft.days.late(referral.answer_by.as_deref());
    let own = draft.days.last.take();
    Entry {
        answer_by: own.filter(|day| referral.answer_by.as_ref() != Some(day)),
        received: draft.days.received.take(),
        late,
        asked: draft.asked.is_some(),
        status,
        via: draft.via,
        also: answers
            .filter(|other| Some(&other.document) != document.as_ref())
            .collect(),
        place,
        asked_at: draft.asked,
        partial_at: draft.partial,
        spellings: draft.spellings.into_iter().collect(),
        signer_spellings: draft
            .signers
            .into_values()
            .flat_map(|names| alike(&names))
            .collect(),
        respondent,
    }
}

/// Pairs of names that are one person's.
fn alike(names: &BTreeSet<String>) -> Vec<Vec<String>> {
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let spellings = Spellings::of(all.iter().copied());
    let mut pairs = Vec::new();
    for (at, name) in all.iter().enumerate() {
        let others = spellings
            .alike(name)
            .into_iter()
            .filter(|other| *other > at);
        pairs.extend(others.map(|other| vec![(*name).to_owned(), all[other].to_owned()]));
    }
    pairs
}
