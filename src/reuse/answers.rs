//! How much of an answer is recycled, and whose words it was.
//!
//! Every word is counted once: as procedure or the compiler's note, as a list
//! of the proposal's points, as quoted, as taken from the sender's texts, from
//! a text that is nobody's answer, from another's earlier answer, as shared
//! with one of the same day, as lent, or as the answer's own. All parts of a
//! respondent's answer are one.

use super::Reuse;
use super::boilerplate::{Boilerplate, SHARED, boilerplate};
use super::dividing::{recycled, taken_up};
use super::letters::{Letter, letters};
use super::relation::Direction;
use super::texts::Text;
use crate::corpus::Scope;
use crate::overlap::align::Passage;

/// Who shares a passage with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lender {
    /// One of the sender's own texts, by number.
    Central(usize),
    /// A text that is nobody's answer, by number.
    Outside(usize),
    /// Another respondent's text, by number.
    Text(usize),
}

/// A passage that a text shares with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// The text in which it stands: the answer, or a part of it.
    pub part: usize,
    /// With whom.
    pub lender: Lender,
    /// Words of the text, and of the other.
    pub passage: Passage,
    /// Equal words in it that are not repeated from the sender.
    pub words: usize,
    /// Seen from the text to the other.
    pub direction: Direction,
    /// All other texts that hold the passage or part of it, this one included;
    /// told with the first that is named.
    pub lenders: usize,
    /// Those of them that are not named.
    pub more: usize,
}

impl Loan {
    /// So many share it that it is told once.
    pub fn is_boilerplate(&self) -> bool {
        self.lenders >= SHARED
    }

    /// The words came from there, not from here.
    pub fn is_taken(&self) -> bool {
        matches!(self.direction, Direction::BToA | Direction::TroligKälla)
    }
}

/// An answer, divided by whose words it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recycled {
    /// Number of its first text; among the sender's own for those.
    pub text: usize,
    /// All its texts.
    pub parts: Vec<usize>,
    /// It is the commissioner's view.
    pub view: bool,
    /// All its words.
    pub words: usize,
    /// Procedure and the compiler's notes.
    pub procedure: usize,
    /// The proposal's points, listed.
    pub points: usize,
    /// Words between quotation marks, or behind the name of whose they are.
    pub quoted: usize,
    /// Words from the office's letter.
    pub letter: usize,
    /// Words from the proposal, or the report's account of it.
    pub proposal: usize,
    /// Words from texts that are nobody's answer.
    pub sources: usize,
    /// Words from other respondents' texts that are older.
    pub others: usize,
    /// Words shared with texts of the same day or of none: nobody knows who
    /// took them.
    pub undecided: usize,
    /// Words that later texts of others hold.
    pub lent: usize,
    /// The passages, in the order of the text.
    pub loans: Vec<Loan>,
}

/// All answers of an archive and the commissioners' views on them, divided.
#[derive(Debug)]
pub struct Answers<'r> {
    /// The texts, and what they share.
    pub found: &'r Reuse,
    /// The answers, the most recycled first.
    pub answers: Vec<Recycled>,
    /// The commissioners' views.
    pub views: Vec<Recycled>,
    /// What many of the answers share.
    pub boilerplate: Vec<Boilerplate>,
    /// Texts that three and more sent.
    pub letters: Vec<Letter>,
}

impl<'r> Answers<'r> {
    /// Keeps the answers of a scope, and what they share.
    pub fn narrow(&mut self, scope: &Scope) {
        let texts = &self.found.texts;
        self.answers.retain(|one| texts[one.text].is_in(scope));
        self.views.clear();
        let mut loans = self.answers.iter().flat_map(|one| &one.loans);
        if !loans.any(Loan::is_boilerplate) {
            self.boilerplate.clear();
        }
    }

    /// Divides everything.
    pub fn of(found: &'r Reuse) -> Self {
        let answers = recycled(found);
        Answers {
            found,
            boilerplate: boilerplate(&answers, &found.texts),
            views: taken_up(found),
            letters: letters(found),
            answers,
        }
    }

    /// Each text with its parts: the answers, then the views.
    pub fn all(&self) -> impl Iterator<Item = (&'r Text, &Recycled)> {
        let found = self.found;
        let answers = self.answers.iter().map(|one| (&found.texts[one.text], one));
        let views = self.views.iter().map(|one| (&found.central[one.text], one));
        answers.chain(views)
    }

    /// The text in which a passage stands.
    pub fn part(&self, one: &Recycled, loan: &Loan) -> &'r Text {
        match one.view {
            true => &self.found.central[loan.part],
            false => &self.found.texts[loan.part],
        }
    }

    /// The letter that an answer is a copy of.
    pub fn letter(&self, one: &Recycled) -> Option<&Letter> {
        let sent = |letter: &&Letter| !one.view && letter.texts.binary_search(&one.text).is_ok();
        self.letters.iter().find(sent)
    }
}

impl Recycled {
    /// Words from the sender's own texts.
    pub fn sender(&self) -> usize {
        self.letter + self.proposal
    }

    /// Words that were taken from anybody.
    pub fn taken(&self) -> usize {
        self.sender() + self.sources + self.others
    }

    /// Part of the words that were taken, procedure and lists aside.
    pub fn share(&self) -> f64 {
        self.taken() as f64 / self.told() as f64
    }

    /// Words of which it is asked whose they are.
    pub fn told(&self) -> usize {
        (self.words - self.procedure - self.points).max(1)
    }

    /// It shares something with anybody.
    pub fn is_shared(&self) -> bool {
        self.taken() + self.undecided + self.lent > 0
    }

    /// Adds another part of the same answer.
    pub(super) fn add(&mut self, part: Recycled) {
        self.parts.extend(part.parts);
        self.loans.extend(part.loans);
        for (sum, more) in [
            (&mut self.words, part.words),
            (&mut self.procedure, part.procedure),
            (&mut self.points, part.points),
            (&mut self.quoted, part.quoted),
            (&mut self.letter, part.letter),
            (&mut self.proposal, part.proposal),
            (&mut self.sources, part.sources),
            (&mut self.others, part.others),
            (&mut self.undecided, part.undecided),
            (&mut self.lent, part.lent),
        ] {
            *sum += more;
        }
    }
}
