//! Answers as tables: the objects of the contract, cut into columns.
//!
//! A column is a name and the place of its value in an object; the types of
//! cells are those of the values. What a file format makes of rows is for
//! [`csv`](self::csv) and [`xlsx`](self::xlsx).

mod cell;
mod columns;
mod csv;
mod found;
mod reviewing;
mod xlsx;

pub(crate) use cell::Cell;
pub use columns::{
    ASKS, CHECK, DOCUMENTS, LEDGER, LOST, MEMORY, NOTES, PAIRS, PERSONS, POSITIONS, RECYCLED,
    REUSE, TEXTS, TOPICS, UNITS, UPTAKE,
};
pub use csv::{Csv, Dialect};
pub use found::{GROUPS, HITS, KWIC, RELATED, SEARCHES, SETTINGS, WORDS};
pub use reviewing::{CODERS, CODES, CODING, DRAWN, JUDGEMENTS, PAPERS, SAMPLE, disagreements};
pub use xlsx::{Cut, Workbook};

use serde_json::Value;

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// Where its value stands in an object: keys and numbers parted by "/".
    path: &'static str,
    shape: Shape,
}

/// How a value becomes a cell, where its type does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// As it is; a list with "; " between.
    Plain,
    /// A list of words with spaces between.
    Words,
    /// An ISO date.
    Day,
    /// A share, with so many decimals.
    Share(usize),
    /// How many stand in a list.
    Count,
    /// "Eva Ek m.fl. (S), Lo Ask (V)".
    Signers,
    /// The parties of these signers.
    Parties,
    /// The statement that is joined: its kind and parties.
    Joins,
    /// Parts with their last days: "kap. 3 2024-06-01; bilaga 2 2024-07-01".
    PartDays,
    /// Columns that nobody knows, with what stands there.
    Others,
}

impl Column {
    const fn new(name: &'static str, path: &'static str) -> Self {
        Column {
            name,
            path,
            shape: Shape::Plain,
        }
    }

    const fn shaped(self, shape: Shape) -> Self {
        Column { shape, ..self }
    }

    /// What stands in the column of this object.
    pub(crate) fn cell(&self, object: &Value) -> Cell {
        let mut at = object;
        for key in self.path.split('/') {
            let next = match at {
                Value::Array(values) => key.parse().ok().and_then(|at: usize| values.get(at)),
                other => other.get(key),
            };
            match next {
                Some(value) => at = value,
                None => return Cell::Empty,
            }
        }
        Cell::of(at, self.shape)
    }

    /// What its cells hold is long: prose, not a name.
    pub(crate) fn is_prose(&self) -> bool {
        matches!(
            self.name,
            "text"
                | "quote"
                | "ask"
                | "summary"
                | "snippet"
                | "passage"
                | "note"
                | "left"
                | "right"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two tables join on one column, and read alike.
    #[test]
    fn tables_begin_with_the_same_columns_in_one_order() {
        const FIRST: [&str; 16] = [
            "referral",
            "diarienummer",
            "respondent",
            "respondent_id",
            "respondent_kind",
            "document",
            "unit",
            "unit_kind",
            "first_line",
            "last_line",
            "page",
            "page_line",
            "date",
            "parties",
            "focus_area",
            "focus_area_name",
        ];
        let tables = [
            UNITS, DOCUMENTS, NOTES, TEXTS, POSITIONS, ASKS, LEDGER, LOST, TOPICS, HITS, REUSE,
            RECYCLED, KWIC, UPTAKE, MEMORY, CHECK, PAIRS,
        ];
        for columns in tables {
            let places: Vec<Option<usize>> = columns
                .iter()
                .map(|column| FIRST.iter().position(|name| *name == column.name))
                .collect();
            let own = places.iter().take_while(|place| place.is_some()).count();
            assert!(places[..own].is_sorted(), "{columns:?}");
            assert!(places[own..].iter().all(Option::is_none), "{columns:?}");
        }
    }
}
