//! The parts of a document put into one file, each named where the format wants
//! it named. The same document gives the same bytes.

use super::body::{Body, body};
use super::model::Document;
use super::notes;
use super::page::Page;
use super::styles::Styles;
use super::template::Template;
use super::typed;
use super::xml::Xml;
use crate::limits::Limits;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

pub(super) const OFFICE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
pub(super) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part of the file.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Where it stands: "word/styles.xml".
    pub(super) name: String,
    /// Its content type.
    pub(super) kind: String,
    pub(super) bytes: Vec<u8>,
    /// How the main part calls it, and as what: "styles".
    pub(super) relation: Option<(String, &'static str)>,
}

impl Part {
    fn of_main(name: &str, relation: &'static str, xml: String) -> Self {
        Part {
            name: format!("word/{name}.xml"),
            kind: format!("{WORD}.{name}+xml"),
            bytes: xml.into_bytes(),
            relation: Some((format!("rId{relation}"), relation)),
        }
    }
}

/// The document as a file.
pub fn write(document: &Document, template: Option<&Template>) -> io::Result<Vec<u8>> {
    let limits = Limits::default();
    let numbered = template.is_some_and(|template| template.numbering.is_some());
    let styles = match template.map(|template| &template.styles) {
        Some(theirs) => Styles::over(theirs, numbered, document.language, &limits)
            .map_err(|told| io::Error::other(told.what))?,
        None => Styles::own(document.language),
    };
    let page = template.map_or_else(Page::default, |template| template.page.clone());
    let body = body(document, &styles, &page);
    zipped(&parts(document, &body, &styles, template))
}

fn parts(
    document: &Document,
    body: &Body<'_>,
    styles: &Styles,
    template: Option<&Template>,
) -> Vec<Part> {
    let language = document.language;
    let mut parts = vec![
        Part {
            name: "word/document.xml".to_owned(),
            kind: format!("{WORD}.document.main+xml"),
            bytes: body.xml.clone().into_bytes(),
            relation: None,
        },
        Part::of_main("styles", "styles", styles.xml.clone()),
        Part::of_main("settings", "settings", notes::settings(language)),
        Part::of_main(
            "footnotes",
            "footnotes",
            notes::footnotes(&body.notes, language, styles),
        ),
        Part::of_main(
            "numbering",
            "numbering",
            template
                .and_then(|template| template.numbering.clone())
                .unwrap_or_else(notes::numbering),
        ),
    ];
    if !body.comments.is_empty() {
        let xml = notes::comments(&body.comments, language, styles);
        parts.push(Part::of_main("comments", "comments", xml));
    }
    let own_foot = template.is_none_or(|template| template.own_foot);
    if own_foot {
        let mut foot = Part::of_main("footer", "footer", notes::foot(document, styles));
        foot.relation = Some(("rIdFoot".to_owned(), "footer"));
        parts.push(foot);
    }
    parts.extend(
        template
            .into_iter()
            .flat_map(|template| template.parts.iter().cloned()),
    );
    // What somebody types beside the fields is told from what stood there.
    if body.xml.contains("<w:sdt>") {
        parts.push(Part {
            name: typed::PART.to_owned(),
            kind: "application/xml".to_owned(),
            bytes: typed::written(&body.xml).into_bytes(),
            relation: Some(("rIdWritten".to_owned(), "customXml")),
        });
    }
    parts.push(Part {
        name: "docProps/core.xml".to_owned(),
        kind: "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        bytes: notes::core(document).into_bytes(),
        relation: None,
    });
    parts
}

fn zipped(parts: &[Part]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut put = |name: &str, bytes: &[u8]| -> io::Result<()> {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(bytes)
    };
    put("[Content_Types].xml", content_types(parts).as_bytes())?;
    put("_rels/.rels", package_relations().as_bytes())?;
    put("word/_rels/document.xml.rels", relations(parts).as_bytes())?;
    for part in parts {
        put(&part.name, &part.bytes)?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

fn content_types(parts: &[Part]) -> String {
    let mut xml = Xml::document();
    let names = format!("{PACKAGE}/content-types");
    xml.open("Types", &[("xmlns", &names)]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    for (ending, kind) in [("rels", relations), ("xml", "application/xml")] {
        let fields = [("Extension", ending), ("ContentType", kind)];
        xml.empty("Default", &fields);
    }
    // Relations of a template's heads are told by their ending.
    for part in parts.iter().filter(|part| !part.name.ends_with(".rels")) {
        let name = format!("/{}", part.name);
        let fields = [("PartName", name.as_str()), ("ContentType", &part.kind)];
        xml.empty("Override", &fields);
    }
    xml.finish()
}

fn package_relations() -> String {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    let main = format!("{OFFICE}/officeDocument");
    listed([
        ("rId1", main.as_str(), "word/document.xml"),
        ("rId2", &core, "docProps/core.xml"),
    ])
}

/// What the main part calls, from the folder it stands in.
fn relations(parts: &[Part]) -> String {
    let called = parts.iter().filter_map(|part| {
        let (id, kind) = part.relation.as_ref()?;
        let name = match part.name.strip_prefix("word/") {
            Some(name) => name.to_owned(),
            None => format!("../{}", part.name),
        };
        Some((id, format!("{OFFICE}/{kind}"), name))
    });
    let called: Vec<_> = called.collect();
    listed(
        called
            .iter()
            .map(|(id, kind, name)| (id.as_str(), kind.as_str(), name.as_str())),
    )
}

/// Relations: how each is called, its kind, where it leads.
pub(super) fn listed<'a>(all: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let mut xml = Xml::document();
    let names = format!("{PACKAGE}/relationships");
    xml.open("Relationships", &[("xmlns", &names)]);
    for (id, kind, target) in all {
        let fields = [("Id", id), ("Type", kind), ("Target", target)];
        xml.empty("Relationship", &fields);
    }
    xml.finish()
}
