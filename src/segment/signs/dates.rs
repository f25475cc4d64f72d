//! The date of a paper among all its dates: the day of the answer or of the
//! meeting, not the sender's, not the last day, not that of a law.

use super::sheet::Sheet;
use super::{Ground, Scored};
use crate::lexicon::signs;
use crate::line::Cell;
use crate::segment::dates::{Day, find_dates};

/// A label above or before a date and what it says of it.
const LABELS: [(&str, f32); 23] = [
    ("ert datum", -6.0),
    ("er datum", -6.0),
    ("remissdatum", -4.0),
    ("senast", -5.0),
    ("svar senast", -5.0),
    ("sista svarsdag", -5.0),
    ("remisstid", -4.0),
    ("justering", -4.0),
    ("justerat", -4.0),
    ("justeras", -4.0),
    ("anslag", -5.0),
    ("anslaget", -5.0),
    ("träder i kraft", -4.0),
    ("genom remiss", -4.0),
    ("publicerad", -2.0),
    ("uppdaterad", -4.0),
    ("bordlagt", -3.0),
    ("bordlades", -3.0),
    ("sammanträdesdatum", 2.5),
    ("beslutad", 2.0),
    ("beslutsdatum", 2.0),
    ("utfärdat", 1.5),
    ("datum", 1.5),
];

/// Valid dates of a text.
pub(crate) fn find(text: &str) -> impl Iterator<Item = (usize, Day)> {
    find_dates(text)
        .into_iter()
        .filter(|(_, day)| day.year.is_some())
}

/// The dates of the head, best first.
pub(crate) fn weigh(sheet: &Sheet<'_>, text: usize) -> Vec<Scored<String>> {
    let mut found: Vec<Scored<String>> = Vec::new();
    let mut rank = 0;
    for (at, cell) in sheet.head.iter().enumerate() {
        if cell.line >= text && cell.text.len() > 70 {
            rank += 1;
            if cell.line > text + 40 {
                continue;
            }
        }
        for (place, day) in find(&cell.text) {
            let Some(iso) = day.iso() else { continue };
            if is_stamp(sheet, at, cell, place) {
                continue;
            }
            let weight = of_cell(sheet, at, place)
                - 0.03 * rank as f32
                - if cell.line >= text { 1.5 } else { 0.0 };
            Scored::add(&mut found, iso, Ground::new("date", cell.line, weight));
            rank += 1;
        }
    }
    // A date under the text, with the signature.
    for cell in sheet
        .foot
        .iter()
        .filter(|cell| cell.line >= text && cell.text.len() < 48)
    {
        for (place, day) in find(&cell.text) {
            let around = judged(&cell.low, place);
            let place = cell.low.contains(" den ") || cell.low.starts_with("den ") || place < 24;
            if let Some(iso) = day.iso().filter(|_| place && around >= 0.0) {
                Scored::add(
                    &mut found,
                    iso,
                    Ground::new("date below the text", cell.line, 1.2),
                );
            }
        }
    }
    found.sort_by(Scored::order);
    found
}

fn of_cell(sheet: &Sheet<'_>, at: usize, place: usize) -> f32 {
    let cell: &Cell = &sheet.head[at];
    let mut weight = 3.0;
    if cell.text.len() < 40 {
        weight += 1.0;
    }
    if cell.text.len() > 80 {
        weight -= 2.0;
    }
    weight += judged(&cell.low, place);
    if let Some(label) = sheet.label(&sheet.head, at) {
        weight += judged(label, label.len());
    } else if let Some(label) = flattened(sheet, at).filter(|_| place == 0) {
        // Labels and values run together: the first value is the first label's.
        weight += judged(label, label.len());
    }
    if place == 0
        || cell.low[..place.min(cell.low.len())]
            .trim_end()
            .ends_with("den")
    {
        weight += 0.5;
    }
    weight
}

