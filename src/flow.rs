//! The running text of a span: lines joined, hyphens healed, furniture and
//! Markdown marks left out, with a map from every byte back to the document.
//!
//! This is the text that is indexed, compared, quoted and exported as `text`.

use crate::column::Column;
use crate::layout::{Join, Layout};
use crate::line::Lines;
use crate::line_end::{divides_range, push_words};
use crate::prose::is_closed;
use crate::text::Span;

/// Cleaned text and its way back. Paragraphs are divided by `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// The text a person would retype.
    pub text: String,
    /// Runs copied unchanged: where they stand here and in the document.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    at: u32,
    source: u32,
}

impl Flow {
    /// The running text of `span`.
    pub fn of_span(lines: &Lines<'_>, layout: &Layout, span: Span) -> Self {
        let [first, last] = lines.document().index.lines_of(span);
        if let Some(column) = layout.column(span.start).filter(|_| first < last) {
            return Flow::of_column(lines, layout, column, first as usize - 1..last as usize);
        }
        let mut flow = Flow::of_lines(lines, layout, first as usize - 1, last as usize);
        // A unit may start in the middle of a line, behind its introduction.
        flow.cut_before(span.start);
        // It may end there too, as a cell of a table does.
        flow.cut_behind(span.end);
        flow
    }

    /// Drops what was read behind byte `source` of the document.
    fn cut_behind(&mut self, source: u32) {
        let keep = self.pieces.partition_point(|piece| piece.source < source);
        let Some(last) = keep.checked_sub(1).map(|at| self.pieces[at]) else {
            return;
        };
        let next = self
            .pieces
            .get(keep)
            .map_or(self.text.len() as u32, |piece| piece.at);
        let cut = (last.at + (source - last.source)).min(next) as usize;
        let cut = self.text.floor_char_boundary(cut);
        self.text.truncate(cut);
        self.text.truncate(self.text.trim_end().len());
        self.pieces.truncate(keep);
    }

    /// Drops what was read before byte `source` of the document.
    fn cut_before(&mut self, source: u32) {
        if self
            .pieces
            .first()
            .is_none_or(|first| first.source >= source)
        {
            return;
        }
        // The first piece that reaches past the place, cut to start there.
        let keep = self.pieces.partition_point(|piece| piece.source <= source) - 1;
        let next = self
            .pieces
            .get(keep + 1)
            .map_or(self.text.len() as u32, |piece| piece.at);
        let piece = self.pieces[keep];
        let cut = (piece.at + (source - piece.source)).min(next);
        self.text.drain(..cut as usize);
        self.pieces.drain(..keep);
        for piece in &mut self.pieces {
            piece.at = piece.at.saturating_sub(cut);
        }
        self.pieces[0].source = self.pieces[0].source.max(source);
    }

    /// What stands in one column of some lines.
    fn of_column(
        lines: &Lines<'_>,
        layout: &Layout,
        column: Column,
        range: std::ops::Range<usize>,
    ) -> Self {
        let mut flow = Flow::default();
        let mut apart = false;
        for at in range {
            apart |= lines.is_blank(at);
            let piece = column.piece(lines, at).filter(|_| !layout.is_furniture(at));
            let Some(piece) = piece else { continue };
            if apart && is_closed(&flow.text) && !flow.text.is_empty() {
                flow.text.push('\n');
            }
            let words = lines.document().slice(piece);
            let ends = flow.text.ends_with('\n');
            let start = match ends {
                true => {
                    flow.text.push_str(words);
                    flow.text.len() - words.len()
                }
                false => push_words(&mut flow.text, words),
            };
            flow.pieces.push(Piece {
                at: start as u32,
                source: piece.start,
            });
            apart = false;
        }
        flow
    }

    /// What stands beside a span that runs down a column: a text for each side.
    pub(crate) fn beside(lines: &Lines<'_>, layout: &Layout, span: Span) -> Vec<Self> {
        let Some(column) = layout.column(span.start) else {
            return Vec::new();
        };
        let [first, last] = lines.document().index.lines_of(span);
        let others = [
            Column {
                left: 0,
                right: column.left,
            },
            Column {
                left: column.right,
                right: usize::MAX,
            },
        ];
        others
            .into_iter()
            .filter(|other| other.left < usize::MAX)
            .map(|other| {
                let rows = first as usize - 1..last as usize;
                Flow::of_column(lines, layout, other, rows)
            })
            .collect()
    }

