//! PDF with a text layer → pages of lines as they were set, a page break as
//! a form feed. Knows pages, not papers; a page that is only a picture is handed
//! to whoever can read it, and else named.

mod attached;
mod bombs;
mod breaks;
mod columns;
mod damage;
mod directions;
#[cfg(feature = "serve")]
pub(super) mod draw;
mod fields;
mod findings;
mod furniture;
mod glyphs;
mod grid;
mod layers;
mod open;
mod pictures;
mod rescue;
mod rows;
mod rules;
mod side;
mod spacing;
mod tables;
mod tree;
mod unpack;

use super::{Ocr, Picture, section_signs, truncated};
use crate::decode::NotText;
use crate::limits::{Limit, Limits};
use breaks::Paragraph;
use damage::Inspector;
use fields::Field;
use findings::Finding;
use glyphs::{Collected, Glyph, TooMuch};
use hayro_interpret::kurbo::Rect;
use open::Opened;
use rows::Piece;
use rules::Table;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Boxes for ticks on a page in which drawn ticks are looked for.
const TICKS: usize = 200;

/// The pieces of text on one page.
#[derive(Default)]
struct Sheet {
    pieces: Vec<Piece>,
    tables: Vec<Table>,
    /// Width and height.
    extent: (f64, f64),
    /// The words read off its pictures.
    read: String,
    /// Its letters were read off a picture too, by whoever made the file.
    is_scan: bool,
}

impl Sheet {
    /// How far down a piece stands, from 0 to 1, as its text is turned; what
    /// leans stands in the middle.
    fn depth(piece: &Piece, (width, height): (f64, f64)) -> f64 {
        match piece.turn {
            0 | 180 => piece.y / height.max(1.0),
            90 | 270 => piece.y / width.max(1.0),
            _ => 0.5,
        }
    }
}

/// The text of all pages, and what is to be said of them.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    ocr: Option<&Ocr<'_>>,
) -> Result<(String, Vec<String>), NotText> {
    bombs::check(bytes, limits)?;
    // The library reads hostile files; should it fail, one document is lost.
    let read = catch_unwind(AssertUnwindSafe(|| read_pages(bytes, limits, ocr)));
    read.unwrap_or_else(|why| {
        Err(if why.is::<TooMuch>() {
            limits.passed(Limit::Glyphs)
        } else {
            truncated("is a PDF that is truncated or damaged")
        })
    })
}

fn read_pages(
    bytes: &[u8],
    limits: &Limits,
    ocr: Option<&Ocr<'_>>,
) -> Result<(String, Vec<String>), NotText> {
    let Opened { pdf, pages, rest } = open::open(bytes, limits)?;
    let reader = glyphs::Reader::new(&pdf);
    let mut inspector = Inspector::default();
    let mut made = Made::default();
    for (number, page) in (1..).zip(pages) {
        let Some(page) = page.and_then(|at| pdf.pages().get(at)) else {
            made.sheets.push(Sheet::default());
            made.findings.push(Finding::Lost);
            continue;
        };
        let collected = reader.page(page, limits);
        let fields = fields::on_page(page, collected.extent);
        let filled_in = fields.iter().flat_map(|field| &field.pieces);
        let filled_in = filled_in.map(|piece| piece.text.len()).sum();
        let finding = Finding::of(&collected, inspector.page(page), filled_in);
        let ocr = ocr.filter(|_| finding.is_picture());
        let read = ocr.and_then(|ocr| {
            let file = pictures::of_page(&pdf, page, collected.dots, limits)?;
            ocr(&Picture { page: number, file }).filter(|words| !words.trim().is_empty())
        });
        made.add(collected, fields, finding, read);
        limits.check_bytes(Limit::Text, made.size as u64)?;
    }
    let Made {
        mut sheets,
        findings,
        ..
    } = made;
    if !findings.iter().any(|finding| finding.is_text()) {
        let share = made.unreadable * 100 / made.letters.max(1);
        return Err(findings::refusal(&findings, rest.as_ref(), share));
    }
    furniture::drop(&mut sheets);
    let read = findings
        .iter()
        .filter(|finding| !finding.is_unread())
        .count();
    let mut notes: Vec<String> = rest.iter().map(|rest| rest.note(read)).collect();
    notes.extend(findings::notes(&findings, ocr.is_some()));
    notes.extend(attached::note(&pdf));
    let (text, signs) = text(sheets);
    notes.extend(section_signs::note(signs));
    Ok((text, notes))
}

