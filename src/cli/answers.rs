//! The commands that answer questions: search, show, ledger, export.

use super::run::{Failure, Run, open, tell};
use super::{Export, ExportArgs, GroupBy, LedgerArgs, SearchArgs, ShowArgs};
use crate::archive::Stored;
use crate::error::Error;
use crate::ledger::ledgers;
use crate::paper::Paper;
use crate::render::{Format, csv, json, text};
use crate::search::{Hits, Request, search};
use crate::unit::Referral;
use std::collections::BTreeMap;
use std::io::Write;

pub(super) fn run_search(args: &SearchArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let all = args.limit == 0 || args.group_by.is_some();
    let request = Request {
        query: args.query.join(" "),
        boards: args.board.clone(),
        parties: args.party.clone(),
        kinds: args.kind.clone(),
        referral: args.referral.clone(),
        from: args.from.clone(),
        to: args.to.clone(),
        limit: if all {
            opened.reader.unit_count()?.max(1)
        } else {
            args.limit
        },
    };
    let found = search(&opened.reader, &request)?;
    match (args.group_by, args.format) {
        (Some(GroupBy::Board), Format::Json | Format::Ndjson) => {
            json::groups(&found, &groups(&found), out)?;
        }
        (Some(GroupBy::Board), Format::Text) => text::groups(&found, &groups(&found), out)?,
        (None, Format::Json | Format::Ndjson) => json::hits(&found, out)?,
        (_, Format::Csv) => csv::hits(&found, out)?,
        (None, Format::Text) => text::hits(&found, 3, out)?,
    }
    Ok(opened.outcome(found.total > 0))
}

/// Hits by respondent, in the order of the respondents' names.
fn groups(found: &Hits) -> Vec<(String, Vec<usize>)> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, hit) in found.hits.iter().enumerate() {
        let unit = &hit.paper.segmentation.units[hit.unit];
        groups
            .entry(unit.respondent.clone().unwrap_or_default())
            .or_default()
            .push(at);
    }
    for hits in groups.values_mut() {
        hits.sort_by_key(|&at| {
            (
                found.hits[at].paper.document.name.clone(),
                found.hits[at].lines.first().copied(),
            )
        });
    }
    groups.into_iter().collect()
}

pub(super) fn run_show(args: &ShowArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let (head, line) = match args.unit.rsplit_once(':') {
        Some((head, line)) => (head, Some(line)),
        None => (args.unit.as_str(), None),
    };
    let papers = opened.reader.papers()?;
    let wanted: Vec<&Stored> = papers
        .iter()
        .filter(|stored| stored.sha256.starts_with(head) || stored.name.starts_with(head))
        .collect();
    if wanted.is_empty() {
        let cure =
            "give a unit's id, or the start of a file name; `remiss export units` lists them";
        return Err(
            Error::new(format!("no document here is called \"{head}…\""))
                .cure(cure)
                .into(),
        );
    }
    let mut found = false;
    for stored in wanted {
        let paper = opened.reader.paper(stored)?;
        let Some(line) = line else {
            text::contents(&paper, out)?;
            found = true;
            continue;
        };
        let at = unit_at(&paper, line)?;
        if let Some(at) = at {
            show_unit(&paper, at, args.format, out)?;
            found = true;
        }
    }
    if !found {
        tell("no unit stands at that line");
    }
    Ok(opened.outcome(found))
}

fn show_unit(paper: &Paper, at: usize, format: Format, out: &mut dyn Write) -> Result<(), Failure> {
    match format {
        Format::Json | Format::Ndjson => json::unit(paper, at, out)?,
        Format::Text | Format::Csv => text::unit(paper, at, &paper.unit_ids()[at], out)?,
    }
    Ok(())
}

/// The unit with this id, else the one that covers this line, introduction
/// included.
fn unit_at(paper: &Paper, line: &str) -> Result<Option<usize>, Failure> {
    let id = format!("{}:{line}", paper.document.id());
    if let Some(at) = paper.unit_ids().iter().position(|known| *known == id) {
        return Ok(Some(at));
    }
    let number: u32 = line.parse().map_err(|_| {
        Error::new(format!("\"{line}\" is no line number"))
            .cure("give DOCUMENT:LINE, for example 100:1051")
    })?;
    Ok(paper.segmentation.units.iter().position(|unit| {
        let [mut first, last] = paper.document.index.lines_of(unit.span);
        if let Some(intro) = unit.intro {
            first = first.min(paper.document.index.lines_of(intro)[0]);
        }
        (first..=last).contains(&number)
    }))
}

pub(super) fn run_ledger(args: &LedgerArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let mut ledgers = ledgers(&opened.reader)?;
    if let Some(wanted) = &args.referral {
        ledgers.retain(|ledger| is_referral(&ledger.referral, wanted));
    }
    match args.format {
        Format::Json | Format::Ndjson => json::ledger(&ledgers, out)?,
        Format::Csv => csv::ledger(&ledgers, out)?,
        Format::Text => text::ledger(&ledgers, out)?,
    }
    Ok(opened.outcome(!ledgers.is_empty()))
}

fn is_referral(referral: &Referral, wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    let number = referral
        .diarienummer
        .as_deref()
        .unwrap_or("")
        .to_lowercase();
    referral.title.to_lowercase().contains(&wanted) || number.contains(&wanted)
}

pub(super) fn run_export(args: &ExportArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let stored = opened.reader.papers()?;
    let mut found = false;
    let mut papers = stored.iter().map(|stored| {
        let mut paper = opened.reader.paper(stored)?;
        if let Some(wanted) = &args.referral {
            let referrals = paper.segmentation.referrals.clone();
            paper.segmentation.units.retain(|unit| {
                unit.referral
                    .is_some_and(|at| is_referral(&referrals[at], wanted))
            });
        }
        found |= match args.what {
            Export::Units => !paper.segmentation.units.is_empty(),
            Export::Notes => !paper.segmentation.notes.is_empty(),
        };
        Ok(paper)
    });
    match (args.what, args.format) {
        (Export::Notes, _) => papers.try_for_each(|paper: Result<Paper, Error>| {
            Ok::<(), Failure>(json::notes_ndjson(&paper?, out)?)
        })?,
        (Export::Units, Format::Ndjson | Format::Text) => {
            papers.try_for_each(|paper| Ok::<(), Failure>(json::units_ndjson(&paper?, out)?))?;
        }
        (Export::Units, Format::Json) => {
            let mut first = true;
            write!(out, "[")?;
            papers.try_for_each(|paper| {
                Ok::<(), Failure>(json::units_elements(&paper?, &mut first, out)?)
            })?;
            writeln!(out, "\n]")?;
        }
        (Export::Units, Format::Csv) => {
            let mut table = csv::Table::new(out, &csv::UNIT_HEADING)?;
            papers.try_for_each(|paper| Ok::<(), Failure>(csv::units(&paper?, &mut table)?))?;
            table.finish()?;
        }
    }
    Ok(opened.outcome(found))
}
