//! Names and cue words as data: who answers, which parties there are, which
//! words carry the structure of a paper.
//!
//! Knows how names vary in spelling; knows nothing of documents.

mod accounts;
mod function;
mod labels;
mod names;
mod section;
mod signs;

pub use accounts::{Column, accounts};
pub use function::function_words;
pub use labels::labels;
pub use names::Resolved;
pub use signs::{Bodies, BodyKind, How, KindSign, Never, Signs, Where, bodies, signs};

use crate::text::lower;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The structural cue words, as in `cues.toml`.
#[derive(Debug, Deserialize)]
pub struct Cues {
    /// Names of statement kinds, by machine-readable kind.
    pub statements: BTreeMap<String, Vec<String>>,
    /// Words of the sentence that introduces a statement.
    pub mention: MentionCues,
    titles: Words,
    /// Headings by role.
    pub headings: BTreeMap<String, Vec<String>>,
    /// What the words of other headings tell of their role.
    section: Vec<section::Words>,
    jobs: Words,
    consultation: Consultation,
    senders: Words,
    /// Words about who was asked.
    pub ledger: LedgerCues,
    /// Phrases of single recognisers.
    pub phrases: Phrases,
    /// Advisory councils: a telling word, and the kind it tells.
    pub councils: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Consultation {
    /// Words that hold anywhere.
    words: Vec<String>,
    /// First words of a title.
    opens: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Words {
    words: Vec<String>,
}

/// Words of the sentence that introduces a statement.
#[derive(Debug, Deserialize)]
pub struct MentionCues {
    /// "gjordes", "lämnar".
    pub verbs: Vec<String>,
    /// "reserverade sig".
    pub reserve: Vec<String>,
    /// "instämde i".
    pub join: Vec<String>,
    /// "enligt följande".
    pub follows: Vec<String>,
    /// "bilaga".
    pub pointer: Vec<String>,
    /// "ersättare".
    pub deputies: Vec<String>,
}

/// Words about who was asked and who did not answer in full.
#[derive(Debug, Deserialize)]
pub struct LedgerCues {
    /// "remitterats till".
    pub asked: Vec<String>,
    /// "avstått från att svara".
    pub abstained: Vec<String>,
    /// "ställer sig bakom".
    pub supports: Vec<String>,
    /// "endast i delar".
    pub partial: Vec<String>,
}

/// Phrases that one recogniser each looks for; `cues.toml` shows them in use.
#[derive(Debug, Deserialize)]
#[expect(
    missing_docs,
    reason = "named after the recogniser; the data file explains each"
)]
pub struct Phrases {
    pub central_bodies: Vec<String>,
    pub answered_by: Vec<String>,
    pub central_verbs: Vec<String>,
    pub decision_verbs: Vec<String>,
    pub answer_announced: Vec<String>,
    pub answer_voices: Vec<String>,
    pub answer_papers: Vec<String>,
    pub council_verbs: Vec<String>,
    pub board_leads: Vec<String>,
    pub list_leads: Vec<String>,
    pub letter_titles: Vec<String>,
    pub letter_closings: Vec<String>,
    pub letter_labels: Vec<String>,
    /// "förvaltningens", "kontorets".
    pub office_endings: Vec<String>,
    /// "bedömning": a text of an office's.
    pub adopted: Vec<String>,
    /// What a decision does with it: "överlämnar".
    pub adopts: Vec<String>,
    /// What before such a verb takes it back.
    pub adopts_not: Vec<String>,
    /// First verbs of a point of a decision: "överlämnar".
    pub hands_over: Vec<String>,
    /// Texts of an office that are its whole paper.
    pub adopted_papers: Vec<String>,
    /// "… enligt bifogad skrivelse": the answer stands behind the decision.
    pub sends_behind: Vec<String>,
    pub sends_below: Vec<String>,
    pub reasons: Vec<String>,
    pub memo_sections: Vec<String>,
    /// "yttrande".
    pub adopted_as: Vec<String>,
    /// "lämnar följande yttrande": a decision that is an answer.
    pub answers: Vec<String>,
    pub letter_verbs: Vec<String>,
}