    /// The running text of lines `from..to` (0-based).
    pub fn of_lines(lines: &Lines<'_>, layout: &Layout, from: usize, to: usize) -> Self {
        let mut flow = Flow::default();
        let mut before: Option<usize> = None;
        for at in from..to.min(lines.len()) {
            if lines.is_blank(at) || layout.is_furniture(at) {
                continue;
            }
            // A line of marks alone gives nothing to stand apart from.
            let before_it = before.filter(|_| !flow.text.is_empty());
            let join = before_it.map(|before| gap(lines, layout, before, at));
            match join {
                None => {}
                Some(Gap::Soft) => flow.drop_hyphen(),
                Some(Gap::Hard) => {}
                Some(Gap::Space) => flow.text.push(' '),
                Some(Gap::Paragraph) => flow.text.push('\n'),
            }
            flow.copy_line(lines, at);
            before = Some(at);
        }
        flow
    }

    /// The document span that a range of this text was read from.
    ///
    /// Panics if the range does not lie in the text.
    pub fn source(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.source_of(range.start);
        let end = self.source_of(range.end.max(range.start + 1) - 1) + 1;
        Span::new(start, end.max(start))
    }

    /// Where these words first stand, however their lines are broken.
    pub fn find(&self, words: &str) -> Option<std::ops::Range<usize>> {
        self.find_all(words).next()
    }

    /// All places where these words stand.
    pub fn find_all<'f>(
        &'f self,
        words: &'f str,
    ) -> impl Iterator<Item = std::ops::Range<usize>> + 'f {
        let mut words = words.split_whitespace();
        let first = words.next();
        let ends = move |from: usize| {
            words.clone().try_fold(from, |at, word| {
                let rest = &self.text[at..];
                let bare = rest.trim_start();
                let parted = bare.len() < rest.len();
                let stands = parted && bare.starts_with(word);
                stands.then(|| self.text.len() - bare.len() + word.len())
            })
        };
        let starts = first.into_iter().flat_map(|first| {
            let starts = self.text.match_indices(first);
            starts.map(move |(at, _)| (at, at + first.len()))
        });
        starts.filter_map(move |(at, next)| Some(at..ends(next)?))
    }

    /// Where in this text a span of the document stands, if any of it does.
    pub fn place_of(&self, span: Span) -> Option<std::ops::Range<usize>> {
        let within = |piece: &Piece, length: usize| {
            let start = (piece.source as usize).max(span.start as usize);
            let end = (piece.source as usize + length).min(span.end as usize);
            let at = |source: usize| piece.at as usize + source - piece.source as usize;
            (start < end).then(|| at(start)..at(end))
        };
        // The piece that reaches into the span, and those that start in it.
        let from = self
            .pieces
            .partition_point(|piece| piece.source <= span.start);
        let pieces = &self.pieces[from.saturating_sub(1)..];
        let pieces = pieces.iter().take_while(|piece| piece.source < span.end);
        let ends = self.pieces[from.saturating_sub(1)..].iter().skip(1);
        let ends = ends.map(|next| next.at as usize).chain([self.text.len()]);
        let places = pieces.zip(ends);
        let places = places.filter_map(|(piece, end)| within(piece, end - piece.at as usize));
        places.reduce(|first, last| first.start..last.end)
    }

    /// Bytes of the document from the first to the last that was read.
    pub fn extent(&self) -> Option<Span> {
        (!self.text.is_empty()).then(|| self.source(0..self.text.len()))
    }

    fn source_of(&self, at: usize) -> usize {
        assert!(at < self.text.len(), "{at} lies outside the text");
        let piece = self.pieces[self.pieces.partition_point(|p| p.at as usize <= at) - 1];
        piece.source as usize + (at - piece.at as usize)
    }

    fn drop_hyphen(&mut self) {
        if self.text.ends_with(['-', '\u{AD}', '‐']) {
            self.text.pop();
        }
        // A line of nothing but hyphens leaves no piece behind.
        let end = self.text.len() as u32;
        while self.pieces.pop_if(|piece| piece.at >= end).is_some() {}
    }

    /// Copies a line run by run, leaving out `**`, `*` and footnote figures.
    fn copy_line(&mut self, lines: &Lines<'_>, at: usize) {
        let span = lines.line(at).span;
        let words = lines.document().slice(span);
        let mut start = 0;
        let skips = words
            .char_indices()
            .filter(|&(i, c)| is_mark(words, i, c))
            .map(|(i, c)| (i, i + c.len_utf8()));
        for (from, to) in skips {
            self.copy(&words[start..from], span.start as usize + start);
            if words[..from].ends_with(char::is_alphanumeric)
                && words[to..].starts_with("*")
                && words[to + 1..].starts_with(char::is_alphanumeric)
            {
                // "§ 10**Remiss": the marks are all that divides the words.
                self.copy_gap(span.start as usize + from);
            }
            start = to;
        }
        self.copy(&words[start..], span.start as usize + start);
    }

    fn copy(&mut self, run: &str, source: usize) {
        if run.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            at: self.text.len() as u32,
            source: source as u32,
        });
        if run.contains('\t') {
            // Cells of a table are words apart; the map stays byte for byte.
            self.text.push_str(&run.replace('\t', " "));
        } else {
            self.text.push_str(run);
        }
    }

    fn copy_gap(&mut self, source: usize) {
        self.pieces.push(Piece {
            at: self.text.len() as u32,
            source: source as u32,
        });
        self.text.push(' ');
    }
}

