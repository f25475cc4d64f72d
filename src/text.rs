//! Places in a text: byte spans, and the lines a reader counts.
//!
//! Offsets are used everywhere inside; line numbers are made only when
//! something is printed or exported.

use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};

/// A half-open range of bytes in one document's text; `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Panics if `start > end`: every caller computes both from one scan.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span {start}..{end} runs backwards");
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The bytes as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line on a page: the page counted from 1 as a viewer counts it, the line
/// from 1 among the page's lines with text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OnPage {
    /// Page of the document.
    pub page: u32,
    /// Line with text on that page.
    pub line: u32,
}

/// The 1-based, inclusive lines of a passage, as they are cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cited {
    /// First line of the document.
    pub first: u32,
    /// Last line.
    pub last: u32,
    /// Where first and last stand, in a document that has pages.
    pub pages: Option<[OnPage; 2]>,
}

impl Cited {
    /// First and last page.
    pub fn page(&self) -> Option<[u32; 2]> {
        self.pages.map(|pages| pages.map(|place| place.page))
    }

    /// First and last line on those pages.
    pub fn page_lines(&self) -> Option<[u32; 2]> {
        self.pages.map(|pages| pages.map(|place| place.line))
    }

    /// First and last line.
    pub fn range(&self) -> [u32; 2] {
        [self.first, self.last]
    }
}

/// `lines`, and where there are pages `page` and `page_lines`.
impl Serialize for Cited {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Cited", 3)?;
        fields.serialize_field("lines", &self.range())?;
        if self.pages.is_some() {
            fields.serialize_field("page", &self.page())?;
            fields.serialize_field("page_lines", &self.page_lines())?;
        }
        fields.end()
    }
}

/// First byte of every line of a text whose lines end in `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
    pages: Pages,
}

/// The pages of a text: a form feed ends each but the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Pages {
    /// For each page, its first line.
    starts: Vec<u32>,
    /// Cited without text.
    blank: Vec<u32>,
}

impl LineIndex {
    /// Scans `text` once.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        LineIndex {
            starts,
            len: text.len() as u32,
            pages: Pages::default(),
        }
    }

    /// The same for a text with pages. One without a form feed is a single
    /// page if it `has_pages`, else it has none.
    pub fn with_pages(text: &str, has_pages: bool) -> Self {
        let mut index = LineIndex::new(text);
        if has_pages || memchr::memchr(FORM_FEED, text.as_bytes()).is_some() {
            index.pages = Pages::new(text);
        }
        index
    }

    /// Cited of a span and their pages.
    pub fn cite(&self, span: Span) -> Cited {
        let [first, last] = self.lines_of(span);
        let place = |line| self.pages.place(line);
        Cited {
            first,
            last,
            pages: place(first).and_then(|first| Some([first, place(last)?])),
        }
    }

    /// Number of pages; 0 for a text without.
    pub fn page_count(&self) -> usize {
        self.pages.starts.len()
    }

    /// Where a line stands; `None` in a text without pages.
    pub fn on_page(&self, line: u32) -> Option<OnPage> {
        self.pages.place(line)
    }

    /// First and last line of a page, and `None` past the last page. The last
    /// is before the first if the page has no line of its own.
    pub fn lines_of_page(&self, page: u32) -> Option<[u32; 2]> {
        let at = page.checked_sub(1)? as usize;
        let first = *self.pages.starts.get(at)?;
        let next = self.pages.starts.get(at + 1).copied();
        let last = next.unwrap_or(self.count() as u32 + 1) - 1;
        Some([first, last])
    }

    /// Number of lines; a final line end opens no further line.
    pub fn count(&self) -> usize {
        match self.starts.last() {
            Some(&last) if last == self.len && self.starts.len() > 1 => self.starts.len() - 1,
            _ => self.starts.len(),
        }
    }

    /// The 1-based line that holds byte `offset`.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// 1-based, inclusive lines of a span; an empty span has one line.
    pub fn lines_of(&self, span: Span) -> [u32; 2] {
        let last = span.end.max(span.start + 1) - 1;
        [self.line_of(span.start), self.line_of(last)]
    }

    /// The bytes of 1-based line `line` without its line end, or `None`
    /// past the last line.
    pub fn span_of_line(&self, line: u32) -> Option<Span> {
        let at = line.checked_sub(1)? as usize;
        let start = *self.starts.get(at)?;
        let end = self
            .starts
            .get(at + 1)
            .map_or(self.len, |&next| next.saturating_sub(1));
        Some(Span {
            start,
            end: end.max(start),
        })
    }
}

