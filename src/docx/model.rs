//! What a Word document is made of, as its writers see it: paragraphs and
//! tables of text in named styles, notes, fields to fill in, comments.
//!
//! Plain data. All text is text; none of it is markup.

use crate::lang::Lang;

/// A document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title, also in its properties and at the foot of each page.
    pub title: String,
    /// What it is about, in its properties.
    pub subject: String,
    /// The language that it is written in.
    pub language: Lang,
    /// What it says, in order.
    pub sections: Vec<Section>,
}

/// Pages that lie or stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Broader than high.
    pub landscape: bool,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text, or a heading.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// The style of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The document's title.
    Title,
    /// A heading of level 1 to 4.
    Heading(u8),
    /// Running text.
    #[default]
    Body,
    /// One of a list.
    Item,
    /// Remarks on how to read what follows.
    Small,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its style.
    pub style: Style,
    /// What stands in it.
    pub content: Vec<Inline>,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text. A line feed ends a line, not the paragraph.
    Text(String),
    /// Text that stands out.
    Strong(String),
    /// A note at the foot of the page, called here.
    Note(String),
    /// A place to write in.
    Field(Field),
    /// Text with a remark in the margin.
    Commented(String, Comment),
}

/// A content control: a place to write in that is found again by its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// At most [`Field::LONGEST`] letters, of which no other field has the same.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What stands there as long as nothing is written.
    pub prompt: String,
    /// What is written in it.
    pub text: String,
}

impl Field {
    /// Letters that Word takes in a key or a title.
    pub const LONGEST: usize = 64;
}

/// A remark in the margin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Whose it is.
    pub author: String,
    /// What it says; a line feed ends a paragraph.
    pub text: String,
}

/// Rows under a head that is repeated on each page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows, for those who do not see it.
    pub title: String,
    /// Shares of the width of the page, one for each column.
    pub widths: Vec<u32>,
    /// The head.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// It stands out.
    pub marked: bool,
}

/// A cell of a table.
pub type Cell = Vec<Paragraph>;

impl Paragraph {
    /// A paragraph of plain text.
    pub fn plain(style: Style, words: impl Into<String>) -> Self {
        Paragraph {
            style,
            content: vec![Inline::Text(words.into())],
        }
    }
}

impl Section {
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, words: impl Into<String>) {
        self.plain(Style::Heading(level), words);
    }

    /// Adds a paragraph of plain text.
    pub fn plain(&mut self, style: Style, words: impl Into<String>) {
        self.blocks
            .push(Block::Paragraph(Paragraph::plain(style, words)));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, style: Style, content: Vec<Inline>) {
        self.blocks
            .push(Block::Paragraph(Paragraph { style, content }));
    }
}
