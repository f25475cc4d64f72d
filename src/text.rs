//! Places in a text: byte spans, and the lines a reader counts.
//!
//! Offsets are used everywhere inside; line numbers are made only when
//! something is printed or exported.

use serde::{Deserialize, Serialize};

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

/// First byte of every line of a text whose lines end in `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Scans `text` once.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        LineIndex {
            starts,
            len: text.len() as u32,
        }
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

/// Lower case without moving a byte: a letter whose lower-case form takes
/// another number of bytes stays as it is. Offsets into the result are
/// offsets into `text`.
pub fn lower(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        lower.push(match c {
            'A'..='Z' => c.to_ascii_lowercase(),
            '\0'..='\x7F' | 'å' | 'ä' | 'ö' => c,
            _ => lower_letter(c),
        });
    }
    lower
}

fn lower_letter(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