const FORM_FEED: u8 = 0x0C;

impl Pages {
    fn new(text: &str) -> Self {
        let mut pages = Pages {
            starts: vec![1],
            blank: Vec::new(),
        };
        let lines = text.split('\n').zip(1..);
        let mut pending = 0;
        for (words, line) in lines {
            // What a form feed begins is the line it opens, else the next one.
            let opens = words.bytes().take_while(|&b| b == FORM_FEED).count();
            let breaks = memchr::memchr_iter(FORM_FEED, words.as_bytes()).count();
            let started = pending + opens;
            pages.starts.extend(std::iter::repeat_n(line, started));
            pending = breaks - opens;
            if words.trim().is_empty() {
                pages.blank.push(line);
            }
        }
        pages
    }

    fn place(&self, line: u32) -> Option<OnPage> {
        let page = self.starts.partition_point(|&start| start <= line);
        let start = *self.starts.get(page.checked_sub(1)?)?;
        let before = |line: u32| self.blank.partition_point(|&blank| blank < line) as u32;
        let blank = before(line + 1) - before(start);
        Some(OnPage {
            page: page as u32,
            line: (line + 1 - start).saturating_sub(blank).max(1),
        })
    }
}

/// Lower case without moving a byte: a letter whose lower-case form takes
/// another number of bytes stays as it is. Offsets into the result are
/// offsets into `text`.
pub fn lower(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    lower.extend(text.chars().map(lower_char));
    lower
}

/// The same of one letter.
#[inline]
pub(crate) fn lower_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\x7F' | 'å' | 'ä' | 'ö' => c,
        _ => lower_letter(c),
    }
}

/// With a capital at its beginning.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Some words stand in a text from the beginning of a word on; both in small
/// letters.
pub(crate) fn opens_a_word(text: &str, words: &str) -> bool {
    let mut places = text.match_indices(words);
    !words.is_empty() && places.any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// A character that nobody sees: soft hyphens, joiners, marks of byte order.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

fn lower_letter(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// A letter without what stands over it, for names as people type them.
pub(crate) fn plain_letter(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' => 'a',
        'ö' => 'o',
        'é' | 'è' => 'e',
        'ü' => 'u',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_from_one_and_lines_with_text_on_each() {
        let text = "a\nb\n\n\u{C}c\n\nd\n\n\u{C}\n\n\u{C}e\u{C}";
        let index = LineIndex::with_pages(text, false);
        let place = |word: char| {
            let at = text.find(word).unwrap();
            let lines = index.cite(Span::new(at, at + 1));
            let [first, _] = lines.pages.unwrap();
            (first.page, first.line)
        };
        assert_eq!((place('a'), place('b')), ((1, 1), (1, 2)));
        assert_eq!((place('c'), place('d')), ((2, 1), (2, 2)));
        // The third page is empty; what ends with the last page opens none.
        assert_eq!((place('e'), index.page_count()), ((4, 1), 4));
        assert_eq!(index.lines_of_page(2), Some([4, 7]));
        assert_eq!(index.lines_of_page(5), None);
        let one = Span::new(0, 1);
        assert_eq!(LineIndex::with_pages("a", false).cite(one).pages, None);
        let single = LineIndex::with_pages("a", true).cite(one);
        assert_eq!(single.page(), Some([1, 1]));
    }

    #[test]
    fn lines_are_counted_from_one_and_multibyte_letters_keep_them() {
        let text = "å\nä ö\n\nslut";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 4);
        assert_eq!(index.line_of(0), 1);
        assert_eq!(index.line_of(text.find('ö').unwrap() as u32), 2);
        let span = index.span_of_line(4).unwrap();
        assert_eq!(&text[span.range()], "slut");
        assert_eq!(index.lines_of(Span::new(0, text.len())), [1, 4]);
        assert_eq!(LineIndex::new("a\n").count(), 1);
    }
}
