//! The commands that sum up many answers: lost, topics.

use super::Source;
use super::reading::{Answers, ChoiceArgs, ReadingArgs, papers};
use super::run::{Run, open, tell};
use super::scope::ScopeArgs;
use crate::corpus::Names;
use crate::paper::Paper;
use crate::position::{Ask, Asked, Fate, summed};
use crate::render::{Format, Rows, json, table, text};
use crate::text::Cited;
use crate::theme::themes;
use clap::Args;
use std::collections::HashSet;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct LostArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// Only what became so: missing, softened, kept (may be repeated).
    #[arg(long, value_parser = parse_fate)]
    fate: Vec<Fate>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

fn parse_fate(name: &str) -> Result<Fate, String> {
    let fates = [Fate::Missing, Fate::Softened, Fate::Kept];
    let found = fates.into_iter().find(|fate| fate.name() == name);
    found.ok_or_else(|| "missing, softened or kept".to_owned())
}

#[derive(Debug, Args)]
pub(super) struct TopicsArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    /// How many boards must raise a theme.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    least: u16,
    /// Most themes to show for each referral; 0 shows all.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_lost(args: &LostArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open(&args.source)?;
    let names = Names::of(&opened.reader);
    let choice = args.choice.choice(&args.reading, &files, &names)?;
    let analyser = opened.reader.analyser();
    let sum = |paper: &Paper| summed(paper, analyser);
    let (answers, summed) =
        Answers::and(&opened, &names, &files, &args.reading, &args.source, sum)?;
    let summed = summed.into_iter().flatten().collect();
    // Fates are told from all asks together; only then some are chosen.
    let mut asked = Asked::new(summed, names.referrals()?);
    let mut told: HashSet<(String, String, Cited)> = HashSet::new();
    answers.each(|rows| {
        asked.add(&rows, analyser);
        Ok(())
    })?;
    answers.each_of(&choice, |rows| {
        for row in rows {
            let said = row.asks.iter().chain(&row.objections);
            let place = |said: &Ask| (row.respondent.clone(), row.document.clone(), said.lines);
            told.extend(said.map(place));
        }
        Ok(())
    })?;
    let mut asks = asked.judged();
    asks.retain(|lost| {
        let place = (
            lost.respondent.clone(),
            lost.ask.document.clone(),
            lost.ask.lines,
        );
        told.contains(&place) && (args.fate.is_empty() || args.fate.contains(&lost.fate))
    });
    if args.format == Format::Text {
        text::lost(&asks, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::LOST, out)?;
        json::lost(&asks, names.bodies()?, &mut rows)?;
        rows.finish()?;
    }
    if asks.is_empty() {
        tell("no answer here that a report sums up asks for anything");
    }
    Ok(opened.outcome(!asks.is_empty()))
}

pub(super) fn run_topics(args: &TopicsArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open(&args.source)?;
    let least = usize::from(args.least);
    let names = Names::of(&opened.reader);
    let (scope, referrals) = (args.scope.scope(&names)?, names.referrals()?);
    let papers = papers(&opened)?;
    let analyser = opened.reader.analyser();
    let mut found = themes(&papers, referrals, &scope, &files, analyser, least);
    if args.limit > 0 {
        let mut shown = std::collections::BTreeMap::new();
        found.retain(|theme| {
            let count = shown.entry(theme.referral.title.clone()).or_insert(0);
            *count += 1;
            *count <= args.limit
        });
    }
    if args.format == Format::Text {
        text::themes(&found, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::TOPICS, out)?;
        json::themes(&found, names.bodies()?, &mut rows)?;
        rows.finish()?;
    }
    if found.is_empty() {
        tell(&format!(
            "no theme here is raised by {least} boards; --least N asks for fewer"
        ));
    }
    Ok(opened.outcome(!found.is_empty()))
}
