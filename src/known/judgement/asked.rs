//! A judgement of what an answer asks for: that some words of it ask, or do not,
//! where the ask begins and ends, and to whom it is said.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A judgement of an ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskJudged {
    /// Id of the unit.
    pub unit: String,
    /// Its document.
    pub document: String,
    /// Its respondent.
    #[serde(default)]
    pub respondent: String,
    /// Its kind.
    pub unit_kind: String,
    /// Id of the area that it stands under, where nothing was read as an ask.
    #[serde(default)]
    pub focus_area: String,
    /// The words of the answer that are meant: what was read as an ask, or is one.
    pub quote: String,
    /// They ask for something.
    pub asks: bool,
    /// The words that the ask is made of, where others were read.
    #[serde(default)]
    pub text: String,
    /// To whom it is said, where that was put right.
    #[serde(default)]
    pub addressee: String,
    /// It settles what persons differ on.
    #[serde(default)]
    pub decides: bool,
    /// Who says so.
    pub by: String,
    /// When, YYYY-MM-DD.
    pub on: String,
    /// Why.
    #[serde(default)]
    pub note: String,
}

impl AskJudged {
    /// What it says: each part that can be differed on, by its name.
    pub fn says(&self) -> impl Iterator<Item = (Part, &str)> {
        let asks = if self.asks { "yes" } else { "no" };
        let parts = [
            (Part::Asks, asks),
            (Part::Text, self.text.as_str()),
            (Part::Addressee, self.addressee.as_str()),
        ];
        parts.into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// What it says in words, the ask itself left out.
    pub fn in_words(&self) -> String {
        let said = self.says().map(|(part, value)| match part {
            Part::Asks if self.asks => "asks".to_owned(),
            Part::Asks => "does not ask".to_owned(),
            part => format!("{} = {value}", part.name()),
        });
        said.collect::<Vec<_>>().join(", ")
    }

    /// It is the same ask, wherever its lines are broken.
    pub fn is_of(&self, quote: &str) -> bool {
        self.quote.split_whitespace().eq(quote.split_whitespace())
    }
}

/// What of an ask persons may differ on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Whether it asks at all.
    Asks,
    /// Its words.
    Text,
    /// To whom it is said.
    Addressee,
}

impl Part {
    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Part::Asks => "ask",
            Part::Text => "text",
            Part::Addressee => "addressee",
        }
    }
}
