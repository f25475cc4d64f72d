//! A document as Markdown: CommonMark with tables and notes. Nothing in a text
//! is a mark; what is to be written in is left blank.

use crate::docx::{Block, Cell, Document, Inline, Paragraph, Style, Table};

/// The whole document.
pub fn markdown(document: &Document) -> String {
    let mut writer = Writer::default();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => writer.paragraph(paragraph),
            Block::Table(table) => writer.table(table),
        }
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    text: String,
    notes: Vec<String>,
    in_list: bool,
}

impl Writer {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let words = self.inline(&paragraph.content);
        if words.is_empty() {
            return;
        }
        let item = paragraph.style == Style::Item;
        if !(self.text.is_empty() || item && self.in_list) {
            self.text.push('\n');
        }
        self.in_list = item;
        let mark = match paragraph.style {
            Style::Title => "# ",
            Style::Heading(0 | 1) => "## ",
            Style::Heading(2) => "### ",
            Style::Heading(3) => "#### ",
            Style::Heading(_) => "##### ",
            Style::Item => "- ",
            Style::Body | Style::Small => "",
        };
        self.text.push_str(mark);
        self.text.push_str(&words);
        self.text.push('\n');
    }

    fn table(&mut self, table: &Table) {
        self.in_list = false;
        self.text.push('\n');
        let head: Vec<String> = table.head.iter().map(|words| plain(words)).collect();
        self.row(&head);
        self.row(&vec!["---".to_owned(); head.len()]);
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(|cell| self.cell(cell)).collect();
            self.row(&cells);
        }
    }

    fn row(&mut self, cells: &[String]) {
        self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }

    fn cell(&mut self, cell: &Cell) -> String {
        let paragraphs = cell
            .iter()
            .map(|paragraph| self.inline(&paragraph.content))
            .filter(|words| !words.is_empty());
        let paragraphs: Vec<String> = paragraphs.collect();
        paragraphs.join("<br>")
    }

    fn inline(&mut self, content: &[Inline]) -> String {
        let mut words = String::new();
        for inline in content {
            match inline {
                Inline::Text(text) => words.push_str(&plain(text)),
                Inline::Strong(text) => words.push_str(&strong(text)),
                Inline::Field(field) => words.push_str(&plain(&field.text)),
                Inline::Note(text) => {
                    self.notes.push(plain(text));
                    words.push_str(&format!("[^{}]", self.notes.len()));
                }
                Inline::Commented(text, comment) => {
                    words.push_str(&plain(text));
                    self.notes.push(format!(
                        "{}: {}",
                        plain(&comment.author),
                        plain(&comment.text)
                    ));
                    words.push_str(&format!("[^{}]", self.notes.len()));
                }
            }
        }
        words
    }

    fn finish(mut self) -> String {
        for (at, note) in self.notes.iter().enumerate() {
            let gap = if at == 0 { "\n" } else { "" };
            self.text.push_str(&format!("{gap}[^{}]: {note}\n", at + 1));
        }
        self.text
    }
}

/// Marks stand at the letters, not at the blanks around them.
fn strong(text: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return plain(text);
    }
    let behind = &text[text.trim_end().len()..];
    format!("**{}**{behind}", plain(inner))
}

/// Text on one line, nothing in it a mark.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for (at, c) in words.chars().enumerate() {
        let opens = at == 0 && matches!(c, '#' | '+' | '-' | '=' | '>');
        match c {
            '\n' => plain.push_str("<br>"),
            c if c.is_control() => plain.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '&' | '!' | '$' => {
                plain.extend(['\\', c]);
            }
            c if opens => plain.extend(['\\', c]),
            c => plain.push(c),
        }
    }
    plain
}