/// What was made of the pages so far.
#[derive(Default)]
struct Made {
    sheets: Vec<Sheet>,
    findings: Vec<Finding>,
    /// Glyphs, and those of them that do not say which letters they are.
    letters: usize,
    unreadable: usize,
    /// Bytes of text.
    size: usize,
}

impl Made {
    /// Adds a page; `read` is what was read off its pictures.
    fn add(
        &mut self,
        collected: Collected,
        fields: Vec<Field>,
        finding: Finding,
        read: Option<String>,
    ) {
        let finding = read.as_ref().map_or(finding, |_| Finding::Ocr);
        self.letters += collected.glyphs.len();
        self.unreadable += collected.unreadable;
        let pieces = if finding.is_text() {
            pieces(collected.glyphs, collected.extent, fields)
        } else {
            Vec::new()
        };
        let sheet = Sheet {
            pieces,
            tables: collected.rules.tables(),
            extent: collected.extent,
            is_scan: collected.has_hidden_text && collected.covered > 0.5,
            read: read.unwrap_or_default(),
        };
        let set = sheet.pieces.iter().map(|piece| piece.text.len());
        self.size += sheet.read.len() + set.sum::<usize>();
        self.sheets.push(sheet);
        self.findings.push(finding);
    }
}

/// What is drawn on a page, and what was filled in on it.
fn pieces(mut glyphs: Vec<Glyph>, extent: (f64, f64), fields: Vec<Field>) -> Vec<Piece> {
    let ticks = fields.iter().filter_map(|field| field.instead_of);
    let ticks: Vec<Rect> = ticks.take(TICKS).collect();
    if !ticks.is_empty() {
        glyphs.retain(|glyph| !ticks.iter().any(|tick| tick.contains((glyph.x, glyph.y))));
    }
    let directions = directions::upright(glyphs, extent).into_iter();
    let drawn = directions.flat_map(|(turn, glyphs)| rows::pieces(glyphs, turn));
    drawn
        .chain(fields.into_iter().flat_map(|field| field.pieces))
        .collect()
}

/// Pages one after the other: lines as set, a blank line between paragraphs,
/// a form feed at the head of every page but the first. Also counts the signs
/// put back in text read by OCR.
fn text(sheets: Vec<Sheet>) -> (String, usize) {
    let (mut text, mut signs) = (String::new(), 0);
    let mut before: Option<Paragraph> = None;
    for (at, sheet) in sheets.into_iter().enumerate() {
        let mut feed = at > 0;
        let mut body = columns::in_order(sheet.pieces, &sheet.tables, sheet.extent);
        body.extend(Paragraph::read(&sheet.read));
        if sheet.is_scan || !sheet.read.is_empty() {
            for paragraph in &mut body {
                let (text, count) = section_signs::put_back(&paragraph.text);
                paragraph.text = text;
                signs += count;
            }
        }
        if feed && body.is_empty() {
            text.push_str("\n\n\u{C}");
            before = None;
        }
        for paragraph in body {
            let goes_on = |before: &Paragraph| before.goes_on_in(&paragraph, !feed);
            text.push_str(match &before {
                Some(before) if goes_on(before) => "\n",
                None if !feed => "",
                _ => "\n\n",
            });
            if std::mem::take(&mut feed) {
                text.push('\u{C}');
            }
            text.push_str(&paragraph.text);
            before = Some(paragraph);
        }
    }
    (text, signs)
}

/// The middle value; 0 of none.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    let middle = values.len() / 2;
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}
