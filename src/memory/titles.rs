//! What titles and numbers tell: without whose they are, and of what year.

/// A title without the name of whose proposal it is: "Almviks stads".
pub(super) fn without_city(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let owns = |word: &str| {
        let word = word.to_lowercase();
        ["stad", "kommun", "region"]
            .iter()
            .any(|owner| word.starts_with(owner))
    };
    let kept = words.iter().enumerate().filter(|(at, word)| {
        let named = word.starts_with(char::is_uppercase);
        !(named && words.get(at + 1).is_some_and(|next| owns(next)))
    });
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// The first number in some words that is a year of our time.
pub(super) fn year_in(words: &str) -> Option<u16> {
    let numbers = words.split(|c: char| !c.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4);
    let mut years = years.filter_map(|number| number.parse().ok());
    years.find(|year| (1970..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_stands_in_dates_and_in_numbers() {
        assert_eq!(year_in("2021-09-10"), Some(2021));
        assert_eq!(year_in("009-1322/2011"), Some(2011));
        assert_eq!(year_in("KS 12/34"), None);
    }

    #[test]
    fn whose_proposal_it_is_tells_nothing() {
        assert_eq!(
            without_city("Almviks stads program för kajer"),
            "stads program för kajer"
        );
        assert_eq!(
            without_city("Riktlinjer för kajer i Almviks stad"),
            "Riktlinjer för kajer i stad"
        );
    }
}
