//! Positions as tables: respondents down, areas across, a table a proposal. No
//! cell hides one: all of a respondent's positions on an area stand in it.

use super::areas::{Area, PartOrder, UNNUMBERED, order};
use super::rows::{Answer, AreaKind, Position};
use super::stance::Stance;
use crate::unit::Referral;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What a respondent says of an area.
#[derive(Clone, Debug)]
pub struct Cell<C> {
    /// What is kept of each of its positions, in document order.
    pub kept: Vec<C>,
    /// The stances among them.
    pub stances: BTreeSet<Stance>,
}

/// The answers to one proposal, and something of each position in them.
pub struct OfReferral<'p, C> {
    /// The proposal.
    pub referral: &'p Referral,
    /// Its areas; those that only a position tells of stand last.
    pub areas: Vec<Area>,
    /// Who answered.
    pub boards: Vec<&'p str>,
    cells: BTreeMap<(&'p str, usize), Cell<C>>,
    at: HashMap<String, usize>,
    /// How many areas stood there before any position did.
    known: usize,
    /// Respondents whose texts are here, and their different texts.
    heard: HashSet<&'p str>,
    texts: HashSet<u64>,
}

/// How many respondents say what of an area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Respondents by stance.
    pub stances: BTreeMap<Stance, usize>,
    /// Those who say two things, in every number they fall under.
    pub both: usize,
}

impl Tally {
    /// Counts a respondent.
    pub fn add(&mut self, stances: &BTreeSet<Stance>) {
        for stance in stances {
            *self.stances.entry(*stance).or_default() += 1;
        }
        self.both += usize::from(stances.len() > 1);
    }
}

impl<'p, C> OfReferral<'p, C> {
    /// A respondent's positions on an area, by its number.
    pub fn cell(&self, board: &'p str, area: usize) -> Option<&Cell<C>> {
        self.cells.get(&(board, area))
    }

    /// How many respondents say what of each area.
    pub fn tallies(&self) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); self.areas.len()];
        for ((_, area), cell) in &self.cells {
            if let Some(tally) = tallies.get_mut(*area) {
                tally.add(&cell.stances);
            }
        }
        tallies
    }

    /// How many different texts the answers with a position are, and how many
    /// such answers there are.
    pub fn texts(&self) -> (usize, usize) {
        (self.texts.len(), self.heard.len())
    }

    /// The areas that a table shows, and those it leaves out: parts of which
    /// nobody speaks, and, unless all are wanted, those beyond the `most` that
    /// most speak of.
    pub fn shown(&self, most: Option<usize>) -> (Vec<usize>, Vec<usize>) {
        let mut spoken = vec![0_usize; self.areas.len()];
        for (_, area) in self.cells.keys() {
            spoken[*area] += 1;
        }
        let part = |at: &usize| self.areas[*at].kind == AreaKind::Proposal;
        // Areas that somebody wrote are what is to be seen.
        let written = self.areas.iter().any(|area| area.kind == AreaKind::Focus);
        let most = most.map(|most| if written { 0 } else { most });
        let mut parts: Vec<usize> = (0..self.areas.len())
            .filter(|at| part(at) && spoken[*at] > 0)
            .collect();
        parts.sort_by_key(|at| (std::cmp::Reverse(spoken[*at]), *at));
        parts.truncate(most.unwrap_or(usize::MAX));
        let kept: HashSet<usize> = parts.into_iter().collect();
        let mut all: Vec<usize> = (0..self.areas.len()).collect();
        all.sort_by_cached_key(|at| self.place(*at));
        all.into_iter()
            .partition(|at| !part(at) || kept.contains(at))
    }

    /// Where an area stands: as listed, numbered parts by their numbers though
    /// one position alone tells of them, others last.
    fn place(&self, at: usize) -> (u8, Option<PartOrder>, usize) {
        let order = order(&self.areas[at].id);
        let numbered = self.areas[at].kind == AreaKind::Proposal && order.0 < UNNUMBERED;
        match numbered {
            true => (1, Some(order), at),
            false => (if at < self.known { 0 } else { 2 }, None, at),
        }
    }
}

/// The answers by proposal, in the order they were met, with as much of each
/// position as a table shows.
pub struct Grid<'p, C> {
    /// A table for each proposal.
    pub tables: Vec<OfReferral<'p, C>>,
    at: HashMap<(&'p str, Option<&'p str>), usize>,
    boards: HashMap<(usize, &'p str), &'p str>,
}

impl<'p, C> Grid<'p, C> {
    /// The empty tables of these answers.
    pub fn new(answers: &'p [Answer]) -> Self {
        let mut grid = Grid {
            tables: Vec::new(),
            at: HashMap::new(),
            boards: HashMap::new(),
        };
        for answer in answers {
            let Grid { tables, at, .. } = &mut grid;
            let table = *at.entry(name_of(&answer.referral)).or_insert_with(|| {
                let ids = answer.areas.iter().enumerate();
                tables.push(OfReferral {
                    referral: &answer.referral,
                    areas: answer.areas.to_vec(),
                    boards: Vec::new(),
                    cells: BTreeMap::new(),
                    at: ids.map(|(at, area)| (area.id.clone(), at)).collect(),
                    known: answer.areas.len(),
                    heard: HashSet::new(),
                    texts: HashSet::new(),
                });
                tables.len() - 1
            });
            grid.boards
                .insert((table, &answer.respondent), &answer.respondent);
            grid.tables[table].boards.push(&answer.respondent);
        }
        grid
    }

    /// Adds a position. Those of parties and councils are left out.
    pub fn add(&mut self, row: Position, keep: impl FnOnce(Position) -> C) {
        if !row.is_answer() {
            return;
        }
        let named = (
            row.referral.title.as_str(),
            row.referral.diarienummer.as_deref(),
        );
        let Some(&at) = self.at.get(&named) else {
            return;
        };
        let Some(&board) = self.boards.get(&(at, row.respondent.as_str())) else {
            return;
        };
        let table = &mut self.tables[at];
        let OfReferral { areas, at, .. } = table;
        let area = *at.entry(row.area.clone()).or_insert_with(|| {
            areas.push(Area::of_part(&row.area, &row.area_name));
            areas.len() - 1
        });
        if areas[area].is_unnamed() && !row.area_name.contains(&areas[area].number) {
            areas[area].name.clone_from(&row.area_name);
        }
        table.heard.insert(board);
        table.texts.insert(row.text);
        let cell = table.cells.entry((board, area)).or_insert_with(|| Cell {
            kept: Vec::new(),
            stances: BTreeSet::new(),
        });
        cell.stances.insert(row.stance);
        cell.kept.push(keep(row));
    }
}

fn name_of(referral: &Referral) -> (&str, Option<&str>) {
    (&referral.title, referral.diarienummer.as_deref())
}
