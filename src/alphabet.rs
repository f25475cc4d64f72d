//! The order of Swedish names: å, ä and ö behind z, case and other marks folded.
//!
//! Words of every list of names that is sorted by name; knows no other order.

use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// How two names stand to each other; names that differ in case or marks alone
/// still have an order.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    letters(a).cmp(letters(b)).then_with(|| a.cmp(b))
}

/// A name's letters as they are sorted: its own of the Swedish ones, else that
/// below the marks.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    /// Behind z, in this order.
    const LAST: [char; 3] = ['{', '|', '}'];
    let low = name.nfc().flat_map(char::to_lowercase);
    low.filter_map(|letter| match letter {
        'å' => Some(LAST[0]),
        'ä' | 'æ' => Some(LAST[1]),
        'ö' | 'ø' => Some(LAST[2]),
        other => std::iter::once(other).nfd().next(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_swedish_letters_are_last_and_case_and_marks_count_for_nothing() {
        let sorted = [
            "Arkivnämnden",
            "Éva",
            "Evas",
            "Servicenämnden",
            "SKOLAB",
            "Zoo",
            "Åsö",
            "Äldrenämnden",
            "Överförmyndaren",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, sorted);
    }
}
