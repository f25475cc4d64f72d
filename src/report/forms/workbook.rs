//! The table as a workbook: a row a respondent with columns to write in, a row a
//! position for each area, what is new. The key of a row stands in a column that
//! is hidden. The same answers give the same bytes.

use super::super::cite::cited;
use super::super::{Material, Said};
use super::earlier::{Earlier, FIELDS, KEY, News, row_key};
use super::phrases::{head as head_of, place, point};
use super::row::Row;
use super::texts::Texts;
use super::views::{self, Cell, List};
use crate::lang::Words;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use std::io;

/// Letters that Excel takes in one cell.
const LONGEST: usize = 32_767;
/// Rows that Excel takes on one sheet, below its head.
const MOST: usize = 1_048_575;

/// The whole file.
pub fn workbook(
    material: &Material,
    words: &Words,
    earlier: Option<&Earlier>,
) -> io::Result<Vec<u8>> {
    written(material, words, earlier)
        .map_err(|error| io::Error::other(format!("the workbook cannot be written: {error}")))
}

fn written(
    material: &Material,
    words: &Words,
    earlier: Option<&Earlier>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The time at which it was made is left out: it would make every file
    // another.
    let long_ago = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_creation_datetime(&long_ago)
        .set_title(super::title(material, words));
    book.set_properties(&properties);
    let texts = Texts::of(material);
    let rows = Row::all(material, &texts);
    let news = earlier.map(|earlier| earlier.news(&rows));
    // It opens with what is new.
    if let Some(news) = &news {
        told(book.add_worksheet(), news, words)?;
    }
    table(book.add_worksheet(), &rows, words, (earlier, news.as_ref()))?;
    areas(book.add_worksheet(), material, words)?;
    for list in views::lists(material, words, usize::MAX) {
        view(book.add_worksheet(), &list, words)?;
    }
    book.save_to_buffer()
}

/// How cells look.
struct Looks {
    head: Format,
    plain: Format,
    marked: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Looks {
            head: plain
                .clone()
                .set_bold()
                .set_border_bottom(FormatBorder::Thin),
            marked: plain.clone().set_background_color(Color::RGB(0xFF_F2_CC)),
            plain,
        }
    }
}

/// A sheet whose head stays and is printed on each page, lying.
fn opened(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(String, f64)],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    for (at, (name, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, name, &looks.head)?;
        sheet.set_column_width(at, *width)?;
    }
    Ok(())
}

/// Points of a line of text, and the most that a row may have.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// Writes a row as high as its text needs: not every program looks itself.
fn put(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[String],
    (look, columns): (&Format, &[(String, f64)]),
) -> Result<(), XlsxError> {
    let lines = |cell: &String, width: f64| -> f64 {
        let line = |line: &str| (line.chars().count() as f64 / width).ceil().max(1.0);
        cell.lines().map(line).sum()
    };
    let mut highest: f64 = 1.0;
    for (at, (cell, (name, width))) in (0..).zip(cells.iter().zip(columns)) {
        sheet.write_string_with_format(row, at, fitting(cell), look)?;
        if name != KEY {
            highest = highest.max(lines(cell, *width));
        }
    }
    sheet.set_row_height(row, (highest * LINE).min(HIGHEST))?;
    Ok(())
}

/// As much as a cell takes, counted as Excel counts.
fn fitting(words: &str) -> String {
    let mut left = LONGEST;
    words
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect()
}

fn table(
    sheet: &mut Worksheet,
    rows: &[Row<'_>],
    words: &Words,
    (earlier, news): (Option<&Earlier>, Option<&News>),
) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let say = |key| words.say(key).into_owned();
    // What people write in stands last: it is read back by its place.
    let heads = [
        (KEY.to_owned(), 10.0),
        (say("doc-respondent"), 22.0),
        (say("day"), 11.0),
        (say("doc-new"), 10.0),
        (say("doc-position"), 22.0),
        (say("doc-sentence"), 36.0),
        (say("doc-place"), 10.0),
        (say("doc-statements"), 14.0),
        (say("doc-points"), 48.0),
        (say("doc-comment"), 30.0),
        (say("doc-summary"), 26.0),
        (say("doc-mark"), 10.0),
    ];
    opened(sheet, &words.say("doc-sheet-table"), &heads, &looks)?;
    let mut at = 0;
    for row in rows {
        at += 1;
        let state = news.and_then(|news| news.state(&row.key));
        let look = if state.is_some() {
            &looks.marked
        } else {
            &looks.plain
        };
        let state = state.map_or(String::new(), |key| words.say(key).into_owned());
        let mut cells = cells(row, state, words);
        for what in FIELDS {
            let text = earlier.and_then(|earlier| earlier.text(&row.key, what));
            cells.push(text.unwrap_or("").to_owned());
        }
        put(sheet, at, &cells, (look, &heads))?;
    }
    for gone in news.into_iter().flat_map(|news| &news.gone) {
        at += 1;
        let mut cells = vec![String::new(); heads.len()];
        cells[0] = gone.row_key();
        cells[1].clone_from(&gone.name);
        cells[3] = words.say("doc-row-gone").into_owned();
        let first = heads.len() - FIELDS.len();
        for (nth, what) in FIELDS.into_iter().enumerate() {
            gone.fields(what).3.clone_into(&mut cells[first + nth]);
        }
        put(sheet, at, &cells, (&looks.marked, &heads))?;
    }
    sheet.autofilter(0, 0, at, heads.len() as u16 - 1)?;
    sheet.set_column_hidden(0)?;
    Ok(())
}

