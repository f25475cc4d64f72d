//! A document: the one owner of its text, and its physical lines.

use crate::decode::Decoded;
use crate::text::{LineIndex, Span};
use serde::{Deserialize, Serialize};

/// What kind of paper a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// The city's final report.
    Utlatande,
    /// Minutes of a board, whole or one item.
    Protokollsutdrag,
    /// The opinion of a board's own office.
    Tjansteutlatande,
    /// A meeting packet: agenda and many papers.
    Handlingar,
    /// A letter with one respondent's answer.
    Remissvar,
    /// Nothing the recognisers know.
    Okand,
}

impl DocumentKind {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            DocumentKind::Utlatande => "utlatande",
            DocumentKind::Protokollsutdrag => "protokollsutdrag",
            DocumentKind::Tjansteutlatande => "tjansteutlatande",
            DocumentKind::Handlingar => "handlingar",
            DocumentKind::Remissvar => "remissvar",
            DocumentKind::Okand => "okand",
        }
    }
}

/// One file's text. Immutable once made.
#[derive(Clone, Debug)]
pub struct Document {
    /// File name without folders.
    pub name: String,
    /// Path as it was given or walked to.
    pub path: String,
    /// Hex SHA-256 of the file's bytes.
    pub sha256: String,
    /// WHATWG name of the encoding it was read as.
    pub encoding: String,
    /// NFC text, line ends `\n`.
    pub text: String,
    /// Its physical lines.
    pub index: LineIndex,
    /// Byte of the file at which each physical line starts.
    pub line_bytes: Vec<u64>,
}

impl Document {
    /// Joins a decoded file with its identity.
    pub fn new(name: String, path: String, sha256: String, decoded: Decoded) -> Self {
        Document {
            index: LineIndex::new(&decoded.text),
            name,
            path,
            sha256,
            encoding: decoded.encoding.to_owned(),
            text: decoded.text,
            line_bytes: decoded.line_bytes,
        }
    }

    /// A document from text at hand, named `name`; for tests and benches.
    pub fn from_text(name: &str, text: &str) -> Self {
        let decoded = crate::decode::decode(text.as_bytes()).unwrap_or(Decoded {
            text: text.to_owned(),
            encoding: "UTF-8",
            line_bytes: vec![0],
        });
        let sha256 = sha256_hex(text.as_bytes());
        Document::new(name.to_owned(), name.to_owned(), sha256, decoded)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// First ten hex digits of the content hash: the stem of its unit ids.
    pub fn id(&self) -> &str {
        &self.sha256[..10]
    }
}

/// Hex SHA-256.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
