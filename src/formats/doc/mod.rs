//! Old Word files (Word 97 to 2003, `.doc`) → lines of text: the body, its
//! headings and the rows of its tables, fields by what they show. Deleted,
//! hidden and struck-out text is left out; so is what stands beside the body,
//! and the numbers that Word sets itself. A note says so.

mod pieces;
mod properties;

use super::blocks::{Blocks, Kind};
use super::compound::Compound;
use super::unread::Struck;
use super::{encrypted, said, truncated};
use crate::decode::{self, Decoded, NotText};
use crate::limits::Limits;
use pieces::Pieces;
use properties::{Properties, Style, Why};
use std::path::Path;

/// What is told of every such file.
const NOTE: &str = "it is an old Word file, of which the body is read: numbers of lists, notes, text boxes and running heads are left out";

pub(super) fn is_word(file: &Compound<'_>) -> bool {
    file.has(Path::new("WordDocument"))
}

pub(super) fn read(file: &mut Compound<'_>, limits: &Limits) -> Result<Decoded, NotText> {
    let stream = |file: &mut Compound<'_>, name: &str| {
        let stream = file.stream(Path::new(name))?;
        stream.ok_or_else(broken)
    };
    let main = stream(file, "WordDocument")?;
    let head = Head::of(&main)?;
    let table = stream(file, head.table())?;
    let pieces = Pieces::of(&main, &table, limits)?;
    let properties = Properties::of(&main, &table);
    let mut body = Body {
        blocks: Blocks::new(*limits),
        text: String::new(),
        fields: Vec::new(),
        is_in_cell: false,
        struck: Struck::default(),
        properties: &properties,
    };
    pieces.each(|letter, at| body.take(letter, at))?;
    body.end('\r', Style::default())?;
    let struck = body.struck.note();
    let text = said(body.blocks.finish()?)?;
    Ok(Decoded {
        notes: std::iter::once(NOTE.to_owned()).chain(struck).collect(),
        ..decode::extracted(&text, "DOC")
    })
}

/// The head of the main stream (FIB).
struct Head {
    flags: u16,
}

impl Head {
    fn of(main: &[u8]) -> Result<Self, NotText> {
        const WORD_97: u16 = 0xA5EC;
        const WORD_6: u16 = 0xA5DC;
        const ENCRYPTED: u16 = 0x0100;
        match half(main, 0).ok_or_else(broken)? {
            WORD_97 => {}
            WORD_6 => {
                return Err(NotText::new(
                    "is a document of Word 6 or 95, which this version does not read",
                    "open it in LibreOffice or Word and save it as DOCX",
                ));
            }
            _ => return Err(broken()),
        }
        let flags = half(main, 10).ok_or_else(broken)?;
        match flags & ENCRYPTED {
            0 => Ok(Head { flags }),
            _ => Err(encrypted()),
        }
    }

    /// The stream that holds its tables.
    fn table(&self) -> &'static str {
        const SECOND: u16 = 0x0200;
        match self.flags & SECOND {
            0 => "0Table",
            _ => "1Table",
        }
    }
}

/// A table whose place stands in the head, by its offset there.
fn table_at<'t>(main: &[u8], table: &'t [u8], at: usize) -> Option<&'t [u8]> {
    let (from, size) = (word(main, at)? as usize, word(main, at + 4)? as usize);
    table.get(from..from.checked_add(size)?)
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn broken() -> NotText {
    truncated(
        "is an old Word file (Word 97–2003) that is damaged: where its text stands cannot be told",
    )
}

/// The text as it grows.
struct Body<'p> {
    blocks: Blocks,
    /// The paragraph being read.
    text: String,
    /// Fields that are open, and whether what is read of each is its
    /// instruction.
    fields: Vec<bool>,
    is_in_cell: bool,
    struck: Struck,
    properties: &'p Properties,
}

impl Body<'_> {
    /// Takes the next letter; `at` is its place in the main stream.
    fn take(&mut self, letter: char, at: u32) -> Result<(), NotText> {
        match letter {
            '\u{13}' => self.fields.push(true),
            '\u{14}' => {
                if let Some(is_instruction) = self.fields.last_mut() {
                    *is_instruction = false;
                }
            }
            '\u{15}' => {
                self.fields.pop();
            }
            // The end of a paragraph, of a cell or row, of a page.
            '\r' | '\u{7}' | '\u{C}' => return self.end(letter, self.properties.style(at)),
            _ if self.fields.contains(&true) => {}
            _ if let Some(why) = self.properties.unread(at) => {
                if why == Why::Struck {
                    self.struck.leave_out(letter.encode_utf8(&mut [0; 4]));
                }
            }
            // Lines and columns break.
            '\u{B}' | '\u{E}' => self.text.push('\n'),
            // Hyphens that do not break, and those that only show at a break.
            '\u{1E}' => self.text.push('-'),
            '\u{1F}' => {}
            '\t' => self.text.push('\t'),
            letter if letter.is_control() => {}
            letter => {
                let mut one = [0; 4];
                let letter = self.struck.read(letter.encode_utf8(&mut one), &self.text);
                self.text.push_str(letter);
            }
        }
        Ok(())
    }

    fn end(&mut self, mark: char, style: Style) -> Result<(), NotText> {
        let text = std::mem::take(&mut self.text);
        let is_row_end = mark == '\u{7}' && style.is_row_end(&text);
        let is_in_table = mark == '\u{7}' || style.is_in_table;
        if is_in_table && !self.blocks.in_table() {
            self.blocks.open_table();
        }
        if !is_in_table && self.blocks.in_table() {
            self.blocks.close_table()?;
            self.is_in_cell = false;
        }
        if is_row_end {
            self.is_in_cell = false;
            return self.blocks.close_row();
        }
        if is_in_table && !self.is_in_cell {
            self.blocks.open_cell();
        }
        self.is_in_cell = is_in_table && mark != '\u{7}';
        let kind = style.heading.map_or(Kind::Paragraph, Kind::Heading);
        self.blocks.put(kind, &text)
    }
}
