//! A text cut into words: UAX #29, and what Swedish papers write as one.
//!
//! Kept whole: hyphenated words ("it-leverans"), case numbers ("2021/866",
//! "171-908/2016"), dates, paragraphs ("§ 12"), words with a colon ("S:t").
//! Noticed: words that wait for a part that comes later ("kvalitets- och
//! innovationsarbete"), and years a scanner took apart ("20 I 7").

use super::pieces::pieces;
use std::ops::Range;

/// A word as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    /// Bytes in the text.
    pub(super) range: Range<usize>,
    /// What else it says.
    pub(super) note: Note,
}

/// What else a word says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// Nothing.
    Plain,
    /// The digits of a paragraph ("§ 12").
    Paragraph(Range<usize>),
    /// Its head comes later: a hyphen and a gap follow.
    Suspended,
    /// With the words after it, a year that was read wrongly.
    Year(String),
    /// Written in several ways: how it is found, and what it is made of.
    Written(String, Vec<Range<usize>>),
    /// Up to here a word, then the number of a note.
    Noted(usize),
}

/// Words are not longer, in bytes; chains of hyphens and letters without end
/// are cut here.
pub(super) const LONGEST: usize = 100;
/// Endings behind a colon: "EU:s", "S:t", "AB:ets".
const COLON_ENDINGS: [&str; 15] = [
    "s", "t", "a", "e", "n", "en", "et", "er", "ar", "are", "ens", "ets", "erna", "arna", "na",
];

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::with_capacity(text.len() / 7);
    let mut words = pieces(text).into_iter().peekable();
    while let Some((start, word)) = words.next() {
        let mut range = start..start + word.len();
        while let Some(&(next, word)) = words.peek() {
            if !joined(text, &range, next, word) {
                break;
            }
            range.end = next + word.len();
            words.next();
        }
        let last = found.last().map_or(0, |raw: &Raw| raw.range.end);
        found.push(noted(text, last, range));
    }
    years(text, &mut found);
    super::written::join(text, found)
}

/// Whether the word at `next` goes on with the one before it.
fn joined(text: &str, before: &Range<usize>, next: usize, word: &str) -> bool {
    let gap = &text[before.end..next];
    if gap == " " || next + word.len() - before.start > LONGEST {
        return false;
    }
    let (Some(last), Some(first)) = (
        text[before.clone()].chars().next_back(),
        word.chars().next(),
    ) else {
        return false;
    };
    match gap {
        "-" | "\u{2010}" | "\u{2011}" => true,
        "\u{200B}" => last.is_alphabetic() && first.is_alphabetic(),
        "/" => last.is_ascii_digit() && first.is_ascii_digit(),
        ":" => {
            let digits = last.is_ascii_digit() && first.is_ascii_digit();
            digits || before.len() <= 6 && COLON_ENDINGS.contains(&word)
        }
        _ => false,
    }
}

fn noted(text: &str, last: usize, range: Range<usize>) -> Raw {
    let word = &text[range.clone()];
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        if let Some(at) = sign_before(&text[last..range.start]) {
            return Raw {
                range: last + at..range.end,
                note: Note::Paragraph(range),
            };
        }
        if let Some(length) = sign_after(&text[range.end..]) {
            return Raw {
                range: range.start..range.end + length,
                note: Note::Paragraph(range),
            };
        }
    }
    if text.as_bytes().get(range.end) == Some(&b' ') {
        return Raw {
            range,
            note: Note::Plain,
        };
    }
    let mut after = text[range.end..].chars();
    let hyphen = matches!(after.next(), Some('-' | '\u{2010}' | '\u{2011}'));
    let note = if hyphen && matches!(after.next(), Some(' ' | ',' | '\n' | '\u{A0}' | '/')) {
        Note::Suspended
    } else {
        Note::Plain
    };
    Raw { range, note }
}

