//! The words of a sentence by which a theme can be known: nouns and the parts
//! of compounds under their root, abbreviations, and heads of several words.

use super::kin::Kin;
use super::nouns::{Nouns, data, root};
use crate::analyse::{Analyser, Role, Token, Word};
use crate::focus::FocusArea;
use std::collections::HashSet;

/// A word that a theme may go by.
pub(super) struct Term {
    /// What all its forms meet under.
    pub(super) key: String,
    /// As it was met.
    pub(super) form: String,
    /// The whole compound that it is a part of, by its key.
    pub(super) whole: Option<String>,
    /// The name of a theme of several roots.
    pub(super) kin: Option<String>,
}

/// Words that are no theme here: those of the areas, of the title, of every
/// answer, and who answers.
pub(super) struct Covered {
    areas: HashSet<String>,
    /// Parts of compounds that open an area: no theme by themselves.
    parts: HashSet<String>,
    pub(super) common: HashSet<String>,
    /// The roots of the title, with the parts of its compounds.
    title_roots: HashSet<String>,
    /// General nouns that carry a head of several words, and such as never do.
    carriers: HashSet<String>,
    owners: HashSet<String>,
    /// The roots of all of these.
    general: HashSet<String>,
    /// Words of the names of those who answer, and roots of those that are no
    /// body's: places, companies.
    names: HashSet<String>,
    places: HashSet<String>,
    kin: Kin,
}

impl Covered {
    pub(super) fn new<'n>(
        areas: &[&FocusArea],
        title: &str,
        names: impl Iterator<Item = &'n str>,
        (analyser, nouns): (&Analyser, &Nouns),
    ) -> Self {
        let own: Vec<_> = areas
            .iter()
            .filter(|area| area.id != crate::focus::WHOLE)
            .flat_map(|area| area.opens.iter().chain(&area.touches))
            .filter(|words| !words.contains(' '))
            .map(|word| analyser.word(word.trim_start_matches('=')))
            .collect();
        let whole = areas
            .iter()
            .filter(|area| area.id == crate::focus::WHOLE)
            .flat_map(|area| &area.opens)
            .filter(|words| !words.contains(' '));
        let common = crate::position::lexicon().common.iter();
        let general = data().general.split_whitespace();
        let stems = |word: &str| analyser.word(word).stem.clone();
        let listed: HashSet<String> = analyser
            .tokens(subtitle(title))
            .iter()
            .map(|token| root(&token.word.stem).to_owned())
            .collect();
        let common = common.chain(whole).map(|word| stems(word));
        let common = common.filter(|stem| !listed.contains(root(stem)));
        let common: HashSet<String> = common.chain(general.map(stems)).collect();
        let titled = analyser.tokens(title.strip_suffix(subtitle(title)).unwrap_or(title));
        let title: HashSet<String> = titled.iter().map(|token| token.word.stem.clone()).collect();
        let title_parts = titled.iter().flat_map(|token| &token.word.parts);
        let title_parts = title_parts.map(|part| &part.stem).chain(&title);
        let title_roots = title_parts.map(|stem| root(stem).to_owned()).collect();
        let named = areas.iter().filter(|area| area.id != crate::focus::WHOLE);
        let named = named.flat_map(|area| analyser.tokens(&area.name));
        let named = named.map(|token| token.word.stem.clone());
        let named = named.filter(|stem| nouns.is_noun(stem) && !common.contains(stem));
        let named: Vec<String> = named.collect();
        let parts = own.iter().flat_map(|word| &word.parts);
        let roots = common
            .iter()
            .chain(&title)
            .map(|stem| root(stem).to_owned());
        let names: HashSet<String> = names
            .flat_map(str::split_whitespace)
            .map(str::to_lowercase)
            .collect();
        let bare = names.iter().map(|name| analyser.word(name));
        let bare = bare.filter(|word| !is_of_body(&word.stem));
        let places = bare.flat_map(|word| {
            let parts = word.parts.iter().map(|part| root(&part.stem).to_owned());
            parts
                .chain([root(&word.stem).to_owned()])
                .collect::<Vec<_>>()
        });
        let all = |words: &str| words.split_whitespace().map(stems).collect();
        Covered {
            carriers: all(&data().carriers),
            owners: all(&data().owners),
            general: roots.collect(),
            parts: &shared(parts.map(|part| root(&part.stem).to_owned())) - &listed,
            areas: own
                .iter()
                .map(|word| word.stem.clone())
                .chain(named)
                .collect(),
            common,
            title_roots,
            places: places.collect(),
            kin: Kin::new(analyser),
            names,
        }
    }

    /// It is of an area, or of who answers.
    fn takes(&self, token: &Token) -> bool {
        let word = &token.word;
        let parts = word.parts.iter().map(|part| &part.stem);
        let of_area = parts
            .chain([&word.stem])
            .any(|stem| self.areas.contains(stem));
        let begins =
            |area: &String| area.chars().count() > 5 && word.stem.starts_with(area.as_str());
        let place = self.places.contains(root(&word.stem));
        of_area || is_of_body(&word.stem) || place || self.areas.iter().any(begins)
    }

    fn is_general(&self, stem: &str) -> bool {
        self.general.contains(root(stem))
    }

    /// It is general, or a compound of a word of the title and a general one:
    /// "kvalitetsutveckling" in a programme for quality.
    fn says_nothing(&self, word: &Word) -> bool {
        let mut parts = word.parts.iter();
        let head = parts.any(|part| part.role == Role::Head && self.is_general(&part.stem));
        self.is_general(&word.stem) || head && self.is_of_title(word)
    }

    /// Its first part is of the title.
    fn is_of_title(&self, word: &Word) -> bool {
        let of_title = |stem: &str| self.title_roots.contains(root(stem));
        let mut parts = word.parts.iter();
        parts.any(|part| part.range.start == 0 && of_title(&part.stem)) || of_title(&word.stem)
    }
}

