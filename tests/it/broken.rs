//! More than sixty broken and hostile files in one folder: each is named with
//! the reason, and the good ones among them are read.

use crate::office::{as_docx, as_odt, as_pdf, as_rtf, blocks, container, docx, odt, pdf, rtf};
use crate::remiss;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const PAPER: &str = "Protokoll 1/2024\nKulturnämnden 2024-01-02\n\n§ 1 Remiss av plan\n\nBeslut\n\nNämnden tillstyrker planen och överlämnar svaret till kommunstyrelsen.\n";

/// Name, content, and what must be told.
type Case = (&'static str, Vec<u8>, &'static str);

fn cut(bytes: &[u8], percent: usize) -> Vec<u8> {
    bytes[..bytes.len() * percent / 100].to_vec()
}

/// A container whose one part is of a kind, packed as given.
fn packed(name: &str, text: &[u8], others: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let others = others.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, text) in others.chain([(name, text)]) {
        zip.start_file(name, options).unwrap();
        zip.write_all(text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Bytes set at a distance from every header of a kind in a container.
fn marked(mut file: Vec<u8>, local: (usize, u8), central: (usize, u8)) -> Vec<u8> {
    for (sign, (distance, value)) in [(b"PK\x03\x04", local), (b"PK\x01\x02", central)] {
        let places: Vec<usize> = (0..file.len() - 4)
            .filter(|&at| file[at..].starts_with(sign))
            .collect();
        places.iter().for_each(|at| file[at + distance] = value);
    }
    file
}

fn texts() -> Vec<Case> {
    let wide: Vec<u8> = "�"
        .repeat(40)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        ("t01.txt", Vec::new(), "is empty"),
        ("t02.txt", vec![0; 4096], "NUL"),
        ("t03.txt", (0..=255).cycle().take(9000).collect(), "binary"),
        (
            "t04.txt",
            b"\x01\x02\x03\x04abc".repeat(9),
            "control characters",
        ),
        ("t05.txt", b"MZ\x90\0\x03\0\0\0".repeat(99), "NUL"),
        ("t06.txt", [&wide[..], &[0, 0, 1, 0]].concat(), "NUL"),
        ("t07.md", b"\x7FELF\x02\x01\x01\0\0\0".to_vec(), "NUL"),
        (
            "t08.txt",
            b"\n".repeat(2_000_001),
            "more than 2000000 lines",
        ),
        ("t09.txt", b"SQLite format 3\0".repeat(9), "NUL"),
        ("t10.txt", b" \t\r\n".repeat(9), "not recognised"),
    ]
}

fn pictures_and_old_files() -> Vec<Case> {
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    vec![
        ("p01.pdf", b"\xFF\xD8\xFF\xE0 JFIF".to_vec(), "is a scan"),
        ("p02.txt", b"\x89PNG\r\n\x1A\n....".to_vec(), "is a scan"),
        ("p03.docx", b"II*\0....".to_vec(), "is a scan"),
        ("p04.html", b"GIF89a....".to_vec(), "is a scan"),
        ("o01.doc", old.repeat(9), "old Office document"),
        ("o02.docx", [old, &locked[..]].concat(), "is encrypted"),
        ("o03.txt", old.to_vec(), "old Office document"),
    ]
}

fn office_files() -> Vec<Case> {
    let word = as_docx(&blocks(PAPER));
    let open = as_odt(&blocks(PAPER));
    let spaces = vec![b' '; 40 << 20];
    let relations = r#"<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let picture = r#"<Relationships><Relationship Id="p" Target="media/1.png"/></Relationships>"#;
    let kind = |kind| ("mimetype", kind);
    let text = kind("application/vnd.oasis.opendocument.text");
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    vec![
        ("d01.docx", cut(&word, 10), "is truncated"),
        ("d02.docx", cut(&word, 50), "is truncated"),
        ("d03.docx", cut(&word, 99), "is truncated"),
        ("d04.odt", cut(&open, 90), "is truncated"),
        (
            "d05.docx",
            docx("<w:p><w:r></w:p></w:r>"),
            "not well-formed",
        ),
        (
            "d06.docx",
            docx(&"<w:tbl>".repeat(100_000)),
            "more than 256 deep",
        ),
        ("d07.docx", docx("<w:p/>"), "holds no text"),
        (
            "d08.docx",
            container(&[("_rels/.rels", relations)]),
            "word/document.xml is missing",
        ),
        (
            "d09.docx",
            packed("word/document.xml", &spaces, &[("_rels/.rels", relations)]),
            "400 times its size",
        ),
        (
            "d10.docx",
            packed(
                "word/document.xml",
                b"\xFF\xFE\x00\xD8",
                &[("_rels/.rels", relations)],
            ),
            "not Unicode",
        ),
        (
            "d11.docx",
            packed(
                "word/document.xml",
                laughs.as_bytes(),
                &[("_rels/.rels", relations)],
            ),
            "holds no text",
        ),
        (
            "d12.docx",
            marked(word.clone(), (6, 1), (8, 1)),
            "is encrypted",
        ),
        (
            "d13.docx",
            marked(word, (8, 97), (10, 97)),
            "packed in a way",
        ),
        ("d14.odt", container(&[text]), "content.xml is missing"),
        (
            "d15.odt",
            container(&[text, ("META-INF/manifest.xml", "<encryption-data/>")]),
            "is encrypted",
        ),
        (
            "d16.odt",
            container(&[kind("application/vnd.oasis.opendocument.spreadsheet")]),
            "is a spreadsheet",
        ),
        (
            "d17.docx",
            container(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]),
            "is a spreadsheet",
        ),
        (
            "d18.docx",
            container(&[("[Content_Types].xml", ""), ("ppt/presentation.xml", "")]),
            "is a presentation",
        ),
        (
            "d19.odt",
            container(&[kind("application/epub+zip")]),
            "is an e-book",
        ),
        ("d20.odt", odt("<text:p>halv"), "not well-formed"),
        (
            "d21.odt",
            packed("content.xml", &spaces, &[text]),
            "400 times its size",
        ),
        (
            "d22.docx",
            container(&[
                ("[Content_Types].xml", ""),
                ("_rels/.rels", relations),
                (
                    "word/document.xml",
                    "<w:document><a:blip r:embed='p'/></w:document>",
                ),
                ("word/_rels/document.xml.rels", picture),
                ("word/media/1.png", ""),
            ]),
            "is a scan",
        ),
    ]
}

