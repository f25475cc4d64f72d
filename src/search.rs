//! Search: words and "phrases" with filters → units, each with the places
//! that matched.
//!
//! Parses the query, asks the archive, then finds the matching words again
//! in the unit's running text, so that every hit can show its lines.

use crate::analyse;
use crate::archive::{Reader, Terms, UnitQuery};
use crate::error::{Error, Result};
use crate::lexicon::lexicon;
use crate::paper::Paper;
use crate::unit::UnitKind;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What the user asks for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The query as typed.
    pub query: String,
    /// Parts of respondents' names.
    pub boards: Vec<String>,
    /// Party letters.
    pub parties: Vec<String>,
    /// Kinds of units.
    pub kinds: Vec<UnitKind>,
    /// Parts of a referral's title or its case number.
    pub referral: Option<String>,
    /// First filing date, ISO.
    pub from: Option<String>,
    /// Last filing date, ISO.
    pub to: Option<String>,
    /// Most hits to give.
    pub limit: usize,
}

/// One matching unit.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The paper it stands in.
    pub paper: std::sync::Arc<Paper>,
    /// Its number there.
    pub unit: usize,
    /// Its id.
    pub id: String,
    /// BM25.
    pub score: f32,
    /// The unit's running text.
    pub text: String,
    /// Matching words in it, ascending, not overlapping.
    pub matches: Vec<Range<usize>>,
    /// 1-based physical lines that hold a match, ascending.
    pub lines: Vec<u32>,
}

/// The answer to a search.
#[derive(Clone, Debug)]
pub struct Hits {
    /// Units that match in all.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

/// One part of the query: the terms a word stands for, or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Word(BTreeSet<String>),
    Phrase(Vec<String>),
}

/// A shorter word opens too many words that have nothing to do with it.
const SHORTEST_OPENING: usize = 5;
/// Most terms one word is widened to.
const WIDEST: usize = 500;

/// Answers a request.
pub fn search(reader: &Reader, request: &Request) -> Result<Hits> {
    let parts = parse(reader, &request.query)?;
    let mut query = UnitQuery {
        parts: parts.iter().map(terms).collect(),
        kinds: request.kinds.clone(),
        parties: request
            .parties
            .iter()
            .map(|party| lexicon().party(party).unwrap_or(party).to_lowercase())
            .collect(),
        dates: (request.from.clone(), request.to.clone()),
        ..UnitQuery::default()
    };
    for board in &request.boards {
        query.respondents.extend(choose(
            board,
            reader.respondents()?,
            "board",
            Some(lexicon().known(board)),
        )?);
    }
    if let Some(referral) = &request.referral {
        query.referrals = choose(referral, reader.referrals()?, "referral", None)?;
    }
    let (found, total) = reader.search(&query, request.limit)?;
    let mut papers: BTreeMap<String, std::sync::Arc<Paper>> = BTreeMap::new();
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        let paper = match papers.get(&hit.sha256) {
            Some(paper) => paper.clone(),
            None => {
                let Some(paper) = reader.paper_by_hash(&hit.sha256)? else {
                    continue;
                };
                papers
                    .entry(hit.sha256.clone())
                    .or_insert(std::sync::Arc::new(paper))
                    .clone()
            }
        };
        hits.extend(resolve(paper, hit.unit, hit.score, &parts));
    }
    Ok(Hits { total, hits })
}

fn parse(reader: &Reader, query: &str) -> Result<Vec<Part>> {
    if query.matches('"').count() % 2 == 1 {
        return Err(Error::new(format!(
            "the query has a quotation mark that is not closed: {query}"
        ))
        .cure("close it, or leave it out"));
    }
    let mut parts = Vec::new();
    for (at, piece) in query.split('"').enumerate() {
        let words: Vec<analyse::Word> = analyse::words(piece).collect();
        if at % 2 == 0 {
            for word in words {
                let typed = piece[word.range].to_lowercase();
                parts.push(Part::Word(widen(reader, word.term, &typed)?));
            }
        } else if !words.is_empty() {
            parts.push(Part::Phrase(
                words.into_iter().map(|word| word.term).collect(),
            ));
        }
    }
    if parts.is_empty() {
        return Err(
            Error::new("the query holds no word").cure("give at least one word, or a \"phrase\"")
        );
    }
    Ok(parts)
}

