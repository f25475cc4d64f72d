//! The one reader of days: in papers, in options, in queries.
//!
//! It says where days stand and which they are. What a day means – of the
//! letter, the decision, the last day for answers – is for the reader of the
//! paper. A day that does not exist is no day, a month alone is none, and
//! figures without a sign between them (`20241217`) are one only where a
//! label or a file's name says so.

use crate::text::lower;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// Months as they begin, abbreviated or not, and in full.
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

/// Years that papers are dated in; others are something else.
const YEARS: Range<u32> = 1800..2200;

/// A day; its year may be missing ("tisdagen den 17 december").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year in four figures.
    pub year: Option<u32>,
    /// Month, from 1.
    pub month: u32,
    /// Day of the month, from 1.
    pub day: u32,
}

/// A day and its bytes in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The bytes; weekday and "den" are not part of them.
    pub range: Range<usize>,
    /// The day.
    pub day: Day,
}

impl Day {
    /// A day that exists. Without a year 29 February may.
    pub fn new(year: Option<u32>, month: u32, day: u32) -> Option<Day> {
        let last = last_of_month(year, month)?;
        let known = year.is_none_or(|year| YEARS.contains(&year));
        (known && (1..=last).contains(&day)).then_some(Day { year, month, day })
    }

    /// ISO form, if the year is known.
    pub fn iso(self) -> Option<String> {
        let Day { year, month, day } = self;
        year.map(|year| format!("{year:04}-{month:02}-{day:02}"))
    }

    /// The year filled in from a later ISO date: the same year, or the one
    /// before if the day would otherwise lie after it.
    pub fn before(self, later: &str) -> Day {
        let number = |range: Range<usize>| later.get(range).and_then(|s| s.parse::<u32>().ok());
        let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10))
        else {
            return self;
        };
        let back = u32::from((self.month, self.day) > (month, day));
        Day {
            year: self.year.or(Some(year.saturating_sub(back))),
            ..self
        }
    }
}

/// The last day of a month; `None` for a month that does not exist.
fn last_of_month(year: Option<u32>, month: u32) -> Option<u32> {
    let leap = year.is_none_or(|year| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    });
    match month {
        2 if leap => Some(29),
        2 => Some(28),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// The forms of a day, one alternative each; the names of the groups tell
/// which was met.
#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    let months = MONTHS
        .map(|(short, long)| format!(r"{long}|{short}t?r?\b\.?"))
        .join("|");
    let dash = r"[-\u{2010}-\u{2013}\u{2212}]";
    Regex::new(&format!(
        r"(?ix)
          # 19 oktober 2021, 1:a okt. 2021, 3 januari 20 I 7
          \b(?P<d1>\d{{1,2}}|l)(?:\s?:\s?(?:e|a|de)|\.)?\s+(?P<m1>{months})
             (?:,?\s+(?P<y1>[12Il|]\s?[0O9]\s?[0-9IlO]\s?[0-9IlO])\b)?
          # 2021-10-19, 2021-10- 19, 2021–10–19
        | \b(?P<y2>[12]\d\d\d)\s?{dash}\s?(?P<m2>\d{{1,2}})\s?{dash}\s?(?P<d2>\d{{1,2}})(?:\b|T)
          # 2021/10/19, 2021.10.19
        | \b(?P<y3>[12]\d\d\d)(?:/(?P<m3>\d{{1,2}})/|\.(?P<m4>\d{{1,2}})\.)(?P<d3>\d{{1,2}})\b
          # 19/10 2021, 19/10/2021, 19/10-21
        | \b(?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})(?:\s?{dash}\s?|/|\s+)
             (?P<y5>(?:19|20)\d\d|\d\d)\b
          # 19.10.2021, 19-10-2021
        | \b(?P<d6>\d{{1,2}})(?:\.(?P<m6>\d{{1,2}})\.|-(?P<m7>\d{{1,2}})-)(?P<y6>(?:19|20)\d\d)\b"
    ))
    .expect("pattern")
});

