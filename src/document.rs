//! A document: the one owner of its text, and its physical lines.

use crate::called::Name;
use crate::decode::{Decoded, printable};
use crate::text::{LineIndex, Span, plain_letter};
use serde::{Deserialize, Serialize};

/// The format whose texts have pages even where there is only one.
const PDF: &str = "PDF";

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
    /// The letter or page that sends a proposal out.
    Missiv,
    /// The sender's account of the answers.
    Remissammanstallning,
    /// The proposal itself.
    Forslag,
    /// A list that somebody keeps: who was asked, who answered, in which file.
    Forteckning,
    /// Nothing the recognisers know.
    Okand,
}

impl DocumentKind {
    /// All kinds, in the order of the contract.
    pub const ALL: [DocumentKind; 10] = [
        DocumentKind::Utlatande,
        DocumentKind::Protokollsutdrag,
        DocumentKind::Tjansteutlatande,
        DocumentKind::Handlingar,
        DocumentKind::Remissvar,
        DocumentKind::Missiv,
        DocumentKind::Remissammanstallning,
        DocumentKind::Forslag,
        DocumentKind::Forteckning,
        DocumentKind::Okand,
    ];

    /// Somebody answers in a paper of this kind.
    pub fn is_answer(self) -> bool {
        matches!(
            self,
            DocumentKind::Remissvar
                | DocumentKind::Protokollsutdrag
                | DocumentKind::Tjansteutlatande
        )
    }

    /// The kind of this name, with or without the dots: "tjänsteutlåtande".
    pub fn in_words(words: &str) -> Option<Self> {
        let low = words.trim().to_lowercase();
        let name: String = low.chars().map(plain_letter).collect();
        DocumentKind::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            DocumentKind::Utlatande => "utlatande",
            DocumentKind::Protokollsutdrag => "protokollsutdrag",
            DocumentKind::Tjansteutlatande => "tjansteutlatande",
            DocumentKind::Handlingar => "handlingar",
            DocumentKind::Remissvar => "remissvar",
            DocumentKind::Missiv => "missiv",
            DocumentKind::Remissammanstallning => "remissammanstallning",
            DocumentKind::Forslag => "forslag",
            DocumentKind::Forteckning => "forteckning",
            DocumentKind::Okand => "okand",
        }
    }
}

/// One file's text. Immutable once made.
#[derive(Clone, Debug)]
pub struct Document {
    /// File name without folders.
    pub name: Name,
    /// The file's real path, made absolute; in an archive, the archive's and
    /// the name in it.
    pub path: String,
    /// Hex SHA-256 of the file's bytes.
    pub sha256: String,
    /// WHATWG name of the encoding it was read as, or its format.
    pub encoding: String,
    /// NFC text, line ends `\n`.
    pub text: String,
    /// Its physical lines.
    pub index: LineIndex,
    /// Byte of the file at which each physical line starts; empty where the
    /// lines have no place in the file, as in DOCX.
    pub line_bytes: Vec<u64>,
    /// What of the file could not be read, a clause each.
    pub unread: Vec<String>,
    /// Its pictures were read too, if it has any.
    pub ocr: bool,
    /// Paths of other files with the same content.
    pub copies: Vec<String>,
    /// Hashes of what the file held before, where people have judged that.
    pub earlier: Vec<String>,
}

impl Document {
    /// Joins a decoded file with its identity.
    pub fn new(name: String, path: String, sha256: String, decoded: Decoded) -> Self {
        Document {
            index: Document::index_of(&decoded.text, &decoded.encoding),
            name: name.into(),
            path,
            sha256,
            encoding: decoded.encoding.into_owned(),
            text: decoded.text,
            line_bytes: decoded.line_bytes,
            unread: decoded.notes.iter().map(|note| printable(note)).collect(),
            ocr: false,
            copies: Vec::new(),
            earlier: Vec::new(),
        }
    }

    /// A document from text at hand, named `name`; for tests and benches.
    pub fn from_text(name: &str, text: &str) -> Self {
        let decoded = crate::decode::decode(text.as_bytes()).unwrap_or(Decoded {
            text: text.to_owned(),
            encoding: "UTF-8".into(),
            line_bytes: vec![0],
            notes: Vec::new(),
        });
        let sha256 = sha256_hex(text.as_bytes());
        Document::new(name.to_owned(), name.to_owned(), sha256, decoded)
    }

    /// The lines of a text, and its pages.
    pub(crate) fn index_of(text: &str, encoding: &str) -> LineIndex {
        LineIndex::with_pages(text, encoding == PDF)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The bytes of the file that a span was read from. Exact, but for lines
    /// that normalisation changed: those give their whole line. `None` where
    /// the text was taken out of a format and has no place in the file.
    pub fn file_bytes(&self, span: Span) -> Option<[u64; 2]> {
        (!self.line_bytes.is_empty()).then(|| {
            [
                self.file_byte(span.start, false),
                self.file_byte(span.end, true),
            ]
        })
    }

    fn file_byte(&self, at: u32, end: bool) -> u64 {
        let line = self.index.line_of(at.saturating_sub(u32::from(end)));
        let starts = |line: u32| self.line_bytes.get(line as usize - 1).copied();
        let (Some(start), Some(span)) = (starts(line), self.index.span_of_line(line)) else {
            return u64::from(at);
        };
        let width = |from: u32, to: u32| {
            crate::decode::width(&self.text[from as usize..to as usize], &self.encoding)
        };
        let whole = start + width(span.start, span.end);
        let unchanged = starts(line + 1).is_none_or(|next| next > whole && next <= whole + 4);
        match (unchanged, end) {
            (true, _) => start + width(span.start, at.min(span.end)),
            (false, false) => start,
            (false, true) => starts(line + 1).unwrap_or(whole),
        }
    }

    /// First ten hex digits of the content hash: the stem of its unit ids.
    pub fn id(&self) -> &str {
        id_of(&self.sha256)
    }
}

/// The id of the document with this content hash.
pub(crate) fn id_of(sha256: &str) -> &str {
    sha256.get(..10).unwrap_or(sha256)
}

/// Hex SHA-256.
pub fn sha256_hex(bytes: &[u8]) -> String {
    sha256_of(bytes).unwrap_or_default()
}

/// Hex SHA-256 of all that a reader gives, a piece at a time.
pub(crate) fn sha256_of(mut reader: impl std::io::Read) -> std::io::Result<String> {
    use sha2::{Digest, Sha256};
    use std::fmt::Write as _;
    const PIECE: usize = 1 << 16;
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match reader.read(&mut piece)? {
            0 => break,
            read => hash.update(&piece[..read]),
        }
    }
    let mut hex = String::with_capacity(64);
    for byte in hash.finalize() {
        let _ = write!(hex, "{byte:02x}");
    }
    Ok(hex)
}
