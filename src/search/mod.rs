//! Search: queries → units, each with the places that matched.
//!
//! Reads the query, asks the archive, then finds the matching words again in
//! the unit's running text, so that every hit can show its lines and why it
//! is one. Hits with nearly the same text are gathered under the first.

mod compile;
mod filters;
mod fold;
mod fragment;
mod groups;
mod kwic;
mod mention;
mod resolve;
mod words;

pub use compile::Asked;
pub use fragment::fragment;
pub use groups::{Group, GroupBy, Groups, Voice, groups};
pub use kwic::{Concordance, Kwic, KwicLine, KwicSort, concordance};
pub use mention::{Mention, Place};

use crate::analyse::Token;
use crate::archive::{Facets, Reader, Stored, UnitHit};
use crate::corpus::Scope;
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::matching::{Mark, Plan};
use crate::paper::Paper;
use crate::query::parse;
use crate::topics::Topics;
use crate::unit::Unit;
use compile::Compiler;
use resolve::resolve;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;
use words::{Words, near};

/// What the user asks for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The query as typed.
    pub query: String,
    /// What is looked through.
    pub scope: Scope,
    /// Most hits to give.
    pub limit: usize,
    /// Give hits with nearly the same text as one.
    pub fold: bool,
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
    /// How well it matches.
    pub score: f32,
    /// The unit's running text.
    pub flow: Flow,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Matches in it, ascending, not overlapping.
    pub marks: Vec<Mark>,
    /// 1-based physical lines that hold a match, ascending.
    pub lines: Vec<u32>,
    /// Further hits with nearly the same text.
    pub same: Vec<Hit>,
}

impl Hit {
    /// The unit.
    pub fn unit(&self) -> &Unit {
        &self.paper.segmentation.units[self.unit]
    }

    /// The places of the matches in the running text.
    pub fn ranges(&self) -> Vec<Range<usize>> {
        self.marks.iter().map(|mark| mark.range.clone()).collect()
    }

    /// The physical line a place of the running text stands on.
    pub fn line_of(&self, range: &Range<usize>) -> u32 {
        self.paper
            .document
            .index
            .line_of(self.flow.source(range.clone()).start)
    }
}

/// The answer to a search, read into memory.
#[derive(Clone, Debug)]
pub struct Hits {
    /// Units that match in all.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
    /// The words of the query, each with what it was read as.
    pub asked: Vec<Asked>,
    /// What is asked of a unit.
    pub plan: Plan,
    /// A word about the query itself, if it found nothing.
    pub hint: Option<String>,
}

/// The units that match a search, none of them read yet.
#[derive(Clone, Debug)]
pub struct Matching {
    /// Units that match in all.
    pub total: usize,
    /// The words of the query, each with what it was read as.
    pub asked: Vec<Asked>,
    /// What is asked of a unit.
    pub plan: Plan,
    /// What the filters alone ask of a unit.
    pub scope: Plan,
    /// A word about the query itself, if it found nothing.
    pub hint: Option<String>,
    /// The best of them, best first.
    ranked: Vec<Ranked>,
}

/// A unit that matches, and those with nearly the same text.
#[derive(Clone, Debug)]
struct Ranked {
    hit: UnitHit,
    same: Vec<UnitHit>,
}

impl Matching {
    /// Counts over all units that match.
    pub fn facets(&self, reader: &Reader) -> Result<Facets> {
        reader.facets(&self.plan)
    }

    /// Units that stand first.
    pub fn len(&self) -> usize {
        self.ranked.len()
    }

    /// Nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.ranked.is_empty()
    }

    /// Units gathered under others.
    pub fn same(&self) -> usize {
        self.ranked.iter().map(|ranked| ranked.same.len()).sum()
    }

    /// Reads the units, best first, and takes one after the other; few are in
    /// memory at once.
    pub fn each<E: From<Error>>(
        &self,
        reader: &Reader,
        mut take: impl FnMut(Hit) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        for some in self.ranked.chunks(AT_ONCE) {
            let units = some
                .iter()
                .flat_map(|ranked| [&ranked.hit].into_iter().chain(&ranked.same));
            let units: Vec<&UnitHit> = units.collect();
            let mut read = resolve(reader, &units, &self.plan)?.into_iter();
            for ranked in some {
                let hit = read.next().flatten();
                let same: Vec<Hit> = read.by_ref().take(ranked.same.len()).flatten().collect();
                if let Some(hit) = hit {
                    take(Hit { same, ..hit })?;
                }
            }
        }
        Ok(())
    }

    /// The same in document order: by file name and place.
    pub(super) fn in_place(&self, reader: &Reader) -> Result<Self> {
        let papers = reader.papers()?;
        let names = names(&papers);
        let mut ordered = self.clone();
        ordered.ranked.sort_by_key(|ranked| {
            let name = names.get(start_of(&ranked.hit.sha256));
            (name.copied().unwrap_or(""), ranked.hit.unit)
        });
        Ok(ordered)
    }
}

/// Hits that are read at once.
const AT_ONCE: usize = 256;

/// File names by as much of a content hash as a unit knows.
fn names(papers: &[Stored]) -> HashMap<&str, &str> {
    let papers = papers.iter();
    papers
        .map(|paper| (start_of(&paper.sha256), paper.name.as_str()))
        .collect()
}

