//! A person's judgements as they stand in that person's file: of papers and
//! their units, of stances, of asks, and what was taken back.
//!
//! The form of the file and nothing else; an entry that cannot be read costs
//! itself alone. Nothing is ever taken out: who undoes says so in a further
//! entry.

mod asked;
mod file;
mod written;

pub use asked::{AskJudged, Part};
pub(crate) use written::quoted;

use file::{Said, entries, parsed};

use super::Field;
use crate::document::sha256_hex;
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// A judgement of a stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Id of the unit.
    pub unit: String,
    /// Its document.
    pub document: String,
    /// Its respondent.
    pub respondent: String,
    /// Its kind.
    pub unit_kind: String,
    /// Id of the focus area.
    pub focus_area: String,
    /// The stance; "ej_berörd" takes the position away.
    pub stance: String,
    /// The verdict, where it was judged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdict: String,
    /// The sentence that was seen to decide; nothing where there was none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// It settles what persons differ on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decides: bool,
    /// Who says so.
    pub by: String,
    /// When, YYYY-MM-DD.
    pub on: String,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// A judgement of a paper, or of a unit in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Name of the document.
    pub document: String,
    /// Its content hash.
    pub sha256: String,
    /// First line of the unit; none for the paper.
    #[serde(default)]
    pub line: Option<u32>,
    /// The first words of the unit, to find it again by.
    #[serde(default)]
    pub quote: String,
    /// What is put right; nothing where what was read is confirmed.
    #[serde(default)]
    pub set: BTreeMap<Field, String>,
    /// It settles what persons differ on.
    #[serde(default)]
    pub decides: bool,
    /// Who says so.
    pub by: String,
    /// When, YYYY-MM-DD.
    pub on: String,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// A judgement that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undone {
    /// Id of the judgement.
    pub id: String,
    /// Who takes it back.
    pub by: String,
    /// When, YYYY-MM-DD.
    pub on: String,
}

/// What an entry judges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// A paper or a unit.
    Paper(Judgement),
    /// A stance.
    Stance(Correction),
    /// An ask.
    Ask(AskJudged),
}

/// An entry of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// By what it is undone: made of what it says.
    pub id: String,
    /// What it says.
    pub judged: Judged,
    /// Who took it back, and when.
    pub undone: Option<Undone>,
}

impl Entry {
    fn new(judged: Judged) -> Self {
        let toml = match &judged {
            Judged::Paper(judgement) => judgement.to_toml(),
            Judged::Stance(correction) => correction.to_toml(),
            Judged::Ask(asked) => asked.to_toml(),
        };
        Entry {
            id: sha256_hex(toml.as_bytes())[..8].to_owned(),
            judged,
            undone: None,
        }
    }

    /// Who judged, and when.
    pub fn by_on(&self) -> (&str, &str) {
        match &self.judged {
            Judged::Paper(judgement) => (&judgement.by, &judgement.on),
            Judged::Stance(correction) => (&correction.by, &correction.on),
            Judged::Ask(asked) => (&asked.by, &asked.on),
        }
    }
}

/// What files of judgements hold.
#[derive(Debug, Default)]
pub struct Judgements {
    /// All entries, in the order of the files.
    pub entries: Vec<Entry>,
    /// Why others cannot be read, with their lines.
    pub broken: Vec<Error>,
    /// How often each id has been said and taken back by turns in the file that
    /// holds for it.
    said: BTreeMap<String, usize>,
    /// What is taken back in another file than it stands in.
    undone: Vec<Undone>,
}

