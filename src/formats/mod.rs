//! Any file a city publishes → text with lines, whatever the file is called.
//!
//! Looks at the content, never trusts the name, and hands what is plain text
//! to [`crate::decode`]. Office files and HTML become lines that the
//! recognisers already understand: a paragraph a line with a blank line
//! between, headings marked by `#`, list items one after the other, table rows
//! with tabs, notes at the end with raised figures. PDF keeps its lines as set,
//! a form feed at each page. Does not touch files, and knows nothing of
//! consultation papers. What cannot be read is refused by name: encrypted,
//! truncated, a scan.

mod blocks;
mod compound;
mod container;
mod doc;
mod docx;
pub(crate) mod html;
mod mail;
mod numbering;
mod odt;
mod pdf;
mod picture;
mod rtf;
mod section_signs;
mod styles;
pub mod table;
mod unread;
mod xml;

use crate::decode::{self, Decoded, NotText};
use crate::limits::{Limit, Limits};
use compound::Compound;
pub use picture::{Ocr, Picture};
use std::io::{Read, Seek};

pub(crate) use container::{Container, check_archive, check_packing, names_told_twice, zip_error};
pub(crate) use docx::relations_of as docx_relations;
pub(crate) use mail::{Content, Mail, each_mail, read as read_mail, short};
pub(crate) use styles::is_on;
pub(crate) use xml::{Node, attribute, number as attribute_number, walk};

/// Signatures of pictures, which is what a scan without a text layer is.
const PICTURES: [&[u8]; 5] = [
    b"\xFF\xD8\xFF",
    b"\x89PNG\r\n\x1A\n",
    b"II*\0",
    b"MM\0*",
    b"GIF8",
];

/// What a file is, by how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Container,
    Compound,
    Picture,
    Pdf,
    Html,
    Rtf,
    /// An OpenDocument text that is one piece of XML.
    FlatOdt,
    Mail,
    Text,
}

impl Format {
    fn of(head: &[u8], name: &str) -> Self {
        let is = |sign: &[u8]| head.starts_with(sign);
        if is(b"PK\x03\x04") || is(b"PK\x05\x06") {
            Format::Container
        } else if is_compound(head) {
            Format::Compound
        } else if is_picture(head) {
            Format::Picture
        } else if pdf_start(head).is_some() {
            Format::Pdf
        } else if is(b"{\\rtf") {
            Format::Rtf
        } else if mail::looks_like(head) {
            Format::Mail
        } else if odt::is_flat(head) {
            Format::FlatOdt
        } else if html::looks_like(head, name) {
            Format::Html
        } else {
            Format::Text
        }
    }
}

/// Where a PDF begins: mail and web servers leave bytes before it. A text that
/// only speaks of one has no object right behind.
fn pdf_start(bytes: &[u8]) -> Option<usize> {
    const LATEST: usize = 1024;
    if bytes.starts_with(b"%PDF-") {
        return Some(0);
    }
    let head = &bytes[..bytes.len().min(LATEST)];
    let at = memchr::memmem::find(head, b"%PDF-")?;
    let behind = &bytes[at..bytes.len().min(at + LATEST)];
    memchr::memmem::find(behind, b" obj").map(|_| at)
}

/// Bytes of a file that tell its format.
pub(crate) const HEAD: usize = 4096;

/// The file is text, by its first [`HEAD`] bytes: no format needs taking apart.
pub(crate) fn is_text(head: &[u8], name: &str) -> bool {
    Format::of(head, name) == Format::Text
}

/// A file that holds papers instead of being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bundle {
    Zip,
    Mail,
    Mailbox,
}

impl Bundle {
    /// What a file is, by its head and its directory; `None` for one that is
    /// read as a document, be it broken.
    pub(crate) fn of(file: &mut (impl Read + Seek)) -> Option<Self> {
        let mut head = Vec::new();
        file.rewind().ok()?;
        file.take(HEAD as u64).read_to_end(&mut head).ok()?;
        match Format::of(&head, "") {
            Format::Container => container::is_archive(file).then_some(Bundle::Zip),
            Format::Compound => mail::is_message(file).then_some(Bundle::Mail),
            Format::Mail if mail::is_mailbox(&head) => Some(Bundle::Mailbox),
            Format::Mail => Some(Bundle::Mail),
            _ => None,
        }
    }
}

/// What a file is whose name does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looks {
    /// Text, or a document, be it one that is refused.
    Document,
    /// A picture, which only OCR reads.
    Picture,
    /// Neither.
    Other,
}

/// What a file is by its first [`HEAD`] bytes.
pub(crate) fn looks(head: &[u8]) -> Looks {
    match Format::of(head, "") {
        Format::Picture => Looks::Picture,
        Format::Text if decode::decode(head).is_err() => Looks::Other,
        _ => Looks::Document,
    }
}

/// Decodes a whole file within limits; `name` helps only where the content does
/// not tell.
pub fn decode(bytes: &[u8], name: &str, limits: &Limits) -> Result<Decoded, NotText> {
    decode_with(bytes, name, limits, None)
}

