//! What a person knows better: of a paper, a unit, a position. Every judgement is
//! kept in that person's file beside the archive and brought in force at once.

mod ask;
mod list;
mod meant;
mod stance;
mod table;

pub(super) use stance::{StanceJudged, judge_stance};

use super::Source;
use super::clock::day;
use super::persons::refuse_masked;
use super::reading::ReadingArgs;
use super::run::{Failure, Outcome, Run, open, tell};
use crate::corpus::Citation;
pub(super) use crate::desk::By;
use crate::desk::judging::{self, keep};
use crate::desk::target::Target;
use crate::error::{Error, Result};
use crate::focus::WHOLE;
use crate::known::Field;
use crate::known::judgement::{Judgement, Judgements};
use crate::query::first_day;
use crate::render::Format;
use clap::{Args, ValueHint};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct CorrectArgs {
    /// A paper (FILE, FILE#2 as `remiss papers` names it) or a unit
    /// (DOCUMENT:LINE as any output cites it).
    #[arg(required_unless_present_any = ["table", "list", "undo"])]
    what: Option<String>,
    /// What is right: respondent=… date=… received=… kind=… referral=…
    /// deciding_body=… respondent_kind=… own_diarienummer=… twin=FILE
    /// replaces=FILE; of a position focus=AREA stance=… or verdict=…; of an ask
    /// ask=WORDS or not_ask=WORDS (or its line), with it text=… addressee=….
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    /// What was read is right.
    #[arg(long, conflicts_with = "decide")]
    ok: bool,
    /// Where persons differ, this one is right.
    #[arg(long, value_name = "NAME")]
    decide: Option<String>,
    /// A table of `remiss papers` (CSV, XLSX) with what is right.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["what", "ok", "decide"], value_hint = ValueHint::FilePath)]
    table: Option<PathBuf>,
    /// List all judgements, with the ids by which they are undone.
    #[arg(long, conflicts_with_all = ["what", "table"])]
    list: bool,
    /// Take a judgement back.
    #[arg(long, value_name = "ID", conflicts_with_all = ["what", "table", "list"])]
    undo: Option<String>,
    /// Who judges so.
    #[arg(long, value_name = "NAME", required_unless_present = "list")]
    by: Option<String>,
    /// When, YYYY-MM-DD; today, if nothing is said.
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    on: Option<String>,
    /// Why.
    #[arg(long, default_value = "")]
    note: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Output format of --list.
    #[arg(long, default_value = "text")]
    format: Format,
}

const HELP: &str = "Examples:
  remiss correct svar7.pdf respondent='Region Skåne' date=2024-03-01 --by Anna
  remiss correct svar8.pdf --ok --by Anna
  remiss correct packet.pdf#2 referral='SOU 2024:17' --by Anna
  remiss correct 100:1051 focus=dialog stance=kritik --by Anna
  remiss correct 100:1051 verdict=avstyrker --by Anna
  remiss correct 100:1051 focus=dialog --ok --by Anna
  remiss correct 100:1051 ask='en tydligare tidplan' addressee=sender --by Anna
  remiss correct 100:1051 not_ask=1060 --by Anna
  remiss papers -o papers.xlsx; remiss correct --table papers.xlsx --by Anna
  remiss correct --list; remiss correct --undo 1f0c3a9e --by Anna";

/// The judgements beside an archive; those that cannot be read are told.
pub(super) fn all_judgements(archive: &Path) -> Result<Judgements> {
    let all = judging::all(archive)?;
    for error in &all.broken {
        tell(&error.to_string());
    }
    Ok(all)
}

pub(super) fn run_correct(args: &CorrectArgs, out: &mut dyn Write) -> Run {
    refuse_masked(&args.source)?;
    let archive = &args.source.archive;
    if !args.source.paths.is_empty() {
        return Err(Error::new("papers in memory keep no corrections")
            .cure("ingest them first; then leave out --in")
            .into());
    }
    if args.list {
        return list::run(&all_judgements(archive)?, args.format, out);
    }
    let by = By {
        name: args.by.as_deref().unwrap_or_default().trim(),
        on: day(args.on.as_deref()),
        note: &args.note,
    };
    if by.name.is_empty() {
        return Err(Error::new("nobody judges").cure("give --by NAME").into());
    }
    if let Some(id) = &args.undo {
        return list::undo(archive, id, &by, out);
    }
    let judged = match (&args.table, &args.what) {
        (Some(table), _) => table::judgements(args, table, &by)?,
        (None, Some(what)) => match one(args, what, &by, out)? {
            Some(judged) => judged,
            None => return Ok(Outcome::Found),
        },
        (None, None) => Vec::new(),
    };
    if judged.is_empty() {
        tell("nothing differs from what is read and known already");
        return Ok(Outcome::Nothing);
    }
    keep(archive, &by, &judged)?;
    for judgement in &judged {
        let (place, what) = judgement.in_words();
        writeln!(out, "{place} · {what} · {} {}", judgement.by, judgement.on)?;
    }
    in_force(archive)
}

