//! A Word document of somebody's own whose looks another takes over: styles,
//! lists, theme, heads and feet, margins. It is nobody's to trust: what leads
//! out of the file is left out, and nothing of its text is taken.

use super::package::{OFFICE, Part, WORD, listed};
use super::page::{Page, Reference};
use super::styles::Styles;
use crate::decode::NotText;
use crate::error::{Error, Result};
use crate::formats::{
    Container, Node, attribute, attribute_number, docx_main, docx_relations, walk,
};
use crate::lang::Lang;
use crate::limits::Limits;

/// The looks of a document.
pub struct Template {
    pub(super) styles: String,
    pub(super) numbering: Option<String>,
    /// Theme, heads, feet, their pictures.
    pub(super) parts: Vec<Part>,
    pub(super) page: Page,
    /// It has no foot: ours stands there.
    pub(super) own_foot: bool,
    left_out: Vec<String>,
}

/// Pictures that a head may hold, by the endings of their names.
const PICTURES: [(&str, &str); 5] = [
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("emf", "image/x-emf"),
];

impl Template {
    /// Reads a document of this name (.docx or .dotx) within limits.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self> {
        take(bytes, limits).map_err(|told| Error::new(told.what).cure(told.cure))
    }

    /// What of it is not taken over, a clause each.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }
}

fn take(bytes: &[u8], limits: &Limits) -> std::result::Result<Template, NotText> {
    let mut container = Container::open(bytes, *limits)?;
    let Some((main, xml)) = docx_main(&mut container)? else {
        return Err(NotText::new(
            "is no Word document",
            "give a .docx or .dotx as template",
        ));
    };
    let relations = docx_relations(&mut container, &main)?;
    let one = |kind: &str| {
        let mut of_kind = relations
            .iter()
            .filter(|one| one.kind == kind && !one.outside);
        of_kind.next().map(|one| path(&main, &one.target))
    };
    let Some(styles) = one("styles")
        .map(|name| container.part(&name))
        .transpose()?
        .flatten()
    else {
        return Err(NotText::new(
            "has no styles",
            "open it in Word and save it again",
        ));
    };
    // What is wrong with them is told now.
    Styles::over(&styles, false, Lang::default(), limits)?;
    let mut template = Template {
        styles,
        numbering: None,
        parts: Vec::new(),
        page: Page::default(),
        own_foot: true,
        left_out: Vec::new(),
    };
    if let Some(xml) = one("numbering")
        .map(|name| container.part(&name))
        .transpose()?
        .flatten()
    {
        template.numbering = template.alone("its lists", xml, limits)?;
    }
    if let Some(xml) = one("theme")
        .map(|name| container.part(&name))
        .transpose()?
        .flatten()
        && let Some(xml) = template.alone("its theme", xml, limits)?
    {
        template.parts.push(Part {
            name: "word/theme/theme1.xml".to_owned(),
            kind: "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
            bytes: xml.into_bytes(),
            relation: Some(("rIdTheme".to_owned(), "theme")),
        });
    }
    let named = template.read_page(&xml, limits)?;
    for (at, (head, of, id)) in named.into_iter().enumerate() {
        let Some(relation) = relations.iter().find(|one| one.id == id && !one.outside) else {
            continue;
        };
        let part = path(&main, &relation.target);
        template.running(&mut container, &part, at, head, of)?;
    }
    template.own_foot = !template.page.references.iter().any(|one| !one.head);
    if template.own_foot {
        template.page.references.extend(Page::default().references);
    }
    Ok(template)
}

impl Template {
    /// A part that names no other, if it does not.
    fn alone(
        &mut self,
        what: &str,
        xml: String,
        limits: &Limits,
    ) -> std::result::Result<Option<String>, NotText> {
        let mut names = xml.contains("<!DOCTYPE");
        walk(what, &xml, limits, |node| {
            if let Node::Open(tag) = node {
                names |= calls(tag);
            }
            Ok(())
        })?;
        if names {
            self.left_out
                .push(format!("{what} (with pictures of their own)"));
        }
        Ok((!names).then_some(xml))
    }

