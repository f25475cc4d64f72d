//! The ledger: who was asked, who answered, who abstained, who is
//! unaccounted for, and whose answer is printed in part only.

use crate::archive::Reader;
use crate::error::Result;
use crate::paper::Paper;
use crate::referrals::Referrals;
use crate::text::Span;
use crate::unit::{Fact, Referral, UnitKind};
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
    /// Asked and not mentioned again.
    Unaccounted,
}

impl Status {
    /// All, in the order of a summary.
    pub const ALL: [Status; 5] =
        [Status::Answered, Status::Partial, Status::SupportsWithoutText, Status::Abstained, Status::Unaccounted];

    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Status::Answered => "answered",
            Status::Partial => "partial",
            Status::SupportsWithoutText => "supports_without_text",
            Status::Abstained => "abstained",
            Status::Unaccounted => "unaccounted",
        }
    }
}

/// A place to look: document and 1-based lines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// File name.
    pub document: String,
    /// First and last line.
    pub lines: [u32; 2],
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

#[derive(Default)]
struct Draft {
    first_seen: usize,
    asked: Option<Place>,
    via: Option<String>,
    abstained: Option<Place>,
    supports: Option<Place>,
    partial: Option<Place>,
    /// Answers; the flag says that the text itself is printed.
    answers: Vec<(bool, Place)>,
    spellings: BTreeSet<String>,
    signers: BTreeMap<String, BTreeSet<String>>,
}

/// The ledgers of all referrals, largest first.
pub fn ledgers(reader: &Reader) -> Result<Vec<Ledger>> {
    let mut referrals = Referrals::default();
    let mut drafts: Vec<BTreeMap<String, Draft>> = Vec::new();
    let stored = reader.papers()?;
    // Reports name all respondents; they set the order and the groups.
    let mut papers = Vec::with_capacity(stored.len());
    for stored in &stored {
        papers.push(reader.paper(stored)?);
    }
    papers.sort_by_key(|paper| std::cmp::Reverse(paper.segmentation.facts.len().min(10)));
    for paper in &papers {
        collect(paper, &mut referrals, &mut drafts);
    }
    let mut ledgers: Vec<Ledger> = referrals
        .all()
        .iter()
        .zip(drafts)
        .map(|(referral, drafts)| Ledger { referral: referral.clone(), entries: entries(drafts) })
        .filter(|ledger| !ledger.entries.is_empty())
        .collect();
    ledgers.sort_by_key(|ledger| std::cmp::Reverse(ledger.entries.len()));
    Ok(ledgers)
}

fn collect(paper: &Paper, referrals: &mut Referrals, drafts: &mut Vec<BTreeMap<String, Draft>>) {
    let found = &paper.segmentation;
    let groups: Vec<usize> = found.referrals.iter().map(|referral| referrals.group(referral)).collect();
    drafts.resize_with(referrals.all().len(), BTreeMap::new);
    let place = |span: Span| Place { document: paper.document.name.clone(), lines: paper.document.index.lines_of(span) };
    for fact in &found.facts {
        let Some(group) = fact.referral.map(|at| groups[at]) else { continue };
        let draft = draft(&mut drafts[group], &fact.respondent);
        let slot = match fact.fact {
            Fact::Asked => &mut draft.asked,
            Fact::Abstained => &mut draft.abstained,
            Fact::Supports => &mut draft.supports,
            Fact::Partial => &mut draft.partial,
        };
        slot.get_or_insert_with(|| place(fact.span));
        if fact.via.is_some() {
            draft.via.clone_from(&fact.via);
        }
        // A list names boards in lower case; that is no other spelling.
        if fact.spelling.to_lowercase() != fact.respondent.to_lowercase() {
            draft.spellings.insert(fact.spelling.clone());
        }
    }
    for unit in &found.units {
        let (Some(group), Some(respondent)) = (unit.referral.map(|at| groups[at]), &unit.respondent) else { continue };
        let answer = matches!(unit.kind, UnitKind::Beslut | UnitKind::Yttrande);
        if !answer && !drafts[group].contains_key(respondent) {
            continue;
        }
        let draft = draft(&mut drafts[group], respondent);
        if answer {
            draft.answers.push((unit.kind == UnitKind::Yttrande, place(unit.span)));
        }
        draft.spellings.extend(unit.spelling.clone().filter(|spelling| spelling.to_lowercase() != respondent.to_lowercase()));
        for signer in unit.signers.iter().filter(|signer| !signer.name.is_empty()) {
            draft.signers.entry(signer.party.clone()).or_default().insert(signer.name.clone());
        }
    }
}

fn draft<'d>(drafts: &'d mut BTreeMap<String, Draft>, respondent: &str) -> &'d mut Draft {
    let next = drafts.len();
    drafts.entry(respondent.to_owned()).or_insert_with(|| Draft { first_seen: next, ..Draft::default() })
}

fn entries(drafts: BTreeMap<String, Draft>) -> Vec<Entry> {
    let mut drafts: Vec<(String, Draft)> = drafts.into_iter().collect();
    drafts.sort_by_key(|(_, draft)| (draft.asked.is_none(), draft.first_seen));
    drafts.into_iter().map(|(respondent, draft)| entry(respondent, draft)).collect()
}

fn entry(respondent: String, mut draft: Draft) -> Entry {
    // The text of an answer before the bare decision; first paper first.
    draft.answers.sort_by_key(|(text, _)| !text);
    let mut answers = draft.answers.into_iter().map(|(_, place)| place);
    let first = answers.next();
    let (status, place) = match (first, draft.abstained, draft.supports) {
        (Some(place), _, _) if draft.partial.is_some() => (Status::Partial, Some(place)),
        (Some(place), _, _) => (Status::Answered, Some(place)),
        (None, Some(place), _) => (Status::Abstained, Some(place)),
        (None, None, Some(place)) => (Status::SupportsWithoutText, Some(place)),
        (None, None, None) => (Status::Unaccounted, draft.asked.clone()),
    };
    let document = place.as_ref().map(|place| place.document.clone());
    Entry {
        asked: draft.asked.is_some(),
        status,
        via: draft.via,
        also: answers.filter(|other| Some(&other.document) != document.as_ref()).collect(),
        place,
        asked_at: draft.asked,
        partial_at: draft.partial,
        spellings: draft.spellings.into_iter().collect(),
        signer_spellings: draft.signers.into_values().flat_map(|names| alike(&names)).collect(),
        respondent,
    }
}

/// Groups of names that are one person's: a letter apart, or one the start
/// of the other.
fn alike(names: &BTreeSet<String>) -> Vec<Vec<String>> {
    let names: Vec<&String> = names.iter().collect();
    let mut groups: Vec<Vec<String>> = Vec::new();
    for (at, a) in names.iter().enumerate() {
        for b in &names[at + 1..] {
            let short = a.chars().count().min(b.chars().count());
            let near = short >= 8 && strsim::osa_distance(a, b) <= 1;
            if near || b.starts_with(&format!("{a} ")) {
                groups.push(vec![(*a).clone(), (*b).clone()]);
            }
        }
    }
    groups
}
