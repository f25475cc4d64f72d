//! Names and cue words as data: who answers, which parties there are, which
//! words carry the structure of a paper.
//!
//! Knows how names vary in spelling; knows nothing of documents.

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
    pub headings: HashMap<String, Vec<String>>,
    jobs: Words,
    consultation: Words,
    senders: Words,
    /// Words about who was asked.
    pub ledger: LedgerCues,
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

#[derive(Deserialize)]
struct Cities {
    city: Vec<City>,
}

#[derive(Deserialize)]
struct City {
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
    party: Vec<Party>,
}

#[derive(Deserialize)]
struct Party {
    short: String,
    #[serde(default)]
    older: Vec<String>,
    names: Vec<String>,
}

/// A resolved name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Normal form.
    pub name: String,
    /// The authority file holds it.
    pub known: bool,
    /// It was matched through an edit distance: a guess to report.
    pub guessed: bool,
}

/// All the data, parsed once.
pub struct Lexicon {
    respondents: HashMap<String, String>,
    offices: HashMap<String, String>,
    parties: HashMap<String, String>,
    party_names: Vec<(String, String)>,
    /// The structural cue words.
    pub cues: Cues,
    roles: HashMap<String, String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The lexicon that ships with the program.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// A board's, board-like body's or company's name ends in one of these.
const BODY_ENDINGS: [&str; 9] = [
    "nämnd", "nämnden", "nämnds", "nämndens", "styrelsen", "styrelse", "utskottet", "beredningen", "delegationen",
];

impl Lexicon {
    #[expect(clippy::expect_used, reason = "the files are part of the program; a test loads them")]
    fn load() -> Self {
        let cities: Cities = toml::from_str(include_str!("respondents.toml")).expect("respondents.toml");
        let parties: Parties = toml::from_str(include_str!("parties.toml")).expect("parties.toml");
        let cues: Cues = toml::from_str(include_str!("cues.toml")).expect("cues.toml");
        let mut lexicon = Lexicon {
            respondents: HashMap::new(),
            offices: HashMap::new(),
            parties: HashMap::new(),
            party_names: Vec::new(),
            roles: roles(&cues),
            cues,
        };
        for city in cities.city {
            lexicon.add_city(city);
        }
        for party in parties.party {
            for form in party.older.iter().chain([&party.short]) {
                lexicon.parties.insert(form.to_uppercase(), party.short.clone());
            }
            for name in party.names {
                lexicon.party_names.push((name.to_lowercase(), party.short.clone()));
            }
        }
        lexicon
    }

    fn add_city(&mut self, city: City) {
        for name in city.boards {
            self.respondents.insert(key(&name), name);
        }
        for spellings in city.companies {
            for spelling in &spellings {
                self.respondents.insert(key(spelling), spellings[0].clone());
            }
        }
        for (alias, name) in city.aliases {
            self.respondents.insert(key(&alias), name);
        }
        for (office, name) in city.offices {
            self.offices.insert(key(&office), name);
        }
    }

    /// The respondent a name stands for, if the authority file holds it in
    /// some spelling.
    pub fn known(&self, name: &str) -> Option<&str> {
        self.respondents.get(&key(name)).map(String::as_str)
    }

    /// Resolves a name: by the authority file, by one or two edits from it,
    /// or by its ending ("…nämnden", "… AB"). `None` if nothing tells that
    /// it names a body.
    pub fn resolve(&self, name: &str) -> Option<Resolved> {
        let name = name.trim().trim_end_matches([':', ',', '.', ';']);
        if name.is_empty() || name.len() > 90 {
            return None;
        }
        if let Some(known) = self.known(name) {
            return Some(Resolved { name: known.to_owned(), known: true, guessed: false });
        }
        let misread = name.contains("äm") || name.contains("nam") || name.contains("nåm");
        if misread && name.split_whitespace().count() <= 6 {
            if let Some(near) = self.nearest(name) {
                return Some(Resolved { name: near.to_owned(), known: true, guessed: true });
            }
        }
        if !looks_like_body(name) {
            return None;
        }
        Some(Resolved { name: nominative(name), known: false, guessed: false })
    }

