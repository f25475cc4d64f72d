//! Patterns over words: `ser ..3 positivt på`, `välkomn*`, `bör|borde`.
//!
//! A word matches as written, `ord*` by its beginning, `*ord` by its end,
//! `a|b` either way; `..3` lets up to three words stand between.

use crate::analyse::Token;
use crate::error::{Error, Result};
use std::ops::Range;

/// A word that a pattern is held against.
pub(super) trait Spelt {
    /// It in lower case.
    fn spelt(&self) -> &str;
}

impl Spelt for Token {
    fn spelt(&self) -> &str {
        &self.word.exact
    }
}

/// One pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    /// Words that may stand before it.
    gap: usize,
    any_of: Vec<Form>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Whole(String),
    Begins(String),
    Ends(String),
}

impl Form {
    fn meets(&self, word: &str) -> bool {
        match self {
            Form::Whole(form) => word == form,
            Form::Begins(form) => word.starts_with(form.as_str()),
            Form::Ends(form) => word.ends_with(form.as_str()),
        }
    }
}

impl Pattern {
    /// Reads a pattern.
    pub(super) fn parse(words: &str) -> Result<Self> {
        let mut steps = Vec::new();
        let mut gap = 0;
        for word in words.split_whitespace() {
            if let Some(reach) = word.strip_prefix("..") {
                gap = reach.parse().map_err(|_| {
                    Error::new(format!("\"{words}\": \"{word}\" is no gap")).cure("write ..3")
                })?;
                continue;
            }
            let any_of = word.split('|').map(form).collect();
            steps.push(Step { gap, any_of });
            gap = 0;
        }
        if steps.is_empty() {
            return Err(Error::new("a pattern is empty").cure("give at least one word"));
        }
        Ok(Pattern { steps })
    }

    /// The first two letters its first word can have; `None` where it can be
    /// any.
    pub(super) fn openings(&self) -> Option<Vec<String>> {
        let openings = self.steps[0].any_of.iter().map(|form| match form {
            Form::Whole(form) | Form::Begins(form) => opening(form),
            Form::Ends(_) => None,
        });
        openings.collect()
    }

    /// It names one of these words itself: "delar inte" a negation.
    pub(super) fn names(&self, any_of: &[String]) -> bool {
        let named = |form: &Form| matches!(form, Form::Whole(word) if any_of.contains(word));
        self.steps.iter().any(|step| step.any_of.iter().any(named))
    }

    /// How many words it names.
    pub(super) fn words(&self) -> usize {
        self.steps.len()
    }

    /// The tokens from `at` that it matches, the shortest run.
    pub(super) fn at<W: Spelt>(&self, at: usize, tokens: &[W]) -> Option<Range<usize>> {
        let first = tokens.get(at)?;
        if !self.steps.first()?.meets(first) {
            return None;
        }
        self.rest(1, at + 1, tokens).map(|end| at..end)
    }

    fn rest<W: Spelt>(&self, step: usize, from: usize, tokens: &[W]) -> Option<usize> {
        let Some(wanted) = self.steps.get(step) else {
            return Some(from);
        };
        let reach = (from + wanted.gap + 1).min(tokens.len());
        let mut places = (from..reach).filter(|&at| wanted.meets(&tokens[at]));
        places.find_map(|at| self.rest(step + 1, at + 1, tokens))
    }

    /// It matches somewhere in the tokens.
    pub(super) fn is_in<W: Spelt>(&self, tokens: &[W]) -> bool {
        (0..tokens.len()).any(|at| self.at(at, tokens).is_some())
    }
}

impl Step {
    fn meets<W: Spelt>(&self, word: &W) -> bool {
        self.any_of.iter().any(|form| form.meets(word.spelt()))
    }
}

fn form(word: &str) -> Form {
    if let Some(end) = word.strip_prefix('*') {
        Form::Ends(end.to_owned())
    } else if let Some(beginning) = word.strip_suffix('*') {
        Form::Begins(beginning.to_owned())
    } else {
        Form::Whole(word.to_owned())
    }
}

/// The first two letters of a word; of a shorter one, the word.
pub(super) fn opening(word: &str) -> Option<String> {
    let letters: String = word.chars().take(2).collect();
    (!letters.is_empty()).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Analyser;

    #[test]
    fn words_gaps_and_ends() {
        let tokens = Analyser::default().tokens("Förvaltningen ser därför mycket positivt på det");
        let found = |pattern: &str| {
            let pattern = Pattern::parse(pattern).unwrap();
            (0..tokens.len()).find_map(|at| pattern.at(at, &tokens))
        };
        assert_eq!(found("ser ..3 positivt på"), Some(1..6));
        assert_eq!(found("ser ..1 positivt på"), None);
        assert_eq!(
            found("*förvaltningen|vi ser"),
            None.or(found("förvaltning* ser"))
        );
        assert!(Pattern::parse("ser ..x på").is_err());
    }
}
