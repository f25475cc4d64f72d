//! Who answers by the words of a link, and which links of a page lead to answers:
//! beside them it links to what was sent out, to those asked, to a later last day.
//!
//! Looks at words and at the headings above them. Knows nothing of pages.

use super::listed;
use crate::numbers;
use crate::text::lower;
use regex::Regex;
use std::sync::LazyLock;

/// "(pdf, 340 kB)", "pdf 1,2 MB", "öppnas i nytt fönster" behind a link's words.
static KIND_AND_SIZE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)[\s,(\[]*(?:\b(?:pdf|docx?|word|odt|rtf)\b[\s,:]*)?(?:\b[\d.,\s]+[km]i?b\b)[\s)\]]*$|[\s,]*[(\[](?:pdf|docx?|word|odt|rtf)[)\]]$|\.(?:pdf|docx?|odt|rtf)$|[\s,]*[(\[]?öppnas i nytt fönster[)\]]?$",
    )
    .ok()
});

/// A link by its words and the headings it stands under, the page's first.
pub(crate) type Link<'a> = (&'a str, &'a [String]);

/// Who answers by the words of a link.
pub(crate) fn sender(words: &str) -> String {
    let bare = without_size(words);
    let led = led(&bare).unwrap_or(&bare);
    led.trim_matches([' ', ',', '–', '-', ':']).to_owned()
}

/// Which of a page's links lead to answers.
pub(crate) fn are_answers(links: &[Link<'_>]) -> Vec<bool> {
    let below = |(_, under): &Link<'_>| under.iter().any(|heading| heads_answers(heading));
    // Where the page has a place for answers, they stand there.
    let parted = links.iter().any(below);
    let is_one = |link: &Link<'_>| (!parted || below(link)) && !is_other(link);
    links.iter().map(is_one).collect()
}

/// The words say that it leads to the letter with which the proposal was sent out.
pub(crate) fn is_missive(words: &str) -> bool {
    let low = lower(&without_size(words));
    let bare = low.split(['(', ',', ':']).next().unwrap_or(&low).trim();
    listed::missives().iter().any(|missive| missive == bare)
}

/// The words themselves say that it is something else.
fn is_other((words, under): &Link<'_>) -> bool {
    let bare = without_size(words);
    if led(&bare).is_some() {
        return false;
    }
    let low = lower(&bare);
    let mut others = listed::no_answers().iter();
    let named = others.any(|other| match low.strip_prefix(other.as_str()) {
        Some(rest) => !rest.starts_with(char::is_alphabetic),
        None => false,
    });
    // "Bryggor i hamnar (SOU 2024:17)", and the same without its number where the
    // page is headed so.
    let mut numbers = numbers::numbers(&bare).into_iter();
    let sent = numbers.any(|found| found.number.is_public());
    let headed = under.first().map(|heading| lower(heading));
    let title = headed.is_some_and(|heading| {
        !listed::heads_answers(&heading) && low.contains(' ') && heading.contains(&low)
    });
    low.is_empty() || named || sent || title
}

/// "Remissvar", "Inkomna svar (31)": answers stand under it.
fn heads_answers(heading: &str) -> bool {
    let low = lower(heading);
    let bare = low.split('(').next().unwrap_or(&low);
    listed::heads_answers(bare.trim_matches([' ', ':', '.']))
}

/// Words without the kind and the size of the file behind them.
fn without_size(words: &str) -> String {
    let mut words = words.trim().to_owned();
    if let Some(pattern) = LazyLock::force(&KIND_AND_SIZE) {
        // A kind and a size and a word on windows may follow each other.
        for _ in 0..3 {
            words = pattern.replace(&words, "").trim().to_owned();
        }
    }
    words
}

/// What stands behind "Yttrande från".
fn led(words: &str) -> Option<&str> {
    let low = lower(words);
    let mut leads = listed::leads().iter();
    let lead = leads.find(|lead| low.starts_with(lead.as_str()))?;
    words.get(lead.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_sizes_are_no_part_of_a_name() {
        for words in [
            "Umeå universitet, pdf, 1,2 MB",
            "Umeå universitet.pdf",
            "Umeå universitet (PDF)",
            "Remissvar från Umeå universitet (docx, 40 kB) öppnas i nytt fönster",
        ] {
            assert_eq!(sender(words), "Umeå universitet", "{words}");
        }
        assert_eq!(
            sender("Länsstyrelsen i Örebro län"),
            "Länsstyrelsen i Örebro län"
        );
    }

    #[test]
    fn what_was_sent_out_and_who_was_asked_is_no_answer() {
        let top = ["Remiss av SOU 2024:17 Bryggor i hamnar".to_owned()];
        for (words, is) in [
            ("Remissinstanser (pdf 70 kB)", false),
            ("Bryggor i hamnar, SOU 2024:17 (pdf 3 MB)", false),
            ("Bryggor i hamnar (pdf)", false),
            ("Remissmissiv", false),
            ("Sändlista (pdf)", false),
            ("Förlängd svarstid", false),
            ("Havby kommun (pdf 120 kB)", true),
            ("Yttrande från Havby kommun över SOU 2024:17", true),
            ("Missivbolaget", true),
        ] {
            assert_eq!(are_answers(&[(words, &top)]), [is], "{words}");
        }
    }

    #[test]
    fn where_a_page_has_a_place_for_answers_they_stand_there() {
        let under = |heading: &str| vec!["Bryggor".to_owned(), heading.to_owned()];
        let [more, answers] = [under("Mer om ärendet"), under("Remissvar (2)")];
        let links: [Link<'_>; 2] = [("Kartor", &more), ("Havby kommun", &answers)];
        assert_eq!(are_answers(&links), [false, true]);
        assert_eq!(are_answers(&links[..1]), [true]);
    }
}