/// The judgements of one paper or unit; `None` if it was one of a position, which
/// is kept already.
fn one(
    args: &CorrectArgs,
    what: &str,
    by: &By<'_>,
    out: &mut dyn Write,
) -> std::result::Result<Option<Vec<Judgement>>, Failure> {
    let (mut set, mut position) = (BTreeMap::new(), BTreeMap::new());
    for field in &args.fields {
        let Some((name, value)) = field.split_once('=') else {
            return Err(Error::new(format!("{field} says of no field what it is"))
                .cure("write FIELD=VALUE, such as respondent='Region Skåne'")
                .into());
        };
        match name.trim() {
            name @ ("focus" | "stance" | "verdict" | "ask" | "not_ask" | "text" | "addressee") => {
                position.insert(name, value.trim());
            }
            name => {
                let field = Field::from_name(name)?;
                set.insert(field, field.checked(value)?);
            }
        }
    }
    // "3aa5e837cf:120/helhet", as rows of samples are named.
    if let Some((unit, area)) = what.rsplit_once('/')
        && Citation::read(unit).has_place()
        && set.is_empty()
    {
        position.entry("focus").or_insert(area);
    }
    if args.decide.is_some()
        && (!set.is_empty() || position.keys().any(|name| !NAMES.contains(name)))
    {
        return Err(Error::new("who decides says nothing new")
            .cure("leave out --decide, or the fields")
            .into());
    }
    if let Some(typed) = of_ask(&position, args)? {
        ask::judge_ask(what, &typed, &args.source, &args.reading, by, out)?;
        return Ok(None);
    }
    if !position.is_empty() {
        // Of the whole, where no area is named.
        let judged = StanceJudged {
            unit: what,
            area: position.get("focus").copied().unwrap_or(WHOLE),
            stance: position.get("stance").copied(),
            verdict: position.get("verdict").copied(),
            decide: args.decide.as_deref(),
        };
        judge_stance(&judged, &args.source, &args.reading, by, out)?;
        return Ok(None);
    }
    if args.ok && !set.is_empty() {
        return Err(Error::new("says both that all is right and what is not")
            .cure("leave out --ok, or the fields")
            .into());
    }
    if set.is_empty() && !args.ok && args.decide.is_none() {
        return Err(Error::new("says neither what is right nor that all is")
            .cure("give FIELD=VALUE, --ok, or --decide NAME")
            .into());
    }
    let opened = open(&args.source)?;
    let target = Target::find(what, &opened.reader)?;
    target.check(&set, &opened.reader)?;
    if let Some(instead) = target.instead() {
        tell(&instead);
    }
    let judged = match &args.decide {
        Some(name) => target.decided(name, by)?,
        None => target.judgements(&set, by),
    };
    Ok(Some(judged))
}

/// Fields that only name what is judged.
const NAMES: [&str; 3] = ["focus", "ask", "not_ask"];

/// The ask that some fields speak of, if they speak of one.
fn of_ask<'a>(
    fields: &BTreeMap<&str, &'a str>,
    args: &'a CorrectArgs,
) -> Result<Option<ask::AskTyped<'a>>> {
    let get = |name| fields.get(name).copied();
    let (text, addressee) = (get("text"), get("addressee"));
    let wrong = |what: &str, cure: &str| Err(Error::new(what).cure(cure));
    let (words, asks) = match (get("ask"), get("not_ask")) {
        (None, None) if text.is_none() && addressee.is_none() => return Ok(None),
        (None, None) => {
            return wrong(
                "names no ask",
                "give ask=WORDS, or the line on which it stands",
            );
        }
        (Some(_), Some(_)) => return wrong("both asks and does not", "leave one out"),
        (Some(words), None) => (words, true),
        (None, Some(words)) => (words, false),
    };
    if get("stance").is_some() || get("verdict").is_some() {
        return wrong("judges a stance and an ask", "judge one after the other");
    }
    let changes = text.is_some() || addressee.is_some();
    if changes && !asks || args.ok && (changes || !asks) {
        return wrong(
            "says both that it asks so and that it does not",
            "an ask is confirmed (--ok), taken away (not_ask=…), or put right (text=… addressee=…)",
        );
    }
    Ok(Some(ask::AskTyped {
        words,
        asks,
        text,
        addressee,
        focus: get("focus"),
        decide: args.decide.as_deref(),
    }))
}

/// Brings all that is known in force; who else is writing is waited for.
pub(super) fn in_force(dir: &Path) -> Run {
    let brought = judging::in_force(dir, || all_judgements(dir)).inspect_err(|_| {
        tell("the judgement is kept, and comes in force with the next one or the next ingest");
    })?;
    for problem in &brought.problems {
        tell(&problem.to_string());
    }
    Ok(Outcome::Found)
}
