//! What one view alone shows and what takes its time: the themes of the answers, and
//! what became of what the same respondents asked of earlier referrals.
//!
//! A report that has every view has both; a server reckons either when its view
//! is asked for. Both are answers of their own modules ([`crate::theme`],
//! [`crate::memory`]), told here of one referral.

use super::gather::filed_as;
use super::material::{Filed, Material};
use crate::archive::Reader;
use crate::corpus::{Names, Scope, Wanted};
use crate::error::{Error, Result};
use crate::focus::FocusFiles;
use crate::matching::{Filter, Plan};
use crate::memory::{Remembered, about_the_same, remembered_in};
use crate::paper::Paper;
use crate::theme::{Nouns, Theme, themes};
use crate::unit::UnitKind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many respondents must raise a theme, as `topics` asks if nothing is said.
pub(crate) const LEAST: usize = 3;
/// Units of earlier referrals that are looked through, at most: some fifteen
/// referrals of a city, which a server reads in a second or so (fifty answers
/// took a tenth).
const MOST_UNITS: usize = 600;

/// What is told apart.
#[derive(Debug, Default)]
pub struct Apart {
    /// Themes that several respondents raise, the most widely raised first.
    pub themes: Vec<Theme>,
    /// What became of what was asked before.
    pub earlier: Earlier,
}

/// What was asked of earlier referrals, and what became of it in this one.
#[derive(Debug, Default)]
pub struct Earlier {
    /// In the order of respondents and years.
    pub asks: Vec<Remembered>,
    /// The papers of other referrals that hold the asks.
    pub papers: Vec<Excerpt>,
    /// Earlier referrals of the same respondents that were not looked through.
    pub left: usize,
}

/// Some lines of a paper.
#[derive(Debug)]
pub struct Excerpt {
    /// The paper.
    pub filed: Filed,
    /// First and last of each run of lines.
    pub lines: Vec<[u32; 2]>,
}

