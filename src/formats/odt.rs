//! OpenDocument texts: the head of the first page and the body as accepted, with
//! its notes. Other running heads and comments are left out. Knows ODF, not
//! containers.

mod heads;
mod styles;

use super::Taken;
use super::blocks::{Blocks, numbered};
use super::container::Container;
use super::numbering::Counter;
use super::unread::{self, Struck};
use super::xml::{Node, attribute, number, push_collapsed, walk};
use super::{encrypted, truncated};
use crate::decode::{self, Decoded, NotText};
use crate::limits::Limits;
use heads::Heads;
use quick_xml::events::BytesStart;
use std::collections::HashMap;
use styles::{OUTLINE, Styles};

const CONTENT: &str = "content.xml";

/// The container is an OpenDocument text.
pub(super) fn is_text(container: &mut Container<'_>) -> Result<bool, NotText> {
    let kind = container.part("mimetype")?.unwrap_or_default();
    Ok(kind.starts_with("application/vnd.oasis.opendocument.text"))
}

/// What the document says.
pub(super) fn read(container: &mut Container<'_>) -> Result<Taken, NotText> {
    let manifest = container.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|xml| xml.contains("encryption-data")) {
        return Err(encrypted());
    }
    let limits = container.limits;
    let mut body = Body::new(limits);
    if let Some(xml) = container.part("styles.xml")? {
        walk("styles.xml", &xml, &limits, |node| body.step(node))?;
    }
    let xml = container
        .part(CONTENT)?
        .ok_or_else(|| truncated(format!("is damaged: its part {CONTENT} is missing")))?;
    walk(CONTENT, &xml, &limits, |node| body.step(node))?;
    body.finish()
}

/// The file is an OpenDocument text in one piece of XML, which holds what the
/// container has in parts.
pub(super) fn is_flat(head: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"<")
        && has(b"<office:document")
        && has(b"\"application/vnd.oasis.opendocument.text\"")
}

/// What a document says that is one piece of XML.
pub(super) fn read_flat(bytes: &[u8], limits: &Limits) -> Result<Taken, NotText> {
    let Decoded { text, notes, .. } = decode::decode(bytes)?;
    let mut body = Body::new(*limits);
    walk("office:document", &text, limits, |node| body.step(node))?;
    let mut taken = body.finish()?;
    taken.notes.splice(0..0, notes);
    Ok(taken)
}

#[derive(Default)]
struct Paragraph {
    heading: Option<u8>,
    text: String,
    /// The number of a heading, where it stands in no list.
    number: Option<String>,
    hidden: bool,
    /// Lists that are open around it.
    lists: usize,
}

/// A list that is open; one inside another counts on a level of its own.
struct List {
    style: Option<String>,
    counter: Counter,
    /// The next paragraph opens an item.
    at_item: bool,
    /// The number it begins with, if it says so.
    from: Option<usize>,
}

/// The state of the walk through the content.
#[derive(Default)]
struct Body {
    blocks: Blocks,
    /// Paragraphs that are open: those of a frame stand inside another.
    paragraphs: Vec<Paragraph>,
    heads: Heads,
    /// What was open where a note or a head interrupts.
    around: Vec<(Blocks, Vec<List>)>,
    lists: Vec<List>,
    /// The parts that are pictures, in the order of their use.
    pictures: Vec<String>,
    styles: Styles,
    /// The numbers that headings reached.
    outline: Counter,
    /// The counters a style reached, for a list that goes on.
    reached: HashMap<String, Counter>,
    /// Elements open inside one that is left out, itself included.
    skip: usize,
    /// It is left out for being struck out.
    skips_struck: bool,
    struck: Struck,
    /// Charts and objects of other programs.
    figures: usize,
}

impl Body {
    fn new(limits: Limits) -> Self {
        Body {
            blocks: Blocks::new(limits),
            ..Body::default()
        }
    }

