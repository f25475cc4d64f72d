//! A project of qualitative analysis, read back: every place, every reference.

use crate::{project, stdout};
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An element as it was read.
#[derive(Clone, Debug)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        if self.name == name {
            found.push(self);
        }
        self.children
            .iter()
            .for_each(|child| child.all(name, found));
    }

    fn named(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }
}

fn parse(xml: &str) -> Element {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut open = vec![Element {
        name: String::new(),
        attributes: BTreeMap::new(),
        text: String::new(),
        children: Vec::new(),
    }];
    let begun = |tag: &quick_xml::events::BytesStart<'_>| Element {
        name: tag.name().as_ref().to_owned(),
        attributes: tag
            .attributes()
            .map(|one| {
                let one = one.unwrap();
                let name = one.key.as_ref().to_owned();
                let value = one.value.clone().into_owned();
                (
                    name,
                    quick_xml::escape::unescape(&value).unwrap().into_owned(),
                )
            })
            .collect(),
        text: String::new(),
        children: Vec::new(),
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => open.push(begun(&tag)),
            Event::Empty(tag) => open.last_mut().unwrap().children.push(begun(&tag)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => {
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::GeneralRef(name) => {
                let name = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&name).unwrap().into_owned();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::Eof => return open.remove(0).children.remove(0),
            _ => {}
        }
    }
}

struct Project {
    root: Element,
    texts: BTreeMap<String, String>,
}

fn read(bytes: Vec<u8>) -> Project {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut texts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        texts.insert(file.name().unwrap().into_owned(), text);
    }
    let root = parse(&texts.remove("project.qde").unwrap());
    Project { root, texts }
}

fn export(papers: &str, more: &[&str]) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("projekt.qdpx");
    let out = path.display().to_string();
    stdout(
        &[&["export", "all", "--in", papers, "-o", &out][..], more].concat(),
        0,
    );
    std::fs::read(path).unwrap()
}

impl Project {
    /// The passages of a source: text, and the names of the codes on it.
    fn passages(&self, source: &Element) -> Vec<(String, Vec<String>)> {
        let codes: BTreeMap<&str, &str> = self
            .root
            .named("Code")
            .iter()
            .map(|code| (code.get("guid"), code.get("name")))
            .collect();
        let file = source
            .get("plainTextPath")
            .replace("internal://", "sources/");
        let text: Vec<char> = self.texts[&file].chars().collect();
        let selections = source.named("PlainTextSelection").into_iter();
        selections
            .map(|selection| {
                let [start, end] = ["startPosition", "endPosition"]
                    .map(|name| selection.get(name).parse::<usize>().unwrap());
                let names = selection.named("CodeRef").into_iter();
                let names = names.map(|code| codes[code.get("targetGUID")].to_owned());
                (text[start..end].iter().collect(), names.collect())
            })
            .collect()
    }
}

#[test]
fn everything_that_is_named_is_there_once() {
    let corpus = project("corpus").display().to_string();
    let bytes = export(&corpus, &[]);
    assert_eq!(
        bytes,
        export(&corpus, &["--threads", "1"]),
        "the same bytes"
    );
    let project = read(bytes);
    assert_eq!(project.root.name, "Project");
    assert_eq!(project.root.get("name"), "projekt");
    assert_eq!(project.root.get("xmlns"), "urn:QDA-XML:project:1.0");
    let order: Vec<&str> = project
        .root
        .children
        .iter()
        .map(|part| part.name.as_str())
        .collect();
    assert_eq!(order, ["Users", "CodeBook", "Sources", "Notes"]);
    let mut known = BTreeSet::new();
    for name in [
        "User",
        "Code",
        "TextSource",
        "PlainTextSelection",
        "Coding",
        "Note",
    ] {
        let all = project.root.named(name);
        assert!(!all.is_empty(), "{name}");
        for one in all {
            let id = one.get("guid");
            assert!(id.len() == 36 && known.insert(id.to_owned()), "{name} {id}");
        }
    }
    for (name, attribute) in [
        ("CodeRef", "targetGUID"),
        ("NoteRef", "targetGUID"),
        ("TextSource", "creatingUser"),
        ("Coding", "creatingUser"),
        ("Note", "creatingUser"),
        ("Project", "creatingUserGUID"),
    ] {
        for one in project.root.named(name) {
            assert!(known.contains(one.get(attribute)), "{name}");
        }
    }
    // The schema's order within a selection, and what may be coded is.
    for selection in project.root.named("PlainTextSelection") {
        let parts: Vec<&str> = selection
            .children
            .iter()
            .map(|part| part.name.as_str())
            .collect();
        assert!(parts.is_sorted(), "{parts:?}");
    }
    let sources = project.root.named("TextSource");
    assert_eq!(sources.len(), project.texts.len());
}

#[test]
fn passages_are_the_sentences_that_positions_rest_on() {
    let corpus = project("corpus").display().to_string();
    let read = read(export(&corpus, &[]));
    let rows = stdout(&["positions", "--in", &corpus, "--format", "json"], 0);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).unwrap();
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    for source in read.root.named("TextSource") {
        for (text, codes) in read.passages(source) {
            assert_eq!(text.trim(), text);
            told.extend(codes.iter().map(|code| (bare(&text), code.clone())));
        }
    }
    let mut quotes = 0;
    for row in &rows {
        for evidence in row["evidence"].as_array().unwrap() {
            quotes += 1;
            let quote = bare(evidence["quote"].as_str().unwrap());
            let area = row["focus_area_name"].as_str().unwrap();
            assert!(told.contains(&(quote, area.to_owned())), "{evidence}");
        }
    }
    assert!(quotes > 50);
    // Asks have memos.
    let notes = read.root.named("Note");
    assert!(
        notes
            .iter()
            .any(|note| note.children[0].text.contains("begär ändring"))
    );
    let codes: BTreeSet<&str> = read
        .root
        .named("Code")
        .iter()
        .map(|code| code.get("name"))
        .collect();
    for name in [
        "Områden",
        "Ställningstaganden",
        "Begäran",
        "Remissinstanser",
        "Textslag",
    ] {
        assert!(codes.contains(name), "{name}");
    }
}

#[test]
fn letters_of_any_size_are_counted_as_one() {
    let dir = tempfile::tempdir().unwrap();
    let text = "\u{feff}Protokoll 3/2024\r\nfört vid Kulturnämndens sammanträde den 7 maj 2024\r\n\r\n\
         § 4 Remiss av program för läsning 😀🇸🇪\r\n\r\nBeslut\r\n\r\nNämnden tillstyrker förslaget <b>&amp;\r\n";
    std::fs::write(dir.path().join("å \"&<.txt"), text).unwrap();
    let read = read(export(&dir.path().display().to_string(), &["--all"]));
    let source = read.root.named("TextSource")[0];
    let passages = read.passages(source);
    assert!(
        passages.iter().any(|(text, codes)| {
            text.starts_with("Nämnden tillstyrker") && codes.contains(&"Kulturnämnden".to_owned())
        }),
        "{passages:?}"
    );
    assert_eq!(source.get("name"), "å \"&<.txt");
}

#[test]
fn one_table_is_no_project() {
    let corpus = project("corpus").display().to_string();
    let output = crate::remiss(&["export", "asks", "--in", &corpus, "-o", "x.qdpx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("export all"));
}
