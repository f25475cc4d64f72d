//! Stems: the term under which all forms of a word meet.
//!
//! A form that is listed (`verbs.toml`, `nouns.toml`, `adjectives.toml`), alone
//! or as the last part of a compound or behind a particle, is read as its base
//! form; then endings go, longest first, until none fits (`stems.toml`). So all
//! forms come to what the base form itself comes to, whether or not that is a
//! word. It looks at the word alone, never at an archive's words.

mod endings;
mod table;
#[cfg(test)]
mod tests;

use endings::Endings;
use serde::Deserialize;
use table::Table;

/// Put behind a stem that would be a word of its own ("men").
const APART: char = '·';
/// More endings than any word has.
const MOST_STEPS: usize = 8;

#[derive(Deserialize)]
struct Data {
    keep: Keep,
    #[serde(flatten)]
    endings: endings::Data,
    agents: Agents,
}

#[derive(Deserialize)]
struct Keep {
    own: String,
    families: String,
}

#[derive(Deserialize)]
struct Agents {
    words: String,
}

/// The stemmer with its data compiled.
pub(super) struct Stemmer {
    table: Table,
    endings: Endings,
}

impl Stemmer {
    /// Reads the shipped data; fails if it is not well formed.
    pub(super) fn new() -> Result<Self, String> {
        let data: Data = toml::from_str(include_str!("../../lexicon/stems.toml"))
            .map_err(|error| error.to_string())?;
        Ok(Stemmer {
            table: Table::new(&data.keep.own, &data.keep.families, &data.agents.words)?,
            endings: Endings::new(data.endings),
        })
    }

    /// The stem of a word in lower case.
    pub(super) fn stem(&self, word: &str) -> String {
        self.read(word, |_| ())
    }

    /// The stem, and the lists and endings that led to it.
    pub(super) fn explained(&self, word: &str) -> (String, Vec<String>) {
        let mut steps = Vec::new();
        let stem = self.read(word, |step: Step<'_>| steps.push(step.to_string()));
        (stem, steps)
    }

    fn read(&self, word: &str, mut tell: impl FnMut(Step<'_>)) -> String {
        let mut stem = String::with_capacity(word.len() + 4);
        stem.push_str(word);
        if self.table.is_own(word) {
            tell(Step::Own);
            return stem;
        }
        for step in 0..MOST_STEPS {
            if step > 0 && self.table.is_own(&stem) {
                break;
            }
            if let Some((at, form)) = self.table.find(&stem, step > 0) {
                let changes = stem[at..] != *form.stem;
                if changes || form.last {
                    tell(Step::Listed(form.list, &stem[at..], &form.stem));
                }
                if changes {
                    stem.truncate(at);
                    stem.push_str(&form.stem);
                }
                if form.last {
                    return stem;
                }
            }
            let Some(cut) = self.endings.cut(&stem) else {
                break;
            };
            tell(Step::Ending(cut.rule, &stem[cut.at..]));
            stem.truncate(cut.at);
            stem.push_str(cut.to);
            if cut.last {
                break;
            }
        }
        endings::smooth(&mut stem);
        if self.table.is_own(&stem) {
            stem.push(APART);
        }
        stem
    }
}

/// What was done to a form on the way to its stem.
enum Step<'a> {
    /// Kept for itself.
    Own,
    /// Read as another form by this list.
    Listed(&'static str, &'a str, &'a str),
    /// This ending went by this rule.
    Ending(&'a str, &'a str),
}

impl std::fmt::Display for Step<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Step::Own => write!(out, "a word of its own"),
            Step::Listed(list, form, stem) => write!(out, "{list}: {form} → {stem}"),
            Step::Ending(rule, ending) => write!(out, "-{ending} ({rule})"),
        }
    }
}
