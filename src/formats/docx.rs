//! Word documents: the head of the first page and the body as accepted, with
//! its notes. Other running heads and comments are left out. Knows
//! WordprocessingML, not containers.

mod extras;
mod figures;
mod forms;
mod paragraph;
mod relations;
mod symbols;

use super::Taken;
use super::blocks::{Blocks, Kind, numbered};
use super::container::Container;
use super::styles::{Shared, is_borders, is_line, is_on};
use super::unread::Struck;
use super::xml::{Node, attribute, root, walk};
use crate::decode::NotText;
use crate::limits::Limits;
use extras::Extras;
use figures::Figures;
use forms::Forms;
use paragraph::Paragraph;
use quick_xml::events::BytesStart;
use relations::Relations;
pub(crate) use relations::relations_of;
use std::collections::HashMap;

/// The part that holds the text.
pub(super) struct Main {
    name: String,
    xml: String,
}

impl Main {
    /// Its name and its text.
    pub(super) fn into_parts(self) -> (String, String) {
        (self.name, self.xml)
    }
}

/// The main part, if the container is a Word document.
pub(super) fn main_part(container: &mut Container<'_>) -> Result<Option<Main>, NotText> {
    let package = Relations::of(container, "")?;
    let Some(name) = package.part("officeDocument") else {
        return Ok(None);
    };
    let xml = container
        .part(&name)?
        .ok_or_else(|| super::truncated(format!("is damaged: its part {name} is missing")))?;
    // Where there is none, it is refused for that as it is read.
    let word = root(&xml).is_none_or(|root| root == "document");
    Ok(word.then_some(Main { name, xml }))
}

/// What the document says.
pub(super) fn read(container: &mut Container<'_>, main: &Main) -> Result<Taken, NotText> {
    let limits = container.limits;
    let relations = Relations::of(container, &main.name)?;
    let named = |kind: &str| {
        let part = relations.part(kind);
        part.unwrap_or_else(|| relations.path(&format!("{kind}.xml")))
    };
    let mut shared = Shared::default();
    let (mut notes, mut struck) = (HashMap::new(), Struck::default());
    if let Some(xml) = container.part(&named("styles"))? {
        shared.read_styles(&xml, &limits)?;
    }
    if let Some(xml) = container.part(&named("numbering"))? {
        shared.read_numbering(&xml, &limits)?;
    }
    for part in [named("footnotes"), named("endnotes")] {
        if let Some(xml) = container.part(&part)? {
            let mut body = Body::new(&mut shared, &notes, limits);
            walk(&part, &xml, &limits, |node| body.step(node))?;
            let Body { found, extras, .. } = body;
            struck.add(extras.struck);
            notes.extend(found);
        }
    }
    let figures = figures::read(container, &relations)?;
    let mut body = Body::new(&mut shared, &notes, limits);
    body.figures = figures;
    walk(&main.name, &main.xml, &limits, |node| body.step(node))?;
    body.end_carried()?;
    let (mut extras, blocks) = (body.extras, body.blocks);
    extras.struck.add(struck);
    let head = extras.first_head().and_then(|id| relations.by_id(id));
    let head = match head {
        Some(part) => self::head(container, &part, &mut shared, &mut extras.struck)?,
        None => None,
    };
    let text = blocks.finish_under(head)?;
    if text.trim().is_empty() && extras.chunks > 0 {
        return Err(NotText::new(
            "holds its text as another file inside (altChunk)",
            "open it in Word or LibreOffice, which takes it in, and save it again",
        ));
    }
    let pictures = extras.pictures.iter();
    Ok(Taken {
        links_to_papers: false,
        text,
        notes: extras.notes(),
        pictures: pictures.filter_map(|id| relations.by_id(id)).collect(),
    })
}

/// The text of a head, which has no notes.
fn head(
    container: &mut Container<'_>,
    part: &str,
    shared: &mut Shared,
    struck: &mut Struck,
) -> Result<Option<String>, NotText> {
    let Some(xml) = container.part(part)? else {
        return Ok(None);
    };
    let (limits, notes) = (container.limits, HashMap::new());
    let mut body = Body::new(shared, &notes, limits);
    walk(part, &xml, &limits, |node| body.step(node))?;
    struck.add(body.extras.struck);
    body.blocks.finish().map(Some)
}

