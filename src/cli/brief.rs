//! The command brief: what is said of an area, as plain text to paste.

use super::Source;
use super::reading::{Answers, ChoiceArgs, ReadingArgs};
use super::run::{Run, open_units, tell};
use crate::corpus::Names;
use crate::render::text;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "\
What is pasted elsewhere leaves the machine: private persons are called \"Privatperson 1\" \
and so on, and personal numbers, telephones and e-mail addresses are masked, unless \
--with-private is given. Every sentence stands behind its place, which `remiss show` opens.

  remiss brief --focus 6.4 --max-words 3000 > underlag.txt")]
pub(super) struct BriefArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// Most words in all. A respondent that does not fit is left out whole, and
    /// named.
    #[arg(long, value_name = "N", default_value_t = 3000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    max_words: u32,
    /// Private persons by their names, with their addresses.
    #[arg(long, conflicts_with = "private")]
    with_private: bool,
}

pub(super) fn run_brief(mut args: BriefArgs, out: &mut dyn Write) -> Run {
    args.source.mask(args.with_private);
    let files = args.reading.files()?;
    let opened = open_units(&args.source)?;
    let names = Names::of(&opened.reader);
    let choice = args.choice.choice(&args.reading, &names)?;
    let answers = Answers::of(&opened, &names, &files, &args.reading)?;
    let choice = answers.settled(choice)?;
    let parties = args.choice.scope.is_of_parties();
    let mut found = answers.chosen(&choice).all()?;
    found
        .rows
        .retain(|row| row.is_answer() || parties && !row.inherited);
    if found.rows.is_empty() {
        tell("no position was found; --all takes those of low confidence too");
        return Ok(opened.outcome(false));
    }
    let most = usize::try_from(args.max_words).unwrap_or(usize::MAX);
    let silent = !parties && !args.choice.scope.is_of_some();
    let told = text::brief(&found, most, silent, out)?;
    if told.left > 0 {
        let all = told.kept + told.left;
        tell(&format!(
            "{} of {all} respondents did not fit; --max-words says how many words there are, --focus and --board ask for less",
            told.left
        ));
    }
    Ok(opened.outcome(told.kept > 0))
}
