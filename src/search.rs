//! Search: words and "phrases" with filters → units, each with the places
//! that matched.
//!
//! Parses the query, asks the archive, then finds the matching words again
//! in the unit's running text, so that every hit can show its lines.

use crate::analyse;
use crate::archive::{Reader, Terms, UnitHit, UnitQuery};
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::paper::Paper;
use crate::referrals::Referrals;
use crate::unit::UnitKind;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

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
    pub paper: Arc<Paper>,
    /// Its number there.
    pub unit: usize,
    /// Its id.
    pub id: String,
    /// BM25.
    pub score: f32,
    /// The unit's running text.
    pub flow: Flow,
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
    let respondents = if request.boards.is_empty() {
        Vec::new()
    } else {
        reader.respondents()?
    };
    for board in &request.boards {
        query.respondents.extend(choose(board, &respondents)?);
    }
    if let Some(wanted) = &request.referral {
        query.referrals = Referrals::of(reader)?.chosen(wanted)?;
    }
    let (found, total) = reader.search(&query, request.limit)?;
    Ok(Hits {
        total,
        hits: resolve(reader, &found, &parts)?,
    })
}

/// Finds the matches of all hits, paper by paper, and puts the hits back in
/// order.
fn resolve(reader: &Reader, found: &[UnitHit], parts: &[Part]) -> Result<Vec<Hit>> {
    let mut by_paper: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, hit) in found.iter().enumerate() {
        by_paper.entry(&hit.sha256).or_default().push(at);
    }
    let mut hits: Vec<(usize, Hit)> = Vec::with_capacity(found.len());
    for (sha256, places) in by_paper {
        let Some(paper) = reader.paper_by_hash(sha256)? else {
            continue;
        };
        let paper = Arc::new(paper);
        let (ids, lines) = (paper.unit_ids(), Lines::new(&paper.document));
        for at in places {
            let UnitHit { unit, score, .. } = found[at];
            let Some(span) = paper.segmentation.units.get(unit).map(|unit| unit.span) else {
                continue;
            };
            let flow = Flow::of_span(&lines, &paper.layout, span);
            let matches = matches(&flow.text, parts);
            let line = |range: &Range<usize>| {
                paper
                    .document
                    .index
                    .line_of(flow.source(range.clone()).start)
            };
            let matched: BTreeSet<u32> = matches.iter().map(line).collect();
            hits.push((
                at,
                Hit {
                    id: ids[unit].clone(),
                    unit,
                    score,
                    matches,
                    lines: matched.into_iter().collect(),
                    flow,
                    paper: paper.clone(),
                },
            ));
        }
    }
    hits.sort_by_key(|(at, _)| *at);
    Ok(hits.into_iter().map(|(_, hit)| hit).collect())
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

/// The stored respondents a user's words mean: the one they name in some
/// spelling, else all that hold them; an error with the nearest names if there
/// is none.
fn choose(words: &str, names: &[String]) -> Result<Vec<String>> {
    let wanted = words.to_lowercase();
    let known = lexicon().known(words).map(str::to_lowercase);
    if let Some(known) = known.filter(|known| names.contains(known)) {
        return Ok(vec![known]);
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
        "nothing is stored yet".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    Err(Error::new(format!("no board here has \"{words}\" in its name")).cure(cure))
}

/// The words of a text that a part of the query asks for, ascending.
fn matches(text: &str, parts: &[Part]) -> Vec<Range<usize>> {
    let words: Vec<analyse::Word> = analyse::words(text).collect();
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
    let words = words
        .into_iter()
        .zip(&marked)
        .filter(|(_, marked)| **marked);
    words.map(|(word, _)| word.range).collect()
}

/// A fragment of at most about `width` bytes around the densest matches: its
/// place in the text.
pub fn fragment(text: &str, matches: &[Range<usize>], width: usize) -> Range<usize> {
    // For every match, how many end within `width` of it: both places only
    // move on.
    let mut last = 0;
    let within = matches.iter().enumerate().map(|(first, range)| {
        last = last.max(first);
        while last < matches.len() && matches[last].end <= range.start + width {
            last += 1;
        }
        (last - first, std::cmp::Reverse(range.start))
    });
    let densest = within.max().map_or(0, |(_, start)| start.0);
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
