//! What a Word document holds besides its body, and what is to be said of it:
//! heads of pages, other files, pictures as large as a page. Reads none of it.

use crate::formats::styles::is_on;
use crate::formats::unread::{self, Struck, was_not_read};
use crate::formats::xml::{attribute, number};
use quick_xml::events::BytesStart;

/// What a document holds besides text.
#[derive(Default)]
pub(super) struct Extras {
    /// Other files that a program takes in when it opens the document.
    pub(super) chunks: usize,
    /// Figures and objects whose text is not known.
    pub(super) figures: usize,
    pub(super) struck: Struck,
    /// Pictures in the order of their use, by the names they have here.
    pub(super) pictures: Vec<String>,
    /// Area of the picture that is open, and areas of all before.
    pub(super) area: u64,
    areas: Vec<u64>,
    /// Area of a page.
    pub(super) page: Option<u64>,
    heads: Heads,
}

/// What stands above the text of the first section's pages.
#[derive(Default)]
struct Heads {
    /// Of every page, and of the first if it has one of its own.
    usual: Option<String>,
    first: Option<String>,
    first_differs: bool,
    /// The section has ended.
    known: bool,
}

impl Extras {
    /// An area in the units of pictures; `unit` is how many of them one of the
    /// tag's is.
    pub(super) fn area(tag: &BytesStart<'_>, [width, height]: [&str; 2], unit: u64) -> u64 {
        let side = |name| number(tag, name).unwrap_or(0) as u64;
        let (width, height) = (side(width), side(height));
        let unit = unit.saturating_mul(unit);
        width.saturating_mul(height).saturating_mul(unit)
    }

    pub(super) fn picture(&mut self, id: Option<String>) {
        self.pictures.extend(id);
        self.areas.push(std::mem::take(&mut self.area));
    }

    /// What a section says of its pages.
    pub(super) fn section(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "pgSz" => self.page = Some(Extras::area(tag, ["w", "h"], 635)),
            _ if self.heads.known => {}
            "titlePg" => self.heads.first_differs = is_on(tag),
            "headerReference" => match attribute(tag, "type").as_deref() {
                Some("first") => self.heads.first = attribute(tag, "id"),
                Some("even") => {}
                _ => self.heads.usual = attribute(tag, "id"),
            },
            _ => {}
        }
    }

    pub(super) fn end_section(&mut self) {
        self.heads.known = true;
    }

    /// The name that the head of the first page has here.
    pub(super) fn first_head(&self) -> Option<&str> {
        let Heads { usual, first, .. } = &self.heads;
        let head = if self.heads.first_differs {
            first
        } else {
            usual
        };
        head.as_deref()
    }

    /// What of the document was not read.
    pub(super) fn notes(&self) -> Vec<String> {
        const A4: u64 = 11_906 * 16_838 * 635 * 635;
        let page = self.page.unwrap_or(A4);
        // A logo is small; a page that was scanned is not.
        let large = self.areas.iter().filter(|&&area| area > page / 2).count();
        let chunks = was_not_read(
            self.chunks,
            "another file inside it (altChunk)",
            "other files inside it (altChunk)",
        );
        let chunks = chunks.map(|told| format!("{told}: save it again from Word or LibreOffice"));
        let pictures = was_not_read(
            large,
            "a picture as large as a page",
            "pictures as large as a page",
        );
        let pictures =
            pictures.map(|told| format!("{told}: print it to PDF and read that with --ocr"));
        let figures = unread::figures(self.figures);
        let all = [chunks, pictures, figures, self.struck.note()];
        all.into_iter().flatten().collect()
    }
}
