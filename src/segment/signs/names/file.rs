//! What the name of a file tells: where it opens with the number of the
//! referral, what is left over names the sender.
//!
//! Looks like: "fo2017-01697_05-justitiekanslern.pdf", "Yttrande X kommun.docx".

use super::{Found, weight};
use crate::authority::{Authority, How};
use crate::segment::signs::bodies;
use crate::segment::signs::numbers;
use crate::text::{capitalised, lower};

/// Words of a file's name that name nobody.
const NOISE: [&str; 18] = [
    "remissvar",
    "yttrande",
    "svar",
    "remiss",
    "slutlig",
    "pdf",
    "från",
    "fran",
    "över",
    "kopia",
    "sou",
    "ds",
    "dnr",
    "bilaga",
    "inkommet",
    "remissyttrande",
    "signerad",
    "synpunkter",
];

impl Found<'_, '_> {
    pub(super) fn file(&mut self) {
        let name = self.sheet.lines.document().name.clone();
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        let (number, rest) = number_and_rest(stem);
        let numbered = number.is_some_and(|number| self.names_the_referral(&number));
        let weight = if numbered {
            weight::FILE_NUMBERED
        } else {
            weight::FILE
        };
        let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let words = words(rest);
        if words.chars().count() < 2 {
            return;
        }
        for form in [
            rest.to_uppercase(),
            words.to_uppercase(),
            capitalised(&words),
        ] {
            let body = Authority::standard().resolve(&form);
            if let Some(body) = body.filter(|body| body.identifies() && body.how != How::Ambiguous)
            {
                self.put(body.name, body.kind, true, "name of the file", 0, weight);
                return;
            }
        }
        let taken = self.add(&capitalised(&words), "name of the file", 0, weight);
        if !taken && numbered && rest.chars().count() <= 6 && !rest.contains(' ') {
            // A short form that nobody knows is still the sender's.
            let name = rest.to_uppercase();
            if bodies::kind_of(&lower(&name)).is_none() {
                self.put(name, None, false, "name of the file", 0, weight);
            }
        }
    }

    /// The number in the file's name is one that the paper prints.
    fn names_the_referral(&self, number: &str) -> bool {
        let figures =
            |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let wanted = figures(number);
        let mut printed = self
            .sheet
            .head
            .iter()
            .flat_map(|cell| numbers::find(&cell.text));
        printed.any(|(_, number)| figures(&number.text) == wanted)
    }
}

/// Whom a file's name tells behind the number of a referral, in lower case.
pub(crate) fn sender(name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (number, rest) = number_and_rest(stem);
    let sender = lower(&words(rest));
    (number.is_some() && sender.chars().count() > 1).then_some(sender)
}

/// "fo2018-00251_10-soff" → the number, and "soff" behind the running number.
fn number_and_rest(stem: &str) -> (Option<String>, &str) {
    let letters = stem.trim_start_matches(|c: char| c.is_alphabetic());
    let end = letters
        .find(|c: char| c.is_alphabetic())
        .unwrap_or(letters.len());
    let figures = letters[..end].chars().filter(char::is_ascii_digit).count();
    let opens = stem.len() - letters.len() <= 5
        && figures >= 8
        && letters.starts_with(|c: char| c.is_ascii_digit());
    if !opens {
        return (None, stem);
    }
    // Year and serial alone; a running number behind them is not theirs.
    let mut digits = 0;
    let number = letters.char_indices().find(|(_, c)| {
        digits += usize::from(c.is_ascii_digit());
        digits == 9
    });
    let stop = number.map_or(end, |(at, _)| at + 1);
    (Some(letters[..stop].to_owned()), &letters[end..])
}

/// Its words, without noise and figures.
fn words(rest: &str) -> String {
    let words = rest.split(['_', ' ', '-', '(', ')', '.']).filter(|word| {
        !word.is_empty()
            && !word.chars().any(|c| c.is_ascii_digit())
            && !NOISE.contains(&lower(word).as_str())
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_sender() {
        assert_eq!(
            number_and_rest("fo2031-00251_10-soff"),
            (Some("2031-00251".to_owned()), "soff")
        );
        assert_eq!(
            number_and_rest("yttrande_skyfall"),
            (None, "yttrande_skyfall")
        );
        assert_eq!(words("Yttrande Ekeby kommun (2)"), "Ekeby kommun");
        assert_eq!(sender("fo2031-00251_10-soff.pdf").as_deref(), Some("soff"));
        assert_eq!(sender("fo2031-00251_10.pdf"), None);
    }
}
