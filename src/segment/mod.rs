//! Segmentation: a document → its units, facts about respondents, and notes.
//!
//! Never fails: what the recognisers do not understand becomes a note with
//! its line. One recogniser a file; what they look for is data (the
//! lexicon). Order of work: what kind of paper is it and what does it tell of
//! itself ([`signs`], [`head`]), then the reader of that kind ([`report`],
//! [`minutes`], [`opinion`], [`packet`], [`letter`]) walks the lines and opens
//! and closes units through [`builder`].

mod account;
mod adopted;
mod annex;
mod asked;
mod attachment;
mod bound;
mod builder;
mod continued;
mod council;
pub(crate) mod dates;
mod decision;
mod delegated;
mod extent;
mod head;
mod heading;
mod hints;
mod item;
mod item_of;
mod joined;
mod letter;
mod list;
mod minutes;
mod missiv;
mod opinion;
mod outside;
mod packet;
mod referral;
mod report;
mod response;
mod signature;
mod signers;
pub(crate) mod signs;
mod statement;
mod summary;
mod why;

pub(crate) use account::bill::passages;
pub(crate) use account::prose::is_numbered_heading;
pub(crate) use signs::names::sender;
pub use why::{Candidate, Field, why};

use crate::authority::Authority;
use crate::document::{Document, DocumentKind};
use crate::layout::Layout;
use crate::line::Lines;
use crate::unit::{Fact, Head, Note, Segmentation};
use crate::{lexicon, text};
use builder::Builder;
use signs::Scored;
use signs::sheet::Sheet;

/// Rises when the same text would be segmented differently, so that an
/// archive knows which documents to read again.
pub const VERSION: u32 = 13;

/// Everything the recognisers find in a document, with its layout.
pub fn segment(document: &Document) -> (Segmentation, Layout) {
    segment_as(document, None)
}

/// The same in a paper of which somebody knows the kind.
pub(crate) fn segment_as(
    document: &Document,
    known: Option<DocumentKind>,
) -> (Segmentation, Layout) {
    if let Some(found) = list::read(document) {
        return (found, Layout::default());
    }
    let lines = Lines::new(document);
    let mut layout = Layout::new(&lines);
    let mut found = read_as(&lines, &layout, known);
    layout.columns = std::mem::take(&mut found.columns);
    (found, layout)
}

fn read_as(lines: &Lines<'_>, layout: &Layout, known: Option<DocumentKind>) -> Segmentation {
    let sheet = Sheet::new(lines, layout, 0..own_end(lines));
    let kinds = signs::kinds::weigh(&sheet);
    if let Some(kind) = known {
        let mut found = read(lines, layout, &sheet, kind);
        if kind == DocumentKind::Remissvar && found.units.is_empty() {
            found = letter::unframed(lines, layout, head::look(&sheet, kind));
        }
        only_speaker(&mut found);
        return found;
    }
    let mut found = None;
    for kind in choices(&kinds) {
        let read = read(lines, layout, &sheet, kind);
        let empty = read.units.is_empty() && needs_units(kind);
        if found.is_none() || !empty {
            found = Some(read);
        }
        if !empty {
            break;
        }
    }
    let mut found = found.unwrap_or_else(|| read(lines, layout, &sheet, DocumentKind::Okand));
    guess_kind(&kinds, &mut found);
    explain(&mut found);
    only_speaker(&mut found);
    found
}

/// Of whom the head says nothing and everything in an answer is by one, that one
/// answers; which is a guess, and marked as one.
fn only_speaker(found: &mut Segmentation) {
    let mut whose = found.units.iter().map(|unit| unit.respondent.as_deref());
    let first = whose.next().flatten();
    if found.kind.is_answer() && found.head.respondent.is_none() && whose.all(|one| one == first) {
        found.head.respondent = first.map(str::to_owned);
        let kind = |name: &str| Authority::standard().kind_told(name);
        found.head.respondent_kind = first.and_then(kind);
        if first.is_some() {
            found.head.guessed.push("respondent".to_owned());
        }
    }
}

/// Where a web page turns to other things; a paper's end elsewhere.
fn own_end(lines: &Lines<'_>) -> usize {
    const OWN: usize = 4;
    let data = &lexicon::signs().text.page_ends;
    let ends = |at: &usize| {
        let low = text::lower(lines.raw(*at));
        let bare = low.trim_matches(['#', ':', ' ', '*']);
        lines.line(*at).heading > 0 && data.iter().any(|end| end == bare)
    };
    let mut worded = (0..lines.len()).filter(|&at| !lines.is_blank(at));
    worded.by_ref().take(OWN).for_each(drop);
    worded.find(ends).unwrap_or(lines.len())
}

/// How far below the best kind another may lie to be tried where the reader
/// of the best finds nothing.
const NEXT: f32 = 2.0;
/// So near to the next, a kind is marked as a guess.
const APART: f32 = 1.0;

