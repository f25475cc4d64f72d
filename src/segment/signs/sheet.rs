//! A paper as a reader's eye takes it: the cells of its head and foot, labels
//! with their values, paragraphs by sense.
//!
//! Blank lines, wraps and columns that were flattened or set on lines of
//! their own move nothing here. Knows typography, not consultation papers.

use super::flattened::apart;
use crate::layout::Layout;
use crate::lexicon::{labels, signs};
use crate::line::{Cell, Lines};
use crate::prose::is_closed;
use crate::text::lower;
use std::ops::Range;

/// The cells of some lines of a paper.
pub(crate) struct Sheet<'l> {
    pub(crate) lines: &'l Lines<'l>,
    pub(crate) layout: &'l Layout,
    pub(crate) range: Range<usize>,
    /// Cells of the head, top down.
    pub(crate) head: Vec<Cell>,
    /// Cells of the last lines, top down.
    pub(crate) foot: Vec<Cell>,
}

/// Lines with words that a head or a foot takes at most.
const HEAD: usize = 60;
const FOOT: usize = 45;

impl<'l> Sheet<'l> {
    pub(crate) fn new(lines: &'l Lines<'l>, layout: &'l Layout, range: Range<usize>) -> Self {
        let worded = |at: &usize| !lines.is_blank(*at);
        let top: Vec<usize> = range.clone().filter(worded).take(HEAD).collect();
        let mut head: Vec<Cell> = top
            .iter()
            .flat_map(|&at| lines.cells(at))
            .cloned()
            .collect();
        // The head of a mail has labels and no columns.
        let (end, mut head) = match mail_head(&mut head) {
            true => (before_quoted(lines, range.clone()), head),
            false => (range.end, apart(head)),
        };
        let range = range.start..end;
        head.retain(|cell| cell.line < end);
        for cell in &mut head {
            cell.low
                .drain(..labels().plain_subject(&cell.low).unwrap_or(0));
        }
        let worded = (range.start..end).rev().filter(worded);
        let mut foot: Vec<usize> = worded.take(FOOT).collect();
        foot.reverse();
        Sheet {
            head,
            foot: foot
                .iter()
                .flat_map(|&at| lines.cells(at))
                .cloned()
                .collect(),
            lines,
            layout,
            range,
        }
    }

    /// The words of the first lines run together, lower case, at most `most`
    /// bytes.
    pub(crate) fn opening(&self, worded: usize, most: usize) -> String {
        let mut text = String::new();
        let lines = self.range.clone().filter(|&at| !self.lines.is_blank(at));
        for at in lines.take(worded) {
            if text.len() > most {
                break;
            }
            push_lower(&mut text, self.lines.raw(at));
        }
        text
    }

    /// The words of the last lines run together, lower case.
    pub(crate) fn ending(&self) -> String {
        let mut text = String::new();
        let mut last = usize::MAX;
        for cell in &self.foot {
            if cell.line != last {
                last = cell.line;
                push_lower(&mut text, self.lines.raw(cell.line));
            }
        }
        text
    }

