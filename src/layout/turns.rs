//! Where one page ends and the next begins: the lines around the number of a
//! later page that only say whose paper it is.
//!
//! Looks like: "ALMVIKS KOMMUN | 104 30 Almvik | kommun@almvik.se", "Sida",
//! "2(2)". A line is read past for where it stands and for what it is: a foot
//! of minutes, an address, a label, or a line of the letterhead once more.

use super::furniture::{numbers_a_page, without_figures};
use crate::line::Lines;
use std::collections::HashSet;

/// Lines with words on either side of the number that may belong to it.
const AROUND: usize = 8;
/// Blank lines between two of them.
const GAP: usize = 4;
/// Lines with words at the top of a paper that may come again on each page.
const LETTERHEAD: usize = 12;
/// Longest of these lines.
const LONGEST: usize = 100;

/// Marks what stands around the numbers of later pages.
pub(super) fn mark(lines: &Lines<'_>, marked: &mut [bool]) {
    let worded = (0..lines.len()).filter(|&at| !lines.raw(at).is_empty());
    let top: Vec<usize> = worded.take(LETTERHEAD).collect();
    let again: HashSet<String> = top.iter().map(|&at| key(lines.raw(at))).collect();
    // "3 §" has no letters, and is no telephone number that stood at the top.
    let same = |words: &str| match &*key(words) {
        "" => top.iter().any(|&at| lines.raw(at) == words),
        key => again.contains(key),
    };
    let first = top.last().copied().unwrap_or(0);
    // A row of the letterhead, word for word, opens a page without a number.
    let row = top.first().map_or("", |&at| lines.raw(at));
    let opens = |words: &str| words == row && (row.contains("   ") || row.contains('\t'));
    let later = |&at: &usize| is_later_page(lines.raw(at)) || opens(lines.raw(at));
    let numbers = (first + 1..lines.len()).filter(later);
    for number in numbers.collect::<Vec<_>>() {
        let belongs = |words: &str| is_of_a_page(words) || same(words);
        let mut seen = number;
        for at in around(lines, (first + 1..number).rev()) {
            if !(marked[at] || belongs(lines.raw(at))) {
                break;
            }
            seen = at;
        }
        marked[seen..number].fill(true);
        seen = number;
        for at in around(lines, number + 1..lines.len()) {
            if !(marked[at] || belongs(lines.raw(at))) {
                break;
            }
            seen = at;
        }
        marked[number..=seen].fill(true);
    }
}

/// The next lines with words, as far as gaps are small.
fn around<'l>(
    lines: &'l Lines<'_>,
    places: impl Iterator<Item = usize> + 'l,
) -> impl Iterator<Item = usize> + 'l {
    let mut gap = 0;
    let near = places.take_while(move |&at| {
        gap = match lines.raw(at).is_empty() {
            true => gap + 1,
            false => 0,
        };
        gap <= GAP
    });
    near.filter(|&at| !lines.raw(at).is_empty()).take(AROUND)
}

/// A line as it is compared: no figures, no case, no marks.
fn key(words: &str) -> String {
    let letters = without_figures(words).to_lowercase();
    letters.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// "2(2)", "Almviks kommun   PROTOKOLL   3 (4)": a page behind the first.
fn is_later_page(words: &str) -> bool {
    if words.is_empty() || words.len() > LONGEST || !numbers_a_page(words) {
        return false;
    }
    // "3 (12)", "Sida: 3 av 12": the number is before the mark.
    let before = |mark: &str| {
        let at = words.rfind(mark)?;
        let (before, behind) = (
            words[..at].trim_end(),
            words[at + mark.len()..].trim_start(),
        );
        let counts = before.ends_with(|c: char| c.is_ascii_digit())
            && behind.starts_with(|c: char| c.is_ascii_digit());
        counts.then_some(before)
    };
    let last = before("(").or_else(|| before(" av ")).unwrap_or(words);
    let figures = last.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next();
    let number = figures.and_then(|figures| figures.parse::<u32>().ok());
    number.is_some_and(|number| number > 1)
}

/// A foot of minutes, a label, an address, a date: what no text consists of.
fn is_of_a_page(words: &str) -> bool {
    const FEET: [&str; 4] = ["justera", "utdragsbestyrk", "sign", "ordf"];
    const LABELS: [&str; 5] = ["sida", "sid", "datum", "sammanträdesdatum", "diarienummer"];
    if words.len() > LONGEST || words.ends_with(['.', ':', ',']) {
        return false;
    }
    let low = words.to_lowercase();
    let mut cells = low.split_whitespace();
    let foot = cells.all(|cell| FEET.iter().any(|foot| cell.starts_with(foot)));
    let figures = low.trim_start_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
    let label = LABELS.contains(&low[..low.len() - figures.len()].trim());
    let date = label && figures.chars().all(|c| !c.is_alphabetic());
    let contact = low.contains('@') || low.contains("www.") || low.contains(" | ");
    foot || date || contact
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::layout::Layout;
    use crate::line::Lines;

    /// The lines that are read past, by their words.
    fn past(text: &str) -> Vec<String> {
        let document = Document::from_text("a.txt", text);
        let lines = Lines::new(&document);
        let layout = Layout::new(&lines);
        let furniture = layout.furniture.iter().map(|&at| lines.raw(at as usize));
        let worded = furniture.filter(|words| !words.is_empty());
        worded.map(str::to_owned).collect()
    }

    const HEAD: &str = "Almviks kommun\nKommunstyrelsen\n\nSvar på remiss om hamnar\n\n\
        Almviks kommun lämnar dessa synpunkter.\n\nEkonomi\n\nAvgiften är hög.\n\n\
        Tillsyn\n\nTillsynen är rimlig.\n\nMiljö\n\nVattnet är friskt.\n\nHamnen\n\n";

    #[test]
    fn what_stands_around_the_number_of_a_page_is_no_text() {
        let page = "Förslaget om besiktning kostar mycket per\n\n\
            ALMVIKS KOMMUN | 104 30 Almvik | kommun@almvik.se\nSida\n2(2)\n\n\
            tillfälle. Kommunen avstyrker det.\n";
        let words = [
            "ALMVIKS KOMMUN | 104 30 Almvik | kommun@almvik.se",
            "Sida",
            "2(2)",
        ];
        assert_eq!(past(&format!("{HEAD}{page}")), words);
    }

    #[test]
    fn a_number_at_the_top_is_not_every_number() {
        let page = "Nämnden avstyrker det.\n\n040-12 34 56\n2(2)\n\n3 §\nAvgiften är rimlig.\n";
        let text = format!("040-12 34 56\n{HEAD}{page}");
        assert_eq!(past(&text), ["040-12 34 56", "2(2)"]);
    }

    #[test]
    fn the_letterhead_comes_again_and_headings_stay() {
        let page = "Bussarna bör gå oftare.\n\nJusterare\nUtdragsbestyrkande\n\n\
            Almviks kommun\nKommunstyrelsen\nSammanträdesdatum 2031-09-07\n3 (5)\n\n\
            Hållplatser\n\nHållplatserna är bra.\n";
        let words = [
            "Justerare",
            "Utdragsbestyrkande",
            "Almviks kommun",
            "Kommunstyrelsen",
            "Sammanträdesdatum 2031-09-07",
            "3 (5)",
        ];
        assert_eq!(past(&format!("{HEAD}{page}")), words);
    }
}
