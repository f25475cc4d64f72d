//! Sheets that people fill in: written as a workbook or CSV, and read back.

use super::harmless::Harmless;
use super::run::{Failure, tell};
use crate::corpus::Bodies;
use crate::error::Error;
use crate::files::{self, LARGEST_GIVEN};
use crate::formats::table::read;
use crate::limits::Limits;
use crate::render::table::{self, Column, Cut, Workbook};
use crate::render::{Format, Rows, json};
use crate::sampling::{CodeBook, Row, Sample};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The rows of a table that a user names.
pub(super) fn rows_of(path: &Path) -> Result<Vec<Vec<String>>, Error> {
    let bytes = files::read(path, LARGEST_GIVEN).map_err(|error| {
        Error::new(format!("cannot be read: {error}"))
            .at(path)
            .cure("give a workbook (.xlsx) or a CSV file")
    })?;
    read(&bytes, &path.display().to_string(), &Limits::default())
}

/// A sheet to be filled in.
pub(super) struct Sheet<'s> {
    pub(super) rows: &'s [Row],
    pub(super) bodies: &'s Bodies,
    /// What it is coded with; without it is judged.
    pub(super) book: Option<&'s CodeBook>,
    pub(super) sample: &'s Sample,
    /// What else is to be known of the draw.
    pub(super) notes: &'s [(&'static str, String)],
}

impl Sheet<'_> {
    /// Its columns, and its name.
    pub(super) fn columns(&self) -> (&'static str, &'static [Column]) {
        match self.book {
            Some(_) => ("kodark", table::CODING),
            None => ("rader", table::SAMPLE),
        }
    }

    /// Writes the rows alone.
    pub(super) fn fill(&self, rows: &mut Rows<'_>) -> io::Result<()> {
        match self.book {
            Some(_) => json::coding(self.rows, self.bodies, rows),
            None => json::sample(self.rows, self.bodies, rows),
        }
    }

    /// Writes a file of the kind that its name says: a workbook with the draw
    /// and the codes in sheets of their own, or CSV with the draw in a file
    /// beside it.
    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("xlsx") => {
                let mut written = Vec::new();
                self.workbook(&mut written)?;
                put(path, &written)
            }
            Some("csv") => {
                put(path, &self.csv(self.columns().1, |rows| self.fill(rows))?)?;
                let draw = |rows: &mut Rows<'_>| json::drawn(&self.sample.strata, self.notes, rows);
                put(&beside(path), &self.csv(table::DRAWN, draw)?)
            }
            _ => {
                let cure = "end its name in .xlsx or .csv";
                Err(Error::new("is no sheet").at(path).cure(cure).into())
            }
        }
    }

    fn csv(
        &self,
        columns: &'static [Column],
        fill: impl FnOnce(&mut Rows<'_>) -> io::Result<()>,
    ) -> io::Result<Vec<u8>> {
        let mut written = Vec::new();
        let mut harmless = Harmless::new(&mut written);
        let mut rows = Rows::new(Format::Csv, columns, &mut harmless)?;
        fill(&mut rows)?;
        rows.finish()?;
        harmless.flush()?;
        drop(harmless);
        Ok(written)
    }

    fn workbook(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut book = Workbook::new()?;
        let (name, columns) = self.columns();
        let mut rows = Rows::of_sheet(&mut book, name, columns)?;
        self.fill(&mut rows)?;
        rows.finish()?;
        if let Some(codes) = self.book {
            book.choose("kod", "koder", codes.codes.len() as u32)?;
        }
        let mut rows = Rows::of_sheet(&mut book, "urval", table::DRAWN)?;
        json::drawn(&self.sample.strata, self.notes, &mut rows)?;
        rows.finish()?;
        if let Some(codes) = self.book {
            let mut rows = Rows::of_sheet(&mut book, "koder", table::CODES)?;
            json::codes(&codes.codes, &mut rows)?;
            rows.finish()?;
        }
        tell_cut(&book.finish(out)?);
        Ok(())
    }
}

/// Says which cells of a workbook do not hold all that was to stand there.
pub(super) fn tell_cut(cuts: &[Cut]) {
    const NAMED: usize = 3;
    for cut in &cuts[..cuts.len().min(NAMED)] {
        tell(&format!(
            "sheet {}, row {}, {}: Excel takes 32767 of {} letters, the cell is yellow; \
             .csv, .json and .ndjson hold all",
            cut.sheet, cut.row, cut.column, cut.letters
        ));
    }
    if cuts.len() > NAMED {
        tell(&format!("{} more cells are cut so", cuts.len() - NAMED));
    }
}

/// "kodark.csv" → "kodark-urval.csv".
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push("-urval.csv");
    path.with_file_name(name)
}

/// Writes a file whole, and says so.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    files::replace(path, |out| out.write_all(bytes)).map_err(|error| {
        Error::new(format!("cannot be written: {error}"))
            .at(path)
            .cure("give another place")
    })?;
    tell(&format!("wrote {}", path.display()));
    Ok(())
}
