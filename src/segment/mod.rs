//! Segmentation: a document → its units, facts about respondents, and notes.
//!
//! Never fails: what the recognisers do not understand becomes a note with
//! its line. One recogniser a file; what they look for is data (the
//! lexicon). Order of work: what kind of paper is it ([`kind`]), then the
//! reader of that kind ([`report`], [`minutes`], [`opinion`], [`packet`],
//! [`letter`]) walks the lines and opens and closes units through
//! [`builder`].

mod asked;
mod attachment;
mod builder;
mod council;
mod dates;
mod decision;
mod heading;
mod hints;
mod item;
mod kind;
mod letter;
mod minutes;
mod opinion;
mod packet;
mod referral;
mod report;
mod response;
mod signers;
mod statement;
mod summary;

use crate::document::{Document, DocumentKind};
use crate::layout::Layout;
use crate::line::Lines;
use crate::unit::{Note, Segmentation};
use builder::Builder;

/// Rises when the same text would be segmented differently, so that an
/// archive knows which documents to read again.
pub const VERSION: u32 = 2;

/// Everything the recognisers find in a document, with its layout.
pub fn segment(document: &Document) -> (Segmentation, Layout) {
    let lines = Lines::new(document);
    let layout = Layout::new(&lines);
    let kind = kind::classify(&lines);
    let mut builder = Builder::new(&lines, &layout);
    match kind {
        DocumentKind::Utlatande => report::read(&mut builder),
        DocumentKind::Protokollsutdrag => minutes::read(&mut builder, 0, lines.len()),
        DocumentKind::Tjansteutlatande => {
            opinion::read(&mut builder, 0, lines.len());
        }
        DocumentKind::Handlingar => packet::read(&mut builder),
        DocumentKind::Remissvar => letter::read(&mut builder),
        DocumentKind::Okand => {}
    }
    let mut found = builder.finish(kind);
    if found.units.is_empty() {
        found.notes = vec![Note {
            line: 1,
            text: match kind {
                DocumentKind::Okand => {
                    "not recognised as a consultation paper; nothing was taken from it".to_owned()
                }
                kind => format!(
                    "looks like {}, but no decision, answer or statement on a referral was found in it",
                    kind.name()
                ),
            },
        }];
    }
    (found, layout)
}