/// The themes of one referral, named by its number among all; `others` are the
/// words of the papers that are not its, as far as they were read. `reviewed`:
/// only in papers that somebody has looked at.
pub fn themes_of(
    material: &Material,
    (group, reviewed): (usize, bool),
    (names, files, reader): (&Names<'_>, &FocusFiles, &Reader),
    others: Nouns,
) -> Result<Vec<Theme>> {
    let mut scope = Scope::of_referral(names, group)?;
    if reviewed {
        scope = scope.of_reviewed(names)?;
    }
    let papers = material.papers.iter().map(|filed| &filed.paper);
    let with = (files, reader.analyser(), LEAST);
    Ok(themes(papers, names.referrals()?, &scope, with, others))
}

/// What became of earlier asks in one referral; `reader` has all papers.
/// `reviewed`: only papers that somebody has looked at.
pub fn earlier_of(
    material: &Material,
    (group, reviewed): (usize, bool),
    (names, reader): (&Names<'_>, &Reader),
) -> Result<Earlier> {
    let referrals = names.referrals()?;
    let analyser = reader.analyser();
    let (groups, left) = candidates(group, names, reader)?;
    if groups.is_empty() {
        return Ok(Earlier::default());
    }
    let narrowed = reader.narrowed(&referrals.keys_of(&groups))?;
    let mut others: Vec<Paper> = Vec::new();
    let ours = |paper: &Paper| material.by_id.contains_key(paper.document.id());
    narrowed.each(
        &narrowed.papers()?,
        |paper| (!ours(&paper)).then_some(paper),
        |paper| {
            others.extend(paper);
            Ok::<(), Error>(())
        },
    )?;
    let wanted = Wanted {
        reviewed,
        ..Wanted::default()
    };
    let scope = Scope::of(names, &wanted)?;
    let papers = material.papers.iter().map(|filed| &filed.paper);
    let papers = papers.chain(&others);
    let asks = remembered_in(papers, (referrals, group), &scope, analyser);
    Ok(Earlier {
        papers: excerpts(others, &asks, material),
        asks,
        left,
    })
}

/// The earlier referrals that one of its respondents answers, those about the
/// same first, then those of most of them; and how many are left aside.
fn candidates(
    group: usize,
    names: &Names<'_>,
    reader: &Reader,
) -> Result<(BTreeSet<usize>, usize)> {
    #[derive(Default)]
    struct Of {
        respondents: BTreeSet<String>,
        years: BTreeSet<String>,
        units: usize,
    }
    let referrals = names.referrals()?;
    let kinds = [UnitKind::Yttrande, UnitKind::Radsyttrande].map(|kind| kind.name().to_owned());
    let plan = Plan::Filter(Filter::Kinds(kinds.to_vec()));
    let by_key = referrals.by_key();
    let mut of: BTreeMap<usize, Of> = BTreeMap::new();
    for (key, there) in reader.by_referral(&plan)? {
        if let Some(at) = by_key.get(&key) {
            let one = of.entry(*at).or_default();
            one.respondents.extend(there.respondents);
            one.years.extend(there.years);
            one.units += there.units;
        }
    }
    let own = of.remove(&group).unwrap_or_default();
    let related = about_the_same(referrals, group, reader.analyser());
    let is_later = |one: &Of| match (one.years.first(), own.years.last()) {
        (Some(first), Some(last)) => first > last,
        _ => false,
    };
    let met = of.into_iter().filter(|(_, one)| !is_later(one));
    let met = met.map(|(at, one)| {
        let shared = one.respondents.intersection(&own.respondents).count();
        (at, shared, one.units)
    });
    let mut met: Vec<(usize, usize, usize)> = met.filter(|(_, shared, _)| *shared > 0).collect();
    met.sort_by_key(|(at, shared, _)| (Reverse(related.contains(at)), Reverse(*shared), *at));
    let mut units = 0;
    let taken = met.iter().take_while(|(_, _, more)| {
        units += more;
        units <= MOST_UNITS || units == *more
    });
    let taken: BTreeSet<usize> = taken.map(|(at, ..)| *at).collect();
    let left = met.len() - taken.len();
    Ok((taken, left))
}

/// The papers in which asks stand, cut to the answers that hold them.
fn excerpts(others: Vec<Paper>, asks: &[Remembered], material: &Material) -> Vec<Excerpt> {
    let cited: BTreeSet<&str> = asks.iter().map(|one| one.ask.document.as_str()).collect();
    let is_cited = |paper: &Paper| {
        let name = paper.document.name.as_str();
        cited.contains(name) && !material.by_name.contains_key(name)
    };
    let mut found: Vec<Excerpt> = Vec::new();
    for filed in filed_as("tidigare-", others.into_iter().filter(is_cited).collect()) {
        let lines = holding(&filed.paper, asks);
        if !lines.is_empty() {
            found.push(Excerpt { filed, lines });
        }
    }
    found
}

/// The lines of the units of a paper that hold an ask.
fn holding(paper: &Paper, asks: &[Remembered]) -> Vec<[u32; 2]> {
    let here = asks
        .iter()
        .filter(|one| one.ask.document == paper.document.name);
    let at: BTreeSet<u32> = here.map(|one| one.ask.lines.first).collect();
    let units = paper.segmentation.units.iter();
    let lines = units.map(|unit| paper.document.index.lines_of(unit.span));
    let mut lines: Vec<[u32; 2]> = lines
        .filter(|[first, last]| at.range(first..=last).next().is_some())
        .collect();
    lines.sort_unstable();
    let mut runs: Vec<[u32; 2]> = Vec::new();
    for [first, last] in lines {
        match runs.last_mut() {
            Some(run) if first <= run[1] + 1 => run[1] = run[1].max(last),
            _ => runs.push([first, last]),
        }
    }
    runs
}

impl Earlier {
    /// The paper of another referral with this name.
    pub(super) fn filed(&self, name: &str) -> Option<&Filed> {
        let mut all = self.papers.iter().map(|one| &one.filed);
        all.find(|filed| filed.paper.document.name == name)
    }

    /// A paper is one of these.
    pub(super) fn has(&self, filed: &Filed) -> bool {
        self.papers.iter().any(|one| one.filed.slug == filed.slug)
    }
}
