//! Endings that go, one at a time, and what only looks like one.

use foldhash::fast::RandomState;
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
pub(super) struct Data {
    ending: Vec<EndingData>,
    bases: Bases,
}

#[derive(Deserialize)]
struct Bases {
    words: String,
}

#[derive(Deserialize)]
struct EndingData {
    name: String,
    of: String,
    #[serde(default)]
    to: String,
    letters: usize,
    #[serde(default)]
    behind: String,
    #[serde(default)]
    behind_not: String,
    #[serde(default)]
    stop: bool,
}

struct Rule {
    name: String,
    to: String,
    /// Letters that stay, at least; one of them a vowel.
    letters: usize,
    /// What stays ends in one of these, if there are any, and in none of those.
    behind: Vec<String>,
    behind_not: Vec<String>,
    stop: bool,
}

/// An ending that goes.
pub(super) struct Cut<'e> {
    /// Where it starts.
    pub(super) at: usize,
    /// What takes its place.
    pub(super) to: &'e str,
    /// No other goes after it.
    pub(super) last: bool,
    /// Its rule.
    pub(super) rule: &'e str,
}

/// Endings of nouns that longer ones end in, and what a base ends in.
const SHORT: [&str; 19] = [
    "ernas", "erna", "ens", "en", "ets", "et", "ers", "er", "ars", "ar", "nas", "na", "ns", "as",
    "es", "n", "a", "e", "s",
];
/// Letters between which and an l a vowel stands at the end of a word.
const STOPS: [char; 8] = ['b', 'd', 'f', 'g', 'k', 'p', 't', 'x'];
/// How it is told that one of them goes.
const BEHIND_BASE: &str = "behind a noun's own end";

/// The endings, longest first, by their last letter.
pub(super) struct Endings {
    rules: Vec<Rule>,
    /// Endings and the rule of each.
    by_last: Vec<(u8, Vec<(String, usize)>)>,
    bases: HashSet<String, RandomState>,
    /// Bases only where nothing or a linking -s stands before them.
    apart: HashSet<String, RandomState>,
    longest_base: usize,
}

impl Endings {
    pub(super) fn new(data: Data) -> Self {
        let list = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        let mut rules = Vec::new();
        let mut by_last: Vec<(u8, Vec<(String, usize)>)> = Vec::new();
        for data in data.ending {
            for ending in data.of.split_whitespace() {
                let last = ending.as_bytes()[ending.len() - 1];
                let at = by_last.iter().position(|(known, _)| *known == last);
                let at = at.unwrap_or_else(|| {
                    by_last.push((last, Vec::new()));
                    by_last.len() - 1
                });
                by_last[at].1.push((ending.to_owned(), rules.len()));
            }
            rules.push(Rule {
                name: data.name,
                to: data.to,
                letters: data.letters,
                behind: list(&data.behind),
                behind_not: list(&data.behind_not),
                stop: data.stop,
            });
        }
        for (_, endings) in &mut by_last {
            // The first of a length stays first.
            endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        }
        let (apart, bases): (Vec<&str>, Vec<&str>) = data
            .bases
            .words
            .split_whitespace()
            .partition(|word| word.starts_with('^'));
        Endings {
            rules,
            by_last,
            longest_base: bases.iter().map(|base| base.len()).max().unwrap_or(0),
            bases: bases.into_iter().map(str::to_owned).collect(),
            apart: apart.into_iter().map(|word| word[1..].to_owned()).collect(),
        }
    }

    /// The longest ending of a word that may go.
    pub(super) fn cut(&self, word: &str) -> Option<Cut<'_>> {
        let last = word.as_bytes().last()?;
        let (_, endings) = self.by_last.iter().find(|(known, _)| known == last)?;
        if self.is_base(word) {
            return None;
        }
        endings.iter().find_map(|(ending, rule)| {
            let rest = word.strip_suffix(ending.as_str())?;
            let rule = &self.rules[*rule];
            rule.fits(rest)
                .then(|| match self.behind_base(word, ending) {
                    Some(at) => Cut {
                        at,
                        to: "",
                        last: false,
                        rule: BEHIND_BASE,
                    },
                    None => Cut {
                        at: rest.len(),
                        to: &rule.to,
                        last: rule.stop,
                        rule: &rule.name,
                    },
                })
        })
    }

    /// Where a shorter ending starts, if what stands before it only looks
    /// like an inflected form: "plan|s", not "pl|ans".
    fn behind_base(&self, word: &str, ending: &str) -> Option<usize> {
        let shorter = |short: &&&str| short.len() < ending.len() && ending.ends_with(**short);
        SHORT.iter().filter(shorter).find_map(|short| {
            let rest = word.strip_suffix(*short)?;
            self.is_base(rest).then_some(rest.len())
        })
    }

    fn is_base(&self, word: &str) -> bool {
        let from = word.len().saturating_sub(self.longest_base);
        word.char_indices().any(|(at, _)| {
            let (before, tail) = word.split_at(at);
            at >= from && self.bases.contains(tail)
                || (at == 0 || linked(before)) && self.apart.contains(tail)
        })
    }
}

/// Whether some letters end in a linking -s, as far as that can be seen.
fn linked(letters: &str) -> bool {
    let bare = letters.strip_suffix('s');
    bare.is_some_and(|bare| bare.len() > 3 && bare.ends_with(|c| !is_vowel(c)))
}

impl Rule {
    fn fits(&self, rest: &str) -> bool {
        let ends = |list: &[String]| list.iter().any(|end| rest.ends_with(end.as_str()));
        rest.chars().nth(self.letters - 1).is_some()
            && rest.contains(is_vowel)
            && (self.behind.is_empty() || ends(&self.behind))
            && !ends(&self.behind_not)
    }
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é')
}

/// What is left when no ending fits, with one m for two and the vowel that
/// goes before an ending put or left out: "cykel" and "cykl(ar)", "himmel" and
/// "himl(ar)".
pub(super) fn smooth(stem: &mut String) {
    if stem.ends_with("mm") {
        stem.pop();
    }
    let Some(rest) = stem.strip_suffix('l') else {
        return;
    };
    if rest.ends_with(STOPS) {
        if rest.contains(is_vowel) {
            stem.insert(rest.len(), 'e');
        }
        return;
    }
    // Behind other letters it goes, where a vowel stays.
    let short = rest.strip_suffix('e').unwrap_or(rest);
    let one = short
        .strip_suffix("mm")
        .map_or(short.len(), |m| m.len() + 1);
    let consonant = short.ends_with(|c| !is_vowel(c));
    if consonant && short.contains(is_vowel) && !short.ends_with(STOPS) {
        stem.truncate(one);
        stem.push('l');
    }
}
