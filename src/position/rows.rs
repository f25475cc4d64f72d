//! What reading gives: positions with their evidence, and who answered.
//!
//! Plain data, and how it falls into proposals.

use super::review::Correction;
use super::stance::Stance;
use crate::text::Cited;
use crate::unit::{Referral, Signer, UnitKind};
use std::collections::HashMap;
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
    /// The sentence.
    pub quote: String,
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
    /// Id of the area.
    pub area: String,
    /// Name of the area.
    pub area_name: String,
    /// The stance.
    pub stance: Stance,
    /// 0 to 1.
    pub confidence: f64,
    /// What it rests on, the deciding sentence first.
    pub evidence: Vec<Evidence>,
    /// What it asks for.
    pub asks: Vec<Ask>,
    /// Where it misses something or finds fault.
    pub objections: Vec<Ask>,
    /// Taken over from the statement that the unit joins.
    pub inherited: bool,
    /// The person's judgement that goes before the program's.
    pub corrected: Option<Correction>,
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
    /// The proposal.
    pub referral: Referral,
    /// Who answered.
    pub respondent: String,
    /// Its areas: id and name, the whole first; one list for all answers.
    pub areas: Arc<Vec<(String, String)>>,
}

/// The answers to one proposal, and what was read in them.
pub struct OfReferral<'p> {
    /// The proposal.
    pub referral: &'p Referral,
    /// Its areas.
    pub areas: &'p [(String, String)],
    /// Who answered.
    pub boards: Vec<&'p str>,
    /// The rows of answers, not those of parties.
    pub rows: Vec<&'p Position>,
}

impl Positions {
    /// The answers by proposal, in the order they were met.
    pub fn by_referral(&self) -> Vec<OfReferral<'_>> {
        let mut found: Vec<OfReferral<'_>> = Vec::new();
        let mut at: HashMap<(&str, Option<&str>), usize> = HashMap::new();
        for answer in &self.answers {
            let group = *at.entry(name_of(&answer.referral)).or_insert_with(|| {
                found.push(OfReferral {
                    referral: &answer.referral,
                    areas: &answer.areas,
                    boards: Vec::new(),
                    rows: Vec::new(),
                });
                found.len() - 1
            });
            found[group].boards.push(&answer.respondent);
        }
        for row in self.rows.iter().filter(|row| row.is_answer()) {
            if let Some(&group) = at.get(&name_of(&row.referral)) {
                found[group].rows.push(row);
            }
        }
        found
    }
}

fn name_of(referral: &Referral) -> (&str, Option<&str>) {
    (&referral.title, referral.diarienummer.as_deref())
}

impl Position {
    /// The respondent's own answer, not that of a party or a council.
    pub fn is_answer(&self) -> bool {
        self.kind == UnitKind::Yttrande
    }
}