/// The days in a text, in order.
///
/// ```
/// use remiss::dates::days;
///
/// let text = "Stockholm tisdagen den 17 december 2024, dnr 2024-0417";
/// let found = days(text);
/// assert_eq!(&text[found[0].range.clone()], "17 december 2024");
/// assert_eq!(found[0].day.iso().as_deref(), Some("2024-12-17"));
/// assert_eq!(found.len(), 1);
/// ```
pub fn days(text: &str) -> Vec<Dated> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains("den l ") {
        return found;
    }
    let mut at = 0;
    while let Some(groups) = DAYS.captures_at(text, at) {
        let Some(all) = groups.get(0) else { break };
        match day(&groups).filter(|_| stands_alone(text, &groups, &all.range())) {
            Some(day) => {
                at = all.end();
                let end = groups.name("d2").map_or(all.end(), |day| day.end());
                found.push(Dated {
                    range: all.start()..end,
                    day,
                });
            }
            // What begins as no day may hold one: "31/12 1 januari 2022".
            None => at = next_start(text, all.start()),
        }
    }
    found
}

fn next_start(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut ends = rest.char_indices().skip_while(|(_, c)| c.is_alphanumeric());
    ends.next().map_or(text.len(), |(end, _)| at + end.max(1))
}

/// The first day in a text.
pub fn first_day_in(text: &str) -> Option<Dated> {
    days(text).into_iter().next()
}

fn day(groups: &Captures<'_>) -> Option<Day> {
    let number = |name: &str| -> Option<u32> { figures(groups.name(name)?.as_str()).parse().ok() };
    let either = |names: [&str; 2]| names.into_iter().find_map(number);
    if let Some(name) = groups.name("m1") {
        let name = lower(name.as_str());
        let month = MONTHS
            .iter()
            .position(|(short, _)| name.starts_with(short))? as u32
            + 1;
        return Day::new(number("y1"), month, number("d1")?);
    }
    let [year, month, day] = if groups.name("y2").is_some() {
        [number("y2")?, number("m2")?, number("d2")?]
    } else if groups.name("y3").is_some() {
        [number("y3")?, either(["m3", "m4"])?, number("d3")?]
    } else if groups.name("y5").is_some() {
        [full_year(number("y5")?), number("m5")?, number("d5")?]
    } else {
        [number("y6")?, either(["m6", "m7"])?, number("d6")?]
    };
    Day::new(Some(year), month, day)
}

/// "21" → 2021, "98" → 1998.
fn full_year(year: u32) -> u32 {
    match year {
        0..=69 => 2000 + year,
        70..=99 => 1900 + year,
        year => year,
    }
}

/// Figures go on before or behind it: a case number, an organisation or
/// personal number, an amount, a telephone number.
fn stands_alone(text: &str, groups: &Captures<'_>, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let mut behind = text[range.end..].chars();
    let next = (behind.next(), behind.next());
    let sign = |c: char| matches!(c, '-' | '/' | '.' | ':' | ',');
    let goes_on = matches!(next, (Some(c), Some(d)) if sign(c) && d.is_ascii_digit());
    if groups.name("m1").is_some() {
        // "1,5 maj", "12.5 juni": the end of a number, not a day.
        let mut back = text[..range.start].chars().rev();
        return !matches!((back.next(), back.next()), (Some(','), Some(d)) if d.is_ascii_digit());
    }
    !goes_on && !before.is_some_and(|c| sign(c) && c != ':' && c != ',')
}

/// Scanned figures read as figures.
fn figures(scanned: &str) -> String {
    scanned
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'I' | 'i' | 'l' | 'L' | '|' => '1',
            'O' | 'o' => '0',
            c => c,
        })
        .collect()
}

