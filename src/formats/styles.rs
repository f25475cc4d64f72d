//! What styles and list definitions of a Word document say of a paragraph:
//! its level as a heading, its number, whether it is hidden or struck out; and of a table,
//! whether it is drawn. Knows no text.

use super::numbering::{LEVELS, Level, List, Numbering};
use super::xml::{Node, attribute, number, walk};
use crate::decode::NotText;
use crate::limits::Limits;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// What a style says of its paragraphs.
#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    properties: Properties,
    /// A table of this style has lines.
    lines: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    pub(super) heading: Option<u8>,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) marks: Marks,
}

/// What keeps text from being read, or does not: `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    hidden: Option<bool>,
    struck: Option<bool>,
}

impl Marks {
    pub(super) fn look(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "vanish" => self.hidden = Some(is_on(tag)),
            // By one line or by two.
            "strike" | "dstrike" => {
                self.struck = Some(is_on(tag) || self.struck.unwrap_or(false));
            }
            _ => {}
        }
    }

    /// These, and where they say nothing the others.
    pub(super) fn or(self, other: Marks) -> Marks {
        Marks {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
        }
    }

    pub(super) fn is_hidden(self) -> bool {
        self.hidden == Some(true)
    }

    pub(super) fn is_struck(self) -> bool {
        self.struck == Some(true)
    }
}

/// Parts that the body and the notes share.
#[derive(Default)]
pub(super) struct Shared {
    styles: HashMap<String, Style>,
    pub(super) numbering: Numbering,
}

impl Shared {
    pub(super) fn read_styles(&mut self, xml: &str, limits: &Limits) -> Result<(), NotText> {
        let mut open: Option<(String, Style)> = None;
        let mut borders = false;
        walk("styles.xml", xml, limits, |node| {
            match node {
                Node::Open(tag) if tag.local_name().as_ref() == "style" => {
                    open = attribute(tag, "styleId").map(|id| (id, Style::default()));
                }
                Node::Open(tag) => {
                    if let Some((_, style)) = &mut open {
                        style.lines |= borders && is_line(tag);
                        style.look(tag);
                    }
                    borders |= is_borders(tag.local_name().as_ref());
                }
                Node::Close("style") => self.styles.extend(open.take()),
                Node::Close(name) if is_borders(name) => borders = false,
                _ => {}
            }
            Ok(())
        })
    }

    pub(super) fn read_numbering(&mut self, xml: &str, limits: &Limits) -> Result<(), NotText> {
        let (mut shared, mut list, mut at) = (None, None, 0);
        let numbering = &mut self.numbering;
        walk("numbering.xml", xml, limits, |node| {
            let Node::Open(tag) = node else { return Ok(()) };
            let value = || attribute(tag, "val").unwrap_or_default();
            match tag.local_name().as_ref() {
                "abstractNum" => {
                    let id = attribute(tag, "abstractNumId").unwrap_or_default();
                    numbering.levels.insert(id.clone(), Vec::new());
                    (shared, list) = (Some(id), None);
                }
                "num" => {
                    let id = attribute(tag, "numId").unwrap_or_default();
                    numbering.lists.insert(id.clone(), List::default());
                    (shared, list) = (None, Some(id));
                }
                "lvlOverride" | "lvl" => {
                    at = number(tag, "ilvl").unwrap_or(0).min(LEVELS - 1);
                }
                _ => {}
            }
            let name = tag.local_name();
            let list = list.as_ref().and_then(|id| numbering.lists.get_mut(id));
            match (list, &shared) {
                (Some(list), _) => list.look(name.as_ref(), tag, at),
                (None, Some(id)) if name.as_ref() == "styleLink" => {
                    numbering.styles.insert(value(), id.clone());
                }
                (None, Some(id)) if name.as_ref() == "numStyleLink" => {
                    numbering.links.insert(id.clone(), value());
                }
                (None, Some(id)) => {
                    let levels = numbering.levels.entry(id.clone()).or_default();
                    if levels.len() <= at {
                        levels.resize(at + 1, Level::default());
                    }
                    levels[at].look(name.as_ref(), tag);
                }
                (None, None) => {}
            }
            Ok(())
        })
    }

