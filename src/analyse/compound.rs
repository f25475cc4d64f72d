//! Where a compound divides: "informationssäkerhetsarbete" is
//! information-s, säkerhet-s, arbete.
//!
//! A part counts as a modifier or a head if our own lists hold it
//! (`compounds.toml`), if its ending tells ("-ings", "-hets"), or if the
//! archive's words bear witness ([`Evidence`]). The cheapest cover wins, which
//! in Swedish is nearly always the one with the fewest parts (Karlsson 1992).
//! A word no cover fits is not divided.

use super::evidence::Evidence;
use super::stem::Stemmer;
use regex::Regex;
use serde::Deserialize;
use std::collections::HashSet;

/// Shortest word that is divided, and shortest part, in letters.
const SHORTEST_WORD: usize = 6;
pub(super) const SHORTEST_PART: usize = 3;
/// Shortest noun of the head list that may stand before another, in letters.
const SHORTEST_NOUN: usize = 5;
/// Longer words are not words.
const LONGEST_WORD: usize = 60;
/// Parts from this length on may be compounds themselves.
const LONG_PART: usize = 8;

#[derive(Deserialize)]
struct Data {
    modifiers: String,
    heads: String,
    whole: String,
    never_modifiers: String,
    never_heads: String,
    link: String,
    bound_heads: String,
    suffixes: String,
    fused: String,
    lexicalised: String,
}

/// The lists and rules, compiled.
pub(super) struct Lists {
    modifiers: HashSet<String>,
    /// Base forms, and their stems.
    nouns: HashSet<String>,
    heads: HashSet<String>,
    /// Stems of words that look like compounds and are not.
    whole: HashSet<String>,
    never_modifiers: HashSet<String>,
    never_heads: HashSet<String>,
    /// A modifier that ends like this is one, whatever it is.
    link: Regex,
    /// What follows a linking -s and is no head of its own.
    bound_heads: Regex,
    /// Endings that make adjectives of nouns.
    suffixes: Regex,
    /// Conjunctions that a lost space glues to the word before.
    fused: HashSet<String>,
    /// Beginnings of words that divide behind what is a particle elsewhere.
    lexicalised: Vec<(String, usize)>,
}

impl Lists {
    /// Reads the shipped data; fails if it is not well formed.
    pub(super) fn new(stemmer: &Stemmer) -> Result<Self, String> {
        let data: Data = toml::from_str(include_str!("../lexicon/compounds.toml"))
            .map_err(|error| error.to_string())?;
        let words = |list: &str| {
            list.split_whitespace()
                .map(str::to_owned)
                .collect::<HashSet<_>>()
        };
        let stems = |list: &str| {
            list.split_whitespace()
                .map(|word| stemmer.stem(word))
                .collect()
        };
        let regex = |pattern: &str| Regex::new(pattern).map_err(|error| error.to_string());
        Ok(Lists {
            modifiers: words(&data.modifiers),
            nouns: words(&data.heads),
            heads: stems(&data.heads),
            whole: stems(&data.whole),
            never_modifiers: words(&data.never_modifiers),
            never_heads: words(&data.never_heads),
            link: regex(&data.link)?,
            bound_heads: regex(&data.bound_heads)?,
            suffixes: regex(&data.suffixes)?,
            fused: words(&data.fused),
            lexicalised: data
                .lexicalised
                .split_whitespace()
                .filter_map(|word| Some((word.replace('|', ""), word.find('|')?)))
                .collect(),
        })
    }

    /// A noun of the head list in its linking form: as it is, with -s, or
    /// without the -a or -e of its base form.
    fn is_linked_noun(&self, part: &str, letters: usize) -> bool {
        let nouns = &self.nouns;
        letters >= SHORTEST_NOUN
            && (nouns.contains(part)
                || part
                    .strip_suffix('s')
                    .is_some_and(|bare| nouns.contains(bare))
                || nouns.contains(&format!("{part}a"))
                || nouns.contains(&format!("{part}e")))
    }

    /// Whether a part may stand before another at all.
    pub(super) fn may_modify(&self, part: &str) -> bool {
        let bare = part.strip_suffix('s').unwrap_or(part);
        has_vowel(part)
            && !self.never_modifiers.contains(part)
            && !self.never_modifiers.contains(bare)
    }

    /// Whether some letters are an ending that makes adjectives of nouns.
    pub(super) fn is_suffix(&self, letters: &str) -> bool {
        self.suffixes.is_match(letters)
    }

    /// Whether a part may stand last at all.
    pub(super) fn may_head(&self, part: &str) -> bool {
        has_vowel(part) && !self.never_heads.contains(part) && !self.bound_heads.is_match(part)
    }
}

fn has_vowel(part: &str) -> bool {
    part.contains(|c| "aeiouyåäöé".contains(c))
}

/// Divides words; borrows what it knows.
pub(super) struct Splitter<'d, 'e> {
    pub(super) stemmer: &'d Stemmer,
    pub(super) lists: &'d Lists,
    pub(super) evidence: &'e Evidence,
}

/// A cover of the letters up to some place: its cost, and where its last part
/// starts.
#[derive(Clone, Copy)]
struct Cover {
    cost: f32,
    from: usize,
}