fn other_formats() -> Vec<Case> {
    let rich = as_rtf(&blocks(PAPER));
    vec![
        ("r01.rtf", cut(&rich, 60), "is truncated"),
        ("r02.rtf", rtf(""), "holds no text"),
        ("r03.rtf", b"{\\rtf1".repeat(100_000), "is truncated"),
        (
            "r04.rtf",
            b"{\\rtf1 "
                .iter()
                .copied()
                .chain(b"{".repeat(9_000_000))
                .collect(),
            "more than 8000000 elements",
        ),
        (
            "h01.html",
            b"<html><body></body></html>".to_vec(),
            "without text",
        ),
        (
            "h02.html",
            b"<html><script>document.write('svar')</script></html>".to_vec(),
            "without text",
        ),
        (
            "h03.html",
            [b"<html>".to_vec(), b"<b>".repeat(8_000_001)].concat(),
            "more than 8000000 elements",
        ),
        (
            "z01.zip",
            cut(&container(&[("a.txt", PAPER)]), 80),
            "is truncated",
        ),
        (
            "z02.zip",
            marked(container(&[("a.txt", PAPER)]), (6, 1), (8, 1)),
            "is encrypted",
        ),
        (
            "z03.zip",
            marked(container(&[("a.txt", PAPER)]), (8, 97), (10, 97)),
            "packed in a way",
        ),
        (
            "z04.zip",
            packed("a.txt", &vec![b' '; 65 << 20], &[]),
            "more than 64 MB",
        ),
        ("z05.zip", container(&[("../../t.txt", "\0\0\0")]), "NUL"),
    ]
}

