//! Statements without an argument of their own, and the ones they join.

use super::texts::{Source, Text};
use crate::corpus::Joinable;
use crate::unit::Joins;
use std::collections::HashMap;

/// A statement that joins another.
#[derive(Clone, Debug)]
pub struct Joining {
    /// The statement.
    pub text: Text,
    /// Number of the text it joins, if that stands here.
    pub target: Option<usize>,
}

/// Finds what each of these joins, in its own paper before others.
pub(super) fn resolve(joining: Vec<Text>, texts: &[Text]) -> Vec<Joining> {
    if joining.is_empty() {
        return Vec::new();
    }
    let made = Made::of(texts);
    let targets: Vec<Option<usize>> = joining.iter().map(|text| made.target(text)).collect();
    let joining = joining.into_iter().zip(targets);
    joining
        .map(|(text, target)| Joining { text, target })
        .collect()
}

/// Some statements, each with its number among the texts and in its paper.
#[derive(Default)]
struct Statements<'t> {
    places: Vec<(usize, usize)>,
    joinable: Joinable<'t>,
}

impl<'t> Statements<'t> {
    fn add(&mut self, at: usize, text: &'t Text) {
        if let (Source::Unit(number), Some(unit)) = (text.source, text.unit()) {
            self.places.push((at, number));
            self.joinable.add(unit, text.referral, true);
        }
    }

    /// The statement that a text joins which stands before these.
    fn joined(&self, before: usize, text: &Text, joins: &Joins) -> Option<usize> {
        let whose = (text.referral, text.respondent());
        let found = self
            .joinable
            .joined(before, whose, joins, &text.flow.text)?;
        self.places.get(found).map(|(at, _)| *at)
    }
}

/// Statements of each paper, and of all.
struct Made<'t> {
    papers: HashMap<&'t str, Statements<'t>>,
    all: Statements<'t>,
}

impl<'t> Made<'t> {
    fn of(texts: &'t [Text]) -> Self {
        let mut papers: HashMap<&str, Statements<'_>> = HashMap::new();
        let mut all = Statements::default();
        for (at, text) in texts.iter().enumerate() {
            let paper = papers.entry(&text.paper.document.sha256).or_default();
            paper.add(at, text);
            all.add(at, text);
        }
        Made { papers, all }
    }

    fn target(&self, text: &Text) -> Option<usize> {
        let joins = text.unit().and_then(|unit| unit.joins.as_ref())?;
        let number = match text.source {
            Source::Unit(number) => number,
            _ => 0,
        };
        let here = self.papers.get(text.paper.document.sha256.as_str());
        let in_paper = here.and_then(|here| {
            let before = here.places.partition_point(|(_, other)| *other < number);
            here.joined(before, text, joins)
        });
        in_paper.or_else(|| self.all.joined(0, text, joins))
    }
}
