//! A page that is only a picture, for whoever can read words off pictures.
//! Reads none itself.

use super::{scan, section_signs};
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
    let file = bytes.to_vec();
    let words = ocr(&Picture { page: 1, file }).unwrap_or_default();
    if words.trim().is_empty() {
        return Err(NotText::new(
            "is a picture on which no words could be read",
            "check that it shows text, upright and sharp",
        ));
    }
    let (words, signs) = section_signs::put_back(&words.replace('\u{C}', ""));
    let mut notes = vec!["it was read by OCR: check citations against the picture".to_owned()];
    notes.extend(section_signs::note(signs));
    Ok(Decoded {
        notes,
        ..decode::extracted(words.trim(), "picture")
    })
}
