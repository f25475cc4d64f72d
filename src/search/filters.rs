//! Properties as users name them → filters: boards, parties, kinds, dates,
//! referrals, documents. A name that is not known is answered with those that
//! are.

use super::Request;
use crate::analyse::undotted;
use crate::archive::Reader;
use crate::error::{Error, Result};
use crate::lexicon::lexicon;
use crate::matching::Filter;
use crate::query::{Field, first_day, last_day};
use crate::referrals::Referrals;
use crate::unit::UnitKind;

/// The properties that a request names beside its query.
pub(super) fn filters(reader: &Reader, request: &Request) -> Result<Vec<Filter>> {
    let mut filters = Vec::new();
    let mut gather = |field: Field, values: &[String]| -> Result<()> {
        let mut all: Option<Filter> = None;
        for value in values {
            let one = filter(reader, field, value)?;
            all = Some(match (all, one) {
                (Some(Filter::Respondents(a)), Filter::Respondents(b)) => {
                    Filter::Respondents([a, b].concat())
                }
                (Some(Filter::Parties(a)), Filter::Parties(b)) => Filter::Parties([a, b].concat()),
                (_, one) => one,
            });
        }
        filters.extend(all);
        Ok(())
    };
    gather(Field::Respondent, &request.boards)?;
    gather(Field::Party, &request.parties)?;
    gather(Field::Referral, request.referral.as_slice())?;
    if !request.kinds.is_empty() {
        filters.push(Filter::Kinds(
            request
                .kinds
                .iter()
                .map(|kind| kind.name().to_owned())
                .collect(),
        ));
    }
    if let (Some(from), Some(to)) = (&request.from, &request.to) {
        dates(&format!("{from}..{to}"))?;
    }
    if (&request.from, &request.to) != (&None, &None) {
        filters.push(Filter::Dates(request.from.clone(), request.to.clone()));
    }
    Ok(filters)
}

/// A property as a user names its value.
pub(super) fn filter(reader: &Reader, field: Field, value: &str) -> Result<Filter> {
    Ok(match field {
        Field::Respondent => Filter::Respondents(respondents(reader, value)?),
        Field::Party => {
            let all: Result<Vec<String>> = value
                .split([',', ' '])
                .filter(|one| !one.is_empty())
                .map(|one| party(reader, one))
                .collect();
            Filter::Parties(all?)
        }
        Field::Kind => Filter::Kinds(vec![kind(value)?.name().to_owned()]),
        Field::Date => dates(value)?,
        Field::Referral => Filter::Referrals(Referrals::of(reader)?.chosen(value)?),
        Field::Document => Filter::Documents(documents(reader, value)?),
        Field::Topic => return Err(Error::new("a topic is no property of a unit")),
    })
}

fn kind(value: &str) -> Result<UnitKind> {
    UnitKind::in_words(value).ok_or_else(|| {
        let all = UnitKind::ALL.map(UnitKind::name);
        let near = all
            .iter()
            .find(|name| strsim::osa_distance(name, &value.to_lowercase()) <= 3);
        let cure = near.map_or_else(
            || format!("the kinds are {}", all.join(", ")),
            |near| format!("did you mean {near}?"),
        );
        Error::new(format!("no kind is called {value}")).cure(cure)
    })
}

fn dates(value: &str) -> Result<Filter> {
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    let wrong = |why: String| {
        Error::new(format!("{value} is no date")).cure(format!("{why}; a span as 2021-10..2021-12"))
    };
    let bound = |text: &str, read: fn(&str) -> std::result::Result<String, String>| {
        (!text.is_empty())
            .then(|| read(text))
            .transpose()
            .map_err(wrong)
    };
    let (from, to) = (bound(from, first_day)?, bound(to, last_day)?);
    if let (Some(from), Some(to)) = (&from, &to)
        && from > to
    {
        return Err(
            Error::new(format!("{from} comes after {to}")).cure("write the earlier day first")
        );
    }
    Ok(Filter::Dates(from, to))
}

/// The party that a user's letters mean.
pub(crate) fn party(reader: &Reader, value: &str) -> Result<String> {
    let known = reader.parties()?;
    let value = value.trim_matches(['(', ')']);
    let same = |party: &&String| party.to_lowercase() == value.to_lowercase();
    if let Some(party) = lexicon()
        .party(value)
        .or_else(|| known.iter().find(same).map(String::as_str))
    {
        return Ok(party.to_owned());
    }
    Err(Error::new(format!("no party is called {value}"))
        .cure(format!("the parties here are {}", known.join(", "))))
}

fn documents(reader: &Reader, value: &str) -> Result<Vec<String>> {
    let papers = reader.papers()?;
    let wanted = papers
        .iter()
        .filter(|paper| paper.name.starts_with(value) || paper.sha256.starts_with(value));
    let found: Vec<String> = wanted.map(|paper| paper.sha256.clone()).collect();
    if found.is_empty() {
        return Err(
            Error::new(format!("no document here is called \"{value}…\""))
                .cure("give the start of a file name"),
        );
    }
    Ok(found)
}

/// The stored respondents a user's words mean: the one they name in some
/// spelling, else all that hold them; an error with the nearest names if there
/// is none.
pub(crate) fn respondents(reader: &Reader, words: &str) -> Result<Vec<String>> {
    let names = reader.respondents()?;
    if words.trim().is_empty() {
        return Err(Error::new("the name of a board is empty").cure("give a part of its name"));
    }
    let wanted = words.to_lowercase();
    let known = lexicon().known(words).map(str::to_owned);
    if let Some(known) = known.filter(|known| names.contains(known)) {
        return Ok(vec![known]);
    }
    let found: Vec<String> = names
        .iter()
        .filter(|name| name.to_lowercase().contains(&wanted))
        .cloned()
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let plain = undotted(&wanted);
    let apart = |name: &str| {
        let name = name.to_lowercase();
        let parts = name.split(' ').chain([name.as_str()]);
        parts
            .map(|part| strsim::osa_distance(&undotted(part), &plain))
            .min()
            .unwrap_or(usize::MAX)
    };
    let mut near: Vec<(usize, &String)> = names.iter().map(|name| (apart(name), name)).collect();
    near.sort();
    let near: Vec<&str> = near
        .iter()
        .take(3)
        .filter(|(apart, _)| *apart <= 3 && *apart * 2 < words.chars().count())
        .map(|(_, name)| name.as_str())
        .collect();
    let cure = match &near[..] {
        _ if names.is_empty() => "nothing is stored yet".to_owned(),
        [] => "`remiss ledger` lists who answered".to_owned(),
        near => format!("did you mean {}?", near.join(", ")),
    };
    Err(Error::new(format!("no board here has \"{words}\" in its name")).cure(cure))
}
