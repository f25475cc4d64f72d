//! A query cut into words, quotations, operators and parentheses.

use super::{Field, Kind, QueryError};
use std::ops::Range;

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) what: What,
    pub(super) place: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(usize),
    /// A word, quotation or property, ready for the tree.
    Leaf(Kind),
}

/// Words apart in a bare NEAR, and at most.
const NEAR: usize = 10;
const FARTHEST: usize = 50;
/// Letters a wildcard needs beside it.
const FEWEST_LETTERS: usize = 2;
const SHORTEST_FUZZY: usize = 3;
/// Endings after a colon that make a word: "EU:s", "AB:ets".
const LONGEST_COLON_ENDING: usize = 4;

/// The pieces of a query.
pub(super) fn pieces(query: &str) -> Result<Vec<Piece>, QueryError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = query[at..].chars().next() {
        let next = at + c.len_utf8();
        match c {
            c if c.is_whitespace() => at = next,
            '(' | ')' => {
                let what = if c == '(' { What::Open } else { What::Close };
                found.push(Piece {
                    what,
                    place: at..next,
                });
                at = next;
            }
            c if is_quote(c) => at = quotation(query, at, at, &mut found)?,
            _ => at = word(query, at, &mut found)?,
        }
    }
    Ok(found)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟')
}

/// Reads the quotation whose first mark stands at `open`; what it is
/// depends on what stands before, from `start` on. Gives where it ends.
fn quotation(
    query: &str,
    start: usize,
    open: usize,
    found: &mut Vec<Piece>,
) -> Result<usize, QueryError> {
    let inside = open + query[open..].chars().next().map_or(1, char::len_utf8);
    let Some(length) = query[inside..].find(is_quote) else {
        let rest = query[inside..].trim_end();
        let meant = if rest.is_empty() {
            "leave it out".to_owned()
        } else {
            format!("close it: \"{rest}\"")
        };
        return Err(QueryError::new(
            open..inside,
            "the quotation mark is not closed",
            meant,
        ));
    };
    let words = query[inside..inside + length].trim();
    let close = inside + length;
    let end = close + query[close..].chars().next().map_or(1, char::len_utf8);
    let place = start..end;
    if words.is_empty() {
        return Err(QueryError::new(
            place,
            "the quotation marks hold nothing",
            "put words between them, or leave them out",
        ));
    }
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(after) = query[end..].chars().next() {
        if after == '*' {
            return Err(QueryError::new(
                end..end + 1,
                "a wildcard cannot stand behind a quotation",
                format!("put it inside: \"{words}*\""),
            ));
        }
        if after == '~' {
            let meant = words.split(' ').collect::<Vec<_>>().join(" NEAR/5 ");
            return Err(QueryError::new(
                end..end + 1,
                "\"~\" behind a quotation means nothing here",
                format!("for words near each other write {meant}"),
            ));
        }
    }
    let before = &query[start..open];
    let (negated, before) = match before.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, before),
    };
    if negated {
        found.push(Piece {
            what: What::Not,
            place: start..start + 1,
        });
    }
    let kind = match before {
        "" | "+" => Kind::Phrase(words),
        "=" => exactly(&words, &place)?,
        name => Kind::Field(field(name.trim_end_matches(':'), &place, &words)?, words),
    };
    found.push(Piece {
        what: What::Leaf(kind),
        place,
    });
    Ok(end)
}

