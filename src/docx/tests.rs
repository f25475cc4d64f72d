//! What is written holds together, and is read back.

use super::*;
use crate::formats::{Container, Node, attribute, decode, walk};
use crate::limits::Limits;
use std::collections::BTreeMap;

fn field(key: &str, text: &str) -> Inline {
    Inline::Field(Field {
        key: key.to_owned(),
        title: "Kommentar".to_owned(),
        prompt: "Skriv här".to_owned(),
        text: text.to_owned(),
    })
}

fn cell(content: Vec<Inline>) -> Cell {
    vec![Paragraph {
        style: Style::Body,
        content,
    }]
}

fn sample() -> Document {
    let mut first = Section {
        landscape: true,
        ..Section::default()
    };
    first.plain(Style::Title, "Sammanställning <b> & mer");
    first.blocks.push(Block::Table(Table {
        title: "Svar".to_owned(),
        widths: vec![1, 3],
        head: vec!["Remissinstans".to_owned(), "Kommentar".to_owned()],
        rows: vec![
            Row {
                cells: vec![
                    cell(vec![Inline::Strong("Kulturnämnden".to_owned())]),
                    cell(vec![field("k1", "Två\nrader")]),
                ],
                marked: true,
            },
            Row {
                cells: vec![cell(vec![]), cell(vec![field("k2", "")])],
                marked: false,
            },
        ],
    }));
    let mut second = Section::default();
    second.heading(1, "Om förslaget");
    second.paragraph(
        Style::Body,
        vec![
            Inline::Text("Nämnden avstyrker.".to_owned()),
            Inline::Note("Yttrande, rad 3".to_owned()),
            Inline::Commented(
                "Alla".to_owned(),
                Comment {
                    author: "remiss".to_owned(),
                    text: "Nej: två.\nSe rad 4.".to_owned(),
                },
            ),
        ],
    );
    second.plain(Style::Item, "en punkt");
    Document {
        title: "Sammanställning <b>".to_owned(),
        sections: vec![first, second],
        ..Document::default()
    }
}

/// Names, values and text of a part, flat.
fn flat(bytes: &[u8], part: &str) -> String {
    let limits = Limits::default();
    let mut container = Container::open(bytes, limits).unwrap();
    let xml = container.part(part).unwrap().expect(part);
    let mut flat = String::new();
    walk(part, &xml, &limits, |node| {
        match node {
            Node::Open(tag) => {
                flat.push_str(&format!("<{}", tag.local_name().as_ref()));
                if let Some(value) = attribute(tag, "val") {
                    flat.push_str(&format!("={value}"));
                }
                flat.push('>');
            }
            Node::Close(_) => {}
            Node::Text(words) => flat.push_str(words),
        }
        Ok(())
    })
    .unwrap();
    flat
}

#[test]
fn a_document_is_read_back() {
    let bytes = write(&sample(), None).unwrap();
    let text = decode(&bytes, "x.docx", &Limits::default()).unwrap().text;
    assert!(text.contains("# Om förslaget"), "{text}");
    assert!(text.contains("Kulturnämnden\tTvå"), "{text}");
    assert!(!text.contains("Skriv här"), "{text}");
    assert!(text.contains("Yttrande, rad 3"), "{text}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let write = || write(&sample(), None).unwrap();
    assert_eq!(write(), write());
}

#[test]
fn what_is_written_in_fields_is_found_by_their_keys() {
    let bytes = write(&sample(), None).unwrap();
    let found = fields(&bytes, &Limits::default()).unwrap();
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|field| (field.key.as_str(), field.text.as_str()))
        .collect();
    assert_eq!(found, [("k1", "Två\nrader"), ("k2", "")]);
}

