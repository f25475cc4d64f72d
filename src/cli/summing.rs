//! The commands that sum up many answers: lost, topics.

use super::Source;
use super::reading::{Answers, ChoiceArgs, ReadingArgs, papers};
use super::run::{Failure, Opened, Run, open_units, tell};
use super::scope::ScopeArgs;
use crate::called::Name;
use crate::corpus::{Names, Scope};
use crate::focus::FocusFiles;
use crate::lost::{Account, Asked, Fate, Losses, account, starts};
use crate::paper::Paper;
use crate::position::{Ask, Choice, Position};
use crate::render::{Format, Rows, json, table, text};
use crate::text::Cited;
use crate::theme::{Nouns, themes};
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
    /// Only what became so: not_given, collective, met, softened, kept; several with
    /// commas.
    #[arg(long, value_delimiter = ',', value_parser = parse_fate)]
    fate: Vec<Fate>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

fn parse_fate(name: &str) -> Result<Fate, String> {
    let all = Fate::ALL.map(Fate::name).join(", ");
    Fate::from_name(&name.replace('-', "_")).ok_or(format!("what becomes of an ask is {all}"))
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
    #[arg(long, value_name = "N", default_value_t = 40)]
    limit: usize,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_lost(args: &LostArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let choice = args.choice.choice(&args.reading, &names)?;
    let mut losses = lost(&opened, &names, &files, &args.reading, &choice)?;
    let all = losses.asks.len();
    if !args.fate.is_empty() {
        losses.retain(|lost| args.fate.contains(&lost.fate));
        losses.retain_asking();
    }
    if args.format == Format::Text {
        text::lost(&losses, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::LOST, out)?;
        json::lost(&losses, names.bodies()?, &mut rows)?;
        rows.finish()?;
    }
    let any = !losses.asks.is_empty() || !losses.departures.is_empty();
    let none = args
        .choice
        .scope
        .none_of("no ask that a report sums up was found");
    match (any, all, none) {
        (true, ..) => {}
        (_, 0, Some(none)) => tell(&none),
        (_, 0, None) => tell("no answer here that a report sums up asks for anything"),
        (_, 1, _) => tell("what became of the one ask here is something else"),
        _ => tell(&format!(
            "what became of the {all} asks here is something else; without --fate all are told"
        )),
    }
    Ok(opened.outcome(any))
}

/// What became of the asks that were chosen. Fates are told from all asks
/// together; only then some are left.
pub(super) fn lost(
    opened: &Opened,
    names: &Names<'_>,
    files: &FocusFiles,
    reading: &ReadingArgs,
    choice: &Choice,
) -> Result<Losses, Failure> {
    let analyser = opened.reader.analyser();
    let look = |paper: &Paper| {
        let account = account(paper, analyser);
        let unseen = choice.reviewed && !paper.known.review.is_reviewed();
        match unseen {
            false => (account, None),
            // What an account makes of answers is told as little as the answers.
            true => {
                let name = account.sums_up().then(|| paper.document.name.to_string());
                (account.of_answers_alone(), name)
            }
        }
    };
    let (answers, looked) = Answers::and(opened, names, files, reading, look)?;
    let (accounts, unseen): (Vec<Account>, Vec<Option<String>>) = looked.into_iter().unzip();
    tell_unseen(unseen.into_iter().flatten().collect());
    let choice = &answers.settled(choice.clone())?;
    let mut asked = Asked::new(accounts, names.referrals()?);
    let mut told: HashSet<(String, Name, Cited)> = HashSet::new();
    let mut heard: HashSet<String> = HashSet::new();
    let tell = |paper: &Paper, row: Position, chosen: bool| {
        let starts = starts(paper, &row);
        (row, starts, chosen)
    };
    answers.each_marked(&choice.of_asks(), tell, |rows| {
        let chosen = rows.iter().filter(|(.., chosen)| *chosen);
        let mut chosen: Vec<Position> = chosen.map(|(row, ..)| row.clone()).collect();
        choice.keep_asks(&mut chosen);
        for row in &chosen {
            let said = row.asks.iter().chain(&row.objections);
            let place = |said: &Ask| (row.respondent.clone(), row.document.clone(), said.lines);
            told.extend(said.map(place));
            heard.insert(row.respondent.clone());
        }
        let rows = rows.into_iter().map(|(row, starts, _)| (row, starts));
        let rows: Vec<(Position, Vec<usize>)> = rows.collect();
        asked.add(&rows, analyser);
        Ok(())
    })?;
    let mut losses = asked.judged();
    let whole = choice.areas.is_empty();
    losses.retain(|lost| {
        let (ask, respondent) = (&lost.ask, lost.respondent.clone());
        let underlined = whole && lost.underlined && heard.contains(&respondent);
        underlined || told.contains(&(respondent, ask.document.clone(), ask.lines))
    });
    // An answer without an ask is told where all of it was asked for.
    let scope = &choice.scope;
    losses.retain_answers(|one| {
        scope.has_respondent(Some(&one.respondent)) && scope.has_referral(Some(&one.referral))
    });
    if !whole || !choice.stances.is_empty() || choice.reviewed {
        losses.retain_asking();
    }
    Ok(losses)
}

/// Accounts that were left out, as nobody has looked at them.
fn tell_unseen(names: Vec<String>) {
    const NAMED: usize = 3;
    let Some(first) = names.first() else { return };
    let named = names[..names.len().min(NAMED)].join(", ");
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    tell(&format!(
        "nobody has looked at {named}{more}, which sums up answers and is left out; find it right \
         with `remiss correct {first} --ok --by NAME`"
    ));
}

/// Why no theme was found: of fewer boards than are to raise one none can be.
fn no_theme(scope: &Scope, least: usize) -> String {
    match scope.respondents() {
        Some(1) if least > 1 => {
            format!("one board alone raises no theme of {least} boards; --least 1 asks for its own")
        }
        Some(named) if named < least => {
            format!("{named} boards raise no theme of {least}; --least {named} asks for theirs")
        }
        Some(_) if least == 1 => "no theme is raised by those who were named".to_owned(),
        _ => format!("no theme here is raised by {least} boards; --least N asks for fewer"),
    }
}

pub(super) fn run_topics(args: &TopicsArgs, out: &mut dyn Write) -> Run {
    let files = args.reading.files()?;
    let opened = open_units(&args.source)?;
    let least = usize::from(args.least);
    let names = Names::of(&opened.reader);
    let (scope, referrals) = (args.scope.scope(&names)?, names.referrals()?);
    let papers = papers(&opened.reader)?;
    let analyser = opened.reader.analyser();
    let with = (&files, analyser, least);
    let mut found = themes(&papers, referrals, &scope, with, Nouns::default());
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
        tell(&no_theme(&scope, least));
    }
    Ok(opened.outcome(!found.is_empty()))
}
