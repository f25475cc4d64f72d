//! Pages that are pictures: how they are handed out, and what tesseract reads
//! off them where it is installed.

use crate::office::pdf_file;
use remiss::formats::{self, Picture};
use remiss::ingest::ocr::Tesseract;
use remiss::limits::Limits;
use std::cell::RefCell;

/// A document with one page for each content, on which /I is a picture of
/// this size, a byte a dot.
pub(crate) fn scanned(
    contents: &[&str],
    size: (usize, usize),
    dots: &[u8],
    entries: &str,
) -> Vec<u8> {
    let kids: String = (0..contents.len())
        .map(|at| format!("{} 0 R ", 5 + 2 * at))
        .collect();
    let (width, height) = size;
    let image = format!(
        "<< /Subtype /Image /Width {width} /Height {height} /Length {} {entries} >>\nstream\n",
        dots.len()
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {} /Kids [{kids}] /MediaBox [0 0 400 200] /Resources << /Font << /F1 3 0 R >> /XObject << /I 4 0 R >> >> >>", contents.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        [image.as_bytes(), dots, b"\nendstream"].concat(),
    ];
    for (at, shown) in contents.iter().enumerate() {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>",
            6 + 2 * at
        );
        let shown = format!("<< /Length {} >>\nstream\n{shown}\nendstream", shown.len());
        objects.extend([page.into_bytes(), shown.into_bytes()]);
    }
    pdf_file(&objects)
}

pub(crate) const GRAY: &str = "/ColorSpace /DeviceGray /BitsPerComponent 8";
pub(crate) const WHOLE: &str = "q 400 0 0 200 0 0 cm /I Do Q";

/// The pictures that are asked about, each read as "ord".
fn asked(file: &[u8]) -> (Vec<Picture>, remiss::decode::Decoded) {
    let seen = RefCell::new(Vec::new());
    let ocr = |picture: &Picture| {
        seen.borrow_mut().push(picture.clone());
        Some("ord på bild\n\u{C}".to_owned())
    };
    let limits = Limits::default();
    let found = formats::decode_with(file, "a.pdf", &limits, Some(&ocr)).unwrap();
    (seen.into_inner(), found)
}

#[test]
fn only_pages_that_are_pictures_are_handed_out() {
    let text = format!("BT /F1 10 Tf 20 100 Td ({}) Tj ET", "ord ".repeat(60));
    let file = scanned(&[&text, WHOLE, WHOLE], (2, 1), &[0, 255], GRAY);
    let (seen, found) = asked(&file);
    assert_eq!(
        seen.iter().map(|picture| picture.page).collect::<Vec<_>>(),
        [2, 3]
    );
    assert_eq!(
        found.notes,
        ["pages 2–3 were read by OCR: check citations against the pages"]
    );
    let pages: Vec<&str> = found.text.split('\u{C}').map(str::trim_end).collect();
    assert_eq!(pages[1..], ["ord på bild", "ord på bild"]);
    assert!(
        formats::decode(&file, "a.pdf", &Limits::default())
            .unwrap()
            .notes[0]
            .contains("pictures")
    );
}

