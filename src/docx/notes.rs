//! The parts beside the text: notes at the foot of a page, remarks in the
//! margin, the foot itself, lists, settings, properties.

use super::body::NAMESPACES;
use super::model::{Comment, Document};
use super::styles::Styles;
use super::xml::Xml;
use crate::lang::Lang;

/// Notes numbered from 1; Word wants the two lines that part them from the text
/// among them.
pub(super) fn footnotes(notes: &[&str], language: Lang, styles: &Styles) -> String {
    let mut xml = Xml::document();
    xml.open("w:footnotes", &NAMESPACES);
    for (id, kind, line) in [
        ("-1", "separator", "w:separator"),
        ("0", "continuationSeparator", "w:continuationSeparator"),
    ] {
        xml.inside("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
            xml.inside("w:p", &[], |xml| {
                xml.inside("w:r", &[], |xml| xml.empty(line, &[]));
            });
        });
    }
    let reference = styles.id("FootnoteReference");
    for (id, words) in (1..).zip(notes) {
        let id: u32 = id;
        xml.inside("w:footnote", &[("w:id", &id.to_string())], |xml| {
            xml.inside("w:p", &[], |xml| {
                style(xml, styles.id("FootnoteText"));
                xml.inside("w:r", &[], |xml| {
                    xml.inside("w:rPr", &[], |xml| xml.value("w:rStyle", reference));
                    xml.empty("w:footnoteRef", &[]);
                });
                run(xml, &format!(" {}", one_line(words)), language, styles);
            });
        });
    }
    xml.finish()
}

/// Remarks numbered from 0.
pub(super) fn comments(comments: &[&Comment], language: Lang, styles: &Styles) -> String {
    let mut xml = Xml::document();
    xml.open("w:comments", &NAMESPACES);
    for (id, comment) in (0..).zip(comments) {
        let id: u32 = id;
        let words = comment.author.split_whitespace();
        let initials: String = words.filter_map(|word| word.chars().next()).collect();
        let whose = [
            ("w:id", &*id.to_string()),
            ("w:author", &comment.author),
            ("w:initials", &initials),
        ];
        xml.inside("w:comment", &whose, |xml| {
            for (at, line) in comment.text.lines().chain(empty(&comment.text)).enumerate() {
                xml.inside("w:p", &[], |xml| {
                    style(xml, styles.id("CommentText"));
                    if at == 0 {
                        xml.inside("w:r", &[], |xml| {
                            xml.inside("w:rPr", &[], |xml| {
                                xml.value("w:rStyle", styles.id("CommentReference"));
                            });
                            xml.empty("w:annotationRef", &[]);
                        });
                    }
                    run(xml, line, language, styles);
                });
            }
        });
    }
    xml.finish()
}

/// A remark without words has a paragraph all the same.
fn empty(text: &str) -> Option<&'static str> {
    text.is_empty().then_some("")
}

/// What runs along at the foot: the title, the page and how many there are.
pub(super) fn foot(document: &Document, styles: &Styles) -> String {
    let page = match document.language {
        Lang::Sv => "s. ",
        Lang::En => "p. ",
    };
    let mut xml = Xml::document();
    xml.open("w:ftr", &NAMESPACES);
    xml.open("w:p", &[]);
    style(&mut xml, styles.id("Footer"));
    let words = format!("{} · {page}", one_line(&document.title));
    let language = document.language;
    run(&mut xml, &words, language, styles);
    let field = |xml: &mut Xml, name: &str| {
        xml.inside("w:fldSimple", &[("w:instr", name)], |xml| {
            run(xml, "1", language, styles);
        });
    };
    field(&mut xml, " PAGE ");
    run(&mut xml, " (", language, styles);
    field(&mut xml, " NUMPAGES ");
    run(&mut xml, ")", language, styles);
    xml.finish()
}

/// One list, with dashes.
pub(super) fn numbering() -> String {
    let mut xml = Xml::document();
    xml.open("w:numbering", &NAMESPACES);
    xml.inside("w:abstractNum", &[("w:abstractNumId", "0")], |xml| {
        xml.value("w:multiLevelType", "singleLevel");
        xml.inside("w:lvl", &[("w:ilvl", "0")], |xml| {
            xml.value("w:start", "1");
            xml.value("w:numFmt", "bullet");
            xml.value("w:lvlText", "–");
            xml.value("w:lvlJc", "left");
            xml.inside("w:pPr", &[], |xml| {
                xml.empty("w:ind", &[("w:left", "357"), ("w:hanging", "357")]);
            });
        });
    });
    xml.inside("w:num", &[("w:numId", "1")], |xml| {
        xml.value("w:abstractNumId", "0");
    });
    xml.finish()
}

/// How Word treats the document.
pub(super) fn settings(language: Lang) -> String {
    let mut xml = Xml::document();
    xml.open("w:settings", &NAMESPACES);
    xml.value("w:defaultTabStop", "1304");
    xml.value("w:autoHyphenation", "true");
    xml.value("w:characterSpacingControl", "doNotCompress");
    xml.inside("w:footnotePr", &[], |xml| {
        xml.empty("w:footnote", &[("w:id", "-1")]);
        xml.empty("w:footnote", &[("w:id", "0")]);
    });
    xml.inside("w:compat", &[], |xml| {
        let word = "http://schemas.microsoft.com/office/word";
        let mode = [
            ("w:name", "compatibilityMode"),
            ("w:uri", word),
            ("w:val", "15"),
        ];
        xml.empty("w:compatSetting", &mode);
    });
    xml.value("w:themeFontLang", language.tag());
    xml.value("w:decimalSymbol", ",");
    xml.value("w:listSeparator", ";");
    xml.finish()
}

/// What the document says of itself. The time at which it was made is left
/// out: it would make every file another.
pub(super) fn core(document: &Document) -> String {
    let mut xml = Xml::document();
    let names = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.open("cp:coreProperties", &names);
    for (name, value) in [
        ("dc:title", document.title.as_str()),
        ("dc:subject", &document.subject),
        ("dc:creator", "remiss"),
        ("dc:language", document.language.tag()),
    ] {
        xml.inside(name, &[], |xml| xml.text(&one_line(value)));
    }
    xml.finish()
}

fn style(xml: &mut Xml, id: &str) {
    xml.inside("w:pPr", &[], |xml| xml.value("w:pStyle", id));
}

fn run(xml: &mut Xml, words: &str, language: Lang, styles: &Styles) {
    xml.inside("w:r", &[], |xml| {
        if styles.marks_language() {
            xml.inside("w:rPr", &[], |xml| xml.value("w:lang", language.tag()));
        }
        xml.inside("w:t", &[("xml:space", "preserve")], |xml| xml.text(words));
    });
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
}
