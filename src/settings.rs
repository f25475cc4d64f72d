//! What a settings file says: keys, their values, and the lines they stand on.
//!
//! Knows the keys and how a file is written; nothing of where the file is, of
//! arguments, or of what a value is used for.

use crate::error::{Error, Result};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub const FILE: &str = "remiss.toml";

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A word or name.
    Word,
    /// Several of them.
    Words,
    /// A file or folder, from where the settings file is.
    Path,
    /// Several of them.
    Paths,
}

impl Sort {
    /// Several values may be given.
    pub fn is_list(self) -> bool {
        matches!(self, Sort::Words | Sort::Paths)
    }

    /// Values are places, from where the settings file is.
    pub fn is_path(self) -> bool {
        matches!(self, Sort::Path | Sort::Paths)
    }
}

/// Something that can be set.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// What its value is.
    pub sort: Sort,
    /// The argument of the command line that it stands for, and what that
    /// takes: `--by NAME` is another than `--by WHAT`.
    pub argument: [&'static str; 2],
    /// What it is.
    pub about: &'static str,
}

const fn key(
    name: &'static str,
    sort: Sort,
    argument: [&'static str; 2],
    about: &'static str,
) -> Key {
    Key {
        name,
        sort,
        argument,
        about,
    }
}

/// Everything that can be set, in the order it is listed.
pub const KEYS: &[Key] = &[
    key(
        "archive",
        Sort::Path,
        ["archive", "DIR"],
        "the archive's directory",
    ),
    key(
        "areas",
        Sort::Paths,
        ["focus_areas", "FILE"],
        "files of focus areas",
    ),
    key(
        "lexicon",
        Sort::Paths,
        ["lexicon", "FILE"],
        "files of topics for search",
    ),
    key(
        "register",
        Sort::Paths,
        ["register", "FILE"],
        "lists of who answered, for ingest",
    ),
    key(
        "asked",
        Sort::Paths,
        ["asked", "FILE"],
        "lists of who was asked, for ingest",
    ),
    key(
        "about",
        Sort::Word,
        ["about", "WORDS"],
        "the proposal that these lists are about",
    ),
    key(
        "lang",
        Sort::Word,
        ["lang", "LANG"],
        "the language of what is written, sv or en",
    ),
    key(
        "by",
        Sort::Word,
        ["by", "NAME"],
        "who corrects and reviews here",
    ),
    #[cfg(feature = "serve")]
    key(
        "papers",
        Sort::Path,
        ["papers", "DIR"],
        "the folder that papers dropped on the page are put in",
    ),
    key(
        "allow",
        Sort::Words,
        ["limits", "NAME=N"],
        "what one file may cost, NAME=N",
    ),
];

/// A key that is set.
#[derive(Clone, Debug)]
pub struct Set {
    /// Which.
    pub key: &'static Key,
    /// Its values as they are written; one where it is no list.
    pub values: Vec<String>,
    /// Its line in the file.
    pub line: usize,
}

/// A setting that holds, wherever it comes from.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Which.
    pub key: &'static Key,
    /// Its values.
    pub values: Vec<String>,
    /// Where they come from.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// What was typed.
    Flag,
    /// This variable of the environment.
    Environment(&'static str),
    /// This file, and the line there.
    File(String, usize),
    /// Nobody said anything.
    Default,
}

impl Origin {
    /// The name in machine-readable output.
    pub fn name(&self) -> &'static str {
        match self {
            Origin::Flag => "flag",
            Origin::Environment(_) => "environment",
            Origin::File(..) => "file",
            Origin::Default => "default",
        }
    }
}

/// Reads a settings file; what is wrong is answered with its line.
pub fn read(text: &str) -> Result<Vec<Set>> {
    let table = DeTable::parse(text).map_err(|error| {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        Error::new(format!("line {line}: {}", error.message().trim_end()))
            .cure("a setting is written key = \"value\", or key = [\"value\", \"value\"]")
    })?;
    let mut sets = Vec::new();
    for (name, value) in table.into_inner() {
        let line = line_of(text, name.span().start);
        let key = known(name.get_ref()).map_err(|error| error.on(line))?;
        let values = values(key, value).map_err(|error| error.on(line))?;
        sets.push(Set { key, values, line });
    }
    sets.sort_by_key(|set| set.line);
    Ok(sets)
}

