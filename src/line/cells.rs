//! The cells of a line: what stands by itself on it, in columns or alone.
//!
//! Knows gaps, tabs and rules; knows no paper.

use super::Lines;
use crate::text::lower;

/// What stands by itself on a line: all of it, or one column.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) line: usize,
    /// Characters before it on its line.
    pub(crate) column: usize,
    /// Which cell of its line it is, and how many there are.
    pub(crate) nth: usize,
    pub(crate) of: usize,
    pub(crate) text: String,
    pub(crate) low: String,
}

/// Longest line that has cells; what is longer is a paragraph.
const ROW: usize = 260;

/// The cells of a line; a long line is one.
pub(super) fn cells(lines: &Lines<'_>, at: usize) -> Box<[Cell]> {
    let raw = lines.raw(at);
    let indent = indent_of(lines, at);
    let mut found: Vec<(usize, String)> = Vec::new();
    if raw.len() > ROW {
        found.push((indent, clean(raw)));
    } else {
        let mut column = indent;
        let mut start = 0;
        let mut at_byte = 0;
        let mut last_column = indent;
        let chars: Vec<(usize, char)> = raw.char_indices().collect();
        let mut i = 0;
        while i < chars.len() {
            let (byte, c) = chars[i];
            let gap = gap_at(&chars[i..]);
            if let Some(width) = gap {
                found.push((last_column, clean(&raw[start..byte])));
                column += width;
                i += width;
                start = chars.get(i).map_or(raw.len(), |(byte, _)| *byte);
                last_column = column;
                at_byte = start;
                continue;
            }
            at_byte = byte + c.len_utf8();
            column += 1;
            i += 1;
        }
        found.push((last_column, clean(&raw[start..at_byte.max(start)])));
    }
    found.retain(|(_, text)| !text.is_empty());
    let of = found.len();
    found
        .into_iter()
        .enumerate()
        .map(|(nth, (column, text))| Cell {
            line: at,
            column,
            nth,
            of,
            low: lower(&text),
            text,
        })
        .collect()
}

/// Characters of a gap between two cells: a tab, a rule, a middle dot, a bar,
/// three spaces or more.
fn gap_at(chars: &[(usize, char)]) -> Option<usize> {
    let is_rule = |c: char| matches!(c, '│' | '┃' | '|' | '║' | '¦');
    let blank = |c: char| c == ' ' || c == '\u{a0}' || c == '\t';
    let run = chars
        .iter()
        .take_while(|(_, c)| blank(*c) || is_rule(*c) || *c == '·')
        .count();
    let taken = &chars[..run];
    let tab = taken.iter().any(|(_, c)| *c == '\t' || is_rule(*c));
    let dot = taken.iter().any(|(_, c)| *c == '·') && run >= 3;
    let spaces = taken
        .iter()
        .filter(|(_, c)| *c == ' ' || *c == '\u{a0}')
        .count()
        >= 3;
    (run > 0 && (tab || dot || spaces)).then_some(run)
}

/// Without Markdown marks, box rules and outer white space.
fn clean(text: &str) -> String {
    let plain = super::unmarked(text);
    plain
        .trim_matches(|c: char| {
            c.is_whitespace() || ('─'..='╿').contains(&c) || matches!(c, '>' | '_')
        })
        .trim_start_matches(['#', ' '])
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn indent_of(lines: &Lines<'_>, at: usize) -> usize {
    let document = lines.document();
    let Some(whole) = document.index.span_of_line(at as u32 + 1) else {
        return 0;
    };
    let start = lines.line(at).span.start.max(whole.start);
    document.text[whole.start as usize..start as usize]
        .chars()
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn texts(text: &str) -> Vec<String> {
        let document = Document::from_text("x.txt", text);
        let lines = Lines::new(&document);
        let cells = (0..lines.len()).flat_map(|at| lines.cells(at));
        cells.map(|cell| cell.text.clone()).collect()
    }

    #[test]
    fn columns_are_cells_whatever_parts_them() {
        assert_eq!(
            texts("KAMMARRÄTTEN     YTTRANDE\t1 (1)"),
            ["KAMMARRÄTTEN", "YTTRANDE", "1 (1)"]
        );
        assert_eq!(
            texts("│ VINSÅS KOMMUN   │ Blad │"),
            ["VINSÅS KOMMUN", "Blad"]
        );
        assert_eq!(
            texts("Ekeby AB · Box 7 · Org.nr 5"),
            ["Ekeby AB", "Box 7", "Org.nr 5"]
        );
        assert_eq!(
            texts("Ett vanligt stycke med ord."),
            ["Ett vanligt stycke med ord."]
        );
    }
}
