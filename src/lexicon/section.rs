//! What a heading opens, told by its words where no list holds it whole:
//! "Förvaltningens yttrande, som nämnden har gjort till sitt" is an answer.
//!
//! Knows words alone; whether a line is a heading, its reader decides.

use serde::Deserialize;

/// Words that tell one role.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    role: String,
    /// The heading begins with one of these.
    #[serde(default)]
    opens: Vec<String>,
    /// It holds words that begin as all of one entry's do, in their order.
    #[serde(default)]
    holds: Vec<Vec<String>>,
    /// None of its words begins so.
    #[serde(default)]
    unless: Vec<String>,
}

/// The role that the words of a heading (lower case) tell first.
pub(super) fn told<'w>(all: &'w [Words], heading: &str) -> Option<&'w str> {
    let words: Vec<&str> = heading
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    all.iter()
        .find(|one| one.fits(heading, &words))
        .map(|one| one.role.as_str())
}

impl Words {
    fn fits(&self, heading: &str, words: &[&str]) -> bool {
        let excluded = |start: &String| words.iter().any(|word| word.starts_with(start.as_str()));
        if self.unless.iter().any(excluded) {
            return false;
        }
        let opens = |start: &String| heading.starts_with(start.as_str());
        self.opens.iter().any(opens) || self.holds.iter().any(|all| holds(words, all))
    }
}

/// The words hold one that begins as each of `all` does, in this order.
fn holds(words: &[&str], all: &[String]) -> bool {
    let mut rest = words.iter();
    all.iter()
        .all(|start| rest.any(|word| word.starts_with(start.as_str())))
}

#[cfg(test)]
mod tests {
    use crate::lexicon::lexicon;

    #[test]
    fn headings_are_told_by_their_words() {
        for (heading, role) in [
            ("Nämnden bestämmer", Some("decision")),
            ("Kommunstyrelsen beslutar", Some("decision")),
            ("Kommunens yttrande", Some("answer")),
            ("Svar från Region Norr", Some("answer")),
            ("Förslag till svar från Region Norr", Some("answer")),
            (
                "Förvaltningens yttrande, som nämnden har gjort till sitt",
                Some("answer"),
            ),
            ("Förvaltningens yttrande över planen", Some("views")),
            ("Förslag som lämnas under mötet", Some("course")),
            ("Meddelas Livsverket, akten", Some("distribution")),
            ("Vad ärendet gäller", Some("background")),
            ("Tidigare beslut i saken", None),
            ("Bubbelpooler, 9 §", None),
        ] {
            assert_eq!(lexicon().section(heading), role, "{heading}");
        }
    }
}
