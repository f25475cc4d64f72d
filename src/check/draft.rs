//! A draft as it is checked: its sentences with their places, under the headings
//! they stand under.

use super::sections::{self, Reference};
use super::sources::Cover;
use super::words::{Word, words};
use crate::flow::Flow;
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::cut;
use crate::referrals::Referrals;
use crate::text::Cited;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A sentence of a draft.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) lines: Cited,
    pub(super) paragraph: usize,
    pub(super) heading: bool,
    /// It is the first heading, with nothing above it.
    pub(super) title: bool,
    /// Number of its heading among the sentences.
    pub(super) under: Option<usize>,
    pub(super) words: Vec<Word>,
    /// Parts of the proposal that it cites.
    pub(super) cites: Vec<Reference>,
    /// Bytes of what stands in quotation marks.
    pub(super) quotes: Vec<Range<usize>>,
}

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) sentences: Vec<Sentence>,
    /// Its text in small letters.
    pub(super) low: String,
}

impl Draft {
    /// Reads a draft, whatever kind of paper it was taken for.
    pub fn of(paper: &Paper) -> Self {
        let lines = Lines::new(&paper.document);
        let flow = Flow::of_lines(&lines, &paper.layout, 0, lines.len());
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut under = None;
        for one in cut(&flow.text) {
            let text = flow.text[one.range.clone()].to_owned();
            let span = flow.source(one.range.clone());
            let cited = paper.document.index.cite(span);
            let set = cited.first.checked_sub(1).map(|at| at as usize);
            let set = set.is_some_and(|at| at < lines.len() && lines.line(at).heading > 0);
            let heading = one.heading || set;
            if heading {
                under = Some(sentences.len());
            }
            let words = words(&text);
            sentences.push(Sentence {
                cites: sections::cited(&words, &text),
                quotes: quotes(&text),
                lines: cited,
                paragraph: one.paragraph,
                heading,
                title: heading && sentences.is_empty(),
                under: under.filter(|_| !heading),
                words,
                text,
            });
        }
        Draft {
            low: flow.text.to_lowercase(),
            sentences,
        }
    }

    /// The referral that the draft is about: whose number it prints, else whose
    /// respondents it names most.
    pub fn referral(&self, referrals: &Referrals, papers: &[Cover]) -> Option<usize> {
        let all = referrals.all();
        let numbered = all.iter().position(|one| {
            let numbers = one.numbers.iter().chain(&one.diarienummer);
            numbers
                .map(|number| number.to_lowercase())
                .any(|number| number.len() > 4 && self.low.contains(&number))
        });
        if numbered.is_some() || all.len() == 1 {
            return numbered.or(Some(0));
        }
        let mut names: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for paper in papers {
            for at in paper.groups(referrals) {
                names.entry(at).or_default().extend(paper.names());
            }
        }
        let named = |name: &&&str| self.low.contains(&name.to_lowercase());
        let best = names.iter();
        let best = best.map(|(at, names)| (names.iter().filter(named).count(), *at));
        let best = best.max_by_key(|(count, at)| (*count, Reverse(*at)));
        best.filter(|(count, _)| *count > 0).map(|(_, at)| at)
    }

    /// Sentences that are no headings, with their numbers.
    pub(super) fn said(&self) -> impl Iterator<Item = (usize, &Sentence)> {
        let all = self.sentences.iter().enumerate();
        all.filter(|(_, sentence)| !sentence.heading)
    }

    /// The heading over a sentence.
    pub(super) fn heading(&self, sentence: &Sentence) -> Option<&Sentence> {
        sentence.under.and_then(|at| self.sentences.get(at))
    }

    /// Runs of sentences under one heading: its number, and theirs.
    pub(super) fn sections(&self) -> Vec<(Option<usize>, Vec<usize>)> {
        let mut sections: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
        for (at, sentence) in self.said() {
            match sections
                .last_mut()
                .filter(|(under, _)| *under == sentence.under)
            {
                Some((_, sentences)) => sentences.push(at),
                None => sections.push((sentence.under, vec![at])),
            }
        }
        sections
    }
}

/// What stands between quotation marks.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('”' | '"' | '“' | '»' | '«' | '„', None) => open = Some(at + c.len_utf8()),
            ('”' | '"' | '“' | '»' | '«', Some(from)) => {
                found.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    found
}
