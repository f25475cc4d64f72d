//! What answers and statements ask for and object to: every sentence once, with
//! the areas it stands under and whom it is said to.

use crate::called::Name;
use crate::position::{Addressee, Ask, Position};
use crate::text::Cited;
use crate::unit::{Signer, UnitKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A sentence that asks or objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Who speaks.
    pub respondent: String,
    /// Id of the unit.
    pub unit: String,
    /// An answer, or a statement of parties.
    pub kind: UnitKind,
    /// Who signed a statement.
    pub signers: Vec<Signer>,
    /// Name of the document.
    pub document: Name,
    /// Its lines.
    pub lines: Cited,
    /// The sentence.
    pub quote: String,
    /// To whom it is said.
    pub addressee: Addressee,
    /// It finds fault and asks for nothing.
    pub is_objection: bool,
    /// Ids of the areas it stands under.
    pub areas: Vec<String>,
}

/// What is asked under one area of one addressee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raised {
    /// Id of the area.
    pub(super) area: String,
    /// To whom.
    pub(super) addressee: Addressee,
    /// Numbers of the asks, in document order.
    pub(super) asks: Vec<usize>,
    /// How many respondents raise one in an answer of their own.
    pub(super) respondents: usize,
}

/// All asks and objections of some positions, in document order. What a
/// statement takes over from another is told with that one.
pub(super) fn asks(positions: &[Position]) -> Vec<Asking> {
    let mut all: Vec<Asking> = Vec::new();
    let mut known: HashMap<(String, Cited, bool, String), usize> = HashMap::new();
    for row in positions.iter().filter(|row| !row.inherited) {
        let asks = row.asks.iter().map(|ask| (ask, false));
        let objections = row.objections.iter().map(|ask| (ask, true));
        for (ask, is_objection) in asks.chain(objections) {
            let quote = ask.quote.clone();
            let key = (row.unit.clone(), ask.lines, is_objection, quote);
            match known.get(&key).copied() {
                Some(at) if !all[at].areas.contains(&row.area) => {
                    all[at].areas.push(row.area.clone());
                }
                Some(_) => {}
                None => {
                    known.insert(key, all.len());
                    all.push(asking(row, ask, is_objection));
                }
            }
        }
    }
    all
}

fn asking(row: &Position, ask: &Ask, is_objection: bool) -> Asking {
    Asking {
        respondent: row.respondent.clone(),
        unit: row.unit.clone(),
        kind: row.kind,
        signers: row.signers.clone(),
        document: row.document.clone(),
        lines: ask.lines,
        quote: ask.quote.clone(),
        addressee: ask.addressee,
        is_objection,
        areas: vec![row.area.clone()],
    }
}

/// The asks of one area and addressee, and who raises them.
#[derive(Default)]
struct Group<'a> {
    asks: Vec<usize>,
    who: BTreeSet<&'a str>,
}

/// Asks by area and addressee, those that most respondents raise first; an ask
/// under several areas stands in each.
pub(super) fn raised(asks: &[Asking]) -> Vec<Raised> {
    let mut groups: BTreeMap<(&str, Addressee), Group<'_>> = BTreeMap::new();
    for (at, ask) in asks.iter().enumerate() {
        for area in &ask.areas {
            let group = groups.entry((area, ask.addressee)).or_default();
            group.asks.push(at);
            if !ask.kind.is_statement() {
                group.who.insert(&ask.respondent);
            }
        }
    }
    let raised = groups.into_iter().map(|((area, addressee), group)| Raised {
        area: area.to_owned(),
        addressee,
        asks: group.asks,
        respondents: group.who.len(),
    });
    let mut raised: Vec<Raised> = raised.collect();
    raised.sort_by_key(|one| std::cmp::Reverse((one.respondents, one.asks.len())));
    raised
}
