//! The command for the words that stand beside a word in the archive.

use super::Source;
use super::run::{Run, open_units, tell};
use super::scope::ReviewedArgs;
use crate::corpus::{Names, Scope, Wanted};
use crate::render::{Format, Rows, json, table, text};
use crate::search::{Wish, related};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct RelatedArgs {
    /// The word, or a query as `remiss search` reads it.
    #[arg(required = true)]
    word: Vec<String>,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reviewed: ReviewedArgs,
    /// Neighbours to show, and compounds.
    #[arg(long, default_value_t = 15)]
    limit: usize,
    /// Units that hold both, at least.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    least: u32,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_related(args: &RelatedArgs, out: &mut dyn Write) -> Run {
    let opened = open_units(&args.source)?;
    let wish = Wish {
        limit: args.limit,
        least: args.least,
    };
    let wanted = Wanted {
        reviewed: args.reviewed.only_reviewed,
        ..Wanted::default()
    };
    let scope = Scope::of(&Names::of(&opened.reader), &wanted)?;
    let found = related(&opened.reader, &args.word.join(" "), scope, wish)?;
    if args.format == Format::Text {
        text::related(&found, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::RELATED, out)?;
        json::related(&found, &mut rows)?;
        rows.finish()?;
    }
    if found.words.is_empty() && found.units[0] > 0 {
        tell(&format!(
            "no word stands with it in {} units or more; --least N asks for fewer",
            args.least
        ));
    }
    Ok(opened.outcome(!found.words.is_empty()))
}
