//! Answers to a search, as one value each.

use super::apart::{ElsewhereJson, LooseJson, elsewhere, loose_json};
use super::relaxed::{ReadingJson, StepJson, readings, steps};
use super::{Rows, pretty};
use crate::archive::{Facets, Scope};
use crate::corpus::Bodies;
use crate::known::Review;
use crate::matching::{Mark, Plan, marks};
use crate::render::snippet;
use crate::search::{Hit, Matching};
use crate::text::Cited;
use crate::unit::{Joins, Signer};
use schemars::JsonSchema;
use serde::ser::{Error as _, Serialize, SerializeSeq as _, Serializer};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

#[derive(serde::Serialize, JsonSchema)]
pub(super) struct HitJson<'a> {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    lacks: Option<&'a [String]>,
    /// What people have done about the paper.
    review: Review,
}

#[derive(serde::Serialize, JsonSchema)]
pub(super) struct MatchJson<'a> {
    pub(super) line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<u32>,
    pub(super) text: &'a str,
    pub(super) tier: &'a str,
}

/// What a word of the query met in a unit.
#[derive(serde::Serialize, JsonSchema)]
struct WhyJson<'a> {
    asked: &'a str,
    tiers: BTreeMap<&'a str, usize>,
}

#[derive(serde::Serialize, JsonSchema)]
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

#[derive(serde::Serialize, JsonSchema)]
pub(super) struct HitsJson<'a, 'e> {
    total: usize,
    #[schemars(with = "Vec<HitJson<'a>>")]
    hits: HitsSeq<'a, 'e>,
    suggestions: BTreeMap<&'a str, &'a [String]>,
    hint: Option<&'a str>,
    relaxed: Vec<ReadingJson<'a>>,
    steps: Vec<StepJson<'a>>,
    apart: Vec<LooseJson<'a>>,
    apart_total: usize,
    /// Papers that match around their units; the best stand in `apart`, if there
    /// is room behind the hits.
    around_total: usize,
    elsewhere: Vec<ElsewhereJson<'a>>,
    facets: Option<FacetsJson<'a>>,
}

#[derive(serde::Serialize, JsonSchema)]
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

#[derive(serde::Serialize, JsonSchema)]
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
    let apart = found.loose.hits.iter().chain(&found.around.hits);
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
        apart: apart.map(loose_json).collect(),
        apart_total: found.loose.total,
        around_total: found.around.total,
        elsewhere: elsewhere(&found.elsewhere),
        facets: facets.map(FacetsJson::from),
    };
    pretty(&value, out)
}

/// A hit as a row of a table.
#[derive(serde::Serialize, JsonSchema)]
struct HitRow<'a> {
    #[serde(flatten)]
    hit: HitJson<'a>,
    diarienummer: Option<&'a str>,
    respondent_id: Option<String>,
    respondent_kind: Option<&'a str>,
    tiers: BTreeSet<&'static str>,
    same_text_as: Option<&'a str>,
}

fn hit_row<'a>(
    found: &'a Matching,
    hit: &'a Hit,
    first: Option<&'a str>,
    bodies: &'a Bodies,
) -> HitRow<'a> {
    let unit = hit.unit();
    let referral = unit
        .referral
        .and_then(|at| hit.paper.segmentation.referrals.get(at));
    let name = unit.respondent.as_deref();
    HitRow {
        hit: HitJson {
            snippet: snippet(hit, "", ""),
            ..hit_json(found, hit)
        },
        diarienummer: referral.and_then(|referral| referral.diarienummer.as_deref()),
        respondent_id: name.and_then(|name| bodies.id(name)),
        respondent_kind: name.and_then(|name| bodies.kind(name)),
        tiers: hit.marks.iter().map(|mark| mark.tier.name()).collect(),
        same_text_as: first,
    }
}

/// An object per hit; of a table a row for each with the same text, too.
pub fn hit(found: &Matching, hit: &Hit, bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    if !rows.is_table() {
        return rows.push(&hit_json(found, hit));
    }
    rows.push(&hit_row(found, hit, None, bodies))?;
    let mut same = hit.same.iter();
    same.try_for_each(|same| rows.push(&hit_row(found, same, Some(&hit.id), bodies)))
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
        lacks: Some(&hit.lacks[..]).filter(|lacks| !lacks.is_empty()),
        review: hit.paper.known.review,
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
