//! How a part of a proposal is cited: "avsnitt 6.2", "kap. 7", "5 §",
//! "2 kap. 3 §", "(5.2)", "mål 4". One id a part, however it is written.
//!
//! A paragraph of a law in force ("2 kap. 15 § regeringsformen") is none.

use super::lexicon::{among, lexicon};
use std::ops::Range;

/// A part that a text cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Reference {
    /// "avsnitt-6.2", "2-kap-3-par".
    pub(in super::super) id: String,
    /// As cited: "avsnitt 6.2".
    pub(in super::super) cited: String,
    /// Bytes of the text.
    pub(in super::super) range: Range<usize>,
}

/// A piece of a text: a run of letters, a number, or one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece<'t> {
    says: &'t str,
    at: usize,
    /// Space stands before it.
    spaced: bool,
}

impl Piece<'_> {
    fn end(&self) -> usize {
        self.at + self.says.len()
    }

    /// "6", "6.2", "10.3.1": a number of a part, no year and no sum.
    fn number(&self) -> Option<&str> {
        let says = self.says.trim_end_matches('.');
        let parts = || says.split('.');
        let few = parts().count() <= 4;
        let short =
            |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        (few && parts().all(short) && !says.starts_with('0')).then_some(says)
    }

    fn dotted(&self) -> bool {
        self.number().is_some_and(|number| number.contains('.'))
    }
}

/// The parts that a text cites, in order. A dotted number stands alone
/// at the start, in brackets or behind a verb.
pub(in super::super) fn references(text: &str) -> Vec<Reference> {
    // Most sentences cite nothing.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let next = paragraph(&pieces, at, &mut found)
            .or_else(|| named(text, &pieces, at, &mut found))
            .or_else(|| bare(&pieces, at, &mut found));
        at = next.unwrap_or(at + 1);
    }
    found
}

impl Reference {
    /// Under "2 kap. Hävd" "3 §" is "2 kap. 3 §".
    pub(super) fn within(self, chapter: Option<&str>) -> Self {
        let bare = self.id.ends_with("-par") && !self.id.contains("-kap-");
        match chapter.filter(|_| bare) {
            Some(chapter) => Reference {
                id: format!("{chapter}-kap-{}", self.id),
                cited: format!("{chapter} kap. {}", self.cited),
                range: self.range,
            },
            None => self,
        }
    }

    /// The number of a chapter of draft rules: "2 kap."
    pub(super) fn chapter(&self) -> Option<&str> {
        self.id.strip_suffix("-kap")
    }
}

/// "2 kap. Hävd": the chapter that a heading opens.
fn chapter(line: &str) -> Option<Reference> {
    let pieces = pieces(line);
    let number = pieces.first()?.number().filter(|one| !one.contains('.'))?;
    let last = match says(&pieces, 2) {
        "." => 2,
        _ => 1,
    };
    let is_chapter = is_chapter(says(&pieces, 1)) && !is_of_a_law(&pieces, 0, last + 1);
    is_chapter.then(|| Reference {
        id: format!("{number}-kap"),
        cited: format!("{number} kap."),
        range: 0..pieces[last].end(),
    })
}

/// The parts that a heading cites: as a text, "2 kap. Hävd", and
/// "Ikraftträdande (8)".
pub(in super::super) fn cited_in_heading(line: &str) -> Vec<Reference> {
    const WORDS: usize = 6;
    let mut found = references(line);
    // "2.1 Hanteringsavgift (avsnitt 4.2)": the number first is the answer's own.
    let worded = |one: &Reference| line[one.range.clone()].starts_with(char::is_alphabetic);
    if let [first, rest @ ..] = &found[..]
        && first.range.start == 0
        && !worded(first)
        && !first.id.ends_with("-par")
        && rest.iter().any(worded)
    {
        found.remove(0);
    }
    if !found.is_empty() {
        return found;
    }
    if let Some(chapter) = chapter(line) {
        return vec![chapter];
    }
    let line = line.trim_end();
    let inner = line
        .strip_suffix(')')
        .and_then(|line| line.rsplit_once('('));
    let Some((name, number)) = inner else {
        return found;
    };
    let short = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let named = name.starts_with(char::is_uppercase)
        && letters > 5
        && name.split_whitespace().count() <= WORDS
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | ','));
    let id = format!("avsnitt-{number}");
    let cited = format!("avsnitt {number}");
    let range = name.len()..line.len();
    match short && named && !number.starts_with('0') {
        true => vec![Reference { id, cited, range }],
        false => found,
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let len = if c.is_ascii_digit() {
            let run = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len());
            rest[..run].trim_end_matches('.').len()
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        pieces.push(Piece {
            says: &rest[..len],
            at,
            spaced,
        });
        spaced = false;
        at += len;
    }
    pieces
}

