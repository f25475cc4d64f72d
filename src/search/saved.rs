//! Searches that people keep by name: what stands in the file of them, and which
//! ingest was the last of which somebody has seen what it brought.
//!
//! What was typed is kept as it was typed, so that a name that a later paper
//! brings is found too. The file is not opened here.

use crate::corpus::Wanted;
use crate::error::{Error, Result};
use crate::known::judgement::quoted;
use crate::unit::UnitKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Letters of a name at most.
const LONGEST: usize = 60;

/// All searches that are kept, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Searches {
    #[serde(default, rename = "search")]
    pub(crate) all: BTreeMap<String, Saved>,
}

/// A search as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Saved {
    pub(crate) query: String,
    board: Vec<String>,
    respondent_kind: Vec<String>,
    referral: Vec<String>,
    party: Vec<String>,
    kind: Vec<String>,
    from: Option<String>,
    to: Option<String>,
    only_reviewed: bool,
    pub(crate) exact_words: bool,
    pub(crate) no_lexicon: bool,
    /// What was seen last; nothing if nobody has looked.
    pub(crate) seen: Option<Seen>,
}

/// A search that is kept, as it is listed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept<'s> {
    pub(crate) name: &'s str,
    pub(crate) saved: &'s Saved,
    /// Units, and papers apart from units, that came since it was seen; nothing
    /// if it cannot be asked.
    pub(crate) new: Option<[usize; 2]>,
}

/// That somebody has seen what there was.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    /// The last ingest then.
    pub(crate) ingest: u64,
    /// The day, ISO.
    pub(crate) on: String,
}

impl Saved {
    pub(crate) fn new(query: String, wanted: &Wanted) -> Self {
        let kinds = wanted.kinds.iter().map(|kind| kind.name().to_owned());
        Saved {
            query,
            board: wanted.boards.clone(),
            respondent_kind: wanted.respondent_kinds.clone(),
            referral: wanted.referrals.clone(),
            party: wanted.parties.clone(),
            kind: kinds.collect(),
            from: wanted.from.clone(),
            to: wanted.to.clone(),
            only_reviewed: wanted.reviewed,
            ..Saved::default()
        }
    }

    /// What it is narrowed to.
    pub(crate) fn wanted(&self) -> Result<Wanted> {
        let kind = |words: &String| {
            UnitKind::in_words(words)
                .ok_or_else(|| Error::new(format!("there is no kind of unit called {words}")))
        };
        Ok(Wanted {
            boards: self.board.clone(),
            respondent_kinds: self.respondent_kind.clone(),
            parties: self.party.clone(),
            kinds: self.kind.iter().map(kind).collect::<Result<_>>()?,
            referrals: self.referral.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            reviewed: self.only_reviewed,
        })
    }

    /// Everything that narrows it, as options; a list has each of its own.
    fn lists(&self) -> [(&'static str, &[String]); 7] {
        [
            ("board", &self.board),
            ("respondent_kind", &self.respondent_kind),
            ("referral", &self.referral),
            ("party", &self.party),
            ("kind", &self.kind),
            ("from", self.from.as_slice()),
            ("to", self.to.as_slice()),
        ]
    }

    fn flags(&self) -> impl Iterator<Item = &'static str> {
        let flags = [
            ("only_reviewed", self.only_reviewed),
            ("exact_words", self.exact_words),
            ("no_lexicon", self.no_lexicon),
        ];
        flags
            .into_iter()
            .filter(|(_, on)| *on)
            .map(|(name, _)| name)
    }

    /// The options that narrow it, as they are typed.
    pub(crate) fn options(&self) -> String {
        let mut options: Vec<String> = Vec::new();
        for (name, values) in self.lists() {
            options.extend(values.iter().map(|value| match value.contains(' ') {
                true => format!("--{} '{value}'", name.replace('_', "-")),
                false => format!("--{} {value}", name.replace('_', "-")),
            }));
        }
        options.extend(
            self.flags()
                .map(|name| format!("--{}", name.replace('_', "-"))),
        );
        options.join(" ")
    }

