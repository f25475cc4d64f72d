//! `--order`: in what order respondents are listed, as typed → where each of them
//! stands.

use super::reading::{Answers, ReadingArgs};
use super::run::{Failure, Opened};
use crate::corpus::{Names, Scope};
use crate::error::Error;
use crate::focus::FocusFiles;
use crate::ledger::{Ledger, Order, Places, Told, of_told};
use crate::paper::Paper;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct OrderArgs {
    /// In what order respondents are listed; without it positions and the ledger
    /// for people have them as they were asked, asks and rows stand in document
    /// order.
    #[arg(long, value_name = "ORDER")]
    order: Option<Listed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Listed {
    /// As the list of those asked has them, others behind.
    Lista,
    /// By kind of respondent, courts first.
    Slag,
    /// By name.
    Alfabet,
    /// By the day of their answers.
    Datum,
}

impl OrderArgs {
    /// One was asked for.
    pub(super) fn is_given(&self) -> bool {
        self.order.is_some()
    }

    /// Puts the respondents of ledgers into it.
    pub(super) fn arrange(&self, ledgers: &mut [Ledger], names: &Names<'_>) -> Result<(), Error> {
        let order = match self.order.unwrap_or(Listed::Lista) {
            Listed::Lista => Order::Lista,
            Listed::Slag => Order::Slag,
            Listed::Alfabet => Order::Alfabet,
            Listed::Datum => Order::Datum,
        };
        order.arrange(ledgers, names.bodies()?);
        Ok(())
    }

    /// The answers, and where those stand who gave them: papers are gone through
    /// once for both. Nowhere, unless respondents are `listed`.
    pub(super) fn answers<'a>(
        &self,
        opened: &'a Opened,
        names: &'a Names<'a>,
        (files, reading): (&'a FocusFiles, &ReadingArgs),
        listed: bool,
    ) -> Result<(Answers<'a>, Places), Failure> {
        let (everybody, referrals) = (Scope::default(), names.referrals()?);
        let analyser = opened.reader.analyser();
        let told = |paper: &Paper| Told::of(paper, (&everybody, referrals), analyser);
        let heard = |paper: &Paper| listed.then(|| told(paper));
        let (answers, told) = Answers::and(opened, names, files, reading, heard)?;
        if !listed {
            return Ok((answers, Places::default()));
        }
        let told = told.into_iter().flatten().collect();
        let mut ledgers = of_told(told, referrals, &everybody);
        self.arrange(&mut ledgers, names)?;
        Ok((answers, Places::of(&ledgers)))
    }
}
