//! Tables as sheets of an Excel workbook: typed cells, a head that stays, a
//! filter on every column, wrapped prose. The same tables give the same bytes.

use super::{Cell, Column};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula,
    Workbook as Book, Worksheet, XlsxError,
};
use serde_json::Value;
use std::io::{self, Write};

/// Letters that Excel takes in one cell.
const LONGEST: usize = 32_767;
/// Rows that Excel takes in one sheet, the head included.
const ROWS: u32 = 1 << 20;
/// Widths of columns in letters: of prose, of names at least and at most.
const PROSE: f64 = 80.0;
const NARROW: usize = 8;
const WIDE: usize = 40;

/// A workbook in the making.
pub struct Workbook {
    book: Book,
    columns: &'static [Column],
    name: String,
    /// Sheets of the table that is being written, and the next row.
    sheets: u32,
    row: u32,
    widths: Vec<usize>,
    head: Format,
    prose: Format,
    day: Format,
    /// Of a cell that does not hold all.
    cut: Format,
    cuts: Vec<Cut>,
}

/// A cell that does not hold all of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Name of the sheet.
    pub sheet: String,
    /// Its row as Excel numbers it.
    pub row: u32,
    /// Name of the column.
    pub column: &'static str,
    /// Letters that were to be written.
    pub letters: usize,
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(format!("the workbook cannot be written: {error}"))
}