/// The day on which the paper came in: beside or under a stamp of the receiver's
/// ("INKOM 2024-03-05").
pub(crate) fn received(sheet: &Sheet<'_>, text: usize) -> Option<String> {
    let head = sheet.head.iter().enumerate();
    let mut stamped = head
        .take_while(|(_, cell)| cell.line < text)
        .filter(|(at, cell)| find(&cell.text).any(|(place, _)| is_stamp(sheet, *at, cell, place)));
    let (_, cell) = stamped.next()?;
    find(&cell.text).find_map(|(_, day)| day.iso())
}

/// The word of a stamp stands before the date, or above it alone.
fn is_stamp(sheet: &Sheet<'_>, at: usize, cell: &Cell, place: usize) -> bool {
    let words = &signs().text.received;
    let bare = |low: &str| low.trim_matches([' ', ':', '.']).to_owned();
    let before = bare(cell.low.get(..place).unwrap_or(""));
    let ends = |low: &str| {
        words.iter().any(|word| {
            let rest = low.strip_suffix(word.as_str());
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
        })
    };
    // A sentence that tells when something else came in is longer.
    const STAMP: usize = 40;
    let above = || at.checked_sub(1).map(|above| bare(&sheet.head[above].low));
    cell.text.len() < STAMP
        && (!before.is_empty() && ends(&before)
            || before.is_empty()
                && above().is_some_and(|above| above.len() < STAMP && ends(&above)))
}

/// The label that opens the line above, where its columns were run together:
/// "Ert datum Er ref" over "2024-12-19 KN2024/02317".
fn flattened<'c>(sheet: &'c Sheet<'_>, at: usize) -> Option<&'c str> {
    let cell = &sheet.head[at];
    let above = sheet.head[..at].last().filter(|above| above.of == 1)?;
    let next = above.line + 1 == cell.line && cell.of == 1 && above.text.len() < 60;
    let label = LABELS.iter().map(|(label, _)| *label);
    let mut opens = label.filter(|label| above.low.starts_with(label));
    opens
        .next()
        .filter(|_| next)
        .map(|label| &above.low[..label.len()])
}

/// What the words before a date say of it.
fn judged(low: &str, place: usize) -> f32 {
    let before = low.get(..place.min(low.len())).unwrap_or(low);
    let near = LABELS.iter().filter_map(|(label, weight)| {
        let at = before.rfind(label)?;
        Some((at, label.len(), *weight))
    });
    near.max_by_key(|&(at, len, _)| (at + len, len))
        .map_or(0.0, |(_, _, weight)| weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::layout::Layout;
    use crate::line::Lines;

    fn date(text: &str) -> Option<String> {
        let document = Document::from_text("x.txt", text);
        let lines = Lines::new(&document);
        let layout = Layout::new(&lines);
        let sheet = Sheet::new(&lines, &layout, 0..lines.len());
        weigh(&sheet, lines.len())
            .into_iter()
            .next()
            .map(|found| found.value)
    }

    #[test]
    fn the_answers_own_day() {
        assert_eq!(
            date("Datum          Ert datum\n2023-02-14     2022-11-14\n").as_deref(),
            Some("2023-02-14")
        );
        assert_eq!(
            date("Solna den 14 september 2023\n\nSvar senast den 15 oktober 2023\n").as_deref(),
            Some("2023-09-14")
        );
        assert_eq!(
            date("Anslaget sätts upp 2025-03-04\n\nKommunfullmäktige   2025-02-24\n").as_deref(),
            Some("2025-02-24")
        );
        assert_eq!(date("Datum 2023-02-30\n"), None);
    }

    #[test]
    fn a_stamp_tells_when_it_came_in() {
        for text in [
            "ANKOM\n2028-06-07\nRegeringskansliet\n\nHavby den 3 juni 2028\n\nTill Regeringen\n",
            "                INKOM 2028-06-07\n\nHavby kommun\n2028-06-03\n",
        ] {
            let document = Document::from_text("x.txt", text);
            let lines = Lines::new(&document);
            let layout = Layout::new(&lines);
            let sheet = Sheet::new(&lines, &layout, 0..lines.len());
            assert_eq!(received(&sheet, lines.len()).as_deref(), Some("2028-06-07"));
            assert_eq!(date(text).as_deref(), Some("2028-06-03"));
        }
    }
}
