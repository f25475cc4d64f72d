//! Search: queries → units, each with the places that matched.
//!
//! Reads the query, asks the archive, then finds the matching words again in
//! the unit's running text, so that every hit can show its lines and why it
//! is one. Hits with nearly the same text are gathered under the first.

mod apart;
mod around;
mod compile;
mod each;
mod filters;
mod fold;
mod fragment;
mod groups;
mod hints;
mod kwic;
mod mention;
mod related;
mod relax;
mod resolve;
pub(crate) mod saved;
mod words;

pub use apart::{Elsewhere, Loose, LooseHits};
use around::Around;
pub use compile::Asked;
pub use fragment::fragment;
pub use groups::{Group, GroupBy, Groups, Voice, groups};
pub use kwic::{Concordance, Kwic, KwicLine, KwicSort, concordance};
pub use mention::{Mention, Place};
pub use related::{Related, RelatedWords, Sort, Wish, related};
pub use relax::{Reading, Relaxed, Step, Why};
pub(crate) use saved::Kept;

use crate::analyse::Token;
use crate::archive::{Reader, Stored, UnitHit, unrecognised};
use crate::corpus::Scope;
use crate::error::{Error, Result};
use crate::flow::Flow;
use crate::matching::{Filter, Mark, Plan};
use crate::paper::Paper;
use crate::query::{Node, parse};
use crate::topics::Topics;
use crate::unit::Unit;
use compile::Compiler;
use hints::{Hints, suggest};
use relax::instead;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

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
    /// Where no unit holds all, nothing is found: no word is read otherwise.
    pub exact_words: bool,
    /// Only what came after the ingest with this number.
    pub after: Option<u64>,
    /// What stands around the units of papers is told too, if there is room.
    pub around: bool,
    /// Only papers that were not recognised, or none of them.
    pub unrecognised: Option<bool>,
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
    /// Words of the query that it lacks, where most will do.
    pub lacks: Vec<String>,
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
    /// How the query was read, if it finds nothing as it is.
    pub relaxed: Option<Relaxed>,
    /// Papers without units that match.
    pub loose: LooseHits,
    /// Papers that match around their units.
    pub around: LooseHits,
    /// Where words stand that no unit holds.
    pub elsewhere: Vec<Elsewhere>,
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
    /// How the query was read, if it finds nothing as it is.
    pub relaxed: Option<Relaxed>,
    /// Papers without units that match.
    pub loose: LooseHits,
    /// Papers that match around their units.
    pub around: LooseHits,
    /// Where words stand that no unit holds.
    pub elsewhere: Vec<Elsewhere>,
    /// The best of them, best first.
    ranked: Vec<Ranked>,
}

/// A unit that matches, and those with nearly the same text.
#[derive(Clone, Debug)]
struct Ranked {
    hit: UnitHit,
    same: Vec<UnitHit>,
}

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
    /// The filters given beside the query.
    filters: Vec<Plan>,
}

/// Reads a query and looks its words up.
pub fn look_up(reader: &Reader, topics: &Topics, request: &Request) -> Result<Lookup> {
    compiled(reader, topics, request, &read(request)?)
}

/// The query as typed.
fn read(request: &Request) -> Result<Node> {
    parse(&request.query).map_err(|error| error.explain(&request.query))
}

/// Looks the words of a query up.
fn compiled(reader: &Reader, topics: &Topics, request: &Request, node: &Node) -> Result<Lookup> {
    let mut compiler = Compiler::new(reader, topics, node)?;
    let asked_for = compiler
        .plan(node)
        .map_err(|error| error.explain(&request.query))?;
    let filters = request.scope.filters().into_iter();
    let filters = filters.chain(request.after.map(Filter::After));
    let apart = request.unrecognised.map(|only| {
        let filter = Plan::Filter(unrecognised());
        if only {
            filter
        } else {
            Plan::Not(Box::new(filter))
        }
    });
    let filters: Vec<Plan> = filters.map(Plan::Filter).chain(apart).collect();
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
        Plan::All([asked_for].into_iter().chain(filters.clone()).collect())
    };
    Ok(Lookup {
        plan,
        scope,
        asked: compiler.asked,
        filters,
    })
}

/// Finds what matches a request.
pub fn matching(reader: &Reader, topics: &Topics, request: &Request) -> Result<Matching> {
    let node = read(request)?;
    let mut lookup = compiled(reader, topics, request, &node)?;
    let mut found = reader.find(&lookup.plan, wanted(request))?;
    let mut loose = apart::loose(reader, &lookup.plan, request)?;
    let (mut relaxed, mut elsewhere) = (None, Vec::new());
    let mut around = match request.around {
        true => Around::of(reader, &lookup.plan)?,
        false => Around::default(),
    };
    let close = around.close > 0;
    let known = found.total + loose.total == 0 && is_known(reader, topics, request, &node)?;
    if found.total + loose.total == 0 && !known {
        elsewhere = apart::elsewhere(reader, &lookup.asked)?;
    }
    if found.total + loose.total == 0
        && !request.exact_words
        && !(known || close)
        && let Some(other) = instead(reader, topics, request, &node)?
    {
        loose = apart::loose(reader, &other.lookup.plan, request)?;
        (found, lookup, relaxed) = (other.found, other.lookup, Some(other.relaxed));
        if request.around && around.total == 0 {
            around = Around::of(reader, &lookup.plan)?;
        }
    }
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
    let Lookup {
        plan,
        scope,
        mut asked,
        ..
    } = lookup;
    let hints = Hints {
        reader,
        topics,
        request,
    };
    let mut hint = None;
    let known = known || close;
    if !known && (found.total + loose.total == 0 || relaxed.is_some()) {
        hint = hints.of_words(&node)?;
    }
    if !known && found.total + loose.total == 0 {
        suggest(reader, &mut asked)?;
        hint = match hint {
            Some(hint) => Some(hint),
            None => hints.of_nothing(&node)?,
        };
    }
    let room = match request.limit {
        0 => usize::MAX,
        limit => limit.saturating_sub(ranked.len() + loose.hits.len()),
    };
    let around = around.hits(reader, &asked, room)?;
    Ok(Matching {
        total: found.total,
        ranked,
        asked,
        plan,
        scope,
        hint,
        relaxed,
        loose,
        around,
        elsewhere,
    })
}

/// What is new is asked for, and what is found is known: then no word is read
/// otherwise to find more.
fn is_known(reader: &Reader, topics: &Topics, request: &Request, node: &Node) -> Result<bool> {
    if request.after.is_none() {
        return Ok(false);
    }
    let all = Request {
        after: None,
        ..request.clone()
    };
    let plan = compiled(reader, topics, &all, node)?.plan;
    Ok(reader.find(&plan, 0)?.total > 0 || apart::is_loose(reader, &plan)?)
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
        relaxed: found.relaxed,
        loose: found.loose,
        around: found.around,
        elsewhere: found.elsewhere,
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
