//! Hits gathered by respondent, party or document, and who is not among
//! them.

use super::{FAINT, NAME, kind_words, pad};
use crate::matching::Tier;
use crate::render::cited_on;
use crate::search::{Group, GroupBy, Groups, Voice};
use std::io::{self, Write};

/// Groups under a heading for each voice, then those that do not mention it;
/// `within` says in what, where that is not all they wrote.
pub fn groups(
    groups: &Groups,
    (by, within): (GroupBy, &str),
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut last = None;
    for group in &groups.groups {
        let section =
            (by == GroupBy::Respondent).then(|| (group.voice, group.tier >= Tier::Related));
        if section != last {
            let count = groups
                .groups
                .iter()
                .filter(|other| section == Some((other.voice, other.tier >= Tier::Related)))
                .count();
            if let Some((voice, related)) = section {
                let gap = if last.is_some() { "\n" } else { "" };
                writeln!(
                    out,
                    "{gap}{}: {count}{}",
                    title(voice, related),
                    share(voice, count, groups)
                )?;
            }
            last = section;
        }
        one(groups, group, out)?;
    }
    let (named, unnamed): (Vec<&Group>, Vec<&Group>) = groups
        .groups
        .iter()
        .partition(|group| !group.name.is_empty());
    if !unnamed.is_empty() {
        writeln!(out, "{FAINT}(hits without a name stand first){FAINT:#}")?;
    }
    if by != GroupBy::Respondent {
        writeln!(
            out,
            "\nmentioned by {} of {}",
            named.len(),
            groups.all.max(named.len())
        )?;
    }
    if !groups.absent.is_empty() {
        writeln!(
            out,
            "\nnot mentioned by {} of {}{}:",
            groups.absent.len(),
            groups.all,
            within
        )?;
        let told: Vec<String> = groups
            .absent
            .iter()
            .map(|name| {
                let part = if groups.partial.contains(name) {
                    " (printed in part)"
                } else {
                    ""
                };
                format!("{name}{part}")
            })
            .collect();
        writeln!(out, "  {}", told.join(", "))?;
    }
    writeln!(
        out,
        "\n{} {}",
        groups.total,
        if groups.total == 1 {
            "unit matches"
        } else {
            "units match"
        }
    )
}

fn title(voice: Voice, related: bool) -> &'static str {
    match (voice, related) {
        (Voice::Own, false) => "in the decision or answer",
        (Voice::Own, true) => "in the decision or answer, related words only",
        (Voice::Statement, false) => "only in statements of parties",
        (Voice::Statement, true) => "only in statements of parties, related words only",
        (Voice::Summary, false) => "only in the report's summary",
        (Voice::Summary, true) => "only in the report's summary, related words only",
    }
}

fn share(voice: Voice, count: usize, groups: &Groups) -> String {
    if voice == Voice::Own && groups.all > 0 {
        format!(
            " of {} that answered ({} %)",
            groups.all,
            (count * 100 + groups.all / 2) / groups.all
        )
    } else {
        String::new()
    }
}

fn one(groups: &Groups, group: &Group, out: &mut dyn Write) -> io::Result<()> {
    let times = if group.occurrences == 1 {
        "match"
    } else {
        "matches"
    };
    let units = if group.units.len() == 1 {
        "unit"
    } else {
        "units"
    };
    let name = if group.name.is_empty() {
        "(without a name)"
    } else {
        &group.name
    };
    let count = if group.occurrences == 0 {
        format!("{} {units}", group.units.len())
    } else {
        let rate = group.per_thousand();
        format!(
            "{} {times} in {} {units} {FAINT}· {rate:.1} per 1,000 words{FAINT:#}",
            group.occurrences,
            group.units.len()
        )
    };
    writeln!(out, "  {NAME}{name}{NAME:#} · {count}")?;
    for mention in group.units.iter().map(|&at| &groups.mentions[at]) {
        let lines = mention.lines.iter().zip(&mention.pages);
        let lines: Vec<String> = lines.map(|(line, page)| cited_on(*line, *page)).collect();
        writeln!(
            out,
            "    {} {FAINT}{}{FAINT:#}  {}",
            pad(kind_words(mention.kind), 20),
            mention.document,
            lines.join(", ")
        )?;
    }
    Ok(())
}
