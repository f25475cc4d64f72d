//! What `Retry-After` says, in seconds: a number, or a day and time that is
//! held against the answer's own `Date`. Asks no clock.

/// Longest wait that is heeded within a run.
pub(super) const LONGEST: u64 = 120;

/// How long to wait, by what the answer says.
pub(super) fn seconds(retry_after: &str, date: Option<&str>) -> Option<u64> {
    let said = retry_after.trim();
    if !said.is_empty() && said.bytes().all(|b| b.is_ascii_digit()) {
        return Some(said.parse().unwrap_or(u64::MAX));
    }
    let (until, now) = (moment(said)?, moment(date?.trim())?);
    Some(until.saturating_sub(now))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` as seconds since some day.
fn moment(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_, rest) = text.split_once(", ")?;
    let parts: Vec<&str> = rest.split(' ').collect();
    let [day, month, year, clock, "GMT"] = parts[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|known| *known == month)? as u64;
    let (day, year) = (day.parse::<u64>().ok()?, year.parse::<u64>().ok()?);
    let mut clock = clock.split(':').map(|part| part.parse::<u64>().ok());
    let (hours, minutes, seconds) = (clock.next()??, clock.next()??, clock.next()??);
    let in_range = (1970..10_000).contains(&year) && (1..=31).contains(&day);
    if !in_range || hours > 23 || minutes > 59 || seconds > 60 {
        return None;
    }
    // Years begin in March, so that the odd day is their last.
    let (year, month) = match month {
        0 | 1 => (year - 1, month + 10),
        _ => (year, month - 2),
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day;
    Some(days * 86_400 + hours * 3600 + minutes * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_a_number_or_a_moment_after_the_answers_own() {
        assert_eq!(seconds(" 7 ", None), Some(7));
        assert_eq!(seconds("99999999999999999999999", None), Some(u64::MAX));
        let date = Some("Sat, 28 Feb 2032 23:59:50 GMT");
        assert_eq!(seconds("Sun, 29 Feb 2032 00:00:05 GMT", date), Some(15));
        assert_eq!(seconds("Mon, 01 Mar 2032 00:00:00 GMT", date), Some(86_410));
        assert_eq!(seconds("Fri, 27 Feb 2032 00:00:05 GMT", date), Some(0));
        for wrong in [
            "",
            "soon",
            "-3",
            "Sun, 29 Feb 2032",
            "Sun, 99 Feb 2032 00:00:05 GMT",
        ] {
            assert_eq!(seconds(wrong, date), None, "{wrong}");
        }
    }
}
