//! What people know of a paper: who answers in it, when, on what. It comes from
//! a list that somebody keeps or from a person's judgement, says so, and goes
//! before everything that was read.
//!
//! Plain data and rules over it: [`judgement`] is the form of a person's file,
//! [`force`] what holds where several have judged, [`amend`] how it changes what
//! was read. Reads no files, and knows no archive.

mod amend;
pub mod force;
pub mod judgement;
pub(crate) mod linked;
pub mod listed;
pub mod matching;

pub(crate) use amend::{amend, last_days, normal, referral, set_apart};

use crate::authority;
use crate::dates::first_day;
use crate::document::DocumentKind;
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What of a paper or a unit can be known.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What sort of paper it is.
    Kind,
    /// Who answers.
    Respondent,
    /// What sort of body that is.
    RespondentKind,
    /// Who decided for it.
    DecidingBody,
    /// Day of the answer.
    Date,
    /// Day on which it came in.
    Received,
    /// The proposal: its number or its title.
    Referral,
    /// The respondent's own case number.
    OwnDiarienummer,
    /// The document in which the same answer counts.
    Twin,
    /// The document whose answer this one replaces.
    Replaces,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 10] = [
        Field::Kind,
        Field::Respondent,
        Field::RespondentKind,
        Field::DecidingBody,
        Field::Date,
        Field::Received,
        Field::Referral,
        Field::OwnDiarienummer,
        Field::Twin,
        Field::Replaces,
    ];

    /// The name in machine-readable output, and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Field::Kind => "kind",
            Field::Respondent => "respondent",
            Field::RespondentKind => "respondent_kind",
            Field::DecidingBody => "deciding_body",
            Field::Date => "date",
            Field::Received => "received",
            Field::Referral => "referral",
            Field::OwnDiarienummer => "own_diarienummer",
            Field::Twin => "twin",
            Field::Replaces => "replaces",
        }
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Result<Self> {
        let found = Field::ALL.into_iter().find(|field| field.name() == name);
        found.ok_or_else(|| {
            let names: Vec<&str> = Field::ALL.into_iter().map(Field::name).collect();
            Error::new(format!("no paper has a \"{name}\"")).cure(format!(
                "what can be corrected is {}, and of a position focus, stance and verdict",
                names.join(", ")
            ))
        })
    }

    /// A value as it is kept, or why it cannot be one.
    pub fn checked(self, value: &str) -> Result<String> {
        let value = value.trim();
        let of = |what: &str| format!("{}={value}: {what}", self.name());
        match self {
            Field::Date | Field::Received => match first_day(value) {
                // A year or a month alone is no day.
                Ok(day) if value.chars().filter(char::is_ascii_digit).count() > 6 => Ok(day),
                _ => Err(Error::new(of("is no day")).cure("write YYYY-MM-DD")),
            },
            Field::Kind => match DocumentKind::in_words(value) {
                Some(kind) => Ok(kind.name().to_owned()),
                None => {
                    let names = DocumentKind::ALL.map(DocumentKind::name).join(", ");
                    Err(Error::new(of("is no kind of paper"))
                        .cure(format!("the kinds are {names}")))
                }
            },
            Field::RespondentKind => authority::kind_named(value).ok_or_else(|| {
                let names: Vec<&str> = authority::kinds().collect();
                Error::new(of("is no kind of respondent"))
                    .cure(format!("the kinds are {}", names.join(", ")))
            }),
            _ if value.is_empty() => {
                Err(Error::new(of("is empty")).cure("name it, or leave the field out"))
            }
            _ => Ok(value.to_owned()),
        }
    }
}

/// Where something that is known comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A list that somebody keeps.
    Register,
    /// A person who has judged.
    Correction,
}

/// A value with who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// The value.
    pub value: String,
    /// Where it comes from.
    pub source: Source,
    /// The person, or the list and its row.
    pub by: String,
    /// When a person said so, YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
}

impl Said {
    /// Who says it: a person and the day, a list and its row.
    pub fn who(&self) -> String {
        match &self.on {
            Some(day) => format!("{} {day}", self.by),
            None => self.by.clone(),
        }
    }
}

/// Persons who say different things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// First line of the unit; none for the paper.
    pub line: Option<u32>,
    /// What they differ on.
    pub field: Field,
    /// What each says.
    pub said: Vec<Said>,
}

/// What people have done about a paper.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Nobody has looked at it.
    #[default]
    Unread,
    /// Somebody has, and found it right.
    Read,
    /// Somebody has put something right.
    Corrected,
    /// Persons differ on it, and what they differ on is not in force.
    Conflict,
}

impl Review {
    /// It has been looked at, and what holds is settled.
    pub fn is_reviewed(self) -> bool {
        matches!(self, Review::Read | Review::Corrected)
    }
}

/// Fields with what is known of each.
pub type Fields = BTreeMap<Field, Said>;

/// All that is known of one paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Of the paper as a whole.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Of units, by their first line.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub units: BTreeMap<u32, Fields>,
    /// What persons differ on; it is not in force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// Whether people have looked at it.
    pub review: Review,
    /// What lists say of it in columns that nobody knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<listed::Other>,
    /// Who last found all of it right, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
    /// Where the answer counts, if not here: hash of the document, id of the
    /// unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts_in: Option<(String, String)>,
}

impl Known {
    /// Nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Known::default()
    }

    /// A value that is known of the paper.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.fields.get(&field).map(|said| said.value.as_str())
    }

    /// What is known of a field by the name that its signs have, and who says so.
    pub fn says(&self, name: &str) -> Option<(&str, String)> {
        let field = match name {
            "number" => Field::Referral,
            name => Field::from_name(name).ok()?,
        };
        let said = self.fields.get(&field)?;
        Some((&said.value, said.who()))
    }

    /// Somebody is known to answer in it.
    pub(crate) fn answers(&self) -> bool {
        self.fields.contains_key(&Field::Respondent)
    }

    /// The kind of paper that it is to be read as.
    pub fn kind(&self) -> Option<DocumentKind> {
        self.get(Field::Kind).and_then(DocumentKind::in_words)
    }
}
