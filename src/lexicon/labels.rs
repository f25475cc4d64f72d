//! The labels of a letterhead, as in `labels.toml`: what stands over or before
//! a value, and whose a number behind one is. Knows nothing of documents.

use serde::Deserialize;
use std::sync::LazyLock;

/// Labels, in lower case.
#[derive(Debug, Deserialize)]
pub struct Labels {
    /// A cell that is such a word is a label and nothing else.
    pub cells: Vec<String>,
    /// Before a number that is the sender's or the referral's.
    pub theirs: Vec<String>,
    /// Before a number of the respondent's own.
    pub own: Vec<String>,
    /// What opens a line of the head that is no title.
    pub no_title: Vec<String>,
    /// Before a colon with the title behind it.
    pub title: Vec<String>,
}

impl Labels {
    /// The line opens with a label and is no title.
    pub fn opens(&self, low: &str) -> bool {
        self.no_title
            .iter()
            .any(|word| low.starts_with(word.as_str()))
    }
}

/// The data in the program.
#[expect(
    clippy::expect_used,
    reason = "data in the program; every test reads it"
)]
pub fn labels() -> &'static Labels {
    static LABELS: LazyLock<Labels> =
        LazyLock::new(|| toml::from_str(include_str!("labels.toml")).expect("labels.toml"));
    &LABELS
}