/// Reads a word; gives where it ends.
fn word(query: &str, start: usize, found: &mut Vec<Piece>) -> Result<usize, QueryError> {
    let rest = &query[start..];
    let stop = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
    let end = start + rest.find(stop).unwrap_or(rest.len());
    let end = end + sign_beside(&query[start..end], &query[end..]);
    let end = written_apart(query, start, end).unwrap_or(end);
    let word = &query[start..end];
    let quoted = query[end..].starts_with(is_quote);
    if quoted && (word.ends_with(':') || matches!(word, "=" | "-" | "+" | "-=")) {
        return quotation(query, start, end, found);
    }
    let place = start..end;
    if let Some(what) = operator(word, &place)? {
        found.push(Piece { what, place });
        return Ok(end);
    }
    if word.trim_start_matches('+').starts_with("--") {
        return Err(QueryError::new(
            place,
            "this is no option of search",
            "see `remiss search --help`; to leave a word out, write -word",
        ));
    }
    // A dash or minus sign comes out of word processors, "!" out of others' languages.
    let minus = word
        .strip_prefix(['-', '–', '—', '\u{2212}', '!'])
        .filter(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '=' | '*')));
    if matches!(word, "-" | "–" | "—" | "\u{2212}" | "=" | "~" | "!")
        && !query[end..].starts_with('(')
    {
        let next = query[end..].split_whitespace().next().unwrap_or("ord");
        let meant = format!(
            "write {}{next} without a space, or leave it out",
            if word == "=" { "=" } else { "-" }
        );
        return Err(QueryError::new(place, "this sign stands alone", meant));
    }
    let bare = minus.unwrap_or(word);
    let bare = bare.strip_prefix('+').unwrap_or(bare);
    if minus.is_some() || word == "-" && query[end..].starts_with('(') {
        let sign = word.chars().next().map_or(1, char::len_utf8);
        found.push(Piece {
            what: What::Not,
            place: start..start + sign,
        });
    }
    if bare != word && operator(bare, &place)?.is_some() {
        let meant = format!(
            "put a word behind the sign; to leave the word out write -\"{}\"",
            bare.to_lowercase()
        );
        return Err(QueryError::new(
            place,
            "an operator stands where a word should",
            meant,
        ));
    }
    if bare.contains(char::is_alphanumeric) {
        let at = end - bare.len()..end;
        found.push(Piece {
            what: What::Leaf(leaf(bare, &at)?),
            place: at,
        });
    } else if let Some(at) = word.find('*') {
        let star = start + at..start + at + 1;
        return Err(QueryError::new(
            star,
            "a wildcard needs letters beside it",
            "write upphandl* or *arbete",
        ));
    }
    Ok(end)
}

/// "12 500" and "bl a" are one word: where it ends, if more than a sign follows
/// to it there.
fn written_apart(query: &str, start: usize, end: usize) -> Option<usize> {
    /// Words that are looked at: a number in billions, and what follows it.
    const MOST: usize = 6;
    let word = &query[start..end];
    let bare = word.trim_start_matches(['-', '–', '—', '\u{2212}', '!', '+']);
    if !bare.starts_with(char::is_alphanumeric)
        || !bare.chars().all(|c| c.is_alphanumeric() || c == '.')
    {
        return None;
    }
    let from = end - bare.len();
    let rest = &query[from..];
    let rest = &rest[..rest
        .find(|c: char| matches!(c, '(' | ')') || is_quote(c))
        .unwrap_or(rest.len())];
    let mut spaces = rest.match_indices(char::is_whitespace);
    let rest = spaces.nth(MOST - 1).map_or(rest, |(at, _)| &rest[..at]);
    let length = crate::analyse::written_apart(rest)?;
    // "12 500*" asks for something else; so does "12 500-talet".
    let behind = rest[length..].strip_prefix('.').unwrap_or(&rest[length..]);
    let is_whole = behind.is_empty() || behind.starts_with(char::is_whitespace);
    (is_whole && from + length > end).then_some(from + length)
}

/// "§ 12" and "12 §" are one word: how far it goes on.
fn sign_beside(word: &str, rest: &str) -> usize {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let Some(after) = rest.strip_prefix(' ') else {
        return 0;
    };
    if word == "§" {
        match digits(after) {
            0 => 0,
            count => 1 + count,
        }
    } else if digits(word) == word.len() && after.starts_with('§') {
        1 + '§'.len_utf8()
    } else {
        0
    }
}

