//! The areas of a proposal as columns of a table: the whole, the areas of a
//! file, or the proposal's own parts in its own order and with its numbers; and
//! which of them somebody means.

use super::named::Numbered;
use super::own::id_of;
use super::rows::AreaKind;
use crate::error::{Error, Result};
use crate::focus::{FocusArea, WHOLE};
use std::collections::HashMap;

/// An area of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Short name in machine-readable output.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its number as the proposal has it: "6.2", "5 §", "2"; empty for none.
    pub number: String,
    /// What the proposal calls its kind: "fokusområde", "avsnitt".
    pub group: String,
    /// The whole, a part, or a focus area.
    pub kind: AreaKind,
}

impl Area {
    /// An area of a file, or one made of a proposal's list.
    pub(super) fn of(area: &FocusArea, own: bool) -> Self {
        Area {
            id: area.id.clone(),
            name: area.name.clone(),
            number: area.number.map_or(String::new(), |n| n.to_string()),
            group: area.group.clone(),
            kind: match (area.id == WHOLE, own) {
                (true, _) => AreaKind::Whole,
                (false, true) => AreaKind::Proposal,
                (false, false) => AreaKind::Focus,
            },
        }
    }

    /// A numbered part.
    pub(super) fn numbered(part: &Numbered) -> Self {
        let (group, number) = number_of(&part.id);
        Area {
            id: part.id.clone(),
            name: part.name.clone(),
            number,
            group,
            kind: AreaKind::Proposal,
        }
    }

    /// A part that only a row tells of.
    pub(crate) fn of_part(id: &str, name: &str) -> Self {
        let (group, number) = number_of(id);
        Area {
            id: id.to_owned(),
            name: name.to_owned(),
            number,
            group,
            kind: AreaKind::Proposal,
        }
    }

    /// It has no name but its number.
    pub(super) fn is_unnamed(&self) -> bool {
        !self.number.is_empty() && self.name.contains(&self.number)
    }

    /// "6.2 Skyfallsavgift", "Helhetssyn"; not "5 § 5 §".
    pub fn title(&self) -> String {
        match self.number.is_empty() || self.name.contains(&self.number) {
            true => self.name.clone(),
            false => format!("{} {}", self.number, self.name),
        }
    }

    /// Ways to call it exactly.
    fn is_called(&self, wanted: &str, plain: &str) -> bool {
        self.id == wanted || self.id == plain || id_of(&self.name) == plain
    }

    /// "6.2", "avsnitt 6.2", "fokusområde 2", "5 §".
    fn has_number(&self, wanted: &str) -> bool {
        if self.number.is_empty() {
            return false;
        }
        let low = wanted.trim().to_lowercase();
        let bare = |text: &str| text.replace(' ', "");
        let grouped = format!("{} {}", self.group, self.number);
        bare(&low) == bare(&self.number) || bare(&low) == bare(&grouped)
    }

    /// A word of its name begins so.
    fn begins(&self, plain: &str) -> bool {
        let name = id_of(&self.name);
        !plain.is_empty() && (name.starts_with(plain) || name.contains(&format!("-{plain}")))
    }
}

/// Kind and number of a part by its id: "avsnitt-6.2", "2-kap-3-par".
fn number_of(id: &str) -> (String, String) {
    if let Some(number) = id.strip_suffix("-par") {
        return (
            String::new(),
            format!("{} §", number.replace("-kap-", " kap. ")),
        );
    }
    if let Some(number) = id.strip_suffix("-kap") {
        return (String::new(), format!("{number} kap."));
    }
    let digits = |number: &str| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    match id.rsplit_once('-') {
        Some((group, number)) if digits(number) => (group.to_owned(), number.to_owned()),
        _ => (String::new(), String::new()),
    }
}

/// Rank, numbers, id.
pub(super) type PartOrder = (u8, Vec<u32>, String);

/// The rank of a part without a number.
pub(super) const UNNUMBERED: u8 = 9;

