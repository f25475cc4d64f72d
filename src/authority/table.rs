//! The rows of the authority and the keys that lead to them.
//!
//! A key leads to one row. Where two rows claim a key the better claim wins
//! (a name before a variant before a former name); of two equal claims none.

use super::form::{bare, glued, key, scanned};
use super::{Body, How};
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::OnceLock;

pub(super) type Map<K, V> = HashMap<K, V, FixedState>;

/// One body.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) kind: String,
    /// As in [`Body::id`]: `None` for a board that any municipality may have.
    pub(super) id: Option<String>,
    pub(super) note: Option<String>,
    /// A company form may be added to its name or left out.
    pub(super) company: bool,
    /// Branches of it answer by themselves ("LO Dalarna"): its name with
    /// more behind is another's.
    pub(super) branches: bool,
}

/// Where a key leads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) row: u32,
    pub(super) how: How,
    /// Another row claims it as well.
    clash: bool,
}

/// A form that may mean several bodies, or an ordinary word.
#[derive(Debug)]
pub(super) struct Doubt {
    pub(super) means: Vec<String>,
    pub(super) tell: String,
}

impl Doubt {
    /// One body at most, else an ordinary word.
    pub(super) fn is_single(&self) -> bool {
        self.means.len() == 1
    }
}

#[derive(Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    keys: Map<String, Claim>,
    glued: Map<String, Claim>,
    bare: Map<String, Claim>,
    scanned: Map<String, Claim>,
    /// With case; `true` beside a body that used it under a former name.
    shorts: Map<String, Vec<(u32, bool)>>,
    pub(super) doubts: Map<String, Doubt>,
    /// Bare place → row of its municipality, and what else it names.
    pub(super) places: Map<String, (u32, String)>,
    /// Words that open a name, with the most words such a name has.
    pub(super) openers: Map<String, usize>,
    /// Forms for a search by one letter, made when first needed.
    pub(super) slips: OnceLock<super::slips::Index>,
    /// Forms as file names write them, made when first needed.
    pub(super) slugs: OnceLock<super::slug::Index>,
}

impl Table {
    pub(super) fn add(&mut self, row: Row) -> u32 {
        self.rows.push(row);
        self.rows.len() as u32 - 1
    }

    /// The kinds of all bodies.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().map(|row| row.kind.as_str());
        rows.filter(|kind| !kind.is_empty())
    }

    /// A written form leads to a row.
    pub(super) fn claim(&mut self, form: &str, row: u32, how: How) {
        let key = key(form);
        if key.is_empty() {
            return;
        }
        let new = Claim {
            row,
            how,
            clash: false,
        };
        let (glued, _) = glued(&key);
        settle(&mut self.scanned, scanned(&glued), new);
        settle(&mut self.glued, glued, new);
        settle(&mut self.bare, bare(&key), new);
        let mut words = key.split(' ');
        if let Some(first) = words.next() {
            let count = 1 + words.count();
            let most = self.openers.entry(first.to_owned()).or_default();
            *most = count.max(*most);
        }
        settle(&mut self.keys, key, new);
    }

    /// A short form leads to a row, `was` under a former name.
    pub(super) fn claim_short(&mut self, short: &str, row: u32, was: bool) {
        let rows = self.shorts.entry(short.to_owned()).or_default();
        if !rows.iter().any(|(known, _)| *known == row) {
            rows.push((row, was));
        }
    }

    /// Whatever led to these forms before leads to this row now: the names of
    /// a file that is given stand above those of the program.
    pub(super) fn overrule(&mut self, form: &str) {
        let key = key(form);
        let (glued, _) = glued(&key);
        self.scanned.remove(&scanned(&glued));
        self.glued.remove(&glued);
        self.bare.remove(&bare(&key));
        self.keys.remove(&key);
        self.doubts.remove(&key);
        self.shorts.remove(form);
    }

    pub(super) fn by_key(&self, key: &str) -> Option<Claim> {
        sure(&self.keys, key)
    }

    /// Company forms left out or added make no difference to a company.
    pub(super) fn by_glued(&self, (glued, company): &(String, bool)) -> Option<Claim> {
        sure(&self.glued, glued).filter(|claim| !company || self.row(*claim).company)
    }

    pub(super) fn by_bare(&self, bare: &str) -> Option<Claim> {
        sure(&self.bare, bare)
    }

    pub(super) fn by_scanned(&self, scanned: &str) -> Option<Claim> {
        sure(&self.scanned, scanned)
    }

    pub(super) fn by_short(&self, short: &str) -> &[(u32, bool)] {
        self.shorts.get(short).map_or(&[], Vec::as_slice)
    }

    pub(super) fn row(&self, claim: Claim) -> &Row {
        &self.rows[claim.row as usize]
    }

    /// Every key with its claim, sorted, for indexes made later.
    pub(super) fn sorted_keys(&self) -> Vec<(&str, Claim)> {
        let mut all: Vec<(&str, Claim)> = self
            .keys
            .iter()
            .filter(|(_, claim)| !claim.clash)
            .map(|(key, claim)| (key.as_str(), *claim))
            .collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }

    /// Every short form with its rows, sorted.
    pub(super) fn sorted_shorts(&self) -> Vec<(&str, &[(u32, bool)])> {
        let mut all: Vec<(&str, &[(u32, bool)])> = self
            .shorts
            .iter()
            .map(|(short, rows)| (short.as_str(), rows.as_slice()))
            .collect();
        all.sort_unstable_by_key(|(short, _)| *short);
        all
    }

    pub(super) fn body(&self, row: u32, how: How) -> Body {
        let row = &self.rows[row as usize];
        Body {
            name: row.name.clone(),
            kind: Some(row.kind.clone()),
            id: row.id.clone(),
            part: None,
            how,
            note: row.note.clone(),
            among: Vec::new(),
        }
    }
}

fn sure(map: &Map<String, Claim>, key: &str) -> Option<Claim> {
    map.get(key).copied().filter(|claim| !claim.clash)
}

fn settle(map: &mut Map<String, Claim>, key: String, new: Claim) {
    use std::collections::hash_map::Entry;
    match map.entry(key) {
        Entry::Vacant(free) => {
            free.insert(new);
        }
        Entry::Occupied(mut held) => {
            let old = *held.get();
            if new.row == old.row {
                held.get_mut().how = old.how.min(new.how);
            } else if new.how < old.how {
                held.insert(new);
            } else if new.how == old.how {
                held.get_mut().clash = true;
            }
        }
    }
}
