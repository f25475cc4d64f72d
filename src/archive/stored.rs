//! What is stored of a paper: in which form, and whether it still is what was
//! stored.

use super::schema::Fields;
use crate::document::Document;
use crate::known::Known;
use crate::layout::Layout;
use crate::paper::Paper;
use crate::unit::{Note, Segmentation};
use flate2::Crc;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

/// What is stored of a paper beside its text; [`Header`] reads it.
#[derive(Serialize)]
pub(super) struct HeaderOut<'p> {
    encoding: &'p str,
    first_byte: Option<u64>,
    line_lengths: Vec<u64>,
    bytes: usize,
    unread: &'p [String],
    ocr: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    copies: &'p [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    earlier: &'p [String],
    layout: &'p Layout,
    segmentation: &'p Segmentation,
    #[serde(skip_serializing_if = "Known::is_empty")]
    known: &'p Known,
}

impl<'p> HeaderOut<'p> {
    pub(super) fn of(paper: &'p Paper) -> Self {
        let document = &paper.document;
        let lines = document.line_bytes.windows(2);
        HeaderOut {
            encoding: &document.encoding,
            first_byte: document.line_bytes.first().copied(),
            line_lengths: lines.map(|pair| pair[1] - pair[0]).collect(),
            bytes: document.text.len(),
            unread: &document.unread,
            ocr: document.ocr,
            copies: &document.copies,
            earlier: &document.earlier,
            layout: &paper.layout,
            segmentation: &paper.segmentation,
            known: &paper.known,
        }
    }
}

/// What is stored of a paper beside its text.
#[derive(Deserialize)]
#[serde(from = "Whole")]
pub(super) struct Header {
    pub(super) origin: Origin,
    pub(super) layout: Layout,
    pub(super) segmentation: Segmentation,
    pub(super) known: Known,
}

/// The same as it is written, all side by side: flattened, every value of the
/// origin would be read twice.
#[derive(Deserialize)]
struct Whole {
    encoding: String,
    first_byte: Option<u64>,
    #[serde(default)]
    line_lengths: Vec<u64>,
    bytes: Option<usize>,
    unread: Option<Vec<String>>,
    #[serde(default)]
    ocr: bool,
    #[serde(default)]
    copies: Vec<String>,
    #[serde(default)]
    earlier: Vec<String>,
    layout: Layout,
    segmentation: Segmentation,
    #[serde(default)]
    known: Known,
}

impl From<Whole> for Header {
    fn from(whole: Whole) -> Self {
        Header {
            origin: Origin {
                encoding: whole.encoding,
                first_byte: whole.first_byte,
                line_lengths: whole.line_lengths,
                bytes: whole.bytes,
                unread: whole.unread,
                ocr: whole.ocr,
                copies: whole.copies,
                earlier: whole.earlier,
                segmentation: None,
            },
            layout: whole.layout,
            segmentation: whole.segmentation,
            known: whole.known,
        }
    }
}

/// How a text came out of its file; every version stores it.
#[derive(Deserialize)]
pub(super) struct Origin {
    encoding: String,
    #[serde(default)]
    first_byte: Option<u64>,
    #[serde(default)]
    line_lengths: Vec<u64>,
    /// Length of the whole text, since format 3.
    #[serde(default)]
    pub(super) bytes: Option<usize>,
    /// Since format 4; before, these stood among the notes of the
    /// segmentation alone.
    unread: Option<Vec<String>>,
    #[serde(default)]
    ocr: bool,
    #[serde(default)]
    pub(super) copies: Vec<String>,
    #[serde(default)]
    pub(super) earlier: Vec<String>,
    /// Seen only where the header is read for its origin alone.
    segmentation: Option<Earlier>,
}

#[derive(Deserialize)]
struct Earlier {
    #[serde(default)]
    notes: Vec<Note>,
}

impl Origin {
    /// The document whose text this is.
    pub(super) fn document(self, path: String, sha256: String, text: String) -> Document {
        let mut line_bytes: Vec<u64> = self.first_byte.into_iter().collect();
        for length in self.line_lengths {
            line_bytes.extend(line_bytes.last().map(|last| last.saturating_add(length)));
        }
        let earlier = self.segmentation.into_iter().flat_map(|found| found.notes);
        let earlier = earlier.take_while(|note| note.line == 1);
        let unread = self.unread.unwrap_or_else(|| match line_bytes[..] {
            // Only of packed formats can a part be unread.
            [] => earlier.map(|note| note.text).collect(),
            _ => Vec::new(),
        });
        Document {
            name: super::file_name(&path).into(),
            path,
            sha256,
            index: Document::index_of(&text, &self.encoding),
            encoding: self.encoding,
            text,
            line_bytes,
            unread,
            ocr: self.ocr,
            copies: self.copies,
            earlier: self.earlier,
        }
    }

    /// OCR may find more in the file than is stored of it.
    pub(super) fn is_for_ocr(&self) -> bool {
        !self.ocr
            && self
                .unread
                .as_ref()
                .is_some_and(|unread| !unread.is_empty())
    }
}

/// Puts a checksum on a record of which all else is there.
pub(super) fn stamp(record: &mut TantivyDocument, fields: &Fields) {
    let check = checksum(record, fields);
    record.add_u64(fields.check, check);
}

/// Whether a record is what was stored; `None` if it carries no checksum.
pub(super) fn is_sound(record: &TantivyDocument, fields: &Fields) -> Option<bool> {
    let check = record.get_first(fields.check)?.as_u64()?;
    Some(check == checksum(record, fields))
}

fn checksum(record: &TantivyDocument, fields: &Fields) -> u64 {
    let mut crc = Crc::new();
    for field in [fields.path, fields.sha256, fields.header, fields.text] {
        let value = record.get_first(field);
        crc.update(
            value
                .and_then(|value| value.as_str())
                .unwrap_or("")
                .as_bytes(),
        );
        crc.update(&[0]);
    }
    let number = record
        .get_first(fields.unit)
        .and_then(|value| value.as_u64());
    crc.update(&number.unwrap_or(0).to_le_bytes());
    // Since format 7.
    let came = record.get_first(fields.came);
    if let Some(came) = came.and_then(|value| value.as_u64()) {
        crc.update(&came.to_le_bytes());
    }
    u64::from(crc.sum())
}

/// A stored text field; empty if the record has none.
pub(super) fn stored_text(record: &TantivyDocument, field: Field) -> String {
    let value = record.get_first(field);
    value
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
