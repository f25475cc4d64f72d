//! Rows that are written as they are found: objects, an array of them, or a
//! table. Nothing is kept back.

use super::run::Failure;
use crate::render::{Format, csv, json};
use std::io::{self, Write};

/// Rows in the making, in one of the formats.
pub(super) enum Rows<'w> {
    Objects {
        out: &'w mut dyn Write,
        array: bool,
        first: bool,
    },
    Table {
        table: Box<csv::Table<'w>>,
        any: bool,
    },
}

impl<'w> Rows<'w> {
    /// No row yet; a table has its heading.
    pub(super) fn new(
        format: Format,
        heading: &[&str],
        out: &'w mut dyn Write,
    ) -> Result<Self, Failure> {
        Ok(match format {
            Format::Csv => Rows::Table {
                table: Box::new(csv::Table::new(out, heading)?),
                any: false,
            },
            format => Rows::Objects {
                out,
                array: format == Format::Json,
                first: true,
            },
        })
    }

    /// Adds what one paper gives, in the form that the output has.
    pub(super) fn add(
        &mut self,
        objects: impl FnOnce(&mut json::Sequence<'_>) -> io::Result<()>,
        rows: impl FnOnce(&mut csv::Table<'w>) -> io::Result<bool>,
    ) -> Result<(), Failure> {
        match self {
            Rows::Objects { out, array, first } => objects(&mut json::Sequence {
                out: *out,
                array: *array,
                first,
            })?,
            Rows::Table { table, any } => *any |= rows(table)?,
        }
        Ok(())
    }

    /// Ends the output; true if there was a row.
    pub(super) fn finish(self) -> Result<bool, Failure> {
        match self {
            Rows::Objects { out, array, first } => {
                if array {
                    writeln!(out, "{}", if first { "[]" } else { "\n]" })?;
                }
                Ok(!first)
            }
            Rows::Table { table, any } => {
                table.finish()?;
                Ok(any)
            }
        }
    }
}
