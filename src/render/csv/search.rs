//! Answers to a search, as tables.

use super::Table;
use crate::render::{lines_of, page_range, signer_list, snippet};
use crate::search::{Concordance, Groups, Hit};
use std::io::{self, Write};

/// Heading of the table of hits.
pub const HIT_HEADING: [&str; 14] = [
    "unit",
    "document",
    "respondent",
    "kind",
    "date",
    "first_line",
    "last_line",
    "lines_matched",
    "tiers",
    "same_text_as",
    "signers",
    "referral",
    "snippet",
    "page",
];

/// A row for a hit, and one for each with the same text.
pub fn hit(hit: &Hit, table: &mut Table<'_>) -> io::Result<()> {
    table.row(row(hit, ""))?;
    hit.same
        .iter()
        .try_for_each(|same| table.row(row(same, &hit.id)))
}

fn row(hit: &Hit, first: &str) -> [String; 14] {
    let unit = hit.unit();
    let lines = lines_of(&hit.paper, unit);
    let mut tiers: Vec<&str> = hit.marks.iter().map(|mark| mark.tier.name()).collect();
    tiers.sort_unstable();
    tiers.dedup();
    [
        hit.id.clone(),
        hit.paper.document.name.clone(),
        unit.respondent.clone().unwrap_or_default(),
        unit.kind.name().to_owned(),
        hit.paper.filing_date(unit).unwrap_or_default().to_owned(),
        lines.first.to_string(),
        lines.last.to_string(),
        numbers(&hit.lines),
        tiers.join(" "),
        first.to_owned(),
        signer_list(&unit.signers),
        unit.referral
            .and_then(|at| hit.paper.segmentation.referrals.get(at))
            .map(|referral| referral.title.clone())
            .unwrap_or_default(),
        snippet(hit, "", ""),
        page_range(lines),
    ]
}

fn numbers(lines: &[u32]) -> String {
    lines
        .iter()
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A row per group and unit; a row without a unit for each that does not
/// mention it.
pub fn groups(groups: &Groups, out: &mut dyn Write) -> io::Result<()> {
    let heading = [
        "name",
        "mentioned",
        "voice",
        "tier",
        "occurrences",
        "per_thousand_words",
        "unit",
        "document",
        "kind",
        "lines_matched",
    ];
    let mut table = Table::new(out, &heading)?;
    for group in &groups.groups {
        for mention in group.units.iter().map(|&at| &groups.mentions[at]) {
            table.row([
                group.name.clone(),
                "true".to_owned(),
                group.voice.name().to_owned(),
                group.tier.name().to_owned(),
                mention.matches.len().to_string(),
                format!("{:.3}", group.per_thousand()),
                mention.id.clone(),
                mention.document.clone(),
                mention.kind.name().to_owned(),
                numbers(&mention.lines),
            ])?;
        }
    }
    for name in &groups.absent {
        let mut row = [const { String::new() }; 10];
        row[0].clone_from(name);
        row[1] = "false".to_owned();
        if groups.partial.contains(name) {
            row[2] = "printed in part".to_owned();
        }
        table.row(row)?;
    }
    table.finish()
}

/// A row per match.
pub fn kwic(lines: &Concordance, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(
        out,
        &[
            "document",
            "line",
            "respondent",
            "unit",
            "left",
            "match",
            "right",
            "tier",
        ],
    )?;
    for line in &lines.lines {
        table.row([
            line.document.to_string(),
            line.line.to_string(),
            line.respondent.as_deref().unwrap_or_default().to_owned(),
            line.unit.to_string(),
            line.left.clone(),
            line.found.clone(),
            line.right.clone(),
            line.tier.name().to_owned(),
        ])?;
    }
    table.finish()
}