/// What a title lists behind a dash: what the proposal is made of, not what it is.
fn subtitle(title: &str) -> &str {
    const DASHES: [&str; 2] = [" – ", " — "];
    let behind = DASHES.iter().find_map(|dash| title.split_once(dash));
    behind.map_or("", |(_, behind)| behind)
}

/// It ends as names of bodies do.
fn is_of_body(stem: &str) -> bool {
    let mut bodies = data().bodies.iter();
    bodies.any(|body| stem.ends_with(body.as_str()))
}

/// Those that come more than once.
fn shared(all: impl Iterator<Item = String>) -> HashSet<String> {
    let (mut once, mut again) = (HashSet::new(), HashSet::new());
    for one in all {
        if !once.insert(one.clone()) {
            again.insert(one);
        }
    }
    again
}

/// Letters of a word that can be a theme; of a part of a compound.
const WORD: usize = 4;
const PART: usize = 3;

/// The terms of a sentence.
pub(super) fn terms(text: &str, tokens: &[Token], nouns: &Nouns, covered: &Covered) -> Vec<Term> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let (word, written) = (&token.word, &text[token.range.clone()]);
        if is_abbreviation(written) {
            let of_name = covered.names.contains(&word.exact);
            if !of_name && !covered.takes(token) && !covered.is_general(&word.stem) {
                found.push(Term {
                    key: written.to_owned(),
                    form: written.to_owned(),
                    whole: None,
                    kin: None,
                });
            }
            continue;
        }
        if covered.takes(token) || word.exact.chars().count() < PART {
            continue;
        }
        let own = root(&word.stem).to_owned();
        let before = at.checked_sub(1).map(|before| &*tokens[before].word);
        let kin = covered.kin.term((word, &own), before, &covered.parts);
        found.extend(kin);
        if covered.kin.has(&own) {
            found.extend(several(tokens, at, nouns, covered));
            continue;
        }
        found.extend(numbered(text, tokens, at));
        let noun = nouns.is_noun(&word.stem);
        let general = covered.says_nothing(word);
        if !general && word.exact.chars().count() >= WORD {
            let known = (noun || nouns.has_root(&own)) && !covered.parts.contains(&own);
            if known && !nouns.is_function(&word.exact) {
                found.push(Term {
                    key: own.clone(),
                    form: word.exact.clone(),
                    whole: None,
                    kin: None,
                });
            }
        }
        for part in word.parts.iter().filter(|_| !general) {
            let key = root(&part.stem);
            let long = part.stem.chars().count() >= PART;
            let is_term = long && !covered.is_general(&part.stem) && nouns.is_part(&part.stem);
            let taken = covered.parts.contains(key)
                || covered.places.contains(key)
                || covered.kin.has_part(key);
            if is_term && key != own && !taken {
                found.push(Term {
                    key: key.to_owned(),
                    form: word.exact.clone(),
                    whole: Some(own.clone()),
                    kin: None,
                });
            }
        }
        found.extend(several(tokens, at, nouns, covered));
    }
    found
}