impl Splitter<'_, '_> {
    /// The bytes at which a lower-case word divides, ascending; empty if it
    /// is no compound.
    pub(super) fn cuts(&self, word: &str) -> Vec<usize> {
        let mut cuts = Vec::new();
        self.divide(word, 0, &mut cuts);
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    fn divide(&self, word: &str, offset: usize, cuts: &mut Vec<usize>) {
        let begins = |(start, _): &&(String, usize)| word.starts_with(start.as_str());
        let lexicalised = self.lists.lexicalised.iter().find(begins);
        cuts.extend(lexicalised.map(|(_, cut)| offset + cut));
        let parts = self.cheapest(word);
        for (at, &[start, end]) in parts.iter().enumerate() {
            if at > 0 {
                cuts.push(offset + start);
            }
            let part = &word[start..end];
            if parts.len() > 1 && part.chars().count() >= LONG_PART {
                self.divide(part, offset + start, cuts);
            }
        }
    }

    /// The cheapest cover of the word by parts: byte ranges. One range, the
    /// word, if there is none.
    fn cheapest(&self, word: &str) -> Vec<[usize; 2]> {
        let places: Vec<usize> = word
            .char_indices()
            .map(|(at, _)| at)
            .chain([word.len()])
            .collect();
        let letters = places.len() - 1;
        let undivided = vec![[0, word.len()]];
        if !(SHORTEST_WORD..=LONGEST_WORD).contains(&letters)
            || self.lists.whole.contains(&self.stemmer.stem(word))
        {
            return undivided;
        }
        let mut best: Vec<Option<Cover>> = vec![None; letters + 1];
        best[0] = Some(Cover { cost: 0.0, from: 0 });
        for to in SHORTEST_PART..=letters {
            let from = 0..=to - SHORTEST_PART;
            let covers = from
                .filter(|&from| from > 0 || to < letters)
                .filter_map(|from| {
                    let before = best[from]?;
                    let part = &word[places[from]..places[to]];
                    let cost = if to == letters {
                        self.head_cost(&word[..places[from]], part)
                    } else {
                        self.modifier_cost(part)
                    }?;
                    Some(Cover {
                        cost: before.cost + cost,
                        from,
                    })
                });
            best[to] = covers.min_by(|a, b| a.cost.total_cmp(&b.cost));
        }
        let Some(_) = best[letters] else {
            return undivided;
        };
        let mut parts = Vec::new();
        let mut to = letters;
        while to > 0 {
            let Some(cover) = best[to] else { break };
            parts.push([places[cover.from], places[to]]);
            to = cover.from;
        }
        parts.reverse();
        parts
    }

    /// What a part costs as a modifier; nothing if it cannot be one.
    fn modifier_cost(&self, part: &str) -> Option<f32> {
        if !self.lists.may_modify(part) {
            return None;
        }
        let letters = part.chars().count();
        let base = if self.lists.modifiers.contains(part) {
            LISTED
        } else if letters >= 6 && self.lists.link.is_match(part) {
            TOLD
        } else if self.lists.is_linked_noun(part, letters)
            || letters > SHORTEST_PART && self.evidence.modifiers.contains(part)
        {
            WITNESSED
        } else {
            return None;
        };
        Some(base - PER_LETTER * letters.min(10) as f32)
    }

    /// What a part costs as the head behind `before`.
    fn head_cost(&self, before: &str, part: &str) -> Option<f32> {
        if self.lists.fused.contains(part) && self.lists.link.is_match(before) {
            return Some(AFTER_LINK);
        }
        if !self.lists.may_head(part) {
            return None;
        }
        let letters = part.chars().count();
        let stem = self.stemmer.stem(part);
        let base = if self.lists.heads.contains(&stem) {
            LISTED
        } else if letters > SHORTEST_PART && self.evidence.heads.contains(&stem) {
            WITNESSED
        } else if letters >= 5 && before.chars().count() >= 6 && self.lists.link.is_match(before) {
            AFTER_LINK
        } else {
            return None;
        };
        Some(base - PER_LETTER * letters.min(10) as f32)
    }

    /// Whether some letters are a modifier, or a compound that ends in one.
    pub(super) fn modifies(&self, before: &str) -> bool {
        self.modifier_cost(before).is_some()
            || self
                .cuts(before)
                .last()
                .is_some_and(|cut| self.modifier_cost(&before[*cut..]).is_some())
    }

    /// Whether some letters are a form of a noun of the head list.
    pub(super) fn is_listed_head(&self, tail: &str) -> bool {
        self.lists.may_head(tail) && self.lists.heads.contains(&self.stemmer.stem(tail))
    }

    /// Whether some letters are a head, or a compound.
    pub(super) fn heads(&self, after: &str) -> bool {
        self.head_cost("", after).is_some() || !self.cuts(after).is_empty()
    }

    /// The stem a modifier is found under: its linking letter goes.
    pub(super) fn modifier_stem(&self, part: &str) -> String {
        let bare = self.without_link(part);
        // "medborgar" is "medborgare" without its end.
        match format!("{bare}e") {
            agent if bare.ends_with("ar") && self.lists.nouns.contains(&agent) => {
                self.stemmer.stem(&agent)
            }
            _ => self.stemmer.stem(bare),
        }
    }

    /// "säkerhets" → "säkerhet", "gatu" → "gat"; "plats" stays.
    pub(super) fn without_link<'p>(&self, part: &'p str) -> &'p str {
        let letters = part.chars().count();
        if let Some(bare) = part.strip_suffix('s').filter(|_| letters > 3) {
            let known = |word: &str| self.known(&self.stemmer.stem(word));
            if self.lists.link.is_match(part) || known(bare) || !known(part) {
                return bare;
            }
        }
        part.strip_suffix(['o', 'u'])
            .filter(|_| letters > 3)
            .unwrap_or(part)
    }

    fn known(&self, stem: &str) -> bool {
        self.lists.heads.contains(stem) || self.evidence.heads.contains(stem)
    }
}

// Costs of a part, by what speaks for it. Each is more than any saving by
// length, so that fewer parts always win among equals.
const LISTED: f32 = 2.9;
const TOLD: f32 = 3.0;
const AFTER_LINK: f32 = 3.9;
const WITNESSED: f32 = 3.6;
const PER_LETTER: f32 = 0.15;
