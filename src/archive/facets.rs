//! Counts over units: who, what, when, and how many words.

use super::lists::Scored;
use super::read::Reader;
use super::read::unreadable_terms;
use super::whose::Whose;
use crate::error::Result;
use crate::matching::Plan;
use std::collections::BTreeSet;
use std::collections::{BTreeMap, HashMap};
use tantivy::SegmentReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// Units and their words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Units.
    pub units: usize,
    /// Words in them.
    pub words: u64,
}

/// What a set of units holds, by property. A unit with several signers counts
/// under each party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// All together.
    pub all: Scope,
    /// By respondent.
    pub respondents: BTreeMap<String, Scope>,
    /// By machine-readable kind.
    pub kinds: BTreeMap<String, Scope>,
    /// By party.
    pub parties: BTreeMap<String, Scope>,
    /// By year of filing.
    pub years: BTreeMap<String, Scope>,
}

impl Reader {
    /// Counts the units that a plan matches.
    pub fn facets(&self, plan: &Plan) -> Result<Facets> {
        if let Some(far) = self.far() {
            return far.facets(plan);
        }
        let mut facets = Facets::default();
        for (segment, found) in self
            .searcher
            .segment_readers()
            .iter()
            .zip(self.evaluate(plan)?)
        {
            count(segment, &found, &mut facets)?;
        }
        let respondents = std::mem::take(&mut facets.respondents);
        let shown = respondents.into_iter();
        facets.respondents = shown
            .filter_map(|(name, scope)| Some((self.name(name)?, scope)))
            .collect();
        Ok(facets)
    }
}

impl Reader {
    /// Counts the units that a plan matches paper by paper, by the start of
    /// its content hash that its units know.
    pub fn scope_by_paper(&self, plan: &Plan) -> Result<HashMap<String, Scope>> {
        if let Some(far) = self.far() {
            return far.scope_by_paper(plan);
        }
        let mut papers: HashMap<String, Scope> = HashMap::new();
        let segments = self
            .searcher
            .segment_readers()
            .iter()
            .zip(self.evaluate(plan)?);
        for (segment, found) in segments {
            let length = segment.fast_fields().u64("length")?;
            let whose = Whose::open(segment)?;
            let mut by_number: BTreeMap<u64, Scope> = BTreeMap::new();
            for (doc, _) in found {
                if let Some(paper) = whose.paper(doc) {
                    let scope = by_number.entry(paper).or_default();
                    add(scope, length.first(doc).unwrap_or(0));
                }
            }
            for (number, scope) in by_number {
                let sum = papers.entry(whose.start(number)?).or_default();
                sum.units += scope.units;
                sum.words += scope.words;
            }
        }
        Ok(papers)
    }
}

/// What units there are of a referral.
#[derive(Clone, Debug, Default)]
pub(crate) struct InReferral {
    /// Units.
    pub(crate) units: usize,
    /// Their respondents.
    pub(crate) respondents: BTreeSet<String>,
    /// Years of filing.
    pub(crate) years: BTreeSet<String>,
}

impl Reader {
    /// Counts the units that a plan matches by the key of their referral, all
    /// referrals in one pass.
    pub(crate) fn by_referral(&self, plan: &Plan) -> Result<BTreeMap<String, InReferral>> {
        let mut all: BTreeMap<String, InReferral> = BTreeMap::new();
        let segments = self.searcher.segment_readers().iter();
        for (segment, found) in segments.zip(self.evaluate(plan)?) {
            let mut is_found = vec![false; segment.max_doc() as usize];
            found
                .iter()
                .for_each(|(doc, _)| is_found[*doc as usize] = true);
            let (names, date) = (
                segment.fast_fields().str("respondent")?,
                segment.fast_fields().u64("date")?,
            );
            let inverted = segment.inverted_index(self.fields.referral)?;
            let mut terms = inverted.terms().stream().map_err(unreadable_terms)?;
            while let Some((term, info)) = terms.next() {
                let key = String::from_utf8_lossy(term).into_owned();
                let (mut units, mut numbers, mut years) = (0, BTreeSet::new(), BTreeSet::new());
                let mut postings =
                    inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    let doc = postings.doc();
                    if is_found[doc as usize] {
                        units += 1;
                        numbers.extend(names.iter().flat_map(|names| names.term_ords(doc)));
                        years.extend(date.first(doc).map(|date| date / 10_000));
                    }
                    postings.advance();
                }
                if units == 0 {
                    continue;
                }
                let of = all.entry(key).or_default();
                of.units += units;
                of.years
                    .extend(years.into_iter().map(|year| year.to_string()));
                for (names, number) in names
                    .iter()
                    .flat_map(|names| numbers.iter().map(move |number| (names, *number)))
                {
                    let mut name = String::new();
                    names.ord_to_str(number, &mut name)?;
                    of.respondents.extend(self.name(name));
                }
            }
        }
        Ok(all)
    }
}

fn count(segment: &SegmentReader, found: &Scored, facets: &mut Facets) -> Result<()> {
    let fast = segment.fast_fields();
    let length = fast.u64("length")?;
    let words = |doc| length.first(doc).unwrap_or(0);
    for &(doc, _) in found {
        add(&mut facets.all, words(doc));
    }
    let date = fast.u64("date")?;
    for &(doc, _) in found {
        if let Some(date) = date.first(doc) {
            add(
                facets.years.entry((date / 10_000).to_string()).or_default(),
                words(doc),
            );
        }
    }
    for (name, facet) in [
        ("respondent", &mut facets.respondents),
        ("kind", &mut facets.kinds),
        ("party", &mut facets.parties),
    ] {
        let Some(column) = fast.str(name)? else {
            continue;
        };
        let mut by_number: BTreeMap<u64, Scope> = BTreeMap::new();
        for &(doc, _) in found {
            // Two of a party sign one unit.
            let mut numbers: Vec<u64> = column.term_ords(doc).collect();
            numbers.sort_unstable();
            numbers.dedup();
            for number in numbers {
                add(by_number.entry(number).or_default(), words(doc));
            }
        }
        for (number, scope) in by_number {
            let mut value = String::new();
            column.ord_to_str(number, &mut value)?;
            let sum = facet.entry(value).or_default();
            sum.units += scope.units;
            sum.words += scope.words;
        }
    }
    Ok(())
}

fn add(scope: &mut Scope, words: u64) {
    scope.units += 1;
    scope.words += words;
}
