//! What styles and list definitions of a Word document say of a paragraph:
//! its level as a heading, its number. Knows no text.

use super::numbering::{Level, Numbering};
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
}

#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    pub(super) heading: Option<u8>,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
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
        walk("styles.xml", xml, limits, |node| {
            match node {
                Node::Open(tag) if tag.local_name().as_ref() == "style" => {
                    open = attribute(tag, "styleId").map(|id| (id, Style::default()));
                }
                Node::Open(tag) => {
                    if let Some((_, style)) = &mut open {
                        style.look(tag);
                    }
                }
                Node::Close("style") => self.styles.extend(open.take()),
                _ => {}
            }
            Ok(())
        })
    }

    pub(super) fn read_numbering(&mut self, xml: &str, limits: &Limits) -> Result<(), NotText> {
        let (mut shared, mut list) = (None, None);
        let numbering = &mut self.numbering;
        walk("numbering.xml", xml, limits, |node| {
            let Node::Open(tag) = node else { return Ok(()) };
            let value = || attribute(tag, "val");
            let level = shared
                .as_ref()
                .and_then(|id| numbering.levels.get_mut(id))
                .and_then(|levels: &mut Vec<Level>| levels.last_mut());
            match (tag.local_name().as_ref(), level) {
                ("abstractNum", _) => {
                    shared = attribute(tag, "abstractNumId");
                    let id = shared.clone().unwrap_or_default();
                    numbering.levels.insert(id, Vec::new());
                }
                ("num", _) => (list, shared) = (attribute(tag, "numId"), None),
                ("abstractNumId", _) => {
                    if let (Some(list), Some(id)) = (list.take(), value()) {
                        numbering.lists.insert(list, id);
                    }
                }
                ("lvl", _) => {
                    let levels = shared.as_ref().and_then(|id| numbering.levels.get_mut(id));
                    if let Some(levels) = levels {
                        levels.push(Level::default());
                    }
                }
                ("start", Some(level)) => level.start = number(tag, "val").unwrap_or(1),
                ("numFmt", Some(level)) => level.format = value().unwrap_or_default(),
                ("lvlText", Some(level)) => level.pattern = value().unwrap_or_default(),
                _ => {}
            }
            Ok(())
        })
    }

    /// A paragraph's properties, completed from its styles.
    pub(super) fn complete(&self, mut properties: Properties) -> Properties {
        let mut style = properties.style.clone();
        // Styles can be based on each other in a circle.
        for _ in 0..20 {
            let Some(found) = style.and_then(|id| self.styles.get(&id)) else {
                break;
            };
            let inherited = &found.properties;
            properties.heading = properties.heading.or(inherited.heading);
            properties.list = properties.list.or_else(|| inherited.list.clone());
            properties.level = properties.level.or(inherited.level);
            style = found.based_on.clone();
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
            _ => self.properties.look(tag),
        }
    }
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
