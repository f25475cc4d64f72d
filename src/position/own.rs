//! A proposal's own parts as areas: of the lists that papers give of them, the
//! one to follow, and words by which each part is found in an answer.

use super::lists::{List, area_words};
use super::verdict::common_words;
use crate::analyse::{Analyser, undotted};
use crate::focus::FocusArea;
use std::collections::{BTreeSet, HashMap};

/// The parts that lists name, kind by kind.
pub(super) fn themes(lists: &[&List], analyser: &Analyser) -> Vec<FocusArea> {
    let mut kinds: Vec<(&str, Vec<&List>)> = Vec::new();
    for list in lists {
        match kinds.iter_mut().find(|(kind, _)| *kind == list.kind) {
            Some((_, known)) => known.push(list),
            None => kinds.push((list.kind, vec![list])),
        }
    }
    // What is adopted beside the proposal stands last.
    kinds.sort_by_key(|(kind, _)| kind.is_empty());
    let mut areas: Vec<FocusArea> = Vec::new();
    for (kind, lists) in kinds {
        let Some(list) = chosen(&lists, analyser) else {
            continue;
        };
        for (at, name) in list.names.iter().enumerate() {
            let id = id_of(name);
            if areas.iter().any(|area| area.id == id) {
                continue;
            }
            areas.push(FocusArea {
                group: kind.to_owned(),
                number: u8::try_from(at + 1).ok().filter(|_| !kind.is_empty()),
                ..FocusArea::named(&id, name)
            });
        }
    }
    words(&mut areas, analyser);
    areas
}

/// "God informationshantering" → "god-informationshantering".
pub(super) fn id_of(name: &str) -> String {
    const WORDS: usize = 6;
    let folded = undotted(&name.to_lowercase()).into_owned();
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .collect();
    words.join("-")
}

/// The sender's list goes first, then one that others bear out.
fn chosen<'l>(lists: &[&'l List], analyser: &Analyser) -> Option<&'l List> {
    let stems: Vec<Vec<BTreeSet<String>>> = lists
        .iter()
        .map(|list| {
            list.names
                .iter()
                .map(|name| content(name, analyser))
                .collect()
        })
        .collect();
    let borne = |at: usize| {
        let same = |other: &usize| *other != at && alike(&stems[at], &stems[*other]);
        (0..lists.len()).filter(same).count()
    };
    let ranked = (0..lists.len()).rev().map(|at| {
        let list = lists[at];
        let support = borne(at) + usize::from(list.counted);
        ((list.sender, support, list.numbered), at)
    });
    let ((sender, support, _), at) = ranked.max()?;
    (sender || support > 0).then(|| lists[at])
}

/// Two lists name the same parts in the same order.
fn alike(one: &[BTreeSet<String>], other: &[BTreeSet<String>]) -> bool {
    let met = one.iter().zip(other).filter(|(a, b)| !a.is_disjoint(b));
    one.len() == other.len() && met.count() * 3 >= one.len() * 2
}

/// The stems of a name's telling words.
fn content(name: &str, analyser: &Analyser) -> BTreeSet<String> {
    let told = telling(name, analyser).into_iter();
    told.map(|(_, stem, _)| stem).collect()
}

/// The telling words of a name: as written, stem, and whether it is made of
/// others.
fn telling(name: &str, analyser: &Analyser) -> Vec<(String, String, bool)> {
    let data = area_words();
    let tokens = analyser.tokens(name);
    let told = tokens.iter().filter(|token| {
        let word = &token.word.exact;
        let common = |list: &[String]| list.iter().any(|one| one == word);
        word.chars().count() > 3 && !common(common_words()) && !common(&data.common)
    });
    told.map(|token| {
        let word = &token.word;
        (word.exact.clone(), word.stem.clone(), word.parts.len() > 1)
    })
    .collect()
}

/// Gives each area the words that open it: its name if that is one word, pairs
/// of its words, and words that tell it from all others.
fn words(areas: &mut [FocusArea], analyser: &Analyser) {
    const LONG: usize = 12;
    const PLAIN: usize = 9;
    let told: Vec<Vec<(String, String, bool)>> = areas
        .iter()
        .map(|area| telling(&area.name, analyser))
        .collect();
    let mut spread: HashMap<&str, usize> = HashMap::new();
    for (_, stem, _) in told.iter().flatten() {
        *spread.entry(stem).or_default() += 1;
    }
    for (area, words) in areas.iter_mut().zip(&told) {
        for pair in words.windows(2) {
            area.opens.push(format!("{} {}", pair[0].0, pair[1].0));
        }
        for (word, stem, compound) in words {
            let own = spread.get(stem.as_str()) == Some(&1);
            let letters = word.chars().count();
            if words.len() == 1 {
                // "lärande" is no form of "lära".
                let exact = if letters <= PLAIN && !compound {
                    "="
                } else {
                    ""
                };
                area.opens.push(format!("{exact}{word}"));
            } else if own && letters >= LONG && *compound {
                area.opens.push(word.clone());
            } else if own && letters > PLAIN {
                area.touches.push(word.clone());
            }
        }
        if area.opens.is_empty() {
            area.opens.push(area.name.clone());
        }
    }
}
