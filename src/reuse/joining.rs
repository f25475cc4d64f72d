//! Statements without an argument of their own, and the ones they join.

use super::texts::Text;
use crate::text::lower;
use crate::unit::UnitKind;
use aho_corasick::AhoCorasick;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// A statement that joins another.
#[derive(Clone, Debug)]
pub struct Joining {
    /// The statement.
    pub text: Text,
    /// Number of the text it joins, if that stands here.
    pub target: Option<usize>,
}

/// Finds what each of these joins: a statement of the kind and the parties
/// that it names, by the same respondent, or by one that it names.
pub(super) fn resolve(joining: Vec<Text>, texts: &[Text]) -> Vec<Joining> {
    if joining.is_empty() {
        return Vec::new();
    }
    let made = Made::of(texts);
    joining
        .into_iter()
        .map(|text| Joining {
            target: made.target(&text, texts),
            text,
        })
        .collect()
}

/// Proposal, kind and respondent of a statement.
type By<'t> = (Option<usize>, UnitKind, Option<&'t str>);

/// Statements by what those who join them name, and the respondents' names.
struct Made<'t> {
    by: HashMap<By<'t>, Vec<usize>>,
    names: Vec<&'t str>,
    /// Finds the names in words of small letters.
    finder: Option<AhoCorasick>,
}

impl<'t> Made<'t> {
    fn of(texts: &'t [Text]) -> Self {
        let mut by: HashMap<By<'_>, Vec<usize>> = HashMap::new();
        let mut names = BTreeSet::new();
        for (at, text) in texts.iter().enumerate() {
            if let Some(unit) = text.unit() {
                let key = (text.referral, unit.kind, text.respondent());
                by.entry(key).or_default().push(at);
                names.extend(text.respondent());
            }
        }
        let names: Vec<&str> = names.into_iter().collect();
        let finder = AhoCorasick::new(names.iter().map(|name| lower(name)));
        Made {
            by,
            names,
            finder: finder.ok(),
        }
    }

    /// The statement that a text joins: one by a respondent it names before its
    /// own, of its own paper before others.
    fn target(&self, text: &Text, texts: &[Text]) -> Option<usize> {
        let joins = text.unit().and_then(|unit| unit.joins.as_ref())?;
        let said = lower(&text.flow.text);
        let found = self
            .finder
            .iter()
            .flat_map(|finder| finder.find_overlapping_iter(&said));
        let named: BTreeSet<&str> = found.map(|found| self.names[found.pattern()]).collect();
        let own = text.respondent();
        let fits = |other: &Text| {
            let parties = other.parties();
            let mut wanted = joins.parties.iter();
            wanted.all(|party| parties.contains(&party.as_str()))
        };
        let rank = |at: usize| {
            let other = &texts[at];
            let here = other.paper.document.sha256 == text.paper.document.sha256;
            let is_named = other.respondent().is_some_and(|name| named.contains(name));
            (is_named, other.respondent() == own, here)
        };
        let respondents = named.iter().map(|name| Some(*name)).chain([own]);
        let candidates = respondents.flat_map(|respondent| {
            let key = (text.referral, joins.kind, respondent);
            self.by.get(&key).into_iter().flatten()
        });
        let candidates = candidates.filter(|at| fits(&texts[**at]));
        candidates
            .copied()
            .min_by_key(|at| (Reverse(rank(*at)), *at))
    }
}
