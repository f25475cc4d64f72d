//! Names as users write them → names as papers have them. A whole name, or
//! another known form of it, means itself alone; else the beginning of a word
//! means every name with such a word; what means nothing is answered with the
//! nearest there is.

use super::Bodies;
use crate::analyse::undotted;
use crate::archive::{Reader, Stored};
use crate::authority::Authority;
use crate::error::{Error, Result};
use crate::known::Review;
use crate::lexicon::lexicon;
use crate::referrals::Referrals;
use crate::text::{lower, opens_a_word};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The names of an archive, each list read when first asked for.
pub struct Names<'r> {
    reader: &'r Reader,
    respondents: OnceLock<BTreeSet<String>>,
    referrals: OnceLock<Referrals>,
    bodies: OnceLock<Bodies>,
}

/// What `list` holds, read by `read` if nobody has yet.
fn held<T>(list: &OnceLock<T>, read: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(held) = list.get() {
        return Ok(held);
    }
    let read = read()?;
    Ok(list.get_or_init(|| read))
}

impl<'r> Names<'r> {
    /// The names of what is stored here.
    pub fn of(reader: &'r Reader) -> Self {
        Names {
            reader,
            respondents: OnceLock::new(),
            referrals: OnceLock::new(),
            bodies: OnceLock::new(),
        }
    }

    /// The proposals of all papers, those that are one brought together.
    pub fn referrals(&self) -> Result<&Referrals> {
        held(&self.referrals, || {
            Ok(Referrals::of(self.reader.proposals()?))
        })
    }

    /// Everybody who answers, or of whom a paper says that it was asked.
    fn respondents(&self) -> Result<&BTreeSet<String>> {
        held(&self.respondents, || {
            let all = self.reader.respondents()?.into_iter();
            Ok(all.chain(self.reader.named()?).collect())
        })
    }

    /// Who is left out of everything.
    pub(super) fn left_out(&self) -> BTreeSet<String> {
        self.reader.left_out()
    }

    /// Who the respondents are.
    pub fn bodies(&self) -> Result<&Bodies> {
        held(&self.bodies, || Bodies::read(self.reader))
    }

    /// The respondents that some words mean.
    pub fn boards(&self, words: &str) -> Result<BTreeSet<String>> {
        let names = self.respondents()?;
        let wanted = lower(words.trim());
        if wanted.is_empty() {
            return Err(Error::new("the name of a board is empty").cure("give a part of its name"));
        }
        let known = lexicon().known(words).map(str::to_owned);
        let listed = || Authority::standard().resolve(words).map(|body| body.name);
        let same = || names.iter().find(|name| lower(name) == wanted).cloned();
        let is_here = |name: &String| names.contains(name);
        let whole = same()
            .or_else(|| known.filter(is_here))
            .or_else(|| listed().filter(is_here));
        if let Some(whole) = whole {
            return Ok(BTreeSet::from([whole]));
        }
        let found = names
            .iter()
            .filter(|name| opens_a_word(&lower(name), &wanted));
        let found: BTreeSet<String> = found.cloned().collect();
        match found.is_empty() {
            false => Ok(found),
            true => Err(
                Error::new(format!("no board here has \"{words}\" in its name"))
                    .cure(nearest(names, words)),
            ),
        }
    }

    /// The respondents of a kind.
    pub fn of_kind(&self, kind: &str) -> Result<BTreeSet<String>> {
        let bodies = self.bodies()?;
        let wanted = plain(kind);
        let ours = bodies.kinds().filter(|(_, kind)| plain(kind) == wanted);
        let found: BTreeSet<String> = ours.map(|(name, _)| name.clone()).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let known: BTreeSet<&str> = bodies.kinds().map(|(_, kind)| kind).collect();
        let known: Vec<&str> = known.into_iter().collect();
        Err(
            Error::new(format!("no respondent here is of the kind \"{kind}\""))
                .cure(format!("the kinds here are {}", known.join(", "))),
        )
    }