#[test]
fn heads_languages_notes_and_remarks_stand_where_word_looks() {
    let bytes = write(&sample(), None).unwrap();
    let main = flat(&bytes, "word/document.xml");
    assert!(main.contains("<tr><trPr><cantSplit><tblHeader>"), "{main}");
    assert_eq!(main.matches("<sectPr>").count(), 2, "{main}");
    assert!(
        main.contains("<pStyle=Heading1><r><t>Om förslaget"),
        "{main}"
    );
    assert!(main.ends_with("<pgMar>"), "{main}");
    let styles = flat(&bytes, "word/styles.xml");
    assert!(styles.contains("<lang=sv-SE>"), "{styles}");
    let notes = flat(&bytes, "word/footnotes.xml");
    assert!(notes.contains("Yttrande, rad 3"), "{notes}");
    let comments = flat(&bytes, "word/comments.xml");
    assert!(comments.contains("Nej: två."), "{comments}");
    assert!(flat(&bytes, "docProps/core.xml").contains("<title>Sammanställning <b>"));
}

/// Every part that a relation names is there and has a content type.
#[test]
fn every_part_is_named() {
    let bytes = write(&sample(), None).unwrap();
    let limits = Limits::default();
    let mut container = Container::open(&bytes, limits).unwrap();
    let types = container.part("[Content_Types].xml").unwrap().unwrap();
    let relations = container
        .part("word/_rels/document.xml.rels")
        .unwrap()
        .unwrap();
    let mut targets = BTreeMap::new();
    walk("rels", &relations, &limits, |node| {
        if let Node::Open(tag) = node
            && let Some(target) = attribute(tag, "Target")
        {
            let id = attribute(tag, "Id").unwrap();
            assert!(targets.insert(id, target).is_none());
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(targets.len(), 7);
    for target in targets.values() {
        let part = match target.strip_prefix("../") {
            Some(beside) => beside.to_owned(),
            None => format!("word/{target}"),
        };
        assert!(types.contains(&format!("PartName=\"/{part}\"")), "{part}");
        assert!(container.bytes(&part).unwrap().is_some(), "{part}");
    }
}

#[test]
fn a_template_gives_its_looks_by_the_names_of_its_styles() {
    let theirs = "<?xml version=\"1.0\"?><w:styles xmlns:w=\"http://schemas.openxmlformats.org/\
        wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"sv-SE\"/>\
        </w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" \
        w:styleId=\"Brdtext\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" \
        w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let mut parts = sample();
    parts.title = "Mall".to_owned();
    let own = write(&parts, None).unwrap();
    let template = rewritten(&own, "word/styles.xml", theirs);
    let template = Template::read(&template, &Limits::default()).unwrap();
    assert!(template.left_out().is_empty(), "{:?}", template.left_out());
    let bytes = write(&sample(), Some(&template)).unwrap();
    let main = flat(&bytes, "word/document.xml");
    assert!(
        main.contains("<pStyle=Rubrik1><r><t>Om förslaget"),
        "{main}"
    );
    assert!(main.contains("<pStyle=Brdtext><r><t>Nämnden"), "{main}");
    let styles = flat(&bytes, "word/styles.xml");
    assert!(
        styles.contains("<style><name=Title><basedOn=Brdtext>"),
        "{styles}"
    );
    let foot = "word/mall_footer0.xml";
    assert!(flat(&bytes, foot).contains("Mall"), "the template's foot");
}

#[test]
fn a_template_that_leads_out_is_not_followed() {
    let own = write(&sample(), None).unwrap();
    let foot = "<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:p><w:r><w:instrText> INCLUDEPICTURE \"http://x.test/a.png\" </w:instrText></w:r></w:p></w:ftr>";
    let template = rewritten(&own, "word/footer.xml", foot);
    let template = Template::read(&template, &Limits::default()).unwrap();
    assert_eq!(template.left_out().len(), 1);
    let bytes = write(&sample(), Some(&template)).unwrap();
    assert!(flat(&bytes, "word/footer.xml").contains("Sammanställning"));
    assert!(Template::read(b"PK\x03\x04", &Limits::default()).is_err());
}

/// The same file with another part.
fn rewritten(bytes: &[u8], name: &str, xml: &str) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..old.len() {
        let mut member = old.by_index(at).unwrap();
        let called = member.name().unwrap().to_string();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        new.start_file(called.as_str(), options).unwrap();
        let same = called != name;
        new.write_all(if same { &bytes } else { xml.as_bytes() })
            .unwrap();
    }
    new.finish().unwrap().into_inner()
}