impl Judgements {
    /// Reads a file; `check` says of a stance whether there is such a one.
    pub fn read(text: &str, check: impl Fn(&Correction) -> Result<()>) -> Self {
        let mut all = Judgements::default();
        let mut said = Said::default();
        for (at, entry) in entries(text) {
            let read = parsed(entry, at).and_then(|file| {
                file.correction.iter().try_for_each(&check)?;
                let sets = file.paper.iter().flat_map(|judgement| &judgement.set);
                let sets: Result<Vec<String>> =
                    sets.map(|(field, value)| field.checked(value)).collect();
                sets.map(|_| file)
            });
            match read {
                Ok(file) => {
                    let stances = file.correction.into_iter().map(Judged::Stance);
                    let papers = file.paper.into_iter().map(Judged::Paper);
                    let asks = file.ask.into_iter().map(Judged::Ask);
                    let judged = stances.chain(papers).chain(asks);
                    judged.map(Entry::new).for_each(|entry| said.add(entry));
                    file.undone.into_iter().for_each(|undone| said.undo(undone));
                }
                Err(error) => all.broken.push(error),
            }
        }
        all.entries = said.entries.into_iter().flatten().collect();
        all.said = said.often;
        all.undone = said.elsewhere.into_values().collect();
        all
    }

    /// Adds what another file holds. What is said word for word in both is one
    /// judgement (a program that syncs files leaves copies of them): the file
    /// in which more has been done about it holds.
    pub fn add(&mut self, other: Judgements) {
        let often = |all: &BTreeMap<String, usize>, id: &str| all.get(id).copied().unwrap_or(0);
        let here: HashSet<String> = self.entries.iter().map(|one| one.id.clone()).collect();
        let replaces =
            |id: &str| !here.contains(id) || often(&other.said, id) > often(&self.said, id);
        let new = other.entries.into_iter().filter(|one| replaces(&one.id));
        let new: Vec<Entry> = new.collect();
        let ids: HashSet<&str> = new.iter().map(|one| one.id.as_str()).collect();
        self.entries.retain(|one| !ids.contains(one.id.as_str()));
        self.entries.extend(new);
        for (id, often) in other.said {
            let most = self.said.entry(id).or_default();
            *most = often.max(*most);
        }
        self.undone.extend(other.undone);
        self.broken.extend(other.broken);
    }

    /// All files are read: what is taken back in one holds in the others.
    pub fn settled(mut self) -> Self {
        self.undone
            .sort_by(|a, b| (&a.on, &a.by).cmp(&(&b.on, &b.by)));
        for undone in std::mem::take(&mut self.undone) {
            let mut held = self.entries.iter_mut();
            let is_it = |one: &&mut Entry| one.id == undone.id && one.undone.is_none();
            if let Some(entry) = held.find(is_it) {
                entry.undone = Some(undone);
            }
        }
        self
    }

    /// The judgements of papers that nobody has taken back.
    pub fn papers(&self) -> impl Iterator<Item = &Judgement> {
        self.in_force().filter_map(|judged| match judged {
            Judged::Paper(judgement) => Some(judgement),
            _ => None,
        })
    }

    /// The judgements of stances that nobody has taken back.
    pub fn stances(&self) -> impl Iterator<Item = &Correction> {
        self.in_force().filter_map(|judged| match judged {
            Judged::Stance(correction) => Some(correction),
            _ => None,
        })
    }

    /// The judgements of asks that nobody has taken back.
    pub fn asks(&self) -> impl Iterator<Item = &AskJudged> {
        self.in_force().filter_map(|judged| match judged {
            Judged::Ask(asked) => Some(asked),
            _ => None,
        })
    }

    /// Somebody has judged something of the paper with this content.
    pub(crate) fn speak_of(&self, sha256: &str) -> bool {
        let is_of = |unit: &str| match unit.split(':').next() {
            Some(id) => !id.is_empty() && sha256.starts_with(id),
            None => false,
        };
        self.entries.iter().any(|entry| match &entry.judged {
            Judged::Paper(judgement) => judgement.sha256 == sha256,
            Judged::Stance(correction) => is_of(&correction.unit),
            Judged::Ask(asked) => is_of(&asked.unit),
        })
    }

    /// All judgements that nobody has taken back.
    pub fn in_force(&self) -> impl Iterator<Item = &Judged> {
        let held = self.entries.iter().filter(|entry| entry.undone.is_none());
        held.map(|entry| &entry.judged)
    }
}

