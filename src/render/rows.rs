//! Rows that are written as they are found: objects a line, an array of them,
//! or the same objects as a table. Nothing is kept back.

use super::Format;
use super::table::{Column, Csv, Dialect, Workbook};
use serde::Serialize;
use std::io::{self, Write};

/// Rows in the making.
pub struct Rows<'w> {
    to: To<'w>,
    any: bool,
}

enum To<'w> {
    Lines(&'w mut dyn Write),
    Array(&'w mut dyn Write),
    Csv(Box<Csv<'w>>),
    Sheet(&'w mut Workbook),
}

impl<'w> Rows<'w> {
    /// No row yet; a table has its heading.
    pub fn new(
        format: Format,
        columns: &'static [Column],
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        let csv =
            |out, dialect| Ok::<_, io::Error>(To::Csv(Box::new(Csv::new(out, columns, dialect)?)));
        let to = match format {
            Format::Json => To::Array(out),
            Format::Csv => csv(out, Dialect::Plain)?,
            Format::CsvExcel => csv(out, Dialect::Excel)?,
            Format::Text | Format::Ndjson => To::Lines(out),
        };
        Ok(Rows { to, any: false })
    }

    /// The rows of a sheet.
    pub fn of_sheet(
        book: &'w mut Workbook,
        name: &str,
        columns: &'static [Column],
    ) -> io::Result<Self> {
        book.table(name, columns)?;
        Ok(Rows {
            to: To::Sheet(book),
            any: false,
        })
    }

    /// Rows are those of a table: what an object holds several of stands in a
    /// row each.
    pub(super) fn is_table(&self) -> bool {
        matches!(self.to, To::Csv(_) | To::Sheet(_))
    }

    /// Adds an object.
    pub(crate) fn push(&mut self, value: &impl Serialize) -> io::Result<()> {
        match &mut self.to {
            To::Lines(out) => {
                serde_json::to_writer(&mut **out, value)?;
                writeln!(out)?;
            }
            To::Array(out) => {
                out.write_all(if self.any { b",\n" } else { b"[\n" })?;
                serde_json::to_writer(&mut **out, value)?;
            }
            To::Csv(table) => table.add(&serde_json::to_value(value)?)?,
            To::Sheet(book) => book.add(&serde_json::to_value(value)?)?,
        }
        self.any = true;
        Ok(())
    }

    /// Ends the output; true if there was a row.
    pub fn finish(self) -> io::Result<bool> {
        match self.to {
            To::Array(out) => writeln!(out, "{}", if self.any { "\n]" } else { "[]" })?,
            To::Csv(table) => table.finish()?,
            To::Lines(_) | To::Sheet(_) => {}
        }
        Ok(self.any)
    }
}