/// `20241217` or `241217` in a place that is known to hold a day: behind a
/// label, in a file's name. Never in running text, where eight figures are
/// anything.
pub fn compact(text: &str) -> Option<Dated> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let number = |range: Range<usize>| text[range].parse::<u32>().ok();
        let day = match run {
            8 => [
                number(at..at + 4),
                number(at + 4..at + 6),
                number(at + 6..at + 8),
            ],
            6 => [
                number(at..at + 2).map(full_year),
                number(at + 2..at + 4),
                number(at + 4..at + 6),
            ],
            _ => [None; 3],
        };
        // "202100-2684": an organisation number goes on behind a dash.
        let goes_on = bytes.get(at + run) == Some(&b'-')
            && bytes.get(at + run + 1).is_some_and(u8::is_ascii_digit);
        if let [Some(year), Some(month), Some(day)] = day
            && let Some(day) = Day::new(Some(year), month, day).filter(|_| !goes_on)
        {
            return Some(Dated {
                range: at..at + run,
                day,
            });
        }
        at += run.max(1);
    }
    None
}

/// The day of which a spreadsheet says so many days.
pub(crate) fn of_serial(serial: u32) -> String {
    // What was counted before 1970, from 30 December 1899.
    const BEFORE: i64 = 25_569;
    of_days(i64::from(serial) - BEFORE)
}

/// The day so many days after 1 January 1970, ISO.
pub(crate) fn of_days(days: i64) -> String {
    // Years that begin in March, counted in spans of 400.
    const SPAN: i64 = 146_097;
    let days = days + 719_468;
    let (span, day) = (days.div_euclid(SPAN), days.rem_euclid(SPAN));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = match month < 10 {
        true => (year + span * 400, month + 3),
        false => (year + span * 400 + 1, month - 9),
    };
    format!("{year:04}-{month:02}-{day:02}")
}

/// The first day of what an option or a query says: a day in any form, a
/// month, a year.
pub fn first_day(words: &str) -> Result<String, String> {
    given(words, |_, _| Some(1), 1)
}

/// The last day of what an option or a query says.
pub fn last_day(words: &str) -> Result<String, String> {
    given(words, |year, month| last_of_month(Some(year), month), 12)
}

fn given(
    words: &str,
    end: impl Fn(u32, u32) -> Option<u32>,
    month_of_year: u32,
) -> Result<String, String> {
    let words = words.trim();
    let exists = "there is no such day; months go from 01 to 12";
    if let Some((year, month)) = month_of(words) {
        let month = month.unwrap_or(month_of_year);
        let day = end(year, month).filter(|_| (1..=12).contains(&month));
        let day = day.and_then(|day| Day::new(Some(year), month, day));
        return day.and_then(Day::iso).ok_or(exists.to_owned());
    }
    let whole = |dated: &Dated| dated.range == (0..words.len());
    let read = first_day_in(words.trim_start_matches("den ").trim_start());
    let read = read.or_else(|| compact(words).filter(whole));
    match read.and_then(|dated| dated.day.iso()) {
        Some(iso) if covers(words) => Ok(iso),
        _ if shaped_as_day(words) => Err(exists.to_owned()),
        _ => Err("write a day as 2021-10-19, a month as 2021-10, a year as 2021".to_owned()),
    }
}

/// Nothing but the day, with "den" at most.
fn covers(words: &str) -> bool {
    let bare = words.trim_start_matches("den ").trim_start();
    let dated = first_day_in(bare).or_else(|| compact(bare));
    dated.is_some_and(|dated| dated.range == (0..bare.len()))
}

fn shaped_as_day(words: &str) -> bool {
    let parts: Vec<&str> = words.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 2, 2] && parts.concat().bytes().all(|b| b.is_ascii_digit())
}

