//! Reuse where one machine is too small: what engines join, and what they found
//! back.
//!
//! [`shingles`] gives the different shingles of every text as columns, a pure
//! function of the texts and [`VERSION`]; an engine joins them (`spark/reuse.sql`
//! in Spark or DuckDB, with the bounds of [`crate::overlap::join`]); [`pairs`]
//! reads which texts met. Figures and families are made of those by
//! [`crate::reuse`], as of pairs that were found here. Opens no files.

mod pairs;
mod shingles;

pub use pairs::{pairs_of_columns, pairs_of_table};
pub use shingles::{write_shingles, write_texts};

/// Rises when the same text would give other shingles.
pub const VERSION: u32 = 1;

use crate::error::Error;
use parquet::errors::ParquetError;

fn failed(error: &ParquetError) -> Error {
    Error::new(format!("the columns cannot be written or read: {error}"))
}
