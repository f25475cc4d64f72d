//! The annex: who was asked and has answered, who has answered besides, who
//! abstained, who did not answer. Each name once, with its day and place.

use super::super::Material;
use super::super::cite::cited;
use super::has_answered;
use super::phrases::listed;
use crate::docx::{Block, Cell, Document, Paragraph, Row, Section, Style, Table};
use crate::lang::Words;
use crate::ledger::{Entry, Status};

/// The whole document.
pub(super) fn document(material: &Material, words: &Words) -> Document {
    let mut section = Section::default();
    super::head(&mut section, material, words);
    let entries = || material.ledger.entries.iter();
    let answered = |asked: bool| -> Vec<&Entry> {
        entries()
            .filter(|entry| has_answered(entry.status) && entry.asked == asked)
            .collect()
    };
    let of = |wanted: &[Status]| -> Vec<&Entry> {
        entries()
            .filter(|entry| wanted.contains(&entry.status))
            .collect()
    };
    for (key, entries) in [
        ("doc-list-answered", answered(true)),
        ("doc-list-besides", answered(false)),
        ("doc-list-abstained", of(&[Status::Abstained])),
        (
            "doc-list-missing",
            of(&[Status::Unaccounted, Status::NotAmongPapers]),
        ),
    ] {
        if entries.is_empty() {
            continue;
        }
        let n = [("n", entries.len().into())];
        section.heading(1, words.with(key, &n));
        let names: Vec<&str> = entries
            .iter()
            .map(|entry| entry.respondent.as_str())
            .collect();
        section.plain(Style::Body, format!("{}.", listed(words, &names)));
    }
    section.heading(1, words.say("doc-list-table"));
    section.blocks.push(Block::Table(table(material, words)));
    super::document_of(material, words, vec![section])
}

fn table(material: &Material, words: &Words) -> Table {
    let head = ["doc-respondent", "doc-status", "doc-day", "doc-place"];
    Table {
        title: words.say("doc-list-table").into_owned(),
        widths: vec![40, 30, 14, 16],
        head: head.map(|key| words.say(key).into_owned()).to_vec(),
        rows: material
            .ledger
            .entries
            .iter()
            .map(|entry| row(material, words, entry))
            .collect(),
    }
}

fn row(material: &Material, words: &Words, entry: &Entry) -> Row {
    let mut status = words.named("status", entry.status.name());
    if !entry.asked {
        status = format!("{status}, {}", words.say("doc-not-asked"));
    }
    if entry.late.is_some_and(|late| late.late) {
        status = format!("{status}, {}", words.say("doc-late"));
    }
    if let Some(via) = &entry.via {
        let given = [("via", via.clone().into())];
        status = format!("{status} ({})", words.with("doc-via", &given));
    }
    let day = entry.received.as_deref().or_else(|| {
        let row = material.respondent(&entry.respondent)?.rows.first()?;
        material.positions[*row].date.as_deref()
    });
    let place = entry
        .place
        .as_ref()
        .map(|place| cited(words, &place.document, place.lines));
    let cell = |text: &str| -> Cell { vec![Paragraph::plain(Style::Body, text)] };
    Row {
        cells: vec![
            cell(&entry.respondent),
            cell(&status),
            cell(day.unwrap_or("")),
            cell(&place.unwrap_or_default()),
        ],
        marked: false,
    }
}