/// Four dots, dark in one corner, wherever the page says that is.
#[test]
fn a_picture_is_handed_out_as_it_is_seen() {
    let dots = [0, 250, 200, 150];
    let corners = |contents: &str, entries: &str, dots: &[u8]| {
        let (seen, _) = asked(&scanned(&[contents], (2, 2), dots, entries));
        let head = seen[0]
            .file
            .splitn(4, |&c| c == b'\n')
            .last()
            .unwrap()
            .to_vec();
        let size = String::from_utf8_lossy(&seen[0].file);
        let size = size.lines().nth(1).unwrap().to_owned();
        let (wide, high) = size.split_once(' ').unwrap();
        let (wide, high): (usize, usize) = (wide.parse().unwrap(), high.parse().unwrap());
        let at = |x: usize, y: usize| head[y * wide + x];
        [
            at(0, 0),
            at(wide - 1, 0),
            at(0, high - 1),
            at(wide - 1, high - 1),
        ]
    };
    let fine = "q 2 0 0 1 199 99 cm /I Do Q";
    assert_eq!(corners(&format!("{fine} {WHOLE}"), GRAY, &dots), dots);
    let turned = "q -400 0 0 -200 400 200 cm /I Do Q";
    assert_eq!(
        corners(&format!("{fine} {turned}"), GRAY, &dots),
        [150, 200, 250, 0]
    );
    let mask = "/ImageMask true /BitsPerComponent 1";
    assert_eq!(
        corners(&format!("{fine} {WHOLE}"), mask, &[0x40, 0x80]),
        [0, 255, 255, 0]
    );
}

/// Letters of five by seven dots, fifteen times as large.
pub(crate) fn block_letters(words: &str) -> ((usize, usize), Vec<u8>) {
    const SCALE: usize = 15;
    let rows = |letter| match letter {
        'E' => [31, 16, 16, 30, 16, 16, 31],
        'F' => [31, 16, 16, 30, 16, 16, 16],
        'H' => [17, 17, 17, 31, 17, 17, 17],
        'L' => [16, 16, 16, 16, 16, 16, 31],
        'T' => [31, 4, 4, 4, 4, 4, 4],
        _ => [0; 7],
    };
    let letters: Vec<[u8; 7]> = words.chars().map(rows).collect();
    let size = (SCALE * (6 * letters.len() + 8), SCALE * 15);
    let dot = |x: usize, y: usize| {
        let (x, y) = ((x / SCALE).checked_sub(4)?, (y / SCALE).checked_sub(4)?);
        let row = letters.get(x / 6)?.get(y)?;
        (x % 6 < 5 && row >> (4 - x % 6) & 1 == 1).then_some(0)
    };
    let all = (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y)));
    (size, all.map(|(x, y)| dot(x, y).unwrap_or(255)).collect())
}

#[test]
fn tesseract_reads_a_scan() {
    let tesseract = match Tesseract::find() {
        Ok(tesseract) => tesseract,
        Err(why) => {
            eprintln!("skipped: {why}");
            return;
        }
    };
    let (size, dots) = block_letters("HELT FEL");
    let file = scanned(&[WHOLE], size, &dots, GRAY);
    let ocr = |picture: &Picture| tesseract.read(picture);
    let limits = Limits::default();
    let found = formats::decode_with(&file, "a.pdf", &limits, Some(&ocr)).unwrap();
    assert_eq!(found.text.trim(), "HELT FEL");
    assert_eq!(
        found.notes,
        ["page 1 was read by OCR: check citations against the page"]
    );
    // Through the program too, where the reader runs in a worker.
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("skannad.pdf");
    std::fs::write(&path, &file).unwrap();
    let export = |extra: &[&str]| {
        let args = [
            "export",
            "text",
            "--format",
            "text",
            "--in",
            path.to_str().unwrap(),
        ];
        crate::remiss(&[&args[..], extra].concat())
    };
    let without = String::from_utf8(export(&[]).stderr).unwrap();
    assert!(
        without.contains("is a scan") && without.contains("--ocr"),
        "{without}"
    );
    let read = export(&["--ocr"]);
    let told = String::from_utf8_lossy(&read.stderr).into_owned();
    assert_eq!(
        String::from_utf8_lossy(&read.stdout).trim(),
        "HELT FEL",
        "{told}"
    );
    // A picture file is handed on as it is.
    let plain = [
        format!("P5\n{} {}\n255\n", size.0, size.1).as_bytes(),
        &dots,
    ]
    .concat();
    let picture = Picture {
        page: 1,
        file: plain,
    };
    assert_eq!(tesseract.read(&picture).unwrap().trim(), "HELT FEL");
}
