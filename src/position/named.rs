//! The numbered parts of a proposal by what its papers call them: "4.3
//! Skyfallsplan" in one answer makes "kravet på skyfallsplan" in another a
//! part with a number. Knows names alone; judges nothing.

use super::areas::order;
use super::verdict::{
    Part, alike_words, bare_name, cited_in_heading, common_words, is_finite, references,
};
use crate::analyse::{Analyser, Word, undotted};
use crate::document::DocumentKind;
use crate::line::Lines;
use crate::paper::Paper;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A part as one paper calls it.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    id: String,
    cited: String,
    name: String,
    /// Its number is surely the proposal's: its unit is named, or the proposal
    /// itself is the paper.
    sure: bool,
    /// The proposal itself, or its sender's account of the answers, says so.
    own: bool,
}

/// A numbered part of a proposal, as its papers call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// "avsnitt-6.2".
    pub(super) id: String,
    /// Its commonest name; as cited if it has none.
    pub(super) name: String,
}

/// Longest name of a part, in words.
const WORDS: usize = 9;

/// The parts that a paper names with their numbers.
pub(super) fn headings(paper: &Paper, lines: &Lines<'_>) -> Vec<Heading> {
    let own = matches!(
        paper.segmentation.kind,
        DocumentKind::Forslag | DocumentKind::Remissammanstallning
    );
    let mut found = Vec::new();
    for at in 0..lines.len() {
        let line = lines.raw(at);
        if !line.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if line.contains('|') {
            for cell in line.split('|') {
                found.extend(heading(cell, own));
            }
        } else {
            // "Skyfallsavgift (avsnitt 6.4): Regionen anser …"
            let run_in = || heading(&line[..line.find("):")? + 1], own);
            let found_here = heading(line, own).or_else(run_in);
            found.extend(found_here.or_else(|| bracketed(line)));
        }
    }
    found
}

/// The parts that a paper cites by a unit and a number, with a heading or
/// without one: ids, as cited.
pub(super) fn cited(lines: &Lines<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for at in 0..lines.len() {
        let line = lines.raw(at);
        for one in references(line) {
            let worded = line[one.range.clone()].starts_with(char::is_alphabetic);
            if worded || one.id.ends_with("-par") {
                found.entry(one.id).or_insert(one.cited);
            }
        }
    }
    found
}

/// "4.3 Skyfallsplan", "Avsnitt 4.3 – Skyfallsplan", "Skyfallsplan (4.3)".
fn heading(line: &str, own: bool) -> Option<Heading> {
    let line = line
        .trim()
        .trim_start_matches(['#', '*', '•', '–', '-', ' ']);
    let line = line.trim_end_matches(['*', ':', ' ']);
    let cited = cited_in_heading(line);
    let [one] = &cited[..] else {
        return None;
    };
    let opens = one.range.start == 0;
    let ends = line[one.range.end..].trim_matches([')', ' ']).is_empty();
    let name = bare_name(line);
    let words = name.split_whitespace().count();
    let leader = name.contains("..") || name.contains(". .");
    // A sentence that ends in a reference is no name.
    let named = name.chars().next().is_some_and(char::is_uppercase)
        && !name.contains(['.', ':', ';', '?', '!'])
        && !line.ends_with(['.', ',', '-'])
        && !name.split_whitespace().any(is_finite)
        && (1..=WORDS).contains(&words);
    ((opens || ends && words <= 5) && (named || leader && words > 0)).then(|| Heading {
        id: one.id.clone(),
        cited: one.cited.clone(),
        own,
        sure: own
            || one.cited.starts_with(char::is_alphabetic)
                && line[one.range.clone()].starts_with(char::is_alphabetic)
            || one.id.ends_with("-par")
            || one.id.ends_with("-kap"),
        name: name.split("..").next().unwrap_or("").trim().to_owned(),
    })
}

/// "förslaget om en särskild skyfallsavgift (avsnitt 6.4)".
fn bracketed(line: &str) -> Option<Heading> {
    const LEADS: [&str; 6] = [" om ", " på ", " till ", " från ", " av ", " för "];
    let open = line.find('(')?;
    let cited = references(line);
    let one = cited.iter().find(|one| one.range.start == open + 1)?;
    let before = line[..open].trim_end();
    let clause = before
        .rfind([',', '.', ';', ':'])
        .map_or(before, |at| &before[at..]);
    let name = LEADS
        .iter()
        .filter_map(|lead| Some((clause.find(lead)?, lead.len())))
        .min()
        .map(|(at, len)| clause[at + len..].trim())?;
    let few = (1..=WORDS).contains(&name.split_whitespace().count());
    (cited.len() == 1 && few).then(|| Heading {
        id: one.id.clone(),
        cited: one.cited.clone(),
        name: name.to_owned(),
        sure: true,
        own: false,
    })
}

