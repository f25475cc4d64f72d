//! Properties inside a query → filters.

use crate::archive::Reader;
use crate::corpus::{Names, Scope, Wanted};
use crate::error::{Error, Result};
use crate::matching::Filter;
use crate::query::{Field, first_day, last_day};
use crate::unit::UnitKind;

/// A property as a user names its value.
pub(super) fn filter(reader: &Reader, field: Field, value: &str) -> Result<Filter> {
    let names = Names::of(reader);
    let mut wanted = Wanted::default();
    match field {
        Field::Respondent => wanted.boards.push(value.to_owned()),
        Field::Party => {
            let all = value.split([',', ' ']).filter(|one| !one.is_empty());
            wanted.parties.extend(all.map(str::to_owned));
        }
        Field::Kind => wanted.kinds.push(kind(value)?),
        Field::Date => (wanted.from, wanted.to) = dates(value)?,
        Field::Referral => wanted.referrals.push(value.to_owned()),
        Field::Document => return Ok(Filter::Documents(names.documents(value)?)),
        Field::Topic => return Err(Error::new("a topic is no property of a unit")),
    }
    let named = Scope::of(&names, &wanted)?.filters().into_iter().next();
    named.ok_or_else(|| Error::new(format!("\"{value}\" names nothing")).cure("give a name"))
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

/// The days of a span, either of which may be open.
fn dates(value: &str) -> Result<(Option<String>, Option<String>)> {
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    let wrong = |why: String| {
        Error::new(format!("{value} is no date")).cure(format!("{why}; a span as 2021-10..2021-12"))
    };
    let bound = |text: &str, read: fn(&str) -> std::result::Result<String, String>| {
        let given = (!text.is_empty()).then(|| read(text));
        given.transpose().map_err(wrong)
    };
    Ok((bound(from, first_day)?, bound(to, last_day)?))
}
