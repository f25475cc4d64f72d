//! Answers to a search, as one value each.

use super::pretty;
use crate::archive::{Facets, Scope};
use crate::matching::{Mark, Plan, marks};
use crate::render::{lines_of, snippet};
use crate::search::{Concordance, Group, Groups, Hit, Hits, Voice};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct HitJson<'a> {
    unit: &'a str,
    document: &'a str,
    respondent: Option<&'a str>,
    kind: &'a str,
    date: Option<&'a str>,
    score: f32,
    lines: [u32; 2],
    page: Option<[u32; 2]>,
    snippet: String,
    lines_matched: &'a [u32],
    matches: Vec<MatchJson<'a>>,
    why: Vec<WhyJson<'a>>,
    same_text: Vec<SameJson<'a>>,
}

#[derive(Serialize)]
struct MatchJson<'a> {
    line: u32,
    text: &'a str,
    tier: &'a str,
}

/// What a word of the query met in a unit.
#[derive(Serialize)]
struct WhyJson<'a> {
    asked: &'a str,
    tiers: BTreeMap<&'a str, usize>,
}

#[derive(Serialize)]
struct SameJson<'a> {
    unit: &'a str,
    document: &'a str,
    respondent: Option<&'a str>,
    lines: [u32; 2],
    lines_matched: &'a [u32],
}

#[derive(Serialize)]
struct HitsJson<'a> {
    total: usize,
    hits: Vec<HitJson<'a>>,
    suggestions: BTreeMap<&'a str, &'a [String]>,
    hint: Option<&'a str>,
    facets: Option<FacetsJson<'a>>,
}

#[derive(Serialize)]
struct ScopeJson {
    units: usize,
    words: u64,
}

impl From<Scope> for ScopeJson {
    fn from(Scope { units, words }: Scope) -> Self {
        ScopeJson { units, words }
    }
}

type FacetJson<'a> = BTreeMap<&'a str, ScopeJson>;

#[derive(Serialize)]
struct FacetsJson<'a> {
    all: ScopeJson,
    respondents: FacetJson<'a>,
    kinds: FacetJson<'a>,
    parties: FacetJson<'a>,
    years: FacetJson<'a>,
}

impl<'a> From<&'a Facets> for FacetsJson<'a> {
    fn from(facets: &'a Facets) -> Self {
        fn facet(values: &BTreeMap<String, Scope>) -> FacetJson<'_> {
            values.iter().map(|(name, scope)| (name.as_str(), (*scope).into())).collect()
        }
        FacetsJson {
            all: facets.all.into(),
            respondents: facet(&facets.respondents),
            kinds: facet(&facets.kinds),
            parties: facet(&facets.parties),
            years: facet(&facets.years),
        }
    }
}

/// The answer to a search.
pub fn hits(found: &Hits, facets: Option<&Facets>, out: &mut dyn Write) -> io::Result<()> {
    let suggestions = found.asked.iter().filter(|asked| !asked.meant.is_empty());
    let value = HitsJson {
        total: found.total,
        hits: found.hits.iter().map(|hit| hit_json(found, hit)).collect(),
        suggestions: suggestions.map(|asked| (asked.typed.as_str(), &asked.meant[..])).collect(),
        hint: found.hint.as_deref(),
        facets: facets.map(FacetsJson::from),
    };
    pretty(&value, out)
}

fn hit_json<'a>(found: &'a Hits, hit: &'a Hit) -> HitJson<'a> {
    let unit = hit.unit();
    let why = found.asked.iter().map(|asked| WhyJson {
        asked: &asked.typed,
        tiers: tiers(&asked.plan, hit),
    });
    HitJson {
        unit: &hit.id,
        document: &hit.paper.document.name,
        respondent: unit.respondent.as_deref(),
        kind: unit.kind.name(),
        date: hit.paper.filing_date(unit),
        score: hit.score,
        lines: lines_of(&hit.paper, unit),
        page: None,
        snippet: snippet(hit, "**", "**"),
        lines_matched: &hit.lines,
        matches: hit.marks.iter().map(|mark| match_json(hit, mark)).collect(),
        why: why.filter(|why| !why.tiers.is_empty()).collect(),
        same_text: hit.same.iter().map(same_json).collect(),
    }
}

