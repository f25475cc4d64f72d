//! The command man: a page for each command, from what the parser knows.

use super::Cli;
use super::run::{Outcome, Run};
use crate::error::Error;
use clap::CommandFactory;
use std::path::Path;

pub(super) fn run_man(dir: &Path) -> Run {
    let pages = clap_mangen::generate_to(Cli::command(), dir);
    pages.map_err(|error| {
        Error::new(format!("man pages cannot be written: {error}"))
            .at(dir)
            .cure("give an existing directory")
    })?;
    Ok(Outcome::Found)
}