/// What is wrong on a line.
struct Wrong {
    what: String,
    cure: String,
}

impl Wrong {
    fn on(self, line: usize) -> Error {
        Error::new(format!("line {line}: {}", self.what)).cure(self.cure)
    }
}

fn known(name: &str) -> std::result::Result<&'static Key, Wrong> {
    /// Farther from a key, a word is another.
    const NEAR: usize = 3;
    if let Some(key) = KEYS.iter().find(|key| key.name == name) {
        return Ok(key);
    }
    let low = name.to_lowercase();
    let far = |key: &&Key| strsim::osa_distance(key.name, &low);
    let nearest = KEYS.iter().min_by_key(far).filter(|key| far(key) <= NEAR);
    Err(Wrong {
        what: format!("{name:?} is no setting"),
        cure: match nearest {
            Some(key) => format!("did you mean {}?", key.name),
            None => {
                let names: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
                format!("the settings are {}", names.join(", "))
            }
        },
    })
}

fn values(key: &Key, value: Spanned<DeValue<'_>>) -> std::result::Result<Vec<String>, Wrong> {
    let wrong = |what: &str| Wrong {
        what: format!("{} {what}", key.name),
        cure: match key.sort.is_list() {
            true => format!("write {} = [\"…\"]", key.name),
            false => format!("write {} = \"…\"", key.name),
        },
    };
    let values = match value.into_inner() {
        DeValue::Array(all) if key.sort.is_list() => all
            .into_iter()
            .map(|one| match one.into_inner() {
                DeValue::String(text) => Ok(text.into_owned()),
                _ => Err(wrong("holds something that is no text")),
            })
            .collect::<std::result::Result<_, _>>()?,
        DeValue::String(text) => vec![text.into_owned()],
        _ if key.sort.is_list() => return Err(wrong("is no list of texts")),
        _ => return Err(wrong("is no text")),
    };
    match values.iter().any(|value| value.trim().is_empty()) {
        true => Err(wrong("says nothing")),
        false => Ok(values),
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_set_has_its_line() {
        let sets =
            read("# of the papers\nby = \"Eva Ek\"\n\nareas = [\"a.toml\", \"b.toml\"]\n").unwrap();
        let all: Vec<_> = sets.iter().map(|set| (set.key.name, set.line)).collect();
        assert_eq!(all, [("by", 2), ("areas", 4)]);
        assert_eq!(sets[1].values, ["a.toml", "b.toml"]);
    }

    #[test]
    fn one_file_needs_no_brackets() {
        assert_eq!(
            read("register = \"lista.xlsx\"").unwrap()[0].values,
            ["lista.xlsx"]
        );
    }

    #[test]
    fn an_unknown_key_is_told_with_the_nearest() {
        let told = told("by = \"x\"\nregistre = \"a\"\n");
        assert!(
            told.starts_with("line 2: \"registre\" is no setting"),
            "{told}"
        );
        assert!(told.contains("did you mean register?"), "{told}");
    }

    #[test]
    fn a_key_like_no_other_is_told_with_all() {
        assert!(told("volume = 11").contains("the settings are archive, areas"));
    }

    #[test]
    fn broken_toml_is_told_with_its_line() {
        let told = told("by = \"x\"\nareas = [\n");
        assert!(told.contains("line "), "{told}");
        assert!(told.contains("key = \"value\""), "{told}");
    }

    #[test]
    fn values_of_another_sort_are_told() {
        assert!(told("by = 3").contains("line 1: by is no text (write by = \"…\")"));
        assert!(told("by = [\"a\"]").contains("by is no text"));
        assert!(told("areas = [1]").contains("areas holds something that is no text"));
        assert!(told("about = \" \"").contains("about says nothing"));
        assert!(told("[by]\nx = 1").contains("by is no text"));
    }
}