    /// The label of a cell: words before the value in it, a label in the cell
    /// before, or the one above it.
    pub(crate) fn label<'c>(&self, cells: &'c [Cell], at: usize) -> Option<&'c str> {
        let cell = &cells[at];
        let before = at.checked_sub(1).map(|at| &cells[at]);
        if let Some(before) = before.filter(|before| before.line == cell.line)
            && (before.low.ends_with(':') || is_label(&before.low))
        {
            return Some(&before.low);
        }
        let earlier = self.earlier(cells, at)?;
        self.above(cells, at, &cells[earlier]).or_else(|| {
            // Two rows of values may stand below a row of labels.
            let second = self.earlier(cells, earlier)?;
            let valued = cells[second + 1..at]
                .iter()
                .all(|cell| cell.low.chars().any(|c| c.is_ascii_digit()));
            let labels = cells[second].of > 1 && is_label(&cells[second].low);
            (valued && labels)
                .then(|| self.above(cells, at, &cells[second]))
                .flatten()
        })
    }

    /// The last cell of the row above a cell's.
    fn earlier(&self, cells: &[Cell], at: usize) -> Option<usize> {
        cells[..at]
            .iter()
            .rposition(|other| other.line < cells[at].line)
    }

    /// A label cell above: in the same place of its row where both rows have
    /// as many cells, else the nearest by column; in rows that were run together
    /// the one as far from the end.
    fn above<'c>(&self, cells: &'c [Cell], at: usize, earlier: &Cell) -> Option<&'c str> {
        const NEAR: usize = 8;
        let cell = &cells[at];
        let row: Vec<&Cell> = cells[..at]
            .iter()
            .filter(|other| other.line == earlier.line)
            .collect();
        if cell.line - earlier.line > 3 {
            return None;
        }
        let labels = row.iter().filter(|cell| is_label(&cell.low)).count();
        if labels == 0 {
            return None;
        }
        let same = row.len() == cell.of && labels == row.len();
        let found = if same {
            row.get(cell.nth).copied()
        } else {
            row.iter()
                .copied()
                .filter(|other| other.column.abs_diff(cell.column) <= NEAR)
                .min_by_key(|other| other.column.abs_diff(cell.column))
                .or_else(|| {
                    let behind = cell.of - cell.nth;
                    runs_together(&row).then_some(())?;
                    row.get(row.len().checked_sub(behind)?).copied()
                })
        };
        found
            .filter(|other| is_label(&other.low))
            .map(|other| other.low.as_str())
    }
}

/// A single space parts two cells of the row.
fn runs_together(row: &[&Cell]) -> bool {
    row.windows(2)
        .any(|two| two[0].column + two[0].text.chars().count() + 1 == two[1].column)
}

/// Labels at the head of a mail, as programs write them, and in Swedish.
const MAIL: [(&str, &str); 10] = [
    ("avsändare:", "Från:"),
    ("från:", "Från:"),
    ("from:", "Från:"),
    ("skickat:", "Skickat:"),
    ("sent:", "Skickat:"),
    ("date:", "Skickat:"),
    ("till:", "Till:"),
    ("to:", "Till:"),
    ("kopia:", "Kopia:"),
    ("cc:", "Kopia:"),
];
/// A line of this length, in bytes, is somebody's words.
const PROSE: usize = 40;
/// Lines that the head of a mail takes at most.
const MAIL_HEAD: usize = 14;

/// Puts each label of a mail's head and what stands beside it into one cell;
/// false where the paper does not begin as a mail does.
fn mail_head(head: &mut Vec<Cell>) -> bool {
    let label = |cell: &Cell| {
        let low = lower(&cell.text);
        let found = MAIL.iter().find(|(label, _)| low.starts_with(label));
        let found = found.map(|(label, shown)| (label.len(), *shown));
        let bare = || labels().is_subject(&low).then_some(low.len());
        let subject = || Some((labels().plain_subject(&low).or_else(bare)?, "Ämne:"));
        found.or_else(subject).filter(|_| cell.nth == 0)
    };
    let opens = |cell: &Cell| label(cell).is_some_and(|(_, shown)| shown == "Från:");
    let Some(first) = head.iter().take(3).find(|cell| opens(cell)) else {
        return false;
    };
    let last = first.line + MAIL_HEAD;
    let mut at = 0;
    while at < head.len() && head[at].line <= last {
        if let Some((printed, shown)) = label(&head[at]) {
            let line = head[at].line;
            let beside = head[at + 1..].iter().take_while(|cell| cell.line == line);
            let beside: Vec<String> = beside.map(|cell| cell.text.clone()).collect();
            head.drain(at + 1..=at + beside.len());
            let rest = head[at].text.get(printed..).unwrap_or("").trim();
            let words = std::iter::once(rest).chain(beside.iter().map(String::as_str));
            let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
            let text = format!("{shown} {}", words.join(" "));
            head[at].low = lower(&text);
            head[at].text = text;
            head[at].of = 1;
        }
        at += 1;
    }
    true
}

