//! The table: pages that lie, a row a respondent with room for a comment; then a
//! section an area. Nothing is left out in silence: who did not answer is named
//! below the table.

use super::super::cite::cited;
use super::super::{Asking, Material, Said};
use super::beside;
use super::earlier::{Earlier, News};
use super::phrases::{asked_by, head as head_of, listed, place, point, quoted};
use super::row::Row;
use super::texts::Texts;
use super::{head, news};
use crate::docx::{
    Block, Cell, Document, Field, Inline, Paragraph, Row as TableRow, Section, Style, Table,
};
use crate::lang::Words;
use crate::ledger::Status;
use crate::position::{Area, Position};
use crate::text::capitalised;
use crate::unit::UnitKind;
use std::collections::{BTreeMap, BTreeSet};

/// The whole document.
pub(super) fn document(material: &Material, words: &Words, earlier: Option<&Earlier>) -> Document {
    let texts = Texts::of(material);
    let rows = Row::all(material, &texts);
    let mut first = Section {
        landscape: true,
        ..Section::default()
    };
    head(&mut first, material, words);
    let told = earlier.map(|earlier| earlier.news(&rows));
    if let Some(told) = &told {
        news::section(&mut first, told, words);
    }
    first.heading(1, words.say("doc-respondents"));
    first.plain(Style::Small, words.say("doc-how-table"));
    first
        .blocks
        .push(Block::Table(table(&rows, words, earlier, told.as_ref())));
    silent(&mut first, material, words);
    let mut second = Section::default();
    second.heading(1, words.say("doc-areas"));
    for area in &material.areas {
        section(&mut second, material, words, area);
    }
    beside::unread(&mut second, material, words, 2);
    super::document_of(material, words, vec![first, second])
}

fn table(rows: &[Row<'_>], words: &Words, earlier: Option<&Earlier>, told: Option<&News>) -> Table {
    let head = [
        "doc-respondent",
        "doc-position",
        "doc-points",
        "doc-comment",
    ];
    let mut table = Table {
        title: words.say("doc-respondents").into_owned(),
        widths: vec![20, 27, 33, 20],
        head: head.map(|key| words.say(key).into_owned()).to_vec(),
        rows: rows
            .iter()
            .map(|row| self::row(row, words, earlier, told))
            .collect(),
    };
    // Nobody's words are dropped with the respondent they were about.
    for gone in told.into_iter().flat_map(|told| &told.gone) {
        let name = vec![
            strong(&gone.name),
            text(&words.say("doc-row-gone")),
            field(words, gone.fields("mark")),
        ];
        table.rows.push(TableRow {
            cells: vec![
                name,
                Cell::new(),
                vec![field(words, gone.fields("summary"))],
                vec![field(words, gone.fields("comment"))],
            ],
            marked: true,
        });
    }
    table
}

fn row(row: &Row<'_>, words: &Words, earlier: Option<&Earlier>, told: Option<&News>) -> TableRow {
    let name = &row.respondent.name;
    let written = |what: &'static str| {
        let text = earlier.and_then(|earlier| earlier.text(&row.key, what));
        field(
            words,
            (
                what,
                name,
                super::earlier::tag(&row.key, &row.evidence, what),
                text.unwrap_or(""),
            ),
        )
    };
    let mut who = vec![strong(name)];
    who.extend(row.day.map(text));
    let state = told.and_then(|told| told.state(&row.key));
    who.extend(state.map(|key| strong(&words.say(key))));
    who.push(written("mark"));
    let mut points = points(row, words);
    points.push(written("summary"));
    TableRow {
        cells: vec![who, position(row, words), points, vec![written("comment")]],
        marked: state.is_some(),
    }
}

fn strong(words: &str) -> Paragraph {
    Paragraph {
        style: Style::Body,
        content: vec![Inline::Strong(words.to_owned())],
    }
}

fn text(words: &str) -> Paragraph {
    Paragraph::plain(Style::Body, words)
}