/// "§ " at the end of what stands before a number: where it starts.
fn sign_before(gap: &str) -> Option<usize> {
    let bare = gap.strip_suffix([' ', '\u{A0}']).unwrap_or(gap);
    bare.strip_suffix('§').map(str::len)
}

/// " §" behind a number, not in front of another: its length.
fn sign_after(rest: &str) -> Option<usize> {
    let bare = rest.strip_prefix([' ', '\u{A0}']).unwrap_or(rest);
    let after = bare.strip_prefix('§')?;
    let digit = |c: char| c.is_ascii_digit();
    (!after.starts_with(digit) && !after.trim_start_matches([' ', '\u{A0}']).starts_with(digit))
        .then(|| rest.len() - after.len())
}

/// Marks the first word of each year that was taken apart.
fn years(text: &str, words: &mut [Raw]) {
    for at in 0..words.len() {
        let start = &words[at];
        let first = text.as_bytes()[start.range.start];
        if !matches!(first, b'1' | b'2' | b'I' | b'l')
            || start.range.len() > 4
            || start.note != Note::Plain
        {
            continue;
        }
        let mut letters = String::new();
        let mut end = words[at].range.start;
        for word in &words[at..] {
            let piece = &text[word.range.clone()];
            let near = letters.is_empty() || text[end..word.range.start] == *" ";
            if !near
                || letters.len() + piece.len() > 4
                || !piece.chars().all(|c| figure(c).is_some())
            {
                break;
            }
            letters.push_str(piece);
            end = word.range.end;
        }
        let year: String = letters.chars().filter_map(figure).collect();
        let misread = letters.contains(|c: char| !c.is_ascii_digit());
        if misread && year.len() == 4 && (year.starts_with("19") || year.starts_with("20")) {
            words[at].note = Note::Year(year);
        }
    }
}

/// The digit that a scanner may have taken for this letter.
fn figure(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        'I' | 'l' => Some('1'),
        'O' => Some('0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text)
            .into_iter()
            .map(|raw| &text[raw.range])
            .collect()
    }

    #[test]
    fn what_is_written_as_one_stays_whole() {
        assert_eq!(
            cut("KS 2021/866, dnr 171-908/2016"),
            ["KS", "2021/866", "dnr", "171-908/2016"]
        );
        assert_eq!(
            cut("den 2021-10-19 kl. 10:30"),
            ["den", "2021-10-19", "kl", "10:30"]
        );
        assert_eq!(
            cut("S:t Eriks och EU:s regler"),
            ["S:t", "Eriks", "och", "EU:s", "regler"]
        );
        assert_eq!(
            cut("it-leveransen och e-tjänster"),
            ["it-leveransen", "och", "e-tjänster"]
        );
        assert_eq!(
            cut("§ 12 och §4 samt 3 § lagen"),
            ["§ 12", "och", "§4", "samt", "3 §", "lagen"]
        );
        assert_eq!(cut("och/eller"), ["och", "eller"]);
        assert_eq!(cut("Handläggare:Anna"), ["Handläggare", "Anna"]);
    }

    #[test]
    fn letters_without_end_are_cut() {
        let long = "å".repeat(LONGEST);
        assert_eq!(cut(&long), [&long[..LONGEST], &long[LONGEST..]]);
    }

    #[test]
    fn a_soft_hyphen_does_not_divide() {
        assert_eq!(cut("kvalitets\u{AD}program"), ["kvalitets\u{AD}program"]);
    }

    #[test]
    fn years_taken_apart_are_noticed() {
        let year = |text: &str| {
            words(text).into_iter().find_map(|raw| match raw.note {
                Note::Year(year) => Some(year),
                _ => None,
            })
        };
        assert_eq!(year("våren 20 I 7 antogs").as_deref(), Some("2017"));
        assert_eq!(year("våren 20I7 antogs").as_deref(), Some("2017"));
        assert_eq!(year("20 17 personer"), None);
        assert_eq!(year("2017"), None);
    }
}