impl Workbook {
    /// No sheet yet.
    pub fn new() -> Result<Self, io::Error> {
        let mut book = Book::new();
        // The time at which it was made is left out: it would make every file
        // another.
        let long_ago = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&long_ago));
        Ok(Workbook {
            book,
            columns: &[],
            name: String::new(),
            sheets: 0,
            row: 0,
            widths: Vec::new(),
            head: Format::new().set_bold().set_align(FormatAlign::Top),
            prose: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            day: Format::new()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Top),
            cut: Format::new()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::Yellow),
            cuts: Vec::new(),
        })
    }

    /// Begins a table.
    pub fn table(&mut self, name: &str, columns: &'static [Column]) -> io::Result<()> {
        self.end_sheet()?;
        (self.columns, self.sheets) = (columns, 0);
        name.clone_into(&mut self.name);
        self.begin_sheet()
    }

    /// The name of the sheet that is being written.
    fn sheet_name(&self) -> String {
        match self.sheets {
            1 => self.name.clone(),
            number => format!("{} {number}", self.name),
        }
    }

    fn begin_sheet(&mut self) -> io::Result<()> {
        self.sheets += 1;
        let name = self.sheet_name();
        let sheet = self.book.add_worksheet();
        sheet.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (at, column) in (0..).zip(self.columns) {
            sheet
                .write_with_format(0, at, column.name, &self.head)
                .map_err(failed)?;
        }
        self.widths = self
            .columns
            .iter()
            .map(|column| column.name.len())
            .collect();
        self.row = 1;
        Ok(())
    }

    /// What is known of a sheet when its last row is: widths, and the filter.
    fn end_sheet(&mut self) -> io::Result<()> {
        let (columns, last) = (self.columns, self.row.saturating_sub(1));
        let widths = std::mem::take(&mut self.widths);
        if columns.is_empty() {
            return Ok(());
        }
        let sheet = self.sheet()?;
        for (at, (column, width)) in (0..).zip(columns.iter().zip(widths)) {
            let width = match column.is_prose() {
                true => PROSE,
                false => (width.clamp(NARROW, WIDE) + 2) as f64,
            };
            sheet.set_column_width(at, width).map_err(failed)?;
        }
        let right = (columns.len() - 1) as u16;
        sheet.autofilter(0, 0, last, right).map_err(failed)?;
        Ok(())
    }

    fn sheet(&mut self) -> io::Result<&mut Worksheet> {
        let last = self.book.worksheets_mut().last_mut();
        last.ok_or_else(|| io::Error::other("a row stands in no sheet"))
    }

    /// Adds the row of an object.
    pub fn add(&mut self, object: &Value) -> io::Result<()> {
        if self.row == ROWS {
            self.end_sheet()?;
            self.begin_sheet()?;
        }
        let cells: Vec<Cell> = self
            .columns
            .iter()
            .map(|column| column.cell(object))
            .collect();
        for (width, cell) in self.widths.iter_mut().zip(&cells) {
            *width = (*width).max(cell.words(',').chars().count());
        }
        let (row, prose, day) = (self.row, self.prose.clone(), self.day.clone());
        let (cut, name) = (self.cut.clone(), self.sheet_name());
        for ((at, cell), column) in (0..).zip(&cells).zip(self.columns) {
            let letters = match cell {
                Cell::Text(words) => units(words),
                _ => 0,
            };
            let is_cut = letters > LONGEST;
            let style = if is_cut { &cut } else { &prose };
            write(self.sheet()?, (row, at), cell, (style, &day)).map_err(failed)?;
            if is_cut {
                self.cuts.push(Cut {
                    sheet: name.clone(),
                    row: row + 1,
                    column: column.name,
                    letters,
                });
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Lets the cells of a column of this table be chosen from the first column
    /// of another of so many rows, which may come later.
    pub fn choose(&mut self, column: &str, table: &str, rows: u32) -> io::Result<()> {
        let place = (0..)
            .zip(self.columns)
            .find(|(_, known)| known.name == column);
        let (Some((at, _)), 2.., 1..) = (place, self.row, rows) else {
            return Ok(());
        };
        let last = self.row - 1;
        let list = Formula::new(format!("={table}!$A$2:$A${}", rows + 1));
        let choices = DataValidation::new().allow_list_formula(list);
        let sheet = self.sheet()?;
        sheet
            .add_data_validation(1, at, last, at, &choices)
            .map_err(failed)?;
        Ok(())
    }

    /// Writes the whole; gives the cells that do not hold all.
    pub fn finish(mut self, out: &mut dyn Write) -> io::Result<Vec<Cut>> {
        self.end_sheet()?;
        out.write_all(&self.book.save_to_buffer().map_err(failed)?)?;
        Ok(self.cuts)
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell,
    (prose, day): (&Format, &Format),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(words) => {
            sheet.write_string_with_format(row, at, shortened(words), prose)?;
        }
        Cell::Day(iso) => match ExcelDateTime::parse_from_str(iso) {
            Ok(date) => sheet
                .write_datetime_with_format(row, at, &date, day)
                .map(drop)?,
            Err(_) => sheet
                .write_string_with_format(row, at, iso, prose)
                .map(drop)?,
        },
        Cell::Count(count) => {
            sheet.write_number_with_format(row, at, *count as f64, prose)?;
        }
        Cell::Share(share, _) => {
            sheet.write_number_with_format(row, at, *share, prose)?;
        }
        Cell::Flag(flag) => {
            sheet.write_boolean_with_format(row, at, *flag, prose)?;
        }
    }
    Ok(())
}

/// Letters as Excel counts them.
fn units(words: &str) -> usize {
    words.chars().map(char::len_utf16).sum()
}

/// As much of a text as fits into a cell, counted as Excel counts.
fn shortened(words: &str) -> String {
    if units(words) <= LONGEST {
        return words.to_owned();
    }
    let mut left = LONGEST - 1;
    let kept = words.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_cell_that_does_not_hold_all_is_told() {
        const COLUMNS: &[Column] = &[
            Column::new("document", "document"),
            Column::new("text", "text"),
        ];
        let mut book = Workbook::new().unwrap();
        book.table("text", COLUMNS).unwrap();
        for letters in [LONGEST, LONGEST + 1] {
            let row = json!({ "document": "a.txt", "text": "x".repeat(letters) });
            book.add(&row).unwrap();
        }
        let cut = Cut {
            sheet: "text".to_owned(),
            row: 3,
            column: "text",
            letters: LONGEST + 1,
        };
        assert_eq!(book.finish(&mut Vec::new()).unwrap(), [cut]);
    }
}
