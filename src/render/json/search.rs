//! Answers to a search, as one value each.

use super::pretty;
use super::apart::{ElsewhereJson, LooseJson, elsewhere, loose};
use super::relaxed::{ReadingJson, StepJson, readings, steps};
use crate::archive::{Facets, Scope};
use crate::matching::{Mark, Plan, marks};
use crate::render::snippet;
use crate::search::{Concordance, Group, Groups, Hit, KwicLine, Matching, Mention, Place, Voice};
use crate::text::Cited;
use crate::unit::{Joins, Signer};
use serde::ser::{Error as _, Serialize, SerializeSeq as _, Serializer};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(serde::Serialize)]
struct HitJson<'a> {
    unit: &'a str,
    document: &'a str,
    respondent: Option<&'a str>,
    kind: &'a str,
    signers: &'a [Signer],
    joins: Option<&'a Joins>,
    referral: Option<&'a str>,
    date: Option<&'a str>,
    score: f32,
    lines: [u32; 2],
    page: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_lines: Option<[u32; 2]>,
    snippet: String,
    lines_matched: &'a [u32],
    matches: Vec<MatchJson<'a>>,
    why: Vec<WhyJson<'a>>,
    same_text: Vec<SameJson<'a>>,
    /// How the query was read, if this is no hit of it as it was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    relaxed: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lacks: &'a [String],
}

#[derive(serde::Serialize)]
struct MatchJson<'a> {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    text: &'a str,
    tier: &'a str,
}

/// What a word of the query met in a unit.
#[derive(serde::Serialize)]
struct WhyJson<'a> {
    asked: &'a str,
    tiers: BTreeMap<&'a str, usize>,
}

#[derive(serde::Serialize)]
struct SameJson<'a> {
    unit: &'a str,
    document: &'a str,
    respondent: Option<&'a str>,
    #[serde(flatten)]
    lines: Cited,
    lines_matched: &'a [u32],
}

/// Gives one hit after another to what takes them.
pub type Each<'e> = &'e mut dyn FnMut(&mut dyn FnMut(&Hit) -> io::Result<()>) -> io::Result<()>;

/// Hits that are written as they are read.
struct HitsSeq<'a, 'e> {
    found: &'a Matching,
    each: RefCell<Each<'e>>,
}

impl Serialize for HitsSeq<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut hits = serializer.serialize_seq(None)?;
        let mut take = |hit: &Hit| {
            let written = hits.serialize_element(&hit_json(self.found, hit));
            written.map_err(|error| io::Error::other(error.to_string()))
        };
        (self.each.borrow_mut())(&mut take).map_err(S::Error::custom)?;
        hits.end()
    }
}

#[derive(serde::Serialize)]
struct HitsJson<'a, 'e> {
    total: usize,
    hits: HitsSeq<'a, 'e>,
    suggestions: BTreeMap<&'a str, &'a [String]>,
    hint: Option<&'a str>,
    relaxed: Vec<ReadingJson<'a>>,
    steps: Vec<StepJson<'a>>,
    apart: Vec<LooseJson<'a>>,
    apart_total: usize,
    elsewhere: Vec<ElsewhereJson<'a>>,
    facets: Option<FacetsJson<'a>>,
}

#[derive(serde::Serialize)]
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

#[derive(serde::Serialize)]
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
            values
                .iter()
                .map(|(name, scope)| (name.as_str(), (*scope).into()))
                .collect()
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

/// The answer to a search; `each` gives its hits.
pub fn hits(
    found: &Matching,
    each: Each<'_>,
    facets: Option<&Facets>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let suggestions = found.asked.iter().filter(|asked| !asked.meant.is_empty());
    let value = HitsJson {
        total: found.total,
        hits: HitsSeq {
            found,
            each: RefCell::new(each),
        },
        suggestions: suggestions
            .map(|asked| (asked.typed.as_str(), &asked.meant[..]))
            .collect(),
        hint: found.hint.as_deref(),
        relaxed: readings(found.relaxed.as_ref()),
        steps: steps(found.relaxed.as_ref()),
        apart: found.loose.hits.iter().map(loose).collect(),
        apart_total: found.loose.total,
        elsewhere: elsewhere(&found.elsewhere),
        facets: facets.map(FacetsJson::from),
    };
    pretty(&value, out)
}

/// A hit on a line.
pub fn hit_line(found: &Matching, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
    line(&hit_json(found, hit), out)
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}

