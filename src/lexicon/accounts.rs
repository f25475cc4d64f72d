//! How an account of answers names those who hold something, as in
//! `accounts.toml`: a bill's passage, a compilation in prose, a table. Knows
//! nothing of documents.

use serde::Deserialize;
use std::sync::LazyLock;

/// Words of accounts.
#[derive(Debug, Deserialize)]
pub struct Accounts {
    /// Verbs behind the bodies that a sentence is about.
    pub verbs: Vec<String>,
    /// What opens a sentence on many bodies.
    pub many: Vec<String>,
    /// Before those of them who are named.
    pub among: Vec<String>,
    /// Before the bodies that a sentence is about.
    pub leads: Vec<String>,
    /// Before bodies behind the verb.
    pub behind: Vec<String>,
    /// Behind the verb, before bodies that hold the same.
    pub alike: Vec<String>,
    /// Several bodies of one kind under one plural.
    pub plural: Vec<Plural>,
    /// Before the list of those who answered.
    pub answered: Vec<String>,
    /// Before the same list in a paragraph that tells of nothing else.
    pub told_answered: Vec<String>,
    /// Before a plural that means each one of a kind that was named.
    pub every: Vec<String>,
    /// Kinds of bodies that are named by a plural.
    pub kind: Vec<Kind>,
    /// Before the list of those asked, in the sender's own letter.
    pub asked: Vec<String>,
    /// Before the list of those who abstained.
    pub abstained: Vec<String>,
    /// Behind those who did not answer.
    pub silent: Vec<String>,
    /// For those who are not named.
    pub unnamed: Vec<String>,
    /// They were not asked.
    pub unasked: Vec<String>,
    /// What heads the sender's own column.
    pub sender_column: Vec<String>,
    /// What heads the column of the bodies.
    pub body_column: Vec<String>,
    /// What heads the column of what they say.
    pub view_column: Vec<String>,
    /// Headings over a summary of the answers inside another paper.
    pub summed: Vec<String>,
    /// What opens the sender's comment on a view.
    pub comments: Vec<String>,
    /// What ends a passage of a bill.
    pub passage_ends: Vec<String>,
}

/// A kind of body, by how the names of its members begin and end.
#[derive(Debug, Deserialize)]
pub struct Kind {
    /// Its plurals.
    pub words: Vec<String>,
    /// How a member's name begins.
    pub opens: String,
    /// How it ends.
    pub ends: String,
}

/// Several bodies of one kind under one plural.
#[derive(Debug, Deserialize)]
pub struct Plural {
    /// What stands before the places.
    pub before: String,
    /// What stands behind them.
    pub behind: String,
    /// One of them, with "{}" for its place.
    pub one: String,
}

/// The data in the program.
#[expect(
    clippy::expect_used,
    reason = "data in the program; every test reads it"
)]
pub fn accounts() -> &'static Accounts {
    static ACCOUNTS: LazyLock<Accounts> =
        LazyLock::new(|| toml::from_str(include_str!("accounts.toml")).expect("accounts.toml"));
    &ACCOUNTS
}
