//! Tables that people fill in or bring: CSV and Excel workbooks → rows of
//! text.
//!
//! Bounded before anything is built: a workbook is unpacked within the limits
//! of office files before its reader sees it, and rows, columns and letters are
//! counted as they come. Does not touch files, and knows no column by name.

use super::container::Container;
use super::{Format, HEAD};
use crate::decode::{self, NotText};
use crate::error::{Error, Result};
use crate::limits::{Limit, Limits};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Columns of a table; the widest list of a Swedish authority at hand has 60.
const COLUMNS: usize = 4096;
/// Cells of a table, the empty ones to the left of a filled one too.
const CELLS: usize = 8_000_000;

/// What a table is that is neither.
const CURE: &str = "save it as .xlsx or .csv";

/// The rows of a table as text, the heading row among them: of a workbook its
/// first sheet that is shown. Days are written YYYY-MM-DD, whole numbers
/// without decimals, and an apostrophe that disarms a formula is taken off.
/// Rows without a cell are kept, so that the row `n` of the file is the
/// `n - 1`th, save those at the end. `name` is told in errors.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Vec<Vec<String>>> {
    let rows = match Format::of(&bytes[..bytes.len().min(HEAD)], "") {
        Format::Container => workbook(bytes, limits),
        Format::Text | Format::Mail => separated(bytes, limits),
        Format::Compound => Err(NotText::new("is an old Office file", CURE)),
        _ => Err(NotText::new("is no table", CURE)),
    };
    rows.map_err(|told| {
        Error::new(told.what)
            .at(Path::new(name))
            .cure(told.cure.into_owned())
    })
}

/// The same of every sheet of a workbook that is shown, up to a hundred.
pub fn sheets(bytes: &[u8], name: &str, limits: &Limits) -> Result<Vec<Vec<Vec<String>>>> {
    sheets_of(bytes, limits, 100).map_err(|told| {
        Error::new(told.what)
            .at(Path::new(name))
            .cure(told.cure.into_owned())
    })
}

/// A table in the making.
struct Rows<'l> {
    rows: Vec<Vec<String>>,
    limits: &'l Limits,
    cells: usize,
    letters: u64,
}

impl<'l> Rows<'l> {
    fn new(limits: &'l Limits) -> Self {
        Rows {
            rows: Vec::new(),
            limits,
            cells: 0,
            letters: 0,
        }
    }

    /// Puts words into a cell, by its row and column from zero.
    fn put(
        &mut self,
        row: usize,
        column: usize,
        words: String,
    ) -> std::result::Result<(), NotText> {
        if words.is_empty() {
            return Ok(());
        }
        self.limits.check(Limit::Lines, row as u64 + 1)?;
        if column >= COLUMNS {
            let told = format!("has more than {COLUMNS} columns");
            return Err(NotText::new(told, "leave only the columns that are read"));
        }
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            self.cells += column + 1 - cells.len();
            cells.resize_with(column + 1, String::new);
        }
        self.letters += words.len() as u64;
        cells[column] = words;
        if self.cells > CELLS {
            let told = format!("has more than {CELLS} cells");
            return Err(NotText::new(told, "divide it into several tables"));
        }
        self.limits.check_bytes(Limit::Text, self.letters)
    }
}

/// Values with commas, semicolons or tabs between.
fn separated(bytes: &[u8], limits: &Limits) -> std::result::Result<Vec<Vec<String>>, NotText> {
    limits.check_bytes(Limit::File, bytes.len() as u64)?;
    limits.check(Limit::Lines, decode::count_lines(bytes) as u64)?;
    let text = decode::decode(bytes)?.text;
    let (separator, text) = match told_separator(&text) {
        Some((separator, rest)) => (separator, rest),
        None => (most_used(&text), text.as_str()),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Rows::new(limits);
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    loop {
        let from = reader.position().byte() as usize;
        match reader.read_record(&mut record) {
            Ok(true) => {
                number += empty_at(text, from);
                for (column, cell) in record.iter().enumerate() {
                    rows.put(number, column, armed(cell).trim().to_owned())?;
                }
                number += 1;
            }
            Ok(false) => return Ok(rows.rows),
            Err(error) => {
                let told = format!("is no table with values between separators: {error}");
                return Err(NotText::new(told, CURE));
            }
        }
    }
}

/// Empty lines from a place on. The reader passes over them; whoever looks for row
/// 12 in a spreadsheet counts them.
fn empty_at(text: &str, from: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    let rest = text.get(from..).unwrap_or_default();
    // The reader stops in the middle of what ends a line in two letters.
    let rest = match before.ends_with('\r') {
        true => rest.strip_prefix('\n').unwrap_or(rest),
        false => rest,
    };
    let lines = rest.split_inclusive('\n');
    lines
        .take_while(|line| matches!(*line, "\n" | "\r\n"))
        .count()
}

/// `sep=;`, by which Excel is told.
fn told_separator(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim().strip_prefix("sep=")?.as_bytes() {
        [separator] if separator.is_ascii() => Some((*separator, rest)),
        _ => None,
    }
}

/// The separator that stands most often outside quotes in the heading line.
fn most_used(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                if counts.iter().any(|(_, count)| *count > 0) {
                    break;
                }
            }
            _ if quoted => {}
            byte => {
                let counted = counts.iter_mut().find(|(one, _)| *one == byte);
                counted.into_iter().for_each(|(_, count)| *count += 1);
            }
        }
    }
    // Of equals the first stands.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(separator, _)| *separator)
}

