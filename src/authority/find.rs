//! Names inside a line: letterheads, signatures, page feet, sentences.
//!
//! Whole words only, the longest name first, in one pass. A name with more
//! behind it that makes it another's ("LO Dalarna") is none.

use super::form::{key, nominative};
use super::table::{Claim, Row, Table};
use super::{Authority, Body, How};
use std::ops::Range;

/// What stands behind a body's name and makes it one of several.
const APART: [&str; 14] = [
    "norr", "söder", "öst", "väst", "öster", "väster", "nord", "syd", "norra", "södra", "östra",
    "västra", "centrum", "mitt",
];

/// Shortest short form that is looked for in a text.
const SHORTEST_SHORT: usize = 3;

/// A word of the line: its bytes without marks around it, and its key.
struct Word {
    range: Range<usize>,
    /// As it stands, marks and all, lower case.
    whole: String,
    /// Without the marks around it.
    bare: String,
    /// A mark stands right behind it.
    closed: bool,
    /// It starts with a capital or a figure.
    opens: bool,
}

impl Authority {
    /// The names in a line, in order, with their bytes; a genitive mark is
    /// part of them. Ambiguous forms and ordinary words are not looked for.
    pub fn find(&self, line: &str) -> Vec<(Range<usize>, Body)> {
        let words = words_of(line);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match longest_at(&self.table, line, &words, at) {
                Some((count, body)) => {
                    let last = at + count - 1;
                    found.push((words[at].range.start..words[last].range.end, body));
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        found
    }
}

fn words_of(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in line.split_inclusive(char::is_whitespace) {
        let token = piece.trim_end();
        let start = at;
        at += piece.len();
        let marks = |c: char| !c.is_alphanumeric() && !matches!(c, '&' | '\u{300}'..='\u{36F}');
        let inner = token.trim_start_matches(marks);
        if inner.is_empty() {
            continue;
        }
        let from = start + token.len() - inner.len();
        let inner = inner.trim_end_matches(marks);
        let end = from + inner.len();
        let bare = key(inner);
        // "Patent- och": the hyphen belongs to the word.
        let trailing = &token[end - start..];
        let whole = if trailing.is_empty() {
            bare.clone()
        } else {
            key_inside(&line[from..start + token.len()])
        };
        words.push(Word {
            range: from..end,
            whole,
            bare,
            closed: !trailing.is_empty(),
            opens: inner.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()),
        });
    }
    words
}

/// The key of a word in the middle of a name, where marks count.
fn key_inside(word: &str) -> String {
    // The dummy keeps the marks from being trimmed as if they were around it.
    let abbreviated = key(word);
    if abbreviated == "kungliga" {
        return abbreviated;
    }
    let mut key = key(&format!("{word}|"));
    key.pop();
    key
}

fn longest_at(table: &Table, line: &str, words: &[Word], at: usize) -> Option<(usize, Body)> {
    let first = words.get(at).filter(|word| word.opens)?;
    let opener = |key: &str| table.openers.get(key).copied();
    let most = [
        opener(&first.whole),
        opener(&first.bare),
        nominative(&first.bare).and_then(opener),
    ]
    .into_iter()
    .flatten()
    .max();
    let most = most.unwrap_or(0).min(words.len() - at);
    let mut joined = String::new();
    let mut ends = Vec::with_capacity(most);
    for word in &words[at..at + most] {
        ends.push(joined.len());
        joined.push_str(&word.whole);
        joined.push(' ');
    }
    for count in (1..=most).rev() {
        let last = &words[at + count - 1];
        let name = format!("{}{}", &joined[..ends[count - 1]], last.bare);
        let claim = table
            .by_key(&name)
            .or_else(|| table.by_key(nominative(&name)?));
        if let Some(claim) = claim.filter(|claim| stands(table, words, at, count, *claim)) {
            return Some((count, table.body(claim.row, claim.how)));
        }
    }
    by_short(table, line, words, at).map(|body| (1, body))
}

/// The words are that name, not part of another's and not ordinary words.
fn stands(table: &Table, words: &[Word], at: usize, count: usize, claim: Claim) -> bool {
    let row = table.row(claim);
    let form = if count == 1 {
        &words[at].bare
    } else {
        &row.name
    };
    if let Some(doubt) = table.doubts.get(&key(form))
        && (claim.how != How::Exact || doubt.tell.contains("ord"))
    {
        return false;
    }
    let lone = count == 1 && row.branches;
    let before = at.checked_sub(1).map(|before| &words[before]);
    if lone && before.is_some_and(|word| word.opens && !word.closed && !is_mostly_capitals(word)) {
        return false;
    }
    !goes_on(table, row, &words[at + count - 1..])
}

/// A title in capitals is no part of a name: "YTTRANDE Naturskyddsföreningen".
fn is_mostly_capitals(word: &Word) -> bool {
    word.range.len() > 8
}

/// What follows makes it another body: a place, a quarter, a number.
fn goes_on(table: &Table, row: &Row, words: &[Word]) -> bool {
    let [last, rest @ ..] = words else {
        return false;
    };
    let Some(next) = rest.first().filter(|_| !last.closed) else {
        return false;
    };
    let board = row.id.is_none();
    if next.opens && APART.contains(&next.bare.as_str()) {
        return true;
    }
    if board && next.bare.len() <= 2 && next.bare.chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    if !row.branches || board {
        return false;
    }
    let place = |word: &Word| {
        word.opens
            && (table.places.contains_key(&word.bare)
                || table
                    .by_key(&format!("länsstyrelsen {}", word.bare))
                    .is_some())
    };
    place(next) || next.bare == "i" && rest.get(1).is_some_and(place)
}

/// A short form that stands alone, as it is written.
fn by_short(table: &Table, line: &str, words: &[Word], at: usize) -> Option<Body> {
    let word = &words[at];
    let written = line.get(word.range.clone())?;
    let written = written.strip_suffix(":s").unwrap_or(written);
    if written.chars().count() < SHORTEST_SHORT || table.doubts.contains_key(&word.bare) {
        return None;
    }
    let [(row, was)] = table.by_short(written) else {
        return None;
    };
    let of = &table.rows[*row as usize];
    if goes_on(table, of, &words[at..]) {
        return None;
    }
    let how = if *was { How::Former } else { How::Short };
    Some(table.body(*row, how))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<(String, String)> {
        let found = Authority::standard().find(line);
        found
            .into_iter()
            .map(|(range, body)| (line[range].to_owned(), body.name))
            .collect()
    }

    fn shown(line: &str) -> Vec<String> {
        names(line).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn names_are_found_with_their_place() {
        assert_eq!(
            names("Enligt Naturvårdsverkets och Post-  och telestyrelsens (PTS) mening"),
            [
                ("Naturvårdsverkets".into(), "Naturvårdsverket".into()),
                (
                    "Post-  och telestyrelsens".into(),
                    "Post- och telestyrelsen".into()
                ),
                ("PTS".into(), "Post- och telestyrelsen".into()),
            ]
        );
        assert_eq!(
            shown("KAMMARRÄTTEN I JÖNKÖPING   YTTRANDE"),
            ["Kammarrätten i Jönköping"]
        );
        assert_eq!(
            shown("Kungl. Tekniska högskolan, Stockholm"),
            ["Kungl. Tekniska högskolan"]
        );
    }

    #[test]
    fn the_longest_name_counts_and_words_are_whole() {
        assert_eq!(
            shown("Mark- och miljödomstolen vid Nacka tingsrätt"),
            ["Mark- och miljödomstolen vid Nacka tingsrätt"]
        );
        assert_eq!(shown("Lunds universitetsbibliotek"), Vec::<String>::new());
    }

    #[test]
    fn anothers_name_is_not_found_in_it() {
        for line in [
            "LO Dalarna",
            "Svenska kyrkan i Lund",
            "Kammarrätten i Norrtälje",
            "Socialnämnden Norr",
            "kommunal verksamhet",
            "en Vision för staden",
        ] {
            assert_eq!(shown(line), Vec::<String>::new(), "{line}");
        }
    }
}
