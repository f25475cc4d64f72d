//! The views that look behind the answers, as lists: themes, what the summary does
//! not hold, what the sender took, what became of what was asked before. Each is
//! told once, as columns and rows; a document sets a sentence and its place into
//! one cell, a workbook gives either a column of its own.

mod lost;
mod memory;
mod topics;
mod uptake;

use super::super::Material;
use super::super::cite::cited;
use super::phrases::quoted;
use super::{document_of, head};
use crate::docx::{Block, Cell as TableCell, Document, Paragraph, Row, Section, Style, Table};
use crate::lang::Words;
use crate::position::Passage;

/// A list of a view.
pub(super) struct List {
    /// The message that heads it.
    pub(super) key: &'static str,
    /// What is told before its rows.
    pub(super) told: Vec<String>,
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// A cell a column.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column: the message that heads it, its width in letters, and whether its
/// cells are sentences, each with a place.
pub(super) struct Column {
    pub(super) key: &'static str,
    pub(super) width: u32,
    pub(super) placed: bool,
}

/// A cell.
#[derive(Clone)]
pub(super) enum Cell {
    /// A name, a number, a word of the program's own.
    Plain(String),
    /// What somebody wrote, and where.
    Said(String, String),
}

impl Column {
    const fn plain(key: &'static str, width: u32) -> Self {
        Column {
            key,
            width,
            placed: false,
        }
    }

    const fn said(key: &'static str, width: u32) -> Self {
        Column {
            key,
            width,
            placed: true,
        }
    }
}

impl Cell {
    fn plain(words: impl Into<String>) -> Self {
        Cell::Plain(words.into())
    }

    fn passage(words: &Words, one: &Passage) -> Self {
        Cell::Said(one.quote.clone(), cited(words, &one.document, one.lines))
    }

    fn none() -> Self {
        Cell::Plain(String::new())
    }

    /// As it stands in one cell.
    fn joined(&self) -> String {
        match self {
            Cell::Plain(words) => words.clone(),
            Cell::Said(words, place) => format!("{} ({place})", quoted(words)),
        }
    }
}

/// All lists in the order of the page; a document shows so many themes.
pub(super) fn lists(material: &Material, words: &Words, themes: usize) -> Vec<List> {
    let mut all = vec![topics::list(material, words, themes)];
    all.extend(lost::lists(material, words));
    all.push(uptake::list(material, words));
    all.push(memory::list(material, words));
    all
}

/// Themes that a document shows, as the page does; a workbook has all.
const THEMES: usize = 30;

/// The lists as a document of their own.
pub(super) fn document(material: &Material, words: &Words) -> Document {
    let mut section = Section {
        landscape: true,
        ..Section::default()
    };
    head(&mut section, material, words);
    fill(&mut section, material, words);
    document_of(material, words, vec![section])
}

/// The lists behind what stands in a section already.
pub(super) fn fill(section: &mut Section, material: &Material, words: &Words) {
    for list in lists(material, words, THEMES) {
        section.heading(1, words.say(list.key));
        for told in &list.told {
            section.plain(Style::Body, told);
        }
        if !list.rows.is_empty() {
            section.blocks.push(Block::Table(table(&list, words)));
        }
    }
}

fn table(list: &List, words: &Words) -> Table {
    let cell = |cell: &Cell| -> TableCell { vec![Paragraph::plain(Style::Body, cell.joined())] };
    let row = |cells: &Vec<Cell>| Row {
        cells: cells.iter().map(cell).collect(),
        marked: false,
    };
    Table {
        title: words.say(list.key).into_owned(),
        widths: list.columns.iter().map(|column| column.width).collect(),
        head: list
            .columns
            .iter()
            .map(|column| words.say(column.key).into_owned())
            .collect(),
        rows: list.rows.iter().map(row).collect(),
    }
}
