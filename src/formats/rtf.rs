//! RTF (Rich Text Format 1.9) → lines of text: the head of the first page, the
//! body as accepted, its notes last. Other running heads, pictures, deleted
//! and struck-out text are left out. Reads a flat run of control words, so that no depth of
//! groups costs a stack.

mod heads;
mod tokens;

use super::Taken;
use super::blocks::{Blocks, Kind, numbered};
use super::styles::level_by_name;
use super::truncated;
use super::unread::Struck;
use crate::decode::{Charset, NotText};
use crate::limits::{Limit, Limits};
use heads::Heads;
use std::collections::HashMap;
use tokens::{Token, Tokens};

/// What a group is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Purpose {
    #[default]
    Body,
    /// Nothing in it is text of the document.
    LeftOut,
    Styles,
    /// The marker of a list item, as the program set it.
    Marker,
    /// A note: its text goes to the end.
    Note,
    /// What stands above the text of pages.
    Head,
}

/// What holds inside a group and ends with it.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    purpose: Purpose,
    hidden: bool,
    is_struck: bool,
    /// Letters after `\u` that stand for the same one in old readers.
    fallback: usize,
}

/// Paragraph being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    marker: String,
    heading: Option<u8>,
    in_table: bool,
}

struct Reader {
    blocks: Blocks,
    groups: Vec<State>,
    now: State,
    paragraph: Paragraph,
    /// What a note or a head interrupts.
    around: Vec<Paragraph>,
    heads: Heads,
    /// Cells of the row being read.
    cells: Vec<Vec<(Kind, String)>>,
    cell: Vec<(Kind, String)>,
    /// The table of the row before is open.
    in_rows: bool,
    /// The row is drawn with lines, or is one of headings.
    is_shown: bool,
    /// The next word says how a line of a cell is drawn.
    at_line: bool,
    charset: Charset,
    /// Bytes that are still to be decoded together.
    bytes: Vec<u8>,
    /// Half of a character outside the first plane.
    half: Option<u16>,
    /// Letters that are still to be passed over.
    pass_over: usize,
    styles: HashMap<i32, u8>,
    style: (i32, String),
    struck: Struck,
    limits: Limits,
}

/// The text of a document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Taken, NotText> {
    let mut reader = Reader {
        blocks: Blocks::new(*limits),
        groups: Vec::new(),
        now: State {
            fallback: 1,
            ..State::default()
        },
        paragraph: Paragraph::default(),
        around: Vec::new(),
        heads: Heads::default(),
        cells: Vec::new(),
        cell: Vec::new(),
        in_rows: false,
        is_shown: false,
        at_line: false,
        charset: Charset::WESTERN,
        bytes: Vec::new(),
        half: None,
        pass_over: 0,
        styles: HashMap::new(),
        style: (0, String::new()),
        struck: Struck::default(),
        limits: *limits,
    };
    let mut open = 0i64;
    for token in Tokens::new(bytes) {
        open += match token {
            Token::Open => 1,
            Token::Close => -1,
            _ => 0,
        };
        reader.step(token)?;
        if open <= 0 {
            break;
        }
    }
    if open > 0 {
        return Err(truncated("is truncated: its last group does not end"));
    }
    reader.finish()
}

