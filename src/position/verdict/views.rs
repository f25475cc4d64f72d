//! Parts that an answer speaks of and decides nothing on: it asks for
//! something under their heading, worries, or takes them up by name. Each may
//! have a row without a verdict; whether a sentence asks is told by others.

use super::known::section;
use super::lexicon::alike_words;
use super::place::called;
use super::read::{Asked, Line};
use super::{Decided, Part, Stance, Verdicts};
use std::collections::{HashMap, HashSet};
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
    let (mut views, known) = (Vec::new(), Covered::of(decided));
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
            if !known.has(&part) && (own && part.reference.is_some() || line.introduced) {
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

/// Parts that have a row, and the chapters whose sections do.
#[derive(Default)]
struct Covered(HashSet<String>);

impl Covered {
    fn of(decided: &[(Part, Decided)]) -> Self {
        let mut covered = Covered::default();
        decided.iter().for_each(|(part, _)| covered.add(&part.id));
        covered
    }

    fn add(&mut self, id: &str) {
        let section = id
            .strip_prefix("avsnitt-")
            .and_then(|id| id.split_once('.'));
        let rule = id.split_once("-kap-");
        let chapters = [
            section.map(|(chapter, _)| format!("kapitel-{chapter}")),
            rule.map(|(chapter, _)| format!("{chapter}-kap")),
        ];
        let chapters = chapters.into_iter().flatten();
        self.0.extend(chapters.chain([id.to_owned()]));
    }

    fn has(&self, part: &Part) -> bool {
        self.0.contains(&part.id)
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
        let mut headed: HashMap<&str, Vec<&View>> = HashMap::new();
        for view in views.iter().filter(|view| view.headed) {
            headed.entry(&view.part.id).or_default().push(view);
        }
        // What asks, worries or takes a part up goes first; what else is said under
        // its heading is said of it too.
        let sure = views
            .iter()
            .filter(|view| view.sure || asks(&view.sentence));
        let mut covered = Covered::of(&self.parts);
        for view in sure.chain(views.iter().filter(|view| view.headed)) {
            if !covered.has(&view.part) {
                covered.add(&view.part.id);
                let same = headed.get(&*view.part.id).filter(|_| view.headed);
                let same = same.into_iter().flatten().filter(|other| **other != view);
                let decided = view.decided(same.take(MORE));
                self.parts.push((view.part.clone(), decided));
            }
        }
    }
}

impl View {
    /// A row by this view, with others under the same heading.
    fn decided<'v>(&self, more: impl Iterator<Item = &'v &'v View>) -> Decided {
        let sentence = self.sentence.clone();
        let more = more.map(|other| other.sentence.clone());
        Decided {
            verdict: None,
            stance: Stance::Neutral,
            strength: 1,
            cue: sentence.start..sentence.start,
            cue_id: "views",
            sentences: [sentence].into_iter().chain(more).collect(),
            reservation: None,
            doubts: 0,
        }
    }
}