impl Judgement {
    /// What it is of, and what it says: "svar.pdf:12", "date = 2024-03-01".
    pub fn in_words(&self) -> (String, String) {
        let place = match self.line {
            Some(line) => format!("{}:{line}", self.document),
            None => self.document.clone(),
        };
        let set = self.set.iter();
        let set: Vec<String> = set
            .map(|(field, value)| format!("{} = {value}", field.name()))
            .collect();
        let what = match set.is_empty() {
            true => "confirmed".to_owned(),
            false => set.join(", "),
        };
        (place, what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Judgements {
        Judgements::read(text, |_| Ok(()))
    }

    fn judgement() -> Judgement {
        Judgement {
            document: "svar \"1\".pdf".into(),
            sha256: "a".repeat(64),
            line: Some(12),
            quote: "Region Ö\u{AD}st".into(),
            set: BTreeMap::from([(Field::Respondent, "Region Öst\n\u{7}".into())]),
            by: "Anna \\ Å".into(),
            on: "2024-05-05".into(),
            ..Judgement::default()
        }
    }

    #[test]
    fn whatever_an_entry_holds_is_read_back_and_a_broken_one_costs_itself_alone() {
        let one = judgement();
        let two = Judgement {
            by: "Bo".into(),
            ..judgement()
        };
        let cut = format!(
            "{}[[paper]]\ndocument = \"ab\n{}",
            one.to_toml(),
            two.to_toml()
        );
        let all = read(&cut);
        assert_eq!(all.papers().collect::<Vec<_>>(), [&one, &two]);
        let told: Vec<String> = all.broken.iter().map(Error::to_string).collect();
        assert!(
            told.len() == 1 && told[0].starts_with("line 11"),
            "{told:?}"
        );
        let none = format!("{}\n", one.to_toml().replace("respondent", "colour"));
        assert_eq!(read(&none).broken.len(), 1);
    }

    #[test]
    fn what_was_taken_back_is_kept_and_not_in_force() {
        let one = judgement();
        let id = read(&one.to_toml()).entries[0].id.clone();
        let (by, on) = ("Bo".to_owned(), "2024-06-01".to_owned());
        let undone = Undone { id, by, on }.to_toml();
        let text = format!("{}{undone}", one.to_toml());
        let all = read(&text);
        assert_eq!((all.entries.len(), all.papers().count()), (1, 0));
        // Said again.
        assert_eq!(
            read(&format!("{text}{}", one.to_toml())).papers().count(),
            1
        );
    }

    #[test]
    fn an_older_copy_that_says_it_more_often_does_not_bring_back_what_was_undone() {
        let one = judgement().to_toml();
        let id = read(&one).entries[0].id.clone();
        let (by, on) = ("Anna".to_owned(), "2024-06-01".to_owned());
        let undone = Undone { id, by, on }.to_toml();
        let often = format!("{one}{one}{one}");
        let copy = format!("{one}{undone}");
        for [first, second] in [[&often, &copy], [&copy, &often]] {
            let mut all = read(first);
            all.add(read(second));
            assert_eq!(all.settled().papers().count(), 0);
        }
        let mut all = read(&format!("{copy}{one}"));
        all.add(read(&copy));
        assert_eq!(all.settled().papers().count(), 1);
    }

    #[test]
    fn what_is_said_twice_is_one_entry_at_the_place_of_the_last() {
        let one = judgement();
        let other = Judgement {
            set: BTreeMap::from([(Field::Respondent, "Region Väst".into())]),
            ..judgement()
        };
        let [one_toml, other_toml] = [one.to_toml(), other.to_toml()];
        let text = format!("{one_toml}{other_toml}{one_toml}");
        let all = read(&text);
        assert_eq!(all.papers().collect::<Vec<_>>(), [&other, &one]);
        let id = all.entries[1].id.clone();
        let (by, on) = ("Bo".to_owned(), "2024-06-01".to_owned());
        let undone = Undone { id, by, on }.to_toml();
        let all = read(&format!("{text}{undone}"));
        assert_eq!(all.papers().collect::<Vec<_>>(), [&other]);
    }
}