fn tiers<'a>(plan: &Plan, hit: &Hit) -> BTreeMap<&'a str, usize> {
    let mut tiers = BTreeMap::new();
    for mark in marks(plan, &hit.tokens) {
        *tiers.entry(mark.tier.name()).or_insert(0) += 1;
    }
    tiers
}

fn match_json<'a>(hit: &'a Hit, mark: &Mark) -> MatchJson<'a> {
    MatchJson {
        line: hit.line_of(&mark.range),
        text: &hit.flow.text[mark.range.clone()],
        tier: mark.tier.name(),
    }
}

fn same_json(hit: &Hit) -> SameJson<'_> {
    SameJson {
        unit: &hit.id,
        document: &hit.paper.document.name,
        respondent: hit.unit().respondent.as_deref(),
        lines: lines_of(&hit.paper, hit.unit()),
        lines_matched: &hit.lines,
    }
}

#[derive(Serialize)]
struct GroupJson<'a> {
    name: &'a str,
    units: usize,
    occurrences: usize,
    per_thousand_words: f64,
    voice: &'a str,
    tier: &'a str,
    places: Vec<GroupPlaceJson<'a>>,
}

#[derive(Serialize)]
struct GroupPlaceJson<'a> {
    unit: &'a str,
    document: &'a str,
    kind: &'a str,
    voice: &'a str,
    lines_matched: &'a [u32],
    matches: Vec<MatchJson<'a>>,
}

#[derive(Serialize)]
struct GroupsJson<'a> {
    total: usize,
    looked_through: usize,
    groups: Vec<GroupJson<'a>>,
    not_mentioned_by: &'a [String],
}

/// The answer to a search, gathered.
pub fn groups(found: &Hits, groups: &Groups, out: &mut dyn Write) -> io::Result<()> {
    let value = GroupsJson {
        total: found.total,
        looked_through: groups.all,
        groups: groups.groups.iter().map(|group| group_json(found, group)).collect(),
        not_mentioned_by: &groups.absent,
    };
    pretty(&value, out)
}

fn group_json<'a>(found: &'a Hits, group: &'a Group) -> GroupJson<'a> {
    let place = |&at: &usize| {
        let hit = &found.hits[at];
        GroupPlaceJson {
            unit: &hit.id,
            document: &hit.paper.document.name,
            kind: hit.unit().kind.name(),
            voice: Voice::of(hit.unit().kind).name(),
            lines_matched: &hit.lines,
            matches: hit.marks.iter().map(|mark| match_json(hit, mark)).collect(),
        }
    };
    GroupJson {
        name: &group.name,
        units: group.hits.len(),
        occurrences: group.occurrences,
        per_thousand_words: rounded(group.per_thousand()),
        voice: group.voice.name(),
        tier: group.tier.name(),
        places: group.hits.iter().map(place).collect(),
    }
}

fn rounded(rate: f64) -> f64 {
    (rate * 1000.0).round() / 1000.0
}

#[derive(Serialize)]
struct KwicJson<'a> {
    occurrences: usize,
    units: usize,
    words_looked_through: u64,
    per_thousand_words: f64,
    lines: Vec<KwicLineJson<'a>>,
}

#[derive(Serialize)]
struct KwicLineJson<'a> {
    unit: &'a str,
    document: &'a str,
    respondent: Option<&'a str>,
    line: u32,
    left: &'a str,
    #[serde(rename = "match")]
    found: &'a str,
    right: &'a str,
    tier: &'a str,
}

/// The concordance of a search.
pub fn kwic(found: &Hits, lines: &Concordance, out: &mut dyn Write) -> io::Result<()> {
    let line = |line: &crate::search::KwicLine| {
        let hit = &found.hits[line.hit];
        let text = &hit.flow.text;
        KwicLineJson {
            unit: &hit.id,
            document: &hit.paper.document.name,
            respondent: hit.unit().respondent.as_deref(),
            line: line.line,
            left: &text[line.left.clone()],
            found: &text[line.mark.range.clone()],
            right: &text[line.right.clone()],
            tier: line.mark.tier.name(),
        }
    };
    let value = KwicJson {
        occurrences: lines.lines.len(),
        units: found.hits.len(),
        words_looked_through: lines.scope.words,
        per_thousand_words: rounded(lines.per_thousand()),
        lines: lines.lines.iter().map(line).collect(),
    };
    pretty(&value, out)
}
