//! Word documents: the body as accepted, with its notes. Running heads and
//! comments are left out. Knows WordprocessingML, not containers.

use super::blocks::{Blocks, Kind};
use super::container::Container;
use super::styles::{Properties, Shared};
use super::xml::{Node, attribute, walk};
use crate::decode::NotText;
use crate::limits::Limits;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// The name of the main part, if the container is a Word document.
pub(super) fn main_part(container: &mut Container<'_>) -> Result<Option<String>, NotText> {
    const RELATIONS: &str = "_rels/.rels";
    let Some(xml) = container.part(RELATIONS)? else {
        return Ok(None);
    };
    let mut main = None;
    walk(RELATIONS, &xml, &container.limits, |node| {
        if let Node::Open(tag) = node {
            let kind = attribute(tag, "Type").unwrap_or_default();
            if kind.ends_with("/officeDocument") {
                main = attribute(tag, "Target");
            }
        }
        Ok(())
    })?;
    let main = main.map(|target| target.trim_start_matches('/').to_owned());
    Ok(main.filter(|target| target.starts_with("word/")))
}

/// The text of the document whose main part is `main`.
pub(super) fn read(container: &mut Container<'_>, main: &str) -> Result<String, NotText> {
    let limits = container.limits;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut shared = Shared::default();
    let mut notes = HashMap::new();
    if let Some(xml) = container.part(&format!("{folder}/styles.xml"))? {
        shared.read_styles(&xml, &limits)?;
    }
    if let Some(xml) = container.part(&format!("{folder}/numbering.xml"))? {
        shared.read_numbering(&xml, &limits)?;
    }
    for kind in ["footnote", "endnote"] {
        let part = format!("{folder}/{kind}s.xml");
        if let Some(xml) = container.part(&part)? {
            let mut body = Body::new(&mut shared, &notes, limits);
            walk(&part, &xml, &limits, |node| body.step(node))?;
            let found = body.found;
            notes.extend(found);
        }
    }
    let xml = container
        .part(main)?
        .ok_or_else(|| super::truncated(format!("is damaged: its part {main} is missing")))?;
    let mut body = Body::new(&mut shared, &notes, limits);
    walk(main, &xml, &limits, |node| body.step(node))?;
    body.blocks.finish()
}

#[derive(Default)]
struct Paragraph {
    properties: Properties,
    text: String,
    /// Its end is deleted: it goes on in the next paragraph.
    goes_on: bool,
}

/// The state of the walk through a body or a part of notes.
struct Body<'s> {
    shared: &'s mut Shared,
    notes: &'s HashMap<String, String>,
    blocks: Blocks,
    /// Paragraphs that are open: those of a text box stand inside another.
    paragraphs: Vec<Paragraph>,
    /// Text of paragraphs whose end is deleted.
    carried: String,
    /// Elements open inside one that is left out, itself included.
    skip: usize,
    /// Property elements that are open.
    properties: usize,
    in_text: bool,
    hidden: bool,
    row_deleted: bool,
    /// The note being read.
    note: Option<String>,
    found: Vec<(String, String)>,
}

impl<'s> Body<'s> {
    fn new(shared: &'s mut Shared, notes: &'s HashMap<String, String>, limits: Limits) -> Self {
        Body {
            shared,
            notes,
            blocks: Blocks::new(limits),
            paragraphs: Vec::new(),
            carried: String::new(),
            skip: 0,
            properties: 0,
            in_text: false,
            hidden: false,
            row_deleted: false,
            note: None,
            found: Vec::new(),
        }
    }

    fn step(&mut self, node: Node<'_>) -> Result<(), NotText> {
        match node {
            Node::Open(_) if self.skip > 0 => self.skip += 1,
            Node::Close(_) if self.skip > 0 => self.skip -= 1,
            Node::Open(tag) if self.properties > 0 => self.property(tag),
            Node::Open(tag) => self.open(tag)?,
            Node::Close(name) => self.close(name)?,
            Node::Text(text) if self.in_text && !self.hidden && self.skip == 0 => {
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
            "pPrChange" | "rPrChange" | "trPrChange" => self.skip = 1,
            "del" | "moveFrom" => {
                self.row_deleted |= self.paragraphs.is_empty();
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.goes_on = true;
                }
            }
            "vanish" => {
                let off = attribute(tag, "val").is_some_and(|v| v == "0" || v == "false");
                self.hidden = !off;
            }
            _ => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties.look(tag);
                }
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), NotText> {
        match tag.local_name().as_ref() {
            // What was deleted or moved away, and the second copy of a text
            // box for programs that do not know the first.
            "del" | "moveFrom" | "Fallback" => self.skip = 1,
            "pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" | "sectPr" => self.properties += 1,
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.hidden = false,
            "t" => self.in_text = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tbl" => self.blocks.open_table(),
            "tr" => self.blocks.open_row()?,
            "tc" => self.blocks.open_cell(),
            name @ ("footnoteReference" | "endnoteReference") => {
                let id = attribute(tag, "id").unwrap_or_default();
                let key = format!("{} {id}", name.trim_end_matches("Reference"));
                if let Some(note) = self.notes.get(&key) {
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
                let within_run = name == "rPr" && self.properties == 1;
                self.hidden &= within_run;
                self.properties = self.properties.saturating_sub(1);
            }
            "t" => self.in_text = false,
            "r" => self.hidden = false,
            "p" => self.end_paragraph()?,
            "tr" => {
                if std::mem::take(&mut self.row_deleted) {
                    self.blocks.drop_row();
                }
                self.blocks.close_row()?;
            }
            "tbl" => self.blocks.close_table()?,
            "footnote" | "endnote" => {
                let text = std::mem::take(&mut self.blocks).finish()?;
                self.found.extend(self.note.take().map(|key| (key, text)));
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
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
        if text.trim().is_empty() {
            return Ok(());
        }
        let properties = self.shared.complete(paragraph.properties);
        let list = properties.list.filter(|list| list != "0");
        let marker = list.and_then(|list| {
            let level = properties.level.unwrap_or(0);
            self.shared.numbering.next(&list, level)
        });
        match (properties.heading, marker) {
            (Some(level), Some(marker)) if marker != "-" => {
                let text = format!("{marker} {}", text.trim());
                self.blocks.put(Kind::Heading(level), &text)
            }
            (Some(level), _) => self.blocks.put(Kind::Heading(level), &text),
            // Numbered paragraphs of minutes are no list.
            (None, Some(marker)) if marker.starts_with('§') => {
                let text = format!("{marker} {}", text.trim());
                self.blocks.put(Kind::Paragraph, &text)
            }
            (None, Some(marker)) => self.blocks.put(Kind::Item(marker), &text),
            (None, None) => self.blocks.put(Kind::Paragraph, &text),
        }
    }
}