    /// The same search, whoever has seen what of it.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let bare = |one: &Self| Saved {
            seen: None,
            ..one.clone()
        };
        bare(self) == bare(other)
    }

    fn to_toml(&self, name: &str) -> String {
        let mut lines = format!(
            "[search.{}]\nquery = {}\n",
            quoted(name),
            quoted(&self.query)
        );
        for (name, values) in self.lists() {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            // Writing to a string cannot fail.
            let _ = match &values[..] {
                [] => Ok(()),
                [only] if matches!(name, "from" | "to") => writeln!(lines, "{name} = {only}"),
                values => writeln!(lines, "{name} = [{}]", values.join(", ")),
            };
        }
        for name in self.flags() {
            let _ = writeln!(lines, "{name} = true");
        }
        if let Some(Seen { ingest, on }) = &self.seen {
            let _ = writeln!(lines, "seen = {{ ingest = {ingest}, on = {} }}", quoted(on));
        }
        lines
    }
}

impl Searches {
    /// What stands in their file.
    pub(crate) fn read(text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let line = line.map_or_else(String::new, |line| format!("line {line}: "));
            Error::new(format!("{line}{}", error.message().trim_end()))
                .cure("put the line right or take it out")
        })
    }

    /// The whole file.
    pub(crate) fn to_toml(&self) -> String {
        let mut file = "# Searches kept by name; `remiss searches` lists them.\n".to_owned();
        for (name, saved) in &self.all {
            file.push('\n');
            file.push_str(&saved.to_toml(name));
        }
        file
    }

    /// The search with this name.
    pub(crate) fn get(&self, name: &str) -> Result<&Saved> {
        self.all.get(name).ok_or_else(|| {
            let names: Vec<&str> = self.all.keys().map(String::as_str).collect();
            let cure = match &names[..] {
                [] => "keep one with `remiss search --save NAME QUERY…`".to_owned(),
                names => format!("there are {}", names.join(", ")),
            };
            Error::new(format!("no search is kept as {name}")).cure(cure)
        })
    }
}

/// A name under which a search can be kept.
pub(crate) fn name_of(words: &str) -> std::result::Result<String, String> {
    let name = words.trim();
    match name.chars().count() {
        0 => Err("a name has letters in it".to_owned()),
        1..=LONGEST if !name.chars().any(char::is_control) => Ok(name.to_owned()),
        _ => Err(format!("a name is one line of {LONGEST} letters at most")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Searches {
        let wanted = Wanted {
            boards: vec!["Region \"Norr\"".to_owned(), "kultur".to_owned()],
            kinds: vec![UnitKind::Reservation],
            from: Some("2024-01-01".to_owned()),
            ..Wanted::default()
        };
        let mut searches = Searches::default();
        let mut saved = Saved::new("\"svar på remiss\" -dialog".to_owned(), &wanted);
        saved.exact_words = true;
        searches.all.insert("å.b \"c\"".to_owned(), saved.clone());
        saved.seen = Some(Seen {
            ingest: 7,
            on: "2024-05-01".to_owned(),
        });
        searches.all.insert("säkerhet".to_owned(), saved);
        searches
    }

    #[test]
    fn what_is_written_reads_back() {
        let searches = some();
        assert_eq!(Searches::read(&searches.to_toml()).unwrap(), searches);
        assert_eq!(Searches::read("").unwrap(), Searches::default());
    }

    #[test]
    fn the_options_are_those_that_were_typed() {
        let searches = some();
        let options = searches.all["säkerhet"].options();
        assert_eq!(
            options,
            "--board 'Region \"Norr\"' --board kultur --kind reservation --from 2024-01-01 --exact-words"
        );
    }

    #[test]
    fn a_broken_file_is_told_with_its_line() {
        let broken = "[search.a]\nquery = \"x\"\nsen = 3\n";
        let told = Searches::read(broken).unwrap_err().to_string();
        assert!(told.contains("line 3"), "{told}");
    }

    #[test]
    fn a_name_is_a_line() {
        assert_eq!(name_of(" säkerhet ").unwrap(), "säkerhet");
        assert!(name_of(" ").is_err() && name_of("a\nb").is_err());
        assert!(name_of(&"a".repeat(61)).is_err());
    }
}
