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
    /// The same at the end of the sentence.
    pub among_at_the_end: Vec<String>,
    /// Verbs that hold nothing by themselves.
    pub plain_verbs: Vec<String>,
    /// Before the bodies that a sentence is about.
    pub leads: Vec<String>,
    /// Verbs of a verdict.
    pub judging: Vec<String>,
    /// Nouns of those who may answer.
    pub answering: Vec<String>,
    /// Before who is quoted at the end of a sentence.
    pub telling: Vec<String>,
    /// Ends of verbs in the present, and small words that end so.
    pub finite: Vec<String>,
    pub no_verbs: Vec<String>,
    /// Before bodies behind the verb.
    pub behind: Vec<String>,
    /// Between the bodies and their verb.
    pub adverbs: Vec<String>,
    /// How parts of a body that has sent its own proposal out are called.
    pub own_parts: Vec<String>,
    /// Headings over those who said nothing against it.
    pub silent_sections: Vec<String>,
    /// Nouns of many bodies that a sentence speaks about.
    pub others: Vec<String>,
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
    /// In a sentence of a body that was not heard.
    pub unheard: Vec<String>,
    /// What opens a sentence that is about no body by name.
    pub not_of_one: Vec<String>,
    /// For those who are not named.
    pub unnamed: Vec<String>,
    /// They were not asked.
    pub unasked: Vec<String>,
    /// What heads the sender's own column.
    pub sender_column: Vec<String>,
    /// Those of them that are the sender's whoever stands before them.
    pub sender_alone: Vec<String>,
    /// What heads the column of the bodies.
    pub body_column: Vec<String>,
    /// What heads the column of what they say.
    pub view_column: Vec<String>,
    /// What stands before a colon and names nobody.
    pub no_names: Vec<String>,
    /// What opens the line below a name that tells when its answer came.
    pub received: Vec<String>,
    /// What opens the line below a view that tells what parties moved.
    pub parties: Vec<String>,
    /// What opens the label over an entry, before the name.
    pub entry_leads: Vec<String>,
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

/// What a column of a table of answers holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Who answers.
    Body,
    /// What it says.
    View,
    /// What the sender says of that.
    Sender,
}

impl Accounts {
    /// What the column under this head (in lower case) holds: "synpunkter i
    /// sammandrag" is the bodies', "kommunens svar" the sender's own.
    pub fn column(&self, head: &str) -> Option<Column> {
        let words = head.split(|c: char| !c.is_alphabetic());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let (first, last) = (words.first()?, words.last()?);
        let is = |list: &[String], word: &str| list.iter().any(|one| one == word);
        let of_bodies = self
            .body_column
            .iter()
            .any(|body| first.starts_with(body.as_str()));
        // Whose it is stands before it: "förvaltningens bedömning".
        let owned = words.len() > 1 && first.ends_with('s') && !of_bodies;
        let own = is(&self.sender_column, last);
        let views = |word: &str| is(&self.view_column, word);
        if own && (owned || is(&self.sender_alone, last)) || owned && views(last) {
            return Some(Column::Sender);
        }
        if is(&self.body_column, head)
            || is(&self.body_column, first)
            || is(&self.body_column, last)
        {
            return Some(Column::Body);
        }
        let view = words.iter().any(|word| views(word));
        view.then_some(Column::View)
    }

    /// A line (in lower case) opens what the sender says of a view: by a known word
    /// or a label of two words and more that ends in one of the sender's.
    pub fn opens_comment(&self, low: &str) -> bool {
        let label = low.split_once(':').map(|(label, _)| label);
        self.opens_known_comment(low)
            || label.is_some_and(|label| self.of_the_sender(label).is_some())
    }

    /// The same by a known word alone.
    pub fn opens_known_comment(&self, low: &str) -> bool {
        let low = low.trim_start_matches(['|', '│', '>', ' ', '*']);
        let mut known = self.comments.iter();
        known.any(|word| low.starts_with(word.as_str()))
    }

    /// "kontorets kommentar", "pts bemötande": words whose last is the sender's,
    /// and who says it before.
    pub fn of_the_sender<'l>(&self, low: &'l str) -> Option<&'l str> {
        const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
        let low = low.trim_matches(['*', ' ', '#']);
        let mut words = low.rsplit(' ');
        let (last, owner) = (words.next()?, words.next()?);
        let few = WORDS.contains(&low.split(' ').count()) && owner.ends_with('s');
        let own = self.sender_column.iter().any(|word| word == last);
        (few && own).then_some(low)
    }
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
