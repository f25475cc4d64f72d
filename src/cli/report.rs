//! The command report: one referral → a file to hand on, of the kind that its
//! name ends in.

use super::Source;
use super::clock;
use super::handed::{HandedArgs, Written};
use super::harmless::Harmless;
use super::persons::Private;
use super::reading::ReadingArgs;
use super::run::{Failure, Opened, Outcome, Run, open_units, tell};
use super::scope::{ReviewedArgs, resolved};
use super::sheet::put;
use crate::corpus::{Names, Wanted};
use crate::error::Error;
use crate::lang::{Lang, Words};
use crate::query::first_day;
use crate::report::{Made, Masked, With, gather, page, referrals_here};
use clap::{Args, ValueHint};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss report -o remissen.html                     everything, on one page
  remiss report -o remissen.html --referral \"SOU 2025:24\"
  remiss report -o remissen.html --without-texts     smaller: without the papers' texts
  remiss report -o remissen.docx                     the table, with room for comments
  remiss report -o remissen.docx --form avsnitt      proposal by proposal, a paragraph a verdict
  remiss report -o ny.docx --update remissen.docx --by Ada

Private persons who answer are called \"Privatperson 1\" and so on, and telephones, addresses
and personal numbers are masked, unless --with-private is given.")]
pub(super) struct ReportArgs {
    /// Write into this file; its ending says how: .html, .docx, .xlsx, .md.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: PathBuf,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reviewed: ReviewedArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    /// The referral: its title or number, or the beginning of a word in them;
    /// needed where papers of several are read.
    #[arg(long, value_name = "NAME")]
    referral: Option<String>,
    /// The language of the report.
    #[arg(long, value_name = "LANG", default_value = "sv")]
    lang: Lang,
    /// Name private persons, and mask nothing.
    #[arg(long, conflicts_with = "private")]
    with_private: bool,
    /// Leave the papers' texts out; only what is quoted is shown.
    #[arg(long)]
    without_texts: bool,
    /// Show the pages of PDFs that are cited as they look, what is cited marked;
    /// a picture masks nobody, so --with-private is needed.
    #[cfg(feature = "serve")]
    #[arg(long, requires = "with_private", conflicts_with = "without_texts")]
    pages: bool,
    /// The day that the report bears, YYYY-MM-DD; today, if nothing is said.
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    on: Option<String>,
    #[command(flatten)]
    handed: HandedArgs,
}

/// The forms that a report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One page for a browser.
    Html,
    /// A document to hand in.
    Handed(Written),
}

impl Form {
    /// What the name of a file says.
    fn of(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        match ending.map(str::to_lowercase).as_deref() {
            Some("html" | "htm") => Ok(Form::Html),
            Some("docx") => Ok(Form::Handed(Written::Word)),
            Some("xlsx") => Ok(Form::Handed(Written::Excel)),
            Some("md") => Ok(Form::Handed(Written::Markdown)),
            _ => Err(Error::new("is no report")
                .at(path)
                .cure("end its name in .html, .docx, .xlsx or .md")),
        }
    }

    /// What is handed in, if it is that.
    fn handed(self) -> Option<Written> {
        match self {
            Form::Html => None,
            Form::Handed(written) => Some(written),
        }
    }
}

pub(super) fn run_report(mut args: ReportArgs, _out: &mut dyn Write) -> Run {
    let form = Form::of(&args.output)?;
    args.handed.check(form.handed())?;
    #[cfg(feature = "serve")]
    if args.pages && form != Form::Html {
        let error = Error::new("--pages shows pages in a report for a browser alone");
        return Err(error.cure("end its name in .html").into());
    }
    args.source.mask(args.with_private);
    let files = args.reading.files()?;
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let Some(group) = referral(&args, &opened, &names)? else {
        tell("no paper here says who was asked or who answered");
        return Ok(Outcome::Nothing);
    };
    let judgements = args.reading.corrections(&opened)?;
    #[cfg_attr(
        not(feature = "serve"),
        expect(unused_mut, reason = "pages are drawn into it")
    )]
    let mut material = gather(
        With {
            reader: &opened.reader,
            names: &names,
            files: &files,
            judgements: &judgements,
            made: Made {
                day: clock::day(args.on.as_deref()),
                version: env!("CARGO_PKG_VERSION"),
                masked: masked(&args.source),
                texts: !args.without_texts,
            },
            reviewed: args.reviewed.only_reviewed,
            reuse: true,
            apart: form
                .handed()
                .is_none_or(|written| args.handed.looks_behind(written)),
        },
        group,
    )?;
    #[cfg(feature = "serve")]
    if args.pages {
        let options = args.source.limits.options()?;
        material.pictures = super::pages::pictures(&material, &options);
    }
    let words = Words::of(args.lang)?;
    let written = match form {
        Form::Html => page::html(&material, &words).into_bytes(),
        Form::Handed(written) => {
            let day = material.made.day.as_str();
            let with = (&opened.reader, &args.source, day);
            args.handed.write(written, (&material, &words), with)?
        }
    };
    match form {
        // What steers a terminal has no place in a text.
        Form::Html | Form::Handed(Written::Markdown) => {
            let mut harmless = Vec::with_capacity(written.len());
            Harmless::new(&mut harmless).write_all(&written)?;
            put(&args.output, &harmless)?;
        }
        Form::Handed(_) => put(&args.output, &written)?,
    }
    Ok(opened.outcome(true))
}

/// What is masked of private persons.
fn masked(source: &Source) -> Masked {
    match source.private {
        None => Masked::Nothing,
        Some(Private::Initials) => Masked::Named,
        Some(Private::Omit) => Masked::LeftOut,
    }
}

/// The one referral that is meant; nothing where there is none.
fn referral(
    args: &ReportArgs,
    opened: &Opened,
    names: &Names<'_>,
) -> Result<Option<usize>, Failure> {
    let wanted = Wanted {
        referrals: args.referral.iter().cloned().collect(),
        ..Wanted::default()
    };
    let scope = resolved(names, &wanted)?;
    let here = referrals_here(&opened.reader, names, &scope)?;
    match &here[..] {
        [] => Ok(None),
        [(one, _)] => Ok(Some(*one)),
        several => {
            let titles = several.iter().map(|(_, one)| one.titled());
            let titles: Vec<String> = titles.collect();
            Err(Error::new("a report is on one referral")
                .cure(format!(
                    "give --referral with the title or number of one of these: {}",
                    titles.join("; ")
                ))
                .into())
        }
    }
}
