//! Focus areas as data: the themes of one consultation, the words that open
//! them, and the referrals they belong to.
//!
//! Shipped files and the user's own. Knows words; judges nothing.

mod matcher;

pub use matcher::{Matcher, Mention, Role};

use crate::error::{Error, Result};
use crate::unit::Referral;
use serde::Deserialize;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

/// The area that every referral has: the proposal as a whole.
pub const WHOLE: &str = "helhet";

/// Its words, for files that do not name it.
static THE_WHOLE: LazyLock<FocusArea> = LazyLock::new(|| {
    let shipped = FocusFile::parse(include_str!("whole.toml"));
    let shipped = shipped.ok().and_then(|file| file.area.into_iter().next());
    shipped.unwrap_or_else(|| FocusArea::named(WHOLE, "Förslaget som helhet"))
});

/// One theme on which positions are read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FocusArea {
    /// Short name in machine-readable output.
    pub id: String,
    /// Swedish name.
    pub name: String,
    /// English name.
    #[serde(default)]
    pub english: String,
    /// What the proposal calls its kind: "fokusområde", "förhållningssätt".
    #[serde(default)]
    pub group: String,
    /// Its number in the group, for "det fjärde fokusområdet".
    #[serde(default)]
    pub number: Option<u8>,
    /// Words and phrases that open the topic by themselves.
    pub opens: Vec<String>,
    /// Words that touch it, if the sentence also says what the respondent
    /// thinks.
    #[serde(default)]
    pub touches: Vec<String>,
    /// Words that look like the topic and are something else.
    #[serde(default)]
    pub except: Vec<String>,
    /// Words that end the topic where they stand.
    #[serde(default)]
    pub closes: Vec<String>,
}

/// The focus areas of one consultation, or of several that share them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FocusFile {
    /// What a person calls the set.
    pub title: String,
    /// Case numbers or titles of the referrals it belongs to; `*` is all.
    pub referrals: Vec<String>,
    /// The areas, in the proposal's own order.
    pub area: Vec<FocusArea>,
}

impl FocusArea {
    /// An area that no words open yet.
    pub fn named(id: &str, name: &str) -> Self {
        FocusArea {
            id: id.to_owned(),
            name: name.to_owned(),
            english: String::new(),
            group: String::new(),
            number: None,
            opens: Vec::new(),
            touches: Vec::new(),
            except: Vec::new(),
            closes: Vec::new(),
        }
    }
}

impl FocusFile {
    /// Reads a file; what is wrong is answered with its line.
    pub fn parse(text: &str) -> Result<Self> {
        let file: FocusFile = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                text[..span.start.min(text.len())].matches('\n').count() + 1
            });
            Error::new(format!("line {line}: {}", error.message())).cure(
                "a file has title, referrals = [\"…\"], and for each area [[area]] with id, name, \
                 opens = [\"…\"], and english, group, number, touches, except, closes if you like",
            )
        })?;
        let blank = |words: &String| words.trim().is_empty();
        if file.referrals.is_empty() || file.referrals.iter().any(blank) {
            return Err(Error::new("referrals names no referral")
                .cure("give case numbers or titles, or \"*\" for all"));
        }
        for area in &file.area {
            let lists = [&area.opens, &area.touches, &area.except, &area.closes];
            let odd = lists
                .into_iter()
                .flatten()
                .find(|words| !words.contains(char::is_alphanumeric) || words.contains('*'));
            if let Some(odd) = odd {
                return Err(
                    Error::new(format!("area {}: \"{odd}\" is no word", area.id))
                        .cure("give words and phrases without wildcards; every form is found"),
                );
            }
        }
        Ok(file)
    }

    /// The file was written for this referral.
    pub fn belongs_to(&self, referral: &Referral) -> bool {
        let number = referral.diarienummer.as_deref().unwrap_or("");
        let title = referral.title.to_lowercase();
        self.referrals.iter().any(|wanted| {
            let wanted = wanted.to_lowercase();
            wanted == "*" || number.eq_ignore_ascii_case(&wanted) || title.contains(&wanted)
        })
    }
}

