//! Sections, paragraphs and tables as WordprocessingML, each element where the
//! schema wants it. What stands in other parts (notes, remarks) is handed on.

use super::model::{Block, Comment, Document, Field, Inline, Paragraph, Section, Style, Table};
use super::page::Page;
use super::styles::Styles;
use super::xml::Xml;

/// The namespaces that the parts with text use.
pub(super) const NAMESPACES: [(&str, &str); 2] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
];

/// The main part, and what its text calls in other parts.
pub(super) struct Body<'d> {
    pub(super) xml: String,
    /// Notes at the foot, numbered from 1.
    pub(super) notes: Vec<&'d str>,
    /// Remarks in the margin, numbered from 0.
    pub(super) comments: Vec<&'d Comment>,
}

/// The colour behind what stands out.
const MARKED: &str = "FFF2CC";
/// The colour behind a head.
const HEAD: &str = "E7E6E6";

/// Writes the main part.
pub(super) fn body<'d>(document: &'d Document, styles: &Styles, page: &Page) -> Body<'d> {
    let mut writer = Writer {
        xml: Xml::document(),
        language: document.language.tag(),
        styles,
        page,
        notes: Vec::new(),
        comments: Vec::new(),
        fields: 0,
    };
    writer.xml.open("w:document", &NAMESPACES);
    writer.xml.open("w:body", &[]);
    let last = document.sections.len().saturating_sub(1);
    for (at, section) in document.sections.iter().enumerate() {
        writer.section(section, at == 0, at == last);
    }
    if document.sections.is_empty() {
        writer.section_ends(&Section::default(), true);
    }
    Body {
        xml: writer.xml.finish(),
        notes: writer.notes,
        comments: writer.comments,
    }
}

struct Writer<'d, 's> {
    xml: Xml,
    language: &'static str,
    styles: &'s Styles,
    page: &'s Page,
    notes: Vec<&'d str>,
    comments: Vec<&'d Comment>,
    fields: u32,
}

/// How letters look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Strong,
    Prompt,
}

