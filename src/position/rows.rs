//! What reading gives: positions with their evidence, and who answered.
//!
//! Plain data.

use super::areas::Area;
use super::asks::Addressee;
use super::review::Correction;
use super::stance::Stance;
use super::verdict::Verdict;
use crate::called::Name;
use crate::flow::Flow;
use crate::known::Review;
use crate::paper::Paper;
use crate::text::Cited;
use crate::unit::{Referral, Signer, UnitKind};
use std::ops::Range;
use std::sync::Arc;

/// A sentence that bears a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Lines of the document.
    pub lines: Cited,
    /// The sentence.
    pub quote: String,
    /// The phrase that decided, as it stands; empty if none did.
    pub cue: String,
    /// Its name in the lexicon.
    pub cue_id: String,
}

/// A sentence that asks for a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Lines of the document.
    pub lines: Cited,
    /// The sentence, with the one before where it leans on it.
    pub quote: String,
    /// Who is to do it.
    pub addressee: Addressee,
    /// What a person has judged of it.
    pub said: Option<Box<AskSaid>>,
}

/// A person's judgement of an ask, as it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskSaid {
    /// Who judged.
    pub by: String,
    /// When, YYYY-MM-DD.
    pub on: String,
    /// Why.
    pub note: String,
    /// The words that were judged.
    pub quote: String,
    /// They had been read as an ask.
    pub was_read: bool,
    /// What was read is right.
    pub as_read: bool,
}

impl Ask {
    /// What people have done about it.
    pub fn review(&self) -> Review {
        match &self.said {
            None => Review::Unread,
            Some(said) if said.as_read => Review::Read,
            Some(_) => Review::Corrected,
        }
    }
}

/// A sentence with its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// Name of the document.
    pub document: Name,
    /// Its lines.
    pub lines: Cited,
    /// The sentence.
    pub quote: String,
}

impl Passage {
    /// Some bytes of a running text of a paper, with their place in it.
    pub fn of(paper: &Paper, flow: &Flow, range: Range<usize>) -> Self {
        Passage {
            document: paper.document.name.clone(),
            lines: paper.document.index.cite(flow.source(range.clone())),
            quote: flow.text[range].to_owned(),
        }
    }
}

/// What a position is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaKind {
    /// The proposal as a whole.
    Whole,
    /// A part of it.
    Proposal,
    /// A theme of a file of focus areas.
    Focus,
}

impl AreaKind {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            AreaKind::Whole => "whole",
            AreaKind::Proposal => "proposal",
            AreaKind::Focus => "focus",
        }
    }
}

/// Where a respondent, or a party in it, stands on a focus area.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The proposal.
    pub referral: Referral,
    /// Who speaks.
    pub respondent: String,
    /// Name of the document.
    pub document: Name,
    /// Id of the unit.
    pub unit: String,
    /// Its kind.
    pub kind: UnitKind,
    /// Its date, or that of the decision.
    pub date: Option<String>,
    /// Who signed, for a statement.
    pub signers: Vec<Signer>,
    /// The whole, a part of the proposal, or a focus area.
    pub area_kind: AreaKind,
    /// Id of the area.
    pub area: String,
    /// Name of the area.
    pub area_name: String,
    /// A part of the proposal as cited: "avsnitt 6.2".
    pub reference: Option<String>,
    /// The stance.
    pub stance: Stance,
    /// The verdict that it follows from, on the whole and on parts.
    pub verdict: Option<Verdict>,
    /// 0 to 1.
    pub confidence: f64,
    /// What it rests on, the deciding sentence first.
    pub evidence: Vec<Evidence>,
    /// The strongest condition or turn.
    pub reservation: Option<Ask>,
    /// What it asks for.
    pub asks: Vec<Ask>,
    /// Where it misses something or finds fault.
    pub objections: Vec<Ask>,
    /// Taken over from the statement that the unit joins.
    pub inherited: bool,
    /// The person's judgement that goes before the program's.
    pub corrected: Option<Correction>,
    /// The stance that was read, where a person has judged: in force unless
    /// persons differ.
    pub was: Option<Stance>,
    /// The verdict that was read then, if there was one.
    pub was_verdict: Option<Verdict>,
    /// The same for the same words, whoever signs them.
    pub text: u64,
}

/// All that was read from an archive.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// Every position, the unsure ones too, in document order.
    pub rows: Vec<Position>,
    /// Who answered which proposal, in document order, and where.
    pub answers: Vec<Answer>,
}

/// An answer that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Number of the proposal among all; of answers that name one.
    pub group: Option<usize>,
    /// The proposal.
    pub referral: Referral,
    /// Who answered.
    pub respondent: String,
    /// Its areas, the whole first; one list for all answers.
    pub areas: Arc<Vec<Area>>,
}

impl Position {
    /// What people have done about it.
    pub fn review(&self) -> Review {
        match (&self.corrected, self.was) {
            (None, Some(_)) => Review::Conflict,
            (None, None) => Review::Unread,
            (Some(said), was)
                if was == Some(self.stance)
                    && (said.verdict.is_empty()
                        || self.was_verdict.map(Verdict::name) == Some(&*said.verdict)) =>
            {
                Review::Read
            }
            _ => Review::Corrected,
        }
    }

    /// The sentence that decides it, with its place.
    pub fn proof(&self) -> Option<Passage> {
        let first = self.evidence.first()?;
        Some(Passage {
            document: self.document.clone(),
            lines: first.lines,
            quote: first.quote.clone(),
        })
    }

    /// The respondent's own answer, not that of a party or a council.
    pub fn is_answer(&self) -> bool {
        self.kind == UnitKind::Yttrande
    }
}
