//! Parts that an answer speaks of and decides nothing on: it asks for
//! something under their heading, worries, or takes them up by name. Each may
//! have a row without a verdict; whether a sentence asks is told by others.

use super::known::section;
use super::lexicon::alike_words;
use super::place::called;
use super::read::{Asked, Line};
use super::{Decided, Part, Stance, Verdicts};
use std::ops::Range;

/// Further sentences under a heading that are shown.
const MORE: usize = 2;

/// A sentence on a part.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct View {
    part: Part,
    /// Bytes of it.
    sentence: Range<usize>,
    /// It is one whether or not it asks.
    sure: bool,
    /// It stands under the heading of the part.
    headed: bool,
}

/// What is said of numbered parts that have no verdict, in order.
pub(super) fn views(asked: &Asked<'_>, lines: &[Line], decided: &[(Part, Decided)]) -> Vec<View> {
    let mut views = Vec::new();
    for line in lines.iter().filter(|line| !line.led) {
        let open = line.open();
        // "Ikraftträdande och kostnader (avsnitt 7 och 8)": of both.
        let one = open.len() == 1;
        let open = open.iter().filter(|part| one || part.reference.is_some());
        for part in open {
            let standing = || (asked.named && line.introduced).then(|| standing(&part.name));
            let Some(part) = section(asked, line, part).or_else(|| standing().flatten()) else {
                continue;
            };
            // "Det bör framgå av 5 §": named for what is asked, and no part of its
            // own.
            let own = part.is_section() || line.opened.is_empty() || line.numbered;
            let known = decided.iter().any(|(other, _)| other.is_of(&part));
            if !known && (own && part.reference.is_some() || line.introduced) {
                views.push(View {
                    sure: line.introduced || line.worries,
                    headed: line.opened.is_empty(),
                    sentence: line.range.clone(),
                    part,
                });
            }
        }
    }
    views
}

/// A part that many proposals have: "tiden för ikraftträdande".
fn standing(name: &str) -> Option<Part> {
    let low = name.to_lowercase();
    let mut words = low.split(|c: char| !c.is_alphanumeric());
    let group = words.find_map(|word| {
        let groups = &mut alike_words().iter();
        groups.find(|group| group.iter().any(|one| one == word))
    })?;
    let first = group.first()?;
    let opening = first.chars().next()?;
    called(&format!(
        "{}{}",
        opening.to_uppercase(),
        &first[opening.len_utf8()..]
    ))
}

impl Part {
    /// It is the other part, or a section of it.
    fn is_of(&self, other: &Part) -> bool {
        let chapter = other.id.strip_prefix("kapitel-");
        let section = self.id.strip_prefix("avsnitt-");
        let inside = section.and_then(|section| section.split_once('.'));
        let rules = other.id.ends_with("-kap") && self.id.starts_with(&format!("{}-", other.id));
        let sections = chapter.is_some() && inside.map(|(first, _)| first) == chapter;
        self.id == other.id || rules || sections
    }
}

impl Verdicts {
    /// Gives the parts that have no verdict a row by the first sentence that
    /// asks, worries or takes them up.
    pub(in super::super) fn add_views(&mut self, asks: impl Fn(&Range<usize>) -> bool) {
        let (chapters, sections): (Vec<View>, Vec<View>) = std::mem::take(&mut self.views)
            .into_iter()
            .partition(|view| view.part.id.starts_with("kapitel-"));
        let views: Vec<View> = sections.into_iter().chain(chapters).collect();
        for view in &views {
            if view.sure || asks(&view.sentence) {
                self.add_view(view, &views);
            }
        }
        // What is said under the heading of a part is said of it.
        for view in views.iter().filter(|view| view.headed) {
            self.add_view(view, &views);
        }
    }

    /// A row by one view, with others under the same heading.
    fn add_view(&mut self, view: &View, all: &[View]) {
        if self.parts.iter().any(|(other, _)| other.is_of(&view.part)) {
            return;
        }
        let sentence = view.sentence.clone();
        let same = |other: &&View| {
            view.headed && other.headed && other.part.id == view.part.id && *other != view
        };
        let more = all.iter().filter(same).take(MORE);
        let more = more.map(|other| other.sentence.clone());
        let decided = Decided {
            verdict: None,
            stance: Stance::Neutral,
            strength: 1,
            cue: sentence.start..sentence.start,
            cue_id: "views",
            sentences: [sentence].into_iter().chain(more).collect(),
            reservation: None,
            doubts: 0,
        };
        self.parts.push((view.part.clone(), decided));
    }
}
