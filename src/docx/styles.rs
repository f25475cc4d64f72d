//! The styles of a document: our own, or those of a template with ours where it
//! has none of that name. Word knows built-in styles by their names, which are
//! English in every file ("heading 1"); their ids are the template's language's
//! ("Rubrik1").

use crate::decode::NotText;
use crate::formats::{Node, attribute, walk};
use crate::lang::Lang;
use crate::limits::Limits;
use std::collections::BTreeMap;

/// Our styles, one a line.
const OWN: &str = include_str!("styles.xml");
const END: &str = "</w:styles>";

/// The styles that a document is written with.
pub(super) struct Styles {
    /// The part.
    pub(super) xml: String,
    /// Our ids that are others here.
    ids: BTreeMap<&'static str, String>,
    marks_language: bool,
    items_need_a_mark: bool,
}

/// A style of a template.
#[derive(Default)]
struct Found {
    id: String,
    name: String,
    kind: String,
    default: bool,
}

impl Styles {
    /// Our own.
    pub(super) fn own(language: Lang) -> Self {
        Styles {
            xml: OWN.replacen(
                "w:val=\"sv-SE\"",
                &format!("w:val=\"{}\"", language.tag()),
                1,
            ),
            ids: BTreeMap::new(),
            marks_language: false,
            items_need_a_mark: false,
        }
    }

    /// Those of a template, and ours where it has none; `numbered` if its lists
    /// come with it.
    pub(super) fn over(
        theirs: &str,
        numbered: bool,
        language: Lang,
        limits: &Limits,
    ) -> Result<Self, NotText> {
        let Some(end) = theirs.rfind(END) else {
            return Err(unknown());
        };
        let (found, languages) = read(theirs, limits)?;
        let has = |id: &str| found.iter().any(|style| style.id == id);
        let mut styles = Styles {
            xml: String::new(),
            ids: BTreeMap::new(),
            marks_language: languages.first().is_none_or(|tag| tag != language.tag()),
            items_need_a_mark: false,
        };
        let mut added = Vec::new();
        for line in OWN.lines().filter(|line| line.starts_with("<w:style ")) {
            let (Some(id), Some(kind), Some(name)) = (
                between(line, "w:styleId=\""),
                between(line, "w:type=\""),
                between(line, "<w:name w:val=\""),
            ) else {
                continue;
            };
            let default = line.contains("w:default=\"1\"");
            let same = |style: &&Found| {
                let named = style.name.eq_ignore_ascii_case(name);
                style.kind == kind && (named || default && style.default)
            };
            if let Some(known) = found.iter().find(same) {
                styles.ids.insert(id, known.id.clone());
                continue;
            }
            if id == "ListBullet" {
                styles.items_need_a_mark = numbered;
            }
            if has(id) {
                styles.ids.insert(id, format!("Remiss{id}"));
            }
            added.push((id, line));
        }
        styles.xml = theirs[..end].to_owned();
        for (id, line) in added {
            let line = styles.renamed(id, line, numbered);
            styles.xml.push_str(&line);
        }
        styles.xml.push_str(&theirs[end..]);
        styles.xml = in_language(&styles.xml, language.tag());
        Ok(styles)
    }

    /// A style of ours with the ids that hold here. It is no default beside
    /// another, and names no list where the lists are the template's.
    fn renamed(&self, id: &str, line: &str, numbered: bool) -> String {
        let mut line = line.replacen(
            &format!("w:styleId=\"{id}\""),
            &format!("w:styleId=\"{}\"", self.id(id)),
            1,
        );
        for element in ["basedOn", "next"] {
            let open = format!("<w:{element} w:val=\"");
            if let Some(old) = between(&line, &open).map(str::to_owned) {
                let new = format!("{open}{}\"", self.id(&old));
                line = line.replacen(&format!("{open}{old}\""), &new, 1);
            }
        }
        if numbered {
            line = line.replace("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", "");
        }
        line
    }

    /// What a style of ours is called here.
    pub(super) fn id<'s>(&'s self, ours: &'s str) -> &'s str {
        self.ids.get(ours).map_or(ours, String::as_str)
    }

    /// The styles are not of the document's language: each run says its own.
    pub(super) fn marks_language(&self) -> bool {
        self.marks_language
    }

    /// No style here puts a mark before one of a list.
    pub(super) fn items_need_a_mark(&self) -> bool {
        self.items_need_a_mark
    }
}

/// Styles that say that they are of another language say ours: what is written
/// in them is.
fn in_language(xml: &str, tag: &str) -> String {
    const OPEN: &str = "<w:lang ";
    const VALUE: &str = "w:val=\"";
    let mut said = String::with_capacity(xml.len());
    let mut pieces = xml.split(OPEN);
    said.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        said.push_str(OPEN);
        let end = piece.find('>').unwrap_or(piece.len());
        let value = piece[..end].find(VALUE).map(|at| at + VALUE.len());
        let value = value.and_then(|from| Some((from, from + piece[from..].find('"')?)));
        match value {
            Some((from, to)) => {
                said.push_str(&piece[..from]);
                said.push_str(tag);
                said.push_str(&piece[to..]);
            }
            None => said.push_str(piece),
        }
    }
    said
}

fn unknown() -> NotText {
    NotText::new(
        "has styles in a form that is not known",
        "open it in Word and save it again as .docx",
    )
}

/// Styles and the languages of the defaults.
fn read(xml: &str, limits: &Limits) -> Result<(Vec<Found>, Vec<String>), NotText> {
    const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    if xml.contains("<!DOCTYPE") || !xml.contains(TRANSITIONAL) {
        return Err(unknown());
    }
    let (mut found, mut languages): (Vec<Found>, Vec<String>) = Default::default();
    let (mut style, mut defaults) = (false, false);
    walk("styles.xml", xml, limits, |node| {
        match node {
            Node::Open(tag) => {
                let text = |name| attribute(tag, name).unwrap_or_default();
                match tag.local_name().as_ref() {
                    "docDefaults" => defaults = true,
                    "lang" if defaults => languages.extend(attribute(tag, "val")),
                    "style" => {
                        style = true;
                        found.push(Found {
                            id: text("styleId"),
                            kind: text("type"),
                            default: matches!(&*text("default"), "1" | "true" | "on"),
                            name: String::new(),
                        });
                    }
                    "name" if style => {
                        if let Some(last) = found.last_mut().filter(|one| one.name.is_empty()) {
                            last.name = text("val");
                        }
                    }
                    _ => {}
                }
            }
            Node::Close("docDefaults") => defaults = false,
            Node::Close("style") => style = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok((found, languages))
}

/// What stands between an opening and the next quotation mark.
fn between<'t>(text: &'t str, open: &str) -> Option<&'t str> {
    let from = text.find(open)? + open.len();
    let end = text[from..].find('"')?;
    Some(&text[from..from + end])
}
