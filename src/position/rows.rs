//! What reading gives: positions with their evidence, and who answered.
//!
//! Plain data, and how it falls into proposals.

use super::asks::Addressee;
use super::review::Correction;
use super::stance::Stance;
use super::verdict::Verdict;
use crate::known::Review;
use crate::text::Cited;
use crate::unit::{Referral, Signer, UnitKind};
use std::collections::{BTreeMap, HashMap};
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
    pub document: String,
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
    /// The stance that was read, where a person has judged.
    pub was: Option<Stance>,
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
    /// Its areas: id and name, the whole first; one list for all answers.
    pub areas: Arc<Vec<(String, String)>>,
}

/// The answers to one proposal, and something of each position in them.
pub struct OfReferral<'p, C> {
    /// The proposal.
    pub referral: &'p Referral,
    /// Its areas.
    pub areas: &'p [(String, String)],
    /// Who answered.
    pub boards: Vec<&'p str>,
    /// How often each stance is taken on each area.
    pub counts: Vec<BTreeMap<Stance, usize>>,
    cells: HashMap<(&'p str, usize), C>,
}

impl<'p, C> OfReferral<'p, C> {
    /// What is kept of a board's position on an area, by its number.
    pub fn cell(&self, board: &'p str, area: usize) -> Option<&C> {
        self.cells.get(&(board, area))
    }
}

/// The answers by proposal, in the order they were met, with as much of each
/// position as a table shows.
pub struct Grid<'p, C> {
    /// A table for each proposal.
    pub tables: Vec<OfReferral<'p, C>>,
    at: HashMap<(&'p str, Option<&'p str>), usize>,
    boards: HashMap<(usize, &'p str), &'p str>,
    areas: HashMap<(usize, &'p str), usize>,
}

impl<'p, C> Grid<'p, C> {
    /// The empty tables of these answers.
    pub fn new(answers: &'p [Answer]) -> Self {
        let mut grid = Grid {
            tables: Vec::new(),
            at: HashMap::new(),
            boards: HashMap::new(),
            areas: HashMap::new(),
        };
        for answer in answers {
            let Grid {
                tables, at, areas, ..
            } = &mut grid;
            let table = *at.entry(name_of(&answer.referral)).or_insert_with(|| {
                let named = answer.areas.iter().enumerate();
                areas.extend(named.map(|(area, (id, _))| ((tables.len(), id.as_str()), area)));
                tables.push(OfReferral {
                    referral: &answer.referral,
                    areas: &answer.areas,
                    boards: Vec::new(),
                    counts: vec![BTreeMap::new(); answer.areas.len()],
                    cells: HashMap::new(),
                });
                tables.len() - 1
            });
            grid.boards
                .insert((table, &answer.respondent), &answer.respondent);
            grid.tables[table].boards.push(&answer.respondent);
        }
        grid
    }

    /// Adds a position; the first of a board on an area stands. Those of
    /// parties and councils are left out.
    pub fn add(&mut self, row: Position, keep: impl FnOnce(Position) -> C) {
        if !row.is_answer() {
            return;
        }
        let named = (
            row.referral.title.as_str(),
            row.referral.diarienummer.as_deref(),
        );
        let table = self.at.get(&named).copied();
        let Some((table, area)) = table.and_then(|table| {
            let area = self.areas.get(&(table, row.area.as_str()));
            Some((table, *area?))
        }) else {
            return;
        };
        *self.tables[table].counts[area]
            .entry(row.stance)
            .or_insert(0) += 1;
        if let Some(board) = self.boards.get(&(table, row.respondent.as_str())) {
            let cell = self.tables[table].cells.entry((board, area));
            cell.or_insert_with(|| keep(row));
        }
    }
}

fn name_of(referral: &Referral) -> (&str, Option<&str>) {
    (&referral.title, referral.diarienummer.as_deref())
}

impl Position {
    /// What people have done about it.
    pub fn review(&self) -> Review {
        match (&self.corrected, self.was) {
            (None, _) => Review::Unread,
            (Some(said), was) if was == Some(self.stance) && said.verdict.is_empty() => {
                Review::Read
            }
            _ => Review::Corrected,
        }
    }

    /// The respondent's own answer, not that of a party or a council.
    pub fn is_answer(&self) -> bool {
        self.kind == UnitKind::Yttrande
    }
}
