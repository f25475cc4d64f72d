//! A page that is only a picture, for whoever can read words off pictures.
//! Reads none itself.

use super::container::Container;
use super::{is_picture, scan, section_signs};
use crate::decode::{self, Decoded, NotText};

/// A picture of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The page that it shows, from 1.
    pub page: usize,
    /// A file that programs for pictures read: PGM, or the file as it was.
    pub file: Vec<u8>,
}

/// Reads the words off a picture, lines as they stand; `None` for one that
/// could not be read.
pub type Ocr<'o> = dyn Fn(&Picture) -> Option<String> + 'o;

/// A picture that is a file of its own.
pub(super) fn read(bytes: &[u8], ocr: Option<&Ocr<'_>>) -> Result<Decoded, NotText> {
    let Some(ocr) = ocr else {
        return Err(scan("is a scan: a picture without a text layer"));
    };
    let words = words(bytes.to_vec(), 1, ocr).ok_or_else(|| {
        NotText::new(
            "is a picture on which no words could be read",
            "check that it shows text, upright and sharp",
        )
    })?;
    let told = "it was read by OCR: check citations against the picture".to_owned();
    Ok(read_by_ocr(&words, "picture", told))
}

/// The pictures of an office file that holds nothing else, in their order.
pub(super) fn read_parts(
    container: &mut Container<'_>,
    parts: &[String],
    format: &'static str,
    ocr: Option<&Ocr<'_>>,
) -> Result<Decoded, NotText> {
    let Some(ocr) = ocr else {
        return Err(NotText::new(
            "is a scan: it holds pictures and no text",
            "read it with --ocr, or print it to PDF and give that a text layer",
        ));
    };
    let mut read = Vec::new();
    for (number, part) in (1..).zip(parts) {
        // Drawings are kept as pictures too, in formats of their own.
        let file = container.bytes(part)?.filter(|file| is_picture(file));
        read.extend(file.and_then(|file| words(file, number, ocr)));
    }
    if read.is_empty() {
        return Err(NotText::new(
            "holds pictures on which no words could be read, and no text",
            "print it to PDF, and check that it shows text, upright and sharp",
        ));
    }
    let told = format!(
        "{} of {} pictures were read by OCR: check citations against them",
        read.len(),
        parts.len()
    );
    Ok(read_by_ocr(&read.join("\n\n"), format, told))
}

fn read_by_ocr(words: &str, format: &'static str, told: String) -> Decoded {
    let (text, signs) = section_signs::put_back(words);
    let notes = [Some(told), section_signs::note(signs)];
    Decoded {
        notes: notes.into_iter().flatten().collect(),
        ..decode::extracted(&text, format)
    }
}

fn words(file: Vec<u8>, page: usize, ocr: &Ocr<'_>) -> Option<String> {
    let words = ocr(&Picture { page, file })?.replace('\u{C}', "");
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}
