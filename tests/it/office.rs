//! Small DOCX, ODT, HTML and PDF files as office programs write them.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// What a paper is made of.
#[derive(Debug)]
pub(crate) enum Block {
    Heading(usize, String),
    Item(String),
    Row(Vec<String>),
    Paragraph(String),
}

/// Narrowest and widest measure that the papers are set in, in letters.
const MEASURE: std::ops::Range<usize> = 60..100;

/// A text as its author wrote it before it was set: lines that were broken
/// for the page joined again, Markdown as headings, items and rows.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut before = None;
    for line in text.lines() {
        let words = line.replace("****", " ").replace("**", "");
        let words = words.trim();
        if words.is_empty() {
            before = None;
        } else if words.starts_with('#') {
            let level = words.bytes().take_while(|&b| b == b'#').count();
            blocks.push(Block::Heading(level, words[level..].trim().to_owned()));
            before = None;
        } else if words.contains('\t') {
            blocks.push(Block::Row(words.split('\t').map(str::to_owned).collect()));
            before = None;
        } else if let Some(item) = words.strip_prefix("- ").or(words.strip_prefix("• ")) {
            blocks.push(Block::Item(item.to_owned()));
            before = Some(line.trim());
        } else {
            let broken = before.is_some_and(|before| is_broken(before, line));
            match blocks.last_mut() {
                Some(Block::Paragraph(text) | Block::Item(text)) if broken => {
                    push(text, words);
                }
                _ => blocks.push(Block::Paragraph(words.to_owned())),
            }
            before = Some(line.trim());
        }
    }
    blocks
}

/// The typesetter, not the author, began a new line.
fn is_broken(before: &str, line: &str) -> bool {
    let (words, width) = (line.trim(), |text: &str| text.chars().count());
    let turned = line.starts_with(' '); // the page
    if words.starts_with('§')
        || words.starts_with(|c: char| c.is_ascii_digit()) && before.ends_with('.')
    {
        return false;
    }
    let goes_on = words.starts_with(|c: char| c.is_lowercase() || c == '(');
    if before.ends_with(['.', ':', '?']) && !goes_on {
        let next = words.split(' ').next().map_or(0, width);
        let fitted = width(before) + 1 + next < 80;
        return MEASURE.contains(&width(before)) && !fitted && !turned && width(words) > 40;
    }
    goes_on && width(before) < MEASURE.end || MEASURE.contains(&width(before))
}

fn push(text: &mut String, words: &str) {
    let next = words.split([' ', ',']).next().unwrap();
    let suspended = matches!(next, "och" | "eller" | "samt");
    if text.ends_with('-') && !suspended {
        if words.starts_with(char::is_lowercase) {
            text.pop();
        }
    } else {
        text.push(' ');
    }
    text.push_str(words);
}

/// The XML of text.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A container of these members.
pub(crate) fn container(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Egen"><w:name w:val="Egen rubrik"/><w:basedOn w:val="Rubrik2"/></w:style><w:style w:styleId="Rubrik2"><w:name w:val="Namnlös"/><w:basedOn w:val="Egen"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>"#;
const NOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>streck</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> Antogs 2015.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

/// A Word document with this XML as its body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// The same with more parts.
pub(crate) fn docx_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", NOTES),
    ];
    container(&[&parts[..], more].concat())
}

/// An OpenDocument text with this XML as its body.
pub(crate) fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    container(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
    ])
}

/// Text as RTF sets it: letters of Windows by number, others as Unicode.
fn rtf_words(text: &str) -> String {
    let mut rtf = String::new();
    for (at, c) in text.chars().enumerate() {
        match c {
            '\\' | '{' | '}' => rtf.extend(['\\', c]),
            '\t' => rtf.push_str("\\tab "),
            ' '..='~' => rtf.push(c),
            // Both ways are met in one file.
            _ if at % 2 == 0 && "åäöÅÄÖé".contains(c) => {
                rtf.push_str(&format!("\\'{:02x}", u32::from(c)));
            }
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    rtf.push_str(&format!("\\u{}?", *unit as i16));
                }
            }
        }
    }
    rtf
}

/// An RTF document around a body.
pub(crate) fn rtf(body: &str) -> Vec<u8> {
    let head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 heading 1;}{\s2\sbasedon1 Rubrik 2;}}{\*\generator Riched20}{\info{\title Dold}}{\footer Sidfot\par}";
    format!("{head}\r\n{body}}}").into_bytes()
}

/// A paper as RTF.
pub(crate) fn as_rtf(paper: &[Block]) -> Vec<u8> {
    let body = paper.iter().map(|block| match block {
        Block::Heading(level, text) => {
            format!(
                "\\pard\\outlinelevel{} {}\\par\r\n",
                level - 1,
                rtf_words(text)
            )
        }
        Block::Item(text) => format!("\\pard{{\\listtext\\'b7\\tab}}{}\\par\r\n", rtf_words(text)),
        Block::Row(cells) => {
            let cells = cells
                .iter()
                .map(|cell| format!("{}\\cell ", rtf_words(cell)));
            format!(
                "\\trowd\\pard\\intbl {}\\row\r\n",
                cells.collect::<String>()
            )
        }
        Block::Paragraph(text) => format!("\\pard {}\\par\r\n", rtf_words(text)),
    });
    rtf(&body.collect::<String>())
}

/// A run cut in two, as Word leaves them.
fn runs(text: &str) -> String {
    let cut = text.char_indices().nth(text.chars().count() / 2);
    let (left, right) = text.split_at(cut.map_or(0, |(at, _)| at));
    let run = |text| {
        format!(
            r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#,
            escaped(text)
        )
    };
    format!("{}{}", run(left), run(right))
}