fn says<'t>(pieces: &[Piece<'t>], at: usize) -> &'t str {
    pieces.get(at).map_or("", |piece| piece.says)
}

/// "5 §", "5 a §", "2 kap. 3 §", "12–19 §§", "5 och 6 §§".
fn paragraph(pieces: &[Piece<'_>], at: usize, found: &mut Vec<Reference>) -> Option<usize> {
    // "2031-11-24 § 241": the day and the item of a meeting.
    let glued = at > 0 && matches!(says(pieces, at - 1), "-" | "/") && !pieces[at].spaced;
    if glued || is_of_year(pieces, at) {
        return None;
    }
    let mut from = at;
    let mut chapter = None;
    if pieces[at].number().is_some() && is_chapter(says(pieces, at + 1)) {
        chapter = pieces[at].number();
        from = at + 2 + usize::from(says(pieces, at + 2) == ".");
    }
    let (numbers, mut next) = numbers(pieces, from)?;
    while says(pieces, next) == "§" {
        next += 1;
        if says(pieces, next) != "§" {
            break;
        }
    }
    if says(pieces, next - 1) != "§" || is_of_a_law(pieces, at, next) {
        return None;
    }
    let end = pieces[next - 1].end();
    for (number, _) in numbers {
        let number = number.replace(' ', "");
        let (id, cited) = match chapter {
            Some(chapter) => (
                format!("{chapter}-kap-{number}-par"),
                format!("{chapter} kap. {number} §"),
            ),
            None => (format!("{number}-par"), format!("{number} §")),
        };
        found.push(Reference {
            id,
            cited,
            range: pieces[at].at..end,
        });
    }
    Some(next)
}

/// "2031-…": the figures of a year, and a month glued to them.
fn is_of_year(pieces: &[Piece<'_>], at: usize) -> bool {
    let year = pieces[at].number().is_some_and(|year| year.len() == 4);
    let month = pieces.get(at + 2).and_then(Piece::number);
    year && says(pieces, at + 1) == "-" && month.is_some_and(|month| month.len() == 2)
}

fn is_chapter(word: &str) -> bool {
    matches!(word, "kap" | "kapitlet")
}

/// What stands behind the sign, or before the number, names a law in force.
fn is_of_a_law(pieces: &[Piece<'_>], at: usize, next: usize) -> bool {
    const NEAR: usize = 4;
    let data = lexicon();
    let behind = &pieces[next.min(pieces.len())..(next + NEAR).min(pieces.len())];
    let law = behind
        .iter()
        .take_while(|piece| piece.says.chars().all(char::is_alphanumeric))
        .any(|piece| among(&piece.says.to_lowercase(), &data.laws));
    let before = &pieces[at.saturating_sub(NEAR + 2)..at];
    let drafted = before
        .iter()
        .chain(behind)
        .any(|piece| data.drafts.contains(&piece.says.to_lowercase()));
    law && !drafted
}

/// "5.2, 5.3 och 5.4", "7.1–7.3": numbers with their pieces, and what follows.
type Numbers<'t> = (Vec<(String, Range<usize>)>, usize);

fn numbers<'t>(pieces: &[Piece<'t>], at: usize) -> Option<Numbers<'t>> {
    let mut found = Vec::new();
    let mut next = at;
    loop {
        let number = pieces.get(next)?.number()?;
        let mut number = number.to_owned();
        let mut end = pieces[next].end();
        let start = pieces[next].at;
        next += 1;
        // "5 a §"
        let letter = says(pieces, next);
        if letter.len() == 1
            && letter.bytes().all(|b| b.is_ascii_lowercase())
            && matches!(says(pieces, next + 1), "§" | "och" | ",")
        {
            number.push_str(letter);
            end = pieces[next].end();
            next += 1;
        }
        found.push((number, start..end));
        let joins = matches!(
            says(pieces, next),
            "," | "och" | "samt" | "respektive" | "–" | "-" | "/" | "eller"
        );
        let two = says(pieces, next) == "," && matches!(says(pieces, next + 1), "och" | "samt");
        let after = next + 1 + usize::from(two);
        if !joins || pieces.get(after).and_then(Piece::number).is_none() {
            return Some((found, next));
        }
        next = after;
    }
}

