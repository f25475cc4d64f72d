//! Columns of a head that were run together with single spaces: what shows by
//! itself where a cell ends is a cell of its own.
//!
//! "GÖTA HOVRÄTT YTTRANDE 1 (3)" is three cells, as it is where the columns still
//! stand apart. Moves no text, names nobody.

use super::sheet::{is_label, is_paper_name};
use super::{bodies, dates, numbers};
use crate::layout::is_page_of_pages;
use crate::lexicon::signs;
use crate::line::Cell;
use crate::text::lower;

/// Longest line of a head, in bytes; what is longer is prose.
const LONGEST: usize = 110;
/// Words of the longest label.
const LABEL: usize = 3;
/// Rows of a letterhead, with what it holds to its right; below stands text.
const ROWS: usize = 32;
/// Longest line of two names.
const TWINS: usize = 72;

/// The cells of a head; those that were run together are parted.
pub(crate) fn apart(head: Vec<Cell>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(head.len());
    // Labels in the row above, if it holds nothing else.
    let (mut labels, mut row) = (0, 0);
    let mut rest = head.into_iter().peekable();
    while let Some(first) = rest.next() {
        let (from, line) = (cells.len(), first.line);
        let alone = rest.peek().is_none_or(|next| next.line != line);
        let below = if alone { labels } else { 0 };
        let mut next = Some(first);
        while let Some(cell) = next {
            let cuts = if row < ROWS {
                cuts(&cell.text, below)
            } else {
                Vec::new()
            };
            match cuts.is_empty() {
                true => cells.push(cell),
                false => cells.extend(pieces(&cell, &cuts)),
            }
            next = rest.next_if(|next| next.line == line);
        }
        let of = cells.len() - from;
        for (nth, cell) in cells[from..].iter_mut().enumerate() {
            (cell.nth, cell.of) = (nth, of);
        }
        let plain = of > 1 && cells[from..].iter().all(|cell| is_label(&cell.low));
        labels = if plain { of } else { 0 };
        row += 1;
    }
    cells
}

/// The cells that a cell is parted into, which begin at these bytes but the first.
fn pieces(cell: &Cell, cuts: &[usize]) -> impl Iterator<Item = Cell> {
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([cell.text.len()]);
    starts.zip(ends).map(|(start, end)| {
        let text = cell.text[start..end].trim().to_owned();
        Cell {
            column: cell.column + cell.text[..start].chars().count(),
            low: lower(&text),
            text,
            ..cell.clone()
        }
    })
}

/// What a piece at the end of a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Page,
    Date,
    Number,
    Label,
    Kind,
    Ministry,
    Address,
}

/// Bytes of a line where another cell begins; so many labels stand over it.
fn cuts(text: &str, labels: usize) -> Vec<usize> {
    if text.len() > LONGEST || text.ends_with(['.', ',', ';']) || !text.contains(' ') {
        return Vec::new();
    }
    let inner = inner_labels(text);
    let first = inner.first().map_or(text, |at| text[..*at].trim_end());
    let mut cuts = ends(first);
    cuts.extend(&inner);
    if let Some(last) = inner.last() {
        cuts.extend(ends(&text[*last..]).into_iter().map(|at| last + at));
    }
    if cuts.is_empty() && labels > 1 {
        cuts = below_labels(text, labels);
    }
    if cuts.is_empty() {
        cuts.extend(twins(text));
    }
    cuts
}