fn operator(word: &str, place: &Range<usize>) -> Result<Option<What>, QueryError> {
    let what = match word {
        "AND" | "OCH" | "&&" => What::And,
        "OR" | "ELLER" | "||" | "|" => What::Or,
        "NOT" | "INTE" => What::Not,
        _ => {
            let upper = word.to_uppercase();
            let near = ["NEAR", "NÄRA", "NARA"]
                .iter()
                .find_map(|name| upper.strip_prefix(name));
            match near {
                Some("") if upper == word => What::Near(NEAR),
                Some(rest) if rest.starts_with('/') => {
                    let within = rest[1..]
                        .parse()
                        .ok()
                        .filter(|within| (1..=FARTHEST).contains(within));
                    let meant = format!("write NEAR/5; the number goes from 1 to {FARTHEST}");
                    What::Near(within.ok_or_else(|| {
                        QueryError::new(place.clone(), "this is no number of words", meant)
                    })?)
                }
                _ => return Ok(None),
            }
        }
    };
    Ok(Some(what))
}

/// A word that is no operator.
fn leaf(word: &str, place: &Range<usize>) -> Result<Kind, QueryError> {
    if let Some(exact) = word.strip_prefix('=') {
        return exactly(exact, place);
    }
    if let Some((name, value)) = word.split_once(':')
        && is_field(name, value)
    {
        let field = field(name, place, value)?;
        if value.is_empty() {
            let meant = format!("write {}:… without a space behind the colon", field.name());
            return Err(QueryError::new(
                place.clone(),
                format!("{name}: has no value"),
                meant,
            ));
        }
        return Ok(Kind::Field(field, value.to_owned()));
    }
    if let Some((bare, _)) = word.split_once('^') {
        return Err(QueryError::new(
            place.clone(),
            "words carry no weights here",
            format!("write {bare}"),
        ));
    }
    if word.contains('*') {
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        if letters < FEWEST_LETTERS {
            return Err(QueryError::new(
                place.clone(),
                "too few letters for a wildcard",
                "give two or more, as in it*",
            ));
        }
        return Ok(Kind::Glob(word.trim_end_matches('~').to_lowercase()));
    }
    match word
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .strip_suffix('~')
    {
        Some(bare) if bare.chars().count() < SHORTEST_FUZZY => Err(QueryError::new(
            place.clone(),
            "too short a word to be near in spelling",
            "give three letters or more",
        )),
        Some(bare) if bare.contains(char::is_alphanumeric) => Ok(Kind::Fuzzy(bare.to_owned())),
        _ => Ok(Kind::Word(word.to_owned())),
    }
}

/// Words as written take no wildcard.
fn exactly(words: &str, place: &Range<usize>) -> Result<Kind, QueryError> {
    if words.contains('*') {
        return Err(QueryError::new(
            place.clone(),
            "= takes no wildcard",
            "leave out the = or the *",
        ));
    }
    Ok(Kind::Exactly(words.to_owned()))
}

/// "nämnd:kultur" names a property; "EU:s", "10:30" and "https://x" do not.
fn is_field(name: &str, value: &str) -> bool {
    let letters = !name.is_empty() && name.chars().all(char::is_alphabetic);
    let ending = !value.is_empty()
        && value.chars().count() <= LONGEST_COLON_ENDING
        && value.chars().all(char::is_lowercase)
        && (name.chars().count() <= 3 || name.chars().all(char::is_uppercase));
    letters && !value.starts_with("//") && (Field::named(name).is_some() || !ending)
}

fn field(name: &str, place: &Range<usize>, value: &str) -> Result<Field, QueryError> {
    if let Some(field) = Field::named(name) {
        return Ok(field);
    }
    let meant = match Field::near(name) {
        Some(near) => format!("did you mean {}:{value}?", near.name()),
        None => format!(
            "there are {}; to search for the words themselves write \"{name} {value}\"",
            Field::all()
        ),
    };
    let name_place = place.start..(place.start + name.len()).min(place.end);
    Err(QueryError::new(
        name_place,
        format!("no property is called {name}"),
        meant,
    ))
}
