//! The commands that follow words over time: uptake, memory.

use super::Source;
use super::reading::papers;
use super::run::{Run, open_units, tell};
use super::scope::ScopeArgs;
use crate::corpus::{Names, Scope};
use crate::memory::{Became, remembered};
use crate::render::{Format, Rows, json, table, text};
use crate::reuse::{Among, Answers, Request, reuse};
use crate::uptake::uptakes;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct UptakeArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub(super) struct MemoryArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Only what became so: asked_again, met, dropped; several with commas.
    #[arg(long, value_delimiter = ',', value_parser = parse_became)]
    became: Vec<Became>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

fn parse_became(name: &str) -> Result<Became, String> {
    let all = Became::ALL.map(Became::name).join(", ");
    let known = Became::from_name(&name.replace('-', "_"));
    known.ok_or(format!("what becomes of an earlier ask is {all}"))
}

pub(super) fn run_uptake(args: &UptakeArgs, out: &mut dyn Write) -> Run {
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let scope = args.scope.scope(&names)?;
    let request = Request {
        among: Among::Answers,
        // An answer that is not asked for may be the older source.
        scope: Scope::default(),
        least: 0.0,
    };
    let found = reuse(&opened.reader, names.referrals()?, &request)?;
    let answers = Answers::of(&found);
    let some = scope.is_of_some();
    let mut takers = uptakes(&answers, |text| !some || text.is_in(&scope));
    takers.retain(|taker| scope.has_group(taker.text.referral));
    // That a view took nothing is said of one that somebody has looked at.
    takers.retain(|taker| scope.has_looked_at(&taker.text.paper));
    if args.format == Format::Text {
        text::uptakes(&takers, some, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::UPTAKE, out)?;
        json::uptakes(&takers, names.bodies()?, &mut rows)?;
        rows.finish()?;
    }
    if takers.is_empty() {
        tell(match args.scope.only_reviewed() {
            true => {
                "nobody has looked at a commissioner's view or a letter of an executive office here"
            }
            false => {
                "no commissioner's view and no letter of an executive office is among these papers"
            }
        });
    }
    let any = takers.iter().any(|taker| !taker.uptakes.is_empty());
    if !any
        && !takers.is_empty()
        && let Some(none) = args.scope.none_of("nothing was taken from answers")
    {
        tell(&none);
    }
    Ok(opened.outcome(any))
}

pub(super) fn run_memory(args: &MemoryArgs, out: &mut dyn Write) -> Run {
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let (scope, referrals) = (args.scope.scope(&names)?, names.referrals()?);
    let papers = papers(&opened.reader)?;
    let analyser = opened.reader.analyser();
    let mut found = remembered(&papers, referrals, &scope, analyser);
    found.retain(|one| args.became.is_empty() || args.became.contains(&one.became));
    if args.format == Format::Text {
        text::remembered(&found, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::MEMORY, out)?;
        json::remembered(&found, names.bodies()?, &mut rows)?;
        rows.finish()?;
    }
    if found.is_empty() {
        const NONE: &str = "nobody here asked for anything in one answer and answered again, later, on the same matter";
        let none = args.scope.none_of("no earlier ask was found");
        tell(&none.unwrap_or_else(|| NONE.to_owned()));
    }
    Ok(opened.outcome(!found.is_empty()))
}
