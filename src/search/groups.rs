//! Hits gathered by respondent, party or document: who mentions it, how
//! often, and who does not.

use super::{Hit, Hits};
use crate::archive::{Facets, Reader, Scope};
use crate::error::Result;
use crate::ledger::ledgers;
use crate::lexicon::lexicon;
use crate::matching::{Filter, Plan, Tier};
use crate::unit::UnitKind;
use std::collections::{BTreeMap, BTreeSet};

/// What hits are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// Who answers.
    Respondent,
    /// Who signed.
    Party,
    /// The paper.
    Document,
}

/// Whose words they are, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// The respondent's own decision or answer.
    Own,
    /// A statement of party groups in it.
    Statement,
    /// The report's summary of the answer.
    Summary,
}

impl Voice {
    /// The voice a kind of unit speaks with.
    pub fn of(kind: UnitKind) -> Self {
        match kind {
            UnitKind::Beslut | UnitKind::Yttrande | UnitKind::Radsyttrande => Voice::Own,
            UnitKind::Sammanfattning => Voice::Summary,
            _ => Voice::Statement,
        }
    }

    /// Machine-readable name.
    pub fn name(self) -> &'static str {
        match self {
            Voice::Own => "own",
            Voice::Statement => "statement",
            Voice::Summary => "summary",
        }
    }
}

/// One group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name; empty for hits without one.
    pub name: String,
    /// Its hits by number, in document order.
    pub hits: Vec<usize>,
    /// The weightiest voice it is mentioned with.
    pub voice: Voice,
    /// The closest tier it is mentioned in.
    pub tier: Tier,
    /// Matches.
    pub occurrences: usize,
    /// What was looked through: its units and their words.
    pub scope: Scope,
}

impl Group {
    /// Matches per thousand words of what was looked through.
    pub fn per_thousand(&self) -> f64 {
        per_thousand(self.occurrences, self.scope)
    }
}

/// Matches per thousand words.
pub(super) fn per_thousand(occurrences: usize, scope: Scope) -> f64 {
    occurrences as f64 * 1000.0 / scope.words.max(1) as f64
}

/// All groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// Those that mention it: by voice, related words last, most matches
    /// first.
    pub groups: Vec<Group>,
    /// Those that were looked through and do not mention it.
    pub absent: Vec<String>,
    /// Those of them whose answer is printed in part only: they may mention it
    /// where nobody can read it.
    pub partial: BTreeSet<String>,
    /// Number that were looked through.
    pub all: usize,
}

/// Gathers hits; `found` must hold all of them, unfolded.
pub fn groups(reader: &Reader, found: &Hits, by: GroupBy) -> Result<Groups> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, hit) in found.hits.iter().enumerate() {
        for name in names(hit, by) {
            places.entry(name).or_default().push(at);
        }
    }
    let scopes = scopes(reader, found, by)?;
    let answered = answered(reader, found, by, &scopes)?;
    let mut gathered: Vec<Group> = places
        .into_iter()
        .map(|(name, mut hits)| {
            hits.sort_by_key(|&at| (&found.hits[at].paper.document.name, found.hits[at].unit));
            let marks = || hits.iter().flat_map(|&at| &found.hits[at].marks);
            Group {
                voice: hits
                    .iter()
                    .map(|&at| Voice::of(found.hits[at].unit().kind))
                    .min()
                    .unwrap_or(Voice::Own),
                tier: marks().map(|mark| mark.tier).min().unwrap_or(Tier::Word),
                occurrences: marks().count(),
                scope: scopes.get(&name).copied().unwrap_or_default(),
                name,
                hits,
            }
        })
        .collect();
    gathered.sort_by(|a, b| {
        let rank = |group: &Group| {
            (
                group.voice,
                group.tier >= Tier::Related,
                std::cmp::Reverse(group.occurrences),
            )
        };
        rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name))
    });
    let absent = answered
        .iter()
        .filter(|name| !gathered.iter().any(|group| group.name == **name));
    let absent: Vec<String> = absent.cloned().collect();
    let mut partial = BTreeSet::new();
    if by == GroupBy::Respondent && !absent.is_empty() {
        let entries = ledgers(reader)?
            .into_iter()
            .flat_map(|ledger| ledger.entries);
        let cut = entries
            .filter(|entry| entry.partial_at.is_some())
            .map(|entry| entry.respondent);
        partial.extend(cut.filter(|name| absent.contains(name)));
    }
    Ok(Groups {
        absent,
        partial,
        all: answered.len(),
        groups: gathered,
    })
}

fn names(hit: &Hit, by: GroupBy) -> Vec<String> {
    match by {
        GroupBy::Respondent => vec![hit.unit().respondent.clone().unwrap_or_default()],
        GroupBy::Document => vec![hit.paper.document.name.clone()],
        GroupBy::Party => {
            let short = |party: &str| lexicon().party(party).unwrap_or(party).to_owned();
            let mut parties: Vec<String> = hit
                .unit()
                .signers
                .iter()
                .map(|signer| short(&signer.party))
                .collect();
            parties.sort();
            parties.dedup();
            parties
        }
    }
}

/// What was looked through, by name.
fn scopes(reader: &Reader, found: &Hits, by: GroupBy) -> Result<BTreeMap<String, Scope>> {
    Ok(match by {
        GroupBy::Respondent => reader.facets(&found.scope)?.respondents,
        GroupBy::Party => reader.facets(&found.scope)?.parties,
        GroupBy::Document => {
            let mut scopes = BTreeMap::new();
            for paper in reader.papers()? {
                let inside = Plan::All(vec![
                    found.scope.clone(),
                    Plan::Filter(Filter::Documents(vec![paper.sha256])),
                ]);
                let scope = reader.facets(&inside)?.all;
                if scope.units > 0 {
                    scopes.insert(paper.name, scope);
                }
            }
            scopes
        }
    })
}

/// Who could have mentioned it: respondents with a decision or an answer of
/// their own, if any of those was looked through; else all.
fn answered(
    reader: &Reader,
    found: &Hits,
    by: GroupBy,
    scopes: &BTreeMap<String, Scope>,
) -> Result<Vec<String>> {
    if by == GroupBy::Respondent {
        let own = UnitKind::ALL
            .iter()
            .filter(|kind| Voice::of(**kind) == Voice::Own);
        let own = Filter::Kinds(own.map(|kind| kind.name().to_owned()).collect());
        let Facets { respondents, .. } =
            reader.facets(&Plan::All(vec![found.scope.clone(), Plan::Filter(own)]))?;
        if !respondents.is_empty() {
            return Ok(respondents.into_keys().collect());
        }
    }
    Ok(scopes.keys().cloned().collect())
}