/// All files at hand; a later one goes before an earlier one.
#[derive(Clone, Debug, Default)]
pub struct FocusFiles {
    files: Vec<FocusFile>,
}

impl FocusFiles {
    /// The files that come with the program.
    pub fn shipped() -> Result<Self> {
        let mut files = FocusFiles::default();
        for text in [
            include_str!("whole.toml"),
            include_str!("kvalitetsprogram_2021.toml"),
            include_str!("digital_service.toml"),
        ] {
            files.add(text)?;
        }
        Ok(files)
    }

    /// Adds a file.
    pub fn add(&mut self, text: &str) -> Result<()> {
        self.files.push(FocusFile::parse(text)?);
        Ok(())
    }

    /// Makes a word or phrase a topic of every referral, beside the whole.
    pub fn add_topic(&mut self, words: &str) -> Result<()> {
        let name = words.trim();
        if !name.contains(char::is_alphanumeric) {
            return Err(Error::new(format!(
                "the topic \"{words}\" is empty: it matches nothing"
            ))
            .cure("give a word or phrase, for example --topic upphandling"));
        }
        let area = FocusArea {
            opens: vec![name.to_owned()],
            ..FocusArea::named(&id_of(name), name)
        };
        self.files.push(FocusFile {
            title: name.to_owned(),
            referrals: vec!["*".to_owned()],
            area: vec![area],
        });
        Ok(())
    }

    /// Somebody wrote areas for this referral alone, given all that it is
    /// called.
    pub fn are_for(&self, names: &[&Referral]) -> bool {
        let mut files = self.files.iter().filter(|file| !file.is_for_all());
        files.any(|file| names.iter().any(|referral| file.belongs_to(referral)))
    }

    /// Leaves out the files written for single referrals.
    pub fn without_written(&mut self) {
        self.files.retain(FocusFile::is_for_all);
    }

    /// The areas of a referral, given all that it is called: the whole first,
    /// whether or not a file names it, the others in the order of their file.
    pub fn areas_of(&self, names: &[&Referral]) -> Vec<&FocusArea> {
        let mut areas: Vec<&FocusArea> = Vec::new();
        let ours = self.files.iter().filter(|file| {
            names.iter().any(|referral| file.belongs_to(referral)) || file.is_for_all()
        });
        let mut known: HashMap<&str, usize> = HashMap::new();
        for area in ours.flat_map(|file| &file.area) {
            match known.entry(&area.id) {
                Entry::Occupied(at) => areas[*at.get()] = area,
                Entry::Vacant(new) => {
                    new.insert(areas.len());
                    areas.push(area);
                }
            }
        }
        if !known.contains_key(WHOLE) {
            areas.push(&THE_WHOLE);
        }
        areas.sort_by_key(|area| area.id != WHOLE);
        areas
    }

    /// The area with this id or name, in any file; an error that lists them.
    pub fn get(&self, wanted: &str) -> Result<&FocusArea> {
        let areas = || self.files.iter().rev().flat_map(|file| &file.area);
        let plain = id_of(wanted);
        if let Some(area) = areas().find(|area| area.id == plain || id_of(&area.name) == plain) {
            return Ok(area);
        }
        let mut known: Vec<&str> = areas().map(|area| area.id.as_str()).collect();
        known.sort_unstable();
        known.dedup();
        Err(
            Error::new(format!("no focus area is called {wanted}")).cure(format!(
                "the focus areas are {}; --topic WORD makes any word a topic",
                known.join(", ")
            )),
        )
    }
}

impl FocusFile {
    fn is_for_all(&self) -> bool {
        self.referrals.iter().any(|wanted| wanted == "*")
    }
}

/// "Öppna data" → "oppna-data".
fn id_of(name: &str) -> String {
    let name = name.to_lowercase();
    let lower = crate::analyse::undotted(&name);
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}