/// A cell without the apostrophe in front of what a spreadsheet would take for
/// a formula; see [`crate::render::table::Csv`].
fn armed(cell: &str) -> &str {
    // "="001"": figures that are words.
    let figures = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(figures) = figures.filter(|words| !words.contains('"')) {
        return figures;
    }
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => rest,
        _ => cell,
    }
}

fn workbook(bytes: &[u8], limits: &Limits) -> std::result::Result<Vec<Vec<String>>, NotText> {
    let first = sheets_of(bytes, limits, 1)?.into_iter().next();
    first.ok_or_else(|| damaged("it has no sheet"))
}

/// The rows of up to so many sheets that are shown, in their order.
fn sheets_of(
    bytes: &[u8],
    limits: &Limits,
    most: usize,
) -> std::result::Result<Vec<Vec<Vec<String>>>, NotText> {
    let mut container = Container::open(bytes, *limits)?;
    let mut has_book = false;
    container.each(|name, part| {
        let name = name.to_lowercase();
        has_book |= name.ends_with("workbook.xml");
        if name.ends_with(".xml") {
            let elements = memchr::memchr_iter(b'<', part).count() as u64;
            limits.check(Limit::Elements, elements)?;
        }
        match name.ends_with("sharedstrings.xml") {
            true => counted(part),
            false => Ok(()),
        }
    })?;
    if !has_book {
        return Err(NotText::new("is a container, but no Excel workbook", CURE));
    }
    // The library reads files from elsewhere; should it fail, one is refused.
    let read = catch_unwind(AssertUnwindSafe(|| shown_sheets(bytes, limits, most)));
    read.unwrap_or_else(|_| Err(damaged("its sheet does not hold together")))
}

fn damaged(why: &str) -> NotText {
    NotText::new(
        format!("is a workbook that cannot be read: {why}"),
        "open it in a spreadsheet program and save it again",
    )
}

/// The library makes room for as many strings as a workbook says it has: it may
/// not say more than it can hold, an element each.
fn counted(part: &[u8]) -> std::result::Result<(), NotText> {
    let lies = || damaged("it does not count its strings right");
    // UTF-16 would say it in letters that are not looked for.
    if memchr::memchr(0, part).is_some() {
        return Err(lies());
    }
    let name = b"uniqueCount";
    for at in memchr::memmem::find_iter(part, name) {
        let said = part[at + name.len()..].iter();
        let digits = said
            .skip_while(|byte| {
                matches!(
                    byte,
                    b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+'
                )
            })
            .take_while(|byte| byte.is_ascii_digit());
        let count = digits.fold(0usize, |count, digit| {
            count
                .saturating_mul(10)
                .saturating_add(usize::from(digit - b'0'))
        });
        if count > part.len() {
            return Err(lies());
        }
    }
    Ok(())
}

fn shown_sheets(
    bytes: &[u8],
    limits: &Limits,
    most: usize,
) -> std::result::Result<Vec<Vec<Vec<String>>>, NotText> {
    let told = |error: XlsxError| match error {
        XlsxError::Password => super::encrypted(),
        other => damaged(&other.to_string()),
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(told)?;
    let sheets = book.sheets_metadata();
    let is_table = |typ: SheetType| typ == SheetType::WorkSheet;
    let names: Vec<String> = sheets
        .iter()
        .filter(|sheet| is_table(sheet.typ) && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .take(most)
        .collect();
    let mut all = Vec::with_capacity(names.len());
    for name in names {
        let mut reader = book.worksheet_cells_reader(&name).map_err(told)?;
        let mut rows = Rows::new(limits);
        while let Some(cell) = reader.next_cell().map_err(told)? {
            let (row, column) = cell.get_position();
            rows.put(row as usize, column as usize, words(cell.get_value()))?;
        }
        all.push(rows.rows);
    }
    Ok(all)
}

/// What stands in a cell, as a person would type it.
fn words(value: &DataRef<'_>) -> String {
    let clean = |words: &str| decode::extracted(words, "XLSX").text.trim().to_owned();
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(words) => clean(words),
        DataRef::SharedString(words) => clean(words),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(time) => iso(time),
        DataRef::DateTimeIso(time) => clean(time.strip_suffix("T00:00:00").unwrap_or(time)),
        DataRef::DurationIso(time) => clean(time),
        DataRef::Error(error) => error.to_string(),
    }
}

/// "2026-01-16", with a time of day "2026-01-16T09:30:00", "09:30:00" alone.
fn iso(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    let whole = time.as_f64().fract() == 0.0;
    match time.is_duration() || time.as_f64() < 1.0 {
        true => clock,
        false if whole => format!("{year:04}-{month:02}-{day:02}"),
        false => format!("{year:04}-{month:02}-{day:02}T{clock}"),
    }
}

#[cfg(test)]
mod tests;