#[derive(Deserialize)]
struct Cities {
    city: Vec<City>,
}

#[derive(Deserialize)]
struct City {
    name: String,
    #[serde(default)]
    boards: Vec<String>,
    #[serde(default)]
    companies: Vec<Vec<String>>,
    #[serde(default)]
    aliases: BTreeMap<String, String>,
    #[serde(default)]
    offices: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Parties {
    local_endings: Vec<String>,
    party: Vec<Party>,
}

#[derive(Deserialize)]
struct Party {
    short: String,
    #[serde(default)]
    older: Vec<String>,
    names: Vec<String>,
}

/// All the data, parsed once.
pub struct Lexicon {
    respondents: BTreeMap<String, String>,
    offices: HashMap<String, String>,
    /// The city that calls a board so.
    aliases: HashMap<String, String>,
    parties: HashMap<String, String>,
    party_names: Vec<(String, String)>,
    /// How the names of local parties end.
    local_parties: Vec<String>,
    /// The structural cue words.
    pub cues: Cues,
    /// The roles of every heading.
    roles: HashMap<String, Vec<String>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The lexicon that ships with the program.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    #[expect(
        clippy::expect_used,
        reason = "the files are part of the program; a test loads them"
    )]
    fn load() -> Self {
        let cities: Cities =
            toml::from_str(include_str!("respondents.toml")).expect("respondents.toml");
        let parties: Parties = toml::from_str(include_str!("parties.toml")).expect("parties.toml");
        let cues: Cues = toml::from_str(include_str!("cues.toml")).expect("cues.toml");
        let mut lexicon = Lexicon {
            respondents: BTreeMap::new(),
            offices: HashMap::new(),
            aliases: HashMap::new(),
            parties: HashMap::new(),
            party_names: Vec::new(),
            local_parties: parties.local_endings,
            roles: roles(&cues),
            cues,
        };
        for city in cities.city {
            lexicon.add_city(city);
        }
        for party in parties.party {
            for form in party.older.iter().chain([&party.short]) {
                lexicon
                    .parties
                    .insert(form.to_uppercase(), party.short.clone());
            }
            for name in party.names {
                lexicon
                    .party_names
                    .push((name.to_lowercase(), party.short.clone()));
            }
        }
        lexicon
    }

    fn add_city(&mut self, city: City) {
        use names::key;
        for name in city.boards {
            self.respondents.insert(key(&name), name);
        }
        for spellings in city.companies {
            for spelling in &spellings {
                self.respondents.insert(key(spelling), spellings[0].clone());
            }
        }
        for (alias, name) in city.aliases {
            self.aliases.insert(key(&alias), city.name.clone());
            self.respondents.insert(key(&alias), name);
        }
        for (office, name) in city.offices {
            self.offices.insert(key(&office), name);
        }
    }

    /// The city that calls a board by this name of its own.
    pub fn city_of_alias(&self, spelling: &str) -> Option<&str> {
        self.aliases.get(&names::key(spelling)).map(String::as_str)
    }

    /// The short form of a party written in brackets, in any case.
    pub fn party(&self, letters: &str) -> Option<&str> {
        self.parties
            .get(&letters.trim().to_uppercase())
            .map(String::as_str)
    }

    /// The short form of a party that is called exactly so.
    pub(crate) fn party_called(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let mut names = self.party_names.iter();
        names
            .find(|(known, _)| *known == name)
            .map(|(_, short)| short.as_str())
    }

    /// A name that ends as those of local parties do.
    pub(crate) fn is_local_party(&self, name: &str) -> bool {
        /// More words are a sentence.
        const WORDS: usize = 3;
        let few = name.split_whitespace().count() <= WORDS && name.starts_with(char::is_uppercase);
        few && self
            .local_parties
            .iter()
            .any(|ending| name.ends_with(ending.as_str()))
    }

    /// Parties called by name in a text, in order, each once.
    pub fn parties_named(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let mut found: Vec<(usize, &str)> = self
            .party_names
            .iter()
            .filter_map(|(name, short)| Some((text.find(name.as_str())?, short.as_str())))
            .collect();
        found.sort_unstable();
        let mut parties: Vec<String> = Vec::new();
        for (_, short) in found {
            if !parties.iter().any(|p| p == short) {
                parties.push(short.to_owned());
            }
        }
        parties
    }

    /// The roles a heading line may have, e.g. "decision"; none for lines
    /// that are no heading.
    pub fn roles(&self, heading: &str) -> &[String] {
        if heading.len() > LONGEST_HEADING {
            return &[];
        }
        self.roles
            .get(heading_key(heading).as_str())
            .map_or(&[], Vec::as_slice)
    }

    /// The role of a heading: by the lists, else by its words.
    pub fn section(&self, heading: &str) -> Option<&str> {
        if heading.len() > LONGEST_HEADING {
            return None;
        }
        let key = heading_key(heading);
        let listed = self.roles.get(key.as_str()).and_then(|roles| roles.first());
        let told = || section::told(&self.cues.section, &key);
        listed.map(String::as_str).or_else(told)
    }

    /// The line is a heading with this role, whatever else it may be.
    pub fn has_role(&self, heading: &str, role: &str) -> bool {
        self.roles(heading).iter().any(|known| known == role)
    }

    /// The line is a heading with this role, by the lists or by its words.
    pub fn heads(&self, heading: &str, role: &str) -> bool {
        self.has_role(heading, role) || self.section(heading) == Some(role)
    }

    /// Words before a name that are titles.
    pub fn is_title(&self, words: &str) -> bool {
        self.cues.titles.words.iter().any(|title| title == words)
    }

    /// The line is a job title, as under a signature.
    pub fn is_job(&self, line: &str) -> bool {
        if line.len() > 60 || line.ends_with('.') {
            return false;
        }
        let line = lower(line);
        let first = line.split([' ', ',']).next().unwrap_or("");
        self.cues
            .jobs
            .words
            .iter()
            .any(|job| *job == first || *job == line)
            || first.ends_with("direktör")
            || first.ends_with("chef")
    }

    /// The office (genitive or not) writes proposals on the sender's behalf.
    pub fn is_sender(&self, office: &str) -> bool {
        let office = office.to_lowercase();
        self.cues.senders.words.iter().any(|sender| {
            office
                .strip_prefix(sender.as_str())
                .is_some_and(|rest| matches!(rest, "" | "s"))
        })
    }

    /// The first word of a title, in lower case, says so.
    pub fn opens_consultation(&self, word: &str) -> bool {
        let opens = &self.cues.consultation.opens;
        opens.iter().any(|known| known == word)
    }

    /// The text says that it answers a consultation.
    pub fn is_consultation(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.cues
            .consultation
            .words
            .iter()
            .any(|words| text.contains(words.as_str()))
    }
}

