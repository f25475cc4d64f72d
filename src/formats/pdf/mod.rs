//! PDF with a text layer → pages of lines as they were set, a page break as
//! a form feed. Knows pages, not papers; a page that is only a picture is not
//! read, and a document of such pages is refused by name.

mod bombs;
mod columns;
mod furniture;
mod glyphs;
mod rows;

use super::{encrypted, scan, truncated};
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use glyphs::Collected;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use rows::Piece;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The pieces of text on one page.
struct Sheet {
    pieces: Vec<Piece>,
    /// Width and height.
    extent: (f64, f64),
}

impl Sheet {
    /// How far down a piece stands, from 0 to 1, as its text is turned.
    fn depth(piece: &Piece, (width, height): (f64, f64)) -> f64 {
        let across = if piece.turn % 2 == 1 { width } else { height };
        piece.y / across.max(1.0)
    }
}

/// The text of all pages, and which of them hold none.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Vec<String>), NotText> {
    bombs::check(bytes, limits)?;
    // The library reads hostile files; should it fail, one document is lost.
    let read = catch_unwind(AssertUnwindSafe(|| read_pages(bytes, limits)));
    read.unwrap_or_else(|_| Err(damaged()))
}

fn damaged() -> NotText {
    truncated("is a PDF that is truncated or damaged")
}

fn read_pages(bytes: &[u8], limits: &Limits) -> Result<(String, Vec<String>), NotText> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => encrypted(),
        LoadPdfError::Decryption(_) => NotText::new(
            "is encrypted in a way that this version does not know",
            "open it and print it to a new PDF",
        ),
        LoadPdfError::Invalid => damaged(),
    })?;
    let pages = pdf.pages();
    check(bytes, &pdf, limits)?;
    let (mut sheets, mut size) = (Vec::with_capacity(pages.len()), 0);
    let (mut letters, mut unreadable, mut pictures) = (0usize, 0usize, 0usize);
    let mut notes = Vec::new();
    let reader = glyphs::Reader::new(&pdf);
    for (at, page) in pages.iter().enumerate() {
        let Collected {
            glyphs,
            unreadable: lost,
            pictures: shown,
            extent,
            ..
        } = reader.page(page, limits)?;
        (letters, unreadable) = (letters + glyphs.len(), unreadable + lost);
        pictures += usize::from(glyphs.is_empty() && shown > 0);
        if glyphs.is_empty() {
            let what = if shown > 0 {
                "is a picture"
            } else {
                "is empty or damaged"
            };
            notes.push(format!("page {} {what}: no text was read from it", at + 1));
        }
        let pieces = rows::pieces(glyphs);
        size += pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
        limits.check_bytes(Limit::Text, size as u64)?;
        sheets.push(Sheet { pieces, extent });
    }
    readable(letters, unreadable, pictures, pages.len())?;
    furniture::drop(&mut sheets);
    Ok((text(sheets), notes))
}

/// The file is whole, and no larger than a paper may be.
fn check(bytes: &[u8], pdf: &Pdf, limits: &Limits) -> Result<(), NotText> {
    let pages = pdf.pages().len();
    if pages == 0 {
        return Err(damaged());
    }
    limits.check(Limit::Pages, pages as u64)?;
    let announced = announced(pdf).unwrap_or(pages).max(pages);
    let tail = &bytes[bytes.len().saturating_sub(4096)..];
    if announced > pages || memchr::memmem::find(tail, b"%%EOF").is_none() {
        return Err(truncated(format!(
            "is truncated or damaged: {pages} of {announced} pages could be found"
        )));
    }
    Ok(())
}

/// The number of pages that the document says it has.
fn announced(pdf: &Pdf) -> Option<usize> {
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let count: i32 = root.get::<Dict<'_>>("Pages")?.get("Count")?;
    usize::try_from(count).ok()
}

/// There is a text layer, and its glyphs say which letters they are.
fn readable(
    letters: usize,
    unreadable: usize,
    pictures: usize,
    pages: usize,
) -> Result<(), NotText> {
    if letters == 0 && pictures > 0 {
        return Err(scan(format!(
            "is a scan: {pages} pages of pictures and no text layer"
        )));
    }
    if letters == 0 {
        return Err(NotText::new(
            "is a PDF without text",
            "check that it was saved whole",
        ));
    }
    if unreadable * 20 > letters {
        let share = unreadable * 100 / letters;
        return Err(NotText::new(
            format!(
                "has an unreadable text layer: {share} % of its glyphs do not say which letters they are"
            ),
            "read the text off the pages instead, for example with `ocrmypdf --force-ocr -l swe`",
        ));
    }
    Ok(())
}

/// Pages one after the other: lines as set, a blank line between paragraphs,
/// a form feed at the head of every page but the first.
fn text(sheets: Vec<Sheet>) -> String {
    let mut text = String::new();
    for (at, sheet) in sheets.into_iter().enumerate() {
        if at > 0 {
            text.push_str("\n\n\u{C}");
        }
        let body = columns::in_order(sheet.pieces, sheet.extent);
        text.push_str(&body.join("\n\n"));
    }
    text
}
