//! OpenDocument texts: the body as accepted, with its notes. Running heads
//! and comments are left out. Knows ODF, not containers.

use super::blocks::{Blocks, Kind};
use super::container::Container;
use super::numbering::{Counter, LEVELS, Level};
use super::xml::{Node, attribute, number, push_collapsed, walk};
use super::{encrypted, truncated};
use crate::decode::NotText;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

const CONTENT: &str = "content.xml";

/// The container is an OpenDocument text.
pub(super) fn is_text(container: &mut Container<'_>) -> Result<bool, NotText> {
    let kind = container.part("mimetype")?.unwrap_or_default();
    Ok(kind.starts_with("application/vnd.oasis.opendocument.text"))
}

/// The text of the document.
pub(super) fn read(container: &mut Container<'_>) -> Result<String, NotText> {
    let manifest = container.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|xml| xml.contains("encryption-data")) {
        return Err(encrypted());
    }
    let limits = container.limits;
    let mut body = Body {
        blocks: Blocks::new(limits),
        ..Body::default()
    };
    if let Some(xml) = container.part("styles.xml")? {
        walk("styles.xml", &xml, &limits, |node| {
            if let Node::Open(tag) = node {
                body.list_style(tag);
            }
            Ok(())
        })?;
    }
    let xml = container
        .part(CONTENT)?
        .ok_or_else(|| truncated(format!("is damaged: its part {CONTENT} is missing")))?;
    walk(CONTENT, &xml, &limits, |node| body.step(node))?;
    body.blocks.finish()
}

#[derive(Default)]
struct Paragraph {
    heading: Option<u8>,
    text: String,
}

/// A list that is open; one inside another counts on a level of its own.
struct List {
    style: Option<String>,
    counter: Counter,
    /// The next paragraph opens an item.
    at_item: bool,
}

/// The state of the walk through the content.
#[derive(Default)]
struct Body {
    blocks: Blocks,
    /// Paragraphs that are open: those of a frame stand inside another.
    paragraphs: Vec<Paragraph>,
    /// What was open where a note interrupts.
    around: Vec<Blocks>,
    lists: Vec<List>,
    styles: HashMap<String, Vec<Level>>,
    /// The list style being read.
    style: String,
    /// The counters a style reached, for a list that goes on.
    reached: HashMap<String, Counter>,
    /// Elements open inside one that is left out, itself included.
    skip: usize,
}

impl Body {
    fn step(&mut self, node: Node<'_>) -> Result<(), NotText> {
        match node {
            Node::Open(_) if self.skip > 0 => self.skip += 1,
            Node::Close(_) if self.skip > 0 => self.skip -= 1,
            Node::Open(tag) if left_out(tag) => self.skip = 1,
            Node::Open(tag) => self.open(tag)?,
            Node::Close(name) => self.close(name)?,
            Node::Text(text) if self.skip == 0 => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    push_collapsed(&mut paragraph.text, text);
                }
            }
            Node::Text(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), NotText> {
        match tag.local_name().as_ref() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "h" => {
                let level = number(tag, "outline-level").unwrap_or(1).clamp(1, 6);
                self.paragraphs.push(Paragraph {
                    heading: Some(level as u8),
                    text: String::new(),
                });
            }
            "s" => {
                let spaces = number(tag, "c").unwrap_or(1).min(16);
                self.push(&" ".repeat(spaces));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "list" => self.open_list(tag),
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.at_item = true;
                }
            }
            "note-body" => self.around.push(std::mem::take(&mut self.blocks)),
            "table" => self.blocks.open_table(),
            "table-row" => self.blocks.open_row()?,
            "table-cell" | "covered-table-cell" => self.blocks.open_cell(),
            _ => self.list_style(tag),
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), NotText> {
        match name {
            "p" | "h" => self.end_paragraph()?,
            "list" => {
                if let Some(List {
                    style: Some(style),
                    counter,
                    ..
                }) = self.lists.pop()
                {
                    self.reached.insert(style, counter);
                }
            }
            "note-body" => {
                let around = self.around.pop().unwrap_or_default();
                let note = std::mem::replace(&mut self.blocks, around).finish()?;
                let anchor = self.blocks.note(&note)?;
                self.push(&anchor);
            }
            "table-row" => self.blocks.close_row()?,
            "table" => self.blocks.close_table()?,
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn open_list(&mut self, tag: &BytesStart<'_>) {
        let outer = self.lists.last();
        let style = attribute(tag, "style-name").or_else(|| outer?.style.clone());
        let goes_on = attribute(tag, "continue-numbering").is_some_and(|v| v == "true")
            || attribute(tag, "continue-list").is_some();
        let counter = match (outer, &style) {
            (Some(outer), _) => outer.counter.clone(),
            (None, Some(style)) if goes_on => self.reached.get(style).cloned().unwrap_or_default(),
            _ => Counter::default(),
        };
        self.lists.push(List {
            style,
            counter,
            at_item: false,
        });
    }

    /// Notes how a list style numbers its levels.
    fn list_style(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        let bullet = match name.as_ref() {
            "list-style" => {
                self.style = attribute(tag, "name").unwrap_or_default();
                return;
            }
            "list-level-style-number" => false,
            "list-level-style-bullet" => true,
            _ => return,
        };
        let at = number(tag, "level").unwrap_or(1).clamp(1, LEVELS) - 1;
        let text = |name| attribute(tag, name).unwrap_or_default();
        let levels = self.styles.entry(self.style.clone()).or_default();
        if levels.len() <= at {
            levels.resize(at + 1, Level::default());
        }
        levels[at] = Level {
            format: if bullet {
                "bullet".to_owned()
            } else {
                text("num-format")
            },
            pattern: format!("{}%{}{}", text("num-prefix"), at + 1, text("num-suffix")),
            start: number(tag, "start-value").unwrap_or(1),
        };
    }

    /// The marker of the item that a paragraph opens.
    fn marker(&mut self) -> Option<String> {
        let level = self.lists.len().checked_sub(1)?;
        let list = self.lists.last_mut()?;
        if !std::mem::take(&mut list.at_item) {
            return None;
        }
        let levels = list.style.as_ref().and_then(|style| self.styles.get(style));
        match levels {
            Some(levels) => list.counter.next(levels, level),
            None => Some("-".to_owned()),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), NotText> {
        let Some(Paragraph { heading, text }) = self.paragraphs.pop() else {
            return Ok(());
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        let (marker, text) = (self.marker(), text.trim());
        match (heading, marker) {
            (Some(level), Some(marker)) if marker != "-" => self
                .blocks
                .put(Kind::Heading(level), &format!("{marker} {text}")),
            (Some(level), _) => self.blocks.put(Kind::Heading(level), text),
            (None, Some(marker)) if marker.starts_with('§') => self
                .blocks
                .put(Kind::Paragraph, &format!("{marker} {text}")),
            (None, Some(marker)) => self.blocks.put(Kind::Item(marker), text),
            (None, None) => self.blocks.put(Kind::Paragraph, text),
        }
    }
}

/// Deleted text, comments, what describes a picture, and the picture.
fn left_out(tag: &BytesStart<'_>) -> bool {
    match tag.local_name().as_ref() {
        "tracked-changes" | "annotation" | "note-citation" | "binary-data" => true,
        "title" | "desc" => tag.name().as_ref().starts_with("svg:"),
        "section" => attribute(tag, "display").is_some_and(|display| display == "none"),
        _ => false,
    }
}