/// Every heading of the data with its roles.
fn roles(cues: &Cues) -> HashMap<String, Vec<String>> {
    let mut roles: HashMap<String, Vec<String>> = HashMap::new();
    for (role, headings) in &cues.headings {
        for heading in headings {
            roles.entry(heading.clone()).or_default().push(role.clone());
        }
    }
    roles
}

/// Longest line that can be a heading, in bytes.
const LONGEST_HEADING: usize = 80;

/// Lower case, number and closing colon or full stop left out.
fn heading_key(heading: &str) -> String {
    let low = lower(heading);
    let plain =
        low.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    if plain.ends_with("m.") {
        return plain.to_owned();
    }
    plain.trim_end_matches([':', ' ', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_in_every_form() {
        assert_eq!(lexicon().party("fp"), Some("L"));
        assert_eq!(lexicon().party("Fi"), Some("Fi"));
        assert_eq!(
            lexicon().parties_named("från Socialdemokraterna och Vänsterpartiet"),
            ["S", "V"]
        );
    }

    #[test]
    fn headings_have_roles() {
        assert!(lexicon().has_role("2. Sammanfattning:", "summary"));
        assert!(
            lexicon().has_role("Beredning", "preparation")
                && lexicon().has_role("Beredning", "background")
        );
        assert!(lexicon().has_role("Reservationer m.m.", "annex"));
        assert_eq!(lexicon().roles("Helt annat").len(), 0);
    }
}