/// A page of a PDF, numbered from 1, as PNG; lines that read as one of `marked`
/// are marked on it.
#[cfg(feature = "serve")]
pub(crate) fn draw(
    bytes: &[u8],
    page: usize,
    marked: &[&str],
    limits: &Limits,
) -> Result<Vec<u8>, NotText> {
    pdf::draw::draw(bytes, page, marked, limits)
}

/// The same; what is only a picture is read by `ocr`, if there is one.
pub fn decode_with(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    ocr: Option<&Ocr<'_>>,
) -> Result<Decoded, NotText> {
    let decoded = decode_unchecked(bytes, name, limits, ocr)?;
    let lines = memchr::memchr_iter(b'\n', decoded.text.as_bytes()).count();
    limits.check(Limit::Lines, lines as u64)?;
    limits.check_bytes(Limit::Text, decoded.text.len() as u64)?;
    Ok(decoded)
}

fn decode_unchecked(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    ocr: Option<&Ocr<'_>>,
) -> Result<Decoded, NotText> {
    match Format::of(&bytes[..bytes.len().min(HEAD)], name) {
        Format::Container => office(bytes, limits, ocr),
        Format::Compound => old_office(bytes, limits),
        Format::Picture => picture::read(bytes, ocr),
        Format::Pdf => {
            pdf::read(&bytes[pdf_start(bytes).unwrap_or(0)..], limits, ocr).map(|(text, notes)| {
                Decoded {
                    notes,
                    ..decode::extracted(&text, "PDF")
                }
            })
        }
        Format::Rtf => rtf::read(bytes, limits)?.decoded("RTF"),
        Format::FlatOdt => odt::read_flat(bytes, limits)?.decoded("ODT"),
        Format::Mail => mail::text_alone(bytes, limits),
        Format::Html => {
            let taken = html::read(bytes, limits)?;
            let links = taken.links_to_papers;
            taken.decoded(if links { html::PAGE_OF_LINKS } else { "HTML" })
        }
        Format::Text => {
            // Before memory is spent on a place for each.
            limits.check(Limit::Lines, decode::count_lines(bytes) as u64)?;
            decode::decode(bytes)
        }
    }
}

/// Name and text of the main part, if the container is a Word document.
pub(crate) fn docx_main(
    container: &mut Container<'_>,
) -> Result<Option<(String, String)>, NotText> {
    Ok(docx::main_part(container)?.map(docx::Main::into_parts))
}

/// What a document says.
#[derive(Default)]
struct Taken {
    text: String,
    /// What of it could not be read.
    notes: Vec<String>,
    /// The parts that are pictures, in the order of their use.
    pictures: Vec<String>,
    /// It is a page that mostly links to papers.
    links_to_papers: bool,
}

impl Taken {
    fn decoded(self, format: &'static str) -> Result<Decoded, NotText> {
        Ok(Decoded {
            notes: self.notes,
            ..decode::extracted(&said(self.text)?, format)
        })
    }
}

fn said(text: String) -> Result<String, NotText> {
    if text.trim().is_empty() {
        return Err(NotText::new(
            "holds no text",
            "check that it was saved whole",
        ));
    }
    Ok(text)
}

fn office(bytes: &[u8], limits: &Limits, ocr: Option<&Ocr<'_>>) -> Result<Decoded, NotText> {
    let mut container = Container::open(bytes, *limits)?;
    let (taken, format) = if let Some(main) = docx::main_part(&mut container)? {
        (docx::read(&mut container, &main)?, "DOCX")
    } else if odt::is_text(&mut container)? {
        (odt::read(&mut container)?, "ODT")
    } else {
        return Err(container.what_else());
    };
    if taken.text.trim().is_empty() && !taken.pictures.is_empty() {
        return picture::read_parts(&mut container, &taken.pictures, format, ocr);
    }
    taken.decoded(format)
}

fn is_picture(file: &[u8]) -> bool {
    PICTURES.iter().any(|sign| file.starts_with(sign))
}

fn scan(what: impl Into<std::borrow::Cow<'static, str>>) -> NotText {
    NotText::new(
        what,
        "read it with --ocr, or give it a text layer, for example with `ocrmypdf -l swe`",
    )
}

fn is_compound(file: &[u8]) -> bool {
    file.starts_with(compound::SIGN)
}

/// What Word 97 wrote, or Outlook.
fn old_office(bytes: &[u8], limits: &Limits) -> Result<Decoded, NotText> {
    let mut file = Compound::open(bytes)?;
    if mail::holds_message(&file) {
        mail::text_alone(bytes, limits)
    } else if doc::is_word(&file) {
        doc::read(&mut file, limits)
    } else {
        Err(compound::what_else(bytes))
    }
}

fn encrypted() -> NotText {
    NotText::new(
        "is encrypted: it opens with a password only",
        "save it without a password, or ask the sender for an open copy",
    )
}

fn truncated(what: impl Into<std::borrow::Cow<'static, str>>) -> NotText {
    NotText::new(what, "fetch it again; the download may have broken off")
}
