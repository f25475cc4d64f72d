//! Texts → columns: which shingles each holds, how many, and what tells that two
//! have the same words.

use super::{VERSION, failed};
use crate::error::{Error, Result};
use crate::overlap::join::content;
use crate::overlap::words::Words;
use crate::reuse::Text;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use rayon::prelude::*;
use std::io::Write;
use std::sync::Arc;

/// Rows of one group.
const ROWS: usize = 1 << 20;

/// Where columns go.
struct Columns<W: Write + Send> {
    writer: SerializedFileWriter<W>,
}

impl<W: Write + Send> Columns<W> {
    /// Begins a file of these columns.
    fn new(out: W, columns: &str) -> Result<Self> {
        let message = format!("message rows {{ {columns} }}");
        let schema = parse_message_type(&message).map_err(|error| failed(&error))?;
        let version = KeyValue::new("remiss.shingles".to_owned(), VERSION.to_string());
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(vec![version]))
            .set_created_by("remiss".to_owned())
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties));
        let writer = writer.map_err(|error| failed(&error))?;
        Ok(Columns { writer })
    }

    fn group(
        &mut self,
        fill: impl FnOnce(&mut SerializedRowGroupWriter<'_, W>) -> Result<()>,
    ) -> Result<()> {
        let mut group = self
            .writer
            .next_row_group()
            .map_err(|error| failed(&error))?;
        fill(&mut group)?;
        group.close().map(drop).map_err(|error| failed(&error))
    }

    fn end(self) -> Result<()> {
        self.writer
            .close()
            .map(drop)
            .map_err(|error| failed(&error))
    }
}

/// Fills the next column of a group.
fn put<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
) -> Result<()> {
    let column = group.next_column().map_err(|error| failed(&error))?;
    let mut column = column.ok_or_else(|| Error::new("a column is missing"))?;
    let typed = column.typed::<T>();
    typed
        .write_batch(values, None, None)
        .map_err(|error| failed(&error))?;
    column.close().map_err(|error| failed(&error))
}

/// Writes the different shingles of texts: `hash`, and `text`, its number.
/// Gives the number of rows.
pub fn write_shingles<W: Write + Send>(texts: &[Text], out: W) -> Result<u64> {
    /// Texts that are read at once.
    const AT_ONCE: usize = 4096;
    let mut columns = Columns::new(out, "required int64 hash; required int32 text;")?;
    let (mut hashes, mut numbers, mut rows) = (Vec::new(), Vec::new(), 0);
    for (first, some) in texts.chunks(AT_ONCE).enumerate() {
        let sets: Vec<Vec<u64>> = some
            .par_iter()
            .map(|text| text.words.shingle_set())
            .collect();
        for (at, set) in sets.into_iter().enumerate() {
            let number = i32::try_from(first * AT_ONCE + at).map_err(|_| too_many())?;
            numbers.extend(std::iter::repeat_n(number, set.len()));
            hashes.extend(set.into_iter().map(u64::cast_signed));
        }
        if hashes.len() >= ROWS {
            rows += group_of_shingles(&mut columns, &mut hashes, &mut numbers)?;
        }
    }
    rows += group_of_shingles(&mut columns, &mut hashes, &mut numbers)?;
    columns.end()?;
    Ok(rows)
}

fn group_of_shingles<W: Write + Send>(
    columns: &mut Columns<W>,
    hashes: &mut Vec<i64>,
    numbers: &mut Vec<i32>,
) -> Result<u64> {
    let rows = hashes.len() as u64;
    columns.group(|group| {
        put::<Int64Type, W>(group, hashes)?;
        put::<Int32Type, W>(group, numbers)
    })?;
    hashes.clear();
    numbers.clear();
    Ok(rows)
}

fn too_many() -> Error {
    Error::new("there are more texts than numbers").cure("write the papers in several archives")
}

/// Writes what is known of texts: `text`, its number; `unit`, its id; `length`,
/// its different shingles; `content`, the same for the same words.
pub fn write_texts<W: Write + Send>(texts: &[Text], out: W) -> Result<()> {
    let mut columns = Columns::new(
        out,
        "required int32 text; required binary unit (UTF8); required int32 length; \
         required binary content (UTF8);",
    )?;
    for (first, some) in texts.chunks(ROWS).enumerate() {
        let known: Vec<(usize, u128)> = some.par_iter().map(|text| known(&text.words)).collect();
        let numbers: Result<Vec<i32>> = (0..some.len())
            .map(|at| i32::try_from(first * ROWS + at).map_err(|_| too_many()))
            .collect();
        let units: Vec<ByteArray> = some.iter().map(|text| text.id.as_str().into()).collect();
        let lengths: Vec<i32> = known
            .iter()
            .map(|(length, _)| i32::try_from(*length).unwrap_or(i32::MAX))
            .collect();
        let contents: Vec<ByteArray> = known
            .iter()
            .map(|(_, content)| format!("{content:032x}").as_str().into())
            .collect();
        columns.group(|group| {
            put::<Int32Type, W>(group, &numbers?)?;
            put::<ByteArrayType, W>(group, &units)?;
            put::<Int32Type, W>(group, &lengths)?;
            put::<ByteArrayType, W>(group, &contents)
        })?;
    }
    columns.end()
}

/// Different shingles, and a hash of all words in order.
fn known(words: &Words) -> (usize, u128) {
    (words.shingle_set().len(), content(&words.hashes))
}