/// Where the cells begin that show by themselves at the end of a line.
fn ends(text: &str) -> Vec<usize> {
    let mut pieces: Vec<(usize, Piece)> = Vec::new();
    let mut rest = text;
    loop {
        let Some((at, piece)) = last_piece(rest) else {
            let Some((day, value)) = day_and_value(rest) else {
                break;
            };
            pieces.extend([(value, Piece::Number), (day, Piece::Date)]);
            rest = text[..day].trim_end();
            continue;
        };
        // A label and its value are one.
        let value = |piece: &Piece| matches!(piece, Piece::Date | Piece::Number | Piece::Address);
        if piece == Piece::Label && pieces.last().is_some_and(|(_, piece)| value(piece)) {
            pieces.pop();
        }
        pieces.push((at, piece));
        rest = text[..at].trim_end();
    }
    pieces.reverse();
    let is = |kinds: &[Piece]| pieces.iter().any(|(_, piece)| kinds.contains(piece));
    let parted = match rest {
        "" => !is(&[Piece::Kind]) && pieces.len() > 1,
        _ if !is_whole(rest) => false,
        _ if is(&[Piece::Kind, Piece::Label]) => !is_genitive(rest),
        _ if is(&[Piece::Ministry, Piece::Address, Piece::Page]) => true,
        _ if is(&[Piece::Date]) && is(&[Piece::Number]) => true,
        // "Dnr: 25-14402 Fi2031/01338".
        _ if is(&[Piece::Number]) && rest.ends_with(|c: char| c.is_ascii_digit()) => true,
        _ => is(&[Piece::Date, Piece::Number]) && bodies::name(rest).is_some(),
    };
    pieces.retain(|(at, _)| parted && *at > 0);
    pieces.into_iter().map(|(at, _)| at).collect()
}

/// "Handläggare: Ida Berg Datum: 2031-09-30": where labels begin in a line.
fn inner_labels(text: &str) -> Vec<usize> {
    let colons = text.match_indices(": ");
    let labels = colons.filter_map(|(colon, _)| last_label(&text[..colon]));
    labels.filter(|at| *at > 0).collect()
}

/// Values below labels: as many words, or a person and the body behind the name.
fn below_labels(text: &str, labels: usize) -> Vec<usize> {
    let mut spaces = text.match_indices(' ').map(|(at, _)| at + 1);
    if text.split(' ').count() == labels {
        return spaces.collect();
    }
    // A person has two names.
    spaces.next();
    let body = spaces.find(|&at| bodies::name(&text[at..]).is_some());
    body.into_iter().collect()
}

/// The piece that a line ends with, if it shows by itself, and where it begins.
fn last_piece(text: &str) -> Option<(usize, Piece)> {
    // Most lines are prose, and end in a word.
    let (_, last) = last_words(text, 1)?;
    let figures = last.contains(|c: char| c.is_ascii_digit());
    let found = figures.then_some(text).and_then(|text| {
        let page = page(text).map(|at| (at, Piece::Page));
        let date = || Some((date(text)?, Piece::Date));
        let number = || Some((number(text)?, Piece::Number));
        page.or_else(date).or_else(number)
    });
    let found = found.or_else(|| Some((label(text)?, Piece::Label)));
    found.or_else(|| {
        let (at, word) = last_words(text, 1)?;
        if is_paper_name(&lower(word)) && word.starts_with(char::is_uppercase) {
            return Some((at, Piece::Kind));
        }
        if word.contains('@') {
            return Some((at, Piece::Address));
        }
        Some((ministry(text)?, Piece::Ministry))
    })
}

/// The last so many words of a line.
fn last_words(text: &str, count: usize) -> Option<(usize, &str)> {
    let spaces = text.rmatch_indices(' ').map(|(at, _)| at + 1);
    let at = spaces.chain([0]).nth(count - 1)?;
    Some((at, &text[at..]))
}

/// "1 (3)", "Sida 1 av 3", "Blad 14"; also "2 av 3" without a word before it.
fn page(text: &str) -> Option<usize> {
    (1..=4).rev().find_map(|count| {
        let (at, words) = last_words(text, count)?;
        let counted = words.contains(" av ") && is_page_of_pages(&format!("sida {words}"));
        (counted || is_page_of_pages(words)).then_some(at)
    })
}

/// "2031-05-04", "4 maj 2031".
fn date(text: &str) -> Option<usize> {
    let (at, _) = dates::find(text).last()?;
    let words: Vec<&str> = text[at..].split(' ').collect();
    let whole = match words[..] {
        [day] => day.len() == 10,
        [_, _, year] => year.len() == 4,
        _ => false,
    };
    (whole && text.ends_with(|c: char| c.is_ascii_digit())).then_some(at)
}

