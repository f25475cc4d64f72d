//! Names of respondents: many spellings, one normal form.
//!
//! Exact keys first, then an edit or two, then the ending of the name; what
//! was guessed says so.

use super::Lexicon;
use crate::text::lower;

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

/// A board's, board-like body's or company's name ends in one of these.
const BODY_ENDINGS: [&str; 9] = [
    "nämnd",
    "nämnden",
    "nämnds",
    "nämndens",
    "styrelsen",
    "styrelse",
    "utskottet",
    "beredningen",
    "delegationen",
];

impl Resolved {
    /// A name that the data, or the paper's own words, vouch for.
    pub(crate) fn known(name: impl Into<String>) -> Self {
        Resolved {
            name: name.into(),
            known: true,
            guessed: false,
        }
    }

    /// A name nobody knows, taken as it stands.
    pub(crate) fn as_printed(name: impl Into<String>) -> Self {
        Resolved {
            name: name.into(),
            known: false,
            guessed: false,
        }
    }
}

impl Lexicon {
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
            return Some(Resolved::known(known.to_owned()));
        }
        let misread = name.contains("äm") || name.contains("nam") || name.contains("nåm");
        if misread
            && name.split_whitespace().count() <= 6
            && let Some(near) = self.nearest(name)
        {
            return Some(Resolved {
                name: near.to_owned(),
                known: true,
                guessed: true,
            });
        }
        if !looks_like_body(name) {
            return None;
        }
        Some(Resolved::as_printed(nominative(name)))
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
            return self
                .known(&format!("{} stadsdelsnämnd", &key[..district]))
                .map(str::to_owned);
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
            Some((Resolved::known(name.to_owned()), end))
        });
        if known.is_some() {
            return known;
        }
        let end = *ends.iter().find(|&&end| looks_like_body(&text[..end]))?;
        Some((self.resolve(&text[..end])?, end))
    }
}

/// A name's key: lower case, hyphens as spaces, no "AB", no final -s
/// of a word, so that genitives and spellings meet.
pub(super) fn key(name: &str) -> String {
    let lower = lower(name).replace(['-', '–'], " ");
    let words = lower
        .split_whitespace()
        .map(|word| {
            word.trim_end_matches([':', '.', ','])
                .trim_end_matches(":s")
        })
        .filter(|word| *word != "ab" && !word.is_empty())
        .map(|word| {
            word.strip_suffix('s')
                .filter(|stem| stem.len() > 2)
                .unwrap_or(word)
        })
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
    few && BODY_ENDINGS.iter().any(|ending| last.ends_with(ending))
        && !matches!(
            last.as_str(),
            "nämnd" | "nämnden" | "styrelsen" | "styrelse"
        )
        || few && last == "nämnden" && name.split_whitespace().count() == 2
}

/// "Farsta stadsdelsnämnds" → "Farsta stadsdelsnämnd".
fn nominative(name: &str) -> String {
    for (genitive, cut) in [
        ("nämnds", 1),
        ("nämndens", 1),
        ("styrelsens", 1),
        (" AB:s", 2),
    ] {
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
    use crate::lexicon::lexicon;

    fn name(text: &str) -> Option<String> {
        lexicon().resolve(text).map(|r| r.name)
    }

    #[test]
    fn spellings_meet_in_one_normal_form() {
        for spelling in [
            "Norrmalm stadsdelsnämnd",
            "Norrmalms stadsdelsnämnd",
            "Norrmalms Stadsdelsnämnds",
        ] {
            assert_eq!(
                name(spelling).as_deref(),
                Some("Norrmalms stadsdelsnämnd"),
                "{spelling}"
            );
        }
        assert_eq!(
            name("Stockholm Hamnars").as_deref(),
            Some("Stockholms Hamnar")
        );
        assert_eq!(
            name("Skolfastigheter i Stockholm AB (SISAB)").as_deref(),
            Some("SISAB")
        );
        assert_eq!(name("Kultumämnden").as_deref(), None);
        let guess = lexicon().resolve("Arbetsmarknadsnämmden").unwrap();
        assert_eq!(
            (guess.name.as_str(), guess.guessed),
            ("Arbetsmarknadsnämnden", true)
        );
    }

    #[test]
    fn names_outside_the_data_are_known_by_their_ending() {
        let unknown = lexicon().resolve("Barn- och ungdomsnämnden").unwrap();
        assert_eq!(
            (unknown.name.as_str(), unknown.known),
            ("Barn- och ungdomsnämnden", false)
        );
        assert_eq!(name("Stadsledningskontoret anser"), None);
        assert_eq!(name("Nämnden"), None);
    }

    #[test]
    fn a_name_is_found_at_the_start_of_a_sentence() {
        let (found, end) = lexicon()
            .respondent_at_start("Stockholms Stadshus AB anser att")
            .unwrap();
        assert_eq!((found.name.as_str(), end), ("Stockholms Stadshus AB", 22));
        assert!(
            lexicon()
                .respondent_at_start("Ärendet har beretts av")
                .is_none()
        );
    }

    #[test]
    fn offices_speak_for_boards() {
        let board = |office| lexicon().board_of_office(office).unwrap();
        assert_eq!(board("Trafikkontoret"), "Trafiknämnden");
        assert_eq!(board("Kulturförvaltningens"), "Kulturnämnden");
        assert_eq!(
            board("Rinkeby-Kistas stadsdelsförvaltnings"),
            "Rinkeby-Kista stadsdelsnämnd"
        );
    }
}
