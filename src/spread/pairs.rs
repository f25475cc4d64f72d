//! Which texts met on an engine: numbers of texts, from columns or a table. What
//! else stands there is not taken over: figures are counted anew.

use super::failed;
use crate::error::{Error, Result};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::Field;
use std::io::Read;

/// The columns that name a pair.
const COLUMNS: [&str; 2] = ["a", "b"];

/// Pairs from a Parquet file.
pub fn pairs_of_columns<R: ChunkReader + 'static>(file: R) -> Result<Vec<[u32; 2]>> {
    let reader = SerializedFileReader::new(file).map_err(|error| failed(&error))?;
    let rows = reader.get_row_iter(None).map_err(|error| failed(&error))?;
    let mut pairs = Vec::new();
    for row in rows {
        let row = row.map_err(|error| failed(&error))?;
        let of = |wanted: &str| {
            let mut columns = row.get_column_iter();
            let found = columns.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found
                .and_then(|(_, field)| number(field))
                .ok_or_else(unnamed)
        };
        pairs.push([of(COLUMNS[0])?, of(COLUMNS[1])?]);
    }
    Ok(pairs)
}

fn number(field: &Field) -> Option<u32> {
    match *field {
        Field::Int(number) => u32::try_from(number).ok(),
        Field::Long(number) => u32::try_from(number).ok(),
        Field::UInt(number) => Some(number),
        Field::ULong(number) => u32::try_from(number).ok(),
        _ => None,
    }
}

/// Pairs from a table of values parted by commas, its columns named.
pub fn pairs_of_table(table: impl Read) -> Result<Vec<[u32; 2]>> {
    let mut table = csv::Reader::from_reader(table);
    let wrong = |error: csv::Error| Error::new(format!("is no table: {error}"));
    let names = table.headers().map_err(wrong)?.clone();
    let place = |wanted: &str| {
        let found = names
            .iter()
            .position(|name| name.trim().eq_ignore_ascii_case(wanted));
        found.ok_or_else(unnamed)
    };
    let places = [place(COLUMNS[0])?, place(COLUMNS[1])?];
    let mut pairs = Vec::new();
    for row in table.records() {
        let row = row.map_err(wrong)?;
        let of = |at: usize| row.get(at)?.trim().parse().ok();
        match (of(places[0]), of(places[1])) {
            (Some(a), Some(b)) => pairs.push([a, b]),
            _ => return Err(unnamed()),
        }
    }
    Ok(pairs)
}

fn unnamed() -> Error {
    Error::new("does not name pairs of texts")
        .cure("two columns, a and b, hold the numbers of texts that spark/reuse.sql gave")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_names_its_columns() {
        let pairs = pairs_of_table("shared,B,a\n8,2,1\n9,4,3\n".as_bytes()).unwrap();
        assert_eq!(pairs, [[1, 2], [3, 4]]);
        for wrong in ["a,c\n1,2\n", "a,b\n1,x\n", "a,b\n1,-2\n"] {
            assert!(pairs_of_table(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_file_of_columns_is_told() {
        let file = tempfile::tempfile().unwrap();
        assert!(pairs_of_columns(file).is_err());
    }
}