/// "Hamnverket 2031-05-04 412-31": a day, and a value behind it that is no words.
fn day_and_value(text: &str) -> Option<(usize, usize)> {
    const WORDS: usize = 3;
    if !text.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (day, value) = text.rmatch_indices(' ').find_map(|(space, _)| {
        let day = date(&text[..space])?;
        (space - day == 10).then_some((day, space + 1))
    })?;
    let mut words = text[value..].split(' ').peekable();
    words.next_if(|word| is_label(&lower(word)));
    let words: Vec<&str> = words.collect();
    let plain = |word: &&str| !word.chars().any(char::is_lowercase);
    (words.len() <= WORDS && words.iter().all(plain)).then_some((day, value))
}

/// "KS 2031/12", "Dnr 412-31".
fn number(text: &str) -> Option<usize> {
    let found = numbers::find(text).pop().map(|(at, _)| at);
    let found = found.filter(|&at| numbers::is_number(&text[at..]));
    found.or_else(|| {
        let (at, word) = last_words(text, 1)?;
        let (label, _) = last_words(text[..at].trim_end(), 1)?;
        let labelled = is_label(&lower(text[label..at].trim_end()));
        (labelled && word.ends_with(|c: char| c.is_ascii_digit())).then_some(label)
    })
}

/// A label that stands without a colon.
fn label(text: &str) -> Option<usize> {
    /// "Till" and "Tid" are words of titles, too; behind a label they are none.
    const SHORTEST: usize = 5;
    let at = last_label(text)?;
    let long = text.len() - at >= SHORTEST || text.ends_with("nr") || text.ends_with("Sida");
    (long || at == 0 || last_label(text[..at].trim_end()).is_some()).then_some(at)
}

/// "Sammanträdesdatum", "Vår beteckning": capitalised.
fn last_label(text: &str) -> Option<usize> {
    (1..=LABEL).rev().find_map(|count| {
        let (at, words) = last_words(text, count)?;
        let opens = words.starts_with(char::is_uppercase);
        (opens && is_label(&lower(words))).then_some(at)
    })
}

/// A ministry that the letter goes to, behind the sender's office.
fn ministry(text: &str) -> Option<usize> {
    let (_, last) = last_words(text, 1)?;
    let low = lower(last);
    if !low.ends_with("departementet") && low != "regeringskansliet" {
        return None;
    }
    capitals(text).find(|&at| bodies::name(&text[at..]).is_some_and(|name| name.known))
}

/// What stands before a piece is a cell by itself, and no sentence or title that
/// the piece belongs to.
fn is_whole(rest: &str) -> bool {
    let last = rest.rsplit(' ').next().unwrap_or(rest);
    let open = signs().text.leads_on.iter().any(|word| *word == last);
    !open && !rest.ends_with([',', ':', '–', '-']) && rest.starts_with(char::is_uppercase)
}

/// "Länsstyrelsens Yttrande": the word belongs to the name before it.
fn is_genitive(rest: &str) -> bool {
    lower(rest).ends_with('s') && bodies::name(rest).is_none_or(|name| !name.known)
}

/// Bytes behind a space at which a capital stands: where a name can begin.
fn capitals(text: &str) -> impl Iterator<Item = usize> {
    let behind = text.match_indices(' ').map(|(at, _)| at + 1);
    behind.filter(|&at| text[at..].starts_with(char::is_uppercase))
}

/// Two bodies of one kind that answer together, beside one another.
fn twins(text: &str) -> Option<usize> {
    if text.len() > TWINS {
        return None;
    }
    let known = |words: &str| bodies::name(words.trim()).filter(|name| name.known);
    let mut begins = capitals(text);
    let at = begins.find(|&at| {
        let (Some(left), Some(right)) = (known(&text[..at]), known(&text[at..])) else {
            return false;
        };
        left.kind.is_some() && left.kind == right.kind
    })?;
    known(text).is_none().then_some(at)
}

