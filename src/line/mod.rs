//! Physical lines as the recognisers see them: trimmed, stripped of Markdown
//! marks, with what a page break leaves behind.
//!
//! Knows typography, not consultation papers.

mod cells;

pub(crate) use cells::Cell;

use crate::document::Document;
use crate::line_end::push_words;
use crate::text::Span;
use std::borrow::Cow;
use std::cell::OnceCell;

/// One physical line. The span covers its words only.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The words: no outer white space, no leading `#` or outer `*`.
    pub span: Span,
    /// Starts with white space or a form feed, as text does after a page
    /// break in what PDF extraction leaves.
    pub indent: bool,
    /// Number of leading `#`; 0 for plain text.
    pub heading: u8,
    /// The whole line is set in bold.
    pub bold: bool,
    /// Opens as a list item does (`- `, `* `, `• `, a private-use glyph).
    pub bullet: bool,
}

impl Line {
    /// No words on it.
    pub fn is_blank(&self) -> bool {
        self.span.start == self.span.end
    }
}

/// All lines of a document.
pub struct Lines<'d> {
    document: &'d Document,
    lines: Vec<Line>,
    flags: OnceCell<Vec<u8>>,
    /// Of each line, once somebody has asked.
    cells: Vec<OnceCell<Box<[Cell]>>>,
    /// An empty line stands behind every line, as where each was a paragraph of
    /// its own: such a line is no gap.
    spread: bool,
}

/// Longest line a recogniser looks at, in bytes; headings, introductions and
/// signatures are far shorter.
const LONGEST: usize = 4096;

impl<'d> Lines<'d> {
    /// Splits and trims every line of the document.
    pub fn new(document: &'d Document) -> Self {
        let count = document.index.count() as u32;
        let lines: Vec<Line> = (1..=count)
            .map_while(|number| document.index.span_of_line(number))
            .map(|span| look(&document.text, span))
            .collect();
        Lines {
            spread: is_spread(document, &lines),
            document,
            cells: lines.iter().map(|_| OnceCell::new()).collect(),
            lines,
            flags: OnceCell::new(),
        }
    }

    /// Number of lines.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True for a document without lines.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The document they belong to.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// Line `at` (0-based).
    pub fn line(&self, at: usize) -> &Line {
        &self.lines[at]
    }

    /// No words on line `at`, or no such line.
    pub fn is_blank(&self, at: usize) -> bool {
        self.lines.get(at).is_none_or(Line::is_blank)
    }

    /// Line `at` is empty and parts two paragraphs.
    pub fn is_gap(&self, at: usize) -> bool {
        self.is_blank(at)
            && (!self.spread || self.is_blank(at + 1) || at == 0 || self.is_blank(at - 1))
    }

    /// The words of line `at` as they stand, Markdown inside included; empty
    /// past the end and for lines too long to be structure.
    pub fn raw(&self, at: usize) -> &'d str {
        self.lines
            .get(at)
            .map(|line| self.document.slice(line.span))
            .filter(|words| words.len() <= LONGEST)
            .unwrap_or("")
    }

    /// The words of line `at` without Markdown emphasis.
    pub fn words(&self, at: usize) -> Cow<'d, str> {
        unmarked(self.raw(at))
    }

    /// The cells of line `at`; none past the end.
    pub(crate) fn cells(&self, at: usize) -> &[Cell] {
        let known = self.cells.get(at);
        known.map_or(&[], |known| known.get_or_init(|| cells::cells(self, at)))
    }

    /// A byte of flags per line, all flags of the finds on it together.
    /// `find` gives places in the text, ascending, each with its flag; it is
    /// asked once, whoever asks first.
    pub fn flags(&self, find: impl FnOnce(&str) -> Vec<(usize, u8)>) -> &[u8] {
        self.flags.get_or_init(|| {
            let mut flags = vec![0; self.lines.len()];
            let mut line = 0;
            for (place, flag) in find(&self.document.text) {
                while line + 1 < flags.len() && self.starts_by(line + 1, place) {
                    line += 1;
                }
                if let Some(flags) = flags.get_mut(line) {
                    *flags |= flag;
                }
            }
            flags
        })
    }

    /// Line `at` starts at or before byte `place`.
    fn starts_by(&self, at: usize, place: usize) -> bool {
        let span = self.document.index.span_of_line(at as u32 + 1);
        span.is_some_and(|span| span.start as usize <= place)
    }

    /// A page begins with line `at`, or with the empty lines above it.
    pub fn opens_page(&self, at: usize) -> bool {
        let breaks = |at: usize| {
            let span = self.document.index.span_of_line(at as u32 + 1);
            span.is_some_and(|span| self.document.slice(span).starts_with('\u{c}'))
        };
        let mut empty = (0..at).rev().take_while(|&above| self.is_blank(above));
        breaks(at) || empty.any(breaks)
    }

    /// Next line with words at or after `at`, before `end`.
    pub fn next_words(&self, at: usize, end: usize) -> Option<usize> {
        (at..end.min(self.len())).find(|&i| !self.is_blank(i))
    }

    /// Last line with words before `at`, not before `start`.
    pub fn previous_words(&self, at: usize, start: usize) -> Option<usize> {
        (start..at).rev().find(|&i| !self.is_blank(i))
    }

    /// First line after the paragraph that line `at` belongs to.
    pub fn paragraph_end(&self, at: usize, end: usize) -> usize {
        (at + 1..end.min(self.len()))
            .find(|&i| self.is_blank(i))
            .unwrap_or(end.min(self.len()))
    }

    /// Lines `from..to` joined by single spaces, blank lines left out.
    pub fn joined(&self, from: usize, to: usize) -> String {
        let mut joined = String::new();
        for at in from..to.min(self.len()) {
            let words = self.words(at);
            if words.is_empty() {
                continue;
            }
            push_words(&mut joined, &words);
        }
        joined
    }

    /// A paragraph may start here: after a blank line or page break, after a
    /// heading, or after a line that ends a sentence early.
    pub fn starts_paragraph(&self, at: usize) -> bool {
        if self.is_blank(at) {
            return false;
        }
        let line = &self.lines[at];
        if at == 0 || line.indent || line.heading > 0 || line.bold || self.is_blank(at - 1) {
            return true;
        }
        let before = self.raw(at - 1);
        before.ends_with(['.', ':']) || before.len() < 60 && !before.ends_with([',', '-', '–'])
    }

    /// Span from the first words of line `first` to the last of line `last`.
    pub fn span(&self, first: usize, last: usize) -> Span {
        Span {
            start: self.lines[first].span.start,
            end: self.lines[last].span.end,
        }
    }
}

