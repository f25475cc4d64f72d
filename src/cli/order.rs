//! `--order`: in what order respondents are listed, as typed → where each of them
//! stands.

use crate::archive::Reader;
use crate::corpus::{Names, Scope};
use crate::error::Result;
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
    pub(super) fn arrange(&self, ledgers: &mut [Ledger], names: &Names<'_>) -> Result<()> {
        let order = match self.order.unwrap_or(Listed::Lista) {
            Listed::Lista => Order::Lista,
            Listed::Slag => Order::Slag,
            Listed::Alfabet => Order::Alfabet,
            Listed::Datum => Order::Datum,
        };
        order.arrange(ledgers, names.bodies()?);
        Ok(())
    }

    /// What a paper tells of who was asked and who answered.
    pub(super) fn heard(&self, paper: &Paper, reader: &Reader) -> Told {
        Told::of(paper, &Scope::default(), reader.analyser())
    }

    /// Where everybody stands of whom papers tell, in document order.
    pub(super) fn places(&self, told: Vec<Told>, names: &Names<'_>) -> Result<Places> {
        let mut ledgers = of_told(told, names.referrals()?, &Scope::default());
        self.arrange(&mut ledgers, names)?;
        Ok(Places::of(&ledgers))
    }
}
