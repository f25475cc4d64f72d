//! A value of an answer as a cell: text, number, day, yes or no.

use super::Shape;
use crate::unit::Signer;
use serde_json::Value;

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing.
    Empty,
    /// Words, or what only looks like a number.
    Text(String),
    /// An ISO date.
    Day(String),
    /// A number that counts.
    Count(u64),
    /// A number with so many decimals.
    Share(f64, usize),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    pub(super) fn of(value: &Value, shape: Shape) -> Self {
        match (shape, value) {
            (_, Value::Null) => Cell::Empty,
            (Shape::Count, Value::Array(values)) => Cell::Count(values.len() as u64),
            (Shape::Share(decimals), value) => match value.as_f64() {
                Some(share) => Cell::Share(share, decimals),
                None => Cell::Empty,
            },
            (Shape::Day, Value::String(day)) => Cell::Day(day.clone()),
            (Shape::Signers, Value::Array(signers)) => text(list(signers.iter().map(signer), ", ")),
            (Shape::Parties, Value::Array(signers)) => text(list(
                signers.iter().map(|signer| words(&signer["party"])),
                " ",
            )),
            (Shape::PartDays, Value::Array(parts)) => {
                let day =
                    |one: &Value| format!("{} {}", words(&one["part"]), words(&one["answer_by"]));
                text(list(parts.iter().map(day), "; "))
            }
            (Shape::Others, Value::Array(others)) => {
                let other =
                    |one: &Value| format!("{}: {}", words(&one["column"]), words(&one["value"]));
                text(list(others.iter().map(other), "; "))
            }
            (Shape::Joins, joins) => {
                let parties = words_of(&joins["parties"], " ");
                text(format!("{} {parties}", words(&joins["kind"])))
            }
            (Shape::Words, value) => text(words_of(value, " ")),
            (_, Value::Bool(flag)) => Cell::Flag(*flag),
            (_, Value::Number(number)) => match number.as_u64() {
                Some(count) => Cell::Count(count),
                None => Cell::Share(number.as_f64().unwrap_or_default(), 4),
            },
            (_, value) => text(words_of(value, "; ")),
        }
    }

    /// As words, with this sign before decimals.
    pub(super) fn words(&self, decimal: char) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(words) | Cell::Day(words) => words.clone(),
            Cell::Count(count) => count.to_string(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Share(share, decimals) => {
                let share = format!("{share:.decimals$}");
                share.replace('.', &decimal.to_string())
            }
        }
    }
}

fn text(words: String) -> Cell {
    match words.trim() {
        "" => Cell::Empty,
        _ => Cell::Text(words),
    }
}

fn list(items: impl Iterator<Item = String>, between: &str) -> String {
    items.collect::<Vec<_>>().join(between)
}

/// A value that is no list as words.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

fn words_of(value: &Value, between: &str) -> String {
    match value {
        Value::Array(values) => list(values.iter().map(|one| words_of(one, " ")), between),
        other => words(other),
    }
}

fn signer(signer: &Value) -> String {
    let read = Signer {
        name: words(&signer["name"]),
        party: words(&signer["party"]),
        with_others: signer["with_others"].as_bool() == Some(true),
    };
    read.to_string()
}