/// The state of the walk through a body or a part of notes.
struct Body<'s> {
    shared: &'s mut Shared,
    notes: &'s HashMap<String, String>,
    figures: Figures,
    blocks: Blocks,
    /// Paragraphs that are open: those of a text box stand inside another.
    paragraphs: Vec<Paragraph>,
    /// Text of paragraphs whose end is deleted.
    carried: String,
    /// Elements open inside one that is left out, itself included.
    skip: usize,
    /// Property elements that are open, and whether the first is of a row.
    properties: usize,
    of_row: bool,
    in_text: bool,
    /// Within the lines of a table or cell.
    in_borders: bool,
    forms: Forms,
    /// The note being read.
    note: Option<String>,
    found: Vec<(String, String)>,
    extras: Extras,
}

impl<'s> Body<'s> {
    fn new(shared: &'s mut Shared, notes: &'s HashMap<String, String>, limits: Limits) -> Self {
        Body {
            shared,
            notes,
            figures: Figures::new(),
            blocks: Blocks::new(limits),
            paragraphs: Vec::new(),
            carried: String::new(),
            skip: 0,
            properties: 0,
            of_row: false,
            in_text: false,
            in_borders: false,
            forms: Forms::default(),
            note: None,
            found: Vec::new(),
            extras: Extras::default(),
        }
    }

    fn step(&mut self, node: Node<'_>) -> Result<(), NotText> {
        match node {
            Node::Open(_) if self.skip > 0 => self.skip += 1,
            Node::Close(_) if self.skip > 0 => self.skip -= 1,
            Node::Open(tag) if self.properties > 0 => self.property(tag),
            Node::Open(tag) => self.open(tag)?,
            Node::Close(name) => self.close(name)?,
            Node::Text(text) if self.in_text && self.skip == 0 => {
                self.push(&text.replace(['\n', '\r'], " "));
            }
            Node::Text(_) => {}
        }
        Ok(())
    }

