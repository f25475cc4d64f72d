//! Finds the words of focus areas in a text: in any form, as parts of
//! compounds, and as phrases with a word or two between.

use super::FocusArea;
use crate::analyse::{Analyser, Token, Word};
use std::collections::HashMap;
use std::ops::Range;

/// Words that may stand between two words of a phrase.
const GAP: usize = 2;

/// A place where an area's words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the area.
    pub area: usize,
    /// What the words do.
    pub role: Role,
    /// Tokens, as a range of their indices.
    pub tokens: Range<usize>,
}

/// What a word of an area does where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Opens the topic.
    Opens,
    /// Touches it.
    Touches,
    /// Looks like it and is not.
    Except,
    /// Ends it.
    Closes,
}

struct Phrase {
    area: usize,
    role: Role,
    words: Vec<Wanted>,
    /// Words that may stand between two of its words.
    gap: usize,
}

#[derive(Clone, PartialEq, Eq)]
struct Wanted {
    stem: String,
    /// A leading `=` asks for the word exactly as written.
    exact: Option<String>,
}

impl Wanted {
    fn meets(&self, token: &Token) -> bool {
        let meets = |word: &Word| match &self.exact {
            Some(exact) => word.exact == *exact,
            None => word.stem == self.stem || word.parts.iter().any(|part| part.stem == self.stem),
        };
        meets(&token.word) || token.also.iter().any(|word| meets(word))
    }
}

/// The words of some areas, ready to be looked for.
pub struct Matcher {
    phrases: Vec<Phrase>,
    /// Phrases by the stem of their first word.
    first: HashMap<String, Vec<usize>>,
}

impl Matcher {
    /// Prepares the areas; ordinals ("första", "andra", …) make their
    /// numbers findable.
    pub fn new(areas: &[&FocusArea], ordinals: &[Vec<String>], analyser: &Analyser) -> Self {
        let mut matcher = Matcher {
            phrases: Vec::new(),
            first: HashMap::new(),
        };
        for (at, area) in areas.iter().enumerate() {
            for (role, list) in [
                (Role::Opens, &area.opens),
                (Role::Touches, &area.touches),
                (Role::Except, &area.except),
                (Role::Closes, &area.closes),
            ] {
                for words in list {
                    matcher.add(at, role, words, GAP, analyser);
                }
            }
            for words in numbered(area, ordinals) {
                matcher.add(at, Role::Opens, &words, 0, analyser);
            }
        }
        matcher
    }

    fn add(&mut self, area: usize, role: Role, words: &str, gap: usize, analyser: &Analyser) {
        let words: Vec<Wanted> = words
            .split_whitespace()
            .map(|word| {
                let bare = word.trim_start_matches('=');
                Wanted {
                    stem: analyser.word(bare).stem.clone(),
                    exact: word.starts_with('=').then(|| bare.to_lowercase()),
                }
            })
            .collect();
        let Some(head) = words.first() else { return };
        let at = self.phrases.len();
        self.first.entry(head.stem.clone()).or_default().push(at);
        self.phrases.push(Phrase {
            area,
            role,
            words,
            gap,
        });
    }

    /// Every mention, in order of place; what stands inside an exception is
    /// left out.
    pub fn find(&self, tokens: &[Token]) -> Vec<Mention> {
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            let token = &tokens[at];
            let words = std::iter::once(&token.word).chain(&token.also);
            for word in words {
                let parts = word.parts.iter().map(|part| &part.stem);
                for stem in std::iter::once(&word.stem).chain(parts) {
                    let Some(phrases) = self.first.get(stem) else {
                        continue;
                    };
                    for &phrase in phrases {
                        self.try_at(phrase, at, tokens, &mut found);
                    }
                }
            }
        }
        found.sort_by_key(|m: &Mention| (m.tokens.start, m.tokens.end, m.area, m.role));
        found.dedup();
        let mut shadows: HashMap<usize, Shadows> = HashMap::new();
        for m in found.iter().filter(|m| m.role == Role::Except) {
            shadows.entry(m.area).or_default().add(&m.tokens);
        }
        found.retain(|m| {
            let shadows = shadows.get(&m.area);
            m.role != Role::Except && !shadows.is_some_and(|shadows| shadows.hold(&m.tokens))
        });
        found
    }

    fn try_at(&self, phrase: usize, at: usize, tokens: &[Token], found: &mut Vec<Mention>) {
        let phrase = &self.phrases[phrase];
        if !phrase.words[0].meets(&tokens[at]) {
            return;
        }
        let mut end = at + 1;
        for wanted in &phrase.words[1..] {
            let reach = (end + phrase.gap + 1).min(tokens.len());
            match (end..reach).find(|&next| wanted.meets(&tokens[next])) {
                Some(next) => end = next + 1,
                None => return,
            }
        }
        found.push(Mention {
            area: phrase.area,
            role: phrase.role,
            tokens: at..end,
        });
    }
}

/// The exceptions of one area, by where they start, each with the farthest end
/// of it and those before.
#[derive(Default)]
struct Shadows(Vec<(usize, usize)>);

impl Shadows {
    /// Adds the next one, in order of place.
    fn add(&mut self, tokens: &Range<usize>) {
        let reach = self.0.last().map_or(0, |(_, end)| *end);
        self.0.push((tokens.start, reach.max(tokens.end)));
    }

    /// Some tokens stand inside one of them.
    fn hold(&self, tokens: &Range<usize>) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= tokens.start);
        before > 0 && self.0[before - 1].1 >= tokens.end
    }
}

/// "fjärde fokusområdet", "fokusområde fyra", "fjärde området".
fn numbered(area: &FocusArea, ordinals: &[Vec<String>]) -> Vec<String> {
    let Some(words) = area
        .number
        .and_then(|number| ordinals.get(usize::from(number).checked_sub(1)?))
    else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if at == 0 {
            all.push(format!("={word} {}", area.group));
            all.push(format!("={word} =området"));
        } else {
            all.push(format!("{} ={word}", area.group));
        }
    }
    all
}