/// A unit and its numbers: "avsnitt 5.2 och 5.3", "kap. 7", "mål 4".
fn named(text: &str, pieces: &[Piece<'_>], at: usize, found: &mut Vec<Reference>) -> Option<usize> {
    let word = pieces[at].says.to_lowercase();
    let unit = lexicon().units.get(&word)?;
    let from = at + 1 + usize::from(says(pieces, at + 1) == ".");
    let (numbers, next) = numbers(pieces, from)?;
    // "förslag 3 §": the sign belongs to what follows. "artikel 9 i
    // Århuskonventionen" is of what is in force.
    if says(pieces, next) == "§" || unit == "artikel" && is_of_a_law(pieces, at, next) {
        return None;
    }
    let many = numbers.len() > 1;
    for (number, range) in numbers {
        let first = pieces[at].at;
        let cited = match many {
            true => format!("{} {number}", singular(unit)),
            false => text[first..range.end].to_owned(),
        };
        found.push(Reference {
            id: format!("{unit}-{number}"),
            cited,
            range: first..range.end,
        });
    }
    Some(next)
}

/// The unit as people write it before one number.
fn singular(unit: &str) -> &str {
    match unit {
        "mal" => "mål",
        "delmal" => "delmål",
        "forslag" => "förslag",
        "atgard" => "åtgärd",
        "fraga" => "fråga",
        "fokusomrade" => "fokusområde",
        "bedomning" => "bedömning",
        unit => unit,
    }
}

/// A dotted number in brackets, at the start, or behind a word that is no
/// unit of measure: "(5.2)", "6.4 Skyfallsavgift", "avstyrker vi 7.2."
fn bare(pieces: &[Piece<'_>], at: usize, found: &mut Vec<Reference>) -> Option<usize> {
    if !pieces[at].dotted() {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |before| pieces[before].says);
    let closed = matches!(before, "" | "(" | "|" | ":" | ";" | "•" | "·" | "–");
    let (numbers, next) = numbers(pieces, at)?;
    let follows = says(pieces, next);
    let ends = matches!(follows, "" | "." | "," | ")" | "|" | ":" | ";");
    let worded = before.chars().all(char::is_alphabetic)
        && !matches!(
            before.to_lowercase().as_str(),
            "kl" | "klockan" | "version" | "tabell" | "figur" | "bilaga" | "sidan" | "s"
        );
    if !(closed || worded && ends) || follows == "%" {
        return None;
    }
    for (number, range) in numbers {
        found.push(Reference {
            id: format!("avsnitt-{number}"),
            cited: format!("avsnitt {number}"),
            range,
        });
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        references(text).into_iter().map(|one| one.id).collect()
    }

    #[test]
    fn parts_are_cited_in_many_ways() {
        assert_eq!(
            ids("förslagen i avsnitt 5.2, 5.3 och 6.1"),
            ["avsnitt-5.2", "avsnitt-5.3", "avsnitt-6.1"]
        );
        assert_eq!(ids("Kapitel 7 Tillsyn"), ["kapitel-7"]);
        assert_eq!(ids("6.4 Skyfallsavgift"), ["avsnitt-6.4"]);
        assert_eq!(ids("Registret (5.2)"), ["avsnitt-5.2"]);
        assert_eq!(ids("5 a § Information"), ["5a-par"]);
        assert_eq!(ids("2 kap. 3 §"), ["2-kap-3-par"]);
        assert_eq!(ids("3 och 4 §§"), ["3-par", "4-par"]);
        assert_eq!(ids("antogs 2031-11-24 § 241"), [] as [&str; 0]);
        assert_eq!(ids("Därför avstyrker vi 7.2."), ["avsnitt-7.2"]);
        assert_eq!(ids("mål 2"), ["mal-2"]);
    }

    #[test]
    fn laws_in_force_years_and_hours_are_no_parts() {
        assert_eq!(ids("2 kap. 15 § regeringsformen"), [] as [&str; 0]);
        assert_eq!(ids("den 1 juli 2026 kl. 9.30."), [] as [&str; 0]);
        assert_eq!(ids("om 6.5 miljoner kronor"), [] as [&str; 0]);
        assert_eq!(ids("SOU 2022:91"), [] as [&str; 0]);
    }
}