impl Reader {
    fn step(&mut self, token: Token<'_>) -> Result<(), NotText> {
        if !matches!(token, Token::Byte(_)) {
            self.flush();
        }
        match token {
            Token::Open => {
                // Groups are cheap, but not without end.
                self.limits
                    .check(Limit::Elements, self.groups.len() as u64)?;
                self.groups.push(self.now);
                self.pass_over = 0;
            }
            Token::Close => self.close()?,
            Token::Star => self.now.purpose = Purpose::LeftOut,
            Token::Byte(_) | Token::Symbol(_) if self.pass_over > 0 => self.pass_over -= 1,
            Token::Byte(byte) => {
                self.bytes.push(byte);
                self.limits
                    .check_bytes(Limit::Text, self.bytes.len() as u64)?;
            }
            Token::Symbol(symbol) => self.push(symbol),
            Token::Word(word, number) => self.word(word, number)?,
        }
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), NotText> {
        let on = number != Some(0);
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.now.fallback = number.map_or(1, |n| n.clamp(0, 16) as usize),
            "ansicpg" => self.charset = Charset::of_code_page(number.unwrap_or(1252)),
            "mac" => self.charset = Charset::of_code_page(10_000),
            "pc" | "pca" => self.charset = Charset::of_code_page(850),
            "deleted" | "v" => self.now.hidden = on,
            "strike" | "striked" => self.now.is_struck = on,
            "plain" => (self.now.hidden, self.now.is_struck) = (false, false),
            "par" | "sect" | "page" => self.end_paragraph()?,
            "line" => self.push('\n'),
            "tab" => self.push('\t'),
            // The one inside a marker says how the marker is set.
            "pard" if self.now.purpose != Purpose::Marker => {
                self.paragraph.heading = None;
                self.paragraph.in_table = false;
            }
            "intbl" => self.paragraph.in_table = true,
            "cell" | "nestcell" => {
                self.end_paragraph_as(true)?;
                self.cells.push(std::mem::take(&mut self.cell));
            }
            "row" | "nestrow" => self.end_row()?,
            "outlinelevel" => self.paragraph.heading = level(number),
            "s" if self.now.purpose == Purpose::Styles => self.style.0 = number.unwrap_or(0),
            "s" => {
                let style = self.styles.get(&number.unwrap_or(0));
                self.paragraph.heading = style.copied().or(self.paragraph.heading);
            }
            _ => match tokens::symbol(word) {
                Some(symbol) => self.push(symbol),
                None => self.group_word(word),
            },
        }
        Ok(())
    }

    /// What a group is for.
    fn group_word(&mut self, word: &str) {
        match word {
            // What a text box says stands inside a group that old readers skip.
            "shptxt" | "fldrslt" | "shpinst" => self.lift(),
            "stylesheet" => self.enter(Purpose::Styles),
            "listtext" | "pntext" => self.enter(Purpose::Marker),
            "footnote" if self.now.hidden => self.now.purpose = Purpose::LeftOut,
            "footnote" => {
                self.lift();
                self.enter(Purpose::Note);
                if self.now.purpose == Purpose::Note {
                    self.around.push(std::mem::take(&mut self.paragraph));
                }
            }
            "header" | "headerr" | "headerf" => self.open_head(word == "headerf"),
            "titlepg" => self.heads.first_differs = true,
            _ if tokens::is_left_out(word) => self.now.purpose = Purpose::LeftOut,
            _ => self.row_word(word),
        }
    }

    /// How a row is drawn.
    fn row_word(&mut self, word: &str) {
        match word {
            "trowd" => self.is_shown = false,
            "trhdr" => self.is_shown = true,
            _ if word.starts_with("clbrdr") || word.starts_with("trbrdr") => self.at_line = true,
            _ if word.starts_with("brdr") && std::mem::take(&mut self.at_line) => {
                self.is_shown |= !matches!(word, "brdrnone" | "brdrnil" | "brdrtbl");
            }
            _ => {}
        }
    }

    fn open_head(&mut self, at_first: bool) {
        if self.now.purpose == Purpose::Body && !self.heads.is_open() {
            self.now.purpose = Purpose::Head;
            self.around.push(std::mem::take(&mut self.paragraph));
            let in_rows = std::mem::take(&mut self.in_rows);
            self.heads.open(at_first, self.blocks.take(), in_rows);
        } else {
            self.now.purpose = Purpose::LeftOut;
        }
    }

    fn close_head(&mut self) -> Result<(), NotText> {
        self.end_paragraph_as(self.paragraph.in_table)?;
        self.end_row()?;
        self.paragraph = self.around.pop().unwrap_or_default();
        if let Some((blocks, in_rows)) = self.heads.leave() {
            let head = std::mem::replace(&mut self.blocks, blocks).finish()?;
            self.in_rows = in_rows;
            self.heads.keep(head);
        }
        Ok(())
    }

    fn enter(&mut self, purpose: Purpose) {
        if self.now.purpose == Purpose::Body {
            self.now.purpose = purpose;
        }
    }

    /// A group that is marked for leaving out is known all the same. What
    /// stands in another that is left out stays there.
    fn lift(&mut self) {
        self.now.purpose = self
            .groups
            .last()
            .map_or(Purpose::Body, |around| around.purpose);
    }

    fn close(&mut self) -> Result<(), NotText> {
        let was = self.now;
        self.now = self.groups.pop().unwrap_or_default();
        self.pass_over = 0;
        match was.purpose {
            Purpose::Styles => {
                let name = std::mem::take(&mut self.style.1);
                if let Some(level) = level_by_name(name.trim_end_matches(';')) {
                    self.styles.insert(self.style.0, level);
                }
                self.style.0 = 0;
            }
            Purpose::Head if self.now.purpose != Purpose::Head => self.close_head()?,
            Purpose::Note if self.now.purpose != Purpose::Note => {
                let note = std::mem::take(&mut self.paragraph).text;
                self.paragraph = self.around.pop().unwrap_or_default();
                if !note.trim().is_empty() {
                    let figures = self.blocks.note(&note)?;
                    self.paragraph.text.push_str(&figures);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Decodes the bytes that are waiting.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let text = self.charset.decode(&std::mem::take(&mut self.bytes));
        text.chars().for_each(|c| self.push(c));
    }

    /// `\u` gives UTF-16, a number that may be negative.
    fn unicode(&mut self, number: i32) {
        self.pass_over = self.now.fallback;
        let unit = number as u16;
        let units = match self.half.take() {
            Some(first) => vec![first, unit],
            None if (0xD800..0xDC00).contains(&unit) => {
                self.half = Some(unit);
                return;
            }
            None => vec![unit],
        };
        for c in char::decode_utf16(units) {
            self.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }

    fn push(&mut self, c: char) {
        match self.now.purpose {
            Purpose::Styles => self.style.1.push(c),
            Purpose::Marker => self.paragraph.marker.push(c),
            Purpose::Body | Purpose::Note | Purpose::Head if !self.now.hidden => {
                let mut letter = [0; 4];
                let letter = c.encode_utf8(&mut letter);
                let text = &mut self.paragraph.text;
                match self.now.is_struck {
                    true => self.struck.leave_out(letter),
                    false => text.push_str(self.struck.read(letter, text)),
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) -> Result<(), NotText> {
        if self.now.purpose == Purpose::Note {
            self.push(' ');
            return Ok(());
        }
        if self.now.hidden || !matches!(self.now.purpose, Purpose::Body | Purpose::Head) {
            return Ok(());
        }
        self.end_paragraph_as(self.paragraph.in_table)
    }

    fn end_paragraph_as(&mut self, in_table: bool) -> Result<(), NotText> {
        let text = std::mem::take(&mut self.paragraph.text);
        let marker = std::mem::take(&mut self.paragraph.marker);
        if !in_table && std::mem::take(&mut self.in_rows) {
            self.blocks.close_table()?;
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        let marker = Some(marker.trim()).filter(|marker| !marker.is_empty());
        let (kind, text) = numbered(self.paragraph.heading, marker.map(item_marker), &text);
        if in_table {
            self.cell.push((kind, text));
            return Ok(());
        }
        self.blocks.put(kind, &text)
    }

    fn end_row(&mut self) -> Result<(), NotText> {
        if self.cells.is_empty() {
            return Ok(());
        }
        if !std::mem::replace(&mut self.in_rows, true) {
            self.blocks.open_table();
        }
        if self.is_shown {
            self.blocks.show_table(true);
        }
        for cell in std::mem::take(&mut self.cells) {
            self.blocks.open_cell();
            for (kind, text) in cell {
                self.blocks.put(kind, &text)?;
            }
        }
        self.blocks.close_row()
    }

    fn finish(mut self) -> Result<Taken, NotText> {
        self.flush();
        self.end_paragraph_as(false)?;
        self.cells.push(std::mem::take(&mut self.cell));
        self.end_row()?;
        Ok(Taken {
            text: self.blocks.finish_under(self.heads.of_first_page())?,
            notes: self.struck.note().into_iter().collect(),
            ..Taken::default()
        })
    }
}

/// Outline levels count from 0; 9 is running text.
fn level(number: Option<i32>) -> Option<u8> {
    let level = u8::try_from(number?).ok()?;
    (level < 6).then_some(level + 1)
}

/// Bullets come from fonts of symbols.
fn item_marker(marker: &str) -> String {
    if marker.chars().any(char::is_alphanumeric) {
        marker.to_owned()
    } else {
        "-".to_owned()
    }
}