/// Emphasis, raised figures, soft hyphens, lost bullet glyphs, control
/// characters, and a footnote figure glued to a word ("direktivet1").
fn is_mark(words: &str, at: usize, c: char) -> bool {
    match c {
        '*' => true,
        '²' | '³' if is_unit(&words[..at]) => false,
        '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' | '⁰' => at > 0,
        '\u{AD}' => at + 2 < words.len(),
        '\u{E000}'..='\u{F8FF}' => true,
        '0'..='9' => is_glued_note(words, at),
        _ => c.is_control() && c != '\t',
    }
}

/// Whether a unit that is squared and cubed ends these words ("30 m", m²).
fn is_unit(words: &str) -> bool {
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).next();
    last.is_some_and(|last| {
        matches!(
            last.trim_start_matches(|c: char| c.is_ascii_digit()),
            "m" | "km" | "dm" | "cm" | "mm" | "hm"
        )
    })
}

fn is_glued_note(words: &str, at: usize) -> bool {
    let letters = words[..at]
        .chars()
        .rev()
        .take_while(|c| c.is_lowercase())
        .count();
    let after = words[at + 1..].chars().next();
    letters >= 7 && !after.is_some_and(|c| c.is_alphanumeric() || c == '-')
}

enum Gap {
    Soft,
    Hard,
    Space,
    Paragraph,
}

fn gap(lines: &Lines<'_>, layout: &Layout, before: usize, at: usize) -> Gap {
    match layout.join(before) {
        Some(Join::Soft) => return Gap::Soft,
        Some(Join::Hard) => return Gap::Hard,
        Some(Join::Suspended) => return Gap::Space,
        None => {}
    }
    let line = lines.line(at);
    let words = lines.document().slice(line.span);
    let earlier = lines.document().slice(lines.line(before).span);
    if divides_range(earlier, words) {
        return Gap::Hard;
    }
    if line.bullet || line.heading > 0 || line.bold || lines.line(before).heading > 0 {
        return Gap::Paragraph;
    }
    // Each row of a table stands for itself.
    if is_row(words) && (is_row(earlier) || !earlier.contains(char::is_alphanumeric)) {
        return Gap::Paragraph;
    }
    if !is_closed(earlier) && words.starts_with(char::is_lowercase) {
        return if is_dropped_capital(earlier) {
            Gap::Hard
        } else {
            Gap::Space
        };
    }
    if at > before + 1 {
        return Gap::Paragraph;
    }
    // A short line before a capital is a heading, a list entry or the end of
    // a paragraph, not prose that goes on.
    if line.indent && is_closed(earlier) || earlier.len() < 40 {
        return Gap::Paragraph;
    }
    match is_first(lines, layout, before) && ends_before_it_must(earlier, words) {
        true => Gap::Paragraph,
        false => Gap::Space,
    }
}

/// Columns stand beside each other on the line; a justified one has fewer spaces.
pub(crate) fn is_row(words: &str) -> bool {
    const COLUMN: &str = "    ";
    words.trim().contains(COLUMN) || words.trim().contains('\t')
}

/// Nothing stands right above the line.
fn is_first(lines: &Lines<'_>, layout: &Layout, at: usize) -> bool {
    at.checked_sub(1)
        .is_none_or(|above| lines.is_blank(above) || layout.is_furniture(above))
}

/// "Anmälan i stället för tillstånd (avsnitt 4.1)" above a longer line whose
/// first word it had room for: whoever breaks lines at a width leaves none.
fn ends_before_it_must(earlier: &str, next: &str) -> bool {
    let width = |words: &str| words.trim().chars().count();
    let first = next.split_whitespace().next().map_or(0, width);
    next.starts_with(char::is_uppercase)
        && earlier
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !earlier
            .trim_end()
            .ends_with(['.', ',', ';', ':', '?', '!', '-', '–'])
        && width(earlier) + 1 + first <= width(next)
}

