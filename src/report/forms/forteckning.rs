//! The annex: who was asked and has answered, who has answered besides, who
//! abstained, who did not answer. Each name once, with its day and place.

use super::super::Material;
use super::super::cite::cited;
use super::phrases::listed;
use crate::docx::{Block, Cell, Document, Paragraph, Row, Section, Style, Table};
use crate::lang::Words;
use crate::ledger::{Entry, Status};

/// A list of the annex: the message that heads it, and who stands in it.
type List = (&'static str, fn(&Entry) -> bool);

/// The whole document.
pub(super) fn document(material: &Material, words: &Words) -> Document {
    let mut section = Section::default();
    super::head(&mut section, material, words);
    let lists: [List; 4] = [
        ("doc-list-answered", |entry| {
            entry.status.has_answered() && entry.asked
        }),
        ("doc-list-besides", |entry| {
            entry.status.has_answered() && !entry.asked
        }),
        ("doc-list-abstained", |entry| {
            entry.status == Status::Abstained
        }),
        ("doc-list-missing", |entry| entry.status.is_missing()),
    ];
    for (key, is_in) in lists {
        let entries = material.ledger.entries.iter();
        let names: Vec<&str> = entries
            .filter(|entry| is_in(entry))
            .map(|entry| entry.respondent.as_str())
            .collect();
        if names.is_empty() {
            continue;
        }
        let n = [("n", names.len().into())];
        section.heading(1, words.with(key, &n));
        section.plain(Style::Body, format!("{}.", listed(words, &names)));
    }
    section.heading(1, words.say("doc-list-table"));
    section.blocks.push(Block::Table(table(material, words)));
    super::document_of(material, words, vec![section])
}

fn table(material: &Material, words: &Words) -> Table {
    let head = ["doc-respondent", "doc-status", "day", "doc-place"];
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
    let day = match material.day_of(entry) {
        Some(day) => day.to_owned(),
        None if material.ledger.is_of_unknown_day(entry) => words.say("day-unknown").into_owned(),
        None => String::new(),
    };
    let place = entry
        .place
        .as_ref()
        .map(|place| cited(words, &place.document, place.lines));
    let cell = |text: &str| -> Cell { vec![Paragraph::plain(Style::Body, text)] };
    Row {
        cells: vec![
            cell(&entry.respondent),
            cell(&status),
            cell(&day),
            cell(&place.unwrap_or_default()),
        ],
        marked: false,
    }
}
