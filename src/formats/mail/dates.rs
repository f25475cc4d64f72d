//! The day in Sweden of a moment that a program wrote down. Knows no clock.

/// The day of a Windows time: tenths of microseconds since 1601, in UTC.
pub(super) fn day_in_sweden(windows: u64) -> Option<String> {
    const SECOND: u64 = 10_000_000;
    /// Seconds from 1601 to 1970.
    const EPOCH: u64 = 11_644_473_600;
    let seconds = (windows / SECOND).checked_sub(EPOCH)?;
    let hours = seconds / 3600;
    let hours = hours + if is_summer(hours) { 2 } else { 1 };
    let (year, month, day) = date(hours / 24);
    (1980..=2200)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Whether summer time holds: from the last Sunday of March to that of October,
/// at one o'clock UTC. `hours` since 1970.
fn is_summer(hours: u64) -> bool {
    let (year, ..) = date(hours / 24);
    let change = |month| last_sunday(year, month) * 24 + 1;
    (change(3)..change(10)).contains(&hours)
}

/// The last Sunday of a month of 31 days, as days since 1970.
fn last_sunday(year: u64, month: u64) -> u64 {
    let last = days(year, month, 31);
    // The first of January 1970 was a Thursday.
    last - (last + 4) % 7
}

/// Days since 1970. Years are counted from March, so that leap days are last.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = match month {
        1 | 2 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    let leap = year / 4 - year / 100 + year / 400;
    (year * 365 + leap + (month * 153 + 2) / 5 + day - 1).saturating_sub(BEFORE)
}

/// Days before 1970, from the first of March of the year 0.
const BEFORE: u64 = 719_468;

fn date(days: u64) -> (u64, u64, u64) {
    const CYCLE: u64 = 146_097;
    let days = days + BEFORE;
    let (cycle, day) = (days / CYCLE, days % CYCLE);
    let year = (day - day / 1460 + day / 36_524 - day / (CYCLE - 1)) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (day * 5 + 2) / 153;
    let day = day - (month * 153 + 2) / 5 + 1;
    let year = year + cycle * 400;
    match month {
        10.. => (year + 1, month - 9, day),
        _ => (year, month + 3, day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hours since 1970 as Windows writes them.
    fn windows(hours: u64) -> u64 {
        (hours * 3600 + 11_644_473_600) * 10_000_000
    }

    #[test]
    fn days_are_those_of_sweden() {
        let at = |year, month, day, hour| {
            let hours = days(year, month, day) * 24 + hour;
            day_in_sweden(windows(hours)).unwrap()
        };
        assert_eq!(at(2026, 3, 4, 12), "2026-03-04");
        assert_eq!(at(2024, 2, 28, 23), "2024-02-29");
        assert_eq!(at(2023, 12, 31, 22), "2023-12-31");
        assert_eq!(at(2023, 12, 31, 23), "2024-01-01");
        // In summer the day begins an hour earlier.
        assert_eq!(at(2026, 6, 30, 22), "2026-07-01");
        assert_eq!(at(2026, 3, 29, 22), "2026-03-30");
        assert_eq!(at(2026, 3, 28, 22), "2026-03-28");
        assert_eq!(at(2026, 10, 25, 22), "2026-10-25");
        assert_eq!(day_in_sweden(0), None);
        assert_eq!(day_in_sweden(u64::MAX), None);
    }
}
