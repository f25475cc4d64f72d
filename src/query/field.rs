//! Properties a query can ask for: their names and values.

/// A property of a unit that a query can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who answers.
    Respondent,
    /// Who signed.
    Party,
    /// Kind of unit.
    Kind,
    /// Filing date.
    Date,
    /// A topic of the lexicon.
    Topic,
    /// The proposal.
    Referral,
    /// Start of a file name.
    Document,
}

/// Every name of every field; the first of each is the one shown.
const NAMES: [(Field, &[&str]); 7] = [
    (
        Field::Respondent,
        &["nämnd", "namnd", "board", "respondent", "remissinstans"],
    ),
    (Field::Party, &["parti", "party"]),
    (Field::Kind, &["typ", "kind", "type"]),
    (Field::Date, &["datum", "date"]),
    (Field::Topic, &["ämne", "amne", "topic"]),
    (Field::Referral, &["remiss", "referral"]),
    (Field::Document, &["dokument", "document"]),
];

impl Field {
    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()))
            .map(|(field, _)| *field)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(field, _)| *field == self)
            .map_or("", |(_, names)| names[0])
    }

    /// The field whose name is nearest in spelling, if one is near.
    pub(super) fn near(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let apart = |known: &str| strsim::osa_distance(known, &name);
        let all = NAMES.iter().flat_map(|(field, names)| {
            let nearest = names.iter().map(|known| apart(known)).min();
            nearest.map(|apart| (apart, *field))
        });
        all.min_by_key(|(apart, _)| *apart)
            .filter(|(apart, _)| *apart <= 2)
            .map(|(_, field)| field)
    }

    /// All names that are shown.
    pub(super) fn all() -> String {
        NAMES
            .map(|(field, _)| format!("{}:", field.name()))
            .join(" ")
    }
}

/// "2021", "2021-10" or "2021-10-19" → the first day of it.
pub fn first_day(words: &str) -> Result<String, String> {
    day(words, ["-01", "-01"])
}

/// "2021", "2021-10" or "2021-10-19" → the last day of it.
pub fn last_day(words: &str) -> Result<String, String> {
    day(words, ["-12", "-31"])
}

fn day(words: &str, [month, day]: [&str; 2]) -> Result<String, String> {
    let parts: Vec<&str> = words.split('-').collect();
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let filled = match parts[..] {
        [y] if digits(y, 4) => format!("{y}{month}{day}"),
        [y, m] if digits(y, 4) && digits(m, 2) => format!("{y}-{m}{day}"),
        [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => words.to_owned(),
        _ => {
            return Err("write a day as 2021-10-19, a month as 2021-10, a year as 2021".to_owned());
        }
    };
    let number = |range: std::ops::Range<usize>| filled[range].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let whole = words.len() == filled.len();
    if last == 0 || day == 0 || whole && day > last {
        return Err("there is no such day; months go from 01 to 12".to_owned());
    }
    Ok(filled)
}