/// "2021" or "2021-10".
fn month_of(words: &str) -> Option<(u32, Option<u32>)> {
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    match words.split_once('-') {
        None if digits(words, 4) => Some((words.parse().ok()?, None)),
        Some((year, month)) if digits(year, 4) && digits(month, 2) => {
            Some((year.parse().ok()?, Some(month.parse().ok()?)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn isos(text: &str) -> Vec<String> {
        let known = |dated: Dated| dated.day.iso();
        days(text).into_iter().filter_map(known).collect()
    }

    #[test]
    fn days_are_counted_from_1970_and_by_spreadsheets() {
        assert_eq!(of_days(0), "1970-01-01");
        assert_eq!(of_days(11_016), "2000-02-29");
        assert_eq!(of_days(-1), "1969-12-31");
        assert_eq!(of_serial(45_352), "2024-03-01");
    }

    #[test]
    fn every_form_of_a_day() {
        for form in [
            "2024-12-17",
            "2024-12- 17",
            "2024–12–17",
            "2024/12/17",
            "2024.12.17",
            "17 december 2024",
            "den 17 dec. 2024",
            "tisdagen den 17:e december 2024",
            "17/12 2024",
            "17/12/2024",
            "17/12-24",
            "17.12.2024",
            "17-12-2024",
            "tis 2024-12-17 09:14",
            "17 december, 2024",
            "Stockholm den 17 DECEMBER 2024.",
            "2024-12-17T09:14",
        ] {
            assert_eq!(isos(form), ["2024-12-17"], "{form}");
        }
        assert_eq!(isos("den l oktober 2018"), ["2018-10-01"]);
        assert_eq!(isos("3 januari 20 I 7"), ["2017-01-03"]);
        assert_eq!(
            isos("mellan 5 och 6 maj 2020 samt 2020-05-07"),
            ["2020-05-06", "2020-05-07"]
        );
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "den 31 november 2024",
            "2023-02-29",
            "den 45 oktober 2021",
            "2024-13-01",
            "december 2024",
            "Dnr 501-48812-2022",
            "Dnr 2024-0417",
            "SOU 2024:12",
            "3.4.2-6210/2022",
            "org.nr 202100-2684",
            "19121212-1212",
            "08-508 12 10",
            "123 45 Solna",
            "prop. 2020/21:214",
            "KS 2024/12/17-4",
            "1(2)",
            "20241217",
        ] {
            assert_eq!(days(text), [], "{text}");
        }
        assert_eq!(isos("2024-02-29"), ["2024-02-29"]);
    }

    #[test]
    fn the_year_may_be_missing() {
        let found = days("tisdagen den 17 december");
        assert_eq!(
            found[0].day,
            Day {
                year: None,
                month: 12,
                day: 17
            }
        );
        assert_eq!(
            found[0].day.before("2022-01-20").iso().as_deref(),
            Some("2021-12-17")
        );
    }

    #[test]
    fn figures_alone_are_a_day_where_one_is_known_to_stand() {
        let iso = |text| compact(text).and_then(|dated| dated.day.iso());
        assert_eq!(iso("20241217").as_deref(), Some("2024-12-17"));
        assert_eq!(iso("yttrande_241217.pdf").as_deref(), Some("2024-12-17"));
        assert_eq!(iso("202100-2684"), None);
        assert_eq!(iso("20241317"), None);
    }

    #[test]
    fn options_and_queries_say_days_months_and_years() {
        assert_eq!(first_day("2021").as_deref(), Ok("2021-01-01"));
        assert_eq!(last_day("2021-02").as_deref(), Ok("2021-02-28"));
        assert_eq!(last_day("2021").as_deref(), Ok("2021-12-31"));
        assert_eq!(first_day("19 oktober 2021").as_deref(), Ok("2021-10-19"));
        assert_eq!(first_day("den 19 okt 2021").as_deref(), Ok("2021-10-19"));
        assert_eq!(first_day("20211019").as_deref(), Ok("2021-10-19"));
        for wrong in [
            "2021-02-30",
            "2021-13",
            "0000",
            "igår",
            "2021-10-19 10-20",
            "19 oktober",
        ] {
            assert!(first_day(wrong).is_err(), "{wrong}");
        }
    }
}