/// The best kind, and those near it; a paper without signs has no reader.
fn choices(kinds: &[Scored<DocumentKind>]) -> Vec<DocumentKind> {
    let best = kinds.first().map_or(0.0, |kind| kind.total);
    // A paper to the council holds the words of letters and is none.
    let council = kinds
        .first()
        .is_some_and(|kind| kind.value == DocumentKind::Utlatande);
    kinds
        .iter()
        .take_while(|kind| kind.total >= best - NEXT && kind.value != DocumentKind::Okand)
        .map(|kind| kind.value)
        .filter(|kind| !(council && *kind == DocumentKind::Remissvar))
        .collect()
}

/// A paper of this kind without a unit was perhaps another.
fn needs_units(kind: DocumentKind) -> bool {
    !matches!(
        kind,
        DocumentKind::Missiv | DocumentKind::Forslag | DocumentKind::Remissammanstallning
    )
}

fn read(lines: &Lines<'_>, layout: &Layout, sheet: &Sheet<'_>, kind: DocumentKind) -> Segmentation {
    let mut out = Builder::new(lines, layout);
    let both = matches!(
        kind,
        DocumentKind::Protokollsutdrag | DocumentKind::Tjansteutlatande
    );
    if let Some(kind) = both.then(|| bound::read_both(&mut out)).flatten() {
        return out.finish(kind);
    }
    let head = head::look(sheet, kind);
    match kind {
        DocumentKind::Utlatande => match account::summed(lines) {
            // Where each answer is printed in full, the report's own reader.
            Some(at) if !report::prints_answers(lines) => {
                account::council(&mut out, sheet, &head, at);
            }
            _ => {
                report::read(&mut out);
                if out.is_empty() {
                    account::of_asked(&mut out);
                }
            }
        },
        DocumentKind::Protokollsutdrag => minutes::read(&mut out, &head, 0, lines.len()),
        DocumentKind::Tjansteutlatande => {
            if !account::of_office(&mut out, sheet, &head) {
                opinion::read(&mut out, Some(&head), 0, lines.len());
            }
        }
        DocumentKind::Handlingar if packet::is_minutes(sheet) => {
            minutes::read(&mut out, &head, 0, lines.len());
        }
        DocumentKind::Handlingar => packet::read(&mut out),
        DocumentKind::Remissvar => match bound::read(&mut out, &head) {
            Some(DocumentKind::Handlingar) => return out.finish(DocumentKind::Handlingar),
            Some(_) => {}
            None => letter::read(&mut out, &head),
        },
        DocumentKind::Missiv => missiv::read(&mut out, sheet, &head),
        DocumentKind::Remissammanstallning => account::read(&mut out, sheet, &head),
        DocumentKind::Forslag | DocumentKind::Forteckning | DocumentKind::Okand => {}
    }
    if kind != DocumentKind::Okand {
        out.set_head(head);
    }
    out.finish(kind)
}

fn guess_kind(kinds: &[Scored<DocumentKind>], found: &mut Segmentation) {
    let total = |one: Option<&Scored<DocumentKind>>| one.map_or(0.0, |one| one.total);
    let own = kinds.iter().find(|one| one.value == found.kind);
    let next = kinds.iter().find(|one| one.value != found.kind);
    if found.kind != DocumentKind::Okand && total(own) < total(next) + APART {
        found.head.guessed.insert(0, "kind".to_owned());
    }
}

/// A paper without a unit says what it is, and why there is none.
fn explain(found: &mut Segmentation) {
    if !found.units.is_empty() {
        return;
    }
    let kind = found.kind;
    let asked = found.facts.iter().filter(|fact| fact.fact == Fact::Asked);
    let asked = asked.count();
    if kind == DocumentKind::Missiv && asked > 0 {
        let text = format!("looks like missiv: it sends a proposal out and asks {asked}");
        found.notes.insert(0, Note { line: 1, text });
    }
    if !found.facts.is_empty() {
        return;
    }
    // Minutes, memos and packets without a word on a referral are papers of
    // another kind.
    if matches!(
        kind,
        DocumentKind::Protokollsutdrag
            | DocumentKind::Tjansteutlatande
            | DocumentKind::Handlingar
            | DocumentKind::Utlatande
    ) {
        found.kind = DocumentKind::Okand;
        found.head = Head::default();
        found.referrals.clear();
        found.central.clear();
    }
    let text = match kind {
        DocumentKind::Okand => {
            "not recognised as a consultation paper; nothing was taken from it".to_owned()
        }
        DocumentKind::Missiv => {
            "looks like missiv: it sends a proposal out and does not list who was asked".to_owned()
        }
        DocumentKind::Forslag => {
            "looks like forslag: the proposal itself; nobody answers in it".to_owned()
        }
        kind => format!(
            "looks like {}, but no decision, answer or statement on a referral was found in it",
            kind.name()
        ),
    };
    found.notes = vec![Note { line: 1, text }];
}
