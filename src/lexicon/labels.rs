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
    /// Before the number that a registry gives a case.
    pub registry: Vec<String>,
    /// What opens a line of the head that is no title.
    pub no_title: Vec<String>,
    /// Before the subject of a mail or a letter.
    pub subject: Vec<String>,
    /// The same in a letter that takes something up.
    pub concerning: Vec<String>,
    /// What stands before and behind the name of whoever a letter is signed for.
    pub behalf: Vec<(String, String)>,
    /// Before a colon with the title behind it, besides the subject's labels.
    pub title: Vec<String>,
}

impl Labels {
    /// Bytes of the label that the line opens with, if its subject stands
    /// behind: "Saken: Remiss av …", "Ang. remiss …".
    pub fn subject(&self, low: &str) -> Option<usize> {
        let mut labels = self.subject.iter().chain(&self.concerning);
        labels.find_map(|label| behind(label, low))
    }

    /// The same for a label that says nothing of what the paper does.
    pub fn plain_subject(&self, low: &str) -> Option<usize> {
        let mut labels = self.subject.iter();
        labels.find_map(|label| behind(label, low))
    }

    /// What stands behind the label, before a colon, is a title.
    pub fn heads_a_title(&self, label: &str) -> bool {
        let subjects = self.subject.iter().chain(&self.concerning);
        subjects.chain(&self.title).any(|word| word == label)
    }

    /// "Ang. Fi2031/01390": the letter takes something up.
    pub fn concerns(&self, low: &str) -> bool {
        self.concerning.iter().any(|label| {
            let rest = low.strip_prefix(label.as_str());
            rest.is_some_and(|rest| rest.starts_with([' ', ':', '.']))
        })
    }

    /// The cell is the label of a subject and nothing else: "Ämne:".
    pub fn is_subject(&self, low: &str) -> bool {
        let label = low.strip_suffix(':');
        label.is_some_and(|label| self.subject.iter().any(|word| word == label))
    }

    /// Where the name stands in "För X", "På Xs vägnar:", in bytes; in the
    /// genitive where something stands behind it.
    pub fn signed_for(&self, low: &str) -> Option<(std::ops::Range<usize>, bool)> {
        let plain = low.trim_end_matches([':', ',', '.', ' ']);
        self.behalf.iter().find_map(|(before, behind)| {
            let name = plain.strip_prefix(before.as_str())?;
            let name = name.strip_suffix(behind.as_str())?.trim_end();
            let from = before.len();
            (!name.is_empty()).then_some((from..from + name.len(), !behind.is_empty()))
        })
    }

    /// The line opens with a label and is no title.
    pub fn opens(&self, low: &str) -> bool {
        self.no_title
            .iter()
            .any(|word| low.starts_with(word.as_str()))
    }
}

/// Bytes up to the subject behind a label, if there is one.
fn behind(label: &str, low: &str) -> Option<usize> {
    let rest = low.strip_prefix(label)?;
    let value = rest.strip_prefix([':', '.'])?.trim_start();
    let said = value.starts_with(|c: char| c.is_alphabetic() || matches!(c, '”' | '"'));
    (said && value.len() > 3).then_some(low.len() - value.len())
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
