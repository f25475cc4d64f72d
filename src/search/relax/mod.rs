//! What is looked for where no unit holds all of a query: words that stand
//! nowhere are read as the nearest that stand, compounds as their parts and
//! parts as their compound, and last of all most of the words will do.
//!
//! Only words that may stand anywhere in a unit are read otherwise: never a
//! phrase, a word as written, a wildcard, what stands beside NEAR or behind
//! NOT, a number, a property. Every step but the last is a query that could
//! have been typed. The first step that finds something is the answer; what
//! was read as what is always told.

mod instead;
mod most;
mod parts;
mod spelling;

pub(super) use instead::instead;

use super::Asked;
use crate::query::{Kind, Node};

/// Why a query was read in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The words as they are.
    All,
    /// A word stands nowhere; another is near in spelling.
    Spelling,
    /// A compound, or its parts near each other.
    Parts,
    /// Words side by side, or the compound of them.
    Compound,
    /// Most of the words.
    Most,
}

impl Why {
    /// Machine-readable name.
    pub fn name(self) -> &'static str {
        match self {
            Why::All => "all",
            Why::Spelling => "spelling",
            Why::Parts => "parts",
            Why::Compound => "compound",
            Why::Most => "most",
        }
    }
}

/// A part of a query, and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// As typed.
    pub asked: String,
    /// What was looked for.
    pub read_as: String,
    /// Why.
    pub why: Why,
}

/// A step that was taken, and what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was asked of a unit.
    pub why: Why,
    /// Words that a unit lacks in it.
    pub lacking: usize,
    /// Units it found.
    pub units: usize,
}

/// How a query was read that finds nothing as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// The step that answers.
    pub why: Why,
    /// What was read as what.
    pub readings: Vec<Reading>,
    /// The steps taken, the closest first.
    pub steps: Vec<Step>,
    /// The query that was asked instead.
    pub query: String,
    /// The words of which a unit may lack some; none unless most will do.
    pub words: Vec<Asked>,
}

/// A query with some of its words read as something else.
fn rewritten(node: &Node, read: &dyn Fn(&str) -> Option<Kind>) -> Node {
    let each = |nodes: &[Node]| nodes.iter().map(|node| rewritten(node, read)).collect();
    let kind = match &node.kind {
        Kind::Word(word) => read(word).unwrap_or_else(|| node.kind.clone()),
        Kind::All(nodes) => Kind::All(each(nodes)),
        Kind::Any(nodes) => Kind::Any(each(nodes)),
        other => other.clone(),
    };
    Node {
        kind,
        place: node.place.clone(),
    }
}

/// The words of a query that may be read as something else, each once.
fn free_words(node: &Node) -> Vec<&str> {
    fn gather<'n>(node: &'n Node, found: &mut Vec<&'n str>) {
        match &node.kind {
            Kind::Word(word) if is_plain(word) && !found.contains(&word.as_str()) => {
                found.push(word);
            }
            Kind::All(nodes) | Kind::Any(nodes) => {
                nodes.iter().for_each(|node| gather(node, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(node, &mut found);
    found
}

/// A word of letters: a number is that number or none.
fn is_plain(word: &str) -> bool {
    !word.contains(|c: char| !c.is_alphabetic() && c != '-')
}

/// A word that is looked for in place of another.
fn word_at(word: &str, node: &Node) -> Node {
    Node {
        kind: Kind::Word(word.to_owned()),
        place: node.place.clone(),
    }
}
