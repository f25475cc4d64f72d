//! Answers to a search, as tables.

use super::Table;
use crate::render::{lines_of, page_range, signer_list, snippet};
use crate::search::{Concordance, Groups, Hit, Hits};
use std::io::{self, Write};

/// A row per hit, those with the same text as another one included.
pub fn hits(found: &Hits, out: &mut dyn Write) -> io::Result<()> {
    let heading = [
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
    let mut table = Table::new(out, &heading)?;
    for hit in &found.hits {
        table.row(row(hit, ""))?;
        for same in &hit.same {
            table.row(row(same, &hit.id))?;
        }
    }
    table.finish()
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
pub fn groups(found: &Hits, groups: &Groups, out: &mut dyn Write) -> io::Result<()> {
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
        for hit in group.hits.iter().map(|&at| &found.hits[at]) {
            table.row([
                group.name.clone(),
                "true".to_owned(),
                group.voice.name().to_owned(),
                group.tier.name().to_owned(),
                hit.marks.len().to_string(),
                format!("{:.3}", group.per_thousand()),
                hit.id.clone(),
                hit.paper.document.name.clone(),
                hit.unit().kind.name().to_owned(),
                numbers(&hit.lines),
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

/// A row per match, at most so many.
pub fn kwic(found: &Hits, lines: &Concordance, most: usize, out: &mut dyn Write) -> io::Result<()> {
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
    for line in lines.lines.iter().take(most) {
        let hit = &found.hits[line.hit];
        let [left, middle, right] = line.texts(hit);
        table.row([
            hit.paper.document.name.clone(),
            line.line.to_string(),
            hit.unit().respondent.clone().unwrap_or_default(),
            hit.id.clone(),
            left,
            middle,
            right,
            line.mark.tier.name().to_owned(),
        ])?;
    }
    table.finish()
}
