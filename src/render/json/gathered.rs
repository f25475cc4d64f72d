//! Hits gathered by group, and matches one by one.

use super::relaxed::{ReadingJson, StepJson, readings, steps};
use super::search::MatchJson;
use super::{Rows, pretty};
use crate::search::{Concordance, Group, Groups, KwicLine, Mention, Place, Voice};
use schemars::JsonSchema;
use std::io::{self, Write};

#[derive(serde::Serialize, JsonSchema)]
pub(super) struct GroupJson<'a> {
    name: &'a str,
    units: usize,
    occurrences: usize,
    per_thousand_words: f64,
    voice: &'a str,
    tier: &'a str,
    places: Vec<GroupPlaceJson<'a>>,
}

#[derive(serde::Serialize, JsonSchema)]
struct GroupPlaceJson<'a> {
    unit: &'a str,
    document: &'a str,
    kind: &'a str,
    voice: &'a str,
    lines_matched: &'a [u32],
    matches: Vec<MatchJson<'a>>,
}

#[derive(serde::Serialize, JsonSchema)]
pub(super) struct GroupsJson<'a> {
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

/// A unit of a group, or a group that does not mention it, as a row.
#[derive(Default, serde::Serialize)]
struct GroupRow<'a> {
    name: &'a str,
    mentioned: bool,
    voice: Option<&'a str>,
    tier: Option<&'a str>,
    occurrences: Option<usize>,
    per_thousand_words: Option<f64>,
    unit: Option<&'a str>,
    document: Option<&'a str>,
    unit_kind: Option<&'a str>,
    lines_matched: &'a [u32],
}

/// An object per group; of a table a row per unit of each, and one for each
/// that does not mention it.
pub fn group_rows(groups: &Groups, rows: &mut Rows<'_>) -> io::Result<()> {
    for group in &groups.groups {
        if !rows.is_table() {
            rows.push(&group_json(&groups.mentions, group))?;
            continue;
        }
        for mention in group.units.iter().map(|&at| &groups.mentions[at]) {
            rows.push(&GroupRow {
                name: &group.name,
                mentioned: true,
                voice: Some(group.voice.name()),
                tier: Some(group.tier.name()),
                occurrences: Some(mention.matches.len()),
                per_thousand_words: Some(rounded(group.per_thousand())),
                unit: Some(&mention.id),
                document: Some(&mention.document),
                unit_kind: Some(mention.kind.name()),
                lines_matched: &mention.lines,
            })?;
        }
    }
    let absent = groups.absent.iter().filter(|_| rows.is_table());
    for name in absent.collect::<Vec<_>>() {
        rows.push(&GroupRow {
            name,
            voice: groups.partial.contains(name).then_some("printed in part"),
            ..GroupRow::default()
        })?;
    }
    Ok(())
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

#[derive(serde::Serialize, JsonSchema)]
pub(super) struct KwicJson<'a> {
    occurrences: usize,
    units: usize,
    words_looked_through: u64,
    per_thousand_words: f64,
    lines: Vec<KwicLineJson<'a>>,
    relaxed: Vec<ReadingJson<'a>>,
    steps: Vec<StepJson<'a>>,
}

#[derive(serde::Serialize, JsonSchema)]
pub(super) struct KwicLineJson<'a> {
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

/// An object per match.
pub fn kwic_rows(lines: &Concordance, rows: &mut Rows<'_>) -> io::Result<()> {
    let mut lines = lines.lines.iter();
    lines.try_for_each(|line| rows.push(&kwic_line(line)))
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