/// The word's stem, and the stems of words that begin with it as typed:
/// "säkerhet" also asks for "säkerhetsarbete".
fn widen(reader: &Reader, stem: String, typed: &str) -> Result<BTreeSet<String>> {
    let mut terms = BTreeSet::new();
    if typed.chars().count() >= SHORTEST_OPENING {
        terms.extend(reader.words_from(typed, WIDEST)?);
    }
    terms.insert(stem);
    Ok(terms)
}

fn terms(part: &Part) -> Terms {
    match part {
        Part::Word(terms) => Terms::Any(terms.iter().cloned().collect()),
        Part::Phrase(terms) => Terms::Phrase(terms.clone()),
    }
}

/// The stored names a user's words mean: the known normal form, else all
/// that hold the words; an error with the nearest names if there is none.
fn choose(
    words: &str,
    names: Vec<String>,
    what: &str,
    known: Option<Option<&str>>,
) -> Result<Vec<String>> {
    let wanted = words.to_lowercase();
    if let Some(Some(known)) = known {
        return Ok(vec![known.to_lowercase()]);
    }
    let found: Vec<String> = names
        .iter()
        .filter(|name| name.contains(&wanted))
        .cloned()
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let apart = |name: &str| {
        name.split(' ')
            .chain([name])
            .map(|part| strsim::osa_distance(part, &wanted))
            .min()
            .unwrap_or(usize::MAX)
    };
    let mut near: Vec<(usize, &String)> = names.iter().map(|name| (apart(name), name)).collect();
    near.sort();
    let near: Vec<&str> = near.iter().take(3).map(|(_, name)| name.as_str()).collect();
    let cure = if near.is_empty() {
        "nothing is stored".to_owned()
    } else {
        format!("near: {}", near.join(", "))
    };
    Err(Error::new(format!("no {what} here has \"{words}\" in its name")).cure(cure))
}

fn resolve(paper: std::sync::Arc<Paper>, unit: usize, score: f32, parts: &[Part]) -> Option<Hit> {
    let flow = paper.flow(paper.segmentation.units.get(unit)?);
    let words: Vec<analyse::Word> = analyse::words(&flow.text).collect();
    let mut marked = vec![false; words.len()];
    for part in parts {
        match part {
            Part::Word(terms) => {
                for (at, word) in words.iter().enumerate() {
                    marked[at] |= terms.contains(&word.term);
                }
            }
            Part::Phrase(terms) => {
                for at in 0..words.len().saturating_sub(terms.len() - 1) {
                    if terms
                        .iter()
                        .zip(&words[at..])
                        .all(|(term, word)| *term == word.term)
                    {
                        marked[at..at + terms.len()].fill(true);
                    }
                }
            }
        }
    }
    let matches: Vec<Range<usize>> = words
        .into_iter()
        .zip(&marked)
        .filter(|(_, marked)| **marked)
        .map(|(word, _)| word.range)
        .collect();
    let lines: BTreeSet<u32> = matches
        .iter()
        .map(|range| {
            paper
                .document
                .index
                .line_of(flow.source(range.clone()).start)
        })
        .collect();
    let id = paper.unit_ids().swap_remove(unit);
    Some(Hit {
        id,
        unit,
        score,
        matches,
        lines: lines.into_iter().collect(),
        text: flow.text,
        paper,
    })
}

/// A fragment of at most about `width` bytes around the densest matches: its
/// place in the text.
pub fn fragment(text: &str, matches: &[Range<usize>], width: usize) -> Range<usize> {
    let densest = matches
        .iter()
        .max_by_key(|first| {
            let within = matches
                .iter()
                .filter(|m| m.start >= first.start && m.end <= first.start + width)
                .count();
            (within, std::cmp::Reverse(first.start))
        })
        .map_or(0, |range| range.start);
    let back = densest.saturating_sub(width / 4);
    let start = match text[..densest].rfind(['.', '\n']) {
        Some(stop) if stop >= back => stop + 1,
        _ => boundary(text, back),
    };
    let end = (start + width).min(text.len());
    let end = text[..ceil(text, end)]
        .rfind(' ')
        .filter(|&end| end > densest && end < text.len() && ceil(text, start + width) < text.len())
        .unwrap_or(ceil(text, end));
    let last = matches
        .iter()
        .filter(|m| m.start < end)
        .map(|m| m.end)
        .max()
        .unwrap_or(end);
    start..end.max(last.min(text.len()))
}

/// The start of the word at or after byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    let at = ceil(text, at);
    if at == 0 {
        return 0;
    }
    text[at..].find(' ').map_or(at, |gap| at + gap + 1)
}

fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}
