//! Values of arguments: kinds and dates as people write them.

use crate::unit::UnitKind;

/// A kind by its machine-readable name, or in words.
pub(super) fn parse_kind(words: &str) -> Result<UnitKind, String> {
    let fold = |c: char| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        ' ' | '-' => '_',
        c => c,
    };
    let name: String = words.to_lowercase().chars().map(fold).collect();
    let all = UnitKind::ALL.map(UnitKind::name).join(", ");
    UnitKind::from_name(&name).ok_or(format!("the kinds are {all}"))
}

pub(super) fn parse_from(words: &str) -> Result<String, String> {
    parse_date(words, ["-01", "-01"])
}

pub(super) fn parse_to(words: &str) -> Result<String, String> {
    parse_date(words, ["-12", "-31"])
}

/// "2021", "2021-10" or "2021-10-19", filled up.
fn parse_date(words: &str, [month, day]: [&str; 2]) -> Result<String, String> {
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
    if (1..=12).contains(&number(5..7)) && (1..=31).contains(&number(8..10)) {
        Ok(filled)
    } else {
        Err("there is no such day; months go from 01 to 12, days from 01 to 31".to_owned())
    }
}