/// A capital alone on its line, torn off the word below ("S⏎tockholms").
/// "I" and "Å" are left alone: they are words.
fn is_dropped_capital(words: &str) -> bool {
    let mut chars = words.chars();
    let first = chars.next();
    chars.next().is_none() && first.is_some_and(|c| c.is_uppercase() && !matches!(c, 'I' | 'Å'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn flow(text: &str) -> (Document, Flow) {
        let document = Document::from_text("x.txt", text);
        let lines = Lines::new(&document);
        let layout = Layout::new(&lines);
        let flow = Flow::of_lines(&lines, &layout, 0, lines.len());
        (document, flow)
    }

    fn read(text: &str) -> String {
        flow(text).1.text
    }

    #[test]
    fn the_three_hyphens_at_line_ends() {
        assert_eq!(read("nämndens man-\ndat gäller"), "nämndens mandat gäller");
        assert_eq!(
            read("den centrala it-\nleveransen"),
            "den centrala it-leveransen"
        );
        assert_eq!(read("appen TyckTill-\nappen"), "appen TyckTill-appen");
        assert_eq!(read("i Enskede-\nÅrsta"), "i Enskede-Årsta");
        assert_eq!(
            read("digitaliserings-\noch innovation"),
            "digitaliserings- och innovation"
        );
        assert_eq!(
            read("förändrings-\n/förbättring"),
            "förändrings-/förbättring"
        );
        assert_eq!(
            read("web-portal finns. En web-\nportal till"),
            "web-portal finns. En web-portal till"
        );
        assert_eq!(read("dnr 171-\n908/2016"), "dnr 171-908/2016");
        assert_eq!(
            read("för åren 2025–\n2030 gäller"),
            "för åren 2025–2030 gäller"
        );
    }

    #[test]
    fn lines_of_hyphens_alone_leave_nothing_behind() {
        for text in [
            "ord\u{AD}\n-\u{AD}\n*\u{AD}\nslut",
            "*\n-\nord",
            "ord-\n-\n-\nslut",
        ] {
            let (document, flow) = flow(text);
            assert!(flow.place_of(Span::new(0, text.len())).is_some());
            let source = flow.source(0..flow.text.len());
            assert!(document.text.get(source.range()).is_some());
        }
    }

    #[test]
    fn cells_of_a_table_are_words_apart() {
        assert_eq!(read("Anstånd\tChef\n"), "Anstånd Chef");
    }

    #[test]
    fn a_page_number_in_a_sentence_is_read_past() {
        assert_eq!(
            read("staden ska \n21 \n följa upp."),
            "staden ska följa upp."
        );
        assert_eq!(read("Utgift:\n21\nKronor"), "Utgift:\n21\nKronor");
        assert_eq!(
            read("Beslut fattas.\nSida 3 (12)\nNästa"),
            "Beslut fattas.\nNästa"
        );
    }

    #[test]
    fn a_torn_off_capital_is_put_back() {
        assert_eq!(read("S\ntockholms stad"), "Stockholms stad");
        assert_eq!(read("I\nprogrammet"), "I programmet");
    }

    #[test]
    fn footers_and_footnotes_are_read_past() {
        let footer = "Svar på remiss\n\nBox 1, 123 45 Åsö\nTelefon 08-1\n\n";
        let text = format!("Vi anser att\n\n{footer}det brister.\n\nMer text.\n\n{footer}Slut.");
        assert_eq!(read(&text), "Vi anser att det brister.\nMer text.\nSlut.");
        assert_eq!(
            read("Även Almviks\n\n¹ Området är stort.\n\nparkplan² stöder"),
            "Även Almviks parkplan stöder"
        );
        assert_eq!(read("NIS-direktivet1 gäller"), "NIS-direktivet gäller");
        assert_eq!(read("F1 och bilaga1"), "F1 och bilaga1");
        assert_eq!(read("parken² på 30 m² och 5m³"), "parken på 30 m² och 5m³");
    }

    #[test]
    fn markdown_marks_go_and_every_byte_finds_its_way_back() {
        let (document, flow) = flow("## **Svar**\n\nVi *saknar* man-\ndat.");
        assert_eq!(flow.text, "Svar\nVi saknar mandat.");
        let at = flow.text.find("saknar").unwrap();
        assert_eq!(document.slice(flow.source(at..at + 6)), "saknar");
        let at = flow.text.find("mandat").unwrap();
        assert_eq!(document.slice(flow.source(at..at + 6)), "man-\ndat");
    }
}