fn hit_json<'a>(found: &'a Matching, hit: &'a Hit) -> HitJson<'a> {
    let unit = hit.unit();
    let why = found.asked.iter().map(|asked| WhyJson {
        asked: &asked.typed,
        tiers: tiers(&asked.plan, hit),
    });
    let lines = hit.paper.document.index.cite(unit.span);
    HitJson {
        unit: &hit.id,
        document: &hit.paper.document.name,
        respondent: unit.respondent.as_deref(),
        kind: unit.kind.name(),
        signers: &unit.signers,
        joins: unit.joins.as_ref(),
        referral: unit
            .referral
            .and_then(|at| hit.paper.segmentation.referrals.get(at))
            .map(|referral| referral.title.as_str()),
        date: hit.paper.filing_date(unit),
        score: hit.score,
        lines: lines.range(),
        page: lines.page(),
        page_lines: lines.page_lines(),
        snippet: snippet(hit, "**", "**"),
        lines_matched: &hit.lines,
        matches: hit.marks.iter().map(|mark| match_json(hit, mark)).collect(),
        why: why.filter(|why| !why.tiers.is_empty()).collect(),
        same_text: hit.same.iter().map(same_json).collect(),
        relaxed: found.relaxed.as_ref().map(|relaxed| relaxed.why.name()),
        lacks: &hit.lacks,
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
    let line = hit.line_of(&mark.range);
    let place = hit.paper.document.index.on_page(line);
    MatchJson {
        line,
        page: place.map(|place| place.page),
        text: &hit.flow.text[mark.range.clone()],
        tier: mark.tier.name(),
    }
}

fn same_json(hit: &Hit) -> SameJson<'_> {
    SameJson {
        unit: &hit.id,
        document: &hit.paper.document.name,
        respondent: hit.unit().respondent.as_deref(),
        lines: hit.paper.document.index.cite(hit.unit().span),
        lines_matched: &hit.lines,
    }
}

#[derive(serde::Serialize)]
struct GroupJson<'a> {
    name: &'a str,
    units: usize,
    occurrences: usize,
    per_thousand_words: f64,
    voice: &'a str,
    tier: &'a str,
    places: Vec<GroupPlaceJson<'a>>,
}

#[derive(serde::Serialize)]
struct GroupPlaceJson<'a> {
    unit: &'a str,
    document: &'a str,
    kind: &'a str,
    voice: &'a str,
    lines_matched: &'a [u32],
    matches: Vec<MatchJson<'a>>,
}

#[derive(serde::Serialize)]
struct GroupsJson<'a> {
    total: usize,
    looked_through: usize,
    groups: Vec<GroupJson<'a>>,
    not_mentioned_by: &'a [String],
    printed_in_part: Vec<&'a str>,
    relaxed: Vec<ReadingJson<'a>>,
    steps: Vec<StepJson<'a>>,
}

/// The answer to a search, gathered.
pub fn groups(groups: &Groups, out: &mut dyn Write) -> io::Result<()> {
    let value = GroupsJson {
        total: groups.total,
        looked_through: groups.all,
        groups: groups
            .groups
            .iter()
            .map(|group| group_json(&groups.mentions, group))
            .collect(),
        not_mentioned_by: &groups.absent,
        printed_in_part: groups.partial.iter().map(String::as_str).collect(),
        relaxed: readings(groups.relaxed.as_ref()),
        steps: steps(groups.relaxed.as_ref()),
    };
    pretty(&value, out)
}

/// A group a line.
pub fn group_lines(groups: &Groups, out: &mut dyn Write) -> io::Result<()> {
    groups
        .groups
        .iter()
        .try_for_each(|group| line(&group_json(&groups.mentions, group), out))
}

fn group_json<'a>(mentions: &'a [Mention], group: &'a Group) -> GroupJson<'a> {
    let place = |&at: &usize| {
        let mention = &mentions[at];
        GroupPlaceJson {
            unit: &mention.id,
            document: &mention.document,
            kind: mention.kind.name(),
            voice: Voice::of(mention.kind).name(),
            lines_matched: &mention.lines,
            matches: mention.matches.iter().map(place_json).collect(),
        }
    };
    GroupJson {
        name: &group.name,
        units: group.units.len(),
        occurrences: group.occurrences,
        per_thousand_words: rounded(group.per_thousand()),
        voice: group.voice.name(),
        tier: group.tier.name(),
        places: group.units.iter().map(place).collect(),
    }
}

fn place_json(place: &Place) -> MatchJson<'_> {
    MatchJson {
        line: place.line,
        page: place.page,
        text: &place.text,
        tier: place.tier.name(),
    }
}

fn rounded(rate: f64) -> f64 {
    (rate * 1000.0).round() / 1000.0
}

#[derive(serde::Serialize)]
struct KwicJson<'a> {
    occurrences: usize,
    units: usize,
    words_looked_through: u64,
    per_thousand_words: f64,
    lines: Vec<KwicLineJson<'a>>,
    relaxed: Vec<ReadingJson<'a>>,
    steps: Vec<StepJson<'a>>,
}

#[derive(serde::Serialize)]
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
pub fn kwic(lines: &Concordance, out: &mut dyn Write) -> io::Result<()> {
    let value = KwicJson {
        occurrences: lines.occurrences,
        units: lines.units,
        words_looked_through: lines.scope.words,
        per_thousand_words: rounded(lines.per_thousand()),
        lines: lines.lines.iter().map(kwic_line).collect(),
        relaxed: readings(lines.relaxed.as_ref()),
        steps: steps(lines.relaxed.as_ref()),
    };
    pretty(&value, out)
}

/// A match a line.
pub fn kwic_lines(lines: &Concordance, out: &mut dyn Write) -> io::Result<()> {
    lines
        .lines
        .iter()
        .try_for_each(|one| line(&kwic_line(one), out))
}

fn kwic_line(line: &KwicLine) -> KwicLineJson<'_> {
    KwicLineJson {
        unit: &line.unit,
        document: &line.document,
        respondent: line.respondent.as_deref(),
        line: line.line,
        left: &line.left,
        found: &line.found,
        right: &line.right,
        tier: line.tier.name(),
    }
}