/// Where a part stands among the others: sections and chapters by their
/// number, then paragraphs, then others.
pub(super) fn order(id: &str) -> PartOrder {
    let numbers: Vec<u32> = id
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let rank = match id {
        _ if numbers.is_empty() || number_of(id).1.is_empty() => UNNUMBERED,
        _ if id.ends_with("-par") || id.ends_with("-kap") => 2,
        _ if id.starts_with("avsnitt-") || id.starts_with("kapitel-") => 0,
        _ => 1,
    };
    (rank, numbers, id.to_owned())
}

/// The columns of one proposal.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    at: HashMap<String, usize>,
    /// By name.
    called: HashMap<String, usize>,
    areas: Vec<Area>,
}

impl Columns {
    pub(super) fn new(areas: Vec<Area>) -> Self {
        let (mut at, mut called) = (HashMap::new(), HashMap::new());
        for (place, area) in areas.iter().enumerate() {
            at.entry(area.id.clone()).or_insert(place);
            called.entry(id_of(&area.name)).or_insert(place);
        }
        Columns { at, called, areas }
    }

    /// The column of a part: "kapitel-10" where the proposal has "avsnitt-10",
    /// "fokusomrade-2" where it has a list of those, "ikrafttradande" where that
    /// is the name of one.
    pub(super) fn of_part(&self, id: &str) -> Option<&Area> {
        let get = |id: &str| self.at.get(id).and_then(|at| self.areas.get(*at));
        let other = || match id.split_once('-') {
            Some(("kapitel", number)) => get(&format!("avsnitt-{number}")),
            Some(("avsnitt", number)) => get(&format!("kapitel-{number}")),
            _ => None,
        };
        let listed = || {
            let (group, number) = number_of(id);
            let same = |area: &&Area| area.number == number && id_of(&area.group) == group;
            match group.is_empty() {
                true => None,
                false => self.areas.iter().find(same),
            }
        };
        let called = || self.called.get(id).and_then(|at| self.areas.get(*at));
        get(id).or_else(other).or_else(listed).or_else(called)
    }
}

/// The one area that is meant: by id or whole name, by its number, or by a part
/// of its name that fits one.
pub(super) fn meant<'a>(wanted: &str, areas: impl Iterator<Item = &'a Area>) -> Result<&'a Area> {
    let mut all: Vec<&Area> = Vec::new();
    for area in areas {
        if !all.iter().any(|other| other.id == area.id) {
            all.push(area);
        }
    }
    let plain = id_of(wanted);
    let low = wanted.trim().to_lowercase();
    if let Some(area) = all.iter().find(|area| area.is_called(&low, &plain)) {
        return Ok(area);
    }
    let mut fit: Vec<&Area> = all
        .iter()
        .copied()
        .filter(|area| area.has_number(wanted))
        .collect();
    if fit.is_empty() {
        fit = all
            .iter()
            .copied()
            .filter(|area| area.begins(&plain))
            .collect();
    }
    match &fit[..] {
        [one] => Ok(one),
        [] => Err(unknown(wanted, &all)),
        several => Err(Error::new(format!("{wanted} may be several areas"))
            .cure(format!("it may be {}", listed(several)))),
    }
}

fn unknown(wanted: &str, areas: &[&Area]) -> Error {
    Error::new(format!("no focus area is called {wanted}")).cure(format!(
        "the focus areas are {}; --topic WORD makes any word a topic",
        listed(areas)
    ))
}

/// "avsnitt-6.2 (6.2 Skyfallsavgift), …".
fn listed(areas: &[&Area]) -> String {
    const MOST: usize = 40;
    let shown = areas
        .iter()
        .take(MOST)
        .map(|area| match area.number.is_empty() {
            false => format!("{} ({})", area.id, area.title()),
            true => area.id.clone(),
        });
    let mut shown: Vec<String> = shown.collect();
    if areas.len() > MOST {
        shown.push(format!("and {} more", areas.len() - MOST));
    }
    shown.join(", ")
}