/// A stream that unpacks to very much, or a chain of references.
fn pdfs() -> Vec<Case> {
    let good = as_pdf(&PAPER.repeat(30));
    let raw = |objects: &str| {
        format!("%PDF-1.5\n{objects}\ntrailer << /Root 1 0 R >>\n%%EOF").into_bytes()
    };
    let zlib = |bytes: &[u8]| {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(bytes).unwrap();
        zlib.finish().unwrap()
    };
    let bomb = zlib(&vec![b' '; 129 << 20]);
    let twice = zlib(&bomb);
    let stream = |bytes: &[u8], filter: &str| {
        let head = format!(
            "%PDF-1.5\n1 0 obj << /Length {} /Filter {filter} >> stream\n",
            bytes.len()
        );
        [head.as_bytes(), bytes, b"\nendstream endobj"].concat()
    };
    let swap = |from: &str, to: &str| {
        let good = String::from_utf8_lossy(&good);
        assert!(good.contains(from));
        good.replacen(from, to, 1).into_bytes()
    };
    let zeros = "0".repeat(64);
    let lock = format!(
        "/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{zeros}> /U <{zeros}> >> >>"
    );
    vec![
        ("f01.pdf", b"%PDF-1.7 ...".to_vec(), "PDF"),
        ("f02.txt", cut(&good, 2), "truncated"),
        ("f03.pdf", cut(&good, 50), "truncated"),
        ("f04.pdf", cut(&good, 98), "truncated"),
        (
            "f05.pdf",
            stream(&bomb, "/FlateDecode"),
            "unpacks to more than",
        ),
        (
            "f06.pdf",
            stream(&twice, "[/FlateDecode /FlateDecode]"),
            "unpacks to more than",
        ),
        ("f07.pdf", swap("/Root 1 0 R >>", &lock), "is encrypted"),
        (
            "f08.pdf",
            raw("1 0 obj << /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 9 >> endobj"),
            "PDF",
        ),
        (
            "f09.pdf",
            raw(
                "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Count 2147483647 /Kids [2 0 R 2 0 R] >> endobj",
            ),
            "truncated",
        ),
        ("f10.pdf", pdf(&[Vec::new()]), "without text"),
        ("f11.pdf", raw("1 0 obj 1 0 R endobj"), "PDF"),
        (
            "f12.pdf",
            [b"%PDF-1.7\n".to_vec(), b"[".repeat(3_000_000)].concat(),
            "PDF",
        ),
    ]
}

#[test]
fn sixty_broken_files_are_named_and_the_good_ones_read() {
    let (dir, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let cases = [
        texts(),
        pictures_and_old_files(),
        office_files(),
        other_formats(),
        pdfs(),
    ]
    .concat();
    assert!(cases.len() >= 60, "{}", cases.len());
    for (name, bytes, _) in &cases {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    // A hole costs no disk.
    let hole = std::fs::File::create(dir.path().join("hole.txt")).unwrap();
    hole.set_len(3 << 30).unwrap();
    let told = told(dir.path(), archive.path());
    let good = [
        ("good.txt", PAPER.replace("Kultur", "Idrotts").into_bytes()),
        ("good.pdf", as_pdf(&PAPER.replace("Kultur", "Trafik"))),
        (
            "good.docx",
            as_docx(&blocks(&PAPER.replace("Kultur", "Utbildnings"))),
        ),
        (
            "good.zip",
            container(&[("inre.txt", &PAPER.replace("Kultur", "Social"))]),
        ),
    ];
    for (name, reason) in cases
        .iter()
        .map(|(name, _, reason)| (*name, *reason))
        .chain([("hole.txt", "more than 64 MB")])
    {
        let lines = told
            .get(name)
            .unwrap_or_else(|| panic!("{name} is not named"));
        assert!(lines.contains(reason), "{name}, wanted {reason}: {lines}");
    }
    for (name, bytes) in good {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    self::told(dir.path(), archive.path());
    let archive = archive.path().to_str().unwrap();
    let found = remiss(&[
        "search",
        "tillstyrker",
        "--limit",
        "0",
        "--archive",
        archive,
    ]);
    let found = String::from_utf8(found.stdout).unwrap();
    for board in [
        "Idrottsnämnden",
        "Trafiknämnden",
        "Utbildningsnämnden",
        "Socialnämnden",
    ] {
        assert!(found.contains(board), "{board}: {found}");
    }
}

/// What an ingest tells of each file, in messages and notes.
fn told(dir: &Path, archive: &Path) -> BTreeMap<String, String> {
    let (dir, archive) = (dir.to_str().unwrap(), archive.to_str().unwrap());
    let output = remiss(&["ingest", dir, "--archive", archive, "--verbose"]);
    let messages = String::from_utf8(output.stderr).unwrap();
    assert!(!messages.contains("panicked"), "{messages}");
    assert_eq!(output.status.code(), Some(1), "{messages}");
    let table = String::from_utf8(output.stdout).unwrap();
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for line in messages.lines().chain(table.lines()) {
        let name = line.split([' ', ':', '/']).find(|part| {
            part.rsplit_once('.')
                .is_some_and(|(stem, _)| stem == "hole" || stem.len() == 3)
        });
        if let Some(name) = name {
            let lines = told.entry(name.to_owned()).or_default();
            lines.push_str(line);
            lines.push('\n');
        }
    }
    told
}
