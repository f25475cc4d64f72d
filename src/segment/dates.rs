//! Days as the segmenter asks for them: the first one of a text. Which forms
//! a day has is [`crate::dates`]'s business.

pub(crate) use crate::dates::Day;

/// The first date in a text.
pub(crate) fn find_date(text: &str) -> Option<Day> {
    crate::dates::first_day_in(text).map(|dated| dated.day)
}

/// Every date in a text, with the byte where it starts.
pub(crate) fn find_dates(text: &str) -> Vec<(usize, Day)> {
    let days = crate::dates::days(text).into_iter();
    days.map(|dated| (dated.range.start, dated.day)).collect()
}

/// The year of a day filled in from an earlier ISO date: the same year, or
/// the one after if the day would otherwise lie before it.
pub(crate) fn after(day: Day, earlier: &str) -> Day {
    let number =
        |range: std::ops::Range<usize>| earlier.get(range).and_then(|s| s.parse::<u32>().ok());
    let (Some(year), Some(month), Some(first)) = (number(0..4), number(5..7), number(8..10)) else {
        return day;
    };
    let on = u32::from((day.month, day.day) < (month, first));
    Day {
        year: day.year.or(Some(year + on)),
        ..day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        find_date(text).and_then(Day::iso)
    }

    #[test]
    fn the_first_day_of_a_text() {
        for (text, day) in [
            (
                "sammanträde den 19 oktober 2021 följande",
                Some("2021-10-19"),
            ),
            ("Sammanträdesdatum 2021-10-28", Some("2021-10-28")),
            ("i januari 3 januari 20 I 7", Some("2017-01-03")),
            ("senast 2019-06- 21", Some("2019-06-21")),
            ("Stockholm 3 sept. 2019", Some("2019-09-03")),
            ("den 45 oktober 2021", None),
        ] {
            assert_eq!(iso(text).as_deref(), day, "{text}");
        }
    }
}
