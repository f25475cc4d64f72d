//! Personal identity numbers, and those of coordination: ten or twelve digits,
//! with a mark before the last four or without. The date must be one and the
//! check digit right. Numbers of organisations are none: their third digit is
//! that of no month.

use super::{Found, Kind, Sure, word_before, words};
use regex::Regex;
use std::sync::LazyLock;

static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"((?:1[89]|20)?)([0-9]{2})([0-9]{2})([0-9]{2})(\s?[-+–−‐‑]\s?|[ \u{a0}])?([0-9]{4})",
    )
    .ok()
});

/// What is added to the day in numbers of coordination.
const COORDINATION: u32 = 60;

pub(super) fn personal(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let Some(form) = FORM.as_ref() else {
        return all;
    };
    let mut at = 0;
    while let Some(found) = form.captures_at(text, at) {
        let Some(whole) = found.get(0) else { break };
        let part = |number: usize| found.get(number).map_or("", |part| part.as_str());
        let digits: String = (2..=4).chain([6]).map(part).collect();
        let alone = stands_alone(text, whole.range());
        match kind_of(part(1), &digits).filter(|_| alone) {
            Some(kind) => {
                at = whole.end();
                let marked = part(5).contains(['-', '+', '–', '−', '‐', '‑']);
                let before = word_before(text, whole.start());
                if words().case.contains(&before) {
                    continue;
                }
                // Ten digits on end may be a telephone's.
                let bare = !marked && part(1).is_empty();
                if bare && (digits.starts_with("07") || words().telephone.contains(&before)) {
                    continue;
                }
                all.push(Found {
                    range: whole.range(),
                    kind,
                    sure: if bare { Sure::Likely } else { Sure::Certain },
                    by: "date and check digit",
                });
            }
            // All that begins a match is a digit of one byte.
            None => at = whole.start() + 1,
        }
    }
    all
}

/// Neither digits nor a longer number stand around it.
fn stands_alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let joins = |c: char| matches!(c, '-' | '/' | '.' | ':');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (mut back, mut on) = (before.chars().rev(), after.chars());
    let (last, next) = (back.next(), on.next());
    !(digit(last)
        || last.is_some_and(joins) && digit(back.next())
        || digit(next)
        || next.is_some_and(joins) && digit(on.next()))
}

fn kind_of(century: &str, digits: &str) -> Option<Kind> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    let (year, month, day) = (number(0..2)?, number(2..4)?, number(4..6)?);
    let (kind, day) = match day > COORDINATION {
        true => (Kind::Samordningsnummer, day - COORDINATION),
        false => (Kind::Personnummer, day),
    };
    // A hundred years more or less change no leap year but one.
    let leap = year % 4 == 0 && (year != 0 || century != "19" && century != "18");
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1..=last).contains(&day) && fits_check(digits)).then_some(kind)
}

/// Luhn's sum over ten digits.
fn fits_check(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(digit.wrapping_sub(b'0')) * if at % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Kind, Sure)> {
        let all = personal(text).into_iter();
        all.map(|one| (&text[one.range], one.kind, one.sure))
            .collect()
    }

    #[test]
    fn numbers_of_persons_are_known_by_date_and_check_digit() {
        use Kind::{Personnummer, Samordningsnummer};
        for (text, number, kind, sure) in [
            (
                "född 121212-1212.",
                "121212-1212",
                Personnummer,
                Sure::Certain,
            ),
            ("121212+1212", "121212+1212", Personnummer, Sure::Certain),
            (
                "(19121212-1212)",
                "19121212-1212",
                Personnummer,
                Sure::Certain,
            ),
            ("191212121212", "191212121212", Personnummer, Sure::Certain),
            ("1212121212", "1212121212", Personnummer, Sure::Likely),
            (
                "19121212 1212",
                "19121212 1212",
                Personnummer,
                Sure::Certain,
            ),
            (
                "121212-\n1212",
                "121212-\n1212",
                Personnummer,
                Sure::Certain,
            ),
            (
                "701063-2391",
                "701063-2391",
                Samordningsnummer,
                Sure::Certain,
            ),
        ] {
            assert_eq!(found(text), [(number, kind, sure)], "{text}");
        }
        for none in [
            "121212-1213",        // check digit
            "121312-1211",        // no month
            "120231-1212",        // no day
            "556036-0793",        // an organisation
            "16556036-0793",      // the same with its century
            "dnr 121212-1212",    // a case
            "2-121212-1212",      // within a longer number
            "121212-1212-3",      // the same
            "Telefon 1212121212", // by the word before
        ] {
            assert_eq!(found(none), [], "{none}");
        }
    }
}