    /// Size and margins of the last section's pages, and which heads and feet it
    /// names.
    fn read_page(
        &mut self,
        xml: &str,
        limits: &Limits,
    ) -> std::result::Result<Vec<(bool, String, String)>, NotText> {
        let page = &mut self.page;
        page.references.clear();
        let mut named: Vec<(bool, String, String)> = Vec::new();
        walk("document.xml", xml, limits, |node| {
            let Node::Open(tag) = node else { return Ok(()) };
            let size = |name: &str, least: u32, most: u32| {
                let value = attribute_number(tag, name)?;
                u32::try_from(value)
                    .ok()
                    .map(|value| value.clamp(least, most))
            };
            let element = tag.local_name();
            match element.as_ref() {
                "headerReference" | "footerReference" => {
                    let head = element.as_ref() == "headerReference";
                    let of = attribute(tag, "type").unwrap_or_default();
                    let id = attribute(tag, "id").unwrap_or_default();
                    named.retain(|(other, pages, _)| (*other, pages) != (head, &of));
                    if matches!(&*of, "default" | "first" | "even") && named.len() < 6 {
                        named.push((head, of, id));
                    }
                }
                "pgSz" => {
                    if let (Some(w), Some(h)) = (size("w", 5000, 31680), size("h", 5000, 31680)) {
                        page.sides = [w.min(h), w.max(h)];
                    }
                }
                "pgMar" => {
                    for (place, name) in page
                        .margins
                        .iter_mut()
                        .zip(["top", "right", "bottom", "left"])
                    {
                        *place = size(name, 0, 4000).unwrap_or(*place);
                    }
                    for (place, name) in page.running.iter_mut().zip(["header", "footer"]) {
                        *place = size(name, 0, 4000).unwrap_or(*place);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(named)
    }

    /// Takes over a head or foot with its pictures; one that leads out of the
    /// file, or holds what is no picture, is left out.
    fn running(
        &mut self,
        container: &mut Container<'_>,
        part: &str,
        at: usize,
        head: bool,
        of: String,
    ) -> std::result::Result<(), NotText> {
        let Some(xml) = container.part(part)? else {
            return Ok(());
        };
        let mut odd = is_odd(part, &xml, &container.limits)?;
        let relations = docx_relations(container, part)?;
        let mut pictures = Vec::new();
        for relation in &relations {
            let ending = relation
                .target
                .rsplit('.')
                .next()
                .unwrap_or("")
                .to_lowercase();
            let kind = PICTURES.iter().find(|(known, _)| *known == ending);
            let (Some((_, kind)), "image", false) = (kind, &*relation.kind, relation.outside)
            else {
                odd = true;
                break;
            };
            let Some(bytes) = container.bytes(&path(part, &relation.target))? else {
                continue;
            };
            let name = format!("media/mall{at}_{}.{ending}", pictures.len());
            pictures.push((relation.id.clone(), name, *kind, bytes));
        }
        let what = if head { "header" } else { "footer" };
        if odd {
            self.left_out
                .push(format!("a {what} that holds more than text and pictures"));
            return Ok(());
        }
        let file = format!("mall_{what}{at}");
        let relation = format!("rIdMall{at}");
        if !pictures.is_empty() {
            let image = format!("{OFFICE}/image");
            let listed = listed(
                pictures
                    .iter()
                    .map(|(id, name, _, _)| (id.as_str(), image.as_str(), name.as_str())),
            );
            self.parts.push(Part {
                name: format!("word/_rels/{file}.xml.rels"),
                kind: String::new(),
                bytes: listed.into_bytes(),
                relation: None,
            });
        }
        self.parts
            .extend(pictures.into_iter().map(|(_, name, kind, bytes)| Part {
                name: format!("word/{name}"),
                kind: kind.to_owned(),
                bytes,
                relation: None,
            }));
        self.parts.push(Part {
            name: format!("word/{file}.xml"),
            kind: format!("{WORD}.{what}+xml"),
            bytes: xml.into_bytes(),
            relation: Some((relation.clone(), what)),
        });
        self.page.references.push(Reference { head, of, relation });
        Ok(())
    }
}

/// A head holds what it need not: objects, or fields that fetch something.
fn is_odd(part: &str, xml: &str, limits: &Limits) -> std::result::Result<bool, NotText> {
    const FETCH: [&str; 4] = ["INCLUDE", "LINK", "DDE", "IMPORT"];
    let (mut odd, mut fields) = (xml.contains("<!DOCTYPE"), String::new());
    let mut instruction = false;
    walk(part, xml, limits, |node| {
        match node {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "object" | "control" | "altChunk" => odd = true,
                "instrText" => instruction = true,
                "fldSimple" => fields.extend(attribute(tag, "instr")),
                _ => {}
            },
            Node::Close("instrText") => instruction = false,
            Node::Text(words) if instruction => fields.push_str(words),
            _ => {}
        }
        Ok(())
    })?;
    let fields = fields.to_uppercase();
    Ok(odd || FETCH.iter().any(|name| fields.contains(name)))
}

/// An element calls another part by a relation.
fn calls(tag: &quick_xml::events::BytesStart<'_>) -> bool {
    let mut attributes = tag.attributes();
    attributes.with_checks(false).flatten().any(|attribute| {
        let key = attribute.key.local_name();
        matches!(key.as_ref(), "embed" | "link" | "pict")
            || key.as_ref() == "id" && attribute.key.as_ref().starts_with("r:")
    })
}

/// Where a part stands that another names.
fn path(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => drop(folders.pop()),
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}