/// The columns up to those that people write in.
fn cells(row: &Row<'_>, state: String, words: &Words) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let (mut sentences, mut stands): (Vec<&str>, Vec<String>) = Default::default();
    let differ = row.wholes.len() > 1;
    if differ {
        let told = words.count("doc-answers-differ", row.wholes.len());
        said.push(told.into_owned());
    }
    for whole in &row.wholes {
        said.push(head_of(words, Said::of(whole)));
        if let Some(evidence) = whole.evidence.first() {
            sentences.push(&evidence.quote);
            stands.push(match differ {
                true => cited(words, &whole.document, evidence.lines),
                false => place(words, &whole.document, evidence.lines),
            });
        }
    }
    for (part, names) in &row.parts {
        said.push(format!("{}: {}", head_of(words, *part), names.join(", ")));
    }
    let statements = row.statements.iter().map(|(kind, parties)| {
        let kind = words.named("unit", kind.name());
        format!("{kind} {parties}").trim().to_owned()
    });
    let points = row.points.iter().map(|ask| point(words, ask));
    vec![
        row_key(&row.key, &row.evidence),
        row.respondent.name.clone(),
        row.day.unwrap_or("").to_owned(),
        state,
        said.join("\n"),
        sentences.join("\n"),
        stands.join("\n"),
        statements.collect::<Vec<_>>().join("\n"),
        points.collect::<Vec<_>>().join("\n"),
    ]
}

/// A row a position.
fn areas(sheet: &mut Worksheet, material: &Material, words: &Words) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let heads = [
        ("doc-area", 30.0),
        ("doc-respondent", 28.0),
        ("kind", 18.0),
        ("doc-position", 22.0),
        ("doc-sentence", 80.0),
        ("doc-place", 14.0),
    ];
    let heads = heads.map(|(key, width)| (words.say(key).into_owned(), width));
    opened(sheet, &words.say("doc-sheet-areas"), &heads, &looks)?;
    let mut at = 0;
    for area in &material.areas {
        for row in material.positions.iter().filter(|row| row.area == area.id) {
            at += 1;
            let evidence = row.evidence.first();
            let parties: Vec<&str> = row.signers.iter().map(|one| one.party.as_str()).collect();
            let kind = format!(
                "{} {}",
                words.named("unit", row.kind.name()),
                parties.join(", ")
            );
            let cells = [
                area.title(),
                row.respondent.clone(),
                kind.trim().to_owned(),
                head_of(words, Said::of(row)),
                evidence.map_or(String::new(), |one| one.quote.clone()),
                evidence.map_or(String::new(), |one| place(words, &row.document, one.lines)),
            ];
            put(sheet, at, &cells, (&looks.plain, &heads))?;
        }
    }
    sheet.autofilter(0, 0, at, heads.len() as u16 - 1)?;
    Ok(())
}

/// A list of what lies behind the answers; a place stands beside its sentence.
fn view(sheet: &mut Worksheet, list: &List, words: &Words) -> Result<(), XlsxError> {
    const PLACE: f64 = 14.0;
    let looks = Looks::new();
    let mut heads = Vec::new();
    for column in &list.columns {
        let width = f64::from(column.width);
        heads.push((words.say(column.key).into_owned(), width));
        if column.placed {
            heads.push((words.say("doc-place").into_owned(), PLACE));
        }
    }
    opened(sheet, &words.say(list.key), &heads, &looks)?;
    let mut at = 0;
    for row in list.rows.iter().take(MOST) {
        at += 1;
        let mut cells = Vec::with_capacity(heads.len());
        for (cell, column) in row.iter().zip(&list.columns) {
            let (said, place) = match cell {
                Cell::Plain(words) => (words.clone(), String::new()),
                Cell::Said(words, place) => (words.trim().to_owned(), place.clone()),
            };
            cells.push(said);
            if column.placed {
                cells.push(place);
            }
        }
        put(sheet, at, &cells, (&looks.plain, &heads))?;
    }
    // What is told where nothing is listed.
    if let (0, Some(told)) = (at, list.told.first()) {
        put(sheet, 1, std::slice::from_ref(told), (&looks.plain, &heads))?;
    }
    sheet.autofilter(0, 0, at, heads.len() as u16 - 1)?;
    Ok(())
}

/// What is new since the version that was given.
fn told(sheet: &mut Worksheet, news: &News, words: &Words) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let say = |key| words.say(key).into_owned();
    let heads = [(say("doc-new"), 34.0), (say("doc-respondent"), 40.0)];
    opened(sheet, &words.say("doc-sheet-news"), &heads, &looks)?;
    let gone: Vec<String> = news.gone.iter().map(|gone| gone.name.clone()).collect();
    let mut at = 0;
    for (key, names) in [
        ("doc-row-new", &news.new),
        ("doc-row-changed", &news.changed),
        ("doc-row-gone", &gone),
    ] {
        for name in names {
            at += 1;
            put(sheet, at, &[say(key), name.clone()], (&looks.plain, &heads))?;
        }
    }
    if at == 0 {
        put(sheet, 1, &[say("doc-news-none")], (&looks.plain, &heads))?;
    }
    Ok(())
}