/// A place to write in: what it is for, whose row it is in, its key, what is
/// written there.
fn field(words: &Words, (what, name, key, text): (&'static str, &str, String, &str)) -> Paragraph {
    let title = words.named("doc", what);
    Paragraph {
        style: Style::Body,
        content: vec![Inline::Field(Field {
            key,
            title: format!("{title}: {name}"),
            prompt: words.named("doc-write", what),
            text: text.to_owned(),
        })],
    }
}

/// The verdict with its sentence, then the parts, then who says otherwise.
fn position(row: &Row<'_>, words: &Words) -> Cell {
    let mut cell = Cell::new();
    if row.wholes.is_empty() {
        cell.push(text(&words.say(row.silence)));
    }
    let differ = row.wholes.len() > 1;
    if differ {
        cell.push(text(&words.count("doc-answers-differ", row.wholes.len())));
    }
    for whole in &row.wholes {
        cell.push(strong(&head_of(words, Said::of(whole))));
        cell.extend(sentence(whole, words, differ));
    }
    if !row.parts.is_empty() {
        let parts = row.parts.iter();
        let parts: Vec<String> = parts
            .map(|(said, names)| format!("{}: {}.", head_of(words, *said), names.join(", ")))
            .collect();
        cell.push(text(&parts.join(" ")));
    }
    if !row.statements.is_empty() {
        let mut kinds: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for (kind, parties) in &row.statements {
            let known = kinds.entry(*kind).or_default();
            if !known.contains(&parties.as_str()) {
                known.push(parties);
            }
        }
        let told: Vec<String> = kinds
            .iter()
            .map(|(kind, parties)| {
                let kind = capitalised(&words.named("unit", kind.name()));
                let parties: Vec<&str> = parties
                    .iter()
                    .copied()
                    .filter(|one| !one.is_empty())
                    .collect();
                match parties.is_empty() {
                    true => format!("{kind}."),
                    false => format!("{kind}: {}.", parties.join("; ")),
                }
            })
            .collect();
        cell.push(text(&told.join(" ")));
    }
    cell
}

/// With the paper's name where the sentences stand in several.
fn sentence(position: &Position, words: &Words, named: bool) -> Option<Paragraph> {
    let evidence = position.evidence.first()?;
    let place = match named {
        true => cited(words, &position.document, evidence.lines),
        false => place(words, &position.document, evidence.lines),
    };
    Some(text(&format!("{} ({place})", quoted(&evidence.quote))))
}

fn points(row: &Row<'_>, words: &Words) -> Cell {
    match row.points.is_empty() {
        true => vec![text(&words.say("doc-no-points"))],
        false => {
            let points = row.points.iter();
            points.map(|ask| text(&point(words, ask))).collect()
        }
    }
}

/// Who only makes statements, or says nothing, by what became of it.
fn silent(section: &mut Section, material: &Material, words: &Words) {
    let of = |is: fn(Status) -> bool| -> Vec<&str> {
        let entries = material.ledger.entries.iter();
        entries
            .filter(|entry| is(entry.status))
            .map(|entry| entry.respondent.as_str())
            .collect()
    };
    let beside = material.respondents.iter().filter(|one| {
        let answers = material
            .entry(one)
            .is_some_and(|entry| entry.status.has_answered());
        !answers && one.rows.is_empty() && !one.statements.is_empty()
    });
    let beside: Vec<&str> = beside.map(|one| one.name.as_str()).collect();
    for (key, names) in [
        ("doc-statements-of", beside),
        ("doc-abstained", of(|status| status == Status::Abstained)),
        ("doc-missing", of(Status::is_missing)),
    ] {
        if !names.is_empty() {
            let given = [
                ("names", listed(words, &names).into()),
                ("n", names.len().into()),
            ];
            section.plain(Style::Body, words.with(key, &given));
        }
    }
}

/// What is said of one area: the answers by verdict, then parties and councils,
/// then what is asked.
fn section(section: &mut Section, material: &Material, words: &Words, area: &Area) {
    section.heading(2, area.title());
    let mut said: BTreeMap<Said, Vec<&Position>> = BTreeMap::new();
    for row in material.of_area(&area.id) {
        said.entry(Said::of(row)).or_default().push(row);
    }
    for (said, rows) in &said {
        let who: BTreeSet<&str> = rows.iter().map(|row| row.respondent.as_str()).collect();
        section.heading(3, format!("{} ({})", head_of(words, *said), who.len()));
        for row in rows {
            section.paragraph(
                Style::Item,
                beside::said_by(material, words, row, &row.respondent),
            );
        }
    }
    beside::of_area(section, material, words, (area, 3));
    let asks = material.asks.iter();
    let asks: Vec<&Asking> = asks
        .filter(|ask| ask.areas.contains(&area.id) && ask.kind == UnitKind::Yttrande)
        .collect();
    if !asks.is_empty() {
        section.heading(3, format!("{} ({})", words.say("doc-points"), asks.len()));
        for ask in asks {
            let content = asked_by(material, words, ask, &ask.respondent);
            section.paragraph(Style::Item, content);
        }
    }
}
