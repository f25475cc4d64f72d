//! The command cite: lines that are cited → a quotation with its source.

use super::Source;
use super::run::{Run, open, tell};
use super::scope::ReviewedArgs;
use crate::corpus::Citation;
use crate::error::Error;
use crate::lang::{Lang, Words};
use crate::report::{Source as Origin, cite};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss cite 001:1647             the sentence on that line, with its source
  remiss cite \"svar.pdf s. 3:12\"   the one on the twelfth line of page 3")]
pub(super) struct CiteArgs {
    /// DOCUMENT:LINE as any output cites it, or DOCUMENT s. PAGE:LINE; the
    /// start of a file name will do.
    place: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reviewed: ReviewedArgs,
    /// The language of the source.
    #[arg(long, value_name = "LANG", default_value = "sv")]
    lang: Lang,
}

pub(super) fn run_cite(args: &CiteArgs, out: &mut dyn Write) -> Run {
    let words = Words::of(args.lang)?;
    let opened = open(&args.source)?;
    let citation = Citation::read(&args.place);
    if !citation.has_place() {
        let what = format!("\"{}\" cites no line", args.place);
        let cure = "give DOCUMENT:LINE, for example 100:1051";
        return Err(Error::new(what).cure(cure).into());
    }
    let paper = opened.reader.paper(&citation.paper(&opened.reader)?)?;
    let lines = citation.lines(&paper);
    let Some((quote, lines)) = lines.and_then(|lines| cite::passage(&paper, lines)) else {
        tell("no words stand on a line that is cited so");
        return Ok(opened.outcome(false));
    };
    if args.reviewed.refuses(&paper) {
        return Ok(opened.outcome(false));
    }
    let source = Origin::of(&paper, lines);
    writeln!(out, "{}", cite::quoted(&words, &quote, &source))?;
    Ok(opened.outcome(true))
}