    /// What a style says of reading its text.
    pub(super) fn marks(&self, style: Option<String>) -> Marks {
        let properties = Properties {
            style,
            ..Properties::default()
        };
        self.complete(properties).marks
    }

    /// Tables of a style have lines.
    pub(super) fn draws_lines(&self, style: &str) -> bool {
        self.family(Some(style)).any(|style| style.lines)
    }

    /// A style and those it is based on.
    fn family<'s>(&'s self, style: Option<&str>) -> impl Iterator<Item = &'s Style> + use<'s> {
        let found = style.and_then(|id| self.styles.get(id));
        let next = |style: &&'s Style| self.styles.get(style.based_on.as_ref()?);
        // Styles can be based on each other in a circle.
        std::iter::successors(found, next).take(20)
    }

    /// A paragraph's properties, completed from its styles.
    pub(super) fn complete(&self, mut properties: Properties) -> Properties {
        for Style {
            properties: inherited,
            ..
        } in self.family(properties.style.as_deref())
        {
            properties.heading = properties.heading.or(inherited.heading);
            properties.list = properties.list.or_else(|| inherited.list.clone());
            properties.level = properties.level.or(inherited.level);
            properties.marks = properties.marks.or(inherited.marks);
        }
        properties
    }
}

impl Style {
    fn look(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "basedOn" => self.based_on = attribute(tag, "val"),
            "name" => {
                let name = attribute(tag, "val").unwrap_or_default();
                self.properties.heading = level_by_name(&name).or(self.properties.heading);
            }
            "vanish" | "strike" | "dstrike" => self.properties.marks.look(tag),
            _ => self.properties.look(tag),
        }
    }
}

impl List {
    /// What a list has that the definition it shares has not.
    fn look(&mut self, name: &str, tag: &BytesStart<'_>, at: usize) {
        match name {
            "abstractNumId" => self.shared = attribute(tag, "val").unwrap_or_default(),
            "startOverride" => {
                self.restarts.insert(at, number(tag, "val").unwrap_or(1));
            }
            "lvl" => {
                self.levels.insert(at, Level::default());
            }
            _ => {
                let Some(level) = self.levels.get_mut(&at) else {
                    return;
                };
                level.look(name, tag);
                if name == "start" {
                    self.restarts.entry(at).or_insert(level.start);
                }
            }
        }
    }
}

impl Level {
    fn look(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val").unwrap_or_default();
        match name {
            "start" => self.start = number(tag, "val").unwrap_or(1),
            "numFmt" => self.format = value(),
            "lvlText" => self.pattern = value(),
            _ => {}
        }
    }
}

/// A property that is on unless it says that it is off.
pub(crate) fn is_on(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

/// The element holds the lines of a table or cell.
pub(super) fn is_borders(name: &str) -> bool {
    matches!(name, "tblBorders" | "tcBorders")
}

/// A line among them that is drawn.
pub(super) fn is_line(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_some_and(|value| !matches!(value.as_str(), "none" | "nil"))
}

/// The level of a heading by the name of its style.
pub(super) fn level_by_name(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    let level = ["heading ", "rubrik "]
        .iter()
        .find_map(|start| name.strip_prefix(start)?.parse::<u8>().ok());
    match level {
        Some(level @ 1..=9) => Some(level.min(6)),
        _ => (name == "title").then_some(1),
    }
}

impl Properties {
    pub(super) fn look(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "pStyle" => self.style = attribute(tag, "val"),
            "outlineLvl" => {
                let level = number(tag, "val").filter(|level| *level < 9);
                self.heading = level.map(|level| (level as u8 + 1).min(6));
            }
            "ilvl" => self.level = number(tag, "val"),
            "numId" => self.list = attribute(tag, "val"),
            _ => {}
        }
    }
}
