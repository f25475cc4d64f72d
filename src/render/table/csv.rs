//! Tables as RFC 4180 CSV, and as Swedish Excel opens it by a double click. A
//! cell that a spreadsheet would take for a formula is written with an
//! apostrophe in front.

use super::{Cell, Column};
use serde_json::Value;
use std::io::{self, Write};
use unicode_normalization::UnicodeNormalization;

/// For whom it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Programs: commas, and a point before decimals.
    Plain,
    /// Excel set to Swedish: a mark that says UTF-8, semicolons, and a comma
    /// before decimals.
    Excel,
}

/// A table being written.
pub struct Csv<'w> {
    writer: csv::Writer<&'w mut dyn Write>,
    columns: &'static [Column],
    dialect: Dialect,
}

impl<'w> Csv<'w> {
    /// Writes the heading line.
    pub fn new(
        out: &'w mut dyn Write,
        columns: &'static [Column],
        dialect: Dialect,
    ) -> io::Result<Self> {
        let delimiter = match dialect {
            Dialect::Plain => b',',
            Dialect::Excel => {
                out.write_all("\u{FEFF}".as_bytes())?;
                b';'
            }
        };
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .delimiter(delimiter)
            .from_writer(out);
        let heads = columns.iter().map(|column| column.name);
        writer.write_record(heads).map_err(plain)?;
        Ok(Csv {
            writer,
            columns,
            dialect,
        })
    }

    /// Writes the row of an object.
    pub fn add(&mut self, object: &Value) -> io::Result<()> {
        let cells = self.columns.iter().map(|column| {
            let cell = column.cell(object);
            let decimal = match self.dialect {
                Dialect::Plain => '.',
                Dialect::Excel => ',',
            };
            let words = cell.words(decimal);
            match cell {
                Cell::Text(_) if self.dialect == Dialect::Excel && is_figures(&words) => {
                    format!("=\"{words}\"")
                }
                Cell::Text(_) => guarded(words),
                _ => words,
            }
        });
        self.writer.write_record(cells).map_err(plain)
    }

    /// Flushes what is left.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The error of whatever is written into, as it was: that nobody reads on is told
/// by its kind.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Words of figures alone, which Excel would read as a number, a day or an hour:
/// a file that is called "001", a paragraph "5.3".
fn is_figures(words: &str) -> bool {
    let figure =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-' | '/' | 'e' | 'E');
    words.starts_with(|c: char| c.is_ascii_digit()) && words.chars().all(figure)
}

/// `=SUM(A1)` in a document must not run in the reader's spreadsheet, nor may
/// a wide or small form of the sign, which some take for it.
fn guarded(cell: String) -> String {
    let opens = cell.chars().take(1).nfkc().next();
    if matches!(opens, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n')) {
        return format!("'{cell}");
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::super::Shape;
    use super::*;
    use serde_json::json;

    const COLUMNS: &[Column] = &[
        Column::new("a", "a"),
        Column::new("b", "b").shaped(Shape::Share(2)),
    ];

    fn written(dialect: Dialect, objects: &[Value]) -> String {
        let mut out = Vec::new();
        let mut table = Csv::new(&mut out, COLUMNS, dialect).unwrap();
        objects.iter().for_each(|object| table.add(object).unwrap());
        table.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formulas_are_disarmed_and_quotes_doubled() {
        let cells = ["=1+1", "säg \"hej\"", "＝1", "﹣1"].map(|cell| json!({ "a": cell }));
        assert_eq!(
            written(Dialect::Plain, &cells),
            "a,b\r\n'=1+1,\r\n\"säg \"\"hej\"\"\",\r\n'＝1,\r\n'﹣1,\r\n"
        );
    }

    #[test]
    fn swedish_excel_gets_its_signs() {
        let rows = ["x;y", "001", "5.3"].map(|words| json!({ "a": words, "b": 0.5 }));
        assert_eq!(
            written(Dialect::Excel, &rows),
            "\u{FEFF}a;b\r\n\"x;y\";0,50\r\n\"=\"\"001\"\"\";0,50\r\n\"=\"\"5.3\"\"\";0,50\r\n"
        );
    }
}
