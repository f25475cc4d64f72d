//! Days as the segmenter asks for them: the first one of a text. Which forms
//! a day has is [`crate::dates`]'s business.

pub(crate) use crate::dates::Day;

/// The first date in a text.
pub(crate) fn find_date(text: &str) -> Option<Day> {
    crate::dates::first_day_in(text).map(|dated| dated.day)
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