    /// The one normal form within an edit or two of `name`.
    fn nearest(&self, name: &str) -> Option<&str> {
        let wanted = key(name);
        let allowed = match wanted.chars().count() {
            0..=9 => return None,
            10..=17 => 1,
            _ => 2,
        };
        let mut best: Option<(usize, &str)> = None;
        let mut tied = false;
        for (key, name) in &self.respondents {
            if key.len().abs_diff(wanted.len()) > 2 * allowed {
                continue;
            }
            let distance = strsim::osa_distance(key, &wanted);
            match best {
                _ if distance > allowed => {}
                Some((d, other)) if d == distance => tied |= other != name,
                Some((d, _)) if d < distance => {}
                _ => {
                    best = Some((distance, name));
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied).map(|(_, name)| name)
    }

    /// The board an office speaks for: by the data, else by its name
    /// ("Kulturförvaltningen" → Kulturnämnden).
    pub fn board_of_office(&self, office: &str) -> Option<String> {
        let key = key(office);
        if let Some(board) = self.offices.get(&key) {
            return Some(board.clone());
        }
        if let Some(district) = key.find(" stadsdelsförvaltning") {
            return self.known(&format!("{} stadsdelsnämnd", &key[..district])).map(str::to_owned);
        }
        for ending in ["förvaltningen", "förvaltning", "kontoret", "kontor"] {
            if let Some(stem) = key.strip_suffix(ending) {
                return self.known(&format!("{stem}nämnden")).map(str::to_owned);
            }
        }
        None
    }

    /// The longest run of words at the start of `text` that names a
    /// respondent, and the bytes it takes.
    pub fn respondent_at_start(&self, text: &str) -> Option<(Resolved, usize)> {
        if !text.starts_with(char::is_uppercase) {
            return None;
        }
        let ends = word_ends(text, 8);
        let known = ends.iter().rev().find_map(|&end| {
            let name = self.known(&text[..end])?;
            Some((Resolved { name: name.to_owned(), known: true, guessed: false }, end))
        });
        if known.is_some() {
            return known;
        }
        let end = *ends.iter().find(|&&end| looks_like_body(&text[..end]))?;
        Some((self.resolve(&text[..end])?, end))
    }

    /// The short form of a party written in brackets, in any case.
    pub fn party(&self, letters: &str) -> Option<&str> {
        self.parties.get(&letters.trim().to_uppercase()).map(String::as_str)
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

    /// The role of a heading line, e.g. "decision"; `None` for other lines.
    pub fn role(&self, heading: &str) -> Option<&str> {
        if heading.len() > 80 {
            return None;
        }
        self.roles.get(&heading_key(heading)).map(String::as_str)
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
        let line = line.to_lowercase();
        let first = line.split([' ', ',']).next().unwrap_or("");
        self.cues.jobs.words.iter().any(|job| *job == first || *job == line)
            || first.ends_with("direktör")
            || first.ends_with("chef")
    }

    /// The office (genitive or not) writes proposals on the sender's behalf.
    pub fn is_sender(&self, office: &str) -> bool {
        let office = office.to_lowercase();
        self.cues.senders.words.iter().any(|sender| office.strip_prefix(sender.as_str()).is_some_and(|rest| matches!(rest, "" | "s")))
    }

    /// The text says that it answers a consultation.
    pub fn is_consultation(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.cues.consultation.words.iter().any(|words| text.contains(words.as_str()))
    }
}

fn roles(cues: &Cues) -> HashMap<String, String> {
    let mut roles = HashMap::new();
    for (role, headings) in &cues.headings {
        for heading in headings {
            roles.insert(format!("{role}:{heading}"), role.clone());
        }
    }
    // A heading may serve in two places ("beredning"); the reader of a place
    // asks for the role it expects, the plain key answers with the first.
    let mut plain: Vec<(&String, &Vec<String>)> = cues.headings.iter().collect();
    plain.sort();
    for (role, headings) in plain {
        for heading in headings {
            roles.entry(heading.clone()).or_insert_with(|| role.clone());
        }
    }
    roles
}

impl Lexicon {
    /// The line is a heading with this role, whatever else it may be.
    pub fn has_role(&self, heading: &str, role: &str) -> bool {
        heading.len() <= 80 && self.roles.contains_key(&format!("{role}:{}", heading_key(heading)))
    }
}

/// Lower case, number and closing colon or full stop left out.
fn heading_key(heading: &str) -> String {
    let plain = heading
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
        .trim_end_matches([':', ' ', '.']);
    let plain = if heading.ends_with("m.") || heading.ends_with("m.m") {
        plain.trim_end_matches('.').to_owned() + "."
    } else {
        plain.to_owned()
    };
    plain.to_lowercase()
}

/// A name's key: lower case, hyphens as spaces, no "AB", no final -s or -n
/// of a word, so that genitives and spellings meet.
fn key(name: &str) -> String {
    let lower = name.to_lowercase().replace(['-', '–'], " ");
    let words = lower
        .split_whitespace()
        .map(|word| word.trim_end_matches([':', '.', ',']).trim_end_matches(":s"))
        .filter(|word| *word != "ab" && !word.is_empty())
        .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word))
        .map(|word| match word.strip_suffix("nämnd") {
            Some(stem) => format!("{stem}nämnden"),
            None => word.to_owned(),
        });
    words.collect::<Vec<_>>().join(" ")
}

fn looks_like_body(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let Some(last) = words.next_back() else {
        return false;
    };
    if !name.starts_with(char::is_uppercase) {
        return false;
    }
    if last == "AB" || name.starts_with("AB ") {
        return words.next().is_some() && name.split_whitespace().count() <= 6;
    }
    let last = last.to_lowercase();
    let few = name.split_whitespace().count() <= 6;
    few && BODY_ENDINGS.iter().any(|ending| last.ends_with(ending)) && !matches!(last.as_str(), "nämnd" | "nämnden" | "styrelsen" | "styrelse")
        || few && last == "nämnden" && name.split_whitespace().count() == 2
}

/// "Farsta stadsdelsnämnds" → "Farsta stadsdelsnämnd".
fn nominative(name: &str) -> String {
    for (genitive, cut) in [("nämnds", 1), ("nämndens", 1), ("styrelsens", 1), (" AB:s", 2)] {
        if name.ends_with(genitive) {
            return name[..name.len() - cut].to_owned();
        }
    }
    name.to_owned()
}

/// Byte ends of the first `most` words of a text.
fn word_ends(text: &str, most: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if at > 0 && !text[..at].ends_with(char::is_whitespace) {
                ends.push(at);
            }
            if ends.len() == most {
                return ends;
            }
        }
    }
    ends.push(text.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        lexicon().resolve(text).map(|r| r.name)
    }