/// A paper as a Word document.
pub(crate) fn as_docx(paper: &[Block]) -> Vec<u8> {
    let body = paper.iter().map(|block| match block {
        Block::Heading(level, text) => format!(
            r#"<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr>{}</w:p>"#,
            level - 1,
            runs(text)
        ),
        Block::Item(text) => format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>{}</w:p>"#,
            runs(text)
        ),
        Block::Row(cells) => {
            let cells = cells.iter().map(|cell| format!("<w:tc><w:p>{}</w:p></w:tc>", runs(cell)));
            format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.collect::<String>())
        }
        Block::Paragraph(text) => format!("<w:p>{}</w:p><w:p/>", runs(text)),
    });
    docx(&body.collect::<String>())
}

/// A paper as an OpenDocument text.
pub(crate) fn as_odt(paper: &[Block]) -> Vec<u8> {
    let body = paper.iter().map(|block| match block {
        Block::Heading(level, text) => format!(
            r#"<text:h text:outline-level="{level}">{}</text:h>"#,
            escaped(text)
        ),
        Block::Item(text) => format!(
            "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
            escaped(text)
        ),
        Block::Row(cells) => {
            let cells = cells.iter().map(|cell| {
                format!(
                    "<table:table-cell><text:p>{}</text:p></table:table-cell>",
                    escaped(cell)
                )
            });
            format!(
                "<table:table><table:table-row>{}</table:table-row></table:table>",
                cells.collect::<String>()
            )
        }
        Block::Paragraph(text) => format!("<text:p>{}</text:p>\n<text:p/>", escaped(text)),
    });
    odt(&body.collect::<String>())
}

/// A paper as a web page with menus around it.
pub(crate) fn as_html(paper: &[Block]) -> Vec<u8> {
    let body = paper.iter().map(|block| match block {
        Block::Heading(level, text) => format!("<h{level}>{}</h{level}>\n", escaped(text)),
        Block::Item(text) => format!("<ul><li>{}</ul>\n", escaped(text)),
        Block::Row(cells) => {
            let cells = cells
                .iter()
                .map(|cell| format!("<td>{}</td>", escaped(cell)));
            format!("<table><tr>{}</tr></table>\n", cells.collect::<String>())
        }
        Block::Paragraph(text) => {
            format!("<p>{}</p>\n", escaped(text).replacen(' ', "\n    ", 2))
        }
    });
    let body: String = body.collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Almvik</title></head><body>\
         <nav><ul><li>Start</ul></nav><main>{body}</main>\
         <footer>Box 1, Almvik</footer></body></html>"
    )
    .into_bytes()
}

/// A text set on pages with a head and a foot; tabs are columns of a table,
/// a line that starts with a space opens a page.
pub(crate) fn as_pdf(text: &str) -> Vec<u8> {
    let mut pages = vec![Vec::new()];
    let mut y = TOP;
    for line in text.lines() {
        let words = line.replace("****", " ").replace("**", "");
        let words = words.trim_end().trim_start_matches('#');
        if y < 80 || words.starts_with(' ') && !line.starts_with('#') && !words.trim().is_empty() {
            pages.push(Vec::new());
            y = TOP;
        }
        for line in wrapped(words.trim()) {
            for (at, cell) in line.split('\t').enumerate() {
                pages
                    .last_mut()
                    .unwrap()
                    .push((60 + 170 * at, y, cell.to_owned()));
            }
            y -= 12;
        }
        y -= if words.trim().is_empty() { 12 } else { 0 };
    }
    let count = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        page.push((60, 800, format!("Almviks stad, sida {} ({count})", at + 1)));
        page.push((60, 40, "Stadshuset, 992 00 Almvik".to_owned()));
    }
    pdf(&pages)
}

const TOP: i32 = 760;

fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        if !last.is_empty() && last.chars().count() + word.chars().count() > 94 {
            lines.push(word.to_owned());
        } else {
            let gap = if last.is_empty() { "" } else { " " };
            *last = format!("{last}{gap}{word}");
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A PDF with these pieces of text at these places, in a font whose codes say
/// which letters they are.
pub(crate) fn pdf(pages: &[Vec<(usize, i32, String)>]) -> Vec<u8> {
    let mut letters: Vec<char> = pages
        .iter()
        .flatten()
        .flat_map(|(_, _, t)| t.chars())
        .collect();
    letters.sort_unstable();
    letters.dedup();
    let code = |c: char| 0x21 + letters.binary_search(&c).unwrap();
    let meant = letters
        .iter()
        .map(|&c| format!("<{:02X}> <{:04X}>\n", code(c), u32::from(c)));
    let meant: String = meant.collect();
    let cmap = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n{} beginbfchar\n{meant}endbfchar\nendcmap end end",
        letters.len()
    );
    let kids: String = (0..pages.len())
        .map(|at| format!("{} 0 R ", 5 + 2 * at))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len()),
        format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [{}] /ToUnicode 4 0 R >>",
            "500 ".repeat(256)
        ),
        format!("<< /Length {} >>\nstream\n{cmap}\nendstream", cmap.len()),
    ];
    for (at, page) in pages.iter().enumerate() {
        let shown = page.iter().map(|(x, y, text)| {
            let codes: String = text.chars().map(|c| format!("{:02X}", code(c))).collect();
            format!("BT /F1 10 Tf {x} {y} Td <{codes}> Tj ET\n")
        });
        let shown: String = shown.collect();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            6 + 2 * at
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{shown}endstream",
            shown.len()
        ));
    }
    let objects: Vec<Vec<u8>> = objects.into_iter().map(String::into_bytes).collect();
    pdf_file(&objects)
}

/// A PDF of these objects, the first of which is the catalog.
pub(crate) fn pdf_file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let (size, places) = (objects.len() + 1, places.concat());
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}
