//! What is written in the figures of a Word document, which have parts of their
//! own (SmartArt), and which figures hold what is not read. Knows no text.

use super::relations::Relations;
use crate::decode::NotText;
use crate::formats::container::Container;
use crate::formats::xml::{Node, attribute, walk};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// The lines of each figure, by the name it has in the document.
pub(super) type Figures = HashMap<String, Vec<String>>;

/// Reads the figures that a part names. One that is damaged is left out.
pub(super) fn read(
    container: &mut Container<'_>,
    relations: &Relations,
) -> Result<Figures, NotText> {
    let mut figures = Figures::new();
    for (id, part) in relations.of_kind("diagramData") {
        if let Some(xml) = container.part(&part)? {
            let mut figure = Figure::default();
            let whole = walk(&part, &xml, &container.limits, |node| {
                figure.step(node);
                Ok(())
            });
            figures.extend(whole.ok().map(|()| (id, figure.lines)));
        }
    }
    Ok(figures)
}

/// The kind of figure is a picture, or holds paragraphs as the body does, or
/// has lines of its own.
pub(super) fn is_known(tag: &BytesStart<'_>) -> bool {
    const KNOWN: [&str; 6] = [
        "picture",
        "diagram",
        "lockedCanvas",
        "wordprocessingShape",
        "wordprocessingGroup",
        "wordprocessingCanvas",
    ];
    let kind = attribute(tag, "uri").unwrap_or_default();
    KNOWN.contains(&kind.rsplit('/').next().unwrap_or(""))
}

#[derive(Default)]
struct Figure {
    lines: Vec<String>,
    line: String,
    in_paragraph: bool,
    in_text: bool,
    /// The point that is open shows its prompt.
    shows_prompt: bool,
}

impl Figure {
    fn step(&mut self, node: Node<'_>) {
        match node {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "p" => self.in_paragraph = true,
                // A point's text and its words are both called so.
                "t" => self.in_text = self.in_paragraph,
                "br" => self.line.push(' '),
                "pt" => self.shows_prompt = false,
                "prSet" => {
                    let prompt = attribute(tag, "phldr");
                    self.shows_prompt = prompt.is_some_and(|is| is != "0" && is != "false");
                }
                _ => {}
            },
            Node::Close("t") => self.in_text = false,
            Node::Close("p") => {
                self.in_paragraph = false;
                let line = std::mem::take(&mut self.line);
                if !line.trim().is_empty() {
                    self.lines.push(line);
                }
            }
            Node::Text(text) if self.in_text && !self.shows_prompt => self.line.push_str(text),
            _ => {}
        }
    }
}
