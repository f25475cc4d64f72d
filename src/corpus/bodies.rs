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

/// A name as a list and a letterhead both have it: without what stands in
/// brackets or behind a comma, small words and genitives.
pub fn folded(name: &str) -> String {
    let bare = name.split(['(', ',']).next().unwrap_or(name);
    let words = bare.split(|c: char| !c.is_alphanumeric());
    let words = words.map(lower).filter(|word| !word.is_empty());
    let telling = words.filter(|word| !matches!(word.as_str(), "i" | "län" | "läns" | "och"));
    let plain = telling.map(|word| match word.strip_suffix('s') {
        Some(bare) if bare.chars().count() > 2 => bare.to_owned(),
        _ => word,
    });
    plain.collect::<Vec<_>>().join(" ")
}
