//! Which units a command is about: what a user named, resolved once, and the
//! same question asked of the index, of a unit and of a referral.

use super::Names;
use crate::alphabet::compare;
use crate::error::{Error, Result};
use crate::lexicon::lexicon;
use crate::matching::Filter;
use crate::paper::Paper;
use crate::text::Span;
use crate::unit::{Referral, Unit, UnitKind};
use std::collections::BTreeSet;

/// What a user names, as typed; what is empty narrows nothing.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Respondents: names, or beginnings of words in them.
    pub boards: Vec<String>,
    /// Kinds of respondents.
    pub respondent_kinds: Vec<String>,
    /// Party letters.
    pub parties: Vec<String>,
    /// Kinds of units.
    pub kinds: Vec<UnitKind>,
    /// Referrals: titles, numbers, or beginnings of words in them.
    pub referrals: Vec<String>,
    /// First filing date, ISO.
    pub from: Option<String>,
    /// Last filing date, ISO.
    pub to: Option<String>,
    /// Only papers that somebody has looked at.
    pub reviewed: bool,
}

/// The same, resolved to what the papers here have.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    respondents: Option<BTreeSet<String>>,
    /// Private persons, where they are left out.
    left_out: BTreeSet<String>,
    parties: BTreeSet<String>,
    kinds: BTreeSet<UnitKind>,
    groups: Option<BTreeSet<usize>>,
    /// Under which keys the referrals of these groups are filed.
    keys: BTreeSet<String>,
    from: Option<String>,
    to: Option<String>,
    /// Content hashes of the papers that somebody has looked at, where only these
    /// are in it.
    reviewed: Option<BTreeSet<String>>,
    said: Vec<String>,
}

impl Scope {
    /// Resolves what was named. What is unknown is an error that says what
    /// there is.
    pub fn of(names: &Names<'_>, wanted: &Wanted) -> Result<Self> {
        let mut scope = Scope {
            left_out: names.left_out(),
            kinds: wanted.kinds.iter().copied().collect(),
            from: wanted.from.clone(),
            to: wanted.to.clone(),
            ..Scope::default()
        };
        if wanted.reviewed {
            scope.reviewed = Some(names.reviewed()?);
        }
        if let (Some(from), Some(to)) = (&scope.from, &scope.to)
            && from > to
        {
            let what = format!("{from} comes after {to}");
            return Err(Error::new(what).cure("write the earlier day first"));
        }
        for words in &wanted.boards {
            let meant = names.boards(words)?;
            scope.say(words, meant.iter().map(String::as_str));
            scope.respondents.get_or_insert_default().extend(meant);
        }
        if !wanted.respondent_kinds.is_empty() {
            let mut ours = BTreeSet::new();
            for kind in &wanted.respondent_kinds {
                ours.append(&mut names.of_kind(kind)?);
            }
            match &mut scope.respondents {
                Some(named) => named.retain(|name| ours.contains(name)),
                none => *none = Some(ours),
            }
        }
        for party in &wanted.parties {
            scope.parties.insert(names.party(party)?);
        }
        for words in &wanted.referrals {
            let meant = names.referral(words)?;
            let referrals = names.referrals()?;
            let titles = meant.iter().map(|at| referrals.all()[*at].title.as_str());
            scope.say(words, titles);
            scope.keys.append(&mut referrals.keys_of(&meant));
            scope.groups.get_or_insert_default().extend(meant);
        }
        Ok(scope)
    }

    /// All of one referral, named by its number among all.
    pub fn of_referral(names: &Names<'_>, at: usize) -> Result<Self> {
        let groups = BTreeSet::from([at]);
        Ok(Scope {
            left_out: names.left_out(),
            keys: names.referrals()?.keys_of(&groups),
            groups: Some(groups),
            ..Scope::default()
        })
    }

    /// The same of papers alone that somebody has looked at.
    pub(crate) fn of_reviewed(self, names: &Names<'_>) -> Result<Self> {
        Ok(Scope {
            reviewed: Some(names.reviewed()?),
            ..self
        })
    }

    /// All that the respondents in it say of its referrals, whatever is asked for of
    /// single texts.
    pub(crate) fn of_answers(&self) -> Self {
        Scope {
            respondents: self.respondents.clone(),
            left_out: self.left_out.clone(),
            groups: self.groups.clone(),
            keys: self.keys.clone(),
            ..Scope::default()
        }
    }

