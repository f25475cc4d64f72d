//! Hits gathered by respondent, party or document: who mentions it, how
//! often, and who does not.

use super::{Matching, Mention, Relaxed};
use crate::alphabet::compare;
use crate::archive::{Facets, Reader, Scope, Stored};
use crate::corpus::{Bodies, Names};
use crate::error::{Error, Result};
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
    /// What kind of body answers.
    Kind,
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
    /// Its units by number, in document order.
    pub units: Vec<usize>,
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
    /// Units that match in all.
    pub total: usize,
    /// All units that match, in document order.
    pub mentions: Vec<Mention>,
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
    /// How the query was read, if it finds nothing as it is.
    pub relaxed: Option<Relaxed>,
}

/// Gathers all units that match; `found` must hold them unfolded.
pub fn groups(reader: &Reader, found: &Matching, by: GroupBy) -> Result<Groups> {
    let mut mentions = Vec::with_capacity(found.len());
    // Asked for once: a paper's name stands with its text.
    let papers = reader.papers()?;
    found.in_place(&papers).each(reader, |hit| {
        mentions.push(Mention::of(&hit));
        Ok::<(), Error>(())
    })?;
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let archive = Names::of(reader);
    let kinds = match by {
        GroupBy::Kind => Some(archive.bodies()?),
        _ => None,
    };
    for (at, mention) in mentions.iter().enumerate() {
        for name in names(mention, by, kinds) {
            places.entry(name).or_default().push(at);
        }
    }
    let scopes = scopes(reader, &found.scope, by, (kinds, papers))?;
    let answered = answered(reader, &found.scope, by, &scopes)?;
    let group = |(name, units): (String, Vec<usize>)| {
        let voices = units.iter().map(|&at| Voice::of(mentions[at].kind));
        let matches = || units.iter().flat_map(|&at| &mentions[at].matches);
        Group {
            voice: voices.min().unwrap_or(Voice::Own),
            tier: matches()
                .map(|place| place.tier)
                .min()
                .unwrap_or(Tier::Word),
            occurrences: matches().count(),
            scope: scopes.get(&name).copied().unwrap_or_default(),
            name,
            units,
        }
    };
    let mut gathered: Vec<Group> = places.into_iter().map(group).collect();
    gathered.sort_by(|a, b| {
        let rank = |group: &Group| {
            (
                group.voice,
                group.tier >= Tier::Related,
                std::cmp::Reverse(group.occurrences),
            )
        };
        rank(a)
            .cmp(&rank(b))
            .then_with(|| compare(&a.name, &b.name))
    });
    let named: BTreeSet<&str> = gathered.iter().map(|group| group.name.as_str()).collect();
    let absent = answered
        .iter()
        .filter(|name| !named.contains(name.as_str()));
    let mut absent: Vec<String> = absent.cloned().collect();
    absent.sort_by(|a, b| compare(a, b));
    let mut partial: BTreeSet<String> = BTreeSet::new();
    if by == GroupBy::Respondent && !absent.is_empty() {
        partial = reader.printed_in_part()?.into_iter().collect();
        let known: BTreeSet<&String> = absent.iter().collect();
        partial.retain(|name| known.contains(name));
    }
    Ok(Groups {
        total: found.total,
        mentions,
        absent,
        partial,
        all: answered.len(),
        relaxed: found.relaxed.clone(),
        groups: gathered,
    })
}

/// Kinds of respondents by name.
type Kinds<'k> = Option<&'k Bodies>;

fn kind_of(kinds: Kinds<'_>, respondent: &str) -> String {
    let kind = kinds.and_then(|kinds| kinds.kind(respondent));
    kind.unwrap_or_default().to_owned()
}

fn names(mention: &Mention, by: GroupBy, kinds: Kinds<'_>) -> Vec<String> {
    match by {
        GroupBy::Kind => {
            let respondent = mention.respondent.as_deref();
            vec![kind_of(kinds, respondent.unwrap_or(""))]
        }
        GroupBy::Respondent => vec![mention.respondent.clone().unwrap_or_default()],
        GroupBy::Document => vec![mention.document.to_string()],
        GroupBy::Party => {
            let short = |party: &String| lexicon().party(party).unwrap_or(party).to_owned();
            let mut parties: Vec<String> = mention.parties.iter().map(short).collect();
            parties.sort();
            parties.dedup();
            parties
        }
    }
}

/// What was looked through, by name.
fn scopes(
    reader: &Reader,
    scope: &Plan,
    by: GroupBy,
    (kinds, papers): (Kinds<'_>, Vec<Stored>),
) -> Result<BTreeMap<String, Scope>> {
    Ok(match by {
        GroupBy::Kind => {
            let mut by_kind: BTreeMap<String, Scope> = BTreeMap::new();
            for (name, one) in reader.facets(scope)?.respondents {
                let of_kind = by_kind.entry(kind_of(kinds, &name)).or_default();
                of_kind.units += one.units;
                of_kind.words += one.words;
            }
            by_kind
        }
        GroupBy::Respondent => reader.facets(scope)?.respondents,
        GroupBy::Party => reader.facets(scope)?.parties,
        GroupBy::Document => {
            let by_paper = reader.scope_by_paper(scope)?;
            let scope = |paper: Stored| {
                let scope = by_paper.get(super::start_of(&paper.sha256))?;
                Some((paper.name, *scope))
            };
            papers.into_iter().filter_map(scope).collect()
        }
    })
}

/// Who could have mentioned it: respondents with a decision or an answer of
/// their own, if any of those was looked through; else all.
fn answered(
    reader: &Reader,
    scope: &Plan,
    by: GroupBy,
    scopes: &BTreeMap<String, Scope>,
) -> Result<Vec<String>> {
    if by == GroupBy::Respondent {
        let own = UnitKind::ALL
            .iter()
            .filter(|kind| Voice::of(**kind) == Voice::Own);
        let own = Filter::Kinds(own.map(|kind| kind.name().to_owned()).collect());
        let Facets { respondents, .. } =
            reader.facets(&Plan::All(vec![scope.clone(), Plan::Filter(own)]))?;
        if !respondents.is_empty() {
            return Ok(respondents.into_keys().collect());
        }
    }
    Ok(scopes.keys().cloned().collect())
}