    fn step(&mut self, node: Node<'_>) -> Result<(), NotText> {
        match node {
            Node::Open(_) if self.skip > 0 => self.skip += 1,
            Node::Close(_) if self.skip > 0 => {
                self.skip -= 1;
                self.skips_struck &= self.skip > 0;
            }
            Node::Open(tag) if self.leaves_out(tag) => self.skip = 1,
            Node::Open(tag) if self.strikes(tag) => (self.skip, self.skips_struck) = (1, true),
            Node::Open(tag) => self.open(tag)?,
            Node::Close(name) => self.close(name)?,
            Node::Text(text) if self.skip > 0 => {
                if self.skips_struck {
                    self.struck.leave_out(text);
                }
            }
            Node::Text(text) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let text = self.struck.read(text, &paragraph.text);
                    push_collapsed(&mut paragraph.text, text);
                }
            }
        }
        Ok(())
    }

    /// What follows stands apart from what is open.
    fn step_aside(&mut self) {
        let lists = std::mem::take(&mut self.lists);
        self.around.push((self.blocks.take(), lists));
    }

    /// What stood apart, if something did.
    fn step_back(&mut self) -> Result<Option<String>, NotText> {
        let Some((blocks, lists)) = self.around.pop() else {
            return Ok(None);
        };
        self.lists = lists;
        let apart = std::mem::replace(&mut self.blocks, blocks);
        apart.finish().map(Some)
    }

    /// The first piece of the text says of which kind the first page is.
    fn begin(&mut self, tag: &BytesStart<'_>) {
        if self.around.is_empty() {
            let family = match tag.local_name().as_ref() {
                "table" => "table",
                _ => "paragraph",
            };
            self.heads.begin(|| self.styles.page(family, tag));
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), NotText> {
        if matches!(tag.local_name().as_ref(), "p" | "h" | "table") {
            self.begin(tag);
        }
        match tag.local_name().as_ref() {
            "p" => self.paragraphs.push(Paragraph {
                lists: self.lists.len(),
                ..Paragraph::default()
            }),
            "h" => self.open_heading(tag),
            // It hides the paragraph that it stands in.
            "hidden-paragraph" if is_hidden(tag) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.hidden = true;
                }
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
                    list.from = number(tag, "start-value");
                }
            }
            "object" | "object-ole" => self.figures += 1,
            "image" if self.around.is_empty() => self.pictures.extend(attribute(tag, "href")),
            "note-body" => self.step_aside(),
            "master-page" => self.heads.page(tag),
            "header" | "header-first" => {
                self.heads.open(tag);
                self.step_aside();
            }
            "table" => self.blocks.open_table(),
            "table-header-rows" => self.blocks.show_table(true),
            "table-row" => self.blocks.open_row()?,
            "table-cell" | "covered-table-cell" => {
                self.blocks.open_cell();
                if self.styles.draws_lines(tag) {
                    self.blocks.show_table(true);
                }
            }
            _ => self.styles.define(tag),
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), NotText> {
        match name {
            "p" | "h" => self.end_paragraph()?,
            "list" => {
                if let Some(List { style, counter, .. }) = self.lists.pop() {
                    let outer = self.lists.last_mut();
                    match (outer.filter(|outer| outer.style == style), style) {
                        (Some(outer), _) => outer.counter = counter,
                        (None, Some(style)) => {
                            self.reached.insert(style, counter);
                        }
                        (None, None) => {}
                    }
                }
            }
            "note-body" => {
                let hidden = self.paragraphs.last().is_some_and(|p| p.hidden);
                if let Some(note) = self.step_back()?.filter(|_| !hidden) {
                    let anchor = self.blocks.note(&note)?;
                    self.push(&anchor);
                }
            }
            "header" | "header-first" => {
                if let Some(head) = self.step_back()? {
                    self.heads.close(head);
                }
            }
            "table-row" => self.blocks.close_row()?,
            "table" => self.blocks.close_table()?,
            "style" => self.styles.end_style(),
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
            from: None,
        });
    }

    fn open_heading(&mut self, tag: &BytesStart<'_>) {
        let level = number(tag, "outline-level").unwrap_or(1).max(1);
        let counts = self.lists.is_empty()
            && attribute(tag, "is-list-header").is_none_or(|is| is != "true")
            && !self.styles.unnumbered(tag);
        let levels = self.styles.list(OUTLINE).filter(|_| counts);
        let from = number(tag, "start-value");
        let number = levels.and_then(|levels| {
            self.outline
                .next(|at| levels.get(at), level - 1, from)
                .filter(|marker| marker != "-")
        });
        self.paragraphs.push(Paragraph {
            heading: Some(level.min(6) as u8),
            number,
            lists: self.lists.len(),
            ..Paragraph::default()
        });
    }

    /// The marker of the item that a paragraph opens.
    fn marker(&mut self) -> Option<String> {
        let level = self.lists.len().checked_sub(1)?;
        let list = self.lists.last_mut()?;
        if !std::mem::take(&mut list.at_item) {
            return None;
        }
        let (style, from) = (list.style.as_ref(), list.from.take());
        match style.and_then(|style| self.styles.list(style)) {
            Some(levels) => list.counter.next(|at| levels.get(at), level, from),
            None => Some("-".to_owned()),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), NotText> {
        let Some(paragraph) = self.paragraphs.pop() else {
            return Ok(());
        };
        if paragraph.hidden || paragraph.text.trim().is_empty() {
            return Ok(());
        }
        // A frame in an item leaves the item its marker.
        let around = self.paragraphs.last().map_or(0, |around| around.lists);
        let marker = if paragraph.lists > around {
            self.marker()
        } else {
            None
        };
        let marker = marker.or(paragraph.number);
        let (kind, text) = numbered(paragraph.heading, marker, &paragraph.text);
        self.blocks.put(kind, &text)
    }

    fn finish(self) -> Result<Taken, NotText> {
        let notes = [unread::figures(self.figures), self.struck.note()];
        Ok(Taken {
            links_to_papers: false,
            text: self.blocks.finish_under(self.heads.of_first_page())?,
            notes: notes.into_iter().flatten().collect(),
            pictures: self.pictures,
        })
    }

    fn strikes(&self, tag: &BytesStart<'_>) -> bool {
        match tag.local_name().as_ref() {
            "span" => self.styles.strikes("text", tag),
            "p" | "h" => self.styles.strikes("paragraph", tag),
            _ => false,
        }
    }

    /// Deleted and hidden text, comments, running heads, prompts of a form,
    /// what describes a picture, and the picture.
    fn leaves_out(&self, tag: &BytesStart<'_>) -> bool {
        match tag.local_name().as_ref() {
            "tracked-changes" | "annotation" | "note-citation" | "binary-data" => true,
            "header-left" | "footer" | "footer-left" | "footer-first" => true,
            "placeholder" => true,
            "content-control" => {
                attribute(tag, "showing-place-holder").is_some_and(|shows| shows == "true")
            }
            "header" | "header-first" => {
                attribute(tag, "display").is_some_and(|display| display == "false")
            }
            "title" | "desc" => tag.name().as_ref().starts_with("svg:"),
            "section" => match attribute(tag, "display").as_deref() {
                Some("none") => true,
                Some("condition") => is_hidden(tag),
                _ => false,
            },
            "hidden-text" => is_hidden(tag),
            "span" => self.styles.hides("text", tag),
            "p" | "h" => self.styles.hides("paragraph", tag),
            _ => false,
        }
    }
}

/// Its condition held when the document was saved.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "is-hidden").is_some_and(|hidden| hidden == "true")
}
