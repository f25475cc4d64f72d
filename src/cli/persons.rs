//! The traces of persons in the papers, for whoever must answer for them; and
//! how other commands show private persons.

use super::Source;
use super::run::{Failure, Run, open, tell};
use super::scope::WhoseArgs;
use crate::corpus::Names;
use crate::error::{Error, Result};
use crate::paper::Paper;
use crate::persons::traces;
use crate::render::{Format, Rows, json, table, text};
use crate::text::Span;
use clap::Args;
use std::io::Write;

/// How private persons are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Private {
    /// What they answer is left out.
    Omit,
    /// They are called "Privatperson 1" and so on.
    Initials,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Found are personal identity numbers (with a date and the right check digit; of \
coordination too), telephone numbers, e-mail addresses, streets with a number, and names \
that have a place: private persons who answer, signers, those present, who works on the \
case, who closes a letter. A name that stands in running text alone, a number with a wrong \
digit and an address without a number are not found: this is no proof that nobody is named.

With --private it shows what is left once private persons are masked.")]
pub(super) struct PersonsArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    whose: WhoseArgs,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_persons(args: &PersonsArgs, out: &mut dyn Write) -> Run {
    let opened = open(&args.source)?;
    let names = Names::of(&opened.reader);
    let scope = args.whose.scope(&names)?;
    let (reader, private) = (&opened.reader, names.bodies()?.private());
    let read = |mut paper: Paper| {
        let mut found = match scope.has_paper(&paper) {
            true => traces(&paper, &private),
            false => Vec::new(),
        };
        // In a paper of many those of the others are none of who was named.
        let whose = paper.segmentation.head.respondent.as_deref();
        if !scope.has_respondent(whose) {
            let places = scope.spans_in(&paper);
            found.retain(|trace| {
                let holds = |of: &Span| of.start <= trace.span.start && trace.span.end <= of.end;
                places.iter().any(holds)
            });
        }
        // The text is not needed any more.
        paper.document.text = String::new();
        (paper, found)
    };
    let mut any = false;
    if args.format == Format::Text {
        reader.each(&reader.papers()?, read, |(paper, found)| {
            any |= !found.is_empty();
            text::persons(&paper, &found, out)?;
            Ok::<(), Failure>(())
        })?;
    } else {
        let mut rows = Rows::new(args.format, table::PERSONS, out)?;
        reader.each(&reader.papers()?, read, |(paper, found)| {
            json::persons(&paper, &found, &mut rows)?;
            Ok::<(), Failure>(())
        })?;
        any = rows.finish()?;
    }
    tell(match any {
        true => "names that stand in running text alone are not found",
        false => "nothing was found; names that stand in running text alone are not found",
    });
    Ok(opened.outcome(any))
}

impl Source {
    /// Masks private persons, unless it is said how they are shown or that they
    /// are named: what is made leaves the machine.
    pub(super) fn mask(&mut self, with_private: bool) {
        if !with_private {
            self.private.get_or_insert(Private::Initials);
        }
    }
}

/// What people put right is kept by the names that papers have.
pub(super) fn refuse_masked(source: &Source) -> Result<()> {
    match source.private {
        None => Ok(()),
        Some(_) => Err(Error::new("corrections are of papers as they are")
            .cure("leave out --private; it is for what is shown")),
    }
}
