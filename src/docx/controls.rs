//! What people wrote into the fields of a document: read back by the fields'
//! keys, from whatever program saved it. Deleted text is not read; what stands
//! beside a field in its cell is told too, for some write there.

use crate::decode::NotText;
use crate::error::{Error, Result};
use crate::formats::{Container, Node, attribute, docx_main, is_on, walk};
use crate::limits::Limits;
use quick_xml::events::BytesStart;

/// A field as it was found in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What is written in it.
    pub text: String,
    /// What stands beside it in its cell of a table, if it is the only one there.
    pub beside: String,
}

/// The fields of a document in their order, each with what is written in it.
pub fn fields(bytes: &[u8], limits: &Limits) -> Result<Vec<Filled>> {
    take(bytes, limits).map_err(|told| Error::new(told.what).cure(told.cure))
}

fn take(bytes: &[u8], limits: &Limits) -> std::result::Result<Vec<Filled>, NotText> {
    let mut container = Container::open(bytes, *limits)?;
    let Some((_, xml)) = docx_main(&mut container)? else {
        return Err(NotText::new(
            "is no Word document",
            "give the .docx in which something was written",
        ));
    };
    let mut walker = Walker::default();
    walk("document.xml", &xml, limits, |node| {
        match node {
            Node::Open(tag) => walker.open(tag),
            Node::Close(name) => walker.close(name),
            Node::Text(words) => walker.text(words),
        }
        Ok(())
    })?;
    Ok(walker.found)
}

/// A control that is open.
#[derive(Default)]
struct Open {
    field: Filled,
    prompt: bool,
}

/// A cell that is open.
#[derive(Default)]
struct Cell {
    /// Where its fields begin among those found.
    from: usize,
    /// What stands in it beside them, before any and behind.
    beside: String,
}

#[derive(Default)]
struct Walker {
    found: Vec<Filled>,
    controls: Vec<Open>,
    cells: Vec<Cell>,
    in_text: bool,
}

impl Walker {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val").unwrap_or_default();
        match tag.local_name().as_ref() {
            "tc" => self.cells.push(Cell {
                from: self.found.len(),
                beside: String::new(),
            }),
            "sdt" => self.controls.push(Open::default()),
            "tag" => {
                if let Some(open) = self.controls.last_mut() {
                    open.field.key = value();
                }
            }
            "alias" => {
                if let Some(open) = self.controls.last_mut() {
                    open.field.title = value();
                }
            }
            "showingPlcHdr" => {
                if let Some(open) = self.controls.last_mut() {
                    open.prompt = is_on(tag);
                }
            }
            "t" => self.in_text = true,
            "br" | "cr" => self.push("\n"),
            "tab" => self.push("\t"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.push("\n"),
            "sdt" => {
                let Some(mut open) = self.controls.pop() else {
                    return;
                };
                if open.prompt {
                    open.field.text.clear();
                }
                open.field.text = trimmed(&open.field.text);
                if !open.field.key.is_empty() {
                    self.found.push(open.field);
                }
            }
            "tc" => self.cell_ends(),
            _ => {}
        }
    }

    fn cell_ends(&mut self) {
        let Some(cell) = self.cells.pop() else { return };
        if self.found.len() == cell.from + 1
            && let Some(field) = self.found.last_mut()
        {
            field.beside = trimmed(&cell.beside);
        }
    }

    fn text(&mut self, words: &str) {
        if self.in_text {
            self.push(words);
        }
    }

    fn push(&mut self, words: &str) {
        match (self.controls.last_mut(), self.cells.last_mut()) {
            (Some(open), _) => open.field.text.push_str(words),
            (None, Some(cell)) => cell.beside.push_str(words),
            (None, None) => {}
        }
    }
}

/// The lines without blank ends.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}
