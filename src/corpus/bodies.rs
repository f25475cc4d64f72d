//! Who the respondents are: the kind and the identity of each, by its name.

use crate::analyse::undotted;
use crate::archive::Reader;
use crate::error::Result;
use crate::persons::PRIVATE;
use crate::text::lower;
use std::collections::BTreeMap;

/// What is known of a respondent beside its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyOf {
    /// "domstol", "kommun", "namnd" …, where it is known.
    pub kind: Option<String>,
    /// The authority's code, else made from the name.
    pub id: Option<String>,
}

/// The respondents of an archive.
#[derive(Clone, Debug, Default)]
pub struct Bodies(BTreeMap<String, BodyOf>);

impl Bodies {
    /// Everybody of whom a paper here says what it is.
    pub(super) fn read(reader: &Reader) -> Result<Self> {
        let told = reader.bodies()?.into_iter();
        let body = |[kind, id, name]: [String; 3]| {
            let some = |words: String| (!words.is_empty()).then_some(words);
            let (kind, id) = (some(kind), some(id));
            (name, BodyOf { kind, id })
        };
        Ok(Bodies(told.map(body).collect()))
    }

    /// The kind of a respondent.
    pub fn kind(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.kind.as_deref()
    }

    /// What identifies a respondent: the authority's code, else its name
    /// without case, dots and spaces. Nothing for a name that is empty.
    pub fn id(&self, name: &str) -> Option<String> {
        let known = self.0.get(name).and_then(|body| body.id.clone());
        known.or_else(|| (!name.is_empty()).then(|| undotted(&lower(name)).replace(' ', "-")))
    }

    /// Those who answer as private persons, by name.
    pub fn private(&self) -> Vec<&str> {
        let all = self.kinds().filter(|(_, kind)| *kind == PRIVATE);
        all.map(|(name, _)| name.as_str()).collect()
    }

    /// Names with their kinds.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (&String, &str)> {
        self.0
            .iter()
            .filter_map(|(name, body)| Some((name, body.kind.as_deref()?)))
    }
}