    #[test]
    fn spellings_meet_in_one_normal_form() {
        for spelling in ["Norrmalm stadsdelsnämnd", "Norrmalms stadsdelsnämnd", "Norrmalms Stadsdelsnämnds"] {
            assert_eq!(name(spelling).as_deref(), Some("Norrmalms stadsdelsnämnd"), "{spelling}");
        }
        assert_eq!(name("Stockholm Hamnars").as_deref(), Some("Stockholms Hamnar"));
        assert_eq!(name("Skolfastigheter i Stockholm AB (SISAB)").as_deref(), Some("SISAB"));
        assert_eq!(name("Kultumämnden").as_deref(), None);
        let guess = lexicon().resolve("Arbetsmarknadsnämmden").unwrap();
        assert_eq!((guess.name.as_str(), guess.guessed), ("Arbetsmarknadsnämnden", true));
    }

    #[test]
    fn names_outside_the_data_are_known_by_their_ending() {
        let unknown = lexicon().resolve("Barn- och ungdomsnämnden").unwrap();
        assert_eq!((unknown.name.as_str(), unknown.known), ("Barn- och ungdomsnämnden", false));
        assert_eq!(name("Stadsledningskontoret anser"), None);
        assert_eq!(name("Nämnden"), None);
    }

    #[test]
    fn a_name_is_found_at_the_start_of_a_sentence() {
        let (found, end) = lexicon().respondent_at_start("Stockholms Stadshus AB anser att").unwrap();
        assert_eq!((found.name.as_str(), end), ("Stockholms Stadshus AB", 22));
        assert!(lexicon().respondent_at_start("Ärendet har beretts av").is_none());
    }

    #[test]
    fn offices_speak_for_boards() {
        let board = |office| lexicon().board_of_office(office).unwrap();
        assert_eq!(board("Trafikkontoret"), "Trafiknämnden");
        assert_eq!(board("Kulturförvaltningens"), "Kulturnämnden");
        assert_eq!(board("Rinkeby-Kistas stadsdelsförvaltnings"), "Rinkeby-Kista stadsdelsnämnd");
    }

    #[test]
    fn parties_in_every_form() {
        assert_eq!(lexicon().party("fp"), Some("L"));
        assert_eq!(lexicon().party("Fi"), Some("Fi"));
        assert_eq!(lexicon().parties_named("från Socialdemokraterna och Vänsterpartiet"), ["S", "V"]);
    }
}