/// One part, by all its papers.
#[derive(Debug)]
struct Known {
    part: Part,
    /// The stems of each of its names, one set a word.
    names: Vec<Vec<Vec<String>>>,
}

/// The numbered parts of one proposal.
#[derive(Debug, Default)]
pub(super) struct Parts {
    known: Vec<Known>,
    /// In how many of them a stem stands.
    spread: HashMap<String, usize>,
}

/// What several papers call the parts of one proposal, gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered<'t> {
    /// Papers, by number, of each part, with its names.
    by_id: BTreeMap<&'t str, Vec<(usize, &'t Heading)>>,
    /// How many papers cite each part, and how.
    cited: BTreeMap<&'t str, (usize, &'t str)>,
}

impl<'t> Gathered<'t> {
    pub(super) fn add(
        &mut self,
        paper: usize,
        headings: &'t [Heading],
        cited: &'t BTreeMap<String, String>,
    ) {
        for (id, cited) in cited {
            self.cited.entry(id).or_insert((0, cited)).0 += 1;
        }
        for heading in headings {
            self.by_id
                .entry(&heading.id)
                .or_default()
                .push((paper, heading));
        }
    }

    /// Parts whose number is the proposal's: one paper says so, or two call
    /// it by the same word.
    pub(super) fn parts(&self, analyser: &Analyser) -> Parts {
        let mut parts = Parts::default();
        for (id, used) in &self.by_id {
            let papers: BTreeSet<usize> = used.iter().map(|(paper, _)| *paper).collect();
            let sure = used.iter().any(|(_, heading)| heading.sure);
            let mut names: Vec<Vec<Vec<String>>> = Vec::new();
            for (_, heading) in used {
                let stems = stems(&heading.name, analyser);
                if !stems.is_empty() && !names.contains(&stems) {
                    names.push(stems);
                }
            }
            let alike = || papers.len() > 1 && shared(used, analyser);
            if names.is_empty() || !sure && !alike() {
                continue;
            }
            let shown = shown(used);
            let all: BTreeSet<&String> = names.iter().flatten().flatten().collect();
            // A chapter shares its words with its sections and tells less.
            let within = id
                .strip_prefix("kapitel-")
                .map(|number| format!("avsnitt-{number}."));
            let sections = within.iter().flat_map(|prefix| {
                let after = self.by_id.range(prefix.as_str()..);
                after.take_while(|(id, _)| id.starts_with(prefix.as_str()))
            });
            let theirs: BTreeSet<String> = sections
                .flat_map(|(_, used)| used.iter())
                .flat_map(|(_, heading)| stems(&heading.name, analyser))
                .flatten()
                .collect();
            for stem in all.into_iter().filter(|stem| !theirs.contains(*stem)) {
                *parts.spread.entry(stem.clone()).or_default() += 1;
            }
            let Some(shown) = shown else { continue };
            parts.known.push(Known {
                part: Part {
                    id: (*id).to_owned(),
                    name: shown.name.clone(),
                    reference: Some(shown.cited.clone()),
                },
                names,
            });
        }
        parts
    }

    /// The proposal's numbered parts in its own order: those that papers name,
    /// and those that two cite.
    pub(super) fn columns(&self, parts: &Parts) -> Vec<Numbered> {
        const PAPERS: usize = 2;
        let mut found: BTreeMap<&str, &str> = BTreeMap::new();
        for (id, (papers, cited)) in &self.cited {
            if *papers >= PAPERS {
                found.insert(id, cited);
            }
        }
        for known in &parts.known {
            found.insert(&known.part.id, &known.part.name);
        }
        let twin = |id: &str| match id.strip_prefix("kapitel-") {
            Some(number) => found.contains_key(&*format!("avsnitt-{number}")),
            None => false,
        };
        let ids = found.iter().filter(|(id, _)| !twin(id));
        let mut numbered: Vec<Numbered> = ids
            .map(|(id, name)| Numbered {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
            })
            .collect();
        numbered.sort_by_cached_key(|part| order(&part.id));
        numbered
    }
}