/// A paper or an aim that goes by its year: "Vision 2040".
fn numbered(text: &str, tokens: &[Token], at: usize) -> Option<Term> {
    let written = &text[tokens[at].range.clone()];
    let year = &text[tokens.get(at + 1)?.range.clone()];
    let is_year =
        year.len() == 4 && year.starts_with("20") && year.bytes().all(|c| c.is_ascii_digit());
    let named = written.starts_with(char::is_uppercase) && at > 0;
    (is_year && named).then(|| Term {
        key: format!("{} {year}", tokens[at].word.exact),
        form: format!("{written} {year}"),
        whole: None,
        kin: None,
    })
}

/// Heads of several words that end in this one: "digitala lösningar",
/// "definition av kvalitet".
fn several(tokens: &[Token], at: usize, nouns: &Nouns, covered: &Covered) -> Option<Term> {
    let word = &tokens[at].word;
    if !nouns.is_noun(&word.stem) {
        return None;
    }
    let before = &tokens[at.checked_sub(1)?].word;
    let term = |first: &str, form: String| Term {
        key: format!("{} {}", root(first), root(&word.stem)),
        form,
        whole: None,
        kin: None,
    };
    if data().between.contains(&before.exact) {
        let head = tokens.get(at.checked_sub(2)?)?;
        let is_head = nouns.is_noun(&head.word.stem)
            && !covered.is_general(&head.word.stem)
            && !covered.takes(head)
            && !covered.owners.contains(&word.stem);
        let form = format!("{} {} {}", head.word.exact, before.exact, word.exact);
        return is_head.then(|| term(&head.word.stem, form));
    }
    let describes = before.exact.chars().count() > WORD
        && data()
            .describes
            .iter()
            .any(|end| before.exact.ends_with(end.as_str()))
        && !nouns.is_noun(&before.stem)
        && !nouns.is_verb(&before.stem)
        && !nouns.is_function(&before.exact)
        && !covered.common.contains(&before.stem)
        && !covered.is_of_title(word)
        && (covered.carriers.contains(&word.stem) || !covered.says_nothing(word));
    describes.then(|| term(&before.stem, format!("{} {}", before.exact, word.exact)))
}

/// "ILS", "GDPR".
pub(super) fn is_abbreviation(written: &str) -> bool {
    (2..=6).contains(&written.len()) && written.chars().all(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::subtitle;

    #[test]
    fn a_title_lists_behind_a_dash() {
        let title = "Hamnens program – trygghet, belysning och båtliv";
        assert_eq!(subtitle(title), "trygghet, belysning och båtliv");
        assert_eq!(subtitle("Program för kajer"), "");
    }
}