    /// The party that a user's letters mean.
    pub fn party(&self, value: &str) -> Result<String> {
        let value = value.trim_matches(['(', ')']);
        if let Some(party) = lexicon().party(value) {
            return Ok(party.to_owned());
        }
        let known = self.reader.parties()?;
        let same = known.iter().find(|party| lower(party) == lower(value));
        same.cloned().ok_or_else(|| {
            Error::new(format!("no party is called {value}"))
                .cure(format!("the parties here are {}", known.join(", ")))
        })
    }

    /// The groups of referrals that some words mean.
    pub fn referral(&self, words: &str) -> Result<BTreeSet<usize>> {
        let referrals = self.referrals()?;
        let meant = referrals.meant(words);
        if !meant.is_empty() {
            return Ok(meant);
        }
        const MOST: usize = 5;
        let titles = referrals.all().iter().take(MOST);
        let titles: Vec<&str> = titles.map(|group| group.title.as_str()).collect();
        let cure = match &titles[..] {
            [] => "no paper here names one".to_owned(),
            titles => format!("there are: {}", titles.join("; ")),
        };
        let what = format!("no referral here has \"{words}\" in its title or number");
        Err(Error::new(what).cure(cure))
    }

    /// Content hashes of the papers that somebody has looked at.
    pub(super) fn reviewed(&self) -> Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        for start in self.reader.with_knowledge()? {
            let paper = self.reader.paper_by_hash(&start)?;
            let seen = paper.filter(|paper| paper.known.review.is_reviewed());
            found.extend(seen.map(|paper| paper.document.sha256));
        }
        Ok(found)
    }

    /// What people have done about papers, by their names; those that nobody has
    /// looked at are left out.
    pub fn reviews(&self) -> Result<BTreeMap<String, Review>> {
        let mut found = BTreeMap::new();
        for start in self.reader.with_knowledge()? {
            let paper = self.reader.paper_by_hash(&start)?;
            let seen = paper.filter(|paper| paper.known.review != Review::Unread);
            found.extend(seen.map(|paper| (paper.document.name.into(), paper.known.review)));
        }
        Ok(found)
    }

    /// Content hashes of the documents whose name or hash begins so.
    pub fn documents(&self, beginning: &str) -> Result<Vec<String>> {
        let papers = self.reader.papers()?;
        let wanted = Stored::meant(beginning, &papers).into_iter();
        let found: Vec<String> = wanted.map(|paper| paper.sha256.clone()).collect();
        if found.is_empty() {
            let what = format!("no document here is called \"{beginning}…\"");
            return Err(Error::new(what).cure("give the start of a file name"));
        }
        Ok(found)
    }
}

/// A name without case, marks and hyphens, for kinds as people write them.
fn plain(name: &str) -> String {
    undotted(&lower(name)).replace([' ', '-', '_'], "")
}

/// What may have been meant: names a few letters away.
fn nearest(names: &BTreeSet<String>, words: &str) -> String {
    const MOST: usize = 3;
    /// Letters that may differ.
    const APART: usize = 3;
    let wanted = lower(words);
    let wanted = undotted(&wanted);
    let apart = |name: &str| {
        let name = lower(name);
        let parts = name.split(' ').chain([name.as_str()]);
        let apart = parts.map(|part| strsim::osa_distance(&undotted(part), &wanted));
        apart.min().unwrap_or(usize::MAX)
    };
    let mut near: Vec<(usize, &String)> = names.iter().map(|name| (apart(name), name)).collect();
    near.sort();
    let close = |apart: usize| apart <= APART && apart * 2 < words.chars().count();
    let near = near.iter().take(MOST).filter(|(apart, _)| close(*apart));
    let near: Vec<&str> = near.map(|(_, name)| name.as_str()).collect();
    match &near[..] {
        _ if names.is_empty() => "nothing is stored yet".to_owned(),
        [] => "`remiss ledger` lists who answered".to_owned(),
        near => format!("did you mean {}?", near.join(", ")),
    }
}
