//! What people said of drawn rows: right, wrong, or nothing; and the share that
//! is right, of all and of each kind.

use crate::agreement::Share;
use crate::error::{Error, Result};
use std::collections::BTreeMap;

/// What a person says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is right.
    Right,
    /// It is wrong.
    Wrong,
    /// Nothing.
    Skipped,
}

const RIGHT: [&str; 10] = [
    "r", "rätt", "ratt", "right", "j", "ja", "y", "yes", "1", "true",
];
const WRONG: [&str; 9] = ["f", "fel", "w", "wrong", "n", "nej", "no", "0", "false"];
const SKIPPED: [&str; 5] = ["", "s", "skip", "?", "-"];

/// Reads what was typed, in Swedish or English; nothing if it is neither.
pub fn judgement(typed: &str) -> Option<Judgement> {
    let typed = crate::text::lower(typed.trim());
    let is = |words: &[&str]| words.contains(&typed.as_str());
    match () {
        () if is(&RIGHT) => Some(Judgement::Right),
        () if is(&WRONG) => Some(Judgement::Wrong),
        () if is(&SKIPPED) => Some(Judgement::Skipped),
        () => None,
    }
}

/// Shares that are right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Of all that were judged.
    pub all: Share,
    /// Rows that nothing was said of.
    pub skipped: usize,
    /// By stance.
    pub stances: BTreeMap<String, Share>,
    /// By what it is on: the whole, a part of the proposal, a focus area.
    pub kinds: BTreeMap<String, Share>,
}

impl Judged {
    /// Counts a row.
    pub fn add(&mut self, stance: &str, kind: &str, judgement: Judgement) {
        let is_right = match judgement {
            Judgement::Right => true,
            Judgement::Wrong => false,
            Judgement::Skipped => {
                self.skipped += 1;
                return;
            }
        };
        self.all.add(is_right);
        let groups = [(&mut self.stances, stance), (&mut self.kinds, kind)];
        for (group, name) in groups.into_iter().filter(|(_, name)| !name.is_empty()) {
            group.entry(name.to_owned()).or_default().add(is_right);
        }
    }

    /// Reads a sheet that was filled in.
    pub fn of_sheet(rows: &[Vec<String>]) -> Result<Self> {
        let head = rows.first().map_or(&[][..], Vec::as_slice);
        let column = |names: &[&str]| {
            let is = |cell: &String| names.contains(&crate::text::lower(cell.trim()).as_str());
            head.iter().position(is)
        };
        let Some(judged) = column(&["ratt", "rätt", "right"]) else {
            return Err(Error::new("has no column \"ratt\"")
                .cure("`remiss sample -o FILE` writes the sheet that is filled in"));
        };
        let (stance, kind) = (column(&["stance", "ställning"]), column(&["area_kind"]));
        let mut found = Judged::default();
        for (number, row) in (1..).zip(rows).skip(1) {
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", String::as_str);
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let typed = cell(Some(judged));
            let Some(judgement) = judgement(typed) else {
                let typed = crate::decode::printable(typed);
                return Err(Error::new(format!("says \"{typed}\" in row {number}"))
                    .cure("r (rätt) or f (fel) in the column ratt, or nothing"));
            };
            found.add(cell(stance), cell(kind), judgement);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[[&str; 3]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.map(str::to_owned).to_vec())
            .collect()
    }

    #[test]
    fn a_filled_in_sheet_is_counted_by_stance() {
        let head = ["Ratt", "stance", "area_kind"];
        let rows = [
            head,
            ["R", "stöd", "whole"],
            ["fel", "stöd", "focus"],
            ["ja", "kritik", "focus"],
            ["", "kritik", "focus"],
        ];
        let found = Judged::of_sheet(&sheet(&rows)).unwrap();
        assert_eq!((found.all, found.skipped), (Share { part: 2, all: 3 }, 1));
        assert_eq!(found.stances["stöd"], Share { part: 1, all: 2 });
        assert_eq!(found.kinds["focus"], Share { part: 1, all: 2 });
    }

    #[test]
    fn what_is_no_judgement_is_named_by_its_row() {
        let rows = [["ratt", "", ""], ["r", "", ""], ["kanske", "", ""]];
        let told = Judged::of_sheet(&sheet(&rows)).unwrap_err().to_string();
        assert!(told.starts_with("says \"kanske\" in row 3"), "{told}");
        assert!(Judged::of_sheet(&sheet(&[["id", "", ""]])).is_err());
        assert!(Judged::of_sheet(&[]).is_err());
    }
}