impl<'d> Writer<'d, '_> {
    /// What a section is stands behind its last paragraph, that of the last
    /// section behind all.
    fn section(&mut self, section: &'d Section, first: bool, last: bool) {
        let width = self.page.text_width(section.landscape);
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, None),
                Block::Table(table) => self.table(table, width),
            }
        }
        let ends_in_table = matches!(section.blocks.last(), Some(Block::Table(_)) | None);
        if last {
            // Word wants a paragraph behind a table.
            if ends_in_table {
                self.xml.open("w:p", &[]);
                self.xml.close();
            }
            self.section_ends(section, first);
        } else {
            self.xml.open("w:p", &[]);
            self.xml.open("w:pPr", &[]);
            let id = self.styles.id("RemissNot").to_owned();
            self.xml.value("w:pStyle", &id);
            self.section_ends(section, first);
            self.xml.close();
            self.xml.close();
        }
    }

    fn section_ends(&mut self, section: &Section, first: bool) {
        self.page.section(&mut self.xml, section.landscape, first);
    }

    fn paragraph(&mut self, paragraph: &'d Paragraph, within: Option<&str>) {
        let style = match (paragraph.style, within) {
            (Style::Body | Style::Small, Some(cell)) => cell,
            (style, _) => name(style),
        };
        let id = self.styles.id(style).to_owned();
        self.xml.open("w:p", &[]);
        self.xml
            .inside("w:pPr", &[], |xml| xml.value("w:pStyle", &id));
        if paragraph.style == Style::Item && self.styles.items_need_a_mark() {
            self.run("– ", Look::Plain);
        }
        for inline in &paragraph.content {
            self.inline(inline);
        }
        self.xml.close();
    }

    fn inline(&mut self, inline: &'d Inline) {
        match inline {
            Inline::Text(words) => self.run(words, Look::Plain),
            Inline::Strong(words) => self.run(words, Look::Strong),
            Inline::Note(words) => self.note(words),
            Inline::Field(field) => self.field(field),
            Inline::Commented(words, comment) => self.commented(words, comment),
        }
    }

    /// A run; line ends and tabs are elements of their own.
    fn run(&mut self, words: &str, look: Look) {
        if words.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        self.look(look);
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                self.xml.empty("w:br", &[]);
            }
            for (at, piece) in line.split('\t').enumerate() {
                if at > 0 {
                    self.xml.empty("w:tab", &[]);
                }
                if !piece.is_empty() {
                    self.xml
                        .inside("w:t", &[("xml:space", "preserve")], |xml| xml.text(piece));
                }
            }
        }
        self.xml.close();
    }

    fn look(&mut self, look: Look) {
        let marks_language = self.styles.marks_language();
        if look == Look::Plain && !marks_language {
            return;
        }
        let prompt = self.styles.id("PlaceholderText").to_owned();
        let language = self.language;
        self.xml.inside("w:rPr", &[], |xml| {
            match look {
                Look::Plain => {}
                Look::Strong => {
                    xml.empty("w:b", &[]);
                    xml.empty("w:bCs", &[]);
                }
                Look::Prompt => xml.value("w:rStyle", &prompt),
            }
            if marks_language {
                xml.value("w:lang", language);
            }
        });
    }

    fn note(&mut self, words: &'d str) {
        self.notes.push(words);
        let id = self.notes.len().to_string();
        let style = self.styles.id("FootnoteReference").to_owned();
        self.xml.inside("w:r", &[], |xml| {
            xml.inside("w:rPr", &[], |xml| xml.value("w:rStyle", &style));
            xml.empty("w:footnoteReference", &[("w:id", &id)]);
        });
    }

    fn commented(&mut self, words: &str, comment: &'d Comment) {
        let id = self.comments.len().to_string();
        self.comments.push(comment);
        let style = self.styles.id("CommentReference").to_owned();
        self.xml.empty("w:commentRangeStart", &[("w:id", &id)]);
        self.run(words, Look::Plain);
        self.xml.empty("w:commentRangeEnd", &[("w:id", &id)]);
        self.xml.inside("w:r", &[], |xml| {
            xml.inside("w:rPr", &[], |xml| xml.value("w:rStyle", &style));
            xml.empty("w:commentReference", &[("w:id", &id)]);
        });
    }

    /// A control that keeps its place when what is written in it is deleted.
    fn field(&mut self, field: &Field) {
        let short = |words: &str| words.chars().take(Field::LONGEST).collect::<String>();
        self.fields += 1;
        let id = self.fields.to_string();
        let empty = field.text.is_empty();
        self.xml.open("w:sdt", &[]);
        self.xml.inside("w:sdtPr", &[], |xml| {
            xml.value("w:alias", &short(&field.title));
            xml.value("w:tag", &short(&field.key));
            xml.value("w:id", &id);
            xml.value("w:lock", "sdtLocked");
            if empty {
                xml.empty("w:showingPlcHdr", &[]);
            }
            xml.empty("w:text", &[("w:multiLine", "1")]);
        });
        self.xml.open("w:sdtContent", &[]);
        match empty {
            true => self.run(&field.prompt, Look::Prompt),
            false => self.run(&field.text, Look::Plain),
        }
        self.xml.close();
        self.xml.close();
    }

    fn table(&mut self, table: &'d Table, width: u32) {
        let columns = columns(&table.widths, table.head.len(), width);
        let style = self.styles.id("RemissTabell").to_owned();
        let whole = columns.iter().sum::<u32>().to_string();
        self.xml.open("w:tbl", &[]);
        self.xml.inside("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", &style);
            xml.empty("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", "0020"),
                    ("w:firstRow", "1"),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", "0"),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "0"),
                    ("w:noVBand", "0"),
                ],
            );
            if !table.title.is_empty() {
                xml.value("w:tblCaption", &table.title);
            }
        });
        self.xml.inside("w:tblGrid", &[], |xml| {
            for column in &columns {
                xml.empty("w:gridCol", &[("w:w", &column.to_string())]);
            }
        });
        self.head(&table.head, &columns);
        for row in &table.rows {
            self.xml.open("w:tr", &[]);
            for (at, column) in columns.iter().enumerate() {
                let cell = row.cells.get(at).map_or(&[][..], |cell| cell);
                self.cell(cell, *column, row.marked.then_some(MARKED), "RemissCell");
            }
            self.xml.close();
        }
        self.xml.close();
    }

    /// The row that is repeated on each page.
    fn head(&mut self, head: &[String], columns: &[u32]) {
        self.xml.open("w:tr", &[]);
        self.xml.inside("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            xml.empty("w:tblHeader", &[]);
        });
        let style = self.styles.id("RemissCellhuvud").to_owned();
        for (words, column) in head.iter().zip(columns) {
            self.xml.open("w:tc", &[]);
            self.cell_is(*column, Some(HEAD));
            self.xml.open("w:p", &[]);
            self.xml
                .inside("w:pPr", &[], |xml| xml.value("w:pStyle", &style));
            self.run(words, Look::Plain);
            self.xml.close();
            self.xml.close();
        }
        self.xml.close();
    }

    fn cell(&mut self, cell: &'d [Paragraph], width: u32, fill: Option<&str>, style: &str) {
        self.xml.open("w:tc", &[]);
        self.cell_is(width, fill);
        for paragraph in cell {
            self.paragraph(paragraph, Some(style));
        }
        if cell.is_empty() {
            // A cell without a paragraph is damage.
            self.xml.empty("w:p", &[]);
        }
        self.xml.close();
    }

    fn cell_is(&mut self, width: u32, fill: Option<&str>) {
        self.xml.inside("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if let Some(fill) = fill {
                let shade = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)];
                xml.empty("w:shd", &shade);
            }
        });
    }
}

fn name(style: Style) -> &'static str {
    match style {
        Style::Title => "Title",
        Style::Heading(0 | 1) => "Heading1",
        Style::Heading(2) => "Heading2",
        Style::Heading(3) => "Heading3",
        Style::Heading(_) => "Heading4",
        Style::Body => "Normal",
        Style::Item => "ListBullet",
        Style::Small => "RemissNot",
    }
}

/// Widths of the columns that fill a width together.
fn columns(shares: &[u32], count: usize, width: u32) -> Vec<u32> {
    let share = |at: usize| u64::from(shares.get(at).copied().unwrap_or(1).max(1));
    let all: u64 = (0..count).map(share).sum::<u64>().max(1);
    let part = |at| u32::try_from(u64::from(width) * share(at) / all).unwrap_or(width);
    (0..count).map(part).collect()
}