/// The heading that names a part: the proposal's own, else the commonest, a
/// capital and few letters before others.
fn shown<'t>(used: &[(usize, &'t Heading)]) -> Option<&'t Heading> {
    let plain = |name: &str| undotted(&name.to_lowercase()).into_owned();
    let mut times: HashMap<String, usize> = HashMap::new();
    for (_, heading) in used {
        *times.entry(plain(&heading.name)).or_default() += 1;
    }
    let headings = used.iter().map(|(_, heading)| *heading);
    headings.min_by_key(|one| {
        let capital = one.name.starts_with(char::is_uppercase);
        let often = times.get(&plain(&one.name)).copied().unwrap_or(0);
        (!one.own, !capital, Reverse(often), one.name.len())
    })
}

/// Two papers call it by the same word.
fn shared(used: &[(usize, &Heading)], analyser: &Analyser) -> bool {
    let mut by_stem: BTreeMap<String, usize> = BTreeMap::new();
    used.iter().any(|(paper, heading)| {
        let mut stems = stems(&heading.name, analyser).into_iter().flatten();
        stems.any(|stem| *by_stem.entry(stem).or_insert(*paper) != *paper)
    })
}

impl Parts {
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The part that these words are about, if they tell it from the others;
    /// of those whose id begins so.
    pub(super) fn find(&self, words: &str, within: &str, analyser: &Analyser) -> Option<&Part> {
        const LEAST: f64 = 0.5;
        const AHEAD: f64 = 1.5;
        if self.is_empty() {
            return None;
        }
        let said: BTreeSet<String> = stems(words, analyser).into_iter().flatten().collect();
        let mut best: Option<(f64, &Part)> = None;
        let mut second = 0.0;
        let among = self
            .known
            .iter()
            .filter(|known| known.part.id.starts_with(within));
        for known in among {
            let scores = known.names.iter().map(|name| self.score(name, &said));
            let score = scores.fold(0.0, f64::max);
            let inside = |part: &Part, other: &Part| {
                let chapter = other.id.strip_prefix("kapitel-");
                chapter.is_some_and(|number| part.id.starts_with(&format!("avsnitt-{number}.")))
            };
            match best {
                Some((_, top)) if inside(top, &known.part) => {}
                Some((_, top)) if score >= LEAST && inside(&known.part, top) => {
                    best = Some((score, &known.part));
                }
                Some((most, _)) if score <= most => second = f64::max(second, score),
                _ => {
                    second = best.map_or(second, |(most, _)| most);
                    best = Some((score, &known.part));
                }
            }
        }
        best.filter(|(score, _)| *score >= LEAST && *score >= AHEAD * second)
            .map(|(_, part)| part)
    }

    /// Rare words of the name that are said, by the share of it that is.
    fn score(&self, name: &[Vec<String>], said: &BTreeSet<String>) -> f64 {
        let weight = |stem: &String| {
            let of = self.spread.get(stem).map_or(1.0, |&of| of as f64);
            1.0 / (of * of)
        };
        let met = name.iter().map(|word| {
            let said = word.iter().filter(|stem| said.contains(*stem));
            said.map(weight).fold(0.0, f64::max)
        });
        let met: Vec<f64> = met.filter(|weight| *weight > 0.0).collect();
        let share = met.len() as f64 / name.len().max(1) as f64;
        met.iter().sum::<f64>() * share
    }
}

/// The stems of the words that tell one name from another, a set a word.
fn stems(name: &str, analyser: &Analyser) -> Vec<Vec<String>> {
    let common = common_words();
    let tokens = analyser.tokens(name);
    let told = tokens.iter().filter(|token| {
        let word = &token.word.exact;
        word.chars().count() > 3
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
            && !common.iter().any(|one| one == word)
    });
    let alike = |word: &Word| {
        let groups = alike_words().iter();
        let group = groups.filter(|group| group.contains(&word.exact));
        group
            .filter_map(|group| group.first().cloned())
            .collect::<Vec<_>>()
    };
    told.map(|token| {
        let mut stems = of_word(&token.word);
        stems.extend(alike(&token.word));
        stems
    })
    .collect()
}

fn of_word(word: &Word) -> Vec<String> {
    let mut stems = vec![undotted(&word.stem).into_owned()];
    let parts = word
        .parts
        .iter()
        .filter(|part| part.stem.chars().count() > 3);
    stems.extend(parts.map(|part| undotted(&part.stem).into_owned()));
    stems.dedup();
    stems
}
