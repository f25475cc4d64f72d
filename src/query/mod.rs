//! The query language: what a user types → a tree, with the place of every
//! part.
//!
//! ```text
//! informationssäkerhet ansvar       both words, in any form, in compounds too
//! "riktlinje för säkerhet"          side by side, in any form
//! =nämnden  ="svar på remiss"       exactly as written
//! upphandl*  *arbete  barn*analys   wildcards
//! tillgängliget~                    near in spelling
//! dialog NEAR/5 medborgare          within five words (NÄRA/5)
//! a AND b   a OR b   NOT a   -a     OCH, ELLER, INTE; in capitals
//! (a OR b) c                        parentheses
//! nämnd:kultur parti:S typ:yttrande datum:2021-10..2021-12 ämne:dialog
//! ```
//!
//! Nothing is ever read as something that finds nothing: what cannot be meant
//! is answered with its place and what was probably meant.

mod field;
mod lexer;
mod parser;

pub use crate::dates::{first_day, last_day};
pub use field::Field;
pub use parser::parse;

use std::fmt;
use std::ops::Range;

/// A part of a query.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it asks for.
    pub kind: Kind,
    /// Its bytes in the query.
    pub place: Range<usize>,
}

/// What a part of a query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word, in any form.
    Word(String),
    /// Words exactly as written, side by side.
    Exactly(String),
    /// Words side by side, in any form; may hold wildcards.
    Phrase(String),
    /// A word with wildcards.
    Glob(String),
    /// A word near in spelling.
    Fuzzy(String),
    /// These within so many words.
    Near(Vec<Node>, usize),
    /// All of these.
    All(Vec<Node>),
    /// Any of these.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A property.
    Field(Field, String),
}

/// Trees are the same if they ask for the same, wherever it stands.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for Node {}

/// Writes a query that reads back as the same tree.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Word(word) | Kind::Glob(word) => f.write_str(word),
            Kind::Exactly(words) => write!(f, "=\"{words}\""),
            Kind::Phrase(words) => write!(f, "\"{words}\""),
            Kind::Fuzzy(word) => write!(f, "{word}~"),
            Kind::Near(nodes, within) => joined(f, nodes, &format!(" NEAR/{within} ")),
            Kind::All(nodes) => joined(f, nodes, " AND "),
            Kind::Any(nodes) => joined(f, nodes, " OR "),
            Kind::Not(node) => {
                f.write_str("NOT ")?;
                nested(f, node)
            }
            Kind::Field(field, value) => write!(f, "{}:\"{value}\"", field.name()),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, nodes: &[Node], by: &str) -> fmt::Result {
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            f.write_str(by)?;
        }
        nested(f, node)?;
    }
    Ok(())
}

fn nested(f: &mut fmt::Formatter<'_>, node: &Node) -> fmt::Result {
    match node.kind {
        Kind::Near(..) | Kind::All(_) | Kind::Any(_) | Kind::Not(_) => write!(f, "({node})"),
        _ => write!(f, "{node}"),
    }
}

/// What is wrong with a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Bytes in the query.
    pub place: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// What was probably meant, or what to do.
    pub meant: String,
}

impl QueryError {
    pub(crate) fn new(
        place: Range<usize>,
        what: impl Into<String>,
        meant: impl Into<String>,
    ) -> Self {
        QueryError {
            place,
            what: what.into(),
            meant: meant.into(),
        }
    }

    /// The error with the query above it and the place marked.
    pub fn explain(&self, query: &str) -> crate::error::Error {
        let shown = crate::decode::printable(query).replace('\n', " ");
        let before = query
            .get(..self.place.start)
            .unwrap_or(query)
            .chars()
            .count();
        let length = query
            .get(self.place.clone())
            .map_or(1, |part| part.chars().count().max(1));
        let marks = format!("{}{}", " ".repeat(before), "^".repeat(length));
        crate::error::Error::new(format!("{}\n  {shown}\n  {marks}", self.what))
            .cure(self.meant.clone())
    }
}