/// The names of a line that holds nothing else, two or more of them: a list that
/// was set in columns.
pub(crate) fn names(text: &str) -> Option<Vec<&str>> {
    let known = |words: &str| bodies::known(words.trim()).is_some();
    let plain = text.len() <= LONGEST && !text.contains([',', '.', '(']);
    if !plain || !text.starts_with(char::is_uppercase) {
        return None;
    }
    let all = capitals(text).find_map(|at| {
        let (left, right) = (text[..at].trim_end(), &text[at..]);
        if !known(left) {
            return None;
        }
        let rest = names(right).or_else(|| known(right).then(|| vec![right]))?;
        Some([vec![left], rest].concat())
    })?;
    (!known(text)).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::line::Lines;

    /// The cells of a text, with a bar between them.
    fn parted(text: &str) -> String {
        let document = Document::from_text("x.txt", text);
        let lines = Lines::new(&document);
        let head = (0..lines.len()).flat_map(|at| lines.cells(at)).cloned();
        let cells = apart(head.collect());
        let rows = cells.chunk_by(|a, b| a.line == b.line);
        let rows = rows.map(|row| {
            let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
            cells.join(" | ")
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn kinds_pages_and_days_end_a_line() {
        assert_eq!(
            parted("GÖTA HOVRÄTT YTTRANDE 1 (3)\n2031-10-16 GHR 2031/512"),
            "GÖTA HOVRÄTT | YTTRANDE | 1 (3)\n2031-10-16 | GHR 2031/512"
        );
        assert_eq!(
            parted("Almviks kommun Protokollsutdrag Sida 17\nKommunstyrelsen 2031-10-13"),
            "Almviks kommun | Protokollsutdrag | Sida 17\nKommunstyrelsen | 2031-10-13"
        );
    }

    #[test]
    fn labels_stand_over_their_values() {
        assert_eq!(
            parted(
                "Kultursekreterare Datum Diarienummer\nHandläggare Till\nIda Berg Almviks kommun"
            ),
            "Kultursekreterare | Datum | Diarienummer\nHandläggare | Till\nIda Berg | Almviks kommun"
        );
        // A label and its value are one cell.
        assert_eq!(parted("Dnr KS 2031/12"), "Dnr KS 2031/12");
    }

    #[test]
    fn labels_stand_before_their_values() {
        assert_eq!(
            parted("Handläggare: Ida Berg Datum: 2031-09-30\nRemissvar Ert diarienr: HIG 2031/12"),
            "Handläggare: Ida Berg | Datum: 2031-09-30\nRemissvar | Ert diarienr: HIG 2031/12"
        );
        assert_eq!(
            parted("Hamnverket 2031-03-21 3.1-2031-0418"),
            "Hamnverket | 2031-03-21 | 3.1-2031-0418"
        );
    }

    #[test]
    fn the_receiver_stands_beside_the_office() {
        assert_eq!(
            parted("Enheten för djurfrågor Socialdepartementet\nIda Berg ida.berg@almvik.example"),
            "Enheten för djurfrågor | Socialdepartementet\nIda Berg | ida.berg@almvik.example"
        );
    }

    #[test]
    fn a_list_in_columns_is_names() {
        let line = "Kammarrätten i Göteborg Naturvårdsverket Boverket";
        let all = ["Kammarrätten i Göteborg", "Naturvårdsverket", "Boverket"];
        assert_eq!(names(line).unwrap(), all);
        assert_eq!(names("Boverket och Naturvårdsverket"), None);
        assert_eq!(names("Länsstyrelsen i Skåne län"), None);
    }

    #[test]
    fn sentences_and_titles_stay_whole() {
        for text in [
            "Yttrande över remiss från Socialdepartementet",
            "Länsstyrelsens Yttrande",
            "Remissvar S2031/01187",
            "Beslut om remiss den 4 maj 2031",
            "Länsstyrelsen i Skåne län",
        ] {
            assert_eq!(parted(text), text);
        }
    }
}
