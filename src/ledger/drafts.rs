//! The respondents of a referral while papers are read, and what it all comes
//! to: an entry each.

use super::late::Days;
use super::{Entry, Place, Status, Told};
use crate::corpus::Scope;
use crate::spellings::Spellings;
use crate::unit::{Fact, Referral};
use std::collections::{BTreeMap, BTreeSet};

/// The respondents of one referral.
pub(super) type Drafts = BTreeMap<String, Draft>;

#[derive(Clone, Default)]
pub(super) struct Draft {
    first_seen: usize,
    asked: Option<Place>,
    via: Option<String>,
    abstained: Option<Place>,
    supports: Option<Place>,
    /// A paper names or sums up its answer.
    told: Option<Place>,
    partial: Option<Place>,
    /// A paper that somebody has looked at tells what became of it.
    seen: bool,
    days: Days,
    /// Answers; the flag says that the text itself is printed.
    answers: Vec<(bool, Place)>,
    spellings: BTreeSet<String>,
    signers: BTreeMap<String, BTreeSet<String>>,
}

/// Files what a paper says of respondents.
pub(super) fn collect_facts(told: &mut Told, drafts: &mut [Drafts]) {
    for (fact, place) in std::mem::take(&mut told.facts) {
        let Some(group) = fact.referral.and_then(|at| told.groups[at]) else {
            continue;
        };
        let draft = draft(&mut drafts[group], &fact.respondent);
        draft.seen |= told.seen && fact.fact != Fact::Asked;
        draft.days.add_fact(&fact, &place);
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
        draft.spell(&fact.spelling, &fact.respondent);
    }
}

/// Files the answers of a paper.
pub(super) fn collect_answers(told: Told, drafts: &mut [Drafts]) {
    let (groups, seen) = (told.groups, told.seen);
    for answer in told.answers {
        let Some(group) = groups[answer.referral] else {
            continue;
        };
        let drafts = &mut drafts[group];
        let told = answer.answers.is_some() || answer.summed.is_some() || answer.abstains.is_some();
        if !told && !drafts.contains_key(&answer.respondent) {
            continue;
        }
        let draft = draft(drafts, &answer.respondent);
        if answer.answers.is_some() || answer.abstains.is_some() {
            draft.days.add(answer.days);
        }
        draft.seen |= seen && told;
        draft.answers.extend(answer.answers);
        draft.abstained = draft.abstained.take().or(answer.abstains);
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

/// The entries of one referral, in the order they were asked, others after.
pub(super) fn entries(
    drafts: BTreeMap<String, Draft>,
    scope: &Scope,
    referral: &Referral,
    accounted: bool,
) -> Vec<Entry> {
    let mut drafts: Vec<(String, Draft)> = drafts.into_iter().collect();
    drafts.retain(|(respondent, draft)| {
        let seen = draft.seen || !scope.is_of_reviewed();
        seen && scope.has_respondent(Some(respondent))
    });
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
        day: draft.days.day().map(str::to_owned),
        received: draft.days.received.take(),
        late,
        parts: draft.days.parts(),
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