/// Where another's mail is quoted below the own words.
fn before_quoted(lines: &Lines<'_>, range: Range<usize>) -> usize {
    const NEAR: usize = 3;
    let label = |at: usize| {
        let low = lower(lines.raw(at));
        MAIL.iter()
            .find(|(label, _)| low.starts_with(label))
            .map(|(_, shown)| *shown)
    };
    let from = |at: &usize| label(*at) == Some("Från:");
    // The first is that of the mail itself.
    let own = range.clone().find(from).unwrap_or(range.end);
    let heads = |at: usize| {
        at > own && from(&at) && (at + 1..=at + NEAR).any(|next| label(next) == Some("Skickat:"))
    };
    let mut quoted = range.clone().filter(|&at| {
        let raw = lines.raw(at);
        raw.starts_with('>') || heads(at) || {
            let low = lower(raw.get(..60).unwrap_or(raw));
            low.starts_with("---")
                && (low.contains("ursprungligt meddelande") || low.contains("original message"))
        }
    });
    let end = quoted.next().unwrap_or(range.end);
    // A mail that only sends another on says nothing itself.
    match (own..end).any(|at| says(lines, at)) {
        true => end,
        false => range.end,
    }
}

/// Words of the sender's own: no label, greeting, closing, name or address.
fn says(lines: &Lines<'_>, at: usize) -> bool {
    const FEWEST: usize = 3;
    let low = lower(lines.raw(at));
    let low = low.trim();
    let data = &signs().text;
    let formula = |words: &[String]| words.iter().any(|word| low.starts_with(word.as_str()));
    let label =
        MAIL.iter().any(|(label, _)| low.starts_with(label)) || labels().subject(low).is_some();
    low.split_whitespace().count() >= FEWEST
        && !label
        && !low.contains('@')
        && !formula(&data.greetings)
        && !formula(&data.closings)
        && !labels().opens(low)
        && (is_closed(low) || low.len() > PROSE)
}

fn push_lower(text: &mut String, raw: &str) {
    for word in raw.split_whitespace() {
        let word = word.trim_matches('*');
        if !word.is_empty() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&lower(word));
        }
    }
}

/// "YTTRANDE", "Tjänsteutlåtande": what kind of paper it is, and nothing else.
pub(crate) fn is_paper_name(low: &str) -> bool {
    signs().text.paper_names.iter().any(|name| name == low)
}

/// The cell is a label and nothing else.
pub(crate) fn is_label(low: &str) -> bool {
    let plain = low.trim_end_matches([':', '.', ' ']);
    let listed = |plain: &str| {
        labels()
            .cells
            .iter()
            .any(|label| label.trim_end_matches('.') == plain)
    };
    // "Diarienr (åberopas)", "Dnr/målnr/löpnr": the first of what it is called.
    let first = plain.split([' ', '/']).next().unwrap_or(plain);
    let more = plain[first.len()..].trim_start();
    let bracketed = more.starts_with('(') && more.ends_with(')') || more.starts_with('/');
    listed(plain) || bracketed && !more.contains(|c: char| c.is_ascii_digit()) && listed(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn a_value_finds_its_label() {
        let text = "Datum          Ert datum       Vår beteckning\n2023-02-14     2022-11-14      KS 2022.1187\n";
        let document = Document::from_text("x.txt", text);
        let lines = Lines::new(&document);
        let layout = Layout::new(&lines);
        let sheet = Sheet::new(&lines, &layout, 0..lines.len());
        let label = |text: &str| {
            let at = sheet
                .head
                .iter()
                .position(|cell| cell.text == text)
                .unwrap();
            sheet.label(&sheet.head, at)
        };
        assert_eq!(label("2022-11-14"), Some("ert datum"));
        assert_eq!(label("KS 2022.1187"), Some("vår beteckning"));
    }
}