    /// Remembers what words were read as, where that is more than one name.
    fn say<'n>(&mut self, words: &str, names: impl Iterator<Item = &'n str>) {
        const MOST: usize = 5;
        let mut names: Vec<&str> = names.collect();
        names.sort_by(|a, b| compare(a, b));
        if names.len() < 2 {
            return;
        }
        let more = match names.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown = names[..names.len().min(MOST)].join("; ");
        self.said
            .push(format!("\"{words}\" is read as {shown}{more}"));
    }

    /// What words were read as several names, a line each.
    pub fn said(&self) -> &[String] {
        &self.said
    }

    /// How many respondents are in it, if not all.
    pub fn respondents(&self) -> Option<usize> {
        self.respondents.as_ref().map(BTreeSet::len)
    }

    /// Everything is in it.
    pub fn is_all(&self) -> bool {
        self.is_of_texts()
            && self.respondents.is_none()
            && self.groups.is_none()
            && self.reviewed.is_none()
    }

    /// No property of a single text is asked for: kind, party, date.
    fn is_of_texts(&self) -> bool {
        let dates = (&self.from, &self.to) == (&None, &None);
        self.parties.is_empty() && self.kinds.is_empty() && dates
    }

    /// A paper is one of those that were asked for by who has looked at them.
    pub(crate) fn has_looked_at(&self, paper: &Paper) -> bool {
        let reviewed = self.reviewed.as_ref();
        reviewed.is_none_or(|reviewed| reviewed.contains(&paper.document.sha256))
    }

    /// Only papers that somebody has looked at are in it.
    pub(crate) fn is_of_reviewed(&self) -> bool {
        self.reviewed.is_some()
    }

    /// Only some respondents, parties, kinds or papers that were looked at are in
    /// it, whatever they answer.
    pub fn is_of_some(&self) -> bool {
        self.respondents.is_some() || self.reviewed.is_some() || !self.is_of_texts()
    }

    /// A respondent is in it.
    pub fn has_respondent(&self, name: Option<&str>) -> bool {
        let ours = self.respondents.as_ref();
        let left_out = name.is_some_and(|name| self.left_out.contains(name));
        !left_out && ours.is_none_or(|ours| name.is_some_and(|name| ours.contains(name)))
    }

    /// A group of referrals is in it; `None` is what names none.
    pub fn has_group(&self, at: Option<usize>) -> bool {
        let ours = self.groups.as_ref();
        ours.is_none_or(|ours| at.is_some_and(|at| ours.contains(&at)))
    }

    /// A referral as a paper names it is in it.
    pub fn has_referral(&self, referral: Option<&Referral>) -> bool {
        self.groups.is_none() || referral.is_some_and(|one| self.keys.contains(&one.key()))
    }

    /// A unit with this filing date is in it.
    pub fn has(&self, paper: &Paper, unit: &Unit, date: Option<&str>) -> bool {
        let referrals = &paper.segmentation.referrals;
        self.has_looked_at(paper)
            && self.has_respondent(unit.respondent.as_deref())
            && (self.kinds.is_empty() || self.kinds.contains(&unit.kind))
            && self.has_party(unit)
            && self.has_date(date)
            && self.has_referral(unit.referral.and_then(|at| referrals.get(at)))
    }

    fn has_party(&self, unit: &Unit) -> bool {
        let mut parties = unit.signers.iter().map(|signer| signer.party.as_str());
        let normal = |party| lexicon().party(party).unwrap_or(party);
        self.parties.is_empty() || parties.any(|party| self.parties.contains(normal(party)))
    }

    fn has_date(&self, date: Option<&str>) -> bool {
        let from = self.from.as_deref();
        let to = self.to.as_deref();
        from.is_none_or(|from| date.is_some_and(|date| date >= from))
            && to.is_none_or(|to| date.is_some_and(|date| date <= to))
    }

    /// For each unit of a paper whether it is in it.
    pub fn units_of(&self, paper: &Paper) -> Vec<bool> {
        let units = paper.segmentation.units.iter();
        let dates = paper.filing_dates();
        units
            .zip(dates)
            .map(|(unit, date)| self.has(paper, unit, date))
            .collect()
    }

    /// Where its units stand in a paper, with what introduces them.
    pub(crate) fn spans_in(&self, paper: &Paper) -> Vec<Span> {
        let units = paper.segmentation.units.iter().zip(self.units_of(paper));
        let ours = units.filter(|(_, is_in)| *is_in);
        ours.flat_map(|(unit, _)| [Some(unit.span), unit.intro].into_iter().flatten())
            .collect()
    }

    /// The same, whatever they answer.
    pub fn units_of_any_referral(&self, paper: &Paper) -> Vec<bool> {
        let any = Scope {
            groups: None,
            keys: BTreeSet::new(),
            ..self.clone()
        };
        any.units_of(paper)
    }

    /// A paper is in it: a unit of it is, or what it tells of itself is and
    /// nothing is asked of single texts.
    pub fn has_paper(&self, paper: &Paper) -> bool {
        let head = &paper.segmentation.head;
        let referrals = &paper.segmentation.referrals;
        let own = self.is_of_texts()
            && self.has_looked_at(paper)
            && self.has_respondent(head.respondent.as_deref())
            && self.has_referral(head.referral.and_then(|at| referrals.get(at)));
        own || self.units_of(paper).contains(&true)
    }

    /// The same asked of the index.
    pub fn filters(&self) -> Vec<Filter> {
        let mut filters = Vec::new();
        if let Some(names) = &self.respondents {
            filters.push(Filter::Respondents(names.iter().cloned().collect()));
        }
        if !self.parties.is_empty() {
            filters.push(Filter::Parties(self.parties.iter().cloned().collect()));
        }
        if self.groups.is_some() {
            filters.push(Filter::Referrals(self.keys.iter().cloned().collect()));
        }
        if !self.kinds.is_empty() {
            let kinds = self.kinds.iter().map(|kind| kind.name().to_owned());
            filters.push(Filter::Kinds(kinds.collect()));
        }
        if let Some(reviewed) = &self.reviewed {
            filters.push(Filter::Documents(reviewed.iter().cloned().collect()));
        }
        if (&self.from, &self.to) != (&None, &None) {
            filters.push(Filter::Dates(self.from.clone(), self.to.clone()));
        }
        filters
    }
}
