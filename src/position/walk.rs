//! Walking through an answer: which topics are open, and where a sentence is
//! filed.
//!
//! A topic is open from the words that open it to those that open the next,
//! leave it, or to the end of its paragraph or headed section.

use super::cues::{Hit, Lexicon};
use crate::analyse::Token;
use crate::focus::{Mention, Role};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How a sentence came to its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// Its words touch it.
    Touches,
    /// It stands where the topic is open.
    Within,
    /// It stands under a heading that names it.
    Headed,
    /// It opens the topic.
    Opens,
}

/// So many topics in one sentence are a list of them, not an opinion.
const LIST: usize = 4;
/// The whole is area 0.
pub(super) const WHOLE: usize = 0;

/// What is known of one sentence.
pub(super) struct Facts<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) hits: Vec<Hit>,
    pub(super) mentions: Vec<Mention>,
    pub(super) named: Named,
    pub(super) speaker: bool,
    pub(super) owner: bool,
    pub(super) back: bool,
    /// It judges something else: the policy of the majority.
    pub(super) elsewhere: bool,
    /// It cites a part of the proposal: "(avsnitt 5.2)".
    pub(super) cites: bool,
}

/// Which areas a sentence has words of, and where their first stands. Asked
/// for every cue and area, so it is made once.
pub(super) struct Named {
    /// Token of each area's first mention, whatever it does.
    first: HashMap<usize, usize>,
    /// Areas with words that do more than close them.
    open: HashSet<usize>,
}

impl Named {
    /// `mentions` in order of place.
    pub(super) fn of(mentions: &[Mention]) -> Self {
        let mut first = HashMap::new();
        for mention in mentions {
            first.entry(mention.area).or_insert(mention.tokens.start);
        }
        let open = mentions.iter().filter(|m| m.role != Role::Closes);
        Named {
            first,
            open: open.map(|m| m.area).collect(),
        }
    }
}

impl Facts<'_> {
    pub(super) fn areas(&self, role: Role) -> Vec<usize> {
        let areas = self
            .mentions
            .iter()
            .filter(|m| m.role == role && m.area != WHOLE);
        let mut areas: Vec<usize> = areas.map(|m| m.area).collect();
        areas.sort_unstable();
        areas.dedup();
        areas
    }

    /// The sentence has a word of this area.
    pub(super) fn names(&self, area: usize) -> bool {
        self.named.open.contains(&area)
    }

    /// The token at which the sentence first has a word of this area.
    pub(super) fn first(&self, area: usize) -> Option<usize> {
        self.named.first.get(&area).copied()
    }

    /// A word of this area is among the sentence's first.
    fn begins_with(&self, area: usize) -> bool {
        const FIRST: usize = 4;
        self.first(area).is_some_and(|first| first < FIRST)
    }

    /// Bytes of a cue.
    pub(super) fn place(&self, hit: &Hit) -> Range<usize> {
        let first = self.tokens[hit.tokens.start].range.start;
        first..self.tokens[hit.tokens.end - 1].range.end
    }

    /// The sentence names the proposal: "programmet", "förslaget".
    pub(super) fn names_proposal(&self) -> bool {
        self.mentions
            .iter()
            .any(|m| m.role == Role::Opens && m.area == WHOLE)
    }

    /// It names the proposal or a part of it: "avsnittet", "definitionen".
    pub(super) fn names_whole(&self) -> bool {
        self.named.first.contains_key(&WHOLE)
    }
}

/// Where a reading stands.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) paragraph: usize,
    /// Topics of the heading above.
    pub(super) heading: Vec<usize>,
    /// Topics that are open.
    pub(super) open: Vec<usize>,
    /// The section tells what the proposal is.
    pub(super) recital: bool,
    /// The sentence before spoke of the whole.
    pub(super) whole: bool,
    /// The sentence that opened the topic spoke of the whole too.
    pub(super) shared: bool,
    /// The sentence lists the topics.
    pub(super) listed: bool,
    /// The next sentence is the first of its paragraph.
    pub(super) first: bool,
}

impl Walk {
    pub(super) fn enter_heading(&mut self, words: &str, facts: &Facts<'_>, lexicon: &Lexicon) {
        self.recital = lexicon.is_recital_heading(words);
        self.heading = facts.areas(Role::Opens);
        if self.heading.len() >= LIST {
            self.heading.clear();
        }
        self.open.clone_from(&self.heading);
        self.whole = false;
    }

    pub(super) fn enter_paragraph(
        &mut self,
        paragraph: usize,
        tokens: &[Token],
        lexicon: &Lexicon,
    ) {
        self.paragraph = paragraph;
        self.first = true;
        if !lexicon.carries_on(tokens) {
            self.open.clone_from(&self.heading);
            self.whole = false;
        }
    }

    /// Opens and leaves topics; gives those that the sentence opens.
    pub(super) fn step(&mut self, facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<usize> {
        let mut opens = facts.areas(Role::Opens);
        if opens.len() >= LIST {
            // The proposal's own list: no opinion on any of them.
            self.listed = true;
            return Vec::new();
        }
        self.listed = false;
        // Under a heading of its own a topic is not left for a passing word,
        // but for a paragraph that opens another.
        if !self.heading.is_empty() && !self.first {
            opens.retain(|area| self.heading.contains(area));
        }
        if !opens.is_empty() {
            self.open.clone_from(&opens);
            self.shared = facts.names_proposal();
        } else if self.leaves(facts, lexicon) {
            self.open.clone_from(&self.heading);
        }
        opens
    }

    /// The topics that a sentence is filed under, each once.
    pub(super) fn file(&self, facts: &Facts<'_>, opens: &[usize]) -> Vec<(usize, Link)> {
        let mut filed: Vec<(usize, Link)> = Vec::new();
        if !self.listed {
            filed.extend(opens.iter().map(|&area| (area, Link::Opens)));
            for &area in self.open.iter().filter(|area| !opens.contains(area)) {
                let headed = self.heading.contains(&area);
                filed.push((area, if headed { Link::Headed } else { Link::Within }));
            }
            // While a topic is open, a word in passing does not touch another;
            // one that a sentence begins with does.
            let passing = |area: &usize| !self.open.is_empty() && !facts.begins_with(*area);
            let touches = facts.areas(Role::Touches).into_iter();
            let touches = touches.filter(|area| !self.open.contains(area) && !passing(area));
            filed.extend(touches.map(|area| (area, Link::Touches)));
        }
        // A sentence on a topic may speak of the whole as well.
        let topical = filed.iter().any(|(_, link)| *link != Link::Touches);
        let also = facts.names_proposal() || self.shared && opens.is_empty();
        if !topical || also {
            let named = facts.names_whole();
            filed.push((WHOLE, if named { Link::Opens } else { Link::Within }));
        }
        filed
    }

    /// The sentence speaks of the whole again, or its words close the topic.
    fn leaves(&self, facts: &Facts<'_>, lexicon: &Lexicon) -> bool {
        let closed = facts
            .mentions
            .iter()
            .any(|m| m.role == Role::Closes && self.open.contains(&m.area));
        closed || lexicon.leaves(facts.tokens)
    }
}