fn look(text: &str, span: Span) -> Line {
    let raw = &text[span.range()];
    let indent = raw.starts_with([' ', '\t', '\u{C}']) && !raw.trim().is_empty();
    let mut words = raw.trim();
    let marks = words.bytes().take_while(|&b| b == b'#').count();
    let heading = if (1..=6).contains(&marks) && words[marks..].starts_with([' ', '*']) {
        words = words[marks..].trim_start();
        marks as u8
    } else {
        0
    };
    let bullet = is_bullet(words);
    // A lost bullet glyph says nothing; only that the line is an item counts.
    words = words
        .trim_start_matches(|c| ('\u{E000}'..='\u{F8FF}').contains(&c))
        .trim_start();
    let bold = words.len() > 4
        && words.starts_with("**")
        && words.ends_with("**")
        && !words[2..words.len() - 2].contains("**");
    if words.contains('*') && !bullet {
        words = words.trim_matches('*').trim();
    }
    let start = if words.is_empty() {
        span.start as usize
    } else {
        words.as_ptr() as usize - text.as_ptr() as usize
    };
    Line {
        span: Span::new(start, start + words.len()),
        indent,
        heading,
        bold,
        bullet,
    }
}

/// What an entry of a list opens with.
pub(crate) const BULLETS: [char; 13] = [
    '-', '–', '—', '•', '·', '▪', '○', '◦', '→', '➢', '►', '➔', '\u{f0b7}',
];

/// `- `, `* `, `• ` or a private-use glyph (a lost bullet) opens a list item.
pub(crate) fn is_bullet(words: &str) -> bool {
    let mut chars = words.chars();
    match chars.next() {
        // A lost bullet.
        Some('\u{E000}'..='\u{F8FF}') => true,
        Some(mark) if mark == '*' || BULLETS.contains(&mark) => {
            chars.next().is_some_and(char::is_whitespace)
        }
        _ => false,
    }
}

/// Markdown emphasis inside a line removed; `**` between two words is a gap.
pub(crate) fn unmarked(words: &str) -> Cow<'_, str> {
    if let Some(joined) = closed_up(words) {
        return Cow::Owned(joined);
    }
    if !words.contains('*') {
        return Cow::Borrowed(words);
    }
    let spaced = words.replace("**", " ");
    let plain = spaced.replace('*', "");
    Cow::Owned(plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// "B e s l u t": letters set apart for emphasis, as the word that they make.
fn closed_up(words: &str) -> Option<String> {
    const FEWEST: usize = 5;
    // A space behind each letter but the last.
    let mut letters = words.chars().skip(1);
    if letters.next() != Some(' ') {
        return None;
    }
    let one = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let mut joined = String::new();
    for word in words
        .split("  ")
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        if !word.split(' ').all(one) {
            return None;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.extend(word.split(' '));
    }
    (joined.chars().count() >= FEWEST).then_some(joined)
}

/// Lines that were wrapped by hand and made paragraphs of: hardly two stand
/// together, and most go on in the next.
fn is_spread(document: &Document, lines: &[Line]) -> bool {
    const FEWEST: usize = 12;
    const WRAPPED: std::ops::RangeInclusive<usize> = 40..=110;
    let (mut apart, mut together, mut open) = (0, 0, 0);
    for pair in lines.windows(3) {
        if pair[0].is_blank() {
            continue;
        }
        together += usize::from(!pair[1].is_blank());
        if pair[1].is_blank() && !pair[2].is_blank() {
            apart += 1;
            let words = document.slice(pair[0].span);
            let closed = words.ends_with(['.', ':', '!', '?', ';', ')', '”']);
            let goes_on = !closed && WRAPPED.contains(&words.len());
            open += usize::from(goes_on);
        }
    }
    apart >= FEWEST && together * 10 <= apart && open * 5 >= apart * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_stripped_and_page_breaks_remembered() {
        let document = Document::from_text(
            "x.md",
            "### **Ersättaryttrande**\n§ 10**Remiss av –\n Kulturnämnden \n\n**a****b**\n* punkt",
        );
        let lines = Lines::new(&document);
        assert_eq!(lines.words(0), "Ersättaryttrande");
        assert_eq!((lines.line(0).heading, lines.line(0).bold), (3, true));
        assert_eq!(lines.words(1), "§ 10 Remiss av –");
        assert!(lines.line(2).indent);
        assert!(lines.is_blank(3) && lines.is_blank(99));
        assert_eq!(lines.words(4), "a b");
        assert!(lines.line(5).bullet);
        assert_eq!(lines.joined(1, 3), "§ 10 Remiss av – Kulturnämnden");
    }
}
