//! Dates as these papers write them: "den 19 oktober 2021", "2021-10-19",
//! scanned years ("20 I 7"), and days whose year must be taken from nearby.

use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Months in full and as abbreviated ("okt.").
const MONTHS: [(&str, &str); 12] = [
    ("jan", "januari"),
    ("feb", "februari"),
    ("mar", "mars"),
    ("apr", "april"),
    ("maj", "maj"),
    ("jun", "juni"),
    ("jul", "juli"),
    ("aug", "augusti"),
    ("sep", "september"),
    ("okt", "oktober"),
    ("nov", "november"),
    ("dec", "december"),
];

#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let months = MONTHS
        .map(|(short, long)| format!(r"{long}|{short}t?r?\b\.?"))
        .join("|");
    Regex::new(&format!(
        r"(?i)\b(\d{{1,2}})(?::?[ea]|\.)?\s+({months})(?:\s+([12Il|]\s?[0O9]\s?[0-9IlO]\s?[0-9IlO])\b)?|\b([12]\d\d\d)[-–.]\s?([01]\d)[-–.]\s?([0-3]\d)\b|\b([0-3]?\d)/([01]?\d)[ -]((?:19|20)\d\d)\b"
    ))
    .expect("pattern")
});

/// A date whose year may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: Option<u32>,
    pub(crate) month: u32,
    pub(crate) day: u32,
}

impl Day {
    /// There is such a day.
    fn exists(self) -> bool {
        let leap = self
            .year
            .is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let days = match self.month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }

    /// ISO form, if the year is known.
    pub(crate) fn iso(self) -> Option<String> {
        let Day { year, month, day } = self;
        year.map(|year| format!("{year:04}-{month:02}-{day:02}"))
    }

    /// The year filled in from an earlier ISO date: the same year, or the one
    /// after if the day would otherwise lie before it.
    pub(crate) fn after(self, earlier: &str) -> Day {
        let number =
            |range: std::ops::Range<usize>| earlier.get(range).and_then(|s| s.parse::<u32>().ok());
        let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10))
        else {
            return self;
        };
        let on = u32::from((self.month, self.day) < (month, day));
        Day {
            year: self.year.or(Some(year + on)),
            ..self
        }
    }

    /// The year filled in from a later ISO date: the same year, or the one
    /// before if the day would otherwise lie after it.
    pub(crate) fn before(self, later: &str) -> Day {
        let number =
            |range: std::ops::Range<usize>| later.get(range).and_then(|s| s.parse::<u32>().ok());
        let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10))
        else {
            return self;
        };
        let back = u32::from((self.month, self.day) > (month, day));
        Day {
            year: self.year.or(Some(year - back)),
            ..self
        }
    }
}

/// The first date in a text.
pub(crate) fn find_date(text: &str) -> Option<Day> {
    DATE.captures_iter(text).find_map(|found| read(&found))
}

/// Every date in a text, with the byte where it starts.
pub(crate) fn find_dates(text: &str) -> Vec<(usize, Day)> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let starts = |found: &Captures<'_>| found.get(0).map_or(0, |whole| whole.start());
    let found = DATE.captures_iter(text);
    found
        .filter_map(|found| Some((starts(&found), read(&found)?)))
        .collect()
}

fn read(found: &Captures<'_>) -> Option<Day> {
    {
        let number = |group: usize| {
            found
                .get(group)
                .and_then(|m| figures(m.as_str()).parse::<u32>().ok())
        };
        let day = match found.get(2) {
            Some(name) => {
                let name = name.as_str().to_lowercase();
                let month = MONTHS
                    .iter()
                    .position(|(short, _)| name.starts_with(short))?
                    as u32
                    + 1;
                Day {
                    year: number(3),
                    month,
                    day: number(1)?,
                }
            }
            None => Day {
                year: number(4).or_else(|| number(9)),
                month: number(5).or_else(|| number(8))?,
                day: number(6).or_else(|| number(7))?,
            },
        };
        day.exists().then_some(day)
    }
}

/// Scanned figures read as figures.
fn figures(scanned: &str) -> String {
    scanned
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'I' | 'l' | '|' => '1',
            'O' => '0',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        find_date(text).and_then(Day::iso)
    }

    #[test]
    fn the_forms_of_a_date() {
        assert_eq!(
            iso("sammanträde den 19 oktober 2021 följande").as_deref(),
            Some("2021-10-19")
        );
        assert_eq!(
            iso("Sammanträdesdatum 2021-10-28").as_deref(),
            Some("2021-10-28")
        );
        assert_eq!(
            iso("i januari 3 januari 20 I 7").as_deref(),
            Some("2017-01-03")
        );
        assert_eq!(iso("senast 2019-06- 21").as_deref(), Some("2019-06-21"));
        assert_eq!(iso("Stockholm 3 sept. 2019").as_deref(), Some("2019-09-03"));
        assert_eq!(iso("den 45 oktober 2021"), None);
    }

    #[test]
    fn a_missing_year_comes_from_the_decision() {
        let day = find_date("daterat den 5 oktober har").unwrap();
        assert_eq!(day.iso(), None);
        assert_eq!(
            day.before("2021-10-28").iso().as_deref(),
            Some("2021-10-05")
        );
        assert_eq!(
            find_date("15 december")
                .unwrap()
                .before("2022-01-20")
                .iso()
                .as_deref(),
            Some("2021-12-15")
        );
    }
}
