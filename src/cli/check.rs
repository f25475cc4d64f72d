//! The command check: a draft of a summary held against the papers it is about.

use super::Source;
use super::reading::{Answers, ReadingArgs};
use super::run::{Failure, Opened, Run, open_units, tell};
use super::scope::ReviewedArgs;
use super::sheet::put;
use crate::archive::Reader;
use crate::check::{Cover, Draft, Finding, Sources, check, cover, remarked, source};
use crate::corpus::{Names, Scope, Wanted};
use crate::docx;
use crate::error::Error;
use crate::ingest;
use crate::paper::Paper;
use crate::position::{Choice, Passage, Position};
use crate::render::{Format, Rows, json, place, table, text};
use clap::{Args, ValueHint};
use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss check utkast.docx                        against the archive
  remiss check utkast.md --in svar --referral 'SOU 2022:91'
  remiss check utkast.docx -o granskat.docx       with comments in the margin

Found fault is exit code 0, none is 1, as with search.")]
pub(super) struct CheckArgs {
    /// The draft: .docx, .md, .txt or another paper that can be read.
    #[arg(value_name = "DRAFT", value_hint = ValueHint::FilePath)]
    draft: PathBuf,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reviewed: ReviewedArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    /// The referral that the draft is about: its title or number; without it
    /// the one whose number or respondents it names.
    #[arg(long, value_name = "NAME")]
    referral: Option<String>,
    /// Write the draft as a Word document (.docx) with each finding as a comment
    /// at its place.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "format")]
    output: Option<PathBuf>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_check(args: &CheckArgs, out: &mut dyn Write) -> Run {
    let options = args.source.limits.options()?;
    let (held, report) = ingest::in_memory(std::slice::from_ref(&args.draft), &options)?;
    let reader = held.reader()?;
    let Some(draft) = first(&reader)? else {
        // A failure names its file.
        let told = report.failures.into_iter().next();
        let empty = || Error::new("there is no text in it").at(&args.draft);
        return Err(told.unwrap_or_else(empty).into());
    };
    let draft_name = draft.document.name.clone();
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let draft = Draft::of(&draft);
    let mut found = findings(args, &draft, &draft_name, &opened, &names)?;
    let left_out = match args.reviewed.only_reviewed {
        true => leave_unseen(&mut found, &names)?,
        false => 0,
    };
    if let Some(path) = &args.output {
        let cite = |at: &Passage| place(&at.document, at.lines);
        let document = remarked(&draft, &draft_name, &found, &cite);
        let bytes = docx::write(&document, None).map_err(|error| {
            Error::new(format!("cannot be made: {error}"))
                .at(path)
                .cure("ask for text instead")
        })?;
        put(path, &bytes)?;
    } else if args.format == Format::Text {
        text::checked(&draft_name, &found, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::CHECK, out)?;
        json::checked(&draft_name, &found, names.bodies()?, &mut rows)?;
        rows.finish()?;
    }
    match (left_out, found.is_empty()) {
        (0, true) => tell("nothing in the draft was found that the papers do not bear out"),
        (0, false) => {}
        (1, _) => tell("1 finding rests on papers nobody has looked at"),
        (more, _) => tell(&format!(
            "{more} findings rest on papers nobody has looked at"
        )),
    }
    Ok(opened.outcome(!found.is_empty()))
}

/// Leaves out what rests on papers that nobody has looked at, and tells how many
/// that are. The draft is held against all of them: who answered is no less true
/// for that.
fn leave_unseen(found: &mut Vec<Finding>, names: &Names<'_>) -> Result<usize, Error> {
    let reviews = names.reviews()?;
    let seen = |at: &Passage| {
        let review = reviews.get(at.document.as_str());
        review.is_some_and(|one| one.is_reviewed())
    };
    let all = found.len();
    found.retain(|one| one.proof.iter().all(seen));
    Ok(all - found.len())
}

/// The paper that was read from the draft.
fn first(reader: &Reader) -> Result<Option<Paper>, Error> {
    let papers = reader.papers()?;
    let first = papers.first().map(|stored| reader.paper(stored));
    first.transpose()
}

fn findings(
    args: &CheckArgs,
    draft: &Draft,
    draft_name: &str,
    opened: &Opened,
    names: &Names<'_>,
) -> Result<Vec<Finding>, Failure> {
    let analyser = opened.reader.analyser();
    let files = args.reading.files()?;
    let read = |paper: &Paper| (paper.document.name != draft_name).then(|| cover(paper));
    let (answers, covers) = Answers::and(opened, names, &files, &args.reading, read)?;
    let covers: Vec<Cover> = covers.into_iter().flatten().collect();
    let referrals = names.referrals()?;
    let at = match &args.referral {
        Some(words) => {
            let wanted = Wanted {
                referrals: vec![words.clone()],
                ..Wanted::default()
            };
            let scope = Scope::of(names, &wanted)?;
            (0..referrals.all().len()).find(|at| scope.has_group(Some(*at)))
        }
        None => draft.referral(referrals, &covers),
    };
    let Some(at) = at else {
        let error = Error::new("the draft names no referral that is among the papers");
        return Err(error.cure("say which with --referral").into());
    };
    let title = &referrals.all()[at].title;
    tell(&format!("checked against {title}"));
    let mut rows: Vec<Position> = Vec::new();
    answers.each_of(&Choice::default(), |some| {
        let ours = some.into_iter();
        rows.extend(ours.filter(|row| row.referral.title == *title && row.is_answer()));
        Ok(())
    })?;
    // Only the papers on the referral are read word by word.
    let documents: HashSet<&str> = rows.iter().map(|row| row.document.as_str()).collect();
    let on = covers
        .iter()
        .filter(|one| one.is_on(referrals, at, &documents));
    let on: HashSet<&str> = on.map(Cover::id).collect();
    let mut stored = opened.reader.papers()?;
    stored.retain(|one| on.contains(one.id()));
    let mut sources = Vec::new();
    opened.reader.each(
        &stored,
        |paper| source(&paper, analyser),
        |one| {
            sources.push(one);
            Ok::<(), Failure>(())
        },
    )?;
    let sources = Sources::of(sources, rows);
    Ok(check(draft, &sources, analyser))
}
