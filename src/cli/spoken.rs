//! In which language a command speaks to a terminal: as typed, else as the
//! environment says.

use crate::error::Result;
use crate::lang::{Lang, Words};
use clap::Args;

/// The language of what is printed.
#[derive(Debug, Args)]
pub(super) struct SpokenArgs {
    /// The language of what is printed; as LC_ALL, LC_MESSAGES and LANG say, if
    /// nothing is said.
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,
}

impl SpokenArgs {
    /// The messages of that language.
    pub(super) fn words(&self) -> Result<Words> {
        Words::of(self.lang.unwrap_or_else(environment))
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the environment is what says which language a terminal speaks"
)]
fn environment() -> Lang {
    Lang::of_environment(|name| std::env::var(name).ok())
}