/// As much of a content hash as a unit knows of its paper.
fn start_of(sha256: &str) -> &str {
    sha256.get(..20).unwrap_or(sha256)
}

/// A query looked up: what is asked of a unit.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// What is asked of a unit, by words and filters.
    pub plan: Plan,
    /// What the filters alone ask.
    pub scope: Plan,
    /// The words of the query, each with what it was read as.
    pub asked: Vec<Asked>,
}

/// Reads a query and looks its words up.
pub fn look_up(reader: &Reader, topics: &Topics, request: &Request) -> Result<Lookup> {
    let node = parse(&request.query).map_err(|error| error.explain(&request.query))?;
    let mut compiler = Compiler::new(reader, topics, &node)?;
    let asked_for = compiler
        .plan(&node)
        .map_err(|error| error.explain(&request.query))?;
    let filters = request.scope.filters().into_iter();
    let filters: Vec<Plan> = filters.map(Plan::Filter).collect();
    // Properties named in the query narrow what is looked through, too.
    let named: Vec<Plan> = match &asked_for {
        Plan::All(plans) => plans
            .iter()
            .filter(|plan| matches!(plan, Plan::Filter(_)))
            .cloned()
            .collect(),
        _ => Vec::new(),
    };
    let scope = Plan::All(
        [Plan::Everything]
            .into_iter()
            .chain(filters.iter().cloned())
            .chain(named)
            .collect(),
    );
    let plan = if filters.is_empty() {
        asked_for
    } else {
        Plan::All([asked_for].into_iter().chain(filters).collect())
    };
    Ok(Lookup {
        plan,
        scope,
        asked: compiler.asked,
    })
}

/// Finds what matches a request.
pub fn matching(reader: &Reader, topics: &Topics, request: &Request) -> Result<Matching> {
    let Lookup {
        plan,
        scope,
        mut asked,
    } = look_up(reader, topics, request)?;
    let found = reader.find(&plan, wanted(request))?;
    let ranked = match request.fold {
        true => fold::folded(reader, found.hits, request.limit)?,
        false => found
            .hits
            .into_iter()
            .map(|hit| Ranked {
                hit,
                same: Vec::new(),
            })
            .collect(),
    };
    let mut hint = None;
    if found.total == 0 {
        suggest(reader, &mut asked)?;
        hint = operators_meant(&request.query).or_else(|| all_wanted(&asked));
    }
    Ok(Matching {
        total: found.total,
        ranked,
        asked,
        plan,
        scope,
        hint,
    })
}

/// Answers a request.
pub fn search(reader: &Reader, topics: &Topics, request: &Request) -> Result<Hits> {
    let found = matching(reader, topics, request)?;
    let mut hits = Vec::with_capacity(found.len());
    found.each(reader, |hit| {
        hits.push(hit);
        Ok::<(), Error>(())
    })?;
    Ok(Hits {
        total: found.total,
        hits,
        asked: found.asked,
        plan: found.plan,
        hint: found.hint,
    })
}

/// Hits to fetch: some are gathered under others.
fn wanted(request: &Request) -> usize {
    match (request.limit, request.fold) {
        (0, _) => usize::MAX,
        (limit, true) => limit.saturating_mul(8).saturating_add(32),
        (limit, false) => limit,
    }
}

/// For every word that stands nowhere, the words nearest in spelling.
fn suggest(reader: &Reader, asked: &mut [Asked]) -> Result<()> {
    const MOST: usize = 3;
    /// A query of hundreds of unknown words is no slip of the pen.
    const WORDS: usize = 8;
    for one in asked.iter_mut().take(WORDS) {
        if reader.find(&one.plan, 0)?.total == 0 {
            let typed = one
                .typed
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            let words = Words::new(reader)?;
            let mut stems = BTreeSet::new();
            let new = |word: &&str| stems.insert(reader.analyser().word(word).stem.clone());
            let near = near(&words, &typed).into_iter().map(|(_, word)| word);
            one.meant = near.filter(new).take(MOST).map(str::to_owned).collect();
        }
    }
    Ok(())
}

/// Every word is known, and no unit holds all.
fn all_wanted(asked: &[Asked]) -> Option<String> {
    let known = asked.len() > 1 && asked.iter().all(|asked| asked.meant.is_empty());
    known.then(|| {
        "every word is required, and no unit holds all; for any of them write OR between".to_owned()
    })
}

/// What a query that finds nothing may have meant: operators in small
/// letters are words, case numbers and dates are properties.
fn operators_meant(query: &str) -> Option<String> {
    let figures = |word: &str, by: char| {
        word.split(by)
            .filter(|part| part.ends_with(|c: char| c.is_ascii_digit()))
            .count()
            > 1
    };
    if let Some(number) = query.split_whitespace().find(|word| figures(word, '/')) {
        return Some(format!(
            "this looks in the texts; for answers to a referral write remiss:\"{number}\""
        ));
    }
    if let Some(date) = query.split_whitespace().find(|word| figures(word, '-')) {
        return Some(format!(
            "this looks in the texts; for what was filed on a day write datum:{date}"
        ));
    }
    let small = query
        .split_whitespace()
        .find(|word| ["and", "or", "not", "och", "eller", "inte"].contains(word))?;
    Some(format!(
        "\"{small}\" is read as a word; the operator is {}",
        small.to_uppercase()
    ))
}
