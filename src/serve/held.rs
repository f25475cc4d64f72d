//! What is worked out once for a commit and held as long as its room is open:
//! the referrals with their counts, what the report on one is made of.

use super::review::Doubt;
use super::room::Hall;
use crate::archive::{InReferral, Stored};
use crate::error::Result;
use crate::matching::{Filter, Plan};
use crate::report::{Made, Masked, Material, With, gather, slugs};
use crate::topics::Topics;
use crate::unit::UnitKind;
use maud::Markup;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Reports that are held at once.
const REPORTS: usize = 6;
/// Bytes of their papers' texts, at most, unless one alone has more.
const BYTES: usize = 48 << 20;

/// Everything that is held.
#[derive(Default)]
pub(super) struct Held {
    referrals: OnceLock<Vec<Row>>,
    papers: OnceLock<HashMap<String, Stored>>,
    topics: OnceLock<Topics>,
    doubts: OnceLock<Vec<Doubt>>,
    reports: Mutex<Vec<Report>>,
    /// One is made at a time: a machine has memory for few.
    turn: Mutex<()>,
}

/// A referral that somebody answers or was asked about.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its number among all.
    pub(super) group: usize,
    /// What it goes by in addresses.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) number: Option<String>,
    /// Under what the index files its units.
    pub(super) keys: BTreeSet<String>,
    /// Respondents with an answer of their own.
    pub(super) respondents: usize,
    /// Units in all.
    pub(super) units: usize,
    /// First and last year of its units.
    pub(super) years: Option<[String; 2]>,
}

struct Report {
    group: usize,
    /// What its texts have in common is known.
    compared: bool,
    bytes: usize,
    material: Arc<Material>,
    /// Its views, those that were asked for.
    drawn: HashMap<String, Arc<str>>,
}

impl Held {
    /// The referrals, the one with most respondents first.
    pub(super) fn referrals(&self, hall: &Hall<'_>) -> Result<&[Row]> {
        if let Some(rows) = self.referrals.get() {
            return Ok(rows);
        }
        let rows = rows(hall)?;
        Ok(self.referrals.get_or_init(|| rows))
    }

    /// The referral with an address.
    pub(super) fn referral(&self, hall: &Hall<'_>, id: &str) -> Result<Option<&Row>> {
        let rows = self.referrals(hall)?;
        Ok(rows.iter().find(|row| row.id == id))
    }

    /// The paper with an id.
    pub(super) fn paper(&self, hall: &Hall<'_>, id: &str) -> Result<Option<&Stored>> {
        if let Some(papers) = self.papers.get() {
            return Ok(papers.get(id));
        }
        let all = hall.reader.papers()?.into_iter();
        let all = all.map(|one| (one.id().to_owned(), one)).collect();
        Ok(self.papers.get_or_init(|| all).get(id))
    }

