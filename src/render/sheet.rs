//! A report to hand on: headings, paragraphs, tables and word diffs, written
//! once and printed as Markdown or as one self-contained HTML page.
//!
//! Everything that comes from documents is text and is escaped.

use super::html::{close_page, escaped, open_page};
use std::io::{self, Write};

/// A report in the making.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Debug)]
pub enum Block {
    /// A heading of level 2 or 3.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A table.
    Table(Table),
    /// A text with what was changed in it.
    Diff(Vec<Piece>),
}

/// Rows under a heading row.
#[derive(Debug, Default)]
pub struct Table {
    /// The heading row.
    pub head: Vec<&'static str>,
    /// The others.
    pub rows: Vec<Vec<String>>,
}

/// Some words of a diff.
#[derive(Debug)]
pub enum Piece {
    /// In both texts.
    Kept(String),
    /// In the first text only.
    Dropped(String),
    /// In the second text only.
    Added(String),
    /// In the second text, from elsewhere in the first.
    Moved(String),
    /// So many words that are in both.
    Skipped(usize),
    /// Lines, or another remark.
    Place(String),
}

/// A cell of so few letters stays on one line: dates, figures, lines.
const SHORT: usize = 14;

impl Sheet {
    /// Adds a heading.
    pub(super) fn heading(&mut self, level: u8, words: impl Into<String>) {
        self.blocks.push(Block::Heading(level, words.into()));
    }

    /// Adds a paragraph.
    pub(super) fn text(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Text(words.into()));
    }

    /// Prints one HTML page that needs nothing else.
    pub fn html(&self, out: &mut dyn Write) -> io::Result<()> {
        open_page(&self.title, out)?;
        for block in &self.blocks {
            match block {
                Block::Heading(level, words) => {
                    writeln!(out, "<h{level}>{}</h{level}>", escaped(words))?;
                }
                Block::Text(words) => writeln!(out, "<p>{}</p>", escaped(words))?,
                Block::Table(table) => table.html(out)?,
                Block::Diff(pieces) => {
                    write!(out, "<p class=\"diff\">")?;
                    for piece in pieces {
                        write!(out, "{} ", piece.html())?;
                    }
                    writeln!(out, "</p>")?;
                }
            }
        }
        close_page(out)
    }

    /// Prints Markdown (CommonMark with tables).
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# {}", plain(&self.title))?;
        for block in &self.blocks {
            writeln!(out)?;
            match block {
                Block::Heading(level, words) => {
                    writeln!(out, "{} {}", "#".repeat(usize::from(*level)), plain(words))?;
                }
                Block::Text(words) => writeln!(out, "{}", plain(words))?,
                Block::Table(table) => table.markdown(out)?,
                Block::Diff(pieces) => {
                    let pieces: Vec<String> = pieces.iter().map(Piece::markdown).collect();
                    writeln!(out, "> {}", pieces.join(" "))?;
                }
            }
        }
        Ok(())
    }
}

impl Table {
    fn html(&self, out: &mut dyn Write) -> io::Result<()> {
        let row = |cells: &mut dyn Iterator<Item = &str>, tag: &str| -> String {
            let cell = |cell: &str| {
                let short = cell.chars().count() <= SHORT;
                let class = if short { " class=\"s\"" } else { "" };
                format!("<{tag}{class}>{}</{tag}>", escaped(cell))
            };
            let cells = cells.map(cell);
            format!("<tr>{}</tr>", cells.collect::<String>())
        };
        writeln!(
            out,
            "<table><thead>{}</thead><tbody>",
            row(&mut self.head.iter().copied(), "th")
        )?;
        for cells in &self.rows {
            writeln!(out, "{}", row(&mut cells.iter().map(String::as_str), "td"))?;
        }
        writeln!(out, "</tbody></table>")
    }

    fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        writeln!(
            out,
            "{}",
            row(self.head.iter().map(|cell| plain(cell)).collect())
        )?;
        writeln!(
            out,
            "{}",
            row(self.head.iter().map(|_| "---".to_owned()).collect())
        )?;
        for cells in &self.rows {
            writeln!(
                out,
                "{}",
                row(cells.iter().map(|cell| plain(cell)).collect())
            )?;
        }
        Ok(())
    }
}

impl Piece {
    fn html(&self) -> String {
        match self {
            Piece::Kept(words) => escaped(words),
            Piece::Dropped(words) => format!("<del>{}</del>", escaped(words)),
            Piece::Added(words) => format!("<ins>{}</ins>", escaped(words)),
            Piece::Moved(words) => format!("<ins class=\"moved\">{}</ins>", escaped(words)),
            Piece::Skipped(words) => format!("<span class=\"place\">… {words} words …</span>"),
            Piece::Place(place) => format!("<span class=\"place\">{}</span>", escaped(place)),
        }
    }

    fn markdown(&self) -> String {
        match self {
            Piece::Kept(words) => plain(words),
            Piece::Dropped(words) => format!("~~{}~~", plain(words)),
            Piece::Added(words) => format!("**{}**", plain(words)),
            Piece::Moved(words) => format!("*{}*", plain(words)),
            Piece::Skipped(words) => format!("… {words} words …"),
            Piece::Place(place) => format!("({})", plain(place)),
        }
    }
}

/// Text in Markdown: on one line, nothing in it a mark.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for (at, c) in words.chars().enumerate() {
        let opens = at == 0 && matches!(c, '#' | '+' | '-' | '=' | '>');
        match c {
            '\n' | '\r' => plain.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '&' | '!' => {
                plain.extend(['\\', c]);
            }
            c if opens => plain.extend(['\\', c]),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            title: "A <b> & *c*".to_owned(),
            blocks: vec![
                Block::Table(Table {
                    head: vec!["x"],
                    rows: vec![vec!["a|b".to_owned()], vec!["<script>".to_owned()]],
                }),
                Block::Diff(vec![
                    Piece::Kept("står".to_owned()),
                    Piece::Dropped("<i>".to_owned()),
                    Piece::Added("_nytt_".to_owned()),
                    Piece::Skipped(7),
                ]),
            ],
        }
    }

    #[test]
    fn nothing_of_a_document_is_markup() {
        let mut html = Vec::new();
        sheet().html(&mut html).unwrap();
        let html = String::from_utf8(html).unwrap();
        assert!(html.contains("<h1>A &lt;b&gt; &amp; *c*</h1>"), "{html}");
        assert!(html.contains(">&lt;script&gt;</td>") && html.contains("<del>&lt;i&gt;</del>"));
        let mut markdown = Vec::new();
        sheet().markdown(&mut markdown).unwrap();
        let markdown = String::from_utf8(markdown).unwrap();
        assert_eq!(
            markdown,
            "# A \\<b> \\& \\*c\\*\n\n| x |\n| --- |\n| a\\|b |\n| \\<script> |\n\n> står ~~\\<i>~~ **\\_nytt\\_** … 7 words …\n"
        );
    }
}