    fn property(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" | "sectPr" => self.properties += 1,
            // What the properties were before a change.
            "pPrChange" | "rPrChange" | "trPrChange" | "tblPrChange" | "tcPrChange"
            | "sectPrChange" => {
                self.skip = 1;
            }
            "del" | "moveFrom" if self.of_row => self.blocks.drop_row(),
            "del" | "moveFrom" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.goes_on = true;
                }
            }
            // Of a paragraph's end, which is no text, they stand deeper.
            "vanish" | "strike" | "dstrike" | "rStyle" if self.properties == 1 => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run_property(tag);
                }
            }
            "pgSz" | "titlePg" | "headerReference" => self.extras.section(tag),
            _ if self.blocks.in_table() && self.paragraphs.is_empty() => self.table_property(tag),
            _ => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties.look(tag);
                }
            }
        }
    }

    /// What shows that a table is one: lines, and rows of headings.
    fn table_property(&mut self, tag: &BytesStart<'_>) {
        let shown = match tag.local_name().as_ref() {
            "tblStyle" => {
                let style = attribute(tag, "val").unwrap_or_default();
                self.shared.draws_lines(&style)
            }
            // Its own lines stand for those of its style.
            "tblBorders" => false,
            "tblHeader" if is_on(tag) => true,
            _ if self.in_borders && is_line(tag) => true,
            name => {
                self.in_borders |= is_borders(name);
                return;
            }
        };
        self.in_borders |= tag.local_name().as_ref() == "tblBorders";
        self.blocks.show_table(shown);
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), NotText> {
        match tag.local_name().as_ref() {
            // What was deleted or moved away, and the second copy of a text
            // box for programs that do not know the first.
            "del" | "moveFrom" | "Fallback" => self.skip = 1,
            name @ ("pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" | "sectPr") => {
                self.properties = 1;
                self.of_row = name == "trPr";
            }
            "p" => self.paragraphs.push(Paragraph::within(self.is_hidden())),
            "r" => self.open_run(),
            "t" => self.in_text = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = attribute(tag, "char").unwrap_or_default();
                let code = u32::from_str_radix(&code, 16).unwrap_or(0);
                let font = attribute(tag, "font").unwrap_or_default();
                let letter = symbols::letter(&font, code);
                self.push(&letter.map(String::from).unwrap_or_default());
            }
            "sdt" | "showingPlcHdr" | "checkBox" | "default" | "checked" | "result"
            | "listEntry" | "fldChar" => {
                let written = self.forms.open(tag, self.paragraphs.last_mut());
                self.push(&written);
            }
            "altChunk" => self.extras.chunks += 1,
            // Objects of other programs, their controls, letters that are drawn.
            "OLEObject" | "control" | "textpath" => self.extras.figures += 1,
            "graphicData" if !figures::is_known(tag) => self.extras.figures += 1,
            "relIds" => self.figure(tag)?,
            "extent" => self.extras.area = Extras::area(tag, ["cx", "cy"], 1),
            "blip" => self.extras.picture(attribute(tag, "embed")),
            "imagedata" => self.extras.picture(attribute(tag, "id")),
            "tbl" => {
                self.end_carried()?;
                self.blocks.open_table();
            }
            "tr" => self.blocks.open_row()?,
            "tc" => self.blocks.open_cell(),
            name @ ("footnoteReference" | "endnoteReference") => {
                let id = attribute(tag, "id").unwrap_or_default();
                let key = format!("{} {id}", name.trim_end_matches("Reference"));
                let is_read = !self.is_hidden() && !self.is_struck();
                if let Some(note) = self.notes.get(&key).filter(|_| is_read) {
                    let anchor = self.blocks.note(note)?;
                    self.push(&anchor);
                }
            }
            // The lines above the notes are notes of a type of their own.
            "footnote" | "endnote" if attribute(tag, "type").is_some_and(|t| t != "normal") => {
                self.skip = 1;
            }
            name @ ("footnote" | "endnote") => {
                self.note = attribute(tag, "id").map(|id| format!("{name} {id}"));
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), NotText> {
        match name {
            "pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" | "sectPr" => {
                self.properties = self.properties.saturating_sub(1);
                match name {
                    "sectPr" => self.extras.end_section(),
                    _ => self.end_properties(name),
                }
            }
            "tblBorders" | "tcBorders" => self.in_borders = false,
            "sdt" | "checkBox" => {
                let shown = self.forms.close(name);
                self.push(shown);
            }
            "t" => self.in_text = false,
            "r" => self.open_run(),
            "p" => self.end_paragraph()?,
            "tc" => self.end_carried()?,
            "tr" => self.blocks.close_row()?,
            "tbl" => self.blocks.close_table()?,
            "footnote" | "endnote" => {
                self.end_carried()?;
                let text = self.blocks.take().finish()?;
                self.found.extend(self.note.take().map(|key| (key, text)));
            }
            _ => {}
        }
        Ok(())
    }

    fn end_properties(&mut self, name: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match name {
            "rPr" if self.properties == 0 => paragraph.end_run_properties(self.shared),
            "pPr" => paragraph.end_properties(self.shared),
            _ => {}
        }
    }

    /// A run begins, or text that stands in none.
    fn open_run(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.open_run();
        }
    }

    /// What stands here is hidden, by its run or by what it stands in, or is
    /// the prompt of a form.
    fn is_hidden(&self) -> bool {
        let hidden = self.paragraphs.last().is_some_and(Paragraph::is_hidden);
        hidden || self.forms.shows_prompt()
    }

    fn is_struck(&self) -> bool {
        self.paragraphs.last().is_some_and(Paragraph::is_struck)
    }

    fn push(&mut self, text: &str) {
        if self.is_hidden() || text.is_empty() {
            return;
        }
        let struck = &mut self.extras.struck;
        match self.paragraphs.last_mut() {
            Some(paragraph) if paragraph.is_struck() => struck.leave_out(text),
            Some(paragraph) => {
                let text = struck.read(text, &paragraph.text);
                paragraph.text.push_str(text);
            }
            None => {}
        }
    }

    /// What is written in a figure, a line an item.
    fn figure(&mut self, tag: &BytesStart<'_>) -> Result<(), NotText> {
        let hidden = self.is_hidden();
        let id = attribute(tag, "dm").unwrap_or_default();
        let Some(lines) = self.figures.get(&id) else {
            self.extras.figures += 1;
            return Ok(());
        };
        let mut lines = lines.iter().filter(|_| !hidden);
        lines.try_for_each(|line| self.blocks.put(Kind::Item("-".to_owned()), line))
    }

    /// A deleted end of a paragraph joins it to the next one, if there is one.
    fn end_carried(&mut self) -> Result<(), NotText> {
        let text = std::mem::take(&mut self.carried);
        self.blocks.put(Kind::Paragraph, &text)
    }

    fn end_paragraph(&mut self) -> Result<(), NotText> {
        let Some(paragraph) = self.paragraphs.pop() else {
            return Ok(());
        };
        let mut text = std::mem::take(&mut self.carried);
        text.push_str(&paragraph.text);
        if paragraph.goes_on {
            self.carried = text;
            return Ok(());
        }
        let properties = self.shared.complete(paragraph.properties);
        let list = properties.list.filter(|list| list != "0");
        let marker = list.and_then(|list| {
            let level = properties.level.unwrap_or(0);
            self.shared.numbering.next(&list, level)
        });
        // A number without text counts all the same.
        if text.trim().is_empty() {
            return Ok(());
        }
        let (kind, text) = numbered(properties.heading, marker, &text);
        self.blocks.put(kind, &text)
    }
}
