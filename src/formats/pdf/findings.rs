//! What was made of each page → what is told of the document: notes on pages
//! that were not read in full, or why nothing was. Reads nothing itself.

use super::super::{scan, truncated};
use super::damage::{Damage, Fonts};
use super::glyphs::Collected;
use super::open::Rest;
use crate::decode::NotText;

/// One glyph in so many may lack its letter without a word.
const FEW: usize = 20;
/// One glyph in so many that lacks its letter makes a page unreadable.
const MANY: usize = 3;
/// A page with fewer letters than this under a picture of half its size may
/// be a scan with a stamp on it.
const STAMP: usize = 200;

/// What was made of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    Read,
    /// Some of its letters are not known.
    Gaps,
    /// Read up to a damaged place.
    Part,
    /// Few words on a large picture.
    Stamped,
    /// Read off a picture.
    Ocr,
    Empty,
    Picture,
    Unreadable,
    Damaged,
    /// The page is not in the file.
    Lost,
}

impl Finding {
    /// `filled_in`: letters that were filled in on the page.
    pub(super) fn of(page: &Collected, damage: Damage, filled_in: usize) -> Self {
        let letters = page.glyphs.len() + filled_in;
        if damage.fonts == Fonts::All || page.unreadable * MANY > letters {
            Finding::Unreadable
        } else if letters == 0 {
            match page.pictures {
                _ if damage.contents => Finding::Damaged,
                0 => Finding::Empty,
                _ => Finding::Picture,
            }
        } else if damage.contents {
            Finding::Part
        } else if damage.fonts == Fonts::Some
            || page.strange_font
            || page.unreadable * FEW > letters
        {
            Finding::Gaps
        } else if page.covered > 0.5 && letters < STAMP && !page.has_hidden_text {
            Finding::Stamped
        } else {
            Finding::Read
        }
    }

    /// Its glyphs are text.
    pub(super) fn is_text(self) -> bool {
        use Finding::{Gaps, Ocr, Part, Read, Stamped};
        matches!(self, Read | Gaps | Part | Stamped | Ocr)
    }

    /// What the page says is said by pictures.
    pub(super) fn is_picture(self) -> bool {
        matches!(self, Finding::Picture | Finding::Stamped)
    }

    /// There was something on the page, and it could not be read.
    pub(super) fn is_unread(self) -> bool {
        use Finding::{Damaged, Lost, Unreadable};
        matches!(self, Damaged | Lost | Unreadable)
    }

    /// What is said of one page, and of several.
    fn told(self) -> Option<[&'static str; 2]> {
        Some(match self {
            Finding::Read => return None,
            Finding::Gaps => [
                "is set in a font that does not say which letters it sets: some are missing or wrong",
                "are set in fonts that do not say which letters they set: some are missing or wrong",
            ],
            Finding::Part => [
                "is damaged: part of its text is missing or wrong",
                "are damaged: part of their text is missing or wrong",
            ],
            Finding::Stamped => [
                "is a picture with a few words on it: only those were read",
                "are pictures with a few words on them: only those were read",
            ],
            Finding::Ocr => [
                "was read by OCR: check citations against the page",
                "were read by OCR: check citations against the pages",
            ],
            Finding::Empty => ["is empty", "are empty"],
            Finding::Picture => [
                "is a picture: no text was read from it",
                "are pictures: no text was read from them",
            ],
            Finding::Unreadable => [
                "has an unreadable text layer: no text was read from it",
                "have an unreadable text layer: no text was read from them",
            ],
            Finding::Damaged => [
                "is damaged: no text was read from it",
                "are damaged: no text was read from them",
            ],
            Finding::Lost => ["is lost", "are lost"],
        })
    }
}

/// A note for each run of pages of which the same is to be said; `ocr`: it was
/// tried where there was a use for it.
pub(super) fn notes(findings: &[Finding], ocr: bool) -> Vec<String> {
    let (mut notes, mut from) = (Vec::new(), 1);
    for run in findings.chunk_by(|a, b| a == b) {
        let to = from + run.len() - 1;
        if let Some([one, several]) = run[0].told() {
            let cure = match run[0].is_picture() && !ocr {
                true => "; --ocr reads it off",
                false => "",
            };
            notes.push(if from == to {
                format!("page {from} {one}{cure}")
            } else {
                format!("pages {from}–{to} {several}{cure}")
            });
        }
        from = to + 1;
    }
    notes
}

/// Why a document in which no page has text is not read. `share` is how much
/// of its glyphs, in percent, do not say which letters they are.
pub(super) fn refusal(findings: &[Finding], rest: Option<&Rest>, share: usize) -> NotText {
    let count = |wanted| findings.iter().filter(|&&found| found == wanted).count();
    if let Some(rest) = rest {
        return rest.unread();
    }
    if count(Finding::Unreadable) > 0 {
        let why = if share > 0 {
            format!("{share} % of its glyphs do not say which letters they are")
        } else {
            "its fonts are damaged".to_owned()
        };
        return NotText::new(
            format!("has an unreadable text layer: {why}"),
            "read the text off the pages instead, for example with `ocrmypdf --force-ocr -l swe`",
        );
    }
    match (count(Finding::Picture), count(Finding::Damaged)) {
        (0, 0) => NotText::new("is a PDF without text", "check that it was saved whole"),
        (0, damaged) => truncated(format!(
            "is truncated or damaged: {damaged} of {} pages have contents that break off",
            findings.len()
        )),
        (1, _) => scan("is a scan: a page that is a picture, and no text layer"),
        (pictures, _) => scan(format!(
            "is a scan: {pictures} pages of pictures and no text layer"
        )),
    }
}