    /// What is doubtful in papers, made once.
    pub(super) fn doubts(&self, make: impl FnOnce() -> Result<Vec<Doubt>>) -> Result<&[Doubt]> {
        if let Some(rows) = self.doubts.get() {
            return Ok(rows);
        }
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rows) = self.doubts.get() {
            return Ok(rows);
        }
        let rows = make()?;
        Ok(self.doubts.get_or_init(|| rows))
    }

    /// The topics that words of a query are known by.
    pub(super) fn topics(&self) -> Result<&Topics> {
        if let Some(topics) = self.topics.get() {
            return Ok(topics);
        }
        let topics = Topics::shipped()?;
        Ok(self.topics.get_or_init(|| topics))
    }

    /// What the report on a referral is made of; `compared` with what its texts
    /// have in common, which takes longest and is shown by one view alone.
    pub(super) fn material(
        &self,
        hall: &Hall<'_>,
        (group, compared): (usize, bool),
        day: &str,
    ) -> Result<Arc<Material>> {
        if let Some(found) = self.known(group, compared) {
            return Ok(found);
        }
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have waited for the same.
        if let Some(found) = self.known(group, compared) {
            return Ok(found);
        }
        let material = Arc::new(material(hall, group, day, compared)?);
        let texts = material.papers.iter();
        let bytes = texts.map(|one| one.paper.document.text.len()).sum();
        let mut reports = self.reports();
        reports.retain(|one| one.group != group);
        reports.push(Report {
            group,
            compared,
            bytes,
            material: Arc::clone(&material),
            drawn: HashMap::new(),
        });
        let is_full = |reports: &[Report]| {
            let bytes: usize = reports.iter().map(|one| one.bytes).sum();
            reports.len() > 1 && (reports.len() > REPORTS || bytes > BYTES)
        };
        while is_full(&reports) {
            reports.remove(0);
        }
        Ok(material)
    }

    /// A view as it was drawn, or as it is drawn now; where that takes its time,
    /// when its turn has come.
    pub(super) fn drawn(
        &self,
        (group, view): (usize, &str),
        is_slow: bool,
        draw: impl FnOnce() -> Result<Option<Markup>>,
    ) -> Result<Option<Arc<str>>> {
        let known = || {
            let reports = self.reports();
            let report = reports.iter().find(|one| one.group == group);
            report.and_then(|report| report.drawn.get(view).cloned())
        };
        if let Some(drawn) = known() {
            return Ok(Some(drawn));
        }
        let turn = || self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let _turn = is_slow.then(turn);
        // Somebody may have waited for the same.
        if let Some(drawn) = known().filter(|_| is_slow) {
            return Ok(Some(drawn));
        }
        let Some(drawn) = draw()? else {
            return Ok(None);
        };
        let drawn: Arc<str> = drawn.into_string().into();
        let mut reports = self.reports();
        if let Some(report) = reports.iter_mut().find(|one| one.group == group) {
            report.drawn.insert(view.to_owned(), Arc::clone(&drawn));
        }
        Ok(Some(drawn))
    }

    fn reports(&self) -> MutexGuard<'_, Vec<Report>> {
        self.reports.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One that is held; it is the last to go.
    fn known(&self, group: usize, compared: bool) -> Option<Arc<Material>> {
        let mut reports = self.reports();
        let is_it = |one: &Report| one.group == group && (one.compared || !compared);
        let at = reports.iter().position(is_it)?;
        let report = reports.remove(at);
        let material = Arc::clone(&report.material);
        reports.push(report);
        Some(material)
    }
}

/// Read of the papers that name the referral alone: how rare a word is, by which
/// it is told what a summary leaves out, is counted among them.
fn material(hall: &Hall<'_>, group: usize, day: &str, compared: bool) -> Result<Material> {
    let keys = hall.names.referrals()?.keys_of(&BTreeSet::from([group]));
    let narrowed = hall.reader.narrowed(&keys)?;
    let with = With {
        reader: &narrowed,
        names: hall.names,
        files: hall.files,
        judgements: hall.judgements,
        made: Made {
            day: day.to_owned(),
            version: env!("CARGO_PKG_VERSION"),
            masked: Masked::Nothing,
            texts: true,
        },
        reviewed: false,
        reuse: compared,
        apart: false,
    };
    gather(with, group)
}

fn rows(hall: &Hall<'_>) -> Result<Vec<Row>> {
    let all = hall.names.referrals()?.all();
    let named = all.iter().map(|one| {
        let number = one
            .diarienummer
            .as_deref()
            .or(one.numbers.first().map(String::as_str));
        number.map_or_else(|| one.title.clone(), str::to_owned)
    });
    let ids = slugs(named);
    let everything = hall.reader.by_referral(&Plan::Everything)?;
    let kinds = [UnitKind::Beslut, UnitKind::Yttrande].map(|kind| kind.name().to_owned());
    let own = hall
        .reader
        .by_referral(&Plan::Filter(Filter::Kinds(kinds.to_vec())))?;
    let mut rows = Vec::new();
    for (group, (referral, id)) in all.iter().zip(ids).enumerate() {
        let keys = hall.names.referrals()?.keys_of(&BTreeSet::from([group]));
        let of = |counted: &'_ BTreeMap<String, InReferral>| -> InReferral {
            let mut sum = InReferral::default();
            for one in keys.iter().filter_map(|key| counted.get(key)) {
                sum.units += one.units;
                sum.respondents.extend(one.respondents.iter().cloned());
                sum.years.extend(one.years.iter().cloned());
            }
            sum
        };
        let (units, own) = (of(&everything), of(&own));
        rows.push(Row {
            group,
            id,
            title: referral.title.clone(),
            number: referral
                .diarienummer
                .clone()
                .or_else(|| referral.numbers.first().cloned()),
            keys: keys.clone(),
            respondents: own.respondents.len(),
            units: units.units,
            years: units
                .years
                .first()
                .cloned()
                .zip(units.years.last().cloned())
                .map(Into::into),
        });
    }
    rows.sort_by(|a, b| {
        (b.respondents, b.units)
            .cmp(&(a.respondents, a.units))
            .then(a.group.cmp(&b.group))
    });
    Ok(rows)
}
