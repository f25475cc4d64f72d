//! The lists written out: each form that no ending tells, and the base form it
//! is read as.

use super::endings::is_vowel;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

mod nouns;
mod verbs;

/// A form of a list.
pub(super) struct Form {
    /// What it is read as.
    pub(super) stem: Box<str>,
    /// The list, for people.
    pub(super) list: &'static str,
    /// No ending goes after it.
    pub(super) last: bool,
    /// It may be what an ending left ("vänn|er"); a past may not ("drog|er").
    again: bool,
}

/// What may stand before a form in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing.
    Nothing,
    /// A particle ("före", "till"), but not nothing.
    Particle,
    /// Nothing or a particle; before a long form any word.
    Verb,
    /// As that, but before a form a letter shorter too.
    Weak,
    /// Nothing or any word.
    Word,
    /// Any word, but not nothing.
    WordOnly,
    /// Nothing or any word that is no particle ("kultur", not "om").
    Noun,
}

/// A form as it is read alone, and as the last part of a word.
#[derive(Default)]
struct Entry {
    alone: Option<Form>,
    behind: Vec<(Form, Before)>,
}

/// Letters of a verb's form that any word may stand before.
const LONG: usize = 6;
/// Letters of the shortest form that stands behind any word.
const SHORTEST: usize = 3;

/// Particles that stand before another.
const FIRST: [&str; 4] = ["o", "för", "åter", "över"];

/// All listed forms.
pub(super) struct Table {
    forms: HashMap<Box<str>, Entry, RandomState>,
    /// Words that keep their stem for themselves.
    own: HashSet<Box<str>, RandomState>,
    particles: HashSet<Box<str>, RandomState>,
    /// Bytes of the longest form.
    longest: usize,
}

impl Table {
    /// Writes the shipped lists out; fails if they are not well formed.
    pub(super) fn new(own: &str, families: &str, agents: &str) -> Result<Self, String> {
        let mut table = Table {
            forms: HashMap::default(),
            own: own.split_whitespace().map(Box::from).collect(),
            particles: HashSet::default(),
            longest: 0,
        };
        for forms in families.lines() {
            let Some(first) = forms.split_whitespace().next() else {
                continue;
            };
            for form in forms.split_whitespace() {
                table.add("families", form, first, Before::Nothing, true);
            }
        }
        for word in agents.split_whitespace() {
            let (word, reach) = match word.strip_prefix('!') {
                Some(word) => (word, Before::Nothing),
                None => (word, Before::Word),
            };
            table.endings("agents", word, "e es en ens na nas", reach);
        }
        nouns::add(&mut table)?;
        verbs::add(&mut table)?;
        Ok(table)
    }

    /// Whether a word keeps its stem for itself.
    pub(super) fn is_own(&self, word: &str) -> bool {
        self.own.contains(word)
    }

    /// The form that a word is or ends in, and where it starts: the longest.
    /// `again` tells that an ending went before.
    pub(super) fn find(&self, word: &str, again: bool) -> Option<(usize, &Form)> {
        let fits = |form: &&Form| form.again || !again;
        let alone = self.forms.get(word).and_then(|entry| entry.alone.as_ref());
        if let Some(form) = alone.filter(fits) {
            return Some((0, form));
        }
        let from = word.len().saturating_sub(self.longest).max(1);
        let mut places = word.char_indices().map(|(at, _)| at);
        places.find_map(|at| {
            if at < from {
                return None;
            }
            let (before, tail) = word.split_at(at);
            let mut forms = self.forms.get(tail)?.behind.iter();
            let found =
                forms.find(|(form, reach)| fits(&form) && self.may_stand(before, tail, *reach));
            found.map(|(form, _)| (at, form))
        })
    }

    fn may_stand(&self, before: &str, tail: &str, reach: Before) -> bool {
        match reach {
            Before::Nothing => false,
            Before::Particle => self.is_particle(before),
            Before::Verb => self.is_particle(before) || is_long(tail, LONG) && is_word(before, 3),
            Before::Weak => {
                self.is_particle(before) || is_long(tail, LONG - 1) && is_word(before, 3)
            }
            Before::Noun => is_word(before, 2) && !self.is_particle(before),
            Before::Word | Before::WordOnly => {
                is_long(tail, SHORTEST)
                    && (before == "o" || is_word(before, 2) && !seam(before, tail))
            }
        }
    }

    /// A particle, or one behind "för-", "åter-", "o-" and the like.
    fn is_particle(&self, before: &str) -> bool {
        self.particles.contains(before)
            || FIRST.iter().any(|first| {
                let second = before.strip_prefix(first);
                second.is_some_and(|second| self.particles.contains(second))
            })
    }

    /// Adds a form, if none is there that was added before it.
    fn add(&mut self, list: &'static str, form: &str, stem: &str, reach: Before, last: bool) {
        self.longest = self.longest.max(form.len());
        let made = || Form {
            stem: stem.into(),
            list,
            last,
            again: !list.contains("neuter")
                && matches!(reach, Before::Word | Before::WordOnly | Before::Noun)
                || reach == Before::Nothing && !list.contains("verbs")
                || is_participle(form),
        };
        let entry = self.forms.entry(form.into()).or_default();
        if !matches!(reach, Before::Particle | Before::WordOnly) {
            entry.alone.get_or_insert_with(made);
        }
        if reach != Before::Nothing {
            entry.behind.push((made(), reach));
        }
    }

    /// Adds a stem itself and with each of these endings.
    fn endings(&mut self, list: &'static str, stem: &str, endings: &str, reach: Before) {
        for ending in endings.split_whitespace() {
            self.add(list, &format!("{stem}{ending}"), stem, reach, true);
        }
    }
}

/// Whether a verb's form is one that is compared and inflected itself:
/// "berömd(are)", "sliten", "slitn(are)".
fn is_participle(form: &str) -> bool {
    let vowel = |rest: &str| rest.ends_with(is_vowel);
    form.ends_with("dd")
        || form.ends_with("en")
        || form
            .strip_suffix(['d', 'n', 't'])
            .is_some_and(|rest| !vowel(rest))
}

fn is_long(letters: &str, shortest: usize) -> bool {
    letters.chars().nth(shortest - 1).is_some()
}

/// Some letters that may be a word.
fn is_word(letters: &str, shortest: usize) -> bool {
    is_long(letters, shortest) && letters.contains(is_vowel)
}

/// A doubled letter where a short form would start, or a vowel that seldom ends
/// the first part of a compound: "summan" and "ultiman" are no "man".
fn seam(before: &str, tail: &str) -> bool {
    let last = before.chars().next_back();
    let vowel = matches!(last, Some('a' | 'i' | 'o' | 'u' | 'y'));
    !is_long(tail, SHORTEST + 2) && (vowel || last == tail.chars().next())
}
